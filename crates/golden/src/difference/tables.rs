//! Tables: which rows, columns and cells changed.

use serde_json::Value;

use super::{Difference, Found, values};
use crate::align::{common_cells, pairs};
use crate::json::{entries, text};
use crate::spelling::row_label;

/// Compares the tables of two outputs.
pub(super) fn compare(old: &Value, new: &Value, found: &mut Found) {
    let (old, new) = (entries(old, "tables"), entries(new, "tables"));
    let names = |tables: &[Value]| tables.iter().map(name).collect::<Vec<_>>();
    let same_kind = |a: usize, b: usize| {
        let kind = |tables: &[Value], at: usize| tables.get(at).and_then(|table| table.get("kind")).cloned();
        usize::from(kind(old, a) == kind(new, b))
    };
    let paired = pairs(&names(old), &names(new), same_kind);
    for (_, table) in old.iter().enumerate().filter(|(at, _)| !paired.iter().any(|(one, _)| one == at)) {
        found.push(Difference::Table { table: name(table), page: first_page(table), came: false });
    }
    for (_, table) in new.iter().enumerate().filter(|(at, _)| !paired.iter().any(|(_, other)| other == at)) {
        found.push(Difference::Table { table: name(table), page: first_page(table), came: true });
    }
    for (at, place) in paired {
        if let (Some(one), Some(other)) = (old.get(at), new.get(place))
            && one != other
        {
            compare_table(one, other, found);
        }
    }
}

fn compare_table(old: &Value, new: &Value, found: &mut Found) {
    let table = name(new);
    let (heads, new_heads) = (heads(old), heads(new));
    let columns = if heads.len() == new_heads.len() {
        (0..heads.len()).map(|at| (at, at)).collect()
    } else {
        pairs(&heads, &new_heads, |_, _| 0)
    };
    let lost = |at: &usize| !columns.iter().any(|(one, _)| one == at);
    let came = |at: &usize| !columns.iter().any(|(_, other)| other == at);
    let column = |column: &String, came| Difference::Column { table: table.clone(), column: column.clone(), came };
    found.extend(heads.iter().enumerate().filter(|(at, _)| lost(at)).map(|(_, head)| column(head, false)));
    found.extend(new_heads.iter().enumerate().filter(|(at, _)| came(at)).map(|(_, head)| column(head, true)));
    let (rows, new_rows) = (entries(old, "rows"), entries(new, "rows"));
    let texts = |rows: &[Value], which: &dyn Fn(&(usize, usize)) -> usize| -> Vec<Vec<String>> {
        let cell = |row: &Value, at: usize| {
            entries(row, "cells").get(at).map(|cell| text(cell, "text").to_owned()).unwrap_or_default()
        };
        rows.iter().map(|row| columns.iter().map(|pair| cell(row, which(pair))).collect()).collect()
    };
    let (before, after) = (texts(rows, &|pair| pair.0), texts(new_rows, &|pair| pair.1));
    let alike = |a: usize, b: usize| {
        let both = before.get(a).zip(after.get(b));
        both.map(|(one, other)| common_cells(one.iter().map(String::as_str), other.iter().map(String::as_str)))
            .unwrap_or_default()
    };
    let paired = pairs(&before, &after, alike);
    let row = |rows: &[Value], at: usize, came| Difference::Row {
        table: table.clone(),
        row: rows.get(at).map(|row| label(row, at)).unwrap_or_default(),
        page: rows.get(at).and_then(|row| entries(row, "cells").first()?.get("page")?.as_u64()),
        came,
    };
    for at in (0..rows.len()).filter(|at| !paired.iter().any(|(one, _)| one == at)) {
        found.push(row(rows, at, false));
    }
    for at in (0..new_rows.len()).filter(|at| !paired.iter().any(|(_, other)| other == at)) {
        found.push(row(new_rows, at, true));
    }
    for (at, place) in paired {
        let (Some(one), Some(other)) = (rows.get(at), new_rows.get(place)) else { continue };
        let label = label(other, place);
        let changed_page = changed_page(one, other);
        if let Some((old, new)) = changed_page {
            found.push(Difference::RowPage { table: table.clone(), row: label.clone(), old, new });
        }
        let apart: &[&str] = if changed_page.is_some() { &["page"] } else { &[] };
        for &(column, new_column) in &columns {
            let cells = (entries(one, "cells").get(column), entries(other, "cells").get(new_column));
            let (Some(before), Some(after)) = cells else { continue };
            let place = Place { table: &table, row: &label, column: new_heads.get(new_column) };
            compare_cell(before, after, &place, apart, found);
        }
        let row = format!("{table} rows[{label}]");
        values::compare_entries(one, other, &row, &["cells"], found);
        let cells = |row: &Value| entries(row, "cells").len();
        // Cells that no column has, unless a column came or went.
        if heads.len() == new_heads.len() && cells(one) != cells(other) {
            let (old, new) = (cells(one).to_string(), cells(other).to_string());
            found.push(Difference::Value { place: format!("{row} cells"), old, new });
        }
    }
    for &(column, new_column) in &columns {
        let (Some(one), Some(other)) = (entries(old, "columns").get(column), entries(new, "columns").get(new_column))
        else {
            continue;
        };
        let head = new_heads.get(new_column).map(String::as_str).unwrap_or_default();
        values::compare_entries(one, other, &format!("{table} columns[{head}]"), &[], found);
    }
    // Title, unit, fragments, notes and whatever else a table has.
    values::compare_entries(old, new, &table, &["rows", "columns"], found);
}

/// The page that all cells of a row were on and the one that all are on, where it is another.
fn changed_page(old: &Value, new: &Value) -> Option<(u64, u64)> {
    let page = |row: &Value| {
        let mut pages = entries(row, "cells").iter().map(|cell| cell.get("page").and_then(Value::as_u64));
        let first = pages.next()??;
        pages.all(|page| page == Some(first)).then_some(first)
    };
    let (old, new) = (page(old)?, page(new)?);
    (old != new).then_some((old, new))
}

struct Place<'p> {
    table: &'p str,
    row: &'p str,
    column: Option<&'p String>,
}

/// `apart` are keys that are told otherwise.
fn compare_cell(old: &Value, new: &Value, place: &Place<'_>, apart: &[&str], found: &mut Found) {
    if old == new {
        return;
    }
    for key in values::keys(old, new).into_iter().filter(|key| !apart.contains(&key.as_str())) {
        let (one, other) = (old.get(&key), new.get(&key));
        // An amount changes with its text.
        if one == other || (key == "amount" && old.get("text") != new.get("text")) {
            continue;
        }
        if key == "bbox" && found.moved(one, other) {
            continue;
        }
        found.push(Difference::Cell {
            table: place.table.to_owned(),
            row: place.row.to_owned(),
            column: place.column.cloned().unwrap_or_default(),
            page: new.get("page").and_then(Value::as_u64),
            what: key,
            old: values::shown(one),
            new: values::shown(other),
        });
    }
}

/// `收入决算表（income）`.
fn name(table: &Value) -> String {
    let field = |key: &str| table.get(key).and_then(Value::as_str).unwrap_or_default();
    format!("{}（{}）", field("title"), field("kind"))
}

fn first_page(table: &Value) -> Option<u64> {
    entries(table, "pages").first()?.as_u64()
}

fn heads(table: &Value) -> Vec<String> {
    let path = |column: &Value| entries(column, "path").iter().filter_map(Value::as_str).collect::<Vec<_>>().join("/");
    entries(table, "columns").iter().map(path).collect()
}

fn label(row: &Value, at: usize) -> String {
    row_label(at, entries(row, "cells").iter().map(|cell| text(cell, "text")))
}
