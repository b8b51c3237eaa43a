//! Which cells are wrong, where relations do not hold: the smallest sets of cells whose change satisfies every relation
//! that they take part in (the error localization of Fellegi and Holt, 1976, for linear relations).
//!
//! The search is exact within its bounds: some cell of a relation that does not hold must change, so each is tried, with
//! the value that makes this relation hold exactly; what then does not hold any more must be mended by another cell.

use std::collections::{BTreeMap, BTreeSet};

use juesuan_model::{Outcome, Suspect};
use rust_decimal::Decimal;

use super::cause::cause_of;
use super::evaluate::Relating;
use crate::figures::Forms;
use crate::figures::Sum;

/// Cells that may be wrong together; where more must be, the page is to be looked at as a whole.
const MOST_CELLS: usize = 3;

/// Steps of one search.
const MOST_STEPS: usize = 2000;

/// Groups of relations that are searched: a document with more has not one figure wrong.
const MOST_SEARCHES: usize = 40;

/// Alternatives that are told.
const MOST_SETS: usize = 4;

/// Decimals of a figure where a cell shows none.
const USUAL_DECIMALS: u32 = 2;

/// The suspects of each relation that does not hold, by its index.
pub(super) fn find_suspects(relations: &[Relating<'_>], forms: &Forms<'_>) -> BTreeMap<usize, Vec<Suspect>> {
    let mut touching: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, relation) in relations.iter().enumerate().filter(|(_, relation)| is_judged(relation)) {
        for slot in cells_of(relation) {
            touching.entry(slot).or_default().push(index);
        }
    }
    let mut found = BTreeMap::new();
    for component in components(relations, &touching).into_iter().take(MOST_SEARCHES) {
        let suspects = Search::new(relations, forms, &touching, &component).run();
        for failing in component {
            found.insert(failing, suspects.clone());
        }
    }
    found
}

fn is_judged(relation: &Relating<'_>) -> bool {
    matches!(relation.outcome, Outcome::Pass | Outcome::Rounding | Outcome::Fail)
}

fn cells_of(relation: &Relating<'_>) -> BTreeSet<usize> {
    relation.left.iter().chain(&relation.right).map(|&(_, slot)| slot).collect()
}

/// The relations that do not hold, in groups that share cells.
fn components(relations: &[Relating<'_>], touching: &BTreeMap<usize, Vec<usize>>) -> Vec<Vec<usize>> {
    let failing: BTreeSet<usize> =
        relations.iter().enumerate().filter(|(_, r)| r.outcome == Outcome::Fail).map(|(index, _)| index).collect();
    let mut left = failing.clone();
    let mut components = Vec::new();
    while let Some(start) = left.pop_first() {
        let (mut component, mut open) = (vec![start], vec![start]);
        while let Some(index) = open.pop() {
            let cells = relations.get(index).map(cells_of).unwrap_or_default();
            for other in cells.iter().filter_map(|slot| touching.get(slot)).flatten() {
                if left.remove(other) {
                    component.push(*other);
                    open.push(*other);
                }
            }
        }
        component.sort_unstable();
        components.push(component);
    }
    components
}

struct Search<'s, 'a> {
    relations: &'s [Relating<'a>],
    forms: &'s Forms<'a>,
    touching: &'s BTreeMap<usize, Vec<usize>>,
    component: &'s [usize],
    /// Figures in 元 that stand for the printed ones.
    changed: BTreeMap<usize, Decimal>,
    steps: usize,
    found: Vec<BTreeMap<usize, Decimal>>,
}

impl<'s, 'a> Search<'s, 'a> {
    fn new(
        relations: &'s [Relating<'a>],
        forms: &'s Forms<'a>,
        touching: &'s BTreeMap<usize, Vec<usize>>,
        component: &'s [usize],
    ) -> Self {
        Self { relations, forms, touching, component, changed: BTreeMap::new(), steps: 0, found: Vec::new() }
    }

    fn run(mut self) -> Vec<Suspect> {
        for most in 1..=MOST_CELLS {
            self.steps = 0;
            self.search(most);
            if !self.found.is_empty() {
                break;
            }
        }
        let mut sets: Vec<Vec<Suspect>> = self.found.iter().filter_map(|set| self.told(set)).collect();
        sets.sort_by_key(|set| set.iter().map(|suspect| suspect.cause).max());
        sets.truncate(MOST_SETS);
        for (index, set) in sets.iter_mut().enumerate() {
            set.iter_mut().for_each(|suspect| suspect.set = index + 1);
        }
        sets.into_iter().flatten().collect()
    }

    /// Finds the sets of up to `more` further cells.
    fn search(&mut self, more: usize) {
        let Some(failing) = self.first_failing() else {
            if !self.found.contains(&self.changed) {
                self.found.push(self.changed.clone());
            }
            return;
        };
        if more == 0 {
            return;
        }
        let Some(relation) = self.relations.get(failing) else { return };
        let cells: Vec<(Decimal, usize)> = signed_cells(relation);
        let off = self.difference(relation);
        for (sign, slot) in cells {
            self.steps += 1;
            if self.steps > MOST_STEPS || self.changed.contains_key(&slot) {
                continue;
            }
            let Some(value) = self.rounded(slot, self.value(slot) - sign * off) else { continue };
            if !self.may_be_filled(slot, value) {
                continue;
            }
            self.changed.insert(slot, value);
            self.search(more - 1);
            self.changed.remove(&slot);
        }
    }

    /// A relation that does not hold with the figures as changed: the one with the fewest cells.
    fn first_failing(&self) -> Option<usize> {
        let touched = self.changed.keys().filter_map(|slot| self.touching.get(slot)).flatten();
        let all: BTreeSet<usize> = self.component.iter().chain(touched).copied().collect();
        let fails = |index: &usize| {
            self.relations.get(*index).is_some_and(|relation| {
                let (left, right) = (self.side(&relation.left), self.side(&relation.right));
                left.relate(relation.identity.relation, right).0 == Outcome::Fail
            })
        };
        let size = |index: &usize| self.relations.get(*index).map_or(0, |r| r.left.len() + r.right.len());
        all.into_iter().filter(fails).min_by_key(size)
    }

    fn side(&self, side: &[(bool, usize)]) -> Sum {
        side.iter().fold(Sum::default(), |sum, &(minus, slot)| {
            let one = match self.changed.get(&slot) {
                Some(value) => Sum::of(*value, self.last_digit(slot)),
                None => self.forms.sum(slot),
            };
            if minus { sum.minus(one) } else { sum.plus(one) }
        })
    }

    fn difference(&self, relation: &Relating<'_>) -> Decimal {
        self.side(&relation.left).value - self.side(&relation.right).value
    }

    fn value(&self, slot: usize) -> Decimal {
        self.changed.get(&slot).copied().unwrap_or_else(|| self.forms.sum(slot).value)
    }

    /// What the last digit of a cell is worth, in 元.
    fn last_digit(&self, slot: usize) -> Decimal {
        let Some(slot) = self.forms.slots.get(slot) else { return Decimal::ONE };
        let decimals = slot.figure.amount().map_or(USUAL_DECIMALS, |figure| figure.scale());
        Decimal::new(1, decimals) * slot.yuan.unwrap_or(Decimal::ONE)
    }

    /// A value in 元 as the cell would print it; `None` where it prints it already.
    fn rounded(&self, slot: usize, value: Decimal) -> Option<Decimal> {
        let last = self.last_digit(slot);
        let rounded = (value.checked_div(last)?).round() * last;
        (rounded != self.forms.sum(slot).value).then_some(rounded)
    }

    /// Whether a blank cell may have lost this figure: nobody leaves out a negative one, and a column that holds nothing
    /// else is not in use.
    fn may_be_filled(&self, slot: usize, value: Decimal) -> bool {
        let Some(cell) = self.forms.slots.get(slot) else { return false };
        if cell.figure.amount().is_some() {
            return true;
        }
        let in_use = self.forms.table_of(cell).is_some_and(|table| table.is_used_besides(cell));
        !value.is_sign_negative() && in_use
    }

    fn told(&self, set: &BTreeMap<usize, Decimal>) -> Option<Vec<Suspect>> {
        let told = set.iter().map(|(&index, &value)| {
            let slot = self.forms.slots.get(index)?;
            let unit = slot.yuan.unwrap_or(Decimal::ONE);
            let mut needed = value.checked_div(unit)?;
            needed.rescale(slot.figure.amount().map_or(USUAL_DECIMALS, |figure| figure.scale()));
            let printed = slot.figure.amount();
            Some(Suspect {
                page: slot.page,
                bbox: slot.bbox,
                cell: slot.at,
                printed: printed.map(|figure| figure.to_string()).unwrap_or_default(),
                needed: needed.to_string(),
                set: 0,
                cause: cause_of(self.forms, slot, needed),
            })
        });
        told.collect()
    }
}

/// The cells of a relation written as left − right = 0, each with its sign.
fn signed_cells(relation: &Relating<'_>) -> Vec<(Decimal, usize)> {
    let sign = |minus: bool| if minus { -Decimal::ONE } else { Decimal::ONE };
    let left = relation.left.iter().map(|&(minus, slot)| (sign(minus), slot));
    left.chain(relation.right.iter().map(|&(minus, slot)| (sign(!minus), slot))).collect()
}
