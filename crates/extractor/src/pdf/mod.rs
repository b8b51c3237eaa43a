//! The room of the PDF engine: bytes of a PDF in, marks of its pages out. No other room names a PDF library.
//!
//! hayro-syntax gives objects, decryption and content operators, hayro-cmap the CMaps; the interpreter and the font
//! layer are ours, because only who holds the font dictionary can read embedded fonts without ToUnicode. hayro-font is
//! asked last and late, lopdf only when hayro-syntax cannot open a file.

mod budget;
mod content;
mod examine;
mod font;
mod info;
mod opening;
mod parts;
#[cfg(feature = "pictures")]
mod pictures;
mod shared;
mod streams;
mod text_layer;
mod threads;

#[cfg(feature = "pictures")]
use std::collections::BTreeSet;

use hayro_syntax::{Pdf, page::Page};
use juesuan_model::{Code, Diagnostic, Diagnostics, FileFacts, Format};

pub(crate) use self::examine::Examined;
pub use self::{
    examine::{Encryption, FontFacts, OpenedWith, PageContent, PageFacts, PdfFacts, Unseen},
    font::{DecodedBy, FontDescription, FontKind},
    threads::STACK_BYTES,
};
use self::{
    opening::{open, page_tree},
    parts::Part,
    shared::Shared,
    text_layer::TextSeen,
    threads::on_a_large_stack,
};
#[cfg(feature = "pictures")]
use crate::pictures::{Drawn, PictureSettings};
use crate::{error::ExtractError, marks::PageMarks, settings::Settings};

/// Reads a PDF: what `each_page` makes of each page's marks, in the order of the pages.
pub(crate) fn read<T: Send>(
    bytes: &[u8],
    settings: &Settings,
    each_page: impl Fn(PageMarks) -> T + Sync,
) -> Result<(FileFacts, Vec<T>, Diagnostics), ExtractError> {
    on_a_large_stack(|| {
        let mut diagnostics = Vec::new();
        let pdf = open::open(bytes, settings, &mut diagnostics)?;
        let (facts, parts) = read_parts(&pdf, settings, &each_page, &|_| (), &mut diagnostics);
        let made = parts.into_iter().flat_map(|part| part.pages).map(|page| page.made).collect();
        Ok((facts, made, diagnostics))
    })
}

/// Reads a PDF as [`read`] does, and gathers facts.
pub(crate) fn examine<T: Send>(
    bytes: &[u8],
    settings: &Settings,
    each_page: impl Fn(PageMarks) -> T + Sync,
) -> Result<Examined<T>, ExtractError> {
    on_a_large_stack(|| examine::examine(bytes, settings, &each_page))
}

/// Draws the pages of a PDF that `pages` names.
#[cfg(feature = "pictures")]
pub(crate) fn draw_pages(
    bytes: &[u8],
    settings: &Settings,
    pictures: &PictureSettings,
    pages: &BTreeSet<u32>,
) -> Result<Drawn, ExtractError> {
    on_a_large_stack(|| pictures::draw_pages(bytes, settings, pictures, pages))
}

/// What `each_page` makes of each page's marks, and `each_part` of what the pages of a part share.
fn read_parts<T: Send, D: Send>(
    pdf: &Pdf,
    settings: &Settings,
    each_page: &(impl Fn(PageMarks) -> T + Sync),
    each_part: &(impl Fn(&Shared<'_>) -> D + Sync),
    diagnostics: &mut Diagnostics,
) -> (FileFacts, Vec<Part<T, D>>) {
    let all = pdf.pages();
    page_tree::compare_count(pdf, diagnostics);
    if all.len() > settings.limits.pages {
        diagnostics.push(Diagnostic::of_file(Code::TooManyPages, settings.limits.pages.to_string()));
    }
    let pages: Vec<(u32, &Page<'_>)> = (1..).zip(all.iter()).take(settings.limits.pages).collect();
    let mut seen = TextSeen::default();
    let mut parts = parts::read(pdf, &pages, settings, each_page, each_part);
    for part in &mut parts {
        part.pages.iter().for_each(|page| seen.add(page));
        diagnostics.append(&mut part.diagnostics);
    }
    let facts = FileFacts {
        format: Format::Pdf,
        producer: info::producer(pdf),
        page_count: u32::try_from(all.len()).unwrap_or(u32::MAX),
        text_layer: seen.layer(diagnostics),
        pages_without_text: seen.without_text,
    };
    (facts, parts)
}
