//! Stage `lines`: words, the lines that they make outside tables, and the words laid over the page.

use juesuan_extractor::{Direction, PageStages, Word};
use juesuan_model::{BBox, Language, Line, LineRole};

use super::svg::{Svg, place};

const STYLE: &str = "\
.word rect{fill:none;stroke:#888;stroke-width:.2}.word text{fill:#999}\
.body rect{fill:#06c;fill-opacity:.1;stroke:#06c;stroke-width:.4}\
.running_head rect{fill:#0a0;fill-opacity:.2;stroke:#0a0;stroke-width:.4}\
.running_foot rect{fill:#a80;fill-opacity:.2;stroke:#a80;stroke-width:.4}\
.page_number rect{fill:#80c;fill-opacity:.2;stroke:#80c;stroke-width:.4}\
.overlay rect{fill:#f0a;fill-opacity:.08;stroke:#f0a;stroke-width:.4}.overlay text{fill:#f0a}";

/// Draws the stage; gives its style.
pub(super) fn draw(stages: &PageStages, svg: &mut Svg, language: Language) -> &'static str {
    let lines = &stages.page.lines;
    for (n, line) in lines.iter().enumerate() {
        draw_line(n, line, &stages.words, svg);
    }
    // The overlay words are some of the words, in the same order.
    let mut overlay = stages.overlay.iter().peekable();
    for (n, word) in stages.words.iter().enumerate() {
        let kind = if overlay.next_if(|&next| next == word).is_some() {
            Kind::Overlay
        } else if stages.page.tables.iter().any(|table| is_in(&word.bbox, &table.bbox)) {
            Kind::InTable
        } else {
            Kind::InLine
        };
        draw_word(n, word, kind, svg);
    }
    svg.explain("word", language.either("词", "words"), stages.words.len());
    for (role, chinese, english) in [
        (LineRole::Body, "正文行", "lines of text"),
        (LineRole::RunningHead, "页眉", "running heads"),
        (LineRole::RunningFoot, "页脚", "running feet"),
        (LineRole::PageNumber, "页码", "page numbers"),
    ] {
        let count = lines.iter().filter(|line| line.role == role).count();
        svg.explain(class_of(role), language.either(chinese, english), count);
    }
    svg.explain("overlay", language.either("水印、印章的词", "words of watermarks and seals"), stages.overlay.len());
    STYLE
}

/// Draws a line of text in its box, as the `lines` and `table` stages both show it.
pub(super) fn draw_line(n: usize, line: &Line, words: &[Word], svg: &mut Svg) {
    let role = class_of(line.role);
    let tooltip = format!("line {n}: {}\nrole {role}, size {:.2}; bbox {}", line.text, line.size, place(&line.bbox));
    svg.group(&format!("line {role}"), &tooltip, |svg| {
        svg.rect(&line.bbox);
        svg.text_in(&line.bbox, direction_of(line, words), &line.text);
    });
}

/// A tall line runs the way its words do; the others run to the right.
fn direction_of(line: &Line, words: &[Word]) -> Direction {
    if line.bbox.height() < 1.5 * line.bbox.width() {
        return Direction::Right;
    }
    words.iter().find(|word| is_in(&word.bbox, &line.bbox)).map_or(Direction::Right, |word| word.direction)
}

/// Where a word ends up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    InLine,
    InTable,
    Overlay,
}

fn draw_word(n: usize, word: &Word, kind: Kind, svg: &mut Svg) {
    let tooltip = format!(
        "word {n}: {}\nfont {}, size {:.2}, darkness {}, direction {:?}; after space: {}\nbbox {}",
        word.text,
        word.font,
        word.size,
        word.darkness,
        word.direction,
        word.after_space,
        place(&word.bbox)
    );
    let class = if kind == Kind::Overlay { "word overlay" } else { "word" };
    svg.group(class, &tooltip, |svg| {
        svg.rect(&word.bbox);
        // The words of a line are written once, as the line.
        if kind != Kind::InLine {
            svg.text_in(&word.bbox, word.direction, &word.text);
        }
    });
}

fn is_in(word: &BBox, line: &BBox) -> bool {
    line.contains(word.center_x(), word.center_y())
}

fn class_of(role: LineRole) -> &'static str {
    match role {
        LineRole::Body => "body",
        LineRole::RunningHead => "running_head",
        LineRole::RunningFoot => "running_foot",
        LineRole::PageNumber => "page_number",
    }
}
