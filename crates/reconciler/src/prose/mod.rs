//! The running text: what stands on the pages outside tables, their captions and notes, heads, feet and page numbers.
//!
//! In come pages; out go the document's headings with their paragraphs, and the terms that it explains. The steps:
//! `lines` (which lines are running text) → `contents` (the list of contents taken out, its entries kept for knowing
//! headings again) → `blocks` (lines → blocks of text, over line and page breaks) → `sections` (blocks → headings and
//! paragraphs) → `glossary`.

mod blocks;
mod contents;
mod glossary;
mod lines;
mod numbering;
mod sections;

use juesuan_model::{BBox, Format, Page, Section};

use crate::lines::PageLines;
use crate::surroundings::Surroundings;
use blocks::join_blocks;
use contents::split_contents;
pub(crate) use glossary::read_glossary;
pub(crate) use lines::ProseLine;
use lines::prose_lines;
use sections::build_sections;

/// The running text of a document.
pub(crate) struct Prose {
    /// The lines before the list of contents or the first heading: the cover.
    pub(crate) cover: Vec<ProseLine>,
    /// Headings and paragraphs.
    pub(crate) sections: Vec<Section>,
    /// The lines of the list of contents.
    pub(crate) contents: Vec<ProseLine>,
    /// Where the heading of each section stands.
    pub(crate) places: Vec<BBox>,
}

/// Reads the running text of the pages. `lines` and `surroundings` have an entry for each page.
pub(crate) fn read_prose(
    pages: &[Page],
    lines: &[PageLines<'_>],
    surroundings: &[Surroundings],
    format: Format,
) -> Prose {
    let split = split_contents(prose_lines(pages, lines, surroundings));
    let blocks = join_blocks(&split.text, format);
    let built = build_sections(blocks, &split.entries);
    let cover = match split.before {
        Some(cover) => cover,
        None => split.text.into_iter().take(built.lines_before).collect(),
    };
    Prose { cover, contents: split.listed, sections: built.sections, places: built.places }
}

#[cfg(test)]
mod tests;
