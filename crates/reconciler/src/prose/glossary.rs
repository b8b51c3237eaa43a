//! The terms of 名词解释: `一、财政拨款收入：指…`, `财政拨款收入：指…`, `（一）财政拨款收入是指…`.

use juesuan_model::{GlossaryEntry, Paragraph, Section};

use super::numbering::read_number;
use crate::wording::wordings;

wordings! {
    static HEADING = r"(名词|术语|用语)(的)?(解释|说明)|专业(性)?(名词|术语)";
    static WITH_COLON = r"^([^：:。；;，,]{2,40}?)[：:](.+)$";
    static WITH_VERB = r"^([^：:。；;，,]{2,30}?)[，,]?((?:是)?指.+)$";
    static NO_TERM = r"^(其中|主要是|主要包括|包括|例如|如|注|备注|说明|具体|其他说明)$";
}

/// The terms in the sections under a heading 名词解释.
pub(crate) fn read_glossary(sections: &[Section]) -> Vec<GlossaryEntry> {
    let mut entries: Vec<GlossaryEntry> = Vec::new();
    let mut inside: Option<u32> = None;
    for section in sections {
        if inside.is_some_and(|level| section.level <= level) {
            inside = None;
        }
        let begins = HEADING.is_match(&section.title);
        if begins && inside.is_none() {
            inside = Some(section.level);
        }
        if inside.is_none() {
            continue;
        }
        let before = entries.len();
        for paragraph in &section.paragraphs {
            read_paragraph(paragraph, section, before, begins, &mut entries);
        }
    }
    entries
}

fn read_paragraph(
    paragraph: &Paragraph,
    section: &Section,
    before: usize,
    is_glossary_heading: bool,
    entries: &mut Vec<GlossaryEntry>,
) {
    let text = read_number(&paragraph.text).map_or(paragraph.text.as_str(), |numbered| numbered.rest);
    if let Some((term, definition)) = split_term(text) {
        entries.push(GlossaryEntry { term, definition, page: paragraph.page });
    } else if !is_glossary_heading && entries.len() == before && text.starts_with(['指', '是', '反']) {
        // The term stands as a heading over what is said of it.
        let term = section.title.trim_end_matches(['：', ':']).to_owned();
        entries.push(GlossaryEntry { term, definition: text.to_owned(), page: section.page });
    } else if let Some(last) = entries.get_mut(before..).and_then(<[GlossaryEntry]>::last_mut) {
        last.definition.push_str(&paragraph.text);
    }
}

fn split_term(text: &str) -> Option<(String, String)> {
    let found = WITH_COLON.captures(text).or_else(|| WITH_VERB.captures(text))?;
    let term = found.get(1)?.as_str().trim_matches(['-', '·', '•']);
    let definition = found.get(2)?.as_str();
    (!NO_TERM.is_match(term)).then(|| (term.to_owned(), definition.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::read_glossary;
    use juesuan_model::{BBox, Paragraph, Section};

    fn section(level: u32, title: &str, paragraphs: &[&str]) -> Section {
        let paragraph = |text: &&str| Paragraph { page: 9, bbox: BBox::default(), text: (*text).to_owned() };
        Section {
            number: None,
            title: title.to_owned(),
            page: 9,
            level,
            paragraphs: paragraphs.iter().map(paragraph).collect(),
        }
    }

    #[track_caller]
    fn check(sections: &[Section], expected: &[(&str, &str)]) {
        let entries = read_glossary(sections);
        let found: Vec<_> = entries.iter().map(|entry| (entry.term.as_str(), entry.definition.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn terms_come_with_and_without_numbers() {
        check(
            &[section(
                1,
                "名词解释",
                &["一、事业收入：指开展业务取得的收入。", "其他收入：其余收入。", "（三）基本支出是指日常支出。"],
            )],
            &[("事业收入", "指开展业务取得的收入。"), ("其他收入", "其余收入。"), ("基本支出", "是指日常支出。")],
        );
    }

    #[test]
    fn a_paragraph_that_begins_no_term_goes_on_with_the_last() {
        check(
            &[section(1, "名词解释", &["基本支出：指日常支出。", "其中：人员经费指工资。"])],
            &[("基本支出", "指日常支出。其中：人员经费指工资。")],
        );
    }

    #[test]
    fn sections_under_the_glossary_belong_to_it_and_those_after_it_do_not() {
        check(
            &[
                section(1, "名词解释", &[]),
                section(2, "收入科目", &["1.事业收入：指业务收入。"]),
                section(2, "项目支出", &["指为特定任务安排的支出。"]),
                section(1, "附件", &["说明：不属于术语。", "甲：乙。"]),
            ],
            &[("事业收入", "指业务收入。"), ("项目支出", "指为特定任务安排的支出。")],
        );
    }
}
