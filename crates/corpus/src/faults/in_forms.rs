//! Faults in the forms.

use super::{fault, other_figure};
use crate::dice::Dice;
use crate::spec::{Inconsistency, Spec, Table};

/// A class's total in the expenditure form is another figure.
pub(super) fn wrong_sum(spec: &mut Spec, dice: &mut Dice) -> Vec<Inconsistency> {
    let rules = ["children_do_not_add_up", "columns_do_not_add_up", "figures_in_two_forms_differ"];
    let Some(table) = table_mut(spec, "expenditure") else { return Vec::new() };
    let Some(column) = column_of(table, "total_expenditure") else { return Vec::new() };
    let classes: Vec<usize> = (0..table.rows.len())
        .filter(|&row| code_of(table, row).len() == 3 && other_figure(&table.rows[row][column]).is_some())
        .collect();
    if classes.is_empty() {
        return Vec::new();
    }
    let row = *dice.pick(&classes);
    change(table, "wrong_sum", &rules, row, column, other_figure).into_iter().collect()
}

/// Two figures of one column of the income form changed places.
pub(super) fn swapped_figures(spec: &mut Spec, dice: &mut Dice) -> Vec<Inconsistency> {
    let rules = ["children_do_not_add_up", "columns_do_not_add_up"];
    let Some(table) = table_mut(spec, "income") else { return Vec::new() };
    let Some(column) = column_of(table, "fiscal_appropriation") else { return Vec::new() };
    let items: Vec<usize> = (0..table.rows.len()).filter(|&row| code_of(table, row).len() == 7).collect();
    let differ = |pair: &&[usize]| {
        let (one, other) = (&table.rows[pair[0]][column], &table.rows[pair[1]][column]);
        one != other && other_figure(one).is_some() && other_figure(other).is_some()
    };
    let pairs: Vec<Vec<usize>> = items.windows(2).filter(differ).map(<[usize]>::to_vec).collect();
    if pairs.is_empty() {
        return Vec::new();
    }
    let pair = dice.pick(&pairs).clone();
    let (one, other) = (table.rows[pair[0]][column].clone(), table.rows[pair[1]][column].clone());
    let first = change(table, "swapped_figures", &rules, pair[0], column, |_| Some(other.clone()));
    let second = change(table, "swapped_figures", &rules, pair[1], column, |_| Some(one.clone()));
    first.into_iter().chain(second).collect()
}

/// A line of the income side of the fiscal appropriations is blank.
pub(super) fn blanked_cell(spec: &mut Spec) -> Vec<Inconsistency> {
    let rules = ["lines_do_not_add_up", "figures_in_two_forms_differ", "balance_does_not_hold"];
    let Some(table) = table_mut(spec, "fiscal_appropriation_summary") else { return Vec::new() };
    let Some(column) = column_of(table, "amount") else { return Vec::new() };
    let row = (0..table.rows.len()).find(|&row| other_figure(&table.rows[row][column]).is_some());
    let Some(row) = row else { return Vec::new() };
    change(table, "blanked_cell", &rules, row, column, |_| Some(String::new())).into_iter().collect()
}

/// The form of the state capital budget is left out; the contents list it still.
pub(super) fn form_left_out(spec: &mut Spec) -> Vec<Inconsistency> {
    let Some(at) = spec.tables.iter().position(|table| table.kind == "state_capital") else { return Vec::new() };
    spec.contents = Some(spec.tables.iter().map(|table| table.title.clone()).collect());
    let left_out = spec.tables.remove(at);
    let fault = fault("form_left_out", &["form_missing"], "", &left_out.title);
    vec![Inconsistency { table: Some(left_out.kind), ..fault }]
}

fn table_mut<'s>(spec: &'s mut Spec, kind: &str) -> Option<&'s mut Table> {
    spec.tables.iter_mut().find(|table| table.kind == kind)
}

fn column_of(table: &Table, measure: &str) -> Option<usize> {
    table.measures.iter().position(|name| name.as_deref() == Some(measure))
}

fn code_of(table: &Table, row: usize) -> String {
    let is_code = |name: &Option<String>| name.as_deref().is_some_and(|name| name.starts_with("code"));
    let cells = table.measures.iter().zip(&table.rows[row]);
    cells.filter(|(name, _)| is_code(name)).map(|(_, cell)| cell.trim()).collect()
}

fn change(
    table: &mut Table,
    kind: &str,
    rules: &[&str],
    row: usize,
    column: usize,
    to: impl Fn(&str) -> Option<String>,
) -> Option<Inconsistency> {
    let cell = table.rows.get_mut(row)?.get_mut(column)?;
    let printed = to(cell)?;
    let expected = std::mem::replace(cell, printed.clone());
    let fault = fault(kind, rules, &printed, &expected);
    Some(Inconsistency { table: Some(table.kind.clone()), row: Some(row), column: Some(column), ..fault })
}
