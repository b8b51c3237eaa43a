//! `suspects`: one row a cell that may be the wrong one where a check fails.

use juesuan_model::json_name;

use super::{Rows, cell_id, check_id};
use crate::schema::{DOCUMENT, Field, Table, TableId, decimal, integer, refers, text};
use crate::source::Input;
use crate::value::Value;

pub(crate) const TABLE: Table = Table {
    name: "suspects",
    chinese: "核对不符时可能出错的单元格，每个一行，可能性大的在前",
    english: "one row for each cell that may be wrong where a check fails, the likeliest first",
    key: None,
    fields: &FIELDS,
    has_place: true,
    write,
};

const FIELDS: [Field; 8] = [
    refers("check_id", TableId::Checks, "不符的核对", "the failed check"),
    DOCUMENT,
    integer("suspect", "序号，从 0 数起", "its number, from 0"),
    refers("cell_id", TableId::Cells, "单元格", "the cell"),
    text("printed", "印出的数字；空白为空", "the figure as printed; empty for a blank"),
    decimal("needed", "使所有关系相符所需的数", "the figure that would satisfy every relation"),
    integer("set", "相同的须一同改", "those with the same number change together"),
    text("cause", "可能的缘由", "what may have happened"),
];

fn write(input: &Input<'_>, rows: &mut Rows<'_>) {
    let Some((document, accounts)) = input.document() else { return };
    let document = document.as_str();
    for (index, check) in accounts.checks.iter().enumerate() {
        for (at, suspect) in check.suspects.iter().enumerate() {
            rows.add_at(
                &[
                    check_id(document, index).as_str().into(),
                    document.into(),
                    at.into(),
                    cell_id(document, suspect.cell).as_str().into(),
                    (&suspect.printed).into(),
                    Value::Decimal(&suspect.needed),
                    suspect.set.into(),
                    json_name(suspect.cause).as_str().into(),
                ],
                suspect.page,
                Some(&suspect.bbox),
            );
        }
    }
}
