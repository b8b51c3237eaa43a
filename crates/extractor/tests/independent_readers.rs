//! What we read from the shipped documents, against what two other readers make of them.
//!
//! Page by page, the characters are compared as multisets: compatibility forms are normalized (NFKC), white space is
//! left out, and so is order, because each reader has its own idea of lines. A reader that fails on a document (it does
//! not know the fonts, or panics) is written down as such: the test fails when a reader silently stops being compared,
//! and when a document is left without any.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

use std::{collections::BTreeMap, fs, panic, path::PathBuf};

use juesuan_extractor::{Settings, inspect};
use unicode_normalization::UnicodeNormalization;

/// Recall and precision that two readers of one page must have of each other.
const LEAST: f64 = 0.999;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// Reads every page as we do.
    Same,
    /// Gives an error, panics, or gives text that is not the page's.
    Fails,
}

use Reading::{Fails, Same};

/// Which reader reads which document: lopdf, then pdf-extract.
const EXPECTED: [(&str, Reading, Reading); 2] =
    [("zs12345-2022-embedded.pdf", Same, Same), ("zs12345-2022-gb1.pdf", Same, Fails)];

type Characters = BTreeMap<char, usize>;

fn characters(text: &str) -> Characters {
    let mut counts = Characters::new();
    for char in text.nfkc().filter(|char| !char.is_whitespace()) {
        *counts.entry(char).or_default() += 1;
    }
    counts
}

fn count(characters: &Characters) -> usize {
    characters.values().sum()
}

/// How many characters the two have in common.
fn common(one: &Characters, other: &Characters) -> usize {
    one.iter().map(|(char, &count)| count.min(other.get(char).copied().unwrap_or(0))).sum()
}

/// Our visible text, page by page.
fn ours(file: &[u8]) -> Vec<Characters> {
    (1..)
        .map_while(|page| inspect(file, &Settings::default(), page).unwrap().stages)
        .map(|stages| characters(&stages.marks.visible().map(|glyph| glyph.char).collect::<String>()))
        .collect()
}

fn by_lopdf(file: &[u8]) -> Option<Vec<Characters>> {
    let document = lopdf::Document::load_mem(file).ok()?;
    document.get_pages().keys().map(|&page| Some(characters(&document.extract_text(&[page]).ok()?))).collect()
}

fn by_pdf_extract(file: &[u8]) -> Option<Vec<Characters>> {
    let file = file.to_vec();
    let pages = panic::catch_unwind(move || pdf_extract::extract_text_from_mem_by_pages(&file)).ok()?.ok()?;
    Some(pages.iter().map(|page| characters(page)).collect())
}

/// Whether another reader reads the pages as we do, and where not.
fn compare(ours: &[Characters], theirs: Option<Vec<Characters>>) -> (Reading, Vec<String>) {
    let Some(theirs) = theirs.filter(|theirs| theirs.len() == ours.len()) else {
        return (Fails, vec!["not read".to_owned()]);
    };
    let mut differences = Vec::new();
    for (number, (ours, theirs)) in (1..).zip(ours.iter().zip(&theirs)) {
        let both = common(ours, theirs) as f64;
        let recall = both / count(theirs).max(1) as f64;
        let precision = both / count(ours).max(1) as f64;
        if count(ours) + count(theirs) > 0 && (recall < LEAST || precision < LEAST) {
            differences.push(format!("page {number}: recall {recall:.4}, precision {precision:.4}"));
        }
    }
    (if differences.is_empty() { Same } else { Fails }, differences)
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../corpus/pdf")
}

#[test]
fn every_shipped_document_is_listed() {
    let mut names: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".pdf"))
        .collect();
    names.sort();
    assert_eq!(names, EXPECTED.map(|(name, _, _)| name));
}

#[test]
fn other_readers_read_the_same_characters() {
    for (name, lopdf, pdf_extract) in EXPECTED {
        assert!(lopdf == Same || pdf_extract == Same, "{name} is read by no other reader");
        let file = fs::read(folder().join(name)).unwrap();
        let ours = ours(&file);
        assert!(ours.iter().map(count).sum::<usize>() > 1000, "{name}");
        let (by_lopdf, by_pdf_extract) = (compare(&ours, by_lopdf(&file)), compare(&ours, by_pdf_extract(&file)));
        assert_eq!(by_lopdf.0, lopdf, "{name}, lopdf: {:?}", by_lopdf.1);
        assert_eq!(by_pdf_extract.0, pdf_extract, "{name}, pdf-extract: {:?}", by_pdf_extract.1);
    }
}
