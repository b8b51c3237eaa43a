//! Whether the columns of a table without rules are certain enough to name its figures.
//!
//! Such columns are inferred from where words stand: where heads stand too close, two of them are read as one, and every
//! figure to the right of it would stand under its neighbour's name. The catalogue tells: a form whose heads are all
//! known, each once, has been parted where its author parted it. Of any other the cells are kept as they were read, and
//! no figure is given a name.

use juesuan_model::{GridKind, Table};

use super::columns::{Role, Side, section_in};
use super::heads::measure_of;
use crate::catalogue::{FormLayout, Layout};

/// Whether the figures of `table` may be named, by the plain heads and the role of each column, and by what the columns
/// of figures on its sides measure.
pub(super) fn columns_are_certain(
    table: &Table,
    heads: &[Vec<String>],
    roles: &[Role],
    sides: &[Side<'_>],
    form: &FormLayout,
    layout: &Layout,
) -> bool {
    if table.fragments.iter().all(|fragment| fragment.grid != GridKind::Aligned) {
        return true;
    }
    // The head of an amount over that of a label: two columns have become one. (人员经费 heads a whole side.)
    let names_amount =
        |head: &[String]| section_in(head, form).is_none() && measure_of(head, None, form, layout).measure.is_some();
    let measured = |column: usize| {
        let mut amounts = sides.iter().flat_map(|side| &side.amounts);
        amounts.any(|amounts| amounts.column == column && amounts.measured.name().is_some())
    };
    roles.iter().zip(heads).enumerate().all(|(column, (role, heads))| match role {
        Role::Amount => measured(column),
        Role::Other => false,
        _ => !heads.iter().map(std::slice::from_ref).any(names_amount),
    })
}
