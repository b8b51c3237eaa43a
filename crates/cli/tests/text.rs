//! `juesuan text`: what is printed on the pages, and nothing else.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

mod command;

use std::fs;
use std::path::Path;
use std::process::Output;

use command::{run, shipped, stderr};
use tempfile::tempdir;

/// Runs `juesuan text FILE` in `folder` with these arguments more.
fn text(folder: &Path, file: &Path, arguments: &[&str]) -> Output {
    run("text", folder, file, arguments)
}

#[track_caller]
fn printed(file: &Path) -> String {
    command::printed(text(&std::env::temp_dir(), file, &[]))
}

#[test]
fn each_page_ends_in_a_form_feed() {
    for (name, pages) in [("pdf/zs12345-2022-gb1.pdf", 21), ("pdf/zs12345-2022-embedded.pdf", 23)] {
        let said = printed(&shipped(name));
        assert_eq!(said.matches('\u{c}').count(), pages, "{name}");
        assert!(said.ends_with('\u{c}'));
    }
}

#[test]
fn lines_and_rows_stand_where_the_page_has_them() {
    let said = printed(&shipped("pdf/zs12345-2022-gb1.pdf"));
    let page = said.split('\u{c}').nth(5).unwrap();
    let lines: Vec<&str> = page.lines().collect();
    assert_eq!(lines[0], "\t23\t\t二十三、其他支出\t53\t0.00");
    assert_eq!(lines[3], "\t26\t\t二十六、抗疫特别国债安排的支出\t56\t0.00");
    assert_eq!(lines[7], "总计\t30\t1,979.12\t总计\t60\t1,979.12");
    assert!(lines[8].starts_with("注：1.本表列示本单位全年各项收入"), "{page}");
    assert!(lines[10].contains('6') && lines.len() == 11, "{page}");
}

#[test]
fn a_dump_keeps_its_cells_and_its_problems_are_reported() {
    let folder = tempdir().unwrap();
    let dump = format!("收入决算表\n项目\t\t合计\n{}", "201\t一般公共服务支出\t1,979.12\n".repeat(3));
    fs::write(folder.path().join("x.txt"), [dump.as_bytes(), b"\xff\n"].concat()).unwrap();
    let output = text(folder.path(), Path::new("x.txt"), &["-o", "out.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).ends_with("（encoding_errors）\n"));
    let written = fs::read_to_string(folder.path().join("out.txt")).unwrap();
    assert_eq!(written, format!("{dump}\u{fffd}\n\u{c}"));
}

#[test]
fn the_text_goes_into_a_folder_under_the_name_of_the_file() {
    let folder = tempdir().unwrap();
    let file = shipped("pdf/zs12345-2022-gb1.pdf");
    assert_eq!(text(folder.path(), &file, &["-o", "out/"]).status.code(), Some(0));
    assert_eq!(fs::read_to_string(folder.path().join("out/zs12345-2022-gb1.txt")).unwrap(), printed(&file));
}

#[test]
fn the_input_is_never_overwritten() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("x.txt"), "收入\n").unwrap();
    let output = text(folder.path(), Path::new("x.txt"), &["-o", "./"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).ends_with("（output_is_input）\n"));
    assert_eq!(fs::read_to_string(folder.path().join("x.txt")).unwrap(), "收入\n");
}
