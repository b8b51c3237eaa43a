//! Whether the prose agrees with the forms, and with itself.
//!
//! `restated`: amounts that a form prints too. `rates`: 增长率, 占比, 完成率 from the amounts beside them. `words`: 持平, 大于,
//! 小于 and their like. `parts`: what makes up a whole, and shares that make 100 %. `lists`: items that are listed, and
//! purposes that were copied.

mod lists;
mod parts;
mod rates;
mod ratio;
pub(super) mod restated;
mod words;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use juesuan_model::{Check, CheckPlace, FactBasis, FactMeasure, Language, Section};
use rust_decimal::Decimal;

use super::claim::Claim;
use super::forms::Forms;
use super::sum::Sum;
use crate::catalogue::{Catalogue, ProseData};
use crate::figure::yuan_in;
use crate::spelling::canonical;
use crate::statements::{Said, Spoken};

/// Facts farther back have nothing to do with a sentence; a made-up document may have any number.
const FARTHEST: usize = 200;

/// The prose beside the forms.
pub(super) struct Prose<'a> {
    pub(super) forms: &'a Forms<'a>,
    pub(super) data: &'a ProseData,
    pub(super) catalogue: &'a Catalogue,
    pub(super) sections: &'a [Section],
    pub(super) spoken: &'a [Spoken],
    /// The codes that the forms print, by level and name.
    pub(super) codes: HashMap<(u8, String), BTreeSet<&'a str>>,
    /// The headings over each section, canonical.
    pub(super) headings: Vec<String>,
    pub(super) year: Option<u16>,
    pub(super) language: Language,
}

/// What was found: checks, and the line item that a fact restates, by sentence and fact.
#[derive(Debug, Default)]
pub(crate) struct ProseChecks {
    pub(crate) checks: Vec<Check>,
    pub(crate) restated: BTreeMap<(usize, usize), usize>,
}

/// A fact by the indexes of its sentence and of itself in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct At {
    sentence: usize,
    fact: usize,
}

/// Judges every statement.
pub(super) fn check_prose(prose: &Prose<'_>) -> ProseChecks {
    let mut found = ProseChecks::default();
    restated::check(prose, &mut found);
    restated::check_repeated(prose, &mut found.checks);
    rates::check(prose, &mut found.checks);
    words::check(prose, &mut found.checks);
    parts::check(prose, &mut found.checks);
    lists::check(prose, &mut found.checks);
    found
}

impl Prose<'_> {
    /// The check of a claim about a sentence.
    fn judged(&self, sentence: usize, mut claim: Claim<'_>) -> Check {
        let quoted = self.spoken.get(sentence).map(|spoken| spoken.printed.as_str()).unwrap_or_default();
        claim.zh += &format!("（“{quoted}”）");
        claim.en += &format!(" (“{quoted}”)");
        claim.places.splice(0..0, self.place(sentence));
        claim.check(self.language)
    }

    fn place(&self, sentence: usize) -> Option<CheckPlace> {
        let spoken = self.spoken.get(sentence)?;
        let paragraph = self.sections.get(spoken.section)?.paragraphs.get(spoken.paragraph)?;
        Some(CheckPlace { page: paragraph.page, bbox: paragraph.bbox, cell: None })
    }

    /// Every fact, in order.
    fn facts(&self) -> impl Iterator<Item = (At, &Said)> {
        self.spoken.iter().enumerate().flat_map(|(sentence, spoken)| {
            spoken.facts.iter().enumerate().map(move |(fact, said)| (At { sentence, fact }, said))
        })
    }

    /// The facts of these sentences, in order.
    fn facts_in(&self, sentences: Range<usize>) -> impl Iterator<Item = (At, &Said)> {
        let spoken = self.spoken.get(sentences.clone()).unwrap_or_default();
        sentences.zip(spoken).flat_map(|(sentence, spoken)| {
            spoken.facts.iter().enumerate().map(move |(fact, said)| (At { sentence, fact }, said))
        })
    }

    /// The sentences of the paragraph of this one.
    fn paragraph(&self, sentence: usize) -> Range<usize> {
        let near = |index: &usize| self.same_paragraph(sentence, *index);
        let first = (0..sentence).rev().take_while(near).last().unwrap_or(sentence);
        let end = (sentence..self.spoken.len()).take_while(near).last().map_or(sentence, |last| last + 1);
        first..end
    }

    /// The facts of the same section that stand before `at`, the nearest first; no more than can bear on it.
    fn before(&self, at: At) -> impl Iterator<Item = (At, &Said)> {
        let section = self.spoken.get(at.sentence).map(|spoken| spoken.section);
        let first =
            (0..=at.sentence).rev().take_while(move |&index| self.spoken.get(index).map(|s| s.section) == section);
        first
            .flat_map(move |sentence| {
                let facts = self.spoken.get(sentence).map(|spoken| spoken.facts.as_slice()).unwrap_or_default();
                let here = facts.iter().enumerate().map(move |(fact, said)| (At { sentence, fact }, said)).rev();
                here.filter(move |(other, _)| *other < at)
            })
            .take(FARTHEST)
    }

    fn same_paragraph(&self, one: usize, other: usize) -> bool {
        let key = |index: usize| self.spoken.get(index).map(|spoken| (spoken.section, spoken.paragraph));
        key(one) == key(other)
    }

    /// The nearest amount that was said of a subject (canonical) before, in the same section.
    fn amount_before(&self, at: At, subject: &str, basis: Option<FactBasis>) -> Option<(At, &Said)> {
        self.before(at)
            .find(|(_, said)| said.measure == FactMeasure::Amount && said.basis == basis && said.key == subject)
    }

    fn headings(&self, section: usize) -> &str {
        self.headings.get(section).map(String::as_str).unwrap_or_default()
    }
}

/// The headings over each section, outermost first.
pub(super) fn headings_over(sections: &[Section]) -> Vec<String> {
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
fn money(said: &Said) -> Option<Sum> {
    yuan_in(&said.unit).map(|yuan| Sum::printed(said.value, yuan))
}

/// A value in 元 in the unit of `said`.
fn in_unit_of(said: &Said, value: Decimal) -> Decimal {
    yuan_in(&said.unit).and_then(|yuan| value.checked_div(yuan)).unwrap_or(value).normalize()
}
