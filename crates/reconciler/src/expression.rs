//! One regular expression, two engines by the same authors that find the same: regex-lite, which compiles twenty times as
//! fast, and regex, which matches fifty times as fast.
//!
//! An expression is compiled when it is first asked for, for regex-lite; and for regex once it has been matched with so
//! much text that this pays. A short document by itself never waits for the second, an archive hardly for the first. What
//! both engines read in the same way is all that a pattern may use: classes are written out (`[0-9]`, not `\d`).

use std::borrow::Cow;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Bytes of text that an expression is matched with before it is compiled for the faster engine: compiling takes about as
/// long as matching so many by the slower one.
const WORTH_COMPILING: usize = 8 << 10;

/// A regular expression that the program knows. One that does not compile never matches; tests say that all do.
#[derive(Debug)]
pub(crate) struct Expression {
    pattern: Cow<'static, str>,
    light: OnceLock<Option<regex_lite::Regex>>,
    fast: OnceLock<Option<regex::Regex>>,
    /// Bytes of text that it was matched with by the slower engine.
    read: AtomicUsize,
}

/// What an expression is matched by at the moment.
enum Engine<'e> {
    Light(&'e regex_lite::Regex),
    Fast(&'e regex::Regex),
}

impl Expression {
    pub(crate) const fn new(pattern: Cow<'static, str>) -> Self {
        Self { pattern, light: OnceLock::new(), fast: OnceLock::new(), read: AtomicUsize::new(0) }
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        match self.engine_for(text) {
            Some(Engine::Light(engine)) => engine.is_match(text),
            Some(Engine::Fast(engine)) => engine.is_match(text),
            None => false,
        }
    }

    pub(crate) fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        match self.engine_for(text)? {
            Engine::Light(engine) => engine.find(text).map(Match::from),
            Engine::Fast(engine) => engine.find(text).map(Match::from),
        }
    }

    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        match self.engine_for(text)? {
            Engine::Light(engine) => engine.captures(text).map(Captures::Light),
            Engine::Fast(engine) => engine.captures(text).map(Captures::Fast),
        }
    }

    /// All matches that do not overlap, from the left.
    pub(crate) fn find_iter<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Match<'a>> {
        let (light, fast) = match self.engine_for(text) {
            Some(Engine::Light(engine)) => (Some(engine.find_iter(text)), None),
            Some(Engine::Fast(engine)) => (None, Some(engine.find_iter(text))),
            None => (None, None),
        };
        light.into_iter().flatten().map(Match::from).chain(fast.into_iter().flatten().map(Match::from))
    }

    fn engine_for(&self, text: &str) -> Option<Engine<'_>> {
        if self.fast.get().is_none() && self.read.fetch_add(text.len(), Ordering::Relaxed) < WORTH_COMPILING {
            let light = self.light.get_or_init(|| regex_lite::Regex::new(&self.pattern).ok());
            return light.as_ref().map(Engine::Light);
        }
        self.fast.get_or_init(|| regex::Regex::new(&self.pattern).ok()).as_ref().map(Engine::Fast)
    }

    /// Whether both engines read it.
    #[cfg(test)]
    pub(crate) fn compiles(&self) -> bool {
        regex_lite::Regex::new(&self.pattern).is_ok() && regex::Regex::new(&self.pattern).is_ok()
    }
}

/// Where an expression, or a group of it, stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Match<'t> {
    start: usize,
    end: usize,
    text: &'t str,
}

impl<'t> Match<'t> {
    pub(crate) fn start(&self) -> usize {
        self.start
    }

    pub(crate) fn end(&self) -> usize {
        self.end
    }

    pub(crate) fn as_str(&self) -> &'t str {
        self.text
    }
}

impl<'t> From<regex_lite::Match<'t>> for Match<'t> {
    fn from(found: regex_lite::Match<'t>) -> Self {
        Self { start: found.start(), end: found.end(), text: found.as_str() }
    }
}

impl<'t> From<regex::Match<'t>> for Match<'t> {
    fn from(found: regex::Match<'t>) -> Self {
        Self { start: found.start(), end: found.end(), text: found.as_str() }
    }
}

/// Where the groups of an expression stand.
#[derive(Debug)]
pub(crate) enum Captures<'t> {
    Light(regex_lite::Captures<'t>),
    Fast(regex::Captures<'t>),
}

impl<'t> Captures<'t> {
    /// The group of this number; 0 is the whole match.
    pub(crate) fn get(&self, group: usize) -> Option<Match<'t>> {
        match self {
            Self::Light(captures) => captures.get(group).map(Match::from),
            Self::Fast(captures) => captures.get(group).map(Match::from),
        }
    }

    pub(crate) fn name(&self, group: &str) -> Option<Match<'t>> {
        match self {
            Self::Light(captures) => captures.name(group).map(Match::from),
            Self::Fast(captures) => captures.name(group).map(Match::from),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{Expression, WORTH_COMPILING};

    /// What the expression finds in `text`: whether it matches, all matches, the group `x`.
    fn found(expression: &Expression, text: &str) -> (bool, Vec<(usize, usize, String)>, Option<String>) {
        let all = expression.find_iter(text).map(|one| (one.start(), one.end(), one.as_str().to_owned())).collect();
        let group = expression.captures(text).and_then(|found| Some(found.name("x")?.as_str().to_owned()));
        (expression.is_match(text), all, group)
    }

    #[test]
    fn what_is_found_does_not_depend_on_how_much_was_read() {
        let texts = ["2022年度收入决算表", "决算表，决算数", "", "第12页\n共 3 页", "—…—"];
        for pattern in
            ["(?P<x>[0-9]{4})年度?|决算(?P<y>表|数)?", "^(?P<x>.*?)(?:决算表|算表)$", "[—…]{2,}|^$", "[^0-9]*"]
        {
            let expression = Expression::new(Cow::Borrowed(pattern));
            let first: Vec<_> = texts.iter().map(|text| found(&expression, text)).collect();
            assert!(expression.fast.get().is_none());
            expression.is_match(&"一".repeat(WORTH_COMPILING));
            let later: Vec<_> = texts.iter().map(|text| found(&expression, text)).collect();
            assert!(expression.fast.get().is_some());
            assert_eq!(first, later, "{pattern}");
        }
    }

    #[test]
    fn a_pattern_that_is_none_never_matches() {
        let expression = Expression::new(Cow::Borrowed("("));
        assert!(!expression.compiles());
        assert_eq!(found(&expression, "("), (false, Vec::new(), None));
    }
}
