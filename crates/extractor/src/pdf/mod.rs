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
mod path;
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

use self::{budget::Budget, document::Document, interpret::Interpreter, matrix::Matrix, state::GraphicsState};
use crate::{
    error::ExtractError,
    marks::{PageMarks, mark_repeated},
    settings::Settings,
};

/// Reads a PDF, handing each page's marks to `each_page` as soon as it is read.
pub(crate) fn read(
    bytes: &[u8],
    settings: &Settings,
    mut each_page: impl FnMut(PageMarks),
) -> Result<(FileFacts, Diagnostics), ExtractError> {
    let mut diagnostics = Vec::new();
    let pdf = open::open(bytes, settings, &mut diagnostics)?;
    let pages = pdf.pages();
    page_tree::compare_count(&pdf, &mut diagnostics);
    if pages.len() > settings.limits.pages {
        diagnostics.push(Diagnostic::of_file(Code::TooManyPages, settings.limits.pages.to_string()));
    }
    let document = Document::new(&pdf, settings.limits.stream_bytes);
    let mut budget = Budget::new(&settings.limits);
    let mut seen = TextSeen::default();
    for (number, page) in (1u32..).zip(pages.iter()).take(settings.limits.pages) {
        let marks = read_page(page, number, &document, &mut budget);
        seen.add(&marks);
        each_page(marks);
        for (font, count) in document.take_unmapped() {
            let detail = if font.is_empty() { format!("× {count}") } else { format!("{font} × {count}") };
            budget.diagnostics.push(Diagnostic::of_page(Code::UnmappedCharacters, number, detail));
        }
    }
    diagnostics.append(&mut budget.diagnostics);
    let facts = FileFacts {
        format: Format::Pdf,
        producer: producer(&pdf),
        page_count: u32::try_from(pages.len()).unwrap_or(u32::MAX),
        text_layer: seen.layer(&mut diagnostics),
        pages_without_text: seen.without_text,
    };
    Ok((facts, diagnostics))
}

/// Which pages have text, and which are pictures without.
#[derive(Debug, Default)]
struct TextSeen {
    with_text: usize,
    without_text: Vec<u32>,
    pictures: Vec<u32>,
}

impl TextSeen {
    fn add(&mut self, marks: &PageMarks) {
        if marks.visible().next().is_some() {
            self.with_text += 1;
        } else {
            self.without_text.push(marks.number);
            if marks.is_picture_without_text() {
                self.pictures.push(marks.number);
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
