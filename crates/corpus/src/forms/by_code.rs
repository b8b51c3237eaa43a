//! The forms whose rows are functional codes: 收入, 支出, 一般公共预算, 政府性基金, 国有资本经营.

use super::{Column, cells, column, form};
use crate::accounts::{Accounts, Leaf};
use crate::codes::{Budget, name};
use crate::money::Money;
use crate::spec::Table;
use crate::style::{EmptyForm, GeneralBudget, Style, TotalRow};

/// A column of figures: its head, its measure, and where its amounts come from.
type Figures = (&'static [&'static str], &'static str, fn(&Leaf) -> i64);

const BLANK_ROWS: usize = 4;

/// 收入决算表.
pub(super) fn income(style: &Style, accounts: &Accounts) -> Table {
    let mut figures: Vec<Figures> = vec![
        (&["本年收入合计"], "total_income", Leaf::income),
        (&["财政拨款收入"], "fiscal_appropriation", |leaf| leaf.fiscal.income()),
        (&["上级补助收入"], "superior_subsidy", |leaf| leaf.other_income.superior),
    ];
    if style.education_fees {
        figures.push((&["事业收入", "小计"], "business_income", |leaf| leaf.other_income.business));
        figures.push((&["事业收入", "其中：教育收费"], "education_fees", |leaf| {
            leaf.other_income.education_fees
        }));
    } else {
        figures.push((&["事业收入"], "business_income", |leaf| leaf.other_income.business));
    }
    figures.extend::<[Figures; 3]>([
        (&["经营收入"], "operating_income", |leaf| leaf.other_income.operating),
        (&["附属单位上缴收入"], "affiliated_remittance", |leaf| leaf.other_income.affiliated),
        (&["其他收入"], "other_income", |leaf| leaf.other_income.other),
    ]);
    by_code(
        "income",
        "收入决算表",
        style,
        style.money,
        &figures,
        &earning(accounts, Leaf::income),
        "取得的各项收入情况",
    )
}

/// 支出决算表.
pub(super) fn expenditure(style: &Style, accounts: &Accounts) -> Table {
    let figures: [Figures; 6] = [
        (&["本年支出合计"], "total_expenditure", Leaf::expenditure),
        (&["基本支出"], "basic_expenditure", |leaf| leaf.fiscal.basic() + leaf.other.basic),
        (&["项目支出"], "project_expenditure", |leaf| leaf.fiscal.project + leaf.other.project),
        (&["上缴上级支出"], "remitted_to_superior", |leaf| leaf.other.remitted),
        (&["经营支出"], "operating_expenditure", |leaf| leaf.other.operating),
        (&["对附属单位补助支出"], "subsidy_to_affiliated", |leaf| leaf.other.subsidy),
    ];
    let leaves = earning(accounts, Leaf::expenditure);
    by_code("expenditure", "支出决算表", style, style.money, &figures, &leaves, "各项支出情况")
}

/// 一般公共预算财政拨款支出决算表.
pub(super) fn general_budget(style: &Style, accounts: &Accounts) -> Table {
    let plain: &[Figures] = &[
        (&["本年支出合计"], "total_expenditure", |leaf| leaf.fiscal.expenditure()),
        (&["基本支出"], "basic_expenditure", |leaf| leaf.fiscal.basic()),
        (&["项目支出"], "project_expenditure", |leaf| leaf.fiscal.project),
    ];
    let nature: &[Figures] = &[
        (&["本年支出合计"], "total_expenditure", |leaf| leaf.fiscal.expenditure()),
        (&["基本支出", "小计"], "basic_expenditure", |leaf| leaf.fiscal.basic()),
        (&["基本支出", "人员经费"], "basic_personnel", |leaf| leaf.fiscal.personnel),
        (&["基本支出", "公用经费"], "basic_public", |leaf| leaf.fiscal.public),
        (&["项目支出"], "project_expenditure", |leaf| leaf.fiscal.project),
    ];
    let figures = match style.general_budget {
        GeneralBudget::Plain => plain,
        GeneralBudget::Nature => nature,
        GeneralBudget::Carryover => CARRYOVER,
    };
    let leaves = of_budget(accounts, Budget::General);
    let (kind, title) = ("general_public_budget_expenditure", "一般公共预算财政拨款支出决算表");
    by_code(kind, title, style, style.money, figures, &leaves, "一般公共预算财政拨款支出情况")
}

/// 政府性基金预算财政拨款收入支出决算表.
pub(super) fn government_fund(style: &Style, accounts: &Accounts) -> Table {
    let leaves = of_budget(accounts, Budget::GovernmentFund);
    let (kind, title) = ("government_fund", "政府性基金预算财政拨款收入支出决算表");
    let money = style.money_of_funds();
    by_code(kind, title, style, money, CARRYOVER, &leaves, "政府性基金预算财政拨款收入支出及结转结余情况")
}

/// 国有资本经营预算财政拨款支出决算表.
pub(super) fn state_capital(style: &Style, accounts: &Accounts) -> Table {
    let figures: [Figures; 3] = [
        (&["本年支出", "合计"], "total_expenditure", |leaf| leaf.fiscal.expenditure()),
        (&["本年支出", "基本支出"], "basic_expenditure", |leaf| leaf.fiscal.basic()),
        (&["本年支出", "项目支出"], "project_expenditure", |leaf| leaf.fiscal.project),
    ];
    let leaves = of_budget(accounts, Budget::StateCapital);
    let (kind, title) = ("state_capital", "国有资本经营预算财政拨款支出决算表");
    by_code(kind, title, style, style.money_of_funds(), &figures, &leaves, "国有资本经营预算财政拨款支出情况")
}

const CARRYOVER: &[Figures] = &[
    (&["年初结转和结余"], "opening_carryover", |leaf| leaf.fiscal.opening),
    (&["本年收入"], "total_income", |leaf| leaf.fiscal.income()),
    (&["本年支出", "小计"], "total_expenditure", |leaf| leaf.fiscal.expenditure()),
    (&["本年支出", "基本支出"], "basic_expenditure", |leaf| leaf.fiscal.basic()),
    (&["本年支出", "项目支出"], "project_expenditure", |leaf| leaf.fiscal.project),
    (&["年末结转和结余"], "closing_carryover", |leaf| leaf.fiscal.closing),
];

/// The 项 that this form has anything to say of.
fn earning(accounts: &Accounts, of: fn(&Leaf) -> i64) -> Vec<&Leaf> {
    accounts.leaves.iter().filter(|leaf| of(leaf) != 0).collect()
}

fn of_budget(accounts: &Accounts, budget: Budget) -> Vec<&Leaf> {
    accounts.leaves.iter().filter(|leaf| leaf.budget == budget).collect()
}

fn by_code(
    kind: &str,
    title: &str,
    style: &Style,
    money: Money,
    figures: &[Figures],
    leaves: &[&Leaf],
    shows: &str,
) -> Table {
    let mut columns: Vec<Column> = if style.split_codes {
        vec![
            column(&["项目", "功能分类科目编码", "类"], "code_class"),
            column(&["项目", "功能分类科目编码", "款"], "code_section"),
            column(&["项目", "功能分类科目编码", "项"], "code_item"),
        ]
    } else {
        vec![column(&["项目", "功能分类科目编码"], "code")]
    };
    columns.push(column(&["项目", "科目名称"], "name"));
    columns.extend(figures.iter().map(|(head, measure, _)| column(head, measure)));
    let mut table = form(kind, title, &columns);
    if money != style.money {
        table.unit = Some(money.unit().to_owned());
    }
    let label = |code: &str, name: &str| {
        let mut cells = if style.split_codes {
            [0..3, 3..5, 5..7].map(|digits| code.get(digits).unwrap_or_default().to_owned()).to_vec()
        } else {
            vec![code.to_owned()]
        };
        cells.push(name.to_owned());
        cells
    };
    let sums = |prefix: &str| -> Vec<i64> {
        let below: Vec<&&Leaf> = leaves.iter().filter(|leaf| leaf.code.starts_with(prefix)).collect();
        figures.iter().map(|(_, _, of)| below.iter().map(|leaf| of(leaf)).sum()).collect()
    };
    let total = [label("", "合计"), cells(money, &sums(""))].concat();
    let mut rows = Vec::new();
    for leaf in leaves {
        for digits in [3, 5, 7] {
            let code = &leaf.code[..digits];
            let is_new =
                leaves.iter().find(|other| other.code.starts_with(code)).map(|other| other.code) == Some(leaf.code);
            if is_new {
                rows.push([label(code, name(code, style.year)), cells(money, &sums(code))].concat());
            }
        }
    }
    let is_empty = leaves.is_empty();
    if is_empty && style.empty_form == EmptyForm::BlankRows {
        rows = vec![vec![String::new(); columns.len()]; BLANK_ROWS];
    } else if style.total_row == TotalRow::First {
        rows.insert(0, total);
    } else {
        rows.push(total);
    }
    table.rows = rows;
    table.notes = vec![format!("注：本表反映{}度{shows}。", style.year_word())];
    if is_empty {
        let budget = title.split("财政拨款").next().unwrap_or_default();
        table.notes.push(format!(
            "说明：{}度没有{budget}财政拨款收入，也没有使用{budget}财政拨款安排的支出。",
            style.year_word()
        ));
    }
    table
}
