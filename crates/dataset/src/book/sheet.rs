//! One form on one sheet: title, unit, head, rows, notes.

use std::borrow::Cow;

use juesuan_model::{Cell, Language, Table, head_cells, head_depth};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet};

use super::BookError;

/// Longest name of a sheet, in UTF-16 units (ECMA-376 sets none; Excel takes 31).
const LONGEST_NAME: usize = 31;
/// Longest text of a cell, in UTF-16 units.
const LONGEST_TEXT: usize = 32_767;
/// Stands where a text was cut.
const CUT: &str = "……（略）";
/// Digits that a spreadsheet's number keeps.
const DIGITS: usize = 15;

/// A name for the sheet of a form with this title that none of `taken` has.
pub(super) fn name(title: &str, taken: &[String]) -> String {
    let allowed: String = title.chars().filter(|c| !c.is_control() && !r"[]:*?/\'".contains(*c)).collect();
    let base = if allowed.is_empty() { "表".to_owned() } else { allowed };
    let mut name = start(&base, LONGEST_NAME).to_owned();
    let mut number = 2;
    while taken.contains(&name) {
        let ending = format!("({number})");
        name = format!("{}{ending}", start(&base, LONGEST_NAME - ending.len()));
        number += 1;
    }
    name
}

/// The start of a text, of at most so many UTF-16 units.
fn start(text: &str, most: usize) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > most
    });
    text.split_at(end.map_or(text.len(), |(at, _)| at)).0
}

/// The text as a cell can hold it: what is too long is cut, and says so.
pub(super) fn fitted(text: &str) -> Cow<'_, str> {
    if start(text, LONGEST_TEXT).len() == text.len() {
        return text.into();
    }
    format!("{}{CUT}", start(text, LONGEST_TEXT - CUT.encode_utf16().count())).into()
}

/// Writes the form.
pub(super) fn write(sheet: &mut Worksheet, table: &Table, language: Language) -> Result<(), BookError> {
    let bordered = Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
    let centred = bordered.clone().set_align(FormatAlign::Center).set_text_wrap();
    let last = column_number(table.columns.len().saturating_sub(1));

    let title = Format::new().set_bold().set_font_size(14).set_align(FormatAlign::Center);
    place(sheet, (0, 0), (0, last), &table.title, &title)?;
    sheet.write_string(1, 0, fitted(table.form_number.as_deref().unwrap_or_default()))?;
    if let Some(unit) = &table.unit {
        let (label, right) = (language.either("单位：", "unit: "), FormatAlign::Right);
        sheet.write_string_with_format(1, last, fitted(&format!("{label}{unit}")), &Format::new().set_align(right))?;
    }

    let top = 2;
    for cell in head_cells(&table.columns) {
        let corner = |row, column| (top + row_number(row), column_number(column));
        place(sheet, corner(cell.rows.0, cell.columns.0), corner(cell.rows.1, cell.columns.1), &cell.text, &centred)?;
    }
    let mut row = top + row_number(head_depth(&table.columns));
    if table.columns.iter().any(|column| column.number.is_some()) {
        for (at, column) in table.columns.iter().enumerate() {
            let number = column.number.as_deref().unwrap_or_default();
            sheet.write_string_with_format(row, column_number(at), fitted(number), &centred)?;
        }
        row += 1;
    }
    sheet.set_freeze_panes(row, 0)?;

    for cells in &table.rows {
        let mut at = 0;
        while let Some(cell) = cells.cells.get(at) {
            let wide = cell.colspan.unwrap_or(1).clamp(1, cells.cells.len() - at);
            write_cell(sheet, row, (at, at + wide - 1), cell, &bordered)?;
            at += wide;
        }
        row += 1;
    }
    for note in &table.notes {
        sheet.write_string(row, 0, fitted(note))?;
        row += 1;
    }
    for (at, column) in table.columns.iter().enumerate() {
        let is_label = table.rows.iter().all(|row| row.cells.get(at).is_none_or(|cell| cell.amount.is_none()));
        let is_code = column.measure.as_deref().is_some_and(|measure| measure.starts_with("code"));
        let width = if !is_label || is_code { 16 } else { 36 };
        sheet.set_column_width(column_number(at), width)?;
    }
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    columns: (usize, usize),
    cell: &Cell,
    format: &Format,
) -> Result<(), BookError> {
    let (first, last) = (column_number(columns.0), column_number(columns.1));
    match cell.amount.as_deref().and_then(|amount| Some((number(amount)?, amount))) {
        Some((number, amount)) => {
            let format = format.clone().set_num_format(number_format(amount)).set_align(FormatAlign::Right);
            if first < last {
                sheet.merge_range(row, first, row, last, "", &format)?;
            }
            sheet.write_number_with_format(row, first, number, &format)?;
            Ok(())
        }
        None => place(sheet, (row, first), (row, last), &cell.text, format),
    }
}

/// Writes text into a cell, or into several made one.
fn place(
    sheet: &mut Worksheet,
    from: (u32, u16),
    to: (u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), BookError> {
    let text = fitted(text);
    if from == to {
        sheet.write_string_with_format(from.0, from.1, text, format)?;
    } else {
        sheet.merge_range(from.0, from.1, to.0, to.1, &text, format)?;
    }
    Ok(())
}

/// The figure as a spreadsheet's number; `None` where that would lose digits.
fn number(amount: &str) -> Option<f64> {
    let digits = amount.bytes().filter(u8::is_ascii_digit).skip_while(|&digit| digit == b'0').count();
    amount.parse().ok().filter(|_| digits <= DIGITS)
}

/// Thousands apart, and as many decimals as printed.
fn number_format(amount: &str) -> String {
    let decimals = amount.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    if decimals == 0 { "#,##0".to_owned() } else { format!("#,##0.{}", "0".repeat(decimals)) }
}

/// Beyond what a sheet can have the writer tells.
fn column_number(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

fn row_number(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{fitted, name, number, number_format};

    #[test]
    fn sheets_have_names_that_are_allowed_and_their_own() {
        assert_eq!(name("收入/支出[总]表", &[]), "收入支出总表");
        let long = "财".repeat(40);
        let first = name(&long, &[]);
        assert_eq!(first.chars().count(), 31);
        let second = name(&long, std::slice::from_ref(&first));
        assert!(second.ends_with("(2)") && second.chars().count() == 31);
        assert_eq!(name("", &[]), "表");
    }

    #[test]
    fn a_text_that_a_cell_cannot_hold_is_cut_and_says_so() {
        let longest = "𠮷".repeat(16_383) + "a";
        assert_eq!(fitted(&longest), longest.as_str());
        let cut = fitted(&(longest.clone() + "b")).into_owned();
        assert!(cut.ends_with("……（略）") && cut.encode_utf16().count() <= 32_767, "{}", cut.len());
        assert!(longest.starts_with(cut.trim_end_matches("……（略）")));
    }

    #[test]
    fn a_figure_that_a_number_cannot_keep_stays_text() {
        assert_eq!(number("-1979.12"), Some(-1979.12));
        assert_eq!(number("123456789012345.6"), None);
        assert_eq!(number("0.000012"), Some(0.000_012));
    }

    #[test]
    fn decimals_are_shown_as_printed() {
        assert_eq!((number_format("12"), number_format("12.50")), ("#,##0".to_owned(), "#,##0.00".to_owned()));
    }
}
