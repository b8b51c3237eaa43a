//! Documents → datasets: flat tables over a whole archive, for people who compute.
//!
//! ```text
//! FinalAccounts ── tables/… ──▶ rows ── write/csv ──▶ CSV
//!                                  └─── write/parquet ▶ Parquet
//! FinalAccounts ── book ──▶ a workbook of one document's forms
//! ```
//!
//! Each table is a file in `tables/`: what its fields mean, and how its rows are made. The same fields make the heads of
//! the CSV, the columns of the Parquet, the Frictionless package ([`package`]) and the dictionary ([`dictionary`]).
//!
//! Ids are made of a document's content and of where a thing stands in it: the same file gives the same ids everywhere.

#[cfg(feature = "xlsx")]
mod book;
mod columns;
mod decimal;
mod dictionary;
mod package;
mod schema;
mod source;
mod tables;
mod value;
mod write;

#[cfg(feature = "xlsx")]
pub use book::{BookError, workbook};
pub use columns::Columns;
pub use dictionary::dictionary;
pub use package::{Resource, package};
pub use schema::{Field, Table};
pub use source::Input;
pub use tables::{TABLES, rows};
pub use value::Value;
pub use write::CsvRows;
#[cfg(feature = "parquet")]
pub use write::ParquetFile;
