//! What a document says outside its tables: headings with their paragraphs, and the terms that it explains.

use serde::{Deserialize, Serialize};

use crate::BBox;

/// A heading and the text under it, up to the next heading. The tree is flat: a section belongs to the nearest one
/// before it with a smaller level.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Section {
    /// The number as printed, with its punctuation (`第三部分`, `一、`, `（一）`, `1.`); `null` where none is printed.
    pub number: Option<String>,
    /// The heading without its number, layout spaces removed; empty for text that stands before the first heading.
    pub title: String,
    /// 1-based page of the heading.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub page: u32,
    /// 1 for the outermost headings of this document.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub level: u32,
    /// The text under it, re-joined over lines and pages.
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph, re-joined.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Paragraph {
    /// 1-based; for a paragraph over several pages the page where it begins.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub page: u32,
    /// The box of its lines on that page.
    pub bbox: BBox,
    /// As printed, without line wraps and layout spaces.
    pub text: String,
}

/// A term that the document explains.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GlossaryEntry {
    /// The term as printed, without its number.
    pub term: String,
    /// What is said of it, from the word 指 where there is one.
    pub definition: String,
    /// 1-based page of the term.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub page: u32,
}
