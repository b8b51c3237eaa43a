//! Files that end too early, begin too late, or lack their middle: downloads and copies that broke off.

use juesuan_extractor::ExtractError;
use juesuan_model::Code;

use super::{codes, parts, shipped, survives};

/// Reads the file without the bytes from `start` to `end`.
#[track_caller]
fn check(name: &str, file: &[u8], start: usize, end: usize) {
    let rest = [&file[..start], &file[end..]].concat();
    let what = format!("{name} without {start}..{end} of {}", file.len());
    match survives(&what, &rest) {
        Ok(extraction) => {
            // Whoever loses the end is told so.
            let told = codes(&extraction).contains(&Code::FileCutOff);
            assert!(told || end < file.len() || file.len() - start < 2048, "{what}: {:?}", codes(&extraction));
        }
        Err(error) => assert!(
            matches!(
                error,
                ExtractError::Damaged { .. }
                    | ExtractError::NoPages
                    | ExtractError::NotAPdf { .. }
                    | ExtractError::Empty
            ),
            "{what}: {error:?}"
        ),
    }
}

#[test]
fn a_shipped_document_may_end_anywhere() {
    let (name, file) = shipped("zs12345-2022-gb1.pdf");
    for part in 0..24 {
        check(name, &file, file.len() * part / 24, file.len());
    }
    for bytes in [1, 2, 5, 6, 7, 12, 30, 200, 1500] {
        check(name, &file, file.len() - bytes, file.len());
    }
}

#[test]
fn a_document_with_fonts_may_end_anywhere() {
    let (name, file) = shipped("zs12345-2022-embedded.pdf");
    for part in 0..8 {
        check(name, &file, file.len() * part / 8, file.len());
    }
}

#[test]
fn a_shipped_document_may_lack_its_beginning_or_its_middle() {
    let (name, file) = shipped("zs12345-2022-gb1.pdf");
    for part in 1..12 {
        check(name, &file, 0, file.len() * part / 12);
        check(name, &file, file.len() * (part - 1) / 12, file.len() * part / 12);
    }
}

#[test]
fn a_packed_file_may_end_at_any_byte() {
    let file = parts::packed();
    for end in (0..file.len()).step_by(7) {
        check("packed", &file, end, file.len());
    }
}

#[test]
fn a_file_of_every_kind_of_object_may_end_at_any_byte() {
    let file = parts::rich();
    for end in (0..file.len()).step_by(31) {
        check("rich", &file, end, file.len());
    }
}
