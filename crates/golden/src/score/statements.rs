//! What the sentences of a document state.

use serde_json::Value;

use super::{Counts, Mistake, MistakeKind, Share};
use crate::json::{entries, text};
use crate::spelling::plain;
use crate::truth::{TrueFact, Truth};

/// Measures the facts of the prose, where the truth knows them. They are counted for themselves: a document is read
/// exactly or not by its forms, headings and terms.
pub(super) fn score_statements(truth: &Truth, output: &Value, counts: &mut Counts, mistakes: &mut Vec<Mistake>) {
    let Some(facts) = &truth.facts else { return };
    let read: Vec<&Value> =
        entries(output, "statements").iter().flat_map(|statement| entries(statement, "facts")).collect();
    let mut taken = vec![false; read.len()];
    for fact in facts {
        let found = read.iter().enumerate().position(|(at, said)| !taken[at] && is_said(fact, said));
        match found {
            Some(at) => taken[at] = true,
            None => mistakes.push(Mistake::new(
                MistakeKind::Fact,
                &fact.subject,
                format!("{} {}{}", fact.measure, fact.value, fact.unit),
                "",
            )),
        }
    }
    let right = taken.iter().filter(|taken| **taken).count() as u64;
    counts.stated += Share { right, of: facts.len() as u64 };
    counts.stated_read += Share { right, of: read.len() as u64 };
    for (said, _) in read.iter().zip(&taken).filter(|(_, taken)| !**taken) {
        let what = format!("{} {}{}", text(said, "measure"), text(said, "value"), text(said, "unit"));
        mistakes.push(Mistake::new(MistakeKind::Fact, text(said, "subject"), "", what));
    }
}

/// The same figure, said of the same thing: one name may be longer than the other.
fn is_said(fact: &TrueFact, said: &Value) -> bool {
    let of = |key: &str| plain(text(said, key));
    let (subject, truth) = (of("subject"), plain(&fact.subject));
    let same_subject = !subject.is_empty() && (subject.contains(&truth) || truth.contains(&subject));
    same_subject
        && of("measure") == fact.measure
        && of("value") == plain(&fact.value)
        && of("unit") == plain(&fact.unit)
        && of("basis") == fact.basis.as_deref().unwrap_or_default()
}
