//! The list of a corpus' documents.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use juesuan_model::Language;
use serde::{Deserialize, Serialize};

/// Endings of the files that are documents where no manifest says which are.
const ENDINGS: [&str; 2] = ["pdf", "txt"];

/// A corpus: its documents, and what is not expected to be read well.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The documents in the order in which they are shown.
    pub documents: Vec<Document>,
    /// Traits that the program does not handle yet: documents that have one are scored apart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_handled: Vec<String>,
}

/// One document of a corpus. Only `id` and `file` are needed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its name, and the name of its golden file. May hold slashes.
    pub id: String,
    /// The file, within the corpus' folder.
    pub file: String,
    /// The file with its truth, within the corpus' folder.
    #[serde(default)]
    pub truth: Option<String>,
    /// What made the file.
    #[serde(default)]
    pub producer: Option<String>,
    /// How many pages it has.
    #[serde(default)]
    pub pages: Option<u32>,
    /// What is special about it, in words that the corpus chooses.
    #[serde(default)]
    pub traits: Vec<String>,
    /// The password that opens it.
    #[serde(default)]
    pub password: Option<String>,
}

/// Why a corpus cannot be used.
#[derive(Debug)]
pub enum ManifestError {
    /// Its folder does not exist or cannot be listed.
    NoFolder(String),
    /// Its manifest is not JSON of the right shape.
    NotReadable(String),
    /// Two documents have this id.
    Repeated(String),
    /// This id or file name leads out of the folder.
    Outside(String),
    /// It has no document.
    Empty,
}

impl ManifestError {
    /// What was wrong and what to do, in one line without full stop.
    pub fn message(&self, language: Language) -> String {
        match (self, language) {
            (Self::NoFolder(error), Language::Chinese) => {
                format!("语料文件夹读不出来（{error}）。请用 --corpus 指定存在的文件夹")
            }
            (Self::NoFolder(error), Language::English) => {
                format!("the corpus folder cannot be read ({error}); name an existing one with --corpus")
            }
            (Self::NotReadable(error), Language::Chinese) => {
                format!("manifest.json 读不出来（{error}）。每份文件至少要有 id 和 file")
            }
            (Self::NotReadable(error), Language::English) => {
                format!("manifest.json cannot be read ({error}); every document needs at least an id and a file")
            }
            (Self::Repeated(id), Language::Chinese) => format!("manifest.json 中 id“{id}”出现两次。请改名"),
            (Self::Repeated(id), Language::English) => format!("manifest.json has the id `{id}` twice; rename one"),
            (Self::Outside(name), Language::Chinese) => {
                format!("manifest.json 中的“{name}”指到语料文件夹之外。请用文件夹内的相对路径")
            }
            (Self::Outside(name), Language::English) => {
                format!("`{name}` in manifest.json leads out of the corpus folder; use a path within it")
            }
            (Self::Empty, Language::Chinese) => "语料里没有文件。请放入 PDF 或 txt，或写 manifest.json".to_owned(),
            (Self::Empty, Language::English) => {
                "the corpus has no document; put PDFs or text files into it, or write a manifest.json".to_owned()
            }
        }
    }
}

impl Manifest {
    /// The documents of the corpus in `folder`: those of its `manifest.json`, or where it has none, every PDF and text
    /// file in it and below, by their paths.
    pub fn read(folder: &Path) -> Result<Self, ManifestError> {
        let path = folder.join("manifest.json");
        let manifest = if path.is_file() {
            let text = fs::read(&path).map_err(|error| ManifestError::NotReadable(error.to_string()))?;
            serde_json::from_slice(&text).map_err(|error| ManifestError::NotReadable(error.to_string()))?
        } else {
            let mut documents = Vec::new();
            list(folder, Path::new(""), &mut documents).map_err(|error| ManifestError::NoFolder(error.to_string()))?;
            tell_apart(&mut documents);
            documents.sort_by(|a, b| a.id.cmp(&b.id));
            Self { documents, not_handled: Vec::new() }
        };
        manifest.check()?;
        Ok(manifest)
    }

    /// Whether a trait of `document` is one that is not handled yet.
    pub fn is_not_handled(&self, document: &Document) -> bool {
        document.traits.iter().any(|name| self.not_handled.contains(name))
    }

    fn check(&self) -> Result<(), ManifestError> {
        if self.documents.is_empty() {
            return Err(ManifestError::Empty);
        }
        let mut seen = BTreeSet::new();
        for document in &self.documents {
            let names = [Some(&document.id), Some(&document.file), document.truth.as_ref()];
            if let Some(name) = names.into_iter().flatten().find(|name| leads_out(name)) {
                return Err(ManifestError::Outside(name.clone()));
            }
            if !seen.insert(&document.id) {
                return Err(ManifestError::Repeated(document.id.clone()));
            }
        }
        Ok(())
    }
}

fn leads_out(name: &str) -> bool {
    name.is_empty()
        || !Path::new(name).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// Documents whose names differ only in their endings (a PDF and its text dump) keep the endings in their ids.
fn tell_apart(documents: &mut [Document]) {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for document in documents.iter() {
        *times.entry(document.id.clone()).or_default() += 1;
    }
    for document in documents.iter_mut().filter(|document| times.get(&document.id).is_some_and(|&times| times > 1)) {
        document.id.clone_from(&document.file);
    }
}

/// Links to folders are not followed: they may lead back.
fn list(folder: &Path, below: &Path, documents: &mut Vec<Document>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder.join(below))? {
        let entry = entry?;
        let path: PathBuf = below.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            list(folder, &path, documents)?;
            continue;
        }
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        if ENDINGS.contains(&ending.as_str()) {
            let file = path.to_string_lossy().into_owned();
            documents.push(Document {
                id: path.with_extension("").to_string_lossy().into_owned(),
                file,
                ..Document::default()
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Manifest, ManifestError};

    #[test]
    fn a_folder_without_a_manifest_is_its_documents() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("2022")).unwrap();
        for name in ["b.pdf", "2022/a.PDF", "c.txt", "notes.md"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let ids: Vec<String> =
            Manifest::read(folder.path()).unwrap().documents.into_iter().map(|document| document.id).collect();
        assert_eq!(ids, ["2022/a", "b", "c"]);
    }

    #[test]
    fn a_pdf_and_its_text_dump_are_two_documents() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.pdf", "a.txt", "b.pdf"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let ids: Vec<String> =
            Manifest::read(folder.path()).unwrap().documents.into_iter().map(|document| document.id).collect();
        assert_eq!(ids, ["a.pdf", "a.txt", "b"]);
    }

    #[test]
    fn a_manifest_may_not_lead_out_of_its_folder_or_name_one_document_twice() {
        let folder = tempfile::tempdir().unwrap();
        let read = |text: &str| {
            fs::write(folder.path().join("manifest.json"), text).unwrap();
            Manifest::read(folder.path())
        };
        let outside = read(r#"{"documents": [{"id": "a", "file": "../a.pdf"}]}"#);
        assert!(matches!(outside, Err(ManifestError::Outside(name)) if name == "../a.pdf"));
        let twice = read(r#"{"documents": [{"id": "a", "file": "a.pdf"}, {"id": "a", "file": "b.pdf"}]}"#);
        assert!(matches!(twice, Err(ManifestError::Repeated(id)) if id == "a"));
        assert!(matches!(read(r#"{"documents": []}"#), Err(ManifestError::Empty)));
        assert!(matches!(read("[1"), Err(ManifestError::NotReadable(_))));
    }
}
