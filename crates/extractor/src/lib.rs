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
    /// What a file may take.
    pub limits: Limits,
}

/// What a file may take of time and memory.
#[derive(Debug, Clone, Default)]
pub struct Limits {}

/// Reads one file.
///
/// # Errors
///
/// Only where nothing at all was obtained.
pub fn extract(bytes: &[u8], _settings: &Settings) -> Result<Extraction, ExtractError> {
    match sniff(bytes) {
        Found::Empty => Err(ExtractError::Empty),
        Found::Pdf => Err(ExtractError::Damaged { detail: String::new() }),
        Found::Text => Ok(text::read(bytes)),
        found => Err(ExtractError::NotAPdf { found }),
    }
}
