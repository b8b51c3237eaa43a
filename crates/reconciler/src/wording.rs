//! A regular expression that the program knows: compiled once, and no way to fail for whoever asks it.

use std::sync::LazyLock;

use regex::{Captures, Regex};

/// A wording to look for. One that does not compile never matches; a test in each file that holds some says that all do.
pub(crate) struct Wording(LazyLock<Option<Regex>>);

impl Wording {
    pub(crate) const fn new(compile: fn() -> Option<Regex>) -> Self {
        Self(LazyLock::new(compile))
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.0.as_ref().is_some_and(|wording| wording.is_match(text))
    }

    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.0.as_ref()?.captures(text)
    }

    pub(crate) fn find_iter<'a>(&'a self, text: &'a str) -> impl Iterator<Item = regex::Match<'a>> {
        self.0.iter().flat_map(move |wording| wording.find_iter(text))
    }

    /// The part of `text` before the first match; all of it where there is none.
    pub(crate) fn cut<'t>(&self, text: &'t str) -> &'t str {
        let found = self.0.as_ref().and_then(|wording| wording.find(text));
        found.and_then(|found| text.get(..found.start())).unwrap_or(text)
    }

    #[cfg(test)]
    pub(crate) fn compiles(&self) -> bool {
        self.0.is_some()
    }
}

/// Declares wordings: `static NAME = "pattern";`.
macro_rules! wordings {
    ($($(#[$doc:meta])* static $name:ident = $pattern:expr;)+) => {
        $($(#[$doc])* static $name: $crate::wording::Wording =
            $crate::wording::Wording::new(|| regex::Regex::new($pattern).ok());)+

        #[cfg(test)]
        #[test]
        fn every_wording_compiles() {
            $(assert!($name.compiles(), stringify!($name));)+
        }
    };
}
pub(crate) use wordings;
