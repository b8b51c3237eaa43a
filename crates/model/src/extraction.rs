//! What one file holds, before anyone asks what it means: pages of lines and table fragments.

use serde::{Deserialize, Serialize};

use crate::{BBox, Diagnostics};

/// One file, read. Made by the extractor from a PDF or a text dump alike.
#[derive(Debug, Clone, Default)]
pub struct Extraction {
    /// What the file says of itself.
    pub file: FileFacts,
    /// Its pages in order. In a text dump a form feed starts a new one.
    pub pages: Vec<Page>,
    /// What was noticed while reading, in page order.
    pub diagnostics: Diagnostics,
}

/// What a file says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileFacts {
    /// PDF or text.
    pub format: Format,
    /// The program that wrote the file (PDF `Producer`, else `Creator`), as stored; `None` where the file names none.
    pub producer: Option<String>,
    /// Pages in the file, read or not.
    pub page_count: u32,
    /// Whether the pages carry text.
    pub text_layer: TextLayer,
    /// 1-based numbers of the pages without visible text.
    pub pages_without_text: Vec<u32>,
}

/// The front door that a file came through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// A PDF file.
    #[default]
    Pdf,
    /// A plain-text dump with tab-separated cells.
    Text,
}

/// Whether the pages of a file carry text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TextLayer {
    /// Every page has text, or has nothing on it that could hide text.
    #[default]
    Full,
    /// Some pages have text; others are pictures without any.
    Partial,
    /// No page has text: a scan. Figures need character recognition first.
    None,
}

/// One page as displayed: rotation and crop applied.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// 1-based.
    pub number: u32,
    /// Width in points (characters of the longest line for a text dump).
    pub width: f32,
    /// Height in points (lines for a text dump).
    pub height: f32,
    /// The text outside tables, in reading order.
    pub lines: Vec<Line>,
    /// The table fragments, from the top.
    pub tables: Vec<PageTable>,
    /// Watermarks and seals, in drawing order: text laid over the page that is no part of its lines and tables.
    pub overlay: Vec<Line>,
}

/// A run of text on one baseline. A wide gap (two columns, a label at either margin) ends a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Where it stands.
    pub bbox: BBox,
    /// As printed; a gap between words is one space.
    pub text: String,
    /// Size of most of its characters in points; 0 for a text dump.
    pub size: f32,
    /// Its part on the page.
    pub role: LineRole,
}

/// What a line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LineRole {
    /// Part of the text.
    #[default]
    Body,
    /// Repeats at the top of the pages.
    RunningHead,
    /// Repeats at the bottom of the pages.
    RunningFoot,
    /// A page number.
    PageNumber,
}

/// One table as one page shows it: a fragment of a table where the table runs over pages.
///
/// Rows and columns are those of the grid. Each position of the grid belongs to exactly one cell.
#[derive(Debug, Clone, Default)]
pub struct PageTable {
    /// The outer edge.
    pub bbox: BBox,
    /// The x positions of the column edges, ascending; one more than there are columns.
    pub column_edges: Vec<f32>,
    /// The y positions of the row edges, ascending; one more than there are rows.
    pub row_edges: Vec<f32>,
    /// The cells in reading order (by row, then by column).
    pub cells: Vec<GridCell>,
    /// What its cells were told by.
    pub grid: GridKind,
}

/// What the cells of a table were told by: how far its columns can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum GridKind {
    /// Rules drawn around them.
    #[default]
    Ruled,
    /// The alignment of the words, where no rules close them: inferred.
    Aligned,
    /// The tabs of a text dump. Spans in its heads are inferred.
    Tabs,
}

impl PageTable {
    /// Number of grid rows.
    pub fn row_count(&self) -> usize {
        self.row_edges.len().saturating_sub(1)
    }

    /// Number of grid columns.
    pub fn column_count(&self) -> usize {
        self.column_edges.len().saturating_sub(1)
    }
}

/// A cell of a [`PageTable`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GridCell {
    /// First grid row, from 0.
    pub row: usize,
    /// First grid column, from 0.
    pub column: usize,
    /// Rows covered, at least 1.
    pub row_span: usize,
    /// Columns covered, at least 1.
    pub column_span: usize,
    /// The edges of the cell; in an [aligned](GridKind::Aligned) grid, which has none, the box of its words (of its
    /// place among rows and columns, where it has no words).
    pub bbox: BBox,
    /// The text, one string for each line in the cell, from the top, as printed.
    pub lines: Vec<String>,
}

impl GridCell {
    /// The text with line wraps and layout spaces removed: what the author typed.
    ///
    /// Spaces between Chinese characters, digits and punctuation are layout (letter-spacing, justification). One space
    /// stays where two Latin words meet.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for line in &self.lines {
            for word in line.split_whitespace() {
                let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
                if latin(text.chars().next_back()) && latin(word.chars().next()) {
                    text.push(' ');
                }
                text.push_str(word);
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::GridCell;

    #[track_caller]
    fn check(lines: &[&str], expected: &str) {
        let cell = GridCell { lines: lines.iter().map(|&line| line.to_owned()).collect(), ..GridCell::default() };
        assert_eq!(cell.text(), expected);
    }

    #[test]
    fn wraps_and_letter_spacing_are_layout() {
        check(&["项\u{3000}目"], "项目");
        check(&["二十一、国有资本经营预", "算支出"], "二十一、国有资本经营预算支出");
        check(&["公 务 接 待", "费"], "公务接待费");
    }

    #[test]
    fn latin_words_keep_one_space() {
        check(&["Microsoft  Office", "软件"], "Microsoft Office软件");
    }

    #[test]
    fn digits_of_a_wrapped_code_join() {
        check(&["20103", "50"], "2010350");
    }
}
