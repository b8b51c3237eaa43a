//! JSON for line-by-line comparison: what is short stands on one line, so that a row or a paragraph is a line.

use serde_json::Value;

/// Longest value on one line, in characters.
const WIDE: usize = 160;
/// Keys whose entries take a line each, however long.
const ONE_LINE_EACH: [&str; 5] = ["rows", "line_items", "columns", "checks", "diagnostics"];

/// `value` as text with a newline at its end.
pub fn to_lines(value: &Value) -> String {
    let mut out = String::new();
    write(value, 0, false, &mut out);
    out.push('\n');
    out
}

fn write(value: &Value, depth: usize, on_one_line: bool, out: &mut String) {
    let line = value.to_string();
    if on_one_line || line.chars().count() + depth <= WIDE {
        out.push_str(&line);
        return;
    }
    let pad = " ".repeat(depth + 1);
    match value {
        Value::Object(entries) => {
            out.push('{');
            for (at, (key, entry)) in entries.iter().enumerate() {
                out.push_str(if at == 0 { "\n" } else { ",\n" });
                out.push_str(&format!("{pad}{}: ", Value::from(key.as_str())));
                match entry {
                    Value::Array(items) if ONE_LINE_EACH.contains(&key.as_str()) => list(items, depth + 1, true, out),
                    _ => write(entry, depth + 1, false, out),
                }
            }
            out.push_str(&format!("\n{}}}", " ".repeat(depth)));
        }
        Value::Array(items) => list(items, depth, false, out),
        _ => out.push_str(&line),
    }
}

fn list(items: &[Value], depth: usize, on_one_line: bool, out: &mut String) {
    if items.is_empty() {
        out.push_str("[]");
        return;
    }
    out.push('[');
    for (at, item) in items.iter().enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        out.push_str(&" ".repeat(depth + 1));
        write(item, depth + 1, on_one_line, out);
    }
    out.push_str(&format!("\n{}]", " ".repeat(depth)));
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::to_lines;

    #[test]
    fn a_row_is_a_line_and_nothing_is_lost() {
        let cell = json!({"text": "一般公共服务支出", "page": 3, "bbox": [1.0, 2.5, 3.0, 4.0]});
        let value = json!({"tables": [{"kind": "income", "rows": [{"cells": vec![cell; 9]}, {"cells": []}]}]});
        let text = to_lines(&value);
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
        assert_eq!(text.lines().filter(|line| line.contains("cells")).count(), 2);
    }
}
