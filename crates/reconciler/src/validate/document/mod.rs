//! Whether the document is what it says it is: its forms, its codes, its year, its name.

mod codes;
mod contents;
mod declared;
mod names;

use juesuan_model::{BBox, CellAt, Check, CheckPlace, CheckSeverity, Language, Outcome, Reason};

use super::say::severity_of;

pub(super) use codes::check_codes;
pub(super) use contents::check_contents;
pub(super) use declared::check_declared;
pub(super) use names::check_names;

/// A finding about the document.
struct Finding<'f> {
    rule: &'f str,
    identity: String,
    outcome: Outcome,
    reason: Option<Reason>,
    severity: Option<CheckSeverity>,
    zh: String,
    en: String,
    printed: Option<String>,
    expected: Option<String>,
    places: Vec<CheckPlace>,
}

impl Finding<'_> {
    fn new(rule: &str, identity: String, outcome: Outcome) -> Finding<'_> {
        Finding {
            rule,
            identity,
            outcome,
            reason: None,
            severity: None,
            zh: String::new(),
            en: String::new(),
            printed: None,
            expected: None,
            places: Vec::new(),
        }
    }

    fn check(self, language: Language) -> Check {
        Check {
            rule: self.rule.to_owned(),
            outcome: self.outcome,
            severity: self.severity.unwrap_or_else(|| severity_of(self.rule)),
            identity: self.identity,
            message: match language {
                Language::Chinese => self.zh,
                Language::English => self.en,
            },
            printed: self.printed,
            expected: self.expected,
            difference: None,
            allowance: None,
            unit: None,
            reason: self.reason,
            places: self.places,
            suspects: Vec::new(),
        }
    }
}

fn place(page: u32, bbox: BBox, cell: Option<CellAt>) -> CheckPlace {
    CheckPlace { page, bbox, cell }
}
