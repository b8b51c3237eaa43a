//! `juesuan text`: the visible characters of each page in reading order, as plain text.
//!
//! Every visible character is there once, so that the characters of a page can be compared with another program's.
//! Tables are tab-separated rows, as in the text dumps that this program reads.

use juesuan_extractor::extract;
use juesuan_model::{Extraction, Page, PageTable};

use crate::Outcome;
use crate::failure::{Cause, Failure};
use crate::job::Job;

/// Writes one file out as text and reports its problems.
pub(crate) fn text(job: &Job) -> Result<Outcome, Failure> {
    job.run(|bytes| {
        let extraction = extract(bytes, &job.settings).map_err(Cause::Extract)?;
        let noticed = extraction.diagnostics.iter().map(|found| found.reported(job.language)).collect();
        Ok((text_of(&extraction).into_bytes(), noticed))
    })
}

/// The pages, each ended by a form feed.
fn text_of(extraction: &Extraction) -> String {
    let mut text = String::new();
    for page in &extraction.pages {
        push_page(page, &mut text);
        text.push('\u{c}');
    }
    text
}

/// Lines and tables from the top; what is laid over the page comes last.
fn push_page(page: &Page, text: &mut String) {
    let mut tables = page.tables.iter().peekable();
    for line in &page.lines {
        while let Some(table) = tables.next_if(|table| table.bbox.y0 < line.bbox.center_y()) {
            push_table(table, text);
        }
        push_row(&[&line.text], text);
    }
    for table in tables {
        push_table(table, text);
    }
    for line in &page.overlay {
        push_row(&[&line.text], text);
    }
}

/// One row for each grid row, with one field for each grid column: a cell's text stands at its first position, the
/// other positions that it covers are empty.
fn push_table(table: &PageTable, text: &mut String) {
    let mut cells = table.cells.iter().peekable();
    for row in 0..table.row_count() {
        let mut fields = vec![String::new(); table.column_count()];
        while let Some(cell) = cells.next_if(|cell| cell.row <= row) {
            if let Some(field) = fields.get_mut(cell.column) {
                *field = cell.text();
            }
        }
        push_row(&fields, text);
    }
}

/// A character that would end a field, a line or a page stands as U+FFFD.
fn push_row<F: AsRef<str>>(fields: &[F], text: &mut String) {
    for (n, field) in fields.iter().enumerate() {
        if n > 0 {
            text.push('\t');
        }
        text.extend(field.as_ref().chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }));
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use juesuan_model::{BBox, Extraction, GridCell, GridKind, Line, LineRole, Page, PageTable};

    use super::text_of;

    fn line(y: f32, text: &str) -> Line {
        Line { bbox: BBox::new(0.0, y, 50.0, y + 10.0), text: text.to_owned(), size: 10.0, role: LineRole::Body }
    }

    fn cell(row: usize, column: usize, row_span: usize, column_span: usize, text: &str) -> GridCell {
        GridCell { row, column, row_span, column_span, lines: vec![text.to_owned()], ..GridCell::default() }
    }

    /// A head over two columns, a cell over two rows.
    fn table() -> PageTable {
        PageTable {
            bbox: BBox::new(0.0, 20.0, 90.0, 80.0),
            column_edges: vec![0.0, 30.0, 60.0, 90.0],
            row_edges: vec![20.0, 40.0, 60.0, 80.0],
            cells: vec![
                cell(0, 0, 2, 1, "项 目"),
                cell(0, 1, 1, 2, "决算数"),
                cell(1, 1, 1, 1, "合计"),
                cell(1, 2, 1, 1, "其中"),
                cell(2, 0, 1, 3, "1.00"),
            ],
            grid: GridKind::Ruled,
        }
    }

    #[track_caller]
    fn check(page: Page, expected: &str) {
        assert_eq!(text_of(&Extraction { pages: vec![page], ..Extraction::default() }), expected);
    }

    #[test]
    fn a_table_stands_between_the_lines_around_it() {
        let lines = vec![line(0.0, "收入决算表"), line(100.0, "注：无")];
        let page = Page { lines, tables: vec![table()], ..Page::default() };
        check(page, "收入决算表\n项目\t决算数\t\n\t合计\t其中\n1.00\t\t\n注：无\n\u{c}");
    }

    #[test]
    fn what_is_laid_over_the_page_comes_last() {
        check(
            Page { lines: vec![line(30.0, "正文")], overlay: vec![line(0.0, "草稿")], ..Page::default() },
            "正文\n草稿\n\u{c}",
        );
    }

    #[test]
    fn a_character_of_the_document_ends_no_page() {
        check(Page { lines: vec![line(0.0, "a\u{c}b\tc")], ..Page::default() }, "a\u{fffd}b\u{fffd}c\n\u{c}");
    }
}
