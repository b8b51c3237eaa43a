//! What the shipped documents say outside their tables, read back from every rendering: year, entity, headings,
//! paragraphs and terms are those of the specification that they were drawn from.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

mod command;

use std::fs;

use command::{run, shipped};
use serde_json::Value;

fn json(path: &str) -> Value {
    serde_json::from_slice(&fs::read(shipped(path)).unwrap()).unwrap()
}

/// The document of the manifest with this id, read.
fn read(id: &str) -> Value {
    let manifest = json("manifest.json");
    let documents = manifest["documents"].as_array().unwrap();
    let file = documents.iter().find(|document| document["id"] == id).unwrap()["file"].as_str().unwrap();
    let output = run("convert", &std::env::temp_dir(), &shipped(file), &[]);
    serde_json::from_slice(&output.stdout).unwrap()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().split_whitespace().collect()
}

fn each<T>(values: &Value, of: impl Fn(&Value) -> T) -> Vec<T> {
    values.as_array().unwrap().iter().map(of).collect()
}

/// Each heading as level and text.
fn headings(document: &Value) -> Vec<(u64, String)> {
    each(&document["sections"], |section| {
        (section["level"].as_u64().unwrap(), format!("{}{}", text(&section["number"]), text(&section["title"])))
    })
}

fn true_headings(truth: &Value) -> Vec<(u64, String)> {
    let of_section = |section: &Value| {
        let title = (1, format!("{}{}", text(&section["number"]), text(&section["title"])));
        let below = each(&section["headings"], |heading| (heading["level"].as_u64().unwrap(), text(&heading["title"])));
        std::iter::once(title).chain(below).collect::<Vec<_>>()
    };
    each(&truth["sections"], of_section).concat()
}

fn terms(document: &Value) -> Vec<(String, String)> {
    each(&document["glossary"], |entry| (text(&entry["term"]), text(&entry["definition"])))
}

/// The paragraphs of all sections but the glossary, whose specification is the terms.
fn paragraphs(document: &Value) -> Vec<String> {
    let sections = document["sections"].as_array().unwrap();
    let prose = sections.iter().filter(|section| section["title"] != "名词解释");
    prose.flat_map(|section| each(&section["paragraphs"], |paragraph| text(&paragraph["text"]))).collect()
}

fn true_paragraphs(specification: &Value) -> Vec<String> {
    let blocks =
        specification["sections"].as_array().unwrap().iter().filter_map(|section| section["blocks"].as_array());
    blocks.flatten().filter(|block| block["p"].is_string()).map(|block| text(&block["p"])).collect()
}

#[track_caller]
fn check(id: &str) {
    let document = read(id);
    let truth = json(&format!("truth/{id}.json"));
    let specification = json("specs/zs12345-2022.json");
    assert_eq!(document["document"]["kind"], "final_accounts");
    assert_eq!(document["document"]["fiscal_year"], truth["fiscal_year"]);
    assert_eq!(document["document"]["entity"], specification["entity"]);
    assert_eq!(headings(&document), true_headings(&truth));
    assert_eq!(terms(&document), terms(&truth));
    assert_eq!(paragraphs(&document), true_paragraphs(&specification));
    assert_eq!(document["diagnostics"], Value::Array(vec![]));
}

#[test]
fn pages_with_an_embedded_font_say_what_was_written() {
    check("zs12345-2022-embedded");
}

#[test]
fn pages_with_a_named_font_say_what_was_written() {
    check("zs12345-2022-gb1");
}

#[test]
fn a_dump_says_what_was_written() {
    check("zs12345-2022-text");
}
