//! A wrong command line: one line in the reader's language, with a code, that says what was wrong and what to do.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

mod command;

use command::{juesuan, stderr};

/// These words after `juesuan` are wrong, and are told in both languages.
#[track_caller]
fn check(arguments: &[&str], chinese: &str, english: &str) {
    for (more, expected) in [
        (&[][..], format!("juesuan: 命令行：{chinese}（usage）\n")),
        (&["--lang", "en"], format!("juesuan: command line: {english} (usage)\n")),
    ] {
        // In front: what lacks its value must stay last.
        let output = juesuan(&std::env::temp_dir(), more.iter().chain(arguments));
        assert_eq!(stderr(&output), expected);
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn without_a_command_the_commands_are_named() {
    check(
        &[],
        "没有给出命令。请用 convert、report、check、doctor、text、draw、golden、schema、completions、man 之一，用法见 juesuan --help",
        "no command is given; use one of convert, report, check, doctor, text, draw, golden, schema, completions, man, see juesuan --help",
    );
}

#[test]
fn the_commands_below_golden_are_commands() {
    check(
        &["golden"],
        "没有给出命令。请用 score、check、bless、accuracy 之一，用法见 juesuan golden --help",
        "no command is given; use one of score, check, bless, accuracy, see juesuan golden --help",
    );
    check(
        &["golden", "check", "--nothing-like-it"],
        "没有“--nothing-like-it”这个选项。用法见 juesuan golden check --help",
        "there is no option `--nothing-like-it`; see juesuan golden check --help",
    );
    check(
        &["golden", "--corpus", "x", "check"],
        "--corpus 要写在命令后面，如 juesuan golden check --corpus。用法见 juesuan golden check --help",
        "--corpus belongs after the command, as in juesuan golden check --corpus; see juesuan golden check --help",
    );
}

#[test]
fn a_day_that_there_is_not() {
    for day in ["yesterday", "2026-02-30", "2026-1-5", "20260105"] {
        check(
            &["golden", "accuracy", "--date", day],
            &format!("--date <YYYY-MM-DD> 的值“{day}”不是日期。请写成 2026-01-31 的样子"),
            &format!("`{day}`, given for --date <YYYY-MM-DD>, is no day; write it like 2026-01-31"),
        );
    }
}

#[test]
fn a_command_that_there_is_not() {
    check(
        &["xyzzy", "x.pdf"],
        "没有“xyzzy”这个命令。用法见 juesuan --help",
        "there is no command `xyzzy`; see juesuan --help",
    );
    check(
        &["convrt", "x.pdf"],
        "没有“convrt”这个命令。是不是 convert？用法见 juesuan --help",
        "there is no command `convrt`; perhaps convert is meant, see juesuan --help",
    );
}

#[test]
fn an_option_that_there_is_not() {
    check(
        &["text", "x.pdf", "--nothing-like-it"],
        "没有“--nothing-like-it”这个选项。用法见 juesuan text --help",
        "there is no option `--nothing-like-it`; see juesuan text --help",
    );
    // What may be a password is not repeated.
    check(
        &["text", "--pasword=hush", "x.pdf"],
        "没有“--pasword”这个选项。是不是 --password？用法见 juesuan text --help",
        "there is no option `--pasword`; perhaps --password is meant, see juesuan text --help",
    );
}

#[test]
fn an_option_of_the_command_in_front_of_it() {
    check(
        &["--stage", "grid", "draw", "x.pdf"],
        "--stage 要写在命令后面，如 juesuan draw FILE --stage。用法见 juesuan draw --help",
        "--stage belongs after the command, as in juesuan draw FILE --stage; see juesuan draw --help",
    );
    check(
        &["-o", "y", "convert", "x.pdf"],
        "-o 要写在命令后面，如 juesuan convert FILE -o。用法见 juesuan convert --help",
        "-o belongs after the command, as in juesuan convert FILE -o; see juesuan convert --help",
    );
    check(
        &["--stage", "grid", "convert", "x.pdf"],
        "没有“--stage”这个选项。用法见 juesuan convert --help",
        "there is no option `--stage`; see juesuan convert --help",
    );
}

#[test]
fn the_password_goes_before_the_command_or_after_it() {
    for arguments in [["--password", "x", "convert", "absent.pdf"], ["convert", "absent.pdf", "--password", "x"]] {
        assert!(stderr(&juesuan(&std::env::temp_dir(), arguments)).contains("（input_not_found）"));
    }
}

#[test]
fn one_file_at_a_time() {
    check(
        &["text", "x.pdf", "年报.pdf"],
        "多了一个参数“年报.pdf”。一次只处理一个文件，用法见 juesuan text --help",
        "`年报.pdf` is one argument too many; name one file at a time, see juesuan text --help",
    );
}

#[test]
fn what_is_missing_is_named() {
    check(
        &["convert"],
        "缺少 <FILE>...。请补上，用法见 juesuan convert --help",
        "<FILE>... is missing; add it, see juesuan convert --help",
    );
    check(
        &["draw"],
        "缺少 --page <N>、<FILE>。请补上，用法见 juesuan draw --help",
        "--page <N>, <FILE> are missing; add them, see juesuan draw --help",
    );
}

#[test]
fn an_option_without_its_value() {
    check(
        &["convert", "x.pdf", "-o"],
        "没有给出 --output <OUT> 的值。请补上，用法见 juesuan convert --help",
        "no value is given for --output <OUT>; add it, see juesuan convert --help",
    );
    check(
        &["draw", "x.pdf", "--stage"],
        "没有给出 --stage <STAGE> 的值。请用 marks、lines、grid、table 之一",
        "no value is given for --stage <STAGE>; use one of marks, lines, grid, table",
    );
}

#[test]
fn a_value_that_is_none_of_those_that_there_are() {
    check(
        &["draw", "x.pdf", "--page", "1", "--stage", "grdi"],
        "--stage <STAGE> 的值不能是“grdi”。请用 marks、lines、grid、table 之一",
        "--stage <STAGE> cannot be `grdi`; use one of marks, lines, grid, table",
    );
}

#[test]
fn a_page_that_is_no_number_or_no_page() {
    for page in ["-1", "abc", "1.5", "4294967296", "一"] {
        check(
            &["draw", "x.pdf", "--page", page],
            &format!("--page <N> 的值“{page}”不是页码。请给出从 1 数起的整数，如 3"),
            &format!("`{page}`, given for --page <N>, is no page number; give a whole number from 1 on, such as 3"),
        );
    }
}

#[test]
fn an_option_given_twice() {
    check(
        &["convert", "x.pdf", "-o", "y", "-o", "z"],
        "--output <OUT> 给了不止一次。请只留一个",
        "--output <OUT> is given more than once; keep one",
    );
}

#[test]
fn a_value_that_is_not_wanted() {
    check(
        &["convert", "x.pdf", "--compact=yes"],
        "--compact 不带值，却给了“yes”。请去掉",
        "--compact takes no value, but `yes` is given; drop it",
    );
}

#[test]
fn a_language_that_there_is_not_is_told_in_chinese() {
    let output = juesuan(&std::env::temp_dir(), ["convert", "x.pdf", "--lang", "fr"]);
    assert_eq!(stderr(&output), "juesuan: 命令行：--lang <LANG> 的值不能是“fr”。请用 zh、en 之一（usage）\n");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn the_language_is_found_in_either_spelling_and_not_after_two_dashes() {
    let told = |arguments: &[&str]| stderr(&juesuan(&std::env::temp_dir(), arguments));
    assert!(told(&["--lang=en", "xyzzy"]).starts_with("juesuan: command line: "));
    assert!(told(&["convert", "x.pdf", "--nothing-like-it", "--lang", "en"]).starts_with("juesuan: command line: "));
    assert!(told(&["convert", "a", "b", "--", "--lang=en"]).starts_with("juesuan: 命令行："));
}

#[cfg(unix)]
#[test]
fn bytes_that_are_no_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let password = OsStr::from_bytes(b"\xff");
    let output =
        juesuan(&std::env::temp_dir(), ["convert".as_ref(), "x.pdf".as_ref(), "--password".as_ref(), password]);
    assert_eq!(
        stderr(&output),
        "juesuan: 命令行：参数或环境变量里有不是 UTF-8 的字节。请改用 UTF-8，用法见 juesuan convert --help（usage）\n"
    );
}

#[test]
fn help_is_in_the_language_of_the_messages() {
    let help = |arguments: &[&str]| String::from_utf8(juesuan(&std::env::temp_dir(), arguments).stdout).unwrap();
    let chinese = help(&["report", "--help"]);
    assert!(chinese.contains("\n用法：juesuan report") && chinese.contains("\n示例：\n"), "{chinese}");
    assert!(chinese.contains("- relevant：有表或有发现的页"), "{chinese}");
    assert!(help(&["help", "report"]).contains("\n用法：juesuan report"));
    assert!(help(&["help", "report", "--lang", "en"]).contains("\nUsage: juesuan report"));
    assert!(help(&["help", "--lang=en"]).contains("\nCommands:\n"));
    let english = help(&["report", "--help", "--lang", "en"]);
    assert!(english.contains("\nUsage: juesuan report") && english.contains("\nExamples:\n"), "{english}");
}

#[test]
fn help_and_version_are_no_mistakes() {
    for arguments in [&["--help"][..], &["help"], &["convert", "--help"], &["draw", "-h"], &["--version"]] {
        let output = juesuan(&std::env::temp_dir(), arguments);
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()), "{arguments:?}");
        assert!(String::from_utf8(output.stdout).unwrap().contains("juesuan"), "{arguments:?}");
    }
}

#[test]
fn bounds_that_are_none() {
    check(
        &["convert", "x", "--time-limit", "soon"],
        "--time-limit <SECONDS> 的值“soon”不对。请写成秒数，如 60；0 表示不限",
        "`soon`, given for --time-limit <SECONDS>, is wrong; give seconds, like 60; 0 is without bound",
    );
    check(
        &["convert", "x", "--memory-limit", "2X"],
        "--memory-limit <BYTES> 的值“2X”不对。请写成大小，如 512M 或 2G；0 表示不限",
        "`2X`, given for --memory-limit <BYTES>, is wrong; give a size, like 512M or 2G; 0 is without bound",
    );
    check(
        &["convert", "x", "-j", "0"],
        "--jobs <N> 的值“0”不对。请写成 1 到 1024 的整数",
        "`0`, given for --jobs <N>, is wrong; give a number from 1 to 1024",
    );
    check(
        &["report", "x", "--dpi", "1"],
        "--dpi <DOTS> 的值“1”不对。请写成 36 到 300 的整数",
        "`1`, given for --dpi <DOTS>, is wrong; give a number from 36 to 300",
    );
}
