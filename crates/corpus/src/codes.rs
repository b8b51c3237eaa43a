//! The classifications as a tree, and which of their codes a document may use.

use juesuan_reconciler::classification::{economic, functional};

pub(crate) use juesuan_reconciler::classification::Entry;

/// 类 that no department's final account spends on.
const NOT_SPENT: [&str; 5] = ["209", "227", "230", "231", "233"];
/// 款 of government-managed funds (政府性基金) within ordinary classes.
const FUNDS: [&str; 3] = ["21208", "22904", "22960"];
/// The class of the state capital operations budget.
const STATE_CAPITAL: &str = "223";

/// Which budget a functional code belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Budget {
    General,
    GovernmentFund,
    StateCapital,
}

/// The names of the functional classes that the summaries of `year` list, in order of their codes.
pub(crate) fn classes(year: u16) -> Vec<Entry<'static>> {
    functional(year)
        .filter(|entry| entry.code.len() == 3 && (!NOT_SPENT.contains(&entry.code) || entry.code == "231"))
        .collect()
}

/// The 项 of `budget` in `year`.
pub(crate) fn items(budget: Budget, year: u16) -> Vec<Entry<'static>> {
    functional(year).filter(|entry| entry.code.len() == 7 && budget_of(entry.code) == Some(budget)).collect()
}

/// The name of a functional code in `year`.
pub(crate) fn name(code: &str, year: u16) -> &'static str {
    functional(year).find(|entry| entry.code == code).map_or("", |entry| entry.name)
}

/// The economic codes of the 类 in `classes`, a class before its entries.
pub(crate) fn economic_lines(classes: &[&str]) -> Vec<Entry<'static>> {
    let of = |class: &str| economic().filter(move |entry| entry.code.starts_with(class)).collect::<Vec<_>>();
    classes.iter().flat_map(|class| of(class)).collect()
}

fn budget_of(code: &str) -> Option<Budget> {
    if NOT_SPENT.iter().chain(&["232", "234"]).any(|class| code.starts_with(class)) {
        return None;
    }
    Some(if code.starts_with(STATE_CAPITAL) {
        Budget::StateCapital
    } else if FUNDS.iter().any(|section| code.starts_with(section)) {
        Budget::GovernmentFund
    } else {
        Budget::General
    })
}
