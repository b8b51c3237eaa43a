//! The words that every part of juesuan speaks. No I/O, no PDF, no budget rules.
//!
//! Two shapes meet here:
//!
//! * [`Extraction`]: what one file holds, as pages of text lines and table fragments. The extractor makes it from a PDF
//!   or from a text dump; the reconciler reads it and never asks where it came from.
//! * [`FinalAccounts`]: the public JSON contract, tables re-joined over pages with their kind, head paths and figures.
//!
//! Both speak of places as [`BBox`]: points (1/72 inch), origin at the top left of the page as displayed, y downwards.
//! A text dump has no points: there a box counts characters across and lines down.

mod accounts;
mod checks;
mod diagnostic;
mod entity;
mod evidence;
mod extraction;
mod finding;
mod head;
mod json_name;
mod language;
mod place;
mod prose;
mod statements;

pub use accounts::{
    Cell, Column, Document, DocumentKind, FinalAccounts, FragmentPlace, LineItem, ReportedDiagnostic, Row,
    SCHEMA_VERSION, Source, Table,
};
pub use checks::{Cause, CellAt, Check, CheckPlace, CheckSeverity, Outcome, Reason, Suspect, verdict};
pub use diagnostic::{Code, Diagnostic, Diagnostics, Severity};
pub use entity::{Entity, Scope};
pub use evidence::{Basis, Confidence, Evidence};
pub use extraction::{Extraction, FileFacts, Format, GridCell, GridKind, Line, LineRole, Page, PageTable, TextLayer};
pub use finding::{Finding, cell_names, findings, whereabouts};
pub use head::{HeadCell, head_cells, head_depth};
pub use json_name::json_name;
pub use language::Language;
pub use place::BBox;
pub use prose::{GlossaryEntry, Paragraph, Section};
pub use statements::{Fact, FactBasis, FactMeasure, Statement};
