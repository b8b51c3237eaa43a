//! The room of the PDF engine: bytes of a PDF in, marks of its pages out. No other room names a PDF library.
//!
//! hayro-syntax gives objects, decryption and content operators, hayro-cmap the CMaps; the interpreter and the font
//! layer are ours, because only who holds the font dictionary can read embedded fonts without ToUnicode. hayro-font is
//! asked last and late, lopdf only when hayro-syntax cannot open a file.

mod annotations;
mod budget;
mod color;
mod document;
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

#[cfg(feature = "pictures")]
pub(crate) use self::pictures::draw_pages;
use self::{
    budget::Budget, document::Document, interpret::Interpreter, matrix::Matrix, parts::ReadPage, state::GraphicsState,
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
    let all = pdf.pages();
    page_tree::compare_count(&pdf, &mut diagnostics);
    if all.len() > settings.limits.pages {
        diagnostics.push(Diagnostic::of_file(Code::TooManyPages, settings.limits.pages.to_string()));
    }
    let pages: Vec<(u32, &Page<'_>)> = (1..).zip(all.iter()).take(settings.limits.pages).collect();
    let mut seen = TextSeen::default();
    let mut made = Vec::with_capacity(pages.len());
    for part in parts::read(&pdf, &pages, settings, &each_page) {
        for page in part.pages {
            seen.add(&page);
            made.push(page.made);
        }
        diagnostics.extend(part.diagnostics);
    }
    let facts = FileFacts {
        format: Format::Pdf,
        producer: producer(&pdf),
        page_count: u32::try_from(all.len()).unwrap_or(u32::MAX),
        text_layer: seen.layer(&mut diagnostics),
        pages_without_text: seen.without_text,
    };
    Ok((facts, made, diagnostics))
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
    let named =
        [&metadata.producer, &metadata.creator].into_iter().flatten().map(|name| annotations::text_string(name));
    named.map(|name| name.trim().to_owned()).find(|name| !name.is_empty())
}
