//! The tables, one file each: what its fields mean, and how its rows are made.

pub(crate) mod cells;
pub(crate) mod check_places;
pub(crate) mod checks;
pub(crate) mod diagnostics;
pub(crate) mod documents;
pub(crate) mod facts;
pub(crate) mod line_items;
pub(crate) mod statements;
pub(crate) mod suspects;
#[expect(clippy::module_inception, reason = "the dataset's table of tables has this name")]
pub(crate) mod tables;

use juesuan_model::{BBox, CellAt};

use crate::schema::Table;
use crate::source::Input;
use crate::value::Value;

/// The tables, each before those that refer to it.
pub const TABLES: [&Table; 10] = [
    &documents::TABLE,
    &tables::TABLE,
    &cells::TABLE,
    &line_items::TABLE,
    &statements::TABLE,
    &facts::TABLE,
    &checks::TABLE,
    &check_places::TABLE,
    &suspects::TABLE,
    &diagnostics::TABLE,
];

/// Gives the rows that an input has in a table, one value for each of the table's fields.
pub fn rows(table: &Table, input: &Input<'_>, give: &mut dyn FnMut(&[Value<'_>])) {
    (table.write)(input, &mut Rows { give });
}

/// Where the rows of a table go.
pub(crate) struct Rows<'r> {
    give: &'r mut dyn FnMut(&[Value<'_>]),
}

impl Rows<'_> {
    /// A row.
    fn add(&mut self, values: &[Value<'_>]) {
        (self.give)(values);
    }

    /// A row with its place, which stands last.
    fn add_at<'v>(&mut self, values: &[Value<'v>], page: impl Into<Value<'v>>, bbox: Option<&BBox>) {
        let edges = bbox.map_or([Value::Absent; 4], |bbox| bbox.tenths().map(Value::Number));
        (self.give)(&[values, &[page.into()], &edges].concat());
    }
}

fn table_id(document: &str, table: usize) -> String {
    format!("{document}-t{table}")
}

fn cell_id(document: &str, cell: CellAt) -> String {
    format!("{document}-t{}-r{}c{}", cell.table, cell.row, cell.column)
}

fn line_item_id(document: &str, index: usize) -> String {
    format!("{document}-i{index}")
}

fn statement_id(document: &str, index: usize) -> String {
    format!("{document}-s{index}")
}

fn check_id(document: &str, index: usize) -> String {
    format!("{document}-k{index}")
}
