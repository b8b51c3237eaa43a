use juesuan_model::{Basis, Confidence, Extraction, FinalAccounts, Language, Page};

use crate::drawing::{line, page, table};
use crate::{SourceFile, reconcile};

const INCOME: &str = "科目编码|科目名称|本年收入合计|财政拨款收入|上级补助收入|事业收入|经营收入|附属单位上缴收入|其他收入\n\
                      201|一般公共服务支出|1.00|1.00|0.00|0.00|0.00|0.00|0.00";
const PLANNED_INCOME: &str = "科目编码|科目名称|本年收入合计|财政拨款收入|上级补助收入|事业收入预算|经营收入|收入预算|其他收入\n\
                              201|一般公共服务支出|1.00|1.00|0.00|0.00|0.00|0.00|0.00";

fn form(number: u32, title: &str, drawing: &str) -> Page {
    let lines = if title.is_empty() { vec![] } else { vec![line(200.0, 60.0, title)] };
    page(number, lines, vec![table(100.0, drawing)])
}

fn read(pages: Vec<Page>) -> FinalAccounts {
    reconcile(Extraction { pages, ..Extraction::default() }, SourceFile::default(), Language::Chinese)
}

/// The kind of the last table, what speaks for it and how sure it is.
#[track_caller]
fn check(pages: Vec<Page>, expected: &str, basis: &[Basis], confidence: Option<Confidence>) {
    let document = read(pages);
    let last = document.tables.last().unwrap();
    let evidence = last.evidence.as_ref();
    let found = evidence.map(|evidence| evidence.basis.clone()).unwrap_or_default();
    assert_eq!(
        (last.kind.as_str(), found.as_slice(), evidence.map(|evidence| evidence.confidence)),
        (expected, basis, confidence)
    );
}

fn cover(title: &str) -> Page {
    page(1, vec![line(100.0, 300.0, title)], vec![])
}

#[test]
fn a_title_and_its_heads_make_a_form_certain() {
    check(vec![form(1, "收入决算表", INCOME)], "income", &[Basis::Title, Basis::Heads], Some(Confidence::Certain));
    check(
        vec![form(1, "收入决算表", "项目|决算数\n一、收入|1.00")],
        "income",
        &[Basis::Title],
        Some(Confidence::Certain),
    );
}

#[test]
fn the_page_of_a_title_is_that_where_it_is_printed() {
    let pages =
        vec![page(1, vec![line(100.0, 700.0, "收入决算表")], vec![]), page(2, vec![], vec![table(100.0, INCOME)])];
    let evidence = read(pages).tables[0].evidence.clone().unwrap();
    assert_eq!((evidence.title.as_deref(), evidence.title_page), (Some("收入决算表"), Some(1)));
}

#[test]
fn heads_alone_make_a_form_likely_in_final_accounts() {
    let pages = vec![cover("某某市水务局2023年度部门决算"), form(2, "", INCOME)];
    check(pages, "income", &[Basis::Heads], Some(Confidence::Likely));
}

#[test]
fn heads_alone_say_nothing_in_a_budget_or_an_unknown_document() {
    check(vec![form(1, "", INCOME)], "other", &[], None);
    check(vec![cover("某某市水务局2026年度部门预算"), form(2, "", INCOME)], "other", &[], None);
    check(vec![cover("某某市水务局2023年度部门决算"), form(2, "", PLANNED_INCOME)], "other", &[], None);
}

#[test]
fn a_title_of_another_table_is_not_overruled_by_its_heads() {
    let pages = vec![cover("某某市水务局2023年度部门决算"), form(2, "所属单位收入明细表", INCOME)];
    check(pages, "other", &[], None);
}

#[test]
fn the_second_table_that_looks_like_a_form_is_not_that_form() {
    let between = page(2, vec![], vec![]);
    check(vec![form(1, "收入决算表", INCOME), between, form(3, "", INCOME)], "other", &[], None);
}

#[test]
fn a_title_that_its_heads_contradict_is_reported() {
    let document = read(vec![form(1, "支出决算表", INCOME)]);
    assert_eq!(document.tables[0].kind, "expenditure");
    assert_eq!(document.diagnostics.iter().filter(|found| found.message.contains("支出决算表 ≠ income")).count(), 1);
}
