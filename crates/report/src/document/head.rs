//! What stands above and beside: whose document it is, how it fares, and where everything is.

use juesuan_model::{CheckSeverity, DocumentKind, FinalAccounts, Format, Language, Outcome, Scope, TextLayer};
use juesuan_reconciler::forms;
use maud::{Markup, html};

use super::Review;
use crate::shell::language_switch;
use crate::state::FormState;
use crate::words::{Label, page_number, say};

/// The name of the document: its body and year, or its file's name where it prints neither.
pub(super) fn title(accounts: &FinalAccounts) -> String {
    let name = accounts.document.entity.as_ref().map(|entity| entity.name.as_str());
    match (name, accounts.document.fiscal_year) {
        (Some(name), Some(year)) => format!("{name} {year}"),
        (Some(name), None) => name.to_owned(),
        (None, Some(year)) => format!("{} {year}", accounts.source.file_name),
        (None, None) => accounts.source.file_name.clone(),
    }
}

pub(super) fn banner(review: &Review<'_>) -> Markup {
    let accounts = review.accounts();
    let source = &accounts.source;
    html! {
        header #banner {
            div.title {
                @if let Some(index) = review.index {
                    a.back href=(index) { "← " (say("全部文件", "all documents")) }
                }
                h1 { (title(accounts)) }
                p.kind { (kind(accounts)) }
                (language_switch(review.language))
            }
            dl.facts {
                (fact(&say("文件", "file"), &html! { (source.file_name) }))
                (fact(&say("页数", "pages"), &html! { (source.pages) }))
                @if let Some(producer) = &source.producer {
                    (fact(&say("生成软件", "written by"), &html! { (producer) }))
                }
                (fact(&say("文字层", "text layer"), &text_layer(accounts)))
                (fact(&html! { "SHA-256" }, &html! { code title=(source.sha256) { (source.sha256.get(..16).unwrap_or(&source.sha256)) "…" } }))
            }
            (counts(accounts))
        }
    }
}

fn fact(name: &Markup, value: &Markup) -> Markup {
    html! { div { dt { (name) } dd { (value) } } }
}

fn kind(accounts: &FinalAccounts) -> Markup {
    let scope = accounts.document.entity.as_ref().and_then(|entity| entity.scope);
    match (accounts.document.kind, scope) {
        (DocumentKind::FinalAccounts, Some(Scope::Department)) => say("部门决算", "final accounts of a department"),
        (DocumentKind::FinalAccounts, Some(Scope::Unit)) => say("单位决算", "final accounts of a unit"),
        (DocumentKind::FinalAccounts, None) => say("决算", "final accounts"),
        (DocumentKind::Budget, _) => say("预算（不核对）", "a budget (not checked)"),
        (DocumentKind::Unknown, _) => say("未识别的文件（不核对）", "not a kind that is known (not checked)"),
    }
}

fn text_layer(accounts: &FinalAccounts) -> Markup {
    let source = &accounts.source;
    match (source.format, source.text_layer) {
        (Format::Text, _) => say("文本文件", "a text dump"),
        (_, TextLayer::Full) => say("完整", "full"),
        (_, TextLayer::Partial) => {
            let count = source.pages_without_text.len();
            say(format!("缺 {count} 页，须先做文字识别"), format!("{count} pages have none and need OCR"))
        }
        (_, TextLayer::None) => say("无：扫描件，须先做文字识别", "none: a scan, which needs OCR first"),
    }
}

/// How many relations came out how: what a reader wants to know first.
fn counts(accounts: &FinalAccounts) -> Markup {
    let failed = |severity| {
        let is = |check: &&juesuan_model::Check| check.outcome == Outcome::Fail && check.severity == severity;
        accounts.checks.iter().filter(is).count()
    };
    let counts = [
        ("error", say("错误", "errors"), failed(CheckSeverity::Error)),
        ("warning", say("警告", "warnings"), failed(CheckSeverity::Warning)),
        ("info", say("提示", "infos"), failed(CheckSeverity::Info)),
        ("rounding", say("尾差", "rounding"), accounts.checks_that(Outcome::Rounding)),
        ("pass", say("相符", "pass"), accounts.checks_that(Outcome::Pass)),
        ("not-evaluated", say("未核对", "not evaluated"), accounts.checks_that(Outcome::NotEvaluated)),
        ("problem", say("读取问题", "problems while reading"), accounts.problems().count()),
    ];
    html! {
        ul.counts {
            @for (name, words, count) in counts {
                li class=(format!("{name}{}", if count == 0 { " none" } else { "" })) { b { (count) } " " (words) }
            }
        }
    }
}

/// The contents: the forms with their state, then the rest of the page.
pub(super) fn contents(review: &Review<'_>, states: &[FormState]) -> Markup {
    let accounts = review.accounts();
    let label = Label::new("目录", "Contents");
    let others = accounts.tables.len() - accounts.forms().count();
    html! {
        nav #contents aria-label=(label.in_language(review.language)) data-label-zh=(label.chinese)
            data-label-en=(label.english) {
            ul {
                li { a href="#findings" { (say("核对结果", "Findings")) } }
                li {
                    a href="#forms" { (say("决算报表", "Forms")) }
                    ol.forms { @for form in states { li { (form_entry(form, review)) } } }
                }
                @if others > 0 { li { a href="#others" { (say(format!("其他表格（{others}）"), format!("Other tables ({others})"))) } } }
                @if !accounts.sections.is_empty() { li { a href="#prose" { (say("文字说明", "Prose")) } } }
                li { a href="#reading" { (say("读取情况", "Reading")) } }
            }
        }
    }
}

fn form_entry(form: &FormState, review: &Review<'_>) -> Markup {
    let accounts = review.accounts();
    let badge = html! { span class=(format!("badge {}", form.state.name())) { (form.state.words()) } };
    let table = form.table.and_then(|index| Some((index, accounts.tables.get(index)?)));
    match table {
        Some((index, table)) => html! {
            a href=(format!("#t{index}")) {
                span.name { (name_of(&form.kind, &table.title, accounts.document.kind)) }
                @if let Some(page) = table.pages.first() { " " small { (page_number(*page)) } }
            }
            " " (badge)
        },
        None => html! { span.name { (name_of(&form.kind, "", accounts.document.kind)) } " " (badge) },
    }
}

/// The form's name: as printed in Chinese, as the dictionary has it in English.
pub(super) fn name_of(kind: &str, printed: &str, document: DocumentKind) -> Markup {
    let form = forms(document).into_iter().find(|form| form.kind == kind);
    let chinese = form.map_or(kind, |form| form.name(Language::Chinese));
    let english = form.map_or(kind, |form| form.name(Language::English));
    say(if printed.is_empty() { chinese } else { printed }, english)
}
