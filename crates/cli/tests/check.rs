//! `juesuan check`, as people run it.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

mod command;

use command::{juesuan, printed, run, shipped, stderr};
use serde_json::Value;

fn here() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn a_consistent_document_is_clean() {
    let folder = here();
    let out = printed(run("check", folder.path(), &shipped("pdf/zs12345-2022-embedded.pdf"), &[]));
    let [summary] = out.lines().collect::<Vec<_>>()[..] else { panic!("{out}") };
    assert!(summary.contains("找到 9 张表"), "{summary}");
    assert!(summary.contains("不符 0（错误 0，警告 0，提示 0）"), "{summary}");
}

#[test]
fn findings_come_most_severe_first_with_their_place_and_suspects() {
    let folder = here();
    let output = run("check", folder.path(), &shipped("pdf/small-21-faulty-drawn.pdf"), &[]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(1), String::new()));
    let out = String::from_utf8(output.stdout).unwrap();
    let kinds: Vec<&str> = out
        .lines()
        .filter_map(|line| ["错误：", "警告：", "提示："].into_iter().find(|kind| line.starts_with(kind)))
        .collect();
    assert!(kinds.iter().filter(|kind| **kind == "错误：").count() >= 8, "{out}");
    assert!(kinds.is_sorted_by_key(|kind| ["错误：", "警告：", "提示："].iter().position(|k| k == kind)), "{kinds:?}");
    let finding =
        "错误：第 8 页 · 支出决算表 · 行：207 文化旅游体育与传媒支出 · 列：本年支出合计（columns_do_not_add_up）";
    assert!(out.contains(finding), "{out}");
    assert!(
        out.contains("可疑 1：第 8 页 支出决算表 · 207 文化旅游体育与传媒支出 · 本年支出合计：4451.30 → 9451.30"),
        "{out}"
    );
    assert!(!out.contains("尾差："), "{out}");
    let all = run("check", folder.path(), &shipped("pdf/small-21-faulty-drawn.pdf"), &["--all"]);
    assert!(String::from_utf8(all.stdout).unwrap().contains("尾差："));
}

#[test]
fn json_holds_what_fails_and_with_all_everything() {
    let folder = here();
    let file = shipped("text/tiny-23-faulty-dump.txt");
    let read = |arguments: &[&str]| -> Value {
        let output = run("check", folder.path(), &file, arguments);
        assert_eq!(output.status.code(), Some(1));
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let failed = read(&["--format", "json", "--lang", "en"]);
    let file = &failed["files"][0];
    let checks = file["checks"].as_array().unwrap();
    assert_eq!(checks.len() as u64, file["summary"]["failed"].as_u64().unwrap());
    assert!(checks.iter().all(|check| check["outcome"] == "fail"));
    let all = read(&["--format", "json", "--all"]);
    let count = all["files"][0]["checks"].as_array().unwrap().len() as u64;
    let summary = &all["files"][0]["summary"];
    let sum: u64 = ["passed", "rounding", "failed", "not_evaluated", "not_applicable"]
        .iter()
        .map(|key| summary[key].as_u64().unwrap())
        .sum();
    assert_eq!(count, sum);
}

#[test]
fn sarif_names_rules_levels_and_places() {
    let folder = here();
    let output = run("check", folder.path(), &shipped("text/tiny-23-faulty-dump.txt"), &["--format", "sarif"]);
    let log: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules: Vec<&str> =
        run["tool"]["driver"]["rules"].as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    let results = run["results"].as_array().unwrap();
    assert!(results.len() > 8);
    for result in results {
        assert!(rules.contains(&result["ruleId"].as_str().unwrap()), "{result}");
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        let location = &result["locations"][0];
        let uri = location["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.ends_with("tiny-23-faulty-dump.txt"));
        assert_eq!(location["properties"]["page"], 1);
    }
}

#[test]
fn one_bad_file_does_not_spoil_the_others() {
    let folder = here();
    let good = shipped("pdf/zs12345-2022-embedded.pdf");
    let output = juesuan(folder.path(), ["check".as_ref(), "absent.pdf".as_ref(), good.as_os_str()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("input_not_found"));
    assert!(String::from_utf8(output.stdout).unwrap().contains("找到 9 张表"));
    let nothing = juesuan(folder.path(), ["check", "absent.pdf"]);
    assert_eq!((nothing.status.code(), nothing.stdout.len()), (Some(2), 0));
}

#[test]
fn a_scan_has_no_findings() {
    let folder = here();
    let output = run("check", folder.path(), &shipped("pdf/tiny-12-scan.pdf"), &["--lang", "en"]);
    assert_eq!(output.status.code(), Some(0));
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(out.contains("0 failed") && out.contains("problems while reading"), "{out}");
}

#[test]
fn every_rule_is_explained() {
    let folder = here();
    let list = printed(juesuan(folder.path(), ["check", "--explain"]));
    assert!(list.lines().count() >= 25);
    for rule in list.lines().map(|line| line.split_whitespace().next().unwrap()) {
        for (lang, words) in [("zh", ["含义：", "缘由：", "例："]), ("en", ["Meaning: ", "Why: ", "Example: "])]
        {
            let told = printed(juesuan(folder.path(), ["check", "--explain", rule, "--lang", lang]));
            assert!(told.starts_with(rule) && words.iter().all(|word| told.contains(word)), "{told}");
        }
    }
    let unknown = juesuan(folder.path(), ["check", "--explain", "nonsense"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(stderr(&unknown).contains("children_do_not_add_up"));
}

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    let folder = here();
    let file = shipped("pdf/small-21-faulty-drawn.pdf");
    let said = |more: &[&str]| String::from_utf8(run("check", folder.path(), &file, more).stdout).unwrap();
    let plain = said(&[]);
    assert!(!plain.contains('\u{1b}'), "a pipe is no terminal");
    assert_eq!(said(&["--color", "never"]), plain);
    let colored = said(&["--color", "always"]);
    // Error red, warning yellow.
    assert!(
        colored.contains("\u{1b}[31m错误\u{1b}[0m：") && colored.contains("\u{1b}[33m警告\u{1b}[0m："),
        "{colored}"
    );
    let without: String =
        colored.split('\u{1b}').map(|part| part.split_once('m').map_or(part, |(_, rest)| rest)).collect();
    assert_eq!(without, plain);
}

#[test]
fn help_and_errors_in_a_pipe_have_no_colours() {
    let folder = here();
    for words in [&["--help"][..], &["check", "--help"], &["check"], &["chekc"]] {
        let output = juesuan(folder.path(), words.iter());
        assert!(![output.stdout, output.stderr].concat().contains(&0x1b), "{words:?}");
    }
}
