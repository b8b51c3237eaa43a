//! A place for a figure in a known form, with or without one: what the catalogue knows of it.

use std::rc::Rc;

use juesuan_model::{BBox, CellAt};
use rust_decimal::Decimal;

use crate::catalogue::code_level;
use crate::figure::Figure;

/// A cell of a figure column, in a row of a known form.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Slot {
    pub(crate) at: CellAt,
    pub(crate) page: u32,
    pub(crate) bbox: BBox,
    pub(crate) section: Option<&'static str>,
    pub(crate) code: Option<Rc<str>>,
    pub(crate) name: Option<Rc<str>>,
    pub(crate) line: Option<&'static str>,
    pub(crate) measure: Option<Rc<str>>,
    /// What is printed there.
    pub(crate) figure: Figure,
    pub(crate) unit: Option<Rc<str>>,
    /// How many 元 one of the unit is; `None` where it is unknown or none of money.
    pub(crate) yuan: Option<Decimal>,
    /// Index of its line item, where there is a figure.
    pub(crate) item: Option<usize>,
}

impl Slot {
    /// 1, 2, 3 for 类, 款, 项.
    pub(crate) fn level(&self) -> Option<u8> {
        self.code.as_deref().and_then(code_level)
    }
}
