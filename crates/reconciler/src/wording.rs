//! A regular expression that the program knows, with the characters that it needs: no way to fail for whoever asks it.

use std::borrow::Cow;

use crate::expression::{Captures, Expression, Match};

/// Whether a pattern that cannot match without one of the characters `needs` may match `text`; it may where none is named.
pub(crate) fn may_match(needs: &[char], text: &str) -> bool {
    needs.is_empty() || text.contains(needs)
}

/// A wording to look for. One that does not compile never matches; a test in each file that holds some says that all do.
pub(crate) struct Wording {
    /// A text that holds none of these does not match: a look for characters is far cheaper than a search. Empty where
    /// nothing can be said, and where the pattern fails at the beginning of a text that may be long.
    needs: &'static [char],
    expression: Expression,
}

impl Wording {
    pub(crate) const fn new(needs: &'static [char], pattern: &'static str) -> Self {
        Self { needs, expression: Expression::new(Cow::Borrowed(pattern)) }
    }

    /// The expression, where it may match `text`.
    fn expression_for(&self, text: &str) -> Option<&Expression> {
        may_match(self.needs, text).then_some(&self.expression)
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.expression_for(text).is_some_and(|expression| expression.is_match(text))
    }

    pub(crate) fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.expression_for(text)?.find(text)
    }

    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.expression_for(text)?.captures(text)
    }

    pub(crate) fn find_iter<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Match<'a>> {
        self.expression_for(text).into_iter().flat_map(move |expression| expression.find_iter(text))
    }

    /// The part of `text` before the first match; all of it where there is none.
    pub(crate) fn cut<'t>(&self, text: &'t str) -> &'t str {
        self.find(text).and_then(|found| text.get(..found.start())).unwrap_or(text)
    }

    #[cfg(test)]
    pub(crate) fn compiles(&self) -> bool {
        self.expression.compiles()
    }
}

/// Declares wordings: `static NAME = "pattern";`, or `static NAME needs ['x', 'y'] = "pattern";` for one that cannot
/// match a text without any of these characters.
macro_rules! wordings {
    ($($(#[$doc:meta])* static $name:ident $(needs [$($needed:literal),+])? = $pattern:expr;)+) => {
        $($(#[$doc])* static $name: $crate::wording::Wording =
            $crate::wording::Wording::new(&[$($($needed),+)?], $pattern);)+

        #[cfg(test)]
        #[test]
        fn every_wording_compiles() {
            $(assert!($name.compiles(), stringify!($name));)+
        }
    };
}
pub(crate) use wordings;
