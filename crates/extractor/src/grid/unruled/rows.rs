//! Rows: each line with figures is one, and takes the lines of wrapped names around it.

use super::{
    Rule,
    blocks::{Baseline, Block, SEGMENT_GAP, spanning},
    wraps::{LEADING, continuations},
};
use crate::{figures::is_figure, lines::Word};

/// The rows of a body: for each its top and bottom by its words.
#[derive(Debug)]
pub(super) struct Rows {
    bands: Vec<(f32, f32)>,
}

impl Rows {
    pub(super) fn len(&self) -> usize {
        self.bands.len()
    }

    pub(super) fn top(&self) -> f32 {
        self.bands.first().map(|band| band.0 - 0.5).unwrap_or_default()
    }

    /// The edges, half-way between neighbouring rows.
    pub(super) fn edges(&self, bottom: f32) -> Vec<f32> {
        let mut edges = vec![self.top()];
        for pair in self.bands.windows(2) {
            if let [above, below] = pair {
                edges.push((above.1 + below.0) / 2.0);
            }
        }
        edges.push(bottom);
        edges
    }
}

/// The rows of the block; `None` where its lines cannot be told apart.
pub(super) fn find_rows(block: &Block<'_>, rules: &[Rule]) -> Option<Rows> {
    let groups = by_rules(block, rules).unwrap_or_else(|| by_anchors(block));
    let mut bands: Vec<(f32, f32)> = Vec::new();
    for group in groups {
        let middle = |line: &Baseline<'_>| line.middle();
        let top = group.iter().map(|line| middle(line)).fold(f32::MAX, f32::min);
        let bottom = group.iter().map(|line| middle(line)).fold(f32::MIN, f32::max);
        // Bands by the middles of lines: boxes of neighbouring lines may overlap.
        let half = group.iter().map(|line| line.size).fold(0.0, f32::max) * 0.3;
        bands.push((top - half, bottom + half));
    }
    let apart = bands.windows(2).all(|pair| matches!(pair, [above, below] if above.1 < below.0));
    (apart && !bands.is_empty()).then_some(Rows { bands })
}

type Group<'b> = Vec<&'b Baseline<'b>>;

/// Where a rule stands between most lines, the rules are the rows' edges.
fn by_rules<'b>(block: &Block<'b>, rules: &[Rule]) -> Option<Vec<Group<'b>>> {
    let (top, bottom) = (block.body.first()?.middle(), block.body.last()?.middle());
    let mut inner: Vec<f32> = spanning(rules, block.extent()).filter(|&y| y > top && y < bottom).collect();
    inner.sort_by(f32::total_cmp);
    inner.dedup_by(|a, b| (*a - *b).abs() < 3.0);
    if inner.len() < 2 || inner.len() * 3 < block.body.len() {
        return None;
    }
    let mut groups: Vec<Group<'b>> = vec![Vec::new(); inner.len() + 1];
    for line in block.body {
        groups.get_mut(inner.partition_point(|&y| y < line.middle()))?.push(line);
    }
    groups.retain(|group| !group.is_empty());
    Some(groups)
}

/// Whether two lines are parts of one row: nearer than lines of text can be, and no word over another. Cells of one row
/// may stand at different heights.
fn stand_in_one_row(a: &Baseline<'_>, b: &Baseline<'_>) -> bool {
    const NEARER_THAN_LINES: f32 = 0.75;
    let near = (a.middle() - b.middle()).abs() < NEARER_THAN_LINES * a.size.min(b.size);
    let over = |word: &Word| b.words.iter().any(|other| word.bbox.x0 < other.bbox.x1 && other.bbox.x0 < word.bbox.x1);
    near && !a.words.iter().any(|word| over(word))
}

/// Lines with a figure or with several names are rows; another line, and one on which names only go on, goes to the row,
/// or to the line of a name that goes there already, that it follows as closely as lines of one text do; else it is a row
/// of its own.
fn by_anchors<'b>(block: &Block<'b>) -> Vec<Group<'b>> {
    const NEAR: f32 = 0.85;
    let is_anchor = |line: &Baseline<'_>| {
        let segments = line.segments(SEGMENT_GAP);
        segments.len() >= 2 || segments.iter().any(|segment| is_figure(&segment.text))
    };
    let lines = block.body.iter().zip(continuations(block));
    let (anchors, others): (Vec<_>, Vec<_>) = lines.partition(|(line, goes_on)| !goes_on && is_anchor(line));
    let anchors: Vec<&'b Baseline<'b>> = anchors.into_iter().map(|(line, _)| line).collect();
    let pitch = pitch(&anchors);
    let mut groups: Vec<Group<'b>> = Vec::new();
    for anchor in anchors {
        match groups.last_mut() {
            Some(row) if row.iter().all(|line| stand_in_one_row(line, anchor)) => row.push(anchor),
            _ => groups.push(vec![anchor]),
        }
    }
    let mut own: Vec<Group<'b>> = Vec::new();
    for (line, _) in others {
        let distance = |group: &Group<'_>| {
            group.iter().map(|member| (member.middle() - line.middle()).abs()).fold(f32::MAX, f32::min)
        };
        let nearest = groups.iter_mut().map(|group| (distance(group), group)).min_by(|a, b| a.0.total_cmp(&b.0));
        match nearest {
            Some((distance, group)) if distance <= (NEAR * pitch).min(LEADING * line.size) => group.push(line),
            _ => own.push(vec![line]),
        }
    }
    groups.append(&mut own);
    let middle = |group: &Group<'_>| group.first().map_or(0.0, |line| line.middle());
    groups.sort_by(|a, b| middle(a).total_cmp(&middle(b)));
    groups
}

/// How far apart neighbouring rows are: a quarter of them stand nearer.
fn pitch(anchors: &[&Baseline<'_>]) -> f32 {
    let gap = |pair: &[&Baseline<'_>]| match pair {
        [above, below] => below.middle() - above.middle(),
        _ => f32::MAX,
    };
    let mut gaps: Vec<f32> = anchors.windows(2).map(gap).collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 4).copied().unwrap_or(f32::MAX)
}
