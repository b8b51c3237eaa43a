//! The datasets that a run writes: which files, and that they stay true to the documents.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

mod archive;
mod command;

use std::fs;

use archive::{Archive, DUMP, entry};
use command::{juesuan, stderr};

#[test]
fn each_format_has_its_folder() {
    let archive = Archive::with(&[("a.txt", DUMP), ("b.txt", DUMP)]);
    archive.copy("tiny-23-faulty-drawn.pdf", "c.pdf");
    let output = archive.convert(&["-q", "-f", "csv", "-f", "parquet", "-f", "jsonl", "-f", "xlsx", "--bom"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let outputs = archive.outputs();
    let starting = |start: &str| outputs.iter().filter(|name| name.starts_with(start)).count();
    assert_eq!((starting("csv/"), starting("parquet/"), starting("xlsx/"), starting("json/")), (10, 10, 2, 2));
    for name in ["datapackage.json", "dictionary.md", "dictionary.zh.md", "jsonl/documents.jsonl"] {
        assert!(outputs.iter().any(|output| output == name), "{name}");
    }
    let documents = fs::read_to_string(archive.out().join("csv/documents.csv")).unwrap();
    assert!(documents.starts_with("\u{feff}document_id,path,"));
    assert_eq!(documents.lines().count(), 4, "the duplicate has a row too");
    let lines = fs::read_to_string(archive.out().join("jsonl/documents.jsonl")).unwrap();
    let json = |name: &str| fs::read_to_string(archive.out().join(name)).unwrap();
    assert!(lines == json("json/a.txt.json") + &json("json/c.pdf.json"));
    let items = fs::read_to_string(archive.out().join("csv/line_items.csv")).unwrap();
    let counted = entry(&archive.out(), "a.txt")["counts"]["line_items"].as_u64().unwrap()
        + entry(&archive.out(), "c.pdf")["counts"]["line_items"].as_u64().unwrap();
    assert_eq!(items.lines().count() as u64, counted + 1);
}

#[test]
fn a_later_run_brings_the_datasets_up_to_date_and_changes_nothing_else() {
    let archive = Archive::with(&[("a.txt", DUMP)]);
    archive.convert(&["-q", "-f", "csv", "-f", "parquet", "-f", "xlsx"]);
    let read = |name: &str| fs::read(archive.out().join(name)).unwrap();
    let names = ["csv/cells.csv", "parquet/cells.parquet", "xlsx/a.txt.xlsx", "datapackage.json"];
    let before = names.map(read);
    archive.convert(&["-q"]);
    assert!(names.map(read) == before, "the same documents, the same bytes");
    fs::write(archive.input().join("b.txt"), DUMP.replace("1,979.12", "5.00")).unwrap();
    archive.convert(&["-q"]);
    assert!(String::from_utf8(read("csv/line_items.csv")).unwrap().contains(",5.00,"));
    assert!(archive.out().join("xlsx/b.txt.xlsx").exists());
}

#[test]
fn datasets_that_cannot_be_written_do_not_lose_the_documents() {
    let archive = Archive::with(&[("a.txt", DUMP)]);
    fs::create_dir_all(archive.out().join("csv/cells.csv/in the way")).unwrap();
    let output = archive.convert(&["-f", "csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read_dir(archive.out().join(".juesuan/drafts")).unwrap().count(), 0, "half a dataset takes room");
    assert!(stderr(&output).contains("（output_not_writable）"), "{}", stderr(&output));
    assert!(stderr(&output).contains("1 个文件：完成 1"), "{}", stderr(&output));
    assert_eq!(entry(&archive.out(), "a.txt")["status"], "ok");
}

#[test]
fn one_document_as_a_workbook() {
    let archive = Archive::with(&[("a.txt", DUMP)]);
    let output = juesuan(&archive.input(), ["convert", "a.txt", "-f", "xlsx", "-o", "../a.xlsx"]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()));
    assert!(fs::read(archive.input().join("../a.xlsx")).unwrap().starts_with(b"PK\x03\x04"));
}

#[test]
fn what_someone_else_put_there_is_not_ours() {
    let archive = Archive::with(&[("a.txt", DUMP)]);
    for name in ["csv/documents.csv", "xlsx/x", "report/x", "datapackage.json"] {
        fs::create_dir_all(archive.out().join(name).parent().unwrap()).unwrap();
        fs::write(archive.out().join(name), "mine").unwrap();
    }
    assert_eq!(archive.convert(&["-q"]).status.code(), Some(0));
    assert_eq!(
        archive.outputs(),
        ["csv/documents.csv", "datapackage.json", "json/a.txt.json", "manifest.jsonl", "report/x", "xlsx/x"]
    );
    assert_eq!(fs::read_to_string(archive.out().join("csv/documents.csv")).unwrap(), "mine");
    for typed in ["../out/json", "../out/csv/documents.csv"] {
        let output = juesuan(&archive.input(), ["convert", typed, "-o", "../out", "-q", "-f", "csv"]);
        assert!(stderr(&output).contains("（output_is_input）"), "{}", stderr(&output));
    }
}

#[test]
fn later_runs_keep_the_mark_and_what_is_removed_stays_away() {
    let archive = Archive::with(&[("a.txt", DUMP)]);
    archive.convert(&["-q", "-f", "csv", "-f", "jsonl", "-f", "xlsx", "--bom"]);
    fs::write(archive.input().join("b.txt"), DUMP.replace("1,979.12", "5.00")).unwrap();
    archive.convert(&["-q"]);
    assert!(fs::read_to_string(archive.out().join("csv/cells.csv")).unwrap().starts_with('\u{feff}'));

    fs::remove_dir_all(archive.out().join("csv")).unwrap();
    fs::remove_dir_all(archive.out().join("xlsx")).unwrap();
    archive.convert(&["-q"]);
    assert_eq!(
        archive.outputs(),
        ["json/a.txt.json", "json/b.txt.json", "jsonl/documents.jsonl", "manifest.jsonl"],
        "neither the tables nor what describes them"
    );
    archive.convert(&["-q", "-f", "csv"]);
    assert!(!fs::read_to_string(archive.out().join("csv/cells.csv")).unwrap().starts_with('\u{feff}'));
}

#[test]
fn datasets_are_written_when_something_changed_or_is_lost() {
    let archive = Archive::with(&[("a.txt", DUMP), ("b.txt", DUMP)]);
    archive.convert(&["-q", "-f", "csv"]);
    let cells = archive.out().join("csv/cells.csv");
    let written = || fs::metadata(&cells).unwrap().modified().unwrap();
    let first = written();
    archive.convert(&["-q"]);
    assert_eq!(written(), first, "nothing changed");
    fs::remove_file(archive.out().join("csv/tables.csv")).unwrap();
    archive.convert(&["-q"]);
    assert!(archive.out().join("csv/tables.csv").exists() && written() > first);
    let second = written();
    fs::remove_file(archive.input().join("b.txt")).unwrap();
    archive.convert(&["-q", "--prune"]);
    assert!(written() > second);
    assert!(!fs::read_to_string(archive.out().join("csv/documents.csv")).unwrap().contains("b.txt"));
}

#[test]
fn a_text_too_long_for_a_workbook_is_cut_there_and_only_there() {
    let long = "支".repeat(40_000);
    let archive = Archive::with(&[("a.txt", &DUMP.replace("一般公共服务支出", &long))]);
    let output = archive.convert(&["-q", "-f", "xlsx"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(archive.out().join("xlsx/a.txt.xlsx").exists());
    assert!(fs::read_to_string(archive.out().join("json/a.txt.json")).unwrap().contains(&long));
}
