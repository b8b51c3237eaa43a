use serde_json::{Value, json};

use super::{MistakeKind, score};
use crate::manifest::Document;
use crate::truth::Truth;

const ROWS: [[&str; 4]; 4] = [
    ["", "合计", "30.00", "12.50"],
    ["201", "教育", "10.00", "2.50"],
    ["202", "科技", "20.00", "10.00"],
    ["203", "其他", "", ""],
];

fn truth() -> Truth {
    serde_json::from_value(json!({
        "kind": "final_accounts", "fiscal_year": 2022, "entity": {"name": "云岭市档案馆", "scope": "unit"},
        "tables": [{
            "kind": "expenditure", "title": "支出决算表", "unit": "万元",
            "columns": [["项目", "编码"], ["项目", "名称"], ["合计"], ["基本支出"]],
            "measures": ["code", "name", "total_expenditure", "basic_expenditure"],
            "rows": ROWS, "row_pages": [3, 3, 4, 4], "notes": ["注：甲。"]
        }],
        "sections": [{"number": "第一部分", "title": "概况", "headings": [{"level": 2, "title": "一、职责"}]}],
        "glossary": [{"term": "基本支出", "definition": "日常支出。"}]
    }))
    .unwrap()
}

/// The output of a perfect reading.
fn perfect() -> Value {
    let pages = [3, 3, 4, 4];
    let rows: Vec<Value> = ROWS
        .iter()
        .zip(pages)
        .map(|(row, page)| json!({"cells": row.map(|text| json!({"text": text, "page": page}))}))
        .collect();
    let mut items = Vec::new();
    for row in &ROWS {
        for (measure, amount) in [("total_expenditure", row[2]), ("basic_expenditure", row[3])] {
            if !amount.is_empty() {
                items.push(json!({"kind": "expenditure", "code": row[0], "name": row[1], "measure": measure,
                    "amount": amount, "unit": "万元"}));
            }
        }
    }
    let columns = [
        json!({"path": ["项目", "编码"]}),
        json!({"path": ["项目", "名称"]}),
        json!({"path": ["合计"]}),
        json!({"path": ["基本支出"]}),
    ];
    json!({
        "source": {"text_layer": "full"},
        "document": {"kind": "final_accounts", "fiscal_year": 2022, "entity": {"name": "云岭市档案馆", "scope": "unit"}},
        "tables": [{"kind": "expenditure", "title": "支出决算表", "unit": "万元", "columns": columns, "rows": rows,
            "notes": ["注：甲。"]}],
        "line_items": items,
        "sections": [{"number": "第一部分", "title": "概况", "level": 1}, {"number": "一、", "title": "职责", "level": 2}],
        "glossary": [{"term": "基本支出", "definition": "日常支出。"}]
    })
}

fn kinds(output: &Value) -> Vec<MistakeKind> {
    let scored = score(&Document::default(), true, &truth(), output);
    scored.mistakes.iter().map(|mistake| mistake.kind).collect()
}

/// The cell in the row and column of `output`.
fn cell(output: &mut Value, row: usize, column: usize) -> &mut Value {
    output.pointer_mut(&format!("/tables/0/rows/{row}/cells/{column}/text")).unwrap()
}

#[test]
fn a_perfect_reading_has_no_mistake() {
    let scored = score(&Document::default(), true, &truth(), &perfect());
    assert_eq!(scored.mistakes, []);
    let counts = scored.counts;
    assert_eq!((counts.cells.right, counts.cells.of, counts.items.right, counts.items.of), (13, 13, 6, 6));
    assert_eq!((counts.row_pages.right, counts.identity.right, counts.documents_exact), (4, 4, 1));
}

#[test]
fn a_changed_digit_is_a_wrong_figure_with_its_place() {
    let mut output = perfect();
    *cell(&mut output, 1, 2) = json!("16.00");
    let scored = score(&Document::default(), true, &truth(), &output);
    assert_eq!((scored.counts.wrong_figures, scored.counts.missing_figures), (1, 0));
    let line = scored.mistakes[0].line(juesuan_model::Language::Chinese);
    assert_eq!(line, "数字错误 支出决算表 · 行 2 201 教育 · 列 合计 · 页 3: 10.00 → 16.00");
}

#[test]
fn a_blank_where_a_figure_is_printed_is_missing_and_not_wrong() {
    let mut output = perfect();
    *cell(&mut output, 1, 2) = json!("");
    let scored = score(&Document::default(), true, &truth(), &output);
    assert_eq!((scored.counts.wrong_figures, scored.counts.missing_figures), (0, 1));
}

#[test]
fn a_figure_where_nothing_is_printed_is_wrong() {
    let mut output = perfect();
    *cell(&mut output, 3, 2) = json!("5.00");
    assert_eq!(kinds(&output), [MistakeKind::WrongFigure]);
}

#[test]
fn a_shifted_column_is_wrong_figures() {
    let mut output = perfect();
    for row in 0..4 {
        let figure = cell(&mut output, row, 2).take();
        *cell(&mut output, row, 3) = figure;
        *cell(&mut output, row, 2) = json!("");
    }
    let scored = score(&Document::default(), true, &truth(), &output);
    assert_eq!((scored.counts.wrong_figures, scored.counts.missing_figures), (3, 3));
}

#[test]
fn a_lost_row_is_missing_and_an_invented_one_is_wrong() {
    let mut output = perfect();
    let rows = output.pointer_mut("/tables/0/rows").unwrap().as_array_mut().unwrap();
    let lost = rows.remove(2);
    assert_eq!(kinds(&output), [MistakeKind::RowMissing]);
    let mut output = perfect();
    let rows = output.pointer_mut("/tables/0/rows").unwrap().as_array_mut().unwrap();
    rows.insert(2, lost);
    let scored = score(&Document::default(), true, &truth(), &output);
    // The code is a figure, too.
    assert_eq!(scored.counts.wrong_figures, 3);
}

#[test]
fn a_form_twice_is_not_exact_and_a_form_lost_is_missing() {
    let mut output = perfect();
    let tables = output["tables"].as_array_mut().unwrap();
    tables.push(tables[0].clone());
    assert_eq!(kinds(&output), [MistakeKind::FormRepeated]);
    output["tables"] = json!([]);
    let scored = score(&Document::default(), true, &truth(), &output);
    assert_eq!(scored.mistakes[0].kind, MistakeKind::FormMissing);
    assert_eq!((scored.counts.forms_found.right, scored.counts.missing_figures), (0, 9));
}

#[test]
fn items_heads_units_pages_and_prose_are_measured() {
    let check = |change: fn(&mut Value), expected: &[MistakeKind]| {
        let mut output = perfect();
        change(&mut output);
        assert_eq!(kinds(&output), expected);
    };
    check(
        |output| output["line_items"][2]["measure"] = json!("x"),
        &[MistakeKind::MissingItem, MistakeKind::WrongItem],
    );
    check(|output| output["tables"][0]["columns"][2]["path"] = json!(["总计"]), &[MistakeKind::Heads]);
    check(|output| output["tables"][0]["unit"] = json!("元"), &[MistakeKind::Unit]);
    check(|output| output["tables"][0]["notes"] = json!([]), &[MistakeKind::Notes]);
    check(|output| output["tables"][0]["rows"][2]["cells"][0]["page"] = json!(3), &[MistakeKind::Page]);
    check(|output| output["document"]["fiscal_year"] = json!(2021), &[MistakeKind::Document]);
    check(|output| output["sections"][1]["level"] = json!(3), &[MistakeKind::Heading, MistakeKind::Heading]);
    check(|output| output["glossary"] = json!([]), &[MistakeKind::Term]);
}

#[test]
fn a_code_that_is_not_printed_is_not_measured() {
    let truth: Truth =
        serde_json::from_value(json!({"tables": [{"kind": "summary", "title": "总表", "columns": [["项目"],
        ["决算数"]], "measures": ["name", "amount"], "rows": [["一、教育支出", "1.00"]]}]}))
        .unwrap();
    let output = json!({"line_items": [{"kind": "summary", "code": "205", "name": "教育支出", "measure": "amount",
        "amount": "1.00", "unit": ""}]});
    let scored = score(&Document::default(), true, &truth, &output);
    assert_eq!((scored.counts.items.right, scored.counts.items_read.right), (1, 1));
}

fn stating(subject: &str, value: &str) -> Value {
    json!([{"facts": [{"subject": subject, "measure": "amount", "value": value, "unit": "万元"}]}])
}

#[test]
fn what_the_prose_states_is_counted_apart() {
    let mut truth = truth();
    truth.facts =
        serde_json::from_value(json!([{"subject": "基本支出", "measure": "amount", "value": "12.50", "unit": "万元"}]))
            .unwrap();
    let share = |output: &Value| {
        let counts = score(&Document::default(), true, &truth, output).counts;
        (counts.stated.right, counts.stated_read.right, counts.stated_read.of, counts.documents_exact)
    };
    let mut output = perfect();
    assert_eq!(share(&output), (0, 0, 0, 1));
    output["statements"] = stating("其中：基本支出", "12.50");
    assert_eq!(share(&output), (1, 1, 1, 1));
    output["statements"] = stating("基本支出", "12.5");
    assert_eq!(share(&output), (0, 0, 1, 1));
    output["statements"] = stating("项目支出", "12.50");
    assert_eq!(share(&output), (0, 0, 1, 1));
}

/// A check that fails at a cell of the output.
fn failing(rule: &str, severity: &str, row: u64, column: u64) -> Value {
    let place = json!({"page": 3, "table": 0, "row": row, "column": column});
    json!([{"rule": rule, "outcome": "fail", "severity": severity, "identity": "x", "message": "", "places": [place]}])
}

#[test]
fn an_inconsistency_is_found_at_its_cell_and_nothing_else_is() {
    let mut truth = truth();
    truth.inconsistencies = serde_json::from_value(json!([
        {"kind": "wrong_sum", "rules": ["columns_do_not_add_up"], "table": "expenditure", "row": 1, "column": 2}
    ]))
    .unwrap();
    let counts = |checks: Value| {
        let mut output = perfect();
        output["checks"] = checks;
        let counts = score(&Document::default(), true, &truth, &output).counts;
        (counts.inconsistencies.right, counts.false_errors, counts.false_warnings)
    };
    assert_eq!(counts(json!([])), (0, 0, 0));
    assert_eq!(counts(failing("columns_do_not_add_up", "error", 1, 2)), (1, 0, 0));
    // Another rule at the cell is not what was looked for, and not false either.
    assert_eq!(counts(failing("part_exceeds_whole", "error", 1, 2)), (0, 0, 0));
    assert_eq!(counts(failing("columns_do_not_add_up", "error", 2, 2)), (0, 1, 0));
    assert_eq!(counts(failing("stale_year", "warning", 2, 3)), (0, 0, 1));
    assert_eq!(counts(failing("rate_of_zero_base", "info", 2, 3)), (0, 0, 0));
}

#[test]
fn an_inconsistency_of_the_prose_is_found_by_its_sentence() {
    let mut truth = truth();
    truth.inconsistencies = serde_json::from_value(json!([
        {"kind": "wrong_year", "rules": ["stale_year"], "text": "2021年底有职工5人。另有2人。"},
        {"kind": "form_left_out", "rules": ["form_missing"], "table": "income"}
    ]))
    .unwrap();
    let mut output = perfect();
    output["checks"] = json!([
        {"rule": "stale_year", "outcome": "fail", "severity": "warning", "message": "“2021年底有职工5人。”"},
        {"rule": "form_missing", "outcome": "fail", "severity": "error", "identity": "contents[income]", "message": ""}
    ]);
    let counts = score(&Document::default(), true, &truth, &output).counts;
    assert_eq!((counts.inconsistencies.right, counts.false_errors + counts.false_warnings), (2, 0));
}
