//! What is told of a file: the public output of `juesuan doctor --format json`.

use std::collections::BTreeMap;
use std::path::Path;

use juesuan_extractor::{Examination, Facts, PageContent, PdfFacts, TextFacts, Unseen, sniff};
use juesuan_model::{Code, Document, FinalAccounts, GridKind, Language, ReportedDiagnostic, Severity};
use juesuan_reconciler::SourceFile;
use serde::Serialize;

use super::verdict::Verdict;
use crate::failure::Cause;

/// What is told of a file.
#[derive(Debug, Serialize)]
pub(super) struct Diagnosis {
    #[serde(flatten)]
    pub(super) about: FileAbout,
    /// `null` for anything else than a PDF, and for one that cannot be opened.
    pub(super) pdf: Option<PdfFacts>,
    /// `null` for anything else than a text dump.
    pub(super) text: Option<TextFacts>,
    /// Pages in the file, read or not.
    pub(super) page_count: u32,
    /// The text layer: pages in a row that are alike, in order. Empty for a text dump.
    pub(super) text_layer: Vec<PageRange>,
    /// Pages with tables.
    pub(super) tables: Vec<PageTables>,
    /// What the document is; `null` where nothing was read.
    pub(super) document: Option<Document>,
    /// The known forms, in printed order.
    pub(super) forms: Vec<FormFound>,
    /// What is left out of the text on purpose.
    pub(super) left_out: LeftOut,
    /// What was noticed while reading and joining, by code.
    pub(super) noticed: Vec<Noticed>,
    pub(super) verdict: Verdict,
}

/// What any file has.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FileAbout {
    /// As it was typed.
    pub(super) file: String,
    /// What it is by its content.
    pub(super) format: &'static str,
    /// Size in bytes.
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

/// Pages that follow each other and are alike.
#[derive(Debug, Serialize)]
pub(super) struct PageRange {
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) content: PageContent,
    /// Characters that a reader of these pages sees.
    pub(super) characters: usize,
}

/// The tables of a page, by what their cells are told by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct PageTables {
    pub(super) page: u32,
    pub(super) ruled: usize,
    pub(super) aligned: usize,
    pub(super) tabs: usize,
}

/// A known form.
#[derive(Debug, Serialize)]
pub(super) struct FormFound {
    pub(super) kind: String,
    pub(super) title: String,
    pub(super) pages: Vec<u32>,
}

/// What is left out of the text on purpose.
#[derive(Debug, Default, Serialize)]
pub(super) struct LeftOut {
    /// Characters that no reader sees.
    pub(super) unseen: Unseen,
    /// The pages with such characters; those drawn again to look bold do not count.
    pub(super) unseen_pages: Vec<u32>,
    /// Characters of watermarks and seals.
    pub(super) overlay: usize,
    /// The pages with them.
    pub(super) overlay_pages: Vec<u32>,
}

/// All that was noticed under one code.
#[derive(Debug, Serialize)]
pub(super) struct Noticed {
    pub(super) code: Code,
    pub(super) is_problem: bool,
    pub(super) count: usize,
    /// The pages concerned, ascending; empty where it concerns the whole file.
    pub(super) pages: Vec<u32>,
    /// The first message.
    pub(super) message: String,
}

/// What the extraction shows, before it is made into a document.
pub(super) struct Seen {
    pdf: Option<PdfFacts>,
    text: Option<TextFacts>,
    tables: Vec<PageTables>,
    left_out: LeftOut,
}

impl FileAbout {
    pub(super) fn of(file: &Path, bytes: &[u8], source: &SourceFile) -> Self {
        let (size, sha256) = (source.bytes, source.sha256.clone());
        Self { file: file.display().to_string(), format: sniff(bytes).code(), bytes: size, sha256 }
    }
}

impl Seen {
    pub(super) fn of(examination: &Examination) -> Self {
        let (pdf, text) = match &examination.facts {
            Facts::Pdf(facts) => (Some(facts.clone()), None),
            Facts::Text(facts) => (None, Some(facts.clone())),
        };
        let mut left_out = LeftOut::default();
        for page in pdf.iter().flat_map(|pdf| &pdf.pages) {
            left_out.unseen = left_out.unseen.plus(page.unseen);
            if page.unseen.hidden() > 0 {
                left_out.unseen_pages.push(page.number);
            }
        }
        let mut tables = Vec::new();
        for page in &examination.extraction.pages {
            let of_kind = |kind| page.tables.iter().filter(|table| table.grid == kind).count();
            let (ruled, aligned, tabs) =
                (of_kind(GridKind::Ruled), of_kind(GridKind::Aligned), of_kind(GridKind::Tabs));
            if ruled + aligned + tabs > 0 {
                tables.push(PageTables { page: page.number, ruled, aligned, tabs });
            }
            if !page.overlay.is_empty() {
                let characters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
                left_out.overlay += page.overlay.iter().map(|line| characters(&line.text)).sum::<usize>();
                left_out.overlay_pages.push(page.number);
            }
        }
        Self { pdf, text, tables, left_out }
    }
}

impl Diagnosis {
    pub(super) fn of(about: FileAbout, seen: Seen, accounts: &FinalAccounts, language: Language) -> Self {
        let Seen { pdf, text, tables, left_out } = seen;
        let forms = accounts.forms().map(|form| FormFound {
            kind: form.kind.clone(),
            title: form.title.clone(),
            pages: form.pages.clone(),
        });
        let noticed = noticed(&accounts.diagnostics);
        Self {
            verdict: Verdict::of(pdf.as_ref(), accounts, &noticed, language),
            text_layer: pdf.as_ref().map(text_layer).unwrap_or_default(),
            about,
            pdf,
            text,
            page_count: accounts.source.pages,
            tables,
            document: Some(accounts.document.clone()),
            forms: forms.collect(),
            left_out,
            noticed,
        }
    }

    /// Of a file of which nothing can be had.
    pub(super) fn of_unreadable(about: FileAbout, cause: &Cause, language: Language) -> Self {
        Self {
            verdict: Verdict::nothing(cause, language),
            about,
            pdf: None,
            text: None,
            page_count: 0,
            text_layer: Vec::new(),
            tables: Vec::new(),
            document: None,
            forms: Vec::new(),
            left_out: LeftOut::default(),
            noticed: Vec::new(),
        }
    }
}

fn text_layer(pdf: &PdfFacts) -> Vec<PageRange> {
    let alike = pdf.pages.chunk_by(|a, b| a.content == b.content);
    let range = |pages: &[juesuan_extractor::PageFacts]| {
        let (first, last) = (pages.first()?, pages.last()?);
        Some(PageRange {
            first: first.number,
            last: last.number,
            content: first.content,
            characters: pages.iter().map(|page| page.characters).sum(),
        })
    };
    alike.filter_map(range).collect()
}

/// Problems first, then by code.
fn noticed(diagnostics: &[ReportedDiagnostic]) -> Vec<Noticed> {
    let mut by_code: BTreeMap<(bool, Code), Vec<&ReportedDiagnostic>> = BTreeMap::new();
    for found in diagnostics {
        let is_note = found.code.severity() == Severity::Note;
        by_code.entry((is_note, found.code)).or_default().push(found);
    }
    let one = |((is_note, code), found): ((bool, Code), Vec<&ReportedDiagnostic>)| {
        let mut pages: Vec<u32> = found.iter().filter_map(|found| found.page).collect();
        pages.sort_unstable();
        pages.dedup();
        let message = found.first().map(|found| found.message.clone()).unwrap_or_default();
        Noticed { code, is_problem: !is_note, count: found.len(), pages, message }
    };
    by_code.into_iter().map(one).collect()
}
