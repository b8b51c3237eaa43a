//! The label of a row on one side: its code, its name, the form's line that it is.

use std::rc::Rc;

use juesuan_model::Row;

use super::columns::Side;
use crate::catalogue::{Catalogue, FormLayout, Layout, code_level, has_term, line_name, strip_ordinal};
use crate::spelling::canonical;

/// The label of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) section: Option<&'static str>,
    pub(crate) code: Option<Rc<str>>,
    /// As printed, without its ordinal.
    pub(crate) name: Option<Rc<str>>,
    /// Canonical name of the form's line.
    pub(crate) line: Option<&'static str>,
}

/// Reads the labels of one side from the top: some lines take their meaning from those above.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    /// The last code, whose first digits a lower line may leave out.
    last_code: String,
    /// The lines above, each once.
    seen: Vec<&'static str>,
}

impl Labels {
    /// The label of the next row.
    pub(crate) fn next(
        &mut self,
        row: &Row,
        side: &Side<'static>,
        form: &'static FormLayout,
        layout: &'static Layout,
        catalogue: &'static Catalogue,
    ) -> Label {
        let text = |&column: &usize| row.cells.get(column).map_or("", |cell| cell.text.as_str());
        let parts: Vec<&str> = side.codes.iter().map(text).collect();
        let code = read_code(&parts, &self.last_code);
        // Where the code columns hold a word, it is the name: 合计 printed over code and name.
        let in_codes = if code.is_none() { parts.iter().copied().find(|part| !part.is_empty()) } else { None };
        let printed = side.names.iter().map(text).find(|name| !name.is_empty()).or(in_codes).unwrap_or_default();
        let (code_in_name, printed) = split_code(printed, code.is_none() && side.codes.is_empty());
        let code = code.or(code_in_name);
        if let Some(code) = &code {
            self.last_code.clone_from(code);
        }
        let code = code.map(Rc::from);
        let name = strip_ordinal(printed);
        let word = line_name(printed);
        let mut label =
            Label { section: side.section, code, name: (!name.is_empty()).then(|| name.into()), line: None };
        if label.code.is_none() && !word.is_empty() {
            self.name_line(&mut label, &word, form, layout, catalogue);
        }
        if let Some(code) = &label.code
            && let Some(section) =
                form.sections.iter().find(|section| section.codes.iter().any(|c| code.starts_with(c)))
        {
            label.section = Some(&section.id);
        }
        label
    }

    fn name_line(
        &mut self,
        label: &mut Label,
        word: &str,
        form: &'static FormLayout,
        layout: &'static Layout,
        catalogue: &'static Catalogue,
    ) {
        if let Some(line) = form.line(word, label.section, &self.seen) {
            label.line = Some(&line.line);
            label.section = label.section.or(line.section.as_deref());
            if !self.seen.contains(&line.line.as_str()) {
                self.seen.push(&line.line);
            }
        } else if form.classes_in.is_some()
            && (label.section.is_none() || label.section == form.classes_in.as_deref())
            && let Some(code) = catalogue.functional.class_named(word)
        {
            label.code = Some(code.into());
            label.section = label.section.or(form.classes_in.as_deref());
        } else if has_term(&layout.total.terms, word) {
            label.line = Some(&layout.total.line);
        }
    }
}

/// The code that the code columns print together; `None` where they hold no digits or other characters beside them.
///
/// 类, 款 and 项 are joined; a column that repeats the digits of those to its left adds only the rest; a line that leaves
/// out the 类 or 款 of the line above takes them from `last`.
fn read_code(parts: &[&str], last: &str) -> Option<String> {
    let mut code = String::new();
    let mut skipped = 0;
    for part in parts {
        let digits = canonical(part);
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        match digits.strip_prefix(code.as_str()) {
            Some(rest) if !code.is_empty() && digits.len() > 2 => code.push_str(rest),
            _ if digits.is_empty() => skipped += usize::from(code.is_empty()),
            _ => {
                if code.is_empty() && skipped > 0 && digits.len() == 2 {
                    code.push_str(last.get(..2 * skipped + 1)?);
                }
                code.push_str(&digits);
            }
        }
    }
    (!code.is_empty()).then_some(code)
}

/// A code before the name in one cell (`2010350 事业运行`), and the name.
fn split_code(printed: &str, may_hold_code: bool) -> (Option<String>, &str) {
    let digits = printed.bytes().take_while(u8::is_ascii_digit).count();
    match (printed.get(..digits), printed.get(digits..)) {
        (Some(code), Some(name))
            if may_hold_code
                && code_level(code).is_some()
                && name.trim_start().chars().next().is_some_and(|c| c.is_alphabetic()) =>
        {
            (Some(code.to_owned()), name.trim_start())
        }
        _ => (None, printed),
    }
}

#[cfg(test)]
mod tests {
    use super::{read_code, split_code};

    #[track_caller]
    fn check(parts: &[&str], last: &str, expected: Option<&str>) {
        assert_eq!(read_code(parts, last).as_deref(), expected, "{parts:?}");
    }

    #[test]
    fn class_section_and_item_join_to_one_code() {
        check(&["201", "03", "50"], "", Some("2010350"));
        check(&["201", "03", ""], "", Some("20103"));
        check(&["2010350", "", ""], "", Some("2010350"));
        check(&["2 010 350"], "", Some("2010350"));
        check(&["２０１"], "", Some("201"));
    }

    #[test]
    fn a_column_may_repeat_the_digits_to_its_left() {
        check(&["201", "20103", "2010350"], "", Some("2010350"));
        check(&["201", "20103", ""], "", Some("20103"));
        check(&["201", "01", "01"], "", Some("2010101"));
    }

    #[test]
    fn a_line_may_leave_out_what_stands_above() {
        check(&["", "05", ""], "208", Some("20805"));
        check(&["", "", "06"], "2080505", Some("2080506"));
        check(&["", "", "06"], "", None);
    }

    #[test]
    fn words_are_no_code() {
        check(&["合计", "", ""], "201", None);
        check(&["", "", ""], "201", None);
        check(&["…"], "201", None);
    }

    #[test]
    fn a_code_may_stand_before_the_name() {
        assert_eq!(split_code("2010350 事业运行", true), (Some("2010350".to_owned()), "事业运行"));
        assert_eq!(split_code("2010350事业运行", false), (None, "2010350事业运行"));
        assert_eq!(split_code("2022年", true), (None, "2022年"));
    }
}
