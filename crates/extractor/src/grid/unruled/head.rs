//! Head cells: which columns each label covers, and how deep it reaches.

use super::{GridSpan, labels::Label};

/// The head: its cells, and where its rows part.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) cells: Vec<GridSpan>,
    /// Lower edges of its rows but the last.
    parts: Vec<f32>,
    rows: usize,
}

impl Head {
    /// The edges of its rows from `top` to the first row of the body.
    pub(super) fn edges(&self, top: f32, body: f32) -> Vec<f32> {
        if self.rows == 0 {
            return vec![body];
        }
        let mut edges = vec![top.min(body - 1.0)];
        edges.extend(self.parts.iter().copied());
        edges.push(body);
        edges
    }
}

/// A label and the columns that it covers.
#[derive(Debug, Clone, Copy)]
struct PlacedLabel {
    label: Label,
    first: usize,
    last: usize,
}

impl PlacedLabel {
    fn covers(&self, column: usize) -> bool {
        (self.first..=self.last).contains(&column)
    }
}

/// The head cells over columns with the given edges.
pub(super) fn find_head(labels: &[Label], edges: &[f32]) -> Head {
    let columns = edges.len().saturating_sub(1);
    let mut placed: Vec<PlacedLabel> = labels.iter().filter_map(|label| place(label, edges)).collect();
    widen_groups(&mut placed, edges);
    // Each column's labels from the top; a column's last one reaches down to the body.
    let stacks: Vec<Vec<usize>> = (0..columns)
        .map(|column| {
            let over = |(_, it): &(usize, &PlacedLabel)| it.covers(column);
            let mut stack: Vec<usize> = placed.iter().enumerate().filter(over).map(|(i, _)| i).collect();
            stack.sort_by(|&a, &b| top(&placed, a).total_cmp(&top(&placed, b)));
            stack
        })
        .collect();
    let rows = stacks.iter().map(Vec::len).max().unwrap_or(0);
    Head { cells: cells(&stacks, rows), parts: row_parts(&placed, &stacks, rows), rows }
}

fn top(placed: &[PlacedLabel], i: usize) -> f32 {
    placed.get(i).map_or(0.0, |it| it.label.top)
}

/// The columns right under a label: those that it reaches into well, at least the one under its middle.
fn place(label: &Label, edges: &[f32]) -> Option<PlacedLabel> {
    let columns = edges.len().checked_sub(1)?;
    let under = |x: f32| edges.partition_point(|&edge| edge <= x).clamp(1, columns) - 1;
    let middle = under(label.center());
    let reaches = |column: usize| {
        edges.get(column).zip(edges.get(column + 1)).is_some_and(|(&from, &to)| {
            let part = label.x1.min(to) - label.x0.max(from);
            part > 0.5 * (to - from).min(label.x1 - label.x0)
        })
    };
    let first = (0..middle).rev().take_while(|&column| reaches(column)).last().unwrap_or(middle);
    let last = (middle + 1..columns).take_while(|&column| reaches(column)).last().unwrap_or(middle);
    Some(PlacedLabel { label: *label, first, last })
}

/// A label with others under it covers the columns in whose middle it stands, as far as no other label of its height
/// stands in the way.
fn widen_groups(placed: &mut [PlacedLabel], edges: &[f32]) {
    for i in 0..placed.len() {
        let Some(own) = placed.get(i).copied() else { continue };
        let blocked = |column: usize| {
            placed.iter().enumerate().any(|(j, other)| {
                j != i && other.covers(column) && !own.label.is_above(&other.label) && !other.label.is_above(&own.label)
            })
        };
        // What stands right under it starts at one height; the head of a column beside the group is centred higher.
        let below = |column: usize| {
            let under = placed.iter().filter(|other| own.label.is_above(&other.label) && other.covers(column));
            under.map(|it| it.label).min_by(|a, b| a.top.total_cmp(&b.top))
        };
        let child = (own.first..=own.last).find_map(below).or_else(|| {
            let beside = [own.first.checked_sub(1), Some(own.last + 1)];
            beside.into_iter().flatten().find_map(below)
        });
        let Some(child) = child else { continue };
        let headed = |column: usize| {
            let near = 0.45 * own.label.size;
            below(column).is_some_and(|label| {
                label.top + label.bottom >= child.top + child.bottom - 2.0 * near || label.top >= child.top - near
            })
        };
        let free = |column: usize| !blocked(column) && headed(column);
        let lowest = (0..own.first).rev().take_while(|&column| free(column)).last().unwrap_or(own.first);
        let columns = edges.len().saturating_sub(1);
        let highest = (own.last + 1..columns).take_while(|&column| free(column)).last().unwrap_or(own.last);
        let center = own.label.center();
        let best = (lowest..=own.first)
            .flat_map(|first| (own.last..=highest).map(move |last| (first, last)))
            .filter_map(|(first, last)| {
                let by_edges = (edges.get(first)? + edges.get(last + 1)?) / 2.0;
                // Outer edges are only as wide as what stands there: the middles of the outer leaves tell as well.
                let leaf = |column: usize| below(column).map_or(center, |label| label.center());
                let by_leaves = (leaf(first) + leaf(last)) / 2.0;
                let off = (by_edges - center).abs().min((by_leaves - center).abs()) / own.label.size;
                Some((first, last, off))
            })
            // About as well centred: the wider one.
            .min_by(|a, b| (a.2 - 0.5 * (a.1 - a.0) as f32).total_cmp(&(b.2 - 0.5 * (b.1 - b.0) as f32)));
        if let (Some((first, last, _)), Some(widened)) = (best, placed.get_mut(i)) {
            widened.first = first;
            widened.last = last;
        }
    }
}

/// The cells: the n-th label of a column stands in row n, its last one reaches down to the body.
fn cells(stacks: &[Vec<usize>], rows: usize) -> Vec<GridSpan> {
    let columns = stacks.len();
    let at = |column: usize, row: usize| {
        let stack = stacks.get(column)?;
        stack.get(row).or(stack.last()).copied()
    };
    let mut cells = Vec::new();
    let mut done = vec![false; columns * rows];
    for row in 0..rows {
        for column in 0..columns {
            if done.get(row * columns + column).copied().unwrap_or(true) {
                continue;
            }
            let own = at(column, row);
            let row_span = (row..rows).take_while(|&r| at(column, r) == own).count().max(1);
            let same = |c: usize| own.is_some() && (row..row + row_span).all(|r| at(c, r) == own);
            let column_span = 1 + (column + 1..columns).take_while(|&c| same(c)).count();
            for r in row..row + row_span {
                for c in column..column + column_span {
                    if let Some(slot) = done.get_mut(r * columns + c) {
                        *slot = true;
                    }
                }
            }
            cells.push(GridSpan { row, column, row_span, column_span });
        }
    }
    cells
}

/// Where each head row but the last ends: between the labels of its depth and those of the next.
fn row_parts(placed: &[PlacedLabel], stacks: &[Vec<usize>], rows: usize) -> Vec<f32> {
    (1..rows)
        .map(|row| {
            let deep = stacks.iter().filter(|stack| stack.len() > row);
            let above = deep.clone().filter_map(|stack| placed.get(*stack.get(row - 1)?));
            let below = deep.filter_map(|stack| placed.get(*stack.get(row)?));
            let above = above.map(|it| it.label.bottom).fold(f32::MIN, f32::max);
            let below = below.map(|it| it.label.top).fold(f32::MAX, f32::min);
            (above + below) / 2.0
        })
        .collect()
}
