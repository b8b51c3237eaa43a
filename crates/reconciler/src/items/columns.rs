//! The columns of a form → its sides: which columns label the rows and which hold figures.
//!
//! A side begins where a label column follows a column of figures. Each figure takes its label from its own side.

use std::collections::BTreeMap;

use juesuan_model::Table;

use super::certain::columns_are_certain;
use super::heads::{Measured, measure_of, plain_heads};
use crate::catalogue::{Catalogue, FormLayout, Layout, code_level};
use crate::spelling::canonical;

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Whole codes.
    Code,
    /// 类, 款 or 项, from 0.
    CodePart(usize),
    Name,
    LineNumber,
    /// Figures.
    Amount,
    /// Words that label nothing.
    Other,
}

impl Role {
    /// The name of a label column in the JSON.
    fn name(self) -> Option<&'static str> {
        match self {
            Self::Code => Some("code"),
            Self::CodePart(0) => Some("code_class"),
            Self::CodePart(1) => Some("code_section"),
            Self::CodePart(_) => Some("code_item"),
            Self::Name => Some("name"),
            Self::LineNumber => Some("line_number"),
            Self::Amount | Self::Other => None,
        }
    }

    fn is_label(self) -> bool {
        !matches!(self, Self::Amount | Self::Other)
    }
}

/// One side of a form.
#[derive(Debug, Default)]
pub(crate) struct Side<'c> {
    /// The section that it is; `None` in forms with one side, and where rows must say it.
    pub(crate) section: Option<&'c str>,
    /// The columns of codes, from the left: one of whole codes, or 类, 款 and 项.
    pub(crate) codes: Vec<usize>,
    /// The columns of names.
    pub(crate) names: Vec<usize>,
    /// The columns of figures.
    pub(crate) amounts: Vec<Amounts<'c>>,
}

/// A column of figures.
#[derive(Debug)]
pub(crate) struct Amounts<'c> {
    pub(crate) column: usize,
    /// The section that its own heads name, in forms that print both in columns of one side.
    pub(crate) section: Option<&'c str>,
    pub(crate) measured: Measured<'c>,
}

/// The sides of a form's table, from the left; `None` where its columns are not certain. Writes the canonical names into
/// the table's columns.
pub(crate) fn read_sides<'c>(
    table: &mut Table,
    form: &'c FormLayout,
    layout: &'c Layout,
    catalogue: &'c Catalogue,
) -> Option<Vec<Side<'c>>> {
    let heads: Vec<Vec<String>> = table.columns.iter().map(|column| plain_heads(&column.path, catalogue)).collect();
    let roles: Vec<Role> = heads
        .iter()
        .enumerate()
        .map(|(column, heads)| role_of(heads, &ColumnText::of(table, column), layout, catalogue))
        .collect();
    let mut sides = part_sides(&roles);
    name_sections(&mut sides, &heads, form);
    for side in &mut sides {
        for amounts in &mut side.amounts {
            let heads = heads.get(amounts.column).map_or(&[][..], Vec::as_slice);
            let own = section_in(heads, form);
            amounts.section = own.filter(|_| side.section.is_none());
            amounts.measured = measure_of(heads, own.or(side.section), form, layout);
        }
        forget_ambiguous(&mut side.amounts);
    }
    if !columns_are_certain(table, &heads, &roles, &sides, form, layout) {
        return None;
    }
    for (column, role) in table.columns.iter_mut().zip(&roles) {
        column.measure = role.name().map(str::to_owned);
    }
    for amounts in sides.iter().flat_map(|side| &side.amounts) {
        if let Some(column) = table.columns.get_mut(amounts.column) {
            column.measure = amounts.measured.name();
        }
    }
    Some(sides)
}

/// What is printed in a column.
#[derive(Debug, Clone, Copy)]
struct ColumnText {
    figures: usize,
    codes: usize,
    words: usize,
}

impl ColumnText {
    fn of(table: &Table, column: usize) -> Self {
        let mut text = Self { figures: 0, codes: 0, words: 0 };
        for cell in table.rows.iter().filter_map(|row| row.cells.get(column)).filter(|cell| !cell.text.is_empty()) {
            let printed = if cell.amount.is_some() {
                &mut text.figures
            } else if code_level(&canonical(&cell.text)).is_some() {
                &mut text.codes
            } else {
                &mut text.words
            };
            *printed += 1;
        }
        text
    }
}

fn role_of(heads: &[String], text: &ColumnText, layout: &Layout, catalogue: &Catalogue) -> Role {
    let leaf = heads.last().map(String::as_str).unwrap_or_default();
    let is = |words: &[String]| words.iter().any(|word| word == leaf);
    let labels = &layout.labels;
    let parts = [&labels.code_class, &labels.code_section, &labels.code_item];
    if let Some(part) = parts.iter().position(|words| is(words)) {
        return Role::CodePart(part);
    }
    if is(&labels.code) || catalogue.code_columns.matches(leaf) {
        return Role::Code;
    }
    if is(&labels.line_number) {
        return Role::LineNumber;
    }
    if text.figures > 0 {
        return Role::Amount;
    }
    // 项目 over a column of codes and a column of names is not always divided.
    let coded = text.codes > text.words;
    let named = is(&labels.name) || leaf == "收入" || leaf == "支出";
    match (named, coded) {
        (true, true) => Role::Code,
        (true, false) => Role::Name,
        (false, _) if catalogue.text_columns.matches(leaf) || text.words > 0 => Role::Other,
        (false, _) => Role::Amount,
    }
}

fn part_sides<'c>(roles: &[Role]) -> Vec<Side<'c>> {
    let mut sides = vec![Side::default()];
    for (column, &role) in roles.iter().enumerate() {
        if role.is_label() && sides.last().is_some_and(|side| !side.amounts.is_empty()) {
            sides.push(Side::default());
        }
        let Some(side) = sides.last_mut() else { continue };
        match role {
            Role::Code | Role::CodePart(_) => side.codes.push(column),
            Role::Name => side.names.push(column),
            Role::Amount => {
                side.amounts.push(Amounts { column, section: None, measured: Measured::default() });
            }
            Role::LineNumber | Role::Other => {}
        }
    }
    sides
}

/// Sides have the section that a head over their labels names; where none does, as many sides as the form has sections
/// come in the form's order.
fn name_sections<'c>(sides: &mut [Side<'c>], heads: &[Vec<String>], form: &'c FormLayout) {
    let labels = |side: &Side<'_>| -> Option<&'c str> {
        let columns = side.codes.iter().chain(&side.names);
        columns.filter_map(|&column| heads.get(column)).find_map(|heads| section_in(heads, form))
    };
    let named: Vec<Option<&str>> = sides.iter().map(labels).collect();
    let in_order = sides.len() == form.sections.len() && named.iter().all(Option::is_none);
    for (index, side) in sides.iter_mut().enumerate() {
        let by_order = form.sections.get(index).filter(|_| in_order).map(|section| section.id.as_str());
        side.section = named.get(index).copied().flatten().or(by_order);
    }
}

pub(super) fn section_in<'c>(heads: &[String], form: &'c FormLayout) -> Option<&'c str> {
    let named = |head: &String| form.sections.iter().find(|section| section.heads.contains(head));
    heads.iter().find_map(named).map(|section| section.id.as_str())
}

/// Two columns of one side cannot measure the same thing: which one does, the heads do not say.
fn forget_ambiguous(amounts: &mut [Amounts<'_>]) {
    let key = |column: &Amounts<'_>| Some((column.section.map(str::to_owned), column.measured.name()?));
    let mut uses = BTreeMap::new();
    for key in amounts.iter().filter_map(key) {
        *uses.entry(key).or_insert(0_usize) += 1;
    }
    for column in amounts {
        if key(column).is_some_and(|key| uses.get(&key).is_some_and(|&count| count > 1)) {
            column.measured = Measured::default();
        }
    }
}
