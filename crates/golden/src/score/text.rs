//! Scores as a table for people.

use std::collections::BTreeMap;

use juesuan_model::Language;

use super::{Counts, Scores, Share};

/// The scores as a table of text, with `details` also every mistake.
pub fn text_table(scores: &Scores, language: Language, details: bool) -> String {
    let word = |chinese, english| language.either(chinese, english);
    let mut rows = vec![heads(language)];
    rows.push(cells(word("已支持合计", "all handled"), &scores.handled));
    if scores.not_handled.documents > 0 {
        rows.push(cells(word("尚未支持合计", "not handled yet"), &scores.not_handled));
    }
    let mut group = |title: &str, entries: &mut dyn Iterator<Item = (String, Counts)>| {
        rows.push(vec![format!("[{title}]")]);
        rows.extend(entries.map(|(name, counts)| cells(&name, &counts)));
    };
    let all = |counts: &BTreeMap<String, Counts>| counts.clone().into_iter();
    group(word("制作软件", "producer"), &mut all(&scores.by_producer));
    group(word("特征", "trait"), &mut all(&scores.by_trait));
    let documents = scores.documents.iter().map(|document| (document.id.clone(), document.counts));
    group(word("文件", "document"), &mut documents.into_iter());
    let mut text = aligned(&rows);
    if !scores.without_truth.is_empty() {
        let word = word("没有真值，未计分", "without truth, not measured");
        text += &format!("{word}: {}\n", scores.without_truth.join(", "));
    }
    if details {
        for document in scores.documents.iter().filter(|document| !document.mistakes.is_empty()) {
            text += &format!("\n{}\n", document.id);
            for mistake in &document.mistakes {
                text += &format!("  {}\n", mistake.line(language));
            }
        }
    }
    text
}

/// What the columns of the tables of scores are called.
pub(crate) fn heads(language: Language) -> Vec<String> {
    let heads = match language {
        Language::Chinese => [
            "",
            "文件",
            "全对",
            "找到表",
            "表全对",
            "表头",
            "单位",
            "单元格召回%",
            "精确%",
            "错误数字",
            "缺失数字",
            "指标召回%",
            "精确%",
            "标题",
            "名词",
            "信息",
            "文字数据召回%",
            "精确%",
            "查出错误",
            "误报",
        ],
        Language::English => [
            "",
            "documents",
            "exact",
            "forms found",
            "exact",
            "heads",
            "units",
            "cell recall %",
            "precision %",
            "wrong figures",
            "missing",
            "item recall %",
            "precision %",
            "headings",
            "terms",
            "identity",
            "stated recall %",
            "precision %",
            "inconsistencies",
            "false alarms",
        ],
    };
    heads.map(str::to_owned).into()
}

/// One line of a table of scores.
pub(crate) fn cells(name: &str, counts: &Counts) -> Vec<String> {
    let of = |share: Share| format!("{}/{}", share.right, share.of);
    vec![
        name.to_owned(),
        counts.documents.to_string(),
        counts.documents_exact.to_string(),
        of(counts.forms_found),
        of(counts.forms_exact),
        of(counts.heads_exact),
        of(counts.units),
        counts.cells.percent(),
        counts.cells_read.percent(),
        counts.wrong_figures.to_string(),
        counts.missing_figures.to_string(),
        counts.items.percent(),
        counts.items_read.percent(),
        of(counts.headings),
        of(counts.terms),
        of(counts.identity),
        counts.stated.percent(),
        counts.stated_read.percent(),
        of(counts.inconsistencies),
        (counts.false_errors + counts.false_warnings).to_string(),
    ]
}

/// Rows in columns as wide as they must be; Chinese characters are two wide.
fn aligned(rows: &[Vec<String>]) -> String {
    let wide = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| rows.iter().filter(|row| row.len() > 1).filter_map(move |row| row.get(column));
    let widths: Vec<usize> =
        (0..columns).map(|column| width(column).map(|text| wide(text)).max().unwrap_or_default()).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (at, (text, width)) in row.iter().zip(&widths).enumerate() {
            let pad = " ".repeat(width.saturating_sub(wide(text)));
            line += &if at == 0 { format!("{text}{pad}") } else { format!("  {pad}{text}") };
        }
        out += line.trim_end();
        out.push('\n');
    }
    out
}
