//! What stands around the fragments of every page: their captions above and their notes below, read once.
//!
//! What belongs to a table is no running text: whoever joins fragments and whoever reads the prose see the same lines.

use juesuan_model::{Format, Page};

use crate::captions::{PageCaptions, read_captions};
use crate::catalogue::Catalogue;
use crate::lines::PageLines;
use crate::notes::{Notes, read_notes};

/// What stands around the fragments of a page.
#[derive(Debug, Default)]
pub(crate) struct Surroundings {
    pub(crate) above: PageCaptions,
    /// The notes under each fragment.
    pub(crate) notes: Vec<Notes>,
}

/// Reads them for each page. `lines` has an entry for each page, too.
pub(crate) fn read_surroundings(
    pages: &[Page],
    lines: &[PageLines<'_>],
    format: Format,
    catalogue: &'static Catalogue,
) -> Vec<Surroundings> {
    let captions = read_captions(pages, lines, catalogue).into_iter();
    let around = captions.zip(pages).enumerate().map(|(index, (above, page))| {
        let notes = (0..page.tables.len()).map(|table| read_notes(pages, lines, (index, table), format, catalogue));
        Surroundings { above, notes: notes.collect() }
    });
    around.collect()
}
