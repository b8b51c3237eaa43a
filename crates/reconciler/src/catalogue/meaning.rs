//! What the canonical names mean, for the dictionary that users read.

use serde::Deserialize;

/// The meanings of all canonical names, each list in the order of the dictionary.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Dictionary {
    pub(crate) kinds: Vec<Meaning>,
    pub(crate) sections: Vec<Meaning>,
    pub(crate) labels: Vec<Meaning>,
    pub(crate) measures: Vec<Meaning>,
    pub(crate) bases: Vec<Meaning>,
    pub(crate) lines: Vec<Meaning>,
}

/// What a name means.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Meaning {
    /// The canonical name.
    pub(crate) id: String,
    /// As the forms say.
    pub(crate) zh: String,
    /// In English.
    pub(crate) en: String,
}
