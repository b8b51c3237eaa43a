//! What is said of a subject → the cells that may hold it.

use std::collections::{BTreeSet, HashMap};

use juesuan_model::FactBasis;

use super::{At, Sentences};
use crate::catalogue::{Alternatives, Codes, Subject, line_name};
use crate::figure::Figure;
use crate::figures::{Sum, resolve, side_sum};
use crate::items::Slot;
use crate::statements::Said;
use crate::wording::wordings;

wordings! {
    static CODE needs ['('] = r"\(([0-9]{3}|[0-9]{5}|[0-9]{7})\)";
    static LEVEL needs ['('] = r"([^()]*(?:\([^()类款项]*\)[^()]*)*)\((类|款|项)\)";
    static YEAR needs ['年'] = r"([0-9]{4})年度?";
}

/// Where a figure stands in the forms.
pub(crate) struct Candidate {
    pub(crate) slots: Vec<(bool, usize)>,
    pub(crate) sum: Sum,
}

/// The cells that may hold what is said, and whether one of them must.
pub(crate) fn candidates(told: &Sentences<'_>, at: At, said: &Said) -> (Vec<Candidate>, bool) {
    let Some(spoken) = told.spoken.get(at.sentence) else { return (Vec::new(), false) };
    let subject = said.key.clone();
    if let Some((code, sure)) = code_of(told, &subject) {
        if said.basis.is_some() {
            return (Vec::new(), false);
        }
        let headings = told.headings(spoken.section);
        let fits = |codes: &&Codes| codes.within.as_ref().is_none_or(|within| within.find(headings).is_some());
        let cells = told.data.codes.iter().find(fits).map(|codes| codes.cells.as_slice()).unwrap_or_default();
        let named = cells.iter().filter_map(|sum| candidate(told, sum, Some(&code)));
        return (named.collect(), sure);
    }
    let headings = told.headings(spoken.section);
    let mut sure = true;
    let fits = |subject_data: &&Subject| subject_data.subject.is_whole(&subject);
    let Some(data) = told.data.subjects.iter().find(fits) else { return (Vec::new(), false) };
    if data.within.as_ref().is_some_and(|within| within.find(headings).is_none()) {
        sure = false;
    }
    let (cells, sure) = match said.basis {
        None => (&data.cells, sure && data.sure),
        // Forms print one budget; the prose may mean another.
        Some(FactBasis::Budget | FactBasis::WholeYearBudget | FactBasis::InitialBudget) => (&data.budget, false),
        Some(FactBasis::LastYear) => return (Vec::new(), false),
    };
    (cells.iter().filter_map(|sum| candidate(told, sum, None)).collect(), sure)
}

fn candidate(told: &Sentences<'_>, sum: &Alternatives, code: Option<&str>) -> Option<Candidate> {
    let slots = sum.0.iter().find_map(|terms| resolve(terms, told.forms, code))?;
    let readable = |&(_, slot): &(bool, usize)| {
        told.forms.slots.get(slot).is_some_and(|slot| !matches!(slot.figure, Figure::Unreadable(_)))
    };
    let units = slots.iter().all(|&(_, slot)| told.forms.slots.get(slot).is_some_and(|slot| slot.yuan.is_some()));
    (slots.iter().all(readable) && units).then(|| Candidate { sum: side_sum(told.forms, &slots), slots })
}

/// The code that a subject names, and whether it is marked as one: by its digits, or by its names at each level.
fn code_of(told: &Sentences<'_>, subject: &str) -> Option<(String, bool)> {
    if let Some(found) = CODE.captures(subject) {
        return Some((found.get(1)?.as_str().to_owned(), true));
    }
    let mut code = String::new();
    let mut rest = subject;
    while let Some(found) = LEVEL.captures(rest) {
        let name = found.get(1)?.as_str();
        let level = match found.get(2)?.as_str() {
            "类" => 1,
            "款" => 2,
            _ => 3,
        };
        code = code_named(told, name, level, &code)?;
        rest = rest.get(found.get(0)?.end()..)?;
    }
    if !code.is_empty() {
        return Some((code, true));
    }
    let class = told.catalogue.functional.class_named(subject)?;
    Some((class.to_owned(), false))
}

/// The codes that the forms print, by level and name.
pub(super) fn codes_by_name(slots: &[Slot]) -> HashMap<(u8, String), BTreeSet<&str>> {
    let mut codes: HashMap<(u8, String), BTreeSet<&str>> = HashMap::new();
    let mut last = None;
    for slot in slots {
        // The slots of a row have one label.
        let row = (slot.at.table, slot.at.row, slot.section);
        if last.replace(row) == Some(row) {
            continue;
        }
        if let (Some(code), Some(level), Some(name)) = (slot.code.as_deref(), slot.level(), slot.name.as_deref()) {
            codes.entry((level, line_name(name))).or_default().insert(code);
        }
    }
    codes
}

/// The code with this name below `above`, among those that the forms print.
fn code_named(told: &Sentences<'_>, name: &str, level: u8, above: &str) -> Option<String> {
    let printed = told.codes.get(&(level, name.to_owned())).into_iter().flatten();
    let codes: Vec<&&str> = printed.filter(|code| code.starts_with(above)).take(2).collect();
    match codes.as_slice() {
        [only] => Some((**only).to_owned()),
        [] if level == 1 => told.catalogue.functional.class_named(name).map(str::to_owned),
        _ => None,
    }
}

/// Whether the sentence says the amount of a year that is not the document's.
pub(crate) fn is_of_another_year(told: &Sentences<'_>, at: At, said: &Said) -> bool {
    let (Some(year), Some(spoken)) = (told.year, told.spoken.get(at.sentence)) else { return false };
    let Some((start, _)) = said.subject_at else { return false };
    let before = spoken.text.get(..start).unwrap_or_default();
    let Some(last) = YEAR.find_iter(before).last() else { return false };
    let compared = before.get(..last.start()).is_some_and(|text| text.ends_with(['与', '比', '较']));
    let said_year = last.as_str().get(..4).and_then(|year| year.parse::<u16>().ok());
    !compared && said_year.is_some_and(|said_year| said_year != year)
}
