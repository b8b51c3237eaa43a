//! Tables of known forms → line items: one entry for each figure, under the canonical names of the catalogue.
//!
//! Figures come from the cells that [`normalize`](crate::normalize) read as amounts and from nowhere else: what is absent
//! or unreadable there has no line item.

mod certain;
mod columns;
mod heads;
mod labels;

use std::collections::BTreeSet;

use juesuan_model::{Cell, Code, Diagnostic, Diagnostics, DocumentKind, LineItem, Table};
use rust_decimal::Decimal;

use crate::catalogue::{Catalogue, FormLayout, Layout, bare_name, code_level, has_term, line_name};
use crate::figure::{own_unit, yuan_in};
use crate::spelling::canonical;
use columns::{Amounts, Side, read_sides};
use heads::Measured;
use labels::{Label, Labels};

/// How many unknown codes or columns a diagnostic names.
const MOST_NAMED: usize = 12;

/// The line items of the tables of `document`. Names the measures of their columns.
pub(crate) fn read_line_items(
    tables: &mut [Table],
    document: DocumentKind,
    catalogue: &Catalogue,
    diagnostics: &mut Diagnostics,
) -> Vec<LineItem> {
    let mut items = Vec::new();
    let Some(layout) = catalogue.layout(document) else { return items };
    for (index, table) in tables.iter_mut().enumerate() {
        let Some(form) = layout.form(&table.kind) else { continue };
        let Some(sides) = read_sides(table, form, layout, catalogue) else {
            let page = table.pages.first().copied().unwrap_or(1);
            diagnostics.push(Diagnostic::of_page(Code::ColumnsUncertain, page, table.title.clone()));
            continue;
        };
        let first = items.len();
        read_table(index, table, &sides, form, layout, catalogue, &mut items);
        items.get_mut(first..).unwrap_or_default().sort_by_key(|item| (item.row, item.column));
        report_unknown_columns(table, items.get(first..).unwrap_or_default(), diagnostics);
    }
    report_unknown_codes(&items, catalogue, diagnostics);
    items
}

fn read_table(
    index: usize,
    table: &Table,
    sides: &[Side<'_>],
    form: &FormLayout,
    layout: &Layout,
    catalogue: &Catalogue,
    items: &mut Vec<LineItem>,
) {
    for side in sides {
        let mut labels = Labels::default();
        let one_side_holds_both = side.amounts.iter().any(|amounts| amounts.section.is_some());
        for (row_index, row) in table.rows.iter().enumerate() {
            let mut label = labels.next(row, side, form, layout, catalogue);
            if one_side_holds_both {
                label.section = None;
            }
            for amounts in &side.amounts {
                let Some(cell) = row.cells.get(amounts.column) else { continue };
                let Some(amount) = &cell.amount else { continue };
                let unit = unit_of(cell, &label, table, amounts.column, catalogue);
                items.push(LineItem {
                    table: index,
                    row: row_index,
                    column: amounts.column,
                    kind: table.kind.clone(),
                    section: label.section.or(amounts.section).map(str::to_owned),
                    level: label.code.as_deref().and_then(code_level),
                    code: label.code.clone(),
                    name: label.name.clone(),
                    line: label.line.clone(),
                    measure: measure_in_row(amounts, &label, form),
                    amount_yuan: unit.as_deref().and_then(|unit| in_yuan(amount, unit)),
                    amount: amount.clone(),
                    unit,
                    page: cell.page,
                    bbox: cell.bbox,
                });
            }
        }
    }
}

/// The measure of a figure: its column's, completed by the row in forms that print the measures as rows.
fn measure_in_row(amounts: &Amounts<'_>, label: &Label<'_>, form: &FormLayout) -> Option<String> {
    let column = &amounts.measured;
    if form.bases.is_empty() {
        return column.name();
    }
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

/// The unit of a figure: behind its digits, else in the name of its line or the heads over it, else the table's.
fn unit_of(cell: &Cell, label: &Label<'_>, table: &Table, column: usize, catalogue: &Catalogue) -> Option<String> {
    if let Some(unit) = own_unit(&cell.text) {
        return Some(unit.to_owned());
    }
    let heads = table.columns.get(column).map_or(&[][..], |column| column.path.as_slice());
    let words: Vec<String> = label.name.iter().chain(heads.iter().rev()).map(|text| canonical(text)).collect();
    let stated =
        words.iter().find_map(|text| catalogue.head_unit.capture(text).or_else(|| catalogue.count_unit.capture(text)));
    stated.map(str::to_owned).or_else(|| table.unit.clone())
}

/// `amount` of `unit` in 元, with as many decimals; `None` where the unit is none of money.
fn in_yuan(amount: &str, unit: &str) -> Option<String> {
    let amount = Decimal::from_str_exact(amount).ok()?;
    let mut yuan = amount.checked_mul(yuan_in(unit)?)?;
    // A product with zero loses the decimals.
    yuan.rescale(amount.scale());
    Some(yuan.to_string())
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
