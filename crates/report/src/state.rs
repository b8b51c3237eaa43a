//! Checks → the state of each form: what a reader sees first.

use juesuan_model::{Check, FinalAccounts, Outcome, Table};
use juesuan_reconciler::forms;
use maud::Markup;

use crate::words::say;

/// What became of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Every relation that its figures take part in holds to the last digit.
    Exact,
    /// Some hold only because printed figures are rounded.
    Rounding,
    /// Some do not hold.
    Failed,
    /// It has figures, and no relation of them could be evaluated.
    NotEvaluated,
    /// It is there, and holds no figures.
    Empty,
    /// The document does not have it.
    Missing,
}

/// A form of the document, or one that documents of its kind have and it has not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormState {
    /// Its name in the JSON.
    pub kind: String,
    /// Its index among the document's tables; `None` where it is missing.
    pub table: Option<usize>,
    /// What became of it.
    pub state: State,
    /// Relations between figures of forms that its figures take part in and that do not hold.
    pub failed: usize,
    /// Relations of its figures that could not be evaluated.
    pub not_evaluated: usize,
}

/// The forms in the document's order, then those that it lacks.
pub fn form_states(accounts: &FinalAccounts) -> Vec<FormState> {
    let mut states: Vec<FormState> = accounts
        .tables
        .iter()
        .enumerate()
        .filter(|(_, table)| table.evidence.is_some())
        .map(|(index, table)| state_of(index, table, &accounts.checks))
        .collect();
    // What stands on a page without text is not missing, but not read.
    if accounts.source.pages_without_text.is_empty() {
        let year = accounts.document.fiscal_year;
        let lacks = |kind: &str| states.iter().all(|form| form.kind != kind);
        let expected = forms(accounts.document.kind).into_iter();
        let in_its_year = expected.filter(|form| form.from.zip(year).is_none_or(|(from, year)| from <= year));
        let missing: Vec<FormState> =
            in_its_year.filter(|form| lacks(form.kind)).map(|form| missing(form.kind)).collect();
        states.extend(missing);
    }
    states
}

fn missing(kind: &str) -> FormState {
    FormState { kind: kind.to_owned(), table: None, state: State::Missing, failed: 0, not_evaluated: 0 }
}

fn state_of(index: usize, table: &Table, checks: &[Check]) -> FormState {
    // A sentence that misquotes the form is no fault of the form: its figures are not what is checked there.
    let is_of_forms = |check: &Check| check.places.first().is_some_and(|first| first.cell.is_some());
    let has_place = |check: &Check| check.places.iter().any(|place| place.cell.is_some_and(|cell| cell.table == index));
    let stands_here = |check: &&Check| is_of_forms(check) && has_place(check);
    let (mut failed, mut rounding, mut exact, mut not_evaluated) = (0, 0, 0, 0);
    for check in checks.iter().filter(stands_here) {
        match check.outcome {
            Outcome::Fail => failed += 1,
            Outcome::Rounding => rounding += 1,
            Outcome::Pass => exact += 1,
            Outcome::NotEvaluated => not_evaluated += 1,
            Outcome::NotApplicable => {}
        }
    }
    let has_figures = table.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.amount.is_some());
    let state = match (failed, rounding, exact) {
        (1.., _, _) => State::Failed,
        (_, 1.., _) => State::Rounding,
        (_, _, 1..) => State::Exact,
        _ if has_figures => State::NotEvaluated,
        _ => State::Empty,
    };
    FormState { kind: table.kind.clone(), table: Some(index), state, failed, not_evaluated }
}

impl State {
    /// Its name in the page's styles, and for the page's program.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Rounding => "rounding",
            Self::Failed => "failed",
            Self::NotEvaluated => "not-evaluated",
            Self::Empty => "empty",
            Self::Missing => "missing",
        }
    }

    /// Its name for people.
    pub(crate) fn words(self) -> Markup {
        match self {
            Self::Exact => say("相符", "exact"),
            Self::Rounding => say("尾差", "rounding"),
            Self::Failed => say("不符", "does not hold"),
            Self::NotEvaluated => say("未核对", "not evaluated"),
            Self::Empty => say("无数据", "no figures"),
            Self::Missing => say("未找到", "not found"),
        }
    }
}
