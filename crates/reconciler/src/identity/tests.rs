use juesuan_model::{Code, Diagnostics, Document, DocumentKind, Format, Line, LineRole, Page, Scope};

use super::identify;
use crate::catalogue::catalogue;
use crate::drawing::{line, page, table};
use crate::lines::PageLines;
use crate::prose::read_prose;
use crate::surroundings::read_surroundings;

fn written(number: u32, lines: &[&str]) -> Page {
    let lines: Vec<Line> =
        lines.iter().zip(0u8..).map(|(text, i)| line(90.0, 100.0 + f32::from(i) * 40.0, text)).collect();
    page(number, lines, vec![])
}

/// A page with a form.
fn form(number: u32, lines: &[&str]) -> Page {
    Page { tables: vec![table(500.0, "项目|决算数\n一、收入|1.00")], ..written(number, lines) }
}

fn read(pages: &[Page]) -> (Document, Diagnostics) {
    let lines: Vec<_> = pages.iter().map(PageLines::of).collect();
    let surroundings = read_surroundings(pages, &lines, Format::Pdf, catalogue());
    let prose = read_prose(pages, &lines, &surroundings, Format::Pdf);
    let mut diagnostics = Diagnostics::new();
    let document = identify(pages, &prose, DocumentKind::Unknown, &mut diagnostics);
    (document, diagnostics)
}

#[track_caller]
fn check(pages: &[Page], kind: DocumentKind, year: Option<u16>, name: Option<&str>) {
    let (document, _) = read(pages);
    let entity = document.entity.map(|entity| entity.name);
    assert_eq!((document.kind, document.fiscal_year, entity.as_deref()), (kind, year, name));
}

#[test]
fn a_cover_may_be_wrapped_spaced_and_in_any_order() {
    let final_accounts = DocumentKind::FinalAccounts;
    check(
        &[written(1, &["某某市生态", "环境局 2023 年度", "部门决算", "2024年8月"])],
        final_accounts,
        Some(2023),
        Some("某某市生态环境局"),
    );
    check(
        &[written(1, &["2022年度某某市 12345 热线中心 部门决算"])],
        final_accounts,
        Some(2022),
        Some("某某市12345热线中心"),
    );
    check(
        &[written(1, &["二〇二三年度", "某 某 市 水 务 局", "单位决算"])],
        final_accounts,
        Some(2023),
        Some("某某市水务局"),
    );
    check(&[written(1, &["某某市水务局2026年度部门预算公开"])], DocumentKind::Budget, Some(2026), Some("某某市水务局"));
}

#[test]
fn without_a_cover_the_lines_above_the_tables_say_whose_it_is() {
    check(
        &[form(1, &["收入决算表", "部门：某某市水务局", "金额单位：万元"])],
        DocumentKind::Unknown,
        None,
        Some("某某市水务局"),
    );
}

#[test]
fn dates_and_other_years_in_the_text_do_not_make_the_year() {
    let text = [
        "一、收入情况",
        "某某市水务局2023年度收入总计5万元，比2022年度增加1万元。",
        "2022年底有车3辆。",
        "截至2024年1月有人4名。",
    ];
    check(&[written(1, &text)], DocumentKind::Unknown, Some(2023), Some("某某市水务局"));
}

#[test]
fn a_sentence_on_anything_else_names_nobody() {
    let text = ["一、存在的问题", "某某市资产经营有限公司2019年度安全隐患项目，直至2021年5月仍有三处在整改。"];
    check(&[written(1, &text)], DocumentKind::Unknown, None, None);
}

#[test]
fn the_cover_of_a_report_says_whose_project_it_is_about() {
    let pages = [
        written(
            1,
            &["某某市项目支出绩效评价报告", "评价项目名称：2020 年度稳定专项资金", "评价项目单位：某某市水务局"],
        ),
        written(2, &["一、存在的问题", "某某市资产经营有限公司2019年度支出的项目仍在整改。"]),
    ];
    check(&pages, DocumentKind::Unknown, Some(2020), Some("某某市水务局"));
}

#[test]
fn a_heading_of_the_text_names_nobody() {
    let text = ["某某市水务局2023年度部门决算", "一、2023年度“三公”经费支出决算情况说明", "没有支出。"];
    let (document, diagnostics) = read(&[written(1, &text)]);
    assert_eq!(document.entity.unwrap().name, "某某市水务局");
    assert_eq!(diagnostics, []);
}

#[test]
fn another_year_or_name_on_a_page_is_reported_with_its_place() {
    let pages = [
        written(1, &["某某市水务局", "2023年度部门决算"]),
        form(2, &["收入决算表", "单位：某某市水务局"]),
        form(3, &["2022年度支出决算表", "单位：某某市林业局"]),
    ];
    let (document, diagnostics) = read(&pages);
    assert_eq!((document.fiscal_year, document.entity.unwrap().name.as_str()), (Some(2023), "某某市水务局"));
    let found: Vec<_> = diagnostics
        .iter()
        .map(|found| (found.code, found.page, found.bbox.map(|bbox| bbox.y0), found.detail.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (Code::YearDisagrees, Some(3), Some(100.0), "2022 ≠ 2023"),
            (Code::EntityDisagrees, Some(3), Some(140.0), "某某市林业局"),
        ]
    );
}

#[test]
fn a_shorter_name_is_the_same_organisation() {
    let (_, diagnostics) =
        read(&[written(1, &["某某市人民政府信访局2023年度部门决算"]), form(2, &["收入决算表", "单位：某某市信访局"])]);
    assert_eq!(diagnostics, []);
}

#[test]
fn a_placeholder_is_no_name() {
    let (document, diagnostics) = read(&[written(1, &["某某市 XX 局", "2024年度部门决算"])]);
    assert_eq!((document.entity, document.fiscal_year), (None, Some(2024)));
    assert_eq!(diagnostics.iter().map(|found| found.code).collect::<Vec<_>>(), [Code::TemplateRemains]);
}

#[test]
fn a_running_head_says_whose_it_is() {
    let head = |number| {
        let mut page = written(number, &["某某市水务局2023年度部门决算", "一、收入情况"]);
        page.lines[0].role = LineRole::RunningHead;
        page
    };
    check(&[head(1), head(2), head(3)], DocumentKind::FinalAccounts, Some(2023), Some("某某市水务局"));
}

#[test]
fn the_notes_under_the_forms_say_what_is_covered() {
    let scope = |cover: &str, note: &str| {
        let pages = [written(1, &[cover]), form(2, &[note]), form(3, &[note]), form(4, &[note])];
        read(&pages).0.entity.unwrap().scope
    };
    assert_eq!(scope("某某市水务局2023年度部门决算", "注：本表反映部门本年度收支"), Some(Scope::Department));
    assert_eq!(scope("某某市水务局2023年度部门决算", "注：本表反映单位本年度收支"), Some(Scope::Unit));
    assert_eq!(scope("某某市水务局2023年度单位决算", "注：本表反映部门本年度收支"), Some(Scope::Unit));
    assert_eq!(scope("某某市水务局2023年度部门决算", "无"), Some(Scope::Department));
}
