//! Grids and words → table fragments; the words that are in none are the page's lines.

mod assign;
mod overlay;

use juesuan_model::{BBox, Code, Diagnostic, Diagnostics, GridCell, GridKind, Line, PageTable};

pub(crate) use overlay::{overlay_lines, split_overlay};

use crate::{
    grid::{Grid, GridSpan},
    lines::{Word, cell_lines, find_lines},
};

/// What one page's words and grids make.
#[derive(Debug, Default)]
pub(crate) struct Assembled {
    pub(crate) tables: Vec<PageTable>,
    pub(crate) lines: Vec<Line>,
    pub(crate) diagnostics: Diagnostics,
}

/// Puts `words` into the cells of `grids`; what stands outside them becomes lines.
pub(crate) fn assemble(words: Vec<Word>, grids: &[Grid], page: u32) -> Assembled {
    let mut assembled = Assembled::default();
    let mut fills: Vec<Vec<Vec<Word>>> = grids.iter().map(|grid| vec![Vec::new(); grid.cells.len()]).collect();
    let mut outside = Vec::new();
    for word in words {
        let near = grids.iter().position(|grid| stands_in(&word, grid));
        match near.and_then(|i| grids.get(i).zip(fills.get_mut(i))) {
            Some((grid, cells)) => {
                assign::place(word, grid, &mut |placed| {
                    if placed.crosses {
                        let (place, text) = (placed.word.bbox, placed.word.text.clone());
                        assembled.diagnostics.push(Diagnostic::of_place(Code::TextCrossesRule, page, place, text));
                    }
                    if let Some(cell) = cells.get_mut(placed.cell) {
                        cell.push(placed.word);
                    }
                });
            }
            None => outside.push(word),
        }
    }
    for (grid, cells) in grids.iter().zip(fills) {
        report_open_cells(grid, &cells, page, &mut assembled.diagnostics);
        assembled.tables.push(fill(grid, &cells));
    }
    assembled.lines = find_lines(&outside);
    assembled
}

/// Whether the word belongs to the table, by its middle.
pub(crate) fn stands_in(word: &Word, grid: &Grid) -> bool {
    let (x, y) = word.bbox.center();
    grid.bbox().grown(REACH).contains(x, y)
}

/// Text whose middle is this far outside the outer rule still belongs to the table: a last line that hangs over.
const REACH: f32 = 2.0;

fn fill(grid: &Grid, words: &[Vec<Word>]) -> PageTable {
    let cells = grid
        .cells
        .iter()
        .zip(words)
        .map(|(span, words)| GridCell {
            row: span.row,
            column: span.column,
            row_span: span.row_span,
            column_span: span.column_span,
            bbox: cell_box(grid, span, words),
            lines: cell_lines(words),
        })
        .collect();
    PageTable {
        bbox: grid.bbox(),
        column_edges: grid.column_edges.clone(),
        row_edges: grid.row_edges.clone(),
        cells,
        grid: grid.kind,
    }
}

/// The edges of a cell. Where no rules draw them, all that is known of a printed cell is where its words stand.
fn cell_box(grid: &Grid, span: &GridSpan, words: &[Word]) -> BBox {
    let by_words = || BBox::around(words.iter().map(|word| &word.bbox)).filter(|_| grid.kind == GridKind::Aligned);
    by_words().unwrap_or_else(|| grid.cell_box(span))
}

/// An open cell without text is of no interest: a corner outside the table's outline.
fn report_open_cells(grid: &Grid, words: &[Vec<Word>], page: u32, diagnostics: &mut Diagnostics) {
    for &open in &grid.open_cells {
        if let (Some(span), Some(words)) = (grid.cells.get(open), words.get(open))
            && !words.is_empty()
        {
            let bbox: BBox = grid.cell_box(span);
            diagnostics.push(Diagnostic::of_place(Code::OpenCell, page, bbox, cell_lines(words).concat()));
        }
    }
}

#[cfg(test)]
mod tests;
