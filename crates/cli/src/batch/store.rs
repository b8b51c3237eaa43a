//! The output folder: where what is kept, and that only one run at a time writes there.
//!
//! ```text
//! OUT/manifest.jsonl          what became of each input
//! OUT/json/2022/x.pdf.json    each input's data, in the tree of the inputs
//! OUT/xlsx/2022/x.pdf.xlsx    its forms for a spreadsheet, where asked for
//! OUT/report/2022/x.pdf.html  a page for people, where asked for, with an index of all in OUT/index.html
//! OUT/csv/, OUT/parquet/, …   all inputs together, where asked for
//! OUT/.juesuan/               the lock, and files that are being written
//! ```
//!
//! A file appears under its name when it is complete: until then it is below `.juesuan`, which the next run empties.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::BatchCause;
use crate::failure::{Cause, Failure};

/// Longest file name, in bytes, of the file systems in use (ext4, XFS, APFS, NTFS: 255).
const LONGEST_NAME: usize = 255;

/// An output folder, held by this run.
#[derive(Debug)]
pub(super) struct Store {
    pub(super) folder: PathBuf,
    /// Files that are being written.
    pub(super) drafts: PathBuf,
    /// Held until the run ends, however it ends.
    _lock: File,
}

impl Store {
    /// Makes the folder where it does not exist, and takes hold of it.
    pub(super) fn open(folder: &Path) -> Result<Self, Failure> {
        let not_writable = |error: io::Error| Cause::OutputNotWritable(error).in_file(folder);
        let inner = folder.join(".juesuan");
        let drafts = inner.join("drafts");
        fs::create_dir_all(&inner).map_err(not_writable)?;
        let lock = File::create(inner.join("lock")).map_err(not_writable)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Cause::Batch(BatchCause::OutputInUse).in_file(folder)),
            Err(TryLockError::Error(error)) => return Err(not_writable(error)),
        }
        match fs::remove_dir_all(&drafts) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(not_writable(error)),
            _ => {}
        }
        fs::create_dir(&drafts).map_err(not_writable)?;
        // Absolute: the workers are told of it, and outputs are compared with it.
        let folder = fs::canonicalize(folder).map_err(not_writable)?;
        Ok(Self { drafts: folder.join(".juesuan/drafts"), folder, _lock: lock })
    }

    /// Puts a complete draft under its name, relative to the folder.
    pub(super) fn publish(&self, draft: &Path, name: &Path) -> io::Result<()> {
        let path = self.folder.join(name);
        match fs::rename(draft, &path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if let Some(above) = path.parent() {
                    fs::create_dir_all(above)?;
                }
                fs::rename(draft, &path)
            }
            done => done,
        }
    }

    /// Removes an output, and the folders that it leaves empty.
    pub(super) fn remove(&self, name: &str) {
        let path = self.folder.join(name);
        // What is gone already is as wanted.
        if fs::remove_file(&path).is_ok() {
            let above = path.ancestors().skip(1).take_while(|above| *above != self.folder);
            for empty in above {
                if fs::remove_dir(empty).is_err() {
                    break;
                }
            }
        }
    }
}

/// Where the output of an input goes, relative to the output folder: `json`, `2022/x.pdf` → `json/2022/x.pdf.json`.
///
/// The input's whole name is kept: `x.pdf` and `x.txt` do not meet. A name that would become too long is cut, and told
/// from its like by its hash.
pub(super) fn output_name(format: &str, relative: &Path) -> PathBuf {
    let name = relative.file_name().unwrap_or_default();
    let mut new = name.to_owned();
    let ending = if format == "report" { "html" } else { format };
    if name.len() + 1 + ending.len() > LONGEST_NAME {
        let text = name.to_string_lossy();
        let hash = short_hash(name.as_encoded_bytes());
        let room = LONGEST_NAME - ending.len() - hash.len() - 2;
        new = format!("{}~{hash}", &text[..text.floor_char_boundary(room)]).into();
    }
    new.push(".");
    new.push(ending);
    Path::new(format).join(relative.with_file_name(new))
}

/// The first 16 hexadecimal digits of the SHA-256.
fn short_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Store, output_name};
    use crate::batch::BatchCause;
    use crate::failure::Cause;

    #[test]
    fn the_whole_name_is_kept() {
        assert_eq!(output_name("json", Path::new("2022/决算.pdf")), Path::new("json/2022/决算.pdf.json"));
    }

    #[test]
    fn long_names_are_cut_and_told_apart() {
        let names = ["算".repeat(85), format!("{}决", "算".repeat(84))];
        let outputs = names.map(|name| output_name("json", Path::new(&name)));
        assert_ne!(outputs[0], outputs[1]);
        for output in outputs {
            let length = output.file_name().unwrap().len();
            assert!((250..=255).contains(&length), "{length}");
        }
    }

    #[test]
    fn one_run_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let first = Store::open(folder.path()).unwrap();
        assert!(matches!(Store::open(folder.path()).unwrap_err().cause, Cause::Batch(BatchCause::OutputInUse)));
        drop(first);
        assert!(Store::open(folder.path()).is_ok());
    }

    #[test]
    fn drafts_of_a_killed_run_are_removed() {
        let folder = tempfile::tempdir().unwrap();
        drop(Store::open(folder.path()).unwrap());
        std::fs::write(folder.path().join(".juesuan/drafts/half"), "{").unwrap();
        let store = Store::open(folder.path()).unwrap();
        assert_eq!(std::fs::read_dir(&store.drafts).unwrap().count(), 0);
    }

    #[test]
    fn an_output_leaves_no_empty_folders() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        std::fs::write(store.drafts.join("1"), "{}").unwrap();
        store.publish(&store.drafts.join("1"), Path::new("json/a/b.json")).unwrap();
        store.remove("json/a/b.json");
        assert!(!folder.path().join("json").exists() && folder.path().exists());
    }
}
