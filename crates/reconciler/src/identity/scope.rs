//! Whether the accounts are those of a department or of one unit.
//!
//! 单位决算 in the title is a unit. 部门决算 says less: many units publish under that name. There the notes under the forms
//! decide (本表反映单位本年度…, 本表反映部门本年度…), and the title where they speak of neither. Without a title it is how the
//! document speaks of itself.

use juesuan_model::{Page, Scope};

use super::statements::Said;
use crate::prose::Prose;
use crate::spelling::squeeze;
use crate::wording::{Wording, wordings};

/// Fewer mentions decide nothing.
const FEWEST_MENTIONS: usize = 3;

wordings! {
    static UNIT_IN_NOTES needs ['单'] = r"(反映|列示)本?单位";
    static DEPARTMENT_IN_NOTES needs ['部'] = r"(反映|列示)本?部门";
    static UNIT needs ['单'] = r"(本|我)单位";
    static DEPARTMENT needs ['部'] = r"(本|我)部门";
}

/// The scope.
pub(super) fn read_scope(pages: &[Page], prose: &Prose, said: &[Said]) -> Option<Scope> {
    let title =
        said.iter().filter(|said| said.names_the_document).find_map(|said| match said.scope_word.as_deref()? {
            "单位" => Some(Scope::Unit),
            _ => Some(Scope::Department),
        });
    let around_tables = || {
        pages.iter().filter(|page| !page.tables.is_empty()).flat_map(|page| &page.lines).map(|line| line.text.as_str())
    };
    let paragraphs = prose.sections.iter().flat_map(|section| &section.paragraphs).map(|p| p.text.as_str());
    title
        .filter(|&title| title == Scope::Unit)
        .or_else(|| decide(around_tables(), &UNIT_IN_NOTES, &DEPARTMENT_IN_NOTES))
        .or(title)
        .or_else(|| decide(around_tables().chain(paragraphs), &UNIT, &DEPARTMENT))
}

/// What at least two thirds of the mentions say.
fn decide<'t>(texts: impl Iterator<Item = &'t str>, unit: &Wording, department: &Wording) -> Option<Scope> {
    let (units, departments) = texts.map(squeeze).fold((0, 0), |(units, departments), text| {
        (units + unit.find_iter(&text).count(), departments + department.find_iter(&text).count())
    });
    let mentions = units + departments;
    if mentions < FEWEST_MENTIONS {
        None
    } else if 3 * units >= 2 * mentions {
        Some(Scope::Unit)
    } else {
        (3 * departments >= 2 * mentions).then_some(Scope::Department)
    }
}
