//! What a reader of the page does not see is flagged and left out of the text.

use juesuan_extractor::Flags;

use super::{builder::*, check, check_table, lines, read, stages};

/// The first page has the text 看不见 flagged with `flag`, and 看得见 visible.
#[track_caller]
fn check_flagged(file: &[u8], flag: Flags) {
    let marks = stages(file).marks;
    let flagged: String = marks.glyphs.iter().filter(|glyph| glyph.flags.has(flag)).map(|glyph| glyph.char).collect();
    assert_eq!(flagged, "看不见");
    assert_eq!(lines(&read(file)), ["看得见"]);
}

fn unseen() -> String {
    show(50.0, 700.0, "看不见")
}

fn seen() -> String {
    show(50.0, 600.0, "看得见")
}

#[test]
fn text_beside_the_page_is_left_out() {
    check_flagged(&page(&format!("{}{}", show(-200.0, 700.0, "看不见"), seen())), Flags::OFF_PAGE);
    check_flagged(&page(&format!("{}{}", show(50.0, 900.0, "看不见"), seen())), Flags::OFF_PAGE);
}

#[test]
fn text_outside_the_crop_box_is_left_out() {
    let mut pdf = Pdf::new();
    pdf.page("/CropBox[0 500 595 650]", "", unseen() + &seen());
    check_flagged(&pdf.finish(), Flags::OFF_PAGE);
}

#[test]
fn a_table_outside_the_crop_box_is_no_table() {
    let mut pdf = Pdf::new();
    let table = grid(&[50.0, 100.0, 150.0], &[700.0, 720.0, 740.0]);
    pdf.page("/CropBox[0 500 595 650]", "", format!("{table}{}{}", show(60.0, 705.0, "一"), seen()));
    let extraction = read(&pdf.finish());
    assert_eq!(extraction.pages[0].tables.len(), 0);
    assert_eq!(lines(&extraction), ["看得见"]);
}

#[test]
fn clipped_text_is_left_out() {
    check_flagged(&page(&format!("q 0 0 595 650 re W n {} Q {}", unseen(), seen())), Flags::CLIPPED);
    check_flagged(
        &page(&format!("q 0 0 m 595 0 l 595 650 l 0 650 l h W* n {} {} Q", unseen(), seen())),
        Flags::CLIPPED,
    );
}

#[test]
fn clips_narrow_each_other_until_restored() {
    let content = format!("q 0 690 595 30 re W n 0 500 595 150 re W n {} Q {}", unseen(), seen());
    check_flagged(&page(&content), Flags::CLIPPED);
}

#[test]
fn a_clip_around_its_own_text_hides_nothing() {
    check(&page(&format!("q 45 690 200 20 re W n {} Q", show(50.0, 695.0, "看得见"))), "看得见");
}

#[test]
fn rules_are_cut_at_the_clip() {
    let clip = "q 50 600 100 100 re W n ";
    let table = grid(&[50.0, 100.0, 150.0, 400.0], &[600.0, 650.0, 700.0]);
    check_table(&page(&format!("{clip}{table} Q {}", show(60.0, 620.0, "一"))), " |  / 一 | ");
}

#[test]
fn text_without_ink_is_left_out() {
    for mode in [3, 7] {
        check_flagged(&page(&format!("{mode} Tr {} 0 Tr {}", unseen(), seen())), Flags::INVISIBLE);
    }
}

#[test]
fn text_that_only_strokes_or_also_clips_is_seen() {
    for mode in [0, 1, 2, 4, 5, 6] {
        check(&page(&format!("{mode} Tr {}", seen())), "看得见");
    }
}

#[test]
fn white_text_on_paper_is_left_out() {
    for white in ["1 g", "1 1 1 rg", "0 0 0 0 k", "/DeviceRGB cs 1 1 1 sc", "/DeviceGray cs 1 scn"] {
        check_flagged(&page(&format!("q {white} {} Q {}", unseen(), seen())), Flags::WHITE);
    }
}

#[test]
fn transparent_text_is_left_out() {
    let file = page_with("/ExtGState<</G<</ca 0>>>>", &format!("q /G gs {} Q {}", unseen(), seen()));
    check_flagged(&file, Flags::WHITE);
}

#[test]
fn a_tint_of_nothing_is_white_and_a_full_one_is_not() {
    let spaces = "/ColorSpace<</S[/Separation/Spot/DeviceCMYK<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[0 0 0 1]/N 1>>]\
        /P[/Indexed/DeviceRGB 1<000000FFFFFF>]>>";
    check_flagged(&page_with(spaces, &format!("/S cs 0 scn {} 1 scn {}", unseen(), seen())), Flags::WHITE);
    check(&page_with(spaces, &format!("/P cs 0 sc {}", seen())), "看得见");
}

#[test]
fn white_text_on_a_dark_fill_is_text() {
    let file = page(&format!("0 0 0.5 rg 40 590 200 30 re f 1 g {}", seen()));
    check(&file, "看得见");
}

#[test]
fn white_text_on_a_rounded_dark_fill_is_text() {
    let rounded = "45 590 m 235 590 l 240 590 240 595 240 595 c 240 615 l 240 620 235 620 235 620 c 45 620 l \
        40 620 40 615 40 615 c 40 595 l 40 590 45 590 45 590 c h f";
    check(&page(&format!("0 0 0.5 rg {rounded} 1 g {}", seen())), "看得见");
}

#[test]
fn white_text_on_a_shading_is_text() {
    let shading = "/Shading<</S<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 1 0]\
        /Function<</FunctionType 2/Domain[0 1]/C0[0 0 0]/C1[0 0 1]/N 1>>>>>>";
    check(&page_with(shading, &format!("q 40 590 200 30 re W n /S sh Q 1 g {}", seen())), "看得见");
}

#[test]
fn white_text_on_a_picture_is_text() {
    let mut pdf = Pdf::new();
    let image = "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8";
    let image = pdf.stream(image, [0]);
    let content = format!("q 200 0 0 30 40 590 cm /I Do Q 1 g {}", seen());
    pdf.page("", &format!("/XObject<</I {image} 0 R>>"), content);
    check(&pdf.finish(), "看得见");
}

#[test]
fn white_text_on_a_dark_fill_painted_over_in_white_is_left_out() {
    let content = format!("0 g 40 690 200 30 re f 1 g 40 690 200 30 re f {} 0 g {}", unseen(), seen());
    check_flagged(&page(&content), Flags::WHITE);
}

#[test]
fn a_fat_stroke_is_behind_text_with_its_own_ink() {
    let band = |y: u32| format!("30 w 40 {y} m 240 {y} l S");
    // The fill is white, the stroke is dark.
    check(&page(&format!("1 g 0 0 0.5 RG {} {}", band(605), seen())), "看得见");
    // The fill is dark, the stroke is nearly white.
    check_flagged(&page(&format!("0 g 0.95 G {} 1 g {} 0 g {}", band(705), unseen(), seen())), Flags::WHITE);
}

#[test]
fn a_border_is_painted_over_the_fill_inside_it() {
    // The lower border is broad enough to stand behind the whole line.
    let boxed = |y: u32| format!("30 w 40 {y} 200 60 re B");
    check(&page(&format!("1 g 0 0 0.5 RG {} {}", boxed(604), seen())), "看得见");
    check_flagged(&page(&format!("0 g 0.95 G {} 1 g {} 0 g {}", boxed(704), unseen(), seen())), Flags::WHITE);
}

const LAB: &str = "/ColorSpace<</L[/Lab<</WhitePoint[0.9505 1 1.089]>>]>>";

#[test]
fn lab_is_as_light_as_its_first_component() {
    check_flagged(&page_with(LAB, &format!("q /L cs 100 0 0 scn {} Q {}", unseen(), seen())), Flags::WHITE);
    check(&page_with(LAB, &format!("/L cs 30 20 -20 scn {}", seen())), "看得见");
    let rules = grid(&[50.0, 100.0, 150.0], &[600.0, 620.0]);
    assert_eq!(stages(&page_with(LAB, &format!("/L CS 40 0 0 SCN {rules}"))).rules.len(), 5);
}

/// A page whose `/Properties` have the layer `/L`, listed in the configuration as `listed` says (`{}` is the layer), and
/// the membership dictionary `/M` with `membership` (`{}` is the layer, `[]` another one that stays on).
fn layered(listed: &str, membership: &str, content: &str) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let layer = pdf.add("<</Type/OCG/Name(L)>>");
    let other = pdf.add("<</Type/OCG/Name(O)>>");
    let fill = |text: &str| text.replace("{}", &format!("{layer} 0 R")).replace("[]", &format!("{other} 0 R"));
    pdf.catalog = format!("/OCProperties<</OCGs[{layer} 0 R {other} 0 R]/D<<{}>>>>", fill(listed));
    let membership = pdf.add(format!("<</Type/OCMD{}>>", fill(membership)));
    let inner = pdf.stream(
        &format!("/Type/XObject/Subtype/Form/BBox[0 0 600 850]/OC {layer} 0 R"),
        content.split_once("===").map_or("", |(_, form)| form),
    );
    let page = content.split_once("===").map_or(content, |(page, _)| page);
    let resources = format!("/Properties<</L {layer} 0 R/M {membership} 0 R>>/XObject<</X {inner} 0 R>>");
    pdf.page("", &resources, page);
    pdf.finish()
}

fn on_layer(name: &str) -> String {
    format!("/OC /{name} BDC {} EMC {}", unseen(), seen())
}

#[test]
fn text_on_a_layer_that_is_off_is_left_out() {
    check_flagged(&layered("/OFF[{}]", "", &on_layer("L")), Flags::HIDDEN_LAYER);
}

#[test]
fn text_on_a_layer_that_is_on_is_text() {
    check(&layered("/OFF[]", "", &on_layer("L")), "看不见看得见");
    check(&layered("", "", &on_layer("L")), "看不见看得见");
}

#[test]
fn where_layers_are_off_by_default_only_those_listed_are_on() {
    check_flagged(&layered("/BaseState/OFF/ON[[]]", "", &on_layer("L")), Flags::HIDDEN_LAYER);
    check(&layered("/BaseState/OFF/ON[{}]", "", &on_layer("L")), "看不见看得见");
}

#[test]
fn a_form_on_a_layer_that_is_off_is_not_drawn() {
    let content = format!("/X Do {}==={}{}", seen(), unseen(), grid(&[50.0, 100.0, 150.0], &[600.0, 620.0, 640.0]));
    let file = layered("/OFF[{}]", "", &content);
    check(&file, "看得见");
    assert_eq!(stages(&file).rules.len(), 0);
}

#[test]
fn rules_on_a_layer_that_is_off_are_no_rules() {
    let table = grid(&[50.0, 100.0, 150.0], &[600.0, 620.0, 640.0]);
    let file = layered("/OFF[{}]", "", &format!("/OC /L BDC {table} EMC {}", seen()));
    assert_eq!(stages(&file).rules.len(), 0);
}

#[test]
fn membership_policies_decide_over_several_layers() {
    // One layer of two is off.
    let hidden = ["/OCGs{}", "/OCGs[{}]", "/OCGs[{} []]/P/AllOn", "/OCGs[{} []]/P/AllOff"];
    for policy in hidden {
        check_flagged(&layered("/OFF[{}]", &policy.replace("OCGs{}", "OCGs {}"), &on_layer("M")), Flags::HIDDEN_LAYER);
    }
    for policy in ["/OCGs[{} []]", "/OCGs[{} []]/P/AnyOn", "/OCGs[{} []]/P/AnyOff", ""] {
        check(&layered("/OFF[{}]", policy, &on_layer("M")), "看不见看得见");
    }
}

#[test]
fn marked_content_nests_and_ends() {
    let content = format!("/OC /L BDC /P <</MCID 0>> BDC {} EMC EMC EMC {}", unseen(), seen());
    check_flagged(&layered("/OFF[{}]", "", &content), Flags::HIDDEN_LAYER);
}

#[test]
fn a_layer_left_open_in_a_form_ends_with_the_form() {
    let mut pdf = Pdf::new();
    let layer = pdf.add("<</Type/OCG/Name(L)>>");
    pdf.catalog = format!("/OCProperties<</OCGs[{layer} 0 R]/D<</OFF[{layer} 0 R]>>>>");
    let form = pdf.stream("/Type/XObject/Subtype/Form/BBox[0 0 600 850]", format!("/OC /L BDC {}", unseen()));
    let resources = format!("/Properties<</L {layer} 0 R>>/XObject<</X {form} 0 R>>");
    pdf.page("", &resources, format!("/X Do {}", seen()));
    check_flagged(&pdf.finish(), Flags::HIDDEN_LAYER);
}

/// 合计 at each offset.
fn repeated(offsets: &[(f32, f32)]) -> String {
    offsets.iter().map(|(dx, dy)| show(50.0 + dx, 700.0 + dy, "合计12.00")).collect()
}

#[test]
fn text_drawn_again_a_hair_away_is_read_once() {
    for offset in [0.0, 0.3, 0.5, 0.75, 1.0] {
        check(&page(&repeated(&[(0.0, 0.0), (offset, 0.0)])), "合计12.00");
        check(&page(&repeated(&[(0.0, 0.0), (offset, -offset)])), "合计12.00");
    }
    check(&page(&repeated(&[(0.0, 0.0), (0.3, 0.0), (0.6, 0.0), (0.3, 0.3)])), "合计12.00");
}

#[test]
fn glyph_by_glyph_bold_is_read_once() {
    let content: String = "合计"
        .chars()
        .enumerate()
        .flat_map(|(i, char)| {
            [0.0, 0.4].map(|dx| show(50.0 + 10.0 * i as f32 + dx, 700.0, char.encode_utf8(&mut [0; 4])))
        })
        .collect();
    check(&page(&content), "合计");
    assert_eq!(lines(&read(&page(&content))), ["合计"]);
}

#[test]
fn filled_and_stroked_text_is_read_once() {
    check(&page(&format!("2 Tr 0.3 w {}", show(50.0, 700.0, "合计"))), "合计");
}

#[test]
fn a_grey_shadow_is_read_once() {
    let content = format!("0.7 g {} 0 g {}", show(51.0, 699.0, "合计"), show(50.0, 700.0, "合计"));
    check(&page(&content), "合计");
}

#[test]
fn double_digits_stay_in_any_size() {
    for size in [3.0, 5.0, 8.0, 12.0] {
        check(&page(&show_sized(50.0, 700.0, size, "1,133.0077")), "1,133.0077");
    }
}
