//! Rulings → rules → crossings → cells with spans.
//!
//! In: the ruling pieces of one page. Out: for each table on it a [`Grid`]: column and row edges, and which cell covers
//! each position. A ruled table is found without looking at text; tables that no rules close are found by the alignment
//! of words, in [`unruled`].

mod cells;
mod edges;
mod groups;
mod rules;
mod unruled;

use juesuan_model::{BBox, GridKind};

pub use rules::Rule;
pub(crate) use rules::merge_rulings;
pub(crate) use unruled::find_unruled;

/// The grid of one table, ruled or not.
#[derive(Debug, Clone)]
pub struct Grid {
    /// x of the column edges in points, ascending.
    pub column_edges: Vec<f32>,
    /// y of the row edges in points, ascending.
    pub row_edges: Vec<f32>,
    /// The cells, by row, then by column of their first position.
    pub cells: Vec<GridSpan>,
    /// For each position, row by row, the index of the cell that covers it.
    pub owners: Vec<usize>,
    /// Cells that the rules do not close, by index: their regions were cut into rectangles.
    pub open_cells: Vec<usize>,
    /// What it was told by.
    pub kind: GridKind,
}

/// The rows and columns that one cell covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GridSpan {
    /// First row.
    pub row: usize,
    /// First column.
    pub column: usize,
    /// Rows covered.
    pub row_span: usize,
    /// Columns covered.
    pub column_span: usize,
}

/// The owner of a position that no cell covers.
const NOBODY: usize = usize::MAX;

/// For each position, row by row, the index of the cell that covers it.
fn owners(cells: &[GridSpan], rows: usize, columns: usize) -> Vec<usize> {
    let mut owners = vec![NOBODY; rows * columns];
    for (i, cell) in cells.iter().enumerate() {
        for row in cell.row..cell.row + cell.row_span {
            for column in cell.column..cell.column + cell.column_span {
                if let Some(owner) = owners.get_mut(row * columns + column) {
                    *owner = i;
                }
            }
        }
    }
    owners
}

/// How near things must be to be the same, in points.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Snap {
    /// Pieces on one line differ by at most this much in position.
    pub position: f32,
    /// Pieces on one line go on from each other over a gap of at most this much: dashes, cut corners.
    pub gap: f32,
    /// Rules shorter than this are ornaments: marks in a cell, corners of a dotted rule.
    pub shortest: f32,
    /// Rules meet, and edges are one edge, within this distance.
    pub edge: f32,
    /// An open border is one only if the rules run on at least this far.
    pub overhang: f32,
}

impl Default for Snap {
    fn default() -> Self {
        Self { position: 1.0, gap: 4.0, shortest: 5.0, edge: 3.0, overhang: 7.0 }
    }
}

impl Grid {
    /// Number of columns.
    pub fn columns(&self) -> usize {
        self.column_edges.len().saturating_sub(1)
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.row_edges.len().saturating_sub(1)
    }

    /// The outer edge.
    pub fn bbox(&self) -> BBox {
        let ends = |edges: &[f32]| edges.first().copied().zip(edges.last().copied()).unwrap_or_default();
        let ((x0, x1), (y0, y1)) = (ends(&self.column_edges), ends(&self.row_edges));
        BBox { x0, y0, x1, y1 }
    }

    /// The edges of a cell.
    pub fn cell_box(&self, cell: &GridSpan) -> BBox {
        let edge = |edges: &[f32], i: usize| edges.get(i).copied().unwrap_or_default();
        BBox {
            x0: edge(&self.column_edges, cell.column),
            y0: edge(&self.row_edges, cell.row),
            x1: edge(&self.column_edges, cell.column + cell.column_span),
            y1: edge(&self.row_edges, cell.row + cell.row_span),
        }
    }

    /// The cell at a point, by index; `None` outside the grid.
    pub fn cell_at(&self, x: f32, y: f32) -> Option<usize> {
        let position = |edges: &[f32], at: f32| edges.partition_point(|&edge| edge <= at).checked_sub(1);
        let (row, column) = (position(&self.row_edges, y)?, position(&self.column_edges, x)?);
        if row >= self.rows() || column >= self.columns() {
            return None;
        }
        self.owners.get(row * self.columns() + column).copied()
    }
}

/// Finds the ruled tables of a page, from the top. A box with a single cell is a frame, not a table.
pub(crate) fn find_grids(rules: &[Rule], snap: &Snap) -> Vec<Grid> {
    let mut grids: Vec<Grid> = edges::meeting_groups(rules, snap)
        .into_iter()
        .filter_map(|group| cells::close_cells(&group, snap))
        .filter(|grid| grid.cells.len() >= 2)
        .collect();
    grids.sort_by(|a, b| a.bbox().y0.total_cmp(&b.bbox().y0).then(a.bbox().x0.total_cmp(&b.bbox().x0)));
    drop_contained(&mut grids);
    grids
}

/// A grid inside a cell of another (a nested table, a box in a cell) is left to the outer one.
fn drop_contained(grids: &mut Vec<Grid>) {
    let boxes: Vec<BBox> = grids.iter().map(Grid::bbox).collect();
    let inside =
        |a: &BBox, b: &BBox| a.x0 >= b.x0 - 1.0 && a.y0 >= b.y0 - 1.0 && a.x1 <= b.x1 + 1.0 && a.y1 <= b.y1 + 1.0;
    let mut index = 0;
    grids.retain(|_| {
        let own = index;
        index += 1;
        let Some(this) = boxes.get(own) else { return true };
        !boxes.iter().enumerate().any(|(i, other)| i != own && inside(this, other) && (!inside(other, this) || i < own))
    });
}

#[cfg(test)]
mod tests;
