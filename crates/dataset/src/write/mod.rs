//! Rows → files.

mod csv;
#[cfg(feature = "parquet")]
mod parquet;

pub use csv::CsvRows;
#[cfg(feature = "parquet")]
pub use parquet::ParquetFile;
