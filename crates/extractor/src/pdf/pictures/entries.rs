//! What drawing may take, as one number, and how a page that takes too much is stopped.
//!
//! A drawing is kept as tiles until the page is complete, and each tile that a shape touches is an entry. So a few
//! bytes of content can take all memory there is, or time without end: a shape over the whole page a million times, a
//! dash of a thousandth of a point, a pattern of such steps, letters as large as the page.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
};

/// Entries that a page may make. Full pages of real documents make some ten thousand.
const MOST: f64 = 4e6;

/// Dots of a tile.
const TILE: f64 = 1024.0;

/// The entries that a page may still make.
pub(super) struct Entries {
    left: f64,
}

/// Thrown to stop the engine.
struct TooMuch;

/// Why interpreting a page ended early.
pub(super) enum Stop {
    /// It took too much.
    TooMuch,
    /// Whatever else was thrown.
    Thrown(Box<dyn Any + Send>),
}

impl Entries {
    pub(super) fn new() -> Self {
        Self { left: MOST }
    }

    /// How many are left.
    pub(super) fn left(&self) -> f64 {
        self.left
    }

    /// Takes so many, or stops the engine.
    pub(super) fn take(&mut self, entries: f64) {
        self.left -= entries;
        // What is not a number is too much, too.
        if self.left.is_nan() || self.left < 0.0 {
            resume_unwind(Box::new(TooMuch));
        }
    }
}

/// Entries of so many dots.
pub(super) fn of_dots(dots: f64) -> f64 {
    dots / TILE
}

/// Does what takes entries.
pub(super) fn within<T>(work: impl FnOnce() -> T) -> Result<T, Stop> {
    catch_unwind(AssertUnwindSafe(work))
        .map_err(|thrown| if thrown.is::<TooMuch>() { Stop::TooMuch } else { Stop::Thrown(thrown) })
}
