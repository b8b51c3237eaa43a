//! Who draws: threads side by side, each with an easel of its own, until the time is over.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Instant,
};

use hayro_syntax::page::Page;

use super::{fonts::Substitutes, page::Easel};
use crate::{
    pdf::parts::STACK_BYTES,
    pictures::{PictureSettings, Reason},
    settings::Settings,
};

/// Below so many dots to an inch nobody reads a figure.
const FEWEST_DOTS: f64 = 36.0;

/// Pages that are smaller by this much than their pixels promise: shades between letters grow fewer more slowly.
const SMALLER: f64 = 0.9;

/// A page that was drawn.
pub(super) struct Sketch {
    /// Empty where it is larger than one may be.
    pub(super) png: Vec<u8>,
    /// How large the PNG was.
    pub(super) bytes: usize,
    pub(super) fonts_missing: bool,
}

/// What all threads share.
pub(super) struct Studio {
    threads: usize,
    dots_per_inch: f64,
    /// `None`: for ever.
    until: Option<Instant>,
    fonts: Arc<Substitutes>,
    most_decoded: usize,
}

impl Studio {
    pub(super) fn new(settings: &Settings, pictures: &PictureSettings, until: Option<Instant>) -> Self {
        Self {
            threads: settings.threads,
            dots_per_inch: f64::from(pictures.dots_per_inch),
            until,
            fonts: Arc::new(Substitutes::new(&pictures.fonts)),
            most_decoded: settings.limits.stream_bytes,
        }
    }

    /// Draws a page. A picture of more than `most` bytes is measured, and not kept.
    pub(super) fn draw<'a>(&self, easel: &mut Easel<'a>, page: &'a Page<'a>, most: usize) -> Result<Sketch, Reason> {
        self.draw_with(easel, page, self.dots_per_inch, most)
    }

    /// Draws a page whose picture has `bytes` bytes so that it has `most` at most.
    pub(super) fn draw_smaller<'a>(
        &self,
        easel: &mut Easel<'a>,
        page: &'a Page<'a>,
        bytes: usize,
        most: usize,
    ) -> Result<Sketch, Reason> {
        let (mut bytes, mut dots_per_inch) = (bytes, self.dots_per_inch);
        loop {
            dots_per_inch *= (most as f64 / bytes as f64).sqrt().min(1.0) * SMALLER;
            if dots_per_inch < FEWEST_DOTS {
                return Err(Reason::NoRoom);
            }
            let sketch = self.draw_with(easel, page, dots_per_inch, most)?;
            if sketch.bytes <= most {
                return Ok(sketch);
            }
            bytes = sketch.bytes;
        }
    }

    fn draw_with<'a>(
        &self,
        easel: &mut Easel<'a>,
        page: &'a Page<'a>,
        dots_per_inch: f64,
        most: usize,
    ) -> Result<Sketch, Reason> {
        if self.until.is_some_and(|until| Instant::now() >= until) {
            return Err(Reason::TimeOver);
        }
        let (mut png, fonts_missing) = easel.draw(page, dots_per_inch)?;
        let bytes = png.len();
        if bytes > most {
            png = Vec::new();
        }
        Ok(Sketch { png, bytes, fonts_missing })
    }

    /// What `work` makes of each sheet, in their order.
    pub(super) fn side_by_side<'a, S: Sync>(
        &self,
        sheets: &[S],
        work: impl Fn(&mut Easel<'a>, &S) -> Result<Sketch, Reason> + Sync,
    ) -> Vec<Result<Sketch, Reason>> {
        let slots: Vec<Mutex<Result<Sketch, Reason>>> =
            sheets.iter().map(|_| Mutex::new(Err(Reason::Unreadable))).collect();
        let next = AtomicUsize::new(0);
        let draw_all = || {
            let mut easel = Easel::new(Arc::clone(&self.fonts), self.most_decoded);
            while let Some((sheet, slot)) = take(&next, sheets, &slots) {
                // The engine is not ours: what it cannot stand on one page must not lose the others.
                let drawn = catch_unwind(AssertUnwindSafe(|| work(&mut easel, sheet)));
                *slot.lock().unwrap_or_else(PoisonError::into_inner) = drawn.unwrap_or_else(|_| {
                    // Nobody knows in what state a panic leaves the old one.
                    easel = Easel::new(Arc::clone(&self.fonts), self.most_decoded);
                    Err(Reason::Unreadable)
                });
            }
        };
        thread::scope(|scope| {
            let threads = self.threads.max(1).min(sheets.len());
            let start = |_| thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, draw_all);
            // Where no thread can be had, this one draws.
            if (0..threads).map(start).filter(Result::is_ok).count() == 0 {
                draw_all();
            }
        });
        slots.into_iter().map(|slot| slot.into_inner().unwrap_or_else(PoisonError::into_inner)).collect()
    }
}

fn take<'s, S, R>(next: &AtomicUsize, sheets: &'s [S], slots: &'s [R]) -> Option<(&'s S, &'s R)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    sheets.get(at).zip(slots.get(at))
}
