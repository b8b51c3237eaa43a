//! Files made to do harm. Whatever they are, reading them ends soon, in little memory, with pages that keep their promises
//! or with an error that says what to do; and no panic is hidden behind a diagnostic.
//!
//! One module an idea. Where the bytes are random, the seed is fixed: a failure today fails tomorrow.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

#[path = "../builder/mod.rs"]
#[allow(dead_code, reason = "each folder of tests uses its part")]
mod builder;
#[path = "../invariants/mod.rs"]
mod invariants;
#[path = "../wrapped/mod.rs"]
mod wrapped;

mod bombs;
mod crowds;
mod flip;
mod graph;
mod nesting;
mod numbers;
mod parts;
mod regressions;
mod truncate;

use std::fs;
use std::path::Path;
use std::sync::{Mutex, Once};
use std::time::{Duration, Instant};

use juesuan_extractor::{ExtractError, Limits, Settings, extract};
use juesuan_model::{Code, Extraction, Language};

/// What one small hostile file may take on a busy machine, compiled for debugging: what never ends takes longer.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a caller may have left of its stack: less than any thread is given by default.
const STACK_BYTES: usize = 256 << 10;

/// Where the project's own code panicked, though `extract` caught it.
static OWN_PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Bounds like the usual ones, but small.
fn small() -> Settings {
    let limits = Limits {
        pages: 200,
        stream_bytes: 4 << 20,
        operators_per_page: 100_000,
        operators_per_file: 200_000,
        glyphs_per_page: 10_000,
        glyphs_per_file: 50_000,
        rulings_per_page: 5_000,
        nesting: 24,
    };
    Settings { limits, ..Settings::default() }
}

/// Reads the file within small bounds, and checks what holds of every file.
#[track_caller]
fn survives(what: &str, file: &[u8]) -> Result<Extraction, ExtractError> {
    survives_within(&small(), what, file)
}

#[track_caller]
fn survives_within(settings: &Settings, what: &str, file: &[u8]) -> Result<Extraction, ExtractError> {
    watch_panics();
    let began = Instant::now();
    let read = on_a_small_stack(|| extract(file, settings), what);
    assert!(began.elapsed() < PATIENCE, "{what}: {:?}", began.elapsed());
    // Files are read side by side: a panic fails this test or another one.
    let panics = std::mem::take(&mut *OWN_PANICS.lock().unwrap());
    assert!(panics.is_empty(), "{what}: {panics:?}");
    match &read {
        Ok(extraction) => invariants::check(extraction),
        Err(error) => {
            for language in [Language::Chinese, Language::English] {
                assert!(!error.message(language).is_empty(), "{what}");
            }
        }
    }
    read
}

/// What `work` makes on a thread that has hardly any stack.
#[track_caller]
fn on_a_small_stack<T: Send>(work: impl FnOnce() -> T + Send, what: &str) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, work);
        thread.unwrap().join().unwrap_or_else(|_| panic!("{what}: a panic that nobody caught"))
    })
}

/// `extract` catches panics, for the PDF libraries are not ours. Ours are told apart by where they are.
fn watch_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            let place = panic.location().map(|place| place.to_string()).unwrap_or_default();
            if place.contains("extractor/src/") {
                OWN_PANICS.lock().unwrap().push(place);
            } else if !place.contains("/registry/src/") {
                usual(panic);
            }
        }));
    });
}

/// What was noticed.
fn codes(extraction: &Extraction) -> Vec<Code> {
    extraction.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

/// The text outside tables.
fn lines(extraction: &Extraction) -> Vec<&str> {
    extraction.pages.iter().flat_map(|page| &page.lines).map(|line| line.text.as_str()).collect()
}

/// A document of the corpus, with its name.
fn shipped(name: &str) -> (&str, Vec<u8>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/pdf").join(name);
    (name, fs::read(path).unwrap())
}

/// Numbers without order, the same each time.
struct Random(u32);

impl Random {
    /// A number under `count`.
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as usize % count
    }
}
