use juesuan_model::{BBox, Code};

use super::{assemble, overlay_lines, split_overlay};
use crate::{
    grid::{Grid, Snap, find_grids, merge_rulings},
    lines::Word,
    marks::{Direction, Ruling},
};

/// Two columns of 50 points and two rows of 20, from (0, 0).
fn grid() -> Vec<Grid> {
    let rulings: Vec<Ruling> = [0.0, 20.0, 40.0]
        .map(|y| Ruling::horizontal(y, 0.0, 100.0, 0.5))
        .into_iter()
        .chain([0.0, 50.0, 100.0].map(|x| Ruling::vertical(x, 0.0, 40.0, 0.5)))
        .collect();
    find_grids(&merge_rulings(&rulings, &Snap::default()), &Snap::default())
}

/// A word 10 points tall whose box starts at (x, y), each character `width` wide.
fn word(text: &str, x: f32, y: f32, width: f32) -> Word {
    let boxes: Vec<BBox> = (0..text.chars().count())
        .map(|i| BBox::new(x + width * i as f32, y, x + width * (i + 1) as f32, y + 10.0))
        .collect();
    Word {
        text: text.to_owned(),
        bbox: BBox::around(&boxes).unwrap(),
        boxes,
        size: 10.0,
        direction: Direction::Right,
        font: 0,
        darkness: 255,
        after_space: false,
    }
}

#[track_caller]
fn check(words: Vec<Word>, cells: [&str; 4], lines: &[&str]) -> Vec<Code> {
    let assembled = assemble(words, &grid(), 1);
    let texts: Vec<String> = assembled.tables[0].cells.iter().map(|cell| cell.text()).collect();
    assert_eq!(texts, cells);
    assert_eq!(assembled.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), lines);
    assembled.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

#[test]
fn words_go_to_the_cell_that_they_stand_in() {
    check(
        vec![word("合计", 5.0, 5.0, 10.0), word("1.00", 60.0, 5.0, 5.0), word("注：无", 0.0, 60.0, 10.0)],
        ["合计", "1.00", "", ""],
        &["注：无"],
    );
}

#[test]
fn cells_of_one_row_at_different_heights_keep_to_their_row() {
    check(vec![word("甲", 5.0, 1.0, 10.0), word("2.50", 60.0, 9.0, 5.0)], ["甲", "2.50", "", ""], &[]);
}

#[test]
fn text_that_runs_over_a_rule_stays_whole_and_is_reported() {
    let codes = check(vec![word("一、一般公共", 3.0, 5.0, 9.0)], ["一、一般公共", "", "", ""], &[]);
    assert_eq!(codes, [Code::TextCrossesRule]);
}

#[test]
fn two_cells_drawn_as_one_run_are_cut_at_the_rule() {
    let codes = check(vec![word("1234512345", 0.0, 5.0, 10.0)], ["12345", "12345", "", ""], &[]);
    assert_eq!(codes, []);
}

#[test]
fn a_figure_that_hangs_over_its_rule_and_the_name_behind_it_are_two_cells() {
    check(vec![word("1,979.12一般", 11.5, 5.0, 5.0)], ["1,979.12", "一般", "", ""], &[]);
    // A figure and a code: only the white between them tells.
    let mut both = word("19.1230201", 23.0, 5.0, 5.0);
    for bbox in &mut both.boxes[5..] {
        *bbox = BBox::new(bbox.x0 + 1.5, bbox.y0, bbox.x1 + 1.5, bbox.y1);
    }
    check(vec![both], ["19.12", "30201", "", ""], &[]);
}

#[test]
fn text_just_outside_the_outer_rule_belongs_to_the_table() {
    check(vec![word("尾", 5.0, 36.0, 10.0)], ["", "", "尾", ""], &[]);
}

#[test]
fn a_slanted_word_is_an_overlay() {
    let slanted = Word { direction: Direction::Slanted, font: 1, ..word("样张", 10.0, 5.0, 10.0) };
    let (kept, overlay) = split_overlay(vec![slanted, word("合计", 5.0, 5.0, 10.0)], &grid());
    assert_eq!(kept.iter().map(|w| w.text.as_str()).collect::<Vec<_>>(), ["合计"]);
    assert_eq!(overlay.len(), 1);
}

#[test]
fn a_large_word_over_several_cells_is_an_overlay_and_a_tall_figure_in_a_low_row_is_not() {
    let large = Word { bbox: BBox::new(0.0, 0.0, 100.0, 40.0), size: 40.0, ..word("公开", 0.0, 0.0, 50.0) };
    let low = Word { size: 24.0, bbox: BBox::new(5.0, -2.0, 29.0, 22.0), ..word("12", 5.0, -2.0, 12.0) };
    let (kept, overlay) = split_overlay(vec![large, low], &grid());
    assert_eq!(kept.iter().map(|w| w.text.as_str()).collect::<Vec<_>>(), ["12"]);
    assert_eq!(overlay.iter().map(|w| w.text.as_str()).collect::<Vec<_>>(), ["公开"]);
}

#[test]
fn an_upright_letter_of_a_seal_goes_with_the_seal() {
    let seal = |text: &str, direction| Word { direction, font: 7, ..word(text, 10.0, 5.0, 10.0) };
    let words = vec![seal("财", Direction::Slanted), seal("政", Direction::Slanted), seal("局", Direction::Right)];
    assert_eq!(split_overlay(words, &grid()).1.len(), 3);
}

#[test]
fn text_in_the_font_of_a_watermark_is_no_watermark() {
    let pale = |text: &str, at: f32| Word {
        direction: Direction::Slanted,
        size: 60.0,
        darkness: 40,
        ..word(text, at, at, 60.0)
    };
    let words = vec![pale("公", 0.0), pale("开", 60.0), pale("稿", 120.0), word("第二部分", 10.0, 5.0, 10.0)];
    let (kept, overlay) = split_overlay(words, &[]);
    assert_eq!(kept.iter().map(|w| w.text.as_str()).collect::<Vec<_>>(), ["第二部分"]);
    assert_eq!(overlay.len(), 3);
}

#[test]
fn the_letters_of_one_watermark_are_one_line() {
    let letter =
        |text: &str, at: f32, font: u16| Word { direction: Direction::Slanted, font, ..word(text, at, at, 10.0) };
    let words = [letter("草", 0.0, 1), letter("稿", 12.0, 1), letter("财", 24.0, 2), letter("草", 300.0, 2)];
    let lines = overlay_lines(&words);
    assert_eq!(lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), ["草稿", "财", "草"]);
    assert_eq!(lines[0].bbox, BBox::new(0.0, 0.0, 22.0, 22.0));
}
