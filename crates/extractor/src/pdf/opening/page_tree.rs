//! The page tree as written → whether the pages that were found are all that it speaks of.
//!
//! `/Count` alone proves nothing: programs that take pages out of a file leave it as it was. Pages are lost only where
//! the tree also names a node that the file does not hold.

use hayro_syntax::{
    Pdf,
    object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier},
};
use juesuan_model::{Code, Diagnostic, Diagnostics};
use rustc_hash::FxHashSet;

/// Reports where the root of the page tree counts more pages (ISO 32000-1, 7.7.3.2) than were found.
pub(in crate::pdf) fn compare_count(pdf: &Pdf, diagnostics: &mut Diagnostics) {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let Some(root) = catalog.and_then(|catalog| catalog.get::<Dict<'_>>(b"Pages")) else { return };
    let found = pdf.pages().len();
    let Some(count) = root.get::<i32>(b"Count").and_then(|count| usize::try_from(count).ok()) else { return };
    if count > found {
        let code = if leads_nowhere(pdf, root) { Code::PagesMissing } else { Code::PageCountWrong };
        diagnostics.push(Diagnostic::of_file(code, format!("{found}/{count}")));
    }
}

/// Whether a node under `root` is not in the file, or is an inner node without kids.
fn leads_nowhere<'a>(pdf: &'a Pdf, root: Dict<'a>) -> bool {
    let mut seen: FxHashSet<ObjectIdentifier> = root.obj_id().into_iter().collect();
    let mut nodes = vec![root];
    while let Some(node) = nodes.pop() {
        let Some(kids) = node.get::<Array<'a>>(b"Kids") else { return true };
        for kid in kids.raw_iter() {
            let kid = match kid {
                // A node named twice is read once.
                MaybeRef::Ref(reference) if !seen.insert(reference.into()) => continue,
                MaybeRef::Ref(reference) => pdf.xref().get::<Dict<'a>>(reference.into()),
                MaybeRef::NotRef(Object::Dict(kid)) => Some(kid),
                MaybeRef::NotRef(_) => None,
            };
            match kid {
                None => return true,
                Some(kid) if kid.get::<Name<'_>>(b"Type").is_some_and(|kind| kind.as_ref() == b"Pages") => {
                    nodes.push(kid);
                }
                Some(_) => {}
            }
        }
    }
    false
}
