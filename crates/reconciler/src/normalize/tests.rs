use juesuan_model::{Code, Extraction, FinalAccounts, Language, Page};

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

#[track_caller]
fn check_units(forms: &[(&str, &str, &str)], expected: &[Option<&str>], diagnostics: &[Code]) {
    let pages: Vec<Page> = forms
        .iter()
        .zip(1..)
        .map(|(&(title, unit, drawing), number)| {
            let lines = [(60.0, title), (80.0, unit)].into_iter().filter(|(_, text)| !text.is_empty());
            page(number, lines.map(|(y, text)| line(200.0, y, text)).collect(), vec![table(100.0, drawing)])
        })
        .collect();
    let extraction = Extraction { pages, ..Extraction::default() };
    let document: FinalAccounts = reconcile(extraction, SourceFile::default(), Language::English);
    assert_eq!(document.tables.iter().map(|table| table.unit.as_deref()).collect::<Vec<_>>(), expected);
    assert_eq!(document.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), diagnostics);
}

const INCOME: &str = "科目编码|科目名称|合计\n201|一般公共服务支出|1,234.50";
const EXPENDITURE: &str = "科目编码|科目名称|合计\n201|一般公共服务支出|1,204.50";
const SUMMARY: &str = "项目|决算数|项目|决算数\n本年收入合计|1,234.50|本年支出合计|1,204.50";

#[test]
fn each_unit_of_money_is_read() {
    for unit in ["元", "千元", "万元", "百万元", "亿元"] {
        check_units(&[("收入决算表", &format!("金额单位：{unit}"), INCOME)], &[Some(unit)], &[]);
    }
    check_units(&[("收入决算表", "单位：人民币万元", INCOME)], &[Some("万元")], &[]);
}

#[test]
fn a_unit_in_the_heads_is_printed() {
    let drawing = "科目编码|科目名称|合计（元）\n201|一般公共服务支出|1,234.50";
    check_units(&[("收入决算表", "", drawing)], &[Some("元")], &[]);
}

#[test]
fn a_unit_in_the_labels_of_a_form_without_heads_is_printed() {
    let drawing = "项目名称|<|清淤|<\n主管部门|<|甲局|乙站\n资金（万元）|<|总额|5.00\n年度目标|三处|<|<\n指标|产出|处数|3\n^|效益|防汛|好";
    check_units(&[("项目绩效目标表", "", drawing)], &[Some("万元")], &[]);
}

#[test]
fn a_unit_follows_from_forms_that_agree_and_share_a_figure() {
    let forms = [
        ("收入支出决算总表", "单位：万元", SUMMARY),
        ("收入决算表", "", INCOME),
        ("支出决算表", "单位：万元", EXPENDITURE),
    ];
    check_units(&forms, &[Some("万元"); 3], &[Code::UnitInferred]);
}

#[test]
fn a_unit_is_not_inferred_on_less() {
    let one = [("收入支出决算总表", "单位：万元", SUMMARY), ("收入决算表", "", INCOME)];
    check_units(&one, &[Some("万元"), None], &[Code::UnitNotFound]);
    let mixed = [
        ("收入支出决算总表", "单位：万元", SUMMARY),
        ("收入决算表", "", INCOME),
        ("支出决算表", "单位：元", EXPENDITURE),
    ];
    check_units(&mixed, &[Some("万元"), None, Some("元")], &[Code::UnitNotFound]);
    let other = "科目编码|科目名称|合计\n201|一般公共服务支出|12,345,000.00";
    let nothing_shared = [
        ("收入支出决算总表", "单位：万元", SUMMARY),
        ("收入决算表", "", other),
        ("支出决算表", "单位：万元", EXPENDITURE),
    ];
    check_units(&nothing_shared, &[Some("万元"), None, Some("万元")], &[Code::UnitNotFound]);
}
