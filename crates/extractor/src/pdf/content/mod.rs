//! The content-stream interpreter: operators in, glyphs and rulings out (ISO 32000-1, annex A).
//!
//! Only what says where text and rules stand, and whether a reader sees them, is followed. Malformed operands are
//! zeros, unknown operators nothing; a `Q` too many is ignored.

mod annotations;
mod color;
mod layers;
mod matrix;
mod operands;
mod page;
mod paint;
mod path;
mod show;
mod state;
mod xobject;

use hayro_syntax::{
    content::UntypedIter,
    object::{Dict, Object},
    page::Resources,
};
use juesuan_model::BBox;

pub(super) use self::{color::ColorSpaces, layers::Layers, page::read_page, state::ExternalState};
use self::{
    operands::Operands,
    paint::{path_operator, set_ink},
    path::{Painted, Path},
    state::{GraphicsState, TextMatrices},
};
use super::{budget::Budget, shared::Shared};
use crate::marks::PageMarks;

/// Reads content streams onto one page.
struct Interpreter<'d, 'a> {
    shared: &'d Shared<'a>,
    budget: &'d mut Budget,
    marks: PageMarks,
    /// Areas painted so far, in order, with their darkness: white text on a dark one is seen.
    backdrops: Vec<(BBox, u8)>,
    /// How many of the marked-content sequences around the current place are hidden.
    hidden: usize,
    depth: usize,
    after_space: bool,
}

/// What the running stream adds to the state: its text object, path and marked content.
struct Running<'r, 'a> {
    resources: &'r Resources<'a>,
    state: GraphicsState<'a>,
    saved: Vec<GraphicsState<'a>>,
    matrices: TextMatrices,
    path: Path,
    /// What the last fill or stroke put on the page. Kept for its room.
    painted: Painted,
    /// Whether the next painting operator also narrows the clip.
    clips: bool,
    /// For each open marked-content sequence, whether it hides what it holds.
    marked: Vec<bool>,
}

impl<'d, 'a> Interpreter<'d, 'a> {
    fn new(shared: &'d Shared<'a>, budget: &'d mut Budget, marks: PageMarks) -> Self {
        Self { shared, budget, marks, backdrops: Vec::new(), hidden: 0, depth: 0, after_space: false }
    }

    fn is_hidden(&self) -> bool {
        self.hidden > 0
    }

    /// Runs a content stream that starts with `state`.
    fn run(&mut self, data: &[u8], resources: &Resources<'a>, state: GraphicsState<'a>) {
        self.depth += 1;
        if self.budget.allows_depth(self.depth) {
            let mut stream = Running {
                resources,
                state,
                saved: Vec::new(),
                matrices: TextMatrices::IDENTITY,
                path: Path::default(),
                painted: Painted::default(),
                clips: false,
                marked: Vec::new(),
            };
            let mut rest = data;
            for _ in 0..=MOST_DAMAGE {
                let read = self.run_until_damage(rest, &mut stream);
                match read.and_then(|read| after_damage(rest, read)) {
                    Some(after) => rest = after,
                    None => break,
                }
            }
            self.hidden -= stream.marked.iter().filter(|&&hides| hides).count();
        }
        self.depth -= 1;
    }

    /// Runs `data` up to where the engine stops reading it: its end, or a stray delimiter. Gives the offset behind the
    /// last operator, `None` where the budget is spent.
    fn run_until_damage(&mut self, data: &[u8], stream: &mut Running<'_, 'a>) -> Option<usize> {
        let mut operations = UntypedIter::new(data);
        let mut read = 0;
        while let Some(operation) = operations.next() {
            if !self.budget.take_operator() {
                return None;
            }
            let operator: &[u8] = operation.operator.as_ref();
            let end = operator.as_ptr().addr().wrapping_sub(data.as_ptr().addr()).wrapping_add(operator.len());
            // An operator with escapes is no slice of the data.
            if end <= data.len() {
                read = end;
            }
            self.execute(stream, operator, Operands::new(&operation));
        }
        Some(read)
    }

    fn execute(&mut self, stream: &mut Running<'_, 'a>, operator: &[u8], operands: Operands<'_, '_>) {
        match operator {
            // Most frequent first.
            b"Tj" | b"TJ" | b"'" | b"\"" => self.show_operator(stream, operator, operands),
            b"Td" | b"TD" | b"Tm" | b"T*" | b"BT" | b"Tf" | b"Tc" | b"Tw" | b"Tz" | b"TL" | b"Ts" | b"Tr" => {
                self.text_operator(stream, operator, operands);
            }
            b"m" | b"l" | b"c" | b"v" | b"y" | b"h" | b"re" => path_operator(stream, operator, operands),
            b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"n" => self.paint(stream, operator),
            b"W" | b"W*" => stream.clips = true,
            b"q" if stream.saved.len() < MOST_SAVED_STATES => stream.saved.push(stream.state.clone()),
            b"Q" => {
                if let Some(state) = stream.saved.pop() {
                    stream.state = state;
                }
            }
            b"cm" => stream.state.ctm = operands.matrix().then(&stream.state.ctm),
            b"w" => stream.state.line_width = operands.number(),
            b"gs" => self.external_state(stream, operands),
            b"g" | b"rg" | b"k" | b"sc" | b"scn" | b"cs" => {
                set_ink(&mut stream.state.fill, operator, operands, stream.resources, &self.shared.color_spaces);
            }
            b"G" | b"RG" | b"K" | b"SC" | b"SCN" | b"CS" => {
                set_ink(&mut stream.state.stroke, operator, operands, stream.resources, &self.shared.color_spaces);
            }
            b"Do" => {
                if let Some(Object::Name(name)) = operands.list().next() {
                    self.draw_object(stream.resources, name, &stream.state);
                }
            }
            b"BI" => self.picture(&stream.state),
            b"sh" => self.shading(&stream.state),
            b"BDC" | b"BMC" => self.begin_marked(stream, operator, operands),
            b"EMC" => self.hidden -= usize::from(stream.marked.pop() == Some(true)),
            _ => {}
        }
    }

    fn begin_marked(&mut self, stream: &mut Running<'_, 'a>, operator: &[u8], operands: Operands<'_, '_>) {
        let mut list = operands.list();
        let hides = match (operator, list.next(), list.next()) {
            (b"BDC", Some(Object::Name(tag)), Some(Object::Name(name))) if tag.as_ref() == b"OC" => {
                self.shared.layers.hides(&stream.resources.properties, name.as_ref())
            }
            _ => false,
        };
        self.hidden += usize::from(hides);
        stream.marked.push(hides);
    }

    fn text_operator(&mut self, stream: &mut Running<'_, 'a>, operator: &[u8], operands: Operands<'_, '_>) {
        let text = &mut stream.state.text;
        match operator {
            b"BT" => stream.matrices = TextMatrices::IDENTITY,
            b"Td" => {
                let [x, y] = operands.numbers();
                stream.matrices.move_line(x, y);
            }
            b"TD" => {
                let [x, y] = operands.numbers();
                text.leading = -y;
                stream.matrices.move_line(x, y);
            }
            b"Tm" => stream.matrices.set(operands.matrix()),
            b"T*" => stream.matrices.move_line(0.0, -text.leading),
            b"Tf" => {
                let mut list = operands.list();
                if let Some(Object::Name(name)) = list.next() {
                    let font = self.shared.font(&stream.resources.fonts, name.as_ref());
                    // Viewers show text in a font that is not there in one of their own.
                    text.font = font.or_else(|| Some(self.shared.font_of(&Dict::empty())));
                }
                if let Some(Object::Number(size)) = list.next() {
                    text.size = size.as_f64();
                }
            }
            b"Tc" => text.char_spacing = operands.number(),
            b"Tw" => text.word_spacing = operands.number(),
            b"Tz" => text.scaling = operands.number() / 100.0,
            b"TL" => text.leading = operands.number(),
            b"Ts" => text.rise = operands.number(),
            b"Tr" => text.rendering_mode = operands.number() as i64,
            _ => {}
        }
    }

    fn show_operator(&mut self, stream: &mut Running<'_, 'a>, operator: &[u8], operands: Operands<'_, '_>) {
        if operator == b"TJ" {
            let Some(Object::Array(array)) = operands.list().next() else { return };
            for item in array.iter::<Object<'_>>() {
                match item {
                    Object::String(string) => self.show(&stream.state, &mut stream.matrices, string.as_bytes()),
                    Object::Number(number) => adjust(&stream.state, &mut stream.matrices, number.as_f64()),
                    _ => {}
                }
            }
            return;
        }
        let mut numbers = [0.0; 2];
        for (i, operand) in operands.list().enumerate() {
            match operand {
                Object::Number(number) => {
                    if let Some(slot) = numbers.get_mut(i) {
                        *slot = number.as_f64();
                    }
                }
                Object::String(string) => {
                    if operator == b"\"" {
                        [stream.state.text.word_spacing, stream.state.text.char_spacing] = numbers;
                    }
                    if operator != b"Tj" {
                        stream.matrices.move_line(0.0, -stream.state.text.leading);
                    }
                    self.show(&stream.state, &mut stream.matrices, string.as_bytes());
                    return;
                }
                _ => {}
            }
        }
    }
}

/// Places of damage stepped over in one stream.
const MOST_DAMAGE: usize = 1000;

/// What follows the next word after the offset `read`, where `data` could not be read on; `None` at its end.
fn after_damage(data: &[u8], read: usize) -> Option<&[u8]> {
    let mut tail = data.get(read..)?.trim_ascii_start();
    while tail.first() == Some(&b'%') {
        let line = tail.iter().take_while(|byte| !matches!(byte, b'\r' | b'\n')).count();
        tail = tail.get(line..)?.trim_ascii_start();
    }
    let word = tail.iter().take_while(|byte| !byte.is_ascii_whitespace()).count();
    tail.get(word..).filter(|after| !after.is_empty())
}

/// A place beside every page: a clip that lets nothing through.
const NOWHERE: BBox = BBox { x0: -1e6, y0: -1e6, x1: -1e6, y1: -1e6 };

/// Saved graphics states of one stream at most; a `q` beyond them saves nothing.
const MOST_SAVED_STATES: usize = 4096;

/// Moves back by thousandths of the em: the numbers in a `TJ` array.
fn adjust(state: &GraphicsState<'_>, matrices: &mut TextMatrices, thousandths: f64) {
    let text = &state.text;
    let distance = -thousandths / 1000.0 * text.size;
    if text.font.as_ref().is_some_and(|font| font.vertical) {
        matrices.advance(0.0, distance);
    } else {
        matrices.advance(distance * text.scaling, 0.0);
    }
}
