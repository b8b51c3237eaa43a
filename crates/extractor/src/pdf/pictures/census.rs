//! What drawing a page takes, counted before it is drawn: the engine interprets the page once for a device that draws nothing
//! and stops it when it is too much.

use hayro::{
    hayro_interpret::{
        BlendMode, CacheKey, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
        InterpreterSettings, Paint, SoftMask, StrokeProps,
        font::{Glyph, GlyphRun},
        interpret_page,
        pattern::{Pattern, TilingPattern},
    },
    kurbo::{Affine, BezPath, Rect, Shape},
};
use hayro_syntax::page::Page;
use rustc_hash::FxHashSet;

use super::{
    entries::{self, Entries, Stop, of_dots},
    fonts::Substitutes,
    images,
    paper::{Paper, largest_scale},
};
use crate::pictures::Reason;

/// Dots of images that are decoded in the time of an entry.
const DOTS_AN_ENTRY: f64 = 100.0;

/// Whether text lacks on `page`. Errs where drawing it takes too much.
pub(super) fn take<'a>(
    page: &'a Page<'a>,
    cache: &InterpreterCache<'a>,
    settings: &InterpreterSettings,
    fonts: &Substitutes,
    paper: Paper,
) -> Result<bool, Reason> {
    let target = paper.target();
    let count = || {
        let mut context = Context::new(paper.transform, target, cache, page.xref(), settings.clone());
        let (entries, masks) = (Entries::new(), FxHashSet::default());
        let mut census = Census { target, fonts, entries, masks, text_lacks: false };
        interpret_page(page, &mut context, &mut census);
        census.text_lacks
    };
    entries::within(count).map_err(|stop| match stop {
        Stop::TooMuch => Reason::TooLarge,
        Stop::Thrown(_) => Reason::Unreadable,
    })
}

struct Census<'f> {
    target: Rect,
    fonts: &'f Substitutes,
    entries: Entries,
    /// Masks are drawn once.
    masks: FxHashSet<u128>,
    text_lacks: bool,
}

impl Census<'_> {
    fn take(&mut self, entries: f64) {
        self.entries.take(entries);
    }

    /// Entries of a shape in this box.
    fn tiles(&self, shape: Rect) -> f64 {
        1.0 + of_dots(shape.intersect(self.target).area())
    }

    fn take_shape(&mut self, path: &BezPath, transform: Affine) {
        // One for each point as well: a path that runs to and fro touches its tiles again and again.
        let points = path.elements().len() as f64;
        self.take(points + self.tiles(transform.transform_rect_bbox(path.control_box())));
    }

    fn take_stroke(&mut self, path: &BezPath, transform: Affine, stroke: &StrokeProps) {
        let wide = f64::from(stroke.line_width) * largest_scale(transform);
        self.take(self.tiles(transform.transform_rect_bbox(path.control_box()).inflate(wide, wide)));
        let period: f64 = stroke.dash_array.iter().map(|&dash| f64::from(dash)).sum();
        if period > 0.0 {
            self.take(stroke.dash_array.len() as f64 * path.perimeter(1.0) / period);
        }
    }

    fn take_mode<'a>(&mut self, path: &BezPath, props: &DrawProps<'a>, mode: &DrawMode) {
        self.take_shape(path, props.transform);
        if let DrawMode::Stroke(stroke) | DrawMode::FillAndStroke(_, stroke) = mode {
            self.take_stroke(path, props.transform, stroke);
        }
    }

    fn take_paint<'a>(&mut self, paint: &Paint<'a>, mask: Option<&SoftMask<'a>>) {
        if let Paint::Pattern(pattern) = paint {
            match &**pattern {
                // A function is evaluated for each dot.
                Pattern::Shading(_) => self.take(self.target.area() / DOTS_AN_ENTRY),
                Pattern::Tiling(pattern) => self.take_tiling(pattern),
            }
        }
        self.take_mask(mask);
    }

    /// A pattern is drawn once for each of its copies on a step.
    fn take_tiling<'a>(&mut self, pattern: &TilingPattern<'a>) {
        let area = pattern.matrix.inverse().transform_rect_bbox(self.target);
        let along = |cell: f64, step: f32, visible: f64| {
            let step = f64::from(step.abs());
            let steps = |length: f64| (length / step).ceil() + 1.0;
            (steps(cell.min(visible)), visible.min(step) * largest_scale(pattern.matrix))
        };
        let (columns, wide) = along(pattern.bbox.width(), pattern.x_step, area.width());
        let (rows, high) = along(pattern.bbox.height(), pattern.y_step, area.height());
        self.take(of_dots(wide * high));
        let before = self.entries.left();
        self.take(1.0);
        pattern.interpret(self, pattern.matrix, false);
        self.take((columns * rows - 1.0).max(0.0) * (before - self.entries.left()));
    }

    fn take_mask<'a>(&mut self, mask: Option<&SoftMask<'a>>) {
        if let Some(mask) = mask
            && self.masks.insert(mask.cache_key())
        {
            self.take(self.target.area() / DOTS_AN_ENTRY);
            mask.interpret(self);
        }
    }
}

impl<'a> Device<'a> for Census<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.take_mode(path, &props, mode);
        self.take_paint(&props.paint, props.soft_mask.as_ref());
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.take_shape(&clip.path, Affine::IDENTITY);
    }

    fn push_transparency_group(&mut self, _: f32, mask: Option<SoftMask<'a>>, _: BlendMode) {
        self.take(self.tiles(self.target));
        self.take_mask(mask.as_ref());
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        if matches!(mode, DrawMode::Invisible) {
            return;
        }
        self.take_paint(&props.paint, props.soft_mask.as_ref());
        let outlines = run.glyphs().iter().filter_map(|glyph| match &**glyph {
            Glyph::Outline(outline) => Some(outline),
            Glyph::Type3(_) => None,
        });
        self.text_lacks = self.text_lacks || self.fonts.lack(outlines);
        for glyph in run.glyphs() {
            let transform = props.transform * glyph.transform();
            match &**glyph {
                // Letters are some thousand units wide and high.
                Glyph::Outline(_) => {
                    self.take(2.0 + of_dots((transform.determinant().abs() * 1e6).min(self.target.area())));
                }
                Glyph::Type3(drawn) => {
                    self.take(1.0);
                    drawn.interpret(self, props.transform, glyph.transform(), &props.paint);
                }
            }
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let dots = match &image {
            Image::Stencil(stencil) => images::dots(stencil.stream(), image.width(), image.height()),
            Image::Raster(raster) => images::dots(raster.stream(), image.width(), image.height()),
        };
        self.take(dots.unwrap_or(f64::INFINITY) / DOTS_AN_ENTRY + self.tiles(self.target));
        self.take_mask(props.soft_mask.as_ref());
        if let Image::Stencil(stencil) = image {
            stencil.with_stencil(|_, paint| self.take_paint(paint, None), None);
        }
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
