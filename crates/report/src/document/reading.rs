//! How the file could be read: what was noticed, and what is behind each form.

use juesuan_model::{ReportedDiagnostic, Severity, json_name};
use maud::{Markup, html};

use super::Review;
use super::places::place;
use crate::words::{page_number, say};

/// Notes that are listed one by one.
const MOST_NOTED: usize = 300;

pub(super) fn section(review: &Review<'_>) -> Markup {
    let accounts = review.accounts();
    let english = &review.english.diagnostics;
    let both: Vec<(&ReportedDiagnostic, &str)> = accounts
        .diagnostics
        .iter()
        .enumerate()
        .map(|(at, noticed)| (noticed, english.get(at).map_or("", |noticed| noticed.message.as_str())))
        .collect();
    let of = |severity| both.iter().filter(move |(noticed, _)| noticed.code.severity() == severity).collect::<Vec<_>>();
    let (problems, notes) = (of(Severity::Problem), of(Severity::Note));
    html! {
        section #reading aria-labelledby="reading-title" {
            h2 #reading-title { (say("读取情况", "Reading")) }
            @if problems.is_empty() { p.good { (say("读取中没有问题。", "There were no problems while reading.")) } }
            @else { (list(&problems, review)) }
            @if !notes.is_empty() {
                details {
                    summary { (say(format!("说明 {} 条", notes.len()), format!("{} notes", notes.len()))) }
                    (list(&notes, review))
                }
            }
        }
    }
}

fn list(noticed: &[&(&ReportedDiagnostic, &str)], review: &Review<'_>) -> Markup {
    let left = noticed.len().saturating_sub(MOST_NOTED);
    html! {
        ul.noticed {
            @for (found, english) in noticed.iter().take(MOST_NOTED) {
                li {
                    @if let Some(page) = found.page {
                        @match (found.bbox, review.shows(page)) {
                            (Some(bbox), true) => a.place href=(format!("#p{page}")) data-b=(place(page, &bbox)) { (page_number(page)) },
                            (None, true) => a href=(format!("#p{page}")) { (page_number(page)) },
                            (_, false) => (page_number(page)),
                        }
                        " "
                    }
                    (say(&found.message, english)) " " code { (json_name(found.code)) }
                }
            }
            @if left > 0 { li { (say(format!("另有 {left} 条"), format!("and {left} more"))) } }
        }
    }
}
