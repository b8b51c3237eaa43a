//! What stands above a fragment: its title, unit, form number and organisation.
//!
//! The title is the nearest title line above the fragment: on its page below any earlier table, or at the bottom of the
//! page before. Between title and table stand only short lines (unit, organisation, year); prose or a heading ends the
//! search.

mod title;

use juesuan_model::Page;

use crate::catalogue::Catalogue;
use crate::lines::{Baseline, PageLines};
use crate::spelling::{canonical, longer_than, squeeze};
pub(crate) use title::{FormName, Title, is_contents_entry, read_form_number, read_title};

/// How many lines that mean nothing here may stand between title and table.
const STRAY_LINES: usize = 3;
/// How many lines a caption has at most.
const LONGEST_CAPTION: usize = 16;
/// How far above a title its form number or unit may stand.
const LINES_ABOVE_TITLE: usize = 3;
/// Longer lines are prose.
const LONGEST_STRAY_LINE: usize = 40;

/// What stands above a fragment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Caption {
    /// Its own title; `None` where it has none, as on most continuation pages.
    pub(crate) title: Option<Title>,
    /// The unit of its figures.
    pub(crate) unit: Option<String>,
    /// The form number, where it stands apart from the title.
    pub(crate) form_number: Option<String>,
    /// The line that names the organisation, for comparing.
    pub(crate) organisation: Option<String>,
    /// Whether prose, a heading or a note stands between it and what comes before on its page.
    pub(crate) interrupted: bool,
}

impl Caption {
    /// Fills what is missing from `other`.
    pub(crate) fn complete_from(&mut self, other: Self) {
        self.title = self.title.take().or(other.title);
        self.unit = self.unit.take().or(other.unit);
        self.form_number = self.form_number.take().or(other.form_number);
        self.organisation = self.organisation.take().or(other.organisation);
    }

    /// Says which page the title stands on, where that is not known yet.
    pub(crate) fn place_title(&mut self, page: u32) {
        if let Some(title) = &mut self.title
            && title.page == 0
        {
            title.page = page;
        }
    }

    /// Takes in all parts of a line that belongs to a caption; `false` where one of them is something else.
    pub(crate) fn take_line(&mut self, line: &Baseline<'_>, catalogue: &Catalogue) -> bool {
        line.parts.iter().all(|part| self.take_furniture(&part.text, catalogue))
    }

    /// Takes in what stands over a title or at the foot of a page: the last of `lines`, as far as they belong to a caption.
    fn take_last(&mut self, lines: &[Baseline<'_>], catalogue: &Catalogue) {
        let last = lines.iter().rev().take(LINES_ABOVE_TITLE);
        last.take_while(|line| self.take_line(line, catalogue)).for_each(drop);
    }

    /// Takes in a part of a line that belongs to a caption; `false` where the line is something else.
    pub(crate) fn take_furniture(&mut self, printed: &str, catalogue: &Catalogue) -> bool {
        let text = canonical(printed);
        let unit = catalogue.unit.capture(&text).map(str::to_owned);
        let form_number = read_form_number(printed);
        let furniture = unit.is_some() || form_number.is_some() || catalogue.title_furniture.matches(&text);
        if furniture && unit.is_none() && form_number.is_none() && text.contains(':') {
            self.organisation.get_or_insert(text);
        }
        self.unit = self.unit.take().or(unit);
        self.form_number = self.form_number.take().or(form_number);
        furniture
    }
}

/// The captions of a page's tables, and which of its lines they take.
#[derive(Debug, Default)]
pub(crate) struct PageCaptions {
    /// One entry a table.
    pub(crate) captions: Vec<Caption>,
    /// For each table the first line (of all on the page) that belongs to its caption; the first below it where none does.
    pub(crate) starts: Vec<usize>,
    /// The first line at the foot of the page that belongs to the caption of the next page's first table.
    pub(crate) foot: Option<usize>,
}

/// Reads the captions of every page. `lines` has an entry for each page.
pub(crate) fn read_captions(
    pages: &[Page],
    lines: &[PageLines<'_>],
    catalogue: &'static Catalogue,
) -> Vec<PageCaptions> {
    let mut found: Vec<PageCaptions> = Vec::with_capacity(pages.len());
    let mut before: Option<Foot<'_, '_>> = None;
    for (index, (page, on_page)) in pages.iter().zip(lines).enumerate() {
        let mut here = PageCaptions::default();
        let mut top = f32::NEG_INFINITY;
        for fragment in &page.tables {
            let range = on_page.range(top, fragment.bbox.y0);
            let above = search_upwards(on_page.all().get(range.clone()).unwrap_or_default(), catalogue);
            here.starts.push(range.start + above.start);
            here.captions.push(above.caption);
            top = fragment.bbox.y1;
        }
        let numbered = here.captions.last().is_none_or(|last| {
            last.form_number.is_some() || last.title.as_ref().is_none_or(|title| title.form_number.is_some())
        });
        here.captions.iter_mut().for_each(|caption| caption.place_title(page.number));
        if let (Some(first), Some(fragment)) = (here.captions.first_mut(), page.tables.first()) {
            complete_first(first, before.take(), catalogue);
            if first.unit.is_none() {
                first.unit = running_unit(on_page, fragment.bbox.y0, catalogue);
            }
        }
        before = None;
        if pages.get(index + 1).is_some_and(|next| !next.tables.is_empty()) {
            let range = on_page.range(top, f32::INFINITY);
            let lines = on_page.all().get(range.clone()).unwrap_or_default();
            let mut over = search_upwards(lines, catalogue);
            over.caption.place_title(page.number);
            here.foot = over.caption.title.is_some().then_some(range.start + over.start);
            before = Some(Foot { lines, over: over.caption, numbered });
        }
        found.push(here);
    }
    found
}

/// The foot of the page before, below its last table.
struct Foot<'l, 'p> {
    lines: &'l [Baseline<'p>],
    /// What its lines say of a table that follows.
    over: Caption,
    /// Whether a form number there cannot be that of the page's last table.
    numbered: bool,
}

/// Takes from the page before what a page break parted from the first table of a page.
fn complete_first(caption: &mut Caption, before: Option<Foot<'_, '_>>, catalogue: &Catalogue) {
    let Some(Foot { lines, over, numbered }) = before else { return };
    if caption.title.is_none() && !caption.interrupted && over.title.is_some() {
        caption.complete_from(over);
    }
    let is_without_number = caption.title.as_ref().is_some_and(|title| title.form_number.is_none());
    if numbered && is_without_number && caption.form_number.is_none() {
        let mut foot = Caption::default();
        foot.take_last(lines, catalogue);
        caption.form_number = foot.form_number;
    }
}

/// The unit that a running head over a table prints.
fn running_unit(on_page: &PageLines<'_>, top: f32, catalogue: &Catalogue) -> Option<String> {
    let running = on_page.between(f32::NEG_INFINITY, top).iter().filter(|line| line.running);
    running.map(|line| canonical(&line.text())).find_map(|text| catalogue.unit.capture(&text).map(str::to_owned))
}

/// What the lines above a table say of it, and the first of them that does (their number where none does).
struct Above {
    caption: Caption,
    start: usize,
}

fn search_upwards(above: &[Baseline<'_>], catalogue: &'static Catalogue) -> Above {
    let mut found = Above { caption: Caption::default(), start: above.len() };
    let caption = &mut found.caption;
    let mut strays = 0;
    for (index, line) in above.iter().enumerate().rev().take(LONGEST_CAPTION) {
        let rest: Vec<&str> = line
            .parts
            .iter()
            .map(|part| part.text.as_str())
            .filter(|p| !caption.take_furniture(p, catalogue))
            .collect();
        if rest.is_empty() {
            found.start = index;
            continue;
        }
        if let Some(title) = title_at(above, index, &rest, catalogue) {
            if is_listed(above, index, &title, catalogue) {
                caption.interrupted = true;
            } else {
                found.start = title_start(above, index, &title, &rest, catalogue);
                caption.title = Some(title);
                caption.take_last(above.get(..index).unwrap_or_default(), catalogue);
            }
            break;
        }
        if line.running {
            continue;
        }
        strays += 1;
        if is_text(&rest, catalogue) || strays > STRAY_LINES {
            caption.interrupted = true;
            break;
        }
    }
    found
}

/// The first line that belongs to the title on a baseline: half of it may stand above, and what belongs to it above that.
fn title_start(
    above: &[Baseline<'_>],
    index: usize,
    title: &Title,
    parts: &[&str],
    catalogue: &'static Catalogue,
) -> usize {
    let alone = title_at(above.get(index..=index).unwrap_or_default(), 0, parts, catalogue);
    let wrapped = alone.is_none_or(|alone| alone.text != title.text);
    let start = index - usize::from(wrapped && index > 0);
    // A second title above the first (一、收入决算表 over 2024年度收入决算表) belongs to it.
    let belongs = |line: &&Baseline<'_>| {
        Caption::default().take_line(line, catalogue) || read_title(&line.text(), catalogue).is_some()
    };
    let over = above.iter().take(start).rev().take(LINES_ABOVE_TITLE).take_while(belongs).count();
    start - over
}

/// The title that stands on a baseline: in one part of it, in its parts together (letter-spaced), or in it and the
/// line above together (a title over two lines).
fn title_at(above: &[Baseline<'_>], index: usize, parts: &[&str], catalogue: &'static Catalogue) -> Option<Title> {
    let read = |text: &str| if title::is_contents_entry(text) { None } else { read_title(text, catalogue) };
    let alone = parts.iter().find_map(|part| read(part)).or_else(|| read(&parts.concat()));
    let rest = canonical(&parts.concat());
    let wrapped = index.checked_sub(1).and_then(|before| above.get(before)).and_then(|line| {
        let start = line.text();
        let first = canonical(&start);
        let stands_alone =
            first.ends_with('表') || catalogue.title_furniture.matches(&first) || catalogue.first_notes.matches(&first);
        if stands_alone { None } else { read(&format!("{start}{}", parts.concat())) }
    });
    // 详见附表 under a line of prose points to a table and is the title of none; so does a note.
    let points = || {
        [&catalogue.not_titles, &catalogue.first_notes, &catalogue.note_starts].iter().any(|words| words.matches(&rest))
    };
    match (alone, wrapped.filter(|_| !points())) {
        // The line above adds only an entity or a year: the title is the line alone.
        (Some(alone), Some(wrapped)) if alone.form == wrapped.form => Some(alone),
        (alone, Some(wrapped)) if wrapped.form.is_some() => Some(wrapped).or(alone),
        // What is no title without the line above, but ends as titles do, is the rest of one.
        (None, Some(wrapped)) if rest.ends_with('表') => Some(wrapped),
        (alone, _) => alone,
    }
}

/// Whether the title is one of a list of titles (a page of contents) and not over a table.
fn is_listed(above: &[Baseline<'_>], index: usize, title: &Title, catalogue: &'static Catalogue) -> bool {
    let others = above
        .iter()
        .take(index)
        .rev()
        .take(3)
        .filter_map(|line| read_title(&line.text(), catalogue))
        .filter(|other| other.core != title.core)
        .count();
    others >= 2
}

/// Whether the line is prose, a heading or a note: no part of a caption.
fn is_text(parts: &[&str], catalogue: &Catalogue) -> bool {
    let printed = squeeze(&parts.concat());
    let text = canonical(&printed);
    longer_than(&text, LONGEST_STRAY_LINE)
        || text.contains(['。', ';'])
        || text.ends_with([':', ','])
        || catalogue.section_headings.matches(&text)
        || catalogue.note_starts.matches(&text)
}

#[cfg(test)]
mod tests {
    use super::read_captions;
    use crate::catalogue::catalogue;
    use crate::drawing::{line, page, table};
    use crate::lines::PageLines;

    #[track_caller]
    fn check(lines: &[&str], expected_title: &str, expected_unit: Option<&str>) {
        let lines: Vec<_> =
            lines.iter().zip(0u8..).map(|(text, i)| line(100.0, 40.0 + f32::from(i) * 12.0, text)).collect();
        let pages = [page(1, lines, vec![table(300.0, "项目|决算数\n一、收入|1.00")])];
        let on_pages: Vec<_> = pages.iter().map(PageLines::of).collect();
        let caption = read_captions(&pages, &on_pages, catalogue()).remove(0).captions.remove(0);
        assert_eq!(caption.title.map(|title| title.text).unwrap_or_default(), expected_title);
        assert_eq!(caption.unit.as_deref(), expected_unit);
    }

    #[test]
    fn the_nearest_title_line_above_is_the_title() {
        check(
            &["某局2023年度部门决算表", "收入决算表", "公开02表", "部门：某局", "金额单位：万元"],
            "收入决算表",
            Some("万元"),
        );
    }

    #[test]
    fn a_pointer_to_a_table_is_no_second_line_of_a_title() {
        for lines in [
            ["支出的具体情况", "详见附表"],
            ["三公经费情况", "说明见附表"],
            ["各项支出的变化", "见附表"],
            ["本单位支出情况", "注：详见收入决算表"],
        ] {
            check(&lines, "", None);
        }
    }

    #[test]
    fn a_title_over_two_lines_is_one_title() {
        check(
            &["国有资本经营预算财政拨款", "支出决算表", "单位：元"],
            "国有资本经营预算财政拨款支出决算表",
            Some("元"),
        );
    }

    #[test]
    fn a_title_of_no_known_form_may_break_anywhere() {
        check(
            &["十一、会议、培训和接待等各项经费的预", "算表", "单位：元"],
            "十一、会议、培训和接待等各项经费的预算表",
            Some("元"),
        );
        check(&["本单位去年没有这样的收支，", "附表", "单位：元"], "", Some("元"));
    }

    #[test]
    fn a_numbered_title_may_run_over_two_lines_too() {
        check(
            &["六、一般公共预算财政拨款基本", "支出决算表", "单位：元"],
            "六、一般公共预算财政拨款基本支出决算表",
            Some("元"),
        );
    }

    #[test]
    fn an_entity_on_the_line_above_is_no_part_of_the_title() {
        check(&["某局2023年度", "支出决算表", "单位：元"], "支出决算表", Some("元"));
    }

    #[test]
    fn a_list_of_all_titles_is_no_title() {
        check(&["收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收入支出决算总表"], "", None);
    }

    #[test]
    fn prose_between_title_and_table_parts_them() {
        check(&["收入决算表", "本年度收入合计一百万元，比上年有所增加。", "单位：万元"], "", Some("万元"));
    }

    #[test]
    fn a_title_may_stand_at_the_bottom_of_the_page_before() {
        let pages = [
            page(1, vec![line(100.0, 700.0, "支出决算表"), line(400.0, 715.0, "单位：万元")], vec![]),
            page(2, vec![], vec![table(100.0, "项目|决算数\n一、支出|1.00")]),
        ];
        let on_pages: Vec<_> = pages.iter().map(PageLines::of).collect();
        let caption = read_captions(&pages, &on_pages, catalogue()).remove(1).captions.remove(0);
        assert_eq!(caption.title.map(|title| title.text).as_deref(), Some("支出决算表"));
        assert_eq!(caption.unit.as_deref(), Some("万元"));
    }

    #[test]
    fn a_form_number_may_stand_at_the_bottom_of_the_page_before() {
        let number = |above: &[&str]| {
            let mut lines: Vec<_> =
                above.iter().zip(0u8..).map(|(text, i)| line(100.0, 40.0 + f32::from(i) * 12.0, text)).collect();
            lines.push(line(100.0, 700.0, "公开04表"));
            let first = page(1, lines, vec![table(300.0, "项目|金额\n一、拨款|1.00")]);
            let title = vec![line(100.0, 60.0, "各项拨款预算总表")];
            let pages = [first, page(2, title, vec![table(100.0, "项目|金额\n一、拨款|1.00")])];
            let on_pages: Vec<_> = pages.iter().map(PageLines::of).collect();
            read_captions(&pages, &on_pages, catalogue()).remove(1).captions.remove(0).form_number
        };
        assert_eq!(number(&["公开03表", "支出预算总表"]).as_deref(), Some("公开04表"));
        // A table without a number above it may have it below.
        assert_eq!(number(&["支出预算总表"]), None);
    }
}
