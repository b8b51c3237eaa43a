//! Runs `juesuan` as people do: in a folder, with arguments.

#![allow(dead_code, reason = "each file of tests uses its part")]

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A file of `corpus/`.
pub(crate) fn shipped(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus").join(path)
}

/// Runs `juesuan` in `folder`, with no password in its environment.
pub(crate) fn juesuan<A: AsRef<OsStr>>(folder: &Path, arguments: impl IntoIterator<Item = A>) -> Output {
    Command::new(env!("CARGO_BIN_EXE_juesuan"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("JUESUAN_PASSWORD")
        .output()
        .unwrap()
}

/// Runs `juesuan` in `folder` for a reader that stops reading at once.
pub(crate) fn into_a_closed_pipe<A: AsRef<OsStr>>(folder: &Path, arguments: impl IntoIterator<Item = A>) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_juesuan"))
        .args(arguments)
        .current_dir(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    child.wait_with_output().unwrap()
}

/// Runs `juesuan COMMAND FILE` in `folder` with these arguments more.
pub(crate) fn run(command: &str, folder: &Path, file: &Path, arguments: &[&str]) -> Output {
    let more = arguments.iter().map(OsStr::new);
    juesuan(folder, [OsStr::new(command), file.as_os_str()].into_iter().chain(more))
}

/// What was told on standard error.
pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// What a run printed on standard output that had nothing to report.
#[track_caller]
pub(crate) fn printed(output: Output) -> String {
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()));
    String::from_utf8(output.stdout).unwrap()
}
