//! Stage `grid`: the rules that the pieces make, the column and row edges of each ruled table, and its cells.

use juesuan_extractor::{Direction, Grid, Orientation, PageStages, Rule};
use juesuan_model::{BBox, Language};

use super::svg::{Svg, place};
use super::{describe, marks};

const STYLE: &str = "\
.cell rect{fill:none;stroke:#0a0;stroke-width:.8}.cell text{fill:#060}.span rect{fill:#fd0;fill-opacity:.15}\
.open rect{fill:#f00;fill-opacity:.3;stroke:#f00}\
.rule rect{fill:#06c;fill-opacity:.5}.column_edge,.row_edge{stroke:#c06;stroke-width:.4;stroke-dasharray:3 2}\
.edges rect{fill:none;stroke:#c06;stroke-width:.6;stroke-dasharray:3 2}";

/// Draws the stage; gives its style.
pub(super) fn draw(stages: &PageStages, svg: &mut Svg, language: Language) -> &'static str {
    marks::draw_faintly(&stages.marks, svg);
    for (n, grid) in stages.grids.iter().enumerate() {
        draw_cells(n, grid, svg);
    }
    for rule in &stages.rules {
        draw_rule(rule, svg);
    }
    for (n, grid) in stages.grids.iter().enumerate() {
        draw_edges(n, grid, svg);
    }
    let cells = stages.grids.iter().map(|grid| grid.cells.len()).sum();
    let spans = stages.grids.iter().flat_map(|grid| &grid.cells).filter(|cell| cell.row_span * cell.column_span > 1);
    let open = stages.grids.iter().map(|grid| grid.open_cells.len()).sum();
    let edges = stages.grids.iter().map(|grid| grid.column_edges.len() + grid.row_edges.len()).sum();
    svg.explain("rule", language.either("表格线", "rules"), stages.rules.len());
    svg.explain("edges", language.either("行列边界", "column and row edges"), edges);
    svg.explain("cell", language.either("单元格", "cells"), cells);
    svg.explain("cell span", language.either("其中合并单元格", "of them spanning"), spans.count());
    svg.explain("cell open", language.either("其中不闭合", "of them open"), open);
    for (n, grid) in stages.grids.iter().enumerate() {
        let (rows, columns, bbox) = (grid.rows(), grid.columns(), place(&grid.bbox()));
        svg.note(match language {
            Language::Chinese => format!("表格 {n}：{rows} 行 × {columns} 列，{bbox}"),
            Language::English => format!("grid {n}: {rows} rows × {columns} columns, {bbox}"),
        });
    }
    STYLE
}

fn draw_cells(n: usize, grid: &Grid, svg: &mut Svg) {
    for (c, cell) in grid.cells.iter().enumerate() {
        let bbox = grid.cell_box(cell);
        let spans = cell.row_span * cell.column_span > 1;
        let open = grid.open_cells.contains(&c);
        let class = format!("cell{}{}", if spans { " span" } else { "" }, if open { " open" } else { "" });
        let tooltip = format!(
            "grid {n}, cell {c}: row {}, column {} (from 0), {} × {} (rows × columns){}\nbbox {}",
            cell.row,
            cell.column,
            cell.row_span,
            cell.column_span,
            if open { ", open" } else { "" },
            place(&bbox)
        );
        let label = if spans { format!("{c} {}×{}", cell.row_span, cell.column_span) } else { c.to_string() };
        svg.group(&class, &tooltip, |svg| {
            svg.rect(&bbox);
            svg.text_wrapped_in(&bbox, LABEL_SIZE, &label);
        });
    }
}

/// Size of a cell's number in points: small enough to leave its text readable.
const LABEL_SIZE: f32 = 5.0;

fn draw_rule(rule: &Rule, svg: &mut Svg) {
    let tooltip = describe("rule", rule.orientation, rule.position, (rule.start, rule.end));
    svg.group("rule", &tooltip, |svg| svg.rect(&inked(rule)));
}

/// A rule has no thickness of its own: one point is shown.
fn inked(rule: &Rule) -> BBox {
    let (near, far) = (rule.position - 0.5, rule.position + 0.5);
    match rule.orientation {
        Orientation::Horizontal => BBox::new(rule.start, near, rule.end, far),
        Orientation::Vertical => BBox::new(near, rule.start, far, rule.end),
    }
}

/// The edges run a little out of the table, each with its number.
fn draw_edges(n: usize, grid: &Grid, svg: &mut Svg) {
    const OUT: f32 = 6.0;
    const SIZE: f32 = 4.0;
    let outer = grid.bbox();
    for (i, &x) in grid.column_edges.iter().enumerate() {
        svg.group("edges", &format!("grid {n}, column edge {i} at x {x:.2}"), |svg| {
            svg.line("column_edge", (x, outer.y0 - OUT), (x, outer.y1 + OUT));
            svg.text("faint", (x + 0.5, outer.y0 - OUT + SIZE), SIZE, Direction::Right, &i.to_string());
        });
    }
    for (i, &y) in grid.row_edges.iter().enumerate() {
        svg.group("edges", &format!("grid {n}, row edge {i} at y {y:.2}"), |svg| {
            svg.line("row_edge", (outer.x0 - OUT, y), (outer.x1 + OUT, y));
            svg.text("faint", (outer.x0 - OUT, y - 0.5), SIZE, Direction::Right, &i.to_string());
        });
    }
}
