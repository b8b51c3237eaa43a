//! What an output folder holds, remembered from run to run: `OUT/.juesuan/holds.json`.
//!
//! A later run brings up to date what an earlier one was asked for, and nothing else: a folder `csv` that someone else put
//! there is not ours to write into. Whoever removes a folder of ours wants it no longer.

use std::collections::BTreeMap;
use std::fs;
use std::io;

use serde::{Deserialize, Serialize};

use super::datasets::Datasets;
use super::manifest::Manifest;
use super::store::Store;
use super::{Batch, Reports};
use crate::report::Look;
use crate::worker::Extras;

/// Where it is written, relative to the output folder.
pub(super) const HOLDS: &str = ".juesuan/holds.json";

/// What an output folder holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Holds {
    /// Whether each document has a workbook.
    pub(super) xlsx: bool,
    /// How reports look; `None` where there are none.
    pub(super) report: Option<Look>,
    /// What there is of all documents together.
    pub(super) datasets: Datasets,
    /// The datasets that were written last; `None` where there are none, and while they are being written.
    pub(super) written: Option<Written>,
    /// What the index of the reports was written from, as in [`Written::from`].
    pub(super) index: Option<String>,
}

/// Datasets as they were written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Written {
    /// A hash over what they were written from.
    pub(super) from: String,
    /// Figures that Parquet has not, for their many decimals.
    pub(super) left_out: usize,
    /// Size of each file, by name.
    pub(super) files: BTreeMap<String, u64>,
}

impl Holds {
    /// Reads what an earlier run left; nothing where there was none.
    pub(super) fn read(store: &Store) -> io::Result<Self> {
        match fs::read(store.folder.join(HOLDS)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            read => Ok(serde_json::from_slice(&read?)?),
        }
    }

    pub(super) fn write(&self, store: &Store) -> io::Result<()> {
        store.write(HOLDS, &serde_json::to_vec(self)?)
    }

    /// With what is asked for now, and without what someone removed.
    pub(super) fn asked(mut self, batch: &Batch, store: &Store, manifest: &Manifest) -> Self {
        let is_there = |room: &str| store.folder.join(room).is_dir();
        let had = |format: &str| manifest.entries.values().any(|entry| entry.output(format).is_some());
        let stays = |format: &str| is_there(format) || !had(format);
        self.xlsx = batch.xlsx || (self.xlsx && stays("xlsx"));
        let asked = batch.reports.as_ref().map(|Reports { look, .. }| *look);
        self.report = asked.or(self.report.filter(|_| stays("report")));

        let was_written = |room: &str| {
            let mut files = self.written.iter().flat_map(|written| written.files.keys());
            files.any(|name| name.split_once('/').is_some_and(|(of, _)| of == room))
        };
        let stays = |room: &str| is_there(room) || !was_written(room);
        let (old, new) = (self.datasets, batch.datasets);
        let csv_stays = old.csv && stays("csv");
        self.datasets = Datasets {
            jsonl: new.jsonl || (old.jsonl && stays("jsonl")),
            csv: new.csv || csv_stays,
            parquet: new.parquet || (old.parquet && stays("parquet")),
            mark: new.mark || (csv_stays && old.mark),
        };
        self
    }

    /// What is made of each document beside its JSON.
    pub(super) fn extras(&self) -> Extras {
        Extras { xlsx: self.xlsx, report: self.report }
    }
}

impl Written {
    /// Whether all its files are there still.
    pub(super) fn is_there(&self, store: &Store) -> bool {
        let is_whole = |name: &str, bytes: u64| fs::metadata(store.folder.join(name)).is_ok_and(|f| f.len() == bytes);
        self.files.iter().all(|(name, bytes)| is_whole(name, *bytes))
    }
}
