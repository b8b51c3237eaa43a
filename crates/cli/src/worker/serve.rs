//! What a worker does: it converts files one after the other, as it is told over standard input.
//!
//! What takes it down, a stack overflow or an allocation beyond its bound, takes down no other document. It ends with
//! the run that started it, however that ends: its standard input closes then.

use std::fs;
use std::io::{self, BufRead, Write};
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::Instant;

use juesuan_extractor::{ExtractError, Found, STACK_BYTES, Settings, sniff};
use juesuan_model::{FinalAccounts, Format, Language, json_name};
use juesuan_reconciler::SourceFile;
use serde::de::DeserializeOwned;

use super::Counts;
use super::cause::WorkerCause;
use super::protocol::{Draft, Made, Order, Reply, Setup, Trouble};
use crate::Outcome;
use crate::convert::{Layout, accounts_of, source_file, to_json, to_xlsx};
use crate::failure::{Cause, Failure};
use crate::guard::attempt;
use crate::input::{self, claims_to_be_pdf};
use crate::report::{self, Look};

/// Serves until there are no more orders.
pub(crate) fn serve() -> Result<Outcome, Failure> {
    let (send, orders) = mpsc::channel::<Vec<u8>>();
    // Reading by a thread of its own: when the run is gone, so is this process, in the midst of a document too.
    thread::spawn(move || {
        for line in io::stdin().lock().split(b'\n') {
            if line.ok().is_none_or(|line| send.send(line).is_err()) {
                break;
            }
        }
        std::process::exit(0);
    });
    let next = || orders.recv().ok();
    let Some(setup) = next().and_then(parsed::<Setup>) else { return Ok(Outcome::NothingObtained) };
    leave_no_core();
    let mut worker = Worker::new(setup);
    while let Some(order) = next().and_then(parsed::<Order>) {
        let reply = worker.fill(&order);
        let mut line = serde_json::to_vec(&reply).unwrap_or_default();
        line.push(b'\n');
        let mut out = io::stdout().lock();
        if out.write_all(&line).and_then(|()| out.flush()).is_err() {
            break;
        }
    }
    Ok(Outcome::Done)
}

fn parsed<T: DeserializeOwned>(line: Vec<u8>) -> Option<T> {
    serde_json::from_slice(&line).ok()
}

/// From here on this process ends of an allocation beyond the bound. Stacks count too, and are set aside whole, used or not:
/// those of so many threads come on top.
fn bound_memory(bytes: Option<u64>, threads: usize) {
    #[cfg(unix)]
    if let Some(bytes) = bytes {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

        let stacks = (STACK_BYTES as u64).saturating_mul(threads as u64);
        let bound = Rlimit { current: Some(bytes.saturating_add(stacks)), ..getrlimit(Resource::Data) };
        let _ = setrlimit(Resource::Data, bound);
    }
    #[cfg(not(unix))]
    let _ = (bytes, threads, STACK_BYTES);
}

/// Nobody wants a picture of the memory of each worker that dies.
fn leave_no_core() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};

        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
}

struct Worker {
    setup: Setup,
    settings: Settings,
    language: Language,
    /// How many drafts were written: their names.
    drafts: usize,
}

impl Worker {
    fn new(setup: Setup) -> Self {
        let settings = Settings { password: setup.password.clone(), threads: setup.threads, ..Settings::default() };
        let language = setup.language;
        Self { setup, settings, language, drafts: 0 }
    }

    fn fill(&mut self, order: &Order) -> Reply {
        let start = Instant::now();
        bound_memory(self.setup.memory, 0);
        let (sha256, bytes, made) = match input::read(&order.path) {
            Err(failure) => (None, 0, Made::Failed(self.trouble(&failure.cause))),
            Ok(bytes) => {
                // Only PDFs are read on threads of their own.
                bound_memory(self.setup.memory, if sniff(&bytes) == Found::Pdf { self.setup.threads } else { 0 });
                let source = source_file(&order.path, &bytes);
                let (sha256, size) = (source.sha256.clone(), source.bytes);
                let is_known = order.known.as_ref() == Some(&sha256);
                let made = if is_known { Made::Nothing } else { self.convert(order, &bytes, source) };
                (Some(sha256), size, made)
            }
        };
        let milliseconds = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
        Reply { sha256, bytes, milliseconds, made }
    }

    fn convert(&mut self, order: &Order, bytes: &[u8], source: SourceFile) -> Made {
        let converted = attempt(|| {
            let (accounts, page) = self.read(order, bytes, source)?;
            let json = to_json(&accounts, Layout::Compact)?;
            // A document that no workbook can be made of is a document still.
            let book = if self.setup.extras.xlsx { Some(to_xlsx(&accounts, self.language)) } else { None };
            let (book, no_book) = match book.transpose() {
                Ok(book) => (book, None),
                Err(cause) => (None, Some(cause)),
            };
            Ok((accounts, [("json", Some(json)), ("xlsx", book), ("report", page)], no_book))
        });
        match converted {
            Err(Cause::Extract(error @ (ExtractError::NotAPdf { .. } | ExtractError::Empty)))
                if order.by_chance && !claims_to_be_pdf(&order.path) =>
            {
                Made::Skipped(self.trouble(&Cause::Extract(error)))
            }
            Err(cause) => Made::Failed(self.trouble(&cause)),
            Ok((accounts, ..)) if order.by_chance && is_other_text(&accounts) => {
                let trouble = self.trouble(&Cause::Worker(WorkerCause::OtherText));
                if claims_to_be_pdf(&order.path) { Made::Failed(trouble) } else { Made::Skipped(trouble) }
            }
            Ok((accounts, contents, no_book)) => {
                let mut drafts = Vec::new();
                for (format, content) in contents {
                    let Some(content) = content else { continue };
                    match self.draft(format, &content) {
                        Ok(draft) => drafts.push(draft),
                        Err(error) => return Made::NotWritable(self.trouble(&Cause::OutputNotWritable(error))),
                    }
                }
                let of_reading = accounts.problems().next();
                let of_reading =
                    of_reading.map(|found| Trouble { code: json_name(found.code), message: found.message.clone() });
                Made::Drafts {
                    drafts,
                    pages: accounts.source.pages,
                    counts: Counts::of(&accounts),
                    first_problem: no_book.map(|cause| self.trouble(&cause)).or(of_reading),
                }
            }
        }
    }

    /// What the file says, and its report where one is wanted.
    fn read(&self, order: &Order, bytes: &[u8], source: SourceFile) -> Result<(FinalAccounts, Option<Vec<u8>>), Cause> {
        let Some(look) = self.setup.extras.report else {
            return Ok((accounts_of(source, bytes, &self.settings, self.language)?, None));
        };
        let look = Look { pictures: look.pictures && !order.without_pictures, ..look };
        let index = order.index.as_deref();
        let made = report::make(source, bytes, &self.settings, self.language, look, index)?;
        Ok((made.accounts, Some(made.report)))
    }

    fn draft(&mut self, format: &str, content: &[u8]) -> io::Result<Draft> {
        self.drafts += 1;
        let path = self.setup.drafts.join(format!("{}-{}", std::process::id(), self.drafts));
        write_new(&path, content)?;
        Ok(Draft { format: format.to_owned(), path, bytes: content.len() as u64 })
    }

    fn trouble(&self, cause: &Cause) -> Trouble {
        Trouble::of(cause, self.language)
    }
}

fn write_new(path: &Path, content: &[u8]) -> io::Result<()> {
    fs::write(path, content).inspect_err(|_| {
        // Half a draft takes room on a full disk.
        let _ = fs::remove_file(path);
    })
}

/// Notes, lists and programs lie in archives too: a text with neither a form nor a year is none of ours.
fn is_other_text(accounts: &FinalAccounts) -> bool {
    let knows_form = accounts.forms().next().is_some();
    accounts.source.format == Format::Text && !knows_form && accounts.document.fiscal_year.is_none()
}
