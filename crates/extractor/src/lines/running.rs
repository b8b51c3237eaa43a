//! Running heads, feet and page numbers: told by what repeats at the edge of the pages.

use std::collections::BTreeMap;

use juesuan_model::{Line, LineRole, Page};

/// The part of the page's height in which heads and feet stand.
const MARGIN: f32 = 0.1;

/// Gives the lines at the edges of `pages` their role.
///
/// A head or foot repeats, but for its digits, at the same height on at least three pages and on half of all pages. A
/// page number is a number by itself at the edge that goes up with the pages.
pub(crate) fn mark_running(pages: &mut [Page]) {
    mark_page_numbers(pages);
    mark_repeating(pages);
}

/// Where a line stands that may be a head or a foot; `None` in the middle of the page.
fn edge(line: &Line, height: f32) -> Option<LineRole> {
    let middle = line.bbox.center_y();
    if middle < MARGIN * height {
        Some(LineRole::RunningHead)
    } else if middle > (1.0 - MARGIN) * height {
        Some(LineRole::RunningFoot)
    } else {
        None
    }
}

/// Whether a line stands turned at the left or right edge, as the foot of a page that is displayed turned.
fn is_turned_foot(line: &Line, width: f32) -> bool {
    let middle = line.bbox.center_x();
    line.bbox.height() > line.bbox.width() && (middle < MARGIN * width || middle > (1.0 - MARGIN) * width)
}

fn mark_repeating(pages: &mut [Page]) {
    let key = |line: &Line, height: f32| {
        let role = edge(line, height)?;
        let words: String = line.text.chars().filter(|c| !c.is_whitespace() && !c.is_ascii_digit()).collect();
        Some((role == LineRole::RunningHead, words, (line.bbox.center_y() / 4.0).round() as i32))
    };
    let mut counts: BTreeMap<(bool, String, i32), usize> = BTreeMap::new();
    for page in pages.iter() {
        let mut here: Vec<_> = page.lines.iter().filter_map(|line| key(line, page.height)).collect();
        here.sort();
        here.dedup();
        for found in here {
            *counts.entry(found).or_default() += 1;
        }
    }
    let least = 3.max(pages.iter().filter(|page| !page.lines.is_empty()).count().div_ceil(2));
    for page in pages.iter_mut() {
        for line in &mut page.lines {
            if line.role != LineRole::Body {
                continue;
            }
            let Some((head, words, at)) = key(line, page.height) else { continue };
            // Heights are rounded: the neighbouring value is the same height.
            let same_height = at.saturating_sub(1)..=at.saturating_add(1);
            let count: usize = same_height.filter_map(|at| counts.get(&(head, words.clone(), at))).sum();
            if !words.is_empty() && count >= least {
                line.role = if head { LineRole::RunningHead } else { LineRole::RunningFoot };
            }
        }
    }
}

fn mark_page_numbers(pages: &mut [Page]) {
    let mut found: Vec<(usize, usize, u32)> = Vec::new();
    for (p, page) in pages.iter().enumerate() {
        for (l, line) in page.lines.iter().enumerate() {
            if (edge(line, page.height).is_some() || is_turned_foot(line, page.width))
                && let Some(number) = page_number(&line.text)
            {
                found.push((p, l, number));
            }
        }
    }
    // The number printed on a page minus its position is the same for most pages of a run.
    let mut offsets: BTreeMap<i64, usize> = BTreeMap::new();
    for &(p, _, number) in &found {
        *offsets.entry(i64::from(number) - p as i64).or_default() += 1;
    }
    for (p, l, number) in found {
        let alone = pages.len() == 1;
        let in_a_run = offsets.get(&(i64::from(number) - p as i64)).copied().unwrap_or(0) >= 2;
        if (alone || in_a_run)
            && let Some(line) = pages.get_mut(p).and_then(|page| page.lines.get_mut(l))
        {
            line.role = LineRole::PageNumber;
        }
    }
}

/// The number in `- 5 -`, `第5页`, `第 5 页 共 20 页`, `5/20`, `5`; `None` for anything else.
pub(crate) fn page_number(text: &str) -> Option<u32> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let trimmed = bare.trim_matches(|c: char| matches!(c, '-' | '—' | '–' | '－' | '·' | '~' | '第' | '页' | '_'));
    let first = trimmed.split(['/', '页', '，', ',']).next()?;
    if first.is_empty() || first.len() > 4 || !first.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let rest_is_total = trimmed
        .strip_prefix(first)?
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '/' | '页' | '共' | '第' | '，' | ','));
    rest_is_total.then(|| first.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use juesuan_model::{BBox, Line, LineRole, Page};

    use super::{mark_running, page_number};

    fn page(number: u32, lines: &[(f32, &str)]) -> Page {
        let lines = lines
            .iter()
            .map(|&(y, text)| Line {
                bbox: BBox::new(100.0, y, 200.0, y + 10.0),
                text: text.to_owned(),
                size: 10.0,
                role: LineRole::Body,
            })
            .collect();
        Page { number, width: 595.0, height: 842.0, lines, ..Page::default() }
    }

    fn roles(pages: &[Page]) -> Vec<Vec<LineRole>> {
        pages.iter().map(|page| page.lines.iter().map(|line| line.role).collect()).collect()
    }

    #[test]
    fn heads_and_page_numbers_are_told_from_the_text() {
        let text = ["一、概况", "二、收入", "三、支出", "四、结余"];
        let mut pages: Vec<Page> = (1..=4)
            .map(|n| {
                let number = format!("- {n} -");
                page(n, &[(40.0, "某单位2022年度决算"), (100.0, text[n as usize - 1]), (800.0, &number)])
            })
            .collect();
        mark_running(&mut pages);
        let expected = vec![LineRole::RunningHead, LineRole::Body, LineRole::PageNumber];
        assert_eq!(roles(&pages), vec![expected; 4]);
    }

    #[test]
    fn a_figure_at_the_foot_of_one_page_is_no_page_number() {
        let mut pages = vec![page(1, &[(800.0, "1979")]), page(2, &[(400.0, "正文")]), page(3, &[(800.0, "12")])];
        mark_running(&mut pages);
        assert_eq!(roles(&pages), [[LineRole::Body], [LineRole::Body], [LineRole::Body]]);
    }

    #[test]
    fn the_number_of_a_page_displayed_turned_stands_at_its_side() {
        let turned = |number: u32| {
            let mut page = page(number, &[(400.0, "正文")]);
            let text = format!("—{number}—");
            page.lines.push(Line { bbox: BBox::new(30.0, 400.0, 40.0, 420.0), text, ..page.lines[0].clone() });
            page
        };
        let mut pages = vec![turned(3), turned(4)];
        mark_running(&mut pages);
        assert_eq!(roles(&pages), [[LineRole::Body, LineRole::PageNumber], [LineRole::Body, LineRole::PageNumber]]);
    }

    #[test]
    fn page_numbers_come_in_many_forms() {
        for text in ["5", "- 5 -", "— 5 —", "第 5 页", "第5页 共20页", "5/20", "－5－"] {
            assert_eq!(page_number(text), Some(5), "{text}");
        }
        for text in ["5.20", "表5", "12345", "5万元", ""] {
            assert_eq!(page_number(text), None, "{text}");
        }
    }
}
