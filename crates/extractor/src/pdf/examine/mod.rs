//! A PDF read as ever, and what is known of the file besides: how it is encrypted, its fonts and what tells their
//! characters, what nobody sees on its pages.
//!
//! The reading is the conversion's own; the facts are gathered from its marks, and from its fonts when a part of the
//! file is done. So what is told here is what happened.

mod encryption;
mod fonts;
mod pages;

use hayro_syntax::{Pdf, PdfVersion};
use juesuan_model::{Diagnostics, FileFacts};
use serde::Serialize;

pub use self::{
    encryption::{Encryption, OpenedWith},
    fonts::FontFacts,
    pages::{PageContent, PageFacts, Unseen},
};
use self::{
    fonts::{FontsFound, fonts_of, glyphs_of},
    pages::facts_of,
};
use super::{info::named, open, read_parts};
use crate::{error::ExtractError, marks::PageMarks, settings::Settings, sniff::HEADER_WINDOW};

/// What a PDF is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PdfFacts {
    /// The version of PDF that it says to be written in: `1.7`.
    pub version: &'static str,
    /// The program that wrote the PDF, as stored; `None` where the file names none.
    pub producer: Option<String>,
    /// The program that the document was made with, as stored; `None` where the file names none.
    pub creator: Option<String>,
    /// How it is encrypted; `None` where it is not.
    pub encryption: Option<Encryption>,
    /// The pages that were read, in order.
    pub pages: Vec<PageFacts>,
    /// The fonts that characters are shown in, by name. Fonts that are described alike are one.
    pub fonts: Vec<FontFacts>,
}

/// A PDF, read and examined.
pub(crate) struct Examined<T> {
    pub(crate) file: FileFacts,
    pub(crate) facts: PdfFacts,
    /// What was made of each page.
    pub(crate) made: Vec<T>,
    pub(crate) diagnostics: Diagnostics,
}

/// Reads a PDF as [`read`](super::read) does, and gathers facts.
pub(super) fn examine<T: Send>(
    bytes: &[u8],
    settings: &Settings,
    each_page: &(impl Fn(PageMarks) -> T + Sync),
) -> Result<Examined<T>, ExtractError> {
    let mut diagnostics = Vec::new();
    let pdf = open::open(bytes, settings, &mut diagnostics)?;
    let look_and_make = |marks: PageMarks| (facts_of(&marks), glyphs_of(&marks), each_page(marks));
    let (file, parts) = read_parts(&pdf, settings, &look_and_make, &fonts_of, &mut diagnostics);
    let (mut pages, mut made, mut fonts) = (Vec::new(), Vec::new(), FontsFound::default());
    let mut rotations = pdf.pages().iter().map(|page| pages::degrees(page.rotation()));
    for part in parts {
        for page in part.pages {
            let (mut facts, glyphs, result) = page.made;
            facts.rotation = rotations.next().unwrap_or_default();
            fonts.add_page(&part.shared, page.number, &glyphs);
            pages.push(facts);
            made.push(result);
        }
        fonts.add_codes(part.shared);
    }
    let metadata = pdf.metadata();
    let facts = PdfFacts {
        version: version(bytes, &pdf),
        producer: named(metadata.producer.as_deref()),
        creator: named(metadata.creator.as_deref()),
        encryption: encryption::encryption(bytes, &pdf, settings),
        pages,
        fonts: fonts.into_facts(),
    };
    Ok(Examined { file, facts, made, diagnostics })
}

/// The catalog's, or the header's where that is the later one (ISO 32000-1, 7.7.2).
fn version(bytes: &[u8], pdf: &Pdf) -> &'static str {
    let header = bytes.windows(8).take(HEADER_WINDOW).find_map(|window| window.strip_prefix(b"%PDF-"));
    let of_header = match header {
        Some(b"1.5") => PdfVersion::Pdf15,
        Some(b"1.6") => PdfVersion::Pdf16,
        Some(b"1.7") => PdfVersion::Pdf17,
        Some(b"2.0") => PdfVersion::Pdf20,
        _ => PdfVersion::Pdf10,
    };
    match pdf.version().max(of_header) {
        PdfVersion::Pdf10 => "1.0",
        PdfVersion::Pdf11 => "1.1",
        PdfVersion::Pdf12 => "1.2",
        PdfVersion::Pdf13 => "1.3",
        PdfVersion::Pdf14 => "1.4",
        PdfVersion::Pdf15 => "1.5",
        PdfVersion::Pdf16 => "1.6",
        PdfVersion::Pdf17 => "1.7",
        PdfVersion::Pdf20 => "2.0",
    }
}
