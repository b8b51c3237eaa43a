//! What the canonical names mean, for the dictionary that users read.

use juesuan_model::Language;
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

impl Dictionary {
    /// What a measure is called; one with a basis (`final_abroad`) by both.
    pub(crate) fn measure(&self, id: &str, language: Language) -> String {
        let named =
            |id: &str| self.measures.iter().find(|meaning| meaning.id == id).map(|meaning| meaning.name(language));
        let of_basis = self.bases.iter().find_map(|basis| {
            let measure = id.strip_prefix(basis.id.as_str())?.strip_prefix('_')?;
            Some(format!("{} {}", named(measure)?, basis.text(language)))
        });
        of_basis.or_else(|| named(id).map(str::to_owned)).unwrap_or_else(|| id.to_owned())
    }
}

impl Meaning {
    /// What it is called, without what explains it.
    fn name(&self, language: Language) -> &str {
        let text = self.text(language);
        language.either(text, text.split([',', ';', ':']).next().unwrap_or(text))
    }

    fn text(&self, language: Language) -> &str {
        language.either(&self.zh, &self.en)
    }
}
