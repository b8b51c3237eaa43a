//! Rules come in many drawings; the table is the same.

use super::{builder::*, check_table, read, stages, tables};

const XS: [f32; 4] = [50.0, 150.0, 250.0, 350.0];
const YS: [f32; 4] = [600.0, 620.0, 640.0, 660.0];

/// Text for each cell of the grid, the top row first.
fn filling() -> String {
    (0..3)
        .flat_map(|row| (0..3).map(move |column| (row, column)))
        .map(|(row, column)| {
            let text = format!("{}{}", ["甲", "乙", "丙"][row], column + 1);
            show(XS[column] + 20.0, YS[2 - row] + 6.0, &text)
        })
        .collect()
}

const FILLED: &str = "甲1 | 甲2 | 甲3 / 乙1 | 乙2 | 乙3 / 丙1 | 丙2 | 丙3";

/// The grid, each rule drawn by `rule` from its ends (x0, y0, x1, y1).
fn ruled(rule: impl Fn(f32, f32, f32, f32) -> String) -> String {
    let across = YS.iter().map(|&y| rule(XS[0], y, XS[3], y));
    let down = XS.iter().map(|&x| rule(x, YS[0], x, YS[3]));
    across.chain(down).collect()
}

/// A thin box around a rule.
fn thin(x0: f32, y0: f32, x1: f32, y1: f32) -> (f32, f32, f32, f32) {
    const THIN: f32 = 0.5;
    if x0 == x1 { (x0 - THIN / 2.0, y0, THIN, y1 - y0) } else { (x0, y0 - THIN / 2.0, x1 - x0, THIN) }
}

#[track_caller]
fn check_rules(drawing: &str) {
    check_table(&page(&format!("{drawing}{}", filling())), FILLED);
}

#[test]
fn strokes_rule_a_table() {
    for width in ["0", "0.1", "0.5", "1.5", "3"] {
        check_rules(&format!("{width} w {}", ruled(|x0, y0, x1, y1| format!("{x0} {y0} m {x1} {y1} l S "))));
    }
}

#[test]
fn one_path_of_many_strokes_rules_a_table() {
    check_rules(&format!("0.5 w {} S ", ruled(|x0, y0, x1, y1| format!("{x0} {y0} m {x1} {y1} l "))));
}

#[test]
fn thin_fills_rule_a_table() {
    for operator in ["f", "F", "f*", "B", "B*", "b", "b*"] {
        check_rules(&ruled(|x0, y0, x1, y1| {
            let (x, y, width, height) = thin(x0, y0, x1, y1);
            format!("{x} {y} {width} {height} re {operator} ")
        }));
    }
}

#[test]
fn thin_fills_with_negative_sides_rule_a_table() {
    check_rules(&ruled(|x0, y0, x1, y1| {
        let (x, y, width, height) = thin(x0, y0, x1, y1);
        format!("{} {} {} {} re f ", x + width, y + height, -width, -height)
    }));
}

#[test]
fn thin_polygons_rule_a_table() {
    check_rules(&ruled(|x0, y0, x1, y1| {
        let (x, y, width, height) = thin(x0, y0, x1, y1);
        let (right, top) = (x + width, y + height);
        format!("{x} {y} m {right} {y} l {right} {top} l {x} {top} l h f ")
    }));
}

#[test]
fn stroked_cell_boxes_rule_a_table() {
    let boxes: String = (0..9).map(|i| format!("{} {} 100 20 re S ", XS[i % 3], YS[i / 3])).collect();
    check_rules(&format!("0.5 w {boxes}"));
}

#[test]
fn a_dash_pattern_is_a_whole_rule() {
    for dashes in ["[3 2] 0", "[1] 0", "[0.5 3] 1"] {
        check_rules(&format!("{dashes} d 0.5 w {}", ruled(|x0, y0, x1, y1| format!("{x0} {y0} m {x1} {y1} l S "))));
    }
}

#[test]
fn many_tiny_fills_are_whole_rules() {
    check_rules(&ruled(|x0, y0, x1, y1| {
        let length = (x1 - x0).max(y1 - y0);
        (0..(length / 1.5) as usize)
            .map(|i| {
                let along = 1.5 * i as f32;
                let (x, y) = if x0 == x1 { (x0, y0 + along) } else { (x0 + along, y0) };
                format!("{x} {y} 0.48 0.48 re f ")
            })
            .collect()
    }));
}

#[test]
fn thin_pictures_rule_a_table() {
    let mut pdf = Pdf::new();
    let image = "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8";
    let image = pdf.stream(image, [0]);
    let rules = ruled(|x0, y0, x1, y1| {
        let (x, y, width, height) = thin(x0, y0, x1, y1);
        format!("q {width} 0 0 {height} {x} {y} cm /I Do Q ")
    });
    pdf.page("", &format!("/XObject<</I {image} 0 R>>"), rules + &filling());
    check_table(&pdf.finish(), FILLED);
}

#[test]
fn thin_inline_pictures_rule_a_table() {
    check_rules(&ruled(|x0, y0, x1, y1| {
        let (x, y, width, height) = thin(x0, y0, x1, y1);
        format!("q {width} 0 0 {height} {x} {y} cm BI /W 1 /H 1 /BPC 8 /CS /G ID \u{1}\nEI Q ")
    }));
}

#[test]
fn white_or_transparent_rules_are_no_rules() {
    for white in ["1 g 1 G", "1 1 1 rg 1 1 1 RG", "0 0 0 0 k 0 0 0 0 K"] {
        let strokes = ruled(|x0, y0, x1, y1| format!("{x0} {y0} m {x1} {y1} l S "));
        let fills = ruled(|x0, y0, x1, y1| {
            let (x, y, width, height) = thin(x0, y0, x1, y1);
            format!("{x} {y} {width} {height} re f ")
        });
        let file = page(&format!("q {white} {strokes}{fills} Q {}", filling()));
        assert_eq!(tables(&read(&file)).len(), 0, "{white}");
    }
}

#[test]
fn pale_rules_are_rules() {
    check_rules(&format!("0.85 G {} 0 G ", ruled(|x0, y0, x1, y1| format!("{x0} {y0} m {x1} {y1} l S "))));
}

#[test]
fn shaded_cells_without_rules_are_no_table() {
    let file = page(&format!("0.9 g 50 600 100 20 re f 150 600 100 20 re f 0 g {}", filling()));
    assert_eq!(tables(&read(&file)).len(), 0);
}

#[test]
fn a_scaled_or_flipped_matrix_takes_rules_and_text_along() {
    let drawing = ruled(|x0, y0, x1, y1| format!("{x0} {y0} m {x1} {y1} l S ")) + &filling();
    check_table(&page(&format!("0.5 0 0 0.5 100 200 cm {drawing}")), FILLED);
    check_table(&page(&format!("1 0 0 -1 0 842 cm 1 0 0 -1 0 842 cm {drawing}")), FILLED);
}

#[test]
fn rules_may_be_drawn_in_a_turned_space() {
    // x and y change places: what is drawn across comes out down.
    let drawing = ruled(|x0, y0, x1, y1| format!("{y0} {x0} m {y1} {x1} l S "));
    check_rules(&format!("q 0 1 1 0 0 0 cm {drawing} Q "));
}

#[test]
fn the_line_width_scales_with_the_matrix() {
    let file = page("q 0.1 0 0 0.1 0 0 cm 10 w 500 6000 m 3500 6000 l S Q");
    let ruling = stages(&file).marks.rulings[0];
    super::near(ruling.thickness, 1.0);
    super::near(ruling.position, HEIGHT - 600.0);
    super::near(ruling.end - ruling.start, 300.0);
}

/// One page with the table, its boxes and rotation given, and content after `matrix`.
fn turned(entries: &str, matrix: &str) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let drawing = ruled(|x0, y0, x1, y1| format!("{x0} {y0} m {x1} {y1} l S ")) + &filling();
    pdf.page(entries, "", format!("{matrix} {drawing}"));
    pdf.finish()
}

#[test]
fn a_crop_box_moves_the_origin() {
    let file = turned("/MediaBox[-100 -50 700 900]/CropBox[40 590 360 670]", "");
    check_table(&file, FILLED);
    let extraction = read(&file);
    let (page, table) = (&extraction.pages[0], &extraction.pages[0].tables[0]);
    super::near(page.width, 320.0);
    super::near(page.height, 80.0);
    super::near(table.bbox.x0, 10.0);
    super::near(table.bbox.y0, 10.0);
}

#[test]
fn a_box_with_its_corners_swapped_is_the_same_box() {
    check_table(&turned("/MediaBox[595 842 0 0]", ""), FILLED);
}

#[test]
fn a_page_inherits_box_and_rotation() {
    let mut pdf = Pdf::new();
    pdf.inherited = "/MediaBox[0 0 595 842]/Rotate 90".to_owned();
    let drawing = ruled(|x0, y0, x1, y1| format!("{x0} {y0} m {x1} {y1} l S ")) + &filling();
    pdf.page("", "", format!("0 1 -1 0 700 40 cm {drawing}"));
    let file = pdf.finish();
    check_table(&file, FILLED);
    super::near(read(&file).pages[0].width, 842.0);
}

#[test]
fn rotated_pages_come_out_upright() {
    // The content is turned against the page's rotation, as producers store a landscape page in a portrait box.
    let turns =
        [("0", ""), ("90", "0 1 -1 0 700 40 cm"), ("180", "-1 0 0 -1 595 842 cm"), ("270", "0 -1 1 0 -400 500 cm")];
    for (rotation, matrix) in turns {
        check_table(&turned(&format!("/Rotate {rotation}"), matrix), FILLED);
    }
    check_table(&turned("/Rotate -270", "0 1 -1 0 700 40 cm"), FILLED);
    check_table(&turned("/Rotate 450", "0 1 -1 0 700 40 cm"), FILLED);
}

#[test]
fn a_rotated_crop_box_keeps_the_table_upright() {
    check_table(&turned("/Rotate 90/CropBox[0 0 500 842]", "0 1 -1 0 1100 40 cm"), FILLED);
}
