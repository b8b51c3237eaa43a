//! Files made to do harm, through the command: each has its own end, in bounded memory, and the files before and after it
//! come out as if they were alone.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

#[path = "../../extractor/tests/builder/mod.rs"]
#[allow(dead_code, reason = "the extractor's tests use the rest")]
mod builder;
mod command;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use builder::{FONT, Pdf, deflated, page, page_in, show, stream_body};
use command::{juesuan, shipped, stderr};
use tempfile::tempdir;

/// What one file may take on a busy machine, compiled for debugging: what never ends takes longer.
const PATIENCE: Duration = Duration::from_secs(40);

/// Good files, by name, of each front door.
fn good() -> Vec<(String, Vec<u8>)> {
    ["pdf/zs12345-2022-gb1.pdf", "text/zs12345-2022.txt"]
        .map(|path| {
            (Path::new(path).file_name().unwrap().to_str().unwrap().to_owned(), fs::read(shipped(path)).unwrap())
        })
        .to_vec()
}

/// A file of one page with a line and this content after it.
fn with(content: &str) -> Vec<u8> {
    page(&(show(50.0, 700.0, "一页") + content))
}

/// Hostile files, by what they do.
fn hostile() -> Vec<(String, Vec<u8>)> {
    let file = fs::read(shipped("pdf/zs12345-2022-gb1.pdf")).unwrap();
    let mut flipped = file.clone();
    for at in (100..flipped.len()).step_by(97) {
        flipped[at] ^= 0x20;
    }
    let blanks = vec![b' '; 160 << 20];
    let mut content_bomb = Pdf::new();
    let bomb = content_bomb.stream("/Filter/FlateDecode", deflated(&blanks));
    content_bomb.page_of(&format!("/Contents {bomb} 0 R"), "");
    let mut structure_bomb = Pdf::new();
    structure_bomb.page("", "", show(50.0, 700.0, "一页"));
    structure_bomb.stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", deflated(&blanks));
    let mut tree = Pdf::new();
    let node = tree.add("<</Type/Pages/Count 2147483647/Kids[3 0 R 2 0 R 3 0 R]>>");
    tree.page_of("", "");
    let tree = String::from_utf8_lossy(&tree.finish()).replace("/Kids[", &format!("/Kids[{node} 0 R "));
    let mut forms = Pdf::new();
    let form = forms.add("");
    let entries =
        format!("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {form} 0 R>>/Font<</F1 {FONT}>>>>");
    forms.set(form, stream_body(&entries, format!("/X Do /X Do {}", show(0.0, 0.0, "一")).as_bytes()));
    forms.page("", &format!("/XObject<</X {form} 0 R>>"), "/X Do ".repeat(1000));
    let widths = "<</Type/Font/Subtype/Type0/BaseFont/S/Encoding/Identity-H/DescendantFonts[<</Type/Font\
                  /Subtype/CIDFontType2/BaseFont/S/W[0 4294967295 500]>>]>>";
    let first = "<</Type/Font/Subtype/TrueType/BaseFont/S/FirstChar 4294967295/LastChar 4294967295/Widths[500]>>";
    [
        ("cut-off.pdf", file[..file.len() / 3].to_vec()),
        ("flipped.pdf", flipped),
        ("content-bomb.pdf", content_bomb.finish()),
        ("structure-bomb.pdf", structure_bomb.finish()),
        ("tree-in-circles.pdf", tree.into_bytes()),
        ("forms-in-circles.pdf", forms.finish()),
        ("all-widths.pdf", page_in(widths, "BT /F1 9 Tf 50 700 Td <0001> Tj ET")),
        ("first-code.pdf", page_in(first, "BT /F1 9 Tf 50 700 Td (A) Tj ET")),
        ("deep-operands.pdf", with(&"[".repeat(1_000_000))),
        ("deep-states.pdf", with(&"q ".repeat(1_000_000))),
        ("deep-object.pdf", with("").into_iter().chain(b"1 0 obj ".iter().copied()).chain([b'['; 300_000]).collect()),
        ("huge-numbers.pdf", with(&"1e38 99999999999999999999999 m 1e38 0 l S ".repeat(1000))),
        ("web-page.pdf", b"<!DOCTYPE html><html></html>".to_vec()),
        ("nothing.pdf", Vec::new()),
        ("header.pdf", b"%PDF-1.7\n".to_vec()),
        ("wide.txt", format!("收入决算表\n{}\n", "1\t".repeat(300_000)).into_bytes()),
        ("tall.txt", format!("收入决算表\n{}\n", "1\t2\n".repeat(60_000)).into_bytes()),
    ]
    .map(|(name, bytes)| (name.to_owned(), bytes))
    .to_vec()
}

#[test]
fn good_files_among_hostile_ones_come_out_as_if_alone() {
    let folder = tempdir().unwrap();
    let (good, hostile) = (good(), hostile());
    let convert = |name: &str, out: &str| juesuan(folder.path(), ["convert", name, "-o", out]);
    for (name, bytes) in good.iter().chain(&hostile) {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let written = |out: &str, name: &str| {
        let name = Path::new(name).with_extension("json");
        fs::read(folder.path().join(out).join(name))
    };
    let alone: Vec<_> =
        good.iter().map(|(name, _)| (convert(name, "alone/"), written("alone", name).unwrap())).collect();
    let mut turns = good.iter().zip(&alone).cycle();
    for (name, _) in &hostile {
        let began = Instant::now();
        let told = convert(name, "among/");
        assert!(began.elapsed() < PATIENCE, "{name}: {:?}", began.elapsed());
        let (code, said) = (told.status.code(), stderr(&told));
        match code {
            // Whatever is not told on standard error is not a problem.
            Some(0) => assert_eq!(said, "", "{name}"),
            Some(1) => assert!(!said.is_empty() && written("among", name).is_ok(), "{name}: {said}"),
            Some(2) => assert!(said.lines().count() == 1 && written("among", name).is_err(), "{name}: {said}"),
            _ => panic!("{name}: {:?} {said}", told.status),
        }
        assert!(!said.contains("internal"), "{name}: {said}");
        let ((name, _), (before, json)) = turns.next().unwrap();
        let now = convert(name, "among/");
        assert_eq!((now.status.code(), &now.stderr), (before.status.code(), &before.stderr), "{name}");
        assert!(&written("among", name).unwrap() == json, "{name} differs");
    }
}

/// Within a gigabyte of addresses, of which the stack of the thread that reads takes a part.
#[cfg(target_os = "linux")]
#[test]
fn hostile_files_need_no_more_than_a_gigabyte() {
    let folder = tempdir().unwrap();
    for (name, bytes) in hostile() {
        fs::write(folder.path().join(&name), bytes).unwrap();
        let bounded =
            format!("ulimit -v 1048576; exec '{}' convert '{name}' -o out.json", env!("CARGO_BIN_EXE_juesuan"));
        let told = std::process::Command::new("sh").args(["-c", &bounded]).current_dir(folder.path()).output().unwrap();
        let code = told.status.code();
        assert!(matches!(code, Some(0..=2)), "{name}: {:?} {}", told.status, stderr(&told));
        assert!(!stderr(&told).contains("internal"), "{name}: {}", stderr(&told));
    }
}
