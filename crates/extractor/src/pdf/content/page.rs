//! One page → its marks.

use std::borrow::Cow;

use hayro_syntax::{
    object::{Array, Object, Stream},
    page::Page,
};
use juesuan_model::{Code, Diagnostic};

use super::{Interpreter, matrix::Matrix, state::GraphicsState};
use crate::{
    marks::{PageMarks, mark_repeated},
    pdf::{
        budget::Budget,
        shared::Shared,
        streams::{self, StreamError},
    },
};

/// Reads the content and the annotations of a page. What the engine cannot stand costs the page, which is then empty.
pub(in crate::pdf) fn read_page<'a>(
    page: &Page<'a>,
    number: u32,
    shared: &Shared<'a>,
    budget: &mut Budget,
) -> PageMarks {
    let (width, height) = page.render_dimensions();
    let marks = PageMarks { number, width, height, ..PageMarks::default() };
    budget.start_page(number);
    let paint = |budget: &mut Budget| {
        let clip = marks.page_box();
        let state = GraphicsState::new(Matrix(page.initial_transform(true).as_coeffs()), clip);
        let mut interpreter = Interpreter::new(shared, budget, marks.clone());
        let content = interpreter.contents(page);
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

impl<'a> Interpreter<'_, 'a> {
    /// The content streams of a page, decoded and joined: operators may run over from one into the next.
    fn contents(&mut self, page: &Page<'a>) -> Vec<u8> {
        let mut joined = Vec::new();
        match page.raw().get::<Object<'_>>(b"Contents") {
            Some(Object::Stream(stream)) => {
                if let Some(data) = self.decode(&stream, "Contents") {
                    joined = data.into_owned();
                }
            }
            Some(Object::Array(array)) => self.append_streams(&array, &mut joined),
            Some(_) => {}
            None if page.raw().contains_key(b"Contents") => self.budget.content_missing(),
            None => {}
        }
        joined
    }

    fn append_streams(&mut self, array: &Array<'a>, joined: &mut Vec<u8>) {
        if self.shared.items(array).count() < array.raw_iter().count() {
            self.budget.content_missing();
        }
        for item in self.shared.items(array) {
            if let Object::Stream(stream) = item
                && let Some(data) = self.decode(&stream, "Contents")
            {
                joined.extend_from_slice(&data);
                joined.push(b'\n');
            }
        }
    }

    /// The decoded data of a content stream, within the page's bounds; failures are reported.
    pub(super) fn decode(&mut self, stream: &Stream<'a>, what: &str) -> Option<Cow<'a, [u8]>> {
        match streams::decode(stream, self.budget.bytes_left()) {
            Ok(data) => {
                self.budget.took_bytes(data.len());
                Some(data)
            }
            Err(StreamError::TooLarge) => {
                self.budget.stream_too_large();
                None
            }
            Err(StreamError::Undecodable) => {
                self.budget.stream_undecodable(what);
                None
            }
        }
    }
}
