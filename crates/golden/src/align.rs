//! Which row, column or entry of one list is which of another.

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// Pairs of places: what is equal in both, in order, and between equals what resembles each other most.
///
/// `alike` counts what two entries have in common; those with nothing in common are never a pair.
pub(crate) fn pairs<T: Eq + std::hash::Hash + Ord>(
    old: &[T],
    new: &[T],
    alike: impl Fn(usize, usize) -> usize,
) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut from = (0, 0);
    let operations = capture_diff_slices(Algorithm::Myers, old, new);
    for operation in operations.iter().filter(|operation| operation.tag() == DiffTag::Equal) {
        let (old_range, new_range) = (operation.old_range(), operation.new_range());
        resembling(from.0..old_range.start, from.1..new_range.start, &alike, &mut found);
        from = (old_range.end, new_range.end);
        found.extend(old_range.zip(new_range));
    }
    resembling(from.0..old.len(), from.1..new.len(), &alike, &mut found);
    found
}

fn resembling(
    old: std::ops::Range<usize>,
    new: std::ops::Range<usize>,
    alike: &impl Fn(usize, usize) -> usize,
    found: &mut Vec<(usize, usize)>,
) {
    let mut free: Vec<usize> = new.collect();
    for at in old {
        let best =
            free.iter().enumerate().map(|(place, &other)| (alike(at, other), place)).max_by_key(|(score, place)| {
                // The first of equally good ones.
                (*score, std::cmp::Reverse(*place))
            });
        if let Some((score, place)) = best
            && score > 0
        {
            found.push((at, free.remove(place)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::pairs;

    fn common(a: &str, b: &str) -> usize {
        a.chars().zip(b.chars()).filter(|(one, other)| one == other).count()
    }

    #[test]
    fn equals_pair_first_and_the_rest_by_likeness() {
        let (old, new) = (["aaa", "bbb", "ccc"], ["aaa", "xyz", "bbx", "ccc"]);
        assert_eq!(pairs(&old, &new, |a, b| common(old[a], new[b])), [(0, 0), (1, 2), (2, 3)]);
    }

    #[test]
    fn what_has_nothing_in_common_is_no_pair() {
        assert_eq!(pairs(&["a"], &["b"], |_, _| 0), []);
    }
}
