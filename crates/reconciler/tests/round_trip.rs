//! The corpus documents are renderings of one specification: however it was drawn, the same figures come out under the
//! same names.

#![allow(clippy::unwrap_used, reason = "a test harness: what does not read fails the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use juesuan_extractor::{Settings, extract};
use juesuan_model::{Code, FinalAccounts, Language, LineItem};
use juesuan_reconciler::{SourceFile, reconcile};

const RENDERINGS: &[&str] = &["text/zs12345-2022.txt", "pdf/zs12345-2022-embedded.pdf", "pdf/zs12345-2022-gb1.pdf"];

fn read(file: &str) -> FinalAccounts {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus").join(file);
    let bytes = std::fs::read(path).unwrap();
    reconcile(extract(&bytes, &Settings::default()).unwrap(), SourceFile::default(), Language::English)
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
