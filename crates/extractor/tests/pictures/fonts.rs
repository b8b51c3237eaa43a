//! Text in fonts that the file only names.

use std::sync::Arc;

use juesuan_extractor::pictures::{FontSource, PictureSettings};
use juesuan_model::BBox;

use super::{
    Dots,
    builder::*,
    draw, plain,
    true_type::{Glyph, program},
};

/// A TrueType program in which 决 and 算 are boxes of 0.8 em on the baseline, the blank is empty, and nothing else is.
fn boxes() -> Vec<u8> {
    let empty = Glyph { contours: Vec::new(), width: 1000 };
    let filled = Glyph { contours: vec![vec![[100, 0], [100, 800], [900, 800], [900, 0]]], width: 1000 };
    let characters = [(' ', 3), ('决', 1), ('算', 2)].map(|(char, glyph)| (char as u16, glyph));
    program(&[empty.clone(), filled.clone(), filled, empty], &characters)
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
