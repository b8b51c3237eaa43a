//! What is drawn stands where the extractor says.

use juesuan_extractor::{ExtractError, Found, Settings, inspect, pictures::draw_pages};
use juesuan_model::BBox;

use super::{Dots, builder::*, draw, first, plain};

const HELVETICA: &str = "/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>";

/// Text and rules that are not the same turned or mirrored.
const CONTENT: &str = "BT /F1 12 Tf 40 60 Td (HMW 314) Tj ET BT /F1 9 Tf 150 90 Td (top) Tj ET\n\
    1 w 30 50 m 190 50 l S 30 50 m 30 80 l S 120 100 60 2 re f";

/// A page with these entries, whose text is drawn in a font of the engine's own.
fn latin(entries: &str) -> Vec<u8> {
    let mut pdf = Pdf::new();
    pdf.inherited = "/MediaBox[0 0 200 120]".to_owned();
    pdf.page(entries, HELVETICA, CONTENT);
    pdf.finish()
}

/// The boxes of the glyphs and of the rules of the first page.
#[track_caller]
fn boxes(file: &[u8]) -> (Vec<BBox>, Vec<BBox>) {
    let marks = inspect(file, &Settings::default(), 1).unwrap().stages.unwrap().marks;
    let glyphs: Vec<BBox> =
        marks.visible().filter(|glyph| !glyph.char.is_whitespace()).map(|glyph| glyph.bbox).collect();
    let rules: Vec<BBox> = marks.rulings.iter().map(|ruling| ruling.bbox()).collect();
    assert_eq!((glyphs.len(), rules.len()), (9, 3));
    (glyphs, rules)
}

/// The picture has so many dots, something dark in each box, and nothing outside of them.
#[track_caller]
fn check(entries: &str, size: (usize, usize)) {
    let file = latin(entries);
    let dots = Dots::of(&first(&file));
    assert_eq!((dots.width, dots.height), size);
    let (glyphs, rules) = boxes(&file);
    let pale: Vec<&BBox> = glyphs.iter().chain(&rules).filter(|bbox| dots.darkest(**bbox) > 140).collect();
    assert!(pale.is_empty(), "{pale:?}");
    assert!(dots.is_blank_outside(&[glyphs, rules].concat()));
}

#[test]
fn marks_stand_in_their_boxes() {
    check("", (200, 120));
}

#[test]
fn a_turned_page_is_drawn_as_displayed() {
    check("/Rotate 90", (120, 200));
    check("/Rotate 180", (200, 120));
    check("/Rotate 270", (120, 200));
}

#[test]
fn a_cropped_page_is_drawn_to_its_crop() {
    check("/CropBox[20 40 200 110]", (180, 70));
    check("/CropBox[20 40 200 110]/Rotate 90", (70, 180));
    check("/MediaBox[-50 -30 250 130]/Rotate 270", (160, 300));
}

#[test]
fn dots_to_an_inch_are_kept_to_the_nearest_dot() {
    let pictures = super::PictureSettings { dots_per_inch: 110, ..plain() };
    let picture = draw(&page(""), [1], &pictures).pictures.pop().unwrap();
    let dots = Dots::of(&picture);
    assert_eq!((picture.page, picture.width, picture.height), (1, WIDTH, HEIGHT));
    assert_eq!((dots.width, dots.height), (909, 1286));
    assert!(dots.is_blank());
}

#[test]
fn a_colour_is_kept() {
    let dots = Dots::of(&first(&page("1 0 0 rg 100 100 200 200 re f")));
    assert_eq!(dots.rgb[(HEIGHT as usize - 200) * dots.width + 200], [255, 0, 0]);
    assert!(dots.is_blank_outside(&[BBox::new(100.0, HEIGHT - 300.0, 300.0, HEIGHT - 100.0)]));
}

#[test]
fn layers_that_are_off_are_not_drawn() {
    let mut pdf = Pdf::new();
    let layer = pdf.add("<</Type/OCG/Name(off)>>");
    pdf.catalog = format!("/OCProperties<</OCGs[{layer} 0 R]/D<</OFF[{layer} 0 R]>>>>");
    let content = "/OC /L BDC 100 100 200 200 re f EMC 10 10 20 20 re f";
    pdf.page("", &format!("/Properties<</L {layer} 0 R>>"), content);
    let dots = Dots::of(&first(&pdf.finish()));
    assert!(!dots.is_blank());
    assert!(dots.is_blank_outside(&[BBox::new(10.0, HEIGHT - 30.0, 30.0, HEIGHT - 10.0)]));
}

#[test]
fn a_page_is_drawn_with_the_password_of_its_file() {
    let file = include_bytes!("../../../../corpus/pdf/small-4-password.pdf");
    let drawn = |password: Option<&str>| {
        let settings = Settings { password: password.map(str::to_owned), ..Settings::default() };
        draw_pages(file, &settings, &plain(), &[1].into())
    };
    assert_eq!(drawn(None), Err(ExtractError::PasswordNeeded));
    assert_eq!(drawn(Some("no")), Err(ExtractError::WrongPassword));
    assert!(!Dots::of(&drawn(Some("dongpu2023")).unwrap().pictures[0]).is_blank());
}

#[test]
fn a_text_dump_has_no_pictures() {
    let drawn = draw_pages("合计\t1.00\n".as_bytes(), &Settings::default(), &plain(), &[1].into());
    assert_eq!(drawn, Err(ExtractError::NotAPdf { found: Found::Text }));
}

#[test]
fn a_file_that_only_the_second_loader_opens_is_drawn() {
    let file = String::from_utf8_lossy(&page("100 100 200 200 re f")).into_owned();
    let broken = file.replace("/Count 1", "/Count( 1").replace("/Root 1 0 R", "/Root 1 0 R)");
    assert!(!Dots::of(&first(broken.as_bytes())).is_blank());
}
