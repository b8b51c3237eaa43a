//! Everything beside the cells of tables: whatever keys there are, now or later.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Difference, Found};
use crate::align::pairs;

/// Keys that say where something stands; an entry that only moved is shown by its new page.
const PLACES: [&str; 2] = ["bbox", "fragments"];
/// Keys that tell an entry of a list, the most telling first.
const TELLING: [&str; 9] = ["rule", "code", "kind", "number", "term", "name", "measure", "title", "message"];
/// Keys of a line item that say where in `tables` it stands.
const POINTERS: [&str; 3] = ["table", "row", "column"];
/// Longest text of an entry that is shown.
const LONGEST: usize = 60;
/// Characters shown on either side of what changed in a long text.
const AROUND: usize = 8;

/// Compares whatever stands beside `tables`.
pub(super) fn compare(old: &Value, new: &Value, found: &mut Found) {
    compare_entries(old, new, "", &["tables"], found);
}

/// Compares two objects but for the keys in `apart`; `place` is where they stand.
pub(super) fn compare_entries(old: &Value, new: &Value, place: &str, apart: &[&str], found: &mut Found) {
    for key in keys(old, new).into_iter().filter(|key| !apart.contains(&key.as_str())) {
        let (one, other) = (old.get(&key), new.get(&key));
        if one == other {
            continue;
        }
        if key == "bbox" && found.moved(one, other) {
            continue;
        }
        let is_path = key == "path";
        let place = if place.is_empty() { key } else { format!("{place} {key}") };
        match (one, other) {
            (Some(Value::Array(_)), Some(Value::Array(_))) if is_path => {
                found.push(Difference::Value { place, old: shown(one), new: shown(other) });
            }
            (Some(Value::Array(one)), Some(Value::Array(other))) => compare_lists(one, other, &place, found),
            (Some(one @ Value::Object(_)), Some(other @ Value::Object(_))) => {
                compare_entries(one, other, &place, &[], found);
            }
            _ => found.push(changed(place, &shown(one), &shown(other))),
        }
    }
}

/// A changed text; of long ones, only what changed and a little around it.
fn changed(place: String, old: &str, new: &str) -> Difference {
    let (one, other): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    if one.len().max(other.len()) <= LONGEST {
        return Difference::Value { place, old: old.to_owned(), new: new.to_owned() };
    }
    let same = |pair: &(&char, &char)| pair.0 == pair.1;
    let head = one.iter().zip(&other).take_while(same).count();
    let rest = one.len().min(other.len()) - head;
    let tail = one.iter().rev().zip(other.iter().rev()).take(rest).take_while(same).count();
    let part = |text: &[char]| {
        let (from, to) = (head.saturating_sub(AROUND), (text.len() - tail + AROUND).min(text.len()));
        let middle: String = text.get(from..to).unwrap_or_default().iter().collect();
        let (before, after) = (if from > 0 { "…" } else { "" }, if to < text.len() { "…" } else { "" });
        format!("{before}{middle}{after}")
    };
    Difference::Value { place, old: part(&one), new: part(&other) }
}

fn compare_lists(old: &[Value], new: &[Value], place: &str, found: &mut Found) {
    if old.iter().chain(new).all(Value::is_number) {
        let joined = |list: &[Value]| list.iter().map(Value::to_string).collect::<Vec<_>>().join(", ");
        found.push(Difference::Value { place: place.to_owned(), old: joined(old), new: joined(new) });
        return;
    }
    let written = |list: &[Value]| list.iter().map(Value::to_string).collect::<Vec<_>>();
    let labels = |list: &[Value]| list.iter().map(telling).collect::<Vec<_>>();
    let (old_labels, new_labels) = (labels(old), labels(new));
    let alike = |a: usize, b: usize| match (old_labels.get(a), new_labels.get(b)) {
        (Some(one), Some(other)) if one == other => usize::MAX,
        _ => old.get(a).zip(new.get(b)).map(|(one, other)| common_text(one, other)).unwrap_or_default(),
    };
    let paired = pairs(&written(old), &written(new), alike);
    let entry = |entry: &Value, came| Difference::Entry {
        list: place.to_owned(),
        entry: telling(entry),
        page: entry.get("page").and_then(Value::as_u64),
        came,
    };
    for (_, value) in old.iter().enumerate().filter(|(at, _)| !paired.iter().any(|(one, _)| one == at)) {
        found.push(entry(value, false));
    }
    for (_, value) in new.iter().enumerate().filter(|(at, _)| !paired.iter().any(|(_, other)| other == at)) {
        found.push(entry(value, true));
    }
    for (at, to) in paired {
        let (Some(one), Some(other)) = (old.get(at), new.get(to)) else { continue };
        if one == other {
            continue;
        }
        let is_item = place == "line_items";
        if is_item && POINTERS.iter().any(|key| one.get(key) != other.get(key)) {
            found.renumbered();
        }
        let apart: &[&str] = if is_item { &POINTERS } else { &[] };
        let place = format!("{place}[{}]", telling(other));
        if one.is_object() && other.is_object() {
            compare_entries(one, other, &place, apart, found);
        } else {
            found.push(changed(place, &shown(Some(one)), &shown(Some(other))));
        }
    }
}

/// How many characters the texts of two entries share at their ends, where that is most of the longer one.
fn common_text(one: &Value, other: &Value) -> usize {
    let text = |entry: &Value| -> Vec<char> {
        let text = entry.as_str().or_else(|| entry.get("text")?.as_str());
        text.unwrap_or_default().chars().collect()
    };
    let (one, other) = (text(one), text(other));
    let head = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let rest = one.len().min(other.len()) - head;
    let tail = one.iter().rev().zip(other.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    if (head + tail) * 2 > one.len().max(other.len()) { head + tail } else { 0 }
}

/// What tells an entry of a list to a person.
fn telling(entry: &Value) -> String {
    let Value::Object(fields) = entry else { return cut(shown(Some(entry))) };
    let words: Vec<String> = TELLING.iter().filter_map(|key| Some(fields.get(*key)?.as_str()?.to_owned())).collect();
    if words.is_empty() {
        let text = fields.get("text").and_then(Value::as_str);
        let places = |key: &str| PLACES.contains(&key);
        let facts =
            fields.iter().filter(|(key, _)| !places(key)).map(|(key, value)| format!("{key} {}", shown(Some(value))));
        return cut(text.map(str::to_owned).unwrap_or_else(|| facts.collect::<Vec<_>>().join(" ")));
    }
    cut(words.join(" "))
}

fn cut(text: String) -> String {
    if text.chars().nth(LONGEST).is_none() { text } else { text.chars().take(LONGEST).chain(['…']).collect() }
}

/// The keys of both objects, the old one's first; where things stand comes last.
pub(super) fn keys(old: &Value, new: &Value) -> Vec<String> {
    let mut order: BTreeMap<&String, usize> = BTreeMap::new();
    let both = [old, new].into_iter().filter_map(Value::as_object).flat_map(|object| object.keys());
    for (at, key) in both.enumerate() {
        let late = if PLACES.contains(&key.as_str()) { 1000 } else { 0 };
        order.entry(key).or_insert(at + late);
    }
    let mut keys: Vec<(usize, &String)> = order.into_iter().map(|(key, at)| (at, key)).collect();
    keys.sort_unstable();
    keys.into_iter().map(|(_, key)| key.clone()).collect()
}

/// A value in words; nothing where there is none.
pub(super) fn shown(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(entries)) if entries.iter().all(Value::is_string) => {
            entries.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("/")
        }
        Some(other) => other.to_string(),
    }
}
