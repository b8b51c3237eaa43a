//! What a content stream draws by name: forms, pictures, and the settings of `gs`.

use std::borrow::Cow;

use hayro_syntax::{
    object::{Array, Dict, Name, Number, Object, Stream},
    page::Resources,
};

use super::{
    interpret::{Interpreter, Running},
    matrix::Matrix,
    operands::Operands,
    state::GraphicsState,
    streams::{self, StreamError},
};

impl<'a> Interpreter<'_, 'a> {
    pub(super) fn draw_object(&mut self, resources: &Resources<'a>, name: &Name<'_>, state: &GraphicsState<'a>) {
        let Some(object) = resources.get_x_object(name) else { return };
        let dict = object.dict();
        if self.document.layers.hides(dict, b"OC") {
            return;
        }
        match dict.get::<Name<'_>>(b"Subtype").as_deref() {
            Some(b"Form") => self.form(&object, resources, state.clone(), Matrix::IDENTITY),
            Some(b"Image") => self.picture(state),
            _ => {}
        }
    }

    /// Draws a form: its matrix, then `placed` (an appearance's fit to its rectangle), then the state's.
    pub(super) fn form(
        &mut self,
        form: &Stream<'a>,
        resources: &Resources<'a>,
        mut state: GraphicsState<'a>,
        placed: Matrix,
    ) {
        let dict = form.dict();
        state.ctm = array_matrix(dict.get::<Array<'_>>(b"Matrix")).then(&placed).then(&state.ctm);
        if let Some(bbox) = dict.get::<[f32; 4]>(b"BBox") {
            let [x0, y0, x1, y1] = bbox.map(f64::from);
            state.clip_to(&state.ctm.apply_box(x0, y0, x1, y1));
        }
        let own = dict.get::<Dict<'_>>(b"Resources").map(Resources::new);
        // A form that is too deep is not worth decoding.
        if !self.budget.allows_depth(self.depth + 1) {
            return;
        }
        if let Some(data) = self.decode(form, "Form") {
            self.run(&data, own.as_ref().unwrap_or(resources), state);
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

    pub(super) fn external_state(&mut self, stream: &mut Running<'_, 'a>, operands: Operands<'_, '_>) {
        let Some(Object::Name(name)) = operands.list().next() else { return };
        if let Some(external) = self.document.external_state(stream.resources, name) {
            external.apply(&mut stream.state);
        }
    }
}

/// `[a b c d e f]`; the identity where it is not six numbers.
pub(super) fn array_matrix(array: Option<Array<'_>>) -> Matrix {
    let numbers: Vec<f64> = array.map(|a| a.iter::<Number>().map(|n| n.as_f64()).collect()).unwrap_or_default();
    numbers.try_into().map_or(Matrix::IDENTITY, Matrix)
}
