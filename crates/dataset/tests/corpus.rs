//! The datasets of documents whose content is known: nothing lost, nothing changed, every reference leads somewhere.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::Path;

use juesuan_dataset::{
    Columns, CsvRows, Input, ParquetFile, Resource, TABLES, Table, Value, dictionary, package, rows,
};
use juesuan_model::{FinalAccounts, Language};
use juesuan_reconciler::{SourceFile, reconcile};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

const HASH: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

fn accounts(file: &str) -> FinalAccounts {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus").join(file);
    let bytes = fs::read(path).unwrap();
    let extraction = juesuan_extractor::extract(&bytes, &Default::default()).unwrap();
    let source = SourceFile { file_name: file.to_owned(), sha256: HASH.to_owned(), bytes: bytes.len() as u64 };
    reconcile(extraction, source, Language::Chinese)
}

fn input(accounts: &FinalAccounts) -> Input<'_> {
    Input {
        path: "2022/x.pdf",
        sha256: Some(HASH),
        bytes: 1,
        status: "ok",
        code: None,
        duplicate_of: None,
        tool: "juesuan 0",
        accounts: Some(accounts),
    }
}

/// The rows of a table, by the names of its fields; what is absent is left out.
fn read(table: &Table, input: &Input<'_>) -> Vec<BTreeMap<&'static str, String>> {
    let mut read = Vec::new();
    rows(table, input, &mut |row| {
        assert_eq!(row.len(), table.fields().count(), "{}", table.name);
        let text = |value: &Value<'_>| match value {
            Value::Absent => None,
            Value::Text(text) | Value::Decimal(text) => Some((*text).to_owned()),
            Value::Integer(number) => Some(number.to_string()),
            Value::Number(number) => Some(number.to_string()),
        };
        let fields = table.fields().zip(row);
        read.push(fields.filter_map(|(field, value)| Some((field.name, text(value)?))).collect());
    });
    read
}

fn table(name: &str) -> &'static Table {
    TABLES.into_iter().find(|table| table.name == name).unwrap()
}

const FILES: [&str; 3] = ["pdf/tiny-23-faulty-drawn.pdf", "pdf/small-4-chromium-zebra.pdf", "pdf/medium-2-packed.pdf"];

#[test]
fn json_is_read_back_as_it_was_written() {
    for file in FILES {
        let written = serde_json::to_string(&accounts(file)).unwrap();
        let back: FinalAccounts = serde_json::from_str(&written).unwrap();
        assert!(serde_json::to_string(&back).unwrap() == written, "{file}");
    }
}

#[test]
fn every_figure_is_a_row_and_every_reference_leads_somewhere() {
    for file in FILES {
        let accounts = accounts(file);
        let input = input(&accounts);
        let keys: BTreeMap<&str, BTreeSet<String>> = TABLES
            .into_iter()
            .map(|table| {
                let keys = table.key.map(|key| {
                    let rows = read(table, &input);
                    let keys: BTreeSet<String> = rows.iter().map(|row| row[key].clone()).collect();
                    assert_eq!(keys.len(), rows.len(), "{file}: {} tells its rows apart", table.name);
                    keys
                });
                (table.name, keys.unwrap_or_default())
            })
            .collect();
        for table in TABLES {
            for row in read(table, &input) {
                for field in table.fields() {
                    let (Some(refers), Some(value)) = (field.refers_to, row.get(field.name)) else { continue };
                    let target = refers.table();
                    let is_there = if target.name == "documents" {
                        value == "d0123456789abcdef"
                    } else {
                        keys[target.name].contains(value)
                    };
                    assert!(is_there, "{file}: {}.{} {value}", table.name, field.name);
                }
            }
        }
        let items = read(table("line_items"), &input);
        let cells: BTreeMap<String, BTreeMap<_, _>> =
            read(table("cells"), &input).into_iter().map(|row| (row["cell_id"].clone(), row)).collect();
        assert_eq!(items.len(), accounts.line_items.len());
        for (row, item) in items.iter().zip(&accounts.line_items) {
            assert_eq!(row["amount"], item.amount);
            assert_eq!(cells[&row["cell_id"]]["amount"], item.amount, "{file}: the cell of a line item has its figure");
            assert_eq!(cells[&row["cell_id"]]["page"], item.page.to_string());
        }
    }
}

#[test]
fn parquet_says_what_csv_says() {
    let accounts = accounts(FILES[0]);
    let input = input(&accounts);
    let folder = tempfile::tempdir().unwrap();
    for table in TABLES {
        let (mut csv, mut columns) = (CsvRows::new(), Columns::new(table));
        rows(table, &input, &mut |row| {
            csv.push(row);
            columns.push(row);
        });
        assert_eq!(columns.left_out, 0);
        let path = folder.path().join(table.name);
        let mut file = ParquetFile::new(File::create(&path).unwrap(), table, "juesuan 0").unwrap();
        file.add(columns).unwrap();
        file.finish().unwrap();

        let csv = [CsvRows::head(table, false), csv.into_bytes()].concat();
        let mut csv = csv::Reader::from_reader(csv.as_slice());
        let parquet = SerializedFileReader::new(File::open(&path).unwrap()).unwrap();
        let mut count = 0;
        for (printed, row) in csv.records().zip(parquet.get_row_iter(None).unwrap()) {
            for (printed, (name, value)) in printed.unwrap().iter().zip(row.unwrap().get_column_iter()) {
                let same = match value {
                    Field::Null => printed.is_empty(),
                    Field::Str(text) => text == printed,
                    Field::Long(number) => number.to_string() == printed,
                    Field::Double(number) => number.to_string() == printed,
                    Field::Decimal(figure) => {
                        let bytes: [u8; 16] = figure.data().try_into().unwrap();
                        i128::from_be_bytes(bytes) == tenth_billionths(printed)
                    }
                    _ => false,
                };
                assert!(same, "{}.{name}: {printed} is {value}", table.name);
            }
            count += 1;
        }
        assert_eq!(count, read(table, &input).len(), "{}", table.name);
    }
}

/// The figure in units of 10⁻¹⁰.
fn tenth_billionths(printed: &str) -> i128 {
    let (whole, decimals) = printed.split_once('.').unwrap_or((printed, ""));
    format!("{whole}{decimals:0<10}").parse().unwrap()
}

#[test]
fn a_duplicate_and_a_failure_are_rows_of_documents_only() {
    let accounts = accounts(FILES[0]);
    let duplicate = Input { duplicate_of: Some("a.pdf"), accounts: None, status: "skipped", ..input(&accounts) };
    // What was read and gave nothing: all empty files have one hash.
    let failed = Input { accounts: None, status: "failed", code: Some("empty"), ..input(&accounts) };
    for input in [duplicate, failed] {
        let documents = read(table("documents"), &input);
        assert_eq!(documents.len(), 1);
        assert!(!documents[0].contains_key("document_id"));
        assert!(TABLES.into_iter().skip(1).all(|table| read(table, &input).is_empty()));
    }
}

#[test]
fn the_package_names_every_field_and_only_tables_that_there_are() {
    for formats in [&["csv"][..], &["parquet"], &["csv", "parquet"]] {
        let of = |table: &Table, format: &'static str| Resource {
            table: table.name,
            format,
            path: format!("{format}/{}.{format}", table.name),
            bytes: 1,
        };
        let resources: Vec<Resource> =
            TABLES.into_iter().flat_map(|table| formats.iter().map(move |format| of(table, format))).collect();
        let package: serde_json::Value = serde_json::from_str(&package(&resources, "juesuan 0")).unwrap();
        let resources = package["resources"].as_array().unwrap();
        let names: BTreeSet<&str> = resources.iter().map(|resource| resource["name"].as_str().unwrap()).collect();
        assert_eq!(names.len(), TABLES.len() * formats.len());
        for resource in resources {
            let name = resource["name"].as_str().unwrap();
            let Some(schema) = resource.get("schema") else {
                assert!(name.ends_with("-parquet"), "{name}");
                continue;
            };
            assert_eq!(schema["fields"].as_array().unwrap().len(), table(name).fields().count());
            for key in schema["foreignKeys"].as_array().into_iter().flatten() {
                assert!(names.contains(&key["reference"]["resource"].as_str().unwrap()), "{name} with {formats:?}");
            }
        }
    }
}

#[test]
fn a_figure_that_parquet_cannot_hold_is_one_though_its_row_has_it_twice() {
    let mut accounts = accounts(FILES[1]);
    let item = accounts.line_items.first_mut().unwrap();
    item.amount = "0.00000000001".to_owned();
    item.amount_yuan = Some("0.00000000001".to_owned());
    let mut columns = Columns::new(table("line_items"));
    rows(table("line_items"), &input(&accounts), &mut |row| columns.push(row));
    assert_eq!(columns.left_out, 1);
}

#[test]
fn the_dictionary_in_docs_is_up_to_date() {
    for (language, name) in [(Language::English, "datasets.md"), (Language::Chinese, "datasets.zh.md")] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name);
        assert!(
            fs::read_to_string(path).unwrap() == dictionary(language),
            "write docs/{name} anew: see its first line"
        );
    }
}
