//! What the command gives to shells and to `man` knows every command.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

use std::fs;
use std::process::Command;

mod command;

use command::{juesuan, printed};

const COMMANDS: [&str; 10] =
    ["convert", "report", "check", "doctor", "text", "draw", "golden", "schema", "completions", "man"];

const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "powershell", "elvish"];

fn script(shell: &str) -> String {
    printed(juesuan(tempfile::tempdir().unwrap().path(), ["completions", shell]))
}

#[test]
fn the_commands_here_are_those_that_there_are() {
    let help = printed(juesuan(tempfile::tempdir().unwrap().path(), ["--help", "--lang", "en"]));
    let listed = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names: Vec<&str> = listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let here: Vec<&str> = names.iter().copied().filter(|name| COMMANDS.contains(name)).collect();
    assert_eq!(here.len(), COMMANDS.len());
    assert!(names.iter().all(|name| COMMANDS.contains(name) || *name == "help"), "{names:?}");
}

#[test]
fn completions_know_every_command_and_option() {
    for shell in SHELLS {
        let script = script(shell);
        for word in COMMANDS.iter().chain(&["accuracy", "memory-limit", "explain"]) {
            assert!(script.contains(word), "{shell} does not know {word}");
        }
    }
}

#[cfg(unix)]
#[test]
fn bash_can_read_its_completions() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("juesuan.bash");
    fs::write(&path, script("bash")).unwrap();
    // Where there is no bash nobody completes in it.
    let Ok(output) = Command::new("bash").arg("-n").arg(&path).output() else { return };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_main_page_of_the_manual_names_every_command() {
    let page = printed(juesuan(tempfile::tempdir().unwrap().path(), ["man"]));
    for command in COMMANDS {
        assert!(page.contains(&format!("juesuan\\-{command}(1)")), "{command}");
    }
}

#[test]
fn every_command_has_a_page_of_the_manual() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(printed(juesuan(folder.path(), ["man", "-o", "new/man"])), "");
    let page = |name: &str| fs::read_to_string(folder.path().join("new/man").join(name)).unwrap();
    assert!(page("juesuan.1").contains("juesuan\\-convert(1)"));
    for command in COMMANDS {
        let page = page(&format!("juesuan-{command}.1"));
        assert!(page.contains(".SH SYNOPSIS\n") && page.contains(".SH 示例\n"), "{command}");
    }
    assert!(page("juesuan-golden-score.1").contains("details"));
}
