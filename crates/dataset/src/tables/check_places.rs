//! `check_places`: one row a place that a check speaks of.

use super::{Rows, cell_id, check_id};
use crate::schema::{DOCUMENT, Field, Table, TableId, integer, refers};
use crate::source::Input;

pub(crate) const TABLE: Table = Table {
    name: "check_places",
    chinese: "核对涉及的每个位置一行；相符的核对只有一个位置",
    english: "one row for each place that a check speaks of; of a check that passes, only the first",
    key: None,
    fields: &FIELDS,
    has_place: true,
    write,
};

const FIELDS: [Field; 4] = [
    refers("check_id", TableId::Checks, "核对", "the check"),
    DOCUMENT,
    integer("place", "序号，从 0 数起；0 是被核对的那个", "its number, from 0; 0 is what is checked"),
    refers("cell_id", TableId::Cells, "单元格；正文为空", "the cell; empty for prose"),
];

fn write(input: &Input<'_>, rows: &mut Rows<'_>) {
    let Some((document, accounts)) = input.document() else { return };
    let document = document.as_str();
    for (index, check) in accounts.checks.iter().enumerate() {
        for (at, place) in check.places.iter().enumerate() {
            rows.add_at(
                &[
                    check_id(document, index).as_str().into(),
                    document.into(),
                    at.into(),
                    place.cell.map(|cell| cell_id(document, cell)).as_ref().into(),
                ],
                place.page,
                Some(&place.bbox),
            );
        }
    }
}
