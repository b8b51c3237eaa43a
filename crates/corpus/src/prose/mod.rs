//! The text around the forms: cover, overview, statements and terms. The wording is this project's own.

mod glossary;
mod overview;
mod sentence;
mod statements;

use crate::accounts::Accounts;
use crate::dice::Dice;
use crate::names::Unit;
use crate::spec::Section;
use crate::style::Style;

/// Name, title and date on the cover.
pub(crate) fn cover(unit: &Unit, style: &Style) -> Vec<String> {
    let title = format!("{}年度{}决算", style.year, unit.word());
    vec![unit.name.clone(), title, format!("{}年8月", style.year + 1)]
}

/// The four parts, in the order that the style wants.
pub(crate) fn sections(unit: &Unit, style: &Style, accounts: &Accounts, dice: &mut Dice) -> Vec<Section> {
    let part = |title: String| Section {
        number: String::new(),
        title,
        tables: false,
        blocks: Vec::new(),
        glossary: Vec::new(),
    };
    let (name, year) = (&unit.name, style.year_word());
    let overview = Section { blocks: overview::blocks(unit, dice), ..part(format!("{name}概况")) };
    let forms = Section { tables: true, ..part(format!("{name}{year}度{}决算表", unit.word())) };
    let statements = Section {
        blocks: statements::blocks(unit, style, accounts, dice),
        ..part(format!("{name}{year}度{}决算情况说明", unit.word()))
    };
    let terms = Section { glossary: glossary::terms(), ..part("名词解释".to_owned()) };
    let mut parts =
        if style.forms_last { [overview, statements, terms, forms] } else { [overview, forms, statements, terms] };
    for (part, number) in parts.iter_mut().zip(["第一部分", "第二部分", "第三部分", "第四部分"]) {
        number.clone_into(&mut part.number);
    }
    parts.into()
}
