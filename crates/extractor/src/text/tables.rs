//! A run of tab-separated lines → the tables in it, and the lines of text that a spreadsheet put into cells.

use juesuan_model::{BBox, Code, Diagnostic, Diagnostics, GridCell, GridKind, Page, PageTable};

use super::head::{Head, ends_head, find_head};
use super::lines_of;
use super::rows::{SourceRow, squeezed};

/// A dump has no column positions. Its column edges are this many characters apart, whatever the text, so that two
/// fragments with the same number of columns have the same edges.
const COLUMN_STEP: usize = 16;

/// A grid may have this many places for each cell of the source (and [`SPARE_PLACES`] more); what is more ragged is not
/// a table.
const MOST_PLACES_PER_CELL: usize = 8;

/// Lets small tables be as ragged as they like.
const SPARE_PLACES: usize = 4096;

/// Adds what a run of lines with tabs holds to the page.
pub(super) fn read_run(run: &[SourceRow], page: &mut Page, diagnostics: &mut Diagnostics) {
    if is_text(run) || is_contents(run) {
        page.lines.extend(run.iter().flat_map(lines_of));
        return;
    }
    let mut rest = run;
    while !rest.is_empty() {
        let fragment = first_fragment(rest);
        let (above, table, below) = peel(fragment);
        page.lines.extend(above.iter().flat_map(lines_of));
        let width_before = page.tables.last().map(PageTable::column_count);
        match build(table, page.number, width_before, diagnostics) {
            Some(table) => page.tables.push(table),
            None => page.lines.extend(table.iter().flat_map(lines_of)),
        }
        page.lines.extend(below.iter().flat_map(lines_of));
        rest = rest.get(fragment.len()..).unwrap_or_default();
    }
}

/// Text indented with tabs: no line has two cells.
fn is_text(run: &[SourceRow]) -> bool {
    run.iter().all(|row| row.filled().nth(1).is_none())
}

/// A table of contents: titles, each with its page number.
fn is_contents(run: &[SourceRow]) -> bool {
    let mut last = 0_u32;
    run.len() >= 3
        && run.iter().all(|row| {
            let cells: Vec<_> = row.filled().collect();
            let [title, number] = cells[..] else { return false };
            let page = number.parse().unwrap_or(0);
            let ascends = page >= last.max(1);
            last = page;
            ascends && title.chars().any(char::is_alphabetic)
        })
}

/// The rows up to where the head of the first rows is repeated: pages of one table without a blank line between them.
fn first_fragment<'a, 'b>(run: &'a [SourceRow<'b>]) -> &'a [SourceRow<'b>] {
    let start = run.iter().take_while(|row| is_caption(row)).count();
    let (captions, table) = run.split_at(start);
    let head = find_head(table).rows;
    let same = |a: &SourceRow, b: &SourceRow| a.filled().map(squeezed).eq(b.filled().map(squeezed));
    if head == 0 || !table.get(head).is_some_and(ends_head) {
        return run;
    }
    let repeat = (head + 1..table.len())
        .find(|&row| (0..head).all(|i| matches!((table.get(row + i), table.get(i)), (Some(a), Some(b)) if same(a, b))));
    let Some(repeat) = repeat else { return run };
    // The repeated title and unit stand above the repeated head.
    let captions_above = table.iter().take(repeat).rev().take_while(|row| is_caption(row)).count();
    run.get(..captions.len() + repeat - captions_above).unwrap_or(run)
}

/// Parts a fragment into the captions above, the table, and the notes below.
fn peel<'a, 'b>(rows: &'a [SourceRow<'b>]) -> (&'a [SourceRow<'b>], &'a [SourceRow<'b>], &'a [SourceRow<'b>]) {
    let above = rows.iter().take_while(|row| is_caption(row) || row.filled().next().is_none()).count();
    let (above, rest) = rows.split_at(above);
    let captions = rest.iter().rev().take_while(|row| is_caption(row)).count();
    let end = rest.len() - captions;
    let noted = rest.iter().take(end).rev().take_while(|row| row.only_text().is_some()).count();
    let note = rest.iter().skip(end - noted).position(|row| row.only_text().is_some_and(is_note));
    let (table, below) = rest.split_at(note.map_or(end, |first| end - noted + first));
    (above, table, below)
}

/// A title, form number, or line of unit and organisation, put into cells by a spreadsheet.
fn is_caption(row: &SourceRow) -> bool {
    let is_title = |text: &str| text.ends_with('表') || (text.starts_with("公开") && text.contains('表'));
    let is_label = |text: &str| {
        text.split_once([':', '：']).is_some_and(|(label, _)| {
            let label = squeezed(label);
            label.ends_with("单位") || label.ends_with("部门")
        })
    };
    row.only_text().is_some_and(is_title) || row.filled().any(is_label)
}

/// 注：…, 备注：…, 说明：…, 注1：…
fn is_note(text: &str) -> bool {
    let text = squeezed(text);
    let label = text.split_once([':', '：', '.', '、']).map_or("", |(label, _)| label);
    matches!(label.trim_end_matches(|c: char| c.is_ascii_digit()), "注" | "备注" | "附注" | "说明")
}

/// Builds the grid. `None` where the rows are none, or too ragged to be a table.
///
/// `width_before`: the columns of the table before, which a table without head may continue.
fn build(
    rows: &[SourceRow],
    page: u32,
    width_before: Option<usize>,
    diagnostics: &mut Diagnostics,
) -> Option<PageTable> {
    let head = find_head(rows);
    let columns = used_columns(rows, &head, width_before);
    let source_cells: usize = rows.iter().map(|row| row.cells.len()).sum();
    let (first_row, last_row) = (rows.first()?, rows.last()?);
    if columns.is_empty() || rows.len() * columns.len() > source_cells * MOST_PLACES_PER_CELL + SPARE_PLACES {
        return None;
    }
    report_ragged_rows(rows, &head, page, diagnostics);

    let mut cells = Vec::with_capacity(rows.len() * columns.len());
    for span in &head.cells {
        // The head is as wide as its own cells; columns outside the table were empty in it too.
        let Some(column) = span.column.checked_sub(columns.start) else { continue };
        let top = rows.get(span.row)?;
        let bbox = place(top, span.column, span.column_span, span.row_span);
        let lines = lines(top.text(span.column));
        let (row, row_span, column_span) = (span.row, span.row_span, span.column_span);
        cells.push(GridCell { row, column, row_span, column_span, bbox, lines });
    }
    let head_end = head.cells.iter().map(|span| span.column + span.column_span).max().unwrap_or(0);
    for (row, source) in rows.iter().enumerate() {
        let from = if row < head.rows { head_end.max(columns.start) } else { columns.start };
        for column in from..columns.end {
            cells.push(GridCell {
                row,
                column: column - columns.start,
                row_span: 1,
                column_span: 1,
                bbox: place(source, column, 1, 1),
                lines: lines(source.text(column)),
            });
        }
    }
    cells.sort_by_key(|cell| (cell.row, cell.column));

    let width = rows.iter().map(|row| row.width).max()?;
    Some(PageTable {
        bbox: BBox::new(0.0, first_row.y as f32, width as f32, (last_row.y + 1) as f32),
        column_edges: (0..=columns.len()).map(|edge| (edge * COLUMN_STEP) as f32).collect(),
        row_edges: (first_row.y..=last_row.y + 1).map(|y| y as f32).collect(),
        cells,
        grid: GridKind::Tabs,
    })
}

/// The columns of the table. Empty columns at either side come from stray tabs, where a head says how wide the table
/// is; without a head they may be columns that are blank on this page, so only what the table before lacks goes.
fn used_columns(rows: &[SourceRow], head: &Head, width_before: Option<usize>) -> std::ops::Range<usize> {
    let end = rows.iter().map(SourceRow::filled_width).max().unwrap_or(0);
    if head.rows == 0 {
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        return 0..width_before.filter(|before| (end..width).contains(before)).unwrap_or(width);
    }
    let spanned = head.cells.iter().map(|span| span.column + span.column_span).max().unwrap_or(0);
    rows.iter().map(SourceRow::indent).min().unwrap_or(0)..end.max(spanned)
}

/// Reports each row with another number of cells than the head; without a head, than the widest row.
fn report_ragged_rows(rows: &[SourceRow], head: &Head, page: u32, diagnostics: &mut Diagnostics) {
    let model = if head.rows == 0 { rows } else { rows.get(..head.rows).unwrap_or_default() };
    let expected = model.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    for row in rows {
        let found = row.cells.len();
        if found < expected || row.filled_width() > expected {
            let bbox = place(row, 0, found, 1);
            diagnostics.push(Diagnostic::of_place(Code::RaggedRow, page, bbox, format!("{found} ≠ {expected}")));
        }
    }
}

/// Where the cells stand in the dump; at the end of the line where the line has no such cell.
fn place(row: &SourceRow, column: usize, column_span: usize, row_span: usize) -> BBox {
    let x0 = row.cells.get(column).map_or(row.width, |cell| cell.x0);
    let x1 = row.cells.get(column + column_span.max(1) - 1).map_or(row.width, |cell| cell.x1);
    BBox::new(x0 as f32, row.y as f32, x1 as f32, (row.y + row_span) as f32)
}

fn lines(text: &str) -> Vec<String> {
    if text.is_empty() { Vec::new() } else { vec![text.to_owned()] }
}
