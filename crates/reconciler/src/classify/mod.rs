//! Which form a joined table is, and why: its title, its heads and its lines together.
//!
//! A title names a form by itself. Heads name one only where a document is known to hold its kind of forms, no title says
//! otherwise and exactly one form looks so; budgets look much like final accounts, and a table that is none of the forms
//! must stay one. Where the title names one form and the heads are those of another, the title counts and the
//! contradiction is reported.

use std::collections::BTreeSet;

use juesuan_model::{Basis, Code, Confidence, Diagnostic, Diagnostics, DocumentKind, Evidence};

use crate::captions::{FormName, Title};
use crate::catalogue::{Catalogue, Form, Signature, bare_name};
use crate::join::JoinedTable;
use crate::spelling::canonical;
use crate::wording::wordings;

/// How many rows are looked at.
const MOST_ROWS: usize = 200;

wordings! {
    /// A title that names no table in particular.
    static NAMES_NOTHING = r"^(?:[0-9]{4}年度?)?(?:部门|单位)?(?:收支)?(?:决算)?(?:公开)?(?:报|附)?表[0-9一二三四五六七八九十]{0,3}$";
}

/// The form that a table is, with the evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Classified {
    /// Its name in the JSON.
    pub(crate) kind: &'static str,
    pub(crate) evidence: Evidence,
}

/// The kind of document whose forms are certain; a wording that several kinds use decides nothing.
pub(crate) fn document_kind(tables: &[JoinedTable]) -> DocumentKind {
    named_forms(tables).find(|form| !form.only_among_forms).map_or(DocumentKind::Unknown, |form| form.document)
}

fn named_forms(tables: &[JoinedTable]) -> impl Iterator<Item = &FormName> {
    tables.iter().filter_map(|table| table.caption.title.as_ref()?.form.as_ref())
}

/// The form that each table is in a document of this kind; `None` for every other table.
pub(crate) fn classify_tables(
    tables: &[JoinedTable],
    kind: DocumentKind,
    catalogue: &'static Catalogue,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<Classified>> {
    let titled: Vec<Option<&Title>> = tables.iter().map(|table| table.caption.title.as_ref()).collect();
    let named = |title: &Title| title.form.as_ref().filter(|form| form.document == kind).map(|form| form.kind);
    let mut taken: BTreeSet<&str> = titled.iter().flatten().filter_map(|title| named(title)).collect();
    let mut classified = Vec::with_capacity(tables.len());
    for (table, title) in tables.iter().zip(titled) {
        let form = title.and_then(named);
        let looks = look_of(table, kind, catalogue);
        if let (Some(form), Some(look)) = (form, &looks)
            && look.form.kind != form
        {
            report_contradiction(table, look.form, diagnostics);
        }
        let confirmed = looks.as_ref().filter(|look| form.is_none_or(|form| form == look.form.kind));
        classified.push(match (form, confirmed) {
            (Some(form), look) => {
                let doubtful = title.and_then(|title| title.form.as_ref()).is_some_and(|form| form.only_among_forms);
                Some(Classified { kind: form, evidence: evidence(title, true, look, !doubtful || look.is_some()) })
            }
            (None, Some(look)) if may_go_by_heads(title) && taken.insert(&look.form.kind) => {
                Some(Classified { kind: &look.form.kind, evidence: evidence(title, false, Some(look), false) })
            }
            (None, _) => None,
        });
    }
    classified
}

/// Reports each table that is a form which stood before it.
pub(crate) fn report_repeated_forms(
    tables: &[JoinedTable],
    forms: &[Option<Classified>],
    diagnostics: &mut Diagnostics,
) {
    let mut seen = BTreeSet::new();
    for (table, form) in tables.iter().zip(forms) {
        if form.as_ref().is_some_and(|form| !seen.insert(form.kind)) {
            let page = table.fragments.first().map(|fragment| fragment.page).unwrap_or_default();
            let title = table.caption.title.as_ref().map(|title| title.text.clone()).unwrap_or_default();
            diagnostics.push(Diagnostic::of_page(Code::FormRepeated, page, title));
        }
    }
}

fn evidence(title: Option<&Title>, by_title: bool, look: Option<&Look>, certain: bool) -> Evidence {
    let basis = [
        (by_title, Basis::Title),
        (look.is_some(), Basis::Heads),
        (look.is_some_and(|look| look.by_rows), Basis::Rows),
    ];
    Evidence {
        title: title.map(|title| title.text.clone()),
        title_page: title.map(|title| title.page),
        basis: basis.into_iter().filter(|(speaks, _)| *speaks).map(|(_, basis)| basis).collect(),
        confidence: if certain { Confidence::Certain } else { Confidence::Likely },
    }
}

/// Whether the title leaves room for the heads to say what the table is.
fn may_go_by_heads(title: Option<&Title>) -> bool {
    title.is_none_or(|title| NAMES_NOTHING.is_match(&title.core))
}

fn report_contradiction(table: &JoinedTable, look: &Form, diagnostics: &mut Diagnostics) {
    let title = table.caption.title.as_ref().map(|title| title.text.as_str()).unwrap_or_default();
    if let Some(place) = table.fragments.first() {
        let detail = format!("{title} ≠ {}", look.kind);
        diagnostics.push(Diagnostic::of_place(Code::TitleAndHeadsDisagree, place.page, place.bbox, detail));
    }
}

/// The one form that a table looks like.
struct Look {
    form: &'static Form,
    /// Whether its lines were looked at too.
    by_rows: bool,
}

fn look_of(table: &JoinedTable, kind: DocumentKind, catalogue: &'static Catalogue) -> Option<Look> {
    let signatures = &catalogue.signatures;
    let heads: BTreeSet<String> = table.heads.paths.iter().flatten().map(|head| canonical(head)).collect();
    if heads.iter().any(|head| signatures.foreign.matches(head) && !signatures.common.matches(head)) {
        return None;
    }
    let rows = table.rows.iter().take(MOST_ROWS).flat_map(|row| &row.cells).filter(|cell| !cell.text.is_empty());
    let names: BTreeSet<String> = rows.map(|cell| bare_name(&canonical(&cell.text)).to_owned()).collect();
    let mut fitting = signatures.forms.iter().filter(|signature| fits(signature, &heads, &names));
    let only = fitting.next().filter(|_| fitting.next().is_none())?;
    let form = catalogue.forms.iter().find(|form| form.kind == only.kind && form.document == kind)?;
    Some(Look { form, by_rows: !only.rows.is_empty() })
}

fn fits(signature: &Signature, heads: &BTreeSet<String>, names: &BTreeSet<String>) -> bool {
    signature.heads.iter().all(|pattern| heads.iter().any(|head| pattern.is_match(head)))
        && !heads.iter().any(|head| signature.not_heads.matches(head))
        && signature.rows.iter().all(|pattern| names.iter().any(|name| pattern.is_match(name)))
}

#[cfg(test)]
mod tests;
