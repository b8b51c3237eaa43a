//! Where on its picture a page is drawn.

use hayro::{
    hayro_interpret::util::TransformExt,
    kurbo::{Affine, Rect},
};
use hayro_syntax::page::Page;

/// The most dots of a picture: ten times those of an A4 page at 90 dots per inch.
const MOST_DOTS: f64 = 8e6;

/// The most dots of a side.
const LONGEST_SIDE: f64 = 8192.0;

/// The dots that a page is drawn on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paper {
    /// How many from left to right.
    pub(super) across: u16,
    /// How many from top to bottom.
    pub(super) down: u16,
    /// From the page's own space.
    pub(super) transform: Affine,
}

impl Paper {
    /// Paper for `page` with so many dots to an inch, or fewer where it is very large.
    pub(super) fn of(page: &Page<'_>, dots_per_inch: f64) -> Self {
        let (width, height) = page.render_dimensions();
        let (width, height) = (f64::from(width), f64::from(height));
        let (across, down) = dots((width, height), dots_per_inch);
        let scale = Affine::scale_non_uniform(f64::from(across) / width, f64::from(down) / height);
        Self { across, down, transform: scale * page.initial_transform(true).to_kurbo() }
    }

    /// From edge to edge.
    pub(super) fn target(self) -> Rect {
        Rect::new(0.0, 0.0, f64::from(self.across), f64::from(self.down))
    }
}

/// How many dots a page of this size, in points, has across and down.
fn dots((width, height): (f64, f64), dots_per_inch: f64) -> (u16, u16) {
    let scale = (dots_per_inch / 72.0).min((MOST_DOTS / (width * height)).sqrt()).min(LONGEST_SIDE / width.max(height));
    // A float becomes the nearest integer that there is; what is not a number becomes 0.
    let side = |points: f64| ((points * scale).round() as u16).max(1);
    (side(width), side(height))
}

/// By how much lengths grow at most.
pub(super) fn largest_scale(transform: Affine) -> f64 {
    let [a, b, c, d, ..] = transform.as_coeffs();
    a.hypot(b).max(c.hypot(d))
}
