//! Columns → Parquet: texts as strings, figures as DECIMAL(38, 10), compressed with Snappy.

use std::fs::File;
use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::{ByteArray, FixedLenByteArray};
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

use crate::columns::{Column, Columns, Values};
use crate::decimal::{PRECISION, SCALE};
use crate::schema::{Field, Kind, Table};

/// Rows that are kept in memory until they are written together.
const ROWS_OF_A_GROUP: usize = 1 << 16;

/// A Parquet file in writing.
pub struct ParquetFile {
    writer: SerializedFileWriter<File>,
    waiting: Columns,
}

impl ParquetFile {
    /// Begins a file of this table.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written.
    pub fn new(file: File, table: &'static Table, made_by: &str) -> Result<Self> {
        let fields = table.fields().map(|field| column_type(field).map(Arc::new)).collect::<Result<_>>()?;
        let schema = Type::group_type_builder(table.name).with_fields(fields).build()?;
        let properties =
            WriterProperties::builder().set_compression(Compression::SNAPPY).set_created_by(made_by.to_owned()).build();
        let writer = SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties))?;
        Ok(Self { writer, waiting: Columns::new(table) })
    }

    /// Adds rows of the same table.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written.
    pub fn add(&mut self, rows: Columns) -> Result<()> {
        self.waiting.append(rows);
        if self.waiting.rows >= ROWS_OF_A_GROUP { self.write_group() } else { Ok(()) }
    }

    /// Completes the file.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written.
    pub fn finish(mut self) -> Result<()> {
        self.write_group()?;
        self.writer.close().map(|_| ())
    }

    fn write_group(&mut self) -> Result<()> {
        let none = Columns::new(self.waiting.table);
        let rows = std::mem::replace(&mut self.waiting, none);
        if rows.rows == 0 {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        for column in rows.columns {
            if let Some(mut writer) = group.next_column()? {
                write_column(writer.untyped(), column)?;
                writer.close()?;
            }
        }
        group.close().map(|_| ())
    }
}

fn column_type(field: &Field) -> Result<Type> {
    let (physical, logical) = match field.kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Integer => (Physical::INT64, None),
        Kind::Number => (Physical::DOUBLE, None),
        Kind::Decimal => {
            let (precision, scale) = (PRECISION as i32, SCALE as i32);
            (Physical::FIXED_LEN_BYTE_ARRAY, Some(LogicalType::Decimal { scale, precision }))
        }
    };
    let builder = Type::primitive_type_builder(field.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical);
    if field.kind == Kind::Decimal {
        builder.with_length(16).with_precision(PRECISION as i32).with_scale(SCALE as i32).build()
    } else {
        builder.build()
    }
}

fn write_column(writer: &mut ColumnWriter<'_>, column: Column) -> Result<()> {
    let levels: Vec<i16> = column.present.iter().map(|&present| i16::from(present)).collect();
    let levels = Some(levels.as_slice());
    match (writer, column.values) {
        (ColumnWriter::ByteArrayColumnWriter(writer), Values::Text(bytes, ends)) => {
            let (bytes, mut start) = (Bytes::from(bytes), 0);
            let text = |end| ByteArray::from(bytes.slice(std::mem::replace(&mut start, end)..end));
            let texts: Vec<ByteArray> = ends.into_iter().map(text).collect();
            writer.write_batch(&texts, levels, None)?;
        }
        (ColumnWriter::Int64ColumnWriter(writer), Values::Integer(values)) => {
            writer.write_batch(&values, levels, None)?;
        }
        (ColumnWriter::DoubleColumnWriter(writer), Values::Number(values)) => {
            writer.write_batch(&values, levels, None)?;
        }
        (ColumnWriter::FixedLenByteArrayColumnWriter(writer), Values::Decimal(values)) => {
            let values: Vec<FixedLenByteArray> =
                values.iter().map(|value| ByteArray::from(value.to_be_bytes().to_vec()).into()).collect();
            writer.write_batch(&values, levels, None)?;
        }
        // The schema is made from the same fields.
        _ => {}
    }
    Ok(())
}
