//! One page → its picture.

use std::sync::{
    Arc, Mutex, PoisonError,
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
    census, encode,
    fonts::{Substitutes, cmap},
    plain::{self, Masks},
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
    /// What plain pages and the census keep: they have no part in the cache of the engine's rasterizer.
    counted: InterpreterCache<'a>,
    masks: Masks,
    /// Dots of the last plain page: room for those of the next.
    paper: Vec<u8>,
    /// What all threads know of the streams: to learn how large one is, one of them decodes it.
    decoded: Arc<Mutex<Decoded>>,
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
    pub(super) fn new(fonts: Arc<Substitutes>, decoded: Arc<Mutex<Decoded>>, most_decoded: usize) -> Self {
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
            masks: Masks::default(),
            paper: Vec::new(),
            decoded,
            most_decoded,
            settings,
            fonts,
            font_unreadable,
            canvas: RenderContext::new(0, 0),
            pixmap: Pixmap::new(0, 0),
        }
    }

    /// Draws `page` with so many dots to an inch, or fewer where it is very large: a PNG, and whether text lacks.
    pub(super) fn draw(&mut self, page: &'a Page<'a>, dots_per_inch: f64) -> Result<(Vec<u8>, bool), Reason> {
        self.font_unreadable.store(false, Ordering::Relaxed);
        self.decoded.lock().unwrap_or_else(PoisonError::into_inner).admit(page, self.most_decoded)?;
        let (width, height) = page.render_dimensions();
        let (across, down) = dots((f64::from(width), f64::from(height)), dots_per_inch);
        let scale =
            Affine::scale_non_uniform(f64::from(across) / f64::from(width), f64::from(down) / f64::from(height));
        let transform = scale * page.initial_transform(true).to_kurbo();
        let letters = (&*self.fonts, &mut self.masks);
        let paper = std::mem::take(&mut self.paper);
        let plain = plain::draw(page, &self.counted, &self.settings, letters, transform, (across, down), paper)?;
        let (png, text_lacks) = match plain {
            Some(plain) => {
                let png = encode::grey((across, down), &plain.dots);
                self.paper = plain.dots;
                (png, plain.text_lacks)
            }
            None => self.draw_by_engine(page, transform, (across, down))?,
        };
        Ok((png.ok_or(Reason::Unreadable)?, text_lacks || self.font_unreadable.load(Ordering::Relaxed)))
    }

    /// Draws a page that is not plain: the PNG, where there can be one, and whether text lacks.
    fn draw_by_engine(
        &mut self,
        page: &'a Page<'a>,
        transform: Affine,
        (across, down): (u16, u16),
    ) -> Result<(Option<Vec<u8>>, bool), Reason> {
        let text_lacks = census::take(page, &self.counted, &self.settings, &self.fonts, transform, (across, down))?;
        self.canvas.reset_and_resize(across, down);
        self.pixmap.resize(across, down);
        let settings = RenderSettings { hinting: false, ..RenderSettings::default() };
        render_into(page, &self.cache, &self.settings, &settings, &mut self.canvas, transform);
        self.canvas.flush();
        let ground = RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..RasterizerSettings::default() };
        self.canvas.render_with(&mut self.pixmap, &mut Resources::default(), ground);
        Ok((encode::png(&self.pixmap), text_lacks))
    }
}

/// How many dots a page of this size, in points, has across and down.
fn dots((width, height): (f64, f64), dots_per_inch: f64) -> (u16, u16) {
    let scale = (dots_per_inch / 72.0).min((MOST_DOTS / (width * height)).sqrt()).min(LONGEST_SIDE / width.max(height));
    // A float becomes the nearest integer that there is; what is not a number becomes 0.
    let side = |points: f64| ((points * scale).round() as u16).max(1);
    (side(width), side(height))
}

#[cfg(test)]
mod tests {
    use std::{path::Path, sync::Arc};

    use hayro::{hayro_interpret::util::TransformExt, kurbo::Affine};
    use hayro_syntax::Pdf;

    use super::{Easel, dots, encode, plain};
    use crate::{pdf::pictures::fonts::Substitutes, pictures::FontSource};

    /// How dark each dot of a PNG of greys is, from 0 to 15.
    fn darkness(png: &[u8]) -> Vec<u8> {
        let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
        let mut packed = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut packed).unwrap();
        packed.iter().flat_map(|byte| [15 - (byte >> 4), 15 - (byte & 15)]).collect()
    }

    /// Draws the plain pages of a shipped document both ways. So many of its pages are plain.
    #[track_caller]
    fn check(name: &str, plain_pages: usize, pages: usize) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/pdf").join(name);
        let pdf = Pdf::new(std::fs::read(path).unwrap()).unwrap();
        let mut easel = Easel::new(Arc::new(Substitutes::new(&FontSource::Absent)), Arc::default(), usize::MAX);
        let mut found = 0;
        for page in pdf.pages().iter() {
            let (width, height) = page.render_dimensions();
            let (across, down) = dots((f64::from(width), f64::from(height)), 110.0);
            let scale =
                Affine::scale_non_uniform(f64::from(across) / f64::from(width), f64::from(down) / f64::from(height));
            let transform = scale * page.initial_transform(true).to_kurbo();
            let letters = (&*easel.fonts, &mut easel.masks);
            let size = (across, down);
            let drawn = plain::draw(page, &easel.counted, &easel.settings, letters, transform, size, Vec::new());
            let Ok(Some(drawn)) = drawn else { continue };
            found += 1;
            let (engine, text_lacks) = easel.draw_by_engine(page, transform, size).ok().unwrap();
            assert_eq!(drawn.text_lacks, text_lacks);
            let (ours, theirs) = (darkness(&encode::grey(size, &drawn.dots).unwrap()), darkness(&engine.unwrap()));
            assert_eq!(ours.len(), theirs.len());
            let pairs = || ours.iter().zip(&theirs);
            let ink: u64 = theirs.iter().map(|&dark| u64::from(dark)).sum();
            let off: u64 = pairs().map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
            assert!(off * 200 < ink, "{name}: {off} of {ink} are drawn otherwise");
            assert!(pairs().all(|(a, b)| a.abs_diff(*b) < 6), "{name}: a dot is another");
        }
        assert_eq!((found, pdf.pages().len()), (plain_pages, pages), "{name}");
    }

    #[test]
    fn a_plain_page_looks_as_the_engine_draws_it() {
        check("medium-2-chromium-dotted.pdf", 28, 28);
        check("small-9-tex-grid.pdf", 19, 19);
        check("tiny-6-turned.pdf", 19, 19);
        // The others have watermarks.
        check("zs12345-2022-draft.pdf", 8, 22);
        // Letters drawn with a pen too.
        check("zs12345-2022-bold.pdf", 13, 22);
    }
}
