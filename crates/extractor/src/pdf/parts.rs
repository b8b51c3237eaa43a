//! Long files in parts, side by side.
//!
//! A part is so many pages, whatever the number of threads, and knows only its own fonts: the result does not depend on how
//! many threads there are. The bounds on the whole file are counted over all parts together; a file that passes one is read
//! again page after page, so that it is told where they were reached.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use hayro_syntax::{Pdf, page::Page};
use juesuan_model::{Code, Diagnostic, Diagnostics};

use super::{budget::Budget, document::Document, read_page};
use crate::{marks::PageMarks, settings::Settings};

/// Pages of a part: enough that fonts read anew for each cost little.
const PAGES: usize = 48;

/// Stack of a thread, as the command's own has.
pub(super) const STACK_BYTES: usize = 64 << 20;

/// A page that was read.
#[derive(Debug)]
pub(super) struct ReadPage<T> {
    pub(super) number: u32,
    /// Whether something of its text is visible.
    pub(super) has_text: bool,
    /// Whether it is a picture and has none.
    pub(super) is_picture: bool,
    pub(super) made: T,
}

/// A part that was read.
#[derive(Debug)]
pub(super) struct Part<T, D> {
    pub(super) pages: Vec<ReadPage<T>>,
    pub(super) diagnostics: Diagnostics,
    /// What was made of that which its pages share.
    pub(super) shared: D,
}

/// What is read, and what is made of it.
struct Reading<'r, P, D> {
    pdf: &'r Pdf,
    settings: &'r Settings,
    each_page: &'r P,
    each_part: &'r D,
}

type NumberedPage<'p, 'a> = (u32, &'p Page<'a>);

/// Reads all pages; `each_part` sees what the pages of a part shared when all of them are read.
pub(super) fn read<T: Send, D: Send>(
    pdf: &Pdf,
    pages: &[NumberedPage<'_, '_>],
    settings: &Settings,
    each_page: &(impl Fn(PageMarks) -> T + Sync),
    each_part: &(impl Fn(&Document<'_>) -> D + Sync),
) -> Vec<Part<T, D>> {
    let reading = Reading { pdf, settings, each_page, each_part };
    let whole = FileBounds::new(settings);
    let threads = settings.threads.min(pages.len().div_ceil(PAGES));
    let parts = if threads > 1 {
        side_by_side(&reading, pages, threads, &whole)
    } else {
        let one_by_one = pages.chunks(PAGES).map(|pages| read_part(&reading, pages, Some(&whole)));
        one_by_one.collect::<Option<Vec<_>>>()
    };
    parts.unwrap_or_else(|| read_part(&reading, pages, None).into_iter().collect())
}

/// The parts by several threads. `None` where the file passes one of its bounds.
fn side_by_side<T: Send, D: Send>(
    reading: &Reading<'_, impl Fn(PageMarks) -> T + Sync, impl Fn(&Document<'_>) -> D + Sync>,
    pages: &[NumberedPage<'_, '_>],
    threads: usize,
    whole: &FileBounds,
) -> Option<Vec<Part<T, D>>> {
    let parts: Vec<_> = pages.chunks(PAGES).collect();
    let slots: Vec<Mutex<Option<Part<T, D>>>> = parts.iter().map(|_| Mutex::new(None)).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some((part, slot)) = take(&next, &parts, &slots) {
            let read = read_part(reading, part, Some(whole));
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = read;
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            // Where no thread can be had, the others do its part.
            let _ = thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, work);
        }
        work();
    });
    slots.into_iter().map(|slot| slot.into_inner().unwrap_or_else(PoisonError::into_inner)).collect()
}

fn take<'p, P, S>(next: &AtomicUsize, parts: &'p [P], slots: &'p [S]) -> Option<(&'p P, &'p S)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    parts.get(at).zip(slots.get(at))
}

/// One part. `None` where the file's bounds are passed, in this part or in another.
fn read_part<T, D>(
    reading: &Reading<'_, impl Fn(PageMarks) -> T, impl Fn(&Document<'_>) -> D>,
    pages: &[NumberedPage<'_, '_>],
    whole: Option<&FileBounds>,
) -> Option<Part<T, D>> {
    let limits = &reading.settings.limits;
    let document = Document::new(reading.pdf, limits.stream_bytes);
    let mut budget = Budget::new(limits);
    let mut read = Vec::with_capacity(pages.len());
    for &(number, page) in pages {
        let before = budget.used();
        let marks = read_page(page, number, &document, &mut budget);
        if let Some(whole) = whole
            && !whole.take(before, budget.used())
        {
            return None;
        }
        for (font, count) in document.take_unmapped() {
            let detail = if font.is_empty() { format!("× {count}") } else { format!("{font} × {count}") };
            budget.diagnostics.push(Diagnostic::of_page(Code::UnmappedCharacters, number, detail));
        }
        let (has_text, is_picture) = (marks.visible().next().is_some(), marks.is_picture_without_text());
        read.push(ReadPage { number, has_text, is_picture, made: (reading.each_page)(marks) });
    }
    Some(Part { pages: read, diagnostics: budget.diagnostics, shared: (reading.each_part)(&document) })
}

/// What the parts of a file have used together.
struct FileBounds {
    operators: AtomicUsize,
    glyphs: AtomicUsize,
    most: (usize, usize),
    passed: AtomicBool,
}

impl FileBounds {
    fn new(settings: &Settings) -> Self {
        let most = (settings.limits.operators_per_file, settings.limits.glyphs_per_file);
        Self { operators: AtomicUsize::new(0), glyphs: AtomicUsize::new(0), most, passed: AtomicBool::new(false) }
    }

    /// Counts what a page used; whether all of it is within the bounds still.
    fn take(&self, before: (usize, usize), after: (usize, usize)) -> bool {
        let add = |count: &AtomicUsize, more: usize| count.fetch_add(more, Ordering::Relaxed) + more;
        let operators = add(&self.operators, after.0 - before.0);
        let glyphs = add(&self.glyphs, after.1 - before.1);
        if operators >= self.most.0 || glyphs >= self.most.1 {
            self.passed.store(true, Ordering::Relaxed);
        }
        !self.passed.load(Ordering::Relaxed)
    }
}
