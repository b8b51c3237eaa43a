//! What may reach a terminal: no control characters of documents, and colours only where they are wanted.

use std::io;

use anstream::{AutoStream, ColorChoice};
use anstyle::Style;

/// When to colour what is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// Whether to colour what goes to standard output.
    pub(crate) fn applies(self) -> bool {
        match self {
            Self::Auto => AutoStream::choice(&io::stdout()) != ColorChoice::Never,
            Self::Always => true,
            Self::Never => false,
        }
    }
}

/// The text in a style.
pub(crate) fn styled(text: &str, style: Style) -> String {
    format!("{style}{text}{style:#}")
}

/// The text with its control characters written out: documents may hold some, and a terminal must not obey them. Line
/// ends stay.
pub(crate) fn without_controls(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() && c != '\n' { safe.extend(c.escape_default()) } else { safe.push(c) }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::without_controls;

    #[test]
    fn a_terminal_is_not_commanded() {
        assert_eq!(without_controls("a\u{1b}[2Jb\n"), "a\\u{1b}[2Jb\n");
    }
}
