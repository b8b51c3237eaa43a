//! What the READMEs promise: their first command works, the JSON that they show is what it gives, codes and bounds are
//! those of the program, and the files that the documents name exist.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use juesuan_extractor::Limits;
use serde_json::Value;

const READMES: [&str; 2] = ["README.md", "README.zh.md"];
const DOCUMENTS: [&str; 6] =
    ["README.md", "README.zh.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "corpus/README.md", "docs/README.md"];

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(name: &str) -> String {
    fs::read_to_string(repository().join(name)).unwrap()
}

/// The fenced blocks of a language, in order.
fn blocks<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let fence = format!("```{language}\n");
    text.split(&fence).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

/// Runs the README's first command, writing elsewhere, and gives what it wrote.
#[track_caller]
fn run_first_command(readme: &str) -> Value {
    let text = read(readme);
    let command = blocks(&text, "sh")[0].trim();
    let arguments = command.strip_prefix("cargo run --release -p juesuan -- ").unwrap().split(' ');
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.json");
    let arguments = arguments.map(|argument| if argument == "out.json" { out.as_os_str() } else { argument.as_ref() });
    let output =
        Command::new(env!("CARGO_BIN_EXE_juesuan")).args(arguments).current_dir(repository()).output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap()), (Some(0), String::new()), "{readme}");
    serde_json::from_slice(&fs::read(out).unwrap()).unwrap()
}

/// Whether `shown` is `real` with keys and elements left out.
fn is_excerpt(shown: &Value, real: &Value) -> bool {
    match (shown, real) {
        (Value::Object(shown), Value::Object(real)) => {
            shown.iter().all(|(key, value)| real.get(key).is_some_and(|real| is_excerpt(value, real)))
        }
        (Value::Array(shown), Value::Array(real)) => {
            let mut rest = real.iter();
            shown.iter().all(|value| rest.any(|real| is_excerpt(value, real)))
        }
        _ => shown == real,
    }
}

#[test]
fn the_first_command_gives_the_json_that_is_shown() {
    for readme in READMES {
        let real = run_first_command(readme);
        let text = read(readme);
        let shown: Value = serde_json::from_str(blocks(&text, "json")[0]).unwrap();
        let Value::Object(parts) = &shown else { panic!("{readme}: the example is no object") };
        for (key, value) in parts {
            assert!(is_excerpt(value, &real[key]), "{readme}: `{key}` is not what the command gives");
        }
    }
}

#[test]
fn an_excerpt_leaves_out_and_never_changes() {
    let real = serde_json::json!({"a": [1, {"b": 2, "c": null}, 3], "d": "x"});
    for (shown, expected) in [
        (serde_json::json!({"a": [{"c": null}, 3]}), true),
        (serde_json::json!({"a": [3, 1]}), false),
        (serde_json::json!({"a": [{"b": 3}]}), false),
        (serde_json::json!({"e": null}), false),
    ] {
        assert_eq!(is_excerpt(&shown, &real), expected, "{shown}");
    }
}

#[test]
fn the_tests_are_run_as_continuous_integration_runs_them() {
    let command = |text: &str| text.lines().find(|line| line.starts_with("cargo test")).map(str::to_owned);
    let wanted = command(&read(".ci/run"));
    for readme in READMES {
        assert_eq!(command(&read(readme)), wanted, "{readme}");
    }
}

/// The rows of a Markdown table, from its head on, cells trimmed.
fn rows<'t>(text: &'t str, head: &str) -> Vec<Vec<&'t str>> {
    let lines = text.lines().skip_while(|line| !line.starts_with(head)).take_while(|line| line.starts_with('|'));
    lines.map(|line| line.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

#[test]
fn the_accuracy_that_is_shown_is_that_of_the_page() {
    for (readme, page, head) in [
        ("README.md", "docs/accuracy.md", "|  | documents | exact |"),
        ("README.zh.md", "docs/accuracy.zh.md", "|  | 文件 | 全对 |"),
    ] {
        let (page, readme_text) = (read(page), read(readme));
        let (whole, shown) = (rows(&page, head), rows(&readme_text, head));
        assert!(shown.len() == 4, "{readme} shows both rows");
        // Each column of the README is one of the page's, by its place: names repeat.
        for (row, of_page) in shown.iter().zip(&whole).skip(2) {
            let mut rest = of_page.iter();
            assert!(row.iter().all(|cell| rest.any(|other| other == cell)), "{readme}: {row:?} is not in {of_page:?}");
        }
    }
}

#[test]
fn the_speed_that_is_shown_was_measured() {
    let measured = read("docs/performance.md");
    for readme in READMES {
        let text = read(readme);
        let shown = rows(&text, "| | CPU");
        assert!(shown.len() >= 5, "{readme} compares with the others");
        let numbers = |row: &[&str]| row.iter().skip(1).map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let all: Vec<Vec<String>> = measured
            .lines()
            .filter(|line| line.starts_with('|'))
            .map(|line| numbers(&line.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>()))
            .collect();
        for row in shown.iter().skip(2) {
            assert!(all.contains(&numbers(row)), "{readme}: {row:?} is not in docs/performance.md");
        }
    }
}

#[test]
fn every_error_code_is_explained() {
    let mut codes = 0;
    for source in [
        "crates/extractor/src/error.rs",
        "crates/cli/src/failure.rs",
        "crates/cli/src/batch/cause.rs",
        "crates/cli/src/worker/cause.rs",
    ] {
        for line in read(source).lines() {
            let Some((_, code)) = line.trim().strip_prefix("Self::").and_then(|arm| arm.split_once(" => \"")) else {
                continue;
            };
            let Some(code) = code.strip_suffix("\",") else { continue };
            codes += 1;
            for readme in READMES {
                let text = read(readme);
                let mut rows = text.lines().filter_map(|line| line.strip_prefix("| ")?.split(" |").next());
                assert!(rows.any(|cell| cell.contains(&format!("`{code}`"))), "{readme} does not explain {code}");
            }
        }
    }
    assert!(codes >= 14, "the codes are no longer where this test looks: found {codes}");
}

#[test]
fn the_bounds_shown_are_the_defaults() {
    let Limits {
        pages,
        stream_bytes,
        operators_per_page,
        operators_per_file,
        glyphs_per_page,
        glyphs_per_file,
        rulings_per_page,
        nesting,
    } = Limits::default();
    for (name, value) in [
        ("pages", pages),
        ("stream_bytes", stream_bytes),
        ("operators_per_page", operators_per_page),
        ("operators_per_file", operators_per_file),
        ("glyphs_per_page", glyphs_per_page),
        ("glyphs_per_file", glyphs_per_file),
        ("rulings_per_page", rulings_per_page),
        ("nesting", nesting),
    ] {
        let row = format!("\n| `{name}` | {} |", with_separators(value));
        for readme in READMES {
            assert!(read(readme).contains(&row), "{readme} should say{row}");
        }
    }
}

/// 1234567 as 1,234,567.
fn with_separators(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap()).collect();
    groups.join(",")
}

#[test]
fn the_files_that_the_documents_name_exist() {
    for document in DOCUMENTS {
        let text = read(document);
        let folder = repository().join(document).parent().unwrap().to_owned();
        let linked = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for target in linked.filter(|target| !target.contains("://")) {
            let file = target.split('#').next().unwrap_or(target);
            assert!(folder.join(file).exists(), "{document} links to {target}");
        }
        let rooms = ["crates/", "corpus/", "scripts/", ".ci/"];
        let words = text.split(|c: char| c == '`' || c.is_whitespace()).filter(|word| {
            rooms.iter().any(|room| word.starts_with(room)) && word.is_ascii() && !word.contains("NAME")
        });
        for word in words {
            let path = word.trim_end_matches([':', ',', ';', '.', ')']);
            assert!(repository().join(path).exists(), "{document} names {path}");
        }
    }
}
