//! Watermarks and seals: text laid over the page that is not part of it.

use std::collections::BTreeMap;

use juesuan_model::BBox;

use crate::{grid::Grid, lines::Word, marks::Direction};

/// Splits off the words that lie over the tables of the page without belonging to them.
///
/// Slanted text always does. Upright text does where it shares a seal's font (most of which is slanted on the page), or
/// where it is too tall for the cell that it stands in and either crosses its rules or is paler than a table's text.
pub(crate) fn split_overlay(words: Vec<Word>, grids: &[Grid]) -> (Vec<Word>, Vec<Word>) {
    let seal_fonts = mostly_slanted_fonts(&words);
    words.into_iter().partition(|word| {
        let seal = seal_fonts.contains(&word.font);
        !(word.direction == Direction::Slanted || seal || is_watermark(word, grids))
    })
}

fn mostly_slanted_fonts(words: &[Word]) -> Vec<u16> {
    let mut counts: BTreeMap<u16, (usize, usize)> = BTreeMap::new();
    for word in words {
        let count = counts.entry(word.font).or_default();
        count.0 += usize::from(word.direction == Direction::Slanted);
        count.1 += 1;
    }
    counts.into_iter().filter(|(_, (slanted, all))| slanted * 2 > *all).map(|(font, _)| font).collect()
}

fn is_watermark(word: &Word, grids: &[Grid]) -> bool {
    const PALE: u8 = 110;
    const TALL: f32 = 1.15;
    let Some(cell) = grids.iter().find_map(|grid| {
        let (x, y) = (word.bbox.center_x(), word.bbox.center_y());
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

fn area(bbox: &BBox) -> f32 {
    bbox.width() * bbox.height()
}
