//! Threads with room for deep nesting, and what several of them do side by side.

use std::{
    panic::resume_unwind,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

/// Stack of a thread that reads or draws a PDF, in bytes: what is nested in each other is read by recursion. There are
/// [`Settings::threads`](crate::Settings::threads) of them at a time.
pub const STACK_BYTES: usize = 64 << 20;

/// Does `work` on a thread with a large stack, whatever the caller has; on the caller's where no thread can be had.
pub(super) fn on_a_large_stack<T: Send>(work: impl Fn() -> T + Sync) -> T {
    thread::scope(|scope| match thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, &work) {
        Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
        Err(_) => work(),
    })
}

/// What `work` makes of each of `items`, in their order. So many threads, the caller's among them, take one after the
/// other, each with `tools` of its own.
pub(super) fn side_by_side<I: Sync, T, R: Send>(
    items: &[I],
    threads: usize,
    tools: impl Fn() -> T + Sync,
    work: impl Fn(&mut T, &I) -> R + Sync,
) -> Vec<R> {
    let slots: Vec<Mutex<Option<R>>> = items.iter().map(|_| Mutex::new(None)).collect();
    let next = AtomicUsize::new(0);
    let work_on = || {
        let mut tools = tools();
        while let Some((item, slot)) = take(&next, items, &slots) {
            let made = work(&mut tools, item);
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(made);
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads.min(items.len()) {
            // Where no thread can be had, the others do its part.
            let _ = thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, work_on);
        }
        work_on();
    });
    // None is empty: a panic of any thread would have ended the scope.
    slots.into_iter().filter_map(|slot| slot.into_inner().unwrap_or_else(PoisonError::into_inner)).collect()
}

fn take<'i, I, S>(next: &AtomicUsize, items: &'i [I], slots: &'i [S]) -> Option<(&'i I, &'i S)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    items.get(at).zip(slots.get(at))
}
