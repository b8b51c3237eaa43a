//! The list of contents: taken out of the running text, its entries kept.
//!
//! It begins with a line 目录 and goes on up to where one of its first entries stands a second time; that is the heading
//! itself. Where none does, it ends with the last page that holds nothing but entries. Lines with dot leaders belong to
//! it wherever they stand.

use std::collections::{BTreeMap, HashSet};

use super::lines::ProseLine;
use super::numbering::{NumberKind, read_number};
use crate::captions::is_contents_entry;
use crate::spelling::canonical;
use crate::wording::wordings;

/// Of the first entries one must come again.
const FIRST_ENTRIES: usize = 3;

/// The running text with the list of contents taken out.
pub(super) struct Split {
    /// What stands before the list; `None` where there is no list.
    pub(super) before: Option<Vec<ProseLine>>,
    /// Everything after it, or everything.
    pub(super) text: Vec<ProseLine>,
    /// Its entries: the text for comparing, and the kind of number.
    pub(super) entries: BTreeMap<String, NumberKind>,
    /// Its lines.
    pub(super) listed: Vec<ProseLine>,
}

wordings! {
    static TITLE needs ['目'] = r"^(目录|目次|内容目录)$";
    static LEADER needs ['.', '·', '-', '_', '—'] = r"[.·\-_—]{3,}[0-9\-]{0,5}$";
    /// A leader that no sentence ends with: …… is six dots.
    static LEADER_TO_A_PAGE needs ['.', '·', '-', '_', '—'] = r"[.·\-_—]{10,}$|[.·\-_—]{3,}[0-9]{1,3}$";
    static PAGE_AFTER = r"\(?[0-9]{1,3}\)?$";
}

/// An entry or heading for comparing: canonical, without leaders, page and number.
pub(super) fn key(text: &str) -> String {
    let text = canonical(text);
    let text = LEADER.cut(&text).trim_start_matches('-');
    read_number(text).map_or(text, |numbered| numbered.rest).to_owned()
}

/// Takes the list of contents out.
pub(super) fn split_contents(lines: Vec<ProseLine>) -> Split {
    let is_leader =
        |line: &ProseLine| !line.text.contains(['，', '；', '。']) && LEADER_TO_A_PAGE.is_match(&canonical(&line.text));
    let Some(start) = lines.iter().position(|line| TITLE.is_match(&canonical(&line.text))) else {
        let (listed, text): (Vec<ProseLine>, Vec<ProseLine>) = lines.into_iter().partition(is_leader);
        return Split { before: None, text, entries: entries_of(&listed), listed };
    };
    let end = find_end(&lines, start);
    let mut before = lines;
    let mut listed = before.split_off(start);
    let text = listed.split_off(end - start).into_iter().filter(|line| !is_leader(line)).collect();
    let entries = entries_of(listed.get(1..).unwrap_or_default());
    Split { before: Some(before), text, entries, listed }
}

/// The first line after the list that begins at `start`.
fn find_end(lines: &[ProseLine], start: usize) -> usize {
    let mut first: HashSet<String> = HashSet::new();
    for (index, line) in lines.iter().enumerate().skip(start + 1) {
        let key = key(&line.text);
        let numbered = read_number(canonical(&line.text).trim_start_matches('-')).is_some();
        // The heading may be wrapped where the entry is not.
        let with_next = lines.get(index + 1).map(|next| format!("{key}{}", canonical(&next.text)));
        let again = first.contains(&key)
            || first.contains(PAGE_AFTER.cut(&key))
            || with_next.is_some_and(|both| first.contains(&both));
        let bare_above = index > start + 1
            && lines
                .get(index - 1)
                .and_then(|above| read_number(&above.text))
                .is_some_and(|above| above.rest.is_empty());
        if again && key.chars().nth(2).is_some() && (numbered || bare_above) {
            return if numbered { index } else { index - 1 };
        }
        if first.len() < 2 * FIRST_ENTRIES && numbered {
            first.insert(PAGE_AFTER.cut(&key).to_owned());
            first.insert(key);
        }
    }
    // No entry comes again: whole pages without a sentence are the list.
    let is_sentence = |line: &&ProseLine| line.text.contains(['。', '；']);
    let sentence = lines.iter().skip(start).find(is_sentence).map_or(u32::MAX, |line| line.page);
    let first_page = lines.get(start).map_or(0, |line| line.page);
    let entry = |line: &ProseLine| read_number(&line.text).is_some() || is_contents_entry(&line.text);
    lines
        .iter()
        .enumerate()
        .skip(start + 1)
        .find(|(index, line)| {
            let new_page = lines.get(index - 1).is_some_and(|before| before.page != line.page);
            let on_page = || lines.iter().skip(*index).take_while(|other| other.page == line.page);
            line.page >= sentence && line.page > first_page
                || (new_page && 2 * on_page().filter(|line| entry(line)).count() < on_page().count())
        })
        .map_or(if sentence == first_page { start + 1 } else { lines.len() }, |(index, _)| index)
}

/// Of two entries with one text the first counts.
fn entries_of(listed: &[ProseLine]) -> BTreeMap<String, NumberKind> {
    let mut entries: Vec<(NumberKind, String)> = Vec::new();
    for line in listed {
        let text = canonical(&line.text);
        let key = PAGE_AFTER.cut(&key(&line.text)).to_owned();
        match (read_number(text.trim_start_matches('-')), entries.last_mut()) {
            (Some(numbered), _) => entries.push((numbered.kind, key)),
            (None, Some((_, last))) => last.push_str(&key),
            (None, None) => {}
        }
    }
    entries.into_iter().rev().map(|(kind, key)| (key, kind)).collect()
}
