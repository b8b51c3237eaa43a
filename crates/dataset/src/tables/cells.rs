//! `cells`: one row a cell.

use juesuan_model::CellAt;

use super::{Rows, cell_id, table_id};
use crate::schema::{DOCUMENT, Field, Table, TableId, decimal, integer, refers, text};
use crate::source::Input;
use crate::value::Value;

pub(crate) const TABLE: Table = Table {
    name: "cells",
    chinese: "每个单元格一行，含所有表，不含表头；表头见 head",
    english: "one row for each cell of every table; its heads are in head",
    key: Some("cell_id"),
    fields: &FIELDS,
    has_place: true,
    write,
};

const FIELDS: [Field; 10] = [
    text("cell_id", "单元格的标识", "id of the cell"),
    DOCUMENT,
    refers("table_id", TableId::Tables, "所在的表", "the table"),
    integer("row", "行号，从 0 数起，不含表头", "row, from 0, without the head"),
    integer("column", "列号，从 0 数起", "column, from 0"),
    text("head", "列的表头，自上而下以 / 相连", "heads of its column from the top, joined by /"),
    text(
        "measure",
        "列的标准名称；目录不认识的为空",
        "canonical name of its column; empty where the catalogue does not know",
    ),
    text(
        "text",
        "文字，数字照印；跨列单元格的文字在第一列",
        "text, figures as printed; of a cell over several columns, in the first",
    ),
    decimal("amount", "金额，精确；没有数字为空", "the exact amount; empty where it states none"),
    integer("colspan", "所跨列数；只占一列为空", "columns that it covers; empty for one"),
];

fn write(input: &Input<'_>, rows: &mut Rows<'_>) {
    let Some((document, accounts)) = input.document() else { return };
    let document = document.as_str();
    for (index, table) in accounts.tables.iter().enumerate() {
        let table_id = table_id(document, index);
        let heads: Vec<String> = table.columns.iter().map(|column| column.path.join("/")).collect();
        for (row, cells) in table.rows.iter().enumerate() {
            for (column, cell) in cells.cells.iter().enumerate() {
                rows.add_at(
                    &[
                        cell_id(document, CellAt { table: index, row, column }).as_str().into(),
                        document.into(),
                        (&table_id).into(),
                        row.into(),
                        column.into(),
                        heads.get(column).into(),
                        table.columns.get(column).and_then(|column| column.measure.as_ref()).into(),
                        (&cell.text).into(),
                        cell.amount.as_deref().map_or(Value::Absent, Value::Decimal),
                        cell.colspan.into(),
                    ],
                    cell.page,
                    Some(&cell.bbox),
                );
            }
        }
    }
}
