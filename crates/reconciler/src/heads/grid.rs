//! A fragment's grid while its heads are being read: cells with their text, findable by position.

use juesuan_model::{BBox, GridKind, PageTable};

use crate::figure::{count_figures, is_figure};
use crate::spelling::{canonical, squeeze};

/// More positions than any printed page holds; a grid beyond it is cut off.
const MOST_POSITIONS: usize = 400_000;

/// A column narrower than this, in points, holds no character: it is the gap of a double rule.
const SLIVER: f32 = 6.0;
/// The same for the height of a row.
const LOW: f32 = 5.0;

/// A cell of the grid.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) row_span: usize,
    pub(crate) column_span: usize,
    pub(crate) bbox: BBox,
    /// Wraps and layout spaces removed.
    pub(crate) text: String,
    /// The text for comparing.
    pub(crate) word: String,
    /// Whether the last of several lines is as long as the others: text that ends there by chance, or does not end.
    pub(crate) ends_full: bool,
}

impl Cell {
    pub(crate) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// The columns that it covers.
    pub(crate) fn columns(&self) -> std::ops::Range<usize> {
        self.column..self.column + self.column_span
    }

    /// Whether the text is what only a row says.
    pub(crate) fn is_data(&self) -> bool {
        is_data(&self.word)
    }
}

/// Whether a text is what only a row says, never a head: a figure, a code, a line with an ordinal.
pub(crate) fn is_data(text: &str) -> bool {
    if text.starts_with(|c: char| c.is_ascii_digit()) && is_figure(text) {
        return true;
    }
    let text = canonical(text);
    let after_ordinal = text.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    let has_ordinal = after_ordinal.len() < text.len() && after_ordinal.starts_with(['、', '.', ',']);
    has_ordinal || is_figure(&text)
}

/// Whether the last of several lines is as long as the longest, give or take a character: 全角 count two, others one.
fn ends_full(lines: &[String]) -> bool {
    if lines.len() < 2 {
        return false;
    }
    let width = |line: &String| squeeze(line).chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let longest = lines.iter().map(width).max().unwrap_or(0);
    lines.last().is_some_and(|last| width(last) + 2 >= longest)
}

/// The grid of a fragment.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grid {
    /// The x positions of the column edges; one more than there are columns.
    pub(crate) edges: Vec<f32>,
    /// Number of rows.
    pub(crate) rows: usize,
    /// In reading order.
    pub(crate) cells: Vec<Cell>,
    /// For each position, row by row, the index of its cell.
    owner: Vec<Option<usize>>,
}

impl Grid {
    /// The grid of `table`. Spans that leave the grid are cut, positions without a cell stay without one.
    pub(crate) fn of(table: &PageTable) -> Self {
        let columns = table.column_count();
        let rows = table.row_count().min(MOST_POSITIONS / columns.max(1));
        let cells = table
            .cells
            .iter()
            .filter(|cell| cell.row < rows && cell.column < columns)
            .map(|cell| {
                let text = cell.text();
                Cell {
                    row: cell.row,
                    column: cell.column,
                    row_span: cell.row_span.clamp(1, rows - cell.row),
                    column_span: cell.column_span.clamp(1, columns - cell.column),
                    bbox: cell.bbox,
                    word: canonical(&text),
                    text,
                    ends_full: ends_full(&cell.lines),
                }
            })
            .collect();
        let mut grid = Self { edges: table.column_edges.clone(), rows, cells, owner: Vec::new() };
        if table.grid == GridKind::Ruled {
            grid.close_gaps(&table.row_edges);
        }
        grid.index();
        grid
    }

    /// Takes out the columns and rows that are gaps between double rules.
    fn close_gaps(&mut self, row_edges: &[f32]) {
        let gaps = |edges: &[f32], narrow: f32| -> Vec<bool> {
            edges.windows(2).map(|pair| matches!(pair, [a, b] if b - a < narrow)).collect()
        };
        let mut columns = gaps(&self.edges, SLIVER);
        let mut rows = gaps(row_edges.get(..=self.rows).unwrap_or(row_edges), LOW);
        let within = |gaps: &[bool], start: usize, span: usize| {
            (start..start + span).all(|position| gaps.get(position).copied().unwrap_or(false))
        };
        // Where something is printed, it is no gap.
        for cell in self.cells.iter().filter(|cell| !cell.is_blank()) {
            for (gaps, start, span) in
                [(&mut columns, cell.column, cell.column_span), (&mut rows, cell.row, cell.row_span)]
            {
                if within(gaps, start, span) {
                    gaps.iter_mut().skip(start).take(span).for_each(|gap| *gap = false);
                }
            }
        }
        let all = |gaps: &[bool]| gaps.iter().all(|&gap| gap);
        if (!columns.contains(&true) && !rows.contains(&true)) || all(&columns) || all(&rows) {
            return;
        }
        let before = |gaps: &[bool], position: usize| gaps.iter().take(position).filter(|&&gap| !gap).count();
        self.cells
            .retain(|cell| !within(&columns, cell.column, cell.column_span) && !within(&rows, cell.row, cell.row_span));
        for cell in &mut self.cells {
            let (right, bottom) = (cell.column + cell.column_span, cell.row + cell.row_span);
            cell.column_span = before(&columns, right) - before(&columns, cell.column);
            cell.row_span = before(&rows, bottom) - before(&rows, cell.row);
            cell.column = before(&columns, cell.column);
            cell.row = before(&rows, cell.row);
        }
        self.rows = before(&rows, rows.len());
        // The outer edges stay; of two rules inside, the left one.
        let last = self.edges.pop();
        let mut gap = columns.iter();
        self.edges.retain(|_| !gap.next().copied().unwrap_or(false));
        self.edges.extend(last);
    }

    /// Number of columns.
    pub(crate) fn columns(&self) -> usize {
        self.edges.len().saturating_sub(1)
    }

    fn index(&mut self) {
        let columns = self.columns();
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
        self.owner = vec![None; self.rows * columns];
        for (i, cell) in self.cells.iter().enumerate() {
            for row in cell.row..cell.row + cell.row_span {
                for column in cell.columns() {
                    if let Some(owner) = self.owner.get_mut(row * columns + column)
                        && owner.is_none()
                    {
                        *owner = Some(i);
                    }
                }
            }
        }
    }

    /// The cell that covers a position.
    pub(crate) fn at(&self, row: usize, column: usize) -> Option<&Cell> {
        if column >= self.columns() {
            return None;
        }
        self.cells.get((*self.owner.get(row * self.columns() + column)?)?)
    }

    /// The same, to be changed.
    pub(crate) fn at_mut(&mut self, row: usize, column: usize) -> Option<&mut Cell> {
        let columns = self.columns();
        if column >= columns {
            return None;
        }
        self.cells.get_mut((*self.owner.get(row * columns + column)?)?)
    }

    /// The cells that start in a row.
    pub(crate) fn row(&self, row: usize) -> impl Iterator<Item = &Cell> {
        let start = self.cells.partition_point(|cell| cell.row < row);
        self.cells.iter().skip(start).take_while(move |cell| cell.row == row)
    }

    /// How many figures stand in the cells that start in `rows`.
    pub(crate) fn figures_in(&self, rows: std::ops::Range<usize>) -> usize {
        count_figures(self.cells.iter().filter(|cell| rows.contains(&cell.row)).map(|cell| &cell.text))
    }

    /// Whether nothing is printed in the cells that start in a row.
    pub(crate) fn is_blank_row(&self, row: usize) -> bool {
        self.row(row).all(Cell::is_blank)
    }

    /// The text of the row where it stands in one cell and nothing else is printed beside it.
    pub(crate) fn only_text(&self, row: usize) -> Option<&str> {
        let mut texts = self.row(row).filter(|cell| !cell.is_blank());
        let only = texts.next()?;
        texts.next().is_none().then_some(only.text.as_str())
    }

    /// Keeps the rows in `keep` only, and the column edges that a cell there begins or ends at.
    pub(crate) fn cut_rows(&mut self, keep: std::ops::Range<usize>) {
        let mut cells = std::mem::take(&mut self.cells);
        cells.retain(|cell| keep.contains(&cell.row));
        for cell in &mut cells {
            cell.row_span = cell.row_span.min(keep.end - cell.row);
            cell.row -= keep.start;
        }
        self.rows = keep.len();
        self.cells = cells;
        self.drop_unused_edges();
        self.index();
    }

    /// An edge that no cell begins at parts nothing.
    fn drop_unused_edges(&mut self) {
        let columns = self.columns();
        let mut begins = vec![false; columns];
        for cell in &self.cells {
            if let Some(begin) = begins.get_mut(cell.column) {
                *begin = true;
            }
        }
        if let Some(first) = begins.first_mut() {
            *first = true;
        }
        if begins.iter().all(|&begin| begin) {
            return;
        }
        // The column that each old column is part of now.
        let mut now = Vec::with_capacity(columns + 1);
        let mut count = 0;
        for &begin in &begins {
            count += usize::from(begin);
            now.push(count - 1);
        }
        now.push(count);
        let position = |column: usize| now.get(column).copied().unwrap_or(count);
        for cell in &mut self.cells {
            let end = position(cell.column + cell.column_span - 1) + 1;
            cell.column = position(cell.column);
            cell.column_span = end.saturating_sub(cell.column).max(1);
        }
        let mut keep = begins.into_iter().chain([true]);
        self.edges.retain(|_| keep.next().unwrap_or(true));
    }

    /// Takes out a column that no cell fills alone, and with it one of its two edges.
    pub(super) fn drop_column(&mut self, column: usize, edge: usize) {
        for cell in &mut self.cells {
            if cell.columns().contains(&column) {
                cell.column_span = cell.column_span.saturating_sub(1).max(1);
            }
            if cell.column > column {
                cell.column -= 1;
            }
        }
        if edge < self.edges.len() {
            self.edges.remove(edge);
        }
        self.index();
    }

    /// In the first `rows` rows, lets a printed cell take the blank positions that it evidently stands for: those right
    /// of it under the same head, else those below it. For grids without rules, where blanks are the only trace of spans.
    pub(crate) fn spread_over_blanks(&mut self, rows: usize) {
        for row in 0..rows.min(self.rows) {
            for column in 0..self.columns() {
                let Some(blank) = self.owner_if_blank(row, column) else { continue };
                let above = row.checked_sub(1).and_then(|above| self.printed_owner(above, column));
                let left = column.checked_sub(1).and_then(|left| self.printed_owner(row, left));
                let left_above = match (row.checked_sub(1), column.checked_sub(1)) {
                    (Some(row), Some(column)) => self.printed_owner(row, column),
                    _ => None,
                };
                let taker = match (left, above) {
                    (Some(left), above) if above == left_above && Some(left) != left_above => {
                        self.cells.get_mut(left).map(|cell| {
                            cell.column_span = cell.column_span.max(column + 1 - cell.column);
                            left
                        })
                    }
                    (_, Some(above)) => self.cells.get_mut(above).map(|cell| {
                        cell.row_span = cell.row_span.max(row + 1 - cell.row);
                        above
                    }),
                    _ => None,
                };
                if let Some(taker) = taker {
                    let blank_box = self.cells.get(blank).map(|cell| cell.bbox);
                    if let (Some(cell), Some(blank_box)) = (self.cells.get_mut(taker), blank_box) {
                        cell.bbox = cell.bbox.union(&blank_box);
                    }
                    let columns = self.columns();
                    if let Some(owner) = self.owner.get_mut(row * columns + column) {
                        *owner = Some(taker);
                    }
                }
            }
        }
        // What was taken is no cell any more.
        let mut owns = vec![false; self.cells.len()];
        for &owner in self.owner.iter().flatten() {
            if let Some(owns) = owns.get_mut(owner) {
                *owns = true;
            }
        }
        let mut owns = owns.into_iter();
        self.cells.retain(|_| owns.next().unwrap_or(true));
        self.index();
    }

    fn owner_index(&self, row: usize, column: usize) -> Option<usize> {
        *self.owner.get(row * self.columns() + column)?
    }

    fn owner_if_blank(&self, row: usize, column: usize) -> Option<usize> {
        let owner = self.owner_index(row, column)?;
        let cell = self.cells.get(owner)?;
        (cell.is_blank() && cell.row_span == 1 && cell.column_span == 1).then_some(owner)
    }

    fn printed_owner(&self, row: usize, column: usize) -> Option<usize> {
        let owner = self.owner_index(row, column)?;
        self.cells.get(owner).is_some_and(|cell| !cell.is_blank()).then_some(owner)
    }
}
