//! The graphics state, as far as places and visibility of text and rules depend on it (ISO 32000-1, 8.4 and 9.3).

use std::rc::Rc;

use hayro_syntax::object::{Array, Dict, Number, Object};
use juesuan_model::BBox;

use super::{Interpreter, NOWHERE, Running, color::ColorSpace, matrix::Matrix, operands::Operands};
use crate::pdf::{font::Font, shared::Shared};

/// What `q` saves and `Q` restores.
#[derive(Clone)]
pub(super) struct GraphicsState<'a> {
    pub(super) ctm: Matrix,
    /// The upright box around the clipping path, on the page.
    pub(super) clip: BBox,
    pub(super) line_width: f64,
    pub(super) fill: Ink,
    pub(super) stroke: Ink,
    pub(super) text: TextState<'a>,
}

/// The colour of fills or of strokes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ink {
    pub(super) space: ColorSpace,
    /// 0 white, 1 black.
    pub(super) darkness: f64,
    /// 1 opaque.
    pub(super) alpha: f64,
}

impl Ink {
    const BLACK: Self = Self { space: ColorSpace::Additive, darkness: 1.0, alpha: 1.0 };

    pub(super) fn byte(&self) -> u8 {
        super::color::to_byte(self.darkness, self.alpha)
    }
}

/// The text state parameters.
#[derive(Clone)]
pub(super) struct TextState<'a> {
    pub(super) font: Option<Rc<Font<'a>>>,
    pub(super) size: f64,
    pub(super) char_spacing: f64,
    pub(super) word_spacing: f64,
    /// Horizontal scaling as a factor, 1 for `100 Tz`.
    pub(super) scaling: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    pub(super) rendering_mode: i64,
}

/// The settings of `gs` that matter here; `None` for those that a dictionary leaves as they are (ISO 32000-1, 8.4.5).
pub(in crate::pdf) struct ExternalState<'a> {
    fill_alpha: Option<f64>,
    stroke_alpha: Option<f64>,
    line_width: Option<f64>,
    font: Option<(Rc<Font<'a>>, f64)>,
}

impl<'a> ExternalState<'a> {
    pub(in crate::pdf) fn read(dict: &Dict<'a>, shared: &Shared<'a>) -> Self {
        let number = |key: &[u8]| dict.get::<Number>(key).map(|number| number.as_f64());
        let font = dict.get::<Array<'_>>(b"Font").and_then(|font| {
            let mut items = font.flex_iter();
            let dict = items.next::<Dict<'_>>()?;
            Some((shared.font_of(&dict), items.next::<Number>()?.as_f64()))
        });
        Self { fill_alpha: number(b"ca"), stroke_alpha: number(b"CA"), line_width: number(b"LW"), font }
    }

    pub(super) fn apply(&self, state: &mut GraphicsState<'a>) {
        state.fill.alpha = self.fill_alpha.unwrap_or(state.fill.alpha);
        state.stroke.alpha = self.stroke_alpha.unwrap_or(state.stroke.alpha);
        state.line_width = self.line_width.unwrap_or(state.line_width);
        if let Some((font, size)) = &self.font {
            state.text.font = Some(Rc::clone(font));
            state.text.size = *size;
        }
    }
}

impl<'a> Interpreter<'_, 'a> {
    /// `gs`: takes over the settings that the resources hold under the name.
    pub(super) fn external_state(&mut self, stream: &mut Running<'_, 'a>, operands: Operands<'_, '_>) {
        let Some(Object::Name(name)) = operands.list().next() else { return };
        if let Some(external) = self.shared.external_state(stream.resources, name) {
            external.apply(&mut stream.state);
        }
    }
}

impl GraphicsState<'_> {
    /// The state at the start of a page.
    pub(super) fn new(ctm: Matrix, clip: BBox) -> Self {
        Self {
            ctm,
            clip,
            line_width: 1.0,
            fill: Ink::BLACK,
            stroke: Ink::BLACK,
            text: TextState {
                font: None,
                size: 0.0,
                char_spacing: 0.0,
                word_spacing: 0.0,
                scaling: 1.0,
                leading: 0.0,
                rise: 0.0,
                rendering_mode: 0,
            },
        }
    }

    /// Narrows the clip; a clip that shuts everything out becomes empty.
    pub(super) fn clip_to(&mut self, bbox: &BBox) {
        self.clip = self.clip.intersection(bbox).unwrap_or(NOWHERE);
    }
}

/// The matrices of a text object: `Tm` and `Tlm`.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextMatrices {
    pub(super) text: Matrix,
    pub(super) line: Matrix,
}

impl TextMatrices {
    pub(super) const IDENTITY: Self = Self { text: Matrix::IDENTITY, line: Matrix::IDENTITY };

    pub(super) fn set(&mut self, matrix: Matrix) {
        *self = Self { text: matrix, line: matrix };
    }

    pub(super) fn move_line(&mut self, x: f64, y: f64) {
        self.set(Matrix::translation(x, y).then(&self.line));
    }

    pub(super) fn advance(&mut self, x: f64, y: f64) {
        self.text = Matrix::translation(x, y).then(&self.text);
    }
}
