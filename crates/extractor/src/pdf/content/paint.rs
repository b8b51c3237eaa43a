//! Painting paths and pictures: rulings, and what lies behind later text.

use hayro_syntax::object::Object;
use hayro_syntax::page::Resources;
use juesuan_model::BBox;

use super::{
    Interpreter, NOWHERE, Running,
    color::{ColorSpace, ColorSpaces, PALE},
    operands::{MOST_OPERANDS, Operands},
    path::{Painted, thin_area},
    state::{GraphicsState, Ink},
};
use crate::marks::Ruling;

/// Areas remembered at most: enough for any page, and no quadratic time on a hostile one.
pub(super) const MOST_BACKDROPS: usize = 2000;

/// The least height of a shape that text is put on.
const BROAD: f32 = 8.0;

impl<'a> Interpreter<'_, 'a> {
    pub(super) fn paint(&mut self, stream: &mut Running<'_, 'a>, operator: &[u8]) {
        let state = &mut stream.state;
        let seen = self.marks.page_box().intersection(&state.clip).unwrap_or(NOWHERE);
        if !stream.path.is_empty() {
            if matches!(operator, b"s" | b"b" | b"b*") {
                stream.path.close();
            }
            let painted = &mut stream.painted;
            // A stroke is painted over the fill of the same path.
            if matches!(operator, b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*") {
                painted.clear();
                stream.path.fill(&seen, painted);
                if state.fill.byte() <= PALE {
                    painted.rulings.clear();
                    painted.curved_fills = 0;
                }
                self.keep(painted, state.fill.byte());
            }
            if matches!(operator, b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*") && state.stroke.byte() > PALE {
                painted.clear();
                let scale = (state.ctm.scale_x() + state.ctm.scale_y()) / 2.0;
                stream.path.stroke((state.line_width * scale) as f32, &seen, painted);
                self.keep(painted, state.stroke.byte());
            }
            if stream.clips
                && let Some(bbox) = stream.path.bbox()
            {
                state.clip_to(&bbox);
            }
            stream.path.clear();
        }
        stream.clips = false;
    }

    /// Keeps what was painted in an ink of this darkness.
    fn keep(&mut self, painted: &Painted, darkness: u8) {
        if self.is_hidden() {
            return;
        }
        self.marks.curved_fills += painted.curved_fills;
        for &ruling in &painted.rulings {
            if !self.keep_ruling(ruling) {
                break;
            }
        }
        for &area in &painted.areas {
            self.put_behind(area, darkness);
        }
        // A pale blot may leave dark ground in sight; a dark one is what white text is put on.
        for &blot in &painted.blots {
            if blot.width().min(blot.height()) > BROAD && darkness > PALE {
                self.put_behind(blot, darkness);
            }
        }
    }

    /// Keeps a ruling piece; `false` where there is no room for more. One that no page can hold is none: on a page without
    /// end, a rule may stand at infinity.
    fn keep_ruling(&mut self, ruling: Ruling) -> bool {
        let Ruling { position, start, end, thickness, .. } = ruling;
        if ![position, start, end, thickness].iter().all(|place| place.is_finite()) {
            return true;
        }
        let has_room = self.budget.take_ruling();
        if has_room {
            self.marks.rulings.push(ruling);
        }
        has_room
    }

    /// Remembers what is behind later text.
    fn put_behind(&mut self, area: BBox, darkness: u8) {
        if self.backdrops.len() < MOST_BACKDROPS {
            self.backdrops.push((area, darkness));
        }
    }

    /// Colours that change over the clip are not followed: text on them is taken as seen.
    pub(super) fn shading(&mut self, state: &GraphicsState<'a>) {
        if let Some(area) = self.marks.page_box().intersection(&state.clip)
            && !self.is_hidden()
        {
            self.put_behind(area, u8::MAX);
        }
    }

    /// A picture on the unit square: a thin one is a rule, others may be a scan and are behind later text.
    pub(super) fn picture(&mut self, state: &GraphicsState<'a>) {
        let whole = state.ctm.apply_box(0.0, 0.0, 1.0, 1.0);
        let seen = self.marks.page_box().intersection(&state.clip);
        let Some(bbox) = seen.and_then(|seen| whole.intersection(&seen)) else { return };
        if self.is_hidden() {
            return;
        }
        if bbox.width().min(bbox.height()) <= 1.5 {
            for ruling in thin_area(&bbox) {
                self.keep_ruling(ruling);
            }
            return;
        }
        let page = self.marks.width * self.marks.height;
        if page > 0.0 {
            self.marks.picture_share = (self.marks.picture_share + bbox.width() * bbox.height() / page).min(1.0);
        }
        self.put_behind(bbox, u8::MAX);
    }
}

pub(super) fn path_operator(stream: &mut Running<'_, '_>, operator: &[u8], operands: Operands<'_, '_>) {
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

/// Sets the colour of fills (lower-case operators) or of strokes (upper-case).
pub(super) fn set_ink(
    ink: &mut Ink,
    operator: &[u8],
    operands: Operands<'_, '_>,
    resources: &Resources<'_>,
    spaces: &ColorSpaces,
) {
    match operator {
        b"cs" | b"CS" => {
            if let Some(Object::Name(name)) = operands.list().next() {
                ink.space = ColorSpace::named(name, resources, spaces);
                ink.darkness = 1.0;
            }
        }
        b"sc" | b"scn" | b"SC" | b"SCN" => {
            ink.darkness = ink.space.darkness(operands.all_numbers(&mut [0.0; MOST_OPERANDS]))
        }
        _ => {
            ink.space = ColorSpace::Additive;
            ink.darkness = ink.space.darkness(operands.all_numbers(&mut [0.0; MOST_OPERANDS]));
        }
    }
}
