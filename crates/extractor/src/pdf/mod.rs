//! The room of the PDF engine: bytes of a PDF in, marks of its pages out. No other room names a PDF library.
//!
//! hayro-syntax gives objects, decryption and content operators, hayro-cmap the CMaps; the interpreter and the font
//! layer are ours, because only who holds the font dictionary can read embedded fonts without ToUnicode. hayro-font is
//! asked last and late, lopdf only when hayro-syntax cannot open a file.

mod annotations;
mod budget;
mod color;
mod document;
mod examine;
mod font;
mod form;
mod interpret;
mod layers;
mod matrix;
mod open;
mod operands;
mod owner;
mod page_tree;
mod paint;
mod parts;
mod path;
#[cfg(feature = "pictures")]
mod pictures;
mod predictors;
mod show;
mod state;
mod streams;
mod structure;

use hayro_syntax::{
    Pdf,
    object::{Array, Object},
    page::Page,
};
use juesuan_model::{Code, Diagnostic, Diagnostics, FileFacts, Format, TextLayer};

pub(crate) use self::examine::{Examined, examine};
#[cfg(feature = "pictures")]
pub(crate) use self::pictures::draw_pages;
use self::{
    budget::Budget,
    document::Document,
    interpret::Interpreter,
    matrix::Matrix,
    parts::{Part, ReadPage},
    state::GraphicsState,
};
pub use self::{
    examine::{Encryption, FontFacts, OpenedWith, PageContent, PageFacts, PdfFacts, Unseen},
    font::{DecodedBy, FontDescription, FontKind},
};
use crate::{
    error::ExtractError,
    marks::{PageMarks, mark_repeated},
    settings::Settings,
};

/// Reads a PDF: what `each_page` makes of each page's marks, in the order of the pages.
pub(crate) fn read<T: Send>(
    bytes: &[u8],
    settings: &Settings,
    each_page: impl Fn(PageMarks) -> T + Sync,
) -> Result<(FileFacts, Vec<T>, Diagnostics), ExtractError> {
    let mut diagnostics = Vec::new();
    let pdf = open::open(bytes, settings, &mut diagnostics)?;
    let (facts, parts) = read_parts(&pdf, settings, &each_page, &|_| (), &mut diagnostics);
    let made = parts.into_iter().flat_map(|part| part.pages).map(|page| page.made).collect();
    Ok((facts, made, diagnostics))
}

/// What `each_page` makes of each page's marks, and `each_part` of what the pages of a part share.
fn read_parts<T: Send, D: Send>(
    pdf: &Pdf,
    settings: &Settings,
    each_page: &(impl Fn(PageMarks) -> T + Sync),
    each_part: &(impl Fn(&Document<'_>) -> D + Sync),
    diagnostics: &mut Diagnostics,
) -> (FileFacts, Vec<Part<T, D>>) {
    let all = pdf.pages();
    page_tree::compare_count(pdf, diagnostics);
    if all.len() > settings.limits.pages {
        diagnostics.push(Diagnostic::of_file(Code::TooManyPages, settings.limits.pages.to_string()));
    }
    let pages: Vec<(u32, &Page<'_>)> = (1..).zip(all.iter()).take(settings.limits.pages).collect();
    let mut seen = TextSeen::default();
    let mut parts = parts::read(pdf, &pages, settings, each_page, each_part);
    for part in &mut parts {
        part.pages.iter().for_each(|page| seen.add(page));
        diagnostics.append(&mut part.diagnostics);
    }
    let facts = FileFacts {
        format: Format::Pdf,
        producer: producer(pdf),
        page_count: u32::try_from(all.len()).unwrap_or(u32::MAX),
        text_layer: seen.layer(diagnostics),
        pages_without_text: seen.without_text,
    };
    (facts, parts)
}

/// Which pages have text, and which are pictures without.
#[derive(Debug, Default)]
struct TextSeen {
    with_text: usize,
    without_text: Vec<u32>,
    pictures: Vec<u32>,
}

impl TextSeen {
    fn add<T>(&mut self, page: &ReadPage<T>) {
        if page.has_text {
            self.with_text += 1;
        } else {
            self.without_text.push(page.number);
            if page.is_picture {
                self.pictures.push(page.number);
            }
        }
    }

    fn layer(&self, diagnostics: &mut Diagnostics) -> TextLayer {
        if self.with_text == 0 {
            diagnostics.push(Diagnostic::of_file(Code::NoTextLayer, ""));
            TextLayer::None
        } else if self.pictures.is_empty() {
            TextLayer::Full
        } else {
            let pages: Vec<String> = self.pictures.iter().map(u32::to_string).collect();
            diagnostics.push(Diagnostic::of_file(Code::PagesWithoutText, pages.join("、")));
            TextLayer::Partial
        }
    }
}

fn read_page<'a>(page: &Page<'a>, number: u32, document: &Document<'a>, budget: &mut Budget) -> PageMarks {
    let (width, height) = page.render_dimensions();
    let marks = PageMarks { number, width, height, ..PageMarks::default() };
    budget.start_page(number);
    let paint = |budget: &mut Budget| {
        let clip = marks.page_box();
        let state = GraphicsState::new(Matrix(page.initial_transform(true).as_coeffs()), clip);
        let mut interpreter = Interpreter::new(document, budget, marks.clone());
        let content = contents(page, &mut interpreter);
        // Text outside the crop box is flagged by its place, not by the clip.
        let everywhere = GraphicsState::new(state.ctm, clip.grown(1e6));
        interpreter.run(&content, page.resources(), everywhere);
        interpreter.annotations(page.raw(), page.resources(), &state);
        let mut marks = interpreter.marks;
        mark_repeated(&mut marks.glyphs);
        marks
    };
    // The engine is not ours: what it cannot stand on one page must not lose the others.
    let painted = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| paint(budget)));
    budget.end_page();
    painted.unwrap_or_else(|_| {
        budget.diagnostics.push(Diagnostic::of_page(Code::PageUnreadable, number, ""));
        PageMarks { number, width, height, ..PageMarks::default() }
    })
}

/// The content streams of a page, decoded and joined: operators may run over from one into the next.
fn contents<'a>(page: &Page<'a>, interpreter: &mut Interpreter<'_, 'a>) -> Vec<u8> {
    let mut joined = Vec::new();
    match page.raw().get::<Object<'_>>(b"Contents") {
        Some(Object::Stream(stream)) => {
            if let Some(data) = interpreter.decode(&stream, "Contents") {
                joined = data.into_owned();
            }
        }
        Some(Object::Array(array)) => append_streams(&array, interpreter, &mut joined),
        Some(_) => {}
        None if page.raw().contains_key(b"Contents") => interpreter.budget.content_missing(),
        None => {}
    }
    joined
}

fn append_streams<'a>(array: &Array<'a>, interpreter: &mut Interpreter<'_, 'a>, joined: &mut Vec<u8>) {
    if interpreter.document.items(array).count() < array.raw_iter().count() {
        interpreter.budget.content_missing();
    }
    for item in interpreter.document.items(array) {
        if let Object::Stream(stream) = item
            && let Some(data) = interpreter.decode(&stream, "Contents")
        {
            joined.extend_from_slice(&data);
            joined.push(b'\n');
        }
    }
}

fn producer(pdf: &Pdf) -> Option<String> {
    let metadata = pdf.metadata();
    [&metadata.producer, &metadata.creator].into_iter().find_map(|name| named(name.as_deref()))
}

/// A name that the file gives itself, as stored; `None` for an empty one.
fn named(stored: Option<&[u8]>) -> Option<String> {
    let name = annotations::text_string(stored?).trim().to_owned();
    (!name.is_empty()).then_some(name)
}
