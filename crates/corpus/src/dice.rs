//! Chance, repeatable: everything random about a document comes from here.

/// A source of choices that depends on nothing but its seed.
#[derive(Debug)]
pub(crate) struct Dice(fastrand::Rng);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    /// A whole number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0.i64(low..=high.max(low))
    }

    /// True in `percent` of a hundred throws.
    pub(crate) fn chance(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    /// One of `from`, which must not be empty.
    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.0.usize(..from.len())]
    }

    /// `count` different ones of `from`, in their order; all of them where there are fewer.
    pub(crate) fn some<T: Clone>(&mut self, from: &[T], count: usize) -> Vec<T> {
        let mut places: Vec<usize> = (0..from.len()).collect();
        self.0.shuffle(&mut places);
        places.truncate(count);
        places.sort_unstable();
        places.into_iter().map(|at| from[at].clone()).collect()
    }

    /// An amount of money in 分 between 10^`low` and 10^`high` 元, small ones as likely as large ones.
    pub(crate) fn amount(&mut self, low: u32, high: u32) -> i64 {
        let power = self.between(i64::from(low), i64::from(high) - 1);
        let step = 10_i64.pow(u32::try_from(power).unwrap_or_default());
        self.between(step, step * 10) * 100 + self.between(0, 99)
    }

    /// `whole` cut into `parts` random parts that add up to it; each is nothing or more.
    pub(crate) fn split(&mut self, whole: i64, parts: usize) -> Vec<i64> {
        let mut cuts: Vec<i64> = (1..parts).map(|_| self.between(0, whole)).collect();
        cuts.sort_unstable();
        cuts.push(whole);
        let mut last = 0;
        cuts.into_iter().map(|cut| cut - std::mem::replace(&mut last, cut)).collect()
    }
}
