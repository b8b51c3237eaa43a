//! Whether the prose agrees with the forms, and with itself.
//!
//! `restated`: amounts that a form prints too. `rates`: 增长率, 占比, 完成率 from the amounts beside them. `words`: 持平, 大于,
//! 小于 and their like. `parts`: what makes up a whole, and shares that make 100 %. `lists`: items that are listed, and
//! purposes that were copied.

mod lists;
mod parts;
mod rates;
mod ratio;
mod restated;
mod words;

use std::ops::Range;

use juesuan_model::{CheckPlace, FactBasis, FactMeasure};
use rust_decimal::Decimal;

use super::claim::Claim;
use crate::figure::yuan_in;
use crate::restate::{At, Restated, Sentences};
use crate::statements::Said;

/// Facts farther back have nothing to do with a sentence; a made-up document may have any number.
const FARTHEST: usize = 200;

/// Judges every statement.
pub(super) fn check_prose<'a>(prose: &Sentences<'a>, restated: &Restated<'a>, claims: &mut Vec<Claim<'a>>) {
    restated::check(prose, restated, claims);
    restated::check_repeated(prose, claims);
    rates::check(prose, claims);
    words::check(prose, claims);
    parts::check(prose, claims);
    lists::check(prose, claims);
}

impl Sentences<'_> {
    /// A claim about a sentence, which is quoted and the first of its places.
    fn about<'c>(&self, sentence: usize, mut claim: Claim<'c>) -> Claim<'c> {
        let quoted = self.spoken.get(sentence).map(|spoken| spoken.printed.as_str()).unwrap_or_default();
        claim.zh += &format!("（“{quoted}”）");
        claim.en += &format!(" (“{quoted}”)");
        claim.places.splice(0..0, self.place(sentence));
        claim
    }

    fn place(&self, sentence: usize) -> Option<CheckPlace> {
        let spoken = self.spoken.get(sentence)?;
        let paragraph = self.sections.get(spoken.section)?.paragraphs.get(spoken.paragraph)?;
        Some(CheckPlace { page: paragraph.page, bbox: paragraph.bbox, cell: None })
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
}

/// A value in 元 in the unit of `said`.
fn in_unit_of(said: &Said, value: Decimal) -> Decimal {
    yuan_in(&said.unit).and_then(|yuan| value.checked_div(yuan)).unwrap_or(value).normalize()
}
