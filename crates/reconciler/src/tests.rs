use juesuan_model::{Code, DocumentKind, Extraction, FinalAccounts, Language, Page};

use crate::drawing::{line, page, table};
use crate::{SourceFile, reconcile};

fn read(pages: Vec<Page>) -> FinalAccounts {
    reconcile(Extraction { pages, ..Extraction::default() }, SourceFile::default(), Language::Chinese)
}

fn form(number: u32, title: &str) -> Page {
    page(
        number,
        vec![line(200.0, 60.0, title), line(400.0, 80.0, "单位：万元")],
        vec![table(100.0, "项目|决算数\n一、收入|1.00\n总计|1.00")],
    )
}

#[test]
fn a_document_with_one_certain_form_is_final_accounts() {
    let document = read(vec![form(1, "收入支出决算总表"), form(2, "政府性基金预算财政拨款支出表")]);
    assert_eq!(document.document.kind, DocumentKind::FinalAccounts);
    assert_eq!(document.tables[0].kind, "income_expenditure_summary");
    assert_eq!(document.tables[1].kind, "government_fund");
}

#[test]
fn a_budget_is_no_final_accounts() {
    let document = read(vec![form(1, "收支总表"), form(2, "政府性基金预算财政拨款支出表")]);
    assert_eq!(document.document.kind, DocumentKind::Unknown);
    assert!(document.tables.iter().all(|table| table.kind == "other"));
    assert_eq!(document.tables[0].title, "收支总表");
}

#[test]
fn amounts_are_read_in_figure_columns_only() {
    let document = read(vec![form(1, "收入支出决算总表")]);
    let cells = &document.tables[0].rows[0].cells;
    assert_eq!((cells[0].amount.as_deref(), cells[1].amount.as_deref()), (None, Some("1.00")));
}

#[test]
fn a_form_without_a_unit_is_reported() {
    let mut page = form(1, "收入支出决算总表");
    page.lines.pop();
    let document = read(vec![page]);
    assert_eq!(document.tables[0].unit, None);
    assert_eq!(document.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::UnitNotFound]);
}

#[test]
fn the_same_form_twice_is_reported_and_both_are_kept() {
    let mut second = form(2, "收入支出决算总表");
    second.tables = vec![table(100.0, "项目|决算数|备注\n一、收入|2.00|")];
    let document = read(vec![form(1, "收入支出决算总表"), second]);
    assert_eq!(document.tables.len(), 2);
    assert_eq!(document.diagnostics[0].code, Code::FormRepeated);
}

#[test]
fn a_file_without_tables_gives_an_empty_document() {
    let document = read(vec![]);
    assert!(document.tables.is_empty() && document.diagnostics.is_empty());
    assert_eq!(document.document.kind, DocumentKind::Unknown);
}
