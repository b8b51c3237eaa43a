//! What a result holds, in numbers.

use std::collections::BTreeMap;

use juesuan_model::{FinalAccounts, Outcome, json_name};
use serde::{Deserialize, Serialize};

/// What a result holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Counts {
    pub(crate) tables: usize,
    /// Of the tables, the known forms.
    pub(crate) forms: usize,
    pub(crate) line_items: usize,
    pub(crate) statements: usize,
    /// Checks by outcome.
    pub(crate) checks: BTreeMap<Outcome, usize>,
    /// Problems while reading, by code.
    pub(crate) problems: BTreeMap<String, usize>,
}

impl Counts {
    pub(crate) fn of(accounts: &FinalAccounts) -> Self {
        let mut counts = Self {
            tables: accounts.tables.len(),
            forms: accounts.forms().count(),
            line_items: accounts.line_items.len(),
            statements: accounts.statements.len(),
            ..Self::default()
        };
        for check in &accounts.checks {
            *counts.checks.entry(check.outcome).or_default() += 1;
        }
        for problem in accounts.problems() {
            *counts.problems.entry(json_name(problem.code)).or_default() += 1;
        }
        counts
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.tables += other.tables;
        self.forms += other.forms;
        self.line_items += other.line_items;
        self.statements += other.statements;
        for (outcome, count) in &other.checks {
            *self.checks.entry(*outcome).or_default() += count;
        }
        for (code, count) in &other.problems {
            *self.problems.entry(code.clone()).or_default() += count;
        }
    }
}
