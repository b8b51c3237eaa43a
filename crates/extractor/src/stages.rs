//! The stages one after the other, page by page.

use juesuan_model::{Code, Diagnostic, Diagnostics, Extraction, Page};

use crate::{
    error::ExtractError,
    grid::{Grid, Rule, Snap, find_grids, find_unruled, merge_rulings},
    lines::{Word, find_words, mark_running},
    marks::PageMarks,
    pdf,
    settings::Settings,
    table::{assemble, split_overlay, stands_in},
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
    let Read { words, overlay, rules, grids } = read_marks(&marks);
    let words = words.into_iter().chain(overlay.iter().cloned()).collect();
    Ok(Some(PageStages { marks, words, overlay, rules, grids, page: page_read, diagnostics }))
}

/// What a page's marks make before they are put together.
struct Read {
    words: Vec<Word>,
    overlay: Vec<Word>,
    rules: Vec<Rule>,
    grids: Vec<Grid>,
}

/// Marks → words, rules and grids.
fn read_marks(marks: &PageMarks) -> Read {
    let snap = Snap::default();
    let rules = merge_rulings(&marks.rulings, &snap);
    let mut grids = find_grids(&rules, &snap);
    let (words, overlay) = split_overlay(find_words(marks.visible()), &grids);
    let outside: Vec<Word> =
        words.iter().filter(|word| !grids.iter().any(|grid| stands_in(word, grid))).cloned().collect();
    grids.extend(find_unruled(&outside, &rules));
    grids.sort_by(|a, b| a.bbox().y0.total_cmp(&b.bbox().y0));
    Read { words, overlay, rules, grids }
}

/// One page through lines, grid and table.
fn read_page(marks: &PageMarks) -> (Page, Diagnostics) {
    let Read { words, overlay, grids, .. } = read_marks(marks);
    let assembled = assemble(words, &grids, marks.number);
    let mut diagnostics = assembled.diagnostics;
    if !overlay.is_empty() {
        let text: Vec<&str> = overlay.iter().map(|word| word.text.as_str()).take(12).collect();
        diagnostics.push(Diagnostic::of_page(Code::OverlayLeftOut, marks.number, text.join(" ")));
    }
    let page = Page {
        number: marks.number,
        width: marks.width,
        height: marks.height,
        lines: assembled.lines,
        tables: assembled.tables,
    };
    (page, diagnostics)
}
