//! What is drawn on one page, in points with the origin at the top left of the page as displayed.
//!
//! In: whatever drew the page (a PDF content stream today). Out: glyphs and rulings. Later stages see only these, and
//! never ask where a glyph came from, only how sure its character is.

mod bold;
mod glyph;
mod ruling;

use juesuan_model::BBox;

pub(crate) use bold::mark_repeated;
pub use glyph::{Direction, Flags, Glyph};
pub use ruling::{Orientation, Ruling};

/// Everything drawn on one page.
#[derive(Debug, Clone, Default)]
pub struct PageMarks {
    /// 1-based.
    pub number: u32,
    /// Width in points as displayed.
    pub width: f32,
    /// Height in points as displayed.
    pub height: f32,
    /// Characters in drawing order, the ones that nobody sees flagged.
    pub glyphs: Vec<Glyph>,
    /// Pieces of horizontal and vertical rules in drawing order.
    pub rulings: Vec<Ruling>,
    /// Share of the page that pictures cover, 0 to 1 (overlaps counted once at most).
    pub picture_share: f32,
    /// Curved shapes filled on the page: text drawn as outlines leaves many and no glyphs.
    pub curved_fills: usize,
}

impl PageMarks {
    /// The page as displayed.
    pub(crate) fn page_box(&self) -> BBox {
        BBox { x0: 0.0, y0: 0.0, x1: self.width, y1: self.height }
    }

    /// The glyphs that a reader of the page sees.
    pub fn visible(&self) -> impl Iterator<Item = &Glyph> {
        self.glyphs.iter().filter(|glyph| glyph.flags.is_visible())
    }

    /// Whether the page shows something that may hold text, and no text: a scan, or text drawn as outlines.
    pub(crate) fn is_picture_without_text(&self) -> bool {
        const SCAN_SHARE: f32 = 0.25;
        const OUTLINED_TEXT: usize = 60;
        (self.picture_share > SCAN_SHARE || self.curved_fills > OUTLINED_TEXT) && self.visible().next().is_none()
    }
}
