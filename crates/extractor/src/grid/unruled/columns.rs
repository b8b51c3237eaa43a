//! Columns: what the rivers of white between the words of the body leave, and what the labels of the head add.

use super::{
    blocks::{Baseline, Block, SEGMENT_GAP, is_figure},
    labels::Label,
};

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
    let strips: Vec<Strip> = strips.into_iter().map(|(x0, x1)| aligned(x0, x1, block.body)).collect();
    let (left, right) = block.extent();
    let mut edges = vec![left - 1.0];
    for pair in strips.windows(2) {
        if let [a, b] = pair {
            edges.push(edge_between(a, b, &leaves));
        }
    }
    edges.push(right + 1.0);
    add_labelled(&mut edges, &strips, &leaves);
    (edges.len() >= 4).then_some(edges)
}

/// Extents that the words of the lines cover, where white runs down between them. One line in twenty may cross a
/// river: a long name must not join two columns.
fn rivers(lines: &[Baseline<'_>]) -> Vec<(f32, f32)> {
    let allowed = lines.len() / 20;
    let mut ends: Vec<(f32, i32)> = Vec::new();
    for line in lines {
        for segment in line.segments(SEGMENT_GAP) {
            ends.push((segment.bbox.x0, 1));
            ends.push((segment.bbox.x1, -1));
        }
    }
    ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    let mut spans = Vec::new();
    let (mut depth, mut start) = (0i32, None);
    for (x, step) in ends {
        depth += step;
        let covered = depth > allowed as i32;
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

/// Neighbours that never have words on one line are one column, a centred number over right-aligned figures, as long
/// as there are more strips of words than labels for them.
fn merge_exclusive(spans: &mut Vec<(f32, f32)>, block: &Block<'_>, labels: usize) {
    let touches = |line: &Baseline<'_>, span: (f32, f32)| {
        line.words.iter().any(|word| word.bbox.center_x() >= span.0 && word.bbox.center_x() <= span.1)
    };
    let mut i = 0;
    while let (Some(&left), Some(&right)) = (spans.get(i), spans.get(i + 1)) {
        if spans.len() <= labels {
            return;
        }
        if block.body.iter().any(|line| touches(line, left) && touches(line, right)) {
            i += 1;
            continue;
        }
        if let Some(span) = spans.get_mut(i) {
            span.1 = right.1;
        }
        spans.remove(i + 1);
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
    let segments = body.iter().flat_map(|line| line.segments(SEGMENT_GAP));
    let inside: Vec<_> = segments.filter(|s| s.bbox.center_x() >= x0 && s.bbox.center_x() <= x1).collect();
    let share = |near: &dyn Fn(f32, f32) -> bool| {
        inside.iter().filter(|s| near(s.bbox.x0, s.bbox.x1)).count() * 10 >= inside.len() * 8
    };
    let left = share(&|from, _| from - x0 <= SAME);
    let right = share(&|_, to| x1 - to <= SAME);
    let decimals = inside.iter().filter(|s| is_figure(&s.text) && s.text.contains('.')).count();
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

/// A column without any word in the body still has its label: two leaves side by side between two edges are two columns.
fn add_labelled(edges: &mut Vec<f32>, strips: &[Strip], leaves: &[&Label]) {
    let mut found = Vec::new();
    for (pair, strip) in edges.windows(2).zip(strips) {
        let &[from, to] = pair else { continue };
        let inside: Vec<&&Label> = leaves.iter().filter(|leaf| leaf.center() > from && leaf.center() < to).collect();
        for two in inside.windows(2) {
            if let [a, b] = two {
                // The words of the body belong to one of the two.
                let between = (a.x1 + b.x0) / 2.0;
                if between <= strip.x0 || between >= strip.x1 {
                    found.push(between);
                } else if a.x1 <= strip.x0 {
                    found.push((a.x1 + strip.x0) / 2.0);
                } else if b.x0 >= strip.x1 {
                    found.push((strip.x1 + b.x0) / 2.0);
                }
            }
        }
    }
    edges.extend(found);
    edges.sort_by(f32::total_cmp);
}
