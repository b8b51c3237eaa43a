//! `juesuan check --explain RULE`.

use juesuan_model::{CheckSeverity, Language};
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
    let (severity, words) = match (language, rule.severity) {
        (Language::Chinese, CheckSeverity::Error) => ("错误", ["含义", "缘由", "例"]),
        (Language::Chinese, CheckSeverity::Warning) => ("警告", ["含义", "缘由", "例"]),
        (Language::Chinese, CheckSeverity::Info) => ("提示", ["含义", "缘由", "例"]),
        (Language::English, CheckSeverity::Error) => ("error", ["Meaning", "Why", "Example"]),
        (Language::English, CheckSeverity::Warning) => ("warning", ["Meaning", "Why", "Example"]),
        (Language::English, CheckSeverity::Info) => ("info", ["Meaning", "Why", "Example"]),
    };
    let colon = if language == Language::Chinese { "：" } else { ": " };
    let parts = words.iter().zip([&text.meaning, &text.why, &text.example]);
    let parts: String = parts.map(|(word, text)| format!("{word}{colon}{text}\n")).collect();
    let brackets = if language == Language::Chinese { ("（", "）") } else { (" (", ")") };
    format!("{}{}{severity}{}\n{}\n\n{parts}", rule.id, brackets.0, brackets.1, text.title)
}
