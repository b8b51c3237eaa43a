//! 财政拨款“三公”经费支出决算表: across or down the page.

use super::{cells, column, form};
use crate::accounts::{Accounts, Expenses};
use crate::spec::Table;
use crate::style::{Style, ThreePublic};

const KIND: &str = "three_public";
const TITLE: &str = "财政拨款“三公”经费支出决算表";
const VEHICLES: &str = "公务用车购置及运行维护费";

/// An expense: the name of its row, its heads, its measure, its amount.
struct Expense {
    row: &'static str,
    head: &'static [&'static str],
    measure: &'static str,
    of: fn(&Expenses) -> i64,
}

const EXPENSES: [Expense; 8] = [
    Expense { row: "合计", head: &["合计"], measure: "total", of: Expenses::total },
    Expense {
        row: "1．因公出国（境）费", head: &["因公出国（境）费"], measure: "abroad", of: |spent| spent.abroad
    },
    Expense {
        row: "2．公务用车购置及运行维护费",
        head: &[VEHICLES, "小计"],
        measure: "vehicles",
        of: Expenses::vehicles,
    },
    Expense {
        row: "（1）公务用车购置费",
        head: &[VEHICLES, "公务用车购置费"],
        measure: "vehicle_purchase",
        of: |spent| spent.purchase,
    },
    Expense {
        row: "（2）公务用车运行维护费",
        head: &[VEHICLES, "公务用车运行维护费"],
        measure: "vehicle_operation",
        of: |spent| spent.operation,
    },
    Expense {
        row: "3．公务接待费", head: &["公务接待费"], measure: "reception", of: |spent| spent.reception
    },
    Expense { row: "会议费", head: &["会议费"], measure: "meetings", of: |spent| spent.meetings },
    Expense { row: "培训费", head: &["培训费"], measure: "training", of: |spent| spent.training },
];

/// The form.
pub(super) fn three_public(style: &Style, accounts: &Accounts) -> Table {
    let expenses = if style.meetings { &EXPENSES[..] } else { &EXPENSES[..6] };
    let mut table = match style.three_public {
        ThreePublic::Across => across(style, accounts, expenses),
        ThreePublic::Down => down(style, accounts, expenses),
    };
    table.notes = vec![
        format!("注：本表反映{}度财政拨款“三公”经费支出预决算情况。", style.year_word()),
        "预算数为全年预算数，决算数包括当年财政拨款预算和以前年度结转资金安排的实际支出。".to_owned(),
    ];
    table
}

fn across(style: &Style, accounts: &Accounts, expenses: &[Expense]) -> Table {
    let mut columns = Vec::new();
    for (basis, prefix) in [("预算数", "budget"), ("决算数", "final")] {
        for expense in expenses {
            let path = [&[basis], expense.head].concat();
            columns.push(column(&path, &format!("{prefix}_{}", expense.measure)));
        }
    }
    let mut table = form(KIND, TITLE, &columns);
    let both = [&accounts.three_public.budget, &accounts.three_public.spent];
    let amounts: Vec<i64> = both.iter().flat_map(|of| expenses.iter().map(|expense| (expense.of)(of))).collect();
    table.rows = vec![cells(style.money, &amounts)];
    table
}

fn down(style: &Style, accounts: &Accounts, expenses: &[Expense]) -> Table {
    let mut columns = vec![column(&["项目"], "name")];
    if style.line_numbers {
        columns.push(column(&["行次"], "line_number"));
    }
    columns.push(column(&["预算数"], "budget"));
    columns.push(column(&["决算数"], "final"));
    let mut table = form(KIND, TITLE, &columns);
    for (at, expense) in expenses.iter().enumerate() {
        let mut row = vec![expense.row.to_owned()];
        if style.line_numbers {
            row.push((at + 1).to_string());
        }
        let both = [&accounts.three_public.budget, &accounts.three_public.spent];
        row.extend(cells(style.money, &both.map(|of| (expense.of)(of))));
        table.rows.push(row);
    }
    table.row_measures = Some(expenses.iter().map(|expense| expense.measure.to_owned()).collect());
    table
}
