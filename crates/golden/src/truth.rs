//! What a document says, known without reading it. Whatever is absent is not measured.

use serde::Deserialize;

/// The truth of one document.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Truth {
    /// `full`, or `none` where the pages are pictures.
    #[serde(default)]
    pub text_layer: Option<String>,
    /// Kind of document.
    #[serde(default)]
    pub kind: Option<String>,
    /// The year of the accounts.
    #[serde(default)]
    pub fiscal_year: Option<u16>,
    /// Whose accounts they are.
    #[serde(default)]
    pub entity: Option<TrueEntity>,
    /// All forms that it has. Tables of the output that are no form are not measured.
    #[serde(default)]
    pub tables: Option<Vec<TrueTable>>,
    /// The parts with their headings.
    #[serde(default)]
    pub sections: Option<Vec<TrueSection>>,
    /// The terms that are explained.
    #[serde(default)]
    pub glossary: Option<Vec<TrueTerm>>,
    /// All figures that the prose states, in printed order.
    #[serde(default)]
    pub facts: Option<Vec<TrueFact>>,
    /// All that does not hold in it; empty where everything does.
    #[serde(default)]
    pub inconsistencies: Option<Vec<Inconsistency>>,
}

impl Truth {
    /// The forms that are known, if any.
    pub(crate) fn forms(&self) -> &[TrueTable] {
        self.tables.as_deref().unwrap_or_default()
    }
}

/// The unit or department.
#[derive(Debug, Clone, Deserialize)]
pub struct TrueEntity {
    /// Its name.
    pub name: String,
    /// `unit` or `department`.
    #[serde(default)]
    pub scope: Option<String>,
}

/// One form as printed.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct TrueTable {
    /// Kind of form.
    pub kind: String,
    /// Printed title.
    #[serde(default)]
    pub title: String,
    /// Unit of money, `None` where none is printed.
    #[serde(default)]
    pub unit: Option<String>,
    /// Head path of each leaf column.
    pub columns: Vec<Vec<String>>,
    /// What each column holds, in the words of the data dictionary: `code`, `name`, a measure, or nothing.
    #[serde(default)]
    pub measures: Option<Vec<Option<String>>>,
    /// The measure of each row, where a form prints measures as rows.
    #[serde(default)]
    pub row_measures: Option<Vec<String>>,
    /// The cells.
    pub rows: Vec<Vec<String>>,
    /// The page of each row, counted from 1.
    #[serde(default)]
    pub row_pages: Option<Vec<u32>>,
    /// Whether it is a picture in a document of text: it is not measured then.
    #[serde(default)]
    pub scanned: bool,
    /// The lines under the form, without whitespace.
    #[serde(default)]
    pub notes: Option<Vec<String>>,
}

/// A part of the document.
#[derive(Debug, Clone, Deserialize)]
pub struct TrueSection {
    /// 第一部分, …
    #[serde(default)]
    pub number: String,
    /// Its title.
    pub title: String,
    /// The headings in it.
    #[serde(default)]
    pub headings: Vec<TrueHeading>,
}

/// A heading in a part.
#[derive(Debug, Clone, Deserialize)]
pub struct TrueHeading {
    /// 2 for 一、, 3 for （一）.
    pub level: u8,
    /// The heading with its number.
    pub title: String,
}

/// A term.
#[derive(Debug, Clone, Deserialize)]
pub struct TrueTerm {
    /// The term.
    pub term: String,
    /// Its meaning.
    pub definition: String,
}

/// A figure that the prose states.
#[derive(Debug, Clone, Deserialize)]
pub struct TrueFact {
    /// What it is said of.
    pub subject: String,
    /// What kind of figure it is, in the words of the output (`amount`, `change_percent`, …).
    pub measure: String,
    /// The figure, a decrease negative.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// What it is compared with.
    #[serde(default)]
    pub basis: Option<String>,
}

/// Something that does not hold.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Inconsistency {
    /// What it is.
    pub kind: String,
    /// The rules of which a check must find one broken.
    pub rules: Vec<String>,
    /// The form.
    #[serde(default)]
    pub table: Option<String>,
    /// The row of the form, from 0.
    #[serde(default)]
    pub row: Option<usize>,
    /// The column of the form, from 0.
    #[serde(default)]
    pub column: Option<usize>,
    /// The paragraph, where it is in the prose.
    #[serde(default)]
    pub text: Option<String>,
}
