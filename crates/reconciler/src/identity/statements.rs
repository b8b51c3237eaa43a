//! Where a document says what it is, of which year and whose.

use juesuan_model::{BBox, DocumentKind, LineRole, Page};

use crate::prose::{Prose, ProseLine};
use crate::spelling::{canonical, squeeze};
use crate::wording::wordings;

/// Lines of the cover that are read together.
const LONGEST_COVER_TITLE: usize = 6;
/// Lines before the first heading that may be a cover.
const LONGEST_COVER: usize = 20;

/// Weights of the statements.
const ON_COVER: u32 = 20;
const IN_HEADING: u32 = 8;
const ABOVE_TABLE: u32 = 4;
const IN_RUNNING_HEAD: u32 = 2;
const IN_PROSE: u32 = 1;

/// One statement.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said {
    /// 部门决算 or 部门预算.
    pub(super) kind: Option<DocumentKind>,
    /// The year.
    pub(super) year: Option<u16>,
    /// The organisation, whitespace removed.
    pub(super) entity: Option<String>,
    /// The words 部门 or 单位 before 决算.
    pub(super) scope_word: Option<String>,
    /// How much it counts.
    pub(super) weight: u32,
    /// 1-based.
    pub(super) page: u32,
    pub(super) bbox: BBox,
    /// Whether it stands where a document names itself: any other year or name there is wrong. A sentence may well
    /// speak of another year.
    pub(super) names_the_document: bool,
}

wordings! {
    /// `某局2022年度部门决算`, `2022年度某局部门决算`, and what may follow.
    static TITLE needs ['年'] = concat!(
        r"^(?:(?P<before>.{2,40}?))?(?:(?P<year>20[0-9][0-9])年度?)(?P<after>.{0,40}?)",
        r"(?P<scope>部门|单位)?(?:综合|收支)?(?P<kind>决算|预算)(?:公开|信息|报告|报表|表|情况|说明|编制|草案|数据|的)*$"
    );
    static DATE needs ['年'] = r"^(20[0-9][0-9]|二[〇零○O0].{2})年[0-9一二三四五六七八九十]{1,2}月([0-9一二三四五六七八九十]{1,3}日)?$";
    static CHINESE_YEAR needs ['〇', '零', '○'] = r"二[〇零○]([〇零○一二三四五六七八九])([〇零○一二三四五六七八九])年";
    static LABEL needs [':', '：'] = concat!(
        r"^(?:(?:编制|填报|公开|预算|主管)?(?:单位|部门|主管部门)(?:名称)?|预算主管部门)(?:[(（](?:盖章|公章|签章)[)）])?[:：]",
        r"(?:[\[【]?[0-9]{3,}[\]】]?-?)?(?P<entity>.+?)(?:(?:金额)?单位[:：].*)?$"
    );
    /// On the cover of a report on a project: 评价项目单位：某局, 评价项目名称：2022年度某项目.
    static PROJECT_LABEL needs [':', '：'] =
        r"^(?:被评价|评价项目|项目)(?:主管|实施|承担)?(?:单位|部门)(?:名称)?[:：](?P<entity>.+)$";
    static PROJECT_YEAR needs ['年'] = r"^(?:.{0,10}[:：])?(20[0-9][0-9])年度";
    static OVERVIEW needs ['概', '基', '职'] = r"^(?P<entity>.{2,40}?)(?:\(?(?:部门|单位)\)?)?(?:概况|基本情况|基本概况|主要职能|主要职责)$";
    static SENTENCE needs ['年'] = r"^(?P<entity>[^,。;:、()0-9]{4,30}?(?:[0-9]{5}[^,。;:、()0-9]{2,30}?)?)?(?P<year>20[0-9][0-9])年度[^、至和与,。;]{0,12}?(?:收|支|决算|预算|财政|拨款|经费|结转|采购|资产|三公)";
    static ONLY_YEAR needs ['年'] = r"^(20[0-9][0-9])年度?$";
    static FORM_YEAR needs ['表'] = r"^(?P<before>[^0-9]{2,40})?(?P<year>20[0-9][0-9])年度?[^。,;]{2,40}表$";
    static NO_NAME = r"^(本|我|该|各|全|其)|^[^一-鿿A-Za-z0-9(（“]|^(部门|单位|学校|预算|决算|一般|部门本级|单位本级|机关|万元|元|收支|基本|年度|第.{1,3}部分|关于)|[,。;:!?《》]|万元|(部门|单位|年度?|收支|财政|情况|收入|支出|经费|经营|资金|拨款|项目|名称)$|^.{0,6}(省|市|县|区|州|盟|旗)(市级|区级|县级|省级|本级)?$|(市级|区级|县级|省级)$|目录";
    static PLACEHOLDER = r"[Xx×Ⅹ＊*_○]{2,}|^\(.*\)$";
}

/// Whether a name is a placeholder of the template.
pub(super) fn is_placeholder(name: &str) -> bool {
    PLACEHOLDER.is_match(&canonical(name))
}

/// All statements, the weightiest places first.
pub(super) fn find_statements(pages: &[Page], prose: &Prose) -> Vec<Said> {
    let mut found = Vec::new();
    read_cover(&prose.cover, &mut found);
    for (section, &bbox) in prose.sections.iter().zip(&prose.places) {
        let place = Place { page: section.page, bbox, weight: IN_HEADING, names: true };
        let title = squeeze(&section.title);
        // 2022年度“三公”经费支出决算情况说明 is a heading of the text, not the document's name.
        let named = read_document_title(&title, place).filter(|said| said.scope_word.is_some());
        found.extend(named.or_else(|| read_overview(&title, place)));
    }
    for page in pages {
        read_page(page, &mut found);
    }
    for section in &prose.sections {
        for paragraph in &section.paragraphs {
            let place = Place { page: paragraph.page, bbox: paragraph.bbox, weight: IN_PROSE, names: false };
            found.extend(read_sentence(&paragraph.text, place));
        }
    }
    found
}

#[derive(Debug, Clone, Copy)]
struct Place {
    page: u32,
    bbox: BBox,
    weight: u32,
    names: bool,
}

impl Place {
    fn says(self, year: Option<u16>, entity: Option<String>) -> Said {
        Said {
            kind: None,
            year,
            entity,
            scope_word: None,
            weight: self.weight,
            page: self.page,
            bbox: self.bbox,
            names_the_document: self.names,
        }
    }
}

/// The title on the cover: the most lines that read as one.
fn read_cover(cover: &[ProseLine], found: &mut Vec<Said>) {
    let lines: Vec<&ProseLine> =
        cover.iter().take(LONGEST_COVER).filter(|line| !DATE.is_match(&canonical(&line.text))).collect();
    let windows = (1..=LONGEST_COVER_TITLE.min(lines.len())).rev().flat_map(|length| lines.windows(length));
    let mut title: Option<Said> = None;
    for window in windows {
        let text: String = window.iter().map(|line| squeeze(&line.text)).collect();
        let Some((first, bbox)) = window.first().zip(BBox::around(window.iter().map(|line| &line.bbox))) else {
            continue;
        };
        let place = Place { page: first.page, bbox, weight: ON_COVER, names: true };
        let better = read_document_title(&text, place)
            .filter(|said| title.as_ref().is_none_or(|title| title.entity.is_none() && said.entity.is_some()));
        title = better.or(title);
    }
    let untitled = title.is_none();
    found.extend(title);
    for line in lines {
        let place = Place { page: line.page, bbox: line.bbox, weight: ON_COVER, names: true };
        let text = squeeze(&line.text);
        let of_project = || read_project(&text, Place { names: false, ..place }).filter(|_| untitled);
        found.extend(read_label(&text, place).or_else(of_project));
    }
}

/// What the lines around the tables and at the top of the page say.
fn read_page(page: &Page, found: &mut Vec<Said>) {
    let has_tables = !page.tables.is_empty();
    for line in &page.lines {
        let running = matches!(line.role, LineRole::RunningHead | LineRole::RunningFoot);
        if !running && !has_tables {
            continue;
        }
        let weight = if running { IN_RUNNING_HEAD } else { ABOVE_TABLE };
        let place = Place { page: page.number, bbox: line.bbox, weight, names: true };
        let text = squeeze(&line.text);
        if text.chars().nth(80).is_some() || text.contains('。') {
            continue;
        }
        if running {
            found.extend(read_document_title(&text, place));
        }
        found.extend(read_label(&text, place).or_else(|| read_form_year(&text, place)));
    }
}

/// `某局2022年度部门决算` and its like.
fn read_document_title(printed: &str, place: Place) -> Option<Said> {
    let text = with_arabic_year(printed);
    let title = TITLE.captures(&text)?;
    let year = title.name("year")?.as_str().parse().ok()?;
    let scope_word = title.name("scope").map(|scope| scope.as_str().to_owned());
    let part = |name: &str| title.name(name).map(|part| part.as_str()).filter(|part| is_name(part));
    let entity = part("before").or_else(|| part("after")).map(str::to_owned);
    let kind = match title.name("kind")?.as_str() {
        "决算" => DocumentKind::FinalAccounts,
        _ => DocumentKind::Budget,
    };
    Some(Said { kind: scope_word.is_some().then_some(kind), scope_word, ..place.says(Some(year), entity) })
}

fn read_overview(printed: &str, place: Place) -> Option<Said> {
    let entity = OVERVIEW.captures(printed)?.name("entity")?.as_str().to_owned();
    is_name(&entity).then(|| place.says(None, Some(entity)))
}

/// `单位：某局` above a table or on the cover.
fn read_label(printed: &str, place: Place) -> Option<Said> {
    let entity = LABEL.captures(printed)?.name("entity")?.as_str().to_owned();
    is_name(&entity).then(|| place.says(None, Some(entity)))
}

/// Whose project a cover is about, or of which year. It need not be the document's, so nothing else is wrong beside it.
fn read_project(printed: &str, place: Place) -> Option<Said> {
    let text = canonical(printed);
    let entity = PROJECT_LABEL.captures(printed).and_then(|label| Some(label.name("entity")?.as_str().to_owned()));
    let entity = entity.filter(|entity| is_name(entity));
    let year = PROJECT_YEAR.captures(&text).and_then(|found| found.get(1)?.as_str().parse().ok());
    (entity.is_some() || year.is_some()).then(|| place.says(year, entity))
}

fn read_form_year(printed: &str, place: Place) -> Option<Said> {
    let text = canonical(printed);
    let year = match FORM_YEAR.captures(&text) {
        Some(found) => found.name("year")?.as_str().parse().ok()?,
        None => ONLY_YEAR.captures(&text)?.get(1)?.as_str().parse().ok()?,
    };
    Some(place.says(Some(year), None))
}

/// `某局2022年度收入总计…`, at the beginning of a paragraph: a sentence on the accounts. Others speak of anybody.
fn read_sentence(printed: &str, place: Place) -> Option<Said> {
    let text = canonical(printed);
    let sentence = SENTENCE.captures(&text)?;
    let entity = sentence.name("entity").map(|entity| entity.as_str().to_owned()).filter(|entity| is_name(entity));
    Some(place.says(sentence.name("year")?.as_str().parse().ok(), entity))
}

fn is_name(text: &str) -> bool {
    let han = text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
    let open = text.matches(['（', '(']).count();
    han >= 2 && !NO_NAME.is_match(text) && text.chars().nth(40).is_none() && open == text.matches(['）', ')']).count()
}

/// 二〇二四年 as 2024年.
fn with_arabic_year(text: &str) -> String {
    let Some(found) = CHINESE_YEAR.captures(text) else { return text.to_owned() };
    let digit = |group: usize| {
        let printed = found.get(group).map_or("", |digit| digit.as_str());
        "〇一二三四五六七八九".chars().position(|digit| printed.starts_with(digit)).unwrap_or_default()
    };
    let whole = found.get(0).map_or("", |whole| whole.as_str());
    text.replacen(whole, &format!("20{}{}年", digit(1), digit(2)), 1)
}
