//! The stages one after the other, page by page.
//!
//! Each is a function here, so that it can be timed and looked at by itself; [`extract`](crate::extract) is these
//! functions and nothing else. The functions are public for the benches and tests of this crate only, and change with the
//! stages; other programs have [`inspect`](crate::inspect).

use juesuan_model::{Code, Diagnostic, Diagnostics, Extraction, FileFacts, Page};

use crate::{
    error::ExtractError,
    grid::{self, Grid, Rule, Snap},
    lines::{self, Word, mark_running},
    marks::PageMarks,
    pdf::{self, Examined, PdfFacts},
    settings::Settings,
    table::{assemble, overlay_lines, split_overlay, stands_in},
};

/// One page of a file, stage by stage.
#[derive(Debug, Clone)]
pub struct Inspection {
    /// How many pages of the file were read; pages beyond the limit are not.
    pub pages_read: u32,
    /// What was made of the page asked for; `None` where there is no such page among them.
    pub stages: Option<PageStages>,
}

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
    /// The tables, ruled or not, from the top.
    pub grids: Vec<Grid>,
    /// The page as the reconciler sees it.
    pub page: Page,
    /// What was noticed on it.
    pub diagnostics: Diagnostics,
}

pub(crate) fn extract_pdf(bytes: &[u8], settings: &Settings) -> Result<Extraction, ExtractError> {
    let (file, read, diagnostics) = pdf::read(bytes, settings, |marks| read_page(&marks))?;
    Ok(put_together(file, read, diagnostics))
}

pub(crate) fn examine_pdf(bytes: &[u8], settings: &Settings) -> Result<(Extraction, PdfFacts), ExtractError> {
    let Examined { file, facts, made, diagnostics } = pdf::examine(bytes, settings, |marks| read_page(&marks))?;
    Ok((put_together(file, made, diagnostics), facts))
}

fn put_together(file: FileFacts, read: Vec<(Page, Diagnostics)>, mut diagnostics: Diagnostics) -> Extraction {
    let (mut pages, noticed): (Vec<Page>, Vec<Diagnostics>) = read.into_iter().unzip();
    mark_running(&mut pages);
    diagnostics.extend(noticed.into_iter().flatten());
    diagnostics.sort_by_key(|diagnostic| diagnostic.page);
    Extraction { file, pages, diagnostics }
}

pub(crate) fn inspect_pdf(bytes: &[u8], settings: &Settings, page: u32) -> Result<Inspection, ExtractError> {
    let (_, read, mut diagnostics) = pdf::read(bytes, settings, |marks| {
        let (read, of_page) = read_page(&marks);
        (read, (marks.number == page).then_some((marks, of_page)))
    })?;
    let (mut pages, kept): (Vec<Page>, Vec<_>) = read.into_iter().unzip();
    let kept = kept.into_iter().flatten().next();
    mark_running(&mut pages);
    let pages_read = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    let Some(((marks, mut of_page), page_read)) = kept.zip(pages.into_iter().find(|read| read.number == page)) else {
        return Ok(Inspection { pages_read, stages: None });
    };
    diagnostics.retain(|diagnostic| diagnostic.page.is_none_or(|number| number == page));
    diagnostics.append(&mut of_page);
    let words = find_words(&marks);
    let PageParts { overlay, rules, grids, .. } = find_parts(&marks);
    let stages = PageStages { marks, words, overlay, rules, grids, page: page_read, diagnostics };
    Ok(Inspection { pages_read, stages: Some(stages) })
}

/// PDF → marks: what is drawn on each page.
///
/// # Errors
///
/// As [`extract`](crate::extract).
pub fn read_marks(bytes: &[u8], settings: &Settings) -> Result<Vec<PageMarks>, ExtractError> {
    pdf::read(bytes, settings, |marks| marks).map(|(_, pages, _)| pages)
}

/// Marks → words: the runs of visible glyphs, in drawing order.
pub fn find_words(marks: &PageMarks) -> Vec<Word> {
    lines::find_words(&marks.glyphs)
}

/// Marks → rules: ruling pieces merged into what a reader sees as one line.
pub fn find_rules(marks: &PageMarks) -> Vec<Rule> {
    grid::merge_rulings(&marks.rulings, &Snap::default())
}

/// Rules → grids: the ruled tables of the page, from the top.
pub fn find_ruled(rules: &[Rule]) -> Vec<Grid> {
    grid::find_grids(rules, &Snap::default())
}

/// Words outside the ruled tables → grids of the tables that their alignment makes, from the top.
pub fn find_unruled(words: &[Word], rules: &[Rule], ruled: &[Grid]) -> Vec<Grid> {
    let outside: Vec<Word> =
        words.iter().filter(|word| !ruled.iter().any(|grid| stands_in(word, grid))).cloned().collect();
    grid::find_unruled(&outside, rules)
}

/// What a page's marks make before they are put together.
#[derive(Debug, Clone)]
pub struct PageParts {
    /// Words of lines and cells, in drawing order.
    pub words: Vec<Word>,
    /// Words kept out of them: watermarks and seals.
    pub overlay: Vec<Word>,
    /// Ruling pieces merged into rules.
    pub rules: Vec<Rule>,
    /// The tables, ruled or not, from the top.
    pub grids: Vec<Grid>,
}

/// Marks → words, rules and grids.
pub fn find_parts(marks: &PageMarks) -> PageParts {
    let rules = find_rules(marks);
    let mut grids = find_ruled(&rules);
    let (words, overlay) = split_overlay(find_words(marks), &grids);
    grids.extend(find_unruled(&words, &rules, &grids));
    grids.sort_by(|a, b| a.bbox().y0.total_cmp(&b.bbox().y0));
    PageParts { words, overlay, rules, grids }
}

/// Words and grids → the page as the reconciler sees it: lines, and tables with their cells filled.
///
/// Running heads and feet are not told yet: that takes all pages.
pub fn assemble_page(marks: &PageMarks, parts: PageParts) -> (Page, Diagnostics) {
    let assembled = assemble(parts.words, &parts.grids, marks.number);
    let mut diagnostics = assembled.diagnostics;
    if !parts.overlay.is_empty() {
        let text: Vec<&str> = parts.overlay.iter().map(|word| word.text.as_str()).take(12).collect();
        diagnostics.push(Diagnostic::of_page(Code::OverlayLeftOut, marks.number, text.join(" ")));
    }
    let (number, width, height) = (marks.number, marks.width, marks.height);
    let overlay = overlay_lines(&parts.overlay);
    (Page { number, width, height, lines: assembled.lines, tables: assembled.tables, overlay }, diagnostics)
}

/// One page through lines, grid and table.
fn read_page(marks: &PageMarks) -> (Page, Diagnostics) {
    assemble_page(marks, find_parts(marks))
}
