//! What all pictures of a call may take together, and what is said where a page has none.

use std::{collections::BTreeSet, fmt::Write as _, time::Duration};

use juesuan_extractor::{
    Settings,
    pictures::{Drawn, NotDrawn, PictureSettings, Reason, draw_pages},
};

use super::{Dots, builder::*, draw, plain};

/// Small squares of some thousand colours, close together: no PNG makes them small, but fewer dots do.
fn noise() -> String {
    let mut content = String::new();
    let mut state = 1u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % 600
    };
    for _ in 0..12_000 {
        let (red, green, blue) = (next() % 100, next() % 100, next() % 100);
        writeln!(content, "0.{red:02} 0.{green:02} 0.{blue:02} rg {} {} 2 2 re f", next() / 4, next() / 4).unwrap();
    }
    content
}

/// A page full of colours between two that have little on them.
fn three_pages() -> Vec<u8> {
    let mut pdf = Pdf::new();
    for content in ["100 100 200 1 re f", &noise(), "100 200 1 200 re f"] {
        pdf.page("", "", content);
    }
    pdf.finish()
}

/// Two dots to a point: there is room to have fewer.
fn within(most_bytes: usize) -> PictureSettings {
    PictureSettings { dots_per_inch: 144, most_bytes, ..plain() }
}

#[track_caller]
fn drawn_within(most_bytes: usize) -> Drawn {
    let drawn = draw(&three_pages(), 1..=3, &within(most_bytes));
    let sum: usize = drawn.pictures.iter().map(|picture| picture.png.len()).sum();
    assert!(sum <= most_bytes, "{sum} > {most_bytes}");
    drawn
}

#[test]
fn a_page_over_its_share_has_fewer_dots_and_the_others_keep_theirs() {
    let whole = drawn_within(10_000_000);
    let sizes: Vec<usize> = whole.pictures.iter().map(|picture| picture.png.len()).collect();
    assert!(sizes[0] < 10_000 && sizes[1] > 50_000 && sizes[2] < 10_000, "{sizes:?}");
    let tight = drawn_within(sizes[1] * 2 / 3);
    assert_eq!(tight.not_drawn, []);
    assert_eq!(tight.pictures[0], whole.pictures[0]);
    assert_eq!(tight.pictures[2], whole.pictures[2]);
    let (all, fewer) = (Dots::of(&whole.pictures[1]), Dots::of(&tight.pictures[1]));
    assert!(fewer.width < all.width && fewer.width > all.width / 4, "{} {}", fewer.width, all.width);
    // It covers the page all the same.
    assert_eq!(tight.pictures[1].width, WIDTH);
}

#[test]
fn a_page_that_cannot_be_made_small_enough_has_no_picture() {
    let drawn = drawn_within(6_000);
    assert_eq!(drawn.not_drawn, [NotDrawn { page: 2, reason: Reason::NoRoom }]);
    assert_eq!(drawn.pictures.iter().map(|picture| picture.page).collect::<Vec<_>>(), [1, 3]);
}

#[test]
fn pages_that_are_not_there_are_told() {
    let drawn = draw(&three_pages(), [0, 3, 4, u32::MAX], &plain());
    let missing = |page| NotDrawn { page, reason: Reason::NoSuchPage };
    assert_eq!(drawn.not_drawn, [missing(0), missing(4), missing(u32::MAX)]);
    assert_eq!(drawn.pictures.len(), 1);
}

#[test]
fn no_page_is_begun_when_the_time_is_over() {
    let drawn = draw(&three_pages(), 1..=3, &PictureSettings { most_time: Duration::ZERO, ..plain() });
    assert_eq!(drawn.not_drawn.len(), 3);
    assert!(drawn.not_drawn.iter().all(|not_drawn| not_drawn.reason == Reason::TimeOver));
}

#[test]
fn any_number_of_threads_draws_the_same() {
    let pages: BTreeSet<u32> = (1..=3).collect();
    let whole: usize = drawn_within(10_000_000).pictures.iter().map(|picture| picture.png.len()).sum();
    let pictures = within(whole * 2 / 3);
    let by =
        |threads| draw_pages(&three_pages(), &Settings { threads, ..Settings::default() }, &pictures, &pages).unwrap();
    let one = by(0);
    assert!(one.pictures.len() == 3 && [1, 2, 5].into_iter().all(|threads| by(threads) == one));
}

#[test]
fn a_very_large_page_has_fewer_dots() {
    let mut pdf = Pdf::new();
    pdf.inherited = "/MediaBox[0 0 200000 100000]".to_owned();
    pdf.page("", "", "0 0 100000 100000 re f");
    let picture = &draw(&pdf.finish(), [1], &plain()).pictures[0];
    let dots = Dots::of(picture);
    assert_eq!((picture.width, picture.height), (200_000.0, 100_000.0));
    assert!(dots.width * dots.height <= 8_010_000 && dots.width > 3900, "{}", dots.width);
    assert_eq!((dots.rgb[dots.width / 4], dots.rgb[dots.width - 9]), ([0; 3], [255; 3]));
}
