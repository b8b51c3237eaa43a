//! Fragments in page order → tables.
//!
//! A fragment continues the table before it where nothing stands between them and it either repeats that table's title
//! and heads, or has none of its own and fits the columns. In doubt it is a table of its own: two halves are easier to
//! see than two tables run together.

mod fit;
mod repeated;
mod split_row;

use std::collections::HashSet;

use juesuan_model::{Code, Diagnostic, Diagnostics, FragmentPlace, GridKind, Page, PageTable};

use crate::captions::Caption;
use crate::catalogue::Catalogue;
use crate::figure::count_figures;
use crate::heads::{Expect, FigureCount, Heads, Part, PartCell, PartRow, column_holds_codes, is_data, read_part};
use crate::lines::{Baseline, PageLines};
use crate::notes::below;
use crate::spelling::{canonical, longer_than};
use crate::surroundings::Surroundings;
use fit::{Placement, has_figure_column, place_by_count, place_by_edges, place_by_words, place_past_blanks};
use repeated::drop_repeated_rows;
use split_row::{is_lower_part, merge_lower_part};

/// A gap between two fragments on one page, in points, that still makes them one table.
const SEAM: f32 = 24.0;

/// A table, re-joined.
#[derive(Debug, Default)]
pub(crate) struct JoinedTable {
    /// Title, unit, form number and organisation, from the first fragment that prints them.
    pub(crate) caption: Caption,
    /// The x positions of the column edges on its first page.
    pub(crate) edges: Vec<f32>,
    /// One entry a column; empty paths where no heads are printed.
    pub(crate) heads: Heads,
    /// Its rows, each with its page.
    pub(crate) rows: Vec<PartRow>,
    /// 1-based page of each row.
    pub(crate) row_pages: Vec<u32>,
    /// The part of it on each page.
    pub(crate) fragments: Vec<FragmentPlace>,
    /// The notes under its fragments.
    pub(crate) notes: Vec<String>,
    /// The figures of its fragments.
    pub(crate) figures: FigureCount,
    /// The notes again, for finding one that a continuation repeats.
    known_notes: HashSet<String>,
    /// Page (from 0) and number on the page of its last fragment.
    last: (usize, usize),
    /// Whether notes stand under its last fragment.
    closed_by_notes: bool,
    /// Whether prose or a heading stands under its last fragment.
    prose_below: bool,
}

/// How a fragment follows the table before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Following {
    /// The next table on the same page.
    OnPage,
    /// The first table of the page after the one whose last table it follows.
    OnNextPage,
    /// Neither.
    Apart,
}

/// Joins the fragments of all pages. `lines` and `surroundings` have an entry for each page.
pub(crate) fn join_fragments(
    pages: &[Page],
    lines: &[PageLines<'_>],
    surroundings: &[Surroundings],
    catalogue: &'static Catalogue,
    diagnostics: &mut Diagnostics,
) -> Vec<JoinedTable> {
    let mut tables: Vec<JoinedTable> = Vec::new();
    for (page_index, page) in pages.iter().enumerate() {
        for (table_index, fragment) in page.tables.iter().enumerate() {
            let place = (page_index, table_index);
            let around = surroundings.get(page_index);
            let caption = around.and_then(|around| around.above.captions.get(table_index)).cloned().unwrap_or_default();
            let mut part = read_part(fragment, page.number, caption, Expect::Anything, catalogue);
            if let Some(table) = tables.last().filter(|_| part.heads.is_none())
                && let Some(repeating) = read_repeated_heads(table, fragment, &part, catalogue)
            {
                part = repeating;
            }
            let placed = tables.last_mut().and_then(|table| {
                let following = following(pages, table.last, place);
                let placement = place_continuation(table, &part, following, diagnostics)?;
                Some((table, placement, following))
            });
            let table = match placed {
                Some((table, placement, following)) => {
                    table.append(part, &placement, following, catalogue);
                    table
                }
                None => {
                    if part.heads.is_none() {
                        part = read_part(fragment, page.number, part.caption, Expect::Heads, catalogue);
                    }
                    if part.heads.is_none() && part.rows.iter().all(PartRow::is_blank) {
                        continue;
                    }
                    tables.push(JoinedTable::beginning_with(part));
                    match tables.last_mut() {
                        Some(table) => table,
                        None => continue,
                    }
                }
            };
            let below = lines.get(page_index).map(|lines| below(page, lines, table_index)).unwrap_or_default();
            let notes = around.and_then(|around| around.notes.get(table_index));
            table.end_with(place, &below, notes.map(|notes| notes.texts.as_slice()).unwrap_or_default(), catalogue);
        }
    }
    for table in &tables {
        table.report_lost_figures(diagnostics);
    }
    tables
}

/// The fragment again with its first rows as heads, where these are the heads of `table`: whatever words they use, a
/// continuation that prints them repeats them.
fn read_repeated_heads(
    table: &JoinedTable,
    fragment: &PageTable,
    part: &Part,
    catalogue: &'static Catalogue,
) -> Option<Part> {
    let again = || read_part(fragment, part.page, part.caption.clone(), Expect::Heads, catalogue);
    let printed = table.heads.paths.iter().any(|path| !path.is_empty());
    // Labels with their values begin many small tables alike; heads stand over columns of figures.
    let printed = printed && has_figure_column(table.heads.paths.len(), &table.rows);
    let repeats = |again: &Part| again.heads.as_ref().is_some_and(|heads| heads.same_words(&table.heads));
    printed.then(again).filter(repeats)
}

fn following(pages: &[Page], last: (usize, usize), place: (usize, usize)) -> Following {
    let last_on_page = pages.get(last.0).is_some_and(|page| page.tables.len() == last.1 + 1);
    if place.0 == last.0 && place.1 == last.1 + 1 {
        Following::OnPage
    } else if place.0 == last.0 + 1 && place.1 == 0 && last_on_page {
        Following::OnNextPage
    } else {
        Following::Apart
    }
}

/// Where the columns of `part` stand in `table`, where it continues it.
fn place_continuation(
    table: &JoinedTable,
    part: &Part,
    following: Following,
    diagnostics: &mut Diagnostics,
) -> Option<Placement> {
    let other_organisation =
        matches!((&table.caption.organisation, &part.caption.organisation), (Some(a), Some(b)) if a != b);
    let other_unit = matches!((&table.caption.unit, &part.caption.unit), (Some(a), Some(b)) if a != b);
    if following == Following::Apart || other_organisation || other_unit || part.pairs {
        return None;
    }
    let columns = table.edges.len().saturating_sub(1);
    let part_columns = part.edges.len().saturating_sub(1);
    // The edges of a grid without rules are inferred from the words of one page, and those of another page differ.
    let by_edges = match part.grid {
        GridKind::Aligned => place_by_words(&table.edges, &table.rows, part_columns, &part.rows),
        GridKind::Ruled | GridKind::Tabs => place_by_edges(&table.edges, &part.edges),
    };
    let by_count = || place_by_count(columns, &table.rows, part_columns, &part.rows);
    let same_heads = part.heads.as_ref().map(|heads| match part.grid {
        // Without rules the columns that a group's head covers are inferred, on each page by itself.
        GridKind::Aligned => heads.same_leaves(&table.heads),
        GridKind::Ruled | GridKind::Tabs => heads.same_words(&table.heads),
    });
    let past_blanks = || {
        let heads = part.heads.as_ref()?;
        place_past_blanks((&table.heads, &table.rows), (heads, &part.rows))
    };
    if let Some(title) = &part.caption.title {
        let before = table.caption.title.as_ref()?;
        let same_title = before.core == title.core || (before.form.is_some() && before.form == title.form);
        if !same_title || (table.closed_by_notes && !title.continued) {
            return None;
        }
        return match same_heads {
            Some(true) => Some(Placement::one_to_one(columns)),
            Some(false) if is_extension(&table.heads, part.heads.as_ref()) => past_blanks().or(by_edges),
            Some(false) => None,
            None => by_edges.or_else(by_count),
        };
    }
    if part.caption.interrupted || table.prose_below {
        return None;
    }
    let touches = following == Following::OnNextPage
        || table.fragments.last().is_some_and(|last| part.bbox.y0 - last.bbox.y1 <= SEAM);
    match same_heads {
        Some(true) if !table.closed_by_notes => Some(Placement::one_to_one(columns)),
        Some(false) if !table.closed_by_notes => past_blanks(),
        Some(_) => None,
        None if !touches => None,
        None if table.closed_by_notes => {
            by_edges.filter(|_| following == Following::OnNextPage && columns == part_columns)
        }
        None if following == Following::OnPage => by_edges,
        None => by_edges.or_else(by_count).or_else(|| {
            // Without data in its first row it is more likely the head of another table.
            if part.rows.first().is_some_and(|row| row.cells.iter().any(|cell| is_data(&cell.text))) {
                let name = table.caption.title.as_ref().map(|title| title.text.clone()).unwrap_or_default();
                diagnostics.push(Diagnostic::of_place(Code::FragmentDoesNotFit, part.page, part.bbox, name));
            }
            None
        }),
    }
}

/// Whether heads repeat the table's with columns left out or put together (8 columns on one page, 6 on the next).
fn is_extension(heads: &Heads, part: Option<&Heads>) -> bool {
    let leaf = |path: &Vec<String>| path.iter().map(|head| canonical(head)).collect::<Vec<_>>();
    let known: Vec<Vec<String>> = heads.paths.iter().map(leaf).collect();
    part.is_some_and(|part| {
        part.paths
            .iter()
            .map(leaf)
            .all(|path| known.iter().any(|other| other.starts_with(&path) || path.starts_with(other)))
    })
}

impl JoinedTable {
    fn beginning_with(part: Part) -> Self {
        let columns = part.edges.len().saturating_sub(1);
        let heads =
            part.heads.unwrap_or_else(|| Heads { paths: vec![Vec::new(); columns], numbers: vec![None; columns] });
        Self {
            caption: part.caption,
            edges: part.edges,
            heads,
            row_pages: vec![part.page; part.rows.len()],
            rows: part.rows,
            fragments: vec![FragmentPlace { page: part.page, bbox: part.bbox, grid: part.grid }],
            notes: part.notes,
            figures: part.figures,
            ..Self::default()
        }
    }

    /// Adds the rows of a continuation.
    fn append(&mut self, mut part: Part, placement: &Placement, following: Following, catalogue: &Catalogue) {
        let columns = self.edges.len().saturating_sub(1);
        let mut rows: Vec<PartRow> = part.rows.iter().map(|row| place_row(row, placement, columns)).collect();
        if let Some(heads) = &part.heads {
            part.figures.repeated += drop_repeated_rows(&self.rows, &mut rows, catalogue);
            for (number, own) in self.heads.numbers.iter_mut().zip(&heads.numbers) {
                *number = number.take().or_else(|| own.clone());
            }
        }
        let codes: Vec<usize> = (0..columns)
            .filter(|&column| self.heads.paths.get(column).is_some_and(|path| column_holds_codes(path, catalogue)))
            .collect();
        if following == Following::OnNextPage
            && let Some((first, rest)) = rows.split_first()
            && is_lower_part(&self.rows, first, rest, &codes, catalogue)
        {
            let lower = rows.remove(0);
            if let Some(upper) = self.rows.last_mut() {
                merge_lower_part(upper, lower);
            }
        }
        self.row_pages.extend(std::iter::repeat_n(part.page, rows.len()));
        self.rows.append(&mut rows);
        self.fragments.push(FragmentPlace { page: part.page, bbox: part.bbox, grid: part.grid });
        self.notes.append(&mut part.notes);
        self.figures.add(part.figures);
        part.caption.title = None;
        self.caption.complete_from(part.caption);
    }

    /// Reports where the rows do not hold as many figures as the pages print.
    fn report_lost_figures(&self, diagnostics: &mut Diagnostics) {
        let found = count_figures(self.rows.iter().flat_map(|row| &row.cells).map(|cell| &cell.text));
        let expected = self.figures.expected();
        if let Some(first) = self.fragments.first().filter(|_| found != expected) {
            let title = self.caption.title.as_ref().map(|title| title.text.as_str()).unwrap_or_default();
            let detail = format!("{title} {found} ≠ {expected}");
            diagnostics.push(Diagnostic::of_page(Code::FiguresLost, first.page, detail.trim()));
        }
    }

    /// Takes in the lines that stand under the fragment just added.
    fn end_with(
        &mut self,
        place: (usize, usize),
        below: &[&Baseline<'_>],
        notes: &[String],
        catalogue: &'static Catalogue,
    ) {
        self.last = place;
        self.closed_by_notes = !notes.is_empty();
        self.prose_below = notes.is_empty() && below.iter().any(|line| is_prose(&canonical(&line.text()), catalogue));
        for note in notes {
            if self.known_notes.insert(note.clone()) {
                self.notes.push(note.clone());
            }
        }
    }
}

/// The row with its cells at their places among the table's columns.
fn place_row(row: &PartRow, placement: &Placement, columns: usize) -> PartRow {
    let mut cells: Vec<PartCell> = vec![PartCell { colspan: 1, ..PartCell::default() }; columns];
    for (column, cell) in row.cells.iter().enumerate() {
        let Some(range) = placement.range(column, column + cell.colspan.max(1)) else { continue };
        for (position, target) in cells.iter_mut().enumerate().skip(range.start).take(range.len().max(1)) {
            if target.text.is_empty() && target.colspan <= 1 {
                target.bbox = cell.bbox;
            }
            if position == range.start && !cell.text.is_empty() {
                target.text.push_str(&cell.text);
                target.ends_full = cell.ends_full;
                target.colspan = range.len().max(1);
            }
        }
    }
    PartRow { cells }
}

fn is_prose(text: &str, catalogue: &Catalogue) -> bool {
    longer_than(text, 40) || text.contains('。') || catalogue.section_headings.matches(text)
}

#[cfg(test)]
mod tests;
