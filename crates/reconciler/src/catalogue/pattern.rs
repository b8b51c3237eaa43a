//! Patterns of the catalogue, compiled.

use regex::Regex;

/// Alternatives of which any may match.
pub(crate) struct Patterns(Vec<Regex>);

impl Patterns {
    pub(crate) fn new(patterns: &[impl AsRef<str>]) -> Self {
        Self(patterns.iter().filter_map(|pattern| Regex::new(pattern.as_ref()).ok()).collect())
    }

    /// Whether one of them matches somewhere in `text`.
    pub(crate) fn matches(&self, text: &str) -> bool {
        self.0.iter().any(|pattern| pattern.is_match(text))
    }

    /// The first group of the first that matches.
    pub(crate) fn capture<'a>(&self, text: &'a str) -> Option<&'a str> {
        self.0.iter().find_map(|pattern| Some(pattern.captures(text)?.get(1)?.as_str()))
    }

    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

/// The wording of a form's name at the end of a title.
pub(crate) struct TitlePattern(Regex);

impl TitlePattern {
    /// What stands before the name, where `title` ends with it. The longest name wins: the rest is as short as it gets.
    pub(crate) fn rest<'a>(&self, title: &'a str) -> Option<&'a str> {
        Some(self.0.captures(title)?.get(1)?.as_str())
    }
}

/// Compiles the wordings of one form.
pub(crate) fn compile(wordings: &[String]) -> Vec<TitlePattern> {
    wordings.iter().filter_map(|wording| Regex::new(&format!("^(.*?)(?:{wording})$")).ok().map(TitlePattern)).collect()
}
