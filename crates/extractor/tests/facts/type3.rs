//! Type 3 fonts: glyphs drawn in a space of their own.

use super::{builder::*, check, near, visible};

/// A Type 3 font with the glyphs of codes 65 and 66, `unit` long in glyph space to the em, a text matrix of `scale`.
fn font(pdf: &mut Pdf, scale: f64, unit: f64, names: [&str; 2], more: &str) -> String {
    let glyph = pdf.stream("", format!("{unit} 0 0 0 {unit} {unit} d1 0 0 {unit} {unit} re f"));
    format!(
        "<</Type/Font/Subtype/Type3/FontMatrix[{scale} 0 0 {scale} 0 0]/FontBBox[0 {} {unit} {}]/FirstChar 65\
         /LastChar 66/Widths[{unit} {}]/CharProcs<</{} {glyph} 0 R/{} {glyph} 0 R>>\
         /Encoding<</Type/Encoding/Differences[65/{}/{}]>>{more}>>",
        -0.2 * unit,
        0.8 * unit,
        unit / 2.0,
        names[0],
        names[1],
        names[0],
        names[1]
    )
}

fn shown(scale: f64, unit: f64, names: [&str; 2], size: f64) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let font = font(&mut pdf, scale, unit, names, "");
    pdf.page("", &format!("/Font<</F1 {font}>>"), format!("BT /F1 {size} Tf 50 700 Td (ABA) Tj ET"));
    pdf.finish()
}

#[test]
fn glyph_names_are_text() {
    check(&shown(0.001, 1000.0, ["uni6536", "one"], 10.0), "收1收");
}

#[test]
fn names_that_say_nothing_are_unmapped() {
    check(&shown(0.001, 1000.0, ["a0", "g37"], 10.0), "\u{fffd}\u{fffd}\u{fffd}");
}

#[test]
fn to_unicode_comes_before_names() {
    let mut pdf = Pdf::new();
    let map = pdf.stream("", to_unicode_bytes(&[(65, "6536"), (66, "5165")]));
    let font = font(&mut pdf, 0.001, 1000.0, ["one", "two"], &format!("/ToUnicode {map} 0 R"));
    pdf.page("", &format!("/Font<</F1 {font}>>"), "BT /F1 10 Tf 50 700 Td (AB) Tj ET");
    check(&pdf.finish(), "收入");
}

/// However the font counts its units, a ten-point em is ten points.
#[track_caller]
fn check_scale(scale: f64, unit: f64, size: f64) {
    let glyphs = visible(&shown(scale, unit, ["uni6536", "one"], size));
    near(glyphs[1].x - glyphs[0].x, 10.0);
    near(glyphs[2].x - glyphs[1].x, 5.0);
    near(glyphs[0].size, 10.0);
    near(glyphs[0].bbox.height(), 10.0);
}

#[test]
fn advance_and_size_follow_the_font_matrix() {
    check_scale(0.001, 1000.0, 10.0);
    check_scale(1.0 / 2048.0, 2048.0, 10.0);
    check_scale(0.01, 100.0, 10.0);
    check_scale(1.0, 1.0, 10.0);
}

#[test]
fn a_bitmap_font_of_size_one_is_as_large_as_its_bitmaps() {
    // 40 dots of a quarter of a point.
    check_scale(0.25, 40.0, 1.0);
    check_scale(1.0, 40.0, 0.25);
}

#[test]
fn upside_down_glyph_space_reads_upright() {
    let mut pdf = Pdf::new();
    let font = font(&mut pdf, 0.001, 1000.0, ["uni6536", "one"], "").replace("[0.001 0 0 0.001", "[0.001 0 0 -0.001");
    pdf.page("", &format!("/Font<</F1 {font}>>"), "BT /F1 10 Tf 50 700 Td (AB) Tj ET");
    let glyphs = visible(&pdf.finish());
    near(glyphs[0].bbox.y1, HEIGHT - 700.0 + 1.2);
    near(glyphs[1].x - glyphs[0].x, 10.0);
}
