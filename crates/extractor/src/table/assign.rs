//! Which cell a word belongs to.

use std::collections::BTreeMap;

use juesuan_model::BBox;

use crate::{grid::Grid, lines::Word};

/// A word, or a part of one, in a cell.
pub(super) struct Placed {
    pub(super) word: Word,
    /// Index of the cell.
    pub(super) cell: usize,
    /// Whether it runs over a rule into another cell.
    pub(super) crosses: bool,
}

/// The point that says where a word or a glyph is: the middle of its ink, a little above the middle of its box.
pub(super) fn anchor(bbox: &BBox) -> (f32, f32) {
    (bbox.center_x(), bbox.center_y())
}

/// Puts a word into a cell; a word that runs over rules is cut at them if no character stands on a rule, and goes whole
/// into the cell that holds most of it otherwise.
pub(super) fn place(word: Word, grid: &Grid) -> Vec<Placed> {
    let cells: Vec<usize> = word.boxes.iter().map(|bbox| cell_of(bbox, grid)).collect();
    let Some(&first) = cells.first() else { return Vec::new() };
    if cells.iter().all(|&cell| cell == first) {
        return vec![Placed { word, cell: first, crosses: false }];
    }
    if stands_clear(&word, &cells, grid) {
        return cut(word, &cells);
    }
    let cell = most_common(&cells).unwrap_or(first);
    vec![Placed { word, cell, crosses: true }]
}

/// The cell under a character; the nearest one for a character outside the grid.
fn cell_of(bbox: &BBox, grid: &Grid) -> usize {
    const INSIDE: f32 = 0.1;
    let outer = grid.bbox();
    let (x, y) = anchor(bbox);
    let x = x.clamp(outer.x0 + INSIDE, (outer.x1 - INSIDE).max(outer.x0 + INSIDE));
    let y = y.clamp(outer.y0 + INSIDE, (outer.y1 - INSIDE).max(outer.y0 + INSIDE));
    grid.cell_at(x, y).unwrap_or_default()
}

/// Whether each character lies, but for a sixth of its width, inside its own cell.
fn stands_clear(word: &Word, cells: &[usize], grid: &Grid) -> bool {
    word.boxes.iter().zip(cells).all(|(bbox, &cell)| {
        let Some(span) = grid.cells.get(cell) else { return false };
        let inside = grid.cell_box(span);
        let slack = bbox.width() / 6.0;
        bbox.x0 >= inside.x0 - slack && bbox.x1 <= inside.x1 + slack
    })
}

fn cut(mut word: Word, cells: &[usize]) -> Vec<Placed> {
    let mut parts = Vec::new();
    let mut end = cells.len();
    while let Some(&cell) = end.checked_sub(1).and_then(|last| cells.get(last)) {
        let start = cells.iter().take(end).rposition(|&other| other != cell).map_or(0, |at| at + 1);
        if start == 0 {
            parts.push(Placed { word, cell, crosses: false });
            break;
        }
        parts.push(Placed { word: word.split_off(start), cell, crosses: false });
        end = start;
    }
    parts.reverse();
    parts
}

fn most_common(cells: &[usize]) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for &cell in cells {
        *counts.entry(cell).or_default() += 1;
    }
    // On a tie the earlier cell: text starts in its own cell.
    cells.iter().copied().rev().max_by_key(|cell| counts.get(cell))
}
