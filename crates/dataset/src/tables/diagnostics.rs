//! `diagnostics`: one row a thing that was noticed while reading.

use juesuan_model::{Severity, json_name};

use super::Rows;
use crate::schema::{DOCUMENT, Field, Table, integer, text};
use crate::source::Input;

pub(crate) const TABLE: Table = Table {
    name: "diagnostics",
    chinese: "读取时发现的每件事一行",
    english: "one row for each thing noticed while reading",
    key: None,
    fields: &FIELDS,
    has_place: true,
    write,
};

const FIELDS: [Field; 5] = [
    DOCUMENT,
    integer("diagnostic", "序号，从 0 数起", "its number, from 0"),
    text("code", "代码", "the code"),
    text("severity", "problem 影响结果、note 不影响", "problem where the result suffers, note where not"),
    text("message", "说明", "in words"),
];

fn write(input: &Input<'_>, rows: &mut Rows<'_>) {
    let Some((document, accounts)) = input.document() else { return };
    let document = document.as_str();
    for (index, noticed) in accounts.diagnostics.iter().enumerate() {
        let severity = if noticed.code.severity() == Severity::Problem { "problem" } else { "note" };
        rows.add_at(
            &[
                document.into(),
                index.into(),
                json_name(noticed.code).as_str().into(),
                severity.into(),
                (&noticed.message).into(),
            ],
            noticed.page,
            noticed.bbox.as_ref(),
        );
    }
}
