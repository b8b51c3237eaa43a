//! What a file is and how it is read, for people who ask whether it can be trusted.

use juesuan_model::Extraction;
use serde::Serialize;

use crate::pdf::PdfFacts;

/// A file, read and examined.
#[derive(Debug, Clone)]
pub struct Examination {
    /// What [`extract`](crate::extract) gives.
    pub extraction: Extraction,
    /// What is known of the file besides.
    pub facts: Facts,
}

/// What is known of a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Facts {
    /// It is a PDF.
    Pdf(PdfFacts),
    /// It is a text dump.
    Text(TextFacts),
}

/// What a text dump is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextFacts {
    /// The encoding that it was read in, by its registered name: `UTF-8`, `gb18030`.
    pub encoding: &'static str,
    /// Lines, blank ones too.
    pub lines: usize,
    /// Characters but line ends; white space too.
    pub characters: usize,
}
