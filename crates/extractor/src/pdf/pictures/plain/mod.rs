//! A page of black and grey letters, bars and straight rules, as nearly every page of a form is, drawn without the
//! engine's rasterizer: a letter is the same few dots wherever it stands, and there is nothing to composite.
//!
//! What else a page may draw (a colour, an image, a curve, a slanted or dashed line) is found while it is interpreted. The
//! page is then not plain, and the engine draws it.

mod ground;
mod masks;
mod straight;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use hayro::{
    hayro_interpret::{
        BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, FillRule, Image, ImageDrawProps, InterpreterCache,
        InterpreterSettings, Paint, SoftMask, StrokeProps,
        font::{Glyph, GlyphRun, OutlineGlyph},
        interpret_page,
        util::RectExt,
    },
    kurbo::{Affine, BezPath, Cap, Rect},
};
use hayro_syntax::page::Page;

pub(super) use self::masks::Masks;
use self::{
    ground::Ground,
    straight::{bars, is_upright, rectangles},
};
use super::{
    census::{MOST_ENTRIES, TILE},
    encode::is_grey,
    fonts::Substitutes,
};
use crate::pictures::Reason;

/// A page that was drawn.
pub(super) struct Plain {
    /// How light each dot is, row by row.
    pub(super) dots: Vec<u8>,
    /// Whether text lacks.
    pub(super) text_lacks: bool,
}

/// Thrown to stop the engine.
enum Stop {
    NotPlain,
    TooMuch,
}

/// Draws `page` on `paper`, dots of an earlier page; `None` where it is not plain. Errs where drawing it takes too much.
pub(super) fn draw<'a>(
    page: &'a Page<'a>,
    cache: &InterpreterCache<'a>,
    settings: &InterpreterSettings,
    (fonts, masks): (&Substitutes, &mut Masks),
    transform: Affine,
    (across, down): (u16, u16),
    paper: Vec<u8>,
) -> Result<Option<Plain>, Reason> {
    let target = Rect::new(0.0, 0.0, f64::from(across), f64::from(down));
    let crop = transform.transform_rect_bbox(page.intersected_crop_box().to_kurbo());
    let paint = || {
        let mut context = Context::new(transform, target, cache, page.xref(), settings.clone());
        let mut painter = Painter {
            ground: Ground::new(paper, usize::from(across), usize::from(down)),
            clips: vec![crop.intersect(target)],
            fonts,
            masks,
            left: MOST_ENTRIES,
            text_lacks: false,
        };
        interpret_page(page, &mut context, &mut painter);
        Plain { dots: painter.ground.dots, text_lacks: painter.text_lacks }
    };
    match catch_unwind(AssertUnwindSafe(paint)) {
        Ok(plain) => Ok(Some(plain)),
        Err(thrown) => match thrown.downcast_ref() {
            Some(Stop::NotPlain) => Ok(None),
            Some(Stop::TooMuch) => Err(Reason::TooLarge),
            None => Err(Reason::Unreadable),
        },
    }
}

struct Painter<'f> {
    ground: Ground,
    /// What may be painted on, within which within which. The first is the page.
    clips: Vec<Rect>,
    fonts: &'f Substitutes,
    masks: &'f mut Masks,
    /// Entries that may still be made, counted as for the engine.
    left: f64,
    text_lacks: bool,
}

fn not_plain() -> ! {
    resume_unwind(Box::new(Stop::NotPlain))
}

impl Painter<'_> {
    fn take(&mut self, dots: f64) {
        self.left -= 1.0 + dots / TILE;
        if self.left.is_nan() || self.left < 0.0 {
            resume_unwind(Box::new(Stop::TooMuch));
        }
    }

    fn clip(&self) -> Rect {
        self.clips.last().copied().unwrap_or_default()
    }

    fn fill(&mut self, path: &BezPath, transform: Affine, rule: FillRule, shade: u8) {
        let Some(rectangles) = rectangles(path, transform, rule) else { not_plain() };
        for rectangle in rectangles {
            self.bar(rectangle, shade);
        }
    }

    fn stroke(&mut self, path: &BezPath, transform: Affine, stroke: &StrokeProps, shade: u8) {
        if !stroke.dash_array.is_empty() || stroke.line_cap == Cap::Round {
            not_plain();
        }
        let Some(bars) = bars(path, transform, stroke) else { not_plain() };
        for bar in bars {
            self.bar(bar, shade);
        }
    }

    fn bar(&mut self, bar: Rect, shade: u8) {
        let seen = bar.intersect(self.clip());
        self.take(seen.area().max(0.0));
        self.ground.bar(seen, shade);
    }

    fn letter(&mut self, letter: &OutlineGlyph, transform: Affine, pen: Option<(&StrokeProps, Affine)>, shade: u8) {
        let Some(placed) = self.masks.place(letter, transform, pen) else { not_plain() };
        self.left -= self.masks.take_points() as f64;
        let Some((mask, x, y)) = placed else { return self.take(0.0) };
        self.take(mask.area());
        let clip = self.clip();
        self.ground.mask(&mask, (x, y), clip, shade);
    }
}

/// How light the paint is; what is not opaque grey is not plain.
fn shade(props: &DrawProps<'_>) -> u8 {
    let Paint::Color(color) = &props.paint else { not_plain() };
    let [red, green, blue, opacity] = color.to_rgba().to_rgba8();
    let is_plain = opacity == u8::MAX && is_grey([red, green, blue, opacity]);
    if !is_plain || props.soft_mask.is_some() || props.blend_mode != BlendMode::Normal {
        not_plain();
    }
    green
}

impl<'a> Device<'a> for Painter<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        if matches!(mode, DrawMode::Invisible) {
            return;
        }
        let shade = shade(&props);
        if let DrawMode::Fill(rule) | DrawMode::FillAndStroke(rule, _) = mode {
            self.fill(path, props.transform, *rule, shade);
        }
        if let DrawMode::Stroke(stroke) | DrawMode::FillAndStroke(_, stroke) = mode {
            self.stroke(path, props.transform, stroke, shade);
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        let Some(rectangles) = rectangles(&clip.path, Affine::IDENTITY, clip.fill) else { not_plain() };
        let [clip] = rectangles.as_slice() else { not_plain() };
        self.take(0.0);
        let within = self.clip();
        self.clips.push(clip.intersect(within));
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, mode: BlendMode) {
        if opacity < 1.0 || mask.is_some() || mode != BlendMode::Normal {
            not_plain();
        }
        self.take(0.0);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        if matches!(mode, DrawMode::Invisible) {
            return;
        }
        let shade = shade(&props);
        let outlines = run.glyphs().iter().map(|glyph| match &**glyph {
            Glyph::Outline(outline) => (outline, glyph.transform()),
            Glyph::Type3(_) => not_plain(),
        });
        self.text_lacks = self.text_lacks || self.fonts.lack(outlines.clone().map(|(outline, _)| outline));
        for (outline, transform) in outlines {
            if let DrawMode::Fill(_) | DrawMode::FillAndStroke(..) = mode {
                self.letter(outline, props.transform * transform, None, shade);
            }
            if let DrawMode::Stroke(stroke) | DrawMode::FillAndStroke(_, stroke) = mode {
                if !stroke.dash_array.is_empty() || !is_upright(props.transform) {
                    not_plain();
                }
                self.letter(outline, transform, Some((stroke, props.transform)), shade);
            }
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        not_plain();
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn pop_transparency_group(&mut self) {}
}
