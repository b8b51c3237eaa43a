use super::{Expect, Part, read_part};
use crate::captions::Caption;
use crate::catalogue::catalogue;
use crate::drawing::{table, table_at};
use juesuan_model::{GridKind, PageTable};

fn read(drawing: &str, expect: Expect) -> Part {
    read_part(&table(100.0, drawing), 1, Caption::default(), expect, catalogue())
}

fn show(part: &Part) -> String {
    let heads = part.heads.iter().flat_map(|heads| &heads.paths).map(|path| path.join("/")).collect::<Vec<_>>();
    let rows =
        part.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|"));
    std::iter::once(heads.join("|")).chain(rows).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check(drawing: &str, expected: &str) {
    assert_eq!(show(&read(drawing, Expect::Heads)), expected);
}

fn without_rules(drawing: &str) -> PageTable {
    PageTable { grid: GridKind::Tabs, ..table(100.0, drawing) }
}

#[test]
fn a_head_over_several_columns_is_in_the_path_of_each() {
    check(
        "收入|<|支出|<\n项目|决算数|项目|决算数\n一、收入|1.00|一、支出|2.00",
        "收入/项目|收入/决算数|支出/项目|支出/决算数\n一、收入|1.00|一、支出|2.00",
    );
}

#[test]
fn a_storey_of_heads_may_be_divided_on_one_side_only() {
    check(
        "收入|<|支出|<\n项目名称|金额|支出用途|<\n^|^|项目名称|金额\n一、拨款|1.00|一、基本|2.00",
        "收入/项目名称|收入/金额|支出/支出用途/项目名称|支出/支出用途/金额\n一、拨款|1.00|一、基本|2.00",
    );
    // A total over code and name is as wide as its head too, and no storey of it.
    check("拨款项目|<|安排数\n合计|<|9.00\n甲类|修缮|9.00", "拨款项目|拨款项目|安排数\n合计||9.00\n甲类|修缮|9.00");
}

#[test]
fn a_head_over_several_rows_is_in_the_path_once() {
    check(
        "项目|<|本年支出合计|基本支出\n科目编码|科目名称|^|^\n201|一般公共服务支出|1.00|1.00",
        "项目/科目编码|项目/科目名称|本年支出合计|基本支出\n201|一般公共服务支出|1.00|1.00",
    );
}

#[test]
fn the_row_of_column_numbers_is_no_row() {
    let part = read("项目|行次|决算数\n栏次||1\n一、收入|1|5.00", Expect::Heads);
    assert_eq!(show(&part), "项目|行次|决算数\n一、收入|1|5.00");
    assert_eq!(part.heads.unwrap().numbers, [Some("栏次".to_owned()), None, Some("1".to_owned())]);
}

#[test]
fn heads_beside_the_column_numbers_are_heads() {
    let part = read(
        "项目|<|<|<|本年收入合计\n科目编码|<|<|科目名称|^\n类|款|项|栏次|1\n^|^|^|合计|9.00\n201|<|<|教育支出|9.00",
        Expect::Heads,
    );
    assert_eq!(
        show(&part),
        "项目/科目编码/类|项目/科目编码/款|项目/科目编码/项|项目/科目名称|本年收入合计\n|||合计|9.00\n201|||教育支出|9.00",
    );
    assert_eq!(part.heads.unwrap().numbers, [None, None, None, Some("栏次".to_owned()), Some("1".to_owned())]);
}

#[test]
fn heads_that_reach_down_beside_data_leave_it_a_row() {
    check(
        "科目编码|<|<|科目名称|合计\n类|款|项|^|^\n^|^|^|合计|9.00\n201|||教育支出|9.00",
        "科目编码/类|科目编码/款|科目编码/项|科目名称|合计\n|||合计|9.00\n201|||教育支出|9.00",
    );
}

#[test]
fn bare_column_numbers_are_no_row() {
    check(
        "预算数|<|<|决算数\n合计|接待费|购置费|合计\n1|2|3|4\n0.00|0.00|0.00|0.00",
        "预算数/合计|预算数/接待费|预算数/购置费|决算数/合计\n0.00|0.00|0.00|0.00",
    );
}

#[test]
fn heads_beside_data_in_one_row_part_from_it() {
    check(
        "项目|<|<|<|本年支出合计\n科目编码|<|<|科目名称|^\n类|款|项|合计|9.00\n201|||一般公共服务支出|9.00",
        "项目/科目编码/类|项目/科目编码/款|项目/科目编码/项|项目/科目名称|本年支出合计\n|||合计|9.00\n201|||一般公共服务支出|9.00",
    );
    check(
        "项目|<|本年收入|本年支出|<|<\n科目编码|科目名称|^|^|^|^\n合计|<||小计|基本支出|项目支出\n|||||",
        "项目/科目编码|项目/科目名称|本年收入|本年支出/小计|本年支出/基本支出|本年支出/项目支出\n合计|||||\n|||||",
    );
}

#[test]
fn a_row_of_blank_head_cells_adds_nothing() {
    check(
        "合计|<|公务接待费|<\n||^|^\n预算数|决算数|预算数|决算数\n1.00|||",
        "合计/预算数|合计/决算数|公务接待费/预算数|公务接待费/决算数\n1.00|||",
    );
}

#[test]
fn a_total_over_code_and_name_is_data() {
    check("科目编码|科目名称|合计\n合计|<|5.00", "科目编码|科目名称|合计\n合计||5.00");
    assert_eq!(read("科目编码|科目名称|合计\n合计|<|5.00", Expect::Heads).rows[0].cells[0].colspan, 2);
}

#[test]
fn caption_rows_inside_the_grid_are_taken_out_with_their_edges() {
    let part = read(
        "收入决算表|<|<|<\n部门：某局|<|<|单位：万元\n科目编码|科目名称|本年收入合计|<\n201|一般公共服务支出|1.00|<",
        Expect::Heads,
    );
    assert_eq!(show(&part), "科目编码|科目名称|本年收入合计\n201|一般公共服务支出|1.00");
    assert_eq!(part.caption.title.unwrap().text, "收入决算表");
    assert_eq!(part.caption.unit.as_deref(), Some("万元"));
}

#[test]
fn notes_inside_the_grid_are_no_rows() {
    let part = read("科目编码|科目名称|合计\n201|教育|5.00\n注：本表反映情况。|<|<\n2.尾数有误差。|<|<", Expect::Heads);
    assert_eq!(show(&part), "科目编码|科目名称|合计\n201|教育|5.00");
    assert_eq!(part.notes, ["注：本表反映情况。", "2.尾数有误差。"]);
}

#[test]
fn a_continuation_has_no_heads_unless_it_uses_their_words() {
    let continued = |drawing: &str| read(drawing, Expect::Anything).heads.is_none();
    assert!(continued("201|教育支出|1.00"));
    assert!(continued("使用非财政拨款结余||结余分配|\n总计|1.00|总计|1.00"));
    assert!(continued("|||\n总计|1.00|总计|1.00"));
    assert!(!continued("项目|决算数\n一、收入|1.00"));
}

#[test]
fn blanks_of_a_grid_without_rules_stand_for_spans() {
    let table = without_rules(
        "项目||本年收入|本年支出|||年末结余\n科目编码|科目名称||小计|基本支出|项目支出|\n栏次||1|2|3|4|5\n|合计|0.00|0.00|0.00|0.00|0.00",
    );
    let part = read_part(&table, 1, Caption::default(), Expect::Heads, catalogue());
    assert_eq!(
        show(&part),
        "项目/科目编码|项目/科目名称|本年收入|本年支出/小计|本年支出/基本支出|本年支出/项目支出|年末结余\n|合计|0.00|0.00|0.00|0.00|0.00",
    );
}

#[test]
fn three_storeys_of_heads_without_rules() {
    let table = without_rules(
        "预算数||||决算数|\n合计|公务用车费||接待费|合计|接待费\n|小计|购置费|||\n1|2|3|4|5|6\n1.00|2.00|3.00|4.00|5.00|6.00",
    );
    let part = read_part(&table, 1, Caption::default(), Expect::Heads, catalogue());
    assert_eq!(
        show(&part),
        "预算数/合计|预算数/公务用车费/小计|预算数/公务用车费/购置费|预算数/接待费|决算数/合计|决算数/接待费\n1.00|2.00|3.00|4.00|5.00|6.00",
    );
}

#[test]
fn a_division_without_known_words_is_a_head_where_nothing_else_is_in_its_row() {
    check(
        "功能科目|<|2022年执行数|<\n科目编码|科目名称|执行数|扣除投资后执行数\n201|教育支出|1.00|2.00",
        "功能科目/科目编码|功能科目/科目名称|2022年执行数/执行数|2022年执行数/扣除投资后执行数\n201|教育支出|1.00|2.00",
    );
}

#[test]
fn blank_rows_between_caption_and_heads_are_layout() {
    let part = read(
        "||\n收入决算表|<|<\n||\n部门：某局|<|单位：元\n||\n科目编码|科目名称|合计\n201|教育|1.00",
        Expect::Anything,
    );
    assert_eq!(show(&part), "科目编码|科目名称|合计\n201|教育|1.00");
    assert_eq!(part.caption.unit.as_deref(), Some("元"));
}

#[test]
fn asterisks_and_numbers_number_the_columns() {
    check("科目名称|合计|基本支出\n**|1|2\n教育|3.00|3.00", "科目名称|合计|基本支出\n教育|3.00|3.00");
}

#[test]
fn the_gaps_of_double_rules_are_neither_columns_nor_rows() {
    let edges = [50.0, 100.0, 104.0, 200.0, 203.0];
    let table = table_at(100.0, &edges, "科目名称||合计|\n教育|<|5.00|<\n|<|7|<");
    let part = read_part(&table, 1, Caption::default(), Expect::Heads, catalogue());
    assert_eq!(show(&part), "科目名称|合计\n教育|5.00\n|7");
    assert_eq!(part.rows[0].cells[0].colspan, 1);
}

#[test]
fn a_label_and_its_value_are_no_heads() {
    let form = "项目名称|<|河道清淤|<|<|<\n主管部门|<|某局|<|实施单位|某站\n项目资金|<|总额|5.00|<|<\n^|^|财政拨款|5.00|<|<\n\
                年度目标|清淤三处|<|<|<|<\n绩效指标|一级指标|二级指标|三级指标|<|指标值\n^|产出|数量|处数|<|3\n^|效益|社会|防汛|<|好";
    let part = read(form, Expect::Heads);
    assert_eq!((part.heads, part.rows.len()), (None, 8));
    assert_eq!(part.rows[0].cells[2].text, "河道清淤");
    // Undivided, but the label of the rows beside it stands where heads would.
    let beside = "任务单位|<|某站|<\n主要任务|任务名称|内容|预算金额\n^|清淤|清淤三处|3.00\n^|绿化|种树|2.00\n总体目标|防汛|<|<\n\
                  绩效指标|一级指标|二级指标|指标值\n^|产出|数量|三处\n^|合计|<|五处";
    assert_eq!(read(beside, Expect::Heads).heads, None);
    assert_eq!(read("目标|<|<\n清淤三处|<|<\n指标|名称|值\n^|处数|3", Expect::Heads).heads, None);
}

#[test]
fn a_head_over_divided_columns_is_a_head_where_figures_stand_below_another() {
    check(
        "资金来源|<|安排数\n总计|<|9.00\n拨款|本级|5.00\n^|上级|4.00\n以上均为年初数|<|<",
        "资金来源|资金来源|安排数\n总计||9.00\n拨款|本级|5.00\n|上级|4.00\n以上均为年初数||",
    );
}

#[test]
fn an_edge_of_the_heads_beside_one_of_the_body_makes_no_column() {
    let aligned = |edges: &[f32], drawing: &str| {
        let part = read_part(&table_at(100.0, edges, drawing), 1, Caption::default(), Expect::Heads, catalogue());
        (show(&part), part.edges)
    };
    let right = "拨款代码|<|拨款名称|金额\n合计|<|<|9.00\n201|甲类|<|9.00";
    let left = "拨款代码|拨款名称|<|金额\n合计|<|<|9.00\n201|<|甲类|9.00";
    let expected = "拨款代码|拨款名称|金额\n合计||9.00\n201|甲类|9.00";
    assert_eq!(
        aligned(&[50.0, 110.0, 125.0, 300.0, 400.0], right),
        (expected.to_owned(), vec![50.0, 110.0, 300.0, 400.0])
    );
    assert_eq!(
        aligned(&[50.0, 110.0, 125.0, 300.0, 400.0], left),
        (expected.to_owned(), vec![50.0, 125.0, 300.0, 400.0])
    );
    // A column that some row fills, or as wide as others, is one.
    let (filled, _) =
        aligned(&[50.0, 110.0, 125.0, 300.0, 400.0], "拨款代码|<|拨款名称|金额\n201|甲类|<|9.00\n202|1|乙类|8.00");
    assert_eq!(filled, "拨款代码|拨款代码|拨款名称|金额\n201|甲类||9.00\n202|1|乙类|8.00");
    assert_eq!(aligned(&[50.0, 110.0, 180.0, 300.0, 400.0], right).1.len(), 5);
}

#[test]
fn the_rest_of_a_name_is_no_head_even_where_it_is_a_word_of_heads() {
    let part = read("|支出|||\n207|文化支出|1.00|1.00|0.00", Expect::Anything);
    assert_eq!(part.heads, None);
    assert_eq!(part.rows.len(), 2);
}
