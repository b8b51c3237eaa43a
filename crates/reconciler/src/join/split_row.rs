//! A row that a page break splits is one row.
//!
//! Its lower part opens the next page: empty, when only the blank rest of the cell went over, or with the rest of a
//! name or of a sentence. A blank row that the author printed looks the same, so an empty part is taken for a rest only
//! where it stands alone below a printed row in a table without printed blank rows.

use crate::catalogue::{Catalogue, bare_name, strip_ordinal};
use crate::figure::is_figure;
use crate::heads::{PartCell, PartRow, is_data};
use crate::spelling::{canonical, longer_than};

/// How far back blank rows are looked for.
const ROWS_LOOKED_AT: usize = 500;
/// Shorter texts, in characters, may be names.
const SHORTEST_RUNNING_TEXT: usize = 24;

/// Whether `next` (with the rows after it in `rest`) is the lower part of the last of `rows`.
pub(crate) fn is_lower_part(
    rows: &[PartRow],
    next: &PartRow,
    rest: &[PartRow],
    codes: &[usize],
    catalogue: &Catalogue,
) -> bool {
    let Some(upper) = rows.last() else { return false };
    if next.is_blank() {
        let author_prints_blanks = rows.iter().rev().take(ROWS_LOOKED_AT).chain(rest).any(PartRow::is_blank);
        return !upper.is_blank() && !author_prints_blanks;
    }
    // A row that prints no more than others of the table do is a row like these.
    let others = || rows.iter().rev().take(ROWS_LOOKED_AT).chain(rest);
    let usual = others().any(|row| !row.is_blank() && prints_no_more_than(row, next));
    continues_text(upper, next, codes, usual, catalogue)
}

/// Puts the texts of the lower part under those of the upper.
pub(crate) fn merge_lower_part(upper: &mut PartRow, lower: PartRow) {
    for (above, below) in upper.cells.iter_mut().zip(lower.cells) {
        if !below.text.is_empty() {
            above.text.push_str(&below.text);
            above.ends_full = below.ends_full;
        }
    }
}

/// Whether the words of `next` can only be the rest of those of `upper`. `usual` says that the table has rows with as
/// little in them.
fn continues_text(upper: &PartRow, next: &PartRow, codes: &[usize], usual: bool, catalogue: &Catalogue) -> bool {
    let mut continued = false;
    let mut figures = (false, false);
    for (column, (above, below)) in upper.cells.iter().zip(&next.cells).enumerate() {
        figures.0 |= is_figure(&above.text) && !codes.contains(&column);
        figures.1 |= is_figure(&below.text);
        if below.text.is_empty() {
            continue;
        }
        // A code begins a row; a figure below a figure is another row's.
        if codes.contains(&column) || (is_figure(&below.text) && !above.text.is_empty()) {
            return false;
        }
        if !is_figure(&below.text) {
            let rest = is_rest_of(&above.text, &below.text, !codes.is_empty(), catalogue)
                || (!usual && others_printed(upper, column) && breaks_off(above) && !begins_item(&below.text));
            if above.text.is_empty() || !rest {
                return false;
            }
            continued = true;
        }
    }
    let coded = codes.iter().any(|&column| upper.cells.get(column).is_some_and(|cell| !cell.text.is_empty()));
    continued && !(figures.0 && figures.1) && (coded || codes.is_empty())
}

/// Whether `row` has nothing in the columns where `next` has nothing.
fn prints_no_more_than(row: &PartRow, next: &PartRow) -> bool {
    row.cells.iter().zip(&next.cells).all(|(cell, next)| cell.text.is_empty() || !next.text.is_empty())
}

/// Whether something is printed in the row beside a column.
fn others_printed(row: &PartRow, column: usize) -> bool {
    row.cells.iter().enumerate().any(|(other, cell)| other != column && !cell.text.is_empty())
}

/// Whether the text is running text that fills its last line and ends within a sentence. Names wrap too, but are
/// shorter and have no commas; what a text ends with by itself seldom fills its line.
fn breaks_off(cell: &PartCell) -> bool {
    let text = canonical(&cell.text);
    let runs = longer_than(&text, SHORTEST_RUNNING_TEXT) && text.contains([',', ';', '。']);
    runs && cell.ends_full && !text.ends_with(['。', ';', '!', '?', ':'])
}

/// Whether the text opens with the number or the mark of an item of its own.
fn begins_item(text: &str) -> bool {
    let text = canonical(text);
    is_data(&text) || strip_ordinal(&text) != text || text.starts_with(['-', '—', '•', '●']) || text.starts_with("其中")
}

/// Whether `below` is the rest of the name `above`. In a table with codes a name without a code is a rest; in others
/// only what completes a bracket or a known name is.
fn is_rest_of(above: &str, below: &str, coded: bool, catalogue: &Catalogue) -> bool {
    let (above, below) = (canonical(above), canonical(below));
    let known = |text: &str| catalogue.line_names.contains(bare_name(text));
    let begins_a_line = catalogue.total_words.contains(&below) || below.starts_with("其中");
    if begins_a_line || known(&below) && below != bare_name(&below) {
        return false;
    }
    let open = above.matches('(').count() > above.matches(')').count();
    let completes = !known(&above) && known(&format!("{above}{below}"));
    open || completes || (coded && !known(&below))
}
