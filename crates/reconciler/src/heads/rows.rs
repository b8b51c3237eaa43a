//! Which rows of a grid are heads.
//!
//! A 栏次 row ends the heads. Without one they end where the spans say: below the last row that a head cell reaches, and
//! below that as long as a head over several columns is still to be divided. The row that divides it may also hold the
//! first row's data in its other columns; then only the dividing cells are heads.

use std::ops::Range;

use super::grid::{Cell, Grid};
use crate::catalogue::Catalogue;

/// How far down a 栏次 row is looked for.
const MOST_HEAD_ROWS: usize = 8;

/// What is known of a fragment before its heads are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expect {
    /// It begins a table: the first row is a head unless it holds data.
    Heads,
    /// It may continue a table: the first row is a head only where it uses the words of heads.
    Anything,
}

/// The head rows of a grid.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct HeadRows {
    /// Rows above this one are heads as a whole.
    pub(crate) full: usize,
    /// The 栏次 row: directly below the full head rows, and no row of the body.
    pub(crate) numbers: Option<usize>,
    /// The columns whose cells in row `full` are heads too, beside data or numbers in the others; empty for none.
    pub(crate) shared: Vec<usize>,
}

impl HeadRows {
    /// The first row of the body.
    pub(crate) fn body(&self) -> usize {
        self.numbers.map_or(self.full, |row| row + 1)
    }
}

/// Finds the head rows.
pub(crate) fn find_head_rows(grid: &Grid, expect: Expect, catalogue: &Catalogue) -> HeadRows {
    if let Some(row) = (0..grid.rows.min(MOST_HEAD_ROWS)).find(|&row| is_number_row(grid, row, catalogue))
        && (0..row).all(|above| !grid.row(above).any(Cell::is_data))
    {
        let heads = grid.row(row).filter(|cell| is_head_beside_numbers(&cell.word, catalogue));
        return HeadRows { full: row, numbers: Some(row), shared: heads.map(|cell| cell.column).collect() };
    }
    if !begins_with_head(grid, expect, catalogue) {
        return HeadRows::default();
    }
    let mut full = reach(grid, 0, 1);
    while full < grid.rows && full < MOST_HEAD_ROWS {
        let divisions = find_divisions(grid, full, catalogue);
        let divided = |column: usize| divisions.iter().any(|division| division.columns.contains(&column));
        let mut others = grid.row(full).filter(|cell| !cell.is_blank() && !divided(cell.column)).peekable();
        let named = divisions.iter().any(|division| division.named);
        let alone = others.peek().is_none();
        let is_head = if divisions.is_empty() {
            is_row_of_head_words(grid, full, catalogue)
        } else {
            // Nothing but the division, or known words beside it, and not the last row: heads over nothing are none.
            (alone && (named || full + 1 < grid.rows))
                || (named && others.all(|cell| catalogue.head_words.contains(&cell.word)))
        };
        if is_head {
            full = reach(grid, full, full + 1);
            continue;
        }
        let shared = divisions.into_iter().filter(|division| division.named).flat_map(|division| division.columns);
        return HeadRows { full, numbers: None, shared: shared.collect() };
    }
    HeadRows { full, ..HeadRows::default() }
}

/// The row below the lowest that a cell of the rows `from..to` reaches; a blank cell reaches no further than its row.
fn reach(grid: &Grid, from: usize, to: usize) -> usize {
    let mut end = to.min(grid.rows);
    let mut row = from;
    while row < end {
        let lowest = grid.row(row).filter(|cell| !cell.is_blank()).map(|cell| cell.row + cell.row_span).max();
        end = end.max(lowest.unwrap_or(0)).min(grid.rows);
        row += 1;
    }
    // 类, 款 and 项 may reach down beside the first row's data.
    (to..end).find(|&row| grid.row(row).any(Cell::is_data)).unwrap_or(end)
}

/// Whether the first row is a head.
fn begins_with_head(grid: &Grid, expect: Expect, catalogue: &Catalogue) -> bool {
    let printed: Vec<&Cell> = grid.row(0).filter(|cell| !cell.is_blank()).collect();
    if printed.is_empty() || printed.iter().any(|cell| cell.is_data()) {
        return false;
    }
    let known = printed.iter().filter(|cell| catalogue.head_words.contains(&cell.word)).count();
    match expect {
        // A single row is a row: heads over nothing say nothing.
        Expect::Heads => known > 0 || grid.rows > 1,
        // Heads stand over most columns: 支出 alone is what is left of a name that the page's end cut.
        Expect::Anything => {
            let covered: usize = printed.iter().map(|cell| cell.columns().len()).sum();
            known * 2 >= printed.len() && covered * 2 >= grid.columns()
        }
    }
}

/// Cells that divide one head over several columns.
struct Division {
    /// The columns where they begin.
    columns: Vec<usize>,
    /// Whether a known word is among them.
    named: bool,
}

/// The heads over several columns that a row divides.
fn find_divisions(grid: &Grid, row: usize, catalogue: &Catalogue) -> Vec<Division> {
    let mut divisions = Vec::new();
    let mut column = 0;
    while column < grid.columns() {
        let Some(head) = lowest_head(grid, row, column) else {
            column += 1;
            continue;
        };
        let over = head.columns();
        column = over.end.max(column + 1);
        if over.len() < 2 {
            continue;
        }
        let below = words_of_heads(grid, row, &over);
        // A head as wide as the one above it may be one more storey of the same.
        let storey = below.first().filter(|only| only.columns() == over);
        let named = match storey {
            Some(storey) => is_storey(grid, storey, catalogue),
            None => below.iter().any(|cell| is_sub_head(&cell.word, catalogue)),
        };
        if below.len() > 1 || (storey.is_some() && named) {
            divisions.push(Division { columns: below.iter().map(|cell| cell.column).collect(), named });
        }
    }
    divisions
}

/// Whether a cell as wide as the head above it is a head that the next row divides. A total over code and name is as
/// wide, and has figures beside it or below.
fn is_storey(grid: &Grid, cell: &Cell, catalogue: &Catalogue) -> bool {
    let below = cell.row + cell.row_span;
    let dividing = words_of_heads(grid, below, &cell.columns());
    dividing.len() > 1
        && dividing.iter().all(|cell| is_sub_head(&cell.word, catalogue))
        && !catalogue.total_words.contains(&cell.word)
        && !grid.row(cell.row).chain(grid.row(below)).any(Cell::is_data)
}

/// The cells that start in a row within some columns; none where one of them is blank or holds what only a row says.
fn words_of_heads<'g>(grid: &'g Grid, row: usize, columns: &Range<usize>) -> Vec<&'g Cell> {
    let cells: Vec<&Cell> = grid.row(row).filter(|cell| columns.contains(&cell.column)).collect();
    if cells.iter().any(|cell| cell.is_blank() || cell.is_data()) { Vec::new() } else { cells }
}

/// The lowest printed head above a position.
fn lowest_head(grid: &Grid, row: usize, column: usize) -> Option<&Cell> {
    (0..row).rev().filter_map(|above| grid.at(above, column)).find(|cell| !cell.is_blank())
}

fn is_sub_head(word: &str, catalogue: &Catalogue) -> bool {
    catalogue.sub_head_words.contains(word) || catalogue.head_words.contains(word)
}

fn is_row_of_head_words(grid: &Grid, row: usize, catalogue: &Catalogue) -> bool {
    let printed: Vec<&Cell> = grid.row(row).filter(|cell| !cell.is_blank()).collect();
    let known = printed.iter().filter(|cell| catalogue.head_words.contains(&cell.word)).count();
    known > 1 && known * 2 > printed.len() && !printed.iter().any(|cell| cell.is_data())
}

/// The lowest heads may stand beside the numbers: 类 | 款 | 项 | 栏次 | 1 | 2.
fn is_head_beside_numbers(word: &str, catalogue: &Catalogue) -> bool {
    catalogue.sub_head_words.contains(word) && !catalogue.total_words.contains(word) && word != "行次"
}

/// Whether the row numbers the columns: a cell 栏次, or 1, 2, 3 … in order. Cells for text may say 甲, 乙 or nothing.
fn is_number_row(grid: &Grid, row: usize, catalogue: &Catalogue) -> bool {
    let printed: Vec<&str> = grid.row(row).filter(|cell| !cell.is_blank()).map(|cell| cell.word.as_str()).collect();
    let named = printed.iter().any(|word| matches!(*word, "栏次" | "**"));
    let mut numbers = Vec::new();
    for word in &printed {
        let digits = word.split(['=', '栏', '(']).next().unwrap_or_default().trim_matches(['(', ')']);
        match digits.parse::<u32>() {
            Ok(number) if digits.len() < 3 => numbers.push(number),
            _ if word.chars().all(|c| c == '*')
                || matches!(*word, "栏次" | "甲" | "乙" | "丙" | "丁" | "合计" | "行次" | "-") => {}
            _ if named && is_head_beside_numbers(word, catalogue) => {}
            _ => return false,
        }
    }
    let ascending = numbers.windows(2).all(|pair| pair.first() < pair.last());
    let consecutive = numbers.iter().zip(1..).all(|(&number, expected)| number == expected);
    if named {
        ascending
    } else {
        row > 0 && consecutive && numbers.len() > 1 && numbers.len() * 2 > grid.columns() && !printed.contains(&"合计")
    }
}
