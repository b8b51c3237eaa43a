//! Labels: the words of one head cell each, told by where they stand alone.

use super::blocks::Block;

/// The words of one head cell, on one or more lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Label {
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// Middle of its first line.
    pub(super) top: f32,
    /// Middle of its last line.
    pub(super) bottom: f32,
    pub(super) size: f32,
}

impl Label {
    pub(super) fn center(&self) -> f32 {
        (self.x0 + self.x1) / 2.0
    }

    /// Whether it stands wholly over `other`.
    pub(super) fn is_above(&self, other: &Self) -> bool {
        self.bottom + 0.5 * self.size < other.top
    }

    /// Whether it stands a whole row over `other`; a label centred over the rows of a head is nearer.
    pub(super) fn is_row_above(&self, other: &Self) -> bool {
        (other.top + other.bottom - self.top - self.bottom) / 2.0 > 1.3 * self.size
    }
}

/// The labels of a head: lines over each other that follow as closely as lines of one text are one label.
pub(super) fn find_labels(block: &Block<'_>, strips: &[(f32, f32)]) -> Vec<Label> {
    const LEADING: f32 = 1.45;
    let mut labels: Vec<Label> = Vec::new();
    for line in block.head {
        for segment in line.labels(strips) {
            let (x0, x1, y) = (segment.bbox.x0, segment.bbox.x1, segment.bbox.center_y());
            let over = labels.iter_mut().filter(|label| {
                let step = y - label.bottom;
                label.x0 < x1 && x0 < label.x1 && step > 0.3 * segment.size && step <= LEADING * segment.size
            });
            // The lines of a wrapped label are centred on each other.
            let nearest = over.min_by(|a, b| {
                let off = |label: &Label| (label.center() - (x0 + x1) / 2.0).abs();
                off(a).total_cmp(&off(b))
            });
            match nearest {
                Some(label) => {
                    label.x0 = label.x0.min(x0);
                    label.x1 = label.x1.max(x1);
                    label.bottom = y;
                }
                None => labels.push(Label { x0, x1, top: y, bottom: y, size: segment.size }),
            }
        }
    }
    labels
}
