//! `diagnostics`: one row a thing that was noticed while reading.

use juesuan_model::Severity;

use super::{edges, name};
use crate::schema::{DOCUMENT, Field, PAGE, Table, X0, X1, Y0, Y1, integer, text};
use crate::source::Input;
use crate::value::Value;

pub(crate) const TABLE: Table = Table {
    name: "diagnostics",
    chinese: "读取时发现的每件事一行",
    english: "one row for each thing noticed while reading",
    key: None,
    fields: &FIELDS,
    rows,
};

const FIELDS: [Field; 10] = [
    DOCUMENT,
    integer("diagnostic", "序号，从 0 数起", "its number, from 0"),
    text("code", "代码", "the code"),
    text("severity", "problem 影响结果、note 不影响", "problem where the result suffers, note where not"),
    text("message", "说明", "in words"),
    PAGE,
    X0,
    Y0,
    X1,
    Y1,
];

fn rows(input: &Input<'_>, give: &mut dyn FnMut(&[Value<'_>])) {
    let Some((document, accounts)) = input.document() else { return };
    for (index, noticed) in accounts.diagnostics.iter().enumerate() {
        let severity = if noticed.code.severity() == Severity::Problem { "problem" } else { "note" };
        let [x0, y0, x1, y1] = noticed.bbox.as_ref().map_or([Value::Absent; 4], edges);
        give(&[
            document.into(),
            index.into(),
            name(noticed.code).as_str().into(),
            severity.into(),
            (&noticed.message).into(),
            noticed.page.into(),
            x0,
            y0,
            x1,
            y1,
        ]);
    }
}
