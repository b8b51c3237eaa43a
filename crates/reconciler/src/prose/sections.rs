//! Blocks → headings, each with its paragraphs.
//!
//! A heading has a number, is short, and is no sentence. A line without a number is one where the list of contents names
//! it. Levels count the kinds of number that a heading stands under: 一、 is level 1 in a document without parts.

use std::collections::BTreeMap;

use juesuan_model::{BBox, Paragraph, Section};

use super::blocks::Block;
use super::contents::key;
use super::numbering::{NumberKind, Numbered, read_number};
use crate::spelling::{canonical, longer_than};
use crate::wording::wordings;

/// Longer text is no heading, whatever its number.
const LONGEST_HEADING: usize = 60;
/// The same with what it says in brackets.
const LONGEST_WITH_BRACKETS: usize = 120;
/// The same for a heading with an arabic number, of which lists are full.
const LONGEST_ARABIC_HEADING: usize = 25;

wordings! {
    static AMOUNT needs ['元', '%', '％', '点'] = r"[0-9][\t\n\x0B\x0C\r ]*(亿元|万元|元|%|％|个百分点)";
    static STATES_A_TOPIC needs ['。'] = r"(说明|情况|概况)。$";
}

/// A heading, before its level is known.
struct Heading {
    kind: NumberKind,
    number: Option<String>,
    title: String,
}

/// The number of a text that is a heading by itself.
pub(super) fn heading_number(text: &str) -> Option<Numbered<'_>> {
    let numbered = read_number(text)?;
    if longer_than(numbered.rest, LONGEST_WITH_BRACKETS) {
        return None;
    }
    let outermost = numbered.kind <= NumberKind::Chapter;
    let arabic = numbered.kind >= NumberKind::Arabic;
    let mut bare = without_brackets(numbered.rest);
    if !arabic && STATES_A_TOPIC.is_match(&bare) {
        bare.pop();
    }
    let longest = if arabic { LONGEST_ARABIC_HEADING } else { LONGEST_HEADING };
    let is_sentence = bare.contains(['。', '；', '！', '？', '，', '：', ';', '!', '?', ',', ':']);
    let blank = numbered.rest.trim().is_empty() && !outermost;
    (!is_sentence && !blank && !longer_than(&bare, longest) && !AMOUNT.is_match(numbered.rest)).then_some(numbered)
}

/// The text without what it says in brackets; a bracket that nothing closes goes on to the next or to the end.
fn without_brackets(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        match c {
            '（' | '(' => inside = true,
            '）' | ')' if inside => inside = false,
            c if !inside => bare.push(c),
            _ => {}
        }
    }
    bare
}

/// The sections of a document.
#[derive(Debug, Default)]
pub(super) struct Sections {
    /// How many lines stand before the first heading. Sentences that stand there make a section without a heading; what
    /// is no sentence is the cover.
    pub(super) lines_before: usize,
    pub(super) sections: Vec<Section>,
    /// Where each heading stands; in a section without one, its first paragraph.
    pub(super) places: Vec<BBox>,
}

/// Builds the sections.
pub(super) fn build_sections(blocks: Vec<Block>, contents: &BTreeMap<String, NumberKind>) -> Sections {
    let headings: Vec<Option<Heading>> =
        blocks.iter().enumerate().map(|(index, block)| read_heading(block, blocks.get(index + 1), contents)).collect();
    let mut found = Sections::default();
    let sections = &mut found.sections;
    let mut open: Vec<NumberKind> = Vec::new();
    let mut headed = false;
    for (block, heading) in blocks.into_iter().zip(headings) {
        if let Some(heading) = heading {
            headed = true;
            open.retain(|&kind| kind < heading.kind);
            open.push(heading.kind);
            found.places.push(block.bbox);
            sections.push(Section {
                number: heading.number,
                title: heading.title,
                page: block.page,
                level: u32::try_from(open.len()).unwrap_or(u32::MAX),
                paragraphs: Vec::new(),
            });
            continue;
        }
        if !headed {
            found.lines_before += block.lines;
            if !block.text.contains('。') {
                continue;
            }
        }
        let paragraph = Paragraph { page: block.page, bbox: block.bbox, text: block.text };
        match sections.last_mut() {
            Some(section) => section.paragraphs.push(paragraph),
            None => {
                found.places.push(block.bbox);
                sections.push(Section {
                    number: None,
                    title: String::new(),
                    page: block.page,
                    level: 1,
                    paragraphs: vec![paragraph],
                });
            }
        }
    }
    found
}

fn read_heading(block: &Block, next: Option<&Block>, contents: &BTreeMap<String, NumberKind>) -> Option<Heading> {
    if block.lines > 3 {
        return None;
    }
    if let Some(numbered) = heading_number(&block.text) {
        let listed = numbered.kind >= NumberKind::Arabic
            && next.and_then(|next| read_number(&next.text)).is_none_or(|next| next.kind == numbered.kind)
            && next.is_none_or(|next| read_number(&next.text).is_some());
        return (!listed).then(|| Heading {
            kind: numbered.kind,
            number: Some(numbered.number.to_owned()),
            title: numbered.rest.strip_suffix('。').unwrap_or(numbered.rest).to_owned(),
        });
    }
    if longer_than(&block.text, LONGEST_WITH_BRACKETS) {
        return None;
    }
    let text = canonical(&block.text);
    let kind = *contents.get(&key(&text))?;
    let plain = read_number(&text).is_none() && text.chars().nth(3).is_some() && !text.contains(['。', ';']);
    plain.then(|| Heading { kind, number: None, title: block.text.clone() })
}
