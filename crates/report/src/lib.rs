//! Documents → pages for people: one self-contained HTML file, which opens from disk and asks the network for nothing.
//!
//! ```text
//! FinalAccounts (in both languages) + sheets ── document ──▶ the report of one document
//! IndexEntry of each input                   ── index ─────▶ the index of an archive, which links to those
//! ```
//!
//! What a document prints is data: every text is escaped where it is written (`maud` does, by its types), the page's own
//! program makes no HTML of it, and the page forbids by its content policy whatever is not part of it.
//!
//! Both languages stand in the page and a switch shows one of them; the printed words of the document are what they are.

mod document;
mod index;
mod pages;
mod shell;
mod state;
mod words;

pub use document::{Picture, Review, Sheet, document_report};
pub use index::{IndexEntry, Totals, index_report};
pub use pages::{Shown, pages_to_show};
pub use state::{FormState, State, form_states};
