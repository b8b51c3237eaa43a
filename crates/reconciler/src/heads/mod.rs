//! One fragment's grid → its columns with their heads, and its rows.
//!
//! What is printed inside the grid but belongs around it (a title, a unit, a note) is taken out first.

mod align;
mod grid;
mod pairs;
mod rows;

use juesuan_model::{BBox, GridCell, GridKind, PageTable};

use crate::captions::{Caption, read_form_number, read_title};
use crate::catalogue::Catalogue;
use crate::figure::count_figures;
use crate::spelling::canonical;
use align::align_heads;
pub(crate) use grid::is_data;
use grid::{Cell, Grid};
use pairs::holds_pairs;
pub(crate) use rows::Expect;
use rows::{HeadRows, find_head_rows};

/// A fragment with its heads read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Part {
    /// 1-based.
    pub(crate) page: u32,
    /// Outer edge.
    pub(crate) bbox: BBox,
    /// What its cells were told by.
    pub(crate) grid: GridKind,
    /// What stands around it and in the caption rows of its grid.
    pub(crate) caption: Caption,
    /// The x positions of the column edges.
    pub(crate) edges: Vec<f32>,
    /// The heads; `None` where the fragment has none.
    pub(crate) heads: Option<Heads>,
    /// Whether it begins with a label and its value, where a table has its heads.
    pub(crate) pairs: bool,
    /// The rows of the body.
    pub(crate) rows: Vec<PartRow>,
    /// Notes printed in rows of the grid.
    pub(crate) notes: Vec<String>,
    /// How many figures its page prints, and how many of them are no part of its rows.
    pub(crate) figures: FigureCount,
}

/// The figures of fragments, counted, so that none is lost or joined twice unnoticed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct FigureCount {
    /// On the pages, in all cells: codes and numbers of lines count too.
    pub(crate) printed: usize,
    /// In heads, numbers of columns, captions and notes.
    pub(crate) around: usize,
    /// In rows that a continuation prints again.
    pub(crate) repeated: usize,
}

impl FigureCount {
    /// How many figures the rows must hold.
    pub(crate) fn expected(self) -> usize {
        self.printed.saturating_sub(self.around + self.repeated)
    }

    /// Adds the figures of another fragment.
    pub(crate) fn add(&mut self, other: Self) {
        self.printed += other.printed;
        self.around += other.around;
        self.repeated += other.repeated;
    }
}

/// The heads of a fragment, one entry a column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Heads {
    /// Head cells from top to bottom.
    pub(crate) paths: Vec<Vec<String>>,
    /// What the 栏次 row prints.
    pub(crate) numbers: Vec<Option<String>>,
}

impl Heads {
    /// Whether both print the same words.
    pub(crate) fn same_words(&self, other: &Self) -> bool {
        let words = |heads: &Self| -> Vec<Vec<String>> {
            heads.paths.iter().map(|path| path.iter().map(|head| canonical(head)).collect()).collect()
        };
        words(self) == words(other)
    }

    /// Whether both print the same words right over their columns.
    pub(crate) fn same_leaves(&self, other: &Self) -> bool {
        let leaves = |heads: &Self| -> Vec<Option<String>> {
            heads.paths.iter().map(|path| path.last().map(|head| canonical(head))).collect()
        };
        leaves(self) == leaves(other)
    }
}

/// A row of the body, one cell a column.
#[derive(Debug, Clone, Default)]
pub(crate) struct PartRow {
    pub(crate) cells: Vec<PartCell>,
}

impl PartRow {
    /// Whether nothing is printed in it.
    pub(crate) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.text.is_empty())
    }
}

/// A cell of a row. A printed cell over several columns or rows has its text in the first, and nothing in the others.
#[derive(Debug, Clone, Default)]
pub(crate) struct PartCell {
    pub(crate) text: String,
    /// Columns that the printed cell covers; 1 in the positions that another cell covers.
    pub(crate) colspan: usize,
    /// Edges of the printed cell.
    pub(crate) bbox: BBox,
    /// Whether the last of several lines is as long as the others.
    pub(crate) ends_full: bool,
}

/// Reads the heads and rows of a fragment.
pub(crate) fn read_part(
    table: &PageTable,
    page: u32,
    caption: Caption,
    expect: Expect,
    catalogue: &'static Catalogue,
) -> Part {
    let mut figures =
        FigureCount { printed: count_figures(table.cells.iter().map(GridCell::text)), ..FigureCount::default() };
    let mut grid = Grid::of(table);
    let mut caption = caption;
    let above = take_caption_rows(&mut grid, &mut caption, catalogue);
    caption.place_title(page);
    let (body_end, notes) = find_note_rows(&grid, above);
    figures.around += grid.figures_in(0..above) + grid.figures_in(body_end..grid.rows);
    grid.cut_rows(above..body_end);
    if table.grid == GridKind::Tabs {
        grid.spread_over_blanks(head_zone(&grid));
    }
    let expect = if caption.title.is_some() { Expect::Heads } else { expect };
    let mut head_rows = find_head_rows(&grid, expect, catalogue);
    let is_form = caption.title.as_ref().is_some_and(|title| title.form.is_some());
    let pairs = !is_form && table.grid == GridKind::Ruled && holds_pairs(&grid, &head_rows, catalogue);
    if pairs {
        head_rows = HeadRows::default();
    }
    if table.grid == GridKind::Ruled && head_rows.shared.is_empty() {
        align_heads(&mut grid, &head_rows);
    }
    let heads = (head_rows.full > 0).then(|| read_heads(&grid, &head_rows));
    figures.around += grid.figures_in(0..head_rows.body());
    let rows = take_rows(&mut grid, &head_rows);
    Part { page, bbox: table.bbox, grid: table.grid, caption, edges: grid.edges, heads, pairs, rows, notes, figures }
}

/// Whether a column with this head path holds codes.
pub(crate) fn column_holds_codes(path: &[String], catalogue: &Catalogue) -> bool {
    path.last().is_some_and(|leaf| catalogue.code_columns.matches(&canonical(leaf)))
}

/// Counts the rows at the top of the grid that are a caption (title, unit, organisation) and takes in what they say.
fn take_caption_rows(grid: &mut Grid, caption: &mut Caption, catalogue: &'static Catalogue) -> usize {
    let mut inside = Caption::default();
    let mut above = 0;
    for row in 0..grid.rows.saturating_sub(1).min(6) {
        if grid.is_blank_row(row) {
            continue;
        }
        let reaches_below = grid.row(row).any(|cell| !cell.is_blank() && cell.row_span > 1);
        let mut title = None;
        let all_caption = grid.row(row).filter(|cell| !cell.is_blank()).all(|cell| {
            // A year alone is a head as often as a caption.
            let labelled = cell.word.contains(':') || read_form_number(&cell.text).is_some();
            if labelled && inside.take_furniture(&cell.text, catalogue) {
                return true;
            }
            let wide = 2 * cell.column_span > grid.columns();
            title = title.take().or_else(|| read_title(&cell.text, catalogue).filter(|_| wide));
            title.is_some()
        });
        if !all_caption || reaches_below {
            break;
        }
        inside.title = inside.title.take().or(title);
        above = row + 1;
    }
    // Blank rows between caption and heads, or over heads, are layout.
    let printed = (above..grid.rows).find(|&row| !grid.is_blank_row(row)).unwrap_or(above);
    let over_heads = grid.row(printed).filter(|cell| catalogue.head_words.contains(&cell.word)).count() > 1;
    let skipped = if above > 0 || over_heads { printed } else { above };
    if above > 0 {
        inside.interrupted = caption.interrupted;
        // The title in the grid is nearer than any outside.
        inside.complete_from(std::mem::take(caption));
        *caption = inside;
    }
    skipped
}

/// The row where notes begin inside the grid (or its end), and the notes.
fn find_note_rows(grid: &Grid, above: usize) -> (usize, Vec<String>) {
    let is_note = |row: usize| {
        grid.only_text(row).is_some_and(|text| {
            let text = canonical(text);
            let rest = ["注", "附注", "备注", "说明"].iter().find_map(|word| text.strip_prefix(word));
            rest.is_some_and(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with([':', '.', '、']))
        })
    };
    let alone = |row: &usize| grid.is_blank_row(*row) || grid.only_text(*row).is_some();
    let first = (above..grid.rows).rev().take_while(alone).filter(|&row| is_note(row)).last();
    match first {
        Some(first) if first > above => {
            (first, (first..grid.rows).filter_map(|row| grid.only_text(row).map(str::to_owned)).collect())
        }
        _ => (grid.rows, Vec::new()),
    }
}

/// The rows of a grid without rules above the first that holds data.
fn head_zone(grid: &Grid) -> usize {
    (0..grid.rows)
        .find(|&row| grid.row(row).any(|cell| cell.is_data() || cell.word == "栏次"))
        .unwrap_or_else(|| grid.rows.min(1))
}

fn read_heads(grid: &Grid, head_rows: &HeadRows) -> Heads {
    let mut heads = Heads::default();
    for column in 0..grid.columns() {
        let mut path: Vec<&Cell> = Vec::new();
        let shared = head_rows.shared_at(grid, column);
        for cell in (0..head_rows.full).filter_map(|row| grid.at(row, column)).chain(shared) {
            let seen = path.last().is_some_and(|last| (last.row, last.column) == (cell.row, cell.column));
            if !cell.is_blank() && !seen {
                path.push(cell);
            }
        }
        heads.paths.push(path.into_iter().map(|cell| cell.text.clone()).collect());
        let number = head_rows
            .numbers
            .and_then(|row| grid.at(row, column))
            .filter(|cell| cell.column == column && shared.is_none());
        heads.numbers.push(number.filter(|cell| !cell.is_blank()).map(|cell| cell.text.clone()));
    }
    heads
}

/// The rows of the body, with the texts of their cells.
fn take_rows(grid: &mut Grid, head_rows: &HeadRows) -> Vec<PartRow> {
    let body = head_rows.body();
    (body..grid.rows)
        .map(|row| PartRow {
            cells: (0..grid.columns())
                .map(|column| {
                    let is_head = row == head_rows.full && head_rows.shared_at(grid, column).is_some();
                    let Some(cell) = grid.at_mut(row, column) else { return PartCell::default() };
                    let begins = (cell.row, cell.column) == (row, column) && !is_head;
                    PartCell {
                        text: if begins { std::mem::take(&mut cell.text) } else { String::new() },
                        colspan: if begins { cell.column_span } else { 1 },
                        bbox: cell.bbox,
                        ends_full: begins && cell.ends_full,
                    }
                })
                .collect(),
        })
        .collect()
}

impl HeadRows {
    /// The head cell at `column` in the row that heads share with data.
    fn shared_at<'g>(&self, grid: &'g Grid, column: usize) -> Option<&'g Cell> {
        grid.at(self.full, column).filter(|cell| self.shared.contains(&cell.column))
    }
}

#[cfg(test)]
mod tests;
