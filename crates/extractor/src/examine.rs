//! What a file is and how it is read, for people who ask whether it can be trusted.

use juesuan_model::Extraction;

use crate::pdf::PdfFacts;
pub use crate::text::TextFacts;

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
