//! Letters as masks of dots, kept: the same letter in the same size, at the same quarter of a dot, is the same mask.

use std::rc::Rc;

use ab_glyph_rasterizer::{Rasterizer, point};
use hayro::{
    hayro_interpret::{StrokeProps, font::OutlineGlyph},
    kurbo::{self, Affine, BezPath, PathEl, Point, Shape, Stroke},
};
use rustc_hash::FxHashMap;

use crate::pdf::pictures::paper::largest_scale;

/// Places within a dot that are told apart, from left to right.
const STEPS: f64 = 4.0;

/// Dots of the longest side of a mask. What is larger is a drawing.
const LONGEST_SIDE: f64 = 256.0;

/// Bytes of masks that are kept.
const MOST_BYTES: usize = 32 << 20;

/// By how many dots a curve of a stroke may be off.
const TOLERANCE: f64 = 0.05;

/// A stroke of a letter has as many dots at least, as the engine has it: with the one of a rule, small print would be
/// bold.
const THINNEST: f64 = 0.25;

/// How much of each dot a letter covers.
pub(super) struct Mask {
    pub(super) width: usize,
    cover: Vec<u8>,
    /// Where its first dot stands from the letter's origin.
    left: i64,
    top: i64,
}

impl Mask {
    pub(super) fn height(&self) -> usize {
        self.cover.len() / self.width.max(1)
    }

    pub(super) fn row(&self, at: usize) -> &[u8] {
        self.cover.get(at * self.width..(at + 1) * self.width).unwrap_or_default()
    }

    /// Its dots.
    pub(super) fn area(&self) -> f64 {
        self.cover.len() as f64
    }
}

/// What makes a mask: the letter, its size and slant, where in the dot it begins, and the pen that it is drawn with.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    letter: u128,
    linear: [u64; 4],
    step: u8,
    pen: Option<[u64; 8]>,
}

/// Where a letter stands on the page.
pub(super) enum Placed {
    /// The first dot of its mask.
    At { mask: Rc<Mask>, left: i64, top: i64 },
    /// It covers nothing.
    Unseen,
    /// It is too large for a mask.
    TooLarge,
}

/// The masks of the letters that were drawn; `None` for one that covers nothing.
#[derive(Default)]
pub(in crate::pdf::pictures) struct Masks {
    known: FxHashMap<Key, Option<Rc<Mask>>>,
    bytes: usize,
    /// Points of outlines that masks were made of, since they were last asked for.
    points: usize,
}

impl Masks {
    /// The mask of a letter, and where it stands. With a pen, its outline is drawn; then `transform` leads to where the pen's
    /// does from.
    pub(super) fn place(
        &mut self,
        letter: &OutlineGlyph,
        transform: Affine,
        pen: Option<(&StrokeProps, Affine)>,
    ) -> Placed {
        let on_page = pen.map_or(transform, |(_, onwards)| onwards * transform);
        let [a, b, c, d, x, y] = on_page.as_coeffs();
        let steps = (x * STEPS).round();
        if !(steps.is_finite() && y.is_finite()) {
            return Placed::TooLarge;
        }
        let (column, step) = (steps.div_euclid(STEPS), steps.rem_euclid(STEPS));
        let key = Key {
            letter: letter.identifier().cache_key(),
            linear: [a, b, c, d].map(f64::to_bits),
            step: step as u8,
            pen: pen.map(|(stroke, onwards)| {
                let [a, b, c, d, ..] = onwards.as_coeffs();
                let [join, cap] = [stroke.line_join as u8, stroke.line_cap as u8].map(f64::from);
                let (width, limit) = (f64::from(stroke.line_width), f64::from(stroke.miter_limit));
                [width, limit, join, cap, a, b, c, d].map(f64::to_bits)
            }),
        };
        let mask = match self.known.get(&key) {
            Some(mask) => mask.clone(),
            None => {
                let here = Affine::new([a, b, c, d, step / STEPS, 0.0]);
                let outline = match pen {
                    None => here * letter.outline(),
                    Some(pen) => stroked(&letter.outline(), here, pen),
                };
                let Some(mask) = rasterized(&outline) else { return Placed::TooLarge };
                let mask = mask.map(Rc::new);
                self.points += outline.elements().len();
                self.keep(key, mask.clone());
                mask
            }
        };
        match mask {
            None => Placed::Unseen,
            Some(mask) => {
                let (left, top) = (column as i64 + mask.left, y.round() as i64 + mask.top);
                Placed::At { mask, left, top }
            }
        }
    }

    /// Points of outlines that masks were made of, since the last call.
    pub(super) fn take_points(&mut self) -> usize {
        std::mem::take(&mut self.points)
    }

    fn keep(&mut self, key: Key, mask: Option<Rc<Mask>>) {
        self.bytes += size_of::<Key>() + mask.as_ref().map_or(0, |mask| size_of::<Mask>() + mask.cover.len());
        if self.bytes > MOST_BYTES {
            self.known.clear();
            self.bytes = 0;
        }
        self.known.insert(key, mask);
    }
}

/// The outline of what a pen draws along an outline, that `here` leads to the page.
fn stroked(outline: &BezPath, here: Affine, (stroke, onwards): (&StrokeProps, Affine)) -> BezPath {
    let scale = largest_scale(onwards);
    let width = (f64::from(stroke.line_width) * scale).max(THINNEST);
    let style = Stroke::new(width)
        .with_caps(stroke.line_cap)
        .with_join(stroke.line_join)
        .with_miter_limit(f64::from(stroke.miter_limit));
    kurbo::stroke(here * outline, &style, &kurbo::StrokeOpts::default(), TOLERANCE)
}

/// `None` where it is too large for a mask, `Some(None)` where it covers nothing.
fn rasterized(outline: &BezPath) -> Option<Option<Mask>> {
    let around = outline.bounding_box();
    let (width, height) = (around.x1.ceil() - around.x0.floor(), around.y1.ceil() - around.y0.floor());
    // What is not a number is too large as well.
    if !(width <= LONGEST_SIDE && height <= LONGEST_SIDE) {
        return None;
    }
    if around.is_zero_area() {
        return Some(None);
    }
    let (left, top) = (around.x0.floor(), around.y0.floor());
    let (width, height) = (width as usize, height as usize);
    let mut cover = vec![0; width * height];
    drawn(outline, (left, top), Rasterizer::new(width, height)).for_each_pixel(|at, covered| {
        if let Some(dot) = cover.get_mut(at) {
            *dot = (covered.min(1.0) * 255.0).round() as u8;
        }
    });
    Some(Some(Mask { width, cover, left: left as i64, top: top as i64 }))
}

fn drawn(outline: &BezPath, (left, top): (f64, f64), mut rasterizer: Rasterizer) -> Rasterizer {
    let dot = |p: Point| point((p.x - left) as f32, (p.y - top) as f32);
    let (mut start, mut last) = (Point::ZERO, Point::ZERO);
    for element in outline.elements() {
        match *element {
            PathEl::MoveTo(to) => {
                rasterizer.draw_line(dot(last), dot(start));
                (start, last) = (to, to);
            }
            PathEl::LineTo(to) => {
                rasterizer.draw_line(dot(last), dot(to));
                last = to;
            }
            PathEl::QuadTo(by, to) => {
                rasterizer.draw_quad(dot(last), dot(by), dot(to));
                last = to;
            }
            PathEl::CurveTo(from, by, to) => {
                rasterizer.draw_cubic(dot(last), dot(from), dot(by), dot(to));
                last = to;
            }
            PathEl::ClosePath => {
                rasterizer.draw_line(dot(last), dot(start));
                last = start;
            }
        }
    }
    rasterizer.draw_line(dot(last), dot(start));
    rasterizer
}
