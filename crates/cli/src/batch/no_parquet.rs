//! What stands for Parquet files in a build without them: none can be begun.

use std::fs::File;

use juesuan_dataset::{Columns, Table};

/// There is none.
pub(super) enum ParquetFile {}

impl ParquetFile {
    pub(super) fn new(_: File, _: &'static Table, _: &str) -> Result<Self, &'static str> {
        Err("built without `parquet`")
    }

    pub(super) fn add(&mut self, _: Columns) -> Result<(), &'static str> {
        match *self {}
    }

    pub(super) fn finish(self) -> Result<(), &'static str> {
        match self {}
    }
}
