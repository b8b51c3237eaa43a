//! `form_missing`: the list of contents names a form that the document does not hold. `contents_page_wrong`: it names
//! another page than the form begins on.

use std::collections::BTreeMap;

use juesuan_model::{LineRole, Outcome, Page, Reason, Table};

use super::super::Reading;
use super::super::claim::Claim;
use super::place;
use crate::captions::read_title;
use crate::catalogue::Catalogue;
use crate::prose::ProseLine;
use crate::wording::wordings;

const RULE: &str = "form_missing";
const PAGES: &str = "contents_page_wrong";

/// A page with so many titles lists them.
const LISTS_FORMS: usize = 4;

wordings! {
    static LEADER = r"[.·…\-_—]{2,}.*$|[0-9]{1,3}$";
    static PAGE = r"[^0-9.]\.*([0-9]{1,3})$";
    static BARE_PAGE = r"^[^0-9A-Za-z]*(?:第 ?)?([0-9]{1,3})(?: ?页)?[^0-9A-Za-z]*$";
    static NUMBER = r"^[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]";
}

/// The forms that the contents list.
pub(crate) fn check_contents(reading: &Reading<'_>, catalogue: &'static Catalogue) -> Vec<Claim<'static>> {
    let Reading { contents, tables, pages, .. } = *reading;
    let mut listed: BTreeMap<&'static str, &ProseLine> = BTreeMap::new();
    for line in contents {
        let entry = LEADER.cut(&line.text);
        let entry = NUMBER.find(entry).and_then(|found| entry.get(found.end()..)).unwrap_or(entry);
        let form = read_title(entry, catalogue).and_then(|title| title.form);
        if let Some(form) = form.filter(|form| form.document == reading.document.kind && !form.only_among_forms) {
            listed.entry(form.kind).or_insert(line);
        }
    }
    let check = |(form, line): (&'static str, &ProseLine)| {
        let found = tables.iter().any(|table| table.kind == form);
        let reason = if found {
            None
        } else if !reading.pages_without_text.is_empty() {
            Some(Reason::PagesWithoutText)
        } else if is_printed(form, contents, pages, catalogue) {
            Some(Reason::UncertainTable)
        } else {
            None
        };
        let outcome = match (found, reason) {
            (true, _) => Outcome::Pass,
            (false, None) => Outcome::Fail,
            (false, Some(_)) => Outcome::NotEvaluated,
        };
        let name = LEADER.cut(&line.text).to_owned();
        Claim {
            rule: RULE,
            identity: format!("contents[{form}]"),
            outcome,
            reason,
            zh: format!("目录列有“{name}”，正文中未见该表"),
            en: format!("the contents list “{name}”, but the document does not hold it"),
            printed: Some(name),
            places: vec![place(line.page, line.bbox, None)],
            ..Claim::default()
        }
    };
    let mut claims: Vec<Claim<'static>> = listed.iter().map(|(form, line)| check((form, line))).collect();
    claims.extend(check_pages(&listed, tables, pages));
    claims
}

/// The pages that the contents name, where most of them are right: else they are numbered in another way.
fn check_pages(listed: &BTreeMap<&'static str, &ProseLine>, tables: &[Table], pages: &[Page]) -> Vec<Claim<'static>> {
    let printed_on = |table: &Table| {
        let page = pages.iter().find(|page| Some(&page.number) == table.pages.first())?;
        // The lowest line, where it is a bare number: not every foot is known as one.
        let foot = page.lines.iter().max_by(|one, other| one.bbox.y1.total_cmp(&other.bbox.y1))?;
        let number = page.lines.iter().find(|line| line.role == LineRole::PageNumber).unwrap_or(foot);
        let digits = BARE_PAGE.captures(&number.text)?.get(1)?.as_str().to_owned();
        digits.parse::<u32>().ok()
    };
    let named: Vec<(&str, &ProseLine, u32, u32)> = listed
        .iter()
        .filter_map(|(form, line)| {
            let table = tables.iter().find(|table| table.kind == **form)?;
            let said = PAGE.captures(&line.text)?.get(1)?.as_str().parse().ok()?;
            Some((*form, *line, said, printed_on(table)?))
        })
        .collect();
    let right = named.iter().filter(|(_, _, said, printed)| said == printed).count();
    if 2 * right < named.len() || right < 2 {
        return Vec::new();
    }
    let claim = |(form, line, said, printed): (&str, &ProseLine, u32, u32)| Claim {
        rule: PAGES,
        identity: format!("contents.page[{form}]"),
        outcome: if said == printed { Outcome::Pass } else { Outcome::Fail },
        zh: format!("目录称“{}”在第 {said} 页，该表起于印有页码 {printed} 的一页", LEADER.cut(&line.text)),
        en: format!("the contents say page {said} for “{}”, which begins on page {printed}", LEADER.cut(&line.text)),
        printed: Some(said.to_string()),
        expected: Some(printed.to_string()),
        places: vec![place(line.page, line.bbox, None)],
        ..Claim::default()
    };
    named.into_iter().map(claim).collect()
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
