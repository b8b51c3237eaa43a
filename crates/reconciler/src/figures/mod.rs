//! The figures of the forms by name, and sums of them.
//!
//! `forms` finds rows and measures in a document's tables, `cells` the cells that a name of the catalogue means there,
//! `sum` makes intervals of what they print.

mod cells;
mod forms;
mod sum;

pub(crate) use cells::{Binding, bind_side, resolve, side_sum};
pub(crate) use forms::{FormTable, Forms, parent_of};
pub(crate) use sum::{Sum, last_digit};
