//! Affine transforms, row vectors: a point goes through `a` and then `b` by `a.then(b)`.

use hayro_syntax::object::{Array, Number};
use juesuan_model::BBox;

/// `[a b c d e f]` of ISO 32000-1, 8.3.3.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// The numbers of `[a b c d e f]`; the identity where they are not six.
    pub(super) fn of(array: Option<Array<'_>>) -> Self {
        let numbers: Vec<f64> = array.map(|a| a.iter::<Number>().map(|n| n.as_f64()).collect()).unwrap_or_default();
        numbers.try_into().map_or(Self::IDENTITY, Self)
    }

    pub(super) fn translation(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    pub(super) fn then(&self, next: &Self) -> Self {
        let (a, b) = (&self.0, &next.0);
        Self([
            a[0] * b[0] + a[1] * b[2],
            a[0] * b[1] + a[1] * b[3],
            a[2] * b[0] + a[3] * b[2],
            a[2] * b[1] + a[3] * b[3],
            a[4] * b[0] + a[5] * b[2] + b[4],
            a[4] * b[1] + a[5] * b[3] + b[5],
        ])
    }

    pub(super) fn apply(&self, x: f64, y: f64) -> (f32, f32) {
        let m = &self.0;
        ((x * m[0] + y * m[2] + m[4]) as f32, (x * m[1] + y * m[3] + m[5]) as f32)
    }

    /// The smallest upright box around the image of the rectangle.
    pub(super) fn apply_box(&self, x0: f64, y0: f64, x1: f64, y1: f64) -> BBox {
        let corners = [self.apply(x0, y0), self.apply(x1, y0), self.apply(x0, y1), self.apply(x1, y1)];
        let mut bbox = BBox { x0: f32::MAX, y0: f32::MAX, x1: f32::MIN, y1: f32::MIN };
        for (x, y) in corners {
            bbox.x0 = bbox.x0.min(x);
            bbox.y0 = bbox.y0.min(y);
            bbox.x1 = bbox.x1.max(x);
            bbox.y1 = bbox.y1.max(y);
        }
        bbox
    }

    /// Length on the page of a unit along x.
    pub(super) fn scale_x(&self) -> f64 {
        self.0[0].hypot(self.0[1])
    }

    /// Length on the page of a unit along y.
    pub(super) fn scale_y(&self) -> f64 {
        self.0[2].hypot(self.0[3])
    }
}
