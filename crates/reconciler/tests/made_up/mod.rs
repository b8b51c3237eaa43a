//! Pages made up from bytes: each byte is a choice, so that any bytes are a document, and near bytes a near one.
//!
//! The choices are weighted towards what final accounts print, because a page of noise ends at the first stage. Every
//! extraction keeps what `juesuan_model` promises of one; boxes may be of any size.

mod vocabulary;

use arbitrary::Unstructured;
use juesuan_model::{
    BBox, Code, Diagnostic, Extraction, FileFacts, Format, GridCell, GridKind, Line, LineRole, Page, PageTable,
};

/// The most of each: a document that takes milliseconds.
const PAGES: usize = 4;
const BLOCKS: usize = 5;
const ROWS: usize = 12;
const COLUMNS: usize = 12;

/// The document that `bytes` choose. The same bytes are the same document.
pub(crate) fn extraction(bytes: &[u8]) -> Extraction {
    let mut choices = Choices(Unstructured::new(bytes));
    let format = if choices.one_in(8) { Format::Text } else { Format::Pdf };
    let count = 1 + choices.below(PAGES);
    let mut last = None;
    let pages: Vec<Page> = (1..=count as u32).map(|number| page(&mut choices, number, format, &mut last)).collect();
    let diagnostics = if choices.one_in(16) {
        vec![Diagnostic::of_file(Code::NoTextLayer, ""), Diagnostic::of_page(Code::TooManyGlyphs, 1, "9")]
    } else {
        Vec::new()
    };
    Extraction { file: FileFacts { format, page_count: count as u32, ..FileFacts::default() }, pages, diagnostics }
}

/// The bytes, one choice after the other. Where they end, the first of everything is chosen.
struct Choices<'b>(Unstructured<'b>);

impl Choices<'_> {
    fn byte(&mut self) -> u8 {
        self.0.arbitrary().unwrap_or_default()
    }

    /// A number under `count`, which is over 0.
    fn below(&mut self, count: usize) -> usize {
        usize::from(self.byte()) % count
    }

    /// Whether something rare happens.
    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == count - 1
    }

    fn of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[(self.byte() as usize * 256 + self.byte() as usize) % words.len()]
    }

    /// A length in points, or nonsense.
    fn length(&mut self, usual: f32) -> f32 {
        match self.byte() {
            255 => f32::NAN,
            254 => 1e38,
            253 => -1e38,
            252 => 0.0,
            byte @ 240.. => -f32::from(byte - 240),
            byte @ 200.. => usual * f32::from(byte - 199),
            byte => usual + f32::from(byte % 4) * 0.5,
        }
    }
}

/// A page of captions, tables, prose and what continues the table of the page before.
fn page(choices: &mut Choices<'_>, number: u32, format: Format, last: &mut Option<Tokens>) -> Page {
    let mut page = Page { number, width: 595.0, height: 842.0, ..Page::default() };
    let mut y = choices.length(40.0);
    for _ in 0..1 + choices.below(BLOCKS) {
        match choices.below(8) {
            0 | 1 => {
                y = add_line(choices, &mut page, 200.0, y, vocabulary::TITLES);
                if !choices.one_in(4) {
                    y = add_line(choices, &mut page, 400.0, y, vocabulary::FURNITURE);
                }
                let tokens = tokens(choices);
                y = add_table(choices, &mut page, y, format, &tokens);
                *last = Some(tokens);
            }
            2 => {
                let tokens = tokens(choices);
                y = add_table(choices, &mut page, y, format, &tokens);
                *last = Some(tokens);
            }
            3 | 4 => {
                let mut tokens = last.clone().unwrap_or_else(|| tokens(choices));
                // A continuation may leave out the heads, and has other rows.
                let heads = tokens.heads;
                if choices.one_in(2) {
                    tokens.rows.drain(..heads);
                    tokens.heads = 0;
                }
                add_rows(choices, &mut tokens);
                y = add_table(choices, &mut page, y, format, &tokens);
            }
            5 => y = add_line(choices, &mut page, 60.0, y, vocabulary::NOTES),
            6 => y = add_line(choices, &mut page, 80.0, y, vocabulary::PROSE),
            _ => y = add_line(choices, &mut page, 80.0, y, vocabulary::HEADINGS),
        }
    }
    if choices.one_in(4) {
        page.lines.push(line(choices, 300.0, 820.0, number.to_string(), LineRole::PageNumber));
    }
    page
}

/// A line of one or more of these words; gives where the next one stands.
fn add_line(choices: &mut Choices<'_>, page: &mut Page, x: f32, y: f32, words: &[&str]) -> f32 {
    let mut text = words_of(choices, words);
    while choices.one_in(4) && text.len() < 300 {
        text += &words_of(choices, words);
    }
    let role = match choices.byte() {
        255 => LineRole::RunningFoot,
        254 => LineRole::RunningHead,
        _ => LineRole::Body,
    };
    let line = line(choices, x, y, text, role);
    let next = line.bbox.y1 + 5.0;
    page.lines.push(line);
    next
}

fn line(choices: &mut Choices<'_>, x: f32, y: f32, text: String, role: LineRole) -> Line {
    let size = choices.length(10.0);
    let width = text.chars().count() as f32 * 10.0;
    Line { bbox: BBox::new(x, y, x + width, y + size), text, size, role }
}

/// One of these words, or of the others, or the next bytes as they are.
fn words_of(choices: &mut Choices<'_>, words: &[&str]) -> String {
    match choices.below(16) {
        15 => noise(choices),
        14 => choices.of(vocabulary::PIECES).to_owned(),
        13 => figure(choices),
        12 => choices.of(vocabulary::TITLES).to_owned(),
        _ => choices.of(words).to_owned(),
    }
}

/// The next bytes as text.
fn noise(choices: &mut Choices<'_>) -> String {
    let length = choices.below(24);
    String::from_utf8_lossy(&(0..length).map(|_| choices.byte()).collect::<Vec<_>>()).into_owned()
}

/// Something that a money cell may print.
fn figure(choices: &mut Choices<'_>) -> String {
    match choices.below(8) {
        0 => String::new(),
        1 => choices.of(vocabulary::NO_FIGURES).to_owned(),
        2 => format!("-{}.{:02}", choices.byte(), choices.below(100)),
        3 => format!("{},{:03}.{:02}", choices.byte(), choices.below(256), choices.below(100)),
        4 => (0..choices.below(40)).map(|_| char::from(b'0' + choices.byte() % 10)).collect(),
        _ => format!("{}.{:02}", choices.byte(), choices.below(100)),
    }
}

/// A table as text: `<` continues the cell to the left, `^` the one above. The first rows are its heads.
#[derive(Debug, Clone)]
struct Tokens {
    rows: Vec<Vec<String>>,
    heads: usize,
    columns: usize,
}

fn tokens(choices: &mut Choices<'_>) -> Tokens {
    let drawing = vocabulary::HEADS[choices.below(vocabulary::HEADS.len())];
    let mut rows: Vec<Vec<String>> =
        drawing.lines().map(|row| row.split('|').map(|text| text.trim().to_owned()).collect()).collect();
    let mut columns = rows.iter().map(Vec::len).max().unwrap_or(1);
    if choices.one_in(8) {
        columns = 1 + choices.below(COLUMNS);
    }
    // Some heads are others.
    for row in &mut rows {
        row.resize(columns, String::new());
        for text in row {
            if choices.one_in(16) {
                *text = if choices.one_in(3) { "<".to_owned() } else { words_of(choices, vocabulary::HEAD_WORDS) };
            }
        }
    }
    let heads = rows.len();
    let mut tokens = Tokens { rows, heads, columns };
    add_rows(choices, &mut tokens);
    tokens
}

/// Replaces what stands under the heads.
fn add_rows(choices: &mut Choices<'_>, tokens: &mut Tokens) {
    tokens.rows.truncate(tokens.heads);
    for _ in 0..choices.below(ROWS) {
        let kind = choices.below(8);
        let row = (0..tokens.columns).map(|column| match (kind, column) {
            (7, _) => words_of(choices, vocabulary::HEAD_WORDS),
            (6, 0) => choices.of(vocabulary::NAMES).to_owned(),
            (6, _) => "<".to_owned(),
            (5, 0) => choices.of(vocabulary::NAMES).to_owned(),
            (5, column) => (column + 1).to_string(),
            (_, 0) => choices.of(vocabulary::CODES).to_owned(),
            (_, 1) => choices.of(vocabulary::NAMES).to_owned(),
            (4, 2..4) => choices.of(vocabulary::NAMES).to_owned(),
            _ => figure(choices),
        });
        let row = row.collect();
        tokens.rows.push(row);
    }
    if tokens.rows.is_empty() {
        tokens.rows.push(vec![String::new(); tokens.columns]);
    }
}

/// The table on the page; gives where the next thing stands.
fn add_table(choices: &mut Choices<'_>, page: &mut Page, y: f32, format: Format, tokens: &Tokens) -> f32 {
    let (rows, columns) = (tokens.rows.len(), tokens.columns);
    let (width, height) = (choices.length(60.0), choices.length(16.0));
    let mut column_edges: Vec<f32> = (0..=columns).map(|edge| 50.0 + width * edge as f32).collect();
    let mut row_edges: Vec<f32> = (0..=rows).map(|edge| y + height * edge as f32).collect();
    column_edges.sort_by(f32::total_cmp);
    row_edges.sort_by(f32::total_cmp);
    let mut taken = vec![false; rows * columns];
    let mut cells = Vec::new();
    for row in 0..rows {
        for column in 0..columns {
            if taken[row * columns + column] {
                continue;
            }
            let is = |row: usize, column: usize, mark: &str| {
                tokens.rows.get(row).and_then(|row| row.get(column)).is_some_and(|text| text == mark)
            };
            let free = |column: &usize| !taken[row * columns + column];
            let column_span = 1 + (column + 1..columns).take_while(|at| is(row, *at, "<") && free(at)).count();
            let row_span = 1 + (row + 1..rows).take_while(|below| is(*below, column, "^")).count();
            for row in row..row + row_span {
                taken[row * columns + column..][..column_span].fill(true);
            }
            let text = &tokens.rows[row][column];
            let text = if text == "<" || text == "^" { "" } else { text };
            let bbox = BBox::new(
                column_edges[column],
                row_edges[row],
                column_edges[column + column_span],
                row_edges[row + row_span],
            );
            cells.push(GridCell { row, column, row_span, column_span, bbox, lines: cell_lines(choices, text) });
        }
    }
    let grid = match format {
        Format::Text => GridKind::Tabs,
        Format::Pdf if choices.one_in(8) => GridKind::Aligned,
        Format::Pdf => GridKind::Ruled,
    };
    let bbox = BBox::new(column_edges[0], row_edges[0], column_edges[columns], row_edges[rows]);
    let next = bbox.y1 + choices.length(6.0);
    page.tables.push(PageTable { bbox, column_edges, row_edges, cells, grid });
    next
}

/// A cell's text in one line or two.
fn cell_lines(choices: &mut Choices<'_>, text: &str) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    if choices.one_in(8) {
        let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
        let (above, below) = text.split_at(middle);
        return vec![above.to_owned(), below.to_owned()];
    }
    vec![text.to_owned()]
}
