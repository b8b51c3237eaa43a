//! Glyphs → words, and words in reading order.

use juesuan_model::BBox;

use crate::marks::{Direction, Flags, Glyph};

/// Glyphs that touch on one baseline, in the order in which they were drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// Its characters.
    pub text: String,
    /// The box of each character, in the same order.
    pub boxes: Vec<BBox>,
    /// Around all of them.
    pub bbox: BBox,
    /// The em in points.
    pub size: f32,
    /// Which way it runs.
    pub direction: Direction,
    /// Its font, as [`Glyph::font`] counts.
    pub font: u16,
    /// How dark the darkest of it is drawn: 255 black.
    pub darkness: u8,
    /// Whether a space was drawn before it.
    pub after_space: bool,
}

/// A box seen in the direction of reading: along the line, and across it downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Frame {
    pub(crate) along0: f32,
    pub(crate) along1: f32,
    pub(crate) across0: f32,
    pub(crate) across1: f32,
}

impl Word {
    /// The word of glyphs that go on from each other, at least one.
    fn of(glyphs: &[&Glyph]) -> Option<Self> {
        let first = glyphs.first()?;
        let boxes: Vec<BBox> = glyphs.iter().map(|glyph| glyph.bbox).collect();
        let mut text = String::with_capacity(glyphs.iter().map(|glyph| glyph.char.len_utf8()).sum());
        text.extend(glyphs.iter().map(|glyph| glyph.char));
        Some(Self {
            text,
            bbox: BBox::around(&boxes)?,
            boxes,
            size: first.size,
            direction: first.direction,
            font: first.font,
            darkness: glyphs.iter().map(|glyph| glyph.darkness).max().unwrap_or_default(),
            after_space: first.flags.has(Flags::AFTER_SPACE),
        })
    }

    /// Its box in the direction of reading.
    pub(crate) fn frame(&self) -> Frame {
        frame(&self.bbox, self.direction)
    }

    /// The characters from `at` on as a word of their own.
    pub(crate) fn split_off(&mut self, at: usize) -> Self {
        let boxes = self.boxes.split_off(at.min(self.boxes.len()));
        let byte = self.text.char_indices().nth(at).map_or(self.text.len(), |(byte, _)| byte);
        let text = self.text.split_off(byte);
        let around = |boxes: &[BBox], other: BBox| BBox::around(boxes).unwrap_or(other);
        let tail = Self { text, bbox: around(&boxes, self.bbox), boxes, after_space: false, ..self.clone() };
        self.bbox = around(&self.boxes, self.bbox);
        tail
    }
}

/// Whether `glyph` goes on from the last of those of a word.
fn goes_on(word: &[&Glyph], glyph: &Glyph) -> bool {
    const GAP: f32 = 0.2;
    const OVERLAP: f32 = 0.5;
    const RISE: f32 = 0.25;
    let (Some(first), Some(last)) = (word.first(), word.last()) else { return false };
    if glyph.direction != first.direction
        || glyph.flags.has(Flags::AFTER_SPACE)
        || (glyph.size - first.size).abs() > 0.3 * first.size
    {
        return false;
    }
    let (last, next) = (frame(&last.bbox, first.direction), frame(&glyph.bbox, first.direction));
    let gap = next.along0 - last.along1;
    let rise = (next.across0 + next.across1 - last.across0 - last.across1).abs() / 2.0;
    gap <= GAP * first.size && gap >= -OVERLAP * first.size && rise <= RISE * first.size
}

fn frame(bbox: &BBox, direction: Direction) -> Frame {
    match direction {
        Direction::Right | Direction::Slanted => {
            Frame { along0: bbox.x0, along1: bbox.x1, across0: bbox.y0, across1: bbox.y1 }
        }
        Direction::Left => Frame { along0: -bbox.x1, along1: -bbox.x0, across0: -bbox.y1, across1: -bbox.y0 },
        Direction::Down => Frame { along0: bbox.y0, along1: bbox.y1, across0: -bbox.x1, across1: -bbox.x0 },
        Direction::Up => Frame { along0: -bbox.y1, along1: -bbox.y0, across0: bbox.x0, across1: bbox.x1 },
    }
}

/// The words of the visible glyphs, in drawing order. A glyph that nobody sees ends a word, but for the copies that
/// make text bold: what is cut off at the edge of a cell does not go on in the next one.
pub(crate) fn find_words(glyphs: &[Glyph]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    // A word is made once all of its glyphs are known: it takes just the room that it needs.
    let mut word: Vec<&Glyph> = Vec::new();
    let mut cut = false;
    for glyph in glyphs {
        if !glyph.flags.is_visible() {
            cut |= !glyph.flags.has(Flags::REPEATED);
            continue;
        }
        if cut || !goes_on(&word, glyph) {
            words.extend(Word::of(&word));
            word.clear();
        }
        word.push(glyph);
        cut = false;
    }
    words.extend(Word::of(&word));
    words
}

/// Words grouped by line, lines from the top, words of a line from its start. Lines of different directions follow
/// each other.
pub(crate) fn order_on_lines(words: &[Word]) -> Vec<Vec<&Word>> {
    let mut rows = Vec::new();
    for direction in [Direction::Right, Direction::Down, Direction::Up, Direction::Left] {
        let mut chosen: Vec<(Frame, &Word)> =
            words.iter().filter(|word| word.direction == direction).map(|word| (word.frame(), word)).collect();
        chosen.sort_by(|a, b| middle(&a.0).total_cmp(&middle(&b.0)).then(a.0.along0.total_cmp(&b.0.along0)));
        let mut row: Vec<(Frame, &Word)> = Vec::new();
        for (frame, word) in chosen {
            let breaks =
                row.last().is_some_and(|(last, other)| middle(&frame) - middle(last) > 0.5 * word.size.min(other.size));
            if breaks {
                rows.push(finish(std::mem::take(&mut row)));
            }
            row.push((frame, word));
        }
        if !row.is_empty() {
            rows.push(finish(row));
        }
    }
    rows
}

fn middle(frame: &Frame) -> f32 {
    (frame.across0 + frame.across1) / 2.0
}

fn finish(mut row: Vec<(Frame, &Word)>) -> Vec<&Word> {
    row.sort_by(|a, b| a.0.along0.total_cmp(&b.0.along0));
    row.into_iter().map(|(_, word)| word).collect()
}
