//! What real files do that a reader must stand: each test draws the case and states in its name what comes out.
//!
//! One module a family. The files are built by `tests/builder`; only the public interface is used.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

#[path = "../builder/mod.rs"]
mod builder;
#[path = "../../src/pdf/pictures/true_type.rs"]
mod true_type;

mod annotations;
mod bounds;
mod damage;
mod encryption;
mod examined;
mod fonts;
mod forms;
mod layout;
mod programs;
mod rulings;
mod text_layer;
mod text_state;
mod type3;
mod visibility;

use juesuan_extractor::{Glyph, PageStages, Settings, extract, inspect};
use juesuan_model::{Code, Extraction, PageTable};

/// The file, read with the usual settings.
#[track_caller]
fn read(file: &[u8]) -> Extraction {
    extract(file, &Settings::default()).unwrap()
}

/// What each stage made of the first page.
#[track_caller]
fn stages(file: &[u8]) -> PageStages {
    inspect(file, &Settings::default(), 1).unwrap().stages.unwrap()
}

/// The glyphs of the first page that a reader sees.
#[track_caller]
fn visible(file: &[u8]) -> Vec<Glyph> {
    stages(file).marks.visible().copied().collect()
}

/// The characters of the first page that a reader sees, in drawing order.
#[track_caller]
fn text(file: &[u8]) -> String {
    visible(file).iter().map(|glyph| glyph.char).collect()
}

#[track_caller]
fn check(file: &[u8], expected: &str) {
    assert_eq!(text(file), expected);
}

/// The lines outside tables of all pages.
fn lines(extraction: &Extraction) -> Vec<&str> {
    extraction.pages.iter().flat_map(|page| &page.lines).map(|line| line.text.as_str()).collect()
}

/// What was noticed, without the order of pages.
fn codes(extraction: &Extraction) -> Vec<Code> {
    extraction.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

/// A table as text: ` | ` between the cells of a row, ` / ` between rows; a covered position is empty.
fn drawn(table: &PageTable) -> String {
    let mut rows = vec![vec![String::new(); table.column_count()]; table.row_count()];
    for cell in &table.cells {
        rows[cell.row][cell.column] = cell.text();
    }
    rows.iter().map(|row| row.join(" | ")).collect::<Vec<_>>().join(" / ")
}

/// The tables of all pages, drawn as text.
fn tables(extraction: &Extraction) -> Vec<String> {
    extraction.pages.iter().flat_map(|page| &page.tables).map(drawn).collect()
}

#[track_caller]
fn check_table(file: &[u8], expected: &str) {
    assert_eq!(tables(&read(file)), [expected]);
}

/// Whether the numbers are the same within a twentieth of a point.
#[track_caller]
fn near(found: f32, expected: f32) {
    assert!((found - expected).abs() < 0.05, "{found} is not {expected}");
}
