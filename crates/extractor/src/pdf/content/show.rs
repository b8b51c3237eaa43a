//! Showing a string: the glyphs that it leaves on the page (ISO 32000-1, 9.4.4).

use juesuan_model::BBox;

use super::{
    Interpreter,
    color::PALE,
    matrix::Matrix,
    paint::MOST_BACKDROPS,
    state::{GraphicsState, TextMatrices},
};
use crate::{
    marks::{Direction, Flags, Glyph},
    pdf::font::{Font, Shown, Text},
};

/// What all glyphs of a string have in common.
#[derive(Debug, Clone, Copy)]
struct StringLook {
    size: f32,
    direction: Direction,
    flags: Flags,
    ink: u8,
}

/// Which way a string runs whose em square `place` takes to the page.
fn direction_of(font: &Font<'_>, place: &Matrix) -> Direction {
    let m = &place.0;
    if font.vertical { Direction::of(-m[2] as f32, -m[3] as f32) } else { Direction::of(m[0] as f32, m[1] as f32) }
}

impl<'a> Interpreter<'_, 'a> {
    /// Shows `bytes` in the current font and moves the text position past them.
    pub(super) fn show(&mut self, state: &GraphicsState<'a>, matrices: &mut TextMatrices, bytes: &[u8]) {
        let text = &state.text;
        let Some(font) = &text.font else { return };
        let scaled = Matrix([text.size * text.scaling, 0.0, 0.0, text.size, 0.0, text.rise]);
        let ink = match text.rendering_mode {
            1 | 5 => state.stroke.byte(),
            2 | 6 => state.fill.byte().max(state.stroke.byte()),
            _ => state.fill.byte(),
        };
        let mut flags = Flags::default();
        flags.set_if(matches!(text.rendering_mode, 3 | 7), Flags::INVISIBLE);
        flags.set_if(self.is_hidden(), Flags::HIDDEN_LAYER);
        // The text position moves along a string, and nothing turns or grows.
        let placed = scaled.then(&matrices.text).then(&state.ctm);
        let look = StringLook {
            size: (placed.scale_y() * font.em()) as f32,
            direction: direction_of(font, &placed),
            flags,
            ink,
        };
        let mut rest = bytes;
        while let Some(code) = font.next_code(rest) {
            rest = rest.get(usize::from(code.length).max(1)..).unwrap_or_default();
            let shown = font.show(code, &self.shared.programs);
            let place = scaled.then(&matrices.text).then(&state.ctm);
            self.place(font, &shown, &place, state, look);
            let word = if code.length == 1 && code.value == 32 { text.word_spacing } else { 0.0 };
            let distance = shown.advance * text.size + text.char_spacing + word;
            if font.vertical {
                matrices.advance(0.0, distance);
            } else {
                matrices.advance(distance * text.scaling, 0.0);
            }
        }
    }

    /// Keeps the glyphs of one code; `place` takes the em square to the page.
    fn place(&mut self, font: &Font<'a>, shown: &Shown, place: &Matrix, state: &GraphicsState<'a>, look: StringLook) {
        let em = font.em();
        let (dx, dy) = shown.displacement;
        let width = if font.vertical { -2.0 * dx } else { shown.advance };
        let StringLook { size, direction, flags, ink: darkness } = look;
        let one = |interpreter: &mut Self, char: char, flags: Flags, part: usize, parts: usize| {
            let (from, to) = (part as f64 / parts as f64, (part + 1) as f64 / parts as f64);
            let (x, y) = place.apply(dx + width * from, dy);
            let bbox =
                place.apply_box(dx + width * from, dy - Glyph::BELOW * em, dx + width * to, dy + Glyph::ABOVE * em);
            let glyph = Glyph { char, x, y, bbox, size, direction, flags, darkness, font: font.index };
            interpreter.keep_glyph(glyph, state);
        };
        match &shown.text {
            Text::Unmapped => {
                self.shared.count_unmapped(font);
                one(self, char::REPLACEMENT_CHARACTER, flags.with(Flags::UNMAPPED), 0, 1);
            }
            Text::One(char) => one(self, *char, flags, 0, 1),
            Text::Many(text) => {
                let parts = text.chars().count();
                for (part, char) in text.chars().enumerate() {
                    one(self, char, flags, part, parts);
                }
            }
        }
    }

    pub(super) fn keep_glyph(&mut self, mut glyph: Glyph, state: &GraphicsState<'_>) {
        if glyph.char.is_whitespace() || matches!(glyph.char, '\u{200b}'..='\u{200d}') {
            self.after_space = true;
            return;
        }
        let finite = [glyph.bbox.x0, glyph.bbox.y0, glyph.bbox.x1, glyph.bbox.y1, glyph.x, glyph.y, glyph.size];
        if !finite.iter().all(|value| value.is_finite()) || !self.budget.take_glyph() {
            return;
        }
        let (x, y) = glyph.bbox.center();
        glyph.flags.set_if(!self.marks.page_box().contains(x, y), Flags::OFF_PAGE);
        glyph.flags.set_if(!state.clip.contains(x, y), Flags::CLIPPED);
        glyph.flags.set_if(glyph.darkness <= PALE && !self.on_dark(x, y), Flags::WHITE);
        glyph.flags.set_if(std::mem::take(&mut self.after_space), Flags::AFTER_SPACE);
        self.marks.glyphs.push(glyph);
    }

    /// Whether the last area painted at the point is dark. Where more was painted than is remembered, it may be.
    fn on_dark(&self, x: f32, y: f32) -> bool {
        const SEEN_BEHIND_WHITE: u8 = 24;
        if self.backdrops.len() >= MOST_BACKDROPS {
            return true;
        }
        let last = self.backdrops.iter().rev().find(|(area, _)| BBox::contains(area, x, y));
        last.is_some_and(|&(_, darkness)| darkness > SEEN_BEHIND_WHITE)
    }
}
