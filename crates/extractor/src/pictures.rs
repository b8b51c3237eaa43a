//! Pictures of pages: what a page looks like, for people who compare what was read with what is printed.
//!
//! A PDF and the numbers of some pages in, a PNG of each out, in the frame of every [`BBox`](juesuan_model::BBox): a box
//! of the page stands at the same place on its picture. Nothing here is needed to read a document, and whatever goes
//! wrong costs a picture and nothing else.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use juesuan_model::Language;

use crate::{Door, ExtractError, Found, Settings, front_door, pdf};

/// How pages are drawn, and what all pictures of a call may take together.
#[derive(Debug, Clone)]
pub struct PictureSettings {
    /// Dots to an inch (72 points). Fewer are taken where a page is very large, or where its picture would be.
    pub dots_per_inch: u16,
    /// Bytes that all pictures of the call may have together. No page may take what the others need, so that a page
    /// that does not fit its share is drawn with fewer dots, and a call may end well below.
    pub most_bytes: usize,
    /// Time after which no further page is begun. A page that was begun is finished, however long it takes: whoever
    /// reads files of strangers bounds the process as well.
    pub most_time: Duration,
    /// What draws text whose font the document only names.
    pub fonts: FontSource,
}

impl Default for PictureSettings {
    fn default() -> Self {
        Self {
            dots_per_inch: 110,
            most_bytes: 4 << 20,
            most_time: Duration::from_secs(60),
            fonts: FontSource::default(),
        }
    }
}

/// What draws Chinese text whose font the document names and does not embed. Latin text has fonts of its own.
#[derive(Debug, Clone, Default)]
pub enum FontSource {
    /// A Chinese font that is installed on this computer, looked for once in the life of the process. Where none is, such
    /// text lacks.
    #[default]
    Installed,
    /// This font program: TrueType or OpenType, the first of a collection.
    Program(Arc<[u8]>),
    /// None: such text lacks.
    Absent,
}

/// The picture of one page.
#[derive(Debug, Clone, PartialEq)]
pub struct PagePicture {
    /// 1-based.
    pub page: u32,
    /// Width of the page as displayed, in points: as [`PageMarks`](crate::PageMarks) and the boxes have it.
    pub width: f32,
    /// Height of the page as displayed, in points.
    pub height: f32,
    /// The picture, a PNG that covers the page from edge to edge.
    pub png: Vec<u8>,
    /// Text lacks, because its font is neither embedded in a way that can be read nor to be had elsewhere.
    pub fonts_missing: bool,
}

/// Pictures of pages, and the pages without.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawn {
    /// By page.
    pub pictures: Vec<PagePicture>,
    /// By page.
    pub not_drawn: Vec<NotDrawn>,
}

/// A page that was asked for and has no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotDrawn {
    /// 1-based.
    pub page: u32,
    /// What kept it from being drawn.
    pub reason: Reason,
}

/// Why a page has no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The file has no such page.
    NoSuchPage,
    /// What the page draws would take more room than a document may.
    TooLarge,
    /// The time for all pictures was over.
    TimeOver,
    /// Its picture does not fit its share of the bytes, not even with few dots.
    NoRoom,
    /// The engine cannot draw it.
    Unreadable,
}

impl Reason {
    /// The stable code. Programs may rely on it.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoSuchPage => "no_such_page",
            Self::TooLarge => "page_too_large",
            Self::TimeOver => "time_over",
            Self::NoRoom => "no_room",
            Self::Unreadable => "page_unreadable",
        }
    }

    /// The reason for people, without full stop.
    pub fn message(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::NoSuchPage, Language::Chinese) => "文件没有这一页",
            (Self::NoSuchPage, Language::English) => "the file has no such page",
            (Self::TooLarge, Language::Chinese) => "页面内容过大，未绘制",
            (Self::TooLarge, Language::English) => "the page holds too much to be drawn",
            (Self::TimeOver, Language::Chinese) => "绘制页面的时间已用完",
            (Self::TimeOver, Language::English) => "the time for drawing pages was over",
            (Self::NoRoom, Language::Chinese) => "页面图过大，超出所限字节数",
            (Self::NoRoom, Language::English) => "the picture would be larger than it may be",
            (Self::Unreadable, Language::Chinese) => "页面无法绘制",
            (Self::Unreadable, Language::English) => "the page cannot be drawn",
        }
    }
}

/// Draws the pages of a PDF that `pages` names (1-based). [`Settings::threads`] draw side by side; the pictures are the
/// same for any number of them, as long as the time suffices.
///
/// # Errors
///
/// Only where no page of the file can be had, as [`extract`](crate::extract); a text dump is not a PDF here.
pub fn draw_pages(
    bytes: &[u8],
    settings: &Settings,
    pictures: &PictureSettings,
    pages: &BTreeSet<u32>,
) -> Result<Drawn, ExtractError> {
    match front_door(bytes)? {
        Door::Text => Err(ExtractError::NotAPdf { found: Found::Text }),
        Door::Pdf => pdf::draw_pages(bytes, settings, pictures, pages),
    }
}
