//! Words of comparison against the figures beside them: 持平, 大于, 小于, 增加 with a negative figure.

use juesuan_model::{CheckSeverity, FactBasis, FactMeasure, Outcome};
use rust_decimal::Decimal;

use super::super::claim::Claim;
use super::in_unit_of;
use crate::catalogue::Relation;
use crate::figures::Sum;
use crate::restate::{At, Sentences, money};
use crate::statements::Said;
use crate::wording::wordings;

const WORD: &str = "comparison_word_contradicts";
const REASON: &str = "reason_contradicts";

wordings! {
    static COMPARES needs ['决'] = r"决算数?(?:基本)?(?P<word>大于|高于|超过|小于|低于|等于)(?P<which>年初|全年|调整后?)?预算";
    static NEGATIVE needs ['-'] = r"(?:增加|增长|上升|提高|减少|下降|降低)(?:了)?-[0-9.,]+";
    static REASON_GIVEN = r"^(?:主要)?(?:增减)?(?:变动|变化)?(?:的)?(?:主要)?(?:原因|变动情况)";
}

/// 基本持平 says as much as this, in per cent.
const ROUGHLY: i64 = 5;

pub(super) fn check<'a>(prose: &Sentences<'a>, claims: &mut Vec<Claim<'a>>) {
    for (sentence, spoken) in prose.spoken.iter().enumerate() {
        claims.extend(compared(prose, sentence));
        if let Some(found) = NEGATIVE.find(&spoken.text) {
            claims.push(prose.about(
                sentence,
                Claim {
                    rule: WORD,
                    identity: "prose.negative".to_owned(),
                    outcome: Outcome::Fail,
                    severity: Some(CheckSeverity::Warning),
                    zh: format!("“{}”：增减词后又用负数", found.as_str()),
                    en: format!("“{}”: a word of direction with a negative figure", found.as_str()),
                    printed: Some(found.as_str().to_owned()),
                    ..Claim::default()
                },
            ));
        }
    }
    for (at, said) in prose.facts().filter(|(_, said)| said.flat) {
        claims.extend(flat(prose, at, said).map(|claim| prose.about(at.sentence, claim)));
        claims.extend(reason(prose, at, said).map(|claim| prose.about(at.sentence, claim)));
    }
}

/// 决算数小于预算数, and the amounts that stand before it in the paragraph.
fn compared(prose: &Sentences<'_>, sentence: usize) -> Option<Claim<'static>> {
    let spoken = prose.spoken.get(sentence)?;
    if !["大于", "小于", "等于", "高于", "低于", "超过"].iter().any(|word| spoken.text.contains(word)) {
        return None;
    }
    let found = COMPARES.captures(&spoken.text)?;
    let word = found.name("word")?.as_str();
    let basis = match found.name("which").map(|which| which.as_str()) {
        Some("年初") => Some(FactBasis::InitialBudget),
        Some(_) => Some(FactBasis::WholeYearBudget),
        None => None,
    };
    let at = At { sentence, fact: usize::MAX };
    let in_paragraph = |other: &At| prose.same_paragraph(other.sentence, sentence);
    let amounts =
        || prose.before(at).filter(|(other, said)| in_paragraph(other) && said.measure == FactMeasure::Amount);
    // What the paragraph is about: its first amount, and the budget of the same subject.
    let subject = amounts().last().map(|(_, said)| said.key.clone())?;
    let of_subject = || amounts().filter(|(_, said)| said.key == subject);
    let (_, spent) = of_subject().find(|(_, said)| said.basis.is_none())?;
    let budgets: Vec<&Said> = of_subject().map(|(_, said)| said).filter(|said| is_budget(said.basis)).collect();
    let named: Vec<&Said> = budgets.iter().copied().filter(|said| basis.is_none() || said.basis == basis).collect();
    let spent_sum = money(spent)?;
    let agrees = |budget: &&Said| money(budget).is_some_and(|budget| holds(word, spent_sum, budget));
    let budget = named.first()?;
    let outcome = if named.iter().any(agrees) { Outcome::Pass } else { Outcome::Fail };
    Some(prose.about(
        sentence,
        Claim {
            rule: WORD,
            identity: format!("prose.compares[{subject}]"),
            outcome,
            zh: format!(
                "“{}”：决算 {}{}，预算 {}{}",
                found.get(0)?.as_str(),
                spent.value,
                spent.unit,
                budget.value,
                budget.unit
            ),
            en: format!(
                "“{}”: spent {} {}, budgeted {} {}",
                found.get(0)?.as_str(),
                spent.value,
                spent.unit,
                budget.value,
                budget.unit
            ),
            printed: Some(word.to_owned()),
            expected: (outcome == Outcome::Fail).then(|| right_word(spent.value, budget.value).to_owned()),
            ..Claim::default()
        },
    ))
}

fn is_budget(basis: Option<FactBasis>) -> bool {
    matches!(basis, Some(FactBasis::Budget | FactBasis::InitialBudget | FactBasis::WholeYearBudget))
}

/// Whether the word may be said of the amounts. Rounded figures that print alike may differ.
fn holds(word: &str, spent: Sum, budget: Sum) -> bool {
    let difference = spent.value - budget.value;
    let may_be_equal = difference.abs() <= spent.half + budget.half;
    match word {
        "等于" => may_be_equal,
        "小于" | "低于" => may_be_equal || difference.is_sign_negative(),
        _ => may_be_equal || difference.is_sign_positive(),
    }
}

fn right_word(spent: Decimal, budget: Decimal) -> &'static str {
    match spent.cmp(&budget) {
        std::cmp::Ordering::Less => "小于",
        std::cmp::Ordering::Equal => "等于",
        std::cmp::Ordering::Greater => "大于",
    }
}

/// 持平 where a change is stated, or where the amounts differ.
fn flat(prose: &Sentences<'_>, at: At, said: &Said) -> Option<Claim<'static>> {
    let same = |other: &Said| other.key == said.key;
    let in_paragraph = |other: &At| prose.same_paragraph(other.sentence, at.sentence);
    let claim = |outcome: Outcome, expected: Decimal, unit: &str| Claim {
        rule: WORD,
        identity: format!("prose.unchanged[{}]", said.subject),
        outcome,
        zh: format!("“{}”称持平，而所列数字相差 {expected}{unit}", said.subject),
        en: format!("“{}” is said to be unchanged, but the figures differ by {expected} {unit}", said.subject),
        printed: Some("持平".to_owned()),
        expected: Some(expected.to_string()),
        unit: Some(unit.to_owned()),
        ..Claim::default()
    };
    if !is_budget(said.basis) {
        let changes = |(other, change): &(At, &Said)| {
            *other != at
                && change.measure == FactMeasure::Change
                && !change.flat
                && change.basis == said.basis
                && same(change)
        };
        let (_, change) = prose.facts_in(prose.paragraph(at.sentence)).find(changes)?;
        let outcome = if change.value.is_zero() { Outcome::Pass } else { Outcome::Fail };
        return Some(claim(outcome, change.value, &change.unit));
    }
    let named = |basis: Option<FactBasis>| said.basis == Some(FactBasis::Budget) || basis == said.basis;
    let amounts = || {
        prose
            .before(at)
            .filter(|(other, amount)| in_paragraph(other) && amount.measure == FactMeasure::Amount && same(amount))
    };
    let (_, spent) = amounts().find(|(_, amount)| amount.basis.is_none())?;
    let (_, budget) = amounts().find(|(_, amount)| is_budget(amount.basis) && named(amount.basis))?;
    let (spent_sum, budget_sum) = (money(spent)?, money(budget)?);
    let (mut outcome, _) = spent_sum.relate(Relation::Eq, budget_sum);
    let difference = spent_sum.value - budget_sum.value;
    if said.roughly && difference.abs() * Decimal::ONE_HUNDRED <= budget_sum.value.abs() * Decimal::from(ROUGHLY) {
        outcome = Outcome::Pass;
    }
    let outcome = if outcome == Outcome::Fail { Outcome::Fail } else { Outcome::Pass };
    Some(claim(outcome, in_unit_of(spent, difference), &spent.unit))
}

/// 与上年持平, and then the reasons for the change.
fn reason(prose: &Sentences<'_>, at: At, said: &Said) -> Option<Claim<'static>> {
    let next = prose.spoken.get(at.sentence + 1)?;
    let given = prose.same_paragraph(at.sentence, at.sentence + 1) && REASON_GIVEN.is_match(&next.text);
    let is_last = prose.spoken.get(at.sentence)?.facts.len() == at.fact + 1;
    (given && is_last && !said.roughly && said.basis == Some(FactBasis::LastYear)).then(|| Claim {
        rule: REASON,
        identity: format!("prose.reason[{}]", said.subject),
        outcome: Outcome::Fail,
        zh: format!("“{}”称与上年持平，随后却说明变动原因“{}”", said.subject, next.printed),
        en: format!(
            "“{}” is said to be unchanged, and a reason for its change follows: “{}”",
            said.subject, next.printed
        ),
        printed: Some("持平".to_owned()),
        ..Claim::default()
    })
}
