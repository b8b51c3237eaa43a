//! One table as HTML: heads merged as printed, every cell with its place on the page.

use juesuan_model::{Cell, CellAt, Column, HeadCell, Language, Row, Table, head_cells, head_depth};
use maud::{Markup, html};

use super::places::{Marked, cell_id, place};
use super::scrolling;
use crate::words::{Label, say};

pub(super) fn table(index: usize, table: &Table, marked: &Marked, language: Language) -> Markup {
    let label = Label::new(format!("表：{}", table.title), format!("table: {}", table.title));
    let heads: Vec<String> = table.columns.iter().map(|column| column.path.join("/")).collect();
    let rows = html! {
        table.cells data-heads=(heads.join("\u{1f}")) {
            caption.unseen { (table.title) }
            (head(&table.columns))
            tbody {
                @for (at, row) in table.rows.iter().enumerate() {
                    (body_row((index, at), row, table, (marked, language)))
                }
            }
        }
    };
    html! {
        (scrolling(&label, language, &rows))
        @for note in &table.notes { p.note { (note) } }
    }
}

fn head(columns: &[Column]) -> Markup {
    let (depth, cells) = (head_depth(columns), head_cells(columns));
    let is_numbered = columns.iter().any(|column| column.number.is_some());
    html! {
        thead {
            @for level in 0..depth {
                tr { @for column in 0..columns.len() { (head_cell(&cells, (level, column))) } }
            }
            @if is_numbered {
                tr.numbers { @for column in columns { td { (column.number.as_deref().unwrap_or_default()) } } }
            }
        }
    }
}

/// What begins at a position of the head. Where nothing reaches, an empty cell keeps the columns in their places.
fn head_cell(cells: &[HeadCell], (level, column): (usize, usize)) -> Markup {
    let covers = |(first, last): (usize, usize), at: usize| first <= at && at <= last;
    let here = cells.iter().find(|cell| covers(cell.rows, level) && covers(cell.columns, column));
    match here {
        None => html! { td {} },
        Some(cell) if (cell.rows.0, cell.columns.0) == (level, column) => {
            let (high, wide) = (cell.rows.1 - cell.rows.0 + 1, cell.columns.1 - cell.columns.0 + 1);
            html! {
                th scope=(if wide > 1 { "colgroup" } else { "col" }) colspan=[(wide > 1).then_some(wide)]
                    rowspan=[(high > 1).then_some(high)] { (cell.text) }
            }
        }
        Some(_) => html! {},
    }
}

fn body_row((index, at): (usize, usize), row: &Row, table: &Table, with: (&Marked, Language)) -> Markup {
    let page_of = |row: &Row| row.cells.first().map(|cell| cell.page);
    let before = at.checked_sub(1).and_then(|before| table.rows.get(before)).and_then(page_of);
    let turns = page_of(row).filter(|page| before.is_some_and(|before| before != *page));
    html! {
        @if let Some(page) = turns {
            tr.turn { td colspan=(table.columns.len()) { (say(format!("以下在第 {page} 页"), format!("from here on page {page}"))) } }
        }
        tr {
            @for (column, cell, wide) in printed_cells(row) {
                (body_cell(CellAt { table: index, row: at, column }, cell, wide, table.columns.get(column), with))
            }
        }
    }
}

/// The cells of a row as printed, with the columns that each covers.
fn printed_cells(row: &Row) -> Vec<(usize, &Cell, usize)> {
    let mut printed = Vec::new();
    let mut at = 0;
    while let Some(cell) = row.cells.get(at) {
        let wide = cell.colspan.unwrap_or(1).clamp(1, row.cells.len() - at);
        printed.push((at, cell, wide));
        at += wide;
    }
    printed
}

fn body_cell(
    at: CellAt,
    cell: &Cell,
    wide: usize,
    column: Option<&Column>,
    (marked, language): (&Marked, Language),
) -> Markup {
    let mark = marked.cell(at);
    let is_suspect = marked.suspects.contains_key(&at);
    let measure = column.and_then(|column| column.measure.as_deref()).unwrap_or_default();
    let class = match (mark, cell.amount.is_some()) {
        (Some((mark, _)), true) => format!("number {}", mark.name()),
        (Some((mark, _)), false) => mark.name().to_owned(),
        (None, _) if measure == "line_number" => "line".to_owned(),
        (None, true) => "number".to_owned(),
        (None, false) => String::new(),
    };
    let class = if is_suspect { format!("{class} suspect").trim_start().to_owned() } else { class };
    let class = Some(class).filter(|class| !class.is_empty());
    let span = (wide > 1).then_some(wide);
    let check = mark.map(|(_, check)| check);
    let said = mark.map(|(mark, _)| mark.label(is_suspect));
    let [title, chinese, english] = [
        said.as_ref().map(|said| said.in_language(language)),
        said.as_ref().map(|said| said.chinese.as_str()),
        said.as_ref().map(|said| said.english.as_str()),
    ];
    let place = place(cell.page, &cell.bbox);
    if measure == "name" && !cell.text.is_empty() {
        return html! { th scope="row" id=(cell_id(at)) class=[class] colspan=[span] data-b=(place) data-f=[check]
        title=[title] data-title-zh=[chinese] data-title-en=[english] { (cell.text) } };
    }
    html! { td id=(cell_id(at)) class=[class] colspan=[span] data-b=(place) data-f=[check]
    title=[title] data-title-zh=[chinese] data-title-en=[english] { (cell.text) } }
}
