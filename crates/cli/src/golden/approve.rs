//! `juesuan golden check` and `juesuan golden bless`: the outputs of now beside the approved ones.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use juesuan_golden::difference::{Difference, differences};
use juesuan_golden::{Document, to_lines};
use juesuan_model::Language;
use serde_json::Value;

use super::reading::{Corpus, golden_file};
use super::say;
use crate::Outcome;
use crate::failure::{Cause, Failure};
use crate::output::Destination;

/// How many differences of one document are shown unless all are wanted.
const SHOWN: usize = 20;

/// What became of one document's output.
enum Change {
    /// There is no approved output.
    New,
    /// The approved output is not JSON.
    Unreadable,
    /// It differs.
    Different(Vec<Difference>),
    /// The approved output is of a document that the corpus has not.
    Stale,
}

/// What became of each document that changed, by its id.
type Changes = Vec<(String, Change)>;

/// Prints what differs from the approved outputs.
pub(super) fn check(corpus: &Corpus, golden: &Path, all: bool) -> Result<Outcome, Failure> {
    let (changes, _) = compare(corpus, golden)?;
    tell(corpus, &changes, all, false)
}

/// Approves the outputs of now, and prints what differed.
pub(super) fn bless(corpus: &Corpus, golden: &Path, all: bool) -> Result<Outcome, Failure> {
    let (changes, outputs) = compare(corpus, golden)?;
    let count = |wanted: fn(&Change) -> bool| changes.iter().filter(|(_, change)| wanted(change)).count();
    let (stale, new) = (count(|change| matches!(change, Change::Stale)), count(|change| matches!(change, Change::New)));
    // Else `--corpus` alone would replace another corpus' golden folder by this one's.
    if stale > 0 && new == corpus.manifest.documents.len() {
        return Err(Cause::GoldenOfAnother(stale).in_file(golden));
    }
    for (id, change) in &changes {
        let path = golden.join(format!("{id}.json"));
        if matches!(change, Change::Stale) {
            fs::remove_file(&path).map_err(|error| Cause::OutputNotWritable(error).in_file(&path))?;
            continue;
        }
        let output = corpus.manifest.documents.iter().zip(&outputs).find(|(document, _)| document.id == *id);
        if let (Some((_, output)), Some(folder), Some(name)) = (output, path.parent(), path.file_name()) {
            let destination = Destination::InFolder { folder: folder.to_owned(), name: PathBuf::from(name) };
            destination.write(to_lines(output).as_bytes())?;
        }
    }
    tell(corpus, &changes, all, true)
}

/// The documents whose outputs are not the approved ones, and all outputs.
fn compare(corpus: &Corpus, golden: &Path) -> Result<(Changes, Vec<Value>), Failure> {
    let documents: Vec<&Document> = corpus.manifest.documents.iter().collect();
    let outputs = corpus.outputs(&documents)?;
    let mut changes = Vec::new();
    for (document, output) in documents.iter().zip(&outputs) {
        let path = golden_file(golden, document);
        let change = match fs::read(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Some(Change::New),
            Err(error) => return Err(Cause::InputNotReadable(error).in_file(&path)),
            Ok(text) => match serde_json::from_slice::<Value>(&text) {
                Err(_) => Some(Change::Unreadable),
                Ok(approved) => {
                    let found = differences(&approved, output);
                    (!found.is_empty()).then_some(Change::Different(found))
                }
            },
        };
        changes.extend(change.map(|change| (document.id.clone(), change)));
    }
    if !corpus.is_part {
        let known: BTreeSet<&str> = documents.iter().map(|document| document.id.as_str()).collect();
        let mut stale = Vec::new();
        approved(golden, Path::new(""), &mut stale);
        stale.retain(|id| !known.contains(id.as_str()));
        stale.sort();
        changes.extend(stale.into_iter().map(|id| (id, Change::Stale)));
    }
    Ok((changes, outputs))
}

/// The ids of the approved outputs in the folder and below. Files that are none are left alone.
fn approved(golden: &Path, below: &Path, found: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(golden.join(below)) else { return };
    for entry in entries.flatten() {
        let path = below.join(entry.file_name());
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            approved(golden, &path, found);
        } else if path.extension().is_some_and(|ending| ending == "json") {
            let text = fs::read(entry.path()).unwrap_or_default();
            let is_output = serde_json::from_slice::<Value>(&text)
                .is_ok_and(|value| value.get("schema_version").is_some() || value.get("error").is_some());
            if is_output {
                found.push(path.with_extension("").to_string_lossy().into_owned());
            }
        }
    }
}

fn tell(corpus: &Corpus, changes: &[(String, Change)], all: bool, blessed: bool) -> Result<Outcome, Failure> {
    let is_chinese = corpus.language == Language::Chinese;
    let word = |chinese: &'static str, english: &'static str| corpus.language.either(chinese, english);
    let mut text = String::new();
    for (id, change) in changes {
        match change {
            Change::New => text += &format!("{id}: {}\n", word("还没有认可过的结果", "no approved output")),
            Change::Unreadable => {
                text += &format!("{id}: {}\n", word("认可过的结果读不出来", "the approved output cannot be read"));
            }
            Change::Stale => {
                text +=
                    &format!("{id}: {}\n", word("语料里已没有这份文件", "the corpus has no such document any more"));
            }
            Change::Different(found) => {
                let limit = if all { found.len() } else { SHOWN };
                text += &format!(
                    "{id}: {}\n",
                    if is_chinese {
                        format!("{} 处不同", found.len())
                    } else {
                        format!("{} differences", found.len())
                    }
                );
                for difference in found.iter().take(limit) {
                    text += &format!("  {}\n", difference.line(corpus.language));
                }
                if found.len() > limit {
                    let more = found.len() - limit;
                    text += &if is_chinese {
                        format!("  还有 {more} 处（--all 全部显示）\n")
                    } else {
                        format!("  and {more} more (--all shows them)\n")
                    };
                }
            }
        }
    }
    let (count, documents) = (changes.len(), corpus.manifest.documents.len());
    let end = match (changes.is_empty(), blessed) {
        (true, _) => word("无变化", "nothing changed"),
        (false, true) => word("已认可", "approved now"),
        (false, false) => {
            word("确认无误后用 juesuan golden bless 认可", "if they are right, approve with juesuan golden bless")
        }
    };
    text += &if is_chinese {
        format!("共 {documents} 份文件，{count} 份有变化：{end}\n")
    } else {
        format!("{documents} documents, {count} changed: {end}\n")
    };
    say(&text)?;
    Ok(if changes.is_empty() { Outcome::Done } else { Outcome::DoneWithProblems })
}
