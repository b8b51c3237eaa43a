//! A page of black and grey letters, bars and straight rules, as nearly every page of a form is, drawn without the
//! engine's rasterizer: a letter is the same few dots wherever it stands, and there is nothing to composite.
//!
//! What else a page may draw (a colour, an image, a curve, a slanted or dashed line) is found while it is interpreted. The
//! page is then not plain, and the engine draws it.

mod ground;
mod masks;
mod straight;

use std::panic::resume_unwind;

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

pub(super) use self::{ground::Ground, masks::Masks};
use self::{
    masks::Placed,
    straight::{bars, is_upright, rectangles},
};
use super::{
    encode::is_grey,
    entries::{self, Entries, Stop, of_dots},
    fonts::Substitutes,
    paper::Paper,
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
struct NotPlain;

/// Draws `page` on `ground`; `None` where it is not plain. Errs where drawing it takes too much.
pub(super) fn draw<'a>(
    page: &'a Page<'a>,
    (cache, settings): (&InterpreterCache<'a>, &InterpreterSettings),
    (fonts, masks): (&Substitutes, &mut Masks),
    paper: Paper,
    ground: Ground,
) -> Result<Option<Plain>, Reason> {
    let target = paper.target();
    let crop = paper.transform.transform_rect_bbox(page.intersected_crop_box().to_kurbo());
    let paint = || {
        let mut context = Context::new(paper.transform, target, cache, page.xref(), settings.clone());
        let (clips, entries) = (vec![crop.intersect(target)], Entries::new());
        let mut painter = Painter { ground, clips, fonts, masks, entries, text_lacks: false };
        interpret_page(page, &mut context, &mut painter);
        Plain { dots: painter.ground.dots, text_lacks: painter.text_lacks }
    };
    match entries::within(paint) {
        Ok(plain) => Ok(Some(plain)),
        Err(Stop::TooMuch) => Err(Reason::TooLarge),
        Err(Stop::Thrown(thrown)) if thrown.is::<NotPlain>() => Ok(None),
        Err(Stop::Thrown(_)) => Err(Reason::Unreadable),
    }
}

struct Painter<'f> {
    ground: Ground,
    /// What may be painted on, within which within which. The first is the page.
    clips: Vec<Rect>,
    fonts: &'f Substitutes,
    masks: &'f mut Masks,
    /// Counted as for the engine.
    entries: Entries,
    text_lacks: bool,
}

fn not_plain() -> ! {
    resume_unwind(Box::new(NotPlain))
}

impl Painter<'_> {
    fn take(&mut self, dots: f64) {
        self.entries.take(1.0 + of_dots(dots));
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
        let placed = self.masks.place(letter, transform, pen);
        self.entries.take(self.masks.take_points() as f64);
        match placed {
            Placed::TooLarge => not_plain(),
            Placed::Unseen => self.take(0.0),
            Placed::At { mask, left, top } => {
                self.take(mask.area());
                let clip = self.clip();
                self.ground.mask(&mask, (left, top), clip, shade);
            }
        }
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
