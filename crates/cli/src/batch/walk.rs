//! Files and folders as typed → the files to look at, each with its path below the folder that holds them all.
//!
//! What a file is, its bytes tell, not its name: every regular file is an input. Hidden files and folders (`.git`,
//! `._x.pdf`) are left out, and so are output folders, this run's and others. Links are followed; a link into a folder
//! that it stands in is reported, not followed.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::BatchCause;
use super::names::{ROOMS, key_of};
use super::store::LOCK;
use crate::failure::{Cause, Failure};
use crate::input::cause_of;

/// The inputs of a run.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The deepest folder that holds everything that was typed; absolute, without links.
    pub(super) root: PathBuf,
    /// By path below the root, in the order of these.
    pub(super) inputs: Vec<Input>,
}

impl Found {
    /// The same, told from a folder above the root.
    pub(super) fn tell_from(&mut self, above: &Path) {
        let Ok(way) = self.root.strip_prefix(above).map(Path::to_owned) else { return };
        for input in &mut self.inputs {
            input.relative = way.join(&input.relative);
            input.key = key_of(&input.relative);
        }
        self.root = above.to_owned();
    }

    /// Whether any input lies in this folder below the root.
    pub(super) fn has_any_in(&self, folder: &str) -> bool {
        self.inputs.iter().any(|input| input.key.strip_prefix(folder).is_some_and(|after| after.starts_with('/')))
    }
}

/// One file to look at.
#[derive(Debug)]
pub(super) struct Input {
    /// The path below the root as the manifest writes it: `/` between names, bytes that are no UTF-8 as `%FF`.
    pub(super) key: String,
    /// The same as the system knows it.
    pub(super) relative: PathBuf,
    /// Whether it was typed, not found in a folder.
    pub(super) typed: bool,
    /// Its size in bytes, or why it cannot be looked at.
    pub(super) size: Result<u64, Cause>,
}

/// Finds the inputs. `output` is left out.
///
/// Errs where the output folder, or what is in its folders for results, is itself an input. An input that cannot be looked at is found with its cause.
pub(super) fn walk(typed: &[PathBuf], output: &Path) -> Result<Found, Failure> {
    let output = fs::canonicalize(output).unwrap_or_else(|_| output.to_owned());
    let mut roots = Vec::new();
    for path in typed {
        roots.push(Root::of(path)?);
    }
    let is_result = |path: &Path| ROOMS.iter().any(|room| path.starts_with(output.join(room)));
    if roots.iter().any(|root| (root.is_folder && root.path == output) || is_result(&root.path)) {
        return Err(Cause::OutputIsInput.in_file(&output));
    }
    let root = common_folder(&roots);
    let mut inputs = BTreeMap::new();
    for start in &roots {
        let mut add = |path: &Path, typed: bool, size: Result<u64, Cause>| {
            let relative = path.strip_prefix(&root).unwrap_or(path).to_owned();
            let key = key_of(&relative);
            let input: &mut Input = inputs.entry(key.clone()).or_insert_with(|| Input { key, relative, typed, size });
            input.typed |= typed;
        };
        if start.is_folder {
            for entry in folder(&start.path, &output) {
                match entry {
                    Ok((path, size)) => add(&path, false, Ok(size)),
                    Err((path, cause)) => add(&path, false, Err(cause)),
                }
            }
        } else {
            let size = fs::metadata(&start.path).map(|facts| facts.len()).map_err(|error| match error.kind() {
                io::ErrorKind::NotFound => Cause::InputNotFound,
                _ => Cause::InputNotReadable(error),
            });
            add(&start.path, true, size);
        }
    }
    Ok(Found { root, inputs: inputs.into_values().collect() })
}

/// One path as typed.
struct Root {
    path: PathBuf,
    is_folder: bool,
}

impl Root {
    fn of(typed: &Path) -> Result<Self, Failure> {
        let not_readable = |error| Cause::InputNotReadable(error).in_file(typed);
        if typed.is_dir() {
            return Ok(Self { path: fs::canonicalize(typed).map_err(not_readable)?, is_folder: true });
        }
        // The file's own name stays what was typed, be it a link.
        let absolute = std::path::absolute(typed).map_err(not_readable)?;
        let path = match (absolute.parent().map(fs::canonicalize), absolute.file_name()) {
            (Some(Ok(folder)), Some(name)) => folder.join(name),
            _ => absolute,
        };
        Ok(Self { path, is_folder: false })
    }
}

/// The deepest folder that holds all of these.
fn common_folder(roots: &[Root]) -> PathBuf {
    let folder = |root: &Root| {
        if root.is_folder { root.path.clone() } else { root.path.parent().unwrap_or(&root.path).to_owned() }
    };
    let common = |a: PathBuf, b: PathBuf| -> PathBuf {
        a.components().zip(b.components()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
    };
    roots.iter().map(folder).reduce(common).unwrap_or_default()
}

/// The regular files below a folder, with their sizes.
fn folder(folder: &Path, output: &Path) -> impl Iterator<Item = Result<(PathBuf, u64), (PathBuf, Cause)>> {
    let wanted = move |entry: &DirEntry| entry.depth() == 0 || !(is_hidden(entry) || is_output(entry, output));
    WalkDir::new(folder).follow_links(true).into_iter().filter_entry(wanted).filter_map(move |entry| match entry {
        Ok(entry) if entry.file_type().is_file() => match entry.metadata() {
            Ok(facts) => Some(Ok((entry.into_path(), facts.len()))),
            Err(error) => Some(Err(trouble(error, folder))),
        },
        // Pipes and devices are no documents.
        Ok(_) => None,
        Err(error) => Some(Err(trouble(error, folder))),
    })
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// Whether this is the output folder of this run, or of another.
fn is_output(entry: &DirEntry, output: &Path) -> bool {
    entry.file_type().is_dir() && (entry.path() == output || entry.path().join(LOCK).is_file())
}

fn trouble(error: walkdir::Error, folder: &Path) -> (PathBuf, Cause) {
    let path = error.path().unwrap_or(folder).to_owned();
    let cause = if error.loop_ancestor().is_some() {
        Cause::Batch(BatchCause::LinkLoop)
    } else {
        cause_of(error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into()))
    };
    (path, cause)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::{Found, walk};
    use crate::batch::BatchCause;
    use crate::failure::Cause;

    fn tree(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        folder
    }

    fn found(folder: &Path, typed: &[&str]) -> Found {
        let typed: Vec<PathBuf> = typed.iter().map(|name| folder.join(name)).collect();
        walk(&typed, &folder.join("out")).unwrap()
    }

    fn keys(found: &Found) -> Vec<&str> {
        found.inputs.iter().map(|input| input.key.as_str()).collect()
    }

    #[test]
    fn names_do_not_matter_but_hidden_ones_and_the_output_are_left_out() {
        let folder = tree(&["b", "a.pdf", "2022/决算.txt", ".git/x.pdf", "._a.pdf", "out/json/a.pdf.json"]);
        assert_eq!(keys(&found(folder.path(), &["."])), ["2022/决算.txt", "a.pdf", "b"]);
    }

    #[test]
    fn what_an_output_folder_holds_is_no_input() {
        let folder = tree(&["out/json/a.json", "in/old/.juesuan/lock", "in/old/json/b.pdf.json", "in/json/c.pdf"]);
        for typed in ["out/json", "out/json/a.json"] {
            let told = walk(&[folder.path().join(typed)], &folder.path().join("out")).unwrap_err();
            assert!(matches!(told.cause, Cause::OutputIsInput), "{typed}");
        }
        assert_eq!(keys(&found(folder.path(), &["in"])), ["json/c.pdf"], "nor what that of another run holds");
    }

    #[test]
    fn what_is_typed_and_found_is_typed() {
        let folder = tree(&["in/a.txt", "in/b.txt"]);
        let found = found(folder.path(), &["in", "in/b.txt"]);
        assert_eq!(found.inputs.iter().map(|input| input.typed).collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn several_folders_are_told_apart_below_what_holds_them() {
        let folder = tree(&["a/2022/x.pdf", "b/2022/x.pdf", "b/2023/y.pdf"]);
        assert_eq!(keys(&found(folder.path(), &["a/2022", "b/2022"])), ["a/2022/x.pdf", "b/2022/x.pdf"]);
        let one = found(folder.path(), &["b", "b/2022", "b/2022/x.pdf"]);
        assert_eq!(keys(&one), ["2022/x.pdf", "2023/y.pdf"], "what is named twice is one input");
        assert!(one.root.ends_with("b"));
    }

    #[test]
    fn a_missing_file_is_found_missing() {
        let folder = tree(&["a.pdf"]);
        let found = found(folder.path(), &["a.pdf", "b.pdf"]);
        assert!(matches!(found.inputs[1].size, Err(Cause::InputNotFound)), "{found:?}");
        assert_eq!((found.inputs[0].size.as_ref().ok(), found.inputs[0].typed), (Some(&5), true));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_a_circle_is_told_and_the_rest_is_found() {
        let folder = tree(&["in/a.pdf"]);
        std::os::unix::fs::symlink(folder.path().join("in"), folder.path().join("in/again")).unwrap();
        std::os::unix::fs::symlink("nowhere", folder.path().join("in/gone.pdf")).unwrap();
        let found = found(folder.path(), &["in"]);
        assert_eq!(keys(&found), ["a.pdf", "again", "gone.pdf"]);
        assert!(matches!(found.inputs[1].size, Err(Cause::Batch(BatchCause::LinkLoop))), "{found:?}");
        assert!(matches!(found.inputs[2].size, Err(Cause::InputNotFound)), "{found:?}");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_name_that_is_no_text_has_a_key() {
        use std::os::unix::ffi::OsStrExt;

        let folder = tree(&["a.pdf"]);
        let name = std::ffi::OsStr::from_bytes(b"\xbe\xf6\xcb\xe3.pdf");
        fs::write(folder.path().join(name), "x").unwrap();
        fs::write(folder.path().join("%BE%F6%CB%E3.pdf"), "y").unwrap();
        assert_eq!(keys(&found(folder.path(), &["."])), ["%25BE%25F6%25CB%25E3.pdf", "%BE%F6%CB%E3.pdf", "a.pdf"]);
    }
}
