//! `checks`: one row a relation, and whether it holds.

use juesuan_model::json_name;

use super::{Rows, check_id};
use crate::schema::{DOCUMENT, Field, Table, decimal, text};
use crate::source::Input;
use crate::value::Value;

pub(crate) const TABLE: Table = Table {
    name: "checks",
    chinese: "每项核对一行；规则的含义见核对规则页",
    english: "one row for each check; what the rules mean is in the page of checks",
    key: Some("check_id"),
    fields: &FIELDS,
    has_place: false,
    write,
};

const FIELDS: [Field; 13] = [
    text("check_id", "核对的标识", "id of the check"),
    DOCUMENT,
    text("rule", "规则，以不符时的错误命名", "the rule, by what is wrong where it fails"),
    text(
        "outcome",
        "pass 相符、rounding 四舍五入、fail 不符、not_applicable 不适用、not_evaluated 无法判断",
        "pass, rounding, fail, not_applicable or not_evaluated",
    ),
    text(
        "severity",
        "不符时的轻重：error、warning、info",
        "how much it matters where it fails: error, warning or info",
    ),
    text("identity", "核对的关系", "the relation"),
    text("message", "说明；相符和不适用为空", "in words; empty where it passes or does not apply"),
    text(
        "printed",
        "印出的数字或文字；没有比较为空",
        "the figure or words as printed; empty where nothing was compared",
    ),
    text("expected", "应为；相符为空", "what would agree; empty where it does"),
    decimal(
        "difference",
        "印出的减应为的；相符或不是数字为空",
        "printed less expected; empty where nothing is off or they are no figures",
    ),
    decimal("allowance", "照印出的小数位允许的差", "how far the printed digits let it be off"),
    text("unit", "数字的单位", "unit of the figures"),
    text("reason", "相差或无法判断的原因", "how it is off, or why it was not evaluated"),
];

fn write(input: &Input<'_>, rows: &mut Rows<'_>) {
    let Some((document, accounts)) = input.document() else { return };
    let document = document.as_str();
    for (index, check) in accounts.checks.iter().enumerate() {
        rows.add(&[
            check_id(document, index).as_str().into(),
            document.into(),
            (&check.rule).into(),
            json_name(check.outcome).as_str().into(),
            json_name(check.severity).as_str().into(),
            (&check.identity).into(),
            Some(&check.message).filter(|message| !message.is_empty()).into(),
            check.printed.as_ref().into(),
            check.expected.as_ref().into(),
            check.difference.as_deref().map_or(Value::Absent, Value::Decimal),
            check.allowance.as_deref().map_or(Value::Absent, Value::Decimal),
            check.unit.as_ref().into(),
            check.reason.map(json_name).as_ref().into(),
        ]);
    }
}
