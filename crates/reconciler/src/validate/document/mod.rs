//! Whether the document is what it says it is: its forms, its codes, its year, its name.

mod codes;
mod contents;
mod declared;
mod names;

use juesuan_model::{BBox, CellAt, CheckPlace};

pub(super) use codes::check_codes;
pub(super) use contents::check_contents;
pub(super) use declared::check_declared;
pub(super) use names::check_names;

fn place(page: u32, bbox: BBox, cell: Option<CellAt>) -> CheckPlace {
    CheckPlace { page, bbox, cell }
}
