//! How many checks came out how.

use juesuan_model::{CheckSeverity, FinalAccounts, Language, Outcome};
use serde::Serialize;

/// The checks of a file, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(super) struct Summary {
    /// Known forms found.
    pub(super) forms: usize,
    pub(super) passed: usize,
    pub(super) rounding: usize,
    pub(super) failed: usize,
    /// Of the failed, those that matter so much.
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) infos: usize,
    pub(super) not_evaluated: usize,
    pub(super) not_applicable: usize,
    /// Whether something of the file could not be read.
    pub(super) problems_while_reading: bool,
}

impl Summary {
    pub(super) fn of(accounts: &FinalAccounts) -> Self {
        let mut summary = Self {
            forms: accounts.forms().count(),
            problems_while_reading: accounts.problems().next().is_some(),
            ..Self::default()
        };
        for check in &accounts.checks {
            match check.outcome {
                Outcome::Pass => summary.passed += 1,
                Outcome::Rounding => summary.rounding += 1,
                Outcome::NotApplicable => summary.not_applicable += 1,
                Outcome::NotEvaluated => summary.not_evaluated += 1,
                Outcome::Fail => {
                    summary.failed += 1;
                    match check.severity {
                        CheckSeverity::Error => summary.errors += 1,
                        CheckSeverity::Warning => summary.warnings += 1,
                        CheckSeverity::Info => summary.infos += 1,
                    }
                }
            }
        }
        summary
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            forms: self.forms + other.forms,
            passed: self.passed + other.passed,
            rounding: self.rounding + other.rounding,
            failed: self.failed + other.failed,
            errors: self.errors + other.errors,
            warnings: self.warnings + other.warnings,
            infos: self.infos + other.infos,
            not_evaluated: self.not_evaluated + other.not_evaluated,
            not_applicable: self.not_applicable + other.not_applicable,
            problems_while_reading: self.problems_while_reading || other.problems_while_reading,
        }
    }

    /// One line without its file's name.
    pub(super) fn line(&self, language: Language) -> String {
        let Self { forms, passed, rounding, failed, errors, warnings, infos, not_evaluated, .. } = *self;
        let evaluated = passed + rounding + failed;
        let problems = match (self.problems_while_reading, language) {
            (false, _) => "",
            (true, Language::Chinese) => "；读取中有问题，见上",
            (true, Language::English) => "; there were problems while reading, see above",
        };
        match language {
            Language::Chinese => format!(
                "找到 {forms} 张表；核对 {evaluated} 项：相符 {passed}，尾差 {rounding}，不符 {failed}（错误 {errors}，警告 {warnings}，提示 {infos}）；未能核对 {not_evaluated} 项{problems}"
            ),
            Language::English => format!(
                "{forms} forms found; {evaluated} relations evaluated: {passed} passed, {rounding} rounding, {failed} failed ({errors} errors, {warnings} warnings, {infos} infos); {not_evaluated} not evaluated{problems}"
            ),
        }
    }
}
