//! Forms: their rows, heads, units, notes and pages.

use std::cmp::Reverse;

use rust_decimal::Decimal;
use serde_json::Value;

use super::{Counts, Mistake, MistakeKind};
use crate::align::{common_cells, pairs};
use crate::json::{entries, text};
use crate::spelling::{is_figure, plain, row_label};
use crate::truth::{TrueTable, Truth};

/// A form as it is compared: the texts in plain spelling.
struct Form {
    columns: Vec<Vec<String>>,
    rows: Vec<Vec<String>>,
}

impl Form {
    fn of_truth(table: &TrueTable) -> Self {
        let plain_all = |texts: &Vec<String>| texts.iter().map(|text| plain(text)).collect();
        Self {
            columns: table.columns.iter().map(plain_all).collect(),
            rows: table.rows.iter().map(plain_all).collect(),
        }
    }

    fn of_output(table: &Value) -> Self {
        let path = |column: &Value| entries(column, "path").iter().filter_map(Value::as_str).map(plain).collect();
        let row = |row: &Value| entries(row, "cells").iter().map(|cell| plain(text(cell, "text"))).collect();
        Self {
            columns: entries(table, "columns").iter().map(path).collect(),
            rows: entries(table, "rows").iter().map(row).collect(),
        }
    }

    fn cell(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|row| row.get(column)).map(String::as_str).unwrap_or_default()
    }
}

/// Measures every form of the truth, and what the output takes for a form beside them.
pub(super) fn score_tables(truth: &Truth, output: &Value, counts: &mut Counts, mistakes: &mut Vec<Mistake>) {
    let Some(forms) = &truth.tables else { return };
    // A table that is no form, in the truth or the output, is nobody's mistake.
    let is_form = |kind: &str| !kind.is_empty() && kind != "other";
    let mut left: Vec<&Value> = entries(output, "tables").iter().filter(|table| is_form(text(table, "kind"))).collect();
    for table in forms.iter().filter(|table| is_form(&table.kind) && !table.scanned) {
        let of_its_kind = left.iter().enumerate().filter(|(_, found)| text(found, "kind") == table.kind);
        let compared = of_its_kind.map(|(at, found)| (at, compare(table, found)));
        // Among equals the first.
        let best = compared.max_by_key(|(at, (of_form, _))| (of_form.cells.right, Reverse(*at)));
        counts.forms_found.add(best.is_some());
        if let Some((at, (mut of_form, mut its_mistakes))) = best {
            let of_kind = |kind: &str| kind == table.kind;
            let (true_ones, read) = (
                forms.iter().filter(|form| of_kind(&form.kind)).count(),
                entries(output, "tables").iter().filter(|found| of_kind(text(found, "kind"))).count(),
            );
            // What stands in several tables is not one form.
            if read > true_ones {
                of_form.forms_exact.right = 0;
            }
            left.remove(at);
            *counts += of_form;
            mistakes.append(&mut its_mistakes);
            continue;
        }
        mistakes.push(Mistake::new(MistakeKind::FormMissing, &table.title, &table.title, ""));
        let blank = compare(table, &Value::Null).0;
        counts.missing_figures += blank.missing_figures;
        counts.cells += blank.cells;
        counts.forms_exact.add(false);
        counts.heads_exact.add(false);
        counts.units.add(false);
    }
    for found in left {
        surplus(forms, found, counts, mistakes);
    }
}

/// A form of the output that the truth has not, or a second one of a form that it has once. A row that the form prints
/// was taken to the wrong table; what it does not print is wrong.
fn surplus(forms: &[TrueTable], output: &Value, counts: &mut Counts, mistakes: &mut Vec<Mistake>) {
    let title = text(output, "title");
    let of_its_kind: Vec<&TrueTable> = forms.iter().filter(|form| form.kind == text(output, "kind")).collect();
    let printed: Vec<Vec<String>> = of_its_kind.iter().flat_map(|table| Form::of_truth(table).rows).collect();
    let (kind, place) = match of_its_kind.first() {
        Some(table) => (MistakeKind::FormRepeated, table.title.as_str()),
        None => (MistakeKind::FormInvented, text(output, "kind")),
    };
    mistakes.push(Mistake::new(kind, place, "", title));
    let nothing = TrueTable { kind: text(output, "kind").to_owned(), title: title.to_owned(), ..TrueTable::default() };
    let (one, other) = (Form::of_truth(&nothing), Form::of_output(output));
    let mut stray = Comparison { truth: &nothing, output, one, other, counts: Counts::default(), mistakes: Vec::new() };
    for place in 0..stray.other.rows.len() {
        let cells = stray.other.rows.get(place).cloned().unwrap_or_default();
        stray.counts.cells_read.of += cells.iter().filter(|cell| !cell.is_empty()).count() as u64;
        if !printed.contains(&cells) {
            (0..cells.len()).for_each(|column| stray.stray(place, column));
        }
    }
    *counts += stray.counts;
    mistakes.append(&mut stray.mistakes);
}

fn compare(truth: &TrueTable, output: &Value) -> (Counts, Vec<Mistake>) {
    let (one, other) = (Form::of_truth(truth), Form::of_output(output));
    let mut comparison = Comparison { truth, output, one, other, counts: Counts::default(), mistakes: Vec::new() };
    comparison.heads_and_notes();
    comparison.rows();
    (comparison.counts, comparison.mistakes)
}

struct Comparison<'c> {
    truth: &'c TrueTable,
    output: &'c Value,
    one: Form,
    other: Form,
    counts: Counts,
    mistakes: Vec<Mistake>,
}

impl Comparison<'_> {
    fn heads_and_notes(&mut self) {
        let paths = |columns: &[Vec<String>]| columns.iter().map(|path| path.join("/")).collect::<Vec<_>>().join(" | ");
        let same_heads = self.one.columns == self.other.columns;
        self.counts.heads_exact.add(same_heads);
        if !same_heads {
            self.mistake(MistakeKind::Heads, paths(&self.one.columns), paths(&self.other.columns));
        }
        let unit = self.output.get("unit").and_then(Value::as_str).unwrap_or_default();
        let true_unit = self.truth.unit.clone().unwrap_or_default();
        self.counts.units.add(true_unit == unit);
        if true_unit != unit {
            self.mistake(MistakeKind::Unit, true_unit, unit.to_owned());
        }
        if let Some(notes) = &self.truth.notes {
            let joined = |notes: &mut dyn Iterator<Item = &str>| plain(&notes.collect::<Vec<_>>().join("\n"));
            let printed = joined(&mut notes.iter().map(String::as_str));
            let read = joined(&mut entries(self.output, "notes").iter().filter_map(Value::as_str));
            self.counts.notes.add(printed == read);
            if printed != read {
                self.mistake(MistakeKind::Notes, printed, read);
            }
        }
    }

    /// The columns of the output that stand for those of the truth: by their heads, and where heads differ by how many
    /// cells they have in common.
    fn columns(&self) -> Vec<Option<usize>> {
        let (one, other) = (&self.one.columns, &self.other.columns);
        if one.len() == other.len() {
            return (0..one.len()).map(Some).collect();
        }
        let mut columns = vec![None; one.len()];
        let alike = |a: usize, b: usize| {
            let rows = self.one.rows.len().min(self.other.rows.len());
            (0..rows)
                .filter(|&row| !self.one.cell(row, a).is_empty() && self.one.cell(row, a) == self.other.cell(row, b))
                .count()
        };
        for (at, place) in pairs(one, other, alike) {
            if let Some(column) = columns.get_mut(at) {
                *column = Some(place);
            }
        }
        columns
    }

    fn rows(&mut self) {
        let columns = self.columns();
        let of_output = |row: usize| -> Vec<&str> {
            columns.iter().map(|column| column.map_or("", |column| self.other.cell(row, column))).collect()
        };
        let of_truth =
            |row: usize| -> Vec<&str> { (0..columns.len()).map(|column| self.one.cell(row, column)).collect() };
        let one: Vec<Vec<&str>> = (0..self.one.rows.len()).map(of_truth).collect();
        let other: Vec<Vec<&str>> = (0..self.other.rows.len()).map(of_output).collect();
        let alike = |a: usize, b: usize| {
            let both = one.get(a).zip(other.get(b));
            both.map(|(one, other)| common_cells(one.iter().copied(), other.iter().copied())).unwrap_or_default()
        };
        let paired = pairs(&one, &other, alike);
        let is_exact = self.one.rows == self.other.rows;
        let filled = |form: &Form| form.rows.iter().flatten().filter(|cell| !cell.is_empty()).count() as u64;
        let (printed, read) = (filled(&self.one), filled(&self.other));
        self.counts.forms_exact.add(is_exact);
        self.counts.cells.of += printed;
        self.counts.cells_read.of += read;
        for &(row, place) in &paired {
            self.row(row, place, &columns);
        }
        for row in (0..self.one.rows.len()).filter(|row| !paired.iter().any(|(paired, _)| paired == row)) {
            self.missing_row(row);
        }
        for place in (0..self.other.rows.len()).filter(|place| !paired.iter().any(|(_, paired)| paired == place)) {
            for column in 0..self.other.rows.get(place).map_or(0, Vec::len) {
                let at = columns.iter().position(|&known| known == Some(column));
                if !at.is_some_and(|at| self.is_line_number(at)) {
                    self.stray(place, column);
                }
            }
        }
    }

    fn row(&mut self, row: usize, place: usize, columns: &[Option<usize>]) {
        for (at, column) in columns.iter().enumerate() {
            let printed = self.one.cell(row, at).to_owned();
            let read = column.map_or("", |column| self.other.cell(place, column)).to_owned();
            if printed == read {
                if !printed.is_empty() {
                    self.counts.cells.right += 1;
                    self.counts.cells_read.right += 1;
                }
                self.amount(row, place, at, *column);
                continue;
            }
            let kind = if is_figure(&read) && !self.is_line_number(at) {
                self.counts.wrong_figures += 1;
                MistakeKind::WrongFigure
            } else if is_figure(&printed) {
                self.counts.missing_figures += 1;
                MistakeKind::MissingFigure
            } else {
                MistakeKind::Text
            };
            let head = self.truth.columns.get(at).map(|path| path.join("/"));
            self.at(kind, label(&self.one, row), head, self.page(place), printed, read);
        }
        for column in 0..self.other.rows.get(place).map_or(0, Vec::len) {
            if !columns.contains(&Some(column)) {
                self.stray(place, column);
            }
        }
        let (page, truth) = (self.page(place), self.truth);
        if let Some(printed) = truth.row_pages.as_ref().and_then(|pages| pages.get(row)) {
            let is_right = page == Some(u64::from(*printed));
            self.counts.row_pages.add(is_right);
            if !is_right {
                let read = page.map(|page| page.to_string()).unwrap_or_default();
                self.at(MistakeKind::Page, label(&self.one, row), None, page, printed.to_string(), read);
            }
        }
    }

    /// Whether the column numbers the lines of the form: those are no figures of the accounts.
    fn is_line_number(&self, column: usize) -> bool {
        let measure = self.truth.measures.as_ref().and_then(|measures| measures.get(column)?.as_deref());
        measure == Some("line_number")
    }

    /// The amount of a cell whose text is right is that of the text.
    fn amount(&mut self, row: usize, place: usize, at: usize, column: Option<usize>) {
        let printed = self.one.cell(row, at).replace(',', "");
        let cells = entries(self.output, "rows").get(place).map(|row| entries(row, "cells")).unwrap_or_default();
        let read = column.and_then(|column| cells.get(column)).map(|cell| text(cell, "amount")).unwrap_or_default();
        let (Ok(true_amount), false) = (printed.parse::<Decimal>(), read.is_empty()) else { return };
        if read.parse() != Ok(true_amount) {
            self.counts.wrong_figures += 1;
            let head = self.truth.columns.get(at).map(|path| path.join("/"));
            let (row, page, read) = (label(&self.one, row), self.page(place), read.to_owned());
            self.at(MistakeKind::WrongFigure, row, head, page, printed, read);
        }
    }

    fn missing_row(&mut self, row: usize) {
        let cells = self.one.rows.get(row).map(Vec::as_slice).unwrap_or_default();
        self.counts.missing_figures += cells.iter().filter(|cell| is_figure(cell)).count() as u64;
        let printed = cells.join("|");
        self.at(MistakeKind::RowMissing, label(&self.one, row), None, None, printed, String::new());
    }

    /// A cell of the output that stands for none of the truth.
    fn stray(&mut self, place: usize, column: usize) {
        let read = self.other.cell(place, column).to_owned();
        if is_figure(&read) {
            self.counts.wrong_figures += 1;
            let head = self.other.columns.get(column).map(|path| path.join("/"));
            self.at(MistakeKind::WrongFigure, label(&self.other, place), head, self.page(place), String::new(), read);
        }
    }

    fn page(&self, place: usize) -> Option<u64> {
        entries(self.output, "rows").get(place).and_then(|row| entries(row, "cells").first()?.get("page")?.as_u64())
    }

    fn mistake(&mut self, kind: MistakeKind, truth: String, output: String) {
        self.mistakes.push(Mistake::new(kind, &self.truth.title, truth, output));
    }

    fn at(
        &mut self,
        kind: MistakeKind,
        row: String,
        column: Option<String>,
        page: Option<u64>,
        truth: String,
        output: String,
    ) {
        let mistake = Mistake::new(kind, &self.truth.title, truth, output);
        self.mistakes.push(Mistake { row: Some(row), column, page, ..mistake });
    }
}

fn label(form: &Form, row: usize) -> String {
    let cells = form.rows.get(row).map(Vec::as_slice).unwrap_or_default();
    row_label(row, cells.iter().map(String::as_str))
}
