//! A row that a page break splits is one row.
//!
//! Its lower part opens the next page: empty, when only the blank rest of the cell went over, or with the rest of a
//! name. A blank row that the author printed looks the same, so an empty part is taken for a rest only where it stands
//! alone below a printed row in a table without printed blank rows.

use crate::catalogue::Catalogue;
use crate::figure::read_figure;
use crate::heads::PartRow;
use crate::spelling::canonical;

/// How far back blank rows are looked for.
const ROWS_LOOKED_AT: usize = 500;

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
    continues_text(upper, next, codes, catalogue)
}

/// Puts the texts of the lower part under those of the upper.
pub(crate) fn merge_lower_part(upper: &mut PartRow, lower: PartRow) {
    for (above, below) in upper.cells.iter_mut().zip(lower.cells) {
        above.text.push_str(&below.text);
    }
}

/// Whether the words of `next` can only be the rest of those of `upper`.
fn continues_text(upper: &PartRow, next: &PartRow, codes: &[usize], catalogue: &Catalogue) -> bool {
    let mut continued = false;
    let mut figures = (false, false);
    for (column, (above, below)) in upper.cells.iter().zip(&next.cells).enumerate() {
        let is_figure = |text: &str| read_figure(text).amount().is_some();
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
            if above.text.is_empty() || !is_rest_of(&above.text, &below.text, !codes.is_empty(), catalogue) {
                return false;
            }
            continued = true;
        }
    }
    let coded = codes.iter().any(|&column| upper.cells.get(column).is_some_and(|cell| !cell.text.is_empty()));
    continued && !(figures.0 && figures.1) && (coded || codes.is_empty())
}

/// Whether `below` is the rest of the name `above`. In a table with codes a name without a code is a rest; in others
/// only what completes a bracket or a known name is.
fn is_rest_of(above: &str, below: &str, coded: bool, catalogue: &Catalogue) -> bool {
    let (above, below) = (canonical(above), canonical(below));
    let name = |text: &str| text.trim_start_matches(|c| "一二三四五六七八九十、其中:".contains(c)).to_owned();
    let begins_a_line = catalogue.total_words.contains(&below) || below.starts_with("其中");
    if begins_a_line || catalogue.line_names.contains(&name(&below)) && below != name(&below) {
        return false;
    }
    let open = above.matches('(').count() > above.matches(')').count();
    let known = |text: &str| catalogue.line_names.contains(&name(text));
    let completes = !known(&above) && known(&format!("{above}{below}"));
    open || completes || (coded && !known(&below))
}
