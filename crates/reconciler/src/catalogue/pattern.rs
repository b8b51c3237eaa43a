//! Patterns of the catalogue. Each is compiled when it is first asked for: compiling all of them costs more than
//! reading a short document.

use std::borrow::Cow;

use crate::expression::Expression;
use crate::wording::may_match;

/// Alternatives of which any may match.
pub(crate) struct Patterns {
    /// A text that holds none of these does not match; empty where nothing can be said.
    needs: &'static [char],
    /// All of them as one; `None` where there are none.
    any: Option<Expression>,
    /// Each by itself.
    each: Vec<Expression>,
}

impl Patterns {
    pub(crate) fn new(patterns: &[impl AsRef<str>]) -> Self {
        let owned = |pattern: &str| Expression::new(Cow::Owned(pattern.to_owned()));
        let each = patterns.iter().map(|pattern| owned(pattern.as_ref())).collect();
        let alternatives: Vec<String> = patterns.iter().map(|pattern| format!("(?:{})", pattern.as_ref())).collect();
        let any = (!alternatives.is_empty()).then(|| Expression::new(Cow::Owned(alternatives.join("|"))));
        Self { needs: &[], any, each }
    }

    /// These, known not to match a text without any of the characters: looking for them is far cheaper than a search.
    pub(crate) fn needing(self, needs: &'static [char]) -> Self {
        Self { needs, ..self }
    }

    /// Whether one of them matches somewhere in `text`.
    pub(crate) fn matches(&self, text: &str) -> bool {
        may_match(self.needs, text) && self.any.as_ref().is_some_and(|any| any.is_match(text))
    }

    /// The first group of the first that matches.
    pub(crate) fn capture<'a>(&self, text: &'a str) -> Option<&'a str> {
        let each = if may_match(self.needs, text) { self.each.as_slice() } else { &[] };
        each.iter().find_map(|expression| Some(expression.captures(text)?.get(1)?.as_str()))
    }

    /// How many of them can be read.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.each.iter().filter(|expression| expression.compiles()).count()
    }
}

/// The wordings of a form's name at the end of a title.
pub(crate) struct TitlePattern {
    /// What every one of the wordings holds: looking for it is far cheaper than trying them.
    keywords: Vec<String>,
    expression: Expression,
}

impl TitlePattern {
    pub(crate) fn new(keywords: &[&String], wordings: &[String]) -> Self {
        let keywords = keywords.iter().copied().filter(|keyword| !keyword.is_empty()).cloned().collect();
        let pattern = format!("^(.*?)(?:{})$", wordings.join("|"));
        Self { keywords, expression: Expression::new(Cow::Owned(pattern)) }
    }

    /// What stands before the name, where `title` ends with it. The longest name wins: the rest is as short as it gets.
    pub(crate) fn rest<'a>(&self, title: &'a str) -> Option<&'a str> {
        if !self.keywords.iter().all(|keyword| title.contains(keyword.as_str())) {
            return None;
        }
        Some(self.expression.captures(title)?.get(1)?.as_str())
    }

    #[cfg(test)]
    pub(crate) fn compiles(&self) -> bool {
        self.expression.compiles()
    }
}
