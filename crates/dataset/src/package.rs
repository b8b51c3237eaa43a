//! The Frictionless data package (specs.frictionlessdata.io, version 1) that describes the files.

use serde_json::{Value, json};

use crate::schema::{Kind, Table};

/// A file of the dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// The table in it.
    pub table: &'static str,
    /// `csv` or `parquet`.
    pub format: &'static str,
    /// Relative to the package.
    pub path: String,
    /// Its size.
    pub bytes: u64,
}

/// The package that describes these files: `datapackage.json`.
///
/// A resource has the table's name, that of a Parquet file with `-parquet` at its end. Keys are told of the CSV files only:
/// a Parquet file says itself what its columns are, and the package lists it as it would any file.
pub fn package(resources: &[Resource], tool: &str) -> String {
    let resources: Vec<Value> =
        resources.iter().filter_map(|resource| Some((resource, table_of(resource)?))).map(of).collect();
    let package = json!({
        "name": "juesuan",
        "profile": "data-package",
        "title": "部门决算数据",
        "created_by": tool,
        "resources": resources,
    });
    format!("{package:#}\n")
}

fn table_of(resource: &Resource) -> Option<&'static Table> {
    crate::TABLES.into_iter().find(|table| table.name == resource.table)
}

fn of((resource, table): (&Resource, &'static Table)) -> Value {
    let is_csv = resource.format == "csv";
    let mut value = json!({
        "name": if is_csv { table.name.to_owned() } else { format!("{}-{}", table.name, resource.format) },
        "path": resource.path,
        "format": resource.format,
        "mediatype": if is_csv { "text/csv" } else { "application/vnd.apache.parquet" },
        "bytes": resource.bytes,
        "description": format!("{}。{}", table.chinese, table.english),
    });
    if is_csv {
        value["schema"] = schema(table);
        value["profile"] = "tabular-data-resource".into();
        value["encoding"] = "utf-8".into();
        value["dialect"] = json!({ "delimiter": ",", "lineTerminator": "\n", "quoteChar": "\"", "doubleQuote": true });
    }
    value
}

fn schema(table: &Table) -> Value {
    let fields: Vec<Value> = table
        .fields()
        .map(|field| {
            let kind = match field.kind {
                Kind::Text => "string",
                Kind::Integer => "integer",
                // Frictionless numbers are exact decimals.
                Kind::Number | Kind::Decimal => "number",
            };
            json!({ "name": field.name, "type": kind, "description": format!("{}。{}", field.chinese, field.english) })
        })
        .collect();
    let references: Vec<Value> = table
        .fields()
        .filter_map(|field| {
            let resource = field.refers_to?.table().name;
            Some(json!({ "fields": field.name, "reference": { "resource": resource, "fields": field.name } }))
        })
        .collect();
    let mut schema = json!({ "fields": fields, "missingValues": [""] });
    if let Some(key) = table.key {
        schema["primaryKey"] = key.into();
    }
    if !references.is_empty() {
        schema["foreignKeys"] = references.into();
    }
    schema
}
