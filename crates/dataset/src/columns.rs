//! Rows, turned into columns: what a columnar format is written from.

use crate::decimal;
use crate::schema::{Kind, Table};
use crate::value::Value;

/// Rows of a table, by column.
#[derive(Debug)]
pub struct Columns {
    #[cfg_attr(not(feature = "parquet"), expect(dead_code, reason = "asked by the only columnar format, Parquet"))]
    pub(crate) table: &'static Table,
    pub(crate) columns: Vec<Column>,
    /// How many rows there are.
    pub rows: usize,
    /// How many rows lack a figure because it has more digits than the column.
    pub left_out: usize,
}

/// The values of one field. Those that are there, one after the other, and which rows have one.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) present: Vec<bool>,
    pub(crate) values: Values,
}

#[derive(Debug)]
pub(crate) enum Values {
    /// All texts after each other, and where each ends.
    Text(Vec<u8>, Vec<usize>),
    Integer(Vec<i64>),
    Number(Vec<f64>),
    /// In units of 10⁻¹⁰.
    Decimal(Vec<i128>),
}

impl Columns {
    /// No rows of this table.
    pub fn new(table: &'static Table) -> Self {
        let column = |kind| Column {
            present: Vec::new(),
            values: match kind {
                Kind::Text => Values::Text(Vec::new(), Vec::new()),
                Kind::Integer => Values::Integer(Vec::new()),
                Kind::Number => Values::Number(Vec::new()),
                Kind::Decimal => Values::Decimal(Vec::new()),
            },
        };
        let columns = table.fields().map(|field| column(field.kind)).collect();
        Self { table, columns, rows: 0, left_out: 0 }
    }

    /// Adds a row.
    pub fn push(&mut self, row: &[Value<'_>]) {
        self.rows += 1;
        let mut is_left_out = false;
        for (column, value) in self.columns.iter_mut().zip(row) {
            let present = match (&mut column.values, *value) {
                (Values::Text(bytes, ends), Value::Text(text)) => {
                    bytes.extend_from_slice(text.as_bytes());
                    ends.push(bytes.len());
                    true
                }
                (Values::Integer(values), Value::Integer(value)) => {
                    values.push(value);
                    true
                }
                (Values::Number(values), Value::Number(value)) => {
                    values.push(value);
                    true
                }
                (Values::Decimal(values), Value::Decimal(figure)) => {
                    let scaled = decimal::scaled(figure);
                    values.extend(scaled);
                    is_left_out |= scaled.is_none() && !figure.is_empty();
                    scaled.is_some()
                }
                _ => false,
            };
            column.present.push(present);
        }
        self.left_out += usize::from(is_left_out);
    }

    /// Adds the rows of `other`, which is of the same table.
    pub fn append(&mut self, other: Self) {
        self.rows += other.rows;
        self.left_out += other.left_out;
        for (column, more) in self.columns.iter_mut().zip(other.columns) {
            column.present.extend(more.present);
            match (&mut column.values, more.values) {
                (Values::Text(bytes, ends), Values::Text(more, more_ends)) => {
                    let start = bytes.len();
                    bytes.extend(more);
                    ends.extend(more_ends.into_iter().map(|end| start + end));
                }
                (Values::Integer(values), Values::Integer(more)) => values.extend(more),
                (Values::Number(values), Values::Number(more)) => values.extend(more),
                (Values::Decimal(values), Values::Decimal(more)) => values.extend(more),
                _ => {}
            }
        }
    }
}
