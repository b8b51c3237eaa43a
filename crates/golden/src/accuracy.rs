//! The page of accuracy: the scores of a corpus as a document.

use std::collections::BTreeMap;

use juesuan_model::Language;
use serde::Deserialize;

use crate::score::{Counts, Scores, cells, heads};

/// What the page says beside the scores.
#[derive(Debug, Clone)]
pub struct Circumstances<'c> {
    /// Version of the program.
    pub version: &'c str,
    /// The day, as YYYY-MM-DD.
    pub date: &'c str,
    /// SHA-256 of the manifest.
    pub fingerprint: &'c str,
    /// How many pages the corpus has.
    pub pages: u32,
    /// Traits that are not handled yet.
    pub not_handled: &'c [String],
    /// What the traits mean.
    pub traits: &'c BTreeMap<String, Explanation>,
}

/// A trait in words.
#[derive(Debug, Clone, Deserialize)]
pub struct Explanation {
    /// 简体中文.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Explanation {
    fn in_language(&self, language: Language) -> &str {
        language.either(&self.zh, &self.en)
    }
}

/// Beginning of the line that holds the date; the rest of the page does not depend on the day.
const DATE_MARK: &str = "<!-- date -->";

/// The page in Markdown.
pub fn page(scores: &Scores, about: &Circumstances<'_>, language: Language) -> String {
    let is_chinese = language == Language::Chinese;
    let word = |chinese: &'static str, english: &'static str| language.either(chinese, english);
    let documents = scores.documents.len();
    let pages = about.pages;
    let Circumstances { version, date, fingerprint, .. } = about;
    let mut out = String::new();
    if is_chinese {
        out += "# 准确度\n\n由 `juesuan golden accuracy` 生成，请勿手工修改。\n\n";
        out += &format!("{DATE_MARK} 日期：{date}\n\n");
        out += &format!("版本 {version}；语料 {documents} 份文件、{pages} 页，清单 SHA-256 `{fingerprint}`。\n\n");
        out += "真值来自规格（`corpus/specs`）和版式，不来自本程序的输出。“错误数字”是输出中有、而该处没有印刷的数字；\
                “缺失数字”是印刷了而输出没有的数字。百分数向下取整。\n\n";
    } else {
        out += "# Accuracy\n\nWritten by `juesuan golden accuracy`; do not edit.\n\n";
        out += &format!("{DATE_MARK} Date: {date}\n\n");
        out += &format!(
            "Version {version}; a corpus of {documents} documents, {pages} pages, SHA-256 of its manifest `{fingerprint}`.\n\n"
        );
        out += "The truth comes from the specifications (`corpus/specs`) and the layout, never from this program's output. \
                A wrong figure is one in the output that is not printed at that place; a missing one is printed and not in \
                the output. Percentages are rounded down.\n\n";
    }
    let all = |name: &str, counts: &Counts| (name.to_owned(), *counts);
    let mut totals = vec![all(word("已支持的文件", "documents handled"), &scores.handled)];
    if scores.not_handled.documents > 0 {
        totals.push(all(word("含尚未支持特征的文件", "documents with a trait not handled yet"), &scores.not_handled));
    }
    section(&mut out, word("合计", "In all"), totals, language);
    if !about.not_handled.is_empty() {
        out += word("尚未支持的特征：", "Traits not handled yet: ");
        let named = about.not_handled.iter().map(|name| explained(name, about, language));
        out += &named.collect::<Vec<_>>().join(word("；", "; "));
        out += word("。\n\n", ".\n\n");
    }
    let sorted = |counts: &BTreeMap<String, Counts>| counts.clone().into_iter().collect::<Vec<_>>();
    section(&mut out, word("按制作软件", "By producer"), sorted(&scores.by_producer), language);
    let traits = sorted(&scores.by_trait).into_iter();
    let traits = traits.map(|(name, counts)| (explained(&name, about, language), counts)).collect();
    section(&mut out, word("按特征", "By trait"), traits, language);
    let documents = scores.documents.iter().map(|document| (document.id.clone(), document.counts)).collect();
    section(&mut out, word("按文件", "By document"), documents, language);
    out.truncate(out.trim_end().len());
    out + "\n"
}

fn explained(name: &str, about: &Circumstances<'_>, language: Language) -> String {
    match about.traits.get(name) {
        Some(meaning) => format!("`{name}` {}", meaning.in_language(language)),
        None => format!("`{name}`"),
    }
}

fn section(out: &mut String, title: &str, rows: Vec<(String, Counts)>, language: Language) {
    let heads = heads(language);
    *out += &format!("## {title}\n\n| {} |\n|{}\n", heads.join(" | "), " --- |".repeat(heads.len()));
    for (name, counts) in rows {
        *out += &format!("| {} |\n", cells(&name.replace('|', "\\|"), &counts).join(" | "));
    }
    out.push('\n');
}

/// Whether two pages say the same but for the date.
pub fn same_but_for_the_date(one: &str, other: &str) -> bool {
    let undated =
        |page: &str| page.lines().filter(|line| !line.starts_with(DATE_MARK)).map(str::to_owned).collect::<Vec<_>>();
    undated(one) == undated(other)
}
