//! The head of a dumped table: which rows are head, and what its cells spanned before the dump lost it.
//!
//! A dump writes a spanning cell once and leaves the rest of its place empty. Read from the top, each empty place has
//! one owner: the cell above where that cell's whole width is empty in this row, else the cell to the left as far as
//! the cell above reaches. Below the head nothing is inferred.

use super::rows::{SourceRow, squeezed};
use crate::figures::{is_digit, is_figure};

/// Rows of the deepest head; real ones have up to five. Rows that go on nesting are text, not a head.
const MOST_HEAD_ROWS: usize = 8;

/// A cell of the head, in grid rows and columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) row_span: usize,
    pub(super) column_span: usize,
    is_filled: bool,
}

impl Span {
    fn columns(&self) -> std::ops::Range<usize> {
        self.column..self.column + self.column_span
    }

    fn needs_children(&self) -> bool {
        self.column_span > 1 || !self.is_filled
    }
}

/// The head cells of a table's first rows, and how many rows they are. Each place of those rows belongs to one cell.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) rows: usize,
    pub(super) cells: Vec<Span>,
}

/// Finds the head of the table.
///
/// The head ends above the first row that can only be data (or the 栏次 row), and as soon as every column has a label
/// of its own. A table that starts with data has none, nor has one that
/// never comes to an end.
pub(super) fn find_head(rows: &[SourceRow]) -> Head {
    let limit = rows.iter().position(ends_head).unwrap_or(rows.len());
    let head_rows = rows.get(..limit).unwrap_or_default();
    let width = head_rows.iter().map(SourceRow::filled_width).max().unwrap_or_default();
    let Some((first, others)) = head_rows.split_first() else { return Head::default() };

    let mut head = Head { rows: 1, cells: Vec::new() };
    continue_right(first, 0, 0..width, &mut head.cells);
    for (row, source) in (1..).zip(others) {
        if !head.cells.iter().any(|cell| cell.row + cell.row_span == row && cell.needs_children()) {
            break;
        }
        if row == MOST_HEAD_ROWS {
            return Head::default();
        }
        let mut below = Vec::new();
        for cell in head.cells.iter_mut().filter(|cell| cell.row + cell.row_span == row) {
            if cell.is_filled && cell.columns().all(|column| source.text(column).is_empty()) {
                cell.row_span += 1;
            } else {
                continue_right(source, row, cell.columns(), &mut below);
            }
        }
        head.cells.extend(below);
        head.rows = row + 1;
    }
    head.cells.sort_by_key(|cell| (cell.row, cell.column));
    head
}

/// Cuts `columns` of a row into cells: each filled place with the empty ones right of it. Empty places before the first
/// filled one stay single: nothing says whose they are.
fn continue_right(source: &SourceRow, row: usize, columns: std::ops::Range<usize>, cells: &mut Vec<Span>) {
    let mut open: Option<Span> = None;
    for column in columns {
        let is_filled = !source.text(column).is_empty();
        match open.as_mut().filter(|_| !is_filled) {
            Some(cell) if cell.is_filled => cell.column_span += 1,
            _ => cells.extend(open.replace(Span { row, column, row_span: 1, column_span: 1, is_filled })),
        }
    }
    cells.extend(open);
}

/// Whether the row cannot be part of a head: it holds a figure, a code or a dash, numbers the columns, is blank, is a
/// total, or starts an enumeration.
pub(super) fn ends_head(row: &SourceRow) -> bool {
    row.filled().next().is_none()
        || row.filled().any(|text| is_figure(text) && !is_year(text))
        || row.filled().any(|text| squeezed(text) == "栏次")
        || row.only_text().is_some_and(|text| squeezed(text).ends_with('计'))
        || row.filled().next().is_some_and(is_enumerated)
}

/// A year may label a column.
fn is_year(text: &str) -> bool {
    text.len() == 4 && (text.starts_with("19") || text.starts_with("20")) && text.bytes().all(|b| b.is_ascii_digit())
}

/// 一、…, （一）…, 1. …: an item of a list, not a label of a column.
fn is_enumerated(text: &str) -> bool {
    let is_number = |c: char| is_digit(c) || "一二三四五六七八九十".contains(c);
    let rest = text.trim_start_matches(['（', '(']);
    let bracketed = rest.len() < text.len();
    let after = rest.trim_start_matches(is_number);
    after.len() < rest.len()
        && (if bracketed { after.starts_with(['）', ')']) } else { after.starts_with(['、', '.', '．']) })
}

#[cfg(test)]
mod tests {
    use super::{ends_head, find_head};
    use crate::text::rows::SourceRow;

    /// Draws the head: every place with the number of the cell that it belongs to.
    #[track_caller]
    fn check(lines: &[&str], expected: &[&str]) {
        let rows: Vec<_> = lines.iter().enumerate().map(|(y, line)| SourceRow::new(y, line)).collect();
        let head = find_head(&rows);
        let width = head.cells.iter().map(|cell| cell.columns().end).max().unwrap_or(0);
        let mut drawn = vec![vec!['?'; width]; head.rows];
        for (mark, cell) in ('a'..).zip(&head.cells) {
            for row in &mut drawn[cell.row..cell.row + cell.row_span] {
                for place in &mut row[cell.columns()] {
                    assert_eq!(*place, '?', "two cells at one place");
                    *place = mark;
                }
            }
        }
        let drawn: Vec<String> = drawn.into_iter().map(|row| row.into_iter().collect()).collect();
        assert_eq!(drawn, expected);
    }

    #[test]
    fn a_side_label_covers_its_columns() {
        check(
            &["收入\t\t\t支出\t\t", "项 目\t行次\t决算数\t项 目\t行次\t决算数", "栏 次\t\t1\t栏 次\t\t2"],
            &["aaabbb", "cdefgh"],
        );
    }

    #[test]
    fn an_empty_place_below_a_narrow_cell_is_its() {
        check(&["项 目\t\t本年收入\t事业收入", "编码\t科目名称\t\t", "栏次\t\t1\t2"], &["aabc", "debc"]);
    }

    #[test]
    fn an_empty_place_stays_within_the_cell_above() {
        check(
            &["预算数\t\t\t\t\t决算数", "合计\t车\t\t\t接待\t", "\t小计\t购置\t运行\t\t", "1\t2\t3\t4\t5\t6"],
            &["aaaaab", "cdddeb", "cfgheb"],
        );
    }

    #[test]
    fn trailing_tabs_may_be_lost() {
        check(&["项目\t\t年初\t支出", "编码\t名称\t\t小计\t基本支出", "\t合计\t0.00\t0.00\t0.00"], &["aabcc", "debfg"]);
    }

    #[test]
    fn classes_sections_and_items_stand_in_the_number_row() {
        check(&["项目\t\t\t\t本年收入", "科目编码\t\t\t科目名称\t", "类\t款\t项\t栏次\t1"], &["aaaab", "cccdb"]);
    }

    #[test]
    fn a_head_is_complete_when_every_column_has_its_label() {
        check(&["姓名\t职务", "张三\t主任", "李四\t科员"], &["ab"]);
        check(&["科目\t金额", "办公类\t", "办公费\t1.15"], &["ab"]);
    }

    #[test]
    fn years_may_label_columns() {
        check(&["项目\t2021\t2022", "人数\t3\t4"], &["abc"]);
    }

    #[test]
    fn a_table_that_starts_with_data_has_no_head() {
        check(&["\t\t\t30701\t国内债务付息\t0.00"], &[]);
        check(&["一、基本支出\t"], &[]);
    }

    #[test]
    fn rows_that_nest_for_ever_are_no_head() {
        check(&["甲\t\t乙"; 9], &[]);
    }

    #[test]
    fn rows_that_cannot_be_head() {
        for line in ["\t合计\t\t", "栏 次\t\t", "\t\t", "201\t教育", "（一）基本支出\t", "1. 基本支出\t", "水费\t—"]
        {
            assert!(ends_head(&SourceRow::new(0, line)), "{line:?}");
        }
        for line in ["合计\t因公出国 (境)费", "项 目\t行次", "一般公共服务\t", "（境）费\t", "2022\t2021年"]
        {
            assert!(!ends_head(&SourceRow::new(0, line)), "{line:?}");
        }
    }
}
