//! Text in fonts that the file only names.

use std::sync::Arc;

use juesuan_extractor::pictures::{FontSource, PictureSettings};
use juesuan_model::BBox;

use super::{Dots, builder::*, draw, plain};

/// A TrueType program in which 决 and 算 are boxes of 0.8 em on the baseline, the blank is empty, and nothing else is.
fn boxes() -> Vec<u8> {
    let words = |words: &[u16]| words.iter().flat_map(|word| word.to_be_bytes()).collect::<Vec<u8>>();
    let (first, second) = ('决' as u16, '算' as u16);
    let map = [
        words(&[0, 1, 3, 1, 0, 12]),
        words(&[4, 16 + 8 * 4, 0, 2 * 4, 0, 0, 0]),
        words(&[0x20, first, second, 0xffff, 0, 0x20, first, second, 0xffff]),
        words(&[3u16.wrapping_sub(0x20), 1u16.wrapping_sub(first), 2u16.wrapping_sub(second), 1, 0, 0, 0, 0]),
    ]
    .concat();
    let minus = |value: u16| value.wrapping_neg();
    // Header, last point, no instructions, four points on the curve, and from each to the next.
    let glyph =
        [words(&[1, 100, 0, 900, 800, 3, 0]), vec![1; 4], words(&[100, 800, 0, minus(800), 0, 0, 800, 0])].concat();
    let half = (glyph.len() / 2) as u16;
    let head =
        words(&[1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0, 1000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1000, 1000, 0, 8, 2, 0, 0]);
    let tables: [(&[u8; 4], Vec<u8>); 7] = [
        (b"cmap", map),
        (b"glyf", glyph.repeat(2)),
        (b"head", head),
        (b"hhea", words(&[1, 0, 880, 0xff88, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0, 4])),
        (b"hmtx", words(&[1000, 0].repeat(4))),
        (b"loca", words(&[0, 0, half, 2 * half, 2 * half])),
        (b"maxp", words(&[1, 0, 4, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])),
    ];
    let mut directory = words(&[1, 0, tables.len() as u16, 64, 2, 48]);
    let mut data = Vec::new();
    let start = 12 + 16 * tables.len();
    for (tag, table) in &tables {
        directory.extend(*tag);
        directory.extend([0; 4]);
        directory.extend(((start + data.len()) as u32).to_be_bytes());
        directory.extend((table.len() as u32).to_be_bytes());
        data.extend(table);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    [directory, data].concat()
}

fn with_program() -> PictureSettings {
    PictureSettings { fonts: FontSource::Program(Arc::from(boxes())), ..plain() }
}

/// The file's only page: whether text lacks, and whether anything is drawn.
#[track_caller]
fn check(file: &[u8], pictures: &PictureSettings, fonts_missing: bool, is_blank: bool) {
    let picture = &draw(file, [1], pictures).pictures[0];
    assert_eq!((picture.fonts_missing, Dots::of(picture).is_blank()), (fonts_missing, is_blank));
}

#[test]
fn text_whose_font_is_not_to_be_had_lacks_and_that_is_said() {
    check(&page(&show(50.0, 700.0, "决算")), &plain(), true, true);
}

#[test]
fn figures_are_drawn_without_it() {
    check(&page(&show(50.0, 700.0, "2,946.25 %")), &plain(), false, false);
    check(&page(&show(50.0, 700.0, "决算 12")), &plain(), true, false);
    let dots = Dots::of(&draw(&page(&show_sized(50.0, 700.0, 20.0, "7决7")), [1], &plain()).pictures[0]);
    let at = |x: f32| BBox::new(x + 1.0, HEIGHT - 716.0, x + 9.0, HEIGHT - 700.0);
    assert!(dots.darkest(at(50.0)) < 60 && dots.darkest(at(80.0)) < 60);
    assert!(dots.is_blank_outside(&[at(50.0), at(80.0)]));
}

#[test]
fn a_character_that_the_other_font_does_not_have_lacks() {
    check(&page(&show(50.0, 700.0, "决 算")), &with_program(), false, false);
    check(&page(&show(50.0, 700.0, "决算表")), &with_program(), true, false);
}

#[test]
fn a_font_from_elsewhere_draws_it_in_its_place() {
    let picture = &draw(&page(&show_sized(50.0, 700.0, 20.0, "决 算")), [1], &with_program()).pictures[0];
    assert!(!picture.fonts_missing);
    let dots = Dots::of(picture);
    // The blank is half an em wide, as the file says, and not as wide as this program would have it.
    let at = |x: f32| BBox::new(x + 2.0, HEIGHT - 716.0, x + 18.0, HEIGHT - 700.0);
    let places = [at(50.0), at(80.0)];
    assert!(places.iter().all(|place| dots.darkest(*place) < 60));
    assert!(dots.is_blank_outside(&places));
}

#[test]
fn codes_that_number_the_glyphs_of_an_unknown_program_are_not_guessed() {
    let font = "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/Identity-H/DescendantFonts[<</Type/Font\
        /Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>";
    check(&page_in(font, "BT /F1 10 Tf 50 700 Td <00010002> Tj ET"), &with_program(), true, true);
}

#[test]
fn latin_text_needs_no_font_from_elsewhere() {
    let font = "<</Type/Font/Subtype/TrueType/BaseFont/TimesNewRomanPSMT/Encoding/WinAnsiEncoding>>";
    check(&page_in(font, "BT /F1 10 Tf 50 700 Td (2,946.25) Tj ET"), &plain(), false, false);
}

#[test]
fn each_page_says_what_it_lacks_itself() {
    let mut pdf = Pdf::new();
    let font = pdf.add(FONT);
    let fonts = format!("/Font<</F1 {font} 0 R>>");
    pdf.page("", &fonts, show(50.0, 700.0, "决算"));
    pdf.page("", &fonts, "100 100 200 200 re f");
    pdf.page("", &fonts, show(50.0, 700.0, "决算"));
    let drawn = draw(&pdf.finish(), 1..=3, &plain());
    let missing: Vec<bool> = drawn.pictures.iter().map(|picture| picture.fonts_missing).collect();
    assert_eq!(missing, [true, false, true]);
}
