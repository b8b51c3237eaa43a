use juesuan_model::{Code, Extraction, Language};

use crate::drawing::{line, page, table, table_at};
use crate::{SourceFile, reconcile};

fn form(drawing: juesuan_model::PageTable) -> juesuan_model::FinalAccounts {
    let lines = vec![line(200.0, 60.0, "收入决算表"), line(400.0, 80.0, "单位：元")];
    let extraction = Extraction { pages: vec![page(1, lines, vec![drawing])], ..Extraction::default() };
    reconcile(extraction, SourceFile::default(), Language::English)
}

#[track_caller]
fn check_amounts(drawing: &str, expected: &[Option<&str>]) {
    let document = form(table(100.0, drawing));
    let found: Vec<_> = document.tables[0].rows[0].cells.iter().map(|cell| cell.amount.as_deref()).collect();
    assert_eq!(found, expected);
}

#[test]
fn codes_and_line_numbers_are_no_amounts() {
    check_amounts("科目编码|科目名称|行次|合计\n201|教育|3|5.00", &[None, None, None, Some("5.00")]);
    check_amounts("科目编码|<|科目名称|合计\n类|款|^|^\n201|06|财政|5.00", &[None, None, None, Some("5.00")]);
}

#[test]
fn project_expenditure_is_a_figure_column_and_project_is_not() {
    check_amounts("项目|项目支出\n1|5.00", &[None, Some("5.00")]);
}

#[test]
fn text_in_a_figure_column_is_kept_and_reported() {
    let document = form(table(100.0, "科目名称|合计\n教育|5.00\n国防|12.3.4\n外交|6.00"));
    assert_eq!(document.tables[0].rows[1].cells[1].text, "12.3.4");
    assert_eq!(document.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::UnreadableFigure]);
}

#[test]
fn the_gap_of_a_double_rule_is_no_column() {
    let edges = [50.0, 100.0, 103.0, 200.0];
    let document = form(table_at(100.0, &edges, "科目名称||合计\n教育||5.00\n合计|<|5.00"));
    let table = &document.tables[0];
    assert_eq!(table.columns.len(), 2);
    assert_eq!(table.rows[1].cells.len(), 2);
    assert_eq!(table.rows[1].cells[0].colspan, None);
}
