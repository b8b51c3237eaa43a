//! Stage `table`: the cells with their final text, the lines outside them, and what was noticed on the page.

use juesuan_extractor::PageStages;
use juesuan_model::{Diagnostic, GridCell, GridKind, Language, PageTable};

use super::lines;
use super::svg::{Svg, place};

const STYLE: &str = "\
.cell rect{fill:#06c;fill-opacity:.06;stroke:#06c;stroke-width:.4}.other rect{fill-opacity:.16}\
.span rect{fill:#fa0;fill-opacity:.2}.cell text{fill:#000}\
.line rect{fill:#888;fill-opacity:.08;stroke:#888;stroke-width:.3}.line text{fill:#444}\
.overlay rect{fill:#f0a;fill-opacity:.05;stroke:#f0a;stroke-width:.4}.overlay text{fill:#f0a;fill-opacity:.5}\
.diagnostic rect{fill:#f00;fill-opacity:.12;stroke:#f00;stroke-width:1}";

/// Draws the stage; gives its style.
pub(super) fn draw(stages: &PageStages, svg: &mut Svg, language: Language) -> &'static str {
    let page = &stages.page;
    for (n, line) in page.lines.iter().enumerate() {
        lines::draw_line(n, line, &stages.words, svg);
    }
    for (n, table) in page.tables.iter().enumerate() {
        for (c, cell) in table.cells.iter().enumerate() {
            draw_cell((n, c), cell, svg);
        }
    }
    for (n, line) in page.overlay.iter().enumerate() {
        let tooltip = format!("overlay {n}: {}\nbbox {}", line.text, place(&line.bbox));
        svg.group("overlay", &tooltip, |svg| {
            svg.rect(&line.bbox);
            svg.text_in(&line.bbox, juesuan_extractor::Direction::Right, &line.text);
        });
    }
    for found in &stages.diagnostics {
        draw_diagnostic(found, svg, language);
    }
    explain(stages, svg, language);
    STYLE
}

fn draw_cell((n, c): (usize, usize), cell: &GridCell, svg: &mut Svg) {
    let spans = cell.row_span * cell.column_span > 1;
    let class = match (spans, (cell.row + cell.column) % 2) {
        (true, _) => "cell span",
        (false, 0) => "cell",
        (false, _) => "cell other",
    };
    let tooltip = format!(
        "table {n}, cell {c}: {}\nrow {}, column {} (from 0), {} × {} (rows × columns)\nlines: {}\nbbox {}",
        cell.text(),
        cell.row,
        cell.column,
        cell.row_span,
        cell.column_span,
        cell.lines.join(" / "),
        place(&cell.bbox)
    );
    svg.group(class, &tooltip, |svg| {
        svg.rect(&cell.bbox);
        svg.text_wrapped_in(&cell.bbox, LARGEST, &cell.text());
    });
}

/// The largest size of a cell's text in points: that of most documents.
const LARGEST: f32 = 10.5;

fn draw_diagnostic(found: &Diagnostic, svg: &mut Svg, language: Language) {
    let said = format!("{}: {}", juesuan_model::json_name(found.code), found.message(language));
    match &found.bbox {
        Some(bbox) => svg.group("diagnostic", &said, |svg| svg.rect(bbox)),
        None => svg.note(said),
    }
}

fn explain(stages: &PageStages, svg: &mut Svg, language: Language) {
    let page = &stages.page;
    let cells = page.tables.iter().map(|table| table.cells.len()).sum();
    let spans =
        page.tables.iter().flat_map(|table| &table.cells).filter(|cell| cell.row_span * cell.column_span > 1).count();
    let boxed = stages.diagnostics.iter().filter(|found| found.bbox.is_some()).count();
    svg.explain("cell", language.either("单元格", "cells"), cells);
    svg.explain("cell span", language.either("其中合并单元格", "of them spanning"), spans);
    svg.explain("line", language.either("表外的行", "lines outside tables"), page.lines.len());
    svg.explain("overlay", language.either("水印、印章", "watermarks and seals"), page.overlay.len());
    svg.explain("diagnostic", language.either("诊断", "diagnostics"), boxed);
    for (n, table) in page.tables.iter().enumerate() {
        svg.note(size_of(n, table, language));
    }
}

fn size_of(n: usize, table: &PageTable, language: Language) -> String {
    let (rows, columns, bbox) = (table.row_count(), table.column_count(), place(&table.bbox));
    let unruled = match table.grid {
        GridKind::Ruled => "",
        GridKind::Aligned | GridKind::Tabs => language.either("，无表格线", ", unruled"),
    };
    match language {
        Language::Chinese => format!("表格 {n}：{rows} 行 × {columns} 列{unruled}，{bbox}"),
        Language::English => format!("table {n}: {rows} rows × {columns} columns{unruled}, {bbox}"),
    }
}
