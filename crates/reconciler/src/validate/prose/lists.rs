//! Items that the prose lists and the form has no figure for; purposes that were copied from another item.

use std::collections::BTreeMap;

use juesuan_model::{CheckPlace, Outcome};

use super::super::claim::Claim;
use crate::catalogue::{ItemList, line_name};
use crate::figure::Figure;
use crate::figures::Forms;
use crate::items::Slot;
use crate::restate::Sentences;
use crate::spelling::canonical;
use crate::statements::item_of;
use crate::wording::wordings;

const LISTED: &str = "blank_item_listed";
const PURPOSE: &str = "purpose_repeated";

/// Items of a list that are looked at: the classification has fewer.
const MOST_ITEMS: usize = 100;

/// A shorter purpose is too general to be copied (其他支出).
const SHORTEST_PURPOSE: usize = 8;

wordings! {
    static MAINLY_FOR needs ['主'] = r"主要用于:(?P<purpose>[^。;]+)。";
}

pub(super) fn check<'a>(prose: &Sentences<'a>, claims: &mut Vec<Claim<'a>>) {
    for (sentence, spoken) in prose.spoken.iter().enumerate() {
        for list in &prose.data.lists {
            let Some((_, end)) = list.after.find(&spoken.text) else { continue };
            let items = spoken.text.get(end..).unwrap_or_default();
            claims.extend(listed(prose, sentence, items, list));
        }
    }
    purposes(prose, claims);
}

fn listed(prose: &Sentences<'_>, sentence: usize, items: &str, list: &ItemList) -> Option<Claim<'static>> {
    let items = items.split(['。', ';', ':']).next().unwrap_or_default();
    let rows: Vec<Vec<&Slot>> =
        items.split(['、', ',']).take(MOST_ITEMS).map(|item| rows_named(prose.forms, item, list)).collect();
    let known: Vec<&Vec<&Slot>> = rows.iter().filter(|slots| !slots.is_empty()).collect();
    if known.is_empty() {
        return None;
    }
    let is_nothing = |slot: &&&Slot| match &slot.figure {
        Figure::Absent => true,
        Figure::Amount(amount) => amount.is_zero(),
        Figure::Unreadable(_) => false,
    };
    let blank: Vec<&Slot> = known
        .iter()
        .filter(|slots| slots.iter().all(|slot| is_nothing(&slot)))
        .filter_map(|slots| slots.first().copied())
        .collect();
    let names: Vec<&str> = blank.iter().filter_map(|slot| slot.name.as_deref()).collect();
    let names = names.join("、");
    let outcome = if blank.is_empty() { Outcome::Pass } else { Outcome::Fail };
    let place = |slot: &&Slot| CheckPlace { page: slot.page, bbox: slot.bbox, cell: Some(slot.at) };
    Some(prose.about(
        sentence,
        Claim {
            rule: LISTED,
            identity: format!("prose.listed[{}]", list.section),
            outcome,
            zh: format!("文字列举了“{names}”，表中该科目无金额"),
            en: format!("the prose lists “{names}”, for which the form has no figure"),
            printed: Some(names).filter(|names| !names.is_empty()),
            places: blank.iter().map(place).collect(),
            ..Claim::default()
        },
    ))
}

/// The cells of the rows of this name.
fn rows_named<'a>(forms: &Forms<'a>, name: &str, list: &ItemList) -> Vec<&'a Slot> {
    let name = canonical(name);
    let [table] = forms.of(&list.form) else { return Vec::new() };
    if !table.has_figures || table.trouble.is_some() {
        return Vec::new();
    }
    let slots = forms.slots.get(table.slots()).unwrap_or_default();
    let named = |slot: &&Slot| {
        let of_row = slot.name.as_deref().map(line_name);
        slot.code.is_some() && slot.section == Some(list.section.as_str()) && of_row.as_deref() == Some(name.as_str())
    };
    slots.iter().filter(named).collect()
}

/// The same purpose for items of different classes.
fn purposes(prose: &Sentences<'_>, claims: &mut Vec<Claim<'_>>) {
    let mut first: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let mut begun: Option<((usize, usize), String)> = None;
    for (sentence, spoken) in prose.spoken.iter().enumerate() {
        let paragraph = (spoken.section, spoken.paragraph);
        if begun.as_ref().is_none_or(|(of, _)| *of != paragraph) {
            begun = item_of(&spoken.text).map(|item| (paragraph, item));
        }
        let Some((_, item)) = &begun else { continue };
        let Some(purpose) = MAINLY_FOR.captures(&spoken.text).and_then(|found| Some(found.name("purpose")?.as_str()))
        else {
            continue;
        };
        if purpose.chars().filter(|c| !c.is_ascii()).count() < SHORTEST_PURPOSE {
            continue;
        }
        let class = item.split("(类)").next().unwrap_or_default().to_owned();
        match first.get(purpose) {
            None => {
                first.insert(purpose.to_owned(), (sentence, class));
            }
            Some((other, of)) if *of != class => {
                let claim = Claim {
                    rule: PURPOSE,
                    identity: format!("prose.purpose[{item}]"),
                    outcome: Outcome::Fail,
                    zh: format!("“{item}”的用途“{purpose}”与另一类科目的完全相同"),
                    en: format!("the purpose of “{item}”, “{purpose}”, is that of an item of another class"),
                    printed: Some(purpose.to_owned()),
                    places: prose.place(*other).into_iter().collect(),
                    ..Claim::default()
                };
                claims.push(prose.about(sentence, claim));
            }
            Some(_) => {}
        }
    }
}
