//! `form_missing`: the list of contents names a form that the document does not hold.

use std::collections::BTreeMap;

use juesuan_model::{Check, DocumentKind, Language, Outcome, Page, Reason, Table};

use super::{Finding, place};
use crate::catalogue::Catalogue;
use crate::classify::read_title;
use crate::prose::ProseLine;
use crate::wording::wordings;

const RULE: &str = "form_missing";

/// A page with so many titles lists them.
const LISTS_FORMS: usize = 4;

wordings! {
    static LEADER = r"[.·…\-_—]{2,}.*$|[0-9]{1,3}$";
    static NUMBER = r"^[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]";
}

/// The forms that the contents list. `is_whole` says that every page was read.
pub(crate) fn check_contents(
    contents: &[ProseLine],
    tables: &[Table],
    pages: &[Page],
    kind: DocumentKind,
    is_whole: bool,
    catalogue: &'static Catalogue,
    language: Language,
) -> Vec<Check> {
    let mut listed: BTreeMap<&'static str, &ProseLine> = BTreeMap::new();
    for line in contents {
        let entry = LEADER.cut(&line.text);
        let entry = NUMBER.find(entry).and_then(|found| entry.get(found.end()..)).unwrap_or(entry);
        let form = read_title(entry, catalogue).and_then(|title| title.form);
        if let Some(form) = form.filter(|form| form.document == kind && !form.only_among_forms) {
            listed.entry(form.kind).or_insert(line);
        }
    }
    let check = |(form, line): (&'static str, &ProseLine)| {
        let reason = if tables.iter().any(|table| table.kind == form) {
            None
        } else if !is_whole {
            Some(Reason::PagesWithoutText)
        } else if is_printed(form, contents, pages, catalogue) {
            Some(Reason::UncertainTable)
        } else {
            None
        };
        let found = tables.iter().any(|table| table.kind == form);
        let outcome = match (found, reason) {
            (true, _) => Outcome::Pass,
            (false, None) => Outcome::Fail,
            (false, Some(_)) => Outcome::NotEvaluated,
        };
        let name = LEADER.cut(&line.text).to_owned();
        let finding = Finding {
            reason,
            zh: match outcome {
                Outcome::Pass => format!("目录所列“{name}”已找到"),
                _ => format!("目录列有“{name}”，正文中未见该表"),
            },
            en: match outcome {
                Outcome::Pass => format!("the form “{name}” of the contents was found"),
                _ => format!("the contents list “{name}”, but the document does not hold it"),
            },
            printed: Some(name.clone()),
            places: vec![place(line.page, line.bbox, None)],
            ..Finding::new(RULE, format!("contents[{form}]"), outcome)
        };
        finding.check(language)
    };
    listed.into_iter().map(check).collect()
}

/// Whether a page prints the form's title: then the form is there, and was not read.
fn is_printed(form: &str, contents: &[ProseLine], pages: &[Page], catalogue: &'static Catalogue) -> bool {
    let named = |page: &Page| -> Vec<&'static str> {
        let titles = page.lines.iter().filter(|line| line.text.contains('表'));
        titles.filter_map(|line| Some(read_title(&line.text, catalogue)?.form?.kind)).collect()
    };
    let others = pages.iter().filter(|page| !contents.iter().any(|line| line.page == page.number));
    others.map(named).any(|named| named.len() < LISTS_FORMS && named.contains(&form))
}
