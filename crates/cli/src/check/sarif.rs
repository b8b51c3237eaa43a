//! Findings as SARIF 2.1.0 (OASIS, *Static Analysis Results Interchange Format*): one run, a result for each relation
//! that fails. A PDF has no lines of text, so a place is named in words and as page and box, in a dump by its line too.

use std::collections::BTreeMap;

use juesuan_model::{CheckSeverity, Finding, Format, Language, Outcome};
use juesuan_reconciler::rules;
use serde_json::{Value, json};

use super::Checked;
use crate::failure::Failure;
use crate::output::pretty_json;
use crate::uri::uri_of;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

pub(super) fn log(files: &[Checked], language: Language) -> Result<Vec<u8>, Failure> {
    let rules: Vec<Value> = rules()
        .iter()
        .map(|rule| {
            let text = rule.text(language);
            json!({
                "id": rule.id,
                "shortDescription": {"text": text.title},
                "fullDescription": {"text": text.meaning},
                "help": {"text": format!("{}\n{}", text.why, text.example)},
                "defaultConfiguration": {"level": level(rule.severity)},
            })
        })
        .collect();
    let results: Vec<Value> = files.iter().flat_map(results_of).collect();
    pretty_json(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "juesuan", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "results": results,
        }],
    }))
}

fn level(severity: CheckSeverity) -> &'static str {
    match severity {
        CheckSeverity::Error => "error",
        CheckSeverity::Warning => "warning",
        CheckSeverity::Info => "note",
    }
}

fn results_of(checked: &Checked) -> Vec<Value> {
    let uri = uri_of(&checked.file.to_string_lossy());
    let failed = checked.accounts.checks.iter().enumerate().filter(|(_, check)| check.outcome == Outcome::Fail);
    // What is found by one rule in several sentences is several findings.
    let mut seen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    failed
        .map(|(index, check)| {
            let finding = Finding::of(index, check, &checked.accounts);
            let names = [finding.place, finding.row, finding.column];
            let names: Vec<&str> = names.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
            let mut location = json!({"physicalLocation": {"artifactLocation": {"uri": uri}}});
            if !names.is_empty() {
                location["logicalLocations"] = json!([{"fullyQualifiedName": names.join(" · ")}]);
            }
            if let Some(place) = check.places.first() {
                location["properties"] = json!({"page": place.page, "bbox": place.bbox});
                // Lines of a dump are counted in its page.
                if checked.accounts.source.format == Format::Text && checked.accounts.source.pages == 1 {
                    location["physicalLocation"]["region"] = json!({"startLine": place.bbox.y0 as u64 + 1});
                }
            }
            let count = seen.entry((&check.rule, &check.identity)).or_default();
            *count += 1;
            let fingerprint = match *count {
                1 => check.identity.clone(),
                count => format!("{}#{count}", check.identity),
            };
            json!({
                "ruleId": check.rule,
                "level": level(check.severity),
                "message": {"text": check.message},
                "locations": [location],
                "partialFingerprints": {"identity/v1": fingerprint},
            })
        })
        .collect()
}
