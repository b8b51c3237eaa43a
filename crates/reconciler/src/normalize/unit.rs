//! The unit of a table's figures, where its caption prints none.
//!
//! It may stand in the heads (`决算数（万元）`), in the labels of a form without heads, or in a note. Otherwise it follows
//! from the other forms of the document only on two pieces of evidence: at least two of them print a unit and all that
//! do print the same, and the table repeats a figure of theirs that is too long to be repeated by chance.

use std::collections::BTreeSet;

use juesuan_model::{Cell, Code, Diagnostic, Diagnostics, Table};

use super::OTHER;
use crate::catalogue::Catalogue;
use crate::spelling::canonical;

/// How many forms must print the unit.
const WITNESSES: usize = 2;
/// Digits of a figure that two forms do not share by chance.
const TELLING_DIGITS: usize = 5;

/// Finds the units that no caption prints, and reports the forms whose unit stays unknown.
pub(crate) fn find_units(tables: &mut [Table], catalogue: &Catalogue, diagnostics: &mut Diagnostics) {
    for table in tables.iter_mut().filter(|table| table.unit.is_none()) {
        table.unit = printed_inside(table, catalogue);
    }
    let witnesses: Vec<&Table> = tables.iter().filter(|table| table.kind != OTHER && table.unit.is_some()).collect();
    let units: BTreeSet<&String> = witnesses.iter().filter_map(|table| table.unit.as_ref()).collect();
    let unit = match (units.first(), units.len()) {
        (Some(unit), 1) if witnesses.len() >= WITNESSES => Some((*unit).clone()),
        _ => None,
    };
    let known: BTreeSet<String> =
        witnesses.iter().flat_map(|table| telling_amounts(table)).map(str::to_owned).collect();
    let count = witnesses.len();
    for table in tables.iter_mut().filter(|table| table.kind != OTHER && table.unit.is_none()) {
        if table.rows.iter().flat_map(|row| &row.cells).all(|cell| cell.amount.is_none()) {
            continue;
        }
        let page = table.pages.first().copied().unwrap_or_default();
        let shared = telling_amounts(table).find(|&amount| known.contains(amount)).map(str::to_owned);
        match (&unit, shared) {
            (Some(unit), Some(amount)) => {
                let detail = format!("{}: {unit} (×{count}; {amount})", table.title);
                diagnostics.push(Diagnostic::of_page(Code::UnitInferred, page, detail));
                table.unit = Some(unit.clone());
            }
            _ => diagnostics.push(Diagnostic::of_page(Code::UnitNotFound, page, table.title.clone())),
        }
    }
}

/// The unit that heads or notes of the table print; `None` where they print several.
fn printed_inside(table: &Table, catalogue: &Catalogue) -> Option<String> {
    let heads = || table.columns.iter().flat_map(|column| &column.path);
    // Where a form has labels instead of heads, these print it: 项目资金（万元）.
    let has_heads = heads().next().is_some();
    let labels = table.rows.iter().flat_map(|row| &row.cells).map(|cell| &cell.text).filter(|_| !has_heads);
    let in_heads: BTreeSet<String> = heads()
        .chain(labels)
        .filter_map(|head| catalogue.head_unit.capture(&canonical(head)).map(str::to_owned))
        .collect();
    let notes = table.notes.iter().map(|note| canonical(note));
    let in_notes = notes.filter_map(|note| catalogue.unit.capture(&note).map(str::to_owned));
    let units: BTreeSet<String> = if in_heads.is_empty() { in_notes.collect() } else { in_heads };
    if units.len() == 1 { units.into_iter().next() } else { None }
}

/// The amounts of a table that have enough digits to be told from others.
fn telling_amounts(table: &Table) -> impl Iterator<Item = &str> {
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    cells.filter_map(|cell: &Cell| cell.amount.as_deref()).filter(|amount| {
        amount.trim_start_matches(['-', '0', '.']).bytes().filter(u8::is_ascii_digit).count() >= TELLING_DIGITS
    })
}
