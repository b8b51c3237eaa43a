//! A hundred thousand of something on one page, within the usual bounds: nothing compares each with each.

use std::time::Instant;

use juesuan_extractor::{PageStages, Settings, inspect};

use super::PATIENCE;
use super::builder::{grid, hex, page, show};

/// What each stage made of the page, which took no time.
#[track_caller]
fn soon(content: &str) -> PageStages {
    let began = Instant::now();
    let stages = inspect(&page(content), &Settings::default(), 1).unwrap().stages.unwrap();
    assert!(began.elapsed() < PATIENCE, "{:?}", began.elapsed());
    stages
}

#[test]
fn a_character_may_be_copied() {
    let row = format!("{} Tj ", hex(&"0".repeat(1000))).repeat(100);
    let content = format!("BT /F1 0.0001 Tf 50 700 Td {row} ET {}", show(50.0, 600.0, "收入"));
    assert_eq!(soon(&content).marks.glyphs.len(), 100_002);
}

#[test]
fn white_characters_may_stand_on_many_fills() {
    let fills = "0.9 g 0 0 500 10 re f ".repeat(20_000);
    let row = format!("{} Tj ", hex(&"字".repeat(1000))).repeat(100);
    let content = format!("{fills} 1 g BT /F1 0.0001 Tf 50 700 Td {row} ET");
    assert_eq!(soon(&content).marks.glyphs.len(), 100_000);
}

#[test]
fn a_word_may_run_across_rules() {
    let digits: String = (0..100_000).map(|i| char::from(b'0' + (i % 10) as u8)).collect();
    // One of the characters stands on a rule.
    let word = format!("BT /F1 0.01 Tf 60.002 606 Td {} Tj ET", hex(&digits));
    let content = grid(&[50.0, 100.0, 150.0, 590.0], &[600.0, 620.0]) + &word;
    assert_eq!(soon(&content).page.tables.len(), 1);
}
