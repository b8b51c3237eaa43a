//! Where the columns of a continuation stand among the columns of the table that it continues.
//!
//! Edges decide where they can: the same edges, the same edges shifted across the page, or edges that are some of the
//! other's (8 grid columns on one page, 6 on the next). Otherwise only the number of columns is left, and what they hold.

use crate::figure::is_figure;
use crate::heads::{Heads, PartRow};
use crate::spelling::canonical;

/// Edges closer than this are one edge, in points.
const SAME_EDGE: f32 = 3.5;

/// How many rows are enough to see what a column holds.
const ROWS_LOOKED_AT: usize = 200;

/// For each column of the continuation: the columns of the table that it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Placement(Vec<std::ops::Range<usize>>);

impl Placement {
    /// Each column in its own place.
    pub(crate) fn one_to_one(columns: usize) -> Self {
        Self((0..columns).map(|column| column..column + 1).collect())
    }

    /// The columns of the table that the columns `from..to` of the continuation cover.
    pub(crate) fn range(&self, from: usize, to: usize) -> Option<std::ops::Range<usize>> {
        Some(self.0.get(from)?.start..self.0.get(to.checked_sub(1)?)?.end)
    }
}

/// Places `edges` among `table` by position alone.
pub(crate) fn place_by_edges(table: &[f32], edges: &[f32]) -> Option<Placement> {
    if table.len() == edges.len() && same_edges(table, edges) {
        return Some(Placement::one_to_one(edges.len().saturating_sub(1)));
    }
    let shift = table.first()? - edges.first()?;
    let nearest = |edge: f32| {
        let at = |i: usize| table.get(i).map_or(f32::INFINITY, |other| (other - edge - shift).abs());
        (0..table.len()).min_by(|&a, &b| at(a).total_cmp(&at(b))).filter(|&i| at(i) <= SAME_EDGE)
    };
    let positions: Option<Vec<usize>> = edges.iter().map(|&edge| nearest(edge)).collect();
    if let Some(positions) = positions {
        let ends = positions.first() == Some(&0) && positions.last() == Some(&(table.len() - 1));
        let ranges = ranges(&positions)?;
        return (ends && ranges.iter().all(|range| !range.is_empty())).then_some(Placement(ranges));
    }
    // The other way round: each edge of the table is one of the continuation's, which has more.
    let nearest = |edge: f32| {
        let at = |i: usize| edges.get(i).map_or(f32::INFINITY, |other| (other + shift - edge).abs());
        (0..edges.len()).min_by(|&a, &b| at(a).total_cmp(&at(b))).filter(|&i| at(i) <= SAME_EDGE)
    };
    let positions: Vec<usize> = table.iter().map(|&edge| nearest(edge)).collect::<Option<_>>()?;
    let ends = positions.first() == Some(&0) && positions.last() == Some(&(edges.len() - 1));
    if !ends {
        return None;
    }
    let mut placed = Vec::new();
    for (column, range) in ranges(&positions)?.into_iter().enumerate() {
        if range.is_empty() {
            return None;
        }
        placed.extend(range.map(|_| column..column + 1));
    }
    Some(Placement(placed))
}

/// Places the columns of a continuation by its heads, where these are the table's but for columns in which one of the two
/// prints nothing at all.
pub(crate) fn place_past_blanks(table: (&Heads, &[PartRow]), part: (&Heads, &[PartRow])) -> Option<Placement> {
    let printed = |(heads, rows): (&Heads, &[PartRow])| -> Vec<usize> {
        let holds_text =
            |column: usize| rows.iter().any(|row| row.cells.get(column).is_some_and(|c| !c.text.is_empty()));
        let paths = heads.paths.iter().enumerate();
        paths.filter(|(column, path)| !path.is_empty() || holds_text(*column)).map(|(column, _)| column).collect()
    };
    let (known, new) = (printed(table), printed(part));
    let path = |heads: &Heads, column: usize| -> Vec<String> {
        heads.paths.get(column).into_iter().flatten().map(|head| canonical(head)).collect()
    };
    let same = known.len() == new.len()
        && known.iter().zip(&new).all(|(&one, &other)| path(table.0, one) == path(part.0, other));
    if !same || known.is_empty() {
        return None;
    }
    let mut placed: Vec<std::ops::Range<usize>> = Vec::new();
    for column in 0..part.0.paths.len() {
        let before = placed.last().map_or(0, |range| range.end);
        let at = match new.iter().position(|&other| other == column).and_then(|at| known.get(at)) {
            Some(&at) => at,
            // A blank column goes to a blank one of the table, or nowhere of its own.
            None if before < table.0.paths.len() && !known.contains(&before) => before,
            None => before.saturating_sub(1),
        };
        placed.push(at..at + 1);
    }
    Some(Placement(placed))
}

/// Places the columns of a continuation without rules by where its words stand: each under words of one column of the
/// table that are aligned as its own, or where the table has none, between its neighbours' edges. Columns without words
/// are not there to be seen, so a continuation has fewer.
pub(crate) fn place_by_words(
    table: &[f32],
    rows: &[PartRow],
    part_columns: usize,
    part: &[PartRow],
) -> Option<Placement> {
    let columns = table.len().checked_sub(1).filter(|&columns| columns >= part_columns)?;
    let mut placed: Vec<std::ops::Range<usize>> = Vec::new();
    for column in 0..part_columns {
        let words = Stand::of(part, column)?;
        let fits = |&candidate: &usize| match Stand::of(rows, candidate) {
            Some(known) => known.is_aligned_with(&words),
            None => words.is_between(table.get(candidate), table.get(candidate + 1)),
        };
        let mut candidates = (0..columns).filter(fits);
        // In two places at once is in none.
        let (only, None) = (candidates.next()?, candidates.next()) else { return None };
        if placed.last().is_some_and(|before| before.start >= only) {
            return None;
        }
        placed.push(only..only + 1);
    }
    Some(Placement(placed))
}

/// How far left and right the printed words of a column reach.
struct Stand {
    left: f32,
    right: f32,
    figures: bool,
}

impl Stand {
    /// Half an em: a wider word reaches as far as this beyond the others at each side of its middle.
    const PLAY: f32 = 5.0;

    fn of(rows: &[PartRow], column: usize) -> Option<Self> {
        let printed = || rows.iter().filter_map(|row| row.cells.get(column)).filter(|cell| !cell.text.is_empty());
        let boxes = || printed().map(|cell| &cell.bbox);
        printed().next()?;
        Some(Self {
            left: boxes().map(|bbox| bbox.x0).fold(f32::INFINITY, f32::min),
            right: boxes().map(|bbox| bbox.x1).fold(f32::NEG_INFINITY, f32::max),
            figures: printed().all(|cell| is_figure(&cell.text)),
        })
    }

    /// Figures of one column end at one place, or have one middle; words of one column begin at one place, or do.
    fn is_aligned_with(&self, other: &Self) -> bool {
        let near = |a: f32, b: f32| (a - b).abs() <= Self::PLAY;
        let overlap = self.left < other.right && other.left < self.right;
        let middle = near(self.left + self.right, other.left + other.right);
        let edge = if other.figures { near(self.right, other.right) } else { near(self.left, other.left) };
        overlap && (middle || edge)
    }

    fn is_between(&self, from: Option<&f32>, to: Option<&f32>) -> bool {
        from.zip(to).is_some_and(|(&from, &to)| self.left >= from && self.right <= to)
    }
}

fn ranges(positions: &[usize]) -> Option<Vec<std::ops::Range<usize>>> {
    positions
        .windows(2)
        .map(|pair| match pair {
            [a, b] if a <= b => Some(*a..*b),
            _ => None,
        })
        .collect()
}

fn same_edges(a: &[f32], b: &[f32]) -> bool {
    let (Some(first_a), Some(first_b)) = (a.first(), b.first()) else { return false };
    a.iter().zip(b).all(|(x, y)| ((x - first_a) - (y - first_b)).abs() <= SAME_EDGE)
}

/// Places the columns one to one where both have as many and none holds figures in one and words in the other.
pub(crate) fn place_by_count(
    columns: usize,
    rows: &[PartRow],
    part_columns: usize,
    part: &[PartRow],
) -> Option<Placement> {
    if columns != part_columns {
        return None;
    }
    let compatible =
        (0..columns).all(|column| match (share_of_figures(rows, column), share_of_figures(part, column)) {
            (Some(a), Some(b)) => (a - b).abs() < 0.7,
            _ => true,
        });
    compatible.then(|| Placement::one_to_one(columns))
}

/// Whether some column holds figures, most of what is printed in it.
pub(crate) fn has_figure_column(columns: usize, rows: &[PartRow]) -> bool {
    (0..columns).any(|column| share_of_figures(rows, column).is_some_and(|share| share > 0.5))
}

/// How many of the printed cells of a column are figures, from 0 to 1; `None` where nothing is printed.
fn share_of_figures(rows: &[PartRow], column: usize) -> Option<f32> {
    let texts = rows
        .iter()
        .rev()
        .take(ROWS_LOOKED_AT)
        .filter_map(|row| row.cells.get(column))
        .map(|cell| &cell.text)
        .filter(|text| !text.is_empty());
    let (mut printed, mut figures) = (0.0_f32, 0.0_f32);
    for text in texts {
        printed += 1.0;
        if is_figure(text) {
            figures += 1.0;
        }
    }
    (printed > 0.0).then(|| figures / printed)
}

#[cfg(test)]
mod tests {
    use super::{Placement, place_by_edges};

    #[track_caller]
    fn check(table: &[f32], edges: &[f32], expected: Option<&[(usize, usize)]>) {
        let placed = place_by_edges(table, edges);
        let expected = expected.map(|ranges| Placement(ranges.iter().map(|&(a, b)| a..b).collect()));
        assert_eq!(placed, expected);
    }

    #[test]
    fn the_same_edges_fit_also_when_shifted() {
        check(&[50.0, 100.0, 200.0], &[51.0, 100.5, 199.0], Some(&[(0, 1), (1, 2)]));
        check(&[50.0, 100.0, 200.0], &[80.0, 130.0, 230.0], Some(&[(0, 1), (1, 2)]));
    }

    #[test]
    fn a_column_may_cover_several_of_the_table() {
        check(&[50.0, 60.0, 70.0, 100.0, 200.0], &[50.0, 100.0, 200.0], Some(&[(0, 3), (3, 4)]));
    }

    #[test]
    fn a_divided_column_stays_in_its_place() {
        check(&[50.0, 100.0, 200.0], &[50.0, 100.0, 103.9, 200.0], Some(&[(0, 1), (1, 2), (1, 2)]));
    }

    #[test]
    fn other_edges_do_not_fit() {
        check(&[50.0, 100.0, 200.0], &[50.0, 150.0, 200.0], None);
        check(&[50.0, 100.0, 200.0], &[50.0, 100.0, 150.0], None);
    }
}
