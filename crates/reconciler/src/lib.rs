//! Page tables → classified, re-joined, normalized forms.

use juesuan_model::{
    Document, DocumentKind, Extraction, FinalAccounts, Language, ReportedDiagnostic, SCHEMA_VERSION, Source,
};

/// What the caller knows of the file.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Name without folders.
    pub file_name: String,
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: u64,
}

/// Makes the public shape of what was extracted.
pub fn reconcile(extraction: Extraction, source: SourceFile, language: Language) -> FinalAccounts {
    let diagnostics = extraction.diagnostics.iter().map(|found| ReportedDiagnostic {
        code: found.code,
        page: found.page,
        bbox: found.bbox,
        message: found.message(language),
    });
    FinalAccounts {
        schema_version: SCHEMA_VERSION,
        source: Source {
            file_name: source.file_name,
            sha256: source.sha256,
            bytes: source.bytes,
            format: extraction.file.format,
            pages: extraction.file.page_count,
            producer: extraction.file.producer.clone(),
            text_layer: extraction.file.text_layer,
            pages_without_text: extraction.file.pages_without_text.clone(),
        },
        document: Document { kind: DocumentKind::Unknown },
        tables: Vec::new(),
        diagnostics: diagnostics.collect(),
    }
}
