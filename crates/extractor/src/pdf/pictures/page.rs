//! One page → its pixels.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use hayro::{
    RenderCache, RenderSettings,
    hayro_interpret::{InterpreterCache, InterpreterSettings, InterpreterWarning, util::TransformExt},
    kurbo::Affine,
    render_into,
    vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit, color::palette::css::WHITE},
};
use hayro_syntax::page::Page;

use super::{
    census,
    fonts::{Substitutes, cmap},
    streams::Decoded,
};
use crate::pictures::Reason;

/// The most dots of a picture: ten times those of an A4 page at 90 dots per inch.
const MOST_DOTS: f64 = 8e6;

/// The most dots of a side.
const LONGEST_SIDE: f64 = 8192.0;

/// What one thread draws with. Fonts, images and the shapes of letters are kept from page to page.
pub(super) struct Easel<'a> {
    cache: RenderCache<'a>,
    /// What the census keeps: it has no part in the cache of who draws.
    counted: InterpreterCache<'a>,
    decoded: Decoded,
    most_decoded: usize,
    settings: InterpreterSettings,
    fonts: Arc<Substitutes>,
    /// Whether a font of the page could not be read.
    font_unreadable: Arc<AtomicBool>,
    canvas: RenderContext,
    pixmap: Pixmap,
}

impl<'a> Easel<'a> {
    /// What a page draws from may decode to `most_decoded` bytes.
    pub(super) fn new(fonts: Arc<Substitutes>, most_decoded: usize) -> Self {
        let font_unreadable = Arc::new(AtomicBool::new(false));
        let (unreadable, substitutes) = (Arc::clone(&font_unreadable), Arc::clone(&fonts));
        let settings = InterpreterSettings {
            font_resolver: Arc::new(move |query| Some(substitutes.answer(query))),
            cmap_resolver: Arc::new(cmap),
            warning_sink: Arc::new(move |warning| {
                if matches!(warning, InterpreterWarning::UnsupportedFont) {
                    unreadable.store(true, Ordering::Relaxed);
                }
            }),
            ..InterpreterSettings::default()
        };
        Self {
            cache: RenderCache::new(),
            counted: InterpreterCache::new(),
            decoded: Decoded::default(),
            most_decoded,
            settings,
            fonts,
            font_unreadable,
            canvas: RenderContext::new(0, 0),
            pixmap: Pixmap::new(0, 0),
        }
    }

    /// Draws `page` with so many dots to an inch, or fewer where it is very large. Says whether text lacks.
    pub(super) fn draw(&mut self, page: &'a Page<'a>, dots_per_inch: f64) -> Result<(&Pixmap, bool), Reason> {
        self.font_unreadable.store(false, Ordering::Relaxed);
        self.decoded.admit(page, self.most_decoded)?;
        let (width, height) = page.render_dimensions();
        let (across, down) = dots((f64::from(width), f64::from(height)), dots_per_inch);
        let scale =
            Affine::scale_non_uniform(f64::from(across) / f64::from(width), f64::from(down) / f64::from(height));
        let transform = scale * page.initial_transform(true).to_kurbo();
        let text_lacks = census::take(page, &self.counted, &self.settings, &self.fonts, transform, (across, down))?;
        self.canvas.reset_and_resize(across, down);
        self.pixmap.resize(across, down);
        let settings = RenderSettings { hinting: false, ..RenderSettings::default() };
        render_into(page, &self.cache, &self.settings, &settings, &mut self.canvas, transform);
        self.canvas.flush();
        let ground = RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..RasterizerSettings::default() };
        self.canvas.render_with(&mut self.pixmap, &mut Resources::default(), ground);
        Ok((&self.pixmap, text_lacks || self.font_unreadable.load(Ordering::Relaxed)))
    }
}

/// How many dots a page of this size, in points, has across and down.
fn dots((width, height): (f64, f64), dots_per_inch: f64) -> (u16, u16) {
    let scale = (dots_per_inch / 72.0).min((MOST_DOTS / (width * height)).sqrt()).min(LONGEST_SIDE / width.max(height));
    // A float becomes the nearest integer that there is; what is not a number becomes 0.
    let side = |points: f64| ((points * scale).round() as u16).max(1);
    (side(width), side(height))
}
