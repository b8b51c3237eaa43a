//! 增长率, 占比 and 完成率 against the amounts beside them.

use juesuan_model::{FactBasis, FactMeasure, Outcome, Reason};
use rust_decimal::Decimal;

use super::super::claim::Claim;
use super::ratio::judge;
use crate::figures::{Sum, last_digit};
use crate::restate::{At, Sentences, candidates, money};
use crate::spelling::canonical;
use crate::statements::Said;

const GROWTH: &str = "growth_rate_does_not_follow";
const ZERO_BASE: &str = "rate_of_zero_base";
const SHARE: &str = "share_does_not_follow";
const COMPLETION: &str = "completion_rate_does_not_follow";
const WORD: &str = "comparison_word_contradicts";

pub(super) fn check<'a>(prose: &Sentences<'a>, claims: &mut Vec<Claim<'a>>) {
    for (at, said) in prose.facts() {
        let claim = match said.measure {
            FactMeasure::ChangePercent => growth(prose, at, said),
            FactMeasure::SharePercent => share(prose, at, said),
            FactMeasure::CompletionPercent => completion(prose, at, said),
            FactMeasure::Amount | FactMeasure::Change | FactMeasure::Count => None,
        };
        claims.extend(claim.map(|claim| prose.about(at.sentence, claim)));
    }
}

/// A claim about a percentage, not judged yet.
fn claim<'c>(rule: &'c str, what: &str, said: &Said) -> Claim<'c> {
    Claim {
        rule,
        identity: format!("prose.{what}[{}]", said.subject),
        printed: Some(said.value.to_string()),
        unit: Some("%".to_owned()),
        reason: Some(Reason::NotStated),
        zh: format!("“{}”的百分比 {}% 所依据的数未见载明", said.subject, said.value),
        en: format!("what the {} % of “{}” follow from is not stated", said.value, said.subject),
        ..Claim::default()
    }
}

/// The claim, judged: `printed` is to be `part` of `whole`.
fn judged<'c>(open: Claim<'c>, said: &Said, part: Sum, whole: Sum, of: [&str; 2]) -> Option<Claim<'c>> {
    let ratio = judge(said.value, part, whole)?;
    Some(Claim {
        outcome: ratio.outcome,
        reason: ratio.reason,
        zh: format!("“{}”{}为 {}%，按所列数字应为 {}%", said.subject, of[0], said.value, ratio.expected),
        en: format!("{} of “{}” is said to be {} %, but {} % follows", of[1], said.subject, said.value, ratio.expected),
        expected: Some(ratio.expected.to_string()),
        difference: Some(said.value - ratio.expected),
        allowance: Some(last_digit(said.value) / Decimal::TWO),
        ..open
    })
}

/// The amount of the year that is said of a subject: in the prose, else in a form.
fn amount_of(prose: &Sentences<'_>, at: At, said: &Said) -> Option<Sum> {
    let stated = prose.amount_before(at, &said.key, None).and_then(|(_, amount)| money(amount));
    stated.or_else(|| {
        let plain = Said { measure: FactMeasure::Amount, basis: None, ..said.clone() };
        let (candidates, sure) = candidates(prose, at, &plain);
        candidates.first().filter(|_| sure).map(|candidate| candidate.sum)
    })
}

fn growth<'c>(prose: &Sentences<'_>, at: At, said: &Said) -> Option<Claim<'c>> {
    let open = claim(GROWTH, "growth", said);
    let same = |(other, change): &(At, &Said)| {
        change.measure == FactMeasure::Change
            && !change.flat
            && change.basis == said.basis
            && change.key == said.key
            && prose.same_paragraph(other.sentence, at.sentence)
    };
    let Some((_, change)) = prose.before(at).find(same) else { return Some(open) };
    let opposite = !change.value.is_zero()
        && !said.value.is_zero()
        && change.value.is_sign_negative() != said.value.is_sign_negative();
    if opposite {
        return Some(Claim {
            rule: WORD,
            outcome: Outcome::Fail,
            reason: None,
            expected: Some((-said.value).to_string()),
            zh: format!("“{}”增减额与增减率的方向相反", said.subject),
            en: format!("the change of “{}” and its rate have opposite directions", said.subject),
            ..open
        });
    }
    let (Some(amount), Some(change)) = (amount_of(prose, at, said), money(change)) else { return Some(open) };
    let before = amount.minus(change);
    // 0.00 less a decrease of 0.00 may be a little more than nothing.
    if before.value.is_zero() && change.value.is_zero() && !said.value.is_zero() {
        return Some(open);
    }
    if before.value.is_zero() {
        let nothing = change.value.is_zero();
        return Some(Claim {
            rule: ZERO_BASE,
            outcome: if nothing { Outcome::Pass } else { Outcome::Fail },
            reason: None,
            zh: format!("“{}”的基数为 0，增长率 {}% 无意义", said.subject, said.value),
            en: format!("“{}” was 0 before: a rate of {} % has no meaning", said.subject, said.value),
            ..open
        });
    }
    Some(judged(open.clone(), said, change, before, ["增减率", "the rate of change"]).unwrap_or(open))
}

fn share<'c>(prose: &Sentences<'_>, at: At, said: &Said) -> Option<Claim<'c>> {
    let open = claim(SHARE, "share", said);
    let part = prose.amount_before(at, &said.key, None);
    let Some((part_at, part)) = part.filter(|(other, _)| prose.same_paragraph(other.sentence, at.sentence)) else {
        return Some(open);
    };
    let Some(part_sum) = money(part) else { return Some(open) };
    let wholes = wholes(prose, at, said, part_at);
    let of = ["占比", "the share"];
    let mut best: Option<Claim<'_>> = None;
    for whole in wholes {
        let claim = judged(open.clone(), said, part_sum, whole, of);
        let Some(mut claim) = claim.or_else(|| nothing_of_nothing(&open, said, part_sum, whole)) else { continue };
        if claim.outcome == Outcome::Fail && is_adjusted(prose, at, said, &claim) {
            (claim.outcome, claim.reason) = (Outcome::Rounding, Some(Reason::Adjusted));
        }
        if best.as_ref().is_none_or(|best| claim.outcome < best.outcome) {
            best = Some(claim);
        }
    }
    Some(best.unwrap_or(open))
}

fn nothing_of_nothing<'c>(open: &Claim<'c>, said: &Said, part: Sum, whole: Sum) -> Option<Claim<'c>> {
    let is_nothing = said.value.is_zero() && part.value.is_zero() && whole.value.is_zero();
    is_nothing.then(|| Claim { outcome: Outcome::Pass, reason: None, ..open.clone() })
}

/// What a share may be a part of. Where the sentence names it, the nearest amount of that name and the forms' figures of
/// it; else the first amount of the paragraph.
fn wholes(prose: &Sentences<'_>, at: At, said: &Said, part: At) -> Vec<Sum> {
    let in_paragraph = |other: &At| prose.same_paragraph(other.sentence, at.sentence);
    let plain = |said: &Said| said.measure == FactMeasure::Amount && said.basis.is_none();
    let mut wholes = Vec::new();
    if let Some(name) = &said.whole {
        let named = canonical(name);
        let fits = |subject: &str| subject == named || subject.ends_with(named.as_str()) || named.ends_with(subject);
        let stated = prose.before(at).filter(|(other, amount)| *other != part && plain(amount));
        wholes.extend(stated.filter(|(_, amount)| fits(&amount.key)).take(1).filter_map(|(_, a)| money(a)));
        let whole = Said {
            subject: name.clone(),
            key: named.clone(),
            measure: FactMeasure::Amount,
            basis: None,
            whole: None,
            ..said.clone()
        };
        let of_forms = candidates(prose, at, &whole).0;
        wholes.extend(of_forms.into_iter().map(|candidate| candidate.sum));
        let looks_like_total = named.starts_with('总') || named.contains("收入") || named.contains("支出总");
        if !wholes.is_empty() && !looks_like_total {
            return wholes;
        }
    }
    let first = prose.before(at).filter(|(other, amount)| in_paragraph(other) && plain(amount)).last();
    wholes.extend(first.filter(|(other, _)| *other != part).and_then(|(_, amount)| money(amount)));
    wholes
}

/// Whether a share is off by one in its last digit, in a list of shares that make 100 %.
fn is_adjusted(prose: &Sentences<'_>, at: At, said: &Said, claim: &Claim<'_>) -> bool {
    let off = claim.difference.unwrap_or(Decimal::ONE_HUNDRED).abs();
    let in_list = prose
        .facts_in(prose.paragraph(at.sentence))
        .filter(|(_, share)| share.measure == FactMeasure::SharePercent && share.whole == said.whole);
    let of_list: Decimal = in_list.map(|(_, share)| share.value).sum();
    off <= last_digit(said.value) && of_list == Decimal::ONE_HUNDRED
}

fn completion<'c>(prose: &Sentences<'_>, at: At, said: &Said) -> Option<Claim<'c>> {
    let open = claim(COMPLETION, "completion", said);
    let Some(spent) = amount_of(prose, at, said) else { return Some(open) };
    let budgets = [FactBasis::InitialBudget, FactBasis::WholeYearBudget, FactBasis::Budget];
    let near = |basis: FactBasis| {
        let found = prose.amount_before(at, &said.key, Some(basis));
        let (other, amount) = found.filter(|(other, _)| prose.same_paragraph(other.sentence, at.sentence))?;
        Some((basis, other, money(amount)?))
    };
    let stated: Vec<(FactBasis, At, Sum)> = budgets.into_iter().filter_map(near).collect();
    let named = said.basis.unwrap_or(FactBasis::Budget);
    let fits = |(basis, ..): &&(FactBasis, At, Sum)| named == FactBasis::Budget || *basis == named;
    let mut best: Option<Claim<'_>> = None;
    for (_, _, budget) in stated.iter().filter(fits) {
        let claim =
            judged(open.clone(), said, spent, *budget, ["完成率", "the completion rate"]).unwrap_or_else(|| {
                let nothing = said.value.is_zero() && spent.value.is_zero();
                Claim {
                    outcome: if nothing { Outcome::Pass } else { Outcome::Fail },
                    reason: None,
                    zh: format!("“{}”所称的预算数为 0，完成率 {}% 无从得出", said.subject, said.value),
                    en: format!("the budget named for “{}” is 0: {} % cannot follow from it", said.subject, said.value),
                    ..open.clone()
                }
            });
        if best.as_ref().is_none_or(|best| claim.outcome < best.outcome) {
            best = Some(claim);
        }
    }
    let mut best = best.unwrap_or_else(|| open.clone());
    if best.outcome == Outcome::Fail
        && let Some((basis, ..)) = stated.iter().find(|(basis, _, budget)| {
            *basis != named && judge(said.value, spent, *budget).is_some_and(|ratio| ratio.outcome != Outcome::Fail)
        })
    {
        let (chinese, english) = budget_name(*basis);
        best.zh += &format!("；与{chinese}相符");
        best.en += &format!("; it follows from {english}");
    }
    Some(best)
}

fn budget_name(basis: FactBasis) -> (&'static str, &'static str) {
    match basis {
        FactBasis::InitialBudget => ("年初预算", "the initial budget"),
        FactBasis::WholeYearBudget => ("全年预算", "the budget of the whole year"),
        FactBasis::Budget => ("预算", "the budget"),
        FactBasis::LastYear => ("上年", "the year before"),
    }
}
