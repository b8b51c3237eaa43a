//! What was read, measured: against the truth of a document ([`score`]), and against what was read before
//! ([`difference`]).
//!
//! A corpus is a folder of documents with a [manifest](Manifest); the truth of a document is what it says, known without
//! reading it; its golden output is what the program made of it when a person last approved. Outputs are the public JSON
//! of the command as [`serde_json::Value`]s: nothing here converts a document.

pub mod accuracy;
mod align;
pub mod difference;
mod json;
mod layout;
mod manifest;
pub mod score;
mod spelling;
mod truth;

pub use layout::to_lines;
pub use manifest::{Document, Manifest, ManifestError};
pub use truth::Truth;
