//! Rows that a continuation prints again under its repeated heads.

use crate::catalogue::Catalogue;
use crate::figure::count_figures;
use crate::heads::PartRow;
use crate::spelling::canonical;

/// Drops the total row that opens a continuation where it repeats the table's first row: the form carries it under
/// each repeated head. Returns how many figures it held.
pub(crate) fn drop_repeated_rows(table: &[PartRow], rows: &mut Vec<PartRow>, catalogue: &Catalogue) -> usize {
    let (Some(first), Some(again)) = (table.first(), rows.first()) else { return 0 };
    let is_total = again.cells.iter().any(|cell| catalogue.total_words.contains(&canonical(&cell.text)));
    let same = first.cells.iter().map(|cell| &cell.text).eq(again.cells.iter().map(|cell| &cell.text));
    if !is_total || !same {
        return 0;
    }
    count_figures(rows.remove(0).cells.iter().map(|cell| &cell.text))
}
