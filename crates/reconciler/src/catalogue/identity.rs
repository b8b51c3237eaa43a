//! The relations between figures that the forms of a kind of document should satisfy, as data.
//!
//! A side of an identity is a list of sums that are added. Each is one term, or several alternatives parted with `|`, of
//! which the first that the document prints counts; a `-` before a term subtracts it. A term reads
//! `FORM[.SECTION]:ROW@MEASURE`. Its row is the canonical name of a line, `#CODE`, or
//!
//! * `*`: each labelled row of the form, the same one in every term;
//! * `$`: each code of the form, the same one in every term;
//! * `children`: the printed codes below that code, each nearest to it;
//! * `top`: the printed codes with no printed code above them;
//! * `classes`: the codes of three digits;
//! * `any`: the row that holds the measure, whatever its label.
//!
//! The measure `$` is each measure of the form, the same one in every term.

use std::collections::BTreeMap;

use juesuan_model::{CheckSeverity, DocumentKind, Language};
use serde::Deserialize;

/// The identities of one kind of document.
#[derive(Debug, Deserialize)]
pub(crate) struct Identities {
    pub(crate) document: DocumentKind,
    /// Where the relations come from, by the name that identities give.
    #[serde(default)]
    pub(crate) sources: BTreeMap<String, Sentence>,
    pub(crate) identities: Vec<Identity>,
}

/// A text in both languages.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Sentence {
    pub(crate) zh: String,
    pub(crate) en: String,
}

impl Sentence {
    pub(crate) fn text(&self, language: Language) -> &str {
        language.either(&self.zh, &self.en)
    }
}

/// One relation.
#[derive(Debug, Deserialize)]
pub(crate) struct Identity {
    /// Stable name.
    pub(crate) id: String,
    /// The rule that it breaks where it does not hold.
    pub(crate) rule: String,
    /// How much that matters, where it is not as the rule says.
    pub(crate) severity: Option<CheckSeverity>,
    /// First year of the relation.
    pub(crate) from: Option<u16>,
    /// Last year of the relation.
    pub(crate) to: Option<u16>,
    pub(crate) left: Vec<Alternatives>,
    #[serde(default)]
    pub(crate) relation: Relation,
    pub(crate) right: Vec<Alternatives>,
    /// What of the right side a document must print.
    #[serde(default)]
    pub(crate) needs: Needs,
    /// The codes that `$` stands for.
    #[serde(default)]
    pub(crate) domain: Domain,
    #[serde(flatten)]
    pub(crate) sentence: Sentence,
    /// Name of its source.
    pub(crate) source: String,
}

/// How the sides relate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Relation {
    /// Left = right.
    #[default]
    Eq,
    /// Left ≤ right.
    Le,
}

/// Which terms of the right side must be printed for the identity to say anything; those of the left must all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Needs {
    /// One: what a form does not print, it has none of.
    #[default]
    One,
    /// All.
    All,
}

/// The codes that `$` stands for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Domain {
    /// Every code of the left side's form.
    #[default]
    Codes,
    /// Its codes of three digits.
    Classes,
}

/// Sums of which the first that is printed counts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Alternatives(pub(crate) Vec<Vec<CellName>>);

/// A cell or several, by names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CellName {
    /// Whether it is subtracted.
    pub(crate) minus: bool,
    pub(crate) form: String,
    pub(crate) section: Option<String>,
    pub(crate) row: RowName,
    /// `None` for `$`.
    pub(crate) measure: Option<String>,
}

/// The row of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RowName {
    Each,
    EachCode,
    Children,
    Top,
    Classes,
    Any,
    Code(String),
    Line(String),
}

impl TryFrom<String> for Alternatives {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let alternatives = text.split('|').map(|sum| sum.split('+').map(|term| read_cell_name(term.trim())).collect());
        alternatives.collect::<Result<_, _>>().map(Self)
    }
}

fn read_cell_name(text: &str) -> Result<CellName, String> {
    let wrong = || format!("{text:?} is no FORM[.SECTION]:ROW@MEASURE");
    let (minus, plain) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (table, cell) = plain.split_once(':').ok_or_else(wrong)?;
    let (row, measure) = cell.split_once('@').ok_or_else(wrong)?;
    let (form, section) = table.split_once('.').map_or((table, None), |(form, section)| (form, Some(section)));
    if form.is_empty() || row.is_empty() || measure.is_empty() {
        return Err(wrong());
    }
    let row = match row {
        "*" => RowName::Each,
        "$" => RowName::EachCode,
        "children" => RowName::Children,
        "top" => RowName::Top,
        "classes" => RowName::Classes,
        "any" => RowName::Any,
        row => {
            row.strip_prefix('#').map_or_else(|| RowName::Line(row.to_owned()), |code| RowName::Code(code.to_owned()))
        }
    };
    let measure = (measure != "$").then(|| measure.to_owned());
    Ok(CellName { minus, form: form.to_owned(), section: section.map(str::to_owned), row, measure })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Alternatives, CellName, Relation, RowName};
    use crate::catalogue::catalogue;
    use crate::published::rules;

    #[test]
    fn a_term_names_form_side_row_and_measure() {
        let read = Alternatives::try_from("-income.x:#201@total | f:$@$".to_owned()).unwrap();
        let first = CellName {
            minus: true,
            form: "income".to_owned(),
            section: Some("x".to_owned()),
            row: RowName::Code("201".to_owned()),
            measure: Some("total".to_owned()),
        };
        assert_eq!(read.0[0], [first]);
        assert_eq!((&read.0[1][0].row, &read.0[1][0].measure), (&RowName::EachCode, &None));
        assert!(Alternatives::try_from("income@total".to_owned()).is_err());
    }

    /// Every name that an identity uses is one of the catalogue's; a misspelt one would never find a figure.
    #[test]
    fn every_identity_speaks_the_words_of_the_dictionary() {
        let (mut ids, dictionary) = (BTreeSet::new(), &catalogue().dictionary);
        for file in &catalogue().identities {
            let layout = catalogue().layout(file.document).unwrap();
            for identity in &file.identities {
                let id = &identity.id;
                assert!(ids.insert(id.clone()), "{id} twice");
                let rule = rules().iter().find(|rule| rule.id == identity.rule);
                let rule = rule.unwrap_or_else(|| panic!("{id}: no rule {}", identity.rule));
                assert_eq!(rule.is_bound, identity.relation == Relation::Le, "{id}");
                assert!(file.sources.contains_key(&identity.source), "{id}: no source {}", identity.source);
                assert!(!identity.sentence.zh.is_empty() && !identity.sentence.en.is_empty());
                for term in identity.left.iter().chain(&identity.right).flat_map(|sum| sum.0.iter().flatten()) {
                    let form = layout.form(&term.form).unwrap_or_else(|| panic!("{id}: no form {}", term.form));
                    let known = |section: &String| form.sections.iter().any(|known| known.id == *section);
                    assert!(term.section.iter().all(known), "{id}: no section {:?}", term.section);
                    if let Some(measure) = &term.measure {
                        let is_base = |id: &str| measure == id || measure.ends_with(&format!("_{id}"));
                        assert!(form.columns.iter().any(|column| is_base(&column.measure)), "{id}: no {measure}");
                    }
                    if let RowName::Line(line) = &term.row {
                        assert!(dictionary.lines.iter().any(|known| known.id == *line), "{id}: no line {line}");
                    }
                }
            }
        }
    }
}
