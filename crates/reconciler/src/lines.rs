//! The lines of a page, put together by baseline and ordered from the top.

use std::ops::Range;

use juesuan_model::{Line, LineRole, Page};

/// The lines on one baseline, from the left.
pub(crate) struct Baseline<'a> {
    /// Its lines, at least one.
    pub(crate) parts: Vec<&'a Line>,
    /// Whether it repeats at the top of the pages.
    pub(crate) running: bool,
    /// The middle of its first line down the page.
    middle: f32,
}

impl Baseline<'_> {
    /// The text of all its parts.
    pub(crate) fn text(&self) -> String {
        self.parts.iter().map(|part| part.text.as_str()).collect()
    }

    /// Top and bottom edge.
    pub(crate) fn extent(&self) -> (f32, f32) {
        self.parts
            .iter()
            .fold((f32::INFINITY, f32::NEG_INFINITY), |(top, bottom), p| (top.min(p.bbox.y0), bottom.max(p.bbox.y1)))
    }

    /// From the left edge of its first part to the right edge of its last.
    pub(crate) fn width(&self) -> f32 {
        self.parts.last().map_or(0.0, |last| last.bbox.x1) - self.parts.first().map_or(0.0, |first| first.bbox.x0)
    }

    /// Size of its largest part; 0 in a text dump.
    pub(crate) fn size(&self) -> f32 {
        self.parts.iter().map(|part| part.size).fold(0.0, f32::max)
    }
}

/// The baselines of a page from the top, without page numbers and running feet. Made once for each page: a dump is one
/// page with every table of the document on it.
pub(crate) struct PageLines<'a>(Vec<Baseline<'a>>);

impl<'a> PageLines<'a> {
    /// Puts the lines of `page` together.
    pub(crate) fn of(page: &'a Page) -> Self {
        let mut lines: Vec<&Line> = page
            .lines
            .iter()
            .filter(|line| !matches!(line.role, LineRole::PageNumber | LineRole::RunningFoot))
            .filter(|line| !line.text.trim().is_empty())
            .collect();
        lines.sort_by(|a, b| a.bbox.center_y().total_cmp(&b.bbox.center_y()));
        let mut found: Vec<Baseline<'_>> = Vec::new();
        for line in lines {
            match found.last_mut() {
                Some(last) if last.parts.first().is_some_and(|first| same_baseline(first, line)) => {
                    last.parts.push(line);
                    last.running &= line.role == LineRole::RunningHead;
                }
                _ => found.push(Baseline {
                    middle: line.bbox.center_y(),
                    parts: vec![line],
                    running: line.role == LineRole::RunningHead,
                }),
            }
        }
        for baseline in &mut found {
            baseline.parts.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
        }
        Self(found)
    }

    /// All of them.
    pub(crate) fn all(&self) -> &[Baseline<'a>] {
        &self.0
    }

    /// The positions in [`Self::all`] of those whose middle lies between `top` and `bottom`.
    pub(crate) fn range(&self, top: f32, bottom: f32) -> Range<usize> {
        let start = self.0.partition_point(|line| line.middle <= top);
        start..self.0.partition_point(|line| line.middle < bottom).max(start)
    }

    /// Those whose middle lies between `top` and `bottom`.
    pub(crate) fn between(&self, top: f32, bottom: f32) -> &[Baseline<'a>] {
        self.0.get(self.range(top, bottom)).unwrap_or_default()
    }
}

fn same_baseline(first: &Line, line: &Line) -> bool {
    let apart_across = line.bbox.x0 >= first.bbox.x1 - 1.0 || line.bbox.x1 <= first.bbox.x0 + 1.0;
    apart_across
        && (line.bbox.center_y() - first.bbox.center_y()).abs()
            < 0.4 * first.bbox.height().min(line.bbox.height()).max(0.5)
}
