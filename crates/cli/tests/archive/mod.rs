//! An archive in a temporary folder: inputs in `in/`, results in `out/`.

#![allow(dead_code, reason = "each file of tests uses its part")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::{TempDir, tempdir};

use crate::command::{juesuan, shipped};

/// A dump with one whole form.
pub(crate) const DUMP: &str = "收入决算表\n\n单位：万元\n\n项 目\t\t本年收入合计\n功能分类科目编码\t科目名称\t\n栏次\t\t1\n\
                               \t合计\t1,979.12\n201\t一般公共服务支出\t1,979.12\n";

/// A temporary archive.
pub(crate) struct Archive {
    folder: TempDir,
}

impl Archive {
    /// With these files.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let archive = Self { folder: tempdir().unwrap() };
        fs::create_dir(archive.input()).unwrap();
        for (name, content) in files {
            let path = archive.input().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        archive
    }

    /// With a PDF of the corpus more.
    pub(crate) fn copy(&self, shipped_as: &str, name: &str) {
        fs::copy(shipped("pdf").join(shipped_as), self.input().join(name)).unwrap();
    }

    pub(crate) fn input(&self) -> PathBuf {
        self.folder.path().join("in")
    }

    pub(crate) fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    /// `juesuan convert in -o out` with these arguments more.
    pub(crate) fn convert(&self, more: &[&str]) -> Output {
        juesuan(self.folder.path(), ["convert", "in", "-o", "out"].iter().chain(more))
    }

    /// The same, to be started into another folder.
    pub(crate) fn command(&self, out: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_juesuan"));
        command.args(["convert", "in", "--quiet", "-o", out]).current_dir(self.folder.path());
        command
    }

    /// The path of another output folder.
    pub(crate) fn other(&self, out: &str) -> PathBuf {
        self.folder.path().join(out)
    }

    /// The files in `out/`, in order, but for what is of no interest to people.
    pub(crate) fn outputs(&self) -> Vec<String> {
        files(&self.out())
    }
}

/// The files below a folder, in order, but for hidden ones; none where it does not exist.
pub(crate) fn files(folder: &Path) -> Vec<String> {
    if !folder.exists() {
        return Vec::new();
    }
    let mut found: Vec<String> = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_entry(|entry| entry.file_name() != ".juesuan")
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned())
        .collect();
    found.sort();
    found
}

/// The lines of a manifest.
pub(crate) fn entries(out: &Path) -> Vec<Value> {
    let text = fs::read_to_string(out.join("manifest.jsonl")).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The line of one input.
#[track_caller]
pub(crate) fn entry(out: &Path, path: &str) -> Value {
    entries(out).into_iter().find(|line| line["path"] == path).unwrap()
}
