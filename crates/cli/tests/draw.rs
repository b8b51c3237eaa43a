//! `juesuan draw` on the shipped documents: what each stage must show, and what cannot be drawn.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

mod command;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use command::{printed, run, stderr};
use roxmltree::{Document, Node};
use tempfile::tempdir;

/// Page 6: the second half of the income and expenditure summary, eight rows of six cells and two notes.
const PAGE: &str = "6";

fn shipped() -> PathBuf {
    command::shipped("pdf/zs12345-2022-gb1.pdf")
}

/// Runs `juesuan draw FILE` in `folder` with these arguments more.
fn draw(folder: &Path, file: &Path, arguments: &[&str]) -> Output {
    run("draw", folder, file, arguments)
}

/// The drawing of one stage of the page, on standard output.
#[track_caller]
fn drawn(stage: &str) -> String {
    printed(draw(&std::env::temp_dir(), &shipped(), &["--page", PAGE, "--stage", stage]))
}

/// The groups with a tooltip whose classes hold `class`: the samples of the legend have none.
fn groups<'a>(svg: &'a Document<'_>, class: &str) -> Vec<Node<'a, 'a>> {
    let belongs = |node: &Node<'_, '_>| {
        node.attribute("class").is_some_and(|classes| classes.split(' ').any(|one| one == class))
            && node.children().any(|child| child.has_tag_name("title"))
    };
    svg.descendants().filter(belongs).collect()
}

/// What is written in a group, its tooltip left out.
fn written(group: &Node<'_, '_>) -> String {
    group.children().filter(|child| child.has_tag_name("text")).filter_map(|text| text.text()).collect()
}

#[test]
fn marks_are_characters_and_pieces_of_rules() {
    let svg = drawn("marks");
    let svg = Document::parse(&svg).unwrap();
    let glyphs: String = groups(&svg, "glyph").iter().map(written).collect();
    for text in ["二十三、其他支出", "1,979.12", "个别数据存在尾数误差"] {
        assert!(glyphs.contains(text), "{text} in {glyphs}");
    }
    assert_eq!(groups(&svg, "horizontal").len(), 9);
    assert_eq!(groups(&svg, "vertical").len(), 7);
    assert!(groups(&svg, "unmapped").is_empty());
}

#[test]
fn lines_have_roles_and_words_of_tables_are_in_none() {
    let svg = drawn("lines");
    let svg = Document::parse(&svg).unwrap();
    let lines: Vec<String> = groups(&svg, "body").iter().map(written).collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[1].starts_with("2.金额由元换算为万元时"), "{lines:?}");
    let numbers: Vec<String> = groups(&svg, "page_number").iter().map(written).collect();
    assert!(numbers.len() == 1 && numbers[0].contains('6'), "{numbers:?}");
    let words: Vec<String> = groups(&svg, "word").iter().map(written).collect();
    assert!(words.iter().any(|word| word == "使用非财政拨款结余"));
}

#[test]
fn a_grid_has_as_many_cells_as_its_table_and_its_edges_are_shown() {
    let (grid, table) = (drawn("grid"), drawn("table"));
    let (grid, table) = (Document::parse(&grid).unwrap(), Document::parse(&table).unwrap());
    assert_eq!(groups(&grid, "cell").len(), 48);
    assert_eq!(groups(&table, "cell").len(), 48);
    assert_eq!(groups(&grid, "edges").len(), 7 + 9);
    assert_eq!(groups(&grid, "rule").len(), 7 + 9);
    assert!(groups(&grid, "open").is_empty());
}

#[test]
fn a_table_shows_the_final_text_of_its_cells_and_the_lines_outside() {
    let svg = drawn("table");
    let svg = Document::parse(&svg).unwrap();
    let cells: Vec<String> = groups(&svg, "cell").iter().map(written).collect();
    for text in ["二十六、抗疫特别国债安排的支出", "总计", "1,979.12", ""] {
        assert!(cells.iter().any(|cell| cell == text), "{text} in {cells:?}");
    }
    assert_eq!(groups(&svg, "line").len(), 3);
    assert!(groups(&svg, "diagnostic").is_empty());
}

#[test]
fn a_merged_cell_says_its_span() {
    let output = draw(&std::env::temp_dir(), &shipped(), &["--page", "7", "--stage", "table", "--lang", "en"]);
    let svg = printed(output);
    let svg = Document::parse(&svg).unwrap();
    let spans = groups(&svg, "span");
    let tooltip = |group: &Node<'_, '_>| group.children().find_map(|child| child.text()).unwrap_or_default().to_owned();
    assert!(spans.iter().map(tooltip).any(|said| said.contains("1 × 2 (rows × columns)")));
}

#[test]
fn the_view_is_the_page_in_points_with_a_margin() {
    let svg = drawn("marks");
    let svg = Document::parse(&svg).unwrap();
    let view = svg.root_element().attribute("viewBox").unwrap();
    assert!(view.starts_with("-20 -20 635.28 "), "{view}");
    let edge = svg.descendants().find(|node| node.attribute("class") == Some("edge")).unwrap();
    assert_eq!((edge.attribute("width"), edge.attribute("height")), (Some("595.28"), Some("841.89")));
}

#[test]
fn the_same_page_gives_the_same_drawing_whatever_its_folder() {
    let folder = tempdir().unwrap();
    fs::copy(shipped(), folder.path().join("zs12345-2022-gb1.pdf")).unwrap();
    let output = draw(folder.path(), Path::new("zs12345-2022-gb1.pdf"), &["-p", PAGE, "-s", "grid"]);
    assert_eq!(printed(output), drawn("grid"));
}

#[test]
fn a_page_that_the_file_lacks_is_refused_with_the_number_of_pages() {
    let folder = tempdir().unwrap();
    let file = shipped();
    for page in ["22", "0", "4294967295"] {
        let output = draw(folder.path(), &file, &["--page", page, "-o", "out.svg", "--lang", "en"]);
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(2));
        assert!(
            said.ends_with(&format!(
                ": there is no page {page}, the file has 21; name a page from 1 to 21 (no_such_page)\n"
            )),
            "{said}"
        );
    }
    let output = draw(folder.path(), &file, &["--page", "22"]);
    let said = stderr(&output);
    assert!(said.ends_with("没有第 22 页，文件共 21 页。请给出 1 到 21 之间的页码（no_such_page）\n"), "{said}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "no output, not even a part of one");
}

#[test]
fn a_text_dump_has_nothing_to_draw() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("x.txt"), "收入决算表\n项目\t合计\n").unwrap();
    let output = draw(folder.path(), Path::new("x.txt"), &["--page", "1"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stderr(&output), "juesuan: x.txt：不是 PDF，内容是纯文本。此操作只能用于 PDF（not_a_pdf）\n");
}

#[test]
fn a_drawing_goes_into_a_folder_under_the_name_of_page_and_stage() {
    let folder = tempdir().unwrap();
    let output = draw(folder.path(), &shipped(), &["--page", PAGE, "--stage", "lines", "-o", "out/"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stdout.is_empty());
    let written = fs::read_to_string(folder.path().join("out/zs12345-2022-gb1.6.lines.svg")).unwrap();
    assert_eq!(written, drawn("lines"));
}
