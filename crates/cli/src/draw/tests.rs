//! Synthetic pages: what a document may hold and the shipped ones do not.

use juesuan_extractor::{Direction, Flags, Glyph, PageMarks, PageStages, Ruling};
use juesuan_model::{BBox, Code, Diagnostic, Language, Page};
use roxmltree::Document;

use super::{Stage, draw_stage};

const STAGES: [Stage; 4] = [Stage::Marks, Stage::Lines, Stage::Grid, Stage::Table];

fn glyph(char: char, x: f32, flags: Flags) -> Glyph {
    Glyph {
        char,
        x,
        y: 50.0,
        bbox: BBox::new(x, 41.0, x + 10.0, 51.0),
        size: 10.0,
        direction: Direction::Right,
        flags,
        darkness: 255,
        font: 0,
    }
}

fn page(glyphs: Vec<Glyph>) -> PageStages {
    let rulings =
        vec![Ruling::horizontal(60.0, 10.0, 90.0, 0.5), Ruling::vertical(10.0, f32::NAN, f32::INFINITY, 1e30)];
    PageStages {
        marks: PageMarks { number: 1, width: 100.0, height: 80.0, glyphs, rulings, ..PageMarks::default() },
        words: Vec::new(),
        overlay: Vec::new(),
        rules: Vec::new(),
        grids: Vec::new(),
        page: Page::default(),
        diagnostics: vec![Diagnostic::of_place(Code::OpenCell, 1, BBox::new(1.0, 2.0, 3.0, 4.0), "<\u{1}&")],
    }
}

/// The groups of a class, legend samples left out.
fn groups<'a>(svg: &'a Document<'_>, class: &str) -> Vec<roxmltree::Node<'a, 'a>> {
    let has = |node: &roxmltree::Node<'_, '_>| {
        node.attribute("class").is_some_and(|classes| classes.split(' ').any(|one| one == class))
            && node.children().any(|child| child.has_tag_name("title"))
    };
    svg.descendants().filter(has).collect()
}

#[test]
fn characters_that_xml_forbids_leave_the_drawing_well_formed() {
    let glyphs = ['<', '&', '\u{1}', '\u{ffff}', '"', '合'];
    let stages = page((0u8..).zip(glyphs).map(|(n, c)| glyph(c, f32::from(n) * 10.0, Flags::default())).collect());
    for stage in STAGES {
        let svg = draw_stage(&stages, stage, "a<b>&\u{1b}.pdf", Language::English);
        let parsed = Document::parse(&svg).unwrap_or_else(|error| panic!("{stage:?}: {error}\n{svg}"));
        if stage == Stage::Marks {
            let drawn: String = groups(&parsed, "glyph")
                .iter()
                .flat_map(|group| group.children().filter(|child| child.has_tag_name("text")))
                .filter_map(|text| text.text())
                .collect();
            assert_eq!(drawn, "<&␁\u{fffd}\"合");
        }
    }
}

#[test]
fn the_unseen_are_coloured_by_reason_and_the_unmapped_are_marked() {
    let both = Flags::CLIPPED.with(Flags::UNMAPPED);
    let stages = page(vec![glyph('a', 0.0, Flags::WHITE), glyph('b', 20.0, both), glyph('c', 40.0, Flags::default())]);
    let svg = draw_stage(&stages, Stage::Marks, "x", Language::English);
    let parsed = Document::parse(&svg).unwrap();
    for (class, count) in [("glyph", 3), ("white", 1), ("clipped", 1), ("unmapped", 1), ("invisible", 0)] {
        assert_eq!(groups(&parsed, class).len(), count, "{class}");
    }
    assert!(svg.contains("flags: clipped, unmapped") && svg.contains("clipped 1"));
}

#[test]
fn a_mark_off_the_page_enlarges_the_view_but_not_without_end() {
    #[track_caller]
    fn check(x: f32, expected: &str) {
        let svg = draw_stage(&page(vec![glyph('a', x, Flags::OFF_PAGE)]), Stage::Marks, "x", Language::Chinese);
        let parsed = Document::parse(&svg).unwrap();
        let view = parsed.root_element().attribute("viewBox").unwrap();
        assert!(view.starts_with(expected), "{view}");
    }
    check(-5.0, "-25 -20 145 ");
    check(-60.0, "-80 -20 200 ");
    check(-1e9, "-100 -20 220 ");
}

#[test]
fn a_diagnostic_is_a_box_that_says_its_code() {
    let svg = draw_stage(&page(Vec::new()), Stage::Table, "x", Language::English);
    let parsed = Document::parse(&svg).unwrap();
    let [group] = groups(&parsed, "diagnostic")[..] else { panic!("one diagnostic") };
    let title = group.children().find(|child| child.has_tag_name("title")).and_then(|title| title.text());
    assert_eq!(title, Some("open_cell: the rules around a cell do not close: <␁&"));
}
