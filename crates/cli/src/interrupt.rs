//! Ctrl-C, and the signals that ask a program to end. The first lets documents in work be finished; the second does not.

use std::sync::atomic::{AtomicU8, Ordering};

static ASKED: AtomicU8 = AtomicU8::new(0);

/// From here on the signals are counted, and end nothing by themselves.
pub(super) fn listen() {
    // Where this cannot be had, Ctrl-C ends the run as it would any program: the next one goes on from there.
    let _ = ctrlc::set_handler(|| {
        ASKED.fetch_add(1, Ordering::Relaxed);
    });
}

/// Whether to begin nothing new.
pub(super) fn soon() -> bool {
    ASKED.load(Ordering::Relaxed) > 0
}

/// Whether to leave what is in work too.
pub(super) fn at_once() -> bool {
    ASKED.load(Ordering::Relaxed) > 1
}
