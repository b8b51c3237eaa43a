//! The second front door: a plain-text dump's bytes in, the same [`Extraction`] as from a PDF out.
//!
//! Such dumps keep the text of a document line by line; the cells of a table row are separated by tabs. What a dump
//! has lost (rules, spans, positions) is inferred only where its text leaves no doubt, in the head of a table. A line
//! without tabs is a line of text, a run of lines with tabs is a table, a form feed starts a new page.

mod encoding;
mod head;
mod rows;
mod tables;

use juesuan_model::{
    BBox, Code, Diagnostic, Diagnostics, Extraction, FileFacts, Format, Line, LineRole, Page, TextLayer,
};
use serde::Serialize;

pub(crate) use encoding::looks_like_text;
use rows::SourceRow;

use crate::settings::Limits;

/// What a text dump is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextFacts {
    /// The encoding that it was read in, by its registered name: `UTF-8`, `gb18030`.
    pub encoding: &'static str,
    /// Lines, blank ones too.
    pub lines: usize,
    /// Characters but line ends; white space too.
    pub characters: usize,
}

/// Characters that are read of one file at most, whatever the limits. Far above any document (a long one has 200 000).
const MAX_CHARACTERS: usize = 2_000_000;

/// Reads a text dump in whichever encoding it is, within the limits on pages and on the file's characters.
///
/// Never fails: bytes that are no text of the encoding stand as U+FFFD and give [`Code::EncodingErrors`].
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Extraction {
    extraction_of(&Dump::of(bytes, limits), limits)
}

/// The same, with what is known of the dump besides.
pub(crate) fn examine(bytes: &[u8], limits: &Limits) -> (Extraction, TextFacts) {
    let dump = Dump::of(bytes, limits);
    let facts = TextFacts {
        encoding: dump.encoding,
        lines: dump.text.lines().count(),
        characters: dump.text.chars().filter(|&c| !matches!(c, '\n' | '\x0c')).count(),
    };
    (extraction_of(&dump, limits), facts)
}

/// The text of a dump, as far as it is read.
struct Dump {
    /// Its lines end in `\n`.
    text: String,
    encoding: &'static str,
    has_errors: bool,
    /// The number of characters after which the rest of the file was left out.
    cut_after: Option<usize>,
}

impl Dump {
    fn of(bytes: &[u8], limits: &Limits) -> Self {
        let most = MAX_CHARACTERS.min(limits.glyphs_per_file);
        // No encoding takes more than four bytes a character.
        let encoding::Decoded { mut text, encoding, is_whole, mut has_errors } = encoding::decode(bytes, 4 * most);
        let cut = match text.char_indices().nth(most) {
            Some((end, _)) => Some(end),
            None if !is_whole => Some(text.len()),
            None => None,
        };
        if let Some(end) = cut {
            text.truncate(text[..end].rfind('\n').map_or(end, |newline| newline + 1));
            // What is left out may have been all that was wrong.
            has_errors &= text.contains(char::REPLACEMENT_CHARACTER);
        }
        if text.contains('\r') {
            text = text.replace("\r\n", "\n").replace('\r', "\n");
        }
        Self { text, encoding, has_errors, cut_after: cut.map(|_| most) }
    }
}

fn extraction_of(dump: &Dump, limits: &Limits) -> Extraction {
    let mut diagnostics = Diagnostics::new();
    if dump.has_errors {
        diagnostics.push(Diagnostic::of_file(Code::EncodingErrors, dump.encoding));
    }

    // A form feed at the very end closes the last page, it does not open another.
    let text = dump.text.trim_end_matches(['\x0c', '\n', '\x1a']);
    let page_count = text.split('\x0c').count();
    if page_count > limits.pages {
        diagnostics.push(Diagnostic::of_file(Code::TooManyPages, limits.pages.to_string()));
    }
    let pages: Vec<Page> = text
        .split('\x0c')
        .zip(1_u32..)
        .take(limits.pages)
        .map(|(page, number)| read_page(page, number, &mut diagnostics))
        .collect();
    if let Some(most) = dump.cut_after {
        let last = pages.last().map_or(1, |page| page.number);
        diagnostics.push(Diagnostic::of_page(Code::TooManyGlyphsInFile, last, most.to_string()));
    }

    let file = FileFacts {
        format: Format::Text,
        producer: None,
        page_count: u32::try_from(page_count).unwrap_or(u32::MAX),
        text_layer: TextLayer::Full,
        pages_without_text: Vec::new(),
    };
    Extraction { file, pages, diagnostics }
}

/// Reads what stands between two form feeds.
fn read_page(text: &str, number: u32, diagnostics: &mut Diagnostics) -> Page {
    let rows: Vec<SourceRow> = text.split('\n').enumerate().map(|(y, line)| SourceRow::new(y, line)).collect();
    let mut page = Page {
        number,
        width: rows.iter().map(|row| row.width).max().unwrap_or_default() as f32,
        height: rows.len() as f32,
        ..Page::default()
    };
    for run in rows.chunk_by(|a, b| a.has_tabs() == b.has_tabs()) {
        if run.iter().any(SourceRow::has_tabs) {
            tables::read_run(run, &mut page, diagnostics);
        } else {
            page.lines.extend(run.iter().flat_map(lines_of));
        }
    }
    page
}

/// Each non-empty cell of the row as a line of text; a row without tabs is one cell.
fn lines_of(row: &SourceRow) -> impl Iterator<Item = Line> {
    let y = row.y as f32;
    row.cells.iter().filter(|cell| !cell.text.is_empty()).map(move |cell| Line {
        bbox: BBox::new(cell.text_x0 as f32, y, cell.text_x1 as f32, y + 1.0),
        text: cell.text.split_whitespace().collect::<Vec<_>>().join(" "),
        size: 0.0,
        role: LineRole::Body,
    })
}

#[cfg(test)]
mod tests;
