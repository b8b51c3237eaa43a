//! Wrong output that must not pass for right.

use serde_json::{Value, json};

use super::{DocumentScore, MistakeKind, score};
use crate::manifest::Document;
use crate::truth::Truth;

fn table(kind: &str, rows: &[[&str; 4]]) -> Value {
    let rows: Vec<Value> =
        rows.iter().map(|row| json!({"cells": row.map(|text| json!({"text": text, "page": 1}))})).collect();
    let columns = ["编码", "名称", "合计", "基本支出"].map(|head| json!({"path": [head]}));
    json!({"kind": kind, "title": kind, "unit": "万元", "columns": columns, "rows": rows, "notes": []})
}

const ROWS: [[&str; 4]; 3] =
    [["", "合计", "30.00", "0.00"], ["201", "教育", "1,000.00", "0.00"], ["202", "科技", "20.00", "0.00"]];

#[track_caller]
fn scored(output: &Value, expected: (u64, u64, &[MistakeKind])) -> DocumentScore {
    let truth: Truth = serde_json::from_value(json!({
        "tables": [{"kind": "income", "title": "收入决算表", "unit": "万元", "rows": ROWS,
            "columns": [["编码"], ["名称"], ["合计"], ["基本支出"]]}],
        "glossary": [{"term": "甲", "definition": "乙。"}]
    }))
    .unwrap();
    let mut output = output.clone();
    if output.get("glossary").is_none() && output.get("error").is_none() {
        output["glossary"] = json!([{"term": "甲", "definition": "乙。"}]);
    }
    let scored = score(&Document::default(), true, &truth, &output);
    let kinds: Vec<MistakeKind> = scored.mistakes.iter().map(|mistake| mistake.kind).collect();
    assert_eq!((scored.counts.wrong_figures, scored.counts.missing_figures, kinds.as_slice()), expected);
    scored
}

#[test]
fn a_form_that_the_document_has_not_is_wrong_figures() {
    use MistakeKind::{FormInvented, WrongFigure};

    let output = json!({"tables": [table("income", &ROWS), table("state_capital", &[["", "合计", "7.00", ""]])]});
    let scored = scored(&output, (1, 0, &[FormInvented, WrongFigure]));
    assert!(!scored.counts.cells_read.is_whole());
}

#[test]
fn a_table_that_is_no_form_is_not_measured() {
    scored(&json!({"tables": [table("income", &ROWS), table("other", &[["", "x", "7.00", ""]])]}), (0, 0, &[]));
}

#[test]
fn the_second_half_of_a_form_is_missing_and_what_is_not_printed_is_wrong() {
    use MistakeKind::{FormRepeated, RowMissing, WrongFigure};

    let halves = json!({"tables": [table("income", &ROWS[..2]), table("income", &ROWS[2..])]});
    // The code counts as a figure, too.
    scored(&halves, (0, 3, &[RowMissing, FormRepeated]));
    let invented = json!({"tables": [table("income", &ROWS), table("income", &[["", "合计", "99.00", ""]])]});
    let scored = scored(&invented, (1, 0, &[FormRepeated, WrongFigure]));
    assert_eq!((scored.counts.forms_exact.right, scored.counts.forms_exact.of), (0, 1));
}

#[test]
fn an_amount_that_is_not_its_text_is_a_wrong_figure() {
    let mut output = json!({"tables": [table("income", &ROWS)]});
    output["tables"][0]["rows"][1]["cells"][2]["amount"] = json!("1000.00");
    scored(&output, (0, 0, &[]));
    output["tables"][0]["rows"][1]["cells"][2]["amount"] = json!("1.00");
    scored(&output, (1, 0, &[MistakeKind::WrongFigure]));
}

#[test]
fn a_lost_row_does_not_make_its_neighbour_wrong() {
    use MistakeKind::{RowMissing, WrongFigure};

    let output = json!({"tables": [table("income", &[ROWS[0], ["202", "科技", "90.00", "0.00"]])]});
    scored(&output, (1, 3, &[WrongFigure, RowMissing]));
}

#[test]
fn a_term_too_many_is_a_mistake() {
    let terms = json!([{"term": "甲", "definition": "乙。"}, {"term": "丙", "definition": "丁。"}]);
    scored(&json!({"tables": [table("income", &ROWS)], "glossary": terms}), (0, 0, &[MistakeKind::Term]));
}

#[test]
fn an_error_is_never_exact() {
    let output = json!({"error": {"code": "damaged", "message": "…"}});
    let nothing_known = score(&Document::default(), true, &Truth::default(), &output);
    assert_eq!(nothing_known.counts.documents_exact, 0);
    assert_eq!(nothing_known.mistakes[0].kind, MistakeKind::NoOutput);
}

#[test]
fn forms_are_not_measured_where_the_truth_does_not_tell_them() {
    let output = json!({"tables": [table("income", &ROWS)]});
    let scored = score(&Document::default(), true, &Truth::default(), &output);
    assert_eq!((scored.counts.documents_exact, scored.counts.wrong_figures), (1, 0));
}
