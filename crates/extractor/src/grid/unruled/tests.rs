use juesuan_model::{BBox, GridKind};

use super::{super::Rule, find_unruled};
use crate::{
    lines::Word,
    marks::{Direction, Orientation},
};

const SIZE: f32 = 10.0;

/// How a text stands at its x.
#[derive(Clone, Copy)]
enum At {
    Left(f32),
    Middle(f32),
    Right(f32),
}
use At::{Left, Middle, Right};

/// A word whose line is centred on `y`; digits and punctuation are half as wide as Chinese characters.
fn word(text: &str, at: At, y: f32) -> Word {
    let width = |c: char| if c.is_ascii() { SIZE / 2.0 } else { SIZE };
    let total: f32 = text.chars().map(width).sum();
    let mut x = match at {
        Left(x) => x,
        Middle(x) => x - total / 2.0,
        Right(x) => x - total,
    };
    let boxes: Vec<BBox> = text
        .chars()
        .map(|c| {
            let from = x;
            x += width(c);
            BBox::new(from, y - SIZE / 2.0, x, y + SIZE / 2.0)
        })
        .collect();
    Word {
        text: text.to_owned(),
        bbox: BBox::around(&boxes).unwrap(),
        boxes,
        size: SIZE,
        direction: Direction::Right,
        font: 0,
        darkness: 255,
        after_space: false,
    }
}

/// The tables as text: cells of a row between bars, a cell over several columns with `<n`, over several rows with `^n`.
fn drawn(words: &[Word], rules: &[Rule]) -> Vec<String> {
    find_unruled(words, rules)
        .iter()
        .map(|grid| {
            let mut rows: Vec<Vec<String>> = vec![Vec::new(); grid.rows()];
            for (i, cell) in grid.cells.iter().enumerate() {
                let inside = words.iter().filter(|w| grid.cell_at(w.bbox.center_x(), w.bbox.center_y()) == Some(i));
                let mut text: String = inside.map(|w| w.text.as_str()).collect();
                if cell.column_span > 1 {
                    text += &format!("<{}", cell.column_span);
                }
                if cell.row_span > 1 {
                    text += &format!("^{}", cell.row_span);
                }
                rows[cell.row].push(text);
            }
            rows.iter().map(|row| row.join("|")).collect::<Vec<_>>().join(" / ")
        })
        .collect()
}

#[track_caller]
fn check(words: &[Word], expected: &[&str]) {
    assert_eq!(drawn(words, &[]), expected);
}

/// Name, and two figures that end at 250 and 350.
fn row(name: &str, a: &str, b: &str, y: f32) -> Vec<Word> {
    let figures = [(a, 250.0), (b, 350.0)].into_iter().filter(|(text, _)| !text.is_empty());
    let figures = figures.map(|(text, x)| word(text, Right(x), y));
    std::iter::once(word(name, Left(50.0), y)).chain(figures).collect()
}

fn head(y: f32) -> Vec<Word> {
    vec![word("项目", Middle(100.0), y), word("预算数", Middle(200.0), y), word("决算数", Middle(300.0), y)]
}

#[test]
fn words_in_columns_are_a_table() {
    let words =
        [head(100.0), row("一、收入", "1.00", "2.00", 120.0), row("二、支出合计", "10.00", "20.00", 140.0)].concat();
    check(&words, &["项目|预算数|决算数 / 一、收入|1.00|2.00 / 二、支出合计|10.00|20.00"]);
}

#[test]
fn figures_may_be_printed_in_wide_digits() {
    let words =
        [head(100.0), row("一、收入", "１，９７９．１２", "２．００", 120.0), row("二、支出", "３．００", "—", 140.0)];
    check(&words.concat(), &["项目|预算数|决算数 / 一、收入|１，９７９．１２|２．００ / 二、支出|３．００|—"]);
}

#[test]
fn the_lines_of_a_wrapped_name_are_one_row() {
    let mut words = [head(100.0), row("一、收入", "1.00", "2.00", 120.0)].concat();
    words.extend([word("机关事业单位基本", Left(50.0), 140.0), word("养老保险缴费", Left(50.0), 152.0)]);
    words.extend([word("3.00", Right(250.0), 146.0), word("4.00", Right(350.0), 146.0)]);
    words.extend(row("三、其他", "5.00", "6.00", 172.0));
    check(
        &words,
        &["项目|预算数|决算数 / 一、收入|1.00|2.00 / 机关事业单位基本养老保险缴费|3.00|4.00 / 三、其他|5.00|6.00"],
    );
}

/// Two blocks side by side: a name and a figure each.
fn two_blocks(left: (&str, &str), right: (&str, &str), y: f32) -> Vec<Word> {
    let blocks = [(left, 50.0, 180.0), (right, 220.0, 350.0)];
    let cells = blocks.into_iter().flat_map(|((name, figure), x0, x1)| [(name, Left(x0)), (figure, Right(x1))]);
    cells.filter(|(text, _)| !text.is_empty()).map(|(text, at)| word(text, at, y)).collect()
}

#[test]
fn names_that_go_on_side_by_side_are_no_row() {
    let heads = [("科目", 80.0), ("金额", 165.0), ("科目", 250.0), ("金额", 335.0)];
    let mut words: Vec<Word> = heads.map(|(text, x)| word(text, Middle(x), 100.0)).into();
    words.extend(two_blocks(("工资福利支出", "1.00"), ("商品和服务支出", "2.00"), 120.0));
    words.extend(two_blocks(("机关事业单位基本", "3.00"), ("信息网络及软件", "4.00"), 140.0));
    words.extend(two_blocks(("养老保险缴费", ""), ("购置更新", ""), 152.0));
    words.extend(two_blocks(("职业年金", ""), ("办公费", ""), 172.0));
    words.extend(two_blocks(("医疗费", ""), ("印刷费", ""), 192.0));
    check(
        &words,
        &["科目|金额|科目|金额 / 工资福利支出|1.00|商品和服务支出|2.00 \
           / 机关事业单位基本养老保险缴费|3.00|信息网络及软件购置更新|4.00 / 职业年金||办公费| / 医疗费||印刷费|"],
    );
}

#[test]
fn cells_of_one_row_may_stand_at_different_heights() {
    let mut words = [head(100.0), row("一、收入", "1.00", "2.00", 120.0)].concat();
    words.extend([word("二、支出", Left(50.0), 138.0), word("3.00", Right(250.0), 138.0)]);
    words.push(word("4.00", Right(350.0), 142.0));
    check(&words, &["项目|预算数|决算数 / 一、收入|1.00|2.00 / 二、支出|3.00|4.00"]);
}

#[test]
fn labels_as_dense_as_words_are_parted_where_the_columns_are() {
    let mut words = vec![word("项目", Middle(100.0), 100.0)];
    words.extend([word("上年决算数合计", Right(252.0), 100.0), word("本年决算数合计", Left(254.5), 100.0)]);
    for (y, name, a, b) in [(120.0, "一、收入", "1.00", "2.00"), (140.0, "二、支出合计", "10.00", "20.00")] {
        words.extend([word(name, Left(50.0), y), word(a, Right(250.0), y), word(b, Right(320.0), y)]);
    }
    check(&words, &["项目|上年决算数合计|本年决算数合计 / 一、收入|1.00|2.00 / 二、支出合计|10.00|20.00"]);
}

#[test]
fn an_amount_and_a_name_beside_it_are_two_columns() {
    let mut words: Vec<Word> = [("项目", 80.0), ("行次", 130.0), ("金额", 180.0), ("项目", 240.0), ("金额", 340.0)]
        .map(|(text, x)| word(text, Middle(x), 100.0))
        .to_vec();
    for (y, line, a, b) in [(120.0, "1", "1.00", "2.00"), (140.0, "2", "10.00", "20.00")] {
        words.extend([word("本年收入", Left(50.0), y), word(line, Middle(130.0), y), word(a, Right(200.0), y)]);
        words.extend([word("本年支出", Left(204.0), y), word(b, Right(360.0), y)]);
    }
    check(&words, &["项目|行次|金额|项目|金额 / 本年收入|1|1.00|本年支出|2.00 / 本年收入|2|10.00|本年支出|20.00"]);
}

#[test]
fn a_name_without_figures_is_a_row_of_its_own() {
    let words = [
        head(100.0),
        row("一、收入", "1.00", "2.00", 120.0),
        row("二、外交", "", "", 140.0),
        row("三、其他", "5.00", "6.00", 160.0),
    ]
    .concat();
    check(&words, &["项目|预算数|决算数 / 一、收入|1.00|2.00 / 二、外交|| / 三、其他|5.00|6.00"]);
}

#[test]
fn a_continuation_may_begin_with_rows_that_are_not_full() {
    let words = [
        row("七、援助支出", "", "", 100.0),
        row("八、住房支出", "", "2.00", 120.0),
        row("九、其他", "5.00", "6.00", 140.0),
        row("合计", "5.00", "8.00", 160.0),
    ]
    .concat();
    check(&words, &["七、援助支出|| / 八、住房支出||2.00 / 九、其他|5.00|6.00 / 合计|5.00|8.00"]);
}

#[test]
fn a_page_number_under_the_table_is_no_row() {
    let mut words =
        [head(100.0), row("一、收入", "1.00", "2.00", 120.0), row("二、支出合计", "10.00", "20.00", 140.0)].concat();
    words.push(word("6", Middle(200.0), 165.0));
    check(&words, &["项目|预算数|决算数 / 一、收入|1.00|2.00 / 二、支出合计|10.00|20.00"]);
}

#[test]
fn a_label_centred_over_columns_spans_them() {
    let mut words = vec![word("金额", Middle(250.0), 84.0)];
    words.extend([word("项目", Middle(100.0), 93.0)]);
    words.extend([word("预算数", Middle(200.0), 102.0), word("决算数", Middle(300.0), 102.0)]);
    words.extend([row("一、收入", "1.00", "2.00", 122.0), row("二、支出合计", "10.00", "20.00", 142.0)].concat());
    check(&words, &["项目^2|金额<2 / 预算数|决算数 / 一、收入|1.00|2.00 / 二、支出合计|10.00|20.00"]);
}

#[test]
fn a_column_without_figures_is_known_by_its_label() {
    let labels = [("项目", 100.0), ("预算数", 200.0), ("调整数", 300.0), ("决算数", 400.0)];
    let mut words: Vec<Word> = labels.iter().map(|&(text, x)| word(text, Middle(x), 100.0)).collect();
    for (y, name, a, b) in [(120.0, "一、收入", "1.00", "2.00"), (140.0, "二、支出合计", "10.00", "20.00")] {
        words.extend([word(name, Left(50.0), y), word(a, Right(250.0), y), word(b, Right(450.0), y)]);
    }
    check(&words, &["项目|预算数|调整数|决算数 / 一、收入|1.00||2.00 / 二、支出合计|10.00||20.00"]);
}

#[test]
fn a_centred_number_over_right_aligned_figures_is_the_same_column() {
    let mut words = head(100.0);
    words.extend([
        word("栏次", Middle(100.0), 120.0),
        word("1", Middle(200.0), 120.0),
        word("2", Middle(300.0), 120.0),
    ]);
    words.extend(row("一、收入", "1.00", "2.00", 140.0));
    check(&words, &["项目|预算数|决算数 / 栏次|1|2 / 一、收入|1.00|2.00"]);
}

#[test]
fn titles_captions_and_notes_are_not_rows() {
    let mut words = vec![word("单位：万元", Right(350.0), 85.0)];
    words.extend(
        [head(100.0), row("一、收入", "1.00", "2.00", 120.0), row("二、支出合计", "10.00", "20.00", 140.0)].concat(),
    );
    words.push(word("注：本表反映年度收支情况，金额单位转换时可能存在尾数误差。", Left(50.0), 158.0));
    check(&words, &["项目|预算数|决算数 / 一、收入|1.00|2.00 / 二、支出合计|10.00|20.00"]);
}

#[test]
fn a_rule_on_top_bounds_the_head() {
    let rule = |y: f32| Rule { orientation: Orientation::Horizontal, position: y, start: 45.0, end: 355.0 };
    let mut words = vec![word("收入决算表", Middle(200.0), 82.0)];
    words.extend(
        [head(100.0), row("一、收入", "1.00", "2.00", 120.0), row("二、支出合计", "10.00", "20.00", 140.0)].concat(),
    );
    let tables = drawn(&words, &[rule(92.0), rule(110.0), rule(150.0)]);
    assert_eq!(tables, ["项目|预算数|决算数 / 一、收入|1.00|2.00 / 二、支出合计|10.00|20.00"]);
    let grid = &find_unruled(&words, &[rule(92.0), rule(110.0), rule(150.0)])[0];
    assert_eq!((grid.bbox().y0, grid.bbox().y1, grid.kind), (92.0, 150.0, GridKind::Aligned));
}

#[test]
fn prose_contents_and_lists_with_figures_are_no_tables() {
    let prose: Vec<Word> = (0..6)
        .map(|i| word("本年收入合计2946.25万元，其中财政拨款收入2940.05万元", Left(50.0), 100.0 + 20.0 * i as f32))
        .collect();
    check(&prose, &[]);
    let contents: Vec<Word> = (0..9)
        .flat_map(|i| {
            let y = 100.0 + 20.0 * i as f32;
            [word("一、收入支出决算总表", Left(50.0), y), word("……………", Left(160.0), y), word("5", Right(350.0), y)]
        })
        .collect();
    check(&contents, &[]);
}
