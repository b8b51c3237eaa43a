//! The basic expenditure by the economic classification (支出经济分类).

use super::three_public::Expenses;
use crate::codes::economic_lines;
use crate::dice::Dice;

/// One line: a 类 with its total or an entry of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EconomicLine {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    pub(crate) amount: i64,
}

/// Classes of 人员经费 and of 公用经费.
pub(crate) const PERSONNEL: [&str; 2] = ["301", "303"];
pub(crate) const PUBLIC: [&str; 3] = ["302", "307", "310"];

/// Every line of the classes of basic expenditure; `personnel` and `public` are spread over their entries.
///
/// What the “三公” form says of receptions, vehicles and travel is not exceeded by the entries of the same name.
pub(crate) fn lines(dice: &mut Dice, personnel: i64, public: i64, spent: &Expenses) -> Vec<EconomicLine> {
    let mut lines = spread(dice, &PERSONNEL, personnel, &[]);
    let basic_part = |dice: &mut Dice, amount: i64| if dice.chance(60) { amount } else { 0 };
    let fixed = [
        ("30212", basic_part(dice, spent.abroad)),
        ("30217", basic_part(dice, spent.reception)),
        ("30231", basic_part(dice, spent.operation)),
    ];
    lines.extend(spread(dice, &PUBLIC, public, &fixed));
    lines
}

/// `total` over the entries of `classes`: the `fixed` ones as given, the rest by chance, some of them nothing.
fn spread(dice: &mut Dice, classes: &[&str], total: i64, fixed: &[(&str, i64)]) -> Vec<EconomicLine> {
    let entries = economic_lines(classes);
    let is_free = |code: &str| code.len() == 5 && !fixed.iter().any(|(other, _)| *other == code);
    let free: Vec<&str> = entries.iter().map(|entry| entry.code).filter(|code| is_free(code)).collect();
    let used = dice.some(&free, free.len().div_ceil(2));
    let rest = total - fixed.iter().map(|(_, amount)| amount).sum::<i64>();
    let shares = dice.split(rest, used.len());
    let amount_of = |code: &str| {
        let given = fixed.iter().find(|(other, _)| *other == code).map(|(_, amount)| *amount);
        let share = used.iter().position(|other| *other == code).map(|at| shares[at]);
        given.or(share).unwrap_or_default()
    };
    let amounts: Vec<i64> = entries.iter().map(|entry| amount_of(entry.code)).collect();
    let below = |class: &str| -> i64 {
        let of_class = entries.iter().zip(&amounts).filter(|(entry, _)| entry.code.starts_with(class));
        of_class.map(|(_, amount)| amount).sum()
    };
    let line = |(at, entry): (usize, &crate::codes::Entry<'static>)| EconomicLine {
        code: entry.code,
        name: entry.name,
        amount: if entry.code.len() == 3 { below(entry.code) } else { amounts[at] },
    };
    entries.iter().enumerate().map(line).collect()
}
