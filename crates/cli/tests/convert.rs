//! The command as people run it: exit codes, messages, and what happens to the output file.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

mod command;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use command::{into_a_closed_pipe, juesuan, stderr};
use tempfile::{TempDir, tempdir};

/// A dump with one whole form.
const DUMP: &str = "收入决算表\n\n单位：万元\n\n项 目\t\t本年收入合计\n功能分类科目编码\t科目名称\t\n栏次\t\t1\n\
                    \t合计\t1,979.12\n201\t一般公共服务支出\t1,979.12\n";

/// A folder with one file in it.
fn folder_with(name: &str, bytes: impl AsRef<[u8]>) -> TempDir {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    folder
}

fn json(bytes: &[u8]) -> serde_json::Value {
    serde_json::from_slice(bytes).unwrap()
}

/// `juesuan convert` with these arguments obtains nothing and says exactly this.
#[track_caller]
fn check_failure(folder: &Path, arguments: &[&str], expected: &str) {
    let output = juesuan(folder, [&["convert"], arguments].concat());
    assert_eq!(stderr(&output), format!("{expected}\n"));
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
}

/// A file with these bytes is refused with a line that holds all of `expected`.
#[track_caller]
fn check_refused(bytes: &[u8], code: &str, chinese: &str, english: &str) {
    let folder = folder_with("决算.pdf", bytes);
    for (arguments, expected) in [
        (&["convert", "决算.pdf", "-o", "out.json"][..], format!("juesuan: 决算.pdf：{chinese}（{code}）\n")),
        (&["convert", "决算.pdf", "--lang", "en"], format!("juesuan: 决算.pdf: {english} ({code})\n")),
    ] {
        let output = juesuan(folder.path(), arguments);
        assert_eq!(stderr(&output), expected);
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty());
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no output, not even a part of one");
}

#[test]
fn a_dump_becomes_json_on_standard_output() {
    let folder = folder_with("中心.txt", DUMP);
    let output = juesuan(folder.path(), ["convert", "中心.txt"]);
    assert_eq!(stderr(&output), "");
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stdout.starts_with(b"{\n  \"schema_version\": \"1.0\",\n") && output.stdout.ends_with(b"\n}\n"));
    let source = &json(&output.stdout)["source"];
    assert_eq!((&source["file_name"], &source["format"]), (&"中心.txt".into(), &"text".into()));
    assert_eq!(source["bytes"], DUMP.len());
    assert_eq!(source["sha256"].as_str().map(str::len), Some(64));
}

#[test]
fn the_same_bytes_give_the_same_json() {
    let folder = folder_with("x.txt", DUMP);
    let run = || juesuan(folder.path(), ["convert", "x.txt"]).stdout;
    assert_eq!(run(), run());
}

#[test]
fn compact_json_is_one_line() {
    let folder = folder_with("x.txt", DUMP);
    let output = juesuan(folder.path(), ["convert", "x.txt", "--compact", "-o", "-"]);
    assert_eq!(output.stdout.iter().filter(|&&byte| byte == b'\n').count(), 1);
    assert!(output.stdout.ends_with(b"}\n"));
}

#[test]
fn the_hash_is_that_of_the_bytes() {
    let folder = folder_with("x.txt", "abc");
    let output = juesuan(folder.path(), ["convert", "x.txt"]);
    assert_eq!(
        json(&output.stdout)["source"]["sha256"],
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
}

#[test]
fn an_output_is_a_file_or_goes_into_a_folder() {
    let folder = folder_with("决算.2022.txt", DUMP);
    fs::create_dir(folder.path().join("existing")).unwrap();
    for (out, written) in
        [("out.json", "out.json"), ("existing", "existing/决算.2022.json"), ("new/deep/", "new/deep/决算.2022.json")]
    {
        let output = juesuan(folder.path(), ["convert", "决算.2022.txt", "-o", out]);
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()));
        assert!(output.stdout.is_empty());
        assert_eq!(json(&fs::read(folder.path().join(written)).unwrap())["schema_version"], "1.0");
    }
}

#[test]
fn problems_are_reported_and_give_exit_code_1() {
    let folder = folder_with("x.txt", [DUMP.as_bytes(), b"\xff\n"].concat());
    let output = juesuan(folder.path(), ["convert", "x.txt", "-o", "out.json"]);
    assert_eq!(stderr(&output), "juesuan: x.txt：按 UTF-8 解码时有无效字节，以 U+FFFD 表示（encoding_errors）\n");
    assert_eq!(output.status.code(), Some(1));
    let found = &json(&fs::read(folder.path().join("out.json")).unwrap())["diagnostics"][0];
    assert_eq!(found["code"], "encoding_errors");

    let output = juesuan(folder.path(), ["--lang", "en", "convert", "x.txt"]);
    assert_eq!(stderr(&output), "juesuan: x.txt: bytes that are invalid in UTF-8 stand as U+FFFD (encoding_errors)\n");
    assert_eq!(json(&output.stdout)["diagnostics"][0]["message"], "bytes that are invalid in UTF-8 stand as U+FFFD");
}

#[test]
fn a_web_page_named_pdf_is_refused() {
    check_refused(
        b"\r\n<!DOCTYPE html>\n<html><head><title>404</title></head></html>",
        "not_a_pdf",
        "不是 PDF，内容是网页（HTML）。请在浏览器中打开原网址，下载其中的 PDF 附件",
        "not a PDF but a web page (HTML); open the address in a browser and download the PDF that the page links to",
    );
}

#[test]
fn an_error_of_a_server_named_pdf_is_refused() {
    check_refused(
        b"{\"code\":404,\"msg\":\"not found\"}",
        "not_a_pdf",
        "不是 PDF，也不是文本文件。请核对文件，或重新下载",
        "neither a PDF nor a text file; check the file, or download it again",
    );
}

#[test]
fn an_old_office_file_is_refused() {
    check_refused(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0",
        "not_a_pdf",
        "不是 PDF，内容是旧版 Office 或 WPS 文件（.doc、.xls、.wps）。请用 Word、Excel 或 WPS 另存为 PDF",
        "not a PDF but an old Office or WPS file (.doc, .xls, .wps); save it as PDF from Word, Excel or WPS",
    );
}

#[test]
fn a_picture_is_refused() {
    check_refused(
        b"\xff\xd8\xff\xe0\0\x10JFIF\0",
        "not_a_pdf",
        "不是 PDF，内容是图片。请先做文字识别（OCR），存为带文本层的 PDF",
        "not a PDF but a picture; run character recognition (OCR) and save a PDF with a text layer",
    );
}

#[test]
fn bytes_of_no_known_kind_are_refused() {
    check_refused(
        b"\0\x01\x02\x03\x04",
        "not_a_pdf",
        "不是 PDF，也不是文本文件。请核对文件，或重新下载",
        "neither a PDF nor a text file; check the file, or download it again",
    );
}

#[test]
fn an_empty_file_is_refused() {
    for bytes in [&b""[..], b" \r\n\r\n", &[0; 4096]] {
        check_refused(bytes, "empty", "文件是空的。请重新下载", "the file is empty; download it again");
    }
}

#[test]
fn a_pdf_that_ends_after_its_header_gives_nothing() {
    let folder = folder_with("x.pdf", "%PDF-1.7\n");
    let output = juesuan(folder.path(), ["convert", "x.pdf", "-o", "out.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).starts_with("juesuan: x.pdf：PDF ") && stderr(&output).lines().count() == 1);
    assert!(!folder.path().join("out.json").exists());
}

#[test]
fn a_missing_file_is_named() {
    let folder = tempdir().unwrap();
    check_failure(folder.path(), &["没有.pdf"], "juesuan: 没有.pdf：文件不存在。请核对路径和文件名（input_not_found）");
    check_failure(
        folder.path(),
        &["no.pdf", "--lang", "en"],
        "juesuan: no.pdf: no such file; check the path and the name (input_not_found)",
    );
}

#[cfg(unix)]
#[test]
fn a_path_through_a_file_cannot_be_read() {
    let folder = folder_with("file", "x");
    check_failure(
        folder.path(),
        &["file/x.pdf"],
        "juesuan: file/x.pdf：文件读不出来（路径中有一段不是文件夹）。请检查路径、权限和磁盘（input_not_readable）",
    );
}

#[test]
fn a_folder_is_not_a_file() {
    let folder = tempdir().unwrap();
    fs::create_dir(folder.path().join("年报.pdf")).unwrap();
    let output = juesuan(folder.path(), ["text", "年报.pdf"]);
    assert_eq!(stderr(&output), "juesuan: 年报.pdf：这是文件夹，不是文件。请给出其中一个文件（is_a_directory）\n");
    assert_eq!(output.status.code(), Some(2));
}

/// Every command refuses this input within seconds, and says why.
#[cfg(unix)]
#[track_caller]
fn check_no_file(folder: &Path, input: &str) {
    let began = std::time::Instant::now();
    let why = "这不是普通文件，而是管道或设备。请先把内容存成文件，再给出那个文件（not_a_regular_file）";
    let english = "this is no regular file but a pipe or a device; save what it gives as a file, and name that \
                   (not_a_regular_file)";
    for (arguments, expected) in [
        (&["convert", input][..], format!("juesuan: {input}：{why}\n")),
        (&["text", input], format!("juesuan: {input}：{why}\n")),
        (&["draw", input, "--page", "1"], format!("juesuan: {input}：{why}\n")),
        (&["convert", input, "--lang", "en"], format!("juesuan: {input}: {english}\n")),
    ] {
        // What opened a pipe would wait for a writer that never comes.
        let mut child = Command::new(env!("CARGO_BIN_EXE_juesuan"))
            .args(arguments)
            .current_dir(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        while child.try_wait().unwrap().is_none() {
            if began.elapsed().as_secs() >= 20 {
                child.kill().unwrap();
                panic!("{input} is being read");
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        let output = child.wait_with_output().unwrap();
        assert_eq!(stderr(&output), expected);
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty());
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let folder = tempdir().unwrap();
    assert!(Command::new("mkfifo").arg(folder.path().join("年报.pdf")).status().unwrap().success());
    check_no_file(folder.path(), "年报.pdf");
    std::os::unix::fs::symlink("年报.pdf", folder.path().join("link.pdf")).unwrap();
    check_no_file(folder.path(), "link.pdf");
}

#[cfg(unix)]
#[test]
fn a_device_without_end_is_not_read() {
    check_no_file(tempdir().unwrap().path(), "/dev/zero");
}

#[cfg(unix)]
#[test]
fn a_link_to_a_file_is_the_file() {
    let folder = folder_with("x.txt", DUMP);
    std::os::unix::fs::symlink("x.txt", folder.path().join("link.txt")).unwrap();
    assert_eq!(juesuan(folder.path(), ["convert", "link.txt"]).status.code(), Some(0));
}

#[test]
fn an_output_that_cannot_be_written_is_named() {
    let folder = folder_with("x.txt", DUMP);
    check_failure(
        folder.path(),
        &["x.txt", "-o", "absent/out.json"],
        "juesuan: absent/out.json：结果无法写入（文件夹或文件不存在）。请检查输出文件夹是否存在、可写，磁盘是否已满\
         （output_not_writable）",
    );
    let output = juesuan(folder.path(), ["convert", "x.txt", "-o", "x.txt/out.json", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    assert!(said.starts_with("juesuan: x.txt/out.json: ") && said.ends_with("(output_not_writable)\n"), "{said}");
}

#[test]
fn the_input_is_never_overwritten() {
    let folder = folder_with("x.json", DUMP);
    let message = "输出会覆盖输入文件。请用 -o 指定另一个文件（output_is_input）";
    check_failure(folder.path(), &["x.json", "-o", "./x.json"], &format!("juesuan: ./x.json：{message}"));
    check_failure(folder.path(), &["x.json", "-o", "./"], &format!("juesuan: ./x.json：{message}"));
    assert_eq!(fs::read_to_string(folder.path().join("x.json")).unwrap(), DUMP);
}

#[test]
fn a_failure_keeps_the_output_of_before() {
    let folder = folder_with("x.pdf", "<html></html>");
    let out = folder.path().join("out.json");
    fs::write(&out, "before").unwrap();
    assert_eq!(juesuan(folder.path(), ["convert", "x.pdf", "-o", "out.json"]).status.code(), Some(2));
    assert_eq!(fs::read_to_string(&out).unwrap(), "before");

    fs::write(folder.path().join("x.pdf"), DUMP).unwrap();
    assert_eq!(juesuan(folder.path(), ["convert", "x.pdf", "-o", "out.json"]).status.code(), Some(0));
    assert_eq!(json(&fs::read(&out).unwrap())["source"]["file_name"], "x.pdf");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "no temporary file is left");
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let folder = tempdir().unwrap();
    let output = juesuan(folder.path(), ["convert", "a\u{1b}[31m\n.pdf", "--lang", "en"]);
    assert_eq!(
        stderr(&output),
        "juesuan: a\\u{1b}[31m\\n.pdf: no such file; check the path and the name (input_not_found)\n"
    );
}

#[test]
fn a_reader_that_stops_reading_is_no_error() {
    let folder = folder_with("x.txt", DUMP.repeat(5000));
    let output = into_a_closed_pipe(folder.path(), ["convert", "x.txt"]);
    assert!(!stderr(&output).contains("output_not_writable") && !stderr(&output).contains("panic"));
    assert_ne!(output.status.code(), Some(2));
}

#[test]
fn help_says_which_folders_are_made() {
    for command in ["convert", "text", "draw"] {
        let output = juesuan(&std::env::temp_dir(), [command, "--help", "--lang", "en"]);
        let help = String::from_utf8(output.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(help.contains("A file's folder must exist. A folder whose name ends in a slash is made"), "{help}");
    }
}

#[test]
fn help_shows_no_password() {
    let output = Command::new(env!("CARGO_BIN_EXE_juesuan"))
        .args(["convert", "--help"])
        .env("JUESUAN_PASSWORD", "hush")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    let help = String::from_utf8(output.stdout).unwrap();
    assert!(help.contains("JUESUAN_PASSWORD") && !help.contains("hush"));
}
