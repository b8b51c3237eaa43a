use juesuan_model::{Format, Line, Page, PageTable, Section};

use super::{read_glossary, read_prose};
use crate::catalogue::catalogue;
use crate::drawing::{line, page, table};
use crate::lines::PageLines;
use crate::surroundings::read_surroundings;

/// Left edge of the text, and where paragraphs begin.
const LEFT: f32 = 70.0;
const INDENT: f32 = 90.0;

/// A page of lines 20 points apart; a line of full width has 40 characters.
fn written(number: u32, lines: &[(f32, &str)], tables: Vec<PageTable>) -> Page {
    let lines: Vec<Line> =
        lines.iter().zip(0u8..).map(|(&(x, text), i)| line(x, 60.0 + f32::from(i) * 20.0, text)).collect();
    page(number, lines, tables)
}

fn read(pages: &[Page], format: Format) -> Vec<Section> {
    let lines: Vec<_> = pages.iter().map(PageLines::of).collect();
    let surroundings = read_surroundings(pages, &lines, format, catalogue());
    read_prose(pages, &lines, &surroundings, format).sections
}

/// Each section as `level number|title`, its paragraphs below it.
#[track_caller]
fn check(pages: &[Page], format: Format, expected: &[&str]) {
    let found: Vec<String> = read(pages, format)
        .into_iter()
        .flat_map(|section| {
            let heading = format!("{} {}|{}", section.level, section.number.unwrap_or_default(), section.title);
            std::iter::once(heading).chain(section.paragraphs.into_iter().map(|paragraph| paragraph.text))
        })
        .collect();
    assert_eq!(found, expected);
}

/// A line of the full width of the text column.
fn full(text: &str) -> String {
    let mut text = text.to_owned();
    while text.chars().count() < 40 {
        text.push('文');
    }
    text
}

#[test]
fn levels_follow_the_kinds_of_number_that_a_heading_stands_under() {
    check(
        &[written(
            1,
            &[
                (200.0, "第一部分 某某市水务局概况"),
                (INDENT, "一、主要职责"),
                (INDENT, "负责供水。"),
                (INDENT, "（一）供水"),
                (INDENT, "管网畅通。"),
                (200.0, "第二部分 名词解释"),
            ],
            vec![],
        )],
        Format::Pdf,
        &[
            "1 第一部分|某某市水务局概况",
            "2 一、|主要职责",
            "负责供水。",
            "3 （一）|供水",
            "管网畅通。",
            "1 第二部分|名词解释",
        ],
    );
    check(
        &[written(1, &[(INDENT, "一、学校概况"), (INDENT, "（一）基本情况"), (INDENT, "学校在山上。")], vec![])],
        Format::Pdf,
        &["1 一、|学校概况", "2 （一）|基本情况", "学校在山上。"],
    );
}

#[test]
fn a_paragraph_goes_on_over_lines_and_pages_and_has_the_place_of_its_first_part() {
    let (first, second) = (full("本年度收入"), full("再接下去"));
    let pages = [
        written(1, &[(INDENT, "一、收入情况"), (LEFT, &first), (LEFT, &second)], vec![]),
        written(2, &[(LEFT, "到此为止。"), (INDENT, "下一段。")], vec![]),
    ];
    let sections = read(&pages, Format::Pdf);
    let paragraph = &sections[0].paragraphs[0];
    assert_eq!(paragraph.text, format!("{first}{second}到此为止。"));
    assert_eq!((paragraph.page, paragraph.bbox.y0, paragraph.bbox.y1), (1, 80.0, 110.0));
    assert_eq!(sections[0].paragraphs[1].text, "下一段。");
}

#[test]
fn a_numbered_sentence_is_a_paragraph() {
    check(
        &[written(
            1,
            &[
                (INDENT, "一、支出情况"),
                (INDENT, "1.基本支出20.50万元，增长2.5%。"),
                (INDENT, "2.项目支出30.10万元"),
                (INDENT, "3.维护系统；"),
            ],
            vec![],
        )],
        Format::Pdf,
        &["1 一、|支出情况", "1.基本支出20.50万元，增长2.5%。", "2.项目支出30.10万元", "3.维护系统；"],
    );
}

#[test]
fn a_centred_heading_over_two_lines_is_one_heading() {
    check(
        &[written(
            1,
            &[(97.5, &full("第三部分某某市水务局2023年度部门决算情况")), (287.5, "说明"), (INDENT, "一、收入情况")],
            vec![],
        )],
        Format::Pdf,
        &[
            &format!(
                "1 第三部分|{}说明",
                full("第三部分某某市水务局2023年度部门决算情况").trim_start_matches("第三部分")
            ),
            "2 一、|收入情况",
        ],
    );
}

#[test]
fn a_number_alone_on_its_line_belongs_to_the_title_below() {
    check(&[written(1, &[(90.0, "第一部分"), (240.0, "单位概况")], vec![])], Format::Pdf, &["1 第一部分|单位概况"]);
}

#[test]
fn the_list_of_contents_is_no_heading_and_tells_headings_without_a_number() {
    check(
        &[
            written(1, &[(200.0, "某某市水务局"), (200.0, "2023年度部门决算")], vec![]),
            written(
                2,
                &[
                    (270.0, "目 录"),
                    (LEFT, "第一部分 某某市水务局概况"),
                    (LEFT, "一、主要职责 ............ 3"),
                    (LEFT, "第二部分 2023年度部门决算表"),
                ],
                vec![],
            ),
            written(
                3,
                &[(200.0, "第一部分 某某市水务局概况"), (INDENT, "一、主要职责"), (INDENT, "负责供水。")],
                vec![],
            ),
            written(4, &[(200.0, "2023年度部门决算表")], vec![]),
        ],
        Format::Pdf,
        &["1 第一部分|某某市水务局概况", "2 一、|主要职责", "负责供水。", "1 |2023年度部门决算表"],
    );
}

#[test]
fn a_line_that_trails_off_is_text() {
    let first = full("水库巡查若干次");
    check(
        &[written(
            1,
            &[(INDENT, "一、巡查情况"), (INDENT, &first), (LEFT, "汛期若干次；枯水期若干次……"), (INDENT, "其余从略。")],
            vec![],
        )],
        Format::Pdf,
        &["1 一、|巡查情况", &format!("{first}汛期若干次；枯水期若干次……"), "其余从略。"],
    );
}

#[test]
fn titles_units_and_notes_of_tables_are_no_text() {
    let lines = vec![
        line(INDENT, 20.0, "一、报表"),
        line(200.0, 50.0, "二、收入决算表"),
        line(LEFT, 64.0, "部门：某某市水务局"),
        line(400.0, 80.0, "单位：万元"),
        line(LEFT, 140.0, "注：本表反映收入情况。"),
        line(LEFT, 170.0, "三、支出情况"),
    ];
    check(
        &[page(1, lines, vec![table(100.0, "项目|决算数\n一、收入|1.00")])],
        Format::Pdf,
        &["1 一、|报表", "1 三、|支出情况"],
    );
}

#[test]
fn a_line_of_a_dump_is_a_paragraph_unless_its_source_broke_it() {
    let broken = "本年水库巡查共七次，汛期四次，枯水期三次，巡查记";
    check(
        &[written(
            1,
            &[
                (0.0, "目 录"),
                (0.0, "- 一、巡查情况"),
                (0.0, "一、巡查情况"),
                (0.0, broken),
                (0.0, "录存档。"),
                (0.0, "另一段"),
                (0.0, "又一段。"),
            ],
            vec![],
        )],
        Format::Text,
        &["1 一、|巡查情况", "本年水库巡查共七次，汛期四次，枯水期三次，巡查记录存档。", "另一段", "又一段。"],
    );
}

#[test]
fn text_before_the_first_heading_is_kept_where_it_is_a_sentence() {
    check(
        &[written(1, &[(200.0, "某某市水务局"), (INDENT, "现将决算公开。")], vec![])],
        Format::Pdf,
        &["1 |", "现将决算公开。"],
    );
}

#[test]
fn terms_are_re_joined_over_lines_and_pages() {
    let first = full("一、事业收入：指开展业务");
    let pages = [
        written(1, &[(200.0, "第四部分 名词解释"), (LEFT, &first)], vec![]),
        written(2, &[(LEFT, "取得的收入。"), (INDENT, "二、其他收入：指其余收入。")], vec![]),
    ];
    let terms: Vec<_> =
        read_glossary(&read(&pages, Format::Pdf)).into_iter().map(|entry| (entry.term, entry.page)).collect();
    assert_eq!(terms, [("事业收入".to_owned(), 1), ("其他收入".to_owned(), 2)]);
}

#[test]
fn a_list_of_titles_on_the_page_before_a_table_is_text() {
    let titles =
        ["收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收入支出决算总表"].map(|title| (INDENT, title));
    let list = [&[(200.0, "第三部分 附表")], titles.as_slice()].concat();
    let form = page(2, vec![line(200.0, 60.0, "收入支出决算总表")], vec![table(100.0, "项目|决算数\n一、收入|1.00")]);
    let found = read(&[written(1, &list, vec![]), form], Format::Pdf);
    let texts: Vec<&str> =
        found.iter().flat_map(|section| &section.paragraphs).map(|paragraph| paragraph.text.as_str()).collect();
    assert_eq!(texts.concat(), titles.map(|(_, title)| title).concat());
}
