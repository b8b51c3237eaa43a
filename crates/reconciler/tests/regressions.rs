//! Documents made up from bytes, those that the search in `fuzz/` once broke on among them.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

mod invariants;
mod made_up;

use std::fs;
use std::path::Path;

use juesuan_model::Language;
use juesuan_reconciler::{SourceFile, reconcile};

/// Reconciles the document that the bytes choose, twice.
#[track_caller]
fn check(bytes: &[u8]) {
    let json = || {
        let accounts = reconcile(made_up::extraction(bytes), SourceFile::default(), Language::Chinese);
        invariants::check(&accounts);
        serde_json::to_string(&accounts).unwrap()
    };
    assert_eq!(json(), json());
}

#[test]
fn what_the_search_found_stays_found() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
    for folder in ["seeds", "regressions"] {
        for entry in fs::read_dir(fuzz.join(folder).join("reconcile")).into_iter().flatten() {
            let path = entry.unwrap().path();
            eprintln!("{}", path.display());
            check(&fs::read(path).unwrap());
        }
    }
}

#[test]
fn five_hundred_documents_of_random_choices() {
    let mut state = 7u32;
    for _ in 0..500 {
        let bytes: Vec<u8> = (0..600)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 16) as u8
            })
            .collect();
        check(&bytes);
    }
}
