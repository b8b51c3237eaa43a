//! Long files in parts, side by side.
//!
//! A part is so many pages, whatever the number of threads, and knows only its own fonts: the result does not depend on how
//! many threads there are. The bounds on the whole file are counted over all parts together; a file that passes one is read
//! again page after page, so that it is told where they were reached.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use hayro_syntax::{Pdf, page::Page};
use juesuan_model::{Code, Diagnostic, Diagnostics};

use super::{budget::Budget, content::read_page, shared::Shared, threads::side_by_side};
use crate::{marks::PageMarks, settings::Settings};

/// Pages of a part: enough that fonts read anew for each cost little.
const PAGES: usize = 48;

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
    each_part: &(impl Fn(&Shared<'_>) -> D + Sync),
) -> Vec<Part<T, D>> {
    let reading = Reading { pdf, settings, each_page, each_part };
    let whole = FileBounds::new(settings);
    let threads = settings.threads.min(pages.len().div_ceil(PAGES));
    let parts = if threads > 1 {
        let parts: Vec<_> = pages.chunks(PAGES).collect();
        let read = side_by_side(&parts, threads, || (), |(), pages| read_part(&reading, pages, Some(&whole)));
        read.into_iter().collect()
    } else {
        let one_by_one = pages.chunks(PAGES).map(|pages| read_part(&reading, pages, Some(&whole)));
        one_by_one.collect::<Option<Vec<_>>>()
    };
    parts.unwrap_or_else(|| read_part(&reading, pages, None).into_iter().collect())
}

/// One part. `None` where the file's bounds are passed, in this part or in another.
fn read_part<T, D>(
    reading: &Reading<'_, impl Fn(PageMarks) -> T, impl Fn(&Shared<'_>) -> D>,
    pages: &[NumberedPage<'_, '_>],
    whole: Option<&FileBounds>,
) -> Option<Part<T, D>> {
    let limits = &reading.settings.limits;
    let shared = Shared::new(reading.pdf, limits.stream_bytes);
    let mut budget = Budget::new(limits);
    let mut read = Vec::with_capacity(pages.len());
    for &(number, page) in pages {
        let before = budget.used();
        let marks = read_page(page, number, &shared, &mut budget);
        if let Some(whole) = whole
            && !whole.take(before, budget.used())
        {
            return None;
        }
        for (font, count) in shared.take_unmapped() {
            let detail = if font.is_empty() { format!("× {count}") } else { format!("{font} × {count}") };
            budget.diagnostics.push(Diagnostic::of_page(Code::UnmappedCharacters, number, detail));
        }
        let (has_text, is_picture) = (marks.visible().next().is_some(), marks.is_picture_without_text());
        read.push(ReadPage { number, has_text, is_picture, made: (reading.each_page)(marks) });
    }
    Some(Part { pages: read, diagnostics: budget.diagnostics, shared: (reading.each_part)(&shared) })
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
