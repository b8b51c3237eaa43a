//! `juesuan check --explain RULE`.

use juesuan_model::Language;
use juesuan_reconciler::{Rule, rules};

use crate::Outcome;
use crate::failure::Failure;
use crate::output::Destination;

/// Stands for every rule.
pub(crate) const ALL: &str = "all";

/// Prints what a rule means, or the list of all.
pub(crate) fn explain(rule: &str, language: Language) -> Result<Outcome, Failure> {
    let told = match rules().iter().find(|known| known.id == rule) {
        Some(rule) => whole(rule, language),
        None => rules().iter().map(|rule| format!("{}  {}\n", rule.id, rule.text(language).title)).collect(),
    };
    Destination::StandardOutput.write(told.as_bytes())?;
    Ok(Outcome::Done)
}

fn whole(rule: &Rule, language: Language) -> String {
    let text = rule.text(language);
    let severity = rule.severity.text(language);
    let words = language.either(["含义", "缘由", "例"], ["Meaning", "Why", "Example"]);
    let colon = language.either("：", ": ");
    let parts = words.iter().zip([&text.meaning, &text.why, &text.example]);
    let parts: String = parts.map(|(word, text)| format!("{word}{colon}{text}\n")).collect();
    let brackets = language.either(("（", "）"), (" (", ")"));
    format!("{}{}{severity}{}\n{}\n\n{parts}", rule.id, brackets.0, brackets.1, text.title)
}
