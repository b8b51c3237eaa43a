//! `prose_and_form_differ`: an amount that a form prints too. `prose_figures_differ`: one that the prose states twice.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use juesuan_model::{CheckPlace, FactBasis, FactMeasure, Outcome, Reason};

use super::super::claim::Claim;
use super::super::evaluate::{resolve, side_sum};
use super::super::sum::Sum;
use super::{At, Prose, ProseChecks, in_unit_of, money};
use crate::catalogue::{Alternatives, Relation, line_name};
use crate::figure::Figure;
use crate::items::Slot;
use crate::statements::Said;
use crate::wording::wordings;

const RULE: &str = "prose_and_form_differ";
const REPEATED: &str = "prose_figures_differ";

wordings! {
    static CODE needs ['('] = r"\(([0-9]{3}|[0-9]{5}|[0-9]{7})\)";
    static LEVEL needs ['('] = r"([^()]*(?:\([^()类款项]*\)[^()]*)*)\((类|款|项)\)";
    static YEAR needs ['年'] = r"([0-9]{4})年度?";
}

/// The amounts of one subject in several sentences.
pub(super) fn check_repeated(prose: &Prose<'_>, checks: &mut Vec<juesuan_model::Check>) {
    let mut first: BTreeMap<String, (At, &Said)> = BTreeMap::new();
    for (at, said) in prose.facts() {
        let is_plain = said.measure == FactMeasure::Amount && said.basis.is_none();
        let subject = said.key.clone();
        if !is_plain || !prose.data.stated_once.is_whole(&subject) || is_of_another_year(prose, at, said) {
            continue;
        }
        let Some((other_at, other)) = first.get(&subject).copied() else {
            first.insert(subject, (at, said));
            continue;
        };
        let (Some(one), Some(two)) = (money(other), money(said)) else { continue };
        let (outcome, reason) = two.relate(Relation::Eq, one);
        let claim = Claim {
            rule: REPEATED,
            identity: format!("prose.repeated[{}]", said.subject),
            outcome,
            reason,
            zh: format!("“{}”此处为 {}{}，另一处为 {}{}", said.subject, said.value, said.unit, other.value, other.unit),
            en: format!(
                "“{}” is {} {} here, {} {} elsewhere",
                said.subject, said.value, said.unit, other.value, other.unit
            ),
            printed: Some(said.value.to_string()),
            expected: Some(in_unit_of(said, one.value).to_string()),
            difference: Some(in_unit_of(said, two.value - one.value)),
            allowance: Some(in_unit_of(said, two.half + one.half)),
            unit: Some(said.unit.clone()),
            places: prose.place(other_at.sentence).into_iter().collect(),
            ..Claim::default()
        };
        checks.push(prose.judged(at.sentence, claim));
    }
}

/// Where a figure stands in the forms.
pub(super) struct Candidate {
    pub(super) slots: Vec<(bool, usize)>,
    pub(super) sum: Sum,
}

pub(super) fn check(prose: &Prose<'_>, found: &mut ProseChecks) {
    for (at, said) in prose.facts() {
        if said.measure != FactMeasure::Amount || is_of_another_year(prose, at, said) {
            continue;
        }
        let Some(stated) = money(said) else { continue };
        let (candidates, sure) = candidates(prose, at, said);
        if candidates.is_empty() {
            continue;
        }
        let judged = candidates.iter().map(|candidate| (stated.relate(Relation::Eq, candidate.sum), candidate));
        // A pass before a rounding before a fail: the first of the best.
        let Some(((outcome, reason), candidate)) = judged.min_by_key(|((outcome, _), _)| *outcome) else { continue };
        if outcome != Outcome::Fail
            && let [(_, slot)] = candidate.slots.as_slice()
            && let Some(item) = prose.forms.slots.get(*slot).and_then(|slot| slot.item)
        {
            found.restated.insert((at.sentence, at.fact), item);
        }
        let doubt = candidate_doubt(prose, candidate);
        let (outcome, reason) = match outcome {
            Outcome::Fail if !sure => (Outcome::NotEvaluated, Some(Reason::NotStated)),
            Outcome::Fail if doubt.is_some() => (Outcome::NotEvaluated, doubt),
            _ => (outcome, reason),
        };
        let expected = in_unit_of(said, candidate.sum.value);
        let places = candidate
            .slots
            .iter()
            .filter_map(|&(_, slot)| prose.forms.slots.get(slot))
            .map(|slot| CheckPlace { page: slot.page, bbox: slot.bbox, cell: Some(slot.at) });
        let claim = Claim {
            rule: RULE,
            identity: format!("prose.form[{}]", said.subject),
            outcome,
            reason,
            zh: format!("文字“{}”{}{}，表中为 {expected}{}", said.subject, said.value, said.unit, said.unit),
            en: format!("the prose says {} {} of “{}”, the form {expected}", said.value, said.unit, said.subject),
            printed: Some(said.value.to_string()),
            expected: Some(expected.to_string()),
            difference: Some(in_unit_of(said, stated.value - candidate.sum.value)),
            allowance: Some(in_unit_of(said, stated.half + candidate.sum.half)),
            unit: Some(said.unit.clone()),
            places: if outcome == Outcome::Pass { Vec::new() } else { places.collect() },
            ..Claim::default()
        };
        found.checks.push(prose.judged(at.sentence, claim));
    }
}

/// The cells that may hold what is said, and whether one of them must.
pub(super) fn candidates(prose: &Prose<'_>, at: At, said: &Said) -> (Vec<Candidate>, bool) {
    let Some(spoken) = prose.spoken.get(at.sentence) else { return (Vec::new(), false) };
    let subject = said.key.clone();
    if let Some((code, sure)) = code_of(prose, &subject) {
        if said.basis.is_some() {
            return (Vec::new(), false);
        }
        let headings = prose.headings(spoken.section);
        let fits = |codes: &&crate::catalogue::Codes| {
            codes.within.as_ref().is_none_or(|within| within.find(headings).is_some())
        };
        let cells = prose.data.codes.iter().find(fits).map(|codes| codes.cells.as_slice()).unwrap_or_default();
        let named = cells.iter().filter_map(|sum| candidate(prose, sum, Some(&code)));
        return (named.collect(), sure);
    }
    let headings = prose.headings(spoken.section);
    let mut sure = true;
    let fits = |subject_data: &&crate::catalogue::Subject| subject_data.subject.is_whole(&subject);
    let Some(data) = prose.data.subjects.iter().find(fits) else { return (Vec::new(), false) };
    if data.within.as_ref().is_some_and(|within| within.find(headings).is_none()) {
        sure = false;
    }
    let (cells, sure) = match said.basis {
        None => (&data.cells, sure && data.sure),
        // Forms print one budget; the prose may mean another.
        Some(FactBasis::Budget | FactBasis::WholeYearBudget | FactBasis::InitialBudget) => (&data.budget, false),
        Some(FactBasis::LastYear) => return (Vec::new(), false),
    };
    (cells.iter().filter_map(|sum| candidate(prose, sum, None)).collect(), sure)
}

fn candidate(prose: &Prose<'_>, sum: &Alternatives, code: Option<&str>) -> Option<Candidate> {
    let slots = sum.0.iter().find_map(|terms| resolve(terms, prose.forms, code))?;
    let readable = |&(_, slot): &(bool, usize)| {
        prose.forms.slots.get(slot).is_some_and(|slot| !matches!(slot.figure, Figure::Unreadable(_)))
    };
    let units = slots.iter().all(|&(_, slot)| prose.forms.slots.get(slot).is_some_and(|slot| slot.yuan.is_some()));
    (slots.iter().all(readable) && units).then(|| Candidate { sum: side_sum(prose.forms, &slots), slots })
}

fn candidate_doubt(prose: &Prose<'_>, candidate: &Candidate) -> Option<Reason> {
    candidate.slots.iter().find_map(|&(_, slot)| {
        let slot = prose.forms.slots.get(slot)?;
        let kind = &prose.forms.tables.get(slot.at.table)?.kind;
        prose.forms.of(kind).iter().find(|form| form.table == slot.at.table)?.trouble
    })
}

/// The code that a subject names, and whether it is marked as one: by its digits, or by its names at each level.
fn code_of(prose: &Prose<'_>, subject: &str) -> Option<(String, bool)> {
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
        code = code_named(prose, name, level, &code)?;
        rest = rest.get(found.get(0)?.end()..)?;
    }
    if !code.is_empty() {
        return Some((code, true));
    }
    let class = prose.catalogue.functional.class_named(subject)?;
    Some((class.to_owned(), false))
}

/// The codes that the forms print, by level and name.
pub(crate) fn codes_by_name(slots: &[Slot]) -> HashMap<(u8, String), BTreeSet<&str>> {
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
fn code_named(prose: &Prose<'_>, name: &str, level: u8, above: &str) -> Option<String> {
    let printed = prose.codes.get(&(level, name.to_owned())).into_iter().flatten();
    let codes: Vec<&&str> = printed.filter(|code| code.starts_with(above)).take(2).collect();
    match codes.as_slice() {
        [only] => Some((**only).to_owned()),
        [] if level == 1 => prose.catalogue.functional.class_named(name).map(str::to_owned),
        _ => None,
    }
}

/// Whether the sentence says the amount of a year that is not the document's.
fn is_of_another_year(prose: &Prose<'_>, at: At, said: &Said) -> bool {
    let (Some(year), Some(spoken)) = (prose.year, prose.spoken.get(at.sentence)) else { return false };
    let Some((start, _)) = said.subject_at else { return false };
    let before = spoken.text.get(..start).unwrap_or_default();
    let Some(last) = YEAR.find_iter(before).last() else { return false };
    let compared = before.get(..last.start()).is_some_and(|text| text.ends_with(['与', '比', '较']));
    let said_year = last.as_str().get(..4).and_then(|year| year.parse::<u16>().ok());
    !compared && said_year.is_some_and(|said_year| said_year != year)
}
