//! Forms: drawings within the page's drawing.

use juesuan_extractor::{Limits, Settings, extract};
use juesuan_model::Code;

use super::{builder::*, check, check_table, codes, near, read, visible};

const FORM: &str = "/Type/XObject/Subtype/Form/BBox[0 0 600 850]";

/// A page with the form `/X` of these entries and content.
fn with_form(entries: &str, form: &str, content: &str) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let form = pdf.stream(entries, form);
    pdf.page("", &format!("/XObject<</X {form} 0 R>>"), content);
    pdf.finish()
}

#[test]
fn a_form_is_part_of_the_page() {
    let table = grid(&[50.0, 100.0, 150.0], &[600.0, 620.0]);
    check_table(&with_form(FORM, &(table + &show(60.0, 606.0, "收入")), "/X Do"), "收入 | ");
}

#[test]
fn a_form_has_a_matrix_of_its_own() {
    let file = with_form(&format!("{FORM}/Matrix[2 0 0 2 10 20]"), &show(20.0, 100.0, "收入"), "1 0 0 1 5 5 cm /X Do");
    let glyph = visible(&file)[0];
    near(glyph.x, 2.0 * 20.0 + 10.0 + 5.0);
    near(HEIGHT - glyph.y, 2.0 * 100.0 + 20.0 + 5.0);
    near(glyph.size, 20.0);
}

#[test]
fn a_form_inherits_resources_and_text_state() {
    let form = format!("BT 50 700 Td {} Tj ET", hex("收入"));
    let file = with_form(FORM, &form, "/F1 10 Tf 5 Tc /X Do");
    check(&file, "收入");
    let glyphs = visible(&file);
    near(glyphs[1].x - glyphs[0].x, 15.0);
}

#[test]
fn a_form_inherits_colour_and_rendering_mode() {
    check(&with_form(FORM, &show(50.0, 700.0, "白"), &format!("1 g /X Do 0 g {}", show(50.0, 600.0, "黑"))), "黑");
    check(&with_form(FORM, &show(50.0, 700.0, "隐"), &format!("3 Tr /X Do 0 Tr {}", show(50.0, 600.0, "显"))), "显");
}

#[test]
fn what_a_form_changes_ends_with_it() {
    let form = "3 Tr 1 g 2 0 0 2 9 9 cm 100 Tc q q q";
    check(&with_form(FORM, form, &format!("/X Do {}", show(50.0, 600.0, "显"))), "显");
}

#[test]
fn a_form_with_resources_of_its_own_uses_them() {
    let mut pdf = Pdf::new();
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>";
    let form = pdf.stream(&format!("{FORM}/Resources<</Font<</F1 {font}>>>>"), "BT /F1 10 Tf 50 700 Td (Ab) Tj ET");
    pdf.page("", &format!("/XObject<</X {form} 0 R>>"), format!("/X Do {}", show(50.0, 600.0, "收入")));
    check(&pdf.finish(), "Ab收入");
}

#[test]
fn a_form_is_clipped_to_its_box() {
    let form = show(50.0, 700.0, "外") + &show(50.0, 600.0, "内");
    check(&with_form("/Type/XObject/Subtype/Form/BBox[0 0 600 650]", &form, "/X Do"), "内");
}

#[test]
fn a_form_that_draws_itself_is_drawn_once() {
    let mut pdf = Pdf::new();
    let form = pdf.add("");
    let body = format!("{FORM}/Matrix[1 0 0 1 0 -20]/Resources<</Font<</F1 {FONT}>>/XObject<</X {form} 0 R>>>>");
    pdf.set(form, stream_body(&body, format!("{} /X Do /X Do", show(50.0, 700.0, "收")).as_bytes()));
    pdf.page("", &format!("/XObject<</X {form} 0 R>>"), format!("/X Do {}", show(50.0, 600.0, "入")));
    check(&pdf.finish(), "收入");
}

#[test]
fn a_form_that_inherits_its_own_name_is_drawn_to_the_limit() {
    // Without resources of its own, the form finds itself in the page's.
    let form = format!("{} /X Do", show(50.0, 700.0, "收"));
    let extraction = read(&with_form(&format!("{FORM}/Matrix[1 0 0 1 0 -20]"), &form, "/X Do"));
    assert_eq!(codes(&extraction), [Code::NestedTooDeep]);
    assert_eq!(super::lines(&extraction).len(), 23);
}

#[test]
fn forms_that_multiply_end_at_the_operator_limit() {
    let form = "/X Do ".repeat(100);
    let settings =
        Settings { limits: Limits { operators_per_page: 100_000, ..Limits::default() }, ..Settings::default() };
    let file = with_form(FORM, &form, &format!("{} /X Do", show(50.0, 600.0, "入")));
    let extraction = extract(&file, &settings).unwrap();
    assert_eq!(super::lines(&extraction), ["入"]);
    assert_eq!(codes(&extraction), [Code::NestedTooDeep, Code::TooManyOperators]);
}

#[test]
fn forms_that_draw_each_other_are_drawn_once_each() {
    let mut pdf = Pdf::new();
    let (one, two) = (pdf.add(""), pdf.add(""));
    for (form, other, text) in [(one, two, "收"), (two, one, "入")] {
        let body = format!("{FORM}/Matrix[1 0 0 1 0 -20]/Resources<</Font<</F1 {FONT}>>/XObject<</X {other} 0 R>>>>");
        pdf.set(form, stream_body(&body, format!("{} /X Do", show(50.0, 700.0, text)).as_bytes()));
    }
    pdf.page("", &format!("/XObject<</X {one} 0 R>>"), "/X Do");
    check(&pdf.finish(), "收入");
}

/// A page that draws forms within forms, the innermost with text.
fn nested(depth: usize) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let mut inner = pdf.stream(FORM, show(50.0, 700.0, "收"));
    for _ in 1..depth {
        inner = pdf.stream(&format!("{FORM}/Resources<</Font<</F1 {FONT}>>/XObject<</X {inner} 0 R>>>>"), "/X Do");
    }
    pdf.page("", &format!("/XObject<</X {inner} 0 R>>"), format!("/X Do {}", show(50.0, 600.0, "入")));
    pdf.finish()
}

#[test]
fn forms_nest_as_deep_as_the_limit_and_no_deeper() {
    let settings = |nesting| Settings { limits: Limits { nesting, ..Limits::default() }, ..Settings::default() };
    let whole = extract(&nested(6), &settings(7)).unwrap();
    assert_eq!((super::lines(&whole), codes(&whole)), (vec!["收", "入"], vec![]));
    let cut = extract(&nested(6), &settings(6)).unwrap();
    assert_eq!((super::lines(&cut), codes(&cut)), (vec!["入"], vec![Code::NestedTooDeep]));
}

#[test]
fn a_form_that_cannot_be_decoded_is_reported_and_the_page_goes_on() {
    let entries = format!("{FORM}/Filter/FlateDecode");
    let extraction =
        read(&with_form(&entries, "this is not deflated at all", &format!("/X Do {}", show(50.0, 600.0, "入"))));
    assert_eq!((super::lines(&extraction), codes(&extraction)), (vec!["入"], vec![Code::StreamUndecodable]));
}

#[test]
fn drawing_a_form_that_is_missing_draws_nothing() {
    check(&page(&format!("/Nothing Do {}", show(50.0, 600.0, "入"))), "入");
}
