//! One file's bytes → pages of text lines and table fragments, wherever they came from.
//!
//! ```text
//! PDF  ── pdf ──▶ marks ──▶ lines (words) ─┐
//!                   └─────▶ grid ──────────┴▶ table ──▶ Extraction
//! text ── text ───────────────────────────────────────▶ Extraction
//! ```
//!
//! Each stage is a folder and uses earlier stages only. [`extract`] runs all of them; [`inspect`] keeps what each made
//! of one page, for people who look for the cause of a wrong cell; [`examine`] tells what the file is besides; with the
//! feature `pictures`, `pictures::draw_pages` draws pages as they look. Nothing here knows what a budget is.
//!
//! ```
//! let dump = "收入决算表\n\n项目\t合计\n事业收入\t1.00\n";
//! let extraction = juesuan_extractor::extract(dump.as_bytes(), &Default::default())?;
//! assert_eq!(extraction.pages[0].tables.len(), 1);
//! # Ok::<(), juesuan_extractor::ExtractError>(())
//! ```

mod error;
mod examine;
mod grid;
mod lines;
mod marks;
mod pdf;
#[cfg(feature = "pictures")]
pub mod pictures;
mod settings;
mod sniff;
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
    DecodedBy, Encryption, FontDescription, FontFacts, FontKind, OpenedWith, PageContent, PageFacts, PdfFacts, Unseen,
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
        Door::Text => Ok(text::read(bytes)),
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
            let (extraction, facts) = text::examine(bytes);
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
