//! An SVG of a page in points: boxes, text and tooltips in, a well-formed document out.

use std::fmt::{self, Display, Write};

use juesuan_extractor::Direction;
use juesuan_model::BBox;

use super::fit;

/// Room around the page in points: marks just off the page show.
const MARGIN: f32 = 20.0;

/// Size of the caption and the legend in points.
const LEGEND_SIZE: f32 = 8.0;

const COMMON_STYLE: &str = "\
text{font-family:'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','SimSun',sans-serif;white-space:pre}\
.paper{fill:#fff}.edge{fill:none;stroke:#999;stroke-width:.7}.around{fill:#eee}\
.legend text{fill:#222;stroke:none}.faint{fill:#999;pointer-events:none}";

/// A page being drawn.
///
/// Elements are shown in the order in which they are added. Coordinates are the model's: points, y downwards.
#[derive(Debug)]
pub(crate) struct Svg {
    page: BBox,
    body: String,
    extent: BBox,
    legend: Vec<Entry>,
    notes: Vec<String>,
}

#[derive(Debug)]
struct Entry {
    class: &'static str,
    label: String,
}

impl Svg {
    /// An empty page of this size in points.
    pub(crate) fn new(width: f32, height: f32) -> Self {
        let page = BBox::new(0.0, 0.0, finite(width), finite(height));
        Self { page, body: String::new(), extent: page, legend: Vec::new(), notes: Vec::new() }
    }

    /// What is drawn by `content` is one thing, with this tooltip.
    pub(crate) fn group(&mut self, class: &str, tooltip: &str, content: impl FnOnce(&mut Self)) {
        self.put(format_args!("<g class=\"{class}\"><title>{}</title>", Escaped(tooltip)));
        content(self);
        self.body.push_str("</g>\n");
    }

    /// A box.
    pub(crate) fn rect(&mut self, bbox: &BBox) {
        self.reach(bbox);
        let (x, y) = (Number(bbox.x0), Number(bbox.y0));
        self.put(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\"/>",
            Number(bbox.width()),
            Number(bbox.height())
        ));
    }

    /// A straight line.
    pub(crate) fn line(&mut self, class: &str, from: (f32, f32), to: (f32, f32)) {
        let numbers = [from.0, from.1, to.0, to.1].map(Number);
        let [x1, y1, x2, y2] = &numbers;
        self.put(format_args!("<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>"));
    }

    /// Text whose baseline starts at (x, y). Slanted text stands upright: its angle is not known.
    pub(crate) fn text(&mut self, class: &str, (x, y): (f32, f32), size: f32, direction: Direction, text: &str) {
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let (x, y, size) = (Number(x), Number(y), Number(size));
        let turned = match direction {
            Direction::Right | Direction::Slanted => String::new(),
            Direction::Down => format!(" transform=\"rotate(90 {x} {y})\""),
            Direction::Left => format!(" transform=\"rotate(180 {x} {y})\""),
            Direction::Up => format!(" transform=\"rotate(-90 {x} {y})\""),
        };
        self.put(format_args!(
            "<text{class} x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{turned}>{}</text>",
            Escaped(text)
        ));
    }

    /// One line of text as large as the box allows.
    pub(crate) fn text_in(&mut self, bbox: &BBox, direction: Direction, text: &str) {
        let turned = matches!(direction, Direction::Down | Direction::Up);
        let (along, across) = if turned { (bbox.height(), bbox.width()) } else { (bbox.width(), bbox.height()) };
        let size = fit::size_on_one_line(text, along, across);
        // Above and below the letters there is the same room.
        let baseline = (across - size) / 2.0 + 0.12 * size;
        let start = match direction {
            Direction::Right | Direction::Slanted => (bbox.x0, bbox.y1 - baseline),
            Direction::Down => (bbox.x0 + baseline, bbox.y0),
            Direction::Left => (bbox.x1, bbox.y0 + baseline),
            Direction::Up => (bbox.x1 - baseline, bbox.y1),
        };
        self.text("", start, size, direction, text);
    }

    /// Text wrapped in a box, no larger than `largest` points.
    pub(crate) fn text_wrapped_in(&mut self, bbox: &BBox, largest: f32, text: &str) {
        const PADDING: f32 = 1.0;
        let inner = bbox.grown(-PADDING);
        let (size, lines) = fit::wrap(text, inner.width(), inner.height(), largest);
        for (n, line) in (0u16..).zip(&lines) {
            let baseline = inner.y0 + size * (0.88 + fit::LINE_HEIGHT * f32::from(n));
            self.text("", (inner.x0, baseline), size, Direction::Right, line);
        }
    }

    /// Explains a class of groups: the sample is drawn as they are.
    pub(crate) fn explain(&mut self, class: &'static str, label: &str, count: usize) {
        self.legend.push(Entry { class, label: format!("{label} {count}") });
    }

    /// A line under the legend.
    pub(crate) fn note(&mut self, text: String) {
        self.notes.push(text);
    }

    /// The document. `style` says how the classes look.
    pub(crate) fn finish(self, caption: &str, style: &str) -> String {
        let around = self.shown();
        let width = around.width();
        let (legend, height) = self.legend_below(&around, caption);
        let view = BBox { y1: around.y1 + height, ..around };
        let (x, y, w, h) = (Number(view.x0), Number(view.y0), Number(width), Number(view.height()));
        let paper = (Number(self.page.width()), Number(self.page.height()));
        let sized = |class: &str| {
            format!("<rect class=\"{class}\" x=\"0\" y=\"0\" width=\"{}\" height=\"{}\"/>\n", paper.0, paper.1)
        };
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}pt\" height=\"{h}pt\" viewBox=\"{x} {y} {w} {h}\">\n\
             <title>{}</title>\n<style>{COMMON_STYLE}{style}</style>\n\
             <rect class=\"around\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"/>\n{}{}{}{legend}</svg>\n",
            Escaped(caption),
            sized("paper"),
            self.body,
            sized("edge"),
        )
    }

    /// The page with its margin, and what lies outside up to one more page away.
    fn shown(&self) -> BBox {
        let most = self.page.grown(self.page.width().max(self.page.height()));
        let outside = self.extent.grown(MARGIN).intersection(&most).unwrap_or(self.page);
        self.page.grown(MARGIN).union(&outside)
    }

    /// Caption, legend and notes in rows below `around`, and how much height they take.
    fn legend_below(&self, around: &BBox, caption: &str) -> (String, f32) {
        const ROW: f32 = 1.6 * LEGEND_SIZE;
        let left = around.x0 + MARGIN;
        let right = (around.x1 - MARGIN).max(left);
        let mut drawn = Self::new(0.0, 0.0);
        let mut y = around.y1 + LEGEND_SIZE;
        let write = |drawn: &mut Self, y: &mut f32, text: &str| {
            for line in fit::lines_of_width(text, (right - left) / LEGEND_SIZE) {
                drawn.text("", (left, *y), LEGEND_SIZE, Direction::Right, &line);
                *y += ROW;
            }
        };
        write(&mut drawn, &mut y, caption);
        let mut x = left;
        for entry in &self.legend {
            let width = fit::ems(&entry.label) * LEGEND_SIZE;
            if x > left && x + 14.0 + width > right {
                x = left;
                y += ROW;
            }
            let sample = BBox { x0: x, y0: y - 0.8 * LEGEND_SIZE, x1: x + 10.0, y1: y + 0.1 * LEGEND_SIZE };
            drawn.put(format_args!("<g class=\"{}\">", entry.class));
            drawn.rect(&sample);
            drawn.body.push_str("</g>");
            drawn.text("", (x + 14.0, y), LEGEND_SIZE, Direction::Right, &entry.label);
            x += 14.0 + width + 1.5 * LEGEND_SIZE;
        }
        y += ROW;
        for note in &self.notes {
            write(&mut drawn, &mut y, note);
        }
        (format!("<g class=\"legend\">\n{}</g>\n", drawn.body), y - around.y1)
    }

    fn reach(&mut self, bbox: &BBox) {
        if [bbox.x0, bbox.y0, bbox.x1, bbox.y1].iter().all(|edge| edge.is_finite()) {
            self.extent = self.extent.union(bbox);
        }
    }

    fn put(&mut self, arguments: fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = self.body.write_fmt(arguments);
    }
}

/// A box as tooltips print it.
pub(crate) fn place(bbox: &BBox) -> String {
    format!("[{:.1}, {:.1}, {:.1}, {:.1}]", bbox.x0, bbox.y0, bbox.x1, bbox.y1)
}

fn finite(number: f32) -> f32 {
    if number.is_finite() { number } else { 0.0 }
}

/// A coordinate to 0.01 point, without trailing zeros. Documents may hold numbers that no viewer stands.
struct Number(f32);

impl Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const FARTHEST: f32 = 1e6;
        let rounded = (f64::from(finite(self.0).clamp(-FARTHEST, FARTHEST)) * 100.0).round() / 100.0;
        write!(f, "{}", rounded + 0.0)
    }
}

/// Text as XML content. Control characters, which XML 1.0 forbids, show as their pictures (U+2400 block).
struct Escaped<'a>(&'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\n' | '\t' => f.write_char(c)?,
                '\0'..='\u{1f}' => f.write_char(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'))?,
                '\u{7f}' => f.write_char('\u{2421}')?,
                '\u{80}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => f.write_char('\u{fffd}')?,
                _ => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Escaped, Number};

    #[test]
    fn what_xml_forbids_is_replaced() {
        assert_eq!(
            Escaped("a<b & \"c\">\u{1}\u{0}\u{7f}\u{ffff}").to_string(),
            "a&lt;b &amp; &quot;c&quot;&gt;␁␀␡\u{fffd}"
        );
    }

    #[test]
    fn numbers_are_short_and_finite() {
        for (number, expected) in [
            (180.149, "180.15"),
            (10.0, "10"),
            (-0.001, "0"),
            (f32::NAN, "0"),
            (f32::NEG_INFINITY, "0"),
            (1e30, "1000000"),
        ] {
            assert_eq!(Number(number).to_string(), expected);
        }
    }
}
