use juesuan_model::Language;
use serde_json::{Value, json};

use super::differences;

fn output() -> Value {
    let cell = |text: &str, page: u64, x: f64| json!({"text": text, "page": page, "bbox": [x, 100.0, x + 50.0, 112.0]});
    let row = |texts: [&str; 3], page| {
        json!({"cells": [cell(texts[0], page, 50.0), cell(texts[1], page, 150.0),
        cell(texts[2], page, 250.0)]})
    };
    json!({
        "source": {"file_name": "x.pdf", "pages": 4},
        "document": {"fiscal_year": 2022},
        "sections": [{"number": "一、", "title": "职责", "paragraphs": [{"page": 1, "text": "甲。"}]}],
        "tables": [{
            "kind": "income", "title": "收入决算表", "unit": "万元", "pages": [2, 3],
            "columns": [{"path": ["项目"]}, {"path": ["合计"]}, {"path": ["财政拨款"]}],
            "rows": [row(["合计", "30.00", "25.00"], 2), row(["教育", "10.00", "9.00"], 2), row(["科技", "20.00", "16.00"], 3)],
            "notes": ["注：甲。"]
        }],
        "line_items": [{"kind": "income", "name": "教育", "measure": "total_income", "amount": "10.00", "page": 2}],
        "diagnostics": []
    })
}

#[track_caller]
fn check(change: impl FnOnce(&mut Value), expected: &[&str]) {
    let mut new = output();
    change(&mut new);
    let lines: Vec<String> = differences(&output(), &new).iter().map(|found| found.line(Language::Chinese)).collect();
    assert_eq!(lines, expected);
}

#[test]
fn nothing_changed_is_no_difference() {
    check(|_| {}, &[]);
}

#[test]
fn a_changed_digit_is_named_by_table_page_row_and_column() {
    check(
        |new| new["tables"][0]["rows"][1]["cells"][2]["text"] = json!("9.90"),
        &["收入决算表（income），第 2 页：行“2 教育 10.00”，列“财政拨款”：9.00 → 9.90"],
    );
}

#[test]
fn two_swapped_cells_are_two_differences() {
    check(
        |new| {
            new["tables"][0]["rows"][1]["cells"][1]["text"] = json!("9.00");
            new["tables"][0]["rows"][1]["cells"][2]["text"] = json!("10.00");
        },
        &[
            "收入决算表（income），第 2 页：行“2 教育 9.00”，列“合计”：10.00 → 9.00",
            "收入决算表（income），第 2 页：行“2 教育 9.00”，列“财政拨款”：9.00 → 10.00",
        ],
    );
}

#[test]
fn a_shifted_column_is_named_in_every_row() {
    let mut new = output();
    for row in 0..3 {
        let figure = new["tables"][0]["rows"][row]["cells"][2]["text"].take();
        new["tables"][0]["rows"][row]["cells"][1]["text"] = figure;
        new["tables"][0]["rows"][row]["cells"][2]["text"] = json!("");
    }
    let found = differences(&output(), &new);
    assert_eq!(found.len(), 6);
    assert!(found.iter().all(|found| found.line(Language::English).contains("column `")));
}

#[test]
fn lost_rows_tables_and_columns_are_named() {
    check(
        |new| drop(new["tables"][0]["rows"].as_array_mut().unwrap().remove(2)),
        &["收入决算表（income），第 3 页：少了行“3 科技 20.00”"],
    );
    check(|new| new["tables"] = json!([]), &["少了表：收入决算表（income），第 2 页"]);
    check(
        |new| {
            new["tables"][0]["columns"].as_array_mut().unwrap().remove(1);
            for row in 0..3 {
                new["tables"][0]["rows"][row]["cells"].as_array_mut().unwrap().remove(1);
            }
        },
        &["收入决算表（income）：少了列“合计”"],
    );
}

#[test]
fn a_moved_page_is_a_difference_and_moved_boxes_are_counted() {
    check(
        |new| new["tables"][0]["rows"][2]["cells"][1]["page"] = json!(2),
        &["收入决算表（income），第 2 页：行“3 科技 20.00”，列“合计”（page）：3 → 2"],
    );
    check(
        |new| {
            for row in 0..3 {
                new["tables"][0]["rows"][row]["cells"][0]["bbox"][0] = json!(48.5);
            }
        },
        &["3 处位置变动，最多 1.5 点"],
    );
}

#[test]
fn whatever_else_changes_is_named_too() {
    check(|new| new["document"]["fiscal_year"] = json!(2021), &["document fiscal_year：2022 → 2021"]);
    check(|new| new["tables"][0]["unit"] = json!("元"), &["收入决算表（income） unit：万元 → 元"]);
    check(
        |new| new["diagnostics"] = json!([{"code": "open_cell", "page": 3, "message": "…"}]),
        &["diagnostics，第 3 页：多出“open_cell …”"],
    );
    check(
        |new| new["line_items"][0]["amount"] = json!("10.01"),
        &["line_items[income 教育 total_income] amount：10.00 → 10.01"],
    );
    check(
        |new| new["sections"][0]["paragraphs"][0]["text"] = json!("乙。"),
        &["sections[一、 职责] paragraphs，第 1 页：少了“甲。”", "sections[一、 职责] paragraphs，第 1 页：多出“乙。”"],
    );
    check(|new| new["checks"] = json!([1]), &["checks：(空) → [1]"]);
}

#[test]
fn a_row_on_another_page_is_one_line() {
    check(
        |new| {
            for column in 0..3 {
                new["tables"][0]["rows"][2]["cells"][column]["page"] = json!(2);
            }
        },
        &["收入决算表（income）：行“3 科技 20.00”从第 3 页移到第 2 页"],
    );
}

#[test]
fn a_long_text_shows_what_changed_in_it() {
    let with = |last: &str| {
        let mut output = output();
        output["tables"][0]["notes"] = json!([format!("{}{last}。", "注".repeat(70))]);
        output
    };
    let lines: Vec<String> =
        differences(&with("甲"), &with("乙")).iter().map(|found| found.line(Language::Chinese)).collect();
    let label = "注".repeat(60);
    assert_eq!(lines, [format!("收入决算表（income） notes[{label}…]：…注注注注注注注注甲。 → …注注注注注注注注乙。")]);
}

#[test]
fn boxes_outside_cells_and_line_items_that_point_elsewhere_are_only_counted() {
    let mut old = output();
    old["sections"][0]["paragraphs"][0]["bbox"] = json!([1.0, 2.0, 3.0, 4.0]);
    old["tables"][0]["fragments"] = json!([{"page": 2, "bbox": [1.0, 2.0, 3.0, 4.0], "grid": "ruled"}]);
    old["line_items"][0]["row"] = json!(1);
    let mut new = old.clone();
    new["sections"][0]["paragraphs"][0]["bbox"][0] = json!(2.5);
    new["tables"][0]["fragments"][0]["bbox"][3] = json!(4.1);
    new["line_items"][0]["row"] = json!(2);
    let lines: Vec<String> = differences(&old, &new).iter().map(|found| found.line(Language::English)).collect();
    assert_eq!(
        lines,
        ["2 boxes moved, at most 1.5 points", "line_items: 1 changed nothing but the numbers table, row, column"]
    );
}

/// Every scalar of `value`, by its pointer.
fn leaves(value: &Value, pointer: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(key, value)| leaves(value, &format!("{pointer}/{key}"), found))
        }
        Value::Array(entries) => {
            entries.iter().enumerate().for_each(|(at, value)| leaves(value, &format!("{pointer}/{at}"), found));
        }
        _ => found.push(pointer.to_owned()),
    }
}

#[test]
fn no_change_goes_unseen() {
    let mut found = Vec::new();
    leaves(&output(), "", &mut found);
    assert!(found.len() > 60);
    for pointer in found {
        let mut new = output();
        *new.pointer_mut(&pointer).unwrap() = json!("changed");
        let told = differences(&output(), &new);
        assert!(!told.is_empty() && !told.contains(&super::Difference::Elsewhere), "{pointer}: {told:?}");
    }
    for (pointer, value) in [
        ("/tables/0/rows/1/level", json!(1)),
        ("/tables/0/rows/1/cells/3", json!({"text": "7.00"})),
        ("/tables/0/later", json!([[1]])),
        ("/line_items/0/later", json!(true)),
        ("/checks", json!({"rule": "x"})),
    ] {
        let mut new = output();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        match new.pointer_mut(parent).unwrap() {
            Value::Object(fields) => drop(fields.insert(key.to_owned(), value)),
            Value::Array(entries) => entries.push(value),
            _ => unreachable!(),
        }
        let told = differences(&output(), &new);
        assert!(!told.is_empty() && !told.contains(&super::Difference::Elsewhere), "{pointer}: {told:?}");
    }
}
