//! How many bytes each picture may have, so that all together have no more than they may.

/// How many even shares one picture may take. Bounds what is kept until all sizes are known.
const MOST_SHARES: usize = 8;

/// The most bytes of one of `count` pictures that have `most` bytes together.
pub(super) fn most_of_one(count: usize, most: usize) -> usize {
    (most / count.max(1)).saturating_mul(MOST_SHARES).min(most)
}

/// The largest size to which all larger ones must come down for `sizes` to sum to `most` at most; `usize::MAX` where
/// they do as they are.
pub(super) fn even_level(sizes: &[usize], most: usize) -> usize {
    let mut sorted = sizes.to_vec();
    sorted.sort_unstable();
    let mut left = most;
    for (size, larger) in sorted.iter().zip((1..=sorted.len()).rev()) {
        let share = left / larger;
        if *size > share {
            return share;
        }
        left -= size;
    }
    usize::MAX
}

#[cfg(test)]
mod tests {
    use super::{even_level, most_of_one};

    #[test]
    fn what_small_pictures_leave_goes_to_the_large_ones() {
        assert_eq!(even_level(&[10, 200, 30, 200], 240), 100);
        assert_eq!(even_level(&[200, 200], 100), 50);
        assert_eq!(even_level(&[10, 20, 30], 60), usize::MAX);
        assert_eq!(even_level(&[], 0), usize::MAX);
    }

    #[test]
    fn one_of_many_takes_a_few_shares_at_most() {
        assert_eq!(most_of_one(1, 1000), 1000);
        assert_eq!(most_of_one(100, 1000), 80);
        assert_eq!(most_of_one(0, 1000), 1000);
    }
}
