//! Which row, column or entry of one list is which of another.

use std::cmp::Reverse;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::spelling::is_figure;

/// Most pairs of entries that are weighed against each other; with more, the first entry chooses first.
const MOST_PAIRS: usize = 1_000_000;
/// What a code or a name in common counts beside a figure: many rows have the same zeros.
const LABEL: usize = 4;

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

/// How much two rows have in common, cell by cell.
pub(crate) fn common_cells<'c>(
    one: impl IntoIterator<Item = &'c str>,
    other: impl IntoIterator<Item = &'c str>,
) -> usize {
    let is_label = |text: &str| !is_figure(text) || (text.len() >= 3 && text.bytes().all(|byte| byte.is_ascii_digit()));
    let same = one.into_iter().zip(other).filter(|(one, other)| !one.is_empty() && one == other);
    same.map(|(text, _)| if is_label(text) { LABEL } else { 1 }).sum()
}

/// The most alike first; among equals the nearest.
fn resembling(
    old: std::ops::Range<usize>,
    new: std::ops::Range<usize>,
    alike: &impl Fn(usize, usize) -> usize,
    found: &mut Vec<(usize, usize)>,
) {
    if old.len().saturating_mul(new.len()) > MOST_PAIRS {
        return in_turn(old, new, alike, found);
    }
    let mut weighed: Vec<(Reverse<usize>, usize, usize, usize)> = Vec::new();
    for at in old.clone() {
        for other in new.clone() {
            let distance = (at - old.start).abs_diff(other - new.start);
            weighed.push((Reverse(alike(at, other)), distance, at, other));
        }
    }
    weighed.retain(|(Reverse(score), ..)| *score > 0);
    weighed.sort_unstable();
    let (mut old_free, mut new_free) = (vec![true; old.len()], vec![true; new.len()]);
    let first = found.len();
    for (_, _, at, other) in weighed {
        let (Some(one), Some(two)) = (old_free.get_mut(at - old.start), new_free.get_mut(other - new.start)) else {
            continue;
        };
        if *one && *two {
            (*one, *two) = (false, false);
            found.push((at, other));
        }
    }
    if let Some(added) = found.get_mut(first..) {
        added.sort_unstable();
    }
}

/// Each old entry takes what is most like it of those that are left.
fn in_turn(
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
                (*score, Reverse(*place))
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
    use super::{common_cells, pairs};

    fn common(a: &str, b: &str) -> usize {
        a.chars().zip(b.chars()).filter(|(one, other)| one == other).count()
    }

    #[test]
    fn equals_pair_first_and_the_rest_by_likeness() {
        let (old, new) = (["aaa", "bbb", "ccc"], ["aaa", "xyz", "bbx", "ccc"]);
        assert_eq!(pairs(&old, &new, |a, b| common(old[a], new[b])), [(0, 0), (1, 2), (2, 3)]);
    }

    #[test]
    fn the_most_alike_pair_even_where_another_comes_first() {
        let (old, new) = (["abx", "abc"], ["abd"]);
        assert_eq!(pairs(&old, &new, |a, b| common(old[a], new[b])), [(0, 0)]);
        let (old, new) = (["axx", "abc"], ["abd"]);
        assert_eq!(pairs(&old, &new, |a, b| common(old[a], new[b])), [(1, 0)]);
    }

    #[test]
    fn a_name_in_common_is_more_than_zeros_in_common() {
        let (lost, kept, read) = (
            ["201", "教育", "1.00", "0.00", "0.00"],
            ["202", "科技", "2.00", "3.00", "4.00"],
            ["202", "科技", "9.00", "0.00", "0.00"],
        );
        assert!(common_cells(kept, read) > common_cells(lost, read));
    }

    #[test]
    fn what_has_nothing_in_common_is_no_pair() {
        assert_eq!(pairs(&["a"], &["b"], |_, _| 0), []);
    }
}
