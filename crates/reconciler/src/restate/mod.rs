//! The amounts of the sentences → the figures of the forms that they state again.
//!
//! What is said of a subject is looked for where the catalogue says that the forms hold it (`candidates`); of several
//! places the one that agrees best counts. Whether it must agree is judged later.

mod candidates;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use juesuan_model::{FactMeasure, Outcome, Reason, Section};

use candidates::codes_by_name;
pub(crate) use candidates::{Candidate, candidates, is_of_another_year};

use crate::catalogue::{Catalogue, ProseData, Relation};
use crate::figure::yuan_in;
use crate::figures::{Forms, Sum};
use crate::spelling::canonical;
use crate::statements::{Said, Spoken};

/// The sentences beside the forms.
pub(crate) struct Sentences<'a> {
    pub(crate) forms: &'a Forms<'a>,
    pub(crate) data: &'a ProseData,
    pub(crate) sections: &'a [Section],
    pub(crate) spoken: &'a [Spoken],
    catalogue: &'a Catalogue,
    /// The codes that the forms print, by level and name.
    codes: HashMap<(u8, String), BTreeSet<&'a str>>,
    /// The headings over each section, canonical.
    headings: Vec<String>,
    year: Option<u16>,
}

/// A fact by the indexes of its sentence and of itself in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct At {
    pub(crate) sentence: usize,
    pub(crate) fact: usize,
}

/// An amount that may stand in the forms.
pub(crate) struct Restatement<'a> {
    pub(crate) at: At,
    pub(crate) said: &'a Said,
    pub(crate) stated: Sum,
    /// The cells that agree best.
    pub(crate) candidate: Candidate,
    pub(crate) outcome: Outcome,
    pub(crate) reason: Option<Reason>,
    /// Whether it must be one of the cells that were looked at.
    pub(crate) sure: bool,
}

/// What the sentences state again.
#[derive(Default)]
pub(crate) struct Restated<'a> {
    pub(crate) amounts: Vec<Restatement<'a>>,
    /// The line item that a fact states again.
    items: BTreeMap<At, usize>,
}

impl Restated<'_> {
    /// The line item that a fact of a sentence states again.
    pub(crate) fn item(&self, sentence: usize, fact: usize) -> Option<usize> {
        self.items.get(&At { sentence, fact }).copied()
    }
}

impl<'a> Sentences<'a> {
    pub(crate) fn new(
        forms: &'a Forms<'a>,
        data: &'a ProseData,
        catalogue: &'a Catalogue,
        sections: &'a [Section],
        spoken: &'a [Spoken],
        year: Option<u16>,
    ) -> Self {
        let (codes, headings) = (codes_by_name(forms.slots), headings_over(sections));
        Self { forms, data, sections, spoken, catalogue, codes, headings, year }
    }

    /// Every fact, in order.
    pub(crate) fn facts(&self) -> impl Iterator<Item = (At, &'a Said)> + use<'a> {
        self.spoken.iter().enumerate().flat_map(|(sentence, spoken)| {
            spoken.facts.iter().enumerate().map(move |(fact, said)| (At { sentence, fact }, said))
        })
    }

    /// The headings over a section, outermost first.
    fn headings(&self, section: usize) -> &str {
        self.headings.get(section).map(String::as_str).unwrap_or_default()
    }
}

/// Finds what the sentences state again.
pub(crate) fn restate<'a>(told: &Sentences<'a>) -> Restated<'a> {
    let mut restated = Restated::default();
    for (at, said) in told.facts() {
        if said.measure != FactMeasure::Amount || is_of_another_year(told, at, said) {
            continue;
        }
        let Some(stated) = money(said) else { continue };
        let (candidates, sure) = candidates(told, at, said);
        let judged = candidates.into_iter().map(|candidate| (stated.relate(Relation::Eq, candidate.sum), candidate));
        // A pass before a rounding before a fail: the first of the best.
        let Some(((outcome, reason), candidate)) = judged.min_by_key(|((outcome, _), _)| *outcome) else { continue };
        if outcome != Outcome::Fail
            && let [(_, slot)] = candidate.slots.as_slice()
            && let Some(item) = told.forms.slots.get(*slot).and_then(|slot| slot.item)
        {
            restated.items.insert(at, item);
        }
        restated.amounts.push(Restatement { at, said, stated, candidate, outcome, reason, sure });
    }
    restated
}

/// The headings over each section, outermost first.
fn headings_over(sections: &[Section]) -> Vec<String> {
    let mut above: Vec<&Section> = Vec::new();
    let mut headings = Vec::with_capacity(sections.len());
    for section in sections {
        above.retain(|other| other.level < section.level);
        above.push(section);
        let titles: Vec<&str> = above.iter().map(|section| section.title.as_str()).collect();
        headings.push(canonical(&titles.join("/")));
    }
    headings
}

/// An amount as a sum in 元; `None` for what is no money.
pub(crate) fn money(said: &Said) -> Option<Sum> {
    yuan_in(&said.unit).map(|yuan| Sum::printed(said.value, yuan))
}
