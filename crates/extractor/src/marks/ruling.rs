//! A piece of a rule.

use juesuan_model::BBox;

/// A straight horizontal or vertical piece of a rule, as drawn: a stroke, a thin filled shape, one dash, a thin picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ruling {
    /// Which way it runs.
    pub orientation: Orientation,
    /// The middle of its thickness: y of a horizontal piece, x of a vertical one, in points.
    pub position: f32,
    /// Where it starts: the smaller x or y, in points.
    pub start: f32,
    /// Where it ends, in points.
    pub end: f32,
    /// Its thickness in points.
    pub thickness: f32,
}

/// Which way a ruling runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Orientation {
    /// Left to right.
    Horizontal,
    /// Top to bottom.
    Vertical,
}

impl Ruling {
    /// A horizontal piece at `y` from `x0` to `x1`.
    pub fn horizontal(y: f32, x0: f32, x1: f32, thickness: f32) -> Self {
        Self { orientation: Orientation::Horizontal, position: y, start: x0.min(x1), end: x0.max(x1), thickness }
    }

    /// A vertical piece at `x` from `y0` to `y1`.
    pub fn vertical(x: f32, y0: f32, y1: f32, thickness: f32) -> Self {
        Self { orientation: Orientation::Vertical, position: x, start: y0.min(y1), end: y0.max(y1), thickness }
    }

    /// The area that it inks.
    pub fn bbox(&self) -> BBox {
        let half = self.thickness / 2.0;
        match self.orientation {
            Orientation::Horizontal => BBox::new(self.start, self.position - half, self.end, self.position + half),
            Orientation::Vertical => BBox::new(self.position - half, self.start, self.position + half, self.end),
        }
    }
}
