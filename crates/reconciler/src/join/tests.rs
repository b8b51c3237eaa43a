use juesuan_model::{Code, Extraction, FinalAccounts, GridKind, Language, Page, PageTable};

use crate::drawing::{line, page, table, table_at};
use crate::{SourceFile, reconcile};

const FIRST: &str = "项目|<|合计\n科目编码|科目名称|^\n201|教育支出|9.00\n20101|普通教育|4.00";

fn read(pages: Vec<Page>) -> FinalAccounts {
    reconcile(Extraction { pages, ..Extraction::default() }, SourceFile::default(), Language::Chinese)
}

fn first_page(drawing: &str) -> Page {
    page(1, vec![line(200.0, 60.0, "支出决算表"), line(400.0, 80.0, "单位：万元")], vec![table(100.0, drawing)])
}

fn show(document: &FinalAccounts) -> Vec<String> {
    document
        .tables
        .iter()
        .map(|table| {
            let rows =
                table.rows.iter().map(|row| row.cells.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join("|"));
            rows.collect::<Vec<_>>().join("\n")
        })
        .collect()
}

#[track_caller]
fn check(first: &str, second: PageTable, expected: &[&str]) {
    check_page(first, page(2, vec![], vec![second]), expected);
}

#[track_caller]
fn check_page(first: &str, second: Page, expected: &[&str]) {
    assert_eq!(show(&read(vec![first_page(first), second])), expected);
}

const JOINED: &str = "201|教育支出|9.00\n20101|普通教育|4.00\n20102|职业教育|5.00";

#[test]
fn a_continuation_with_nothing_of_its_own_joins() {
    check(FIRST, table(70.0, "20102|职业教育|5.00"), &[JOINED]);
}

#[test]
fn repeated_heads_are_no_rows() {
    check(FIRST, table(70.0, "项目|<|合计\n科目编码|科目名称|^\n20102|职业教育|5.00"), &[JOINED]);
}

#[test]
fn repeated_heads_are_no_rows_whatever_their_words() {
    let heads = "拨款类别|安排数|<\n^|全年小计|当中：续建";
    check(
        &format!("{heads}\n[201]甲类|9.00|9.00"),
        table(70.0, &format!("{heads}\n[202]乙类|5.00|1.00")),
        &["[201]甲类|9.00|9.00\n[202]乙类|5.00|1.00"],
    );
    // Without its own heads a continuation of words is still rows.
    check("拨款类别|去向\n甲类|修缮", table(70.0, "乙类|购置\n丙类|租赁"), &["甲类|修缮\n乙类|购置\n丙类|租赁"]);
}

#[test]
fn the_row_under_unknown_repeated_heads_may_be_the_rest_of_a_split_row() {
    check(
        "拨款编码|拨款名称|安排数\n2080505|机关事业单位基本养老|4.10",
        table(70.0, "拨款编码|拨款名称|安排数\n|保险缴费支出|\n210|卫生健康支出|1.30"),
        &["2080505|机关事业单位基本养老保险缴费支出|4.10\n210|卫生健康支出|1.30"],
    );
}

#[test]
fn a_repeated_title_joins_with_equal_heads() {
    let lines = vec![line(200.0, 60.0, "支出决算表（续）"), line(400.0, 80.0, "单位：万元")];
    let second = page(2, lines, vec![table(100.0, "项目|<|合计\n科目编码|科目名称|^\n20102|职业教育|5.00")]);
    check_page(FIRST, second, &[JOINED]);
}

#[test]
fn the_repeated_total_row_is_kept_once() {
    check(
        "科目编码|科目名称|合计\n合计|<|9.00\n201|教育支出|9.00",
        table(70.0, "科目编码|科目名称|合计\n合计|<|9.00\n20101|普通教育|9.00"),
        &["合计||9.00\n201|教育支出|9.00\n20101|普通教育|9.00"],
    );
}

#[test]
fn another_title_begins_another_table() {
    let second = page(2, vec![line(200.0, 60.0, "收入决算表")], vec![table(100.0, FIRST)]);
    check_page(FIRST, second, &["201|教育支出|9.00\n20101|普通教育|4.00"; 2]);
}

#[test]
fn prose_between_parts_two_tables() {
    let prose = line(50.0, 60.0, "二、本年度支出情况说明如下，共计一百万元。");
    let second = page(2, vec![prose], vec![table(100.0, "20102|职业教育|5.00\n20103|其他|1.00")]);
    assert_eq!(read(vec![first_page(FIRST), second]).tables.len(), 2);
}

#[test]
fn notes_end_a_table() {
    let mut first = first_page(FIRST);
    first.lines.push(line(50.0, 170.0, "注：本表反映支出情况。"));
    let second = page(2, vec![], vec![table(100.0, "序号|名称|金额\n1|甲|5.00")]);
    assert_eq!(read(vec![first, second]).tables.len(), 2);
}

#[test]
fn another_organisation_begins_another_table() {
    let mut first = first_page(FIRST);
    first.lines.push(line(50.0, 80.0, "部门：甲局"));
    let mut second = first_page(FIRST);
    second.number = 2;
    second.lines.push(line(50.0, 80.0, "部门：乙局"));
    assert_eq!(read(vec![first, second]).tables.len(), 2);
}

#[test]
fn fewer_grid_columns_find_their_places_by_the_edges() {
    let first = page(
        1,
        vec![line(200.0, 60.0, "支出决算表")],
        vec![table_at(
            100.0,
            &[50.0, 60.0, 70.0, 100.0, 200.0, 300.0],
            "科目编码|<|<|科目名称|合计\n类|款|项|合计|9.00\n201|<|<|教育|9.00",
        )],
    );
    let second = page(2, vec![], vec![table_at(70.0, &[50.0, 100.0, 200.0, 300.0], "20101|普通教育|9.00")]);
    let document = read(vec![first, second]);
    assert_eq!(show(&document), ["|||合计|9.00\n201|||教育|9.00\n20101|||普通教育|9.00"]);
    assert_eq!(document.tables[0].rows[2].cells[0].colspan, Some(3));
}

#[test]
fn an_empty_fragment_after_the_last_row_is_its_tail() {
    check(FIRST, table(70.0, "||"), &["201|教育支出|9.00\n20101|普通教育|4.00"]);
}

#[test]
fn an_empty_row_before_others_is_the_tail_of_a_split_row() {
    check(FIRST, table(70.0, "||\n20102|职业教育|5.00"), &[JOINED]);
}

#[test]
fn printed_blank_rows_stay() {
    check("科目编码|科目名称|合计\n||\n||", table(70.0, "||\n合计|<|0.00"), &["||\n||\n||\n合计||0.00"]);
    check(FIRST, table(70.0, "||\n||\n合计|<|9.00"), &["201|教育支出|9.00\n20101|普通教育|4.00\n||\n||\n合计||9.00"]);
}

#[test]
fn a_name_that_runs_over_the_page_break_is_one_name() {
    check(
        "科目编码|科目名称|合计\n2080505|机关事业单位基本养老|4.10",
        table(70.0, "|保险缴费支出|\n210|卫生健康支出|1.30"),
        &["2080505|机关事业单位基本养老保险缴费支出|4.10\n210|卫生健康支出|1.30"],
    );
    check(
        "项目|决算数\n本年收入合计|5.00\n使用非财政拨款结余（含专|",
        table(70.0, "用结余）|1.00\n总计|6.00"),
        &["本年收入合计|5.00\n使用非财政拨款结余（含专用结余）|1.00\n总计|6.00"],
    );
}

/// A table whose last cell on the first page is printed on these lines, and the first row of the next page.
#[track_caller]
fn check_broken_text(rows: &str, lines: &[&str], next: &str, expected: &[&str]) {
    let mut fragment = table(100.0, &format!("单位|项目|预算数|目标\n{rows}"));
    fragment.cells.last_mut().unwrap().lines = lines.iter().map(|line| (*line).to_owned()).collect();
    let first = Page { tables: vec![fragment], ..first_page(FIRST) };
    assert_eq!(show(&read(vec![first, page(2, vec![], vec![table(70.0, next)])])), [expected.join("\n")]);
}

const BROKEN: [&str; 3] =
    ["保障各处设施全年正常运转，及时", "检修老旧管线，更换已经不能使用", "的水泵和闸门，并对值守人员进行"];

#[test]
fn a_sentence_that_runs_over_the_page_break_is_one_sentence() {
    check_broken_text(
        "甲局|防汛|4.00|",
        &BROKEN,
        "|||两次培训。\n甲局|绿化|2.00|种树。",
        &[
            "甲局|防汛|4.00|保障各处设施全年正常运转，及时检修老旧管线，更换已经不能使用的水泵和闸门，并对值守人员进行两次培训。",
            "甲局|绿化|2.00|种树。",
        ],
    );
}

#[test]
fn a_text_that_may_end_with_the_page_is_not_run_on() {
    let whole = BROKEN.concat();
    let row = format!("甲局|防汛|4.00|{whole}");
    // It ends with its sentence, or before the edge of its cell.
    let [first, second, third] = BROKEN;
    for last in [format!("{third}。"), "的水泵和闸门".to_owned()] {
        let row = format!("甲局|防汛|4.00|{first}{second}{last}");
        check_broken_text("甲局|防汛|4.00|", &[first, second, &last], "|||两次培训。", &[&row, "|||两次培训。"]);
    }
    // What follows is an item of its own, or a row like others.
    check_broken_text("甲局|防汛|4.00|", &BROKEN, "|||2.培训两次。", &[&row, "|||2.培训两次。"]);
    check_broken_text(
        "甲局|绿化|2.00|种树\n|||种草\n甲局|防汛|4.00|",
        &BROKEN,
        "|||两次培训。",
        &["甲局|绿化|2.00|种树", "|||种草", &row, "|||两次培训。"],
    );
    // Names wrap too.
    let names = ["城市维护和", "环境治理项"];
    check_broken_text("甲局|防汛||", &names, "|||排水项目", &["甲局|防汛||城市维护和环境治理项", "|||排水项目"]);
}

#[test]
fn lines_of_a_two_sided_form_are_not_run_together() {
    check(
        "项目|决算数|项目|决算数\n本年收入合计|5.00|本年支出合计|5.00",
        table(70.0, "使用非财政拨款结余||结余分配|\n总计|5.00|总计|5.00"),
        &["本年收入合计|5.00|本年支出合计|5.00\n使用非财政拨款结余||结余分配|\n总计|5.00|总计|5.00"],
    );
}

#[test]
fn a_dump_repeats_title_and_heads_on_its_one_page() {
    let lines = vec![
        line(0.0, 60.0, "支出决算表"),
        line(0.0, 80.0, "单位：万元"),
        line(0.0, 180.0, "支出决算表"),
        line(0.0, 195.0, "单位：万元"),
    ];
    let second = "项目|<|合计\n科目编码|科目名称|^\n20102|职业教育|5.00";
    let document = read(vec![page(1, lines, vec![table(100.0, FIRST), table(210.0, second)])]);
    assert_eq!(show(&document), [JOINED]);
    assert_eq!(document.tables[0].fragments.len(), 2);
    assert_eq!(document.tables[0].pages, [1]);
}

#[test]
fn heads_numbers_and_repeated_totals_are_no_lost_figures() {
    let first = "科目编码|科目名称|合计\n栏次|<|1\n合计|<|9.00\n201|教育支出|9.00";
    let second = "科目编码|科目名称|合计\n栏次|<|1\n合计|<|9.00\n20101|普通教育|9.00";
    let document = read(vec![first_page(first), page(2, vec![], vec![table(70.0, second)])]);
    assert_eq!(show(&document), ["合计||9.00\n201|教育支出|9.00\n20101|普通教育|9.00"]);
    assert!(document.diagnostics.is_empty(), "{:?}", document.diagnostics);
}

#[test]
fn a_figure_that_does_not_reach_the_rows_is_reported() {
    let mut fragment = table(100.0, FIRST);
    let mut twice = fragment.cells.last().unwrap().clone();
    twice.lines = vec!["7.00".to_owned()];
    fragment.cells.push(twice);
    let mut page = first_page(FIRST);
    page.tables = vec![fragment];
    let document = read(vec![page]);
    assert_eq!(document.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::FiguresLost]);
}

/// A table without rules, its words as far left and right as `edges` say.
fn aligned(edges: &[f32], drawing: &str) -> PageTable {
    PageTable { grid: GridKind::Aligned, ..table_at(70.0, edges, drawing) }
}

#[test]
fn a_continuation_without_rules_is_placed_by_where_its_words_stand() {
    let first = "科目编码|科目名称|本年支出合计|基本支出|项目支出\n201|教育支出|9.00|4.00|5.00";
    let first_page = || {
        let lines = vec![line(200.0, 40.0, "支出决算表"), line(400.0, 50.0, "单位：万元")];
        page(1, lines, vec![aligned(&[50.0, 100.0, 200.0, 260.0, 320.0, 380.0], first)])
    };
    let joined =
        |edges: &[f32], second: &str| show(&read(vec![first_page(), page(2, vec![], vec![aligned(edges, second)])]));
    // The last column is blank on the second page, so nothing shows that it is there.
    let short = joined(&[50.0, 100.0, 202.0, 261.0, 321.0], "20102|职业教育|5.00|5.00");
    assert_eq!(short, ["201|教育支出|9.00|4.00|5.00\n20102|职业教育|5.00|5.00|"]);
    // Words that stand between two columns belong to none for certain.
    let astray = joined(&[50.0, 100.0, 230.0, 290.0, 350.0], "20102|职业教育|5.00|5.00");
    assert_eq!(astray, ["201|教育支出|9.00|4.00|5.00", "20102|职业教育|5.00|5.00"]);
}

#[test]
fn tables_that_begin_with_one_label_and_value_are_not_one_table() {
    let table_of = |name: &str, who: &str| format!("主管部门|某市水务局\n{name}|进行中\n负责人|{who}");
    let second = table_of("项目乙", "李四");
    let pages = vec![first_page(&table_of("项目甲", "张三")), page(2, vec![], vec![table(70.0, &second)])];
    let rows: usize = read(pages).tables.iter().map(|table| table.rows.len() + usize::from(heads(table))).sum();
    assert_eq!(rows, 6, "no row is lost");
}

fn heads(table: &juesuan_model::Table) -> bool {
    table.columns.iter().any(|column| !column.path.is_empty())
}

#[test]
fn a_name_that_begins_with_a_numeral_is_a_name() {
    // 一 is part of 一般公共服务支出 and no ordinal: a known name is a row, not the rest of the name above.
    let row = "|一般公共服务支出|";
    check(FIRST, table(70.0, row), &[&format!("201|教育支出|9.00\n20101|普通教育|4.00\n{row}")]);
    check(FIRST, table(70.0, "|等支出|"), &["201|教育支出|9.00\n20101|普通教育等支出|4.00"]);
}

#[test]
fn a_blank_column_that_the_continuation_lacks_does_not_part_them() {
    let with_blank = "科目编码|科目名称|合计|\n201|教育支出|9.00|\n20101|普通教育|4.00|";
    let titled = |drawing: &str| page(2, vec![line(200.0, 60.0, "支出决算表")], vec![table(100.0, drawing)]);
    check_page(with_blank, titled("科目编码|科目名称|合计\n20102|职业教育|5.00"), &[JOINED]);
}
