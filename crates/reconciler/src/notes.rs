//! The notes under a table: the lines directly below it, up to the next title, heading, table or the end of the page.

use juesuan_model::{Format, Page};

use crate::captions::{Caption, read_title};
use crate::catalogue::Catalogue;
use crate::lines::{Baseline, PageLines};
use crate::spelling::{canonical, squeeze};

/// A gap of more line heights than this ends the notes of a page.
const WIDEST_GAP: f32 = 3.5;
/// Larger text than the first note by this factor is no note.
const LARGER: f32 = 1.25;
/// A line that goes on is at least this part of the table's width.
const FULL: f32 = 0.85;

/// The notes under one table.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Notes {
    /// One entry a note, whitespace removed.
    pub(crate) texts: Vec<String>,
    /// How many of the lines [`below`] the table they take.
    pub(crate) on_page: usize,
    /// How many lines at the top of the next page they take, running heads not counted.
    pub(crate) on_next_page: usize,
}

/// The notes under the table of a page, over the page's end where nothing else stands between.
pub(crate) fn read_notes(
    pages: &[Page],
    lines: &[PageLines<'_>],
    (page, table): (usize, usize),
    format: Format,
    catalogue: &'static Catalogue,
) -> Notes {
    let (Some(this), Some(on_page)) = (pages.get(page), lines.get(page)) else { return Notes::default() };
    let mut under = below(this, on_page, table);
    let before_the_end = under.len();
    if table + 1 == this.tables.len()
        && let (Some(next), Some(on_next)) = (pages.get(page + 1), lines.get(page + 1))
    {
        let first_table = next.tables.first().map_or(f32::INFINITY, |table| table.bbox.y0);
        under.extend(on_next.between(f32::NEG_INFINITY, first_table).iter().filter(|line| !line.running));
    }
    let width = this.tables.get(table).map_or(0.0, |table| table.bbox.width());
    let (texts, taken) = take_notes(&under, before_the_end, width, format, catalogue);
    let on_page = taken.min(before_the_end);
    Notes { texts, on_page, on_next_page: taken - on_page }
}

/// The notes at the top of `lines`, and how many of the lines they take. The lines from `end` on stand on the next page;
/// `width` is that of the table over them.
fn take_notes(
    lines: &[&Baseline<'_>],
    end: usize,
    width: f32,
    format: Format,
    catalogue: &'static Catalogue,
) -> (Vec<String>, usize) {
    let mut taken = 0;
    let mut notes: Vec<String> = Vec::new();
    let mut first_size = 0.0;
    let mut last: Option<&Baseline<'_>> = None;
    for (index, line) in lines.iter().enumerate() {
        let printed = squeeze(&line.text());
        let text = canonical(&printed);
        let (top, bottom) = line.extent();
        let gap = last.filter(|_| index != end).map_or(0.0, |last| top - last.extent().1);
        let far = gap > WIDEST_GAP * (bottom - top) && format == Format::Pdf;
        let larger = first_size > 0.0 && line.size() > LARGER * first_size;
        if far || larger || ends_notes(lines, index, &printed, &text, catalogue) {
            break;
        }
        let begins = if notes.is_empty() {
            if !catalogue.first_notes.matches(&text) {
                break;
            }
            first_size = line.size();
            true
        } else {
            catalogue.note_starts.matches(&text)
        };
        // Text on another page is a note only where it says so, or where the page's end cut a full line.
        let was_cut =
            last.is_some_and(|last| last.width() > FULL * width) && notes.last().is_some_and(|n| !is_finished(n));
        if index >= end && !begins && !(index == end && was_cut) {
            break;
        }
        last = Some(line);
        match notes.last_mut() {
            // A dump keeps each paragraph on one line; on a page an unfinished sentence runs on.
            Some(last) if !begins && format == Format::Pdf && !is_finished(last) => last.push_str(&printed),
            _ => notes.push(printed),
        }
        taken = index + 1;
    }
    (notes, taken)
}

/// The lines below a table and above the next, without running heads.
pub(crate) fn below<'l, 'p>(page: &Page, lines: &'l PageLines<'p>, table: usize) -> Vec<&'l Baseline<'p>> {
    let top = page.tables.get(table).map_or(0.0, |table| table.bbox.y1);
    let bottom = page.tables.get(table + 1).map_or(f32::INFINITY, |next| next.bbox.y0);
    lines.between(top - 1.0, bottom).iter().filter(|line| !line.running).collect()
}

fn is_finished(note: &str) -> bool {
    note.ends_with(['。', '；', ';', '：', ':', '！', '？'])
}

fn ends_notes(lines: &[&Baseline<'_>], index: usize, printed: &str, text: &str, catalogue: &'static Catalogue) -> bool {
    let is_caption = |printed: &str| Caption::default().take_furniture(printed, catalogue);
    let is_title = |printed: &str| read_title(printed, catalogue).is_some();
    if catalogue.section_headings.matches(text) || is_title(printed) {
        return true;
    }
    // A unit or an organisation belongs to the next table, and so does half a title before the other half.
    let note = catalogue.note_starts.matches(text);
    let next = lines.get(index + 1).map(|line| squeeze(&line.text()));
    let half_title = !note
        && !is_finished(printed)
        && next.is_some_and(|next| {
            read_title(&format!("{printed}{next}"), catalogue).is_some_and(|title| title.form.is_some())
        });
    !note && (is_caption(printed) || half_title)
}

#[cfg(test)]
mod tests {
    use super::read_notes;
    use crate::catalogue::catalogue;
    use crate::drawing::{line, page, table};
    use crate::lines::PageLines;
    use juesuan_model::Format;

    #[track_caller]
    fn check(lines: &[&str], expected: &[&str]) {
        let lines = lines.iter().zip(0u8..).map(|(text, i)| line(50.0, 140.0 + f32::from(i) * 14.0, text)).collect();
        let pages = [page(1, lines, vec![table(100.0, "项目|决算数\n一、收入|1.00")])];
        let lines = [PageLines::of(&pages[0])];
        assert_eq!(read_notes(&pages, &lines, (0, 0), Format::Pdf, catalogue()).texts, expected);
    }

    /// `lines` under a table, `over` at the top of the page after it; the notes and how many lines of it they take.
    #[track_caller]
    fn check_over(lines: &[&str], over: &[&str], expected: &[&str], taken: usize) {
        let lines_at = |top: f32, texts: &[&str]| {
            texts.iter().zip(0u8..).map(|(text, i)| line(50.0, top + f32::from(i) * 14.0, text)).collect()
        };
        let first = page(1, lines_at(140.0, lines), vec![table(100.0, "项目|决算数\n一、收入|1.00")]);
        let pages = [first, page(2, lines_at(60.0, over), Vec::new())];
        let lines = pages.each_ref().map(PageLines::of);
        let notes = read_notes(&pages, &lines, (0, 0), Format::Pdf, catalogue());
        assert_eq!((notes.texts, notes.on_next_page), (expected.iter().map(|&note| note.to_owned()).collect(), taken));
    }

    #[test]
    fn notes_go_on_over_the_end_of_the_page() {
        check_over(
            &[],
            &["注：本表反映收支。", "2．金额有尾数误差。", "本年度收入一百万元。"],
            &["注：本表反映收支。", "2．金额有尾数误差。"],
            2,
        );
        let long = "注：本表反映部门本年度一般公共预算财政拨款和政府性基金预算财政拨款以及国有资本经营预算财政";
        check_over(&[long], &["拨款支出情况。", "本年度收入一百万元。"], &[&format!("{long}拨款支出情况。")], 1);
    }

    #[test]
    fn prose_on_the_next_page_is_no_note() {
        check_over(&["注：本表反映收支。"], &["本年度收入一百万元。"], &["注：本表反映收支。"], 0);
        check_over(&["注：本表反映收支"], &["本年度收入一百万元。"], &["注：本表反映收支"], 0);
        check_over(&[], &["本年度收入一百万元。"], &[], 0);
    }

    #[test]
    fn each_line_under_the_table_is_a_note() {
        check(
            &["注：本表反映部门本年度收支情况。", "无收支的，仍保留该表格式：", "说明：本部门没有收支，故本表无数据。"],
            &["注：本表反映部门本年度收支情况。", "无收支的，仍保留该表格式：", "说明：本部门没有收支，故本表无数据。"],
        );
        check(&["注：1. 本表反映 总收支。", "2. 本表有尾数误差。"], &["注：1.本表反映总收支。", "2.本表有尾数误差。"]);
    }

    #[test]
    fn a_wrapped_note_is_one_note() {
        check(
            &["注：本表反映部门本年度一般公共预算财政", "拨款支出情况。"],
            &["注：本表反映部门本年度一般公共预算财政拨款支出情况。"],
        );
    }

    #[test]
    fn a_title_or_a_heading_ends_the_notes() {
        check(&["注：本表反映收支。", "收入决算表", "单位：万元"], &["注：本表反映收支。"]);
        check(&["注：本表反映收支。", "第三部分 情况说明", "本年度收入一百万元。"], &["注：本表反映收支。"]);
    }

    #[test]
    fn prose_under_a_table_is_no_note() {
        check(&["本年度收入合计一百万元，比上年增加。"], &[]);
        check(&["二、部门职责"], &[]);
    }
}
