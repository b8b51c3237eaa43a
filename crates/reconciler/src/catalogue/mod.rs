//! What is known of the documents before one is read: the forms and the wording of their titles, the words of heads,
//! notes and units. All of it is data (`*.json` beside this file); no code names a form.
//!
//! Four files hold one kind of document: its forms, what their columns and lines are called, what their figures should
//! satisfy, what the prose says again. `words.json` holds the words that all kinds share, `signatures.json` what forms look
//! like, `rules.json` what checks mean, the CSV files the classifications, `dictionary.json` what canonical names mean.
//! Patterns are regular expressions over [canonical](crate::spelling::canonical) text.

mod classification;
mod identity;
mod layout;
mod meaning;
mod pattern;
mod prose;
mod signature;

use std::collections::HashSet;
use std::sync::LazyLock;

use juesuan_model::DocumentKind;
use serde::Deserialize;
use serde::de::DeserializeOwned;

pub(crate) use classification::{Classification, Entry, code_level};
pub(crate) use identity::{Alternatives, CellName, Domain, Identities, Identity, Needs, Relation, RowName};
pub(crate) use layout::{FormLayout, Layout, Term, bare_name, has_term, line_name, strip_ordinal};
pub(crate) use meaning::{Dictionary, Meaning};
pub(crate) use pattern::{Patterns, TitlePattern};
pub(crate) use prose::{Codes, ItemList, Parts, ProseData, Subject};
pub(crate) use signature::{Signature, Signatures};

/// The files of one kind of document, as texts.
struct Kind {
    forms: &'static str,
    layout: &'static str,
    identities: &'static str,
    prose: &'static str,
}

/// The kinds of document that are read; the `document` of their files is a [`DocumentKind`].
const KINDS: &[Kind] = &[Kind {
    forms: include_str!("final_accounts.json"),
    layout: include_str!("final_accounts_layout.json"),
    identities: include_str!("final_accounts_identities.json"),
    prose: include_str!("final_accounts_prose.json"),
}];

const WORDS: &str = include_str!("words.json");
const DICTIONARY: &str = include_str!("dictionary.json");
const FUNCTIONAL: &str = include_str!("functional.csv");
const ECONOMIC: &str = include_str!("economic.csv");

/// The catalogue, read once for each process.
pub(crate) fn catalogue() -> &'static Catalogue {
    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::read(KINDS, WORDS));
    &CATALOGUE
}

/// Everything the data files say, with patterns compiled.
pub(crate) struct Catalogue {
    /// The forms of every kind of document, in the order of the files.
    pub(crate) forms: Vec<Form>,
    /// What the forms look like, where a look says which form it is.
    pub(crate) signatures: Signatures,
    /// Lines that end like a title but are none.
    pub(crate) not_titles: Patterns,
    /// Words before a form's name that make it another table.
    pub(crate) qualifiers: Patterns,
    /// What may stand in parentheses after any title without making it another table.
    pub(crate) title_asides: Patterns,
    /// Lines that stand between a title and its table: the unit, the organisation, the year.
    pub(crate) title_furniture: Patterns,
    /// Headings of the text around the tables.
    pub(crate) section_headings: Patterns,
    /// What the first line under a table must look like to be a note.
    pub(crate) first_notes: Patterns,
    /// How a note begins, first or not.
    pub(crate) note_starts: Patterns,
    /// `单位：万元` in its variants; group 1 is the unit.
    pub(crate) unit: Patterns,
    /// A unit in parentheses at the end of a head (`决算数（万元）`); group 1 is the unit.
    pub(crate) head_unit: Patterns,
    /// What is counted, in parentheses at the end of a head or a name (`公务用车保有量（辆）`); group 1 is it.
    pub(crate) count_unit: Patterns,
    /// Head cells that are never the text of a row.
    pub(crate) head_words: HashSet<String>,
    /// Words that may stand as the lowest head beside a row's text.
    pub(crate) sub_head_words: HashSet<String>,
    /// Names of rows that state totals.
    pub(crate) total_words: HashSet<String>,
    /// Names of the columns that hold codes.
    pub(crate) code_columns: Patterns,
    /// Names of the other columns that hold no figures.
    pub(crate) text_columns: Patterns,
    /// Names of the lines of two-sided forms, without their ordinals.
    pub(crate) line_names: HashSet<String>,
    /// What columns and lines are called, for each kind of document.
    pub(crate) layouts: Vec<Layout>,
    /// What the figures of the forms should satisfy, for each kind of document.
    pub(crate) identities: Vec<Identities>,
    /// What the prose says again, for each kind of document.
    pub(crate) prose: Vec<ProseData>,
    /// 支出功能分类科目.
    pub(crate) functional: Classification,
    /// 经济分类科目.
    pub(crate) economic: Classification,
    /// What the canonical names mean.
    pub(crate) dictionary: Dictionary,
}

/// One form of one kind of document.
pub(crate) struct Form {
    /// The kind of document that it belongs to.
    pub(crate) document: DocumentKind,
    /// Its name in the JSON.
    pub(crate) kind: String,
    /// What may stand in parentheses after this form's name, beside what may after any.
    pub(crate) asides: Patterns,
    /// Wordings that are this form wherever they stand.
    pub(crate) titles: TitlePattern,
    /// Wordings that other kinds of document use too: this form only where another form of the document is certain.
    pub(crate) titles_among_forms: TitlePattern,
}

#[derive(Deserialize)]
struct DocumentFile {
    document: DocumentKind,
    /// What every wording of `titles` holds.
    keyword: String,
    forms: Vec<FormEntry>,
}

#[derive(Deserialize)]
struct FormEntry {
    kind: String,
    /// What every wording holds.
    keyword: String,
    #[serde(default)]
    asides: Vec<String>,
    titles: Vec<String>,
    titles_among_forms: Vec<String>,
}

#[derive(Deserialize, Default)]
struct WordsFile {
    units: String,
    count_units: String,
    not_titles: Vec<String>,
    qualifiers: String,
    title_asides: String,
    title_furniture: String,
    section_headings: Vec<String>,
    first_notes: String,
    note_starts: String,
    head_words: HashSet<String>,
    sub_head_words: HashSet<String>,
    total_words: HashSet<String>,
    code_columns: Vec<String>,
    text_columns: Vec<String>,
    line_names: HashSet<String>,
}

impl Catalogue {
    /// Reads the data. The files are part of the program and a test reads them all, so what does not parse here is left
    /// out rather than reported.
    fn read(kinds: &[Kind], words: &str) -> Self {
        let mut forms = Vec::new();
        for file in parsed::<DocumentFile>(kinds, |kind| kind.forms) {
            forms.extend(file.forms.into_iter().map(|entry| Form {
                document: file.document,
                kind: entry.kind,
                asides: Patterns::new(&entry.asides),
                titles: TitlePattern::new(&[&file.keyword, &entry.keyword], &entry.titles),
                titles_among_forms: TitlePattern::new(&[&entry.keyword], &entry.titles_among_forms),
            }));
        }
        let words: WordsFile = serde_json::from_str(words).unwrap_or_default();
        let unit = format!("(?:单位|币种)[:(]?(?:人民币)?[:(]?({})", words.units);
        Self {
            forms,
            signatures: Signatures::read(),
            not_titles: Patterns::new(&words.not_titles),
            qualifiers: Patterns::new(&[words.qualifiers]),
            title_asides: Patterns::new(&[words.title_asides]),
            title_furniture: Patterns::new(&[words.title_furniture]),
            section_headings: Patterns::new(&words.section_headings),
            first_notes: Patterns::new(&[words.first_notes]),
            note_starts: Patterns::new(&[words.note_starts]),
            unit: Patterns::new(&[unit]).needing(&['位', '种']),
            head_unit: Patterns::new(&[format!(r"\((?:单位:)?({})\)$", words.units)]).needing(&['(']),
            count_unit: Patterns::new(&[format!(r"\((?:单位:)?({})\)$", words.count_units)]).needing(&['(']),
            head_words: words.head_words,
            sub_head_words: words.sub_head_words,
            total_words: words.total_words,
            code_columns: Patterns::new(&words.code_columns),
            text_columns: Patterns::new(&words.text_columns),
            line_names: words.line_names,
            layouts: parsed(kinds, |kind| kind.layout).collect(),
            identities: parsed(kinds, |kind| kind.identities).collect(),
            prose: parsed(kinds, |kind| kind.prose).collect(),
            functional: Classification::read(FUNCTIONAL),
            economic: Classification::read(ECONOMIC),
            dictionary: serde_json::from_str(DICTIONARY).unwrap_or_default(),
        }
    }

    /// What the figures of the forms of this kind of document should satisfy.
    pub(crate) fn identities(&self, document: DocumentKind) -> Option<&Identities> {
        self.identities.iter().find(|identities| identities.document == document)
    }

    /// What the prose of this kind of document says again.
    pub(crate) fn prose(&self, document: DocumentKind) -> Option<&ProseData> {
        self.prose.iter().find(|prose| prose.document == document)
    }

    /// What the columns and lines of the forms of this kind of document are called.
    pub(crate) fn layout(&self, document: DocumentKind) -> Option<&Layout> {
        self.layouts.iter().find(|layout| layout.document == document)
    }
}

/// One file of each kind of document.
fn parsed<T: DeserializeOwned>(kinds: &[Kind], file: impl Fn(&Kind) -> &'static str) -> impl Iterator<Item = T> {
    kinds.iter().filter_map(move |kind| serde_json::from_str(file(kind)).ok())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use juesuan_model::DocumentKind;
    use serde::de::DeserializeOwned;

    use super::{Catalogue, DocumentFile, Identities, KINDS, Kind, Layout, ProseData, WORDS, WordsFile, catalogue};
    use crate::spelling::canonical;

    #[track_caller]
    fn parse<T: DeserializeOwned>(name: &str, text: &str) -> T {
        serde_json::from_str(text).unwrap_or_else(|error| panic!("{name} does not parse: {error}"))
    }

    #[test]
    fn the_data_files_parse_and_every_pattern_compiles() {
        let words: WordsFile = parse("words.json", WORDS);
        let catalogue = catalogue();
        assert_eq!(catalogue.not_titles.len(), words.not_titles.len());
        assert_eq!(catalogue.section_headings.len(), words.section_headings.len());
        assert_eq!(catalogue.code_columns.len(), words.code_columns.len());
        assert_eq!(catalogue.text_columns.len(), words.text_columns.len());
        let singles =
            [&catalogue.qualifiers, &catalogue.title_furniture, &catalogue.first_notes, &catalogue.note_starts];
        for single in singles.into_iter().chain([
            &catalogue.unit,
            &catalogue.title_asides,
            &catalogue.head_unit,
            &catalogue.count_unit,
        ]) {
            assert_eq!(single.len(), 1);
        }
        let files: Vec<DocumentFile> = KINDS.iter().map(|kind| parse("forms", kind.forms)).collect();
        let entries: Vec<_> = files.iter().flat_map(|file| &file.forms).collect();
        assert_eq!(catalogue.forms.len(), entries.len());
        for (form, entry) in catalogue.forms.iter().zip(entries) {
            assert_eq!(form.asides.len(), entry.asides.len(), "{}", form.kind);
            assert!(form.titles.compiles() && form.titles_among_forms.compiles(), "{}", form.kind);
            for wording in entry.titles.iter().chain(&entry.titles_among_forms) {
                assert!(wording.ends_with('表'), "{}: {wording} does not end in 表", form.kind);
                assert!(wording.contains(&entry.keyword), "{}: {wording} lacks {}", form.kind, entry.keyword);
            }
        }
        for file in &files {
            for wording in file.forms.iter().flat_map(|entry| &entry.titles) {
                assert!(wording.contains(&file.keyword), "{wording} lacks {}", file.keyword);
            }
        }
    }

    #[test]
    fn the_files_of_a_kind_are_about_one_document_that_no_other_kind_is() {
        let mut seen = BTreeSet::new();
        for kind in KINDS {
            let document = parse::<DocumentFile>("forms", kind.forms).document;
            assert_eq!(parse::<Layout>("layout", kind.layout).document, document);
            assert_eq!(parse::<Identities>("identities", kind.identities).document, document);
            assert_eq!(parse::<ProseData>("prose", kind.prose).document, document);
            assert!(seen.insert(document), "{document:?} twice");
        }
    }

    #[test]
    fn another_kind_of_document_is_another_set_of_files() {
        let of_budgets = |text: &str| -> &'static str { text.replacen("\"final_accounts\"", "\"budget\"", 1).leak() };
        let kinds: Vec<Kind> = KINDS
            .iter()
            .map(|kind| Kind {
                forms: of_budgets(kind.forms),
                layout: of_budgets(kind.layout),
                identities: of_budgets(kind.identities),
                prose: of_budgets(kind.prose),
            })
            .collect();
        let (catalogue, budget) = (Catalogue::read(&kinds, WORDS), DocumentKind::Budget);
        assert!(catalogue.forms.iter().all(|form| form.document == budget));
        assert!(catalogue.layout(budget).is_some());
        assert!(catalogue.identities(budget).is_some());
        assert!(catalogue.prose(budget).is_some());
    }

    #[test]
    fn every_form_has_a_layout_in_canonical_spelling() {
        let catalogue = catalogue();
        assert_eq!(catalogue.layouts.len(), KINDS.len());
        for layout in &catalogue.layouts {
            for form in catalogue.forms.iter().filter(|form| form.document == layout.document) {
                assert!(layout.form(&form.kind).is_some(), "{}", form.kind);
            }
            let plain = [&layout.neutral, &layout.groups, &layout.labels.name].into_iter().flatten().cloned();
            let of_forms = layout.forms.iter().flat_map(|form| {
                let columns = form.columns.iter().flat_map(|column| &column.terms);
                let lines = form.lines.iter().flat_map(|line| &line.terms);
                columns
                    .chain(lines)
                    .chain(form.bases.iter().flat_map(|basis| &basis.terms))
                    .map(|t| t.text().to_owned())
            });
            for term in plain.chain(of_forms) {
                assert_eq!(term, canonical(&term));
            }
        }
    }

    #[test]
    fn every_canonical_name_has_a_meaning_and_is_used() {
        let dictionary = &catalogue().dictionary;
        let known = |meanings: &[super::Meaning]| meanings.iter().map(|m| m.id.clone()).collect::<BTreeSet<_>>();
        let forms = || catalogue().layouts.iter().flat_map(|layout| &layout.forms);
        assert_eq!(known(&dictionary.kinds), forms().map(|form| form.kind.clone()).collect());
        assert_eq!(known(&dictionary.sections), forms().flat_map(|f| &f.sections).map(|s| s.id.clone()).collect());
        assert_eq!(known(&dictionary.bases), forms().flat_map(|f| &f.bases).map(|b| b.id.clone()).collect());
        assert_eq!(known(&dictionary.measures), forms().flat_map(|f| &f.columns).map(|c| c.measure.clone()).collect());
        let totals = catalogue().layouts.iter().map(|layout| layout.total.line.clone());
        let lines = forms().flat_map(|form| &form.lines).map(|line| line.line.clone());
        assert_eq!(known(&dictionary.lines), lines.chain(totals).collect());
    }
}
