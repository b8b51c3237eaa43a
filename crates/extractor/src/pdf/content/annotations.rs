//! Annotations with an appearance are part of the page; a free text without one shows its contents
//! (ISO 32000-1, 12.5).

use hayro_syntax::{
    object::{Array, Dict, Name, Object, Rect, Stream, String as PdfString},
    page::Resources,
};
use juesuan_model::BBox;

use super::{Interpreter, matrix::Matrix, state::GraphicsState};
use crate::{
    marks::{Direction, Flags, Glyph},
    pdf::info::text_string,
};

impl<'a> Interpreter<'_, 'a> {
    /// Draws the annotations of a page.
    pub(super) fn annotations(&mut self, page: &Dict<'a>, resources: &Resources<'a>, state: &GraphicsState<'a>) {
        let Some(annotations) = page.get::<Array<'_>>(b"Annots") else { return };
        for annotation in self.shared.items(&annotations) {
            if let Object::Dict(annotation) = annotation {
                self.annotation(&annotation, resources, state);
            }
        }
    }

    fn annotation(&mut self, annotation: &Dict<'a>, resources: &Resources<'a>, state: &GraphicsState<'a>) {
        const HIDDEN: i32 = 2;
        const NO_VIEW: i32 = 32;
        let flags = annotation.get::<i32>(b"F").unwrap_or(0);
        let is_popup = annotation.get::<Name<'_>>(b"Subtype").is_some_and(|name| name.as_ref() == b"Popup");
        if flags & (HIDDEN | NO_VIEW) != 0 || is_popup || self.shared.layers.hides(annotation, b"OC") {
            return;
        }
        let Some(rect) = annotation.get::<Rect>(b"Rect") else { return };
        match appearance(annotation) {
            Some(appearance) => {
                let placed = fit(&appearance, &rect);
                self.form(&appearance, resources, state.clone(), placed);
            }
            None => self.free_text(annotation, &rect, state),
        }
    }

    /// Lays the contents of a free text out in its rectangle, as a viewer would draw it: no appearance gives places.
    fn free_text(&mut self, annotation: &Dict<'a>, rect: &Rect, state: &GraphicsState<'a>) {
        if annotation.get::<Name<'_>>(b"Subtype").is_none_or(|name| name.as_ref() != b"FreeText") {
            return;
        }
        let Some(contents) = annotation.get::<PdfString<'_>>(b"Contents") else { return };
        let size = annotation.get::<PdfString<'_>>(b"DA").and_then(|da| font_size(da.as_bytes())).unwrap_or(10.0);
        let text = text_string(contents.as_bytes());
        let mut flags = Flags::default();
        flags.set_if(self.is_hidden(), Flags::HIDDEN_LAYER);
        for (row, line) in text.lines().enumerate() {
            let baseline = rect.y1 - size * (row as f64 + 1.0);
            let mut x = rect.x0;
            for char in line.chars() {
                let advance = if char.is_ascii() { size / 2.0 } else { size };
                let (px, py) = state.ctm.apply(x, baseline);
                let (below, above) = (baseline - Glyph::BELOW * size, baseline + Glyph::ABOVE * size);
                let bbox: BBox = state.ctm.apply_box(x, below, x + advance, above);
                x += advance;
                let size = (size * state.ctm.scale_y()) as f32;
                let direction = Direction::of(state.ctm.0[0] as f32, state.ctm.0[1] as f32);
                self.keep_glyph(
                    Glyph { char, x: px, y: py, bbox, size, direction, flags, darkness: 255, font: u16::MAX },
                    state,
                );
            }
        }
    }
}

fn appearance<'a>(annotation: &Dict<'a>) -> Option<Stream<'a>> {
    match annotation.get::<Dict<'_>>(b"AP")?.get::<Object<'_>>(b"N")? {
        Object::Stream(stream) => Some(stream),
        Object::Dict(states) => states.get::<Stream<'_>>(annotation.get::<Name<'_>>(b"AS")?.as_ref()),
        _ => None,
    }
}

/// The matrix that fits the appearance's box to the rectangle (ISO 32000-1, 12.5.5, algorithm 8.1).
fn fit(appearance: &Stream<'_>, rect: &Rect) -> Matrix {
    let Some(bbox) = appearance.dict().get::<Rect>(b"BBox") else { return Matrix::IDENTITY };
    let matrix = Matrix::of(appearance.dict().get::<Array<'_>>(b"Matrix"));
    let placed = matrix.apply_box(bbox.x0, bbox.y0, bbox.x1, bbox.y1);
    let scale = |from: f32, to: f64| if from > 0.0 { to / f64::from(from) } else { 1.0 };
    let kx = scale(placed.width(), rect.x1 - rect.x0);
    let ky = scale(placed.height(), rect.y1 - rect.y0);
    Matrix([kx, 0.0, 0.0, ky, rect.x0 - kx * f64::from(placed.x0), rect.y0 - ky * f64::from(placed.y0)])
}

/// The size in a default appearance string: the number before the font name's `Tf`.
fn font_size(appearance: &[u8]) -> Option<f64> {
    let text = String::from_utf8_lossy(appearance);
    let words: Vec<&str> = text.split_whitespace().collect();
    let at = words.iter().position(|&word| word == "Tf")?;
    words.get(at.checked_sub(1)?)?.parse().ok().filter(|&size| size > 0.0)
}
