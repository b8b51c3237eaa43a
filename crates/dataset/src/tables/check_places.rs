//! `check_places`: one row a place that a check speaks of.

use super::{cell_id, check_id, edges};
use crate::schema::{DOCUMENT, Field, PAGE, Table, TableId, X0, X1, Y0, Y1, integer, refers};
use crate::source::Input;
use crate::value::Value;

pub(crate) const TABLE: Table = Table {
    name: "check_places",
    chinese: "核对涉及的每个位置一行；相符的核对只有一个位置",
    english: "one row for each place that a check speaks of; of a check that passes, only the first",
    key: None,
    fields: &FIELDS,
    rows,
};

const FIELDS: [Field; 9] = [
    refers("check_id", TableId::Checks, "核对", "the check"),
    DOCUMENT,
    integer("place", "序号，从 0 数起；0 是被核对的那个", "its number, from 0; 0 is what is checked"),
    refers("cell_id", TableId::Cells, "单元格；正文为空", "the cell; empty for prose"),
    PAGE,
    X0,
    Y0,
    X1,
    Y1,
];

fn rows(input: &Input<'_>, give: &mut dyn FnMut(&[Value<'_>])) {
    let Some((document, accounts)) = input.document() else { return };
    for (index, check) in accounts.checks.iter().enumerate() {
        for (at, place) in check.places.iter().enumerate() {
            let [x0, y0, x1, y1] = edges(&place.bbox);
            give(&[
                check_id(document, index).as_str().into(),
                document.into(),
                at.into(),
                place.cell.map(|cell| cell_id(document, cell)).as_ref().into(),
                place.page.into(),
                x0,
                y0,
                x1,
                y1,
            ]);
        }
    }
}
