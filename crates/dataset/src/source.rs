//! What rows are made of: one input, and what became of it.

use juesuan_model::FinalAccounts;

/// One input of an archive, and what became of it.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Its path in the archive.
    pub path: &'a str,
    /// SHA-256 of its content, in hexadecimal; `None` where it was not read.
    pub sha256: Option<&'a str>,
    /// Its size.
    pub bytes: u64,
    /// `ok`, `problems`, `failed` or `skipped`.
    pub status: &'a str,
    /// Why it failed or was skipped; of a result with problems, the first.
    pub code: Option<&'a str>,
    /// The path of the input with the same content that is in the dataset in its place.
    pub duplicate_of: Option<&'a str>,
    /// Name and version of the program that read it.
    pub tool: &'a str,
    /// What it says; `None` where there is no result.
    pub accounts: Option<&'a FinalAccounts>,
}

impl<'a> Input<'a> {
    /// The id of the document: `d` and the first 16 digits of its hash, so that nothing takes it for a number. `None` for
    /// what has no result, and for a duplicate: the document is in the dataset once.
    pub(crate) fn document_id(&self) -> Option<String> {
        self.document().map(|(id, _)| id)
    }

    /// The id and the content of a document that has a result.
    pub(crate) fn document(&self) -> Option<(String, &'a FinalAccounts)> {
        let hash = self.sha256.filter(|_| self.duplicate_of.is_none())?;
        Some((format!("d{}", hash.get(..16).unwrap_or(hash)), self.accounts?))
    }
}
