//! The published dictionary and the page of checks are what the catalogue says.

use std::path::Path;

use juesuan_model::Language;

#[track_caller]
fn check(file: &str, written: &str, example: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(file);
    let published = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        published == written,
        "docs/{file} is out of date; write it again with\n    \
         cargo run -p juesuan-reconciler --example {example} > docs/{file}"
    );
}

#[test]
fn the_published_dictionary_is_what_the_catalogue_says() {
    check("dictionary.md", &juesuan_reconciler::dictionary_page(Language::English), "dictionary -- en");
    check("dictionary.zh.md", &juesuan_reconciler::dictionary_page(Language::Chinese), "dictionary -- zh");
}

#[test]
fn the_published_checks_are_what_the_catalogue_says() {
    check("checks.md", &juesuan_reconciler::checks_page(Language::English), "checks -- en");
    check("checks.zh.md", &juesuan_reconciler::checks_page(Language::Chinese), "checks -- zh");
}
