use juesuan_model::{Code, Extraction, FinalAccounts, GridKind, Language, PageTable};

use crate::drawing::{line, page, table, table_at};
use crate::{SourceFile, reconcile};

fn read(title: &str, unit: &str, drawing: PageTable) -> FinalAccounts {
    let lines = vec![line(200.0, 60.0, title), line(400.0, 80.0, unit)];
    let extraction = Extraction { pages: vec![page(1, lines, vec![drawing])], ..Extraction::default() };
    reconcile(extraction, SourceFile::default(), Language::English)
}

/// Each line item as `section code name line measure amount_yuan`, `-` for null.
fn show(document: &FinalAccounts) -> Vec<String> {
    let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    let items = document.line_items.iter();
    items
        .map(|item| {
            let all = [&item.section, &item.code, &item.name, &item.line, &item.measure, &item.amount_yuan];
            all.map(or_dash).join(" ")
        })
        .collect()
}

#[track_caller]
fn check(title: &str, drawing: &str, expected: &[&str]) {
    assert_eq!(show(&read(title, "单位：万元", table(100.0, drawing))), expected);
}

#[test]
fn a_code_in_one_column_and_in_three_is_the_same_code() {
    let expected = ["- - 合计 total total_income 19791200.00", "- 2010350 事业运行 - total_income 2409500.00"];
    check("收入决算表", "科目编码|科目名称|本年收入合计\n合计|<|1,979.12\n2010350|事业运行|240.95", &expected);
    check(
        "收入决算表",
        "科目编码|<|<|科目名称|合计\n类|款|项|^|^\n|||合计|1,979.12\n201|03|50|事业运行|240.95",
        &expected,
    );
}

#[test]
fn zero_has_a_line_item_and_absence_has_none() {
    check(
        "收入决算表",
        "科目编码|科目名称|合计|其他收入\n201|一般公共服务支出|0.00|-",
        &["- 201 一般公共服务支出 - total_income 0.00"],
    );
}

#[test]
fn line_numbers_have_no_line_items() {
    let drawing = "收入|<|<|支出|<|<\n项目|行次|决算数|项目|行次|决算数\n本年收入合计|27|5.00|本年支出合计|57|4.00";
    check(
        "收入支出决算总表",
        drawing,
        &[
            "income - 本年收入合计 total_income amount 50000.00",
            "expenditure - 本年支出合计 total_expenditure amount 40000.00",
        ],
    );
}

#[test]
fn each_side_labels_its_own_figures() {
    let drawing = "收入|<|支出|<\n项目|决算数|项目（按功能分类）|决算数\n一、财政拨款收入|5.00|一、一般公共服务支出|3.00\n\
                   二、上级补助收入||二十三、其他支出|2.00";
    check(
        "收入支出决算总表",
        drawing,
        &[
            "income - 财政拨款收入 fiscal_appropriation amount 50000.00",
            "expenditure 201 一般公共服务支出 - amount 30000.00",
            "expenditure 229 其他支出 - amount 20000.00",
        ],
    );
}

#[test]
fn sides_without_heads_come_in_the_order_of_the_form() {
    let drawing = "科目编码|科目名称|决算数|科目编码|科目名称|决算数\n30101|基本工资|1.00|30201|办公费|2.00\n\
                   人员经费合计|<|1.00|公用经费合计|<|2.00";
    check(
        "一般公共预算财政拨款基本支出决算表",
        drawing,
        &[
            "personnel 30101 基本工资 - amount 10000.00",
            "public 30201 办公费 - amount 20000.00",
            "personnel - 人员经费合计 personnel_total amount 10000.00",
            "public - 公用经费合计 public_total amount 20000.00",
        ],
    );
}

#[test]
fn in_three_blocks_the_code_says_the_section() {
    let head = "科目编码|科目名称|金额";
    let drawing =
        format!("{head}|{head}|{head}\n301|工资福利支出|1.00|302|商品和服务支出|2.00|303|对个人和家庭的补助|3.00");
    check(
        "一般公共预算财政拨款基本支出决算表",
        &drawing,
        &[
            "personnel 301 工资福利支出 - amount 10000.00",
            "public 302 商品和服务支出 - amount 20000.00",
            "personnel 303 对个人和家庭的补助 - amount 30000.00",
        ],
    );
}

#[test]
fn personnel_and_public_may_be_columns() {
    let drawing = "科目编码|科目名称|合计|人员经费|公用经费\n30101|基本工资|1.00|1.00|\n30201|办公费|2.00||2.00";
    check(
        "一般公共预算财政拨款基本支出决算表",
        drawing,
        &[
            "- 30101 基本工资 - amount 10000.00",
            "personnel 30101 基本工资 - amount 10000.00",
            "- 30201 办公费 - amount 20000.00",
            "public 30201 办公费 - amount 20000.00",
        ],
    );
}

#[test]
fn a_name_below_the_carry_over_is_its_part() {
    let drawing = "收入|<|支出|<|<\n项目|金额|项目|合计|一般公共预算财政拨款\n\
                   一、一般公共预算财政拨款|5.00|一、教育支出|6.00|6.00\n年初财政拨款结转和结余|1.00|||\n\
                   一、一般公共预算财政拨款|1.00|||\n总计|6.00|总计|6.00|6.00";
    check(
        "财政拨款收入支出决算总表",
        drawing,
        &[
            "income - 一般公共预算财政拨款 general_public_budget_appropriation amount 50000.00",
            "expenditure 205 教育支出 - total 60000.00",
            "expenditure 205 教育支出 - general_public_budget 60000.00",
            "income - 年初财政拨款结转和结余 opening_carryover amount 10000.00",
            "income - 一般公共预算财政拨款 opening_carryover_general_public_budget amount 10000.00",
            "income - 总计 grand_total amount 60000.00",
            "expenditure - 总计 grand_total total 60000.00",
            "expenditure - 总计 grand_total general_public_budget 60000.00",
        ],
    );
}

#[test]
fn three_public_across_and_transposed_measure_the_same() {
    let across = read(
        "财政拨款“三公”经费支出决算表",
        "单位：万元",
        table(100.0, "预算数|<|决算数|<\n合计|公务接待费|合计|公务接待费\n1.00|1.00|0.50|0.50"),
    );
    let transposed = read(
        "财政拨款“三公”经费支出决算表",
        "单位：万元",
        table(100.0, "项目|预算数|决算数\n合计|1.00|0.50\n1.因公出国（境）费||\n3.公务接待费|1.00|0.50"),
    );
    let measures = |document: &FinalAccounts| {
        let mut found: Vec<_> =
            document.line_items.iter().map(|item| (item.measure.clone().unwrap(), item.amount.clone())).collect();
        found.sort();
        found
    };
    assert_eq!(measures(&across), measures(&transposed));
    assert_eq!(measures(&across)[0], ("budget_reception".to_owned(), "1.00".to_owned()));
    assert_eq!(transposed.tables[0].columns[2].measure.as_deref(), Some("final"));
}

#[test]
fn counts_are_no_money() {
    let document = read(
        "财政拨款“三公”经费支出决算表",
        "单位：万元",
        table(
            100.0,
            "三公经费|<|<\n项目|预算数|决算数\n“三公”经费支出|1.00|0.50\n其中：公务接待费|1.00|0.50\n公务用车保有量（辆）||3",
        ),
    );
    assert_eq!(document.line_items[1].measure.as_deref(), Some("final_total"));
    assert_eq!(document.line_items[3].measure.as_deref(), Some("final_reception"));
    let count = document.line_items.last().unwrap();
    assert_eq!((count.unit.as_deref(), &count.amount_yuan, &count.measure), (Some("辆"), &None, &None));
}

#[test]
fn an_unknown_column_is_kept_without_a_measure_and_reported() {
    let document =
        read("支出决算表", "单位：元", table(100.0, "科目编码|科目名称|合计|上年数\n201|一般公共服务支出|5.00|4.00"));
    assert_eq!(document.line_items[1].measure, None);
    assert_eq!(document.line_items[1].amount_yuan.as_deref(), Some("4.00"));
    assert_eq!(document.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::UnknownColumn]);
}

#[test]
fn two_columns_of_one_measure_have_none() {
    let document = read(
        "支出决算表",
        "单位：元",
        table(100.0, "科目编码|科目名称|基本支出|基本支出\n201|一般公共服务支出|5.00|4.00"),
    );
    assert!(document.line_items.iter().all(|item| item.measure.is_none()));
}

#[test]
fn unknown_codes_make_one_note_for_the_document() {
    let drawing = "科目编码|科目名称|合计\n201|一般公共服务支出|5.00\n2019876|某事务|4.00\n2019877|某事务|1.00";
    let document = read("支出决算表", "单位：元", table(100.0, drawing));
    let found: Vec<_> = document.diagnostics.iter().map(|d| (d.code, d.page)).collect();
    assert_eq!(found, [(Code::UnknownCodes, None)]);
    assert!(document.diagnostics[0].message.contains("2019876, 2019877"));
}

#[test]
fn a_unit_behind_the_digits_is_the_unit_of_the_figure() {
    let document =
        read("支出决算表", "单位：元", table(100.0, "科目编码|科目名称|合计\n201|一般公共服务支出|5.00万元"));
    assert_eq!(document.line_items[0].unit.as_deref(), Some("万元"));
    assert_eq!(document.line_items[0].amount_yuan.as_deref(), Some("50000.00"));
}

#[test]
fn line_items_point_into_the_tables() {
    let edges = [50.0, 100.0, 103.0, 200.0];
    let document = read("支出决算表", "单位：元", table_at(100.0, &edges, "科目名称||合计\n教育||5.00\n合计|<|6.00"));
    for item in &document.line_items {
        let cell = &document.tables[item.table].rows[item.row].cells[item.column];
        assert_eq!(cell.amount.as_deref(), Some(item.amount.as_str()));
        assert_eq!((cell.page, cell.bbox), (item.page, item.bbox));
    }
    assert_eq!(document.line_items.len(), 2);
}

#[test]
fn heads_over_codes_and_names_need_not_be_divided() {
    check(
        "支出决算表",
        "项目|<|本年支出合计|基本支出\n支出功能分类科目编码|支出功能分类科目名称|^|^\n合计|<|5.00|4.00\n201|一般公共服务支出|5.00|4.00",
        &[
            "- - 合计 total total_expenditure 50000.00",
            "- - 合计 total basic_expenditure 40000.00",
            "- 201 一般公共服务支出 - total_expenditure 50000.00",
            "- 201 一般公共服务支出 - basic_expenditure 40000.00",
        ],
    );
    check(
        "支出决算表",
        "项目|项目|合计\n201|一般公共服务支出|5.00",
        &["- 201 一般公共服务支出 - total_expenditure 50000.00"],
    );
    check(
        "支出决算表",
        "项目|合计\n201一般公共服务支出|5.00",
        &["- 201 一般公共服务支出 - total_expenditure 50000.00"],
    );
}

#[test]
fn older_wordings_are_the_same_lines() {
    let drawing = "收入|<|支出|<\n项目|决算数|项目|决算数\n二、上级补助收入|1.00|七、文化体育与传媒支出|2.00\n\
                   用事业基金弥补收支差额|3.00|结余分配|4.00\n上年结转和结余|5.00|年末结转和结余|6.00\n收入总计|7.00|支出总计|7.00";
    check(
        "收入支出决算总表",
        drawing,
        &[
            "income - 上级补助收入 superior_subsidy amount 10000.00",
            "expenditure 207 文化体育与传媒支出 - amount 20000.00",
            "income - 用事业基金弥补收支差额 non_fiscal_surplus_used amount 30000.00",
            "expenditure - 结余分配 surplus_distribution amount 40000.00",
            "income - 上年结转和结余 opening_carryover amount 50000.00",
            "expenditure - 年末结转和结余 closing_carryover amount 60000.00",
            "income - 收入总计 grand_total amount 70000.00",
            "expenditure - 支出总计 grand_total amount 70000.00",
        ],
    );
}

#[test]
fn a_fund_carries_over_what_it_does_not_spend() {
    let drawing = "科目编码|科目名称|年初结转和结余|本年收入|本年支出|<|<|年末结转和结余\n^|^|^|^|小计|基本支出|项目支出|^\n\
                   229|其他支出|1.00|2.00|2.50||2.50|0.50";
    check(
        "政府性基金预算财政拨款收入支出决算表",
        drawing,
        &[
            "- 229 其他支出 - opening_carryover 10000.00",
            "- 229 其他支出 - total_income 20000.00",
            "- 229 其他支出 - total_expenditure 25000.00",
            "- 229 其他支出 - project_expenditure 25000.00",
            "- 229 其他支出 - closing_carryover 5000.00",
        ],
    );
}

/// A table without rules: its columns are inferred.
#[track_caller]
fn check_inferred(drawing: &str, items: usize, codes: &[Code]) {
    let inferred = PageTable { grid: GridKind::Aligned, ..table(100.0, drawing) };
    let document = read("支出决算表", "单位：万元", inferred);
    assert_eq!(document.line_items.len(), items);
    assert_eq!(document.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), codes);
    // The cells stay, whether their columns are certain or not.
    assert_eq!(document.tables[0].rows.len(), 1);
}

#[test]
fn inferred_columns_name_their_figures_only_where_all_heads_are_known() {
    let row = "201|一般公共服务支出|9.00|4.00|5.00";
    check_inferred(&format!("科目编码|科目名称|本年支出合计|基本支出|项目支出\n{row}"), 3, &[]);
    check_inferred(&format!("科目编码|科目名称|本年支出合计|基本支|出项目支出\n{row}"), 0, &[Code::ColumnsUncertain]);
    check_inferred(&format!("科目编码|科目名称|本年支出合计|基本支出|\n{row}"), 0, &[Code::ColumnsUncertain]);
}

#[test]
fn the_head_of_an_amount_over_a_label_is_two_columns_read_as_one() {
    let heads = "科目编码|本年支出合计|基本支出|项目支出\n^|科目名称|^|^";
    check_inferred(&format!("{heads}\n201|一般公共服务支出|9.00|4.00"), 0, &[Code::ColumnsUncertain]);
}
