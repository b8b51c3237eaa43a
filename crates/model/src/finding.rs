//! Checks that people should look at, in the order in which they are shown, with the words that say where they stand.

use std::cmp::Reverse;

use crate::{BBox, CellAt, Check, CheckPlace, FinalAccounts, Format, Language, Outcome, Section, Table};

/// The checks of a document that came out so, in the order in which they are shown: what does not hold, the most severe
/// first, then what was not evaluated, then the rest; each group by page, in a dump by line.
pub fn findings(accounts: &FinalAccounts, shown: impl Fn(Outcome) -> bool) -> Vec<Finding<'_>> {
    let rank = |outcome: Outcome| match outcome {
        Outcome::Fail => 0,
        Outcome::NotEvaluated => 1,
        _ => 2,
    };
    let checks = accounts.checks.iter().enumerate().filter(|(_, check)| shown(check.outcome));
    let mut found: Vec<Finding<'_>> = checks.map(|(index, check)| Finding::of(index, check, accounts)).collect();
    let stands = |f: &Finding<'_>| f.check.places.first().map(|place| (place.page, line_of(accounts, place)));
    found.sort_by_key(|f| (rank(f.check.outcome), Reverse(f.check.severity), stands(f)));
    found
}

/// The line of a dump that a place stands in, from 0. On a page of a PDF findings stay in the order of their rules.
fn line_of(accounts: &FinalAccounts, place: &CheckPlace) -> u64 {
    if accounts.source.format == Format::Text { place.bbox.y0 as u64 } else { 0 }
}

/// Where a place stands, as people find it: on a page; in a text dump, which people open in an editor, in a line. Lines count
/// from 1 in their page, so that the page is told too where a dump has several.
pub fn whereabouts(accounts: &FinalAccounts, page: u32, bbox: &BBox, language: Language) -> String {
    let on_page = language.either(format!("第 {page} 页"), format!("page {page}"));
    if accounts.source.format == Format::Pdf {
        return on_page;
    }
    // A box of a dump is counted in lines.
    let line = bbox.y0 as u64 + 1;
    match (accounts.source.pages, language) {
        (..=1, Language::Chinese) => format!("第 {line} 行"),
        (..=1, Language::English) => format!("line {line}"),
        (_, Language::Chinese) => format!("{on_page}第 {line} 行"),
        (_, Language::English) => format!("{on_page}, line {line}"),
    }
}

/// A check and the names of its first place.
#[derive(Debug, Clone)]
pub struct Finding<'a> {
    /// Its index among the document's checks.
    pub index: usize,
    /// The check.
    pub check: &'a Check,
    /// 1-based; `None` where it concerns the whole document.
    pub page: Option<u32>,
    /// Title of the form; of the section for text; empty where there is neither.
    pub place: String,
    /// Label of the row, for a cell.
    pub row: String,
    /// Heads over the column, for a cell.
    pub column: String,
}

impl<'a> Finding<'a> {
    /// The check with the words of its first place.
    pub fn of(index: usize, check: &'a Check, accounts: &FinalAccounts) -> Self {
        let first = check.places.first();
        let mut finding = Self {
            index,
            check,
            page: first.map(|place| place.page),
            place: String::new(),
            row: String::new(),
            column: String::new(),
        };
        match first.map(|place| place.cell) {
            Some(Some(cell)) => {
                if let Some(table) = accounts.tables.get(cell.table) {
                    finding.place.clone_from(&table.title);
                    (finding.row, finding.column) = cell_names(table, cell);
                }
            }
            Some(None) => finding.place = section_of(accounts, check).unwrap_or_default(),
            None => {}
        }
        finding
    }
}

/// The label of a cell's row on its side, and the heads over its column.
pub fn cell_names(table: &Table, cell: CellAt) -> (String, String) {
    let is_label = |column: usize| {
        let measure = table.columns.get(column).and_then(|column| column.measure.as_deref());
        measure.is_some_and(|measure| measure.starts_with("code") || measure == "name")
    };
    let is_figure = |column: &usize| !is_label(*column);
    // Labels stand to the left of the figures of their side, next to each other.
    let before = (0..cell.column).rev().skip_while(|column| is_figure(column)).take_while(|column| is_label(*column));
    let mut labels: Vec<usize> = before.collect();
    labels.reverse();
    let row = table.rows.get(cell.row);
    let text = |column: usize| row.and_then(|row| row.cells.get(column)).map(|cell| cell.text.as_str());
    let label: Vec<&str> = labels.into_iter().filter_map(text).filter(|text| !text.is_empty()).collect();
    let heads = table.columns.get(cell.column).map(|column| column.path.join("/"));
    (label.join(" "), heads.unwrap_or_default())
}

fn section_of(accounts: &FinalAccounts, check: &Check) -> Option<String> {
    let place = check.places.first()?;
    let holds = |section: &&Section| {
        section.paragraphs.iter().any(|paragraph| paragraph.page == place.page && paragraph.bbox == place.bbox)
    };
    let section = accounts.sections.iter().find(holds)?;
    Some(format!("{}{}", section.number.as_deref().unwrap_or_default(), section.title))
}
