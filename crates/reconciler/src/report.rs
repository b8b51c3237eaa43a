//! Diagnostics → the list in the JSON, with their messages written out.

use juesuan_model::{Diagnostics, Language, ReportedDiagnostic};

/// Writes out the messages; those of the whole file first, then in page order.
pub(crate) fn report_diagnostics(mut diagnostics: Diagnostics, language: Language) -> Vec<ReportedDiagnostic> {
    diagnostics.sort_by_key(|diagnostic| diagnostic.page);
    diagnostics.iter().map(|diagnostic| diagnostic.reported(language)).collect()
}
