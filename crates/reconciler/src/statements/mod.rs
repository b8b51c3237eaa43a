//! The running text → statements: its sentences that state figures, each with its facts.
//!
//! `plain` keeps places while look-alikes become one character, `mentions` finds figures and 持平, `subject` finds what
//! stands before them, `facts` says what is said of what; what a sentence leaves out it takes from the one before it.

mod facts;
mod mentions;
mod plain;
mod subject;

use juesuan_model::{Fact, FactMeasure, Section, Statement};

use facts::{Context, read_facts};
pub(crate) use facts::{Said, item_of};
use mentions::find_mentions;
use plain::{Plain, sentences};

/// Bytes of a paragraph in which a subject of its later sentences is looked for.
const NEAR: usize = 4000;

/// A sentence of the running text.
#[derive(Debug, Clone)]
pub(crate) struct Spoken {
    /// Index of its section, and of its paragraph there.
    pub(crate) section: usize,
    pub(crate) paragraph: usize,
    /// As printed.
    pub(crate) printed: String,
    /// For looking at.
    pub(crate) text: String,
    pub(crate) facts: Vec<Said>,
    /// Subjects as printed, one for each fact.
    subjects: Vec<String>,
}

/// Reads every sentence.
pub(crate) fn read_sentences(sections: &[Section]) -> Vec<Spoken> {
    let mut spoken = Vec::new();
    for (at, section) in sections.iter().enumerate() {
        let mut context = Context::default();
        for (number, paragraph) in section.paragraphs.iter().enumerate() {
            let plain = Plain::of(&paragraph.text);
            context.begin_paragraph(&plain.text);
            for (start, end) in sentences(&plain.text) {
                let text = plain.text.get(start..end).unwrap_or_default();
                let facts = read_facts(text, &find_mentions(text), &mut context);
                let printed_subject = |said: &Said| match said.subject_at {
                    Some((from, to)) => plain.printed(start + from, start + to),
                    // A subject that was spoken of before.
                    None => match plain.text.get(..start.min(NEAR)).unwrap_or_default().find(&said.subject) {
                        Some(at) => plain.printed(at, at + said.subject.len()),
                        None => said.subject.clone(),
                    },
                };
                spoken.push(Spoken {
                    section: at,
                    paragraph: number,
                    printed: plain.printed(start, end),
                    text: text.to_owned(),
                    subjects: facts.iter().map(printed_subject).collect(),
                    facts,
                });
            }
        }
    }
    spoken
}

/// The sentences that state figures; `item_of` says which line item a fact states again, by sentence and fact.
pub(crate) fn make_statements(
    sections: &[Section],
    spoken: &[Spoken],
    item_of: &dyn Fn(usize, usize) -> Option<usize>,
) -> Vec<Statement> {
    let stating = spoken.iter().enumerate().filter(|(_, spoken)| !spoken.facts.is_empty());
    let statement = |(index, spoken): (usize, &Spoken)| {
        let section = sections.get(spoken.section)?;
        let paragraph = section.paragraphs.get(spoken.paragraph)?;
        let facts = spoken.facts.iter().zip(&spoken.subjects).enumerate().map(|(fact, (said, subject))| Fact {
            subject: subject.clone(),
            measure: said.measure,
            value: said.value.to_string(),
            unit: said.unit.clone(),
            basis: said.basis,
            whole: said.whole.clone().filter(|_| said.measure == FactMeasure::SharePercent),
            line_item: item_of(index, fact),
        });
        Some(Statement {
            page: paragraph.page,
            bbox: paragraph.bbox,
            section: format!("{}{}", section.number.as_deref().unwrap_or_default(), section.title),
            text: spoken.printed.clone(),
            facts: facts.collect(),
        })
    };
    stating.filter_map(statement).collect()
}
