//! A file's bytes.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::failure::{Cause, Failure};

/// Largest file that is read, in bytes. Long scans have 200 MB.
const MOST_BYTES: u64 = 1 << 30;

/// Reads the whole file, through links. Errs on whatever is no regular file, before it is opened.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    read_at_most(path, MOST_BYTES).map_err(|cause| cause.in_file(path))
}

/// The name of a file, without folders.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn read_at_most(path: &Path, limit: u64) -> Result<Vec<u8>, Cause> {
    let cause = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Cause::InputNotFound,
        _ => Cause::InputNotReadable(error),
    };
    let facts = fs::metadata(path).map_err(cause)?;
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
    // The size is a hint: a file may grow, and some of the system's say no size.
    let mut bytes = Vec::with_capacity(usize::try_from(facts.len()).unwrap_or_default().saturating_add(1));
    let mut file = File::open(path).map_err(cause)?;
    file.by_ref().take(limit + 1).read_to_end(&mut bytes).map_err(cause)?;
    if bytes.len() as u64 > limit {
        return Err(Cause::InputTooLarge(limit));
    }
    let after = file.metadata().map_err(cause)?;
    // Half of one content and half of another is neither.
    if after.len() != facts.len() || after.modified().ok() != facts.modified().ok() {
        return Err(Cause::InputChanged);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::{Cause, read_at_most};

    #[test]
    fn a_file_of_the_limit_is_read_and_one_more_byte_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.pdf");
        std::fs::write(&path, b"12345").unwrap();
        assert_eq!(read_at_most(&path, 5).unwrap(), b"12345");
        assert!(matches!(read_at_most(&path, 4), Err(Cause::InputTooLarge(4))));
    }
}
