//! The rules that checks are named after: what each means, why it matters, an example.

use std::sync::LazyLock;

use juesuan_model::{CheckSeverity, Language};
use serde::Deserialize;

/// A rule, named after what is wrong where it fails.
#[derive(Debug, Clone, Deserialize)]
pub struct Rule {
    /// Its stable name, as in a check's `rule`.
    pub id: String,
    /// How much it matters where it fails; single identities may matter less.
    pub severity: CheckSeverity,
    /// Whether it fails only where what is printed is larger than expected: what is expected is then the most that may be.
    #[serde(default)]
    pub is_bound: bool,
    zh: RuleText,
    en: RuleText,
}

/// A rule for people, in one language.
#[derive(Debug, Clone, Deserialize)]
#[non_exhaustive]
pub struct RuleText {
    /// What is wrong, in a few words.
    pub title: String,
    /// What exactly is compared, and when it fails.
    pub meaning: String,
    /// Why a document should satisfy it.
    pub why: String,
    /// A made-up example of what fails.
    pub example: String,
}

impl Rule {
    /// The rule for people.
    pub fn text(&self, language: Language) -> &RuleText {
        language.either(&self.zh, &self.en)
    }
}

/// Every rule, in the order in which the documentation lists them.
pub fn rules() -> &'static [Rule] {
    static RULES: LazyLock<Vec<Rule>> =
        LazyLock::new(|| serde_json::from_str(include_str!("../catalogue/rules.json")).unwrap_or_default());
    &RULES
}
