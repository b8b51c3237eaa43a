//! A file's bytes.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::failure::{Cause, Failure};

/// Largest file that is read, in bytes. Long scans have 200 MB.
const MOST_BYTES: u64 = 1 << 30;

/// Reads the whole file, through links. Errs on whatever is no regular file, before it is opened.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    read_at_most(path, MOST_BYTES).map_err(|cause| cause.in_file(path))
}

/// The SHA-256 of a file in hexadecimal, without the whole of it in memory; `None` where `is_to_end` said so before the end.
pub(crate) fn sha256(path: &Path, is_to_end: impl Fn() -> bool) -> Result<Option<String>, Failure> {
    let in_file = |cause: Cause| cause.in_file(path);
    let (mut file, facts) = open(path, MOST_BYTES).map_err(in_file)?;
    let (mut hash, mut part) = (Sha256::new(), vec![0; 1 << 16]);
    while !is_to_end() {
        match file.read(&mut part).map_err(cause_of).map_err(in_file)? {
            0 => {
                check_is_as_before(&file, &facts).map_err(in_file)?;
                return Ok(Some(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()));
            }
            count => hash.update(part.get(..count).unwrap_or_default()),
        }
    }
    Ok(None)
}

/// The name of a file, without folders.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Pictures, archives and pages lie beside the documents, and are none. What says that it is a PDF and is not one, a
/// log-in page or a broken download, is a document that is missing.
pub(crate) fn claims_to_be_pdf(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"))
}

fn read_at_most(path: &Path, limit: u64) -> Result<Vec<u8>, Cause> {
    let (file, facts) = open(path, limit)?;
    read_unchanged(file, &facts, limit)
}

/// Opens a regular file that is not too large. Looks what it is before.
fn open(path: &Path, limit: u64) -> Result<(File, Metadata), Cause> {
    let facts = fs::metadata(path).map_err(cause_of)?;
    if facts.is_dir() {
        return Err(Cause::IsADirectory);
    }
    // A pipe may never end, nor even begin; a device may have no end.
    if !facts.is_file() {
        return Err(Cause::NotARegularFile);
    }
    if facts.len() > limit {
        return Err(Cause::InputTooLarge(limit));
    }
    Ok((File::open(path).map_err(cause_of)?, facts))
}

/// The content of a file of which `facts` were known before. Errs where they hold no more once it is read.
fn read_unchanged(mut file: File, facts: &Metadata, limit: u64) -> Result<Vec<u8>, Cause> {
    // The size is a hint: a file may grow, and some of the system's say no size.
    let mut bytes = Vec::with_capacity(usize::try_from(facts.len()).unwrap_or_default().saturating_add(1));
    file.by_ref().take(limit + 1).read_to_end(&mut bytes).map_err(cause_of)?;
    if bytes.len() as u64 > limit {
        return Err(Cause::InputTooLarge(limit));
    }
    check_is_as_before(&file, facts)?;
    Ok(bytes)
}

/// Half of one content and half of another is neither.
fn check_is_as_before(file: &File, facts: &Metadata) -> Result<(), Cause> {
    let after = file.metadata().map_err(cause_of)?;
    let is_same = after.len() == facts.len() && after.modified().ok() == facts.modified().ok();
    if is_same { Ok(()) } else { Err(Cause::InputChanged) }
}

/// Why a file cannot be read.
pub(crate) fn cause_of(error: io::Error) -> Cause {
    match error.kind() {
        io::ErrorKind::NotFound => Cause::InputNotFound,
        _ => Cause::InputNotReadable(error),
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::io::Write;
    use std::time::SystemTime;

    use super::{Cause, read_at_most, read_unchanged, sha256};

    #[test]
    fn a_file_of_the_limit_is_read_and_one_more_byte_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.pdf");
        fs::write(&path, b"12345").unwrap();
        assert_eq!(read_at_most(&path, 5).unwrap(), b"12345");
        assert!(matches!(read_at_most(&path, 4), Err(Cause::InputTooLarge(4))));
    }

    /// Reads a file that `write` writes to between the look at it and the end of reading.
    #[track_caller]
    fn check_while(write: impl FnOnce(&mut File), is_refused: bool) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.pdf");
        fs::write(&path, b"12345").unwrap();
        let facts = fs::metadata(&path).unwrap();
        write(&mut File::options().append(true).open(&path).unwrap());
        let read = read_unchanged(File::open(&path).unwrap(), &facts, 100);
        assert_eq!(matches!(read, Err(Cause::InputChanged)), is_refused, "{read:?}");
        assert_eq!(read.is_ok(), !is_refused);
    }

    #[test]
    fn a_file_that_is_written_to_while_it_is_read_is_refused() {
        check_while(|file| file.write_all(b"6").unwrap(), true);
        check_while(|file| file.set_len(4).unwrap(), true);
        // As many bytes, at another time.
        check_while(|file| file.set_modified(SystemTime::UNIX_EPOCH).unwrap(), true);
        check_while(|_| {}, false);
    }

    #[test]
    fn a_hash_is_that_of_the_whole_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.pdf");
        let bytes = vec![7; 200_000];
        fs::write(&path, &bytes).unwrap();
        assert_eq!(sha256(&path, || false).unwrap(), Some(crate::convert::source_file(&path, &bytes).sha256));
        assert_eq!(sha256(&path, || true).unwrap(), None);
    }
}
