//! Little that stands for much: compressed, repeated, multiplied, claimed.

use juesuan_extractor::{ExtractError, Settings};
use juesuan_model::{Code, Extraction};

use super::builder::{Pdf, deflated, page, show, to_unicode};
use super::{codes, lines, survives, survives_within};

/// Sixty-four megabytes of blanks take sixty-four kilobytes. The small bounds allow four.
fn bomb() -> Vec<u8> {
    deflated(&vec![b' '; 64 << 20])
}

/// The bomb as the content of a page before a good one.
#[track_caller]
fn check_content(what: &str, filter: &str, data: &[u8]) -> Extraction {
    let mut pdf = Pdf::new();
    let bomb = pdf.stream(filter, data);
    pdf.page_of(&format!("/Contents {bomb} 0 R"), "");
    pdf.page("", "", show(50.0, 700.0, "二页"));
    let extraction = survives(what, &pdf.finish()).unwrap();
    assert_eq!(lines(&extraction), ["二页"], "{what}");
    extraction
}

#[test]
fn compressed_content_is_left_out_with_a_diagnostic() {
    let bomb = bomb();
    let hex: Vec<u8> = bomb.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect();
    for (filter, data) in [
        ("/Filter/FlateDecode", bomb.clone()),
        ("/Filter[/FlateDecode/FlateDecode]", deflated(&bomb)),
        ("/Filter[/FlateDecode/FlateDecode/FlateDecode]", deflated(&deflated(&bomb))),
        ("/Filter[/ASCIIHexDecode/FlateDecode]", hex),
        ("/Filter[/FlateDecode/RunLengthDecode]", deflated(&[129, b' '].repeat(1 << 20))),
        ("/Filter[/FlateDecode/ASCII85Decode]", deflated(&vec![b'z'; 4 << 20])),
    ] {
        let extraction = check_content(filter, filter, &data);
        assert_eq!(codes(&extraction), [Code::StreamTooLarge], "{filter}");
    }
}

#[test]
fn filters_may_be_a_thousand() {
    for name in [
        "/FlateDecode",
        "/ASCIIHexDecode",
        "/ASCII85Decode",
        "/LZWDecode",
        "/RunLengthDecode",
        "/Crypt",
        "/DCTDecode",
        "/JBIG2Decode",
        "/None",
    ] {
        check_content(name, &format!("/Filter[{}]", name.repeat(1000)), b"00>");
    }
}

#[test]
fn predictors_may_claim_rows_of_any_width() {
    for parameters in [
        "/Predictor 12/Columns 2147483647",
        "/Predictor 2/BitsPerComponent 16/Columns 99999999999999",
        "/Predictor 12/Colors 5/Columns 99999999999999",
        "/Predictor 12/Columns 18446744073709551615/Colors 255/BitsPerComponent 16",
        "/Predictor 15/Columns 0",
        "/Predictor -1/Columns -1",
        "/EarlyChange 99",
        "/Predictor 2/Columns 9/Colors 0/BitsPerComponent 0",
        "/Predictor 10/BitsPerComponent 99/Columns 3",
    ] {
        for filter in ["/Filter/FlateDecode", "/Filter/LZWDecode", "/F/Fl"] {
            for key in ["DecodeParms", "DP"] {
                let data = deflated(&[2; 100]);
                check_claim(&format!("{filter}/{key}<<{parameters}>>"), &data);
                let listed = filter.rsplit_once('/').map(|(key, name)| format!("{key}[/{name}]")).unwrap();
                check_claim(&format!("{listed}/{key}[<<{parameters}>>]"), &data);
            }
        }
    }
}

/// Parameters that cannot be: the file is refused, or the content left out.
#[track_caller]
fn check_claim(entries: &str, data: &[u8]) {
    let mut pdf = Pdf::new();
    let claim = pdf.stream(entries, data);
    pdf.page_of(&format!("/Contents {claim} 0 R"), "");
    pdf.page("", "", show(50.0, 700.0, "二页"));
    match survives(entries, &pdf.finish()) {
        Ok(extraction) => assert_eq!(lines(&extraction), ["二页"], "{entries}"),
        Err(error) => assert!(matches!(error, ExtractError::Damaged { .. }), "{entries}: {error:?}"),
    }
}

/// The same where the parameters cannot be seen before the file is open.
#[test]
fn predictors_may_hide_what_they_claim() {
    for columns in ["/Columns 99999999999999", "/Col#75mns 99999999999999"] {
        let parameters = format!("<</Predictor 2/BitsPerComponent 16{columns}>>");
        let mut pdf = Pdf::new();
        let indirect = pdf.add(&parameters);
        let entries = format!("/Filter/FlateDecode/DecodeParms {indirect} 0 R");
        let claim = pdf.stream(&entries, deflated(b"0 0 m"));
        pdf.page_of(&format!("/Contents {claim} 0 R"), "");
        pdf.page("", "", show(50.0, 700.0, "二页"));
        let _ = survives(columns, &pdf.finish());
        check_structure(
            &format!("/Type/ObjStm/N 1/First 4/Filter/FlateDecode/DecodeParms{parameters}"),
            &deflated(b"9 0 0"),
        );
    }
}

/// The bomb as structure: refused, or stepped over because something else tells the pages.
#[track_caller]
fn check_structure(entries: &str, data: &[u8]) {
    let mut pdf = Pdf::new();
    pdf.page("", "", show(50.0, 700.0, "一页"));
    pdf.stream(entries, data);
    match survives(entries, &pdf.finish()) {
        Ok(extraction) => assert_eq!(lines(&extraction), ["一页"], "{entries}"),
        Err(error) => assert!(matches!(error, ExtractError::Damaged { .. }), "{entries}: {error:?}"),
    }
}

#[test]
fn structure_may_claim_any_number_of_objects() {
    for entries in [
        "/Type/ObjStm/N 2147483647/First 9",
        "/Type/ObjStm/N 9/First 2147483647",
        "/Type/ObjStm/N -1/First -1",
        "/Type/XRef/W[1 2 1]/Size 2147483647/Index[0 2147483647]",
        "/Type/XRef/W[2147483647 2147483647 9]/Size 9",
        "/Type/XRef/W[0 0 0]/Size 2147483647",
        "/Type/XRef/W[1 2 1]/Index[9 -9 2147483647 9]/Size 4/Root 1 0 R",
    ] {
        check_structure(entries, &[b'1'; 100]);
        check_structure(&format!("{entries}/Filter/FlateDecode"), &deflated(&[b'1'; 1000]));
        check_structure(&format!("{entries}/Filter/FlateDecode"), &bomb());
    }
}

#[test]
fn object_streams_may_hold_many_objects() {
    let numbers: String = (0..100_000).map(|at| format!("{} {at} ", 100 + at)).collect();
    let data = format!("{numbers}{}", "9 ".repeat(100_000));
    check_structure(
        &format!("/Type/ObjStm/N 100000/First {}/Filter/FlateDecode", numbers.len()),
        &deflated(data.as_bytes()),
    );
}

/// A CMap as the ToUnicode and the Encoding of a font, on a page with a line that can be read.
#[track_caller]
fn check_cmap(map: &str) {
    let mut pdf = Pdf::new();
    let map_stream = pdf.stream("/Filter/FlateDecode", deflated(map.as_bytes()));
    let descendant = "/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/S>>]";
    let font = |entries: &str| format!("<</Type/Font/Subtype/Type0/BaseFont/S{entries}{descendant}>>");
    let fonts = [
        font(&format!("/Encoding/Identity-H/ToUnicode {map_stream} 0 R")),
        font(&format!("/Encoding {map_stream} 0 R")),
    ];
    let resources = format!("/Font<</F1 {}/F8 {}/F9 {}>>", super::builder::FONT, fonts[0], fonts[1]);
    let content = show(50.0, 700.0, "一页") + "BT /F8 9 Tf 50 600 Td <00010002> Tj /F9 9 Tf <00010002> Tj ET";
    pdf.page("", &resources, content);
    let what = &map[..map.len().min(60)];
    assert_eq!(lines(&survives(what, &pdf.finish()).unwrap()).first(), Some(&"一页"), "{what}");
}

#[test]
fn cmaps_may_map_everything() {
    check_cmap("begincmap 1 beginbfrange <00000000> <FFFFFFFF> <0000> endbfrange endcmap");
    check_cmap("begincmap 1 begincidrange <00000000> <FFFFFFFF> 0 endcidrange endcmap");
    check_cmap("begincmap 1 beginbfrange <FFFFFFFF> <00000000> <FFFF> endbfrange endcmap");
    check_cmap(&format!("begincmap 1 begincidrange {} endcidrange", "<0000> <FFFF> 4294967295 ".repeat(50_000)));
    check_cmap(&format!("begincmap 1 beginbfrange {} endbfrange", "<0000> <FFFF> <0000> ".repeat(50_000)));
    check_cmap(&format!("begincmap 1 begincodespacerange {}", "<00> <FF> <0000> <FFFF> ".repeat(50_000)));
    check_cmap(&format!("begincmap 1 beginbfchar <0001> <{}> endbfchar", "6536".repeat(100_000)));
    check_cmap(&format!("begincmap 1 beginbfrange <0001> <0002> [{}]", "<6536> ".repeat(100_000)));
    check_cmap(&"/GBK-EUC-H usecmap ".repeat(10_000));
    check_cmap(&"/UniGB-UTF16-H usecmap /Own usecmap ".repeat(10_000));
    check_cmap(&to_unicode(&(0..60_000).map(|code| (code, "6536")).collect::<Vec<_>>()));
}

/// Fonts whose programs have to be asked, because nothing else maps their codes.
#[test]
fn widths_may_claim_every_code() {
    let composite = |widths: &str| {
        format!(
            "<</Type/Font/Subtype/Type0/BaseFont/S/Encoding/Identity-H/DescendantFonts[<</Type/Font\
             /Subtype/CIDFontType2/BaseFont/S{widths}>>]>>"
        )
    };
    let simple = |kind: &str, first: &str| {
        format!(
            "<</Type/Font/Subtype/{kind}/BaseFont/S/FirstChar {first}/LastChar 4294967295/Widths[500]\
             /FontMatrix[1 0 0 1 0 0]/CharProcs<<>>/Encoding<</Differences[65/a]>>>>"
        )
    };
    for font in [
        composite("/W[0 4294967295 500]"),
        composite(&format!("/W[{}]", "0 65535 500 ".repeat(10_000))),
        composite("/W2[0 4294967295 500 0 0]"),
        composite("/W[1[500] 2 4294967295 500]/W2[1[5 5 5] 0 4294967295 500 0 0]"),
        simple("TrueType", "4294967295"),
        simple("Type1", "4294967294"),
        simple("Type3", "9000000000"),
        // A simple font that has a descendant, too.
        simple("TrueType", "4294967295/DescendantFonts[<<>>]"),
    ] {
        let fonts = format!("/Font<</F1 {}/F9 {font}>>", super::builder::FONT);
        let mut pdf = Pdf::new();
        pdf.page("", &fonts, show(50.0, 700.0, "一页") + "BT /F9 9 Tf 50 600 Td <00410042> Tj ET");
        let what = &font[..font.len().min(200)];
        assert_eq!(lines(&survives(what, &pdf.finish()).unwrap()).first(), Some(&"一页"), "{what}");
    }
}

#[test]
fn forms_may_multiply() {
    // Each of ten forms draws the next ten times.
    let mut pdf = Pdf::new();
    let forms: Vec<usize> = (0..10).map(|_| pdf.add("")).collect();
    for (form, next) in forms.iter().zip(forms.iter().skip(1).chain(&forms[..1])) {
        let entries = format!("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {next} 0 R>>>>");
        pdf.set(*form, super::builder::stream_body(&entries, "/X Do ".repeat(10).as_bytes()));
    }
    let first = format!("/XObject<</X {} 0 R>>", forms[0]);
    pdf.page("", &first, "/X Do");
    pdf.page("", "", show(50.0, 700.0, "二页"));
    assert_eq!(lines(&survives("ten to the tenth forms", &pdf.finish()).unwrap()), ["二页"]);
}

#[test]
fn there_may_be_thousands_of_pages_and_annotations() {
    let mut pdf = Pdf::new();
    let content = pdf.stream("", show(50.0, 700.0, "一页"));
    let form = pdf.stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", "0 0 9 9 re f");
    let annotation = pdf.add(format!("<</Subtype/Stamp/Rect[0 0 9 9]/AP<</N {form} 0 R>>>>"));
    let annotations = pdf.add(format!("[{}]", format!("{annotation} 0 R ").repeat(2_000)));
    for _ in 0..3_000 {
        pdf.page_of(&format!("/Contents {content} 0 R/Annots {annotations} 0 R"), "");
    }
    let extraction = survives("three thousand pages", &pdf.finish()).unwrap();
    assert_eq!((extraction.file.page_count, extraction.pages.len()), (3_000, super::small().limits.pages));
    assert!(codes(&extraction).contains(&Code::TooManyPages));
}

#[test]
fn a_page_may_have_thousands_of_fonts_states_and_layers() {
    let fonts: String = (0..3_000).map(|n| format!("/F{n} {}", super::builder::FONT)).collect();
    let uses: String = (0..3_000).map(|n| format!("BT /F{n} 9 Tf 50 {} Td <4E00> Tj ET\n", n % 800)).collect();
    let mut pdf = Pdf::new();
    pdf.page("", &format!("/Font<<{fonts}>>"), uses);
    let extraction = survives("three thousand fonts", &pdf.finish()).unwrap();
    assert!(!lines(&extraction).is_empty());
}

/// A page of these marks, at most as many as the bounds allow, is read without comparing each with each.
#[track_caller]
fn check_marks(what: &str, content: &str) {
    let _ = survives(what, &page(content));
}

#[test]
fn rules_and_words_may_be_everywhere() {
    let lattice = |step: f32, slant: f32| -> String {
        (0..1_200)
            .map(|n| n as f32 * step)
            .map(|at| format!("{at} 0 m {} 800 l S 0 {at} m 600 {} l S\n", at + slant, at + slant))
            .collect()
    };
    check_marks("a lattice", &lattice(0.5, 0.0));
    check_marks("a fine lattice", &lattice(0.01, 0.0));
    check_marks("a slanted lattice", &lattice(0.5, 0.4));
    let dots: String = (0..5_000).map(|n| format!("{} {} 3 3 re f\n", n % 71 * 8, n / 71 * 11)).collect();
    check_marks("dots", &dots);
    let words: String = (0..5_000).map(|n| show((n % 97) as f32 * 6.0, (n / 97) as f32 * 15.0, "1.00")).collect();
    check_marks("words", &words);
    check_marks("words in a lattice", &(lattice(6.0, 0.0) + &words));
    let scattered: String =
        (0..5_000u32).map(|n| show((n * 7919 % 595) as f32, (n * 104_729 % 842) as f32, "9")).collect();
    check_marks("words anywhere", &scattered);
}

#[test]
fn dumps_may_be_wide_long_and_ragged() {
    let row = |cells: usize| vec!["1.00"; cells].join("\t") + "\n";
    let ragged: String = (0..2_000).map(|n| row(n % 300)).collect();
    for (what, dump) in [
        ("wide", format!("收入决算表\n{}", row(200_000))),
        ("long", format!("收入决算表\n{}", row(3).repeat(60_000))),
        ("ragged", ragged),
        ("one line", "收入".repeat(300_000)),
        ("many tables", "收入决算表\n项目\t金额\n201\t1.00\n\n".repeat(5_000)),
        ("one word a line", "收入\n".repeat(100_000)),
        ("one word a page", "收入\x0c".repeat(20_000)),
    ] {
        let _ = survives_within(&Settings::default(), what, dump.as_bytes());
    }
}
