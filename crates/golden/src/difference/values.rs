//! Everything beside the cells of tables: whatever keys there are, now or later.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Difference;
use crate::align::pairs;

/// Keys that say where something stands; an entry that only moved is shown by its new page.
const PLACES: [&str; 2] = ["bbox", "fragments"];
/// Keys that tell an entry of a list, the most telling first.
const TELLING: [&str; 9] = ["rule", "code", "kind", "number", "term", "name", "measure", "title", "message"];
/// Longest text of an entry that is shown.
const LONGEST: usize = 60;

/// Compares whatever stands beside `tables`.
pub(super) fn compare(old: &Value, new: &Value, found: &mut Vec<Difference>) {
    compare_entries(old, new, "", &["tables"], found);
}

/// Compares two objects but for the keys in `apart`; `place` is where they stand.
pub(super) fn compare_entries(old: &Value, new: &Value, place: &str, apart: &[&str], found: &mut Vec<Difference>) {
    for key in keys(old, new).into_iter().filter(|key| !apart.contains(&key.as_str())) {
        let (one, other) = (old.get(&key), new.get(&key));
        if one == other {
            continue;
        }
        let place = if place.is_empty() { key } else { format!("{place} {key}") };
        match (one, other) {
            (Some(Value::Array(one)), Some(Value::Array(other))) => compare_lists(one, other, &place, found),
            (Some(one @ Value::Object(_)), Some(other @ Value::Object(_))) => {
                compare_entries(one, other, &place, &[], found);
            }
            _ => found.push(Difference::Value { place, old: shown(one), new: shown(other) }),
        }
    }
}

fn compare_lists(old: &[Value], new: &[Value], place: &str, found: &mut Vec<Difference>) {
    if old.iter().chain(new).all(Value::is_number) {
        let joined = |list: &[Value]| list.iter().map(Value::to_string).collect::<Vec<_>>().join(", ");
        found.push(Difference::Value { place: place.to_owned(), old: joined(old), new: joined(new) });
        return;
    }
    let written = |list: &[Value]| list.iter().map(Value::to_string).collect::<Vec<_>>();
    let labels = |list: &[Value]| list.iter().map(telling).collect::<Vec<_>>();
    let (old_labels, new_labels) = (labels(old), labels(new));
    let same_label = |a: usize, b: usize| usize::from(old_labels.get(a) == new_labels.get(b));
    let paired = pairs(&written(old), &written(new), same_label);
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
        if one.is_object() && one != other {
            compare_entries(one, other, &format!("{place}[{}]", telling(other)), &[], found);
        }
    }
}

/// What tells an entry of a list to a person.
fn telling(entry: &Value) -> String {
    let Value::Object(fields) = entry else { return cut(shown(Some(entry))) };
    let words: Vec<String> = TELLING.iter().filter_map(|key| Some(fields.get(*key)?.as_str()?.to_owned())).collect();
    if words.is_empty() {
        let text = fields.get("text").and_then(Value::as_str);
        return cut(text.map(str::to_owned).unwrap_or_else(|| entry.to_string()));
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
        Some(other) => other.to_string(),
    }
}
