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
    let output = archive.convert(&[]);
    assert_eq!(output.status.code(), Some(1));
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
