//! Pages drawn as pictures: numbers of pages in, a PNG of each out.
//!
//! Plain pages are drawn here, others by hayro; here is also what either may take. Every page is drawn and encoded once.
//! If all pictures together are larger than they may be, the largest are drawn again with fewer dots, each down to the same
//! number of bytes: which number that is follows from the sizes alone, so that the pictures do not depend on which thread
//! was first.

mod census;
mod encode;
mod entries;
mod fonts;
mod images;
mod letters;
mod page;
mod paper;
mod plain;
mod share;
mod streams;
mod studio;
mod true_type;

use std::{collections::BTreeSet, time::Instant};

use hayro_syntax::page::Page;

use self::{
    share::{even_level, most_of_one},
    studio::{Sketch, Studio},
};
use super::open;
use crate::{
    error::ExtractError,
    pictures::{Drawn, NotDrawn, PagePicture, PictureSettings, Reason},
    settings::Settings,
};

/// Draws the pages of a PDF that `pages` names.
pub(crate) fn draw_pages(
    bytes: &[u8],
    settings: &Settings,
    pictures: &PictureSettings,
    pages: &BTreeSet<u32>,
) -> Result<Drawn, ExtractError> {
    let pdf = open::open(bytes, settings, &mut Vec::new())?;
    let all = pdf.pages();
    let (there, missing): (Vec<_>, Vec<_>) =
        pages.iter().map(|&number| (number, page(all, number))).partition(|asked| asked.1.is_some());
    let there: Vec<(u32, &Page<'_>)> = there.into_iter().filter_map(|(number, page)| Some((number, page?))).collect();

    let most_of_one = most_of_one(there.len(), pictures.most_bytes);
    let studio = Studio::new(settings, pictures, Instant::now().checked_add(pictures.most_time));
    let first = studio.side_by_side(&there, |easel, &(_, page)| studio.draw(easel, page, most_of_one));

    let sizes: Vec<usize> = first.iter().flatten().map(|sketch| sketch.bytes).collect();
    let level = even_level(&sizes, pictures.most_bytes).min(most_of_one);
    let large: Vec<(&Page<'_>, usize)> = there
        .iter()
        .zip(&first)
        .filter_map(|(&(_, page), sketch)| Some((page, sketch.as_ref().ok()?.bytes)))
        .filter(|&(_, bytes)| bytes > level)
        .collect();
    let mut smaller =
        studio.side_by_side(&large, |easel, &(page, bytes)| studio.draw_smaller(easel, page, bytes, level)).into_iter();

    let mut drawn = Drawn::default();
    drawn.not_drawn.extend(missing.into_iter().map(|(page, _)| NotDrawn { page, reason: Reason::NoSuchPage }));
    for (&(number, page), sketch) in there.iter().zip(first) {
        let is_large = sketch.as_ref().is_ok_and(|sketch| sketch.bytes > level);
        match if is_large { smaller.next().unwrap_or(sketch) } else { sketch } {
            Ok(sketch) => drawn.pictures.push(picture(number, page, sketch)),
            Err(reason) => drawn.not_drawn.push(NotDrawn { page: number, reason }),
        }
    }
    drawn.not_drawn.sort_by_key(|not_drawn| not_drawn.page);
    Ok(drawn)
}

fn page<'p, 'a>(pages: &'p [Page<'a>], number: u32) -> Option<&'p Page<'a>> {
    pages.get(usize::try_from(number).ok()?.checked_sub(1)?)
}

fn picture(number: u32, page: &Page<'_>, sketch: Sketch) -> PagePicture {
    let (width, height) = page.render_dimensions();
    PagePicture { page: number, width, height, png: sketch.png, fonts_missing: sketch.fonts_missing }
}
