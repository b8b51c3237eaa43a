//! `suspects`: one row a cell that may be the wrong one where a check fails.

use super::{cell_id, check_id, edges, name};
use crate::schema::{DOCUMENT, Field, PAGE, Table, TableId, X0, X1, Y0, Y1, decimal, integer, refers, text};
use crate::source::Input;
use crate::value::Value;

pub(crate) const TABLE: Table = Table {
    name: "suspects",
    chinese: "核对不符时可能出错的单元格，每个一行，可能性大的在前",
    english: "one row for each cell that may be wrong where a check fails, the likeliest first",
    key: None,
    fields: &FIELDS,
    rows,
};

const FIELDS: [Field; 13] = [
    refers("check_id", TableId::Checks, "不符的核对", "the failed check"),
    DOCUMENT,
    integer("suspect", "序号，从 0 数起", "its number, from 0"),
    refers("cell_id", TableId::Cells, "单元格", "the cell"),
    text("printed", "印出的数字；空白为空", "the figure as printed; empty for a blank"),
    decimal("needed", "使所有关系相符所需的数", "the figure that would satisfy every relation"),
    integer("set", "相同的须一同改", "those with the same number change together"),
    text("cause", "可能的缘由", "what may have happened"),
    PAGE,
    X0,
    Y0,
    X1,
    Y1,
];

fn rows(input: &Input<'_>, give: &mut dyn FnMut(&[Value<'_>])) {
    let Some((document, accounts)) = input.document() else { return };
    for (index, check) in accounts.checks.iter().enumerate() {
        for (at, suspect) in check.suspects.iter().enumerate() {
            let [x0, y0, x1, y1] = edges(&suspect.bbox);
            give(&[
                check_id(document, index).as_str().into(),
                document.into(),
                at.into(),
                cell_id(document, suspect.cell).as_str().into(),
                (&suspect.printed).into(),
                Value::Decimal(&suspect.needed),
                suspect.set.into(),
                name(suspect.cause).as_str().into(),
                suspect.page.into(),
                x0,
                y0,
                x1,
                y1,
            ]);
        }
    }
}
