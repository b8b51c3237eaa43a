//! The last line of defence: a defect met by one file ends that file, with a message, and never the program.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, PoisonError};

use crate::failure::Cause;

thread_local! {
    /// What the last panic of this thread said, and where.
    static LAST_PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The same of any thread: PDFs are read on threads of their own, and a panic goes on here.
static LAST_PANIC_ANYWHERE: Mutex<String> = Mutex::new(String::new());

/// Keeps what a panic says for the report, instead of printing it.
pub(crate) fn keep_panics_quiet() {
    panic::set_hook(Box::new(|panic| {
        let said = panic.payload_as_str().unwrap_or("panic");
        let place = panic.location().map(|place| format!(", {}:{}", place.file(), place.line()));
        let told = format!("{said}{}", place.unwrap_or_default());
        LAST_PANIC_ANYWHERE.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&told);
        LAST_PANIC.set(told);
    }));
}

/// Does the work. Errs where it panics, with what it said.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Cause> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| Cause::Internal(last_panic()))
}

/// What the panic said that ended the work: on this thread, else on one that did part of it.
fn last_panic() -> String {
    let own = LAST_PANIC.take();
    let anywhere = || std::mem::take(&mut *LAST_PANIC_ANYWHERE.lock().unwrap_or_else(PoisonError::into_inner));
    if own.is_empty() { anywhere() } else { own }
}

/// The same for work that may fail by itself: a panic is [`Cause::Internal`].
pub(crate) fn attempt<T>(work: impl FnOnce() -> Result<T, Cause>) -> Result<T, Cause> {
    guarded(work).flatten()
}

#[cfg(test)]
mod tests {
    use super::{Cause, guarded, keep_panics_quiet};

    #[test]
    fn a_panic_becomes_an_error_that_says_where() {
        let on_another_thread = || {
            let thread = std::thread::spawn(|| -> u32 { panic!("no such page {}", 9) });
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        keep_panics_quiet();
        let told = guarded(|| -> u32 { panic!("no such glyph {}", 7) }).unwrap_err();
        let told_of_another = guarded(on_another_thread).unwrap_err();
        // The hook belongs to the whole process: the other tests speak again.
        drop(std::panic::take_hook());
        for (told, expected) in [(told, "no such glyph 7, "), (told_of_another, "no such page 9, ")] {
            let Cause::Internal(said) = told else { panic!("{told:?}") };
            assert!(said.starts_with(expected) && said.contains("guard.rs:"), "{said}");
        }
        assert!(matches!(guarded(|| 3), Ok(3)));
    }
}
