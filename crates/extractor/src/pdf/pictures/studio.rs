//! Who draws: threads side by side, each with an easel of its own, until the time is over.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex},
    time::Instant,
};

use hayro_syntax::page::Page;

use super::{
    fonts::Substitutes,
    page::{Drawing, Easel},
    streams::Decoded,
};
use crate::{
    pdf::threads::side_by_side,
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
    decoded: Arc<Mutex<Decoded>>,
    most_decoded: usize,
}

impl Studio {
    pub(super) fn new(settings: &Settings, pictures: &PictureSettings, until: Option<Instant>) -> Self {
        Self {
            threads: settings.threads,
            dots_per_inch: f64::from(pictures.dots_per_inch),
            until,
            fonts: Arc::new(Substitutes::new(&pictures.fonts)),
            decoded: Arc::default(),
            most_decoded: settings.limits.stream_bytes,
        }
    }

    fn easel<'a>(&self) -> Easel<'a> {
        Easel::new(Arc::clone(&self.fonts), Arc::clone(&self.decoded), self.most_decoded)
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
        let Drawing { mut png, text_lacks } = easel.draw(page, dots_per_inch)?;
        let bytes = png.len();
        if bytes > most {
            png = Vec::new();
        }
        Ok(Sketch { png, bytes, fonts_missing: text_lacks })
    }

    /// What `work` makes of each sheet, in their order.
    pub(super) fn side_by_side<'a, S: Sync>(
        &self,
        sheets: &[S],
        work: impl Fn(&mut Easel<'a>, &S) -> Result<Sketch, Reason> + Sync,
    ) -> Vec<Result<Sketch, Reason>> {
        let new_easel = || self.easel();
        side_by_side(sheets, self.threads, new_easel, |easel, sheet| {
            // The engine is not ours: what it cannot stand on one page must not lose the others.
            catch_unwind(AssertUnwindSafe(|| work(&mut *easel, sheet))).unwrap_or_else(|_| {
                // Nobody knows in what state a panic leaves the old one.
                *easel = new_easel();
                Err(Reason::Unreadable)
            })
        })
    }
}
