//! The accounts → the nine forms as printed, one file a family of forms.

mod basic;
mod by_code;
mod summary;
mod three_public;

use crate::accounts::Accounts;
use crate::money::Money;
use crate::spec::Table;
use crate::style::Style;

/// The nine forms, in the order of their numbers.
pub(crate) fn tables(style: &Style, accounts: &Accounts) -> Vec<Table> {
    let mut tables = vec![
        summary::income_and_expenditure(style, accounts),
        by_code::income(style, accounts),
        by_code::expenditure(style, accounts),
        summary::fiscal_appropriation(style, accounts),
        by_code::general_budget(style, accounts),
        basic::basic(style, accounts),
        by_code::government_fund(style, accounts),
        by_code::state_capital(style, accounts),
        three_public::three_public(style, accounts),
    ];
    for (at, table) in tables.iter_mut().enumerate() {
        table.form_number = format!("{:02}", at + 1);
        if !style.column_numbers {
            table.column_numbers = None;
        }
    }
    tables
}

/// One leaf column: its head, what it holds.
struct Column {
    path: Vec<&'static str>,
    measure: String,
}

fn column(path: &[&'static str], measure: &str) -> Column {
    Column { path: path.to_vec(), measure: measure.to_owned() }
}

/// A form of these columns, without rows. The 栏次 row numbers the columns of figures from 1.
fn form(kind: &str, title: &str, columns: &[Column]) -> Table {
    let labels = ["code", "code_class", "code_section", "code_item", "name", "line_number"];
    let mut number = 0;
    let mut numbers = Vec::new();
    let mut after_label = false;
    for column in columns {
        let is_label = labels.contains(&column.measure.as_str());
        numbers.push(match (is_label, after_label) {
            (true, false) => "栏次".to_owned(),
            (true, true) => String::new(),
            (false, _) => {
                number += 1;
                number.to_string()
            }
        });
        after_label = is_label;
    }
    Table {
        kind: kind.to_owned(),
        title: title.to_owned(),
        form_number: String::new(),
        unit: None,
        columns: columns.iter().map(|column| column.path.iter().map(|text| (*text).to_owned()).collect()).collect(),
        measures: columns.iter().map(|column| Some(column.measure.clone())).collect(),
        column_numbers: Some(numbers),
        rows: Vec::new(),
        row_measures: None,
        notes: Vec::new(),
    }
}

/// The cells of `amounts`.
fn cells(money: Money, amounts: &[i64]) -> Vec<String> {
    amounts.iter().map(|amount| money.cell(*amount)).collect()
}
