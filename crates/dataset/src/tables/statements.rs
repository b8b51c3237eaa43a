//! `statements`: one row a sentence that states figures.

use super::{Rows, statement_id};
use crate::schema::{DOCUMENT, Field, Table, text};
use crate::source::Input;

pub(crate) const TABLE: Table = Table {
    name: "statements",
    chinese: "正文中陈述数字的句子，每句一行",
    english: "one row for each sentence of the prose that states figures",
    key: Some("statement_id"),
    fields: &FIELDS,
    has_place: true,
    write,
};

const FIELDS: [Field; 4] = [
    text("statement_id", "句子的标识", "id of the sentence"),
    DOCUMENT,
    text("section", "所在标题", "the heading that it stands under"),
    text("text", "句子", "the sentence"),
];

fn write(input: &Input<'_>, rows: &mut Rows<'_>) {
    let Some((document, accounts)) = input.document() else { return };
    let document = document.as_str();
    for (index, statement) in accounts.statements.iter().enumerate() {
        rows.add_at(
            &[
                statement_id(document, index).as_str().into(),
                document.into(),
                (&statement.section).into(),
                (&statement.text).into(),
            ],
            statement.page,
            Some(&statement.bbox),
        );
    }
}
