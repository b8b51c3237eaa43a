//! What the columns and lines of the forms are called, and the canonical name of each.

use juesuan_model::DocumentKind;
use serde::Deserialize;

use super::identity::Alternatives;
use crate::spelling::canonical;

/// The wordings of one kind of document. A term is one head, or several from top to bottom joined with `/`.
#[derive(Debug, Deserialize)]
pub(crate) struct Layout {
    pub(crate) document: DocumentKind,
    pub(crate) year_totals: YearTotalCells,
    /// Heads that only say "the figure of what stands above".
    pub(crate) neutral: Vec<String>,
    /// Heads that group columns without changing what they measure.
    pub(crate) groups: Vec<String>,
    /// The line of the total, in forms that name no other.
    pub(crate) total: LineEntry,
    /// The heads of the columns that label a row.
    pub(crate) labels: Labels,
    /// The forms.
    pub(crate) forms: Vec<FormLayout>,
}

/// Where the totals of the document's year stand.
#[derive(Debug, Deserialize)]
pub(crate) struct YearTotalCells {
    pub(crate) income: Alternatives,
    pub(crate) expenditure: Alternatives,
}

/// The heads of the columns that label a row. Other wordings for whole codes are known by pattern (`words.json`).
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Labels {
    pub(crate) code: Vec<String>,
    pub(crate) code_class: Vec<String>,
    pub(crate) code_section: Vec<String>,
    pub(crate) code_item: Vec<String>,
    pub(crate) line_number: Vec<String>,
    pub(crate) name: Vec<String>,
}

/// The wordings of one form.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct FormLayout {
    pub(crate) kind: String,
    /// First year of the form.
    pub(crate) from: Option<u16>,
    /// Its sides, in the order in which they are printed; none where it has one side.
    #[serde(default)]
    pub(crate) sections: Vec<SectionEntry>,
    /// Heads that group columns in this form.
    #[serde(default)]
    pub(crate) groups: Vec<String>,
    /// Whose figures the columns hold (预算数, 决算数), where a form prints several.
    #[serde(default)]
    pub(crate) bases: Vec<BasisEntry>,
    /// The basis of a column that names none.
    pub(crate) default_basis: Option<String>,
    pub(crate) columns: Vec<MeasureEntry>,
    /// The section whose lines are the 类 of the functional classification, by name.
    pub(crate) classes_in: Option<String>,
    /// Its lines, where they have names instead of codes.
    #[serde(default)]
    pub(crate) lines: Vec<LineEntry>,
}

/// A side of a form.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct SectionEntry {
    pub(crate) id: String,
    pub(crate) heads: Vec<String>,
    /// The classes whose lines belong to it wherever they are printed.
    #[serde(default)]
    pub(crate) codes: Vec<String>,
}

/// A basis of figures.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct BasisEntry {
    pub(crate) id: String,
    pub(crate) terms: Vec<Term>,
}

/// A column's measure and its wordings.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct MeasureEntry {
    pub(crate) measure: String,
    /// The side that it belongs to, where its terms mean something else on the other.
    pub(crate) section: Option<String>,
    pub(crate) from: Option<u16>,
    pub(crate) to: Option<u16>,
    pub(crate) terms: Vec<Term>,
    /// Wordings that mean it only as the name of a row, in forms that print measures as rows.
    #[serde(default)]
    pub(crate) rows: Vec<Term>,
}

/// A line and its wordings.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct LineEntry {
    pub(crate) line: String,
    pub(crate) section: Option<String>,
    /// The line below which its wordings mean this one.
    pub(crate) after: Option<String>,
    pub(crate) from: Option<u16>,
    pub(crate) to: Option<u16>,
    pub(crate) terms: Vec<Term>,
}

/// A wording, with the years of its use where they are known.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Term {
    /// At any time.
    Always(String),
    /// In some years.
    Dated { term: String, from: Option<u16>, to: Option<u16> },
}

impl Term {
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Always(term) | Self::Dated { term, .. } => term,
        }
    }

    pub(crate) fn years(&self) -> (Option<u16>, Option<u16>) {
        match self {
            Self::Always(_) => (None, None),
            Self::Dated { from, to, .. } => (*from, *to),
        }
    }
}

/// Whether one of `terms` is `word`, which is canonical.
pub(crate) fn has_term(terms: &[Term], word: &str) -> bool {
    terms.iter().any(|term| term.text() == word)
}

impl Layout {
    /// The wordings of a form.
    pub(crate) fn form(&self, kind: &str) -> Option<&FormLayout> {
        self.forms.iter().find(|form| form.kind == kind)
    }
}

impl FormLayout {
    /// The line of this name on a side; `seen` are the lines above it there. `name` is canonical, without its ordinal.
    pub(crate) fn line(&self, name: &str, section: Option<&str>, seen: &[&str]) -> Option<&LineEntry> {
        let here = |line: &&LineEntry| {
            let on_side = section.is_none() || line.section.is_none() || line.section.as_deref() == section;
            on_side && has_term(&line.terms, name)
        };
        let below = |line: &&LineEntry| line.after.as_deref().is_some_and(|after| seen.contains(&after));
        let fitting = || self.lines.iter().filter(here);
        fitting().find(below).or_else(|| fitting().find(|line| line.after.is_none()))
    }
}

/// A line's name for comparing: canonical, without the ordinal that some documents print before it.
pub(crate) fn line_name(printed: &str) -> String {
    let name = canonical(printed);
    strip_ordinal(&name).to_owned()
}

/// `name` (canonical) without what only places the line among others: ordinals, and the words 其中, 加 and 减.
pub(crate) fn bare_name(name: &str) -> &str {
    let mut bare = name;
    loop {
        let placed = ["其中:", "加:", "减:"].iter().find_map(|word| bare.strip_prefix(word)).unwrap_or(bare);
        let shorter = strip_ordinal(placed);
        if shorter.len() == bare.len() {
            return bare;
        }
        bare = shorter;
    }
}

/// `text` without `一、`, `（一）`, `1.` or `(1)` before it. Counts characters of Chinese and ASCII numerals only.
pub(crate) fn strip_ordinal(text: &str) -> &str {
    let is_numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let after_number = |text: &'_ str| text.len() - text.trim_start_matches(is_numeral).len();
    if let Some(inside) = text.strip_prefix(['(', '（']) {
        let number = after_number(inside);
        let rest = inside.get(number..).unwrap_or_default();
        return match rest.strip_prefix([')', '）']) {
            Some(rest) if number > 0 => rest.trim_start_matches(['、', '.', '．']),
            _ => text,
        };
    }
    let number = after_number(text);
    let rest = text.get(number..).unwrap_or_default();
    match rest.strip_prefix(['、', '.', '．', '，', ',']) {
        Some(rest) if number > 0 && !rest.starts_with(|c: char| c.is_ascii_digit()) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::{bare_name, strip_ordinal};

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(strip_ordinal(text), expected);
    }

    #[test]
    fn a_bare_name_keeps_the_numerals_that_are_part_of_it() {
        assert_eq!(bare_name("一、一般公共服务支出"), "一般公共服务支出");
        assert_eq!(bare_name("一般公共服务支出"), "一般公共服务支出");
        assert_eq!(bare_name("其中:1.教育收费"), "教育收费");
        assert_eq!(bare_name("(一)加:年初结转和结余"), "年初结转和结余");
    }

    #[test]
    fn an_ordinal_is_no_part_of_a_name() {
        check("一、一般公共服务支出", "一般公共服务支出");
        check("二十三、其他支出", "其他支出");
        check("1.因公出国（境）费", "因公出国（境）费");
        check("（一）支出合计", "支出合计");
    }

    #[test]
    fn a_name_that_begins_with_a_numeral_is_whole() {
        check("一般公共预算财政拨款", "一般公共预算财政拨款");
        check("三公经费", "三公经费");
        check("1.50", "1.50");
        check("（境）费", "（境）费");
    }
}
