//! One document's forms → a workbook, for people who open it in a spreadsheet: a sheet for each form, heads merged as
//! printed, figures as numbers with the printed number of decimals.
//!
//! A spreadsheet counts in floating-point numbers of 15 digits: a figure with more stands there as text, exactly.

mod about;
mod sheet;

use juesuan_model::{FinalAccounts, Language};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

/// Why a workbook cannot be made: a form is larger than a sheet can be.
pub type BookError = rust_xlsxwriter::XlsxError;

/// The workbook of a document: a sheet for each known form in the document's order, and one that tells where it is from.
/// The same document gives the same bytes.
///
/// # Errors
///
/// Where a form has more rows or columns than a sheet.
pub fn workbook(accounts: &FinalAccounts, language: Language) -> Result<Vec<u8>, BookError> {
    let mut book = Workbook::new();
    // The day of making would make each run's file another.
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    let mut names = Vec::new();
    for table in accounts.forms() {
        let name = sheet::name(&table.title, &names);
        let sheet = book.add_worksheet().set_name(&name)?;
        sheet::write(sheet, table, language)?;
        names.push(name);
    }
    about::write(book.add_worksheet(), accounts, &names, language)?;
    book.save_to_buffer()
}
