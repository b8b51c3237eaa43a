//! What re-joining and naming the tables of the shipped documents costs, once they are extracted.
//!
//! `cargo bench -p juesuan-reconciler` measures; with `-- --quick` roughly and fast.

#![allow(clippy::unwrap_used, reason = "a bench that cannot read the shipped documents must fail")]

use std::{fs, path::Path};

use criterion::{BatchSize, Criterion, Throughput};
use juesuan_extractor::extract;
use juesuan_model::Language;
use juesuan_reconciler::{SourceFile, reconcile};

fn reconciling(criterion: &mut Criterion) {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut group = criterion.benchmark_group("reconcile");
    for file in ["pdf/zs12345-2022-embedded.pdf", "pdf/zs12345-2022-gb1.pdf", "text/zs12345-2022.txt"] {
        let extraction = extract(&fs::read(corpus.join(file)).unwrap(), &Default::default()).unwrap();
        group.throughput(Throughput::Elements(extraction.pages.len() as u64));
        group.bench_function(file, |bencher| {
            bencher.iter_batched(
                || extraction.clone(),
                |extraction| reconcile(extraction, SourceFile::default(), Language::Chinese),
                BatchSize::LargeInput,
            );
        });
    }
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    reconciling(&mut criterion);
    criterion.final_summary();
}
