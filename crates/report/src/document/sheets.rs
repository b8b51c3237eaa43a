//! The pages as they look, and what is marked on them. The cells are laid over them by the page's program, which knows
//! their places from the tables.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use juesuan_model::{BBox, Page};
use maud::{Markup, html};

use super::Review;
use super::places::Marked;
use crate::words::{Label, page_number, say};

/// A page to show.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// 1-based.
    pub page: u32,
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// What it looks like; `None` where it was not drawn.
    pub picture: Option<Picture>,
    /// Its text, where the picture lacks it: shown in its place.
    pub text: Vec<(BBox, String)>,
}

/// A picture of a page.
#[derive(Debug, Clone)]
pub struct Picture {
    /// `image/png`, say.
    pub media_type: &'static str,
    /// The encoded picture.
    pub bytes: Vec<u8>,
}

impl Sheet {
    /// A page without a picture: its text where it stands.
    pub fn of_text(page: &Page) -> Self {
        let lines = page.lines.iter().map(|line| (line.bbox, line.text.clone()));
        let cells = page.tables.iter().flat_map(|table| &table.cells).map(|cell| (cell.bbox, cell.text()));
        let text = lines.chain(cells).filter(|(_, text)| !text.is_empty()).collect();
        Self { page: page.number, width: page.width, height: page.height, picture: None, text }
    }
}

pub(super) fn section(review: &Review<'_>, marked: &Marked) -> Markup {
    if review.sheets.is_empty() {
        return without_pages(review);
    }
    let label = Label::new("页面", "Pages");
    html! {
        aside #sheets aria-label=(label.in_language(review.language)) data-label-zh=(label.chinese)
            data-label-en=(label.english) {
            div.bar {
                p #selected role="status" aria-live="polite" {
                    (say("点一个单元格，就看到它在页面上的位置；点页面上的格子，就到表中的单元格。键盘：方向键移动，F 键看核对结果。",
                        "Click a cell to see where it stands on the page; click a cell on the page to find it in its table. Keys: arrows to move, F for the finding."))
                }
                button #close type="button" { (say("关闭", "Close")) }
            }
            div #pile tabindex="0" role="region" aria-label=(label.in_language(review.language))
                data-label-zh=(label.chinese) data-label-en=(label.english) {
                @for sheet in review.sheets { (figure(sheet, review, marked)) }
            }
        }
    }
}

/// What is said of a chosen cell, where no page is shown beside it.
fn without_pages(review: &Review<'_>) -> Markup {
    let label = Label::new("所选单元格", "The chosen cell");
    html! {
        aside #sheets.bare aria-label=(label.in_language(review.language)) data-label-zh=(label.chinese)
            data-label-en=(label.english) {
            p #selected role="status" aria-live="polite" {
                (say("点一个单元格，就看到它的行、列和核对结果。键盘：方向键移动，F 键看核对结果。",
                    "Click a cell to see its row, its column and what was found. Keys: arrows to move, F for the finding."))
            }
        }
    }
}

fn figure(sheet: &Sheet, review: &Review<'_>, marked: &Marked) -> Markup {
    let (width, height) = (sheet.width.max(1.0), sheet.height.max(1.0));
    let view = format!("0 0 {width} {height}");
    let alt = Label::new(format!("第 {} 页的样子", sheet.page), format!("what page {} looks like", sheet.page));
    let boxes = marked.boxes.iter().filter(|(page, ..)| *page == sheet.page);
    let suspects = marked.suspects.values().filter(|(page, _)| *page == sheet.page);
    html! {
        figure.sheet #(format!("p{}", sheet.page)) data-page=(sheet.page) data-size=(format!("{width} {height}")) {
            figcaption { (page_number(sheet.page)) }
            div.paper style=(format!("aspect-ratio:{width}/{height}")) {
                @if let Some(picture) = &sheet.picture {
                    img loading="lazy" decoding="async" alt=(alt.in_language(review.language)) data-alt-zh=(alt.chinese)
                        data-alt-en=(alt.english) src=(format!("data:{};base64,{}", picture.media_type, STANDARD.encode(&picture.bytes)));
                }
                @if !sheet.text.is_empty() {
                    svg.text viewBox=(view) aria-hidden="true" {
                        @for (bbox, text) in &sheet.text { (text_at(bbox, text)) }
                    }
                }
                svg.marks viewBox=(view) aria-hidden="true" {
                    @for (_, bbox, mark) in boxes {
                        @let [x0, y0, x1, y1] = bbox.tenths();
                        rect class=(mark.name()) x=(x0) y=(y0) width=(x1 - x0) height=(y1 - y0) {}
                    }
                    @for (_, bbox) in suspects {
                        @let [x0, y0, x1, y1] = bbox.tenths();
                        rect.suspect x=(x0) y=(y0) width=(x1 - x0) height=(y1 - y0) {}
                    }
                }
            }
        }
    }
}

/// A text in its box, as large as fits.
fn text_at(bbox: &BBox, text: &str) -> Markup {
    let [x0, y0, x1, y1] = bbox.tenths();
    // In widths of a Chinese character; digits and Latin letters are a little over half as wide.
    let wide: f64 = text.chars().map(|c| if c.is_ascii() { 0.6 } else { 1.0 }).sum();
    let size = (y1 - y0).min((x1 - x0) / wide.max(1.0)).clamp(1.0, 12.0);
    let base = (y0 + y1) / 2.0 + size * 0.35;
    html! { text x=(format!("{:.1}", x0 + 1.0)) y=(format!("{base:.1}")) font-size=(format!("{size:.1}")) { (text) } }
}
