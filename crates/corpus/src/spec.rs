//! A document as data: what it says, before anything decides how it looks. `corpus/README.md` describes the file.

use serde::{Deserialize, Serialize};

use crate::accounts::Size;

/// One document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// Name of the document and of its file.
    pub id: String,
    /// The seed that made it; absent where a person wrote it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub seed: Option<u64>,
    /// The size that it was made of; absent where a person wrote it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub size: Option<Size>,
    /// Kind of document, in the words of the data dictionary.
    pub kind: String,
    /// The year that the accounts are of.
    pub fiscal_year: u16,
    /// Unit of money: 万元 or 元.
    pub unit: String,
    /// Whose accounts they are.
    pub entity: Entity,
    /// Name, title and date of the cover.
    pub cover: Vec<String>,
    /// The parts in printed order.
    pub sections: Vec<Section>,
    /// The forms in printed order.
    pub tables: Vec<Table>,
    /// The titles that the contents list, where they are not those of the forms.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub contents: Option<Vec<String>>,
    /// The seed of its faults; absent where it has none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub faults: Option<u64>,
    /// What does not hold in it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub inconsistencies: Vec<Inconsistency>,
}

/// Something that does not hold, planted into the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inconsistency {
    /// What was done: `wrong_sum`, `swapped_figures`, `blanked_cell`, `form_left_out`, `prose_contradicts_form`,
    /// `prose_contradicts_itself`, `wrong_year` or `wrong_entity`.
    pub kind: String,
    /// The rules of which a check must find one broken.
    pub rules: Vec<String>,
    /// The form, in the words of the data dictionary.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub table: Option<String>,
    /// The row of the form, from 0.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub row: Option<usize>,
    /// The column of the form, from 0.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub column: Option<usize>,
    /// The paragraph, where it is in the prose.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub text: Option<String>,
    /// The words or the figure as printed; empty where nothing is.
    pub printed: String,
    /// What would hold.
    pub expected: String,
}

/// The unit or department whose accounts a document shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Its name.
    pub name: String,
    /// `unit` (单位决算) or `department` (部门决算).
    pub scope: String,
}

/// A part (第…部分): of blocks, of terms, or of the forms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// 第一部分, …
    pub number: String,
    /// The title behind the number.
    pub title: String,
    /// Whether the forms stand here.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub tables: bool,
    /// Headings and paragraphs.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub blocks: Vec<Block>,
    /// The terms of 名词解释.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub glossary: Vec<Term>,
}

/// A term and what it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The term.
    pub term: String,
    /// Its meaning, one sentence.
    pub definition: String,
}

/// A heading or a paragraph: exactly one of the three texts is there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Heading of the first level (一、).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub h1: Option<String>,
    /// Heading of the second level (（一）).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub h2: Option<String>,
    /// Paragraph.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub p: Option<String>,
    /// What the paragraph states in figures, in the order of its words.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub facts: Vec<Fact>,
}

/// One figure that the prose states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is said of.
    pub subject: String,
    /// `amount`, `change`, `change_percent`, `share_percent`, `completion_percent` or `count`. A decrease is negative.
    pub measure: String,
    /// The figure as printed, without commas and without its unit.
    pub value: String,
    /// 万元, 元, `%`, or what is counted (人, 辆, …).
    pub unit: String,
    /// What it is compared with: `last_year` or `initial_budget`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub basis: Option<String>,
}

/// One form as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Kind of form, in the words of the data dictionary.
    pub kind: String,
    /// Printed title.
    pub title: String,
    /// Number of the form (01, …).
    pub form_number: String,
    /// Unit of money, where it is not the document's.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub unit: Option<String>,
    /// The head over each leaf column, from top to bottom.
    pub columns: Vec<Vec<String>>,
    /// What each leaf column holds, in the words of the data dictionary.
    pub measures: Vec<Option<String>>,
    /// The 栏次 row.
    pub column_numbers: Option<Vec<String>>,
    /// The cells as printed; a blank one is empty.
    pub rows: Vec<Vec<String>>,
    /// What each row holds, where the form prints measures as rows.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub row_measures: Option<Vec<String>>,
    /// The lines under the form.
    pub notes: Vec<String>,
}
