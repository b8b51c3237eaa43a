//! Findings for people, the most severe first.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use juesuan_model::{
    Check, CheckSeverity, FinalAccounts, Finding, Language, Outcome, Suspect, cell_names, findings, verdict,
    whereabouts,
};
use juesuan_reconciler::rules;

use super::Checked;
use super::summary::Summary;
use crate::terminal::{styled, without_controls};

/// Suspects that are shown.
const MOST_SUSPECTS: usize = 4;

/// Every file's findings and its summary; for several files a line of totals.
pub(super) fn page(files: &[Checked], all: bool, in_color: bool, language: Language) -> String {
    let mut page = String::new();
    for checked in files {
        let file = checked.file.display().to_string();
        for finding in findings(&checked.accounts, |outcome| is_shown(outcome, all)) {
            let kind = verdict(finding.check, language);
            page += &if in_color { styled(kind, style(finding.check)) } else { kind.to_owned() };
            page += &without_controls(&block(&finding, &checked.accounts, language));
        }
        let line = format!("{file}{}{}", colon(language), checked.summary.line(language));
        page += &(without_controls(&line) + "\n");
    }
    if files.len() > 1 {
        let total = files.iter().fold(Summary::default(), |total, file| total.plus(file.summary));
        let (name, count) = match language {
            Language::Chinese => ("合计", format!("{} 个文件，", files.len())),
            Language::English => ("total", format!("{} files, ", files.len())),
        };
        let _ = writeln!(page, "{name}{}{count}{}", colon(language), total.line(language));
    }
    page
}

fn colon(language: Language) -> &'static str {
    language.either("：", ": ")
}

/// What is shown of a file.
fn is_shown(outcome: Outcome, all: bool) -> bool {
    match outcome {
        Outcome::Fail => true,
        Outcome::Rounding | Outcome::NotEvaluated => all,
        Outcome::Pass | Outcome::NotApplicable => false,
    }
}

fn style(check: &Check) -> Style {
    match (check.outcome, check.severity) {
        (Outcome::Fail, CheckSeverity::Error) => AnsiColor::Red.on_default().bold(),
        (Outcome::Fail, CheckSeverity::Warning) => AnsiColor::Yellow.on_default().bold(),
        _ => Style::new().bold(),
    }
}

/// What follows the word.
fn block(finding: &Finding<'_>, accounts: &FinalAccounts, language: Language) -> String {
    let check = finding.check;
    let chinese = language == Language::Chinese;
    let mut head: Vec<String> = Vec::new();
    if let Some(place) = check.places.first() {
        head.push(whereabouts(accounts, place.page, &place.bbox, language));
    }
    let named =
        [(&finding.place, ["", ""]), (&finding.row, ["行：", "row: "]), (&finding.column, ["列：", "column: "])];
    for (text, word) in named.into_iter().filter(|(text, _)| !text.is_empty()) {
        head.push(format!("{}{text}", word[usize::from(!chinese)]));
    }
    let rule = if chinese { format!("（{}）", check.rule) } else { format!(" ({})", check.rule) };
    let mut block = format!("{}{}{rule}\n    {}\n", colon(language), head.join(" · "), check.message);
    if check.outcome == Outcome::Fail {
        block += &figures(finding, language);
        for suspect in check.suspect_sets(MOST_SUSPECTS).flatten() {
            block += &suspicion(suspect, accounts, language);
        }
    }
    block + "\n"
}

fn figures(finding: &Finding<'_>, language: Language) -> String {
    let check = finding.check;
    let unit = check.unit.as_deref().unwrap_or_default();
    let (words, blank) = match language {
        Language::Chinese => (["印为", "应为", "相差", "允许 ±"], "空白"),
        Language::English => (["printed ", "expected ", "off by ", "allowed ±"], "blank"),
    };
    let mut words = words;
    if rules().iter().any(|rule| rule.id == check.rule && rule.is_bound) {
        words[1] = language.either("至多", "at most ");
    }
    let values = [&check.printed, &check.expected, &check.difference, &check.allowance];
    let is_figure = check.difference.is_some();
    let parts: Vec<String> = words
        .iter()
        .zip(values)
        .filter_map(|(word, value)| {
            let value = value.as_deref()?;
            let unit = if value.is_empty() { "" } else { unit };
            let value = if value.is_empty() { blank } else { value };
            let space = if language == Language::Chinese && !word.ends_with('±') { " " } else { "" };
            Some(format!("{word}{space}{value}{}", if is_figure { unit } else { "" }))
        })
        .collect();
    if is_figure && !parts.is_empty() { format!("    {}\n", parts.join("  ")) } else { String::new() }
}

fn suspicion(suspect: &Suspect, accounts: &FinalAccounts, language: Language) -> String {
    let table = accounts.tables.get(suspect.cell.table);
    let (row, column) = table.map(|table| cell_names(table, suspect.cell)).unwrap_or_default();
    let title = table.map(|table| table.title.as_str()).unwrap_or_default();
    let cause = suspect.cause.text(language);
    let at = whereabouts(accounts, suspect.page, &suspect.bbox, language);
    match language {
        Language::Chinese => {
            let printed = if suspect.printed.is_empty() { "空白" } else { &suspect.printed };
            format!(
                "    可疑 {}：{at} {title} · {row} · {column}：{printed} → {}（{cause}）\n",
                suspect.set, suspect.needed
            )
        }
        Language::English => {
            let printed = if suspect.printed.is_empty() { "blank" } else { &suspect.printed };
            format!(
                "    suspect {}: {at} {title} · {row} · {column}: {printed} → {} ({cause})\n",
                suspect.set, suspect.needed
            )
        }
    }
}
