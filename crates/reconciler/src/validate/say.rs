//! Relations between cells → checks of the contract, with the sum written out.

use juesuan_model::{Check, CheckPlace, Language, Outcome};
use rust_decimal::Decimal;

use super::claim::severity_of;
use super::evaluate::Relating;
use crate::catalogue::{Catalogue, Identity, Relation};
use crate::figures::Forms;
use crate::items::Slot;

/// Addends that a message writes out.
const MOST_ADDENDS: usize = 14;

/// The check of a relation.
pub(super) fn check_of(relation: &Relating<'_>, forms: &Forms<'_>, catalogue: &Catalogue, language: Language) -> Check {
    let identity = relation.identity;
    let first = relation.left.first().and_then(|&(_, slot)| forms.slots.get(slot));
    let unit = first.and_then(|slot| slot.yuan).unwrap_or(Decimal::ONE);
    let decimals = first.and_then(|slot| slot.figure.amount()).map_or(2, |figure| figure.scale());
    let (left, right) = relation.sums(forms);
    let in_unit = |value: Decimal| {
        let mut value = value.checked_div(unit).unwrap_or(value).normalize();
        value.rescale(value.scale().max(decimals));
        value.to_string()
    };
    // Documents satisfy hundreds of relations: of one that holds, nothing is told but that.
    let holds = relation.outcome == Outcome::Pass;
    let compared = |value: Decimal| relation.compared.then(|| in_unit(value));
    let blank =
        relation.left.iter().all(|&(_, slot)| forms.slots.get(slot).is_none_or(|s| s.figure.amount().is_none()));
    let printed = if blank { first.map(|slot| printed_text(forms, slot)) } else { compared(left.value) };
    let cells = relation.left.iter().chain(&relation.right);
    let off = |value: Decimal| if holds { None } else { compared(value) };
    let shown = if holds { 1 } else { usize::MAX };
    let mut check = Check {
        rule: identity.rule.clone(),
        outcome: relation.outcome,
        severity: identity.severity.unwrap_or_else(|| severity_of(&identity.rule)),
        identity: name_of(relation),
        message: String::new(),
        printed,
        expected: off(right.value),
        difference: off(left.value - right.value),
        allowance: off(left.half + right.half),
        unit: first.and_then(|slot| slot.unit.as_deref().map(str::to_owned)),
        reason: relation.reason,
        places: cells.take(shown).filter_map(|&(_, slot)| forms.slots.get(slot)).map(place_of).collect(),
        suspects: Vec::new(),
    };
    if !holds {
        check.message = message(relation, &check, forms, catalogue, language, &in_unit);
    }
    check
}

/// The check of an identity that the document gives no occasion for.
pub(super) fn not_applicable(identity: &Identity) -> Check {
    Check {
        rule: identity.rule.clone(),
        outcome: Outcome::NotApplicable,
        severity: identity.severity.unwrap_or_else(|| severity_of(&identity.rule)),
        identity: identity.id.clone(),
        message: String::new(),
        printed: None,
        expected: None,
        difference: None,
        allowance: None,
        unit: None,
        reason: None,
        places: Vec::new(),
        suspects: Vec::new(),
    }
}

fn name_of(relation: &Relating<'_>) -> String {
    let bound = [&relation.row, &relation.measure].into_iter().flatten().map(|name| format!("[{name}]"));
    format!("{}{}", relation.identity.id, bound.collect::<String>())
}

fn place_of(slot: &Slot) -> CheckPlace {
    CheckPlace { page: slot.page, bbox: slot.bbox, cell: Some(slot.at) }
}

fn printed_text(forms: &Forms<'_>, slot: &Slot) -> String {
    let row = forms.tables.get(slot.at.table).and_then(|table| table.rows.get(slot.at.row));
    row.and_then(|row| row.cells.get(slot.at.column)).map(|cell| cell.text.clone()).unwrap_or_default()
}

fn message(
    relation: &Relating<'_>,
    check: &Check,
    forms: &Forms<'_>,
    catalogue: &Catalogue,
    language: Language,
    in_unit: &dyn Fn(Decimal) -> String,
) -> String {
    let identity = relation.identity;
    let slot = relation.left.first().and_then(|&(_, slot)| forms.slots.get(slot));
    let label = slot.map(|slot| label_of(slot, catalogue, language)).unwrap_or_default();
    let unit = check.unit.as_deref().unwrap_or_default();
    let addends = working(relation, forms, in_unit);
    let printed = check.printed.as_deref().filter(|text| !text.is_empty());
    let (expected, difference, allowance) = (text(&check.expected), text(&check.difference), text(&check.allowance));
    let reason = check.reason.map(|reason| reason.text(language)).unwrap_or_default();
    let bound = identity.relation == Relation::Le;
    match (language, relation.outcome) {
        (Language::Chinese, Outcome::NotEvaluated) => format!("{}：{label}：未核对，{reason}", identity.sentence.zh),
        (Language::English, Outcome::NotEvaluated) => {
            format!("{}: {label}: not evaluated, {reason}", identity.sentence.en)
        }
        (Language::Chinese, outcome) => {
            let printed = printed.unwrap_or("空白");
            let should = if bound { "不应大于" } else { "应为" };
            let mut said = format!(
                "{}：{label} 印为 {printed}{unit}，{should} {expected}{unit}（{addends}）",
                identity.sentence.zh
            );
            said += &format!("，相差 {difference}，末位舍入可差 {allowance}");
            if outcome == Outcome::Rounding { said + &format!("：{reason}") } else { said }
        }
        (Language::English, outcome) => {
            let printed = printed.unwrap_or("nothing");
            let should = if bound { "no more than" } else { "where" };
            let mut said = format!(
                "{}: {label} prints {printed} {unit}, {should} {expected} {unit} is expected ({addends})",
                identity.sentence.en
            );
            said += &format!(", off by {difference}; rounding allows {allowance}");
            if outcome == Outcome::Rounding { said + &format!(": {reason}") } else { said }
        }
    }
}

fn text(value: &Option<String>) -> &str {
    value.as_deref().unwrap_or_default()
}

/// The row and what the figure measures.
fn label_of(slot: &Slot, catalogue: &Catalogue, language: Language) -> String {
    let meaning = slot.measure.as_deref().map(|measure| catalogue.dictionary.measure(measure, language));
    let parts = [slot.code.as_deref(), slot.name.as_deref(), meaning.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// `60.00 + 30.00 − 10.00`.
fn working(relation: &Relating<'_>, forms: &Forms<'_>, in_unit: &dyn Fn(Decimal) -> String) -> String {
    let mut said = String::new();
    for (index, &(minus, slot)) in relation.right.iter().take(MOST_ADDENDS).enumerate() {
        let value = in_unit(forms.sum(slot).value);
        said += match (index, minus) {
            (0, false) => "",
            (0, true) => "−",
            (_, false) => " + ",
            (_, true) => " − ",
        };
        said += &value;
    }
    match relation.right.len() {
        0 => "0".to_owned(),
        count if count > MOST_ADDENDS => format!("{said} + … [{count}]"),
        _ => said,
    }
}
