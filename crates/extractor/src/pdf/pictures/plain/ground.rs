//! The dots of a page, each as light as what was painted last where it covers the whole dot, and between that and what was
//! there before where it covers a part.

use hayro::kurbo::Rect;

use super::masks::Mask;
use crate::pdf::pictures::paper::Paper;

/// The dots of a page.
pub(in crate::pdf::pictures) struct Ground {
    width: usize,
    /// Row by row, 255 white.
    pub(super) dots: Vec<u8>,
}

impl Ground {
    /// White, in the room of `dots`, those of an earlier page.
    pub(in crate::pdf::pictures) fn new(mut dots: Vec<u8>, paper: Paper) -> Self {
        let (width, height) = (usize::from(paper.across), usize::from(paper.down));
        dots.clear();
        dots.resize(width * height, u8::MAX);
        Self { width, dots }
    }

    /// Paints an upright rectangle, in dots. It lies on the page.
    pub(super) fn bar(&mut self, bar: Rect, shade: u8) {
        let (first, last) = (bar.x0.floor() as usize, bar.x1.ceil() as usize);
        for y in bar.y0.floor() as usize..bar.y1.ceil() as usize {
            let high = covered(y, bar.y0, bar.y1);
            let row = self.dots.get_mut(y * self.width + first..y * self.width + last.min(self.width));
            for (x, dot) in (first..).zip(row.into_iter().flatten()) {
                *dot = blended(*dot, shade, (covered(x, bar.x0, bar.x1) * high * 255.0 + 0.5) as u8);
            }
        }
    }

    /// Paints through a mask whose first dot stands at this place, within `clip`.
    pub(super) fn mask(&mut self, mask: &Mask, (left, top): (i64, i64), clip: Rect, shade: u8) {
        let seen = |from: f64, to: f64, start: i64, length: usize| {
            let within = |edge: f64| (edge.round() as i64 - start).clamp(0, length as i64) as usize;
            within(from)..within(to)
        };
        let columns = seen(clip.x0, clip.x1, left, mask.width);
        let rows = seen(clip.y0, clip.y1, top, mask.height());
        for row in rows {
            // What is seen stands on the page.
            let first = (top + row as i64) as usize * self.width + (left + columns.start as i64) as usize;
            let Some(dots) = self.dots.get_mut(first..first + columns.len()) else { continue };
            for (dot, &cover) in dots.iter_mut().zip(mask.row(row).get(columns.clone()).into_iter().flatten()) {
                *dot = blended(*dot, shade, cover);
            }
        }
    }
}

/// How much of the dot at `at` lies between `from` and `to`.
fn covered(at: usize, from: f64, to: f64) -> f64 {
    let at = at as f64;
    (to.min(at + 1.0) - from.max(at)).max(0.0)
}

fn blended(below: u8, shade: u8, cover: u8) -> u8 {
    let (below, shade, cover) = (u32::from(below), u32::from(shade), u32::from(cover));
    let sum = shade * cover + below * (255 - cover) + 128;
    // Divided by 255, rounded.
    ((sum + (sum >> 8)) >> 8) as u8
}

#[cfg(test)]
mod tests {
    use hayro::kurbo::{Affine, Rect};

    use super::{Ground, Paper};

    #[test]
    fn a_bar_darkens_each_dot_by_as_much_as_it_covers() {
        let paper = Paper { across: 3, down: 2, transform: Affine::IDENTITY };
        let mut ground = Ground::new(Vec::new(), paper);
        ground.bar(Rect::new(0.5, 0.0, 2.0, 1.0), 0);
        assert_eq!(ground.dots, [127, 0, 255, 255, 255, 255]);
        ground.bar(Rect::new(1.0, 0.0, 2.0, 2.0), 255);
        assert_eq!(ground.dots, [127, 255, 255, 255, 255, 255]);
    }
}
