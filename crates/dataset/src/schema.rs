//! What a table is: its name, its fields, what they mean.

use crate::Input;
use crate::tables::{self, Rows};

/// A table of the dataset.
#[derive(Debug)]
pub struct Table {
    /// Its name: `line_items`.
    pub name: &'static str,
    /// What a row of it is.
    pub chinese: &'static str,
    /// The same in English.
    pub english: &'static str,
    /// The field that tells its rows apart; `None` where no single field does.
    pub key: Option<&'static str>,
    /// Its own fields, in order; [`Table::fields`] has those of the place too.
    pub(crate) fields: &'static [Field],
    /// Whether page and box follow its own fields.
    pub(crate) has_place: bool,
    /// Gives the rows of one input, in the document's order.
    pub(crate) write: fn(&Input<'_>, &mut Rows<'_>),
}

impl Table {
    /// All its fields, in the order of a row's values.
    pub fn fields(&self) -> impl Iterator<Item = &'static Field> {
        let place: &'static [Field] = if self.has_place { &PLACE } else { &[] };
        self.fields.iter().chain(place)
    }
}

/// A field of a table.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name: `amount_yuan`.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What it means, with its unit, and what it means where it is empty.
    pub chinese: &'static str,
    /// The same in English.
    pub english: &'static str,
    /// The table whose key it names.
    pub refers_to: Option<TableId>,
}

/// A table that others refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableId {
    /// One row an input.
    Documents,
    /// One row a table.
    Tables,
    /// One row a cell.
    Cells,
    /// One row a figure of a form.
    LineItems,
    /// One row a sentence.
    Statements,
    /// One row a check.
    Checks,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A whole number.
    Integer,
    /// A coordinate in points, to a tenth.
    Number,
    /// An exact figure.
    Decimal,
}

impl TableId {
    /// The table itself.
    pub fn table(self) -> &'static Table {
        match self {
            Self::Documents => &tables::documents::TABLE,
            Self::Tables => &tables::tables::TABLE,
            Self::Cells => &tables::cells::TABLE,
            Self::LineItems => &tables::line_items::TABLE,
            Self::Statements => &tables::statements::TABLE,
            Self::Checks => &tables::checks::TABLE,
        }
    }
}

/// A field that holds words.
pub(crate) const fn text(name: &'static str, chinese: &'static str, english: &'static str) -> Field {
    Field { name, kind: Kind::Text, chinese, english, refers_to: None }
}

/// A field that holds a whole number.
pub(crate) const fn integer(name: &'static str, chinese: &'static str, english: &'static str) -> Field {
    Field { name, kind: Kind::Integer, chinese, english, refers_to: None }
}

/// A field that holds an exact figure.
pub(crate) const fn decimal(name: &'static str, chinese: &'static str, english: &'static str) -> Field {
    Field { name, kind: Kind::Decimal, chinese, english, refers_to: None }
}

/// A field that names a row of another table.
pub(crate) const fn refers(name: &'static str, table: TableId, chinese: &'static str, english: &'static str) -> Field {
    Field { name, kind: Kind::Text, chinese, english, refers_to: Some(table) }
}

/// The document of a row.
pub(crate) const DOCUMENT: Field = refers("document_id", TableId::Documents, "所在文件", "the document");

const fn edge(name: &'static str, chinese: &'static str, english: &'static str) -> Field {
    Field { name, kind: Kind::Number, chinese, english, refers_to: None }
}

/// Where the thing that a row tells of stands.
const PLACE: [Field; 5] = [
    integer("page", "页码，从 1 数起", "page, from 1"),
    edge(
        "x0",
        "位置的左边，单位为点（1/72 英寸），从页面左上角量起；文本文件为字符列",
        "left edge of its place in points (1/72 inch) from the page's top left; for a text dump, in characters",
    ),
    edge("y0", "位置的上边，向下量", "top edge, downwards"),
    edge("x1", "位置的右边", "right edge"),
    edge("y1", "位置的下边", "bottom edge"),
];
