//! One character where it is drawn.

use juesuan_model::BBox;

/// One character where it is drawn. White space is not a glyph: it is the gap that it leaves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// The character; U+FFFD where nothing maps the font's code to one.
    pub char: char,
    /// Where the baseline starts, in points.
    pub x: f32,
    /// Where the baseline starts, in points down the page.
    pub y: f32,
    /// From the baseline's start to the next glyph's, and from 0.12 em under the baseline to 0.88 em over it, in points.
    pub bbox: BBox,
    /// The em in points on the page.
    pub size: f32,
    /// Which way the text runs.
    pub direction: Direction,
    /// Why a reader may not see it, and what is known of it.
    pub flags: Flags,
    /// How dark it is drawn: 0 white or transparent, 255 black.
    pub darkness: u8,
    /// The font, counted from 0 within a part of the file: so many pages as are read together.
    pub font: u16,
}

impl Glyph {
    /// How far its box reaches over the baseline, in ems: as most fonts are drawn.
    pub(crate) const ABOVE: f64 = 0.88;
    /// How far it reaches under it.
    pub(crate) const BELOW: f64 = 0.12;
}

/// Which way the text runs on the page as displayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// Left to right.
    #[default]
    Right,
    /// Top to bottom.
    Down,
    /// Upside down.
    Left,
    /// Bottom to top.
    Up,
    /// Any other angle: watermarks and seals.
    Slanted,
}

impl Direction {
    /// The direction of the vector (x right, y down), within about 2°.
    pub(crate) fn of(dx: f32, dy: f32) -> Self {
        const TILT: f32 = 0.035;
        if dy.abs() <= TILT * dx.abs() {
            if dx >= 0.0 { Self::Right } else { Self::Left }
        } else if dx.abs() <= TILT * dy.abs() {
            if dy >= 0.0 { Self::Down } else { Self::Up }
        } else {
            Self::Slanted
        }
    }
}

/// A set of facts about a glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flags(u8);

impl Flags {
    /// Drawn without ink (text rendering modes 3 and 7).
    pub const INVISIBLE: Self = Self(1);
    /// Outside the page as displayed.
    pub const OFF_PAGE: Self = Self(2);
    /// Outside the clipping path.
    pub const CLIPPED: Self = Self(4);
    /// The same character drawn again at the same place to look bold, or to cast a shadow.
    pub const REPEATED: Self = Self(8);
    /// On a layer that is switched off.
    pub const HIDDEN_LAYER: Self = Self(16);
    /// White (or transparent) on white.
    pub const WHITE: Self = Self(32);
    /// Nothing maps the font's code to a character.
    pub const UNMAPPED: Self = Self(64);
    /// A space was drawn before it.
    pub const AFTER_SPACE: Self = Self(128);

    const UNSEEN: u8 = 1 | 2 | 4 | 8 | 16 | 32;

    /// Both sets.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Adds `other` where `condition` holds.
    pub(crate) fn set_if(&mut self, condition: bool, other: Self) {
        if condition {
            self.0 |= other.0;
        }
    }

    /// Whether all of `other` hold.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether a reader of the page sees the glyph, once.
    pub fn is_visible(self) -> bool {
        self.0 & Self::UNSEEN == 0
    }
}

#[cfg(test)]
mod tests {
    use super::{Direction, Flags};

    #[track_caller]
    fn check(dx: f32, dy: f32, expected: Direction) {
        assert_eq!(Direction::of(dx, dy), expected);
    }

    #[test]
    fn directions_allow_a_slight_tilt() {
        check(10.0, 0.1, Direction::Right);
        check(-10.0, 0.0, Direction::Left);
        check(0.0, 3.0, Direction::Down);
        check(0.1, -9.0, Direction::Up);
        check(7.0, -7.0, Direction::Slanted);
    }

    #[test]
    fn unmapped_or_spaced_glyphs_are_seen() {
        assert!(Flags::UNMAPPED.with(Flags::AFTER_SPACE).is_visible());
        assert!(!Flags::default().with(Flags::WHITE).is_visible());
    }
}
