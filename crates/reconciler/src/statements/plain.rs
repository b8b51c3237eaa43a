//! A text for looking at, character by character beside the printed one.

/// A text whose look-alikes are one character each, so that places in it are places in what is printed.
pub(super) struct Plain {
    printed: Vec<char>,
    /// As many characters as printed.
    pub(super) text: String,
    /// The byte where each character of `text` begins, and its length.
    starts: Vec<usize>,
}

impl Plain {
    pub(super) fn of(printed: &str) -> Self {
        let printed: Vec<char> = printed.chars().collect();
        let mut text = String::with_capacity(printed.len() * 3);
        let mut starts = Vec::with_capacity(printed.len() + 1);
        for &c in &printed {
            starts.push(text.len());
            text.push(one_form(c));
        }
        starts.push(text.len());
        Self { printed, text, starts }
    }

    /// What is printed between two bytes of the text.
    pub(super) fn printed(&self, start: usize, end: usize) -> String {
        let at = |byte: usize| self.starts.partition_point(|&start| start < byte);
        self.printed.get(at(start)..at(end)).unwrap_or_default().iter().collect()
    }
}

fn one_form(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '∶' | '︰' | '﹕' => ':',
        '–' | '—' | '−' | '‐' | '‑' => '-',
        c => c,
    }
}

/// The sentences of a paragraph: what ends with 。 or ；, each with its byte range.
pub(super) fn sentences(text: &str) -> Vec<(usize, usize)> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if matches!(c, '。' | ';' | '！') {
            let end = at + c.len_utf8();
            sentences.push((start, end));
            start = end;
        }
    }
    if start < text.len() {
        sentences.push((start, text.len()));
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::{Plain, sentences};

    #[test]
    fn places_are_those_of_the_printed_text() {
        let plain = Plain::of("“三公”经费１２．５０％，占");
        assert_eq!(plain.text, "“三公”经费12.50%,占");
        let start = plain.text.find("12").unwrap();
        assert_eq!(plain.printed(start, start + 6), "１２．５０％");
    }

    #[test]
    fn a_sentence_ends_with_a_full_stop_or_a_semicolon() {
        let text = "甲1元;乙2元。丙";
        let parts: Vec<&str> = sentences(text).into_iter().map(|(start, end)| &text[start..end]).collect();
        assert_eq!(parts, ["甲1元;", "乙2元。", "丙"]);
    }
}
