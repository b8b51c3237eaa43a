//! What a content stream draws by name: external objects, which are forms and pictures (ISO 32000-1, 8.8).

use hayro_syntax::{
    object::{Array, Dict, Name, Stream},
    page::Resources,
};

use super::{Interpreter, matrix::Matrix, state::GraphicsState};

impl<'a> Interpreter<'_, 'a> {
    pub(super) fn draw_object(&mut self, resources: &Resources<'a>, name: &Name<'_>, state: &GraphicsState<'a>) {
        let Some(object) = resources.get_x_object(name) else { return };
        let dict = object.dict();
        if self.shared.layers.hides(dict, b"OC") {
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
        state.ctm = Matrix::of(dict.get::<Array<'_>>(b"Matrix")).then(&placed).then(&state.ctm);
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
}
