//! One file's bytes → pages of lines and table fragments.

mod error;
mod sniff;
mod text;

use juesuan_model::Extraction;

pub use error::ExtractError;
pub use sniff::{Found, sniff};

/// How to read a file.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Password that opens it.
    pub password: Option<String>,
}

/// Reads one file.
///
/// # Errors
///
/// Only where nothing at all was obtained.
pub fn extract(bytes: &[u8], _settings: &Settings) -> Result<Extraction, ExtractError> {
    if bytes.trim_ascii().is_empty() {
        return Err(ExtractError::Empty);
    }
    match sniff(bytes) {
        Found::Pdf => Err(ExtractError::Damaged { detail: String::new() }),
        Found::Text => Ok(text::read(bytes)),
        found => Err(ExtractError::NotAPdf { found }),
    }
}
