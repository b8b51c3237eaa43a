//! The published dictionary is what the catalogue says.

use std::path::Path;

use juesuan_model::Language;

#[track_caller]
fn check(file: &str, language: Language, argument: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(file);
    let published = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        published == juesuan_reconciler::dictionary(language),
        "docs/{file} is out of date; write it again with\n    \
         cargo run -p juesuan-reconciler --example dictionary -- {argument} > docs/{file}"
    );
}

#[test]
fn the_published_dictionary_is_what_the_catalogue_says() {
    check("dictionary.md", Language::English, "en");
    check("dictionary.zh.md", Language::Chinese, "zh");
}
