use juesuan_model::BBox;

use super::{cell_lines, find_lines, find_words};
use crate::marks::{Direction, Flags, Glyph};

/// The glyphs of `text` from (x, y) on, 10 points a character, digits half as wide.
fn glyphs(text: &str, x: f32, y: f32, size: f32) -> Vec<Glyph> {
    let mut at = x;
    let mut after_space = false;
    let mut list = Vec::new();
    for char in text.chars() {
        let width = if char.is_ascii() { size / 2.0 } else { size };
        if char != ' ' {
            list.push(Glyph {
                char,
                x: at,
                y,
                bbox: BBox::new(at, y - 0.88 * size, at + width, y + 0.12 * size),
                size,
                direction: Direction::Right,
                flags: if after_space { Flags::AFTER_SPACE } else { Flags::default() },
                darkness: 255,
                font: 0,
            });
        }
        after_space = char == ' ';
        at += width;
    }
    list
}

#[track_caller]
fn check_lines(glyphs: &[Glyph], expected: &[&str]) {
    let lines = find_lines(&find_words(glyphs));
    assert_eq!(lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), expected);
}

#[test]
fn labels_at_both_margins_are_two_lines() {
    let drawn = [glyphs("单位：某中心", 50.0, 100.0, 10.0), glyphs("单位：万元", 450.0, 100.0, 10.0)].concat();
    check_lines(&drawn, &["单位：某中心", "单位：万元"]);
}

#[test]
fn text_drawn_out_of_order_reads_in_order() {
    let drawn =
        [glyphs("第二行", 50.0, 120.0, 10.0), glyphs("后", 70.0, 100.0, 10.0), glyphs("前中", 50.0, 100.0, 10.0)]
            .concat();
    check_lines(&drawn, &["前中后", "第二行"]);
}

#[test]
fn digits_on_a_slightly_other_baseline_stay_in_the_line() {
    let drawn =
        [glyphs("支出", 50.0, 100.0, 10.5), glyphs("12.50", 71.0, 101.5, 9.0), glyphs("万元", 93.5, 100.0, 10.5)]
            .concat();
    check_lines(&drawn, &["支出12.50万元"]);
}

#[test]
fn letter_spacing_and_spaces_are_one_space() {
    check_lines(&glyphs("收 入  决 算 表", 50.0, 100.0, 10.0), &["收 入 决 算 表"]);
    check_lines(&glyphs("Microsoft Office", 50.0, 100.0, 10.0), &["Microsoft Office"]);
}

#[test]
fn the_lines_of_a_cell_come_from_the_top() {
    let drawn = [glyphs("预算支出", 50.0, 112.0, 10.0), glyphs("二十一、国有资本经营", 50.0, 100.0, 10.0)].concat();
    assert_eq!(cell_lines(&find_words(&drawn)), ["二十一、国有资本经营", "预算支出"]);
}

#[test]
fn text_turned_a_quarter_reads_along_its_own_direction() {
    let turn = |direction, dy: f32| {
        let mut list: Vec<Glyph> = Vec::new();
        for (i, char) in "合计".chars().enumerate() {
            let y = 200.0 + dy * i as f32;
            list.push(Glyph {
                char,
                x: 50.0,
                y,
                bbox: BBox::new(40.0, y - 10.0, 50.0, y),
                size: 10.0,
                direction,
                flags: Flags::default(),
                darkness: 255,
                font: 0,
            });
        }
        list
    };
    assert_eq!(cell_lines(&find_words(&turn(Direction::Up, -10.0))), ["合计"]);
    assert_eq!(cell_lines(&find_words(&turn(Direction::Down, 10.0))), ["合计"]);
}
