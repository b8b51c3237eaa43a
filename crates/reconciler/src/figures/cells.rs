//! The names of the catalogue → the cells that they mean in this document.

use super::forms::{FormTable, Forms, RowKey};
use super::sum::Sum;
use crate::catalogue::{Alternatives, CellName, RowName};

/// What an identity is bound to.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Binding<'a> {
    pub(crate) row: Option<usize>,
    pub(crate) code: Option<&'a str>,
    pub(crate) measure: Option<&'a str>,
}

/// The cells of a side as a sum.
pub(crate) fn side_sum(forms: &Forms<'_>, side: &[(bool, usize)]) -> Sum {
    side.iter().fold(
        Sum::default(),
        |sum, &(minus, slot)| {
            if minus { sum.minus(forms.sum(slot)) } else { sum.plus(forms.sum(slot)) }
        },
    )
}

/// The cells that a sum names in this document; `None` where it does not print them, or prints them in several ways. A
/// form without any figure has zeros.
pub(crate) fn resolve(terms: &[CellName], forms: &Forms<'_>, code: Option<&str>) -> Option<Vec<(bool, usize)>> {
    let mut slots = Vec::new();
    for term in terms {
        let [table] = forms.of(&term.form) else { return None };
        match bind(term, forms, table, Binding { code, ..Binding::default() }) {
            Some(bound) if bound.ambiguous => return None,
            // A code that a form does not list is no figure to compare with.
            Some(bound) if bound.slots.is_empty() && table.has_figures => return None,
            Some(bound) => slots.extend(bound.slots),
            None if table.has_figures => return None,
            None => {}
        }
    }
    Some(slots)
}

/// The cells of one side of an identity.
#[derive(Default)]
pub(crate) struct Side {
    pub(crate) slots: Vec<(bool, usize)>,
    /// How many of its sums the document prints.
    pub(crate) present: usize,
    /// Whether a name fits several rows with different figures.
    pub(crate) ambiguous: bool,
}

/// The cells that the sums of a side name; the first alternative that the document prints counts.
pub(crate) fn bind_side<'a>(
    sums: &'a [Alternatives],
    forms: &Forms<'a>,
    table: &FormTable<'a>,
    binding: Binding<'a>,
) -> Side {
    let mut side = Side::default();
    for alternatives in sums {
        for terms in &alternatives.0 {
            let bound: Vec<Bound> = terms.iter().filter_map(|term| bind(term, forms, table, binding)).collect();
            if bound.is_empty() {
                continue;
            }
            side.present += 1;
            for bound in bound {
                side.ambiguous |= bound.ambiguous;
                side.slots.extend(bound.slots);
            }
            break;
        }
    }
    side
}

struct Bound {
    slots: Vec<(bool, usize)>,
    ambiguous: bool,
}

/// The cells of a term; `None` where the document does not print it.
fn bind<'a>(term: &CellName, forms: &Forms<'a>, own: &FormTable<'a>, binding: Binding<'_>) -> Option<Bound> {
    let is_own = forms.tables.get(own.table).is_some_and(|table| table.kind == term.form);
    let table = match forms.of(&term.form) {
        _ if is_own => own,
        [only] => only,
        _ => return None,
    };
    let section = term.section.as_deref();
    let measure = term.measure.as_deref().or(binding.measure)?;
    let find = |key: RowKey<'_>| table.find(forms.slots, section, key, measure);
    let of_codes = |codes: &[&str]| {
        let first = |code: &&str| table.first(forms.slots, section, RowKey::Code(code), measure);
        let slots: Vec<usize> = codes.iter().filter_map(first).collect();
        (!slots.is_empty()).then_some(slots)
    };
    let one = |key: RowKey<'_>| Some(find(key)).filter(|slots| !slots.is_empty());
    let single = !matches!(term.row, RowName::Children | RowName::Top | RowName::Classes);
    let found = match &term.row {
        RowName::Each => one(RowKey::Row(binding.row?)),
        RowName::Any => one(RowKey::Any),
        RowName::Code(code) => one(RowKey::Code(code)),
        RowName::Line(line) => one(RowKey::Line(line)),
        RowName::EachCode => one(RowKey::Code(binding.code?)).or_else(|| {
            // What a form that lists its codes leaves out, it has none of.
            (!is_own && table.prints_codes_like(binding.code?) && table.measures.contains(measure)).then(Vec::new)
        }),
        RowName::Children => of_codes(table.below(Some(binding.code?))),
        RowName::Top => of_codes(table.below(None)),
        RowName::Classes => {
            let codes = table.codes(forms.slots, section);
            of_codes(&codes.into_iter().filter(|code| code.len() == 3).collect::<Vec<_>>())
        }
    };
    let mut found = match found {
        Some(found) => found,
        None if !is_own && !table.has_figures && table.measures.contains(measure) => Vec::new(),
        None => return None,
    };
    let mut ambiguous = false;
    if single && found.len() > 1 {
        let figure = |slot: &usize| forms.slots.get(*slot).map(|slot| &slot.figure);
        ambiguous = found.iter().any(|slot| figure(slot) != found.first().and_then(figure));
        found.truncate(1);
    }
    Some(Bound { slots: found.into_iter().map(|slot| (term.minus, slot)).collect(), ambiguous })
}
