//! Many files at once: what is written where, what is told, and what a second run does.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

mod archive;
mod command;

use std::fs;
use std::path::Path;

use archive::{Archive, DUMP, entries, entry, files};
use command::{juesuan, shipped, stderr};

#[test]
fn each_input_has_its_json_and_its_line() {
    let archive = Archive::with(&[("2022/甲.txt", DUMP), ("2023/乙.txt", DUMP2)]);
    archive.copy("tiny-6-turned.pdf", "2023/丙");
    let output = archive.convert(&["--quiet"]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()));
    assert_eq!(
        archive.outputs(),
        ["json/2022/甲.txt.json", "json/2023/丙.json", "json/2023/乙.txt.json", "manifest.jsonl"]
    );
    let lines = entries(&archive.out());
    let paths: Vec<_> = lines.iter().map(|line| line["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["2022/甲.txt", "2023/丙", "2023/乙.txt"]);
    for line in &lines {
        assert_eq!((&line["status"], &line["code"]), (&"ok".into(), &serde_json::Value::Null));
        let written = &line["outputs"][0];
        let bytes = fs::read(archive.out().join(written["path"].as_str().unwrap())).unwrap();
        assert_eq!(written["bytes"], bytes.len());
        let json: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(json["source"]["sha256"], line["sha256"]);
        assert_eq!(json["source"]["pages"], line["pages"]);
        assert_eq!(
            json["line_items"].as_array().map(Vec::len),
            line["counts"]["line_items"].as_u64().map(|n| n as usize)
        );
    }
}

/// A dump of other content than [`DUMP`].
const DUMP2: &str = "2022年收入决算表\n\n单位：万元\n\n项 目\t\t本年收入合计\n功能分类科目编码\t科目名称\t\n栏次\t\t1\n\
                     \t合计\t2.00\n201\t一般公共服务支出\t2.00\n";

#[test]
fn the_json_is_that_of_a_single_conversion() {
    let archive = Archive::with(&[]);
    archive.copy("small-4-chromium-zebra.pdf", "x.pdf");
    archive.convert(&[]);
    let single = juesuan(&archive.input(), ["convert", "x.pdf", "--compact"]);
    assert!(fs::read(archive.out().join("json/x.pdf.json")).unwrap() == single.stdout);
}

#[test]
fn a_second_run_does_only_what_is_new_or_changed() {
    let archive = Archive::with(&[("a.txt", DUMP), ("b.txt", DUMP2)]);
    archive.convert(&[]);
    let first = entry(&archive.out(), "a.txt");
    fs::write(archive.input().join("b.txt"), DUMP2.replace("2.00", "3.00")).unwrap();
    fs::write(archive.input().join("c.txt"), DUMP2).unwrap();
    let output = archive.convert(&["--lang", "zh"]);
    assert!(
        stderr(&output).contains("3 个文件：完成 3，有问题 0，失败 0，跳过 0；其中 1 个此前已转换"),
        "{}",
        stderr(&output)
    );
    assert_eq!(entry(&archive.out(), "a.txt"), first);
    let json = fs::read_to_string(archive.out().join("json/b.txt.json")).unwrap();
    assert!(json.contains("3.00") && !json.contains("2.00"));

    // Other options, a lost output, force: each a reason to do it again.
    let output = archive.convert(&["--lang", "en"]);
    assert!(stderr(&output).contains("; 0 of them done before"), "{}", stderr(&output));
    fs::remove_file(archive.out().join("json/a.txt.json")).unwrap();
    let output = archive.convert(&["--lang", "en"]);
    assert!(stderr(&output).contains("; 2 of them done before"), "{}", stderr(&output));
    assert!(archive.out().join("json/a.txt.json").exists());
    let output = archive.convert(&["--lang", "en", "--force"]);
    assert!(stderr(&output).contains("; 0 of them done before"), "{}", stderr(&output));
}

#[test]
fn content_that_comes_twice_is_converted_once() {
    let archive = Archive::with(&[("b/x.txt", DUMP), ("a/y.txt", DUMP), ("c.txt", DUMP2)]);
    archive.convert(&[]);
    let line = entry(&archive.out(), "b/x.txt");
    assert_eq!((&line["status"], &line["code"]), (&"skipped".into(), &"duplicate".into()));
    assert_eq!(line["duplicate_of"], "a/y.txt");
    assert_eq!(archive.outputs(), ["json/a/y.txt.json", "json/c.txt.json", "manifest.jsonl"]);

    // A new first one takes its place, as if it had always been there.
    fs::write(archive.input().join("0.txt"), DUMP).unwrap();
    archive.convert(&[]);
    assert_eq!(archive.outputs(), ["json/0.txt.json", "json/c.txt.json", "manifest.jsonl"]);
    assert_eq!(entry(&archive.out(), "a/y.txt")["duplicate_of"], "0.txt");
}

#[test]
fn what_is_no_document_is_skipped_and_what_should_be_one_has_failed() {
    let archive = Archive::with(&[
        ("note.txt", "开会时间改到下午三点，请互相转告。\n"),
        ("picture.gif", "GIF89a\u{1}\0"),
        ("page.html", "<html><body>公告</body></html>"),
        ("决算.pdf", "<html><body>请登录</body></html>"),
        ("好.txt", DUMP),
    ]);
    let output = archive.convert(&["--lang", "en", "--quiet"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stderr(&output).lines().count(), 1, "{}", stderr(&output));
    let of = |path| {
        let line = entry(&archive.out(), path);
        (line["status"].as_str().unwrap().to_owned(), line["code"].as_str().unwrap_or_default().to_owned())
    };
    let told = |status: &str, code: &str| (status.to_owned(), code.to_owned());
    assert_eq!(of("note.txt"), told("skipped", "not_final_accounts"));
    assert_eq!(of("picture.gif"), told("skipped", "not_a_pdf"));
    assert_eq!(of("page.html"), told("skipped", "not_a_pdf"));
    assert_eq!(of("决算.pdf"), told("failed", "not_a_pdf"));
    assert_eq!(of("好.txt"), told("ok", ""));

    // Given by name it is converted, whatever it holds.
    let output = juesuan(&archive.input(), ["convert", "note.txt", "好.txt", "-o", "../out2", "-q"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(archive.input().join("../out2/json/note.txt.json").exists());
}

#[test]
fn what_is_gone_is_kept_until_it_is_pruned() {
    let archive = Archive::with(&[("old/a.txt", DUMP), ("b.txt", DUMP2)]);
    archive.convert(&[]);
    fs::remove_file(archive.input().join("old/a.txt")).unwrap();
    let output = archive.convert(&[]);
    assert!(stderr(&output).contains("另有 1 个此前的文件不在本次之列"), "{}", stderr(&output));
    assert_eq!(archive.outputs().len(), 3);
    archive.convert(&["--prune"]);
    assert_eq!(archive.outputs(), ["json/b.txt.json", "manifest.jsonl"]);
    assert_eq!(entries(&archive.out()).len(), 1);
}

#[test]
fn the_output_folder_belongs_to_one_archive() {
    let archive = Archive::with(&[("x/a.txt", DUMP), ("y/a.txt", DUMP2)]);
    let convert = |folder: &str| juesuan(&archive.input(), ["convert", folder, "-o", "../out", "-q", "--lang", "en"]);
    assert_eq!(convert("x").status.code(), Some(0));
    let output = convert("y");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("(output_of_another_folder)"), "{}", stderr(&output));
    // Moved, it is the same archive.
    fs::rename(archive.input().join("x"), archive.input().join("z")).unwrap();
    assert_eq!(convert("z").status.code(), Some(0));
    assert!(!convert("x").status.success());
}

#[test]
fn without_a_folder_for_the_results_nothing_begins() {
    let archive = Archive::with(&[("a.txt", DUMP)]);
    let output = juesuan(&archive.input(), ["convert", "."]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("（output_folder_needed）"), "{}", stderr(&output));
    let output = juesuan(&archive.input(), ["convert", "a.txt", "--report", "-o", "a.json"]);
    assert!(stderr(&output).contains("（output_folder_needed）"), "{}", stderr(&output));
    assert!(!archive.input().join("a.json").exists());
    let output = juesuan(&archive.input(), ["convert", ".", "-o", "."]);
    assert!(stderr(&output).contains("（output_is_input）"), "{}", stderr(&output));
    fs::create_dir(archive.input().join("empty")).unwrap();
    let output = juesuan(&archive.input(), ["convert", "empty", "-o", "../out"]);
    assert!(stderr(&output).contains("（nothing_to_convert）"), "{}", stderr(&output));
}

#[test]
fn an_output_folder_that_cannot_be_written_ends_the_run() {
    let archive = Archive::with(&[("a.txt", DUMP)]);
    fs::write(archive.out(), "a file").unwrap();
    let output = archive.convert(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("（output_not_writable）"), "{}", stderr(&output));
}

#[test]
fn a_name_that_another_output_needs_as_a_folder_fails_alone() {
    let archive = Archive::with(&[("a.txt", DUMP), ("b.txt", DUMP2)]);
    fs::create_dir_all(archive.out().join("json/a.txt.json/in the way")).unwrap();
    let output = archive.convert(&["-q"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert_eq!(entry(&archive.out(), "a.txt")["code"], "output_not_writable");
    assert_eq!(entry(&archive.out(), "b.txt")["status"], "ok");
    fs::remove_dir_all(archive.out().join("json/a.txt.json")).unwrap();
    assert_eq!(archive.convert(&["-q"]).status.code(), Some(0), "another try may go well");
}

#[cfg(unix)]
#[test]
fn unreadable_files_and_circles_of_links_lose_nothing_else() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let archive = Archive::with(&[("a.txt", DUMP), ("locked.pdf", "x")]);
    let long = "长".repeat(83) + ".txt";
    fs::write(archive.input().join(&long), DUMP2).unwrap();
    symlink(archive.input(), archive.input().join("again")).unwrap();
    symlink("nowhere", archive.input().join("gone.pdf")).unwrap();
    fs::set_permissions(archive.input().join("locked.pdf"), PermissionsExt::from_mode(0o000)).unwrap();
    // To the superuser nothing is locked.
    let is_locked = fs::read(archive.input().join("locked.pdf")).is_err();
    let output = archive.convert(&["-q"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert_eq!(entry(&archive.out(), "again")["code"], "link_loop");
    assert_eq!(entry(&archive.out(), "gone.pdf")["code"], "input_not_found");
    assert_eq!(
        entry(&archive.out(), "locked.pdf")["code"],
        if is_locked { "input_not_readable" } else { "not_final_accounts" }
    );
    for path in ["a.txt", long.as_str()] {
        let line = entry(&archive.out(), path);
        assert_eq!(line["status"], "ok");
        assert!(archive.out().join(line["outputs"][0]["path"].as_str().unwrap()).exists());
    }
}

#[test]
fn passwords_open_what_had_failed_and_are_not_needed_twice() {
    let archive = Archive::with(&[("a.txt", DUMP)]);
    archive.copy("small-4-password.pdf", "x.pdf");
    assert_eq!(archive.convert(&["-q"]).status.code(), Some(1));
    assert_eq!(entry(&archive.out(), "x.pdf")["code"], "password_needed");
    let manifest: serde_json::Value = serde_json::from_slice(&fs::read(shipped("manifest.json")).unwrap()).unwrap();
    let password = find(&manifest, "password").unwrap();
    assert_eq!(archive.convert(&["-q", "--password", &password]).status.code(), Some(0));
    let manifest = fs::read_to_string(archive.out().join("manifest.jsonl")).unwrap();
    assert!(!manifest.contains(&format!("\"{password}\"")), "a password is not written down");

    let output = archive.convert(&["--lang", "zh"]);
    assert!(stderr(&output).contains("完成 2，有问题 0，失败 0，跳过 0；其中 2 个此前已转换"), "{}", stderr(&output));
    // Locked as it is, it cannot be read anew; what was read stays.
    let output = archive.convert(&["-q", "--force"]);
    assert_eq!((output.status.code(), stderr(&output).contains("（password_needed）")), (Some(1), true));
    assert_eq!(entry(&archive.out(), "x.pdf")["status"], "ok");
    assert!(archive.out().join("json/x.pdf.json").exists());
}

#[test]
fn a_failure_that_stands_is_told_again() {
    let archive = Archive::with(&[("a.txt", DUMP), ("b.pdf", "<html>请登录")]);
    let first = archive.convert(&["-q"]);
    let again = archive.convert(&["-q"]);
    assert_eq!((again.status.code(), stderr(&again)), (Some(1), stderr(&first)));
    assert!(stderr(&again).contains("b.pdf"), "{}", stderr(&again));
}

#[test]
fn broken_downloads_are_no_duplicates() {
    let page = "<html><body>请登录</body></html>";
    let archive = Archive::with(&[("a.html", page), ("doc1.pdf", page), ("doc2.pdf", page), ("z.txt", DUMP)]);
    let output = archive.convert(&["-q"]);
    assert_eq!((output.status.code(), stderr(&output).lines().count()), (Some(1), 2), "{}", stderr(&output));
    for (path, status) in [("a.html", "skipped"), ("doc1.pdf", "failed"), ("doc2.pdf", "failed")] {
        let line = entry(&archive.out(), path);
        assert_eq!((&line["status"], &line["code"]), (&status.into(), &"not_a_pdf".into()), "{path}");
    }
}

#[test]
fn a_typed_text_is_converted_though_it_was_found_too() {
    let note = "开会时间改到下午三点，请互相转告。\n";
    let archive = Archive::with(&[("a/note.txt", note), ("b.txt", note)]);
    let output = juesuan(&archive.input(), ["convert", "a", "b.txt", "-o", "../out", "-q"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(entry(&archive.out(), "b.txt")["status"], "ok");
    assert_eq!(entry(&archive.out(), "a/note.txt")["duplicate_of"], "b.txt");
}

#[test]
fn a_file_that_was_renamed_is_not_there_twice() {
    let archive = Archive::with(&[("a.txt", DUMP), ("c.txt", DUMP2)]);
    archive.convert(&["-q", "-f", "csv"]);
    let items = || fs::read_to_string(archive.out().join("csv/line_items.csv")).unwrap();
    let before = items();
    fs::rename(archive.input().join("a.txt"), archive.input().join("b.txt")).unwrap();
    archive.convert(&["-q"]);
    assert_eq!(items(), before);
    assert_eq!(files(&archive.out().join("json")), ["b.txt.json", "c.txt.json"]);
    assert_eq!(entries(&archive.out()).len(), 2);

    // Runs over parts: the same content is there twice on the disk, and once in the datasets.
    fs::copy(archive.input().join("b.txt"), archive.input().join("d.txt")).unwrap();
    let output = juesuan(&archive.input(), ["convert", "c.txt", "d.txt", "-o", "../out", "-q"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(items(), before);
    assert_eq!(entry(&archive.out(), "d.txt")["status"], "ok");
}

#[test]
fn a_lost_or_damaged_result_is_told_and_made_again() {
    let archive = Archive::with(&[("a.txt", DUMP), ("b.txt", DUMP2)]);
    archive.convert(&["-q", "-f", "csv"]);
    let json = archive.out().join("json/a.txt.json");
    let good = fs::read(&json).unwrap();
    fs::write(&json, vec![b' '; good.len()]).unwrap();
    // Something new, so that the datasets are made anew.
    fs::write(archive.input().join("c.txt"), DUMP.replace("1,979.12", "5.00")).unwrap();
    let output = archive.convert(&["-q"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("a.txt.json") && stderr(&output).contains("（output_damaged）"), "{output:?}");
    let documents = || fs::read_to_string(archive.out().join("csv/documents.csv")).unwrap();
    assert!(documents().contains("failed,output_damaged") && documents().contains("c.txt"), "{}", documents());
    assert_eq!(archive.convert(&["-q"]).status.code(), Some(0));
    assert!(fs::read(&json).unwrap() == good && !documents().contains("output_damaged"));

    // Where the input is gone too it stays so, and everything else goes on.
    fs::remove_file(archive.input().join("a.txt")).unwrap();
    fs::remove_file(&json).unwrap();
    fs::write(archive.input().join("d.txt"), DUMP.replace("1,979.12", "6.00")).unwrap();
    assert!(stderr(&archive.convert(&["-q"])).contains("（output_damaged）"));
    assert!(documents().contains("d.txt"));
    assert_eq!(archive.convert(&["-q", "--prune"]).status.code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_are_converted_as_others() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let archive = Archive::with(&[("a.txt", DUMP), ("%BE.txt", DUMP2)]);
    for (name, figure) in [(&b"\xbe.txt"[..], "7.00"), (b"\xbe\xf6/z.txt", "8.00")] {
        let path = archive.input().join(OsStr::from_bytes(name));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, DUMP.replace("1,979.12", figure)).unwrap();
    }
    let output = archive.convert(&["-q", "-f", "csv"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(
        files(&archive.out().join("json")),
        ["%25BE.txt.json", "%BE%F6/z.txt.json", "%BE.txt.json", "a.txt.json"]
    );
    let output = archive.convert(&["--lang", "zh"]);
    assert!(stderr(&output).contains("其中 4 个此前已转换"), "{}", stderr(&output));

    // Such a root, and such an output folder.
    let root = archive.other("x").join(OsStr::from_bytes(b"\xbe"));
    fs::create_dir_all(&root).unwrap();
    fs::write(root.join("a.txt"), DUMP).unwrap();
    for _ in 0..2 {
        let arguments: [&OsStr; 5] =
            ["convert".as_ref(), root.as_ref(), "-o".as_ref(), OsStr::from_bytes(b"\xf6"), "-q".as_ref()];
        assert_eq!(juesuan(&archive.input(), arguments).status.code(), Some(0));
    }
}

#[cfg(unix)]
#[test]
fn what_is_out_of_sight_is_not_pruned() {
    use std::os::unix::fs::symlink;

    let archive = Archive::with(&[("a.txt", DUMP)]);
    let disk = archive.other("disk");
    fs::create_dir(&disk).unwrap();
    fs::write(disk.join("b.txt"), DUMP2).unwrap();
    symlink(&disk, archive.input().join("mounted")).unwrap();
    assert_eq!(archive.convert(&["-q"]).status.code(), Some(0));
    fs::rename(&disk, archive.other("elsewhere")).unwrap();
    let output = archive.convert(&["--prune"]);
    assert!(stderr(&output).contains("1 个文件在此刻读不到的文件夹下"), "{}", stderr(&output));
    assert!(archive.out().join("json/mounted/b.txt.json").exists());
    fs::remove_file(archive.input().join("mounted")).unwrap();
    archive.convert(&["-q", "--prune"]);
    assert!(!archive.out().join("json/mounted").exists());
}

#[cfg(unix)]
#[test]
fn a_passing_failure_costs_no_result() {
    use std::os::unix::fs::symlink;

    let archive = Archive::with(&[("a.txt", DUMP), ("x/b.txt", DUMP2)]);
    let link = archive.input().join("b.txt");
    symlink("x/b.txt", &link).unwrap();
    let convert = || juesuan(&archive.input(), ["convert", "a.txt", "b.txt", "-o", "../out", "-q", "-f", "csv"]);
    assert_eq!(convert().status.code(), Some(0));
    let line = entry(&archive.out(), "b.txt");
    // The disk is away.
    fs::rename(archive.input().join("x"), archive.input().join("y")).unwrap();
    let output = convert();
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("（input_not_found）"), "{}", stderr(&output));
    assert_eq!(entry(&archive.out(), "b.txt"), line);
    assert!(fs::read_to_string(archive.out().join("csv/documents.csv")).unwrap().contains("b.txt"));
}

#[test]
fn a_folder_more_or_less_is_the_same_archive() {
    let archive = Archive::with(&[("a/x.txt", DUMP), ("b/y.txt", DUMP2), ("c/z.txt", DUMP)]);
    let convert = |folders: &[&str]| {
        let arguments = ["convert", "-o", "../out", "--lang", "zh"].iter().chain(folders);
        juesuan(&archive.input(), arguments)
    };
    assert_eq!(convert(&["a"]).status.code(), Some(0));
    assert_eq!(files(&archive.out().join("json")), ["x.txt.json"]);
    let output = convert(&["a", "b"]);
    assert!(stderr(&output).contains("完成 2，有问题 0，失败 0，跳过 0；其中 1 个此前已转换"), "{}", stderr(&output));
    assert_eq!(files(&archive.out().join("json")), ["a/x.txt.json", "b/y.txt.json"]);
    let output = convert(&["b"]);
    assert!(
        stderr(&output).contains("1 个文件：完成 1，有问题 0，失败 0，跳过 0；其中 1 个此前"),
        "{}",
        stderr(&output)
    );
    assert_eq!(files(&archive.out().join("json")).len(), 2);
    // Through a link it is the same too.
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(archive.input(), archive.other("link")).unwrap();
        let output = juesuan(&archive.other("link"), ["convert", "a", "b", "-o", "../out", "-q"]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    }
}

#[test]
fn the_archive_may_move_and_grow() {
    let archive = Archive::with(&[("x/a.txt", DUMP)]);
    let convert = |folder: &str| juesuan(&archive.input(), ["convert", folder, "-o", "../out", "-q"]);
    convert("x");
    fs::rename(archive.input().join("x"), archive.input().join("z")).unwrap();
    assert_eq!(convert("z").status.code(), Some(0));
    // Something else takes the old place: nothing in the output folder is of it any more.
    fs::create_dir(archive.input().join("x")).unwrap();
    let output = convert("z");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

/// The first value of this name, however deep.
fn find(value: &serde_json::Value, name: &str) -> Option<String> {
    match value {
        serde_json::Value::Object(fields) => fields
            .get(name)
            .and_then(|value| value.as_str().map(str::to_owned))
            .or_else(|| fields.values().find_map(|value| find(value, name))),
        serde_json::Value::Array(values) => values.iter().find_map(|value| find(value, name)),
        _ => None,
    }
}

#[test]
fn a_worker_ends_when_nobody_speaks_to_it() {
    let output = juesuan(Path::new("."), ["worker"]);
    assert!(output.stdout.is_empty());
}
