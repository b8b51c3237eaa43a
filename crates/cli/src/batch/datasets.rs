//! The results of all documents → datasets: JSON lines, CSV, Parquet, and what describes them.
//!
//! They are made anew from the documents' JSON in the order of the manifest: the same documents give the same bytes,
//! however many runs it took to convert them. Documents are read and turned into rows side by side, and the tables are
//! written side by side; only so many documents are in memory at a time.

use std::fs::{self, File};
use std::io::{self, Write};

#[cfg(feature = "parquet")]
use juesuan_dataset::ParquetFile;
use juesuan_dataset::{Columns, CsvRows, Input, Resource, TABLES, Table, dictionary, package, rows};
use juesuan_model::{Language, json_name};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::TOOL;
use super::holds::Written;
use super::manifest::Entry;
#[cfg(not(feature = "parquet"))]
use super::no_parquet::ParquetFile;
use super::store::Store;
use super::together::{Document, Together};
use crate::interrupt;

/// JSON that is in memory at a time, in bytes; at least one document is.
const BYTES_AT_A_TIME: u64 = 4 << 20;

/// Which datasets there are to be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Datasets {
    pub(crate) jsonl: bool,
    pub(crate) csv: bool,
    pub(crate) parquet: bool,
    /// Whether CSV begins with a byte order mark.
    pub(crate) mark: bool,
}

impl Datasets {
    fn any(self) -> bool {
        self.jsonl || self.csv || self.parquet
    }
}

/// Writes the datasets, and tells which files there are. `None` where it was asked to end.
pub(super) fn write(wanted: Datasets, together: &Together<'_>, store: &Store) -> io::Result<Option<Written>> {
    if !wanted.any() {
        return Ok(Some(Written::default()));
    }
    let mut files =
        TABLES.map(|table| TableFiles::new(table, wanted, store)).into_iter().collect::<io::Result<Vec<_>>>()?;
    let lines_draft = store.drafts.join("documents.jsonl");
    let mut lines = if wanted.jsonl { Some(File::create(&lines_draft)?) } else { None };
    let mut written = Written::default();
    for part in parts(&together.entries) {
        if interrupt::soon() {
            return Ok(None);
        }
        let made: Vec<Made> = part.par_iter().map(|entry| Made::of(together.read(entry), wanted)).collect();
        let mut of_tables: Vec<Vec<TableRows>> = TABLES.map(|_| Vec::new()).into();
        for document in made {
            if let Some(lines) = &mut lines {
                lines.write_all(&document.json)?;
            }
            of_tables.iter_mut().zip(document.tables).for_each(|(table, rows)| table.push(rows));
        }
        let left_out = files.par_iter_mut().zip(of_tables).map(|(file, rows)| file.add(rows));
        written.left_out += left_out.collect::<io::Result<Vec<usize>>>()?.into_iter().sum::<usize>();
    }
    let mut resources = Vec::new();
    for file in files {
        file.finish(store, &mut resources)?;
    }
    for resource in &resources {
        written.files.insert(resource.path.clone(), resource.bytes);
    }
    if lines.take().is_some() {
        let name = "jsonl/documents.jsonl";
        written.files.insert(name.to_owned(), fs::metadata(&lines_draft)?.len());
        store.publish(&lines_draft, name)?;
    }
    if !resources.is_empty() {
        for (name, content) in descriptions(&resources) {
            store.write(name, content.as_bytes())?;
            written.files.insert(name.to_owned(), content.len() as u64);
        }
    }
    Ok(Some(written))
}

/// Runs of entries whose JSON is of so many bytes.
fn parts<'a>(entries: &'a [&'a Entry]) -> impl Iterator<Item = &'a [&'a Entry]> {
    let mut rest = entries;
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let fits = |entry: &&&Entry| {
            bytes += entry.outputs.iter().map(|output| output.bytes).sum::<u64>();
            bytes < BYTES_AT_A_TIME
        };
        let count = rest.iter().take_while(fits).count().clamp(rest.len().min(1), 1024);
        let (part, after) = rest.split_at(count);
        rest = after;
        (!part.is_empty()).then_some(part)
    })
}

/// The files that tell what the others hold.
fn descriptions(resources: &[Resource]) -> [(&'static str, String); 3] {
    [
        ("datapackage.json", package(resources, TOOL)),
        ("dictionary.md", dictionary(Language::English)),
        ("dictionary.zh.md", dictionary(Language::Chinese)),
    ]
}

/// The rows of one document.
struct Made {
    /// One line; empty where there is no result.
    json: Vec<u8>,
    tables: Vec<TableRows>,
}

struct TableRows {
    csv: Vec<u8>,
    columns: Option<Columns>,
}

impl Made {
    fn of(document: Document, wanted: Datasets) -> Self {
        let Document { entry, json, accounts } = document;
        let status = json_name(entry.status);
        let input = Input {
            path: &entry.path,
            sha256: entry.sha256.as_deref(),
            bytes: entry.bytes,
            status: &status,
            code: entry.code.as_deref(),
            duplicate_of: entry.duplicate_of.as_deref(),
            tool: &entry.tool,
            accounts: accounts.as_ref(),
        };
        let tables = TABLES.map(|table| TableRows::of(table, &input, wanted)).into();
        Self { json, tables }
    }
}

impl TableRows {
    fn of(table: &'static Table, input: &Input<'_>, wanted: Datasets) -> Self {
        let mut csv = CsvRows::new();
        let mut columns = wanted.parquet.then(|| Columns::new(table));
        rows(table, input, &mut |row| {
            if wanted.csv {
                csv.push(row);
            }
            if let Some(columns) = &mut columns {
                columns.push(row);
            }
        });
        Self { csv: csv.into_bytes(), columns }
    }
}

/// The files of one table in writing.
struct TableFiles {
    table: &'static Table,
    csv: Option<File>,
    parquet: Option<ParquetFile>,
}

impl TableFiles {
    fn new(table: &'static Table, wanted: Datasets, store: &Store) -> io::Result<Self> {
        let create = |format: &str| File::create(store.drafts.join(format!("{}.{format}", table.name)));
        let mut files = Self { table, csv: None, parquet: None };
        if wanted.csv {
            let mut file = create("csv")?;
            file.write_all(&CsvRows::head(table, wanted.mark))?;
            files.csv = Some(file);
        }
        if wanted.parquet {
            files.parquet = Some(ParquetFile::new(create("parquet")?, table, TOOL).map_err(io::Error::other)?);
        }
        Ok(files)
    }

    /// Adds rows, and tells how many figures were left out. Those of line items are counted with their cells.
    fn add(&mut self, documents: Vec<TableRows>) -> io::Result<usize> {
        let mut left_out = 0;
        for rows in documents {
            if let Some(file) = &mut self.csv {
                file.write_all(&rows.csv)?;
            }
            if let (Some(file), Some(columns)) = (&mut self.parquet, rows.columns) {
                left_out += if self.table.name == "line_items" { 0 } else { columns.left_out };
                file.add(columns).map_err(io::Error::other)?;
            }
        }
        Ok(left_out)
    }

    fn finish(self, store: &Store, resources: &mut Vec<Resource>) -> io::Result<()> {
        let mut formats = Vec::new();
        if self.csv.is_some() {
            formats.push("csv");
        }
        if let Some(file) = self.parquet {
            file.finish().map_err(io::Error::other)?;
            formats.push("parquet");
        }
        for format in formats {
            let name = format!("{}.{format}", self.table.name);
            let (draft, path) = (store.drafts.join(&name), format!("{format}/{name}"));
            let bytes = fs::metadata(&draft)?.len();
            store.publish(&draft, &path)?;
            resources.push(Resource { table: self.table.name, format, path, bytes });
        }
        Ok(())
    }
}
