//! What we read from the shipped documents, against what two other readers make of them.
//!
//! Page by page, the characters are compared as multisets: compatibility forms are normalized (NFKC), white space is
//! left out, and so is order, because each reader has its own idea of lines. A reader that fails on a document (it does
//! not know the fonts, or panics) is written down as such: the test fails when a reader silently stops being compared.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

use std::{collections::BTreeMap, fs, panic, path::PathBuf};

use juesuan_extractor::{Settings, stages::read_marks};
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

/// Which reader reads which document: lopdf, then pdf-extract. What neither reads (fonts that lie or are not embedded,
/// broken files, pages with hidden text) is compared with pdftotext by `scripts/compare_glyphs.py`.
const EXPECTED: [(&str, Reading, Reading); 41] = [
    ("large-1-long.pdf", Fails, Fails),
    ("large-12-long.pdf", Fails, Fails),
    ("medium-2-chromium-dotted.pdf", Same, Same),
    ("medium-2-packed.pdf", Fails, Fails),
    ("medium-2-tex-grid.pdf", Same, Same),
    ("medium-22-faulty-drawn.pdf", Fails, Fails),
    ("medium-3-chromium-watermark.pdf", Same, Same),
    ("medium-3-open.pdf", Fails, Fails),
    ("medium-7-calc-open.pdf", Same, Same),
    ("medium-8-bare.pdf", Fails, Fails),
    ("medium-8-writer-outer.pdf", Same, Same),
    ("small-1-calc-scaled.pdf", Same, Same),
    ("small-1-chromium-watermark.pdf", Same, Same),
    ("small-1-gateway.pdf", Same, Fails),
    ("small-11-calc-open.pdf", Same, Same),
    ("small-11-type3.pdf", Fails, Fails),
    ("small-11-writer-double.pdf", Same, Same),
    ("small-21-faulty-drawn.pdf", Fails, Same),
    ("small-4-chromium-zebra.pdf", Same, Same),
    ("small-9-partly-scanned.pdf", Fails, Fails),
    ("small-9-tex-grid.pdf", Same, Same),
    ("small-9-writer-outer.pdf", Same, Same),
    ("tiny-10-calc-hair.pdf", Same, Same),
    ("tiny-10-cropped.pdf", Fails, Fails),
    ("tiny-12-calc-hair.pdf", Same, Same),
    ("tiny-12-chromium-dotted.pdf", Same, Same),
    ("tiny-12-scan.pdf", Same, Same),
    ("tiny-23-faulty-drawn.pdf", Fails, Same),
    ("tiny-5-type3.pdf", Fails, Same),
    ("tiny-5-typst-unruled.pdf", Same, Same),
    ("tiny-5-writer-double.pdf", Same, Same),
    ("tiny-6-turned.pdf", Fails, Fails),
    ("tiny-6-typst-three-line.pdf", Same, Same),
    ("zs12345-2022-bold.pdf", Fails, Fails),
    ("zs12345-2022-chromium-three-line.pdf", Fails, Fails),
    ("zs12345-2022-draft.pdf", Fails, Same),
    ("zs12345-2022-embedded.pdf", Same, Same),
    ("zs12345-2022-gb1.pdf", Same, Fails),
    ("zs12345-2022-gbk.pdf", Fails, Fails),
    ("zs12345-2022-tex-booktabs.pdf", Same, Same),
    ("zs12345-2022-typst-rows.pdf", Same, Same),
];

/// Opens with a password only, which the other readers are not given.
const WITH_PASSWORD: &str = "small-4-password.pdf";
/// A scan: nothing to read.
const SCAN: &str = "tiny-12-scan.pdf";

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
    let pages = read_marks(file, &Settings::default()).unwrap();
    pages.iter().map(|marks| characters(&marks.visible().map(|glyph| glyph.char).collect::<String>())).collect()
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
        .filter(|name| name.ends_with(".pdf") && name != WITH_PASSWORD)
        .collect();
    names.sort();
    assert_eq!(names, EXPECTED.map(|(name, _, _)| name));
}

#[test]
fn other_readers_read_the_same_characters() {
    for (name, lopdf, pdf_extract) in EXPECTED {
        let file = fs::read(folder().join(name)).unwrap();
        let ours = ours(&file);
        assert_eq!(ours.iter().map(count).sum::<usize>() > 1000, name != SCAN, "{name}");
        let (by_lopdf, by_pdf_extract) = (compare(&ours, by_lopdf(&file)), compare(&ours, by_pdf_extract(&file)));
        assert_eq!(by_lopdf.0, lopdf, "{name}, lopdf: {:?}", by_lopdf.1);
        assert_eq!(by_pdf_extract.0, pdf_extract, "{name}, pdf-extract: {:?}", by_pdf_extract.1);
    }
}
