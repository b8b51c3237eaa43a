//! An output folder belongs to one archive: what it holds of another folder is refused, or moved to where it belongs.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::PathBuf;

use super::BatchCause;
use super::manifest::{Entry, Manifest, Output};
use super::names::{key_of, output_name};
use super::store::Store;
use super::walk::Found;
use crate::failure::{Cause, Failure};
use crate::path_text::{path_of, text_of};

/// Makes inputs and entries those of one folder: where an earlier run was given a folder above, that one; where it was
/// given one below that is among the inputs now, `x.pdf` of `archive/2022` becomes `2022/x.pdf` of `archive`.
///
/// Errs where the output folder holds what came from another folder that is still there: what has the same name in both
/// would be taken for the same. A folder that is no longer there was moved.
pub(super) fn settle(found: &mut Found, manifest: &mut Manifest, store: &Store) -> Result<(), Failure> {
    let written: BTreeSet<String> = manifest.entries.values().map(|entry| entry.root.clone()).collect();
    let canonical = |root: String| Some((fs::canonicalize(path_of(&root)).ok().filter(|path| path.is_dir())?, root));
    let olds: Vec<(PathBuf, String)> = written.into_iter().filter_map(canonical).collect();
    if let Some((above, _)) = olds.iter().find(|(old, _)| found.root.starts_with(old)) {
        found.tell_from(above);
    }
    for (old, root) in olds {
        let inside = old.strip_prefix(&found.root).map(key_of).ok();
        match inside.filter(|inside| inside.is_empty() || found.has_any_in(inside)) {
            None => return Err(Cause::Batch(BatchCause::OutputOfAnother(root)).in_file(&store.folder)),
            Some(inside) if inside.is_empty() => {}
            Some(inside) => {
                let moved = move_into(&inside, &root, &text_of(&found.root), manifest, store);
                moved.map_err(|error| Cause::OutputNotWritable(error).in_file(&store.folder))?;
            }
        }
    }
    Ok(())
}

fn move_into(folder: &str, old: &str, root: &str, manifest: &mut Manifest, store: &Store) -> io::Result<()> {
    let of_old = manifest.entries.values().filter(|entry| entry.root == old);
    let mut paths: Vec<String> = of_old.map(|entry| entry.path.clone()).collect();
    // The longest first: what is in the way of another's new name has left it by then.
    paths.sort_by_key(|path| std::cmp::Reverse(path.len()));
    for path in paths {
        if let Some(entry) = manifest.entries.remove(&path) {
            let entry = moved(entry, folder, root, store)?;
            manifest.entries.insert(entry.path.clone(), entry);
        }
    }
    manifest.restart()
}

/// The entry and its outputs under its new path.
fn moved(entry: Entry, folder: &str, root: &str, store: &Store) -> io::Result<Entry> {
    let path = format!("{folder}/{}", entry.path);
    let mut outputs = Vec::new();
    for output in entry.outputs {
        let (old, new) = (store.folder.join(&output.path), output_name(&output.format, &path));
        if output.format == "report" {
            // It leads back to the index, from as deep as it stood: it is made again.
            store.remove(&output.path);
        } else {
            // One that is lost is made again.
            if old.is_file() {
                store.publish(&old, &new)?;
            }
            outputs.push(Output { path: new, ..output });
        }
    }
    let duplicate_of = entry.duplicate_of.map(|original| format!("{folder}/{original}"));
    Ok(Entry { path, root: root.to_owned(), outputs, duplicate_of, ..entry })
}
