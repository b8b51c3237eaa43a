//! One line of text: is it the title of a table, and of which form?
//!
//! Titles come with noise: a number before (`一、`, `表2：`, `附件1`), an entity and a year, `（续）` or a form number after.
//! The name of the form stands at the end. Words left between year and name that change the meaning (`财政拨款` before
//! `支出决算表`) make it another table.

use juesuan_model::DocumentKind;

use crate::catalogue::{Catalogue, Form, TitlePattern};
use crate::spelling::{canonical, longer_than, squeeze};
use crate::wording::wordings;

/// Longer lines are prose.
const LONGEST_TITLE: usize = 60;
/// The same for the titles of tables that are no known form: less is known of them.
const LONGEST_OTHER: usize = 45;

/// The title of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Title {
    /// As printed, whitespace removed; without `（续）` and a form number after it.
    pub(crate) text: String,
    /// For comparing: canonical, without numbering.
    pub(crate) core: String,
    /// The form that it names; `None` for every other table.
    pub(crate) form: Option<FormName>,
    /// The number printed with it (`表2`, `公开02表`).
    pub(crate) form_number: Option<String>,
    /// Whether `续` says that the table began before.
    pub(crate) continued: bool,
    /// 1-based page that it stands on; 0 as long as only its text is known.
    pub(crate) page: u32,
}

/// A form as a title names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FormName {
    /// Its name in the JSON.
    pub(crate) kind: &'static str,
    /// The kind of document that it belongs to.
    pub(crate) document: DocumentKind,
    /// Whether other kinds of document use the same wording: then it counts only among certain forms.
    pub(crate) only_among_forms: bool,
}

/// The title that `line` is; `None` for every other line.
pub(crate) fn read_title(line: &str, catalogue: &'static Catalogue) -> Option<Title> {
    if longer_than(line, 2 * LONGEST_TITLE) {
        return None;
    }
    let printed = squeeze(line);
    let (printed, number_after) = split_form_number_after(&printed);
    let (printed, continued_after) = strip_continued(printed);
    let text = strip_bullet(printed);
    let whole = canonical(text);
    if longer_than(&whole, LONGEST_TITLE) || is_prose(&whole) {
        return None;
    }
    let (core, number_before) = split_numbering(&whole);
    let (core, continued_before) = match core.strip_prefix("续表").or_else(|| core.strip_prefix("(续)")) {
        Some(rest) => (rest, true),
        None => (core, false),
    };
    let (core, aside) = split_aside(core);
    let form = name_form(core, aside, catalogue);
    let aside_number = aside.and_then(read_form_number);
    let numbered = number_before.as_deref().is_some_and(|number| number.contains('表'));
    if form.is_none() && !(core.ends_with('表') && !longer_than(core, LONGEST_OTHER) && core.chars().nth(2).is_some())
    {
        let names_a_table = numbered && core.chars().nth(3).is_some() && !longer_than(core, 30);
        if !names_a_table {
            return None;
        }
    }
    if catalogue.not_titles.matches(&whole) {
        return None;
    }
    Some(Title {
        text: text.to_owned(),
        core: format!("{core}{}", aside.filter(|_| aside_number.is_none()).unwrap_or_default()),
        form,
        form_number: number_after.or(aside_number).or(number_before.filter(|_| numbered)),
        continued: continued_after || continued_before,
        page: 0,
    })
}

/// The form whose name ends `title`: the longest name, with nothing before it and no aside after it that makes it
/// another table.
fn name_form(title: &str, aside: Option<&str>, catalogue: &'static Catalogue) -> Option<FormName> {
    // Every wording ends so (a test of the catalogue says); most lines do not.
    if !title.ends_with('表') {
        return None;
    }
    let certain = longest_name(title, catalogue, |form| &form.titles).map(|found| (found, false));
    let ((form, rest), only_among_forms) = certain
        .or_else(|| longest_name(title, catalogue, |form| &form.titles_among_forms).map(|found| (found, true)))?;
    let after_year = YEAR.find_iter(rest).last().and_then(|year| rest.get(year.end()..)).unwrap_or(rest);
    let harmless = |aside: &str| catalogue.title_asides.matches(aside) || form.asides.matches(aside);
    if catalogue.qualifiers.matches(after_year) || aside.is_some_and(|aside| !harmless(aside)) {
        return None;
    }
    Some(FormName { kind: form.kind.as_str(), document: form.document, only_among_forms })
}

fn longest_name<'t>(
    title: &'t str,
    catalogue: &'static Catalogue,
    wordings: impl Fn(&'static Form) -> &'static TitlePattern,
) -> Option<(&'static Form, &'t str)> {
    catalogue
        .forms
        .iter()
        .filter_map(|form| Some((form, wordings(form).rest(title)?)))
        .min_by_key(|(_, rest)| rest.len())
}

/// A line that is only a form number: `公开02表`, `表 1`, `附表3-1`.
pub(crate) fn read_form_number(line: &str) -> Option<String> {
    let printed = squeeze(line);
    (FORM_NUMBER_ALONE.is_match(&canonical(&printed))).then(|| printed.trim_end_matches(['：', ':']).to_owned())
}

/// Whether the line is an entry of a list of contents: dot leaders, or a page number after the title.
pub(crate) fn is_contents_entry(line: &str) -> bool {
    let line = canonical(line);
    let leader = line.trim_end_matches(|c: char| c.is_ascii_digit());
    // The canonical form of … is three dots.
    ["...", "····", "----", "____"].iter().any(|dots| leader.ends_with(dots)) || TABLE_AND_PAGE.is_match(&line)
}

wordings! {
    static TABLE_AND_PAGE needs ['表'] = r"表\(?[0-9]{1,3}\)?$";
    static YEAR needs ['年'] = r"[0-9]{4}年度?|[Xx×]{2,4}年度?|年度";
    static FORM_NUMBER_ALONE needs ['表'] = concat!(
        r"^((财决)?(公开|决算|附|批复|预算)?[0-9]{1,2}(-[0-9])?表",
        r"|(公开|部门公开|附|附件|预算|决算)?表[0-9一二三四五六七八九十]{1,3}(-[0-9]{1,2})?:?)$"
    );
    static FORM_NUMBER_AFTER needs ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] =
        r"[（(]?(财决)?(公开|决算|批复|附)[\t\n\x0B\x0C\r ]*[0-9]{1,2}(-[0-9])?[\t\n\x0B\x0C\r ]*表[）)]?$";
    static NUMBERING needs ['表', ':', '、', '.', ',', ')'] = concat!(
        r"^((财决)?(公开|决算|批复)[0-9]{1,2}(-[0-9])?表:?|(公开|附|附件)?表[0-9一二三四五六七八九十]{1,3}(-[0-9]{1,2})?[:、.,]?",
        r"|附[件表录]?[0-9一二三四五六七八九十]{0,3}(-[0-9]{1,2})?[:、.]|[一二三四五六七八九十]{1,3}[、.,]",
        r"|\([一二三四五六七八九十]{1,3}\)[、.]?|\(?[0-9]{1,2}[)、.])",
    );
    static CONTINUED needs ['续', '接'] = r"(\(|（|-|—)?(续表?[一二三四0-9]?|接上表)(\)|）)?$";
}

fn split_form_number_after(printed: &str) -> (&str, Option<String>) {
    match FORM_NUMBER_AFTER.find(printed) {
        Some(number) if number.start() > 0 => (
            printed.get(..number.start()).unwrap_or(printed),
            Some(number.as_str().trim_matches(['（', '(', '）', ')']).to_owned()),
        ),
        _ => (printed, None),
    }
}

/// The title without what follows it in parentheses, and that.
fn split_aside(core: &str) -> (&str, Option<&str>) {
    let inside = core.strip_suffix(')').and_then(|core| core.rsplit_once('('));
    match inside {
        Some((title, aside)) if title.ends_with('表') => (title, Some(aside)),
        _ => (core, None),
    }
}

fn strip_continued(printed: &str) -> (&str, bool) {
    match CONTINUED.find(printed) {
        Some(mark) if mark.start() > 0 => (printed.get(..mark.start()).unwrap_or(printed), true),
        _ => (printed, false),
    }
}

fn strip_bullet(printed: &str) -> &str {
    printed.trim_start_matches(['-', '—', '•', '●', '◆', '*', '·', '■'])
}

/// How the alternatives of [`NUMBERING`] begin.
const BEGINNINGS_OF_NUMBERS: &[char] = &[
    '财', '公', '决', '批', '附', '表', '(', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '一', '二', '三', '四',
    '五', '六', '七', '八', '九', '十',
];

/// The title without its numbering, and the number.
fn split_numbering(whole: &str) -> (&str, Option<String>) {
    let mut rest = whole;
    let mut number = None;
    while rest.starts_with(BEGINNINGS_OF_NUMBERS)
        && let Some(found) = NUMBERING.find(rest).filter(|found| found.end() < rest.len())
    {
        let text = found.as_str().trim_end_matches([':', '、', '.', ',']).to_owned();
        if number.is_none() || text.contains('表') {
            number = Some(text);
        }
        rest = rest.get(found.end()..).unwrap_or_default();
    }
    (rest, number)
}

fn is_prose(whole: &str) -> bool {
    whole.contains(['。', ';', '!', '?', ',']) || whole.ends_with(':')
}

#[cfg(test)]
mod tests {
    use super::{is_contents_entry, read_form_number, read_title};
    use crate::catalogue::catalogue;

    #[track_caller]
    fn check(line: &str, expected: &str) {
        let title = read_title(line, catalogue());
        let found = match &title {
            None => "no title",
            Some(title) => title.form.as_ref().map_or("other", |form| form.kind),
        };
        assert_eq!(found, expected, "{line}: {title:?}");
    }

    #[test]
    fn each_form_is_known_by_its_title() {
        check("收入支出决算总表", "income_expenditure_summary");
        check("收入决算表", "income");
        check("支出决算表", "expenditure");
        check("财政拨款收入支出决算总表", "fiscal_appropriation_summary");
        check("一般公共预算财政拨款支出决算表", "general_public_budget_expenditure");
        check("一般公共预算财政拨款基本支出决算表", "general_public_budget_basic_expenditure");
        check("一般公共预算财政拨款基本支出决算明细表", "general_public_budget_basic_expenditure");
        check("政府性基金预算财政拨款收入支出决算表", "government_fund");
        check("国有资本经营预算财政拨款支出决算表", "state_capital");
        check("财政拨款“三公”经费支出决算表", "three_public");
    }

    #[test]
    fn noise_around_the_name_does_not_matter() {
        check("收 入 决 算 表", "income");
        check("一、收入支出决算总表", "income_expenditure_summary");
        check("表2：高等学校收入决算表", "income");
        check("表 1 收支决算总表", "income_expenditure_summary");
        check("2023年度某某市水务局支出决算表（续）", "expenditure");
        check("某某市项目管理中心2023年度收入决算表 公开02表", "income");
        check("一般公共预算财政拨款\"三公\"经费支出决算表", "three_public");
        check("附件3：国有资本经营预算财政拨款收入支出决算表", "state_capital");
        check("一般公共预算财政拨款“三公”经费、会议费、培训费支出决算表", "three_public");
    }

    #[test]
    fn an_aside_after_the_name_may_make_it_another_table() {
        check("支出决算表（按功能分类科目）", "expenditure");
        check("收入决算表（预算表2）", "income");
        check("支出决算表（按经济分类科目）", "other");
        check("一般公共预算财政拨款基本支出决算表（按经济分类科目）", "general_public_budget_basic_expenditure");
    }

    #[test]
    fn a_qualified_name_is_another_table() {
        check("高等学校财政拨款支出决算表", "other");
        check("项目支出决算表", "other");
        check("2023年度政府采购支出决算表", "other");
    }

    #[test]
    fn prose_headings_are_no_titles() {
        check("一、收入支出决算总体情况说明", "no title");
        check("第二部分 某某市水务局2023年度部门决算表", "no title");
        check("某某市水务局2023年度部门决算表", "no title");
        check("纳入部门决算编制范围的单位包括：", "no title");
        check("注：本表反映部门本年度的总收支情况，详见收入决算表", "no title");
    }

    #[test]
    fn a_form_number_after_the_title_is_not_part_of_it() {
        let title = read_title("收入决算表 公开02表", catalogue()).unwrap();
        assert_eq!((title.text.as_str(), title.form_number.as_deref()), ("收入决算表", Some("公开02表")));
        let title = read_title("表2：高等学校收入决算表", catalogue()).unwrap();
        assert_eq!((title.text.as_str(), title.form_number.as_deref()), ("表2：高等学校收入决算表", Some("表2")));
    }

    #[test]
    fn a_form_number_may_stand_alone() {
        assert_eq!(read_form_number("公开 01 表").as_deref(), Some("公开01表"));
        assert_eq!(read_form_number("财决公开02表").as_deref(), Some("财决公开02表"));
        assert_eq!(read_form_number("表 1").as_deref(), Some("表1"));
        assert_eq!(read_form_number("决算表"), None);
    }

    #[test]
    fn dot_leaders_mark_a_list_of_contents() {
        assert!(is_contents_entry("表 1：高等学校收支决算总表 ............ 6"));
        assert!(is_contents_entry("收入决算表……………………5"));
        assert!(!is_contents_entry("收入决算表"));
    }
}
