//! Whether the columns of a table without rules are certain enough to name its figures.
//!
//! Such columns are inferred from where words stand: where heads stand too close, two of them are read as one, and every
//! figure to the right of it would stand under its neighbour's name. The catalogue tells: a form whose heads are all known,
//! each once, has been parted where its author parted it. Of any other the cells are kept as they were read, and no figure
//! is given a name.

use juesuan_model::{GridKind, Table};

use super::columns::section_in;
use super::heads::{measure_of, plain_heads};
use crate::catalogue::{Catalogue, FormLayout, Layout};

/// Whether figures of `table` may be named. Its columns have their canonical names.
pub(super) fn columns_are_certain(table: &Table, form: &FormLayout, layout: &Layout, catalogue: &Catalogue) -> bool {
    if table.fragments.iter().all(|fragment| fragment.grid != GridKind::Aligned) {
        return true;
    }
    // The head of an amount over that of a label: two columns have become one. (人员经费 heads a whole side.)
    let holds_amounts = |path: &[String]| {
        let heads = plain_heads(path, catalogue);
        let known = |head: &[String]| measure_of(head, None, form, layout).measure.is_some();
        heads.iter().map(std::slice::from_ref).any(|head| section_in(head, form).is_none() && known(head))
    };
    table.columns.iter().all(|column| match column.measure.as_deref() {
        None => false,
        Some("code" | "code_class" | "code_section" | "code_item" | "name" | "line_number") => {
            !holds_amounts(&column.path)
        }
        Some(_) => true,
    })
}
