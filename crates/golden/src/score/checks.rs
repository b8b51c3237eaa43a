//! What the checks found of the inconsistencies that a document is known to have, and what they found besides.

use serde_json::Value;

use super::{Counts, Mistake, MistakeKind};
use crate::json::{entries, text};
use crate::spelling::plain;
use crate::truth::{Inconsistency, TrueTable, Truth};

/// Measures the findings, where the truth knows what is inconsistent. A finding of severity `info` is never false.
pub(super) fn score_checks(truth: &Truth, output: &Value, counts: &mut Counts, mistakes: &mut Vec<Mistake>) {
    let Some(known) = &truth.inconsistencies else { return };
    let failed: Vec<&Value> =
        entries(output, "checks").iter().filter(|check| text(check, "outcome") == "fail").collect();
    for inconsistency in known {
        let found = failed.iter().any(|check| {
            inconsistency.rules.iter().any(|rule| rule == text(check, "rule"))
                && touches(check, inconsistency, truth, output)
        });
        counts.inconsistencies.add(found);
        if !found {
            let place = inconsistency.table.as_deref().or(inconsistency.text.as_deref()).unwrap_or_default();
            mistakes.push(Mistake::new(MistakeKind::InconsistencyMissed, place, &inconsistency.kind, ""));
        }
    }
    for check in failed.iter().filter(|check| text(check, "severity") != "info") {
        if known.iter().any(|inconsistency| touches(check, inconsistency, truth, output)) {
            continue;
        }
        let count =
            if text(check, "severity") == "error" { &mut counts.false_errors } else { &mut counts.false_warnings };
        *count += 1;
        mistakes.push(Mistake::new(MistakeKind::FalseAlarm, text(check, "rule"), "", text(check, "message")));
    }
}

/// Whether a finding is about the place of an inconsistency.
fn touches(check: &Value, inconsistency: &Inconsistency, truth: &Truth, output: &Value) -> bool {
    if let Some(paragraph) = &inconsistency.text {
        let message = plain(text(check, "message"));
        // A message quotes its sentence.
        let quoted = |sentence: &str| !sentence.is_empty() && message.contains(sentence);
        return plain(paragraph).split(['。', ';']).any(quoted);
    }
    let Some(kind) = &inconsistency.table else { return false };
    let table = truth.forms().iter().find(|table| table.kind == *kind);
    match (table, inconsistency.row, inconsistency.column) {
        (Some(table), Some(row), Some(column)) => {
            let places = entries(check, "places").iter().chain(entries(check, "suspects"));
            places.into_iter().any(|place| is_cell(place, table, row, column, output))
        }
        // A form that is not there.
        _ => text(check, "identity").contains(kind.as_str()),
    }
}

/// Whether a place of the output is a cell of the truth: the same form and head, in a row with the same cells.
fn is_cell(place: &Value, table: &TrueTable, row: usize, column: usize, output: &Value) -> bool {
    let index = |key: &str| place.get(key).and_then(Value::as_u64).and_then(|index| usize::try_from(index).ok());
    let (Some(at), Some(at_row), Some(at_column)) = (index("table"), index("row"), index("column")) else {
        return false;
    };
    let Some(found) = entries(output, "tables").get(at).filter(|found| text(found, "kind") == table.kind) else {
        return false;
    };
    let Some(cells) = entries(found, "rows").get(at_row).map(|row| entries(row, "cells")) else { return false };
    let read: Vec<String> = cells.iter().map(|cell| plain(text(cell, "text"))).collect();
    let printed: Vec<String> = table.rows.get(row).into_iter().flatten().map(|cell| plain(cell)).collect();
    read == printed && at_column == column
}
