//! Lines on which nothing but names go on: a name is wrapped only where its column has no room left.

use super::blocks::{Baseline, Block, SEGMENT_GAP, Segment};
use crate::figures::is_figure;

/// Lines of one text follow each other by no more than this many ems.
pub(super) const LEADING: f32 = 1.6;
/// What a wrapped line may leave of its column, in ems: one character and the white round it.
const ROOM: f32 = 1.3;

/// For each line of the body, whether it has names only and each of them goes on from, or goes on in, a line next to it
/// that fills the column.
pub(super) fn continuations(block: &Block<'_>) -> Vec<bool> {
    let lines: Vec<Vec<Segment>> = block.body.iter().map(|line| line.segments(SEGMENT_GAP)).collect();
    let widest = |segment: &Segment| {
        let same = lines.iter().flatten().filter(|other| !is_figure(&other.text) && shares_column(segment, other));
        same.map(|other| other.bbox.width()).fold(0.0, f32::max)
    };
    let fills = |segment: &Segment| segment.bbox.width() + ROOM * segment.size >= widest(segment);
    let is_wrapped = |line: &Baseline<'_>, segment: &Segment| {
        block.body.iter().zip(&lines).any(|(other, segments)| {
            let step = other.middle() - line.middle();
            let follows = step.abs() > 0.5 * segment.size && step.abs() <= LEADING * segment.size;
            follows
                && segments.iter().filter(|near| !is_figure(&near.text) && shares_column(segment, near)).any(|near| {
                    // The upper one of the two is the one that was full.
                    fills(if step < 0.0 { near } else { segment })
                })
        })
    };
    let names_only = |segments: &[Segment]| !segments.iter().any(|segment| is_figure(&segment.text));
    let each = block.body.iter().zip(&lines);
    each.map(|(line, segments)| names_only(segments) && segments.iter().all(|segment| is_wrapped(line, segment)))
        .collect()
}

/// Whether the narrower of the two stands over or under the other.
fn shares_column(a: &Segment, b: &Segment) -> bool {
    let shared = a.bbox.x1.min(b.bbox.x1) - a.bbox.x0.max(b.bbox.x0);
    shared > 0.5 * a.bbox.width().min(b.bbox.width())
}
