//! Whole dumps: lines, tables and their head paths.

use juesuan_model::{Code, Extraction, GridKind, PageTable};

use crate::settings::Limits;

fn read(bytes: &[u8]) -> Extraction {
    super::read(bytes, &Limits::default())
}

/// The head cells over each column, from the top; the cells of the data rows, one string a row.
fn show(table: &PageTable, head_rows: usize) -> (Vec<String>, Vec<String>) {
    let head: Vec<_> = table.cells.iter().filter(|cell| cell.row < head_rows && !cell.lines.is_empty()).collect();
    let paths = (0..table.column_count())
        .map(|column| {
            let over = |c: &&&juesuan_model::GridCell| (c.column..c.column + c.column_span).contains(&column);
            head.iter().filter(over).map(|cell| cell.text()).collect::<Vec<_>>().join("/")
        })
        .collect();
    let data = (head_rows..table.row_count())
        .map(|row| {
            let cells = table.cells.iter().filter(|cell| cell.row == row);
            cells.map(|cell| cell.text()).collect::<Vec<_>>().join("|")
        })
        .collect();
    (paths, data)
}

#[track_caller]
fn check_table(dump: &str, head_rows: usize, paths: &[&str], data: &[&str]) {
    let extraction = read(dump.as_bytes());
    assert_eq!(extraction.pages.iter().map(|page| page.tables.len()).sum::<usize>(), 1, "one table");
    let table = extraction.pages.iter().flat_map(|page| &page.tables).next().unwrap();
    check_grid(table);
    let (found_paths, found_data) = show(table, head_rows);
    assert_eq!(found_paths, paths);
    assert_eq!(found_data, data);
}

/// Each position belongs to exactly one cell.
#[track_caller]
fn check_grid(table: &PageTable) {
    let mut owners = vec![vec![0; table.column_count()]; table.row_count()];
    for cell in &table.cells {
        for row in &mut owners[cell.row..cell.row + cell.row_span] {
            row[cell.column..cell.column + cell.column_span].iter_mut().for_each(|owner| *owner += 1);
        }
    }
    assert!(owners.iter().flatten().all(|&owner| owner == 1), "{owners:?}");
}

fn texts(extraction: &Extraction) -> Vec<String> {
    extraction.pages.iter().flat_map(|page| &page.lines).map(|line| line.text.clone()).collect()
}

fn codes(extraction: &Extraction) -> Vec<Code> {
    extraction.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

#[test]
fn two_sided_forms_read_side_by_side() {
    check_table(
        "收入\t\t\t支出\t\t\t\n\
         项 目\t行次\t金额\t项 目\t行次\t合计\t一般公共预算 财政拨款\n\
         栏 次\t\t1\t栏 次\t\t2\t3\n\
         一、拨款\t1\t9.10\t一、服务\t33\t9.10\t9.10\n\
         \t4\t\t四、安全\t36\t0.00\t0.00\n",
        2,
        &["收入/项目", "收入/行次", "收入/金额", "支出/项目", "支出/行次", "支出/合计", "支出/一般公共预算财政拨款"],
        &["栏次||1|栏次||2|3", "一、拨款|1|9.10|一、服务|33|9.10|9.10", "|4||四、安全|36|0.00|0.00"],
    );
}

#[test]
fn codes_and_names_stand_under_one_label() {
    check_table(
        "项 目\t\t年初结转\t本年收入\t本年支出\t\t\t年末结转\n\
         功能分类 科目编码\t科目名称\t\t\t小计\t基本支出\t项目支出\t\n\
         栏次\t\t1\t2\t3\t4\t5\t6\n\
         \t合计\t0.00\t0.00\t0.00\t0.00\t0.00\t0.00\n",
        2,
        &[
            "项目/功能分类科目编码",
            "项目/科目名称",
            "年初结转",
            "本年收入",
            "本年支出/小计",
            "本年支出/基本支出",
            "本年支出/项目支出",
            "年末结转",
        ],
        &["栏次||1|2|3|4|5|6", "|合计|0.00|0.00|0.00|0.00|0.00|0.00"],
    );
}

#[test]
fn three_head_rows_nest() {
    check_table(
        "预算数\t\t\t\t\t\t决算数\t\t\t\t\t\n\
         合计\t因公出国 (境)费\t公务用车费\t\t\t接待\t合计\t因公出国 (境)费\t公务用车费\t\t\t接待\n\
         \t\t小计\t购置费\t运行费\t\t\t\t小计\t购置费\t运行费\t\n\
         1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12\n",
        3,
        &[
            "预算数/合计",
            "预算数/因公出国(境)费",
            "预算数/公务用车费/小计",
            "预算数/公务用车费/购置费",
            "预算数/公务用车费/运行费",
            "预算数/接待",
            "决算数/合计",
            "决算数/因公出国(境)费",
            "决算数/公务用车费/小计",
            "决算数/公务用车费/购置费",
            "决算数/公务用车费/运行费",
            "决算数/接待",
        ],
        &["1|2|3|4|5|6|7|8|9|10|11|12"],
    );
}

#[test]
fn a_continuation_without_head_keeps_its_blank_columns() {
    check_table(
        "\t\t\t30701\t付息\t0.00\n\t\t\t30702\t国外\t0.00",
        0,
        &[""; 6],
        &["|||30701|付息|0.00", "|||30702|国外|0.00"],
    );
}

#[test]
fn short_rows_are_padded_and_reported() {
    let dump = "项目\t行次\t金额\n一、收入\t1\t2.00\n二、支出\t2\n";
    check_table(dump, 1, &["项目", "行次", "金额"], &["一、收入|1|2.00", "二、支出|2|"]);
    let extraction = read(dump.as_bytes());
    assert_eq!(codes(&extraction), [Code::RaggedRow]);
    assert_eq!(extraction.diagnostics[0].detail, "2 ≠ 3");
}

#[test]
fn stray_tabs_at_the_edges_are_not_columns() {
    let dump = "\t项目\t金额\t\t\r\n\t收入\t1.00\t\t\r\n";
    check_table(dump, 1, &["项目", "金额"], &["收入|1.00"]);
    assert_eq!(codes(&read(dump.as_bytes())), []);
}

#[test]
fn a_head_repeated_without_a_blank_line_starts_a_new_fragment() {
    let head = "收入决算表\t\t\n单位：万元\t\t\n项目\t\t金额\n编码\t名称\t\n";
    let extraction =
        read(format!("{head}201\t服务\t1.00\n{head}208\t保障\t2.00\n注：本表\t\t\n2.尾数\t\t\n").as_bytes());
    let tables = &extraction.pages[0].tables;
    let shown: Vec<_> = tables.iter().map(|table| show(table, 2)).collect();
    let paths = ["项目/编码", "项目/名称", "金额"].map(str::to_owned).to_vec();
    assert_eq!(shown, [(paths.clone(), vec!["201|服务|1.00".to_owned()]), (paths, vec!["208|保障|2.00".to_owned()])]);
    assert_eq!(texts(&extraction), ["收入决算表", "单位：万元", "收入决算表", "单位：万元", "注：本表", "2.尾数"]);
}

#[test]
fn text_with_tabs_is_not_a_table() {
    for (dump, expected) in [
        ("\t主要职责是：\n\t负责热线。", &["主要职责是：", "负责热线。"][..]),
        ("一、概况\t1\n二、决算表\t5\n三、说明\t5\n", &["一、概况", "1", "二、决算表", "5", "三、说明", "5"]),
        ("\t\t\n", &[]),
    ] {
        let extraction = read(dump.as_bytes());
        assert_eq!(texts(&extraction), expected);
        assert!(extraction.pages.iter().all(|page| page.tables.is_empty()));
    }
}

#[test]
fn places_count_characters_and_lines() {
    let extraction = read("单位：  万元\n\n项目\t金额\n合计\t1.00\n".as_bytes());
    let page = &extraction.pages[0];
    let line = &page.lines[0];
    assert_eq!((line.text.as_str(), line.bbox.x1, line.bbox.y0, line.bbox.y1), ("单位： 万元", 7.0, 0.0, 1.0));
    let table = &page.tables[0];
    assert_eq!(table.row_edges, [2.0, 3.0, 4.0]);
    let figure = table.cells.iter().find(|cell| cell.text() == "1.00").unwrap();
    assert_eq!((figure.bbox.x0, figure.bbox.y0, figure.bbox.x1, figure.bbox.y1), (3.0, 3.0, 7.0, 4.0));
    assert_eq!((page.width, page.height, table.grid), (7.0, 4.0, GridKind::Tabs));
}

#[test]
fn a_form_feed_starts_a_page() {
    let extraction = read("第一页\n\x0c项目\t金额\n收入\t1.00\n\x0c".as_bytes());
    assert_eq!(extraction.file.page_count, 2);
    assert_eq!(
        extraction.pages.iter().map(|page| (page.number, page.tables.len())).collect::<Vec<_>>(),
        [(1, 0), (2, 1)]
    );
}

#[test]
fn invalid_bytes_are_reported_with_the_encoding() {
    let mut bytes = "收入决算表\n单位：万元\n".as_bytes().to_vec();
    bytes.push(0xff);
    let extraction = read(&bytes);
    assert_eq!(codes(&extraction), [Code::EncodingErrors]);
    assert_eq!(extraction.diagnostics[0].detail, "UTF-8");
    assert!(texts(&extraction).contains(&"\u{fffd}".to_owned()));
}

#[test]
fn what_is_mostly_padding_stays_lines() {
    let dump = format!("{}x\ty\n{}", "\t".repeat(5000), "1.00\ta\n".repeat(5000));
    let extraction = read(dump.as_bytes());
    assert!(extraction.pages[0].tables.is_empty());
    assert_eq!(extraction.pages[0].lines.len(), 10_002);
}

#[test]
fn reading_stops_at_the_limit_at_the_end_of_a_line() {
    let extraction = read("合计\t1.00\n".repeat(super::MAX_CHARACTERS / 8 + 2).as_bytes());
    assert_eq!(codes(&extraction), [Code::TooManyGlyphsInFile]);
    assert_eq!(extraction.pages[0].tables[0].row_count(), super::MAX_CHARACTERS / 8);
}

#[test]
fn a_character_that_the_end_of_what_is_read_cuts_is_no_error() {
    // Without a line end there is nothing to cut the text back to. No encoding takes more bytes than the window has.
    for lead in ["", "a", "ab"] {
        let dump = format!("{lead}{}", "\u{20000}\u{4e00}".repeat(super::MAX_CHARACTERS));
        let (gb18030, _, _) = encoding_rs::GB18030.encode(&dump);
        for bytes in [dump.as_bytes(), &gb18030] {
            assert_eq!(codes(&read(bytes)), [Code::TooManyGlyphsInFile]);
        }
    }
}

#[test]
fn an_error_beyond_what_is_read_is_none() {
    let mut bytes = "合计\t1.00\n".repeat(super::MAX_CHARACTERS / 8 + 2).into_bytes();
    bytes.push(0xff);
    assert_eq!(codes(&read(&bytes)), [Code::TooManyGlyphsInFile]);
}
