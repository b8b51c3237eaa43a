//! Rows → CSV (RFC 4180): UTF-8, comma, a head row, quotes where needed, lines ended by LF.

use ::csv::{Terminator, Writer, WriterBuilder};

use crate::schema::Table;
use crate::value::Value;

/// Rows of a table as CSV.
#[derive(Debug)]
pub struct CsvRows {
    writer: Writer<Vec<u8>>,
    number: String,
}

impl CsvRows {
    /// No rows, and no head.
    pub fn new() -> Self {
        let writer = WriterBuilder::new().terminator(Terminator::Any(b'\n')).flexible(true).from_writer(Vec::new());
        Self { writer, number: String::new() }
    }

    /// The head row of a table. `mark` puts the byte order mark before it by which Excel knows UTF-8.
    pub fn head(table: &Table, mark: bool) -> Vec<u8> {
        let mut rows = Self::new();
        let names: Vec<Value<'_>> = table.fields().map(|field| Value::Text(field.name)).collect();
        rows.push(&names);
        let mut head = if mark { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
        head.extend(rows.into_bytes());
        head
    }

    /// Adds a row.
    pub fn push(&mut self, row: &[Value<'_>]) {
        use std::fmt::Write;

        // Into memory, with any number of fields: nothing can fail.
        for value in row {
            let _ = match value {
                Value::Absent => self.writer.write_field(""),
                Value::Text(text) | Value::Decimal(text) => self.writer.write_field(text),
                Value::Integer(number) => {
                    self.number.clear();
                    let _ = write!(self.number, "{number}");
                    self.writer.write_field(&self.number)
                }
                Value::Number(number) => {
                    self.number.clear();
                    let _ = write!(self.number, "{number}");
                    self.writer.write_field(&self.number)
                }
            };
        }
        let _ = self.writer.write_record(None::<&[u8]>);
    }

    /// The rows.
    pub fn into_bytes(self) -> Vec<u8> {
        self.writer.into_inner().unwrap_or_default()
    }
}

impl Default for CsvRows {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::CsvRows;
    use crate::schema::TableId;
    use crate::value::Value;

    #[test]
    fn fields_are_quoted_where_they_must_be() {
        let mut rows = CsvRows::new();
        rows.push(&[
            Value::Text("a,\"b\"\nc"),
            Value::Absent,
            Value::Integer(-3),
            Value::Number(180.1),
            Value::Decimal("1.50"),
        ]);
        rows.push(&[Value::Text("款"), Value::Number(50.0)]);
        assert_eq!(String::from_utf8(rows.into_bytes()).unwrap(), "\"a,\"\"b\"\"\nc\",,-3,180.1,1.50\n款,50\n");
    }

    #[test]
    fn the_head_names_the_fields_after_a_mark_if_wanted() {
        let head = String::from_utf8(CsvRows::head(TableId::Statements.table(), true)).unwrap();
        assert_eq!(head, "\u{feff}statement_id,document_id,section,text,page,x0,y0,x1,y1\n");
    }
}
