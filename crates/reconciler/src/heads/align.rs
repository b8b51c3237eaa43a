//! Heads whose rules do not meet those of the body: 功能科目代码 ends a little right of the codes below it.
//!
//! The grid has a column between the two edges then, which nothing fills alone: the heads count it to one side, the body
//! to the other. It is no column; the edge that stays is the body's, for the next page may have no heads.

use std::ops::Range;

use super::grid::{Cell, Grid};
use super::rows::HeadRows;

/// The column between is narrower than its neighbours by this factor. What is wider is a division of its own.
const NARROWER: f32 = 2.0;
/// No form has more columns; what has is not worth the time.
const MOST_COLUMNS: usize = 100;

/// The side to which a cell counts a column that it shares with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    /// It covers both neighbours.
    Both,
    /// It fills the column.
    Alone,
}

/// Takes out the columns between an edge of the heads and the edge of the body that it stands for.
pub(super) fn align_heads(grid: &mut Grid, heads: &HeadRows) {
    if heads.full == 0 || grid.columns() > MOST_COLUMNS {
        return;
    }
    let mut column = 1;
    while column + 1 < grid.columns() {
        let of_heads = side(grid, 0..heads.full, column);
        let of_body = side(grid, heads.body()..grid.rows, column);
        match (of_heads, of_body) {
            _ if !is_narrow(grid, column) => column += 1,
            (Some(Side::Left), Some(Side::Right)) => grid.drop_column(column, column + 1),
            (Some(Side::Right), Some(Side::Left)) => grid.drop_column(column, column),
            _ => column += 1,
        }
    }
}

fn is_narrow(grid: &Grid, column: usize) -> bool {
    let width = |column: usize| match grid.edges.get(column..column + 2) {
        Some([left, right]) => right - left,
        _ => 0.0,
    };
    NARROWER * width(column) < width(column - 1).min(width(column + 1))
}

/// The side to which all cells of the rows count a column; `None` where they do not agree, or none is printed there.
fn side(grid: &Grid, rows: Range<usize>, column: usize) -> Option<Side> {
    let mut found = None;
    for cell in rows.filter_map(|row| grid.at(row, column)) {
        let side = side_of(cell, column);
        if side == Side::Both {
            continue;
        }
        if side == Side::Alone || found.is_some_and(|found| found != side) {
            return None;
        }
        found = Some(side);
    }
    found
}

fn side_of(cell: &Cell, column: usize) -> Side {
    match (cell.column < column, cell.columns().end > column + 1) {
        (true, true) => Side::Both,
        (true, false) => Side::Left,
        (false, true) => Side::Right,
        (false, false) => Side::Alone,
    }
}
