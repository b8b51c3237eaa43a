//! `tables`: one row a table, re-joined over its pages.

use juesuan_model::json_name;

use super::{Rows, table_id};
use crate::schema::{DOCUMENT, Field, Table, integer, text};
use crate::source::Input;

pub(crate) const TABLE: Table = Table {
    name: "tables",
    chinese: "每张表一行，跨页的已接成一张",
    english: "one row for each table, re-joined over its pages",
    key: Some("table_id"),
    fields: &FIELDS,
    has_place: false,
    write,
};

const FIELDS: [Field; 12] = [
    text("table_id", "表的标识", "id of the table"),
    DOCUMENT,
    integer("table", "在文件中的序号，从 0 数起", "its number in the document, from 0"),
    text("kind", "决算表种类；其他表为 other", "the form; other for any other table"),
    text("title", "标题", "title"),
    text("form_number", "表号；未印为空", "form number; empty where none is printed"),
    text("unit", "金额单位；未知为空", "unit of its figures; empty where unknown"),
    text(
        "confidence",
        "归类的把握：certain、likely；other 为空",
        "how sure the form is: certain or likely; empty for other",
    ),
    integer("first_page", "首页", "first page"),
    integer("last_page", "末页", "last page"),
    integer("rows", "行数，不含表头", "rows, without the head"),
    integer("columns", "列数", "columns"),
];

fn write(input: &Input<'_>, rows: &mut Rows<'_>) {
    let Some((document, accounts)) = input.document() else { return };
    let document = document.as_str();
    for (index, table) in accounts.tables.iter().enumerate() {
        let confidence = table.evidence.as_ref().map(|evidence| json_name(evidence.confidence));
        rows.add(&[
            table_id(document, index).as_str().into(),
            document.into(),
            index.into(),
            (&table.kind).into(),
            (&table.title).into(),
            table.form_number.as_ref().into(),
            table.unit.as_ref().into(),
            confidence.as_ref().into(),
            table.pages.first().copied().into(),
            table.pages.last().copied().into(),
            table.rows.len().into(),
            table.columns.len().into(),
        ]);
    }
}
