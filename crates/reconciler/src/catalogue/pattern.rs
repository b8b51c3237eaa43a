//! Patterns of the catalogue. Each is compiled when it is first asked for: compiling all of them costs more than
//! reading a short document.

use std::sync::OnceLock;

use regex::Regex;

use crate::wording::may_match;

/// Alternatives of which any may match.
pub(crate) struct Patterns {
    /// A text that holds none of these does not match; empty where nothing can be said.
    needs: &'static [char],
    patterns: Vec<String>,
    /// All of them as one.
    any: OnceLock<Option<Regex>>,
    /// Each by itself.
    each: OnceLock<Vec<Regex>>,
}

impl Patterns {
    pub(crate) fn new(patterns: &[impl AsRef<str>]) -> Self {
        let patterns = patterns.iter().map(|pattern| pattern.as_ref().to_owned()).collect();
        Self { needs: &[], patterns, any: OnceLock::new(), each: OnceLock::new() }
    }

    /// These, known not to match a text without any of the characters: looking for them is far cheaper than a search.
    pub(crate) fn needing(self, needs: &'static [char]) -> Self {
        Self { needs, ..self }
    }

    /// Whether one of them matches somewhere in `text`.
    pub(crate) fn matches(&self, text: &str) -> bool {
        let any = self.any.get_or_init(|| {
            let alternatives: Vec<String> = self.patterns.iter().map(|pattern| format!("(?:{pattern})")).collect();
            if alternatives.is_empty() { None } else { Regex::new(&alternatives.join("|")).ok() }
        });
        may_match(self.needs, text) && any.as_ref().is_some_and(|any| any.is_match(text))
    }

    /// The first group of the first that matches.
    pub(crate) fn capture<'a>(&self, text: &'a str) -> Option<&'a str> {
        let patterns = if may_match(self.needs, text) { self.compiled() } else { &[] };
        patterns.iter().find_map(|pattern| Some(pattern.captures(text)?.get(1)?.as_str()))
    }

    fn compiled(&self) -> &[Regex] {
        self.each.get_or_init(|| self.patterns.iter().filter_map(|pattern| Regex::new(pattern).ok()).collect())
    }

    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.compiled().len()
    }
}

/// The wordings of a form's name at the end of a title.
pub(crate) struct TitlePattern {
    /// What every one of the wordings holds: looking for it is far cheaper than trying them.
    keywords: Vec<String>,
    wordings: Vec<String>,
    pattern: OnceLock<Option<Regex>>,
}

impl TitlePattern {
    pub(crate) fn new(keywords: &[&String], wordings: &[String]) -> Self {
        let keywords = keywords.iter().copied().filter(|keyword| !keyword.is_empty()).cloned().collect();
        Self { keywords, wordings: wordings.to_vec(), pattern: OnceLock::new() }
    }

    /// What stands before the name, where `title` ends with it. The longest name wins: the rest is as short as it gets.
    pub(crate) fn rest<'a>(&self, title: &'a str) -> Option<&'a str> {
        if !self.keywords.iter().all(|keyword| title.contains(keyword.as_str())) {
            return None;
        }
        Some(self.compiled()?.captures(title)?.get(1)?.as_str())
    }

    fn compiled(&self) -> Option<&Regex> {
        let compile = || Regex::new(&format!("^(.*?)(?:{})$", self.wordings.join("|"))).ok();
        self.pattern.get_or_init(compile).as_ref()
    }

    #[cfg(test)]
    pub(crate) fn compiles(&self) -> bool {
        self.compiled().is_some()
    }
}
