//! The two-sided summaries: 收入支出决算总表 and 财政拨款收入支出决算总表.

use super::{Column, cells, column, form};
use crate::accounts::{Accounts, Leaf};
use crate::codes::{Budget, classes};
use crate::money::Money;
use crate::spec::Table;
use crate::style::Style;

const ORDINALS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// A line of one side: its name and its figures; `None` where the line has none by its nature.
struct Line {
    name: String,
    amounts: Option<Vec<i64>>,
}

fn line(name: impl Into<String>, amounts: &[i64]) -> Line {
    Line { name: name.into(), amounts: Some(amounts.to_vec()) }
}

/// 收入支出决算总表: income by source beside expenditure by class.
pub(super) fn income_and_expenditure(style: &Style, accounts: &Accounts) -> Table {
    let income = |of: fn(&Leaf) -> i64| accounts.sum(of);
    let fiscal = |budget| accounts.sum_of(budget, |leaf| leaf.fiscal.income());
    let mut left = vec![
        line("一、一般公共预算财政拨款收入", &[fiscal(Budget::General)]),
        line("二、政府性基金预算财政拨款收入", &[fiscal(Budget::GovernmentFund)]),
        line("三、国有资本经营预算财政拨款收入", &[fiscal(Budget::StateCapital)]),
        line("四、上级补助收入", &[income(|leaf| leaf.other_income.superior)]),
        line("五、事业收入", &[income(|leaf| leaf.other_income.business)]),
        line("六、经营收入", &[income(|leaf| leaf.other_income.operating)]),
        line("七、附属单位上缴收入", &[income(|leaf| leaf.other_income.affiliated)]),
        line("八、其他收入", &[income(|leaf| leaf.other_income.other)]),
    ];
    let right = class_lines(style.year, &|class| vec![of_class(accounts, class, Leaf::expenditure)]);
    let mut right: Vec<Line> = right;
    let (came_in, spent) = (income(Leaf::income), income(Leaf::expenditure));
    let total = came_in + accounts.surplus_used + accounts.opening();
    pad(&mut left, &mut right);
    left.extend([
        line("本年收入合计", &[came_in]),
        line("使用非财政拨款结余", &[accounts.surplus_used]),
        line("年初结转和结余", &[accounts.opening()]),
        line("总计", &[total]),
    ]);
    right.extend([
        line("本年支出合计", &[spent]),
        line("结余分配", &[accounts.surplus_distributed]),
        line("年末结转和结余", &[accounts.closing()]),
        line("总计", &[total]),
    ]);
    let sides = [("收入", vec![("决算数", "amount")]), ("支出", vec![("决算数", "amount")])];
    let mut table = two_sided("income_expenditure_summary", "收入支出决算总表", style, sides, &left, &right);
    table.notes = vec![format!("注：本表反映{}度的总收支和年末结转结余情况。", style.year_word())];
    table
}

/// 财政拨款收入支出决算总表: appropriations beside what was spent of them, by class and budget.
pub(super) fn fiscal_appropriation(style: &Style, accounts: &Accounts) -> Table {
    let budgets = [Budget::General, Budget::GovernmentFund, Budget::StateCapital];
    let by_budget = |of: &dyn Fn(&Leaf) -> i64| -> Vec<i64> {
        let parts = budgets.map(|budget| accounts.sum_of(budget, of));
        std::iter::once(parts.iter().sum()).chain(parts).collect()
    };
    let came_in = by_budget(&|leaf| leaf.fiscal.income());
    let opening = by_budget(&|leaf| leaf.fiscal.opening);
    let closing = by_budget(&|leaf| leaf.fiscal.closing);
    let spent = by_budget(&|leaf| leaf.fiscal.expenditure());
    let names = ["一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"];
    let with_ordinal = |at: usize| format!("{}、{}", ORDINALS[at + 1], names[at]);
    let mut left: Vec<Line> = (0..3).map(|at| line(with_ordinal(at), &[came_in[at + 1]])).collect();
    let mut right = class_lines(style.year, &|class| {
        let inside = |leaf: &Leaf| if leaf.code.starts_with(class) { leaf.fiscal.expenditure() } else { 0 };
        by_budget(&inside)
    });
    pad(&mut left, &mut right);
    left.push(line("本年收入合计", &came_in[..1]));
    left.push(line("年初财政拨款结转和结余", &opening[..1]));
    left.extend((0..3).map(|at| line(names[at], &[opening[at + 1]])));
    let total: Vec<i64> = spent.iter().zip(&closing).map(|(spent, closing)| spent + closing).collect();
    left.push(line("总计", &total[..1]));
    right.push(line("本年支出合计", &spent));
    right.push(line("年末财政拨款结转和结余", &closing));
    right.extend((0..3).map(|_| Line { name: String::new(), amounts: None }));
    right.push(line("总计", &total));
    let figures = vec![
        ("合计", "total"),
        (names[0], "general_public_budget"),
        (names[1], "government_fund"),
        (names[2], "state_capital"),
    ];
    let sides = [("收入", vec![("金额", "amount")]), ("支出", figures)];
    let mut table = two_sided("fiscal_appropriation_summary", "财政拨款收入支出决算总表", style, sides, &left, &right);
    table.notes = vec![format!(
        "注：本表反映{}度一般公共预算财政拨款、政府性基金预算财政拨款和国有资本经营预算财政拨款的总收支和年末结转结余情况。",
        style.year_word()
    )];
    table
}

/// What was spent on a functional class.
fn of_class(accounts: &Accounts, class: &str, of: fn(&Leaf) -> i64) -> i64 {
    accounts.sum(|leaf| if leaf.code.starts_with(class) { of(leaf) } else { 0 })
}

/// A numbered line for each functional class of the year.
fn class_lines(year: u16, amounts: &dyn Fn(&str) -> Vec<i64>) -> Vec<Line> {
    let lines = classes(year).into_iter().enumerate();
    lines.map(|(at, class)| line(format!("{}、{}", ordinal(at + 1), class.name), &amounts(class.code))).collect()
}

/// 1 to 99 in Chinese numerals.
pub(super) fn ordinal(number: usize) -> String {
    let (tens, ones) = (number / 10, number % 10);
    let tens = match tens {
        0 => String::new(),
        1 => "十".to_owned(),
        more => format!("{}十", ORDINALS[more]),
    };
    tens + ORDINALS[ones]
}

/// Blank lines until both sides are equally long.
fn pad(left: &mut Vec<Line>, right: &mut Vec<Line>) {
    let length = left.len().max(right.len());
    for side in [left, right] {
        side.resize_with(length, || Line { name: String::new(), amounts: None });
    }
}

type Side = (&'static str, Vec<(&'static str, &'static str)>);

fn two_sided(kind: &str, title: &str, style: &Style, sides: [Side; 2], left: &[Line], right: &[Line]) -> Table {
    let mut columns: Vec<Column> = Vec::new();
    for (side, figures) in &sides {
        columns.push(column(&[side, "项目"], "name"));
        if style.line_numbers {
            columns.push(column(&[side, "行次"], "line_number"));
        }
        columns.extend(figures.iter().map(|(head, measure)| column(&[side, head], measure)));
    }
    let mut table = form(kind, title, &columns);
    let widths = sides.map(|(_, figures)| figures.len());
    for (at, (one, other)) in left.iter().zip(right).enumerate() {
        let mut row = side_cells(style.money, style.line_numbers.then_some(at + 1), one, widths[0]);
        row.extend(side_cells(style.money, style.line_numbers.then_some(left.len() + at + 1), other, widths[1]));
        table.rows.push(row);
    }
    table
}

fn side_cells(money: Money, number: Option<usize>, line: &Line, width: usize) -> Vec<String> {
    let mut row = vec![line.name.clone()];
    row.extend(number.map(|number| number.to_string()));
    match &line.amounts {
        Some(amounts) => row.extend(cells(money, amounts)),
        None => row.extend(std::iter::repeat_n(String::new(), width)),
    }
    row
}
