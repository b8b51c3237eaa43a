//! Pages that would take all time or memory there is, one idea each. None is drawn, and the page after them is.

use std::fmt::Write as _;

use juesuan_extractor::pictures::{NotDrawn, Reason};

use super::{builder::*, draw, plain};

/// A page with these resources and this content is too large to be drawn; the one behind it is not.
#[track_caller]
fn check(resources: &str, content: impl AsRef<[u8]>) {
    let mut pdf = Pdf::new();
    pdf.page("", resources, content);
    check_file(pdf);
}

#[track_caller]
fn check_file(mut pdf: Pdf) {
    pdf.page("", "", "100 100 200 1 re f");
    let drawn = draw(&pdf.finish(), 1..=2, &plain());
    assert_eq!(drawn.not_drawn, [NotDrawn { page: 1, reason: Reason::TooLarge }]);
    assert_eq!(drawn.pictures.len(), 1);
}

#[test]
fn shapes_over_the_whole_page_without_end() {
    check("/ExtGState<</G<</ca 0.5>>>>", "/G gs 0 0 600 850 re\n".to_owned() + &"0 0 600 850 re f\n".repeat(100_000));
}

#[test]
fn letters_as_large_as_the_page() {
    let font = "/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>";
    check(font, format!("BT /F1 100000 Tf ({}) Tj ET", "H".repeat(100_000)));
}

/// Pages are drawn on stacks of their own, however little the caller's has left.
#[test]
fn content_nested_deep_on_a_small_stack() {
    let deep = "[".repeat(50_000) + &"]".repeat(50_000) + "\n";
    let file = page(&(deep + "100 100 200 1 re f"));
    let drawn = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(256 << 10);
        thread.spawn_scoped(scope, || draw(&file, [1], &plain())).unwrap().join().unwrap()
    });
    assert_eq!(drawn.pictures.len() + drawn.not_drawn.len(), 1);
}

#[test]
fn dashes_of_nothing() {
    check("", "[0.00001 0.00001] 0 d 0 0 m 500 800 l S");
}

#[test]
fn patterns_of_tiny_steps() {
    let mut pdf = Pdf::new();
    let entries =
        "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 500 500]/XStep 0.01/YStep 0.01/Resources<<>>";
    let pattern = pdf.stream(entries, "0 0 10 10 re f");
    let content = "/Pattern cs /P scn 0 0 500 500 re f";
    pdf.page("", &format!("/Pattern<</P {pattern} 0 R>>"), content);
    check_file(pdf);
}

#[test]
fn forms_that_draw_each_other_ever_more_often() {
    let mut pdf = Pdf::new();
    let mut form = pdf.stream("/Type/XObject/Subtype/Form/BBox[0 0 500 500]", "0 0 10 10 re f");
    for _ in 0..30 {
        let entries = format!("/Type/XObject/Subtype/Form/BBox[0 0 500 500]/Resources<</XObject<</X {form} 0 R>>>>");
        form = pdf.stream(&entries, "/X Do ".repeat(10));
    }
    pdf.page("", &format!("/XObject<</X {form} 0 R>>"), "/X Do");
    check_file(pdf);
}

#[test]
fn streams_that_decode_to_gigabytes() {
    let mut pdf = Pdf::new();
    // Twice packed: a few kilobytes.
    let bomb = deflated(&deflated(&vec![b' '; 200 << 20]));
    let content = pdf.stream("/Filter[/FlateDecode/FlateDecode]", bomb);
    pdf.page_of(&format!("/Contents {content} 0 R"), "");
    check_file(pdf);
}

#[test]
fn images_of_more_dots_than_a_page_can_show() {
    let image = |entries: &str| {
        let mut pdf = Pdf::new();
        let image = pdf.stream(&format!("/Type/XObject/Subtype/Image/BitsPerComponent 1{entries}"), [0; 64]);
        pdf.page("", &format!("/XObject<</I {image} 0 R>>"), "500 0 0 500 0 0 cm /I Do");
        pdf
    };
    check_file(image("/ColorSpace/DeviceGray/Width 60000/Height 60000"));
    check_file(image("/ImageMask true/Width 4000000000/Height 4000000000"));
    check_file(image(
        "/ColorSpace/DeviceGray/Width 9/Height 9000/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 90000>>",
    ));
}

#[test]
fn an_image_shown_without_end() {
    let mut pdf = Pdf::new();
    let entries = "/Type/XObject/Subtype/Image/BitsPerComponent 8/ColorSpace/DeviceGray/Width 5000/Height 5000/Filter/FlateDecode";
    let image = pdf.stream(entries, deflated(&vec![0; 25_000_000]));
    pdf.page("", &format!("/XObject<</I {image} 0 R>>"), "500 0 0 500 0 0 cm\n".to_owned() + &"/I Do\n".repeat(1000));
    check_file(pdf);
}

#[test]
fn whatever_holds_its_like_may_be_deep() {
    let mut pdf = Pdf::new();
    for (open, close) in [("q ", "Q "), ("/A BMC ", "EMC "), ("[", "]"), ("<</A", ">>"), ("q 0 0 9 9 re W n ", "Q ")] {
        let mut content = open.repeat(50_000) + &close.repeat(50_000);
        write!(content, "\n100 100 200 1 re f").unwrap();
        pdf.page("", "", content);
    }
    let itself = pdf.stream("/Type/XObject/Subtype/Form/BBox[0 0 500 500]", "");
    let entries = format!("/Type/XObject/Subtype/Form/BBox[0 0 500 500]/Resources<</XObject<</X {itself} 0 R>>>>");
    pdf.set(itself, stream_body(&entries, b"/X Do"));
    pdf.page("", &format!("/XObject<</X {itself} 0 R>>"), "/X Do");
    // Whether they are drawn does not matter: that this returns, does.
    let drawn = draw(&pdf.finish(), 1..=6, &plain());
    assert_eq!(drawn.pictures.len() + drawn.not_drawn.len(), 6);
}
