//! `facts`: one row a figure that a sentence states.

use juesuan_model::json_name;

use super::{Rows, line_item_id, statement_id};
use crate::schema::{DOCUMENT, Field, Table, TableId, decimal, refers, text};
use crate::source::Input;
use crate::value::Value;

pub(crate) const TABLE: Table = Table {
    name: "facts",
    chinese: "句子陈述的每个数字一行",
    english: "one row for each figure that a sentence states",
    key: Some("fact_id"),
    fields: &FIELDS,
    has_place: false,
    write,
};

const FIELDS: [Field; 10] = [
    text("fact_id", "事实的标识", "id of the fact"),
    DOCUMENT,
    refers("statement_id", TableId::Statements, "所在的句子", "the sentence"),
    text("subject", "说的是什么，照文件的用语", "what it is said of, in the document's words"),
    text("measure", "数字的种类", "what kind of figure it is"),
    decimal("value", "数字，精确；减少为负", "the exact figure; a decrease is negative"),
    text("unit", "单位", "its unit"),
    text(
        "basis",
        "与何相比，或何时的数；当年的数为空",
        "what it is compared with, or whose it is; empty for a figure of the year",
    ),
    text("whole", "占比是占什么；未说为空", "what a share is a part of; empty where the sentence does not say"),
    refers(
        "line_item_id",
        TableId::LineItems,
        "它复述的数据项；没有相符的为空",
        "the line item that it restates; empty where none agrees",
    ),
];

fn write(input: &Input<'_>, rows: &mut Rows<'_>) {
    let Some((document, accounts)) = input.document() else { return };
    let document = document.as_str();
    for (index, statement) in accounts.statements.iter().enumerate() {
        let statement_id = statement_id(document, index);
        for (at, fact) in statement.facts.iter().enumerate() {
            let line_item = fact.line_item.map(|index| line_item_id(document, index));
            rows.add(&[
                format!("{statement_id}-f{at}").as_str().into(),
                document.into(),
                (&statement_id).into(),
                (&fact.subject).into(),
                json_name(fact.measure).as_str().into(),
                Value::Decimal(&fact.value),
                (&fact.unit).into(),
                fact.basis.map(json_name).as_ref().into(),
                fact.whole.as_ref().into(),
                line_item.as_ref().into(),
            ]);
        }
    }
}
