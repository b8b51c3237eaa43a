//! The stages one after the other, page by page.
//!
//! Each is a function here, so that it can be timed and looked at by itself; [`extract`](crate::extract) is these
//! functions and nothing else.

use juesuan_model::{Code, Diagnostic, Diagnostics, Extraction, Page};

use crate::{
    error::ExtractError,
    grid::{self, Grid, Rule, Snap},
    lines::{self, Word, mark_running},
    marks::PageMarks,
    pdf,
    settings::Settings,
    table::{assemble, split_overlay},
};

/// What each stage made of one page.
#[derive(Debug, Clone)]
pub struct PageStages {
    /// Glyphs and ruling pieces, as drawn.
    pub marks: PageMarks,
    /// Visible words, in drawing order.
    pub words: Vec<Word>,
    /// Words kept out of lines and cells: watermarks and seals.
    pub overlay: Vec<Word>,
    /// Ruling pieces merged into rules.
    pub rules: Vec<Rule>,
    /// Ruled tables.
    pub grids: Vec<Grid>,
    /// The page as the reconciler sees it.
    pub page: Page,
    /// What was noticed on it.
    pub diagnostics: Diagnostics,
}

pub(crate) fn extract_pdf(bytes: &[u8], settings: &Settings) -> Result<Extraction, ExtractError> {
    let mut pages = Vec::new();
    let mut noticed = Vec::new();
    let (file, mut diagnostics) = pdf::read(bytes, settings, |marks| {
        let (page, mut of_page) = read_page(&marks);
        noticed.append(&mut of_page);
        pages.push(page);
    })?;
    mark_running(&mut pages);
    diagnostics.append(&mut noticed);
    diagnostics.sort_by_key(|diagnostic| diagnostic.page);
    Ok(Extraction { file, pages, diagnostics })
}

pub(crate) fn inspect_pdf(bytes: &[u8], settings: &Settings, page: u32) -> Result<Option<PageStages>, ExtractError> {
    let mut kept = None;
    let mut pages: Vec<Page> = Vec::new();
    let (_, mut diagnostics) = pdf::read(bytes, settings, |marks| {
        pages.push(read_page(&marks).0);
        if marks.number == page {
            kept = Some(marks);
        }
    })?;
    mark_running(&mut pages);
    let Some((marks, page_read)) = kept.zip(pages.into_iter().find(|read| read.number == page)) else {
        return Ok(None);
    };
    diagnostics.retain(|diagnostic| diagnostic.page.is_none_or(|number| number == page));
    diagnostics.append(&mut read_page(&marks).1);
    let grids = find_grids(&marks);
    let words = find_words(&marks);
    let overlay = split_overlay(words.clone(), &grids).1;
    let rules = find_rules(&marks);
    Ok(Some(PageStages { marks, words, overlay, rules, grids, page: page_read, diagnostics }))
}

/// PDF → marks: what is drawn on each page.
///
/// # Errors
///
/// As [`extract`](crate::extract).
pub fn read_marks(bytes: &[u8], settings: &Settings) -> Result<Vec<PageMarks>, ExtractError> {
    let mut pages = Vec::new();
    pdf::read(bytes, settings, |marks| pages.push(marks))?;
    Ok(pages)
}

/// Marks → rules: ruling pieces merged into what a reader sees as one line.
pub fn find_rules(marks: &PageMarks) -> Vec<Rule> {
    grid::merge_rulings(&marks.rulings, &Snap::default())
}

/// Marks → grids: the ruled tables of the page, from the top.
pub fn find_grids(marks: &PageMarks) -> Vec<Grid> {
    grid::find_grids(&marks.rulings, &Snap::default())
}

/// Marks → words: the runs of visible glyphs, in drawing order.
pub fn find_words(marks: &PageMarks) -> Vec<Word> {
    lines::find_words(marks.visible())
}

/// Words and grids → the page as the reconciler sees it: lines, and tables with their cells filled.
///
/// Running heads and feet are not told yet: that takes all pages.
pub fn assemble_page(marks: &PageMarks, words: Vec<Word>, grids: &[Grid]) -> (Page, Diagnostics) {
    let (words, overlay) = split_overlay(words, grids);
    let assembled = assemble(words, grids, marks.number);
    let mut diagnostics = assembled.diagnostics;
    if !overlay.is_empty() {
        let text: Vec<&str> = overlay.iter().map(|word| word.text.as_str()).take(12).collect();
        diagnostics.push(Diagnostic::of_page(Code::OverlayLeftOut, marks.number, text.join(" ")));
    }
    let (number, width, height) = (marks.number, marks.width, marks.height);
    (Page { number, width, height, lines: assembled.lines, tables: assembled.tables }, diagnostics)
}

/// One page through lines, grid and table.
fn read_page(marks: &PageMarks) -> (Page, Diagnostics) {
    assemble_page(marks, find_words(marks), &find_grids(marks))
}
