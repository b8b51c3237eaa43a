//! Lines → blocks of text: a heading or a paragraph each, over line and page breaks.
//!
//! On a page a block begins with an indented line, or after a line that stops short of the right edge; a line that stops
//! short only because a figure did not fit any more does not end it. A dump has a block on each line, but for those that
//! its source cut at a page break: they end in the middle of a sentence.

use std::collections::BTreeMap;

use juesuan_model::{BBox, Format};

use super::lines::{ProseLine, append};
use super::numbering::{NumberKind, read_number};
use super::sections::heading_number;
use crate::spelling::longer_than;

/// A shorter line is complete, though no sentence ends there.
const SHORTEST_CUT_LINE: usize = 20;

/// A page with fewer lines does not show its text column.
const LINES_THAT_TELL: usize = 10;

/// How far the right edges of pages with the same width lie apart.
const RIGHT_EDGE_PLAY: f32 = 32.0;

/// A text column that ends before this part of the page's width is only seen where its lines are short.
const NARROWEST: f32 = 0.7;

/// How far edges of one column may stand apart, in points.
const EDGE_PLAY: f32 = 5.0;

/// A heading or a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Block {
    /// Page where it begins.
    pub(super) page: u32,
    /// The box of its lines on that page.
    pub(super) bbox: BBox,
    /// Its text.
    pub(super) text: String,
    /// How many lines it has.
    pub(super) lines: usize,
}

/// The text column of a page.
#[derive(Debug, Clone, Copy, Default)]
struct TextColumn {
    left: f32,
    right: f32,
    /// Whether paragraphs begin with an indent.
    indented: bool,
}

/// Joins the lines.
pub(super) fn join_blocks(lines: &[ProseLine], format: Format) -> Vec<Block> {
    let columns = text_columns(lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut before: Option<&ProseLine> = None;
    for line in lines {
        let column = columns.get(&line.page).copied().unwrap_or_default();
        let continues = before.zip(blocks.last()).is_some_and(|(before, block)| match format {
            Format::Text => continues_in_dump(block, line),
            Format::Pdf => continues_on_page(block, before, line, column),
        });
        match blocks.last_mut().filter(|_| continues) {
            Some(block) => {
                append(&mut block.text, &line.text);
                block.lines += 1;
                if block.page == line.page {
                    block.bbox = block.bbox.union(&line.bbox);
                }
            }
            None => blocks.push(Block { page: line.page, bbox: line.bbox, text: line.text.clone(), lines: 1 }),
        }
        before = Some(line);
    }
    blocks
}

/// The text column of each page: its own edges where it has lines enough to tell, else those of all pages as wide.
fn text_columns(lines: &[ProseLine]) -> BTreeMap<u32, TextColumn> {
    let mut as_wide: BTreeMap<i32, Vec<&ProseLine>> = BTreeMap::new();
    let mut on_page: BTreeMap<u32, Vec<&ProseLine>> = BTreeMap::new();
    for line in lines {
        as_wide.entry(line.page_width.round() as i32).or_default().push(line);
        on_page.entry(line.page).or_default().push(line);
    }
    let shared: BTreeMap<i32, TextColumn> =
        as_wide.into_iter().map(|(width, lines)| (width, text_column(&away_from_tables(lines)))).collect();
    on_page
        .into_iter()
        .filter_map(|(page, lines)| {
            let first = lines.first()?;
            let shared = *shared.get(&(first.page_width.round() as i32))?;
            let own = if lines.len() < LINES_THAT_TELL { shared } else { text_column(&lines) };
            // A page of one-line paragraphs shows no left edge but their indent.
            let one_edge = lines.iter().filter(|line| indent(line, own).abs() < 0.5).count();
            let only_indents = 5 * one_edge >= 4 * lines.len();
            let left = if only_indents { own.left.min(shared.left) } else { own.left };
            // Nor do lines that all stop short show a right edge.
            let right = if own.right < shared.right - RIGHT_EDGE_PLAY { shared.right } else { own.right };
            Some((page, TextColumn { left, right, indented: shared.indented && !only_indents }))
        })
        .collect()
}

/// The lines on pages without tables, where they are enough: what stands around tables keeps to their edges.
fn away_from_tables(lines: Vec<&ProseLine>) -> Vec<&ProseLine> {
    let away: Vec<&ProseLine> = lines.iter().copied().filter(|line| !line.with_tables).collect();
    if away.len() < LINES_THAT_TELL { lines } else { away }
}

fn text_column(lines: &[&ProseLine]) -> TextColumn {
    let edges = |edge: fn(&ProseLine) -> f32| {
        let mut edges: Vec<f32> = lines.iter().map(|line| edge(line)).collect();
        edges.sort_by(f32::total_cmp);
        edges
    };
    let left = outermost_common(&edges(|line| line.bbox.x0));
    let seen = -outermost_common(&edges(|line| -line.bbox.x1));
    // Where no line comes near the right margin, it is as wide as the left one.
    let width = lines.first().map_or(0.0, |line| line.page_width);
    let right = if seen < NARROWEST * width { width - left } else { seen };
    let mut column = TextColumn { left, right, indented: false };
    let after_sentences: Vec<&&ProseLine> = lines
        .iter()
        .zip(lines.iter().skip(1))
        .filter(|(before, _)| is_finished(&before.text) && is_short(before, None, column))
        .map(|(_, line)| line)
        .collect();
    let indented = after_sentences.iter().filter(|line| indent(line, column) > 0.8).count();
    column.indented = 2 * indented > after_sentences.len();
    column
}

/// The first of the ascending `edges` that at least a tenth of the lines share, give or take.
fn outermost_common(edges: &[f32]) -> f32 {
    let shared = |&&edge: &&f32| {
        let from = edges.partition_point(|&other| other < edge);
        10 * (edges.partition_point(|&other| other <= edge + EDGE_PLAY) - from) >= edges.len()
    };
    edges.iter().find(shared).or(edges.first()).copied().unwrap_or_default()
}

/// How far a line begins to the right of the text column, in its own size.
fn indent(line: &ProseLine, column: TextColumn) -> f32 {
    (line.bbox.x0 - column.left) / line.size.max(1.0)
}

/// Whether a line stops so far from the right edge that the beginning of `next` would have fitted.
fn is_short(line: &ProseLine, next: Option<&ProseLine>, column: TextColumn) -> bool {
    // A figure or a Latin word is not broken.
    let unbreakable = next.map_or(0, |next| {
        next.text.chars().take_while(|c| c.is_ascii_graphic() || matches!(c, '％' | '“' | '（')).count()
    });
    let after_latin = line.text.chars().rev().take_while(char::is_ascii_graphic).count();
    let needed = 1.6 + 0.6 * (unbreakable.min(16) + if unbreakable > 0 { after_latin.min(8) } else { 0 }) as f32;
    column.right - line.bbox.x1 > needed * line.size
}

fn is_finished(text: &str) -> bool {
    text.trim_end_matches(['”', '）', ')', '"']).ends_with(['。', '；', '：', '！', '？', ';', ':'])
        || text.ends_with("。）")
}

/// Whether the text of a block was cut in the middle of a sentence, and `line` goes on with it.
fn continues_in_dump(block: &Block, line: &ProseLine) -> bool {
    longer_than(&block.text, SHORTEST_CUT_LINE)
        && !is_finished(&block.text)
        && !line.after_table
        && read_number(&line.text).is_none()
        && heading_number(&block.text).is_none()
}

/// Whether `line` goes on with a block, of which `before` is the last line.
fn continues_on_page(block: &Block, before: &ProseLine, line: &ProseLine, column: TextColumn) -> bool {
    if is_lower_half(before, line) {
        return true;
    }
    let finished = is_finished(&before.text);
    let is_heading = heading_number(&block.text).is_some();
    let short = is_short(before, Some(line).filter(|_| !is_heading), column);
    let indent = indent(line, column);
    // A full line that ends in the middle of a sentence, and the next one right below its beginning.
    let aligned = (line.bbox.x0 - before.bbox.x0).abs() < 0.2 * line.size && before.page == line.page;
    if !column.indented && aligned && !short && !finished && !line.after_table && read_number(&line.text).is_none() {
        return true;
    }
    if line.after_table && (finished || short || indent > 0.8) {
        return false;
    }
    if indent > 0.8 || (indent > 0.2 && finished) {
        return false;
    }
    let other_size = (before.size - line.size).abs() > 0.15 * before.size;
    if other_size && (short || finished) {
        return false;
    }
    let apart = before.page != line.page || line.after_table;
    if let Some(numbered) = read_number(&line.text)
        && (finished || short || is_heading || (apart && numbered.kind <= NumberKind::Chapter))
    {
        return false;
    }
    // A heading stops short, and so does the last line of a paragraph.
    if column.indented { !(short && (finished || is_heading)) } else { !short || continues_in_dump(block, line) }
}

/// Whether a centred line is the rest of the centred heading above it.
fn is_lower_half(before: &ProseLine, line: &ProseLine) -> bool {
    let centred = |line: &ProseLine| (line.bbox.center_x() - line.page_width / 2.0).abs() < 0.04 * line.page_width;
    let outermost = |text: &str| read_number(text).is_some_and(|numbered| numbered.kind <= NumberKind::Chapter);
    let bare = |text: &str| read_number(text).is_some_and(|numbered| numbered.rest.is_empty());
    if before.page != line.page || line.after_table || !outermost(&before.text) || read_number(&line.text).is_some() {
        return false;
    }
    // The number on a line by itself, the title on the next.
    if bare(&before.text) {
        return !is_finished(&line.text) && !longer_than(&line.text, 40);
    }
    before.bbox.width() > 0.5 * before.page_width
        && centred(before)
        && centred(line)
        && (before.size - line.size).abs() < 0.6
        && line.bbox.y0 - before.bbox.y0 < 2.8 * line.size
        && line.bbox.width() < before.bbox.width()
        && !is_finished(&line.text)
        && !longer_than(&line.text, 20)
}
