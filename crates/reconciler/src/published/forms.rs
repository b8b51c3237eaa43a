//! The forms of a kind of document, by name, for whoever tells people which of them a document has.

use juesuan_model::{DocumentKind, Language};

use crate::catalogue::catalogue;

/// A form of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// Its name in the JSON (`tables[].kind`).
    pub kind: &'static str,
    /// The first fiscal year that has it; `None` where every year does.
    pub from: Option<u16>,
    chinese: &'static str,
    english: &'static str,
}

impl Form {
    /// What people call it.
    pub fn name(&self, language: Language) -> &'static str {
        language.either(self.chinese, self.english)
    }
}

/// The forms that documents of this kind have, in their usual order; none for a kind that the catalogue does not know.
pub fn forms(document: DocumentKind) -> Vec<Form> {
    let catalogue = catalogue();
    let entries = catalogue.layout(document).into_iter().flat_map(|layout| &layout.forms);
    let named = entries.filter_map(|entry| {
        let meaning = catalogue.dictionary.kinds.iter().find(|meaning| meaning.id == entry.kind)?;
        Some(Form { kind: &entry.kind, from: entry.from, chinese: &meaning.zh, english: &meaning.en })
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use juesuan_model::{DocumentKind, Language};

    use super::forms;

    #[test]
    fn final_accounts_have_nine_forms_and_each_has_its_name() {
        let forms = forms(DocumentKind::FinalAccounts);
        assert_eq!(forms.len(), 9);
        assert_eq!(forms.first().map(|form| form.name(Language::Chinese)), Some("收入支出决算总表"));
        assert!(forms.iter().any(|form| form.kind == "state_capital" && form.from == Some(2020)));
    }

    #[test]
    fn what_the_catalogue_does_not_know_has_none() {
        assert!(forms(DocumentKind::Unknown).is_empty());
    }
}
