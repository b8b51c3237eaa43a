//! Stage `marks`: every character where it is drawn, the unseen ones coloured by reason, and every piece of a rule.

use juesuan_extractor::{Direction, Flags, Glyph, Orientation, PageMarks, PageStages, Ruling};
use juesuan_model::Language;

use super::describe;
use super::svg::{Svg, place};

const STYLE: &str = "\
rect{fill:none}.glyph rect{stroke:#bbb;stroke-width:.15}.glyph text{fill:#000}\
.invisible rect{stroke:#00f}.invisible text{fill:#00f}.off_page rect{stroke:#a0a}.off_page text{fill:#a0a}\
.clipped rect{stroke:#e80}.clipped text{fill:#e80}.repeated rect{stroke:#0a0}.repeated text{fill:#0a0}\
.hidden_layer rect{stroke:#0aa}.hidden_layer text{fill:#0aa}.white rect{stroke:#960}.white text{fill:#960}\
.unmapped rect{stroke:#f00;stroke-width:.6}.unmapped text{fill:#f00}\
.horizontal rect{fill:#06c;fill-opacity:.7}.vertical rect{fill:#c06;fill-opacity:.7}\
.legend rect{stroke-width:1}";

/// Why a glyph is not seen: flag, name, and label. The first that holds gives the colour.
const UNSEEN: [(Flags, &str, &str, &str); 6] = [
    (Flags::HIDDEN_LAYER, "hidden_layer", "隐藏图层", "hidden layer"),
    (Flags::INVISIBLE, "invisible", "不可见", "invisible"),
    (Flags::OFF_PAGE, "off_page", "页外", "off the page"),
    (Flags::CLIPPED, "clipped", "被裁剪", "clipped"),
    (Flags::REPEATED, "repeated", "重复（加粗）", "repeated (bold)"),
    (Flags::WHITE, "white", "白色", "white"),
];

/// Draws the stage; gives its style.
pub(super) fn draw(stages: &PageStages, svg: &mut Svg, language: Language) -> &'static str {
    let marks = &stages.marks;
    for ruling in &marks.rulings {
        draw_ruling(ruling, svg);
    }
    for (n, glyph) in marks.glyphs.iter().enumerate() {
        draw_glyph(n, glyph, svg);
    }
    explain(marks, svg, language);
    STYLE
}

/// The visible characters as a pale background, without tooltips.
pub(super) fn draw_faintly(marks: &PageMarks, svg: &mut Svg) {
    for glyph in marks.visible() {
        glyph_text("faint", glyph, svg);
    }
}

fn draw_glyph(n: usize, glyph: &Glyph, svg: &mut Svg) {
    let mut class = "glyph".to_owned();
    if let Some((_, reason, ..)) = reason(glyph.flags) {
        class = format!("{class} {reason}");
    }
    if glyph.flags.has(Flags::UNMAPPED) {
        class.push_str(" unmapped");
    }
    svg.group(&class, &facts(n, glyph), |svg| {
        svg.rect(&glyph.bbox);
        glyph_text("", glyph, svg);
    });
}

fn glyph_text(class: &str, glyph: &Glyph, svg: &mut Svg) {
    let start = match glyph.direction {
        Direction::Slanted => (glyph.bbox.center_x() - glyph.size / 2.0, glyph.bbox.center_y() + 0.38 * glyph.size),
        _ => (glyph.x, glyph.y),
    };
    svg.text(class, start, glyph.size, glyph.direction, glyph.char.encode_utf8(&mut [0; 4]));
}

fn reason(flags: Flags) -> Option<&'static (Flags, &'static str, &'static str, &'static str)> {
    UNSEEN.iter().find(|(flag, ..)| flags.has(*flag))
}

fn facts(n: usize, glyph: &Glyph) -> String {
    let mut flags: Vec<&str> =
        UNSEEN.iter().filter(|(flag, ..)| glyph.flags.has(*flag)).map(|(_, name, ..)| *name).collect();
    for (flag, name) in [(Flags::UNMAPPED, "unmapped"), (Flags::AFTER_SPACE, "after_space")] {
        if glyph.flags.has(flag) {
            flags.push(name);
        }
    }
    format!(
        "glyph {n}: {} U+{:04X}\nfont {}, size {:.2}, darkness {}, direction {:?}\nbaseline {:.1}, {:.1}; bbox {}\nflags: {}",
        glyph.char,
        u32::from(glyph.char),
        glyph.font,
        glyph.size,
        glyph.darkness,
        glyph.direction,
        glyph.x,
        glyph.y,
        place(&glyph.bbox),
        if flags.is_empty() { "none".to_owned() } else { flags.join(", ") },
    )
}

fn draw_ruling(ruling: &Ruling, svg: &mut Svg) {
    let class = match ruling.orientation {
        Orientation::Horizontal => "horizontal",
        Orientation::Vertical => "vertical",
    };
    let run = describe("piece", ruling.orientation, ruling.position, (ruling.start, ruling.end));
    let tooltip = format!("{run}, thickness {:.2}", ruling.thickness);
    svg.group(class, &tooltip, |svg| svg.rect(&ruling.bbox()));
}

fn explain(marks: &PageMarks, svg: &mut Svg, language: Language) {
    svg.explain("glyph", language.either("可见字符", "visible glyphs"), marks.visible().count());
    for (flag, class, chinese, english) in &UNSEEN {
        let count =
            marks.glyphs.iter().filter(|glyph| reason(glyph.flags).is_some_and(|(first, ..)| first == flag)).count();
        svg.explain(class, language.either(chinese, english), count);
    }
    let unmapped = marks.glyphs.iter().filter(|glyph| glyph.flags.has(Flags::UNMAPPED)).count();
    svg.explain("unmapped", language.either("无法对应到文字", "unmapped"), unmapped);
    for (orientation, class, chinese, english) in [
        (Orientation::Horizontal, "horizontal", "横线段", "horizontal pieces"),
        (Orientation::Vertical, "vertical", "竖线段", "vertical pieces"),
    ] {
        let count = marks.rulings.iter().filter(|ruling| ruling.orientation == orientation).count();
        svg.explain(class, language.either(chinese, english), count);
    }
    let (share, curved) = (marks.picture_share * 100.0, marks.curved_fills);
    svg.note(match language {
        Language::Chinese => format!("图片占页面 {share:.0}%；曲线填充 {curved} 个"),
        Language::English => format!("pictures cover {share:.0}% of the page; {curved} curved fills"),
    });
}
