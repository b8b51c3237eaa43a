//! What each stage costs on the shipped documents: all of `extract`, then one stage after the other.
//!
//! `cargo bench -p juesuan-extractor` measures; with `-- --quick` roughly and fast, with `-- marks` one stage only.

#![allow(clippy::unwrap_used, reason = "a bench that cannot read the shipped documents must fail")]

use std::{fs, hint::black_box, path::Path};

use criterion::{BatchSize, BenchmarkGroup, Criterion, Throughput, measurement::WallTime};
use juesuan_extractor::{
    Grid, PageMarks, Rule, Settings, Word, extract,
    stages::{self, PageParts},
};

/// Two PDFs of the same document, drawn differently, and its text dump.
const PDFS: [&str; 2] = ["zs12345-2022-embedded", "zs12345-2022-gb1"];
const DUMP: &str = "zs12345-2022";

fn shipped(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus").join(name)).unwrap()
}

fn pdf(name: &str) -> Vec<u8> {
    shipped(&format!("pdf/{name}.pdf"))
}

fn dump() -> Vec<u8> {
    shipped(&format!("text/{DUMP}.txt"))
}

/// Bytes → extraction, through either front door.
fn whole(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("extract");
    let settings = Settings::default();
    let files = PDFS.iter().map(|name| (*name, pdf(name))).chain([("text", dump())]);
    for (name, bytes) in files {
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(name, |bencher| bencher.iter(|| extract(black_box(&bytes), &settings).unwrap()));
    }
}

/// Bytes → marks: opening, fonts, content streams.
fn marks(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("marks");
    let settings = Settings::default();
    for name in PDFS {
        let bytes = pdf(name);
        let glyphs: usize = stages::read_marks(&bytes, &settings).unwrap().iter().map(|page| page.glyphs.len()).sum();
        group.throughput(Throughput::Elements(glyphs as u64));
        group
            .bench_function(name, |bencher| bencher.iter(|| stages::read_marks(black_box(&bytes), &settings).unwrap()));
    }
}

/// Marks → words.
fn words(criterion: &mut Criterion) {
    each_document(criterion, "words", |group, name, pages| {
        group.bench_function(name, |bencher| {
            bencher.iter(|| black_box(pages).iter().map(stages::find_words).collect::<Vec<_>>());
        });
    });
}

/// Marks → grids: ruling pieces into rules, rules into ruled tables, words outside them into unruled ones.
fn grids(criterion: &mut Criterion) {
    each_document(criterion, "grid", |group, name, pages| {
        group.bench_function(format!("{name}/rules"), |bencher| {
            bencher.iter(|| black_box(pages).iter().map(stages::find_rules).collect::<Vec<_>>());
        });
        let rules: Vec<Vec<Rule>> = pages.iter().map(stages::find_rules).collect();
        group.bench_function(format!("{name}/ruled"), |bencher| {
            bencher.iter(|| black_box(&rules).iter().map(|rules| stages::find_ruled(rules)).collect::<Vec<_>>());
        });
        let ruled: Vec<Vec<Grid>> = rules.iter().map(|rules| stages::find_ruled(rules)).collect();
        let words: Vec<Vec<Word>> = pages.iter().map(stages::find_words).collect();
        group.bench_function(format!("{name}/unruled"), |bencher| {
            bencher.iter(|| {
                let pages = black_box(&words).iter().zip(&rules).zip(&ruled);
                pages.map(|((words, rules), ruled)| stages::find_unruled(words, rules, ruled)).collect::<Vec<_>>()
            });
        });
    });
}

/// Words and grids → lines and tables.
fn tables(criterion: &mut Criterion) {
    each_document(criterion, "table", |group, name, pages| {
        let parts: Vec<PageParts> = pages.iter().map(stages::find_parts).collect();
        group.bench_function(name, |bencher| {
            bencher.iter_batched(
                || parts.clone(),
                |parts| {
                    let pages = pages.iter().zip(parts);
                    pages.map(|(page, parts)| stages::assemble_page(page, parts)).collect::<Vec<_>>()
                },
                BatchSize::LargeInput,
            );
        });
    });
}

/// Runs `bench` on the marks of each PDF, in a group that counts pages.
fn each_document(
    criterion: &mut Criterion,
    stage: &str,
    bench: impl Fn(&mut BenchmarkGroup<'_, WallTime>, &str, &[PageMarks]),
) {
    let mut group = criterion.benchmark_group(stage);
    for name in PDFS {
        let pages = stages::read_marks(&pdf(name), &Settings::default()).unwrap();
        group.throughput(Throughput::Elements(pages.len() as u64));
        bench(&mut group, name, &pages);
    }
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    for bench in [whole, marks, words, grids, tables] {
        bench(&mut criterion);
    }
    criterion.final_summary();
}
