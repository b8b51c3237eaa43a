//! Annotations that a reader sees are part of the page.

use super::{builder::*, check, near, visible};

/// A page with the text 正文 and one annotation: its entries, `{}` standing for an appearance with 批注 at (2, 3).
fn annotated(annotation: &str, form: &str) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let resources = format!("/Resources<</Font<</F1 {FONT}>>>>");
    let form = pdf.stream(&format!("/Type/XObject/Subtype/Form{form}{resources}"), show(2.0, 3.0, "批注"));
    let annotation = annotation.replace("{}", &format!("{form} 0 R"));
    let annotation = pdf.add(format!("<</Type/Annot{annotation}>>"));
    pdf.page(&format!("/Annots[999 0 R null {annotation} 0 R]"), "", show(50.0, 700.0, "正文"));
    pdf.finish()
}

const RECT: &str = "/Rect[100 500 200 520]";
const BBOX: &str = "/BBox[0 0 100 20]";

#[test]
fn an_appearance_stands_in_its_rectangle() {
    let file = annotated(&format!("/Subtype/Stamp{RECT}/AP<</N {{}}>>"), BBOX);
    check(&file, "正文批注");
    let glyph = visible(&file)[2];
    near(glyph.x, 102.0);
    near(HEIGHT - glyph.y, 503.0);
}

#[test]
fn an_appearance_is_fitted_to_its_rectangle() {
    let glyph = visible(&annotated(&format!("/Subtype/Stamp{RECT}/AP<</N {{}}>>"), "/BBox[0 0 50 10]"))[2];
    near(glyph.x, 104.0);
    near(HEIGHT - glyph.y, 506.0);
    near(glyph.size, 20.0);
}

#[test]
fn the_matrix_of_an_appearance_is_fitted_too() {
    // Turned a quarter: the box is 20 wide and 100 high on the page.
    let file = annotated("/Subtype/Stamp/Rect[100 500 120 600]/AP<</N {}>>", &format!("{BBOX}/Matrix[0 1 -1 0 0 0]"));
    let glyph = visible(&file)[2];
    near(glyph.x, 120.0 - 3.0);
    near(HEIGHT - glyph.y, 502.0);
}

#[test]
fn a_rectangle_with_its_corners_swapped_is_the_same() {
    let file = annotated("/Subtype/Stamp/Rect[200 520 100 500]/AP<</N {}>>", BBOX);
    near(visible(&file)[2].x, 102.0);
}

#[test]
fn the_state_chooses_the_appearance() {
    check(&annotated(&format!("/Subtype/Widget{RECT}/AS/On/AP<</N<</On {{}}>>>>"), BBOX), "正文批注");
    check(&annotated(&format!("/Subtype/Widget{RECT}/AS/Off/AP<</N<</On {{}}>>>>"), BBOX), "正文");
    check(&annotated(&format!("/Subtype/Widget{RECT}/AP<</N<</On {{}}>>>>"), BBOX), "正文");
}

#[test]
fn hidden_annotations_are_not_seen() {
    for flags in [2, 6, 32] {
        check(&annotated(&format!("/Subtype/Stamp{RECT}/F {flags}/AP<</N {{}}>>"), BBOX), "正文");
    }
    check(&annotated(&format!("/Subtype/Stamp{RECT}/F 4/AP<</N {{}}>>"), BBOX), "正文批注");
}

#[test]
fn popups_are_not_seen() {
    check(&annotated(&format!("/Subtype/Popup{RECT}/Contents(note)/AP<</N {{}}>>"), BBOX), "正文");
    check(&annotated(&format!("/Subtype/Text{RECT}/Contents(note)"), BBOX), "正文");
}

#[test]
fn an_annotation_on_a_hidden_layer_is_not_seen() {
    let mut pdf = Pdf::new();
    let layer = pdf.add("<</Type/OCG/Name(L)>>");
    pdf.catalog = format!("/OCProperties<</OCGs[{layer} 0 R]/D<</OFF[{layer} 0 R]>>>>");
    let form = pdf.stream(&format!("/Type/XObject/Subtype/Form{BBOX}"), show(2.0, 3.0, "批注"));
    let annotation = format!("<</Type/Annot/Subtype/Stamp{RECT}/OC {layer} 0 R/AP<</N {form} 0 R>>>>");
    pdf.page(&format!("/Annots[{annotation}]"), "", show(50.0, 700.0, "正文"));
    check(&pdf.finish(), "正文");
}

#[test]
fn free_text_without_appearance_shows_its_contents() {
    let contents = hex("\u{feff}说明1").replace('\u{feff}', "");
    let file = annotated(&format!("/Subtype/FreeText{RECT}/DA(/Helv 8 Tf 0 g)/Contents{contents}"), BBOX);
    check(&file, "正文说明1");
    let glyphs = visible(&file);
    assert!(glyphs[2..].iter().all(|glyph| {
        (100.0..=200.0).contains(&glyph.x) && (500.0..=520.0).contains(&(HEIGHT - glyph.y)) && glyph.size == 8.0
    }));
}

#[test]
fn free_text_with_appearance_shows_the_appearance() {
    check(&annotated(&format!("/Subtype/FreeText{RECT}/Contents(abc)/AP<</N {{}}>>"), BBOX), "正文批注");
}

#[test]
fn annotations_start_from_a_clean_state() {
    let mut pdf = Pdf::new();
    let resources = format!("/Resources<</Font<</F1 {FONT}>>>>");
    let form = pdf.stream(&format!("/Type/XObject/Subtype/Form{BBOX}{resources}"), show(2.0, 3.0, "批注"));
    let annotation = format!("<</Type/Annot/Subtype/Stamp{RECT}/AP<</N {form} 0 R>>>>");
    let content = format!("{} 3 Tr 1 g 0 0 1 1 re W n 5 0 0 5 0 0 cm", show(50.0, 700.0, "正文"));
    pdf.page(&format!("/Annots[{annotation}]"), "", content);
    check(&pdf.finish(), "正文批注");
}
