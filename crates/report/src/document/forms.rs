//! The re-joined forms, and the other tables.

use juesuan_model::Table;
use maud::{Markup, html};

use super::Review;
use super::head::name_of;
use super::places::Marked;
use super::table::table;
use crate::state::FormState;
use crate::words::{page_number, say};

pub(super) fn section(review: &Review<'_>, states: &[FormState], marked: &Marked) -> Markup {
    let accounts = review.accounts();
    let others: Vec<(usize, &Table)> =
        accounts.tables.iter().enumerate().filter(|(_, table)| table.evidence.is_none()).collect();
    html! {
        section #forms aria-labelledby="forms-title" {
            h2 #forms-title { (say("决算报表", "Forms")) }
            @if states.iter().all(|form| form.table.is_none()) {
                p { (say("没有找到决算报表。", "No form of final accounts was found.")) }
            }
            @for form in states {
                @if let Some((index, found)) = form.table.and_then(|index| Some((index, accounts.tables.get(index)?))) {
                    article.form #(format!("t{index}")) {
                        h3 {
                            (name_of(&found.kind, &found.title, accounts.document.kind))
                            " " span class=(format!("badge {}", form.state.name())) { (form.state.words()) }
                            @if form.failed > 0 { " " small { (say(format!("{} 项不符", form.failed), format!("{} do not hold", form.failed))) } }
                            @if form.not_evaluated > 0 { " " small { (say(format!("{} 项未核对", form.not_evaluated), format!("{} not evaluated", form.not_evaluated))) } }
                        }
                        (about(found))
                        (table(index, found, marked, review.language))
                    }
                }
            }
        }
        @if !others.is_empty() {
            section #others aria-labelledby="others-title" {
                h2 #others-title { (say("其他表格", "Other tables")) }
                @for (index, other) in others {
                    details.form #(format!("t{index}")) {
                        summary {
                            @if other.title.is_empty() { (say("无标题的表", "a table without a title")) } @else { (other.title) }
                            @if let Some(page) = other.pages.first() { " " small { (page_number(*page)) } }
                        }
                        (about(other))
                        (table(index, other, marked, review.language))
                    }
                }
            }
        }
    }
}

/// Form number, unit and pages.
fn about(table: &Table) -> Markup {
    let pages: Vec<String> = table.pages.iter().map(u32::to_string).collect();
    let pages = pages.join("、");
    html! {
        p.about {
            @if let Some(number) = &table.form_number { span { (number) } }
            @if let Some(unit) = &table.unit { span { (say("单位：", "unit: ")) (unit) } }
            span { (say(format!("第 {pages} 页"), format!("pages {}", pages.replace('、', ", ")))) }
        }
    }
}
