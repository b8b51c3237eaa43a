//! Columns: what the rivers of white between the words of the body leave, and what the labels of the head add.

use super::{
    blocks::{Baseline, Block},
    labels::Label,
};
use crate::figures::{is_amount, is_figure};

/// Words of the body that stand under each other.
#[derive(Debug, Clone, Copy)]
struct Strip {
    x0: f32,
    x1: f32,
    align: Align,
}

/// How the words of a column stand in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Align {
    Left,
    Right,
    /// Centred, or not told.
    Free,
}

/// The edges of the columns of a block, ascending; `None` if there are fewer than three columns.
pub(super) fn find_columns(block: &Block<'_>, labels: &[Label]) -> Option<Vec<f32>> {
    let mut strips = rivers(block.body);
    let leaves = leaves(labels);
    merge_exclusive(&mut strips, block, leaves.len());
    let (left, right) = block.extent();
    let inner = match paired(&strips, &leaves) {
        Some(columns) => between_extents(&columns),
        None => between_strips(&strips, block.body, &leaves),
    };
    let mut edges = vec![left - 1.0];
    edges.extend(inner);
    edges.push(right + 1.0);
    let ascending = edges.windows(2).all(|pair| matches!(pair, [a, b] if a < b));
    (edges.len() >= 4 && ascending).then_some(edges)
}

/// A column's words and its label together: their extents.
#[derive(Debug, Clone, Copy)]
struct Paired {
    words: Option<(f32, f32)>,
    label: (f32, f32),
}

/// The columns where each strip of words has a label of its own: strips go to labels in order, each to the one that it
/// stands nearest to. A label without words is a column without figures. `None` where there are more strips than labels.
fn paired(strips: &[(f32, f32)], leaves: &[&Label]) -> Option<Vec<Paired>> {
    let mut columns: Vec<Paired> =
        leaves.iter().map(|leaf| Paired { words: None, label: (leaf.x0, leaf.x1) }).collect();
    let spare = columns.len().checked_sub(strips.len())?;
    if strips.is_empty() {
        return None;
    }
    // The cheapest way to give strips 0..=i to labels, the last of them to label i + skipped.
    let cost = |strip: usize, label: usize| -> f32 {
        let (Some(&(x0, x1)), Some(leaf)) = (strips.get(strip), leaves.get(label)) else { return f32::MAX };
        let apart = (leaf.x0 - x1).max(x0 - leaf.x1).max(0.0);
        apart + 0.1 * ((x0 + x1) / 2.0 - leaf.center()).abs()
    };
    let mut best: Vec<Vec<(f32, usize)>> = Vec::new();
    for strip in 0..strips.len() {
        let row = (0..=spare)
            .map(|skipped| {
                let before = match strip.checked_sub(1).and_then(|i| best.get(i)) {
                    None => (0.0, 0),
                    Some(row) => row
                        .iter()
                        .take(skipped + 1)
                        .enumerate()
                        .map(|(at, &(sum, _))| (sum, at))
                        .min_by(|a, b| a.0.total_cmp(&b.0))
                        .unwrap_or((f32::MAX, 0)),
                };
                (before.0 + cost(strip, strip + skipped), before.1)
            })
            .collect();
        best.push(row);
    }
    let last = best.last()?;
    let mut skipped = (0..=spare).min_by(|&a, &b| {
        let sum = |i: usize| last.get(i).map_or(f32::MAX, |entry| entry.0);
        sum(a).total_cmp(&sum(b))
    })?;
    for strip in (0..strips.len()).rev() {
        columns.get_mut(strip + skipped)?.words = strips.get(strip).copied();
        skipped = best.get(strip)?.get(skipped)?.1;
    }
    Some(columns)
}

/// The edges between paired columns: in the middle between what belongs to each. Where a label hangs over its
/// neighbour's words, the words decide.
fn between_extents(columns: &[Paired]) -> Vec<f32> {
    columns
        .windows(2)
        .filter_map(|pair| {
            let [a, b] = pair else { return None };
            let end = a.words.map_or(a.label.1, |words| words.1.max(a.label.1));
            let start = b.words.map_or(b.label.0, |words| words.0.min(b.label.0));
            if end < start {
                // Figures to the right of their label's middle are aligned to the column's right edge.
                let to_the_right = a.words.is_some_and(|(x0, x1)| {
                    let off = (x0 + x1 - a.label.0 - a.label.1) / 2.0;
                    off > 2.0 && x1 >= a.label.1 - 0.5
                });
                let pad = if to_the_right { 2.0 } else { f32::MAX };
                return Some(end + ((start - end) / 2.0).min(pad));
            }
            let end = a.words.map_or(a.label.1, |words| words.1);
            let start = b.words.map_or(b.label.0, |words| words.0);
            Some((end + start) / 2.0)
        })
        .collect()
}

/// The edges between strips without labels of their own, by how their words are aligned.
fn between_strips(strips: &[(f32, f32)], body: &[Baseline<'_>], leaves: &[&Label]) -> Vec<f32> {
    let strips: Vec<Strip> = strips.iter().map(|&(x0, x1)| aligned(x0, x1, body)).collect();
    strips
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] => Some(edge_between(a, b, leaves)),
            _ => None,
        })
        .collect()
}

/// Extents that the words of the lines cover, where white runs down between them. A name on one line in twenty may cross
/// a river: a long one must not join two columns. A figure never does.
fn rivers(lines: &[Baseline<'_>]) -> Vec<(f32, f32)> {
    let allowed = (lines.len() / 20) as i32;
    let mut ends: Vec<(f32, i32)> = Vec::new();
    for line in lines {
        for segment in line.cells() {
            let weight = if is_figure(&segment.text) { allowed + 1 } else { 1 };
            ends.push((segment.bbox.x0, weight));
            ends.push((segment.bbox.x1, -weight));
        }
    }
    ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    let mut spans = Vec::new();
    let (mut depth, mut start) = (0i32, None);
    for (x, step) in ends {
        depth += step;
        let covered = depth > allowed;
        match start {
            None if covered => start = Some(x),
            Some(from) if !covered => {
                spans.push((from, x));
                start = None;
            }
            _ => {}
        }
    }
    spans
}

/// Extents of words that are columns for certain: each has words on one line with its neighbours.
pub(super) fn certain_strips(block: &Block<'_>) -> Vec<(f32, f32)> {
    let mut strips = rivers(block.body);
    merge_exclusive(&mut strips, block, 0);
    strips
}

/// Neighbours that never have words on one line are one column, a centred number over right-aligned figures, as long
/// as there are more strips of words than labels for them; the nearest neighbours first.
fn merge_exclusive(spans: &mut Vec<(f32, f32)>, block: &Block<'_>, labels: usize) {
    let touches = |line: &Baseline<'_>, span: (f32, f32)| {
        line.words.iter().any(|word| word.bbox.center_x() >= span.0 && word.bbox.center_x() <= span.1)
    };
    let exclusive = |left: (f32, f32), right: (f32, f32)| {
        !block.body.iter().any(|line| touches(line, left) && touches(line, right))
    };
    while spans.len() > labels {
        let neighbours = spans.iter().zip(spans.iter().skip(1)).enumerate();
        let mergeable = neighbours.filter(|(_, (left, right))| exclusive(**left, **right));
        let nearest = mergeable.min_by(|(_, a), (_, b)| (a.1.0 - a.0.1).total_cmp(&(b.1.0 - b.0.1)));
        let Some((i, (&(from, _), &(_, to)))) = nearest else { return };
        spans.splice(i..=i + 1, [(from, to)]);
    }
}

/// The labels that have a column each, from the left: from the lowest up, those that stand over no other one. A label
/// between two leaves that is a whole row higher than both is a group's.
fn leaves(labels: &[Label]) -> Vec<&Label> {
    let mut lowest: Vec<&Label> = labels.iter().collect();
    lowest.sort_by(|a, b| (b.top + b.bottom).total_cmp(&(a.top + a.bottom)));
    let mut leaves: Vec<&Label> = Vec::new();
    for label in lowest {
        let at = leaves.partition_point(|leaf| leaf.center() < label.center());
        let (left, right) = (at.checked_sub(1).and_then(|i| leaves.get(i)), leaves.get(at));
        let free = left.is_none_or(|leaf| leaf.x1 <= label.x0) && right.is_none_or(|leaf| label.x1 <= leaf.x0);
        let group = left.zip(right).is_some_and(|(left, right)| label.is_row_above(left) && label.is_row_above(right));
        if free && !group {
            leaves.insert(at, label);
        }
    }
    leaves
}

fn aligned(x0: f32, x1: f32, body: &[Baseline<'_>]) -> Strip {
    const SAME: f32 = 1.5;
    let segments = body.iter().flat_map(|line| line.cells());
    let inside: Vec<_> = segments.filter(|s| s.bbox.center_x() >= x0 && s.bbox.center_x() <= x1).collect();
    let share = |near: &dyn Fn(f32, f32) -> bool| {
        inside.iter().filter(|s| near(s.bbox.x0, s.bbox.x1)).count() * 10 >= inside.len() * 8
    };
    let left = share(&|from, _| from - x0 <= SAME);
    let right = share(&|_, to| x1 - to <= SAME);
    let decimals = inside.iter().filter(|s| is_amount(&s.text)).count();
    let align = match (left, right) {
        (true, false) => Align::Left,
        (false, true) => Align::Right,
        // All of one width: figures stand at the right.
        (true, true) if decimals > 0 => Align::Right,
        (true, true) | (false, false) => Align::Free,
    };
    Strip { x0, x1, align }
}

/// Where the column of `a` ends and that of `b` begins. Text keeps to the side that it is aligned to; a label is centred
/// in its column, so a label over right-aligned figures tells where their column begins.
fn edge_between(a: &Strip, b: &Strip, leaves: &[&Label]) -> f32 {
    let river = b.x0 - a.x1;
    let pad = (river / 2.0).clamp(0.0, 2.0);
    if a.align == Align::Right {
        return a.x1 + pad;
    }
    if b.align == Align::Left {
        return b.x0 - pad;
    }
    let over = leaves.iter().rfind(|label| label.center() > a.x1 && label.center() < b.x1);
    match over {
        Some(label) if b.align == Align::Right => (2.0 * label.center() - b.x1).clamp(a.x1 + pad, b.x0 - pad),
        _ => (a.x1 + b.x0) / 2.0,
    }
}
