//! Which of many numbered things belong together: rules that meet, positions that no rule parts.

/// Union–find over the numbers below a count. A group is known by its smallest member.
pub(super) struct Groups(Vec<usize>);

impl Groups {
    pub(super) fn new(len: usize) -> Self {
        Self((0..len).collect())
    }

    pub(super) fn root(&mut self, mut i: usize) -> usize {
        while let Some(&parent) = self.0.get(i)
            && parent != i
        {
            let grandparent = self.0.get(parent).copied().unwrap_or(parent);
            if let Some(slot) = self.0.get_mut(i) {
                *slot = grandparent;
            }
            i = grandparent;
        }
        i
    }

    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(slot) = self.0.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
}
