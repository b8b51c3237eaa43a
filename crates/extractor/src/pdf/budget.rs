//! What a page may still take, and the diagnostics of what it may not.

use juesuan_model::{Code, Diagnostic, Diagnostics};

use crate::settings::Limits;

/// What is left of the bounds. The file's part goes on from page to page.
#[derive(Debug, Clone)]
pub(super) struct Budget {
    limits: Limits,
    page: u32,
    operators: usize,
    file_operators: usize,
    glyphs: usize,
    file_glyphs: usize,
    rulings: usize,
    bytes: usize,
    pub(super) diagnostics: Diagnostics,
}

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            limits: limits.clone(),
            page: 0,
            operators: 0,
            file_operators: limits.operators_per_file,
            glyphs: 0,
            file_glyphs: limits.glyphs_per_file,
            rulings: 0,
            bytes: 0,
            diagnostics: Vec::new(),
        }
    }

    /// A new page: its own bounds are whole again, or what the file's leave of them.
    pub(super) fn start_page(&mut self, number: u32) {
        self.page = number;
        self.operators = self.limits.operators_per_page.min(self.file_operators);
        self.glyphs = self.limits.glyphs_per_page.min(self.file_glyphs);
        self.rulings = self.limits.rulings_per_page;
        self.bytes = self.limits.stream_bytes;
    }

    /// Ends the page: takes what it used from the file's bounds.
    pub(super) fn end_page(&mut self) {
        let page_operators = self.limits.operators_per_page.min(self.file_operators);
        let page_glyphs = self.limits.glyphs_per_page.min(self.file_glyphs);
        self.file_operators -= page_operators.saturating_sub(self.operators);
        self.file_glyphs -= page_glyphs.saturating_sub(self.glyphs);
    }

    /// Operators and glyphs of the file that the pages so far took.
    pub(super) fn used(&self) -> (usize, usize) {
        (self.limits.operators_per_file - self.file_operators, self.limits.glyphs_per_file - self.file_glyphs)
    }

    /// Whether another operator may be read.
    pub(super) fn take_operator(&mut self) -> bool {
        take(&mut self.operators).or_else(|| self.operators_over()).is_some()
    }

    /// Whether another glyph may be kept.
    pub(super) fn take_glyph(&mut self) -> bool {
        take(&mut self.glyphs).or_else(|| self.glyphs_over()).is_some()
    }

    /// Whether another ruling piece may be kept.
    pub(super) fn take_ruling(&mut self) -> bool {
        let limit = self.limits.rulings_per_page;
        take(&mut self.rulings).or_else(|| self.note(Code::TooManyRulings, limit)).is_some()
    }

    /// Whether forms may nest to `depth`.
    pub(super) fn allows_depth(&mut self, depth: usize) -> bool {
        let limit = self.limits.nesting;
        depth <= limit || self.note(Code::NestedTooDeep, limit).is_some()
    }

    /// Bytes that the streams of the page may still decode to.
    pub(super) fn bytes_left(&self) -> usize {
        self.bytes
    }

    /// A stream was decoded to `bytes`.
    pub(super) fn took_bytes(&mut self, bytes: usize) {
        self.bytes = self.bytes.saturating_sub(bytes);
    }

    pub(super) fn stream_too_large(&mut self) {
        self.note(Code::StreamTooLarge, self.limits.stream_bytes);
    }

    pub(super) fn content_missing(&mut self) {
        self.add(Code::ContentMissing, "");
    }

    pub(super) fn stream_undecodable(&mut self, what: &str) {
        self.add(Code::StreamUndecodable, what);
    }

    /// The page's bound is reached, or the file's where it left less than that to the page.
    fn operators_over(&mut self) -> Option<()> {
        let Limits { operators_per_page, operators_per_file, .. } = self.limits;
        if self.file_operators < operators_per_page {
            self.note_once(Code::TooManyOperatorsInFile, operators_per_file)
        } else {
            self.note(Code::TooManyOperators, operators_per_page)
        }
    }

    /// The same for glyphs.
    fn glyphs_over(&mut self) -> Option<()> {
        let Limits { glyphs_per_page, glyphs_per_file, .. } = self.limits;
        if self.file_glyphs < glyphs_per_page {
            self.note_once(Code::TooManyGlyphsInFile, glyphs_per_file)
        } else {
            self.note(Code::TooManyGlyphs, glyphs_per_page)
        }
    }

    /// A bound of the file: it holds for all later pages, too.
    fn note_once(&mut self, code: Code, limit: usize) -> Option<()> {
        if self.diagnostics.iter().any(|known| known.code == code) { None } else { self.note(code, limit) }
    }

    fn note(&mut self, code: Code, limit: usize) -> Option<()> {
        self.add(code, &limit.to_string());
        None
    }

    /// One diagnostic of each code a page is enough.
    fn add(&mut self, code: Code, detail: &str) {
        let page = self.page;
        if !self.diagnostics.iter().any(|known| known.code == code && known.page == Some(page)) {
            self.diagnostics.push(Diagnostic::of_page(code, page, detail));
        }
    }
}

fn take(left: &mut usize) -> Option<()> {
    *left = left.checked_sub(1)?;
    Some(())
}
