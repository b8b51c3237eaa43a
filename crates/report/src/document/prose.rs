//! The prose: headings and paragraphs, with the figures that its sentences state linked to those that they restate.

mod spans;

use std::collections::{BTreeMap, BTreeSet};

use juesuan_model::{CellAt, Fact, FactMeasure, FinalAccounts, Paragraph, Section, Statement};
use maud::{Markup, html};

use self::spans::spans;
use super::Review;
use super::places::{Marked, cell_id, place, text_id};
use crate::words::say;

pub(super) fn section(review: &Review<'_>, marked: &Marked) -> Markup {
    let accounts = review.accounts();
    if accounts.sections.is_empty() {
        return html! {};
    }
    let mut statements: BTreeMap<String, Vec<&Statement>> = BTreeMap::new();
    for statement in &accounts.statements {
        statements.entry(place(statement.page, &statement.bbox)).or_default().push(statement);
    }
    // Two paragraphs at one place would have one id.
    let mut named = BTreeSet::new();
    html! {
        section #prose aria-labelledby="prose-title" {
            h2 #prose-title { (say("文字说明", "Prose")) }
            p.legend {
                span.fact.linked { (say("有出处的数字", "a figure that restates a form's")) } " "
                span.fact { (say("其他陈述的数字", "another figure that is stated")) }
            }
            @for section in &accounts.sections {
                @if !section.title.is_empty() {
                    (heading(section.level, &titled(section)))
                }
                @for paragraph in &section.paragraphs {
                    (paragraph_of(paragraph, &statements, &mut named, accounts, marked))
                }
            }
        }
    }
}

/// A heading with its number; what is counted in words (第一部分) stands apart from it.
fn titled(section: &Section) -> String {
    let number = section.number.as_deref().unwrap_or_default();
    let gap = if number.ends_with(['分', '章', '节', '篇']) { " " } else { "" };
    format!("{number}{gap}{}", section.title)
}

/// Below the section's own heading.
fn heading(level: u32, text: &str) -> Markup {
    match level {
        0 | 1 => html! { h3 { (text) } },
        2 => html! { h4 { (text) } },
        3 => html! { h5 { (text) } },
        _ => html! { h6 { (text) } },
    }
}

fn paragraph_of(
    paragraph: &Paragraph,
    statements: &BTreeMap<String, Vec<&Statement>>,
    named: &mut BTreeSet<String>,
    accounts: &FinalAccounts,
    marked: &Marked,
) -> Markup {
    let place = place(paragraph.page, &paragraph.bbox);
    let mark = marked.text(&place);
    let stated = statements.get(&place).map(Vec::as_slice).unwrap_or_default();
    let id = named.insert(place.clone()).then(|| text_id(paragraph.page, &paragraph.bbox));
    let class = mark.map_or_else(|| "paragraph".to_owned(), |(mark, _)| format!("paragraph {}", mark.name()));
    html! {
        p id=[id] class=(class) data-b=(place) data-f=[mark.map(|(_, check)| check)] {
            @for piece in pieces(&paragraph.text, stated) {
                @match piece {
                    Piece::Plain(text) => (text),
                    Piece::Figure(text, fact) => (figure(text, fact, accounts)),
                }
            }
            @if let Some((_, check)) = mark {
                " " a.finding-link href=(format!("#f{check}")) { (say("核对结果", "finding")) }
            }
        }
    }
}

/// A part of a paragraph.
enum Piece<'a> {
    Plain(&'a str),
    Figure(&'a str, &'a Fact),
}

/// A paragraph parted at the figures that its sentences state.
fn pieces<'a>(text: &'a str, stated: &[&'a Statement]) -> Vec<Piece<'a>> {
    let mut figures: Vec<(usize, usize, &Fact)> = Vec::new();
    let mut from = 0;
    for statement in stated {
        let Some(start) = text.get(from..).and_then(|rest| rest.find(&statement.text)).map(|at| at + from) else {
            continue;
        };
        for (span, fact) in spans(&statement.text, &statement.facts) {
            figures.push((start + span.start, start + span.end, fact));
        }
        from = start + statement.text.len();
    }
    let mut pieces = Vec::new();
    let mut at = 0;
    for (start, end, fact) in figures {
        pieces.extend(text.get(at..start).map(Piece::Plain));
        pieces.extend(text.get(start..end).map(|figure| Piece::Figure(figure, fact)));
        at = end;
    }
    pieces.extend(text.get(at..).map(Piece::Plain));
    pieces
}

fn figure(text: &str, fact: &Fact, accounts: &FinalAccounts) -> Markup {
    let title = format!("{} · {}", fact.subject, measure(fact.measure));
    match fact.line_item.and_then(|index| accounts.line_items.get(index)) {
        Some(item) => {
            let at = CellAt { table: item.table, row: item.row, column: item.column };
            let place = place(item.page, &item.bbox);
            html! { a.fact.linked.place href=(format!("#{}", cell_id(at))) title=(title) data-b=(place) { (text) } }
        }
        None => html! { span.fact title=(title) { (text) } },
    }
}

fn measure(measure: FactMeasure) -> &'static str {
    match measure {
        FactMeasure::Amount => "金额 amount",
        FactMeasure::Change => "增减额 change",
        FactMeasure::ChangePercent => "增长率 change in per cent",
        FactMeasure::SharePercent => "占比 share",
        FactMeasure::CompletionPercent => "完成率 completion",
        FactMeasure::Count => "数量 count",
    }
}
