//! Identities → relations between cells of this document, each with its outcome.
//!
//! An identity of the catalogue speaks of rows, codes and measures in general; here it is bound to those that are
//! printed. What a form does not print, it has none of; what is printed and cannot be read leaves the relation unjudged.

use std::collections::BTreeSet;

use juesuan_model::{Outcome, Reason};

use crate::catalogue::{Domain, Identity, Needs, Relation, RowName};
use crate::figure::Figure;
use crate::figures::{Binding, FormTable, Forms, Sum, bind_side, side_sum};

/// A relation between cells, judged.
#[derive(Debug, Clone)]
pub(crate) struct Relating<'a> {
    pub(crate) identity: &'a Identity,
    /// What it is bound to: a code or a line, and a measure.
    pub(crate) row: Option<String>,
    pub(crate) measure: Option<String>,
    /// The slots of the left side, each with whether it is subtracted.
    pub(crate) left: Vec<(bool, usize)>,
    pub(crate) right: Vec<(bool, usize)>,
    pub(crate) outcome: Outcome,
    pub(crate) reason: Option<Reason>,
    /// Whether both sides were compared: only then do their sums mean anything.
    pub(crate) compared: bool,
}

impl Relating<'_> {
    /// Both sides as sums.
    pub(crate) fn sums(&self, forms: &Forms<'_>) -> (Sum, Sum) {
        (side_sum(forms, &self.left), side_sum(forms, &self.right))
    }
}

/// Judges an identity wherever the document prints what it speaks of.
pub(crate) fn evaluate<'a>(identity: &'a Identity, forms: &Forms<'a>) -> Vec<Relating<'a>> {
    let Some(first) = identity.left.first().and_then(|sum| sum.0.first()?.first()) else { return Vec::new() };
    let mut relations = Vec::new();
    for table in forms.of(&first.form) {
        let mut bindings = vec![Binding::default()];
        let terms = || identity.left.iter().chain(&identity.right).flat_map(|sum| sum.0.iter().flatten());
        if terms().any(|term| term.row == RowName::Each) {
            let rows: BTreeSet<usize> =
                forms.slots.get(table.slots()).unwrap_or_default().iter().map(|slot| slot.at.row).collect();
            bindings = rows.into_iter().map(|row| Binding { row: Some(row), ..Binding::default() }).collect();
        }
        if terms().any(|term| term.row == RowName::EachCode) {
            let codes = table.codes(forms.slots, first.section.as_deref());
            let wanted = |code: &&str| identity.domain == Domain::Codes || code.len() == 3;
            bindings = codes
                .into_iter()
                .filter(wanted)
                .map(|code| Binding { code: Some(code), ..Binding::default() })
                .collect();
        }
        if terms().any(|term| term.measure.is_none()) {
            let with = |binding: Binding<'a>| {
                table.measures.iter().map(move |&measure| Binding { measure: Some(measure), ..binding })
            };
            bindings = bindings.into_iter().flat_map(with).collect();
        }
        relations.extend(bindings.into_iter().filter_map(|binding| relate(identity, forms, table, binding)));
    }
    relations
}

fn relate<'a>(
    identity: &'a Identity,
    forms: &Forms<'a>,
    table: &FormTable<'a>,
    binding: Binding<'a>,
) -> Option<Relating<'a>> {
    let left = bind_side(&identity.left, forms, table, binding);
    let right = bind_side(&identity.right, forms, table, binding);
    let enough = match identity.needs {
        Needs::One => right.present > 0,
        Needs::All => right.present == identity.right.len(),
    };
    if left.present < identity.left.len() || !enough {
        return None;
    }
    let all: Vec<usize> = left.slots.iter().chain(&right.slots).map(|&(_, slot)| slot).collect();
    let figure = |slot: &usize| forms.slots.get(*slot).map(|slot| &slot.figure);
    if all.iter().all(|slot| figure(slot) == Some(&Figure::Absent)) || is_heading(identity, forms, &left.slots) {
        return None;
    }
    let row = binding.code.map(str::to_owned).or_else(|| {
        let slot = binding.row.and(left.slots.first()).and_then(|&(_, slot)| forms.slots.get(slot))?;
        let name = slot.code.as_deref().or(slot.line);
        Some(name.map_or_else(|| slot.at.row.to_string(), str::to_owned))
    });
    let mut relating = Relating {
        identity,
        row,
        measure: binding.measure.map(str::to_owned),
        left: left.slots,
        right: right.slots,
        outcome: Outcome::NotEvaluated,
        reason: None,
        compared: false,
    };
    let units: BTreeSet<bool> =
        all.iter().filter_map(|&slot| forms.slots.get(slot)).map(|slot| slot.yuan.is_none()).collect();
    relating.reason = if all.iter().any(|slot| matches!(figure(slot), Some(Figure::Unreadable(_)))) {
        Some(Reason::UnreadableFigure)
    } else if left.ambiguous || right.ambiguous {
        Some(Reason::UncertainTable)
    } else if units.len() > 1 {
        Some(Reason::UnknownUnit)
    } else {
        relating.compared = true;
        let (left, right) = relating.sums(forms);
        let (outcome, reason) = left.relate(identity.relation, right);
        let doubt = (outcome == Outcome::Fail).then(|| doubt_of(&relating, forms, table, binding)).flatten();
        relating.outcome = if doubt.is_some() { Outcome::NotEvaluated } else { outcome };
        doubt.or(reason)
    };
    Some(relating)
}

/// Whether the left side is a row that prints no figure: a heading over the rows below it.
fn is_heading(identity: &Identity, forms: &Forms<'_>, left: &[(bool, usize)]) -> bool {
    let of_code = identity.left.iter().any(|sum| sum.0.iter().flatten().any(|term| term.row == RowName::EachCode));
    let Some(slot) = left.first().and_then(|&(_, slot)| forms.slots.get(slot)).filter(|_| of_code) else {
        return false;
    };
    forms.table_of(slot).is_some_and(|table| !table.is_filled(slot.at.row, slot.section))
}

/// Why a relation that does not hold may be our fault: figures in columns or lines without a name, a table that was not
/// read with certainty.
fn doubt_of(relating: &Relating<'_>, forms: &Forms<'_>, table: &FormTable<'_>, binding: Binding<'_>) -> Option<Reason> {
    let cells = || relating.left.iter().chain(&relating.right).filter_map(|&(_, slot)| forms.slots.get(slot));
    let tables: BTreeSet<usize> = cells().map(|slot| slot.at.table).collect();
    let kinds = || tables.iter().filter_map(|&index| forms.tables.get(index)).flat_map(|table| forms.of(&table.kind));
    if let Some(trouble) = kinds().filter(|form| tables.contains(&form.table)).find_map(|form| form.trouble) {
        return Some(trouble);
    }
    if relating.identity.relation == Relation::Le {
        return None;
    }
    let sections: BTreeSet<&str> = cells().filter_map(|slot| slot.section).collect();
    let within_form = tables.len() == 1;
    let unknown = match binding.row {
        Some(row) => table.unknown_in.contains(&row),
        None => {
            let lines = &table.unknown_lines;
            let on_side = lines.contains(&None) || sections.iter().any(|side| lines.contains(&Some(side)));
            (on_side || (sections.is_empty() && !lines.is_empty())) && is_sum_of_rows(relating.identity)
        }
    };
    (within_form && unknown).then_some(Reason::UnknownFigures)
}

/// Whether a row that nobody knows could be one of the addends.
fn is_sum_of_rows(identity: &Identity) -> bool {
    identity
        .right
        .iter()
        .flat_map(|sum| sum.0.iter().flatten())
        .any(|term| !matches!(term.row, RowName::Each | RowName::Any))
}
