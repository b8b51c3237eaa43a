//! Where the Unicode of a code comes from, for fonts whose dictionaries say it.

use juesuan_model::Code;

use super::{builder::*, check, codes, read, text};

/// A composite font with this encoding, without ToUnicode and without a font program.
fn composite(encoding: &str, ordering: &str, more: &str) -> String {
    format!(
        "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/{encoding}{more}/DescendantFonts[<</Type/Font\
         /Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})/Supplement 2>>\
         /DW 1000>>]>>"
    )
}

fn show_codes(codes: &[u8]) -> String {
    let codes: String = codes.iter().map(|byte| format!("{byte:02X}")).collect();
    format!("BT /F1 10 Tf 50 700 Td <{codes}> Tj ET")
}

/// A page that shows these two-byte codes in a font with this ToUnicode stream.
fn page_with_to_unicode(encoding: &str, ordering: &str, to_unicode: &str, codes: &[u8]) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let map = pdf.stream("", to_unicode);
    let font = composite(encoding, ordering, &format!("/ToUnicode {map} 0 R"));
    pdf.page("", &format!("/Font<</F1 {font}>>"), show_codes(codes));
    pdf.finish()
}

const SAMPLE: &str = "收入决算表1,979.12";

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}

#[test]
fn gbk_euc_codes_read_through_their_collection() {
    let (gbk, _, _) = encoding_rs::GBK.encode(SAMPLE);
    check(&page_in(&composite("GBK-EUC-H", "GB1", ""), &show_codes(&gbk)), SAMPLE);
}

#[test]
fn full_width_digits_in_gbk_stay_as_printed() {
    let (gbk, _, _) = encoding_rs::GBK.encode("１９７９．１２");
    check(&page_in(&composite("GBK-EUC-H", "GB1", ""), &show_codes(&gbk)), "１９７９．１２");
}

#[test]
fn other_gb_encodings_read_through_their_collection() {
    let (gbk, _, _) = encoding_rs::GBK.encode(SAMPLE);
    for encoding in ["GB-EUC-H", "GBKp-EUC-H", "GBK2K-H", "GBK-EUC-V"] {
        assert_eq!(text(&page_in(&composite(encoding, "GB1", ""), &show_codes(&gbk))), SAMPLE, "{encoding}");
    }
}

#[test]
fn unicode_encodings_are_their_own_unicode() {
    for encoding in ["UniGB-UCS2-H", "UniGB-UTF16-H", "UniGB-UCS2-V", "UniGB-UTF16-V"] {
        let file = page_in(&composite(encoding, "GB1", ""), &show_codes(&utf16(SAMPLE)));
        assert_eq!(text(&file), SAMPLE, "{encoding}");
    }
}

#[test]
fn a_surrogate_pair_is_one_character() {
    check(&page_in(&composite("UniGB-UTF16-H", "GB1", ""), &show_codes(&utf16("𠀀表"))), "𠀀表");
}

#[test]
fn identity_codes_of_a_gb1_font_read_through_the_collection() {
    // CID 34 is A; 4559 is 中 in Adobe-GB1.
    check(&page_in(&composite("Identity-H", "GB1", ""), &show_codes(&[0, 34, 0x11, 0xcf])), "A中");
}

#[test]
fn to_unicode_comes_before_the_collection() {
    let map = to_unicode(&[(34, "6536"), (35, "5165")]);
    check(&page_with_to_unicode("Identity-H", "GB1", &map, &[0, 34, 0, 35]), "收入");
}

#[test]
fn one_code_may_be_several_characters() {
    let map = to_unicode(&[(34, "00660069"), (35, "5165")]);
    check(&page_with_to_unicode("Identity-H", "Identity", &map, &[0, 34, 0, 35]), "fi入");
}

#[test]
fn to_unicode_ranges_and_arrays_are_read() {
    let map = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange \
        2 beginbfrange <0001> <0003> <4E00> <0010> <0011> [<6536> <5165>] endbfrange endcmap end";
    check(&page_with_to_unicode("Identity-H", "Identity", map, &[0, 1, 0, 3, 0, 16, 0, 17]), "一丂收入");
}

#[test]
fn a_to_unicode_that_says_nothing_gives_way_to_the_collection() {
    let nothing = ["0000", "FFFD", "FEFF", "0001"];
    for to in nothing {
        let map = to_unicode(&[(34, to)]);
        assert_eq!(text(&page_with_to_unicode("Identity-H", "GB1", &map, &[0, 34])), "A", "{to}");
    }
}

#[test]
fn a_broken_to_unicode_gives_way_to_the_collection() {
    for map in
        ["", "garbage ( <", "begincmap endcmap", "\u{0}\u{1}\u{2}beginbfchar <00", "1 beginbfchar <0022> endbfchar"]
    {
        assert_eq!(text(&page_with_to_unicode("Identity-H", "GB1", map, &[0, 34])), "A", "{map}");
    }
}

#[test]
fn a_to_unicode_stream_that_does_not_decode_gives_way() {
    let mut pdf = Pdf::new();
    let map = pdf.stream("/Filter/FlateDecode", b"not deflated at all");
    let font = composite("GBK-EUC-H", "GB1", &format!("/ToUnicode {map} 0 R"));
    pdf.page("", &format!("/Font<</F1 {font}>>"), show_codes(&encoding_rs::GBK.encode(SAMPLE).0));
    check(&pdf.finish(), SAMPLE);
}

#[test]
fn a_private_use_mapping_gives_way_to_the_collection_but_beats_nothing() {
    let map = to_unicode(&[(34, "E123")]);
    check(&page_with_to_unicode("Identity-H", "GB1", &map, &[0, 34]), "A");
    check(&page_with_to_unicode("Identity-H", "Identity", &map, &[0, 34]), "\u{e123}");
}

#[test]
fn to_unicode_may_name_a_predefined_cmap() {
    let font = composite("Identity-H", "Identity", "/ToUnicode/Adobe-GB1-UCS2");
    check(&page_in(&font, &show_codes(&[0, 34])), "A");
}

#[test]
fn an_embedded_cmap_may_build_on_a_predefined_one() {
    let mut pdf = Pdf::new();
    let map = "/CIDInit /ProcSet findresource begin begincmap /GBK-EUC-H usecmap \
        /CIDSystemInfo 3 dict dup begin /Registry (Adobe) def /Ordering (GB1) def /Supplement 2 def end def \
        /CMapName /Own def /WMode 0 def endcmap end";
    let map = pdf.stream("/Type/CMap/CMapName/Own/UseCMap/GBK-EUC-H", map);
    let font = composite("Own", "GB1", "").replace("/Encoding/Own", &format!("/Encoding {map} 0 R"));
    pdf.page("", &format!("/Font<</F1 {font}>>"), show_codes(&encoding_rs::GBK.encode(SAMPLE).0));
    check(&pdf.finish(), SAMPLE);
}

#[test]
fn codes_of_an_encoding_that_cannot_be_read_are_not_guessed() {
    let mut pdf = Pdf::new();
    let map = pdf.stream("/Type/CMap/CMapName/Own/Filter/FlateDecode", b"not deflated at all");
    let font = composite("Own", "GB1", "").replace("/Encoding/Own", &format!("/Encoding {map} 0 R"));
    pdf.page("", &format!("/Font<</F1 {font}>>"), show_codes(&[0, 34, 0, 35]));
    let file = pdf.finish();
    check(&file, "\u{fffd}\u{fffd}");
    assert_eq!(codes(&read(&file)), [Code::UnmappedCharacters]);
}

#[test]
fn codes_that_nothing_maps_stand_as_replacement_characters_and_are_reported() {
    let file = page_in(&composite("Identity-H", "Identity", ""), &show_codes(&[0x11, 0xcf, 0x11, 0xd0]));
    check(&file, "\u{fffd}\u{fffd}");
    let extraction = read(&file);
    assert_eq!(codes(&extraction), [Code::UnmappedCharacters]);
    assert_eq!(extraction.diagnostics[0].page, Some(1));
    assert_eq!(extraction.diagnostics[0].detail, "SimSun × 2");
}

#[test]
fn the_same_unmapped_code_is_reported_on_each_page() {
    let mut pdf = Pdf::new();
    let font = format!("/Font<</F1 {}>>", composite("Identity-H", "Identity", ""));
    pdf.page("", &font, show_codes(&[0x11, 0xcf]));
    pdf.page("", &font, show_codes(&[0x11, 0xcf]));
    let pages: Vec<_> = read(&pdf.finish()).diagnostics.iter().map(|diagnostic| diagnostic.page).collect();
    assert_eq!(pages, [Some(1), Some(2)]);
}

#[test]
fn an_odd_byte_at_the_end_of_a_string_loses_nothing_before_it() {
    assert!(text(&page_in(&composite("UniGB-UCS2-H", "GB1", ""), &show_codes(&[0x65, 0x36, 0x51]))).starts_with('收'));
}

const SIMPLE: &str = "<</Type/Font/Subtype/TrueType/BaseFont/Arial/FirstChar 32/LastChar 34/Widths[250 500 500]";

#[test]
fn win_ansi_reads_its_own_high_codes() {
    let font = format!("{SIMPLE}/Encoding/WinAnsiEncoding>>");
    check(&page_in(&font, "BT /F1 10 Tf 50 700 Td (1,979.12 \\200\\223\\267\\351) Tj ET"), "1,979.12€“·é");
}

#[test]
fn mac_roman_reads_its_own_high_codes() {
    let font = format!("{SIMPLE}/Encoding/MacRomanEncoding>>");
    check(&page_in(&font, "BT /F1 10 Tf 50 700 Td (1.5\\216) Tj ET"), "1.5é");
}

#[test]
fn differences_name_their_glyphs() {
    let font = format!(
        "{SIMPLE}/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[65/one/two/comma/period 200/uni6536/u5165/Euro]>>>>"
    );
    check(&page_in(&font, "BT /F1 10 Tf 50 700 Td (ABCDE\\310\\311\\312) Tj ET"), "12,.E收入€");
}

#[test]
fn differences_without_base_encoding_stand_on_the_standard_one() {
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[1/one]>>>>";
    check(&page_in(font, "BT /F1 10 Tf 50 700 Td (\\001A'\\267) Tj ET"), "1A’•");
}

#[test]
fn simple_fonts_use_one_byte_to_unicode() {
    let mut pdf = Pdf::new();
    let map = pdf.stream("", to_unicode_bytes(&[(1, "6536"), (2, "5165")]));
    let font = format!("{SIMPLE}/ToUnicode {map} 0 R>>");
    pdf.page("", &format!("/Font<</F1 {font}>>"), "BT /F1 10 Tf 50 700 Td <0102> Tj ET");
    check(&pdf.finish(), "收入");
}

#[test]
fn a_simple_font_without_encoding_reads_ascii() {
    check(&page_in(&format!("{SIMPLE}>>"), "BT /F1 10 Tf 50 700 Td (1,979.12) Tj ET"), "1,979.12");
}

#[test]
fn a_font_that_the_page_does_not_have_still_shows_ascii() {
    check(&page("BT /Missing 10 Tf 50 700 Td (1,979.12) Tj ET"), "1,979.12");
}

#[test]
fn radicals_that_look_like_ideographs_are_ideographs() {
    let map = "1 begincodespacerange <0000> <FFFF> endcodespacerange 3 beginbfchar <0001> <2F6C> <0002> <2EA0> <0003> <2ECB> endbfchar";
    let file = page_with_to_unicode("Identity-H", "Identity", map, &[0, 1, 0, 2, 0, 3]);
    assert_eq!(text(&file), "目民车");
}
