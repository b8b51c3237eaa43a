//! Which lines above a table are its caption, and so no part of the running text.

use super::{Caption, LINES_ABOVE_TITLE, LONGEST_CAPTION, STRAY_LINES, is_text, read_title, title_at};
use crate::catalogue::Catalogue;
use crate::lines::Baseline;

/// The first of the lines `above` a table that belongs to its caption (its number where none does), and whether a
/// title is among them.
pub(crate) fn caption_start(above: &[Baseline<'_>], catalogue: &'static Catalogue) -> (usize, bool) {
    let mut start = above.len();
    let mut strays = 0;
    for (index, line) in above.iter().enumerate().rev().take(LONGEST_CAPTION) {
        if is_furniture(line, catalogue) {
            start = index;
            continue;
        }
        let parts: Vec<&str> = line.parts.iter().map(|part| part.text.as_str()).collect();
        if let Some(title) = title_at(above, index, &parts, catalogue) {
            let alone = title_at(above.get(index..=index).unwrap_or_default(), 0, &parts, catalogue);
            let wrapped = alone.is_none_or(|alone| alone.text != title.text);
            start = index - usize::from(wrapped && index > 0);
            let over = above.iter().take(start).rev().take(LINES_ABOVE_TITLE);
            // A second title above the first (一、收入决算表 over 2024年度收入决算表) belongs to it.
            let belongs =
                |line: &&Baseline<'_>| is_furniture(line, catalogue) || read_title(&line.text(), catalogue).is_some();
            start -= over.take_while(belongs).count();
            return (start, true);
        }
        if line.running {
            continue;
        }
        strays += 1;
        if is_text(&parts, catalogue) || strays > STRAY_LINES {
            break;
        }
    }
    (start, false)
}

fn is_furniture(line: &Baseline<'_>, catalogue: &Catalogue) -> bool {
    Caption::default().take_line(line, catalogue)
}
