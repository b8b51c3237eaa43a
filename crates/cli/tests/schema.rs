//! The JSON Schema is that of the shipped outputs: it finds nothing wrong with them, and finds what is.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::{Value, json};

mod command;

use command::{juesuan, printed};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The schema as it is shipped.
fn shipped() -> Value {
    serde_json::from_slice(&fs::read(repository().join("docs/schema/final_accounts.schema.json")).unwrap()).unwrap()
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&shipped()).unwrap()
}

/// The approved outputs; of documents that cannot be converted an error is kept instead.
fn approved() -> Vec<(String, Value)> {
    let files = fs::read_dir(repository().join("golden")).unwrap().map(|entry| entry.unwrap().path());
    let read = |path: PathBuf| {
        let value: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        (path.display().to_string(), value)
    };
    files.map(read).filter(|(_, value)| value.get("schema_version").is_some()).collect()
}

/// The approved output of a document with a faulty figure, so that it has everything.
fn output() -> Value {
    let outputs = approved();
    let is_faulty = |(name, _): &&(String, Value)| name.ends_with("small-21-faulty-drawn.json");
    outputs.iter().find(is_faulty).unwrap().1.clone()
}

#[test]
fn the_shipped_schema_is_what_the_command_prints() {
    let folder = tempfile::tempdir().unwrap();
    let said = printed(juesuan(folder.path(), ["schema"]));
    let kept = fs::read_to_string(repository().join("docs/schema/final_accounts.schema.json")).unwrap();
    assert!(said == kept, "write it again: juesuan schema -o docs/schema/");
}

#[test]
fn it_is_written_into_a_folder_under_its_own_name() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(printed(juesuan(folder.path(), ["schema", "-o", "new/"])), "");
    let written: Value =
        serde_json::from_slice(&fs::read(folder.path().join("new/final_accounts.schema.json")).unwrap()).unwrap();
    assert_eq!(written, shipped());
}

#[test]
fn it_is_a_schema() {
    assert!(jsonschema::draft202012::meta::is_valid(&shipped()));
}

#[test]
fn every_approved_output_is_valid() {
    let validator = validator();
    let outputs = approved();
    assert!(outputs.len() > 30, "only {} outputs", outputs.len());
    for (name, output) in outputs {
        let errors: Vec<String> =
            validator.iter_errors(&output).take(3).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert_eq!(errors, [""; 0], "{name}");
    }
}

/// `broken` is the output with one thing wrong.
#[track_caller]
fn check_finds(what: &str, break_it: impl Fn(&mut Value)) {
    let mut broken = output();
    assert!(validator().is_valid(&broken));
    break_it(&mut broken);
    assert!(!validator().is_valid(&broken), "{what}");
}

/// The first cell with an amount.
fn cell(output: &mut Value) -> &mut Value {
    let tables = output["tables"].as_array_mut().unwrap().iter_mut();
    let rows = tables.flat_map(|table| table["rows"].as_array_mut().unwrap());
    let mut cells = rows.flat_map(|row| row["cells"].as_array_mut().unwrap());
    cells.find(|cell| cell.get("amount").is_some()).unwrap()
}

/// The first check with suspects.
fn check(output: &mut Value) -> &mut Value {
    let mut checks = output["checks"].as_array_mut().unwrap().iter_mut();
    checks.find(|check| check.get("suspects").is_some()).unwrap()
}

#[test]
fn a_key_too_many_is_found_at_every_depth() {
    check_finds("document", |output| output["produced_by"] = json!("x"));
    check_finds("source", |output| output["source"]["path"] = json!("x"));
    check_finds("cell", |output| cell(output)["value"] = json!("1"));
    check_finds("check", |output| check(output)["note"] = json!("x"));
    check_finds("place", |output| check(output)["places"][0]["sheet"] = json!(1));
    check_finds("suspect", |output| check(output)["suspects"][0]["sheet"] = json!(1));
}

#[test]
fn a_key_missing_is_found() {
    check_finds("document", |output| drop(output.as_object_mut().unwrap().remove("checks")));
    // Written as `null` where there is none, and never left out.
    check_finds("item", |output| drop(output["line_items"][0].as_object_mut().unwrap().remove("code")));
    check_finds("suspect", |output| drop(check(output)["suspects"][0].as_object_mut().unwrap().remove("row")));
    check_finds("place", |output| drop(check(output)["places"][0].as_object_mut().unwrap().remove("row")));
}

#[test]
fn money_is_a_decimal_string() {
    for wrong in [json!(1.5), json!("1,234.00"), json!("1e3"), json!(""), json!(null)] {
        check_finds(&wrong.to_string(), |output| cell(output)["amount"] = wrong.clone());
        check_finds(&wrong.to_string(), |output| output["line_items"][0]["amount"] = wrong.clone());
    }
}

#[test]
fn a_box_has_four_numbers() {
    for wrong in [json!([1.0, 2.0, 3.0]), json!([1.0, 2.0, 3.0, 4.0, 5.0]), json!({"x0": 1.0}), json!(["1", 2, 3, 4])] {
        check_finds(&wrong.to_string(), |output| cell(output)["bbox"] = wrong.clone());
    }
}

#[test]
fn words_of_closed_sets_are_known() {
    check_finds("outcome", |output| output["checks"][0]["outcome"] = json!("maybe"));
    check_finds("format", |output| output["source"]["format"] = json!("docx"));
    check_finds("version", |output| output["schema_version"] = json!("2.0"));
    check_finds("page", |output| cell(output)["page"] = json!(0));
}
