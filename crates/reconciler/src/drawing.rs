//! Synthetic pages for tests: a table drawn as text becomes a [`PageTable`] with spans.

use juesuan_model::{BBox, GridCell, GridKind, Line, LineRole, Page, PageTable};

/// Width of a drawn column and height of a drawn row, in points.
const COLUMN: f32 = 60.0;
const ROW: f32 = 16.0;
const LEFT: f32 = 50.0;

/// A ruled table at `top`. One line for each grid row, `|` between cells; `<` continues the cell to the left, `^` the
/// cell above. Spaces around a cell's text do not count.
pub(crate) fn table(top: f32, drawing: &str) -> PageTable {
    let widest = drawing.lines().map(|line| line.split('|').count()).max().unwrap_or(0);
    table_at(top, &(0..=widest).map(|i| LEFT + COLUMN * i as f32).collect::<Vec<_>>(), drawing)
}

/// The same with its own column edges.
pub(crate) fn table_at(top: f32, edges: &[f32], drawing: &str) -> PageTable {
    let rows: Vec<Vec<&str>> = drawing.lines().map(|line| line.split('|').map(str::trim).collect()).collect();
    let row_edges: Vec<f32> = (0..=rows.len()).map(|i| top + ROW * i as f32).collect();
    let mut cells = Vec::new();
    for (row, texts) in rows.iter().enumerate() {
        for (column, &text) in texts.iter().enumerate() {
            if text == "<" || text == "^" {
                continue;
            }
            let column_span = 1 + texts[column + 1..].iter().take_while(|&&text| text == "<").count();
            let row_span = 1 + rows[row + 1..].iter().take_while(|below| below[column] == "^").count();
            cells.push(GridCell {
                row,
                column,
                row_span,
                column_span,
                bbox: BBox::new(edges[column], row_edges[row], edges[column + column_span], row_edges[row + row_span]),
                lines: if text.is_empty() { vec![] } else { vec![text.to_owned()] },
            });
        }
    }
    let bbox = BBox::new(edges[0], top, edges[edges.len() - 1], row_edges[rows.len()]);
    PageTable { bbox, column_edges: edges.to_vec(), row_edges, cells, grid: GridKind::Ruled }
}

/// A body line of 10 points.
pub(crate) fn line(x: f32, y: f32, text: &str) -> Line {
    let width = text.chars().count() as f32 * 10.0;
    Line { bbox: BBox::new(x, y, x + width, y + 10.0), text: text.to_owned(), size: 10.0, role: LineRole::Body }
}

/// A portrait page.
pub(crate) fn page(number: u32, lines: Vec<Line>, tables: Vec<PageTable>) -> Page {
    Page { number, width: 595.0, height: 842.0, lines, tables, ..Page::default() }
}
