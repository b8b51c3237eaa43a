//! `manifest.jsonl`: what became of each input, one line of JSON each.
//!
//! While a run goes on, lines are appended as inputs are done; of two lines for a path the later counts, and a line that
//! a kill left half-written counts as none. At the end the whole is written anew, in the order of the paths.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use juesuan_model::{FinalAccounts, Language, Outcome};
use serde::{Deserialize, Serialize};

use super::names;
use crate::review::Look;
use juesuan_model::json_name;

/// What became of one input.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// Path below the root, `/` between names, bytes that are no UTF-8 as `%FF`.
    pub(super) path: String,
    /// The folder that held everything that the run was given.
    pub(super) root: String,
    /// Of the content, in hexadecimal; `null` where it was not read.
    pub(super) sha256: Option<String>,
    /// Size of the file.
    pub(super) bytes: u64,
    /// Pages of the document; `null` where there is no result.
    pub(super) pages: Option<u32>,
    pub(super) status: Status,
    /// Why it failed or was skipped; of a result with problems, the first of them.
    pub(super) code: Option<String>,
    /// The same in words.
    pub(super) message: Option<String>,
    /// The path of the input with the same content that was converted in its place.
    pub(super) duplicate_of: Option<String>,
    /// What was written for it.
    pub(super) outputs: Vec<Output>,
    /// When its conversion began: UTC, RFC 3339.
    pub(super) started: String,
    /// How long it took.
    pub(super) milliseconds: u64,
    /// Name and version of the program.
    pub(super) tool: String,
    /// What shapes the result.
    pub(super) options: Options,
    /// What the result holds; `null` where there is none.
    pub(super) counts: Option<Counts>,
}

/// How an input ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Status {
    /// There is a result, complete as far as can be told.
    Ok,
    /// There is a result, and something of the document could not be read.
    Problems,
    /// There is no result.
    Failed,
    /// Nothing to convert: a duplicate, or no document.
    Skipped,
}

/// A file that was written for one input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Output {
    pub(super) format: String,
    /// Relative to the output folder.
    #[serde(deserialize_with = "names::output_of_this_folder")]
    pub(super) path: String,
    pub(super) bytes: u64,
}

/// What shapes a result, beside the program's version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Options {
    /// Language of the messages.
    pub(super) language: Language,
    /// Whether a password was given.
    pub(super) password: bool,
    /// How its report looks; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) report: Option<Look>,
}

impl Entry {
    /// Whether there is a result.
    pub(super) fn has_result(&self) -> bool {
        matches!(self.status, Status::Ok | Status::Problems)
    }

    /// What was written for it in this format.
    pub(super) fn output(&self, format: &str) -> Option<&Output> {
        self.outputs.iter().find(|output| output.format == format)
    }
}

impl Options {
    /// Whether a result of these is one of `wanted`, too. A report that nobody asks for does no harm, and what could be
    /// read says the same with a password and without.
    pub(super) fn give_the_same(&self, wanted: &Self) -> bool {
        let same_report = wanted.report.is_none() || self.report == wanted.report;
        self.language == wanted.language && same_report
    }
}

/// What a result holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Counts {
    pub(super) tables: usize,
    /// Of the tables, the known forms.
    pub(super) forms: usize,
    pub(super) line_items: usize,
    pub(super) statements: usize,
    /// Checks by outcome.
    pub(super) checks: BTreeMap<Outcome, usize>,
    /// Problems while reading, by code.
    pub(super) problems: BTreeMap<String, usize>,
}

impl Counts {
    pub(super) fn of(accounts: &FinalAccounts) -> Self {
        let mut counts = Self {
            tables: accounts.tables.len(),
            forms: accounts.forms().count(),
            line_items: accounts.line_items.len(),
            statements: accounts.statements.len(),
            ..Self::default()
        };
        for check in &accounts.checks {
            *counts.checks.entry(check.outcome).or_default() += 1;
        }
        for problem in accounts.problems() {
            *counts.problems.entry(json_name(problem.code)).or_default() += 1;
        }
        counts
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.tables += other.tables;
        self.forms += other.forms;
        self.line_items += other.line_items;
        self.statements += other.statements;
        for (outcome, count) in &other.checks {
            *self.checks.entry(*outcome).or_default() += count;
        }
        for (code, count) in &other.problems {
            *self.problems.entry(code.clone()).or_default() += count;
        }
    }
}

/// The manifest of an output folder.
#[derive(Debug)]
pub(super) struct Manifest {
    path: PathBuf,
    /// By path.
    pub(super) entries: BTreeMap<String, Entry>,
    /// How many lines are no entries, and were put aside into [`PUT_ASIDE`].
    pub(super) put_aside: usize,
    file: File,
}

/// Where lines go that are no entries: what someone wrote there by hand is not lost.
pub(super) const PUT_ASIDE: &str = "manifest.jsonl.old";

impl Manifest {
    /// Reads what an earlier run left. A line that a kill left half-written is dropped; others that are no entries are put
    /// aside.
    pub(super) fn open(folder: &Path) -> io::Result<Self> {
        let path = folder.join("manifest.jsonl");
        let (mut entries, mut broken, mut strange) = (BTreeMap::new(), false, Vec::new());
        match File::open(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
            Ok(file) => {
                let (mut lines, mut line) = (BufReader::new(file), Vec::new());
                while lines.read_until(b'\n', &mut line)? > 0 {
                    match serde_json::from_slice::<Entry>(&line) {
                        Ok(entry) => drop(entries.insert(entry.path.clone(), entry)),
                        Err(_) if line.ends_with(b"\n") => strange.push(line.clone()),
                        Err(_) => {}
                    }
                    broken = !line.ends_with(b"\n");
                    line.clear();
                }
            }
        }
        if !strange.is_empty() {
            append(&folder.join(PUT_ASIDE))?.write_all(&strange.concat())?;
        }
        let mut manifest = Self { file: append(&path)?, path, entries, put_aside: strange.len() };
        if broken || !strange.is_empty() {
            // What is appended to half a line would be lost with it.
            manifest.restart()?;
        }
        Ok(manifest)
    }

    /// Writes the whole anew, and goes on from there.
    pub(super) fn restart(&mut self) -> io::Result<()> {
        self.rewrite()?;
        self.file = append(&self.path)?;
        Ok(())
    }

    /// Writes down what became of an input.
    pub(super) fn record(&mut self, entry: Entry) -> io::Result<()> {
        self.file.write_all(&line(&entry)?)?;
        self.entries.insert(entry.path.clone(), entry);
        Ok(())
    }

    /// Writes the whole anew: one line for each path, in their order.
    pub(super) fn rewrite(&self) -> io::Result<()> {
        let new = self.path.with_file_name(".juesuan/drafts/manifest");
        let mut file = BufWriter::new(File::create(&new)?);
        for entry in self.entries.values() {
            file.write_all(&line(entry)?)?;
        }
        file.into_inner().map_err(io::IntoInnerError::into_error)?;
        fs::rename(new, &self.path)
    }
}

fn append(path: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).append(true).open(path)
}

fn line(entry: &Entry) -> io::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(entry)?;
    line.push(b'\n');
    Ok(line)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;

    use juesuan_model::Language;

    use super::{Entry, Manifest, Options, Status, line};

    fn entry(path: &str, milliseconds: u64) -> Entry {
        Entry {
            path: path.to_owned(),
            root: "/in".to_owned(),
            sha256: None,
            bytes: 1,
            pages: None,
            status: Status::Failed,
            code: Some("not_a_pdf".to_owned()),
            message: None,
            duplicate_of: None,
            outputs: Vec::new(),
            started: "2026-01-01T00:00:00Z".to_owned(),
            milliseconds,
            tool: "juesuan 0.1.0".to_owned(),
            options: Options { language: Language::Chinese, password: false, report: None },
            counts: None,
        }
    }

    #[test]
    fn the_last_line_of_a_path_counts_and_half_a_line_is_none() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join(".juesuan/drafts")).unwrap();
        let mut written = Vec::new();
        for old in [entry("b", 1), entry("a", 2), entry("b", 3)] {
            written.extend(line(&old).unwrap());
        }
        written.extend_from_slice(&line(&entry("c", 4)).unwrap()[..40]);
        fs::write(folder.path().join("manifest.jsonl"), written).unwrap();

        let mut manifest = Manifest::open(folder.path()).unwrap();
        assert_eq!(manifest.put_aside, 0);
        let expected = [entry("a", 2), entry("b", 3)].map(|entry| (entry.path.clone(), entry));
        assert_eq!(manifest.entries, BTreeMap::from(expected));
        manifest.record(entry("0", 5)).unwrap();
        drop(manifest);
        let again = Manifest::open(folder.path()).unwrap();
        assert_eq!(
            again.entries.keys().collect::<Vec<_>>(),
            ["0", "a", "b"],
            "appended after the half line was dropped"
        );
        again.rewrite().unwrap();
        let text = fs::read_to_string(folder.path().join("manifest.jsonl")).unwrap();
        assert_eq!(text.lines().count(), 3);
        assert!(text.starts_with("{\"path\":\"0\","), "{text}");
    }

    #[test]
    fn a_line_that_is_no_entry_is_put_aside() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join(".juesuan/drafts")).unwrap();
        let mut out_of_here = entry("victim", 1);
        out_of_here.outputs = vec![super::Output { format: "json".to_owned(), path: "../victim".to_owned(), bytes: 1 }];
        let written = [b"by hand\n".to_vec(), line(&out_of_here).unwrap(), line(&entry("a", 1)).unwrap()].concat();
        fs::write(folder.path().join("manifest.jsonl"), &written).unwrap();
        let manifest = Manifest::open(folder.path()).unwrap();
        assert_eq!(
            (manifest.put_aside, manifest.entries.keys().cloned().collect::<Vec<_>>()),
            (2, vec!["a".to_owned()])
        );
        let aside = fs::read(folder.path().join(super::PUT_ASIDE)).unwrap();
        assert!(written.starts_with(&aside) && aside.starts_with(b"by hand\n{"));
        assert_eq!(Manifest::open(folder.path()).unwrap().put_aside, 0, "they are told once");
    }
}
