//! `juesuan schema`: the JSON Schema of what `juesuan convert` writes.
//!
//! The types are the source: their comments become the descriptions, and every key that they do not write is wrong. So
//! the schema is that of one version of the contract, which its `$id` names.

use juesuan_model::{FinalAccounts, SCHEMA_VERSION};
use schemars::{Schema, generate::SchemaSettings, transform::transform_subschemas};
use serde_json::{Map, Value};

use crate::Outcome;
use crate::failure::Failure;
use crate::output::{Destination, pretty_json};

/// Writes the schema.
pub(crate) fn schema(destination: &Destination) -> Result<Outcome, Failure> {
    destination.write(&pretty_json(&final_accounts())?)?;
    Ok(Outcome::Done)
}

/// The schema of one document (draft 2020-12).
fn final_accounts() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize().with_transform(as_written);
    let mut of_type = settings.into_generator().into_root_schema_for::<FinalAccounts>();
    let mut schema = Schema::default();
    // In front of the rest, where people look for them. The name is not an address: nothing is to be fetched.
    schema.insert("$schema".to_owned(), of_type.remove("$schema").unwrap_or_default());
    schema.insert("$id".to_owned(), format!("urn:juesuan:final-accounts:{SCHEMA_VERSION}").into());
    schema.insert("title".to_owned(), "juesuan: final accounts (决算)".into());
    of_type.remove("title");
    schema.ensure_object().append(of_type.ensure_object());
    schema
}

/// Makes a schema as strict as what writes the JSON: no other keys, no `null` for a key that is left out instead.
fn as_written(schema: &mut Schema) {
    transform_subschemas(&mut as_written, schema);
    // Names of this language's number types: other validators do not know them.
    schema.remove("format");
    if let Some(object) = schema.as_object_mut().filter(|object| object.contains_key("properties")) {
        object.entry("additionalProperties").or_insert(false.into());
        left_out_instead_of_null(object);
    }
    if let Some(Value::String(text)) = schema.get_mut("description") {
        *text = plain(text);
    }
}

/// What need not be there is never `null`.
fn left_out_instead_of_null(object: &mut Map<String, Value>) {
    let required = object.get("required").cloned().unwrap_or_default();
    let is_required = |key: &str| required.as_array().is_some_and(|keys| keys.iter().any(|known| known == key));
    let Some(Value::Object(properties)) = object.get_mut("properties") else { return };
    for (_, property) in properties.iter_mut().filter(|(key, _)| !is_required(key)) {
        let Value::Object(property) = property else { continue };
        if let Some(Value::Array(types)) = property.get_mut("type") {
            types.retain(|kind| kind != "null");
            if let [only] = types.as_slice() {
                let only = only.clone();
                property.insert("type".to_owned(), only);
            }
        }
        if let Some(Value::Array(mut choices)) = property.remove("anyOf") {
            choices.retain(|choice| choice.get("type").is_none_or(|kind| kind != "null"));
            match choices.as_mut_slice() {
                [Value::Object(only)] => property.append(only),
                _ => drop(property.insert("anyOf".to_owned(), choices.into())),
            }
        }
    }
}

/// A comment without what only its own tool understands: line breaks within a paragraph, links to types.
fn plain(comment: &str) -> String {
    let paragraphs: Vec<String> = comment.split("\n\n").map(|lines| lines.replace('\n', " ")).collect();
    let text = paragraphs.join("\n\n");
    let mut plain = String::new();
    let mut rest = text.as_str();
    while let Some((before, (inside, after))) =
        rest.split_once('[').and_then(|(before, rest)| Some((before, rest.split_once(']')?)))
    {
        plain += before;
        let target = after.strip_prefix('(').and_then(|after| after.split_once(')'));
        match target {
            Some((_, after)) => {
                plain += inside;
                rest = after;
            }
            None if inside.starts_with('`') && inside.ends_with('`') => {
                plain += inside;
                rest = after;
            }
            None => {
                plain += "[";
                rest = &rest[before.len() + 1..];
            }
        }
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[track_caller]
    fn check(comment: &str, expected: &str) {
        assert_eq!(plain(comment), expected);
    }

    #[test]
    fn links_to_types_become_their_words() {
        check("In an [aligned](GridKind::Aligned) grid, see [`Grid`].", "In an aligned grid, see `Grid`.");
    }

    #[test]
    fn other_brackets_stay() {
        check("`a[201][total_income]` (or none)", "`a[201][total_income]` (or none)");
    }

    #[test]
    fn lines_of_a_paragraph_are_joined() {
        check("one\ntwo\n\nthree", "one two\n\nthree");
    }
}
