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

pub(crate) use encoding::looks_like_text;
use rows::SourceRow;

use crate::examine::TextFacts;

/// Characters that are read of one file. Far above any document (a long one has 200 000); bounds time and memory.
const MAX_CHARACTERS: usize = 2_000_000;

/// Reads a text dump in whichever encoding it is.
///
/// Never fails: bytes that are no text of the encoding stand as U+FFFD and give [`Code::EncodingErrors`].
pub(crate) fn read(bytes: &[u8]) -> Extraction {
    extraction_of(&Dump::of(bytes))
}

/// The same, with what is known of the dump besides.
pub(crate) fn examine(bytes: &[u8]) -> (Extraction, TextFacts) {
    let dump = Dump::of(bytes);
    let facts = TextFacts {
        encoding: dump.encoding,
        lines: dump.text.lines().count(),
        characters: dump.text.chars().filter(|&c| !matches!(c, '\n' | '\x0c')).count(),
    };
    (extraction_of(&dump), facts)
}

/// The text of a dump, as far as it is read.
struct Dump {
    /// Its lines end in `\n`.
    text: String,
    encoding: &'static str,
    has_errors: bool,
    /// Whether the rest of the file was left out.
    is_cut: bool,
}

impl Dump {
    fn of(bytes: &[u8]) -> Self {
        // No encoding takes more than four bytes a character.
        let window = bytes.get(..4 * MAX_CHARACTERS).unwrap_or(bytes);
        let encoding::Decoded { mut text, encoding, has_errors } = encoding::decode(window);
        let cut = match text.char_indices().nth(MAX_CHARACTERS) {
            Some((end, _)) => Some(end),
            None if window.len() < bytes.len() => Some(text.len()),
            None => None,
        };
        if let Some(end) = cut {
            text.truncate(text[..end].rfind('\n').map_or(end, |newline| newline + 1));
        }
        if text.contains('\r') {
            text = text.replace("\r\n", "\n").replace('\r', "\n");
        }
        Self { text, encoding, has_errors, is_cut: cut.is_some() }
    }
}

fn extraction_of(dump: &Dump) -> Extraction {
    let mut diagnostics = Diagnostics::new();
    if dump.has_errors {
        diagnostics.push(Diagnostic::of_file(Code::EncodingErrors, dump.encoding));
    }

    // A form feed at the very end closes the last page, it does not open another.
    let pages: Vec<Page> = dump
        .text
        .trim_end_matches(['\x0c', '\n', '\x1a'])
        .split('\x0c')
        .zip(1_u32..)
        .map(|(page, number)| read_page(page, number, &mut diagnostics))
        .collect();
    if dump.is_cut {
        let last = pages.last().map_or(1, |page| page.number);
        diagnostics.push(Diagnostic::of_page(Code::TooManyGlyphsInFile, last, MAX_CHARACTERS.to_string()));
    }

    let file = FileFacts {
        format: Format::Text,
        producer: None,
        page_count: u32::try_from(pages.len()).unwrap_or(u32::MAX),
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
