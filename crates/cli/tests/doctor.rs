//! `juesuan doctor` as people run it: on files that are whole, partly scanned, locked, and no documents at all.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

mod command;

use command::{juesuan, run, shipped, stderr};

/// The exit code and what is told for programs.
fn told(file: &Path, more: &[&str]) -> (Option<i32>, Value) {
    let folder = tempfile::tempdir().unwrap();
    let arguments = [&["--format", "json", "--lang", "en"], more].concat();
    let output = run("doctor", folder.path(), file, &arguments);
    (output.status.code(), serde_json::from_slice(&output.stdout).unwrap())
}

#[test]
fn a_whole_document_is_said_to_be_whole() {
    let (code, told) = told(&shipped("pdf/zs12345-2022-embedded.pdf"), &[]);
    assert_eq!(code, Some(0));
    assert_eq!((&told["format"], &told["page_count"], &told["bytes"]), (&json!("pdf"), &json!(23), &json!(128_470)));
    assert_eq!(told["forms"].as_array().unwrap().len(), 9);
    assert_eq!(told["forms"][1]["pages"], json!([7, 8]));
    assert_eq!(told["pdf"]["encryption"], json!(null));
    assert_eq!(told["pdf"]["fonts"][0]["decoded_by"], json!({"to_unicode": 255}));
    assert_eq!(told["verdict"]["outcome"], json!("whole"));
    assert_eq!(told["verdict"]["says"], json!(["can be read whole"]));
}

#[test]
fn pages_that_need_recognition_are_named() {
    let (code, told) = told(&shipped("pdf/small-9-partly-scanned.pdf"), &[]);
    assert_eq!(code, Some(1));
    assert_eq!(told["verdict"]["outcome"], json!("partly"));
    assert_eq!(told["verdict"]["pages_needing_ocr"], json!([14]));
    assert_eq!(told["text_layer"][1], json!({"first": 14, "last": 14, "content": "picture", "characters": 0}));
    assert_eq!(told["pdf"]["encryption"], json!({"method": "AES-256", "opened_with": "empty_password"}));
}

#[test]
fn a_scan_needs_recognition_on_every_page() {
    let (code, told) = told(&shipped("pdf/tiny-12-scan.pdf"), &[]);
    assert_eq!(code, Some(1));
    assert_eq!(told["verdict"]["pages_needing_ocr"].as_array().unwrap().len(), 19);
    assert_eq!(told["pdf"]["fonts"], json!([]));
}

#[test]
fn of_a_locked_file_what_is_known_is_told() {
    let file = shipped("pdf/small-4-password.pdf");
    let (code, locked) = told(&file, &[]);
    assert_eq!(code, Some(2));
    assert_eq!((&locked["format"], &locked["verdict"]["outcome"]), (&json!("pdf"), &json!("nothing")));
    assert_eq!(locked["verdict"]["code"], json!("password_needed"));
}

#[test]
fn what_is_no_document_is_named_by_its_content() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.pdf");
    fs::write(&path, "<!DOCTYPE html><html><body>404</body></html>").unwrap();
    let (code, told) = told(&path, &[]);
    assert_eq!((code, &told["format"], &told["verdict"]["code"]), (Some(2), &json!("html"), &json!("not_a_pdf")));
    let said = run("doctor", folder.path(), &path, &["--lang", "en"]);
    assert!(stderr(&said).contains("(not_a_pdf)"), "{}", stderr(&said));
    assert!(String::from_utf8(said.stdout).unwrap().contains("a web page (HTML)"));
}

#[test]
fn a_dump_tells_its_encoding_and_tables() {
    let (code, told) = told(&shipped("text/small-1-dump.txt"), &[]);
    assert_eq!(code, Some(0));
    assert_eq!((&told["format"], &told["pdf"]), (&json!("text"), &json!(null)));
    assert!(told["text"]["encoding"].is_string());
    assert!(told["tables"][0]["tabs"].as_u64().unwrap() > 0);
}

#[test]
fn the_page_for_people_ends_with_the_verdict() {
    let folder = tempfile::tempdir().unwrap();
    let said = run("doctor", folder.path(), &shipped("pdf/small-9-partly-scanned.pdf"), &[]);
    let said = String::from_utf8(said.stdout).unwrap();
    let verdict = said.trim_end().rsplit("\n\n").next().unwrap();
    assert!(verdict.starts_with("结论：1 页需要先做文字识别（OCR）：第 14 页\n建议："), "{verdict}");
    assert!(said.contains("GBK-EUC-H") && said.contains("CID 字符集"), "{said}");
}

#[test]
fn a_file_that_is_not_there_is_an_error_as_ever() {
    let folder = tempfile::tempdir().unwrap();
    let output = juesuan(folder.path(), ["doctor", "absent.pdf", "--lang", "en"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert!(stderr(&output).ends_with("(input_not_found)\n"), "{}", stderr(&output));
}
