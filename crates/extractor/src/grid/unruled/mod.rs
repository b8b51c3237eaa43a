//! Tables without vertical rules: three-line tables, and tables without any rule, by the alignment of their words.
//!
//! In: the words of a page that stand in no ruled table, and the rules that belong to none. Out: for each table a
//! [`Grid`] like that of a ruled one, with its head cells' spans inferred from where the labels stand.
//!
//! ```text
//! words ─▶ baselines ─▶ blocks of lines with figures side by side ─▶ columns (rivers between the words)
//!                                                                └▶ rows (anchors and their wrapped lines)
//!                                                                └▶ head cells (labels over the columns)
//! ```
//!
//! What is not clear is left as text: a table that is not found is a gap that can be seen, a wrong one is not.

mod blocks;
mod columns;
mod head;
mod labels;
mod rows;
mod wraps;

use juesuan_model::GridKind;

use super::{Grid, GridSpan, NOBODY, Rule, owners};
use crate::{figures::is_figure, lines::Word};

/// Finds the tables that `words` make by alignment, from the top.
pub(crate) fn find_unruled(words: &[Word], rules: &[Rule]) -> Vec<Grid> {
    let baselines = blocks::baselines(words);
    blocks::find_blocks(&baselines, rules).iter().filter_map(|block| build(block, rules)).collect()
}

fn build(block: &blocks::Block<'_>, rules: &[Rule]) -> Option<Grid> {
    let labels = labels::find_labels(block, &columns::certain_strips(block));
    let column_edges = columns::find_columns(block, &labels)?;
    if !block.head.is_empty() && !covers_most(&labels, &column_edges) {
        return build(&block.without_head(), rules);
    }
    let count = column_edges.len() - 1;
    let body = rows::find_rows(block, rules)?;
    if body.len() <= FEW && first_labels_are_mixed(&labels, &column_edges) {
        return None;
    }
    let head = head::find_head(&labels, &column_edges);
    let mut row_edges = head.edges(block.top(rules), body.top());
    let head_rows = row_edges.len() - 1;
    row_edges.extend(body.edges(block.bottom(rules)).into_iter().skip(1));
    let mut cells = head.cells;
    for row in 0..body.len() {
        let row = head_rows + row;
        cells.extend((0..count).map(|column| GridSpan { row, column, row_span: 1, column_span: 1 }));
    }
    let rows = row_edges.len() - 1;
    let owners = owners(&cells, rows, count);
    // Every position has one owner, or the inference contradicts itself: then it is no table.
    let covered: usize = cells.iter().map(|cell| cell.row_span * cell.column_span).sum();
    let sound = covered == owners.len() && owners.iter().all(|&owner| owner != NOBODY);
    let sound = sound && words_stand_clear(block, &column_edges, &row_edges);
    sound.then_some(Grid { column_edges, row_edges, cells, owners, open_cells: Vec::new(), kind: GridKind::Aligned })
}

/// Whether there are labels over at least half of the columns: fewer lines of words are the first rows of a continuation,
/// whose figures are blank, or no part of the table.
fn covers_most(labels: &[labels::Label], columns: &[f32]) -> bool {
    let spans = columns.windows(2).filter_map(|pair| <[f32; 2]>::try_from(pair).ok());
    let covered = spans.filter(|[from, to]| labels.iter().any(|label| label.x0 < *to && label.x1 > *from)).count();
    2 * covered >= columns.len() - 1
}

/// A row of column numbers and a total: too few to show a column that its label does not.
const FEW: usize = 2;

/// Whether the first column has a label of several lines and another one beside it: a code and a name over a total that
/// stands under both, and nothing tells where one of the labels ends and the other begins.
fn first_labels_are_mixed(labels: &[labels::Label], columns: &[f32]) -> bool {
    let in_first = |label: &&labels::Label| columns.get(1).is_some_and(|&edge| label.center() < edge);
    let first: Vec<&labels::Label> = labels.iter().filter(in_first).collect();
    let beside =
        |a: &labels::Label, b: &labels::Label| (a.x1 <= b.x0 || b.x1 <= a.x0) && !a.is_above(b) && !b.is_above(a);
    first
        .iter()
        .any(|label| label.bottom - label.top > 0.5 * label.size && first.iter().any(|other| beside(label, other)))
}

/// Whether every figure of the body stands in one column, and no cell holds two: else the columns are not told apart,
/// and a figure might be read into its neighbour's place.
fn words_stand_clear(block: &blocks::Block<'_>, columns: &[f32], rows: &[f32]) -> bool {
    const SLACK: f32 = 1.0;
    let column = |x: f32| columns.partition_point(|&edge| edge <= x);
    let row = |y: f32| rows.partition_point(|&edge| edge <= y);
    let mut figures = std::collections::BTreeSet::new();
    block.body.iter().flat_map(|line| &line.words).filter(|word| is_figure(&word.text)).all(|word| {
        let (from, to) = (column(word.bbox.x0 + SLACK), column(word.bbox.x1 - SLACK));
        from == to && figures.insert((row(word.bbox.center_y()), from))
    })
}

#[cfg(test)]
mod tests;
