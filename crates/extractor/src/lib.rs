//! One file's bytes → pages of text lines and table fragments, wherever they came from.
//!
//! ```text
//! PDF  ── pdf ──▶ marks ──▶ lines (words) ─┐
//!                   └─────▶ grid ──────────┴▶ table ──▶ Extraction
//! text ── text ───────────────────────────────────────▶ Extraction
//! ```
//!
//! Each stage is a folder and uses earlier stages only. Nothing here knows what a budget is: what the tables say is told
//! by `juesuan_reconciler::reconcile`, which takes what [`extract`] gives.
//!
//! * [`extract()`] reads a file, within the bounds of [`Settings`]. What goes wrong is a diagnostic beside the pages;
//!   [`ExtractError`] is for a file of which nothing can be obtained.
//! * [`sniff()`] tells what a file is, whatever its name, without reading it.
//! * [`examine()`] reads a file and tells what it is besides: encryption, fonts, what nobody sees.
//! * [`inspect()`] keeps what each stage made of one page, for people who look for the cause of a wrong cell.
//! * `pictures::draw_pages`, with the feature `pictures`, draws pages as they look.
//!
//! A PDF is read on threads of their own with 64 MB of stack each, of which only what deep nesting needs is ever touched: a
//! caller's thread may have as little as it likes. Where no thread can be had, the work is done on the caller's.
//!
//! ```
//! use juesuan_extractor::{ExtractError, Settings, extract};
//!
//! let dump = "收入决算表\n\n项目\t合计\n事业收入\t1.00\n";
//! let extraction = extract(dump.as_bytes(), &Settings::default())?;
//!
//! let table = &extraction.pages[0].tables[0];
//! let texts: Vec<String> = table.cells.iter().map(juesuan_model::GridCell::text).collect();
//! assert_eq!(texts, ["项目", "合计", "事业收入", "1.00"]);
//! # Ok::<(), ExtractError>(())
//! ```
//!
//! A file of which nothing can be obtained is told by a stable code, and in words that say what to do:
//!
//! ```
//! use juesuan_extractor::{Settings, extract};
//! use juesuan_model::Language;
//!
//! let page = b"<!DOCTYPE html><html><body>404</body></html>";
//! let error = extract(page, &Settings::default()).unwrap_err();
//! assert_eq!(error.code(), "not_a_pdf");
//! assert!(error.message(Language::English).contains("a web page"));
//! ```

mod error;
mod examine;
mod figures;
mod grid;
mod lines;
mod marks;
mod pdf;
#[cfg(feature = "pictures")]
pub mod pictures;
mod settings;
mod sniff;
#[doc(hidden)]
pub mod stages;
mod table;
mod text;

use juesuan_model::Extraction;

pub use error::{Damage, ExtractError};
pub use examine::{Examination, Facts, TextFacts};
pub use grid::{Grid, GridSpan, Rule};
pub use lines::Word;
pub use marks::{Direction, Flags, Glyph, Orientation, PageMarks, Ruling};
pub use pdf::{
    DecodedBy, Encryption, FontDescription, FontFacts, FontKind, OpenedWith, PageContent, PageFacts, PdfFacts,
    STACK_BYTES, Unseen,
};
pub use settings::{Limits, Settings};
pub use sniff::{Found, sniff};
pub use stages::{Inspection, PageStages};

/// Reads a file: a PDF or a text dump, told by its bytes.
///
/// # Errors
///
/// Only if nothing at all can be obtained: not a PDF nor text, damaged beyond repair, a password needed. Anything less
/// is a diagnostic beside what was read.
pub fn extract(bytes: &[u8], settings: &Settings) -> Result<Extraction, ExtractError> {
    match front_door(bytes)? {
        Door::Text => Ok(text::read(bytes, &settings.limits)),
        Door::Pdf => stages::extract_pdf(bytes, settings),
    }
}

/// Reads a file, and tells what it is besides: encryption, fonts, what nobody sees, the encoding of a text.
///
/// It takes longer than [`extract`], and gives the same extraction.
///
/// # Errors
///
/// As [`extract`].
pub fn examine(bytes: &[u8], settings: &Settings) -> Result<Examination, ExtractError> {
    match front_door(bytes)? {
        Door::Text => {
            let (extraction, facts) = text::examine(bytes, &settings.limits);
            Ok(Examination { extraction, facts: Facts::Text(facts) })
        }
        Door::Pdf => {
            let (extraction, facts) = stages::examine_pdf(bytes, settings)?;
            Ok(Examination { extraction, facts: Facts::Pdf(facts) })
        }
    }
}

/// Reads a PDF and keeps what each stage made of page `page` (1-based).
///
/// # Errors
///
/// As [`extract`]; a text dump has no stages and is not a PDF here.
pub fn inspect(bytes: &[u8], settings: &Settings, page: u32) -> Result<Inspection, ExtractError> {
    match front_door(bytes)? {
        Door::Text => Err(ExtractError::NotAPdf { found: Found::Text }),
        Door::Pdf => stages::inspect_pdf(bytes, settings, page),
    }
}

enum Door {
    Pdf,
    Text,
}

fn front_door(bytes: &[u8]) -> Result<Door, ExtractError> {
    match sniff(bytes) {
        Found::Empty => Err(ExtractError::Empty),
        Found::Pdf => Ok(Door::Pdf),
        Found::Text => Ok(Door::Text),
        found => Err(ExtractError::NotAPdf { found }),
    }
}
