//! Which cell a word belongs to.

use std::collections::BTreeMap;

use juesuan_model::BBox;

use crate::{figures::is_of_a_figure, grid::Grid, lines::Word};

/// A word, or a part of one, in a cell.
pub(super) struct Placed {
    pub(super) word: Word,
    /// Index of the cell.
    pub(super) cell: usize,
    /// Whether it runs over a rule into another cell.
    pub(super) crosses: bool,
}

/// Puts a word into a cell. A word that runs over rules is cut at them if no character stands on a rule, and where a
/// figure that hangs over its rule meets the text of the next cell; otherwise it goes whole into the cell that holds most
/// of it.
pub(super) fn place(mut word: Word, grid: &Grid, each: &mut impl FnMut(Placed)) {
    let outer = grid.bbox();
    let mut cells = word.boxes.iter().map(|bbox| cell_of(bbox, grid, &outer));
    let Some(first) = cells.next() else { return };
    if cells.all(|cell| cell == first) {
        return each(Placed { word, cell: first, crosses: false });
    }
    let cells: Vec<usize> = word.boxes.iter().map(|bbox| cell_of(bbox, grid, &outer)).collect();
    if stands_clear(&word, &cells, grid) {
        return cut(word, &cells).into_iter().for_each(each);
    }
    if let Some(seam) = seam(&word, &cells) {
        let after = word.split_off(seam);
        place(word, grid, each);
        return place(after, grid, each);
    }
    let cell = most_common(&cells).unwrap_or(first);
    each(Placed { word, cell, crosses: true });
}

/// The cell under a character; the nearest one for a character outside the grid.
fn cell_of(bbox: &BBox, grid: &Grid, outer: &BBox) -> usize {
    const INSIDE: f32 = 0.1;
    let (x, y) = bbox.center();
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

/// Where two texts of neighbouring cells were taken for one word: next to the rule, where a figure and words meet or white
/// is between two characters. Both sides must lie mostly in cells of their own.
fn seam(word: &Word, cells: &[usize]) -> Option<usize> {
    const NEAR: usize = 2;
    const WHITE: f32 = 0.08;
    let kinds: Vec<bool> = word.text.chars().map(is_of_a_figure).collect();
    let meet = |at: usize| match (word.boxes.get(at - 1..=at), kinds.get(at - 1..=at)) {
        (Some([left, right]), Some([one, other])) => one != other || right.x0 - left.x1 > WHITE * word.size,
        _ => false,
    };
    let parts = |at: usize| {
        let (before, after) = cells.split_at(at);
        most_common(before) != most_common(after)
    };
    let rules = (1..cells.len()).filter(|&at| cells.get(at - 1) != cells.get(at));
    let near = rules.flat_map(|rule| (1..cells.len()).map(move |at| (at.abs_diff(rule), at)));
    near.filter(|&(off, at)| off <= NEAR && meet(at) && parts(at)).min().map(|(_, at)| at)
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
