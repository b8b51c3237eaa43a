//! What the columns of a table hold.

use crate::catalogue::Catalogue;
use crate::figure::is_figure;
use crate::heads::{PartCell, column_holds_codes};
use crate::join::JoinedTable;
use crate::spelling::canonical;

/// What the cells of a column are read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ColumnUse {
    /// Names, codes, numbers of lines: digits there are no amount.
    Words,
    /// Figures: whatever else is printed there is unreadable.
    Figures,
    /// Figures for the most part, in a table that is no known form: other text is text.
    Mixed,
}

/// What a column holds, by its heads and, where they say nothing, by what is printed in it.
pub(crate) fn use_of<'a>(
    path: &[String],
    cells: impl Iterator<Item = &'a PartCell>,
    in_form: bool,
    catalogue: &Catalogue,
) -> ColumnUse {
    let leaf = path.last().map(|leaf| canonical(leaf)).unwrap_or_default();
    if column_holds_codes(path, catalogue) || catalogue.text_columns.matches(&leaf) {
        return ColumnUse::Words;
    }
    let (mut printed, mut figures) = (0_usize, 0_usize);
    for cell in cells.filter(|cell| !cell.text.is_empty()) {
        printed += 1;
        figures += usize::from(is_figure(&cell.text));
    }
    match (in_form && !leaf.is_empty(), 2 * figures >= printed) {
        (true, true) => ColumnUse::Figures,
        (false, true) => ColumnUse::Mixed,
        (_, false) => ColumnUse::Words,
    }
}

/// Drops the columns that say nothing: no head over them, nothing printed in them.
pub(crate) fn drop_empty_columns(table: &mut JoinedTable) {
    if table.heads.paths.iter().all(Vec::is_empty) {
        return;
    }
    let columns = table.heads.paths.len();
    let empty: Vec<bool> = (0..columns)
        .map(|column| {
            let no_head = table.heads.paths.get(column).is_none_or(Vec::is_empty);
            no_head && table.rows.iter().filter_map(|row| row.cells.get(column)).all(|cell| cell.text.is_empty())
        })
        .collect();
    if !empty.contains(&true) {
        return;
    }
    let dropped = |column: usize| empty.get(column).copied().unwrap_or(false);
    for row in &mut table.rows {
        for (column, cell) in row.cells.iter_mut().enumerate() {
            let lost = (column..column + cell.colspan).filter(|&covered| dropped(covered)).count();
            cell.colspan = cell.colspan.saturating_sub(lost).max(1);
        }
        retain_columns(&mut row.cells, &empty);
    }
    retain_columns(&mut table.heads.paths, &empty);
    retain_columns(&mut table.heads.numbers, &empty);
}

fn retain_columns<T>(values: &mut Vec<T>, empty: &[bool]) {
    let mut empty = empty.iter();
    values.retain(|_| !empty.next().copied().unwrap_or(false));
}
