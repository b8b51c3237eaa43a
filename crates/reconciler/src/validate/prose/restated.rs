//! `prose_and_form_differ`: an amount that a form prints too. `prose_figures_differ`: one that the prose states twice.

use std::collections::BTreeMap;

use juesuan_model::{CheckPlace, FactMeasure, Outcome, Reason};

use super::super::claim::Claim;
use super::in_unit_of;
use crate::catalogue::Relation;
use crate::restate::{At, Candidate, Restated, Restatement, Sentences, is_of_another_year, money};
use crate::statements::Said;

const RULE: &str = "prose_and_form_differ";
const REPEATED: &str = "prose_figures_differ";

/// The amounts of one subject in several sentences.
pub(super) fn check_repeated<'a>(prose: &Sentences<'a>, claims: &mut Vec<Claim<'a>>) {
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
        claims.push(prose.about(at.sentence, claim));
    }
}

pub(super) fn check<'a>(prose: &Sentences<'a>, restated: &Restated<'a>, claims: &mut Vec<Claim<'a>>) {
    for Restatement { at, said, stated, candidate, outcome, reason, sure } in &restated.amounts {
        let doubt = candidate_doubt(prose, candidate);
        let (outcome, reason) = match outcome {
            Outcome::Fail if !sure => (Outcome::NotEvaluated, Some(Reason::NotStated)),
            Outcome::Fail if doubt.is_some() => (Outcome::NotEvaluated, doubt),
            _ => (*outcome, *reason),
        };
        let expected = in_unit_of(said, candidate.sum.value);
        let slots = candidate.slots.iter().filter_map(|&(_, slot)| prose.forms.slots.get(slot));
        let places = slots.map(|slot| CheckPlace { page: slot.page, bbox: slot.bbox, cell: Some(slot.at) });
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
            places: places.collect(),
            ..Claim::default()
        };
        claims.push(prose.about(at.sentence, claim));
    }
}

fn candidate_doubt(prose: &Sentences<'_>, candidate: &Candidate) -> Option<Reason> {
    candidate.slots.iter().find_map(|&(_, slot)| {
        let slot = prose.forms.slots.get(slot)?;
        let kind = &prose.forms.tables.get(slot.at.table)?.kind;
        prose.forms.of(kind).iter().find(|form| form.table == slot.at.table)?.trouble
    })
}
