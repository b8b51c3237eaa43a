//! What a rule says of the document, in both languages → a check of the contract.

use juesuan_model::{Check, CheckPlace, CheckSeverity, Language, Outcome, Reason};
use rust_decimal::Decimal;

use crate::published::rules;

/// What a rule says. Of one that holds only the figure and the first place are told: documents satisfy hundreds.
#[derive(Clone)]
pub(super) struct Claim<'c> {
    pub(super) rule: &'c str,
    pub(super) identity: String,
    pub(super) outcome: Outcome,
    pub(super) reason: Option<Reason>,
    /// Where it is not as the rule says.
    pub(super) severity: Option<CheckSeverity>,
    pub(super) zh: String,
    pub(super) en: String,
    pub(super) printed: Option<String>,
    pub(super) expected: Option<String>,
    pub(super) difference: Option<Decimal>,
    pub(super) allowance: Option<Decimal>,
    pub(super) unit: Option<String>,
    pub(super) places: Vec<CheckPlace>,
}

impl Default for Claim<'_> {
    fn default() -> Self {
        Self {
            rule: "",
            identity: String::new(),
            outcome: Outcome::NotEvaluated,
            reason: None,
            severity: None,
            zh: String::new(),
            en: String::new(),
            printed: None,
            expected: None,
            difference: None,
            allowance: None,
            unit: None,
            places: Vec::new(),
        }
    }
}

impl Claim<'_> {
    /// The check, worded in `language`.
    pub(super) fn check(self, language: Language) -> Check {
        let holds = self.outcome == Outcome::Pass;
        let plain = |value: Decimal| value.normalize().to_string();
        let mut places = self.places;
        if holds {
            places.truncate(1);
        }
        Check {
            rule: self.rule.to_owned(),
            outcome: self.outcome,
            severity: self.severity.unwrap_or_else(|| severity_of(self.rule)),
            identity: self.identity,
            message: if holds { String::new() } else { language.either(self.zh, self.en) },
            printed: self.printed,
            expected: self.expected.filter(|_| !holds),
            difference: self.difference.filter(|_| !holds).map(plain),
            allowance: self.allowance.filter(|_| !holds).map(plain),
            unit: self.unit,
            reason: self.reason,
            places,
            suspects: Vec::new(),
        }
    }
}

/// How much it matters where a rule is broken.
pub(super) fn severity_of(rule: &str) -> CheckSeverity {
    rules().iter().find(|known| known.id == rule).map_or(CheckSeverity::Warning, |rule| rule.severity)
}
