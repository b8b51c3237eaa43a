//! What does not hold, the most severe first, each with its figures, its suspects and the way to its places.

use juesuan_model::{
    CellAt, Check, CheckPlace, FinalAccounts, Finding, Language, Outcome, Suspect, cell_names, findings, verdict,
};
use juesuan_reconciler::rules;
use maud::{Markup, html};

use super::Review;
use super::places::{MOST_SUSPECTS, Mark, Marked, cell_id, place, text_id};
use crate::words::{say, whereabouts};

/// Places that are linked one by one: a sum of a hundred lines has a hundred.
const MOST_PLACES: usize = 40;

pub(super) fn section(review: &Review<'_>, marked: &Marked) -> Markup {
    let accounts = review.accounts();
    let failed = findings(accounts, |outcome| outcome == Outcome::Fail);
    let rounding = findings(accounts, |outcome| outcome == Outcome::Rounding);
    let open = findings(accounts, |outcome| outcome == Outcome::NotEvaluated);
    html! {
        section #findings aria-labelledby="findings-title" {
            h2 #findings-title { (say("核对结果", "Findings")) }
            @if failed.is_empty() { (nothing_found(accounts)) }
            @else {
                (unread(accounts))
                (filter(&failed))
                ol.findings { @for finding in &failed { li { (card(finding, review, marked)) } } }
            }
            (folded(&say(format!("尾差：{} 项", rounding.len()), format!("Rounding: {}", rounding.len())), &rounding, review, marked))
            (folded(&say(format!("未能核对：{} 项", open.len()), format!("Not evaluated: {}", open.len())), &open, review, marked))
            (by_rule(accounts))
        }
    }
}

fn nothing_found(accounts: &FinalAccounts) -> Markup {
    let evaluated = accounts.checks_that(Outcome::Pass) + accounts.checks_that(Outcome::Rounding);
    if evaluated == 0 {
        return html! { p { (say("没有可以核对的关系。", "There was no relation to evaluate.")) } (unread(accounts)) };
    }
    html! {
        p.good { (say(
            format!("核对了 {evaluated} 项关系，没有不符。"),
            format!("{evaluated} relations were evaluated, and all hold."),
        )) }
        (unread(accounts))
    }
}

/// What was not read cannot be found to be wrong.
fn unread(accounts: &FinalAccounts) -> Markup {
    let pages: Vec<String> = accounts.source.pages_without_text.iter().map(u32::to_string).collect();
    if pages.is_empty() {
        return html! {};
    }
    let (chinese, english) = (pages.join("、"), pages.join(", "));
    html! {
        p.unread { (say(
            format!("第 {chinese} 页没有文字，未读：上面没有列出的，不等于没有。须先做文字识别（OCR）。"),
            format!("No text on pages {english}, so they were not read: what is not listed may be there. They need OCR first."),
        )) }
    }
}

/// Buttons that hide and show findings by severity.
fn filter(failed: &[Finding<'_>]) -> Markup {
    let marks = [Mark::Error, Mark::Warning, Mark::Info];
    let counted =
        marks.map(|mark| (mark, failed.iter().filter(|finding| Mark::of(finding.check) == Some(mark)).count()));
    html! {
        fieldset.filter {
            legend { (say("显示", "Show")) }
            @for (mark, count) in counted.into_iter().filter(|(_, count)| *count > 0) {
                label {
                    input type="checkbox" checked data-severity=(mark.name());
                    " " (severity(mark)) " (" (count) ")"
                }
            }
        }
    }
}

fn severity(mark: Mark) -> Markup {
    match mark {
        Mark::Error => say("错误", "errors"),
        Mark::Warning => say("警告", "warnings"),
        Mark::Info => say("提示", "infos"),
        Mark::Rounding => say("尾差", "rounding"),
    }
}

fn folded(title: &Markup, found: &[Finding<'_>], review: &Review<'_>, marked: &Marked) -> Markup {
    if found.is_empty() {
        return html! {};
    }
    html! {
        details {
            summary { (title) }
            ol.findings { @for finding in found { li { (card(finding, review, marked)) } } }
        }
    }
}

fn card(finding: &Finding<'_>, review: &Review<'_>, marked: &Marked) -> Markup {
    let check = finding.check;
    let class = Mark::of(check).map_or("open", Mark::name);
    let english = review.english.checks.get(finding.index).map_or("", |check| check.message.as_str());
    let rule = rules().iter().find(|rule| rule.id == check.rule);
    html! {
        article #(format!("f{}", finding.index)) tabindex="-1" class=(format!("finding {class}")) data-severity=(class) {
            h3 {
                span class=(format!("badge {class}")) { (say(verdict(check, Language::Chinese), verdict(check, Language::English))) }
                " "
                @if let Some(rule) = rule {
                    (say(&rule.text(Language::Chinese).title, &rule.text(Language::English).title))
                } @else { code { (check.rule) } }
            }
            @let names: Vec<&str> =
                [&finding.place, &finding.row, &finding.column].into_iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
            @if !names.is_empty() { p.where { (names.join(" · ")) } }
            p.message { (say(&check.message, english)) }
            (figures(check, rule.is_some_and(|rule| rule.is_bound)))
            (places(check, review, marked))
            (suspects(check, review.accounts()))
            p.rule { code { (check.rule) } @if let Some(rule) = rule { " " (say(&rule.text(Language::Chinese).meaning, &rule.text(Language::English).meaning)) } }
        }
    }
}

/// What is printed, what would agree, and by how much it is off.
fn figures(check: &Check, is_bound: bool) -> Markup {
    if let (Outcome::NotEvaluated | Outcome::Rounding, Some(reason)) = (check.outcome, check.reason) {
        return html! { p.reason { (say(reason.text(Language::Chinese), reason.text(Language::English))) } };
    }
    if check.difference.is_none() {
        return html! {};
    }
    let expected = if is_bound { say("至多", "at most") } else { say("应为", "expected") };
    let unit = check.unit.as_deref().unwrap_or_default();
    let parts = [
        (say("印为", "printed"), check.printed.as_deref()),
        (expected, check.expected.as_deref()),
        (say("相差", "off by"), check.difference.as_deref()),
        (say("允许 ±", "allowed ±"), check.allowance.as_deref()),
    ];
    html! {
        dl.figures {
            @for (words, value) in parts {
                @if let Some(value) = value {
                    div { dt { (words) } dd {
                        @if value.is_empty() { (say("空白", "blank")) } @else { (value) (unit) }
                    } }
                }
            }
        }
    }
}

fn places(check: &Check, review: &Review<'_>, marked: &Marked) -> Markup {
    if check.places.is_empty() {
        return html! {};
    }
    let accounts = review.accounts();
    let left = check.places.len().saturating_sub(MOST_PLACES);
    html! {
        ul.places {
            @for (at, found) in check.places.iter().take(MOST_PLACES).enumerate() {
                li { a.place href=(target(found, review, marked)) data-b=(place(found.page, &found.bbox)) {
                    (whereabouts(accounts, found.page, &found.bbox)) @if let Some(cell) = found.cell { " " (cell_words(cell, accounts, at > 0)) }
                } }
            }
            @if left > 0 { li { (say(format!("另有 {left} 处"), format!("and {left} more"))) } }
        }
    }
}

/// A cell by what it holds, and for those beside the first by its row, too.
fn cell_words(cell: CellAt, accounts: &FinalAccounts, with_row: bool) -> Markup {
    let table = accounts.tables.get(cell.table);
    let text = table.and_then(|table| table.rows.get(cell.row)?.cells.get(cell.column)).map(|cell| cell.text.as_str());
    let row = table.filter(|_| with_row).map(|table| cell_names(table, cell).0).unwrap_or_default();
    html! { @if !row.is_empty() { (row) " " } b { (text.unwrap_or_default()) } }
}

/// Where a place's link leads: to its cell, to its paragraph, or to its page where that is shown.
fn target(found: &CheckPlace, review: &Review<'_>, marked: &Marked) -> String {
    match found.cell {
        Some(cell) => format!("#{}", cell_id(cell)),
        None if marked.has_paragraph(found.page, &found.bbox) => format!("#{}", text_id(found.page, &found.bbox)),
        None if review.shows(found.page) => format!("#p{}", found.page),
        None => "#findings".to_owned(),
    }
}

fn suspects(check: &Check, accounts: &FinalAccounts) -> Markup {
    if check.suspects.is_empty() {
        return html! {};
    }
    let sets: Vec<&[Suspect]> = check.suspect_sets(MOST_SUSPECTS).collect();
    let are_single = sets.iter().all(|set| set.len() == 1);
    html! {
        p.suspects-title {
            @if are_single {
                (say("可疑的数字（任改一处成右边的数，相关的关系就都成立）：", "Suspect figures (with any one as on the right, every relation would hold):"))
            } @else {
                (say("可疑的数字（任选一组，组内都改成右边的数，相关的关系就都成立）：",
                    "Suspect figures (with all of any one group as on the right, every relation would hold):"))
            }
        }
        ol.suspects {
            @for set in sets {
                li { @for suspect in set { div { (suspicion(suspect, accounts)) } } }
            }
        }
    }
}

fn suspicion(suspect: &Suspect, accounts: &FinalAccounts) -> Markup {
    let table = accounts.tables.get(suspect.cell.table);
    let (row, column) = table.map(|table| cell_names(table, suspect.cell)).unwrap_or_default();
    let title = table.map(|table| table.title.as_str()).unwrap_or_default();
    html! {
        a.place href=(format!("#{}", cell_id(suspect.cell))) data-b=(place(suspect.page, &suspect.bbox)) {
            (whereabouts(accounts, suspect.page, &suspect.bbox)) " " (title) " · " (row) " · " (column)
        }
        ": "
        @if suspect.printed.is_empty() { (say("空白", "blank")) } @else { (suspect.printed) }
        " → " b { (suspect.needed) } " "
        small { (say(suspect.cause.text(Language::Chinese), suspect.cause.text(Language::English))) }
    }
}

/// Every rule that the document gave occasion for, with its outcomes counted.
fn by_rule(accounts: &FinalAccounts) -> Markup {
    let counted: Vec<_> = rules()
        .iter()
        .map(|rule| {
            let of = |outcome| {
                accounts.checks.iter().filter(|check| check.rule == rule.id && check.outcome == outcome).count()
            };
            (rule, [Outcome::Pass, Outcome::Rounding, Outcome::Fail, Outcome::NotEvaluated].map(of))
        })
        .filter(|(_, counts)| counts.iter().any(|count| *count > 0))
        .collect();
    if counted.is_empty() {
        return html! {};
    }
    html! {
        details {
            summary { (say("各项规则的结果", "Outcomes by rule")) }
            table.counts-by-rule {
                thead { tr {
                    th scope="col" { (say("规则：不符时的含义", "rule: what is wrong where it fails")) }
                    @for words in [say("相符", "pass"), say("尾差", "rounding"), say("不符", "fail"), say("未核对", "not evaluated")] {
                        th scope="col" { (words) }
                    }
                } }
                tbody { @for (rule, counts) in &counted { tr {
                    th scope="row" { (say(&rule.text(Language::Chinese).title, &rule.text(Language::English).title)) " " code { (rule.id) } }
                    @for count in counts { td.number { (count) } }
                } } }
            }
        }
    }
}
