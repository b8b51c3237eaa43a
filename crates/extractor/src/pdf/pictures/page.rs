//! One page → its picture.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use hayro::{
    RenderCache, RenderSettings,
    hayro_interpret::{InterpreterCache, InterpreterSettings, InterpreterWarning},
    render_into,
    vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit, color::palette::css::WHITE},
};
use hayro_syntax::page::Page;

use super::{
    census, encode,
    fonts::{Substitutes, cmap},
    paper::Paper,
    plain::{self, Ground, Masks},
    streams::Decoded,
};
use crate::pictures::Reason;

/// A page that was drawn.
pub(super) struct Drawing {
    pub(super) png: Vec<u8>,
    pub(super) text_lacks: bool,
}

impl Drawing {
    fn new(png: Option<Vec<u8>>, text_lacks: bool) -> Result<Self, Reason> {
        png.map(|png| Self { png, text_lacks }).ok_or(Reason::Unreadable)
    }
}

/// What one thread draws with. Fonts, images and the shapes of letters are kept from page to page.
pub(super) struct Easel<'a> {
    cache: RenderCache<'a>,
    /// What plain pages and the census keep: they have no part in the cache of the engine's rasterizer.
    counted: InterpreterCache<'a>,
    masks: Masks,
    /// Those of the last plain page: room for those of the next.
    dots: Vec<u8>,
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
            dots: Vec::new(),
            decoded,
            most_decoded,
            settings,
            fonts,
            font_unreadable,
            canvas: RenderContext::new(0, 0),
            pixmap: Pixmap::new(0, 0),
        }
    }

    /// Draws `page` with so many dots to an inch, or fewer where it is very large.
    pub(super) fn draw(&mut self, page: &'a Page<'a>, dots_per_inch: f64) -> Result<Drawing, Reason> {
        self.font_unreadable.store(false, Ordering::Relaxed);
        self.decoded.lock().unwrap_or_else(PoisonError::into_inner).admit(page, self.most_decoded)?;
        let paper = Paper::of(page, dots_per_inch);
        let mut drawing = match self.draw_plain(page, paper)? {
            Some(drawing) => drawing,
            None => self.draw_by_engine(page, paper)?,
        };
        drawing.text_lacks |= self.font_unreadable.load(Ordering::Relaxed);
        Ok(drawing)
    }

    /// Draws a plain page; `None` where the page is not plain.
    fn draw_plain(&mut self, page: &'a Page<'a>, paper: Paper) -> Result<Option<Drawing>, Reason> {
        let ground = Ground::new(std::mem::take(&mut self.dots), paper);
        let drawn = plain::draw(page, (&self.counted, &self.settings), (&self.fonts, &mut self.masks), paper, ground)?;
        let Some(drawn) = drawn else { return Ok(None) };
        let png = encode::grey((paper.across, paper.down), &drawn.dots);
        self.dots = drawn.dots;
        Drawing::new(png, drawn.text_lacks).map(Some)
    }

    /// Draws any page.
    fn draw_by_engine(&mut self, page: &'a Page<'a>, paper: Paper) -> Result<Drawing, Reason> {
        let text_lacks = census::take(page, &self.counted, &self.settings, &self.fonts, paper)?;
        self.canvas.reset_and_resize(paper.across, paper.down);
        self.pixmap.resize(paper.across, paper.down);
        let settings = RenderSettings { hinting: false, ..RenderSettings::default() };
        render_into(page, &self.cache, &self.settings, &settings, &mut self.canvas, paper.transform);
        self.canvas.flush();
        let ground = RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..RasterizerSettings::default() };
        self.canvas.render_with(&mut self.pixmap, &mut Resources::default(), ground);
        Drawing::new(encode::png(&self.pixmap), text_lacks)
    }
}

#[cfg(test)]
mod tests {
    use std::{path::Path, sync::Arc};

    use hayro_syntax::Pdf;

    use super::{Easel, Paper};
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
            let paper = Paper::of(page, 110.0);
            let Ok(Some(ours)) = easel.draw_plain(page, paper) else { continue };
            found += 1;
            let theirs = easel.draw_by_engine(page, paper).ok().unwrap();
            assert_eq!(ours.text_lacks, theirs.text_lacks);
            let (ours, theirs) = (darkness(&ours.png), darkness(&theirs.png));
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
