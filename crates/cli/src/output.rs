//! Where a result goes. A file is written whole or not at all: what was there before stays until the new one is complete.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::failure::{Cause, Failure, Subject};

/// Where a result goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Destination {
    /// Standard output.
    StandardOutput,
    /// This file. Its folder must exist.
    File(PathBuf),
    /// A file of this name in this folder, which is made where it does not exist.
    InFolder {
        /// The folder.
        folder: PathBuf,
        /// The name, without folders.
        name: PathBuf,
    },
}

impl Destination {
    /// Errs where writing here would overwrite `input`.
    pub(crate) fn check_is_not(&self, input: &Path) -> Result<(), Failure> {
        let Some(path) = self.path() else { return Ok(()) };
        match (fs::canonicalize(&path), fs::canonicalize(input)) {
            (Ok(output), Ok(source)) if output == source => Err(Cause::OutputIsInput.in_file(&path)),
            _ => Ok(()),
        }
    }

    /// Writes the result.
    ///
    /// A reader of standard output that stops reading (`juesuan … | head`) has what it wants: no error.
    pub(crate) fn write(&self, bytes: &[u8]) -> Result<(), Failure> {
        let written = match self {
            Self::StandardOutput => write_to_standard_output(bytes),
            Self::File(path) => write_whole(path, bytes),
            Self::InFolder { folder, name } => {
                fs::create_dir_all(folder).and_then(|()| write_whole(&folder.join(name), bytes))
            }
        };
        let subject = || self.path().map_or(Subject::StandardOutput, Subject::File);
        written.map_err(|error| Failure { subject: subject(), cause: Cause::OutputNotWritable(error) })
    }

    fn path(&self) -> Option<PathBuf> {
        match self {
            Self::StandardOutput => None,
            Self::File(path) => Some(path.clone()),
            Self::InFolder { folder, name } => Some(folder.join(name)),
        }
    }
}

/// How a command answers that makes no document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum AnswerFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

/// JSON for people to read and programs to take, with a newline at its end.
pub(crate) fn pretty_json(value: &impl serde::Serialize) -> Result<Vec<u8>, Failure> {
    let mut bytes = serde_json::to_vec_pretty(value)
        .map_err(|error| Failure { subject: Subject::StandardOutput, cause: Cause::Internal(error.to_string()) })?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn write_to_standard_output(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Writes a new file beside the old one and puts it in its place: whoever ends this process, and whenever, there is the
/// old file or the new one. The disk is not waited for: what a power failure takes can be converted again, and waiting
/// would cost every other user a twentieth of the time.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let old = fs::metadata(path).ok();
    if let Some(old) = &old {
        if old.permissions().readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        // A device or pipe (/dev/null) is written to; replacing it would destroy it.
        if !old.is_file() {
            return OpenOptions::new().write(true).open(path)?.write_all(bytes);
        }
    }
    // Through a link: the file that it names is replaced, not the link.
    let path = if old.is_some() { fs::canonicalize(path)? } else { path.to_owned() };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));

    let mut builder = tempfile::Builder::new();
    builder.prefix(".juesuan-").suffix(".tmp");
    // A temporary file is private by default; a result is as readable as any other new file.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut new = builder.tempfile_in(folder)?;
    new.write_all(bytes)?;
    if let Some(old) = old {
        new.as_file().set_permissions(old.permissions())?;
    }
    new.persist(&path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::write_whole;

    #[test]
    fn a_file_is_replaced_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.json");
        for content in [&b"first"[..], b"second"] {
            write_whole(&path, content).unwrap();
            assert_eq!(std::fs::read(&path).unwrap(), content);
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_write_protected_file_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.json");
        std::fs::write(&path, "kept").unwrap();
        let mut permissions = std::fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        std::fs::set_permissions(&path, permissions).unwrap();
        assert!(write_whole(&path, b"new").is_err());
        assert_eq!(std::fs::read(&path).unwrap(), b"kept");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("out.json"), folder.path().join("link.json"));
        std::fs::write(&path, "old").unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o640)).unwrap();
        symlink(&path, &link).unwrap();
        write_whole(&link, b"new").unwrap();
        assert!(link.is_symlink());
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_written_to_not_replaced() {
        write_whole("/dev/null".as_ref(), b"x").unwrap();
        assert!(!std::fs::metadata("/dev/null").unwrap().is_file());
    }
}
