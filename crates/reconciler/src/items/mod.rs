//! Tables of known forms → line items: one entry for each figure, under the canonical names of the catalogue.
//!
//! Figures come from the cells that [`normalize`](crate::normalize) read as amounts and from nowhere else: what is absent
//! or unreadable there has no line item.

mod certain;
mod columns;
mod heads;
mod labels;
mod slot;

use std::collections::BTreeSet;
use std::rc::Rc;

use juesuan_model::{Cell, CellAt, Code, Column, Diagnostic, Diagnostics, DocumentKind, LineItem, Table};
use rust_decimal::Decimal;

use crate::catalogue::{Catalogue, FormLayout, Layout, bare_name, has_term, line_name};
use crate::figure::{Figure, own_unit, read_figure, yuan_in};
use crate::spelling::canonical;
use columns::{Amounts, Side, read_sides};
use heads::Measured;
use labels::{Label, Labels};
pub(crate) use slot::Slot;

/// How many unknown codes or columns a diagnostic names.
const MOST_NAMED: usize = 12;

/// The line items of the tables of `document`, and every place where one could stand. Names the measures of their
/// columns.
pub(crate) fn read_line_items(
    tables: &mut [Table],
    document: DocumentKind,
    catalogue: &'static Catalogue,
    diagnostics: &mut Diagnostics,
) -> (Vec<LineItem>, Vec<Slot>) {
    let (mut items, mut slots) = (Vec::new(), Vec::new());
    let Some(layout) = catalogue.layout(document) else { return (items, slots) };
    for (index, table) in tables.iter_mut().enumerate() {
        let Some(form) = layout.form(&table.kind) else { continue };
        let Some(sides) = read_sides(table, form, layout, catalogue) else {
            let page = table.pages.first().copied().unwrap_or(1);
            diagnostics.push(Diagnostic::of_page(Code::ColumnsUncertain, page, table.title.clone()));
            continue;
        };
        let mut of_table = read_slots(index, table, &sides, form, layout, catalogue);
        of_table.sort_by_key(|slot| slot.at);
        let first = items.len();
        for slot in &mut of_table {
            if let Figure::Amount(_) = slot.figure {
                slot.item = Some(items.len());
                items.push(line_item(slot, table));
            }
        }
        report_unknown_columns(table, items.get(first..).unwrap_or_default(), diagnostics);
        slots.extend(of_table);
    }
    report_unknown_codes(&items, catalogue, diagnostics);
    (items, slots)
}

fn read_slots(
    index: usize,
    table: &Table,
    sides: &[Side<'static>],
    form: &'static FormLayout,
    layout: &'static Layout,
    catalogue: &'static Catalogue,
) -> Vec<Slot> {
    let units = Units::of(table, catalogue);
    let mut slots = Vec::new();
    for side in sides {
        let mut labels = Labels::default();
        let one_side_holds_both = side.amounts.iter().any(|amounts| amounts.section.is_some());
        let measures: Vec<Option<Rc<str>>> =
            side.amounts.iter().map(|amounts| amounts.measured.name().map(Rc::from)).collect();
        for (row_index, row) in table.rows.iter().enumerate() {
            let mut label = labels.next(row, side, form, layout, catalogue);
            if one_side_holds_both {
                label.section = None;
            }
            let in_name = units.in_name(label.name.as_deref());
            let mut covered = 0;
            for (amounts, of_column) in side.amounts.iter().zip(&measures) {
                let Some(cell) = row.cells.get(amounts.column) else { continue };
                // What stands over several columns is no figure of one of them.
                if amounts.column < covered {
                    continue;
                }
                let figure = figure_of(cell);
                if let Some(span) = cell.colspan
                    && figure.amount().is_none()
                {
                    covered = amounts.column + span;
                    continue;
                }
                let measure = match form.bases.is_empty() {
                    true => of_column.clone(),
                    false => measure_in_row(amounts, &label, form).map(Rc::from),
                };
                let unit = units.of_cell(cell, &in_name, amounts.column);
                slots.push(Slot {
                    at: CellAt { table: index, row: row_index, column: amounts.column },
                    page: cell.page,
                    bbox: cell.bbox,
                    section: label.section.or(amounts.section),
                    code: label.code.clone(),
                    name: label.name.clone(),
                    line: label.line,
                    measure,
                    figure,
                    yuan: unit.as_deref().and_then(yuan_in),
                    unit,
                    item: None,
                });
            }
        }
    }
    slots
}

/// What a cell of a figure column says; the amount is the one that it was read as.
fn figure_of(cell: &Cell) -> Figure {
    match cell.amount.as_deref().map(Decimal::from_str_exact) {
        Some(Ok(amount)) => Figure::Amount(amount),
        Some(Err(_)) => Figure::Unreadable(cell.text.clone()),
        None if cell.text.is_empty() => Figure::Absent,
        None => match read_figure(&cell.text) {
            // A column of words holds none, whatever its cells look like.
            Figure::Amount(_) => Figure::Unreadable(cell.text.clone()),
            figure => figure,
        },
    }
}

fn line_item(slot: &Slot, table: &Table) -> LineItem {
    let amount = slot.figure.amount().unwrap_or_default();
    LineItem {
        table: slot.at.table,
        row: slot.at.row,
        column: slot.at.column,
        kind: table.kind.clone(),
        section: slot.section.map(str::to_owned),
        level: slot.level(),
        code: slot.code.as_deref().map(str::to_owned),
        name: slot.name.as_deref().map(str::to_owned),
        line: slot.line.map(str::to_owned),
        measure: slot.measure.as_deref().map(str::to_owned),
        amount_yuan: slot.yuan.and_then(|yuan| in_yuan(amount, yuan)),
        amount: amount.to_string(),
        unit: slot.unit.as_deref().map(str::to_owned),
        page: slot.page,
        bbox: slot.bbox,
    }
}

/// The measure of a figure in forms that print the measures as rows: its column's, completed by the row.
fn measure_in_row(amounts: &Amounts<'_>, label: &Label, form: &FormLayout) -> Option<String> {
    let column = &amounts.measured;
    let of_row = label.name.as_deref().and_then(|name| {
        let name = line_name(name);
        let plain = bare_name(&name);
        let entry = form.columns.iter().find(|entry| {
            [name.as_str(), plain].iter().any(|word| has_term(&entry.terms, word) || has_term(&entry.rows, word))
        });
        entry.map(|entry| entry.measure.as_str())
    });
    let measure = match column.measure {
        Some("total") => of_row.or(column.measure),
        Some(measure) => Some(measure),
        None => of_row,
    };
    Measured { basis: column.basis, measure: Some(measure?) }.name()
}

/// The units that a table states: over its columns, and as a whole.
struct Units {
    of_table: Option<Rc<str>>,
    in_heads: Vec<Option<Rc<str>>>,
    catalogue: &'static Catalogue,
}

impl Units {
    fn of(table: &Table, catalogue: &'static Catalogue) -> Self {
        let in_heads = |column: &Column| column.path.iter().rev().find_map(|head| stated_unit(head, catalogue));
        Self {
            of_table: table.unit.as_deref().map(Rc::from),
            in_heads: table.columns.iter().map(in_heads).collect(),
            catalogue,
        }
    }

    /// The unit that the name of a line states.
    fn in_name(&self, name: Option<&str>) -> Option<Rc<str>> {
        name.and_then(|name| stated_unit(name, self.catalogue))
    }

    /// The unit of a figure: behind its digits, else in the name of its line or the heads over it, else the table's.
    fn of_cell(&self, cell: &Cell, in_name: &Option<Rc<str>>, column: usize) -> Option<Rc<str>> {
        let in_heads = || self.in_heads.get(column)?.as_ref();
        let own = own_unit(&cell.text).map(Rc::from);
        own.or_else(|| in_name.as_ref().or_else(in_heads).or(self.of_table.as_ref()).cloned())
    }
}

/// The unit in parentheses at the end of a head or a name.
fn stated_unit(text: &str, catalogue: &Catalogue) -> Option<Rc<str>> {
    let text = canonical(text);
    let stated = catalogue.head_unit.capture(&text).or_else(|| catalogue.count_unit.capture(&text));
    stated.map(Rc::from)
}

/// `amount` in 元, of a unit that is so many `yuan`, with as many decimals.
fn in_yuan(amount: Decimal, yuan: Decimal) -> Option<String> {
    let mut product = amount.checked_mul(yuan)?;
    // A product with zero loses the decimals.
    product.rescale(amount.scale());
    Some(product.to_string())
}

fn report_unknown_columns(table: &Table, items: &[LineItem], diagnostics: &mut Diagnostics) {
    let unknown: BTreeSet<usize> = items.iter().filter(|item| item.measure.is_none()).map(|item| item.column).collect();
    if unknown.is_empty() {
        return;
    }
    let paths = unknown.iter().filter_map(|&column| table.columns.get(column)).map(|column| column.path.join("/"));
    let detail = format!("{}: {}", table.title, name_some(paths));
    diagnostics.push(Diagnostic::of_page(Code::UnknownColumn, table.pages.first().copied().unwrap_or(1), detail));
}

/// One note for the document: rare codes are missing from the catalogue, so an unknown code is not a wrong one.
fn report_unknown_codes(items: &[LineItem], catalogue: &Catalogue, diagnostics: &mut Diagnostics) {
    let known = |code: &str| catalogue.functional.contains(code) || catalogue.economic.contains(code);
    let codes: BTreeSet<&str> =
        items.iter().filter_map(|item| item.code.as_deref()).filter(|code| !known(code)).collect();
    if codes.is_empty() {
        return;
    }
    diagnostics.push(Diagnostic::of_file(Code::UnknownCodes, name_some(codes.into_iter().map(str::to_owned))));
}

/// The first few of `names`, and a mark where there are more.
fn name_some(names: impl Iterator<Item = String>) -> String {
    let mut named: Vec<String> = names.take(MOST_NAMED + 1).collect();
    if let Some(last) = named.get_mut(MOST_NAMED) {
        "…".clone_into(last);
    }
    named.join(", ")
}

#[cfg(test)]
mod tests;
