//! The content-stream interpreter: operators in, glyphs and rulings out (ISO 32000-1, annex A).
//!
//! Only what says where text and rules stand, and whether a reader sees them, is followed. Malformed operands are
//! zeros, unknown operators nothing; a `Q` too many is ignored.

use std::rc::Rc;

use hayro_syntax::{
    content::UntypedIter,
    object::{Array, Dict, Name, Number, Object, Stream},
    page::Resources,
};
use juesuan_model::BBox;

use super::{
    budget::Budget,
    color::ColorSpace,
    document::Document,
    font::Font,
    matrix::Matrix,
    path::{Painted, Path, thin_area},
    state::{GraphicsState, Ink, TextMatrices},
    streams::{self, StreamError},
};
use crate::marks::PageMarks;

/// Reads content streams onto one page.
pub(super) struct Interpreter<'d, 'a> {
    pub(super) document: &'d Document<'a>,
    pub(super) budget: &'d mut Budget,
    pub(super) marks: PageMarks,
    /// Areas painted so far, in order, with their darkness: white text on a dark one is seen.
    pub(super) backdrops: Vec<(BBox, u8)>,
    /// How many of the marked-content sequences around the current place are hidden.
    hidden: usize,
    depth: usize,
    pub(super) after_space: bool,
}

/// What the running stream adds to the state: its text object, path and marked content.
struct Running<'r, 'a> {
    resources: &'r Resources<'a>,
    state: GraphicsState<'a>,
    saved: Vec<GraphicsState<'a>>,
    matrices: TextMatrices,
    path: Path,
    clips: bool,
    /// For each open marked-content sequence, whether it hides what it holds.
    marked: Vec<bool>,
}

impl<'d, 'a> Interpreter<'d, 'a> {
    pub(super) fn new(document: &'d Document<'a>, budget: &'d mut Budget, marks: PageMarks) -> Self {
        Self { document, budget, marks, backdrops: Vec::new(), hidden: 0, depth: 0, after_space: false }
    }

    pub(super) fn is_hidden(&self) -> bool {
        self.hidden > 0
    }

    /// Runs a content stream that starts with `state`.
    pub(super) fn run(&mut self, data: &[u8], resources: &Resources<'a>, state: GraphicsState<'a>) {
        self.depth += 1;
        if self.budget.allows_depth(self.depth) {
            let mut stream = Running {
                resources,
                state,
                saved: Vec::new(),
                matrices: TextMatrices::IDENTITY,
                path: Path::default(),
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
            self.execute(stream, operator, Operands { list: operation.operands() });
        }
        Some(read)
    }

    fn execute<'b, 'c: 'b>(
        &mut self,
        stream: &mut Running<'_, 'a>,
        operator: &[u8],
        operands: Operands<impl Iterator<Item = &'b Object<'c>>>,
    ) {
        match operator {
            // Most frequent first.
            b"Tj" | b"TJ" | b"'" | b"\"" => self.show_operator(stream, operator, operands),
            b"Td" | b"TD" | b"Tm" | b"T*" | b"BT" | b"Tf" | b"Tc" | b"Tw" | b"Tz" | b"TL" | b"Ts" | b"Tr" => {
                self.text_operator(stream, operator, operands);
            }
            b"m" | b"l" | b"c" | b"v" | b"y" | b"h" | b"re" => path_operator(stream, operator, operands),
            b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"n" => self.paint(stream, operator),
            b"W" | b"W*" => stream.clips = true,
            b"q" => {
                if stream.saved.len() < 4096 {
                    stream.saved.push(stream.state.clone());
                }
            }
            b"Q" => {
                if let Some(state) = stream.saved.pop() {
                    stream.state = state;
                }
            }
            b"cm" => stream.state.ctm = operands.matrix().then(&stream.state.ctm),
            b"w" => stream.state.line_width = operands.numbers::<1>()[0],
            b"gs" => self.external_state(stream, operands),
            b"g" | b"rg" | b"k" | b"sc" | b"scn" | b"cs" => {
                set_ink(&mut stream.state.fill, operator, operands, stream.resources);
            }
            b"G" | b"RG" | b"K" | b"SC" | b"SCN" | b"CS" => {
                set_ink(&mut stream.state.stroke, &operator.to_ascii_lowercase(), operands, stream.resources);
            }
            b"Do" => {
                if let Some(Object::Name(name)) = operands.list.into_iter().next() {
                    self.draw_object(stream.resources, name, &stream.state);
                }
            }
            b"BI" => self.picture(&stream.state),
            b"sh" => {
                // Colours that change over the clip are not followed: text on them is taken as seen.
                if let Some(area) = stream.state.clip.intersection(&self.marks.page_box())
                    && !self.is_hidden()
                {
                    self.put_behind(area, u8::MAX);
                }
            }
            b"BDC" | b"BMC" => self.begin_marked(stream, operator, operands),
            b"EMC" => {
                if stream.marked.pop() == Some(true) {
                    self.hidden -= 1;
                }
            }
            _ => {}
        }
    }

    fn begin_marked<'b, 'c: 'b>(
        &mut self,
        stream: &mut Running<'_, 'a>,
        operator: &[u8],
        operands: Operands<impl Iterator<Item = &'b Object<'c>>>,
    ) {
        let mut list = operands.list.into_iter();
        let hides = match (operator, list.next(), list.next()) {
            (b"BDC", Some(Object::Name(tag)), Some(Object::Name(name))) if tag.as_ref() == b"OC" => {
                self.document.layers.hides(&stream.resources.properties, name.as_ref())
            }
            _ => false,
        };
        self.hidden += usize::from(hides);
        stream.marked.push(hides);
    }

    fn text_operator<'b, 'c: 'b>(
        &mut self,
        stream: &mut Running<'_, 'a>,
        operator: &[u8],
        operands: Operands<impl Iterator<Item = &'b Object<'c>>>,
    ) {
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
                let mut list = operands.list.into_iter();
                if let Some(Object::Name(name)) = list.next() {
                    let font = self.document.font(&stream.resources.fonts, name.as_ref());
                    // Viewers show text in a font that is not there in one of their own.
                    text.font = font.or_else(|| Some(self.document.font_of(&Dict::empty())));
                }
                if let Some(Object::Number(size)) = list.next() {
                    text.size = size.as_f64();
                }
            }
            b"Tc" => text.char_spacing = operands.numbers::<1>()[0],
            b"Tw" => text.word_spacing = operands.numbers::<1>()[0],
            b"Tz" => text.scaling = operands.numbers::<1>()[0] / 100.0,
            b"TL" => text.leading = operands.numbers::<1>()[0],
            b"Ts" => text.rise = operands.numbers::<1>()[0],
            b"Tr" => text.rendering_mode = operands.numbers::<1>()[0] as i64,
            _ => {}
        }
    }

    fn show_operator<'b, 'c: 'b>(
        &mut self,
        stream: &mut Running<'_, 'a>,
        operator: &[u8],
        operands: Operands<impl Iterator<Item = &'b Object<'c>>>,
    ) {
        if operator == b"TJ" {
            let Some(Object::Array(array)) = operands.list.into_iter().next() else { return };
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
        for (i, operand) in operands.list.into_iter().enumerate() {
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

    fn paint(&mut self, stream: &mut Running<'_, 'a>, operator: &[u8]) {
        let state = &mut stream.state;
        let seen = state.clip.intersection(&self.marks.page_box());
        if !stream.path.is_empty() {
            if matches!(operator, b"s" | b"b" | b"b*") {
                stream.path.close();
            }
            let mut painted = Painted::default();
            let seen = seen.unwrap_or(OFF_PAGE);
            let strokes = matches!(operator, b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*") && state.stroke.byte() > PALE;
            if strokes {
                let scale = (state.ctm.scale_x() + state.ctm.scale_y()) / 2.0;
                stream.path.stroke((state.line_width * scale) as f32, &seen, &mut painted);
            }
            if matches!(operator, b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*") {
                let fills_from = painted.rulings.len();
                stream.path.fill(&seen, &mut painted);
                if state.fill.byte() <= PALE {
                    painted.rulings.truncate(fills_from);
                    painted.curved_fills = 0;
                }
            }
            self.keep(painted, state.fill.byte());
            if stream.clips
                && let Some(bbox) = stream.path.bbox()
            {
                state.clip_to(&bbox);
            }
            stream.path.clear();
        }
        stream.clips = false;
    }

    fn keep(&mut self, painted: Painted, darkness: u8) {
        if self.is_hidden() {
            return;
        }
        self.marks.curved_fills += painted.curved_fills;
        for ruling in painted.rulings {
            if !self.budget.take_ruling() {
                break;
            }
            self.marks.rulings.push(ruling);
        }
        for area in painted.areas {
            self.put_behind(area, darkness);
        }
        // A pale blot may leave dark ground in sight; a dark one is what white text is put on.
        for blot in painted.blots {
            let broad = blot.width().min(blot.height()) > BROAD;
            if broad && darkness > PALE {
                self.put_behind(blot, darkness);
            }
        }
    }

    /// Remembers what is behind later text.
    fn put_behind(&mut self, area: BBox, darkness: u8) {
        if self.backdrops.len() < MOST_BACKDROPS {
            self.backdrops.push((area, darkness));
        }
    }

    /// A picture on the unit square: a thin one is a rule, others may be a scan and are behind later text.
    fn picture(&mut self, state: &GraphicsState<'a>) {
        let whole = state.ctm.apply_box(0.0, 0.0, 1.0, 1.0);
        let seen = state.clip.intersection(&self.marks.page_box());
        let Some(bbox) = seen.and_then(|seen| whole.intersection(&seen)) else { return };
        if self.is_hidden() {
            return;
        }
        if bbox.width().min(bbox.height()) <= 1.5 {
            for ruling in thin_area(&bbox) {
                if self.budget.take_ruling() {
                    self.marks.rulings.push(ruling);
                }
            }
            return;
        }
        let page = self.marks.width * self.marks.height;
        if page > 0.0 {
            self.marks.picture_share = (self.marks.picture_share + bbox.width() * bbox.height() / page).min(1.0);
        }
        self.put_behind(bbox, u8::MAX);
    }

    fn draw_object(&mut self, resources: &Resources<'a>, name: &Name<'_>, state: &GraphicsState<'a>) {
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
    pub(super) fn decode(&mut self, stream: &Stream<'a>, what: &str) -> Option<std::borrow::Cow<'a, [u8]>> {
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

    fn external_state<'b, 'c: 'b>(
        &mut self,
        stream: &mut Running<'_, 'a>,
        operands: Operands<impl Iterator<Item = &'b Object<'c>>>,
    ) {
        let Some(Object::Name(name)) = operands.list.into_iter().next() else { return };
        let Some(dict) = stream.resources.get_ext_g_state(name) else { return };
        let number = |key: &[u8]| dict.get::<Number>(key).map(|number| number.as_f64());
        let state = &mut stream.state;
        state.fill.alpha = number(b"ca").unwrap_or(state.fill.alpha);
        state.stroke.alpha = number(b"CA").unwrap_or(state.stroke.alpha);
        state.line_width = number(b"LW").unwrap_or(state.line_width);
        if let Some(font) = dict.get::<Array<'_>>(b"Font") {
            let mut items = font.flex_iter();
            if let (Some(dict), Some(size)) = (items.next::<Dict<'_>>(), items.next::<Number>()) {
                let font: Rc<Font<'a>> = self.document.font_of(&dict);
                state.text.font = Some(font);
                state.text.size = size.as_f64();
            }
        }
    }
}

/// Darkness up to which ink on paper is not seen.
pub(super) const PALE: u8 = 8;

/// Areas remembered at most: enough for any page, and no quadratic time on a hostile one.
pub(super) const MOST_BACKDROPS: usize = 2000;

/// The least height of a shape that text is put on.
const BROAD: f32 = 8.0;

/// Where nothing is painted.
const OFF_PAGE: BBox = BBox { x0: -1e6, y0: -1e6, x1: -1e6, y1: -1e6 };

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

fn path_operator<'b, 'c: 'b>(
    stream: &mut Running<'_, '_>,
    operator: &[u8],
    operands: Operands<impl Iterator<Item = &'b Object<'c>>>,
) {
    let (path, ctm) = (&mut stream.path, &stream.state.ctm);
    let [a, b, c, d, e, f] = operands.numbers();
    match operator {
        b"m" => path.move_to(ctm, a, b),
        b"l" => path.line_to(ctm, a, b),
        b"c" => path.curve_to(ctm, e, f),
        b"v" | b"y" => path.curve_to(ctm, c, d),
        b"h" => path.close(),
        b"re" => path.rectangle(ctm, a, b, c, d),
        _ => {}
    }
}

fn set_ink<'b, 'c: 'b>(
    ink: &mut Ink,
    operator: &[u8],
    operands: Operands<impl Iterator<Item = &'b Object<'c>>>,
    resources: &Resources<'_>,
) {
    match operator {
        b"cs" => {
            if let Some(Object::Name(name)) = operands.list.into_iter().next() {
                ink.space = ColorSpace::named(name, resources);
                ink.darkness = 1.0;
            }
        }
        b"sc" | b"scn" => ink.darkness = ink.space.darkness(&operands.all_numbers()),
        _ => {
            ink.space = ColorSpace::Additive;
            ink.darkness = ink.space.darkness(&operands.all_numbers());
        }
    }
}

/// `[a b c d e f]`; the identity where it is not six numbers.
pub(super) fn array_matrix(array: Option<Array<'_>>) -> Matrix {
    let numbers: Vec<f64> = array.map(|a| a.iter::<Number>().map(|n| n.as_f64()).collect()).unwrap_or_default();
    numbers.try_into().map_or(Matrix::IDENTITY, Matrix)
}

/// The operands of one operation, read as what the operator expects.
struct Operands<I> {
    list: I,
}

impl<'b, 'c: 'b, I: Iterator<Item = &'b Object<'c>>> Operands<I> {
    /// The first `N` operands; what is missing or no number is 0.
    fn numbers<const N: usize>(self) -> [f64; N] {
        let mut numbers = [0.0; N];
        for (slot, operand) in numbers.iter_mut().zip(self.list) {
            if let Object::Number(number) = operand {
                *slot = number.as_f64();
            }
        }
        numbers
    }

    fn all_numbers(self) -> Vec<f64> {
        self.list.filter_map(|operand| if let Object::Number(n) = operand { Some(n.as_f64()) } else { None }).collect()
    }

    fn matrix(self) -> Matrix {
        Matrix(self.numbers())
    }
}
