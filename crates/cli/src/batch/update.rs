//! What is made of all documents is brought up to date: datasets, and the index of the reports.
//!
//! Neither is written where nothing of what it tells has changed since it was.

use std::io;

use super::holds::{Holds, Written};
use super::ledger::Ledger;
use super::store::Store;
use super::together::{Damage, Together};
use super::{Batch, BatchCause, datasets, index};
use crate::failure::{Cause, Failure};
use crate::told;

/// Brings datasets and index up to date. Gives whether anything was wrong with a result; errs where they cannot be
/// written.
pub(super) fn update(batch: &Batch, ledger: &mut Ledger, mut holds: Holds, store: &Store) -> Result<bool, Failure> {
    let Ledger { manifest, summary, seen, .. } = ledger;
    let together = Together::new(manifest, store, batch.language);
    let written = write(batch, &mut holds, &together, store);
    let damaged = together.into_damaged();
    for (name, Damage { input, reason, is_of_content }) in &damaged {
        let cause = Cause::Batch(BatchCause::OutputDamaged(reason.clone()));
        told::failure(&cause.in_file(&store.folder.join(name)), batch.language);
        // What is no result stands in the way of the next run's.
        if *is_of_content && seen.contains(input) {
            store.remove(name);
        }
    }
    summary.left_out = holds.written.as_ref().map(|written| written.left_out).unwrap_or_default();
    match written {
        Ok(()) => Ok(!damaged.is_empty()),
        Err(error) => {
            // Half a dataset takes room on a full disk; where that cannot be removed, the next run will.
            let _ = store.empty_drafts();
            Err(Cause::OutputNotWritable(error).in_file(&batch.folder))
        }
    }
}

fn write(batch: &Batch, holds: &mut Holds, together: &Together<'_>, store: &Store) -> io::Result<()> {
    let from = together.hash()?;
    let is_fresh = |written: &Written| written.from == tagged(&from, holds) && written.is_there(store);
    if batch.force || !holds.written.as_ref().is_some_and(is_fresh) {
        let old = holds.written.take();
        holds.write(store)?;
        let Some(written) = datasets::write(holds.datasets, together, store)? else { return Ok(()) };
        let gone = old.iter().flat_map(|old| old.files.keys()).filter(|name| !written.files.contains_key(*name));
        gone.for_each(|name| store.remove(name));
        // What lacks a result is to be written again.
        let from = if together.is_whole() { tagged(&from, holds) } else { String::new() };
        holds.written = Some(Written { from, ..written });
        holds.write(store)?;
    }
    if holds.report.is_some() {
        let beside = batch.reports.as_ref().and_then(|reports| reports.beside.as_deref());
        let from = format!("{from} {:?}", batch.language);
        let is_there = store.folder.join(index::INDEX).is_file();
        if batch.force || beside.is_some() || !is_there || holds.index.as_ref() != Some(&from) {
            index::write(together, store, beside, batch.language)?;
            holds.index = Some(from).filter(|_| together.is_whole());
            holds.write(store)?;
        }
    }
    Ok(())
}

/// What datasets are written from, and which they are.
fn tagged(from: &str, holds: &Holds) -> String {
    format!("{from} {:?}", holds.datasets)
}
