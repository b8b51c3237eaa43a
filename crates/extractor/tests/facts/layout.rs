//! Text and rules together: what pages of tables do.

use juesuan_model::Code;

use super::{builder::*, check_table, codes, read, tables};

const XS: [f32; 4] = [50.0, 150.0, 250.0, 350.0];
const YS: [f32; 3] = [600.0, 630.0, 660.0];

#[test]
fn cells_drawn_in_any_order_come_in_reading_order() {
    let mut cells: Vec<String> =
        (0..6).map(|i| show(XS[i % 3] + 10.0, YS[1 - i / 3] + 10.0, &format!("格{i}"))).collect();
    cells.rotate_left(2);
    cells.reverse();
    check_table(&page(&(cells.concat() + &grid(&XS, &YS))), "格0 | 格1 | 格2 / 格3 | 格4 | 格5");
}

#[test]
fn one_row_at_different_heights_is_one_row() {
    let cells = [
        show(60.0, 652.0 - 10.0, "高"),
        show(160.0, 632.0, "低"),
        show(260.0, 640.0, "中"),
        show(60.0, 618.0, "上"),
        show(60.0, 604.0, "下"),
    ];
    check_table(&page(&(grid(&XS, &YS) + &cells.concat())), "高 | 低 | 中 / 上下 |  | ");
}

#[test]
fn a_row_drawn_as_one_string_is_cut_at_the_rules() {
    // Spaces between the cells, as spreadsheets print.
    let row = format!("BT /F1 10 Tf 60 610 Td [{} -8500 {} -8500 {}] TJ ET", hex("合计"), hex("12.00"), hex("3.00"));
    check_table(&page(&(grid(&XS, &YS) + &row)), " |  |  / 合计 | 12.00 | 3.00");
}

#[test]
fn letter_spaced_text_is_one_cell_text() {
    check_table(&page(&(grid(&XS, &YS) + &show(60.0, 610.0, "合  计"))), " |  |  / 合计 |  | ");
}

#[test]
fn text_across_a_rule_stays_whole_and_is_reported() {
    let file = page(&(grid(&XS, &YS) + &show(55.0, 610.0, "一般公共预算财政拨款收入")));
    check_table(&file, " |  |  / 一般公共预算财政拨款收入 |  | ");
    assert_eq!(codes(&read(&file)), [Code::TextCrossesRule]);
}

#[test]
fn two_tables_on_one_page_come_from_the_top() {
    let below = grid(&[50.0, 150.0, 250.0], &[400.0, 420.0]) + &show(60.0, 406.0, "下");
    let above = grid(&[50.0, 150.0, 250.0], &[700.0, 720.0]) + &show(60.0, 706.0, "上");
    assert_eq!(tables(&read(&page(&(below + &above)))), ["上 | ", "下 | "]);
}

#[test]
fn lines_outside_the_table_are_not_in_it() {
    let file = page(&(grid(&XS, &YS) + &show(50.0, 680.0, "收入决算表") + &show(60.0, 640.0, "项目")));
    check_table(&file, "项目 |  |  /  |  | ");
    assert_eq!(super::lines(&read(&file)), ["收入决算表"]);
}

#[test]
fn full_width_digits_and_look_alikes_stay_as_printed() {
    let file = page(&show(50.0, 700.0, "１，９７９．１２\u{2236}\u{a0}万元"));
    assert_eq!(super::lines(&read(&file)), ["１，９７９．１２\u{2236} 万元"]);
}

#[test]
fn pages_of_both_orientations_keep_their_size() {
    let mut pdf = Pdf::new();
    pdf.page("", "", "");
    pdf.page("/MediaBox[0 0 842 595]", "", "");
    pdf.page("/Rotate 90", "", "");
    let sizes: Vec<(f32, f32)> = read(&pdf.finish()).pages.iter().map(|page| (page.width, page.height)).collect();
    assert_eq!(sizes, [(595.0, 842.0), (842.0, 595.0), (842.0, 595.0)]);
}
