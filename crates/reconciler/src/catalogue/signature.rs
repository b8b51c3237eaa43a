//! What the heads and lines of a form look like, where no other form looks the same.
//!
//! Not every form has a signature: 政府性基金 and 国有资本 have one layout, 一般公共预算 is that of any 支出 table.

use std::borrow::Cow;

use serde::Deserialize;

use super::Patterns;
use crate::expression::Expression;

const SIGNATURES: &str = include_str!("signatures.json");

/// The signatures of all forms.
pub(crate) struct Signatures {
    /// A head that no form of final accounts has.
    pub(crate) foreign: Patterns,
    /// A head that looks foreign but is not.
    pub(crate) common: Patterns,
    pub(crate) forms: Vec<Signature>,
}

/// The signature of one form.
pub(crate) struct Signature {
    /// The form's name in the JSON.
    pub(crate) kind: String,
    /// Each must match a head.
    pub(crate) heads: Vec<Expression>,
    /// None may match a head.
    pub(crate) not_heads: Patterns,
    /// Each must match the name of a line.
    pub(crate) rows: Vec<Expression>,
}

#[derive(Deserialize, Default)]
struct SignaturesFile {
    foreign: String,
    common: String,
    forms: Vec<SignatureEntry>,
}

#[derive(Deserialize)]
struct SignatureEntry {
    kind: String,
    heads: Vec<String>,
    not_heads: Vec<String>,
    rows: Vec<String>,
}

impl Signatures {
    /// Reads the data; a test says that all of it parses.
    pub(super) fn read() -> Self {
        let file: SignaturesFile = serde_json::from_str(SIGNATURES).unwrap_or_default();
        let expressions =
            |patterns: Vec<String>| patterns.into_iter().map(|p| Expression::new(Cow::Owned(p))).collect();
        Self {
            foreign: Patterns::new(&[file.foreign]),
            common: Patterns::new(&[file.common]),
            forms: file
                .forms
                .into_iter()
                .map(|entry| Signature {
                    heads: expressions(entry.heads),
                    not_heads: Patterns::new(&entry.not_heads),
                    rows: expressions(entry.rows),
                    kind: entry.kind,
                })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{SIGNATURES, Signatures, SignaturesFile};
    use crate::catalogue::catalogue;
    use crate::expression::Expression;

    #[test]
    fn the_signatures_parse_and_name_known_forms() {
        let file: SignaturesFile = serde_json::from_str(SIGNATURES).unwrap();
        let signatures = Signatures::read();
        assert_eq!((signatures.foreign.len(), signatures.common.len()), (1, 1));
        for (signature, entry) in signatures.forms.iter().zip(&file.forms) {
            assert_eq!(signature.heads.len(), entry.heads.len(), "{}", entry.kind);
            assert_eq!(signature.rows.len(), entry.rows.len(), "{}", entry.kind);
            assert_eq!(signature.not_heads.len(), entry.not_heads.len(), "{}", entry.kind);
            assert!(signature.heads.iter().chain(&signature.rows).all(Expression::compiles), "{}", entry.kind);
            assert!(catalogue().forms.iter().any(|form| form.kind == entry.kind), "{}", entry.kind);
        }
        assert_eq!(signatures.forms.len(), file.forms.len());
    }
}
