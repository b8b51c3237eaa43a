//! A file's bytes → its data and its report.

use std::collections::BTreeSet;

use juesuan_extractor::Settings;
use juesuan_model::{Extraction, FinalAccounts, Format, Language};
use juesuan_reconciler::{SourceFile, reconcile_in_both};
use juesuan_report::{Review, Sheet, document_report, pages_to_show};

use super::Look;
use crate::failure::Cause;

/// What one file gave.
pub(crate) struct Made {
    /// Its data, with messages in the language asked for.
    pub(crate) accounts: FinalAccounts,
    /// Its report.
    pub(crate) report: Vec<u8>,
}

/// Reads a file once, and says what it says in both languages. `index` is a link from the report to that of the archive.
pub(crate) fn make(
    source: SourceFile,
    bytes: &[u8],
    settings: &Settings,
    language: Language,
    look: Look,
    index: Option<&str>,
) -> Result<Made, Cause> {
    let extraction = juesuan_extractor::extract(bytes, settings).map_err(Cause::Extract)?;
    let [chinese, english] = reconcile_in_both(extraction.clone(), source);
    let pages = pages_to_show(&chinese, look.shown);
    let sheets = sheets(bytes, settings, look, &extraction, &pages);
    let review = Review { chinese: &chinese, english: &english, sheets: &sheets, language, index };
    let report = document_report(&review).into_bytes();
    let accounts = if language == Language::Chinese { chinese } else { english };
    Ok(Made { accounts, report })
}

/// The pages to show: as pictures, and by their text where there is none, or where it lacks text.
fn sheets(bytes: &[u8], settings: &Settings, look: Look, extraction: &Extraction, pages: &BTreeSet<u32>) -> Vec<Sheet> {
    let shown = extraction.pages.iter().filter(|page| pages.contains(&page.number));
    let mut sheets: Vec<Sheet> = shown.map(Sheet::of_text).collect();
    if look.pictures && extraction.file.format == Format::Pdf {
        lay_in_pictures(&mut sheets, bytes, settings, look, pages);
    }
    sheets
}

#[cfg(feature = "pictures")]
fn lay_in_pictures(sheets: &mut [Sheet], bytes: &[u8], settings: &Settings, look: Look, pages: &BTreeSet<u32>) {
    use juesuan_extractor::pictures::{PictureSettings, draw_pages};
    use juesuan_report::Picture;

    let wanted = PictureSettings { dots_per_inch: look.dots_per_inch, ..PictureSettings::default() };
    // A file that could be read but not be drawn is shown by its text.
    let Ok(drawn) = draw_pages(bytes, settings, &wanted, pages) else { return };
    for picture in drawn.pictures {
        let Some(sheet) = sheets.iter_mut().find(|sheet| sheet.page == picture.page) else { continue };
        // What lacks for want of a font is Chinese: figures are drawn in any.
        sheet.text.retain(|(_, text)| picture.fonts_missing && !text.is_ascii());
        sheet.picture = Some(Picture { media_type: "image/png", bytes: picture.png });
    }
}

#[cfg(not(feature = "pictures"))]
fn lay_in_pictures(_: &mut [Sheet], _: &[u8], _: &Settings, _: Look, _: &BTreeSet<u32>) {}
