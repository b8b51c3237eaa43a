//! Where the text operators put glyphs.

use juesuan_extractor::{Direction, Glyph};

use super::{builder::*, check, lines, near, read, stages, visible};

/// Where the glyphs of `content` start, in points from the left and from the bottom.
#[track_caller]
fn places(file: &[u8]) -> Vec<(char, f32, f32)> {
    visible(file).iter().map(|glyph| (glyph.char, glyph.x, HEIGHT - glyph.y)).collect()
}

#[track_caller]
fn check_places(content: &str, expected: &[(char, f32, f32)]) {
    check_places_of(&page(content), expected);
}

#[track_caller]
fn check_places_of(file: &[u8], expected: &[(char, f32, f32)]) {
    let found = places(file);
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for ((char, x, y), (expected_char, expected_x, expected_y)) in found.into_iter().zip(expected) {
        assert_eq!(char, *expected_char);
        near(x, *expected_x);
        near(y, *expected_y);
    }
}

fn shown(operators: &str, text: &str) -> String {
    format!("BT /F1 10 Tf {operators} 50 700 Td {} Tj ET", hex(text))
}

#[test]
fn glyphs_advance_by_their_width() {
    check_places(&shown("", "收1入"), &[('收', 50.0, 700.0), ('1', 60.0, 700.0), ('入', 65.0, 700.0)]);
}

#[test]
fn character_spacing_widens_each_advance() {
    check_places(&shown("3 Tc", "收入"), &[('收', 50.0, 700.0), ('入', 63.0, 700.0)]);
}

#[test]
fn word_spacing_is_for_one_byte_spaces_only() {
    check_places(&shown("7 Tw", "收 入"), &[('收', 50.0, 700.0), ('入', 65.0, 700.0)]);
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Courier>>";
    let content = "BT /F1 10 Tf 7 Tw 50 700 Td (a b) Tj ET";
    check_places_of(&page_in(font, content), &[('a', 50.0, 700.0), ('b', 69.0, 700.0)]);
}

#[test]
fn scaling_narrows_advances_and_spacing() {
    check_places(&shown("50 Tz 2 Tc", "收入"), &[('收', 50.0, 700.0), ('入', 56.0, 700.0)]);
    check_places(
        &format!("BT /F1 10 Tf 50 Tz 50 700 Td [{} -1000 {}] TJ ET", hex("收"), hex("入")),
        &[('收', 50.0, 700.0), ('入', 60.0, 700.0)],
    );
}

#[test]
fn rise_lifts_the_baseline_and_not_the_line() {
    let content = format!("BT /F1 10 Tf 50 700 Td 3 Ts {} Tj 0 Ts {} Tj ET", hex("注"), hex("释"));
    check_places(&content, &[('注', 50.0, 703.0), ('释', 60.0, 700.0)]);
}

#[test]
fn adjustments_move_back_by_thousandths() {
    let content = format!("BT /F1 10 Tf 50 700 Td [{} 200 {} -500 {}] TJ ET", hex("收"), hex("入"), hex("表"));
    check_places(&content, &[('收', 50.0, 700.0), ('入', 58.0, 700.0), ('表', 73.0, 700.0)]);
}

#[test]
fn lines_move_from_the_start_of_the_line() {
    let content = format!(
        "BT /F1 10 Tf 12 TL 50 700 Td {} Tj T* {} Tj 5 -20 TD {} Tj T* {} Tj ET",
        hex("一"),
        hex("二"),
        hex("三"),
        hex("四")
    );
    check_places(&content, &[('一', 50.0, 700.0), ('二', 50.0, 688.0), ('三', 55.0, 668.0), ('四', 55.0, 648.0)]);
}

#[test]
fn quote_moves_to_the_next_line_and_shows() {
    let content = format!("BT /F1 10 Tf 12 TL 50 700 Td {} Tj {} ' ET", hex("一"), hex("二"));
    check_places(&content, &[('一', 50.0, 700.0), ('二', 50.0, 688.0)]);
}

#[test]
fn double_quote_sets_spacing_moves_and_shows() {
    let content = format!("BT /F1 10 Tf 12 TL 50 700 Td 0 4 {} \" {} Tj ET", hex("一二"), hex("三"));
    check_places(&content, &[('一', 50.0, 688.0), ('二', 64.0, 688.0), ('三', 78.0, 688.0)]);
}

#[test]
fn a_text_matrix_replaces_the_one_before() {
    let content = format!("BT /F1 1 Tf 10 0 0 10 50 700 Tm {} Tj 10 0 0 10 50 650 Tm {} Tj ET", hex("收入"), hex("表"));
    check_places(&content, &[('收', 50.0, 700.0), ('入', 60.0, 700.0), ('表', 50.0, 650.0)]);
    let sizes: Vec<f32> = visible(&page(&content)).iter().map(|glyph| glyph.size).collect();
    assert_eq!(sizes, [10.0, 10.0, 10.0]);
}

#[test]
fn text_state_outlives_the_text_object_and_matrices_do_not() {
    let content = format!("BT /F1 10 Tf 3 Tc 50 700 Td {} Tj ET BT 50 600 Td {} Tj ET", hex("一"), hex("二三"));
    check_places(&content, &[('一', 50.0, 700.0), ('二', 50.0, 600.0), ('三', 63.0, 600.0)]);
}

#[test]
fn restoring_the_state_restores_the_font() {
    let content = format!("/F1 10 Tf q /F1 20 Tf Q BT 50 700 Td {} Tj ET", hex("一"));
    assert_eq!(visible(&page(&content))[0].size, 10.0);
}

#[test]
fn a_graphics_state_dictionary_sets_the_font() {
    let mut pdf = Pdf::new();
    let font = pdf.add(FONT);
    let resources = format!("/Font<<>>/ExtGState<</G<</Font[{font} 0 R 10]>>>>");
    pdf.page("", &resources, format!("/G gs BT 50 700 Td {} Tj ET", hex("收入")));
    check_places_of(&pdf.finish(), &[('收', 50.0, 700.0), ('入', 60.0, 700.0)]);
}

#[test]
fn restores_without_saves_change_nothing() {
    check(&page(&format!("Q Q 1 0 0 1 0 0 cm Q {}", show(50.0, 700.0, "收入"))), "收入");
}

#[test]
fn deep_saves_are_restored_in_step() {
    let (saves, restores) = ("q ".repeat(6000), "Q ".repeat(6000));
    let content = format!("q {saves} 1 0 0 1 9 9 cm {restores} Q {}", show(50.0, 700.0, "收"));
    check_places(&content, &[('收', 50.0, 700.0)]);
}

#[test]
fn text_outside_a_text_object_and_unended_text_objects_are_read() {
    let content = format!("/F1 10 Tf 1 0 0 1 50 700 Tm {} Tj BT BT 50 600 Td {} Tj", hex("一"), hex("二"));
    check_places(&content, &[('一', 50.0, 700.0), ('二', 50.0, 600.0)]);
}

#[test]
fn malformed_operands_and_unknown_operators_lose_only_themselves() {
    let content = format!(
        "BT /F1 10 Tf 50 700 Td {} Tj ET foo /Bar baz ] >> ) }} 1 0 (x) cm 1 0 0 1 {}",
        hex("一"),
        show(50.0, 600.0, "二")
    );
    check(&page(&content), "一二");
}

#[test]
fn a_stray_delimiter_does_not_end_the_page() {
    for stray in ["]", ">>", ">", ")", "}", "{", "1 2 ] 3", "[1 2", "<</A 1", "(a", "BI /W 1 ID x"] {
        let content = format!("{} {stray} {} % q (", show(50.0, 700.0, "一"), show(50.0, 600.0, "二"));
        assert_eq!(super::text(&page(&content)), "一二", "{stray}");
    }
}

#[test]
fn content_may_be_cut_between_streams_anywhere_between_words() {
    let mut pdf = Pdf::new();
    let (first, second) = (format!("BT /F1 10 Tf 50 700 Td {}", hex("收入")), "Tj ET");
    let parts = [pdf.stream("", first), pdf.stream("", second), pdf.stream("", show(50.0, 600.0, "表"))];
    pdf.page_of(&format!("/Contents[{} 0 R {} 0 R {} 0 R]", parts[0], parts[1], parts[2]), "");
    check(&pdf.finish(), "收入表");
}

#[test]
fn a_missing_content_stream_does_not_lose_the_next() {
    let mut pdf = Pdf::new();
    let parts = [pdf.stream("", show(50.0, 700.0, "收入")), pdf.stream("", show(50.0, 600.0, "表"))];
    pdf.page_of(&format!("/Contents[{} 0 R 999 0 R null {} 0 R]", parts[0], parts[1]), "");
    check(&pdf.finish(), "收入表");
}

#[test]
fn contents_may_be_an_array_of_its_own() {
    let mut pdf = Pdf::new();
    let part = pdf.stream("", show(50.0, 700.0, "收入"));
    let array = pdf.add(format!("[{part} 0 R]"));
    pdf.page_of(&format!("/Contents {array} 0 R"), "");
    check(&pdf.finish(), "收入");
}

#[test]
fn inline_images_are_stepped_over() {
    let image = "q 20 0 0 20 50 500 cm BI /W 4 /H 4 /BPC 8 /CS /G ID \u{1}EI Q(BT\u{2})Tj\u{3} \nEI Q ";
    check(&page(&format!("{}{image}{}", show(50.0, 700.0, "前"), show(50.0, 600.0, "后"))), "前后");
}

#[test]
fn text_comes_in_drawing_order_and_reads_in_page_order() {
    let rows = ["第一行", "第二行", "第三行"];
    let upwards: String = (0..3).rev().map(|i| show(50.0, 700.0 - 20.0 * i as f32, rows[i])).collect();
    assert_eq!(lines(&read(&page(&upwards))), rows);
}

#[test]
fn glyphs_that_are_placed_one_by_one_make_words_and_lines() {
    let text = "2022年度收入决算表1,979.12万元";
    let mut x = 50.0;
    let mut content = String::new();
    for char in text.chars() {
        content += &show(x, 700.0, char.encode_utf8(&mut [0; 4]));
        x += if char.is_ascii() { 5.0 } else { 10.0 };
    }
    let file = page(&content);
    assert_eq!(lines(&read(&file)), [text]);
    assert_eq!(stages(&file).words.len(), 1);
}

#[test]
fn glyphs_that_are_placed_right_to_left_read_left_to_right() {
    let content: String = ["收", "入", "表"]
        .iter()
        .enumerate()
        .rev()
        .map(|(i, char)| show(50.0 + 10.0 * i as f32, 700.0, char))
        .collect();
    assert_eq!(lines(&read(&page(&content))), ["收入表"]);
}

#[test]
fn a_mirrored_page_matrix_still_reads() {
    // The usual way of programs that count y downwards.
    let content = format!("1 0 0 -1 0 842 cm BT /F1 10 Tf 1 0 0 -1 50 142 Tm {} Tj ET", hex("收入"));
    check_places(&content, &[('收', 50.0, 700.0), ('入', 60.0, 700.0)]);
    assert_eq!(visible(&page(&content))[0].direction, Direction::Right);
}

/// A vertical font with these metrics.
fn vertical(encoding: &str, metrics: &str) -> String {
    FONT.replace("UniGB-UCS2-H", encoding).replace("/DW 1000", &format!("/DW 1000{metrics}"))
}

fn below(first: &Glyph, second: &Glyph) -> (f32, f32) {
    (second.x - first.x, second.y - first.y)
}

#[test]
fn vertical_text_runs_down_centred_on_its_line() {
    for encoding in ["UniGB-UCS2-V", "Identity-V"] {
        let content = "BT /F1 10 Tf 100 700 Td <65365165> Tj ET";
        let glyphs = visible(&page_in(&vertical(encoding, ""), content));
        assert_eq!(glyphs.len(), 2, "{encoding}");
        assert_eq!(below(&glyphs[0], &glyphs[1]), (0.0, 10.0));
        assert_eq!(glyphs[0].direction, Direction::Down);
        // The origin of horizontal writing is half an em to the left and 0.88 em below.
        near(glyphs[0].x, 95.0);
        near(HEIGHT - glyphs[0].y, 700.0 - 8.8);
        near(glyphs[0].bbox.x0, 95.0);
        near(glyphs[0].bbox.x1, 105.0);
        near(HEIGHT - glyphs[0].bbox.y0, 700.0);
        near(HEIGHT - glyphs[0].bbox.y1, 690.0);
    }
}

#[test]
fn vertical_metrics_of_the_font_are_used() {
    let content = "BT /F1 10 Tf 100 700 Td <65365165> Tj ET";
    let glyphs = visible(&page_in(&vertical("Identity-V", "/DW2[800 -500]"), content));
    assert_eq!(below(&glyphs[0], &glyphs[1]), (0.0, 5.0));
    near(HEIGHT - glyphs[0].y, 692.0);
    // 0x6536 is CID 25910 here.
    let glyphs = visible(&page_in(&vertical("Identity-V", "/W2[25910[-700 400 900]]"), content));
    let (x, y) = below(&glyphs[0], &glyphs[1]);
    near(x, -1.0);
    near(y, 7.0 - 0.2);
    near(glyphs[0].x, 96.0);
    near(HEIGHT - glyphs[0].y, 691.0);
}

#[test]
fn a_vertical_line_reads_downwards() {
    let content = format!("BT /F1 10 Tf 100 700 Td {} Tj ET", hex("收入决算"));
    assert_eq!(lines(&read(&page_in(&vertical("UniGB-UCS2-V", ""), &content))), ["收入决算"]);
}

#[test]
fn adjustments_of_vertical_text_move_along_the_line() {
    let content = "BT /F1 10 Tf 100 700 Td [<6536> 500 <5165>] TJ ET";
    let glyphs = visible(&page_in(&vertical("UniGB-UCS2-V", ""), content));
    assert_eq!(below(&glyphs[0], &glyphs[1]), (0.0, 15.0));
}

#[test]
fn standard_fonts_without_widths_have_their_own() {
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
    let expected = [('1', 50.0, 700.0), (',', 55.56, 700.0), ('W', 58.34, 700.0), ('i', 67.78, 700.0)];
    check_places_of(&page_in(font, "BT /F1 10 Tf 50 700 Td (1,Wi) Tj ET"), &expected);
}
