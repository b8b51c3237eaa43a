//! The corpus documents are renderings of one specification: however it was drawn, the same figures come out under the
//! same names.

#![allow(clippy::unwrap_used, reason = "a test harness: what does not read fails the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use juesuan_extractor::{Settings, extract};
use juesuan_model::{Code, FinalAccounts, GridKind, Language, LineItem, Table};
use juesuan_reconciler::{SourceFile, reconcile, reconcile_in_both};

const RENDERINGS: &[&str] = &["text/zs12345-2022.txt", "pdf/zs12345-2022-embedded.pdf", "pdf/zs12345-2022-gb1.pdf"];

fn bytes_of(file: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus").join(file)).unwrap()
}

fn read_bytes(bytes: &[u8]) -> FinalAccounts {
    reconcile(extract(bytes, &Settings::default()).unwrap(), SourceFile::default(), Language::English)
}

fn read(file: &str) -> FinalAccounts {
    read_bytes(&bytes_of(file))
}

/// The document with every path left unpainted: its tables have no rules.
fn without_rules(file: &str) -> Vec<u8> {
    let mut document = lopdf::Document::load_mem(&bytes_of(file)).unwrap();
    for page in document.get_pages().into_values() {
        let mut content = document.get_and_decode_page_content(page).unwrap();
        for operation in &mut content.operations {
            if matches!(operation.operator.as_str(), "S" | "s" | "f" | "F" | "f*" | "B" | "B*" | "b" | "b*") {
                operation.operator = "n".to_owned();
            }
        }
        document.change_page_content(page, content.encode().unwrap()).unwrap();
    }
    let mut written = Vec::new();
    document.save_to(&mut written).unwrap();
    written
}

/// What a line item says, without its place.
fn said(item: &LineItem) -> String {
    let words = [&item.section, &item.code, &item.name, &item.line, &item.measure, &item.unit, &item.amount_yuan];
    let words = words.map(|word| word.as_deref().unwrap_or("-")).join("|");
    format!("{}|{words}|{}", item.kind, item.amount)
}

fn counted(document: &FinalAccounts) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for item in &document.line_items {
        *counts.entry(said(item)).or_default() += 1;
    }
    counts
}

#[test]
fn every_rendering_gives_the_same_line_items() {
    let documents: Vec<FinalAccounts> = RENDERINGS.iter().map(|file| read(file)).collect();
    let (first, others) = documents.split_first().unwrap();
    assert!(first.line_items.len() > 400);
    for (other, file) in others.iter().zip(&RENDERINGS[1..]) {
        assert_eq!(counted(other), counted(first), "{file}");
    }
}

#[test]
fn every_figure_of_a_form_has_one_line_item_with_a_measure() {
    for file in RENDERINGS {
        let document = read(file);
        let mut figures = BTreeSet::new();
        for (table, read) in document.tables.iter().enumerate().filter(|(_, table)| table.kind != "other") {
            for (row, cells) in read.rows.iter().map(|row| &row.cells).enumerate() {
                let with_amount = cells.iter().enumerate().filter(|(_, cell)| cell.amount.is_some());
                figures.extend(with_amount.map(|(column, _)| (table, row, column)));
            }
        }
        let places: Vec<_> = document.line_items.iter().map(|item| (item.table, item.row, item.column)).collect();
        assert_eq!(places, figures.into_iter().collect::<Vec<_>>(), "{file}");
        assert!(document.line_items.iter().all(|item| item.measure.is_some() && item.amount_yuan.is_some()), "{file}");
    }
}

#[test]
fn no_rendering_loses_a_figure_or_meets_an_unknown_code() {
    for file in RENDERINGS {
        let codes: Vec<Code> = read(file).diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
        for code in [Code::FiguresLost, Code::UnknownCodes, Code::UnknownColumn, Code::UnitInferred, Code::UnitNotFound]
        {
            assert!(!codes.contains(&code), "{file}: {codes:?}");
        }
    }
}

#[test]
fn the_same_items_come_out_of_tables_without_rules() {
    let file = "pdf/zs12345-2022-embedded.pdf";
    let unruled = read_bytes(&without_rules(file));
    let inferred = |table: &Table| table.fragments.iter().all(|fragment| fragment.grid == GridKind::Aligned);
    assert!(unruled.tables.iter().filter(|table| table.kind != "other").all(inferred));
    assert_eq!(counted(&unruled), counted(&read(file)));
}

/// Heads in this rendering stand closer than inference can part. What is not certain is left out, and said so.
#[test]
fn no_figure_of_a_table_without_rules_gets_a_wrong_name() {
    let file = "pdf/zs12345-2022-gb1.pdf";
    let (ruled, unruled) = (counted(&read(file)), read_bytes(&without_rules(file)));
    for (item, count) in counted(&unruled) {
        assert!(ruled.get(&item).is_some_and(|&known| known >= count), "{item}");
    }
    assert!(unruled.line_items.len() > 200 && unruled.line_items.len() < ruled.values().sum());
    assert!(unruled.diagnostics.iter().any(|diagnostic| diagnostic.code == Code::ColumnsUncertain));
}

#[test]
fn both_languages_say_what_each_says_by_itself() {
    let extraction = || extract(&bytes_of("pdf/small-21-faulty-drawn.pdf"), &Settings::default()).unwrap();
    let alone =
        [Language::Chinese, Language::English].map(|language| reconcile(extraction(), SourceFile::default(), language));
    let json = |accounts: &FinalAccounts| serde_json::to_string(accounts).unwrap();
    let [chinese, english] = alone.each_ref().map(json);
    assert!(chinese != english && chinese.contains("\"suspects\":[{"));
    assert_eq!(reconcile_in_both(extraction(), SourceFile::default()).each_ref().map(json), [chinese, english]);
}
