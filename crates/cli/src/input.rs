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

fn read_at_most(path: &Path, limit: u64) -> Result<Vec<u8>, Cause> {
    let (mut file, facts) = open(path, limit)?;
    // The size is a hint: a file may grow, and some of the system's say no size.
    let mut bytes = Vec::with_capacity(usize::try_from(facts.len()).unwrap_or_default().saturating_add(1));
    file.by_ref().take(limit + 1).read_to_end(&mut bytes).map_err(cause_of)?;
    if bytes.len() as u64 > limit {
        return Err(Cause::InputTooLarge(limit));
    }
    check_is_as_before(&file, &facts)?;
    Ok(bytes)
}

fn cause_of(error: io::Error) -> Cause {
    match error.kind() {
        io::ErrorKind::NotFound => Cause::InputNotFound,
        _ => Cause::InputNotReadable(error),
    }
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

/// Half of one content and half of another is neither.
fn check_is_as_before(file: &File, facts: &Metadata) -> Result<(), Cause> {
    let after = file.metadata().map_err(cause_of)?;
    let is_same = after.len() == facts.len() && after.modified().ok() == facts.modified().ok();
    if is_same { Ok(()) } else { Err(Cause::InputChanged) }
}

#[cfg(test)]
mod tests {
    use super::{Cause, read_at_most, sha256};

    #[test]
    fn a_file_of_the_limit_is_read_and_one_more_byte_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.pdf");
        std::fs::write(&path, b"12345").unwrap();
        assert_eq!(read_at_most(&path, 5).unwrap(), b"12345");
        assert!(matches!(read_at_most(&path, 4), Err(Cause::InputTooLarge(4))));
    }

    #[test]
    fn a_hash_is_that_of_the_whole_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.pdf");
        let bytes = vec![7; 200_000];
        std::fs::write(&path, &bytes).unwrap();
        assert_eq!(sha256(&path, || false).unwrap(), Some(crate::convert::hex_sha256(&bytes)));
        assert_eq!(sha256(&path, || true).unwrap(), None);
    }
}
