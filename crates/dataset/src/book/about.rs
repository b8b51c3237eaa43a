//! The last sheet: where the figures are from.

use juesuan_model::{FinalAccounts, Language, Outcome};
use rust_xlsxwriter::{Format, Worksheet};

use super::{BookError, sheet};

/// Writes it; `taken` are the names of the other sheets.
pub(super) fn write(
    sheet: &mut Worksheet,
    accounts: &FinalAccounts,
    taken: &[String],
    language: Language,
) -> Result<(), BookError> {
    let say = |chinese: &'static str, english| language.either(chinese, english);
    sheet.set_name(sheet::name(say("来源", "source"), taken))?;
    let count = |outcome| accounts.checks_that(outcome).to_string();
    let entity = accounts.document.entity.as_ref().map(|entity| entity.name.clone());
    let lines = [
        (say("文件", "file"), accounts.source.file_name.clone()),
        ("SHA-256", accounts.source.sha256.clone()),
        (say("部门或单位", "department or unit"), entity.unwrap_or_default()),
        (say("年度", "year"), accounts.document.fiscal_year.map(|year| year.to_string()).unwrap_or_default()),
        (say("页数", "pages"), accounts.source.pages.to_string()),
        (say("决算表", "forms"), taken.len().to_string()),
        (say("核对相符", "checks that pass"), count(Outcome::Pass)),
        (say("四舍五入", "off by rounding"), count(Outcome::Rounding)),
        (say("核对不符", "checks that fail"), count(Outcome::Fail)),
        (say("无法判断", "not evaluated"), count(Outcome::NotEvaluated)),
        (say("读取时发现", "noticed while reading"), accounts.diagnostics.len().to_string()),
    ];
    let bold = Format::new().set_bold();
    for (row, (label, text)) in (0..).zip(lines) {
        sheet.write_string_with_format(row, 0, label, &bold)?;
        sheet.write_string(row, 1, sheet::fitted(&text))?;
    }
    sheet.set_column_width(0, 24)?;
    sheet.set_column_width(1, 70)?;
    Ok(())
}
