//! Pages read side by side are the pages read one after the other.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

use std::fmt::Write;

use juesuan_extractor::{Limits, Settings, extract};
use juesuan_model::Extraction;

/// A PDF of so many pages, each with its number and a rule.
fn pdf(pages: usize) -> Vec<u8> {
    let kids: String = (0..pages).map(|page| format!("{} 0 R ", 4 + 2 * page)).collect();
    let mut pdf = format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[{kids}]/Count {pages}\
         /MediaBox[0 0 200 200]/Resources<</Font<</F 3 0 R>>>>>>endobj\n\
         3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj\n"
    );
    for page in 0..pages {
        let content = format!("BT /F 10 Tf 20 100 Td (page number {page}) Tj ET 10 50 180 1 re f");
        let (leaf, stream) = (4 + 2 * page, 5 + 2 * page);
        write!(
            pdf,
            "{leaf} 0 obj<</Type/Page/Parent 2 0 R/Contents {stream} 0 R>>endobj\n\
             {stream} 0 obj<</Length {}>>stream\n{content}\nendstream endobj\n",
            content.len()
        )
        .unwrap();
    }
    pdf.push_str("trailer<</Root 1 0 R>>\n");
    pdf.into_bytes()
}

fn by(threads: usize, pages: usize, limits: Limits) -> Extraction {
    extract(&pdf(pages), &Settings { threads, limits, ..Settings::default() }).unwrap()
}

#[test]
fn any_number_of_threads_reads_the_same() {
    let one = by(1, 200, Limits::default());
    assert_eq!(one.pages.len(), 200);
    for (page, number) in one.pages.iter().zip(0..) {
        assert!(page.lines.iter().any(|line| line.text == format!("page number {number}")), "page {number}");
    }
    for threads in [0, 2, 3, 8] {
        assert_eq!(format!("{:?}", by(threads, 200, Limits::default())), format!("{one:?}"), "{threads} threads");
    }
}

#[test]
fn a_bound_on_the_file_is_reached_on_the_same_page() {
    // Some 15 glyphs a page: all are used up in the second half of the file.
    let limits = || Limits { glyphs_per_file: 2_000, ..Limits::default() };
    let one = by(1, 200, limits());
    let full = one.pages.iter().filter(|page| !page.lines.is_empty()).count();
    assert!((100..199).contains(&full), "{full}");
    assert!(!one.diagnostics.is_empty());
    assert_eq!(format!("{:?}", by(4, 200, limits())), format!("{one:?}"));
}
