//! Documents that nobody would print: made up from bytes, those that the search in `fuzz/` once broke on among them, and
//! some that are large in one way only.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

mod invariants;
mod made_up;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use juesuan_model::{BBox, Extraction, FileFacts, GridCell, Language, Page, PageTable};
use juesuan_reconciler::{SourceFile, reconcile};

/// Reconciles the document that the bytes choose, twice.
#[track_caller]
fn check(bytes: &[u8]) {
    let json = || {
        let accounts = reconcile(made_up::extraction(bytes), SourceFile::default(), Language::Chinese);
        invariants::check(&accounts);
        serde_json::to_string(&accounts).unwrap()
    };
    assert_eq!(json(), json());
}

#[test]
fn what_the_search_found_stays_found() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
    for folder in ["seeds", "regressions"] {
        for entry in fs::read_dir(fuzz.join(folder).join("reconcile")).into_iter().flatten() {
            let path = entry.unwrap().path();
            check(&fs::read(path).unwrap());
        }
    }
}

#[test]
fn documents_of_random_choices() {
    let mut state = 7u32;
    for _ in 0..200 {
        let bytes: Vec<u8> = (0..600)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 16) as u8
            })
            .collect();
        check(&bytes);
    }
}

/// A table of so many rows and columns without heads; each cell says 1.00.
fn table(rows: usize, columns: usize) -> Extraction {
    let cell = |at: usize| GridCell {
        row: at / columns,
        column: at % columns,
        row_span: 1,
        column_span: 1,
        bbox: BBox::new(
            (at % columns) as f32,
            (at / columns) as f32,
            (at % columns + 1) as f32,
            (at / columns + 1) as f32,
        ),
        lines: vec!["1.00".to_owned()],
    };
    let table = PageTable {
        bbox: BBox::new(0.0, 0.0, columns as f32, rows as f32),
        column_edges: (0..=columns).map(|edge| edge as f32).collect(),
        row_edges: (0..=rows).map(|edge| edge as f32).collect(),
        cells: (0..rows * columns).map(cell).collect(),
        ..PageTable::default()
    };
    let page = Page { number: 1, width: columns as f32, height: rows as f32, tables: vec![table], ..Page::default() };
    Extraction { file: FileFacts { page_count: 1, ..FileFacts::default() }, pages: vec![page], diagnostics: vec![] }
}

#[test]
fn a_table_may_be_very_wide_or_very_tall() {
    for (rows, columns) in [(1, 100_000), (100_000, 1), (300, 300)] {
        let began = Instant::now();
        invariants::check(&reconcile(table(rows, columns), SourceFile::default(), Language::Chinese));
        assert!(began.elapsed() < Duration::from_secs(20), "{rows} × {columns}: {:?}", began.elapsed());
    }
}
