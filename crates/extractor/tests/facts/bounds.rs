//! Each bound ends in a diagnostic, and what was read so far is kept.

use juesuan_extractor::{Damage, ExtractError, Limits, Settings, extract};
use juesuan_model::{Code, Extraction};

use super::{builder::*, codes, lines};

fn read_within(file: &[u8], limits: Limits) -> Extraction {
    extract(file, &Settings { limits, ..Settings::default() }).unwrap()
}

/// Three pages of two characters each.
fn three_pages() -> Vec<u8> {
    let mut pdf = Pdf::new();
    for text in ["一页", "二页", "三页"] {
        pdf.page("", "", show(50.0, 700.0, text));
    }
    pdf.finish()
}

#[track_caller]
fn check(file: &[u8], limits: Limits, expected_lines: &[&str], expected_codes: &[Code]) {
    let extraction = read_within(file, limits);
    assert_eq!(lines(&extraction), expected_lines);
    assert_eq!(codes(&extraction), expected_codes);
}

#[test]
fn pages_over_the_limit_are_counted_and_not_read() {
    let limits = Limits { pages: 2, ..Limits::default() };
    check(&three_pages(), limits.clone(), &["一页", "二页"], &[Code::TooManyPages]);
    assert_eq!(read_within(&three_pages(), limits).file.page_count, 3);
}

#[test]
fn exactly_as_many_pages_as_the_limit_are_no_problem() {
    check(&three_pages(), Limits { pages: 3, ..Limits::default() }, &["一页", "二页", "三页"], &[]);
}

#[test]
fn the_pages_of_a_dump_are_bounded_as_those_of_a_file() {
    let dump = "一页\n\x0c二页\n\x0c三页\n\x0c";
    let limits = Limits { pages: 2, ..Limits::default() };
    check(dump.as_bytes(), limits.clone(), &["一页", "二页"], &[Code::TooManyPages]);
    assert_eq!(read_within(dump.as_bytes(), limits).file.page_count, 3);
    check(dump.as_bytes(), Limits { pages: 3, ..Limits::default() }, &["一页", "二页", "三页"], &[]);
}

#[test]
fn the_characters_of_a_dump_are_bounded_as_those_of_a_file() {
    let limits = Limits { glyphs_per_file: 4, ..Limits::default() };
    let extraction = read_within("一页\n二页\n".as_bytes(), limits);
    assert_eq!((lines(&extraction), codes(&extraction)), (vec!["一页"], vec![Code::TooManyGlyphsInFile]));
    assert_eq!(extraction.diagnostics[0].detail, "4");
}

#[test]
fn operators_over_the_page_limit_end_the_page_only() {
    let mut pdf = Pdf::new();
    pdf.page("", "", show(50.0, 700.0, "一页") + &show(50.0, 600.0, "不读"));
    pdf.page("", "", show(50.0, 700.0, "二页"));
    // BT, Tf, Td, Tj, ET.
    let limits = Limits { operators_per_page: 5, ..Limits::default() };
    check(&pdf.finish(), limits, &["一页", "二页"], &[Code::TooManyOperators]);
}

/// What is noticed of the three pages within `limits`: the code, the page, and the number of the message.
#[track_caller]
fn check_three_pages(limits: Limits, expected_lines: &[&str], expected: &[(Code, u32, &str)]) {
    let extraction = read_within(&three_pages(), limits);
    assert_eq!(lines(&extraction), expected_lines);
    let found: Vec<(Code, u32, &str)> = extraction
        .diagnostics
        .iter()
        .map(|diagnostic| (diagnostic.code, diagnostic.page.unwrap(), diagnostic.detail.as_str()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn operators_over_the_file_limit_end_all_later_pages_and_are_told_once() {
    let limits = Limits { operators_per_file: 5, ..Limits::default() };
    check_three_pages(limits, &["一页"], &[(Code::TooManyOperatorsInFile, 2, "5")]);
}

#[test]
fn the_limit_that_was_reached_is_the_one_told() {
    let limits = Limits { glyphs_per_page: 1, glyphs_per_file: 2, ..Limits::default() };
    let expected = [(Code::TooManyGlyphs, 1, "1"), (Code::TooManyGlyphs, 2, "1"), (Code::TooManyGlyphsInFile, 3, "2")];
    check_three_pages(limits, &["一", "二"], &expected);
    // Two operators of the second page; 7 of the file.
    let limits = Limits { operators_per_page: 6, operators_per_file: 7, ..Limits::default() };
    check_three_pages(limits, &["一页"], &[(Code::TooManyOperatorsInFile, 2, "7")]);
}

#[test]
fn glyphs_over_the_page_limit_end_the_page_only() {
    let limits = Limits { glyphs_per_page: 1, ..Limits::default() };
    check(&three_pages(), limits, &["一", "二", "三"], &[Code::TooManyGlyphs; 3]);
}

#[test]
fn glyphs_over_the_file_limit_end_all_later_pages_and_are_told_once() {
    let limits = Limits { glyphs_per_file: 3, ..Limits::default() };
    check_three_pages(limits, &["一页", "二"], &[(Code::TooManyGlyphsInFile, 2, "3")]);
}

#[test]
fn rulings_over_the_limit_are_not_kept() {
    let file = page(&(grid(&[50.0, 100.0, 150.0], &[600.0, 620.0]) + &show(60.0, 606.0, "收入")));
    let extraction = read_within(&file, Limits { rulings_per_page: 4, ..Limits::default() });
    assert_eq!(codes(&extraction), [Code::TooManyRulings]);
    let text: String = super::tables(&extraction).concat() + &lines(&extraction).concat();
    assert!(text.contains("收入"));
    assert_eq!(codes(&read_within(&file, Limits { rulings_per_page: 5, ..Limits::default() })), []);
}

#[test]
fn a_content_bomb_is_left_out() {
    let mut pdf = Pdf::new();
    let bomb = pdf.stream("/Filter/FlateDecode", deflated(&b"0 0 m ".repeat(1 << 20)));
    let good = pdf.stream("", show(50.0, 700.0, "一页"));
    pdf.page_of(&format!("/Contents[{bomb} 0 R {good} 0 R]"), "");
    let limits = Limits { stream_bytes: 1 << 20, ..Limits::default() };
    check(&pdf.finish(), limits, &["一页"], &[Code::StreamTooLarge]);
}

#[test]
fn a_bomb_within_a_bomb_is_left_out() {
    let mut pdf = Pdf::new();
    let inner = deflated(&deflated(&b"0 0 m ".repeat(1 << 20)));
    let bomb = pdf.stream("/Filter[/FlateDecode/FlateDecode]", inner);
    let good = pdf.stream("", show(50.0, 700.0, "一页"));
    pdf.page_of(&format!("/Contents[{bomb} 0 R {good} 0 R]"), "");
    let limits = Limits { stream_bytes: 1 << 20, ..Limits::default() };
    check(&pdf.finish(), limits, &["一页"], &[Code::StreamTooLarge]);
}

#[test]
fn the_streams_of_a_page_share_the_limit() {
    let mut pdf = Pdf::new();
    let padding = " ".repeat(600);
    let parts =
        [pdf.stream("", show(50.0, 700.0, "一") + &padding), pdf.stream("", show(50.0, 600.0, "二") + &padding)];
    pdf.page_of(&format!("/Contents[{} 0 R {} 0 R]", parts[0], parts[1]), "");
    pdf.page("", "", show(50.0, 700.0, "二页"));
    let limits = Limits { stream_bytes: 1000, ..Limits::default() };
    check(&pdf.finish(), limits, &["一", "二页"], &[Code::StreamTooLarge]);
}

#[test]
fn a_form_bomb_is_left_out() {
    let mut pdf = Pdf::new();
    let form = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Filter/FlateDecode";
    let bomb = pdf.stream(form, deflated(&b"0 0 m ".repeat(1 << 20)));
    pdf.page("", &format!("/XObject<</X {bomb} 0 R>>"), format!("/X Do {}", show(50.0, 700.0, "一页")));
    let limits = Limits { stream_bytes: 1 << 20, ..Limits::default() };
    check(&pdf.finish(), limits, &["一页"], &[Code::StreamTooLarge]);
}

/// Eight fonts with these entries; a CMap of 300 KB, a few hundred bytes in the file, belongs to each as `key`. The page
/// shows code 1 in all of them.
fn eight_fonts(key: &str, cmap: &str, ordering: &str, more: &str) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let (mut fonts, mut content) = (String::new(), String::new());
    for n in 1..=8 {
        let cmap = deflated(format!("{cmap}{}", " ".repeat(300_000)).as_bytes());
        let cmap = pdf.stream("/Filter/FlateDecode", cmap);
        let font = pdf.add(format!(
            "<</Type/Font/Subtype/Type0/BaseFont/Font{n}/{key} {cmap} 0 R{more}/DescendantFonts[<</Type/Font\
             /Subtype/CIDFontType0/BaseFont/Font{n}\
             /CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})/Supplement 0>>>>]>>"
        ));
        fonts += &format!("/F{n} {font} 0 R");
        content += &format!("BT /F{n} 10 Tf {} 700 Td <0001> Tj ET\n", 40 + 10 * n);
    }
    pdf.page("", &format!("/Font<<{fonts}>>"), content);
    pdf.finish()
}

/// Three CMaps fit into a megabyte; what the other five fonts show is told to be unmapped.
#[track_caller]
fn check_eight_fonts(file: &[u8], char: &str) {
    check(file, Limits::default(), &[&char.repeat(8)], &[]);
    let limits = Limits { stream_bytes: 1_000_000, ..Limits::default() };
    check(file, limits, &[&(char.repeat(3) + &"\u{fffd}".repeat(5))], &[Code::UnmappedCharacters; 5]);
}

#[test]
fn the_to_unicode_maps_of_all_fonts_share_the_limit() {
    let map = to_unicode(&[(1, "6536")]);
    check_eight_fonts(&eight_fonts("ToUnicode", &map, "Identity", "/Encoding/Identity-H"), "收");
}

#[test]
fn the_encodings_of_all_fonts_share_the_limit() {
    let map = to_unicode(&[]).replace("0 beginbfchar\nendbfchar", "1 begincidchar\n<0001> 34\nendcidchar");
    check_eight_fonts(&eight_fonts("Encoding", &map, "GB1", ""), "A");
}

/// A file of a good page and a stream of this type, filters and data.
fn with_stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let mut pdf = Pdf::new();
    pdf.page("", "", show(50.0, 700.0, "一页"));
    pdf.stream(entries, data);
    pdf.finish()
}

#[test]
fn object_stream_bombs_are_refused() {
    let zeros = vec![b' '; 8 << 20];
    let bombs = [
        ("/Filter/FlateDecode", deflated(&zeros)),
        ("/Filter/Fl", deflated(&zeros)),
        ("/Filter[/FlateDecode/FlateDecode]", deflated(&deflated(&zeros))),
    ];
    for (filter, bomb) in bombs {
        for kind in ["ObjStm/N 1/First 5", "XRef/Size 9/W[1 2 1]"] {
            let file = with_stream(&format!("/Type/{kind}{filter}"), &bomb);
            let settings =
                Settings { limits: Limits { stream_bytes: 1 << 20, ..Limits::default() }, ..Settings::default() };
            let error = extract(&file, &settings).unwrap_err();
            assert!(matches!(error, ExtractError::Damaged { .. }), "{kind} {filter}");
        }
    }
}

#[test]
fn rows_that_cannot_be_are_refused_as_such() {
    let file = with_stream("/Type/ObjStm/N 1/First 5/DecodeParms<</Columns 3000000>>", b"99 0 null");
    let error = extract(&file, &Settings::default()).unwrap_err();
    assert_eq!(error, ExtractError::Damaged { damage: Damage::RowsOver(2_000_000) });
}

#[test]
fn object_streams_within_the_limit_are_read() {
    let file = with_stream("/Type/ObjStm/N 1/First 5/Filter/FlateDecode", &deflated(b"99 0 null"));
    check(&file, Limits::default(), &["一页"], &[]);
}
