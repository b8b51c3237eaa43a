//! What is to be done: inputs and the manifest of an earlier run → orders, and what needs none.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::manifest::{Entry, Manifest, Options, Status};
use super::walk::{Found, Input};
use crate::failure::Cause;
use crate::input::{self, claims_to_be_pdf};
use crate::interrupt;
use crate::worker::{Extras, Order};

/// Codes of failures that another try may not meet again: the disk, the time and memory of that run.
const WORTH_ANOTHER_TRY: [&str; 9] = [
    "input_not_readable",
    "input_not_found",
    "input_changed",
    "time_limit",
    "memory_limit",
    "stack_overflow",
    "worker_died",
    "worker_not_started",
    "output_not_writable",
];

/// Codes of failures that a password may mend.
const WANT_A_PASSWORD: [&str; 2] = ["password_needed", "wrong_password"];

/// Whether a failure says nothing of the document: the disk, the bounds or the password of that run were in the way.
pub(super) fn is_passing(code: &str) -> bool {
    WORTH_ANOTHER_TRY.contains(&code) || WANT_A_PASSWORD.contains(&code)
}

/// What is to be done.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// To be looked at by a worker.
    pub(super) orders: Vec<(Input, Order)>,
    /// Inputs with the content of another, whose fate they share.
    pub(super) duplicates: Vec<(Input, Original)>,
    /// Inputs that cannot be looked at.
    pub(super) troubles: Vec<(Input, Cause)>,
}

/// The input that is converted for all that have its content.
#[derive(Debug, Clone)]
pub(super) struct Original {
    /// Its path.
    pub(super) key: String,
    /// Of the content.
    pub(super) sha256: String,
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
///
/// Where it is asked to end, the plan is of no use: hashes are missing.
pub(super) fn plan(found: Found, manifest: &Manifest, wanted: &Wanted<'_>) -> Plan {
    let mut originals = duplicates(&found);
    let mut plan = Plan::default();
    for input in found.inputs {
        match (&input.size, originals.remove(&input.key)) {
            (Err(_), _) => {
                let Input { key, relative, typed, size } = input;
                if let Err(cause) = size {
                    plan.troubles.push((Input { key, relative, typed, size: Ok(0) }, cause));
                }
            }
            (Ok(_), Some(original)) => plan.duplicates.push((input, original)),
            (Ok(_), None) => {
                let known = manifest.entries.get(&input.key).filter(|entry| is_kept(entry, &input, wanted));
                let order = Order {
                    path: found.root.join(&input.relative),
                    known: known.and_then(|entry| entry.sha256.clone()),
                    by_chance: !input.typed,
                    index: wanted.extras.report.map(|_| way_up(&input.key) + wanted.index),
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
    let has = |format: &str| entry.output(format).is_some() || (format == "xlsx" && code == "no_workbook");
    let is_there = |path: &str, bytes: u64| fs::metadata(wanted.folder.join(path)).is_ok_and(|f| f.len() == bytes);
    !wanted.force
        && settled
        && entry.tool == wanted.tool
        && entry.options.give_the_same(wanted.options)
        && (!entry.has_result() || wanted.extras.formats().all(has))
        // What a bound kept from being drawn may be drawn now, with a wider one.
        && !(entry.without_pictures && wanted.extras.report.is_some_and(|look| look.pictures))
        && entry.outputs.iter().all(|output| is_there(&output.path, output.bytes))
}

/// From the report of an input back to the output folder: reports stand in a folder of their own there, in the tree of
/// the inputs.
fn way_up(key: &str) -> String {
    "../".repeat(key.split('/').count())
}

/// Which inputs have the content of another, by path, and that other: one that was typed before one that was found, then
/// one that says that it is a PDF, then the first by path.
///
/// Only files of one size can be the same: the others need not be read for this.
fn duplicates(found: &Found) -> BTreeMap<String, Original> {
    let mut of_size: BTreeMap<u64, Vec<&Input>> = BTreeMap::new();
    for input in &found.inputs {
        if let Ok(size @ 1..) = input.size {
            of_size.entry(size).or_default().push(input);
        }
    }
    let alike: Vec<&Input> = of_size.into_values().filter(|inputs| inputs.len() > 1).flatten().collect();
    // What cannot be read is no duplicate: a worker tells why.
    let hash = |input: &&Input| input::sha256(&found.root.join(&input.relative), interrupt::soon).ok().flatten();
    let hashes: Vec<Option<String>> = alike.par_iter().map(hash).collect();
    let mut of_hash: BTreeMap<String, Vec<&Input>> = BTreeMap::new();
    for (input, hash) in alike.into_iter().zip(hashes) {
        if let Some(hash) = hash {
            of_hash.entry(hash).or_default().push(input);
        }
    }
    let mut same = BTreeMap::new();
    for (sha256, inputs) in of_hash {
        let rank = |input: &&&Input| (!input.typed, !claims_to_be_pdf(&input.relative), input.key.clone());
        let Some(key) = inputs.iter().min_by_key(rank).map(|input| input.key.clone()) else { continue };
        let original = Original { key, sha256 };
        let others = inputs.into_iter().filter(|input| input.key != original.key);
        same.extend(others.map(|input| (input.key.clone(), original.clone())));
    }
    same
}
