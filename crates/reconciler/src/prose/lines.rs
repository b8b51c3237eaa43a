//! Which lines are running text.

use juesuan_model::{BBox, Page};

use crate::lines::PageLines;
use crate::notes::below;
use crate::spelling::canonical;
use crate::surroundings::Surroundings;
use crate::wording::wordings;

/// A line of running text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ProseLine {
    /// 1-based.
    pub(crate) page: u32,
    /// Width of that page.
    pub(crate) page_width: f32,
    /// Where it stands.
    pub(crate) bbox: BBox,
    /// [Tidied](tidy).
    pub(crate) text: String,
    /// Size of its characters in points; 0 in a dump.
    pub(crate) size: f32,
    /// Whether its page has tables.
    pub(crate) with_tables: bool,
    /// Whether a table stands between it and the line before.
    pub(crate) after_table: bool,
}

wordings! {
    /// A page number that no run of pages gave away.
    static BARE_NUMBER = r"^-?[0-9]{1,4}-?$";
}

/// The text without layout spaces: one space stays where two Latin words meet.
fn tidy(text: &str) -> String {
    let mut tidied = String::new();
    text.split_whitespace().for_each(|word| append(&mut tidied, word));
    tidied
}

/// Puts `word` behind tidied text.
pub(super) fn append(tidied: &mut String, word: &str) {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    if latin(tidied.chars().next_back()) && latin(word.chars().next()) {
        tidied.push(' ');
    }
    tidied.push_str(word);
}

/// The lines of running text on all pages, in reading order.
pub(super) fn prose_lines(pages: &[Page], lines: &[PageLines<'_>], surroundings: &[Surroundings]) -> Vec<ProseLine> {
    let mut found = Vec::new();
    let mut after_table = false;
    let mut notes_going_on = 0;
    for ((page, on_page), around) in pages.iter().zip(lines).zip(surroundings) {
        let mut taken = lines_of_tables(page, on_page, around);
        // The notes of the page before.
        let top = on_page.all().iter().zip(&mut taken).filter(|(line, _)| !line.running).take(notes_going_on);
        top.for_each(|(_, taken)| *taken = true);
        notes_going_on = around.notes.last().map_or(0, |notes| notes.on_next_page);
        let mut table = 0;
        for (line, &taken) in on_page.all().iter().zip(&taken) {
            let Some(bbox) = BBox::around(line.parts.iter().map(|part| &part.bbox)) else { continue };
            while page.tables.get(table).is_some_and(|table| table.bbox.y0 < bbox.y0) {
                table += 1;
                after_table = true;
            }
            if taken || line.running || BARE_NUMBER.is_match(&canonical(&line.text())) {
                continue;
            }
            found.push(ProseLine {
                page: page.number,
                page_width: page.width,
                bbox,
                text: tidy(&line.parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(" ")),
                size: line.size(),
                with_tables: !page.tables.is_empty(),
                after_table: std::mem::take(&mut after_table),
            });
        }
        after_table |= table < page.tables.len();
    }
    found
}

/// For each line of the page whether it belongs to a table: as caption, as note, or because it stands beside it.
fn lines_of_tables(page: &Page, lines: &PageLines<'_>, around: &Surroundings) -> Vec<bool> {
    let mut taken = vec![false; lines.all().len()];
    let mut take =
        |range: std::ops::Range<usize>| taken.iter_mut().take(range.end).skip(range.start).for_each(|t| *t = true);
    let mut top = f32::NEG_INFINITY;
    for (index, ((table, notes), start)) in page.tables.iter().zip(&around.notes).zip(&around.above.starts).enumerate()
    {
        take(*start..lines.range(top, table.bbox.y0).end);
        take(lines.range(table.bbox.y0 - 0.01, table.bbox.y1));
        let under = below(page, lines, index);
        if let Some(last) = notes.on_page.checked_sub(1).and_then(|last| under.get(last)) {
            let (_, bottom) = last.extent();
            take(lines.range(table.bbox.y1 - 1.0, bottom));
        }
        top = table.bbox.y1;
    }
    if let Some(start) = around.above.foot {
        take(start..lines.range(top, f32::INFINITY).end);
    }
    taken
}
