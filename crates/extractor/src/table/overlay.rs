//! Watermarks and seals: text laid over the page that is not part of it.

use std::collections::BTreeMap;

use juesuan_model::{BBox, Line, LineRole};

use crate::{grid::Grid, lines::Word, marks::Direction};

/// Splits off the words that lie over the tables of the page without belonging to them.
///
/// Slanted text always does. Upright text does where it looks as a seal's (most of what looks so is slanted on the page),
/// or where it is too tall for the cell that it stands in and either crosses its rules or is paler than a table's text.
pub(crate) fn split_overlay(words: Vec<Word>, grids: &[Grid]) -> (Vec<Word>, Vec<Word>) {
    let seals = mostly_slanted_looks(&words);
    words.into_iter().partition(|word| {
        let seal = seals.contains(&Look::of(word));
        !(word.direction == Direction::Slanted || seal || is_watermark(word, grids))
    })
}

/// What the letters of one seal or watermark have in common, and seldom with the text under them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Look {
    font: u16,
    /// In quarters of a point: turned letters are as large as upright ones but for rounding.
    size: i32,
    darkness: u8,
}

impl Look {
    fn of(word: &Word) -> Self {
        Self { font: word.font, size: (word.size * 4.0).round() as i32, darkness: word.darkness }
    }
}

fn mostly_slanted_looks(words: &[Word]) -> Vec<Look> {
    let mut counts: BTreeMap<Look, (usize, usize)> = BTreeMap::new();
    for word in words {
        let count = counts.entry(Look::of(word)).or_default();
        count.0 += usize::from(word.direction == Direction::Slanted);
        count.1 += 1;
    }
    counts.into_iter().filter(|(_, (slanted, all))| slanted * 2 > *all).map(|(look, _)| look).collect()
}

fn is_watermark(word: &Word, grids: &[Grid]) -> bool {
    const PALE: u8 = 110;
    const TALL: f32 = 1.15;
    let Some(cell) = grids.iter().find_map(|grid| {
        let (x, y) = word.bbox.center();
        let span = grid.cells.get(grid.cell_at(x, y)?)?;
        Some(grid.cell_box(span))
    }) else {
        return false;
    };
    let too_tall = match word.direction {
        Direction::Up | Direction::Down => word.size > TALL * cell.width(),
        _ => word.size > TALL * cell.height(),
    };
    let crosses =
        !cell.grown(0.15 * word.size).intersection(&word.bbox).is_some_and(|part| area(&part) > 0.7 * area(&word.bbox));
    too_tall && (crosses || word.darkness < PALE)
}

/// The words of watermarks and seals as lines, in drawing order.
///
/// The letters of a slanted or curved text are words of their own: what is drawn one after the other in one font and
/// size, and stands near, is one line.
pub(crate) fn overlay_lines(words: &[Word]) -> Vec<Line> {
    const NEAR: f32 = 2.0;
    let goes_on = |last: &Word, word: &Word| {
        last.font == word.font
            && last.direction == word.direction
            && (last.size - word.size).abs() <= 0.1 * last.size
            && last.bbox.grown(NEAR * last.size).intersection(&word.bbox).is_some()
    };
    let line_of = |run: &[Word]| {
        Some(Line {
            bbox: BBox::around(run.iter().map(|word| &word.bbox))?,
            text: run.iter().fold(String::new(), |text, word| match word.after_space && !text.is_empty() {
                true => text + " " + &word.text,
                false => text + &word.text,
            }),
            size: run.first()?.size,
            role: LineRole::Body,
        })
    };
    words.chunk_by(goes_on).filter_map(line_of).collect()
}

fn area(bbox: &BBox) -> f32 {
    bbox.width() * bbox.height()
}
