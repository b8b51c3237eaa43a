//! `juesuan golden`: the shipped documents say what their truth says, and changes of any corpus are seen and named.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

mod command;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use command::{into_a_closed_pipe, juesuan, shipped, stderr};
use serde_json::Value;
use tempfile::TempDir;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn golden(folder: &Path, arguments: &[&str]) -> Output {
    juesuan(folder, ["golden"].iter().chain(arguments))
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A folder with a text dump and a PDF and nothing that says so.
fn own_corpus() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("mine/2022")).unwrap();
    for (file, name) in [("text/zs12345-2022.txt", "mine/dump.txt"), ("pdf/zs12345-2022-gb1.pdf", "mine/2022/a.pdf")] {
        fs::copy(shipped(file), folder.path().join(name)).unwrap();
    }
    folder
}

const OWN: [&str; 4] = ["--corpus", "mine", "--golden", "approved"];

#[track_caller]
fn own(folder: &TempDir, command: &str, status: i32) -> String {
    let output = golden(folder.path(), &[&[command], &OWN[..]].concat());
    assert_eq!((output.status.code(), stderr(&output)), (Some(status), String::new()), "{}", stdout(&output));
    stdout(&output)
}

#[test]
fn the_shipped_documents_are_what_was_approved() {
    let output = golden(&repository(), &["check"]);
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
}

#[test]
fn no_figure_of_the_shipped_documents_is_wrong() {
    let output = golden(&repository(), &["score", "--format", "json"]);
    let scores: Value = serde_json::from_slice(&output.stdout).unwrap();
    let documents = scores["documents"].as_array().unwrap();
    let wrong = |document: &Value| document["counts"]["wrong_figures"].as_u64().unwrap();
    let mut found: Vec<(&str, u64)> = documents.iter().map(|it| (it["id"].as_str().unwrap(), wrong(it))).collect();
    found.retain(|(_, wrong)| *wrong > 0);
    found.sort_unstable();
    assert_eq!(found, []);
}

#[test]
fn the_shipped_scores_measure_everything() {
    let output = golden(&repository(), &["score", "--format", "json"]);
    let scores: Value = serde_json::from_slice(&output.stdout).unwrap();
    for key in [
        "forms_found",
        "forms_exact",
        "heads_exact",
        "units",
        "notes",
        "cells",
        "cells_read",
        "row_pages",
        "items",
        "items_read",
        "headings",
        "headings_read",
        "terms",
        "terms_read",
        "identity",
    ] {
        assert!(scores["handled"][key]["of"].as_u64().unwrap() > 0, "{key}");
    }
    assert_eq!(scores["without_truth"], Value::Array(Vec::new()));
}

#[test]
fn an_own_corpus_needs_no_manifest() {
    let folder = own_corpus();
    assert!(own(&folder, "check", 1).contains("2022/a: 还没有认可过的结果"));
    own(&folder, "bless", 1);
    assert_eq!(own(&folder, "check", 0), "共 2 份文件，0 份有变化：无变化\n");
    own(&folder, "bless", 0);

    let dump = folder.path().join("mine/dump.txt");
    let text = fs::read_to_string(&dump).unwrap();
    fs::write(&dump, text.replacen("2010350\t事业运行\t240.95", "2010350\t事业运行\t240.96", 1)).unwrap();
    let told = own(&folder, "check", 1);
    assert!(told.contains("收入决算表（income），第 1 页：行“"), "{told}");
    assert!(told.contains("，列“本年收入合计”：240.95 → 240.96"), "{told}");

    fs::remove_file(&dump).unwrap();
    assert!(own(&folder, "check", 1).contains("dump: 语料里已没有这份文件"));
    own(&folder, "bless", 1);
    assert!(!folder.path().join("approved/dump.json").exists());
    own(&folder, "check", 0);
}

/// What `check` says of an approved output in which `fault` was put.
#[track_caller]
fn faulty(fault: fn(&mut Value), expected: &str) {
    let folder = own_corpus();
    fs::remove_file(folder.path().join("mine/dump.txt")).unwrap();
    own(&folder, "bless", 1);
    let path = folder.path().join("approved/2022/a.json");
    let mut approved: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    fault(&mut approved);
    fs::write(&path, approved.to_string()).unwrap();
    let told = own(&folder, "check", 1);
    assert!(told.contains(expected), "{told}");
}

#[test]
fn faults_are_named_by_table_row_column_and_page() {
    faulty(
        |output| *output.pointer_mut("/tables/1/rows/3/cells/2/text").unwrap() = "240.59".into(),
        "收入决算表（income），第 7 页：行“4 2010350 事业运行”，列“本年收入合计”：240.59 → 240.95",
    );
    faulty(
        |output| drop(output.pointer_mut("/tables/1/rows").unwrap().as_array_mut().unwrap().remove(3)),
        "收入决算表（income），第 7 页：多出行“4 2010350 事业运行”",
    );
    faulty(|output| drop(output["tables"].as_array_mut().unwrap().remove(1)), "多出表：收入决算表（income），第 7 页");
    faulty(
        |output| {
            for cell in output.pointer_mut("/tables/1/rows/3/cells").unwrap().as_array_mut().unwrap() {
                cell["page"] = 1.into();
            }
        },
        "收入决算表（income）：行“4 2010350 事业运行”从第 1 页移到第 7 页",
    );
}

#[test]
fn a_document_that_is_not_there_is_never_approved() {
    let folder = own_corpus();
    fs::write(folder.path().join("mine/manifest.json"), r#"{"documents": [{"id": "x", "file": "lost.pdf"}]}"#).unwrap();
    for command in ["check", "bless"] {
        let output = golden(folder.path(), &[&[command], &OWN[..]].concat());
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains("lost.pdf：文件不存在"), "{}", stderr(&output));
    }
    assert!(!folder.path().join("approved").exists());
}

#[test]
fn an_error_is_approved_like_an_output() {
    let folder = own_corpus();
    fs::write(folder.path().join("mine/empty.pdf"), "").unwrap();
    own(&folder, "bless", 1);
    let approved = fs::read_to_string(folder.path().join("approved/empty.json")).unwrap();
    assert!(approved.contains(r#""code":"empty""#), "{approved}");
    own(&folder, "check", 0);
}

#[test]
fn the_golden_folder_of_another_corpus_is_left_alone() {
    let folder = own_corpus();
    own(&folder, "bless", 1);
    fs::create_dir(folder.path().join("other")).unwrap();
    fs::copy(shipped("text/zs12345-2022.txt"), folder.path().join("other/b.txt")).unwrap();
    let output = golden(folder.path(), &["bless", "--corpus", "other", "--golden", "approved", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("name another folder with --golden (golden_of_another_corpus)"));
    own(&folder, "check", 0);
}

#[test]
fn a_page_of_accuracy_is_out_of_date_when_the_scores_are_others_and_not_the_day() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let only = ["accuracy", "--only", "zs12345-2022-text", "-o", out];
    let page = |more: &[&str]| golden(&repository(), &[&only, more].concat());
    assert_eq!(page(&["--date", "2026-01-31"]).status.code(), Some(0));
    assert!(fs::read_to_string(folder.path().join("accuracy.zh.md")).unwrap().contains("2026-01-31"));
    assert_eq!(page(&["--check"]).status.code(), Some(0));
    let path = folder.path().join("accuracy.md");
    fs::write(&path, fs::read_to_string(&path).unwrap().replacen("100.00", "99.00", 1)).unwrap();
    assert_eq!(page(&["--check"]).status.code(), Some(1));
}

#[test]
fn a_reader_that_stops_reading_is_no_error() {
    let folder = own_corpus();
    let output = into_a_closed_pipe(folder.path(), ["golden", "bless"].iter().chain(&OWN));
    assert_eq!((output.status.code(), stderr(&output)), (Some(1), String::new()), "approved, and no complaint");
}
