//! What the searches in `fuzz/` have found: each file once made a target panic, run away or contradict itself.

use std::fs;
use std::path::Path;

use super::{survives, wrapped};

/// Reads every file of these folders of `fuzz/` as their target does.
#[track_caller]
fn check(target: &str, file: impl Fn(&[u8]) -> Vec<u8>) {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
    let mut read = 0;
    for folder in ["seeds", "regressions"] {
        for entry in fs::read_dir(fuzz.join(folder).join(target)).into_iter().flatten() {
            let path = entry.unwrap().path();
            let _ = survives(&path.display().to_string(), &file(&fs::read(&path).unwrap()));
            read += 1;
        }
    }
    assert!(read > 0, "no files of {target}");
}

#[test]
fn whole_files() {
    check("whole_file", <[u8]>::to_vec);
}

#[test]
fn content_streams() {
    check("content_stream", wrapped::content);
}

#[test]
fn cmaps() {
    check("cmap", wrapped::cmap);
}

#[test]
fn text_dumps() {
    check("text_dump", <[u8]>::to_vec);
}
