//! Year and name: what pages and sentences say against what the document is. `year_disagrees`, `entity_disagrees` and
//! `template_remains` from what was noticed while the document was identified; `stale_year` from sentences.

use juesuan_model::{CheckPlace, Code, Diagnostic, Language, Outcome, Section};

use super::super::Reading;
use super::super::claim::Claim;
use super::place;
use crate::expression::Captures;
use crate::identity::is_same_organisation;
use crate::spelling::canonical;
use crate::statements::Spoken;
use crate::wording::wordings;

const STALE: &str = "stale_year";
const TEMPLATE: &str = "template_remains";

wordings! {
    /// As of the end of a year.
    static AT_END needs ['底', '末', '日'] = r"(?P<year>20[0-9]{2})年(?:度)?(?:底|末|12月31日)";
    /// The year that figures are compared with.
    static COMPARED needs ['与', '比', '较'] = r"(?:与|比|较)(?P<year>20[0-9]{2})年度?(?:决算数?|相比|同期|增|减|下降|上升)";
    static PLACEHOLDER needs ['X', 'x', '×', '○'] = r"(?:XX|xx|××|○○)[X×x○]*(?:局|委|厅|部门|单位|年度?|万元|%|中心|学校)|(?:为|是|共|计|支出|收入|增加|减少|增长|下降)(?:XX|××)";
    /// `某局2022年度`, at the beginning of a sentence.
    static WHOSE = r"^(?:[0-9一二三四五六七八九十]{1,2}[.、])?(?P<name>[^0-9,。;:、()]{3,30}(?:局|委|厅|部|室|办|会|院|所|站|馆|校|园|社|队|团|处|中心|学校|大学|学院|法院|政府|街道|镇|乡))20[0-9]{2}年度";
    static HISTORY = r"成立|组建|更名|印发|关于|批准|设立|文件|通知|规划";
}

/// What was noticed, and what the sentences say.
pub(crate) fn check_names(reading: &Reading<'_>) -> Vec<Claim<'static>> {
    let Reading { document, sections, spoken, .. } = *reading;
    let mut claims: Vec<Claim<'static>> = reading.diagnostics.iter().filter_map(noticed).collect();
    for (index, spoken) in spoken.iter().enumerate() {
        let place = paragraph_of(sections, spoken);
        // Only over a figure of the forms is another name surely wrong.
        let restates = reading.restated.item(index, 0).is_some();
        if let Some(entity) = document.entity.as_ref().filter(|_| restates) {
            claims.extend(other_name(spoken, &entity.name, place.clone()));
        }
        if let Some(year) = document.fiscal_year {
            claims.extend(stale(spoken, year, place.clone()));
        }
    }
    claims.extend(placeholders(sections, spoken));
    claims
}

/// The sentences with a placeholder, as one finding: where there is one, there are mostly many.
fn placeholders(sections: &[Section], spoken: &[Spoken]) -> Option<Claim<'static>> {
    let left: Vec<&Spoken> = spoken.iter().filter(|spoken| PLACEHOLDER.is_match(&spoken.text)).collect();
    let first = left.first()?;
    let count = left.len();
    Some(Claim {
        rule: TEMPLATE,
        identity: "template[prose]".to_owned(),
        outcome: Outcome::Fail,
        zh: format!("文字中有 {count} 处仍为模板占位符，首处：“{}”", first.printed),
        en: format!("{count} sentences still hold a placeholder of the template; the first: “{}”", first.printed),
        printed: Some(first.printed.clone()),
        places: left.iter().filter_map(|spoken| paragraph_of(sections, spoken)).collect(),
        ..Claim::default()
    })
}

fn paragraph_of(sections: &[Section], spoken: &Spoken) -> Option<CheckPlace> {
    let paragraph = sections.get(spoken.section)?.paragraphs.get(spoken.paragraph)?;
    Some(place(paragraph.page, paragraph.bbox, None))
}

fn noticed(diagnostic: &Diagnostic) -> Option<Claim<'static>> {
    let rule = match diagnostic.code {
        Code::YearDisagrees => "year_disagrees",
        Code::EntityDisagrees => "entity_disagrees",
        Code::TemplateRemains => TEMPLATE,
        _ => return None,
    };
    let places = diagnostic.page.zip(diagnostic.bbox).map(|(page, bbox)| place(page, bbox, None));
    Some(Claim {
        rule,
        identity: "document".to_owned(),
        outcome: Outcome::Fail,
        zh: diagnostic.message(Language::Chinese),
        en: diagnostic.message(Language::English),
        printed: Some(diagnostic.detail.clone()),
        places: places.into_iter().collect(),
        ..Claim::default()
    })
}

/// Somebody else's name over a figure of this document.
fn other_name(spoken: &Spoken, name: &str, place: Option<CheckPlace>) -> Option<Claim<'static>> {
    let said = WHOSE.captures(&spoken.text)?.name("name")?.as_str().to_owned();
    if is_same_organisation(&canonical(&said), &canonical(name)) {
        return None;
    }
    Some(Claim {
        rule: "entity_disagrees",
        identity: "sentence".to_owned(),
        outcome: Outcome::Fail,
        zh: format!("“{name}”的文件写作“{said}”：“{}”", spoken.printed),
        en: format!("the document of “{name}” speaks of “{said}”: “{}”", spoken.printed),
        printed: Some(said),
        expected: Some(name.to_owned()),
        places: place.into_iter().collect(),
        ..Claim::default()
    })
}

fn stale(spoken: &Spoken, year: u16, place: Option<CheckPlace>) -> Option<Claim<'static>> {
    if spoken.facts.is_empty() || !spoken.text.contains("20") || HISTORY.is_match(&spoken.text) {
        return None;
    }
    let year_in = |found: &Captures<'_>| found.name("year")?.as_str().parse::<u16>().ok();
    let at_end = AT_END.captures(&spoken.text).and_then(|found| year_in(&found)).filter(|said| *said < year);
    let compares = |said: &u16| *said + 1 < year && year - *said <= 3;
    let compared = COMPARED.captures(&spoken.text).and_then(|found| year_in(&found)).filter(compares);
    // The end of the year before beside that of the year is a comparison.
    let both = spoken.text.contains(&format!("{year}年"));
    let said = at_end.filter(|_| !both).or(compared)?;
    let expected = if at_end.is_some() { year } else { year - 1 };
    Some(Claim {
        rule: STALE,
        identity: "sentence".to_owned(),
        outcome: Outcome::Fail,
        zh: format!("{year} 年度的文件说的是 {said} 年：“{}”", spoken.printed),
        en: format!("a document of {year} speaks of {said}: “{}”", spoken.printed),
        printed: Some(said.to_string()),
        expected: Some(expected.to_string()),
        places: place.into_iter().collect(),
        ..Claim::default()
    })
}
