//! 一般公共预算财政拨款基本支出决算表: economic codes in two or three blocks side by side.

use super::{Column, column, form};
use crate::accounts::{Accounts, EconomicLine};
use crate::spec::Table;
use crate::style::Style;

/// The form: 人员经费 in the first block, 公用经费 in the second, or in the second and the third.
pub(super) fn basic(style: &Style, accounts: &Accounts) -> Table {
    let is_personnel = |line: &&EconomicLine| line.code.starts_with("301") || line.code.starts_with("303");
    let (personnel, public): (Vec<_>, Vec<_>) = accounts.economic.iter().partition(is_personnel);
    let blocks: Vec<&[&EconomicLine]> = if style.three_blocks {
        let (one, other) = public.split_at(public.len().div_ceil(2));
        vec![&personnel, one, other]
    } else {
        vec![&personnel, &public]
    };
    let block = |side: &'static str| -> [Column; 3] {
        [column(&[side, "科目编码"], "code"), column(&[side, "科目名称"], "name"), column(&[side, "决算数"], "amount")]
    };
    let mut columns: Vec<Column> = block("人员经费").into();
    for _ in 1..blocks.len() {
        columns.extend(block("公用经费"));
    }
    let title = "一般公共预算财政拨款基本支出决算明细表";
    let mut table = form("general_public_budget_basic_expenditure", title, &columns);
    table.column_numbers = None;
    let length = blocks.iter().map(|block| block.len()).max().unwrap_or_default();
    for at in 0..length {
        let mut row = Vec::new();
        for block in &blocks {
            match block.get(at) {
                Some(line) => row.extend([line.code.to_owned(), line.name.to_owned(), style.money.cell(line.amount)]),
                None => row.extend([String::new(), String::new(), String::new()]),
            }
        }
        table.rows.push(row);
    }
    let total =
        |lines: &[&EconomicLine]| lines.iter().filter(|line| line.code.len() == 3).map(|line| line.amount).sum();
    let mut last = vec![String::new(), "人员经费合计".to_owned(), style.money.cell(total(&personnel))];
    if style.three_blocks {
        last.extend([String::new(), String::new(), String::new()]);
    }
    last.extend([String::new(), "公用经费合计".to_owned(), style.money.cell(total(&public))]);
    table.rows.push(last);
    table.notes = vec![format!("注：本表反映{}度一般公共预算财政拨款基本支出明细情况。", style.year_word())];
    table
}
