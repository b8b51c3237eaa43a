//! The examples do on shipped documents what they say: what is expected comes from the truth of the corpus.

#![allow(clippy::unwrap_used, reason = "a test harness: what does not read fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

#[path = "../examples/figures.rs"]
#[allow(dead_code, reason = "its `main` is that of a program")]
mod figures;
#[path = "../examples/findings.rs"]
#[allow(dead_code, reason = "its `main` is that of a program")]
mod findings;

fn corpus(path: String) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus").join(path)
}

fn pdf(id: &str) -> Vec<u8> {
    fs::read(corpus(format!("pdf/{id}.pdf"))).unwrap()
}

fn truth(id: &str) -> Value {
    serde_json::from_slice(&fs::read(corpus(format!("truth/{id}.json"))).unwrap()).unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn form<'t>(truth: &'t Value, kind: &str) -> &'t Value {
    list(&truth["tables"]).iter().find(|table| table["kind"] == kind).unwrap()
}

#[test]
fn figures_lists_the_income_by_code() {
    let id = "zs12345-2022-embedded";
    let truth = truth(id);
    let form = form(&truth, "income");
    let column = |measure: &str| list(&form["measures"]).iter().position(|of| of == measure).unwrap();
    let (code, name, total) = (column("code"), column("name"), column("total_income"));
    let or_dash = |text: String| if text.is_empty() { "-".to_owned() } else { text };
    let rows = list(&form["rows"]).iter().zip(list(&form["row_pages"]));
    let expected: Vec<String> = rows
        .map(|(row, page)| {
            let [code, name, total] = [code, name, total].map(|column| text(&row[column]).replace(',', ""));
            format!("{}\t{}\t{total}\t{page}", or_dash(code), or_dash(name))
        })
        .collect();

    let said = figures::figures("x.pdf", &pdf(id)).unwrap();
    assert_eq!(said.lines().collect::<Vec<_>>(), expected);
    assert!(expected.contains(&"2080505\t机关事业单位基本养老保险缴费支出\t14.76\t8".to_owned()));
}

/// A check that fails: its line, and those of the cells that may be wrong.
struct Finding<'s> {
    line: &'s str,
    suspects: Vec<Vec<&'s str>>,
}

fn told(said: &str) -> Vec<Finding<'_>> {
    let mut told: Vec<Finding<'_>> = Vec::new();
    for line in said.lines() {
        match line.strip_prefix('\t') {
            Some(suspect) => told.last_mut().unwrap().suspects.push(suspect.split('\t').collect()),
            None => told.push(Finding { line, suspects: Vec::new() }),
        }
    }
    told
}

/// Whether the finding tells of what was planted: the cell with the figure that it should have, the form, the sentence.
fn tells_of(finding: &Finding<'_>, planted: &Value, truth: &Value) -> bool {
    let rule = finding.line.split('\t').next().unwrap();
    if !list(&planted["rules"]).iter().any(|of| of == rule) {
        return false;
    }
    let expected = text(&planted["expected"]);
    match (planted["row"].as_u64(), planted["text"].as_str()) {
        (Some(row), _) => {
            let form = form(truth, text(&planted["table"]));
            let printed = Some(text(&planted["printed"])).filter(|text| !text.is_empty()).unwrap_or("-");
            let label = text(&form["rows"][row as usize][0]);
            finding.suspects.iter().any(|suspect| {
                suspect[1] == form["title"] && suspect[2].starts_with(label) && suspect[3..] == [printed, expected]
            })
        }
        (None, Some(sentence)) => finding.line.contains(sentence),
        (None, None) => finding.line.contains(expected),
    }
}

#[test]
fn findings_tells_of_each_fault_that_was_planted() {
    let id = "tiny-23-faulty-drawn";
    let truth = truth(id);
    let said = findings::failures("x.pdf", &pdf(id)).unwrap();
    let told = told(&said);
    let planted = list(&truth["inconsistencies"]);
    assert_eq!(planted.len(), 11);
    for planted in planted {
        assert!(told.iter().any(|finding| tells_of(finding, planted, &truth)), "not told: {planted}\n{said}");
    }
}

#[test]
fn findings_has_nothing_to_tell_of_a_document_that_holds() {
    let id = "zs12345-2022-embedded";
    assert!(list(&truth(id)["inconsistencies"]).is_empty());
    assert_eq!(findings::failures("x.pdf", &pdf(id)).unwrap(), "");
}
