//! What the targets do with the bytes that they are given, and what must hold of whatever comes out.
//!
//! The targets are one line each, so that a test or a debugger can call the same functions. Builder, wrappings and
//! invariants are those of the crates' own tests.

#[path = "../../crates/extractor/tests/builder/mod.rs"]
#[allow(dead_code, reason = "the crates' tests use the rest")]
mod builder;
#[path = "../../crates/reconciler/tests/invariants/mod.rs"]
mod document_invariants;
#[path = "../../crates/extractor/tests/invariants/mod.rs"]
mod extraction_invariants;
#[path = "../../crates/reconciler/tests/made_up/mod.rs"]
mod made_up;
#[path = "../../crates/extractor/tests/wrapped/mod.rs"]
mod wrapped;

use juesuan_extractor::{Found, Limits, Settings, extract, sniff};
use juesuan_model::{Extraction, Language};
use juesuan_reconciler::{SourceFile, reconcile};

/// A file as it is.
pub fn whole_file(bytes: &[u8]) {
    read(bytes, |_| ());
}

/// The content of a page.
pub fn content_stream(bytes: &[u8]) {
    assert!(read(&wrapped::content(bytes), |extraction| assert_eq!(extraction.pages.len(), 1)));
}

/// A CMap of a font.
pub fn cmap(bytes: &[u8]) {
    assert!(read(&wrapped::cmap(bytes), |extraction| assert_eq!(extraction.pages.len(), 1)));
}

/// A text dump. Bytes that are a PDF are no business of this one.
pub fn text_dump(bytes: &[u8]) {
    if sniff(bytes) == Found::Text {
        assert!(read(bytes, |extraction| assert!(!extraction.pages.is_empty())));
    }
}

/// Pages made up from the bytes.
pub fn reconcile_pages(bytes: &[u8]) {
    let json = document(made_up::extraction(bytes));
    if twice(bytes) {
        assert_eq!(json, document(made_up::extraction(bytes)), "the same pages give another document");
    }
}

/// Reads a file with small bounds, so that one input takes milliseconds. Tells whether anything was obtained.
fn read(bytes: &[u8], check: impl Fn(&Extraction)) -> bool {
    let settings = Settings {
        password: None,
        threads: 1,
        limits: Limits {
            pages: 8,
            stream_bytes: 1 << 20,
            operators_per_page: 20_000,
            operators_per_file: 50_000,
            glyphs_per_page: 4_000,
            glyphs_per_file: 10_000,
            rulings_per_page: 2_000,
            nesting: 8,
        },
    };
    let json = |bytes: &[u8]| {
        let extraction = extract(bytes, &settings)?;
        extraction_invariants::check(&extraction);
        check(&extraction);
        Ok::<_, juesuan_extractor::ExtractError>(document(extraction))
    };
    let first = json(bytes);
    if let Err(error) = &first {
        assert!(!error.code().is_empty() && !error.message(Language::Chinese).is_empty());
    }
    if twice(bytes) {
        assert_eq!(first, json(bytes), "the same bytes give another document");
    }
    first.is_ok()
}

/// The document as JSON.
fn document(extraction: Extraction) -> String {
    let source = SourceFile { file_name: "x".to_owned(), ..SourceFile::default() };
    let accounts = reconcile(extraction, source, Language::Chinese);
    document_invariants::check(&accounts);
    serde_json::to_string(&accounts).expect("every document can be written")
}

/// Whether to read these bytes a second time. One input of eight is enough, and which one depends on nothing else.
fn twice(bytes: &[u8]) -> bool {
    bytes.iter().fold(0u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(*byte)) % 8 == 0
}

/// Lets the PDF libraries panic, as `extract` does: it catches that, and the page or the first try is lost with a
/// diagnostic. A panic in the project's own code ends the run as usual, even where `extract` would catch it.
pub fn keep_engine_panics() {
    let ends_the_run = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let of_a_library = panic.location().is_some_and(|place| place.file().contains("/registry/src/"));
        if !of_a_library {
            ends_the_run(panic);
        }
    }));
}
