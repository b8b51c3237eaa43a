//! Small documents, and what the checks say of them.

use juesuan_model::{Cause, Check, CheckSeverity, Extraction, FinalAccounts, Language, Outcome, Page, Reason};

use crate::drawing::{line, page, table};
use crate::{SourceFile, reconcile};

/// A page with a form under its title.
fn form(number: u32, title: &str, drawing: &str) -> Page {
    page(number, vec![line(200.0, 60.0, title), line(400.0, 80.0, "单位：万元")], vec![table(100.0, drawing)])
}

/// A page of sentences, each a paragraph under a heading.
fn prose(number: u32, heading: &str, paragraphs: &[&str]) -> Page {
    let mut lines = vec![line(72.0, 60.0, "第三部分 某某市信访局2022年度部门决算情况说明"), line(96.0, 90.0, heading)];
    let placed = paragraphs.iter().enumerate();
    lines.extend(placed.map(|(index, text)| line(96.0, 120.0 + 30.0 * index as f32, text)));
    page(number, lines, Vec::new())
}

fn read(pages: Vec<Page>) -> FinalAccounts {
    let cover = page(1, vec![line(200.0, 200.0, "某某市信访局2022年度部门决算")], Vec::new());
    let pages: Vec<Page> = std::iter::once(cover).chain(pages).collect();
    reconcile(Extraction { pages, ..Extraction::default() }, SourceFile::default(), Language::Chinese)
}

/// The outcome of each check of `rule`, with its identity.
fn outcomes<'a>(document: &'a FinalAccounts, rule: &str) -> Vec<(&'a str, Outcome)> {
    let checks = document.checks.iter().filter(|check| check.rule == rule && check.outcome != Outcome::NotApplicable);
    checks.map(|check| (check.identity.as_str(), check.outcome)).collect()
}

fn failed(document: &FinalAccounts) -> Vec<&Check> {
    document.checks.iter().filter(|check| check.outcome == Outcome::Fail).collect()
}

#[track_caller]
fn check_income(rows: &str, rule: &str, expected: &[(&str, Outcome)]) {
    let drawing = format!("科目编码|科目名称|本年收入合计|财政拨款收入|其他收入\n{rows}");
    let document = read(vec![form(2, "收入决算表", &drawing)]);
    let found = outcomes(&document, rule);
    for one in expected {
        assert!(found.contains(one), "{one:?} is not among {found:?}");
    }
}

#[test]
fn children_add_up_to_their_nearest_printed_parent() {
    let rows = "|合计|10.00|10.00|\n201|一般公共服务支出|10.00|10.00|\n20103|办公厅事务|6.00|6.00|\n2010350|事业运行|6.00|6.00|\n20106|财政事务|4.00|4.00|";
    let expected = [
        ("income.children[201][total_income]", Outcome::Pass),
        ("income.children[20103][total_income]", Outcome::Pass),
        ("income.total[total_income]", Outcome::Pass),
    ];
    check_income(rows, "children_do_not_add_up", &expected);
    let wrong = rows.replace("20106|财政事务|4.00", "20106|财政事务|3.00");
    check_income(&wrong, "children_do_not_add_up", &[("income.children[201][total_income]", Outcome::Fail)]);
}

#[test]
fn a_tail_of_the_last_digit_is_rounding() {
    let rows =
        "|合计|10.00|10.00|\n201|一般公共服务支出|10.00|10.00|\n20103|办公厅事务|6.00|6.00|\n20106|财政事务|3.99|3.99|";
    check_income(rows, "children_do_not_add_up", &[("income.children[201][total_income]", Outcome::Rounding)]);
}

#[test]
fn a_figure_that_could_not_be_read_leaves_its_relations_unjudged() {
    let rows = "|合计|10.00|10.00|\n201|一般公共服务支出|1O.00|10.00|\n20103|办公厅事务|10.00|10.00|";
    let drawing = format!("科目编码|科目名称|本年收入合计|财政拨款收入|其他收入\n{rows}");
    let document = read(vec![form(2, "收入决算表", &drawing)]);
    assert!(failed(&document).is_empty(), "{:?}", failed(&document));
    let unjudged = document.checks.iter().filter(|check| check.outcome == Outcome::NotEvaluated);
    assert!(unjudged.clone().count() >= 2);
    assert!(unjudged.into_iter().all(|check| check.reason == Some(Reason::UnreadableFigure)));
}

/// Nothing was compared, so nothing is said to be expected.
#[track_caller]
fn check_not_compared(document: &FinalAccounts, identity: &str, reason: Reason) {
    let check = document.checks.iter().find(|check| check.identity == identity).unwrap();
    assert_eq!((check.outcome, check.reason), (Outcome::NotEvaluated, Some(reason)));
    let figures = [&check.printed, &check.expected, &check.difference, &check.allowance];
    assert_eq!(figures, [&None; 4]);
}

#[test]
fn figures_of_an_unknown_unit_are_compared_with_nothing() {
    let general = "科目编码|科目名称|本年支出合计|基本支出|项目支出\n|合计|9.00|9.00|";
    let without_unit = page(3, vec![line(200.0, 60.0, "一般公共预算财政拨款支出决算表")], vec![table(100.0, general)]);
    let document = read(vec![form(2, "支出决算表", EXPENDITURE), without_unit]);
    check_not_compared(&document, "expenditure>general.basic", Reason::UnknownUnit);
}

#[test]
fn a_name_of_rows_with_different_figures_is_compared_with_nothing() {
    let rows = "科目编码|科目名称|本年收入合计|财政拨款收入|其他收入\n201|一般公共服务支出|5.00|5.00|\n20103|办公厅事务|5.00|5.00|\n201|一般公共服务支出|6.00|6.00|";
    let document = read(vec![form(2, "收入决算表", rows)]);
    check_not_compared(&document, "income.children[201][total_income]", Reason::UncertainTable);
}

#[test]
fn a_wrong_figure_is_the_one_whose_change_mends_everything() {
    let rows = "|合计|10.00|10.00|\n201|一般公共服务支出|10.00|10.00|\n20103|办公厅事务|6.00|6.00|\n2010350|事业运行|6.00|6.00|\n20106|财政事务|40.0|4.00|\n2010650|事业运行|4.00|4.00|";
    let drawing = format!("科目编码|科目名称|本年收入合计|财政拨款收入|其他收入\n{rows}");
    let document = read(vec![form(2, "收入决算表", &drawing)]);
    let failed = failed(&document);
    assert_eq!(failed.len(), 3, "{failed:?}");
    for check in failed {
        let suspect = check.suspects.first().unwrap();
        assert_eq!((suspect.printed.as_str(), suspect.needed.as_str()), ("40.0", "4.0"));
        assert_eq!((suspect.cell.row, suspect.cell.column), (4, 2));
    }
}

#[test]
fn a_shifted_point_is_told_from_another_figure() {
    let rows = "|合计|123.45|123.45|\n201|一般公共服务支出|123.45|123.45|\n20103|办公厅事务|12.34|12.34|\n20106|财政事务|11111.00|111.11|";
    let drawing = format!("科目编码|科目名称|本年收入合计|财政拨款收入|其他收入\n{rows}");
    let document = read(vec![form(2, "收入决算表", &drawing)]);
    let causes: Vec<Cause> = failed(&document).iter().filter_map(|check| Some(check.suspects.first()?.cause)).collect();
    assert!(!causes.is_empty());
    assert!(causes.iter().all(|cause| matches!(cause, Cause::ShiftedPoint | Cause::NeighbouringCell)), "{causes:?}");
}

const EXPENDITURE: &str =
    "科目编码|科目名称|本年支出合计|基本支出|项目支出\n|合计|200.00|150.00|50.00\n205|教育支出|200.00|150.00|50.00";

fn with_prose(heading: &str, paragraphs: &[&str]) -> FinalAccounts {
    read(vec![form(2, "支出决算表", EXPENDITURE), prose(3, heading, paragraphs)])
}

#[track_caller]
fn check_prose(text: &str, expected: &[(&str, Outcome)]) {
    let document = with_prose("一、支出决算情况说明", &[text]);
    let found: Vec<(&str, Outcome)> = document
        .checks
        .iter()
        .filter(|check| check.identity.starts_with("prose.") || check.identity == "sentence")
        .map(|check| (check.rule.as_str(), check.outcome))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn an_amount_in_the_prose_is_the_forms() {
    check_prose("本年支出合计200.00万元。", &[("prose_and_form_differ", Outcome::Pass)]);
    check_prose("本年支出合计200万元。", &[("prose_and_form_differ", Outcome::Pass)]);
    check_prose("本年支出合计2,000,000.00元。", &[("prose_and_form_differ", Outcome::Pass)]);
    check_prose("本年支出合计210.00万元。", &[("prose_and_form_differ", Outcome::Fail)]);
    // The year before is another figure.
    check_prose("2021年度本年支出合计210.00万元。", &[]);
}

#[test]
fn what_restates_a_figure_names_its_line_item() {
    let document = with_prose("一、支出决算情况说明", &["本年支出合计200.00万元，其中：基本支出150.00万元。"]);
    let facts: Vec<_> = document.statements.iter().flat_map(|statement| &statement.facts).collect();
    let items: Vec<Option<&str>> =
        facts.iter().map(|fact| document.line_items[fact.line_item?].measure.as_deref()).collect();
    assert_eq!(items, [Some("total_expenditure"), Some("basic_expenditure")]);
}

#[test]
fn rates_follow_from_the_amounts_beside_them() {
    let form = ("prose_and_form_differ", Outcome::Pass);
    let text = "本年支出合计200.00万元，比上年增加40.00万元，增长25.00%。";
    check_prose(text, &[form, ("growth_rate_does_not_follow", Outcome::Pass)]);
    check_prose(&text.replace("25.00%", "20.00%"), &[form, ("growth_rate_does_not_follow", Outcome::Fail)]);
    check_prose(&text.replace("增长", "下降"), &[form, ("comparison_word_contradicts", Outcome::Fail)]);
    check_prose(
        &text.replace("40.00万元，增长25.00%", "200.00万元，增长100.00%"),
        &[form, ("rate_of_zero_base", Outcome::Fail)],
    );
    let text = "本年支出合计200.00万元，完成年初预算250.00万元的80.00%。";
    check_prose(text, &[form, ("completion_rate_does_not_follow", Outcome::Pass)]);
    check_prose(&text.replace("80.00%", "90.00%"), &[form, ("completion_rate_does_not_follow", Outcome::Fail)]);
}

#[test]
fn a_completion_rate_may_name_the_wrong_budget() {
    let text = "本年支出合计年初预算为400.00万元，全年预算为250.00万元，支出决算为200.00万元，完成年初预算的80.00%。";
    let document = with_prose("一、支出决算情况说明", &[text]);
    let failed = failed(&document);
    assert_eq!(failed.len(), 1, "{failed:?}");
    assert_eq!(failed[0].rule, "completion_rate_does_not_follow");
    assert!(failed[0].message.contains("与全年预算相符"), "{}", failed[0].message);
    // The figures are those of the budget that is named.
    let figures = [&failed[0].expected, &failed[0].difference, &failed[0].allowance].map(Option::as_deref);
    assert_eq!(figures, [Some("50"), Some("30"), Some("0.005")]);
}

#[test]
fn a_completion_rate_of_no_budget_has_no_figures_to_compare_with() {
    let text = "本年支出合计年初预算为0万元，全年预算为250.00万元，支出决算为200.00万元，完成年初预算的80.00%。";
    let document = with_prose("一、支出决算情况说明", &[text]);
    let failed = failed(&document);
    assert_eq!(failed.len(), 1, "{failed:?}");
    assert!(failed[0].message.contains("与全年预算相符"), "{}", failed[0].message);
    assert_eq!((&failed[0].expected, &failed[0].difference, &failed[0].allowance), (&None, &None, &None));
}

#[test]
fn shares_follow_and_add_up_to_all() {
    let text = "本年支出合计200.00万元，其中：基本支出150.00万元，占75.00%；项目支出50.00万元，占25.00%。";
    let document = with_prose("一、支出决算情况说明", &[text]);
    assert!(failed(&document).is_empty(), "{:?}", failed(&document));
    let document = with_prose("一、支出决算情况说明", &[&text.replace("占75.00%", "占78.00%")]);
    let rules: Vec<(&str, CheckSeverity)> =
        failed(&document).iter().map(|check| (check.rule.as_str(), check.severity)).collect();
    let expected =
        [("share_does_not_follow", CheckSeverity::Error), ("prose_parts_do_not_add_up", CheckSeverity::Warning)];
    assert_eq!(rules, expected);
}

#[test]
fn unchanged_is_unchanged() {
    let form = ("prose_and_form_differ", Outcome::Pass);
    check_prose("本年支出合计200.00万元，与上年持平。", &[form]);
    check_prose(
        "本年支出合计200.00万元，比上年增加40.00万元，与上年持平。",
        &[form, ("comparison_word_contradicts", Outcome::Fail)],
    );
    check_prose(
        "本年支出合计年初预算为150.00万元，支出决算为200.00万元。决算数小于预算数的主要原因是节约。",
        &[form, ("comparison_word_contradicts", Outcome::Fail)],
    );
    check_prose(
        "本年支出合计200.00万元，比上年增加-40.00万元。",
        &[form, ("comparison_word_contradicts", Outcome::Fail)],
    );
}

#[test]
fn parts_of_procurement_add_up() {
    let text = "政府采购支出总额9.00万元，其中：政府采购货物支出4.00万元、政府采购工程支出2.00万元、政府采购服务支出3.00万元。";
    check_prose(text, &[("prose_parts_do_not_add_up", Outcome::Pass)]);
    check_prose(&text.replace("总额9.00", "总额8.00"), &[("prose_parts_do_not_add_up", Outcome::Fail)]);
}

#[test]
fn a_sentence_of_last_year_and_anothers_name_are_found() {
    check_prose("2021年底在职人员10人。", &[("stale_year", Outcome::Fail)]);
    check_prose("2022年底在职人员10人，比2021年底增加1人。", &[]);
    check_prose("本部门于2019年12月31日成立，有职工5人。", &[]);
    check_prose(
        "远山县水文监测站2022年度本年支出合计200.00万元。",
        &[("prose_and_form_differ", Outcome::Pass), ("entity_disagrees", Outcome::Fail)],
    );
}

#[test]
fn a_form_that_only_the_contents_know_is_missing() {
    let contents = |extra: &str| {
        let lines = ["目录", "第二部分 2022年度部门决算表……2", "一、收入决算表……2", "二、支出决算表……3", extra];
        let placed = lines.iter().filter(|text| !text.is_empty()).enumerate();
        page(2, placed.map(|(index, text)| line(96.0, 80.0 + 24.0 * index as f32, text)).collect(), Vec::new())
    };
    let income = "科目编码|科目名称|本年收入合计\n201|一般公共服务支出|1.00";
    let pages = |extra: &str| vec![contents(extra), form(3, "收入决算表", income), form(4, "支出决算表", EXPENDITURE)];
    assert!(outcomes(&read(pages("")), "form_missing").iter().all(|(_, outcome)| *outcome == Outcome::Pass));
    let document = read(pages("三、政府性基金预算财政拨款收入支出决算表……4"));
    assert!(outcomes(&document, "form_missing").contains(&("contents[government_fund]", Outcome::Fail)));
}

#[test]
fn a_code_with_the_name_of_another_is_found() {
    let rows = "科目编码|科目名称|本年支出合计\n2080505|行政单位离退休|1.00";
    let document = read(vec![form(2, "支出决算表", rows)]);
    assert_eq!(outcomes(&document, "code_and_name_disagree"), [("code[2080505]", Outcome::Fail)]);
}

#[test]
fn a_level_that_the_form_prints_elsewhere_is_missed() {
    let rows = "科目编码|科目名称|本年支出合计\n206|科学技术支出|3.00\n2060201|机构运行|3.00\n205|教育支出|1.00\n20502|普通教育|1.00";
    let document = read(vec![form(2, "支出决算表", rows)]);
    assert_eq!(outcomes(&document, "code_level_missing"), [("level[0][20602]", Outcome::Fail)]);
}

#[test]
fn figures_beyond_any_budget_overflow_nothing() {
    let most = "79228162514264337593543950335";
    let rows = format!(
        "|合计|{most}|{most}|\n201|一般公共服务支出|-{most}|{most}|0.0000000000000000000000000001\n20103|办公厅事务|{most}|-{most}|1.00"
    );
    let drawing = format!("科目编码|科目名称|本年收入合计|财政拨款收入|其他收入\n{rows}");
    let text = format!(
        "本年收入合计{most}万元，比上年增加{most}万元，增长{most}%，其中：其他收入99999999999999999亿元，占{most}%。"
    );
    let document = read(vec![form(2, "收入决算表", &drawing), prose(3, "一、收入决算情况说明", &[&text])]);
    assert!(document.checks.iter().any(|check| check.outcome == Outcome::Fail));
}

#[test]
fn many_wrong_sums_and_a_paragraph_of_many_figures_come_to_an_end() {
    let rows: String = (0..800).map(|row| format!("{}|项|{row}.00|1.00|\n", 2_010_101 + row * 7)).collect();
    let drawing =
        format!("科目编码|科目名称|本年收入合计|财政拨款收入|其他收入\n|合计|1.00|1.00|\n{}", rows.trim_end());
    let text = "基本支出1.00万元，占100%，与上年持平，".repeat(3000);
    // Whatever were quadratic in either would run for minutes here.
    let document = read(vec![form(2, "收入决算表", &drawing), prose(3, "一、收入决算情况说明", &[&text])]);
    assert!(failed(&document).len() > 700);
}

#[test]
fn a_listed_item_has_a_figure() {
    let basic = "人员经费|<|<|公用经费|<|<\n科目编码|科目名称|决算数|科目编码|科目名称|决算数\n301|工资福利支出|9.00|302|商品和服务支出|1.00\n30101|基本工资|9.00|30201|办公费|1.00\n30102|津贴补贴||30207|邮电费|0.00";
    let text = "公用经费1.00万元，主要包括：办公费、邮电费。";
    let pages = |text: &str| {
        vec![
            form(2, "一般公共预算财政拨款基本支出决算表", basic),
            prose(3, "六、一般公共预算财政拨款基本支出决算情况说明", &[text]),
        ]
    };
    let document = read(pages(text));
    let found: Vec<(&str, Option<&str>)> =
        failed(&document).iter().map(|check| (check.rule.as_str(), check.printed.as_deref())).collect();
    assert_eq!(found, [("blank_item_listed", Some("邮电费"))]);
    assert!(failed(&read(pages("公用经费1.00万元，主要包括：办公费。"))).is_empty());
}

#[test]
fn a_purpose_of_another_class_was_copied() {
    let items = [
        "1、卫生健康支出（类）行政事业单位医疗（款）事业单位医疗（项）。主要用于：事业单位医疗保险支出。",
        "2、住房保障支出（类）住房改革支出（款）住房公积金（项）。主要用于：事业单位医疗保险支出。",
    ];
    let document = with_prose("一、支出决算情况说明", &items);
    assert_eq!(failed(&document).iter().map(|check| check.rule.as_str()).collect::<Vec<_>>(), ["purpose_repeated"]);
    let same_class = items[1].replace("住房保障支出（类）", "卫生健康支出（类）");
    assert!(failed(&with_prose("一、支出决算情况说明", &[items[0], &same_class])).is_empty());
}

#[test]
fn what_has_not_changed_needs_no_reason() {
    let text = "本年支出合计200.00万元，与上年持平。主要原因：人员减少。";
    let document = with_prose("一、支出决算情况说明", &[text]);
    assert_eq!(failed(&document).iter().map(|check| check.rule.as_str()).collect::<Vec<_>>(), ["reason_contradicts"]);
    assert!(failed(&with_prose("一、支出决算情况说明", &[&text.replace("主要原因：人员减少。", "")])).is_empty());
}

#[test]
fn placeholders_of_the_template_are_one_finding() {
    let document = with_prose("一、支出决算情况说明", &["项目支出XX万元。", "本年增加XX万元。", "按XX市文件执行。"]);
    let found: Vec<(&str, usize)> =
        failed(&document).iter().map(|check| (check.rule.as_str(), check.places.len())).collect();
    assert_eq!(found, [("template_remains", 2)]);
}

#[test]
fn a_form_declared_empty_is_empty() {
    let drawing = "科目编码|科目名称|年初结转和结余|本年收入|本年支出|年末结转和结余\n|合计|||FIGURE|";
    let read_with = |figure: &str| {
        let note = line(60.0, 180.0, "注：本单位没有政府性基金收入和支出，故本表为空。");
        let mut page = form(2, "政府性基金预算财政拨款收入支出决算表", &drawing.replace("FIGURE", figure));
        page.lines.push(note);
        read(vec![page, form(3, "支出决算表", EXPENDITURE)])
    };
    let outcome =
        |document: &FinalAccounts| outcomes(document, "form_declared_empty").first().map(|(_, outcome)| *outcome);
    assert_eq!(outcome(&read_with("12.00")), Some(Outcome::Fail));
    assert_eq!(outcome(&read_with("")), Some(Outcome::Pass));
}
