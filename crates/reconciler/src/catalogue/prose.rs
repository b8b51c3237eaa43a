//! What the prose of a kind of document says again, as data: the subjects of its sentences and the cells of the forms
//! that hold the same figures, the parts that make up a whole, the lists of items.

use std::borrow::Cow;

use juesuan_model::DocumentKind;
use serde::Deserialize;

use super::identity::{Alternatives, Relation, Sentence};
use crate::expression::Expression;

/// The prose of one kind of document.
#[derive(Debug, Deserialize)]
pub(crate) struct ProseData {
    pub(crate) document: DocumentKind,
    pub(crate) subjects: Vec<Subject>,
    /// Where the figures of codes stand, by the headings over a sentence; the first that fits counts.
    pub(crate) codes: Vec<Codes>,
    /// Subjects that no form holds, and that have one figure wherever they are spoken of.
    pub(crate) stated_once: Pattern,
    pub(crate) parts: Vec<Parts>,
    pub(crate) lists: Vec<ItemList>,
}

/// Where the figures of codes stand under some headings.
#[derive(Debug, Deserialize)]
pub(crate) struct Codes {
    /// Of the headings; every sentence where nothing is said.
    pub(crate) within: Option<Pattern>,
    /// The cells, `$` for the code.
    pub(crate) cells: Vec<Alternatives>,
}

/// A subject and the figures that are said of it.
#[derive(Debug, Deserialize)]
pub(crate) struct Subject {
    /// Of the canonical subject, whole.
    pub(crate) subject: Pattern,
    /// Of the headings over the sentence: elsewhere the same words may mean something else.
    pub(crate) within: Option<Pattern>,
    /// Where the figure of the year stands: what is said must be one of these.
    pub(crate) cells: Vec<Alternatives>,
    /// Where the budgeted figure stands.
    #[serde(default)]
    pub(crate) budget: Vec<Alternatives>,
    /// Whether a figure that is none of these is wrong.
    #[serde(default = "yes")]
    pub(crate) sure: bool,
}

/// Parts that make up a whole, or are at least none too large for it.
#[derive(Debug, Deserialize)]
pub(crate) struct Parts {
    pub(crate) id: String,
    pub(crate) rule: String,
    #[serde(default)]
    pub(crate) relation: Relation,
    pub(crate) whole: Pattern,
    pub(crate) parts: Vec<Pattern>,
    /// What is counted; amounts of money where nothing is said.
    pub(crate) unit: Option<String>,
    /// Whether the parts stand in the sentence of the whole, and one pattern names several of them.
    #[serde(default)]
    pub(crate) same_sentence: bool,
    #[serde(flatten)]
    pub(crate) sentence: Sentence,
}

/// A list of items that have figures in a form.
#[derive(Debug, Deserialize)]
pub(crate) struct ItemList {
    /// The words before the list.
    pub(crate) after: Pattern,
    /// The form that has the items, and its side.
    pub(crate) form: String,
    pub(crate) section: String,
}

fn yes() -> bool {
    true
}

/// A regular expression, compiled when it is first asked for.
#[derive(Debug, Deserialize)]
#[serde(from = "String")]
pub(crate) struct Pattern {
    /// What every match begins with: looking for it is far cheaper than a search.
    prefix: String,
    whole: Expression,
    part: Expression,
}

impl From<String> for Pattern {
    fn from(pattern: String) -> Self {
        Self {
            prefix: literal_prefix(&pattern),
            whole: Expression::new(Cow::Owned(format!("^(?:{pattern})$"))),
            part: Expression::new(Cow::Owned(pattern)),
        }
    }
}

impl Pattern {
    /// Whether it is the whole text.
    pub(crate) fn is_whole(&self, text: &str) -> bool {
        text.starts_with(&self.prefix) && self.whole.is_match(text)
    }

    /// Where it first stands in the text.
    pub(crate) fn find(&self, text: &str) -> Option<(usize, usize)> {
        if !text.contains(&self.prefix) {
            return None;
        }
        self.part.find(text).map(|found| (found.start(), found.end()))
    }
}

/// The plain characters that a pattern begins with; empty where an alternative may begin otherwise.
fn literal_prefix(pattern: &str) -> String {
    let mut depth = 0_i32;
    let has_alternatives = pattern.chars().any(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        c == '|' && depth == 0
    });
    if has_alternatives {
        return String::new();
    }
    let end = pattern.find(['(', '[', '.', '?', '*', '+', '{', '\\', '^', '$']).unwrap_or(pattern.len());
    let (literal, rest) = pattern.split_at(end);
    let mut literal = literal.to_owned();
    if rest.starts_with(['?', '*', '{']) {
        literal.pop();
    }
    literal
}

#[cfg(test)]
mod tests {
    use super::{Pattern, Relation};
    use crate::catalogue::catalogue;
    use crate::published::rules;

    #[test]
    fn a_literal_prefix_is_no_more_than_every_match_has() {
        let prefixes = ["本年(度)?收入", "收入支出总计|收支总计", "公务接待费?(支出)?", "(各项)?总支出", ".*车辆"]
            .map(super::literal_prefix);
        assert_eq!(prefixes, ["本年", "", "公务接待", "", ""]);
    }

    #[test]
    fn the_data_parse_and_every_pattern_compiles() {
        for file in &catalogue().prose {
            let compiles =
                |pattern: &Pattern| assert!(pattern.whole.compiles() && pattern.part.compiles(), "{pattern:?}");
            for subject in &file.subjects {
                compiles(&subject.subject);
                subject.within.iter().for_each(compiles);
                assert!(!subject.cells.is_empty());
            }
            compiles(&file.stated_once);
            for parts in &file.parts {
                compiles(&parts.whole);
                parts.parts.iter().for_each(compiles);
                let rule = rules().iter().find(|rule| rule.id == parts.rule);
                let rule = rule.unwrap_or_else(|| panic!("no rule {}", parts.rule));
                assert_eq!(rule.is_bound, parts.relation == Relation::Le, "{}", parts.id);
            }
            file.lists.iter().for_each(|list| compiles(&list.after));
        }
    }
}
