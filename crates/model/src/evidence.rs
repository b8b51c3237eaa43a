//! Why a table is taken for a form, and how sure that is.

use serde::{Deserialize, Serialize};

/// Why a table is taken for the form that its `kind` names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Evidence {
    /// The printed title that was read; `null` where none was.
    pub title: Option<String>,
    /// 1-based page of that title: the table's, or the one before.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub title_page: Option<u32>,
    /// What speaks for the form, in the order title, heads, rows.
    pub basis: Vec<Basis>,
    /// How sure it is.
    pub confidence: Confidence,
}

/// Something that speaks for a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The title names it.
    Title,
    /// Its columns are those of this form and of no other.
    Heads,
    /// Its lines are those of this form and of no other.
    Rows,
}

/// How sure a classification is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// The title names the form in words that no other kind of document uses, or title and heads agree.
    Certain,
    /// The heads alone say so, or a title that other kinds of document use too.
    Likely,
}
