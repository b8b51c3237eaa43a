//! Joined tables → the tables of the contract: form, unit, figures.

mod columns;
mod unit;

use juesuan_model::{Cell, Code, Column, Diagnostic, Diagnostics, Row, Table};

use crate::catalogue::Catalogue;
use crate::classify::Classified;
use crate::figure::{Figure, read_figure};
use crate::heads::{PartCell, PartRow};
use crate::join::JoinedTable;
use columns::{ColumnUse, drop_empty_columns, use_of};
pub(crate) use unit::find_units;

/// The kind of every table that is none of the known forms.
const OTHER: &str = "other";

/// The table of the contract. `form` is the form that it is, where it is one.
pub(crate) fn normalize_table(
    mut joined: JoinedTable,
    form: Option<Classified>,
    catalogue: &Catalogue,
    diagnostics: &mut Diagnostics,
) -> Table {
    drop_empty_columns(&mut joined);
    let uses: Vec<ColumnUse> = (0..joined.heads.paths.len())
        .map(|column| {
            let path = joined.heads.paths.get(column).map_or(&[][..], Vec::as_slice);
            use_of(path, joined.rows.iter().filter_map(|row| row.cells.get(column)), form.is_some(), catalogue)
        })
        .collect();
    let mut rows = Vec::with_capacity(joined.rows.len());
    for (row, &page) in joined.rows.into_iter().zip(&joined.row_pages) {
        rows.push(normalize_row(row, page, &uses, diagnostics));
    }
    let title = joined.caption.title.unwrap_or_default();
    let mut pages: Vec<u32> = joined.fragments.iter().map(|fragment| fragment.page).collect();
    pages.dedup();
    Table {
        kind: form.as_ref().map_or(OTHER, |form| form.kind).to_owned(),
        title: title.text,
        form_number: joined.caption.form_number.or(title.form_number),
        unit: joined.caption.unit,
        pages,
        fragments: joined.fragments,
        columns: joined
            .heads
            .paths
            .into_iter()
            .zip(joined.heads.numbers)
            .map(|(path, number)| Column { path, number, measure: None })
            .collect(),
        rows,
        notes: joined.notes,
        evidence: form.map(|form| form.evidence),
    }
}

fn normalize_row(row: PartRow, page: u32, uses: &[ColumnUse], diagnostics: &mut Diagnostics) -> Row {
    let cells = row.cells.into_iter().zip(uses).map(|(cell, &used)| normalize_cell(cell, page, used, diagnostics));
    Row { cells: cells.collect() }
}

fn normalize_cell(cell: PartCell, page: u32, used: ColumnUse, diagnostics: &mut Diagnostics) -> Cell {
    let figure = if used == ColumnUse::Words { Figure::Absent } else { read_figure(&cell.text) };
    if let Figure::Unreadable(text) = &figure
        && used == ColumnUse::Figures
        && cell.colspan <= 1
    {
        diagnostics.push(Diagnostic::of_place(Code::UnreadableFigure, page, cell.bbox, text.clone()));
    }
    Cell {
        amount: figure.amount().map(|amount| amount.to_string()),
        colspan: (cell.colspan > 1).then_some(cell.colspan),
        text: cell.text,
        page,
        bbox: cell.bbox,
    }
}

#[cfg(test)]
mod tests;
