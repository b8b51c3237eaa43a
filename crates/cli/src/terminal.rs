//! What may reach a terminal.

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
