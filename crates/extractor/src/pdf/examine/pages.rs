//! What is on a page, and what of it nobody sees.

use hayro_syntax::page::Rotation;
use serde::Serialize;

use crate::marks::{Flags, PageMarks};

/// What is known of a page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PageFacts {
    /// 1-based.
    pub number: u32,
    /// Width in points as displayed.
    pub width: f32,
    /// Height in points as displayed.
    pub height: f32,
    /// Degrees clockwise by which the stored page is turned to be displayed: 0, 90, 180 or 270.
    pub rotation: u16,
    /// What it holds.
    pub content: PageContent,
    /// Characters that a reader of the page sees; white space is none.
    pub characters: usize,
    /// Characters that a reader does not see: they are left out of the text.
    pub unseen: Unseen,
    /// Share of the page that pictures cover, 0 to 1.
    pub picture_share: f32,
}

/// What a page holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PageContent {
    /// Visible text.
    Text,
    /// No text, but a picture, or outlines that may be text: it needs character recognition.
    Picture,
    /// The same, over or under text that nobody sees: what somebody's character recognition made of it.
    PictureWithUnseenText,
    /// Neither.
    Nothing,
}

/// Characters that nobody sees, by the first reason that holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Unseen {
    /// On a layer that is switched off.
    pub hidden_layer: usize,
    /// Drawn without ink.
    pub invisible: usize,
    /// Outside the page.
    pub off_page: usize,
    /// Outside the clip.
    pub clipped: usize,
    /// White on white.
    pub white: usize,
    /// Drawn again at the same place, to look bold: nothing is lost with them.
    pub repeated: usize,
}

impl Unseen {
    /// Those that are no repetition of what is seen.
    pub fn hidden(&self) -> usize {
        self.hidden_layer + self.invisible + self.off_page + self.clipped + self.white
    }

    /// Those of both.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            hidden_layer: self.hidden_layer + other.hidden_layer,
            invisible: self.invisible + other.invisible,
            off_page: self.off_page + other.off_page,
            clipped: self.clipped + other.clipped,
            white: self.white + other.white,
            repeated: self.repeated + other.repeated,
        }
    }

    fn add(&mut self, flags: Flags) {
        let reasons = [
            (Flags::HIDDEN_LAYER, &mut self.hidden_layer),
            (Flags::INVISIBLE, &mut self.invisible),
            (Flags::OFF_PAGE, &mut self.off_page),
            (Flags::CLIPPED, &mut self.clipped),
            (Flags::WHITE, &mut self.white),
            (Flags::REPEATED, &mut self.repeated),
        ];
        if let Some((_, count)) = reasons.into_iter().find(|(flag, _)| flags.has(*flag)) {
            *count += 1;
        }
    }
}

/// The facts of a page, but for its rotation, which its marks do not know.
pub(super) fn facts_of(marks: &PageMarks) -> PageFacts {
    let mut unseen = Unseen::default();
    for glyph in &marks.glyphs {
        unseen.add(glyph.flags);
    }
    let characters = marks.visible().count();
    let content = match (characters, marks.is_picture_without_text(), unseen.hidden()) {
        (1.., _, _) => PageContent::Text,
        (0, true, 0) => PageContent::Picture,
        (0, true, _) => PageContent::PictureWithUnseenText,
        (0, false, _) => PageContent::Nothing,
    };
    let (number, width, height, picture_share) = (marks.number, marks.width, marks.height, marks.picture_share);
    PageFacts { number, width, height, rotation: 0, content, characters, unseen, picture_share }
}

pub(super) fn degrees(rotation: Rotation) -> u16 {
    match rotation {
        Rotation::None => 0,
        Rotation::Horizontal => 90,
        Rotation::Flipped => 180,
        Rotation::FlippedHorizontal => 270,
    }
}
