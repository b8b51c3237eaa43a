//! Glyphs → words → lines.
//!
//! A word is a run of glyphs that touch, as they were drawn; it is the smallest thing that is put into a cell. A line is
//! the words on one baseline, in reading order, up to a wide gap. Running heads and feet are told once all pages are
//! known.

mod running;
mod words;

use juesuan_model::{BBox, Line, LineRole};

pub(crate) use running::{mark_running, page_number};
pub use words::Word;
pub(crate) use words::{find_words, order_on_lines};

use crate::marks::Direction;

/// A gap this many ems wide ends a line: what follows is another column, or stands at the other margin.
const LINE_GAP: f32 = 3.0;

/// A gap this many ems wide is a space.
const SPACE: f32 = 0.2;

/// The lines that `words` make, from the top, then from the left.
pub(crate) fn find_lines(words: &[Word]) -> Vec<Line> {
    let mut lines = Vec::new();
    for row in order_on_lines(words) {
        let mut run: Vec<&Word> = Vec::new();
        for word in row {
            let wide = run
                .last()
                .is_some_and(|last| word.frame().along0 - last.frame().along1 > LINE_GAP * last.size.max(word.size));
            if wide {
                lines.extend(join_line(&std::mem::take(&mut run)));
            }
            run.push(word);
        }
        lines.extend(join_line(&run));
    }
    lines.sort_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0).then(a.bbox.x0.total_cmp(&b.bbox.x0)));
    in_reading_order(lines)
}

/// Lines of one height come from the left, though their boxes start at slightly different heights.
fn in_reading_order(mut lines: Vec<Line>) -> Vec<Line> {
    let mut from = 0;
    while let Some(first) = lines.get(from) {
        let middle = first.bbox.center_y();
        let count =
            lines.iter().skip(from).take_while(|line| line.bbox.y0 < middle && line.bbox.y1 > middle).count().max(1);
        if let Some(row) = lines.get_mut(from..from + count) {
            row.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
        }
        from += count;
    }
    lines
}

/// One line of the words, in the order given.
fn join_line(words: &[&Word]) -> Option<Line> {
    let bbox = BBox::around(words.iter().map(|word| &word.bbox))?;
    Some(Line { bbox, text: join_text(words), size: usual_size(words), role: LineRole::Body })
}

/// The text of the words on one line, a space where the gap is one.
pub(crate) fn join_text(words: &[&Word]) -> String {
    let mut text = String::new();
    let mut last: Option<&Word> = None;
    for word in words {
        if let Some(last) = last {
            let gap = word.frame().along0 - last.frame().along1;
            if gap > SPACE * last.size.max(word.size) || (word.after_space && gap > 0.05 * word.size) {
                text.push(' ');
            }
        }
        text.push_str(&word.text);
        last = Some(word);
    }
    text
}

/// The words of a cell as its lines: each line's text, from the top.
pub(crate) fn cell_lines(words: &[Word]) -> Vec<String> {
    match words {
        [] => Vec::new(),
        // Most cells hold one word.
        [word] if word.direction != Direction::Slanted => vec![word.text.clone()],
        _ => order_on_lines(words).into_iter().map(|row| join_text(&row)).collect(),
    }
}

/// The size of most characters.
fn usual_size(words: &[&Word]) -> f32 {
    let longest = words.iter().max_by_key(|word| word.text.len());
    longest.map(|word| word.size).unwrap_or_default()
}

#[cfg(test)]
mod tests;
