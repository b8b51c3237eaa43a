//! `statements`: one row a sentence that states figures.

use super::{edges, statement_id};
use crate::schema::{DOCUMENT, Field, PAGE, Table, X0, X1, Y0, Y1, text};
use crate::source::Input;
use crate::value::Value;

pub(crate) const TABLE: Table = Table {
    name: "statements",
    chinese: "正文中陈述数字的句子，每句一行",
    english: "one row for each sentence of the prose that states figures",
    key: Some("statement_id"),
    fields: &FIELDS,
    rows,
};

const FIELDS: [Field; 9] = [
    text("statement_id", "句子的标识", "id of the sentence"),
    DOCUMENT,
    text("section", "所在标题", "the heading that it stands under"),
    text("text", "句子", "the sentence"),
    PAGE,
    X0,
    Y0,
    X1,
    Y1,
];

fn rows(input: &Input<'_>, give: &mut dyn FnMut(&[Value<'_>])) {
    let Some((document, accounts)) = input.document() else { return };
    for (index, statement) in accounts.statements.iter().enumerate() {
        let [x0, y0, x1, y1] = edges(&statement.bbox);
        give(&[
            statement_id(document, index).as_str().into(),
            document.into(),
            (&statement.section).into(),
            (&statement.text).into(),
            statement.page.into(),
            x0,
            y0,
            x1,
            y1,
        ]);
    }
}
