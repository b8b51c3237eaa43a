//! The last source of Unicode: the embedded font program, read backwards.

use juesuan_model::Code;

use super::{
    builder::*,
    check, codes, lines, near, read,
    true_type::{Glyph, program},
    visible,
};

/// A TrueType program with empty glyphs, all one em wide: character `i` of `characters` is glyph `i + 1`.
fn true_type(characters: &[char]) -> Vec<u8> {
    let glyphs = vec![Glyph { contours: Vec::new(), width: 1000 }; characters.len() + 1];
    let characters: Vec<(u16, u16)> = characters.iter().map(|&char| char as u16).zip(1..).collect();
    program(&glyphs, &characters)
}

/// A page that shows `codes` in an Identity-H font with this program and no ToUnicode; `more` are entries of the
/// descendant.
fn identity(program: &[u8], more: &str, codes: &str) -> Vec<u8> {
    identity_with_length(program, "", more, codes)
}

fn identity_with_length(program: &[u8], stream: &str, more: &str, codes: &str) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let program = pdf.stream(stream, program);
    let font = identity_font(program, more);
    pdf.page("", &format!("/Font<</F1 {font}>>"), format!("BT /F1 10 Tf 50 700 Td {codes} Tj ET"));
    pdf.finish()
}

fn identity_font(program: usize, more: &str) -> String {
    format!(
        "<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+SimSun/Encoding/Identity-H/DescendantFonts[<</Type/Font\
         /Subtype/CIDFontType2/BaseFont/ABCDEF+SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>\
         /DW 1000{more}/FontDescriptor<</Type/FontDescriptor/FontName/ABCDEF+SimSun/Flags 4/FontFile2 {program} 0 R>>>>]>>"
    )
}

#[test]
fn glyphs_of_an_embedded_program_read_through_its_character_map() {
    check(&identity(&true_type(&['收', '入', '1']), "/CIDToGIDMap/Identity", "<000100020003>"), "收入1");
}

#[test]
fn a_map_from_cids_to_glyphs_is_followed() {
    let mut pdf = Pdf::new();
    let map = pdf.stream("", [0, 0, 0, 2, 0, 1]);
    drop(pdf);
    // The map is the first object after the catalog and the pages in the file below, too.
    let mut pdf = Pdf::new();
    assert_eq!(pdf.stream("", [0, 0, 0, 2, 0, 1]), map);
    let program = pdf.stream("", true_type(&['收', '入']));
    let font = format!(
        "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/Identity-H/DescendantFonts[<</Type/Font\
         /Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>\
         /CIDToGIDMap {map} 0 R/FontDescriptor<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontFile2 {program} 0 R>>>>]>>"
    );
    pdf.page("", &format!("/Font<</F1 {font}>>"), "BT /F1 10 Tf 50 700 Td <00010002> Tj ET");
    check(&pdf.finish(), "入收");
}

#[test]
fn of_characters_that_share_a_glyph_the_ordinary_one_is_read() {
    // The Kangxi radical for 入 stands before the ideograph in the map.
    let mut program = true_type(&['\u{2f0a}', '入']);
    // Both to glyph 1: the second segment's delta goes by one.
    let delta = u16::wrapping_sub(2, '入' as u16).to_be_bytes();
    let at = program.windows(2).position(|window| window == delta).unwrap();
    program[at..at + 2].copy_from_slice(&u16::wrapping_sub(1, '入' as u16).to_be_bytes());
    check(&identity(&program, "", "<0001>"), "入");
}

#[test]
fn glyphs_that_the_program_does_not_map_are_unmapped() {
    let file = identity(&true_type(&['收']), "", "<00010009>");
    check(&file, "收\u{fffd}");
    assert_eq!(codes(&read(&file)), [Code::UnmappedCharacters]);
}

#[test]
fn a_broken_program_loses_its_characters_and_not_the_page() {
    let whole = true_type(&['收', '入']);
    for cut in [0, 3, 12, 40, 150, whole.len() / 2] {
        let file = identity(&whole[..cut], "", "<00010002>");
        assert_eq!(visible(&file).len(), 2, "cut at {cut}");
        assert!(codes(&read(&file)).contains(&Code::UnmappedCharacters), "cut at {cut}");
    }
}

#[test]
fn a_program_that_decodes_to_too_much_is_not_loaded() {
    let mut program = true_type(&['收', '入']);
    program.resize(program.len() + (4 << 20), 0);
    let file = identity_with_length(&deflated(&program), "/Filter/FlateDecode", "", "<00010002>");
    check(&file, "收入");
    let settings = juesuan_extractor::Settings {
        limits: juesuan_extractor::Limits { stream_bytes: 1 << 20, ..Default::default() },
        ..Default::default()
    };
    let extraction = juesuan_extractor::extract(&file, &settings).unwrap();
    assert_eq!(lines(&extraction), ["\u{fffd}\u{fffd}"]);
}

#[test]
fn the_programs_of_all_fonts_share_the_limit() {
    let mut program = true_type(&['收']);
    program.resize(300_000, 0);
    let mut pdf = Pdf::new();
    let (mut fonts, mut content) = (String::new(), String::new());
    for n in 1..=8 {
        let program = pdf.stream("/Filter/FlateDecode", deflated(&program));
        let font = pdf.add(identity_font(program, ""));
        fonts += &format!("/F{n} {font} 0 R");
        content += &format!("BT /F{n} 10 Tf {} 700 Td <0001> Tj ET\n", 40 + 10 * n);
    }
    pdf.page("", &format!("/Font<<{fonts}>>"), content);
    let file = pdf.finish();
    check(&file, "收收收收收收收收");
    let settings = juesuan_extractor::Settings {
        limits: juesuan_extractor::Limits { stream_bytes: 1_000_000, ..Default::default() },
        ..Default::default()
    };
    let extraction = juesuan_extractor::extract(&file, &settings).unwrap();
    assert_eq!(lines(&extraction), ["收收收\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}"]);
    assert_eq!(codes(&extraction), [Code::UnmappedCharacters; 5]);
}

#[test]
fn a_simple_subset_reads_through_its_character_map() {
    let mut pdf = Pdf::new();
    // Symbolic subsets map their codes to U+F000 and up.
    let program = pdf.stream("", true_type(&['\u{f041}', '\u{f031}']));
    let font = format!(
        "<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Arial/FirstChar 49/LastChar 65/Widths[{}]\
         /FontDescriptor<</Type/FontDescriptor/FontName/ABCDEF+Arial/Flags 4/FontFile2 {program} 0 R>>>>",
        "556 ".repeat(17)
    );
    pdf.page("", &format!("/Font<</F1 {font}>>"), "BT /F1 10 Tf 50 700 Td (A1) Tj ET");
    let file = pdf.finish();
    check(&file, "A1");
    near(visible(&file)[1].x, 55.56);
}
