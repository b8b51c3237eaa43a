//! Line items: every figure of the forms under its canonical names, whatever the layout.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde_json::Value;

use super::{Counts, Mistake, MistakeKind};
use crate::json::{entries, text};
use crate::spelling::{plain, without_ordinal};
use crate::truth::{TrueTable, Truth};

/// What a line item says, but for where it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Item {
    kind: String,
    code: String,
    name: String,
    measure: String,
    unit: String,
    amount: Decimal,
}

impl Item {
    fn place(&self) -> String {
        format!("{} {} {}", self.kind, self.code, self.name).trim_end().to_owned()
    }
}

/// Measures the line items of the forms whose truth names the columns' measures.
pub(super) fn score_items(truth: &Truth, output: &Value, counts: &mut Counts, mistakes: &mut Vec<Mistake>) {
    let is_measured = |table: &&TrueTable| table.measures.is_some() && !table.scanned;
    let measured: Vec<&TrueTable> = truth.forms().iter().filter(is_measured).collect();
    let printed = counted(measured.iter().flat_map(|table| of_table(table)));
    // A form that the document has not has no line item either.
    let is_invented = |kind: &str| !measured.is_empty() && !truth.forms().iter().any(|table| table.kind == kind);
    let is_measured = |item: &&Value| {
        let kind = text(item, "kind");
        measured.iter().any(|table| table.kind == kind) || is_invented(kind)
    };
    // Where a form prints no codes, one that the output tells by a name is not measured.
    let prints_codes = |kind: &str| measured.iter().any(|table| table.kind == kind && has_codes(table));
    let as_printed = |item: Item| if prints_codes(&item.kind) { item } else { Item { code: String::new(), ..item } };
    let found = entries(output, "line_items").iter().filter(is_measured).filter_map(of_output);
    let read = counted(found.map(as_printed));
    for (item, &times) in &printed {
        let found = read.get(item).copied().unwrap_or_default().min(times);
        counts.items.of += times;
        counts.items.right += found;
        if found < times {
            mistakes.push(mistake(MistakeKind::MissingItem, item));
        }
    }
    for (item, &times) in &read {
        let found = printed.get(item).copied().unwrap_or_default().min(times);
        counts.items_read.of += times;
        counts.items_read.right += found;
        if found < times {
            mistakes.push(mistake(MistakeKind::WrongItem, item));
        }
    }
}

fn mistake(kind: MistakeKind, item: &Item) -> Mistake {
    let amount = format!("{}{}", item.amount, item.unit);
    let (truth, output) =
        if kind == MistakeKind::MissingItem { (amount, String::new()) } else { (String::new(), amount) };
    Mistake { column: Some(item.measure.clone()), ..Mistake::new(kind, &item.place(), truth, output) }
}

fn counted(items: impl Iterator<Item = Item>) -> BTreeMap<Item, u64> {
    let mut counted = BTreeMap::new();
    for item in items {
        *counted.entry(item).or_default() += 1;
    }
    counted
}

fn of_output(item: &Value) -> Option<Item> {
    let field = |key: &str| plain(text(item, key));
    let name = field("name");
    Some(Item {
        kind: field("kind"),
        code: field("code"),
        name: without_ordinal(&name).to_owned(),
        measure: field("measure"),
        unit: field("unit"),
        amount: text(item, "amount").parse().ok()?,
    })
}

/// The line items that a form prints.
fn of_table(table: &TrueTable) -> Vec<Item> {
    let measures = table.measures.as_deref().unwrap_or_default();
    let measure_of = |column: usize| measures.get(column).and_then(Option::as_deref).unwrap_or_default();
    let mut items = Vec::new();
    for (at, row) in table.rows.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            let measure = measure_of(column);
            let is_label = measure.is_empty() || measure == "name" || measure == "line_number" || is_code(measure);
            let amount = plain(cell).replace(',', "").parse::<Decimal>();
            let (false, Ok(amount)) = (is_label, amount) else { continue };
            let (code, name) = label(row, column, &measure_of);
            let of_row = table.row_measures.as_ref().and_then(|measures| measures.get(at));
            items.push(Item {
                kind: table.kind.clone(),
                code,
                name,
                measure: of_row.map_or(measure.to_owned(), |of_row| format!("{measure}_{of_row}")),
                unit: table.unit.clone().unwrap_or_default(),
                amount,
            });
        }
    }
    items
}

fn has_codes(table: &TrueTable) -> bool {
    table.measures.iter().flatten().flatten().any(|measure| is_code(measure))
}

fn is_code(measure: &str) -> bool {
    matches!(measure, "code" | "code_class" | "code_section" | "code_item")
}

/// Code and name of the figure in `column`: the nearest name before it, and the codes right before that.
fn label<'m>(row: &[String], column: usize, measure_of: &impl Fn(usize) -> &'m str) -> (String, String) {
    let Some(name_at) = (0..column).rev().find(|&at| measure_of(at) == "name") else { return Default::default() };
    let first_code = (0..name_at).rev().take_while(|&at| is_code(measure_of(at))).last().unwrap_or(name_at);
    let cell = |at: usize| row.get(at).map(|cell| plain(cell)).unwrap_or_default();
    let code: String = (first_code..name_at).map(cell).collect();
    let name = cell(name_at);
    // 合计 merged over code and name stands in the first of them.
    let (code, name) = if code.chars().all(|c| c.is_ascii_digit()) { (code, name) } else { (String::new(), code) };
    (code, without_ordinal(&name).to_owned())
}
