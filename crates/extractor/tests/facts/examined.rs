//! What is told of a file besides its content.

use juesuan_extractor::{
    DecodedBy, Facts, FontFacts, FontKind, PageContent, PdfFacts, Settings, TextFacts, examine, extract,
};

use super::builder::*;

#[track_caller]
fn facts(file: &[u8]) -> PdfFacts {
    match examine(file, &Settings::default()).unwrap().facts {
        Facts::Pdf(facts) => facts,
        Facts::Text(_) => panic!("not a PDF"),
    }
}

/// The only font of a file.
#[track_caller]
fn font(file: &[u8]) -> FontFacts {
    let fonts = facts(file).fonts;
    assert_eq!(fonts.len(), 1, "{fonts:?}");
    fonts.into_iter().next().unwrap()
}

fn show(text: &str) -> String {
    format!("BT /F1 10 Tf 50 700 Td ({text}) Tj ET")
}

#[test]
fn an_examination_reads_as_a_conversion_does() {
    let mut pdf = Pdf::new();
    pdf.page("", "", "BT /F1 10 Tf 50 700 Td <6536 5165> Tj ET");
    pdf.page("/Rotate 90", "", "");
    let file = pdf.finish();
    let (examined, extracted) =
        (examine(&file, &Settings::default()).unwrap(), extract(&file, &Settings::default()).unwrap());
    assert_eq!(examined.extraction.file, extracted.file);
    assert_eq!(examined.extraction.diagnostics, extracted.diagnostics);
    assert_eq!(examined.extraction.pages[0].lines, extracted.pages[0].lines);
}

#[test]
fn a_font_tells_what_its_characters_come_from() {
    let gb = font(&page_in(FONT, "BT /F1 10 Tf 50 700 Td <653651655165> Tj ET"));
    assert_eq!((gb.font.name.as_str(), gb.font.kind, gb.font.embedded), ("STSong-Light", FontKind::CidType0, false));
    assert_eq!(gb.font.encoding.as_deref(), Some("UniGB-UCS2-H"));
    assert_eq!((gb.characters, gb.undecoded, gb.pages), (3, 0, vec![1]));
    assert_eq!(gb.decoded_by.into_iter().collect::<Vec<_>>(), [(DecodedBy::Encoding, 2)], "codes, not characters");

    let latin =
        font(&page_in("<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+Helvetica/Encoding/WinAnsiEncoding>>", &show("aab")));
    assert_eq!((latin.font.name.as_str(), latin.font.kind, latin.font.subset), ("Helvetica", FontKind::Type1, true));
    assert_eq!((latin.characters, latin.decoded_by.get(&DecodedBy::Encoding)), (3, Some(&2)));
}

#[test]
fn characters_that_nothing_tells_are_counted() {
    let unknown = "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/Identity-H/DescendantFonts[<</Type/Font\
                   /Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)\
                   /Supplement 0>>/DW 1000>>]>>";
    let font = font(&page_in(unknown, "BT /F1 10 Tf 50 700 Td <11CF11D011CF11D1> Tj ET"));
    assert_eq!((font.characters, font.undecoded), (4, 4));
    assert_eq!(font.decoded_by.into_iter().collect::<Vec<_>>(), [(DecodedBy::Nothing, 3)]);
}

#[test]
fn a_font_name_in_gbk_is_read() {
    // 宋体
    let font =
        font(&page_in("<</Type/Font/Subtype/TrueType/BaseFont/#CB#CE#CC#E5/Encoding/WinAnsiEncoding>>", &show("1")));
    assert_eq!(font.font.name, "宋体");
}

#[test]
fn a_font_that_shows_nothing_is_not_told() {
    assert_eq!(facts(&page_in(FONT, "BT /F1 10 Tf 50 700 Td ET")).fonts, []);
}

#[test]
fn pages_tell_their_turn_and_what_nobody_sees() {
    let mut pdf = Pdf::new();
    pdf.page("/Rotate 270", "", "BT /F1 10 Tf 50 700 Td <6536> Tj 3 Tr <5165> Tj 0 Tr -900 0 Td <51FA> Tj ET");
    pdf.page("", "", "");
    let pages = facts(&pdf.finish()).pages;
    assert_eq!((pages[0].rotation, pages[0].width, pages[0].height), (270, HEIGHT, WIDTH));
    assert_eq!((pages[0].characters, pages[0].content), (1, PageContent::Text));
    assert_eq!((pages[0].unseen.invisible, pages[0].unseen.off_page, pages[0].unseen.hidden()), (1, 1, 2));
    assert_eq!((pages[1].rotation, pages[1].content), (0, PageContent::Nothing));
}

#[test]
fn what_a_recognition_left_under_a_picture_is_no_text_layer() {
    let picture = "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray>>";
    let with = |text: &str| {
        let mut pdf = Pdf::new();
        let image = pdf.stream(&picture[2..picture.len() - 2], [0]);
        let content = format!("q 595 0 0 842 0 0 cm /I Do Q {text}");
        pdf.page("", &format!("/XObject<</I {image} 0 R>>"), content);
        facts(&pdf.finish()).pages[0].content
    };
    assert_eq!(with(""), PageContent::Picture);
    assert_eq!(with("BT 3 Tr /F1 10 Tf 50 700 Td <6536> Tj ET"), PageContent::PictureWithUnseenText);
}

#[test]
fn the_later_of_two_versions_is_told() {
    for (catalog, told) in [("", "1.7"), ("/Version/1.4", "1.7"), ("/Version/2.0", "2.0")] {
        let mut pdf = Pdf::new();
        pdf.catalog = catalog.to_owned();
        pdf.page("", "", "");
        assert_eq!(facts(&pdf.finish()).version, told, "{catalog}");
    }
}

#[test]
fn a_dump_tells_its_encoding() {
    let text = "收入决算表\n\n项目\t合计\n事业收入\t1.00\n";
    let (gbk, _, _) = encoding_rs::GBK.encode(text);
    match examine(&gbk, &Settings::default()).unwrap().facts {
        Facts::Text(TextFacts { encoding, lines, characters }) => {
            // Of the two, the larger holds the other.
            assert!(["GBK", "gb18030"].contains(&encoding), "{encoding}");
            assert_eq!((lines, characters), (4, 19));
        }
        Facts::Pdf(_) => panic!("not a text"),
    }
}
