//! Differences as they are found; those that come by the hundred are only counted.

use serde_json::Value;

use super::Difference;

/// What was found so far.
#[derive(Default)]
pub(super) struct Found {
    differences: Vec<Difference>,
    moved: usize,
    furthest: f64,
    renumbered: usize,
}

impl Found {
    /// One more.
    pub(super) fn push(&mut self, difference: Difference) {
        self.differences.push(difference);
    }

    /// Several more.
    pub(super) fn extend(&mut self, differences: impl Iterator<Item = Difference>) {
        self.differences.extend(differences);
    }

    /// A line item that points elsewhere.
    pub(super) fn renumbered(&mut self) {
        self.renumbered += 1;
    }

    /// Counts a box that moved; whether both are boxes.
    pub(super) fn moved(&mut self, old: Option<&Value>, new: Option<&Value>) -> bool {
        let (Some(old), Some(new)) = (old.and_then(edges), new.and_then(edges)) else { return false };
        self.moved += 1;
        let steps = old.iter().zip(&new).map(|(one, other)| (one - other).abs());
        self.furthest = steps.fold(self.furthest, f64::max);
        true
    }

    /// All, what was only counted last.
    pub(super) fn into_differences(self) -> Vec<Difference> {
        let mut all = self.differences;
        if self.moved > 0 {
            all.push(Difference::Boxes { count: self.moved, furthest: self.furthest });
        }
        if self.renumbered > 0 {
            all.push(Difference::Renumbered { count: self.renumbered });
        }
        all
    }
}

fn edges(bbox: &Value) -> Option<Vec<f64>> {
    let edges: Option<Vec<f64>> = bbox.as_array()?.iter().map(Value::as_f64).collect();
    edges.filter(|edges| edges.len() == 4)
}
