//! The output folder: where what is kept, and that only one run at a time writes there.
//!
//! ```text
//! OUT/manifest.jsonl          what became of each input
//! OUT/json/2022/x.pdf.json    each input's data, in the tree of the inputs
//! OUT/xlsx/2022/x.pdf.xlsx    its forms for a spreadsheet, where asked for
//! OUT/report/2022/x.pdf.html  a page for people, where asked for, with an index of all in OUT/index.html
//! OUT/csv/, OUT/parquet/, …   all inputs together, where asked for
//! OUT/.juesuan/               the lock, what was asked for, and files that are being written
//! ```
//!
//! A file appears under its name when it is complete: until then it is below `.juesuan`, which the next run empties.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::BatchCause;
use crate::failure::{Cause, Failure};

/// By this an output folder is known: the file that a run locks.
pub(super) const LOCK: &str = ".juesuan/lock";

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
        fs::create_dir_all(folder.join(".juesuan")).map_err(not_writable)?;
        let lock = File::create(folder.join(LOCK)).map_err(not_writable)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Cause::Batch(BatchCause::OutputInUse).in_file(folder)),
            Err(TryLockError::Error(error)) => return Err(not_writable(error)),
        }
        // Absolute: the workers are told of it, and outputs are compared with it.
        let whole = fs::canonicalize(folder).map_err(not_writable)?;
        let store = Self { drafts: whole.join(".juesuan/drafts"), folder: whole, _lock: lock };
        store.empty_drafts().map_err(not_writable)?;
        Ok(store)
    }

    /// Removes what was being written.
    pub(super) fn empty_drafts(&self) -> io::Result<()> {
        match fs::remove_dir_all(&self.drafts) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        fs::create_dir(&self.drafts)
    }

    /// Writes a small file under its name, relative to the folder.
    pub(super) fn write(&self, name: &str, content: &[u8]) -> io::Result<()> {
        let draft = self.drafts.join(name.replace('/', "-"));
        fs::write(&draft, content)?;
        self.publish(&draft, name)
    }

    /// Puts a complete draft under its name, relative to the folder.
    pub(super) fn publish(&self, draft: &Path, name: &str) -> io::Result<()> {
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

#[cfg(test)]
mod tests {
    use super::Store;
    use crate::batch::BatchCause;
    use crate::failure::Cause;

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
        store.write("json/a/b.json", b"{}").unwrap();
        store.remove("json/a/b.json");
        assert!(!folder.path().join("json").exists() && folder.path().exists());
    }
}
