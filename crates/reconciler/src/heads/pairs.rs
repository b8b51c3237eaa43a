//! Is a grid a form of labels and values (项目名称 | 某项目; 主管部门 | 某局) and not a table under heads?
//!
//! The first row of such a form has words only, as heads have. But heads name columns, and the rows below keep to these
//! columns; in a form each row is divided as it needs to be. So it is one where the words of the first row are not all
//! known heads, the rows below are divided in several ways, and either many of them divide what would be one column, or
//! what would be a head stands beside rows of the body. A column of figures below an undivided head shows a table.

use std::collections::BTreeSet;

use super::grid::{Cell, Grid};
use super::rows::HeadRows;
use crate::catalogue::Catalogue;

/// So many ways of dividing a row show a form: a table has its rows and, over some of their columns, its totals.
const FEWEST_DIVISIONS: usize = 3;
/// So many rows of the body beside one head: 类, 款 and 项 may reach down beside the first.
const ROWS_BESIDE: usize = 2;

/// Whether what was found to be the heads of `grid` is the first of its labels and values.
pub(super) fn holds_pairs(grid: &Grid, heads: &HeadRows, catalogue: &Catalogue) -> bool {
    if heads.full == 0 || heads.numbers.is_some() || !heads.shared.is_empty() || are_known_heads(grid, catalogue) {
        return false;
    }
    if is_one_cell(grid, 0) && is_one_cell(grid, 1) {
        return true;
    }
    let body: Vec<usize> = (heads.full..grid.rows).filter(|&row| !grid.is_blank_row(row)).collect();
    let divisions: BTreeSet<Vec<usize>> = body.iter().map(|&row| division(grid, row)).collect();
    if divisions.len() < FEWEST_DIVISIONS {
        return false;
    }
    let leaves = leaves(grid, heads.full);
    let divided = |row: usize| leaves.iter().any(|leaf| printed_within(grid, row, leaf).len() > 1);
    let beside = leaves.iter().any(|leaf| stands_beside(leaf, heads.full));
    let divided_rows = body.iter().filter(|&&row| divided(row)).count();
    (beside || (divided_rows > 1 && divided_rows * 4 >= body.len()))
        && !leaves.iter().any(|leaf| heads_figures(grid, leaf, heads.full, &body))
}

/// Whether several cells are printed in the first row, and all of them are words of heads.
fn are_known_heads(grid: &Grid, catalogue: &Catalogue) -> bool {
    let mut printed = grid.row(0).filter(|cell| !cell.is_blank()).peekable();
    let first = printed.next();
    printed.peek().is_some() && first.into_iter().chain(printed).all(|cell| catalogue.head_words.contains(&cell.word))
}

/// Whether one printed cell fills the row.
fn is_one_cell(grid: &Grid, row: usize) -> bool {
    grid.columns() > 1
        && grid.at(row, 0).is_some_and(|cell| cell.row == row && !cell.is_blank() && cell.column_span == grid.columns())
}

/// The columns where the cells of a row begin.
fn division(grid: &Grid, row: usize) -> Vec<usize> {
    (0..grid.columns()).filter_map(|column| grid.at(row, column)).map(|cell| cell.column).collect()
}

/// The lowest printed cells above `full`, from the left.
fn leaves(grid: &Grid, full: usize) -> Vec<&Cell> {
    let mut leaves: Vec<&Cell> = Vec::new();
    for column in 0..grid.columns() {
        let lowest = (0..full).rev().filter_map(|row| grid.at(row, column)).find(|cell| !cell.is_blank());
        let known = |cell: &&Cell| leaves.last().is_some_and(|last| (last.row, last.column) == (cell.row, cell.column));
        leaves.extend(lowest.filter(|cell| !known(cell)));
    }
    leaves
}

/// The printed cells of a row that begin and end in the columns of `leaf`.
fn printed_within<'g>(grid: &'g Grid, row: usize, leaf: &Cell) -> Vec<&'g Cell> {
    let over = leaf.columns();
    let mut cells: Vec<&Cell> = over.clone().filter_map(|column| grid.at(row, column)).collect();
    cells.dedup_by_key(|cell| cell.column);
    cells.retain(|cell| !cell.is_blank() && over.start <= cell.column && cell.columns().end <= over.end);
    cells
}

fn stands_beside(leaf: &Cell, full: usize) -> bool {
    leaf.row + leaf.row_span >= full + ROWS_BESIDE
}

/// Whether a column of figures stands below the head.
fn heads_figures(grid: &Grid, leaf: &Cell, full: usize, body: &[usize]) -> bool {
    if stands_beside(leaf, full) {
        return false;
    }
    let mut figures = 0;
    for &row in body {
        match printed_within(grid, row, leaf).as_slice() {
            [only] => figures += usize::from(only.is_data()),
            [] => {}
            _ => return false,
        }
    }
    2 * figures >= body.len()
}
