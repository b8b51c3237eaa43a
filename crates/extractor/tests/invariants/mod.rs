//! What holds of every extraction, whatever the file was.

use juesuan_model::{Extraction, PageTable};

/// Panics where the extraction is not what `juesuan_model` says it is.
#[track_caller]
pub(crate) fn check(extraction: &Extraction) {
    let file = &extraction.file;
    let numbers: Vec<u32> = extraction.pages.iter().map(|page| page.number).collect();
    assert!(numbers.iter().copied().eq(1..=numbers.len() as u32), "pages are numbered from 1: {numbers:?}");
    assert!(numbers.len() <= file.page_count as usize, "{} of {} pages", numbers.len(), file.page_count);
    let has_page = |page: u32| (1..=file.page_count).contains(&page);
    assert!(file.pages_without_text.iter().all(|&page| has_page(page)), "{:?}", file.pages_without_text);
    assert!(file.pages_without_text.is_sorted_by(|a, b| a < b), "{:?}", file.pages_without_text);
    for diagnostic in &extraction.diagnostics {
        assert!(diagnostic.page.is_none_or(has_page), "{diagnostic:?}");
    }
    assert!(extraction.diagnostics.is_sorted_by_key(|diagnostic| diagnostic.page), "diagnostics come in page order");
    for table in extraction.pages.iter().flat_map(|page| &page.tables) {
        check_table(table);
    }
}

/// Each position of the grid belongs to exactly one cell.
#[track_caller]
fn check_table(table: &PageTable) {
    let (rows, columns) = (table.row_count(), table.column_count());
    assert!(rows > 0 && columns > 0, "a table has cells");
    assert!(table.column_edges.is_sorted() && table.row_edges.is_sorted(), "edges ascend: {table:?}");
    let mut covered = vec![false; rows * columns];
    for cell in &table.cells {
        assert!(cell.row_span > 0 && cell.column_span > 0, "{cell:?}");
        for row in cell.row..cell.row + cell.row_span {
            for column in cell.column..cell.column + cell.column_span {
                assert!(row < rows && column < columns, "{cell:?} ends beyond {rows} × {columns}");
                let position = &mut covered[row * columns + column];
                assert!(!std::mem::replace(position, true), "two cells at ({row}, {column})");
            }
        }
    }
    assert!(covered.iter().all(|&covered| covered), "a position without a cell");
    assert!(table.cells.is_sorted_by_key(|cell| (cell.row, cell.column)), "cells come in reading order");
}
