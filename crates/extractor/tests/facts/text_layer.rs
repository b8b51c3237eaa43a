//! Whether the pages of a file carry text, and what repeats on them.

use juesuan_model::{Code, LineRole, TextLayer};

use super::{builder::*, check_table, codes, read};

/// Adds a page that shows one picture over `share` of its height, and `text` at its foot.
fn scan(pdf: &mut Pdf, share: f32, text: &str) {
    let image = "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8";
    let image = pdf.stream(image, [255]);
    let content = format!("q {WIDTH} 0 0 {} 0 0 cm /I Do Q {}", HEIGHT * share, text);
    pdf.page("", &format!("/XObject<</I {image} 0 R>>"), content);
}

#[test]
fn a_scan_has_no_text_layer_and_is_no_error() {
    let mut pdf = Pdf::new();
    scan(&mut pdf, 1.0, "");
    scan(&mut pdf, 1.0, "");
    let extraction = read(&pdf.finish());
    assert_eq!(extraction.file.text_layer, TextLayer::None);
    assert_eq!(extraction.file.pages_without_text, [1, 2]);
    assert_eq!(codes(&extraction), [Code::NoTextLayer]);
    assert_eq!(extraction.pages.len(), 2);
}

#[test]
fn a_scan_with_invisible_recognized_text_has_no_text_that_a_reader_sees() {
    let mut pdf = Pdf::new();
    scan(&mut pdf, 1.0, &format!("3 Tr {}", show(50.0, 700.0, "识别")));
    assert_eq!(read(&pdf.finish()).file.text_layer, TextLayer::None);
}

#[test]
fn scanned_pages_among_text_are_named() {
    let mut pdf = Pdf::new();
    pdf.page("", "", show(50.0, 700.0, "正文"));
    scan(&mut pdf, 0.9, "");
    pdf.page("", "", show(50.0, 700.0, "正文"));
    scan(&mut pdf, 0.9, "");
    let extraction = read(&pdf.finish());
    assert_eq!(extraction.file.text_layer, TextLayer::Partial);
    assert_eq!(extraction.file.pages_without_text, [2, 4]);
    assert_eq!(codes(&extraction), [Code::PagesWithoutText]);
    assert_eq!(extraction.diagnostics[0].detail, "2、4");
}

#[test]
fn empty_pages_do_not_make_a_text_layer_partial() {
    let mut pdf = Pdf::new();
    pdf.page("", "", show(50.0, 700.0, "正文"));
    pdf.page("", "", "");
    let extraction = read(&pdf.finish());
    assert_eq!(extraction.file.text_layer, TextLayer::Full);
    assert_eq!(extraction.file.pages_without_text, [2]);
    assert_eq!(codes(&extraction), []);
}

#[test]
fn a_small_picture_is_no_scan() {
    let mut pdf = Pdf::new();
    pdf.page("", "", show(50.0, 700.0, "正文"));
    scan(&mut pdf, 0.1, "");
    assert_eq!(read(&pdf.finish()).file.text_layer, TextLayer::Full);
}

#[test]
fn text_drawn_as_outlines_is_no_text() {
    let glyph = |i: usize| {
        let (x, y) = (50 + 12 * (i % 30), 700 - 14 * (i / 30));
        format!("{x} {y} m {} {} {} {} {} {y} c h f ", x + 2, y + 10, x + 8, y + 10, x + 10)
    };
    let mut pdf = Pdf::new();
    pdf.page("", "", (0..200).map(glyph).collect::<String>());
    pdf.page("", "", show(50.0, 700.0, "正文"));
    let extraction = read(&pdf.finish());
    assert_eq!(extraction.file.text_layer, TextLayer::Partial);
    assert_eq!(codes(&extraction), [Code::PagesWithoutText]);
}

#[test]
fn the_producer_is_named_in_any_encoding() {
    for (producer, expected) in [("(WPS)", "WPS"), ("<FEFF91D15C71>", "金山"), ("<EFBBBFE98791E5B1B1>", "金山")] {
        let mut pdf = Pdf::new();
        pdf.page("", "", "");
        let info = pdf.add(format!("<</Producer{producer}>>"));
        pdf.trailer = format!("/Info {info} 0 R");
        assert_eq!(read(&pdf.finish()).file.producer.as_deref(), Some(expected));
    }
}

#[test]
fn heads_feet_and_page_numbers_are_told_from_the_text() {
    let mut pdf = Pdf::new();
    for (number, text) in (1..).zip(["一、概况", "二、收入", "三、支出", "四、结余"]) {
        let content = [
            show(200.0, 800.0, "某单位2022年度部门决算"),
            show(80.0, 500.0, text),
            show(80.0, 40.0, "内部资料"),
            show(290.0, 20.0, &format!("- {number} -")),
        ];
        pdf.page("", "", content.concat());
    }
    let extraction = read(&pdf.finish());
    for page in &extraction.pages {
        let roles: Vec<LineRole> = page.lines.iter().map(|line| line.role).collect();
        assert_eq!(
            roles,
            [LineRole::RunningHead, LineRole::Body, LineRole::RunningFoot, LineRole::PageNumber],
            "page {}",
            page.number
        );
    }
}

const XS: [f32; 3] = [50.0, 200.0, 350.0];
const YS: [f32; 3] = [600.0, 620.0, 640.0];
const FILLED: &str = "项目 | 金额 / 合计 | 1.00";

fn table() -> String {
    let cells = [(60.0, 626.0, "项目"), (210.0, 626.0, "金额"), (60.0, 606.0, "合计"), (210.0, 606.0, "1.00")];
    grid(&XS, &YS) + &cells.map(|(x, y, text)| show(x, y, text)).concat()
}

/// The table with something drawn over it, that stays out of the cells.
#[track_caller]
fn check_overlay(drawing: &str) {
    let file = page(&format!("{}{drawing}", table()));
    check_table(&file, FILLED);
    assert_eq!(codes(&read(&file)), [Code::OverlayLeftOut]);
    let before = page(&format!("{drawing}{}", table()));
    check_table(&before, FILLED);
}

#[test]
fn a_slanted_watermark_stays_out_of_cells() {
    check_overlay(&format!("q 0.8 g BT /F1 30 Tf 0.8 0.6 -0.6 0.8 100 580 Tm {} Tj ET Q ", hex("内部资料")));
}

#[test]
fn a_large_watermark_across_rules_stays_out_of_cells() {
    check_overlay(&format!("q 0.8 g {} Q ", show_sized(80.0, 600.0, 60.0, "样张")));
}

#[test]
fn a_large_pale_watermark_in_one_cell_stays_out_of_it() {
    check_overlay(&format!("q 0.85 g {} Q ", show_sized(210.0, 604.0, 28.0, "样")));
}

#[test]
fn the_text_around_a_seal_stays_out_of_cells() {
    // Letters along an arc, in a font of their own.
    let letters: String = "某某市财政局专用章"
        .chars()
        .enumerate()
        .map(|(i, char)| {
            let angle = 2.6 - 0.26 * i as f32;
            let (sin, cos) = (angle - std::f32::consts::FRAC_PI_2).sin_cos();
            let (x, y) = (150.0 + 40.0 * angle.cos(), 610.0 + 40.0 * angle.sin());
            format!("{cos} {sin} {} {cos} {x} {y} Tm {} Tj ", -sin, hex(char.encode_utf8(&mut [0; 4])))
        })
        .collect();
    let mut pdf = Pdf::new();
    let (body, seal) = (pdf.add(FONT), pdf.add(FONT));
    let fonts = format!("/Font<</F1 {body} 0 R/F2 {seal} 0 R>>");
    pdf.page("", &fonts, format!("{} q 1 0 0 rg BT /F2 9 Tf {letters} ET Q", table()));
    check_table(&pdf.finish(), FILLED);
}
