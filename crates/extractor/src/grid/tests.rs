use super::{Grid, Snap, merge_rulings};
use crate::marks::Ruling;

fn find_grids(rulings: &[Ruling], snap: &Snap) -> Vec<Grid> {
    super::find_grids(&merge_rulings(rulings, snap), snap)
}

fn h(y: f32, x0: f32, x1: f32) -> Ruling {
    Ruling::horizontal(y, x0, x1, 0.5)
}

fn v(x: f32, y0: f32, y1: f32) -> Ruling {
    Ruling::vertical(x, y0, y1, 0.5)
}

/// The grid as text: for each row the numbers of the cells that own its positions.
fn drawn(grid: &Grid) -> String {
    let rows: Vec<String> = grid
        .owners
        .chunks(grid.columns())
        .map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
        .collect();
    rows.join(" / ")
}

#[track_caller]
fn check(rulings: &[Ruling], expected: &[&str]) {
    let grids = find_grids(rulings, &Snap::default());
    assert_eq!(grids.iter().map(drawn).collect::<Vec<_>>(), expected);
}

/// A full grid of the given edges.
fn full(xs: &[f32], ys: &[f32]) -> Vec<Ruling> {
    let (x0, x1, y0, y1) = (xs[0], xs[xs.len() - 1], ys[0], ys[ys.len() - 1]);
    ys.iter().map(|&y| h(y, x0, x1)).chain(xs.iter().map(|&x| v(x, y0, y1))).collect()
}

#[test]
fn a_full_grid_has_a_cell_for_each_position() {
    check(&full(&[0.0, 50.0, 100.0], &[0.0, 20.0, 40.0]), &["0 1 / 2 3"]);
}

#[test]
fn a_missing_piece_of_a_rule_joins_two_cells() {
    // 项目 over two columns; 合计 over two rows.
    let rulings = [
        h(0.0, 0.0, 150.0),
        h(20.0, 0.0, 100.0),
        h(40.0, 0.0, 150.0),
        v(0.0, 0.0, 40.0),
        v(50.0, 20.0, 40.0),
        v(100.0, 0.0, 40.0),
        v(150.0, 0.0, 40.0),
    ];
    check(&rulings, &["0 0 1 / 2 3 1"]);
}

#[test]
fn dashes_and_cut_corners_make_whole_rules() {
    let mut rulings = Vec::new();
    for y in [0.0, 20.0, 40.0] {
        rulings.extend((0..50).map(|i| h(y, i as f32 * 2.0, i as f32 * 2.0 + 0.5)));
    }
    for x in [0.0, 50.0, 99.0] {
        rulings.extend([v(x, 0.6, 19.4), v(x, 20.6, 39.4)]);
    }
    check(&rulings, &["0 1 / 2 3"]);
}

#[test]
fn rules_that_miss_each_other_by_a_little_still_cross() {
    let rulings = [
        h(0.0, 1.5, 98.0),
        h(20.4, 2.0, 99.0),
        h(40.0, 0.0, 100.0),
        v(0.0, 2.0, 38.0),
        v(50.3, 0.0, 19.0),
        v(49.2, 21.0, 40.0),
        v(100.0, 1.0, 41.5),
    ];
    check(&rulings, &["0 1 / 2 3"]);
}

#[test]
fn open_sides_are_closed_where_the_rules_end() {
    let rulings =
        [h(0.0, 0.0, 150.0), h(20.0, 0.0, 150.0), h(40.0, 0.0, 150.0), v(50.0, 0.0, 40.0), v(100.0, 0.0, 40.0)];
    check(&rulings, &["0 1 2 / 3 4 5"]);
}

#[test]
fn a_first_row_without_top_rule_and_a_last_without_bottom_rule_are_kept() {
    let rulings =
        [h(20.0, 0.0, 100.0), h(40.0, 0.0, 100.0), v(0.0, 2.0, 58.0), v(50.0, 2.0, 58.0), v(100.0, 2.0, 58.0)];
    check(&rulings, &["0 1 / 2 3 / 4 5"]);
}

#[test]
fn tables_that_do_not_touch_are_separate_and_come_from_the_top() {
    let mut rulings = full(&[0.0, 50.0, 100.0], &[200.0, 220.0]);
    rulings.extend(full(&[0.0, 30.0, 100.0], &[0.0, 20.0]));
    check(&rulings, &["0 1", "0 1"]);
    let grids = find_grids(&rulings, &Snap::default());
    assert_eq!(grids[0].column_edges, [0.0, 30.0, 100.0]);
}

#[test]
fn a_frame_an_underline_and_a_lone_cross_are_no_tables() {
    check(&full(&[0.0, 500.0], &[0.0, 700.0]), &[]);
    check(&[h(10.0, 0.0, 80.0)], &[]);
    check(&[h(10.0, 0.0, 80.0), v(40.0, 0.0, 20.0)], &[]);
}

#[test]
fn a_double_rule_is_one_edge() {
    let mut rulings = full(&[0.0, 50.0, 100.0], &[0.0, 20.0, 40.0]);
    rulings.extend([h(2.0, 0.0, 100.0), v(2.0, 0.0, 40.0), v(98.0, 0.0, 40.0), h(38.0, 0.0, 100.0)]);
    check(&rulings, &["0 1 / 2 3"]);
}

#[test]
fn rules_that_do_not_quite_align_leave_no_sliver_column() {
    let rulings = [
        h(0.0, 0.0, 100.0),
        h(20.0, 0.0, 100.0),
        h(40.0, 0.0, 100.0),
        v(0.0, 0.0, 40.0),
        v(48.0, 0.0, 20.0),
        v(53.0, 20.0, 40.0),
        v(100.0, 0.0, 40.0),
    ];
    check(&rulings, &["0 1 / 2 3"]);
}

#[test]
fn a_region_that_is_no_rectangle_is_cut_and_reported_open() {
    let rulings = [
        h(0.0, 0.0, 100.0),
        h(20.0, 0.0, 50.0),
        h(40.0, 0.0, 100.0),
        v(0.0, 0.0, 40.0),
        v(50.0, 0.0, 20.0),
        v(100.0, 0.0, 40.0),
    ];
    let grids = find_grids(&rulings, &Snap::default());
    assert_eq!(drawn(&grids[0]), "0 1 / 2 1");
    assert_eq!(grids[0].open_cells, [1, 2]);
}

#[test]
fn a_table_inside_a_cell_belongs_to_the_outer_table() {
    let mut rulings = full(&[0.0, 100.0, 200.0], &[0.0, 100.0, 200.0]);
    rulings.extend(full(&[20.0, 40.0, 60.0], &[20.0, 40.0, 60.0]));
    check(&rulings, &["0 1 / 2 3"]);
}

#[test]
fn a_single_row_with_one_rule_and_open_sides_keeps_its_outer_columns() {
    let row = [h(20.0, 0.0, 100.0), v(25.0, 0.0, 20.0), v(50.0, 0.0, 20.0), v(75.0, 0.0, 20.0)];
    check(&row, &["0 1 2 3"]);
}
