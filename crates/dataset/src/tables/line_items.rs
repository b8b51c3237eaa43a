//! `line_items`: one row a figure of a known form.

use juesuan_model::CellAt;

use super::{Rows, cell_id, line_item_id, table_id};
use crate::schema::{DOCUMENT, Field, Table, TableId, decimal, integer, refers, text};
use crate::source::Input;
use crate::value::Value;

pub(crate) const TABLE: Table = Table {
    name: "line_items",
    chinese: "决算表中的每个数字一行，带标准名称；空白处没有行，印出的 0 有",
    english: "one row for each figure of a known form, with canonical names; none for blanks, one for a printed zero",
    key: Some("line_item_id"),
    fields: &FIELDS,
    has_place: true,
    write,
};

const FIELDS: [Field; 16] = [
    text("line_item_id", "数据项的标识", "id of the line item"),
    DOCUMENT,
    refers("table_id", TableId::Tables, "所在的表", "the table"),
    refers("cell_id", TableId::Cells, "所在的单元格", "the cell"),
    integer("fiscal_year", "年度，同 documents", "fiscal year, as in documents"),
    text("entity_name", "部门或单位名称，同 documents", "name of the department or unit, as in documents"),
    text("kind", "决算表种类", "the form"),
    text("section", "收入方、支出方等；只有一方的表为空", "side or block of the form; empty in forms with one side"),
    text("code", "科目编码；合计等没有编码的为空", "classification code; empty for totals and lines without one"),
    text("name", "科目或项目名称；未印为空", "printed name of the line; empty where none is printed"),
    integer("level", "1 类、2 款、3 项；没有编码为空", "1, 2, 3 for 类, 款, 项; empty without a code"),
    text(
        "line",
        "行的标准名称；目录不认识的为空",
        "canonical name of the line; empty where the catalogue does not know",
    ),
    text("measure", "金额列的标准名称；目录不认识的为空", "canonical name of what it measures; empty where unknown"),
    decimal("amount", "数字，精确，照印的小数位", "the exact amount, with the printed decimals"),
    text("unit", "单位；未知为空", "its unit; empty where unknown"),
    decimal("amount_yuan", "折成元；单位未知或不是金额为空", "in 元; empty where the unit is unknown or none of money"),
];

fn write(input: &Input<'_>, rows: &mut Rows<'_>) {
    let Some((document, accounts)) = input.document() else { return };
    let document = document.as_str();
    let fiscal_year = accounts.document.fiscal_year.map(u32::from);
    let entity = accounts.document.entity.as_ref().map(|entity| &entity.name);
    for (index, item) in accounts.line_items.iter().enumerate() {
        let cell = CellAt { table: item.table, row: item.row, column: item.column };
        rows.add_at(
            &[
                line_item_id(document, index).as_str().into(),
                document.into(),
                table_id(document, item.table).as_str().into(),
                cell_id(document, cell).as_str().into(),
                fiscal_year.into(),
                entity.into(),
                (&item.kind).into(),
                item.section.as_ref().into(),
                item.code.as_ref().into(),
                item.name.as_ref().into(),
                item.level.map(u32::from).into(),
                item.line.as_ref().into(),
                item.measure.as_ref().into(),
                Value::Decimal(&item.amount),
                item.unit.as_ref().into(),
                item.amount_yuan.as_deref().map_or(Value::Absent, Value::Decimal),
            ],
            item.page,
            Some(&item.bbox),
        );
    }
}
