//! Edges and rules → cells: positions between which no rule stands are one cell.

use juesuan_model::GridKind;

use super::{Grid, GridSpan, NOBODY, Rule, Snap, edges, groups::Groups, owners};
use crate::marks::Orientation;

/// Positions of one grid at most; a denser one is no table.
const MOST_POSITIONS: usize = 100_000;

/// The cells that a group of meeting rules draws; `None` where it draws none.
pub(super) fn close_cells(group: &[Rule], snap: &Snap) -> Option<Grid> {
    let column_edges = edges::edges(group, Orientation::Vertical, snap);
    let row_edges = edges::edges(group, Orientation::Horizontal, snap);
    let (columns, rows) = (column_edges.len().checked_sub(1)?, row_edges.len().checked_sub(1)?);
    if columns == 0 || rows == 0 || rows.saturating_mul(columns) > MOST_POSITIONS {
        return None;
    }
    let down = borders(group, Orientation::Vertical, &column_edges, &row_edges, snap);
    let across = borders(group, Orientation::Horizontal, &row_edges, &column_edges, snap);
    let mut regions = Regions::new(rows, columns);
    for row in 0..rows {
        for column in 0..columns {
            // `down` is indexed by inner edge, then by row; `across` by inner edge, then by column.
            if column + 1 < columns && !down.has(column + 1, row) {
                regions.join((row, column), (row, column + 1));
            }
            if row + 1 < rows && !across.has(row + 1, column) {
                regions.join((row, column), (row + 1, column));
            }
        }
    }
    let mut grid = regions.into_grid(column_edges, row_edges);
    drop_slivers(&mut grid);
    Some(grid)
}

/// For each edge, along which intervals of the crossing edges a rule stands.
struct Borders {
    intervals: usize,
    present: Vec<bool>,
}

impl Borders {
    fn has(&self, edge: usize, interval: usize) -> bool {
        self.present.get(edge * self.intervals + interval).copied().unwrap_or(false)
    }
}

fn borders(group: &[Rule], orientation: Orientation, own: &[f32], crossing: &[f32], snap: &Snap) -> Borders {
    let intervals = crossing.len().saturating_sub(1);
    let mut covered = vec![0.0f32; own.len() * intervals];
    for rule in group.iter().filter(|rule| rule.orientation == orientation) {
        let Some(edge) = nearest(own, rule.position, snap.edge) else { continue };
        let first = crossing.partition_point(|&at| at <= rule.start).saturating_sub(1);
        for (interval, pair) in crossing.windows(2).enumerate().skip(first) {
            let &[from, to] = pair else { continue };
            if from >= rule.end {
                break;
            }
            if let Some(sum) = covered.get_mut(edge * intervals + interval) {
                *sum += rule.end.min(to) - rule.start.max(from);
            }
        }
    }
    let lengths: Vec<f32> =
        crossing.windows(2).map(|pair| pair.iter().rev().copied().reduce(|a, b| a - b).unwrap_or(0.0)).collect();
    let present = covered
        .chunks(intervals.max(1))
        .flat_map(|edge| edge.iter().zip(&lengths).map(|(&sum, &length)| sum >= 0.5 * length))
        .collect();
    Borders { intervals, present }
}

/// The index of the edge nearest to `position`, if within reach.
fn nearest(edges: &[f32], position: f32, reach: f32) -> Option<usize> {
    let after = edges.partition_point(|&edge| edge < position);
    [after.checked_sub(1), Some(after)]
        .into_iter()
        .flatten()
        .filter_map(|i| edges.get(i).map(|edge| (i, (edge - position).abs())))
        .filter(|(_, distance)| *distance <= reach)
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(i, _)| i)
}

/// The positions of a grid, joined where no rule parts them.
struct Regions {
    rows: usize,
    columns: usize,
    groups: Groups,
}

impl Regions {
    fn new(rows: usize, columns: usize) -> Self {
        Self { rows, columns, groups: Groups::new(rows * columns) }
    }

    fn join(&mut self, a: (usize, usize), b: (usize, usize)) {
        self.groups.join(a.0 * self.columns + a.1, b.0 * self.columns + b.1);
    }

    /// Cuts the regions into rectangles, the largest from each first free position: a region that is one rectangle is
    /// one cell; any other is not closed by its rules.
    fn into_grid(mut self, column_edges: Vec<f32>, row_edges: Vec<f32>) -> Grid {
        let roots: Vec<usize> = (0..self.rows * self.columns).map(|i| self.groups.root(i)).collect();
        let region = |row: usize, column: usize| roots.get(row * self.columns + column).copied();
        let mut owners = vec![NOBODY; roots.len()];
        let free = |owners: &[usize], row: usize, column: usize| {
            owners.get(row * self.columns + column).is_some_and(|&owner| owner == NOBODY)
        };
        let mut cells = Vec::new();
        let mut first_of_region: Vec<Option<usize>> = vec![None; roots.len()];
        let mut open_cells = Vec::new();
        for row in 0..self.rows {
            for column in 0..self.columns {
                if !free(&owners, row, column) {
                    continue;
                }
                let own = region(row, column);
                let column_span =
                    (column..self.columns).take_while(|&c| region(row, c) == own && free(&owners, row, c)).count();
                let row_span = (row..self.rows)
                    .take_while(|&r| (column..column + column_span).all(|c| region(r, c) == own && free(&owners, r, c)))
                    .count();
                let cell = cells.len();
                for r in row..row + row_span {
                    for c in column..column + column_span {
                        if let Some(owner) = owners.get_mut(r * self.columns + c) {
                            *owner = cell;
                        }
                    }
                }
                if let Some(first) = own.and_then(|own| first_of_region.get_mut(own)) {
                    match *first {
                        None => *first = Some(cell),
                        Some(known) => open_cells.extend([known, cell]),
                    }
                }
                cells.push(GridSpan { row, column, row_span, column_span });
            }
        }
        open_cells.sort_unstable();
        open_cells.dedup();
        Grid { column_edges, row_edges, cells, owners, open_cells, kind: GridKind::Ruled }
    }
}

/// Rows and columns too thin to hold text, and without a cell of their own, come from rules that do not quite align:
/// their two edges are one.
fn drop_slivers(grid: &mut Grid) {
    const THINNEST_COLUMN: f32 = 8.0;
    const THINNEST_ROW: f32 = 6.0;
    let thin = |edges: &[f32], least: f32| -> Vec<usize> {
        edges
            .windows(2)
            .enumerate()
            .filter(|(_, pair)| matches!(pair, &[from, to] if to - from < least))
            .map(|(i, _)| i)
            .collect()
    };
    for column in thin(&grid.column_edges, THINNEST_COLUMN).into_iter().rev() {
        if grid.columns() > 1 && !grid.cells.iter().any(|cell| cell.column == column && cell.column_span == 1) {
            remove_interval(&mut grid.column_edges, column);
            for cell in &mut grid.cells {
                shrink(&mut cell.column, &mut cell.column_span, column);
            }
        }
    }
    for row in thin(&grid.row_edges, THINNEST_ROW).into_iter().rev() {
        if grid.rows() > 1 && !grid.cells.iter().any(|cell| cell.row == row && cell.row_span == 1) {
            remove_interval(&mut grid.row_edges, row);
            for cell in &mut grid.cells {
                shrink(&mut cell.row, &mut cell.row_span, row);
            }
        }
    }
    grid.owners = owners(&grid.cells, grid.rows(), grid.columns());
}

/// Takes interval `i` out of the edges: an outer one by its inner edge, an inner one by meeting in the middle.
fn remove_interval(edges: &mut Vec<f32>, i: usize) {
    let (Some(&from), Some(&to)) = (edges.get(i), edges.get(i + 1)) else { return };
    edges.remove(i + 1);
    let last = edges.len() - 1;
    if let Some(edge) = edges.get_mut(i) {
        *edge = if i == 0 {
            from
        } else if i == last {
            to
        } else {
            (from + to) / 2.0
        };
    }
}

/// A span's place once interval `gone` is no more.
fn shrink(first: &mut usize, span: &mut usize, gone: usize) {
    if *first > gone {
        *first -= 1;
    } else if *first + *span > gone {
        *span -= 1;
    }
}
