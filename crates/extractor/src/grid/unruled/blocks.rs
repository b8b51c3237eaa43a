//! Which lines of a page are rows of a table: those with figures side by side, and what stands between and over them.

use std::ops::Range;

use juesuan_model::BBox;

use super::Rule;
use crate::{
    figures::{is_amount, is_figure},
    lines::{Word, order_on_lines, page_number},
    marks::{Direction, Orientation},
};

/// The words on one baseline, from the left.
#[derive(Debug, Clone)]
pub(super) struct Baseline<'w> {
    pub(super) words: Vec<&'w Word>,
    pub(super) bbox: BBox,
    /// Size of its tallest word, in points.
    pub(super) size: f32,
}

impl Baseline<'_> {
    pub(super) fn middle(&self) -> f32 {
        self.bbox.center_y()
    }

    /// Its words joined where less than `gap` ems lie between them.
    pub(super) fn segments(&self, gap: f32) -> Vec<Segment> {
        self.joined(|_, _| gap)
    }

    /// Its cells in a body: words that stand together, where a figure and a word are never one cell.
    pub(super) fn cells(&self) -> Vec<Segment> {
        self.joined(|last, word| match is_amount(&last.text) == is_amount(&word.text) {
            true => SEGMENT_GAP,
            false => f32::NEG_INFINITY,
        })
    }

    /// Its words joined where less than that many ems lie between what is joined so far and the next one.
    fn joined(&self, gap: impl Fn(&Segment, &Word) -> f32) -> Vec<Segment> {
        let mut segments: Vec<Segment> = Vec::new();
        for word in &self.words {
            match segments.last_mut() {
                Some(last) if word.bbox.x0 - last.bbox.x1 <= gap(last, word) * word.size => {
                    last.bbox = last.bbox.union(&word.bbox);
                    last.text.push_str(&word.text);
                }
                _ => segments.push(Segment { bbox: word.bbox, text: word.text.clone(), size: word.size }),
            }
        }
        segments
    }

    /// Its labels in a head over columns whose words cover `strips`: labels of neighbouring columns may stand as close
    /// as characters of one word, but never so close that no white is between them where the columns part: more than
    /// between the letters of the line.
    pub(super) fn labels(&self, strips: &[(f32, f32)]) -> Vec<Segment> {
        const WHITE: f32 = 0.15;
        let white = WHITE + self.tracking();
        let parts_columns =
            |from: f32, to: f32| strips.windows(2).any(|pair| matches!(pair, [a, b] if from < b.0 && to > a.1));
        let mut labels: Vec<Segment> = Vec::new();
        for word in &self.words {
            for (c, bbox) in word.text.chars().zip(&word.boxes) {
                let gap = labels.last().map_or(f32::INFINITY, |last| bbox.x0 - last.bbox.x1);
                let inside = labels.last().is_some_and(|last| {
                    gap <= white * word.size
                        || (gap <= SEGMENT_GAP * word.size && !parts_columns(last.bbox.x1, bbox.x0))
                });
                match labels.last_mut() {
                    Some(last) if inside => {
                        last.bbox = last.bbox.union(bbox);
                        last.text.push(c);
                    }
                    _ => labels.push(Segment { bbox: *bbox, text: c.to_string(), size: word.size }),
                }
            }
        }
        labels
    }

    /// How far letters stand apart on the line, in ems: a quarter of its gaps are smaller. Spaced text is spaced evenly.
    fn tracking(&self) -> f32 {
        let boxes: Vec<&BBox> = self.words.iter().flat_map(|word| &word.boxes).collect();
        let gap = |pair: &[&BBox]| match pair {
            [a, b] => b.x0 - a.x1,
            _ => 0.0,
        };
        let mut gaps: Vec<f32> = boxes.windows(2).map(gap).collect();
        gaps.sort_by(f32::total_cmp);
        gaps.get(gaps.len() / 4).map_or(0.0, |gap| (gap / self.size).clamp(0.0, SEGMENT_GAP - 0.15))
    }

    fn figures(&self) -> usize {
        self.segments(SEGMENT_GAP).iter().filter(|segment| is_figure(&segment.text)).count()
    }
}

/// Words of one line that stand together.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    pub(super) bbox: BBox,
    pub(super) text: String,
    pub(super) size: f32,
}

/// Cells of one row are at least this far apart, in ems.
pub(super) const SEGMENT_GAP: f32 = 0.6;

/// The lines of one table: `head` over the first row, `body` from it on.
#[derive(Debug)]
pub(super) struct Block<'b> {
    /// All its lines.
    lines: &'b [Baseline<'b>],
    pub(super) head: &'b [Baseline<'b>],
    pub(super) body: &'b [Baseline<'b>],
}

impl<'b> Block<'b> {
    /// The same with the lines of its head as rows: those that follow each other as closely as its rows do.
    pub(super) fn without_head(&self) -> Block<'b> {
        const AS_CLOSE: f32 = 1.5;
        let lines = self.lines;
        let pitch = |pair: &[Baseline<'_>]| match pair {
            [above, below] => below.middle() - above.middle(),
            _ => 0.0,
        };
        let widest = self.body.windows(2).map(pitch).fold(0.0, f32::max);
        let close = (1..=self.head.len())
            .rev()
            .take_while(|&i| lines.get(i - 1..=i).is_some_and(|pair| pitch(pair) <= AS_CLOSE * widest));
        let first = close.last().map_or(self.head.len(), |i| i - 1);
        let body = lines.get(first..).unwrap_or_default();
        Block { lines: body, head: &[], body }
    }

    /// Left and right edge of all its words.
    pub(super) fn extent(&self) -> (f32, f32) {
        let boxes = self.head.iter().chain(self.body).map(|line| &line.bbox);
        BBox::around(boxes).map(|bbox| (bbox.x0, bbox.x1)).unwrap_or_default()
    }

    /// The top edge: the rule over it, else a little over the first line.
    pub(super) fn top(&self, rules: &[Rule]) -> f32 {
        let Some(first) = self.head.first().or(self.body.first()) else { return 0.0 };
        let rule =
            spanning(rules, self.extent()).filter(|&y| y < first.middle() && y > first.bbox.y0 - 2.0 * first.size);
        rule.reduce(f32::max).unwrap_or(first.bbox.y0 - 1.0)
    }

    /// The bottom edge: the rule under it, else a little under the last line.
    pub(super) fn bottom(&self, rules: &[Rule]) -> f32 {
        let Some(last) = self.body.last() else { return 0.0 };
        let rule = spanning(rules, self.extent()).filter(|&y| y > last.middle() && y < last.bbox.y1 + 2.0 * last.size);
        rule.reduce(f32::min).unwrap_or(last.bbox.y1 + 1.0)
    }
}

/// Heights of the horizontal rules that run over most of the extent.
pub(super) fn spanning(rules: &[Rule], (x0, x1): (f32, f32)) -> impl Iterator<Item = f32> {
    const MOST: f32 = 0.8;
    rules
        .iter()
        .filter(move |rule| {
            rule.orientation == Orientation::Horizontal && rule.end.min(x1) - rule.start.max(x0) >= MOST * (x1 - x0)
        })
        .map(|rule| rule.position)
}

/// The upright words by baseline, from the top.
pub(super) fn baselines(words: &[Word]) -> Vec<Baseline<'_>> {
    order_on_lines(words)
        .into_iter()
        .filter(|row| row.iter().all(|word| word.direction == Direction::Right))
        .filter_map(|row| {
            let bbox = BBox::around(row.iter().map(|word| &word.bbox))?;
            let size = row.iter().map(|word| word.size).fold(0.0, f32::max);
            Some(Baseline { words: row, bbox, size })
        })
        .collect()
}

/// The tables among the lines.
pub(super) fn find_blocks<'b>(lines: &'b [Baseline<'b>], rules: &[Rule]) -> Vec<Block<'b>> {
    let figures: Vec<usize> = lines.iter().map(Baseline::figures).collect();
    let mut blocks = Vec::new();
    let mut from = 0;
    while let Some(first) = (from..lines.len()).find(|&i| figures.get(i).is_some_and(|&n| n >= 2)) {
        let end = body_end(lines, &figures, first);
        let end = end - usize::from(end - first > 1 && lines.get(end - 1).is_some_and(is_page_number));
        let first = wrapped_above(lines, first, from);
        let first = rows_above(lines, &figures, first, from);
        let head = head_start(lines, first..end, from, rules);
        if let (Some(lines), Some(head), Some(body)) =
            (lines.get(head..end), lines.get(head..first), lines.get(first..end))
            && is_table(body, figures.get(first..end).unwrap_or_default())
        {
            blocks.push(Block { lines, head, body });
        }
        from = end.max(from + 1);
    }
    blocks
}

/// The first row over the one at `first`: no head has an amount, so a line that ends with one is a row.
fn rows_above(lines: &[Baseline<'_>], figures: &[usize], first: usize, floor: usize) -> usize {
    const FAR: f32 = 3.5;
    let mut top = first;
    let mut i = first;
    while let Some(above) = i.checked_sub(1).filter(|&above| above >= floor) {
        let (Some(line), Some(next)) = (lines.get(above), lines.get(i)) else { break };
        if next.middle() - line.middle() > FAR * line.size.max(next.size) || is_caption(line) {
            break;
        }
        i = above;
        let amount = line.words.last().is_some_and(|word| is_amount(&word.text));
        if amount && figures.get(above).is_some_and(|&n| n >= 1) && line.segments(SEGMENT_GAP).len() >= 2 {
            top = above;
        }
    }
    top
}

/// A page number by itself: which of them run through the pages is not known before all pages are read.
fn is_page_number(line: &Baseline<'_>) -> bool {
    matches!(line.segments(SEGMENT_GAP).as_slice(), [only] if page_number(&only.text).is_some())
}

/// One past the last line of the body that starts at `first`: lines go on while figures come again soon.
fn body_end(lines: &[Baseline<'_>], figures: &[usize], first: usize) -> usize {
    let mut end = first + 1;
    let mut extent = lines.get(first).map(|line| (line.bbox.x0, line.bbox.x1)).unwrap_or_default();
    let mut pending = first + 1;
    while let (Some(previous), Some(line)) = (lines.get(pending - 1), lines.get(pending)) {
        let jump = line.middle() - previous.middle();
        if jump > 3.5 * line.size.max(previous.size) || is_prose(line, extent) || is_caption(line) {
            break;
        }
        pending += 1;
        if figures.get(pending - 1).is_some_and(|&n| n >= 1) || line.segments(SEGMENT_GAP).len() >= 2 {
            end = pending;
            extent = (extent.0.min(line.bbox.x0), extent.1.max(line.bbox.x1));
        }
    }
    end
}

/// The first line of the row at `first`: a name on two lines stands half a line over its figures.
fn wrapped_above(lines: &[Baseline<'_>], first: usize, floor: usize) -> usize {
    const HALF: f32 = 0.9;
    let above = first.checked_sub(1).filter(|&i| i >= floor).and_then(|i| lines.get(i));
    match above.zip(lines.get(first)) {
        Some((line, row)) if row.middle() - line.middle() <= HALF * row.size => first - 1,
        _ => first,
    }
}

/// The first line of the head over `first`: lines near each other, up to a caption, a title or the rule on top.
fn head_start(lines: &[Baseline<'_>], rows: Range<usize>, floor: usize, rules: &[Rule]) -> usize {
    const DEEPEST: usize = 10;
    let first = rows.start;
    let Some(body) = lines.get(first) else { return first };
    let all = lines.get(rows).unwrap_or_default();
    let extent = BBox::around(all.iter().map(|line| &line.bbox)).map(|bbox| (bbox.x0, bbox.x1)).unwrap_or_default();
    let mut start = first;
    while let Some(previous) = start.checked_sub(1).filter(|&i| i >= floor && first - i <= DEEPEST) {
        let (Some(line), Some(next)) = (lines.get(previous), lines.get(start)) else { break };
        // A label may stand beside the words under it, in a column as wide as its own text.
        let beside = 8.0 * line.size;
        let outside = line.bbox.x1 + beside < extent.0 || line.bbox.x0 - beside > extent.1;
        let title = line.size > 1.25 * body.size;
        let far = next.middle() - line.middle() > 5.0 * body.size;
        if outside || title || far || is_caption(line) || is_prose(line, extent) {
            break;
        }
        start = previous;
    }
    // A rule over all columns is the top: nothing above it is head. The lowest such rule with head under it may be the
    // one between head and body; that one has no line between it and the first row.
    let tops: Vec<f32> = spanning(rules, extent).filter(|&y| y < body.middle()).collect();
    let between = |y: f32| (start..first).any(|i| lines.get(i).is_some_and(|line| line.middle() > y));
    if let Some(top) = tops.into_iter().filter(|&y| between(y)).reduce(f32::min)
        && let Some(under) = (start..first).find(|&i| lines.get(i).is_some_and(|line| line.middle() > top))
    {
        return under;
    }
    start
}

/// A caption is a line of labels with a colon: 单位：万元. In a head, only 其中： has one, never alone on its line.
fn is_caption(line: &Baseline<'_>) -> bool {
    let segments = line.segments(2.0);
    segments.iter().all(|segment| segment.text.contains(['：', ':']) && !segment.text.starts_with("其中"))
}

/// Prose is one long run of words over most of the width, and no figure by itself at its end.
fn is_prose(line: &Baseline<'_>, (x0, x1): (f32, f32)) -> bool {
    const LONG: f32 = 0.55;
    let segments = line.segments(SEGMENT_GAP);
    match segments.as_slice() {
        [_] if line.words.last().is_some_and(|word| is_figure(&word.text)) => false,
        // A wrapped name between rows of figures.
        [only] if only.bbox.width() < 0.7 * (x1 - x0) && only.bbox.x0 > x0 + 2.0 * only.size => false,
        [only] => only.bbox.width() > LONG * (x1 - x0) || only.text.chars().any(|c| matches!(c, '。' | '；')),
        _ => false,
    }
}

/// Enough lines with figures side by side, in at least three columns.
fn is_table(body: &[Baseline<'_>], figures: &[usize]) -> bool {
    let rows = figures.iter().filter(|&&n| n >= 2).count();
    let widest = body.iter().map(|line| line.segments(SEGMENT_GAP).len()).max().unwrap_or(0);
    let most = figures.iter().copied().max().unwrap_or(0);
    widest >= 3 && (rows >= 2 || most >= 4)
}
