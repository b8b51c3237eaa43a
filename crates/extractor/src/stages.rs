//! The stages one after the other, page by page.

use juesuan_model::{Code, Diagnostic, Diagnostics, Extraction, Page, PageTable};

use crate::{
    error::ExtractError,
    grid::{Grid, Rule, Snap, find_grids, merge_rulings},
    lines::{Word, find_words, mark_running},
    marks::PageMarks,
    pdf,
    settings::Settings,
    table::{assemble, overlay_lines, split_overlay},
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

pub(crate) fn inspect_pdf(bytes: &[u8], settings: &Settings, page: u32) -> Result<Inspection, ExtractError> {
    let mut kept = None;
    let mut pages: Vec<Page> = Vec::new();
    let (_, mut diagnostics) = pdf::read(bytes, settings, |marks| {
        pages.push(read_page(&marks).0);
        if marks.number == page {
            kept = Some(marks);
        }
    })?;
    mark_running(&mut pages);
    let pages_read = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    let Some((marks, page_read)) = kept.zip(pages.into_iter().find(|read| read.number == page)) else {
        return Ok(Inspection { pages_read, stages: None });
    };
    diagnostics.retain(|diagnostic| diagnostic.page.is_none_or(|number| number == page));
    diagnostics.append(&mut read_page(&marks).1);
    let snap = Snap::default();
    let grids = find_grids(&marks.rulings, &snap);
    let words = find_words(marks.visible());
    let overlay = split_overlay(words.clone(), &grids).1;
    let rules = merge_rulings(&marks.rulings, &snap);
    let stages = PageStages { marks, words, overlay, rules, grids, page: page_read, diagnostics };
    Ok(Inspection { pages_read, stages: Some(stages) })
}

/// One page through lines, grid and table.
fn read_page(marks: &PageMarks) -> (Page, Diagnostics) {
    let grids = find_grids(&marks.rulings, &Snap::default());
    let (words, overlay) = split_overlay(find_words(marks.visible()), &grids);
    let assembled = assemble(words, &grids, marks.number);
    let mut diagnostics = assembled.diagnostics;
    if !overlay.is_empty() {
        let text: Vec<&str> = overlay.iter().map(|word| word.text.as_str()).take(12).collect();
        diagnostics.push(Diagnostic::of_page(Code::OverlayLeftOut, marks.number, text.join(" ")));
    }
    let tables: Vec<PageTable> = assembled.tables;
    let page = Page {
        number: marks.number,
        width: marks.width,
        height: marks.height,
        lines: assembled.lines,
        tables,
        overlay: overlay_lines(&overlay),
    };
    (page, diagnostics)
}
