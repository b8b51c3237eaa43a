//! Every `juesuan` command that the documents show runs as it stands there, on stand-ins for what it names.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

mod command;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use command::shipped;

/// What the documents call things, and what stands for it here.
const STAND_INS: [(&str, &str); 4] =
    [("FILE.pdf", "report.pdf"), ("FOLDER", "archive"), ("APPROVED", "approved"), ("--page N", "--page 7")];

/// The lines of a document's `sh` blocks that are commands of ours, without their comments.
fn commands(document: &str) -> Vec<String> {
    let mut commands = Vec::new();
    let mut is_shell = false;
    for line in document.lines().map(str::trim) {
        if line.starts_with("```") {
            is_shell = line == "```sh";
        } else if is_shell && line.starts_with("juesuan ") {
            commands.push(line.split(" #").next().unwrap_or(line).trim().to_owned());
        }
    }
    commands
}

/// A folder with all that the commands name.
fn workplace() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("archive")).unwrap();
    fs::create_dir_all(folder.path().join("docs")).unwrap();
    for name in ["report.pdf", "archive/2022.pdf"] {
        fs::copy(shipped("pdf/tiny-23-faulty-drawn.pdf"), folder.path().join(name)).unwrap();
    }
    folder
}

/// A corpus of one document, with its golden output, for the commands that work on one.
fn corpus(folder: &Path) {
    let id = "tiny-23-faulty-dump";
    for part in ["corpus/text", "corpus/truth", "golden"] {
        fs::create_dir_all(folder.join(part)).unwrap();
    }
    let copy = |from: PathBuf, to: &str| fs::copy(from, folder.join(to)).unwrap();
    copy(shipped(&format!("text/{id}.txt")), &format!("corpus/text/{id}.txt"));
    copy(shipped(&format!("truth/{id}.json")), &format!("corpus/truth/{id}.json"));
    copy(shipped(&format!("../golden/{id}.json")), &format!("golden/{id}.json"));
    let manifest = format!(
        r#"{{"documents": [{{"id": "{id}", "file": "text/{id}.txt", "truth": "truth/{id}.json", "traits": []}}], "not_handled": []}}"#
    );
    fs::write(folder.join("corpus/manifest.json"), manifest).unwrap();
}

#[test]
fn every_command_of_the_documents_does_what_it_should() {
    let folder = workplace();
    corpus(folder.path());
    let mut ran = 0;
    for name in ["README.md", "README.zh.md", "CONTRIBUTING.md"] {
        let document = fs::read_to_string(shipped("..").join(name)).unwrap();
        for command in commands(&document) {
            let line = STAND_INS.iter().fold(command.clone(), |line, (word, here)| line.replace(word, here));
            let line = line.replace("--stage $stage", "--stage marks");
            let typed = line.split_whitespace().skip(1);
            let mut run = Command::new(env!("CARGO_BIN_EXE_juesuan"));
            let output = run.args(typed).current_dir(folder.path()).env_remove("JUESUAN_PASSWORD").output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr);
            // Approving says by its exit code that something was approved; so does a difference from it.
            let may_differ = command.contains("bless") || command.contains("golden check");
            let allowed: &[i32] = if may_differ { &[0, 1] } else { &[0] };
            assert!(output.status.code().is_some_and(|code| allowed.contains(&code)), "{name}: {command}\n{said}");
            ran += 1;
        }
    }
    assert!(ran >= 10, "the documents' commands are no longer where this test looks: found {ran}");
    for made in ["report.html", "results/parquet/line_items.parquet", "approved/2022.json"] {
        assert!(folder.path().join(made).exists(), "{made}");
    }
}
