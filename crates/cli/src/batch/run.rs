//! The run itself: orders go to workers, answers into outputs and manifest.

use std::fs;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::ledger::{Fate, Ledger};
use super::manifest::{Entry, Manifest, Options, Output, Status};
use super::names::output_name;
use super::plan::{Original, Plan};
use super::progress::Progress;
use super::store::Store;
use super::walk::Input;
use super::{Batch, BatchCause, TOOL};
use crate::failure::{Cause, Failure};
use crate::input::claims_to_be_pdf;
use crate::path_text::path_of;
use crate::worker::{Answer, Draft, Extras, Lane, Made, Order, Reply, Setup, Trouble, WorkerCause};
use crate::{interrupt, told};

/// A run in work.
pub(super) struct Run<'a> {
    batch: &'a Batch,
    store: &'a Store,
    root: &'a str,
    options: &'a Options,
    extras: Extras,
    progress: Progress,
    state: Mutex<State>,
}

/// What the lanes write to.
pub(super) struct State {
    pub(super) ledger: Ledger,
    /// What ended the run.
    pub(super) ended_by: Option<Failure>,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        batch: &'a Batch,
        store: &'a Store,
        root: &'a str,
        options: &'a Options,
        extras: Extras,
        manifest: Manifest,
        inputs: usize,
    ) -> Self {
        let progress = Progress::new(inputs, batch.quiet, batch.language);
        let state = State { ledger: Ledger::new(manifest), ended_by: None };
        Self { batch, store, root, options, extras, progress, state: Mutex::new(state) }
    }

    /// Does what the plan says, until it is done or something ends it.
    pub(super) fn carry_out(self, plan: Plan) -> State {
        for (input, cause) in &plan.troubles {
            let trouble = self.trouble(cause);
            let status = if matches!(cause, Cause::Batch(_)) { Status::Skipped } else { Status::Failed };
            self.conclude(self.entry(input, status, Some(trouble), &now()), false);
        }
        let next = AtomicUsize::new(0);
        let lanes = self.batch.jobs.min(plan.orders.len());
        thread::scope(|scope| {
            for _ in 0..lanes {
                scope.spawn(|| self.serve_lane(&plan.orders, &next));
            }
        });
        for (input, original) in &plan.duplicates {
            self.conclude_duplicate(input, original);
        }
        self.progress.finish();
        self.state.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes one order after the other until there are none.
    fn serve_lane(&self, orders: &[(Input, Order)], next: &AtomicUsize) {
        let setup = Setup {
            password: self.batch.settings.password.clone(),
            // Documents are done side by side, their pages are not.
            threads: 1,
            language: self.batch.language,
            memory: self.batch.bounds.memory,
            drafts: self.store.drafts.clone(),
            extras: self.extras,
        };
        let mut lane = Lane::new(&setup, self.batch.bounds.time, interrupt::at_once);
        while !interrupt::soon() && !self.has_ended() {
            let Some((input, order)) = orders.get(next.fetch_add(1, Ordering::Relaxed)) else { break };
            let started = now();
            match lane.ask_for_what_can_be(order) {
                Ok((Answer::Reply(reply), without_pictures)) => {
                    self.take(input, *reply, without_pictures, &started);
                }
                Ok((Answer::Died(death), _)) => {
                    let trouble = self.trouble(&Cause::Worker(WorkerCause::Died(death, self.batch.bounds)));
                    self.conclude(self.entry(input, Status::Failed, Some(trouble), &started), false);
                }
                Ok((Answer::Interrupted, _)) => break,
                Err(error) => return self.end(Cause::Worker(WorkerCause::NotStarted(error))),
            }
        }
    }

    /// Makes a worker's reply an entry, and its drafts outputs. A report that lacks its pictures is remarked where nothing
    /// worse is to be told.
    fn take(&self, input: &Input, reply: Reply, without_pictures: bool, started: &str) {
        let Reply { sha256, bytes, milliseconds, made } = reply;
        let (status, trouble, drafts, facts) = match made {
            Made::Nothing => return self.conclude_unchanged(&input.key),
            Made::NotWritable(trouble) => return self.end(Cause::Told(trouble.code, trouble.message)),
            Made::Failed(trouble) => (Status::Failed, Some(trouble), Vec::new(), None),
            Made::Skipped(trouble) => (Status::Skipped, Some(trouble), Vec::new(), None),
            Made::Drafts { drafts, pages, counts, first_problem } => {
                let remark = || without_pictures.then(|| self.trouble(&Cause::PicturesNotDrawn));
                let first_problem = first_problem.or_else(remark);
                let status = if first_problem.is_some() { Status::Problems } else { Status::Ok };
                (status, first_problem, drafts, Some((pages, counts)))
            }
        };
        let mut entry = self.entry(input, status, trouble, started);
        (entry.sha256, entry.bytes, entry.milliseconds) = (sha256, bytes, milliseconds);
        entry.without_pictures = without_pictures;
        match self.publish(input, drafts) {
            Ok(outputs) => {
                entry.outputs = outputs;
                (entry.pages, entry.counts) = facts.unzip();
            }
            Err(error) if is_of_one_document(&error) => {
                let cause = Cause::OutputNotWritable(error);
                entry.status = Status::Failed;
                (entry.code, entry.message) = (Some(cause.code().to_owned()), Some(cause.message(self.batch.language)));
            }
            Err(error) => return self.end(Cause::OutputNotWritable(error)),
        }
        self.conclude(entry, true);
    }

    /// Puts drafts under their names.
    fn publish(&self, input: &Input, drafts: Vec<Draft>) -> io::Result<Vec<Output>> {
        let mut outputs = Vec::new();
        for (at, draft) in drafts.iter().enumerate() {
            let path = output_name(&draft.format, &input.key);
            if let Err(error) = self.store.publish(&draft.path, &path) {
                drafts.iter().skip(at).for_each(|left| drop(fs::remove_file(&left.path)));
                return Err(error);
            }
            outputs.push(Output { format: draft.format.clone(), path, bytes: draft.bytes });
        }
        Ok(outputs)
    }

    fn entry(&self, input: &Input, status: Status, trouble: Option<Trouble>, started: &str) -> Entry {
        let (code, message) = trouble.map(|trouble| (trouble.code, trouble.message)).unzip();
        Entry {
            path: input.key.clone(),
            root: self.root.to_owned(),
            sha256: None,
            bytes: input.size.as_ref().copied().unwrap_or_default(),
            pages: None,
            status,
            code,
            message,
            duplicate_of: None,
            outputs: Vec::new(),
            started: started.to_owned(),
            milliseconds: 0,
            tool: TOOL.to_owned(),
            options: self.options.clone(),
            counts: None,
            without_pictures: false,
        }
    }

    fn trouble(&self, cause: &Cause) -> Trouble {
        Trouble::of(cause, self.batch.language)
    }

    /// Records what became of an input.
    fn conclude(&self, entry: Entry, was_read: bool) {
        let failed = entry.status == Status::Failed;
        if let Some(trouble) = entry.trouble().filter(|_| failed) {
            self.tell(&entry.path, trouble);
        }
        let recorded = self.lock().ledger.conclude(entry, was_read, self.store);
        if let Err(error) = recorded {
            self.end(Cause::OutputNotWritable(error));
        }
        self.progress.step(failed);
    }

    /// What the manifest tells of this input is so still: a failure too, and it is told again.
    fn conclude_unchanged(&self, key: &str) {
        let failure = self.lock().ledger.unchanged(key, self.root);
        let failed = failure.is_some();
        if let Some(trouble) = failure {
            self.tell(key, trouble);
        }
        self.progress.step(failed);
    }

    /// An input shares the fate of the one with its content. Where that came to nothing, so did this one: a web page among
    /// web pages is none of ours, and one that says that it is a PDF is a broken download as often as it comes.
    fn conclude_duplicate(&self, input: &Input, original: &Original) {
        let fate = self.lock().ledger.fate_of(original);
        let (status, trouble, duplicate_of) = match fate {
            Fate::Open => return,
            Fate::Duplicate => {
                let trouble = self.trouble(&Cause::Batch(BatchCause::Duplicate(original.key.clone())));
                (Status::Skipped, trouble, Some(original.key.clone()))
            }
            Fate::Changed => (Status::Failed, self.trouble(&Cause::InputChanged), None),
            Fate::Trouble(trouble) => {
                let should_be_one = input.typed || claims_to_be_pdf(&input.relative);
                (if should_be_one { Status::Failed } else { Status::Skipped }, trouble, None)
            }
        };
        let mut entry = self.entry(input, status, Some(trouble), &now());
        (entry.sha256, entry.duplicate_of) = (Some(original.sha256.clone()), duplicate_of);
        self.conclude(entry, false);
    }

    fn tell(&self, key: &str, trouble: Trouble) {
        let failure = Cause::Told(trouble.code, trouble.message).in_file(&path_of(self.root).join(path_of(key)));
        self.progress.aside(|| told::failure(&failure, self.batch.language));
    }

    /// Ends the run; the first to do so is told.
    fn end(&self, cause: Cause) {
        let folder = self.batch.folder.clone();
        self.lock().ended_by.get_or_insert(cause.in_file(&folder));
    }

    fn has_ended(&self) -> bool {
        self.lock().ended_by.is_some()
    }

    /// What a thread that panicked left is as good as before: entries are recorded whole.
    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether only this document's name is to blame. A full disk or a removed folder would meet all the others too.
fn is_of_one_document(error: &io::Error) -> bool {
    use io::ErrorKind::{AlreadyExists, DirectoryNotEmpty, InvalidFilename, IsADirectory, NotADirectory};

    matches!(error.kind(), AlreadyExists | DirectoryNotEmpty | InvalidFilename | IsADirectory | NotADirectory)
}

/// UTC, to the second.
fn now() -> String {
    let now = OffsetDateTime::now_utc().replace_nanosecond(0).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    now.format(&Rfc3339).unwrap_or_default()
}
