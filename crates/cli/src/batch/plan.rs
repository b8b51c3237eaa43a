//! What is to be done: inputs and the manifest of an earlier run → orders, and what needs none.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::manifest::{Entry, Manifest, Options, Status};
use super::protocol::{Extras, Order};
use super::walk::{Found, Input};
use crate::convert::source_file;
use crate::failure::Cause;
use crate::input;

/// Codes of failures that another try may not meet again: the disk, the time and memory of that run.
const WORTH_ANOTHER_TRY: [&str; 8] = [
    "input_not_readable",
    "input_not_found",
    "input_changed",
    "time_limit",
    "memory_limit",
    "stack_overflow",
    "worker_died",
    "output_not_writable",
];

/// Codes of failures that a password may mend.
const WANT_A_PASSWORD: [&str; 2] = ["password_needed", "wrong_password"];

/// What is to be done.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// To be looked at by a worker.
    pub(super) orders: Vec<(Input, Order)>,
    /// Inputs with the content of another: the other's path, and the hash.
    pub(super) duplicates: Vec<(Input, String, String)>,
    /// Inputs that cannot be looked at.
    pub(super) troubles: Vec<(Input, Cause)>,
}

/// What a result must be like to be kept.
pub(super) struct Wanted<'a> {
    pub(super) folder: &'a Path,
    pub(super) tool: &'a str,
    pub(super) options: &'a Options,
    pub(super) extras: Extras,
    /// The name of the index of the reports, in the output folder.
    pub(super) index: &'a str,
    pub(super) force: bool,
}

/// Sorts the inputs by what is to be done with them.
pub(super) fn plan(found: Found, manifest: &Manifest, wanted: &Wanted<'_>) -> Plan {
    let originals = duplicates(&found);
    let mut plan = Plan::default();
    for input in found.inputs {
        match (&input.size, originals.get(&input.key)) {
            (Err(_), _) => {
                let Input { key, relative, typed, size } = input;
                if let Err(cause) = size {
                    plan.troubles.push((Input { key, relative, typed, size: Ok(0) }, cause));
                }
            }
            (Ok(_), Some((original, hash))) => {
                plan.duplicates.push((input, original.clone(), hash.clone()));
            }
            (Ok(_), None) => {
                let known = manifest.entries.get(&input.key).filter(|entry| is_kept(entry, &input, wanted));
                let order = Order {
                    path: found.root.join(&input.relative),
                    known: known.and_then(|entry| entry.sha256.clone()),
                    by_chance: !input.typed,
                    index: wanted.extras.report.map(|_| way_up(&input.relative) + wanted.index),
                    without_pictures: false,
                };
                plan.orders.push((input, order));
            }
        }
    }
    plan
}

/// Whether what the manifest tells need not be done again, should the content be the same.
fn is_kept(entry: &Entry, input: &Input, wanted: &Wanted<'_>) -> bool {
    let code = entry.code.as_deref().unwrap_or_default();
    let settled = match entry.status {
        Status::Ok | Status::Problems => true,
        Status::Failed => {
            let may_open_now = wanted.options.password && WANT_A_PASSWORD.contains(&code);
            !may_open_now && !WORTH_ANOTHER_TRY.contains(&code)
        }
        // Typed by name, a text is converted whatever it holds.
        Status::Skipped => entry.duplicate_of.is_none() && !input.typed,
    };
    let has_result = matches!(entry.status, Status::Ok | Status::Problems);
    let has = |format: &str| entry.outputs.iter().any(|output| output.format == format);
    let is_there = |path: &str, bytes: u64| fs::metadata(wanted.folder.join(path)).is_ok_and(|f| f.len() == bytes);
    !wanted.force
        && settled
        && entry.tool == wanted.tool
        && entry.options.give_the_same(wanted.options)
        && (!has_result || wanted.extras.formats().all(has))
        && entry.outputs.iter().all(|output| is_there(&output.path, output.bytes))
}

/// From the report of an input back to the output folder: reports stand in a folder of their own there, in the tree of
/// the inputs.
fn way_up(relative: &Path) -> String {
    "../".repeat(relative.components().count())
}

/// Which inputs have the content of another, by path: the first by path with that content, and the hash.
///
/// Only files of one size can be the same: the others need not be read for this.
fn duplicates(found: &Found) -> HashMap<String, (String, String)> {
    let mut of_size: BTreeMap<u64, Vec<&Input>> = BTreeMap::new();
    for input in &found.inputs {
        if let Ok(size @ 1..) = input.size {
            of_size.entry(size).or_default().push(input);
        }
    }
    let alike: Vec<&Input> = of_size.into_values().filter(|inputs| inputs.len() > 1).flatten().collect();
    // What cannot be read is no duplicate: a worker tells why.
    let hash = |input: &&Input| {
        let bytes = input::read(&found.root.join(&input.relative)).ok()?;
        Some(source_file(&input.relative, &bytes).sha256)
    };
    let hashes: Vec<Option<String>> = alike.par_iter().map(hash).collect();
    let mut first: HashMap<String, &str> = HashMap::new();
    let mut same = HashMap::new();
    for (input, hash) in alike.into_iter().zip(hashes) {
        let Some(hash) = hash else { continue };
        match first.get(&hash) {
            Some(original) => drop(same.insert(input.key.clone(), ((*original).to_owned(), hash))),
            None => drop(first.insert(hash, &input.key)),
        }
    }
    same
}
