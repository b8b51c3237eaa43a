//! Mentions → facts: what is said of what.

use juesuan_model::{FactBasis, FactMeasure};
use rust_decimal::Decimal;

use super::mentions::{Kind, Mention};
use super::subject::{bare, subject_of, subject_of_change};
use crate::spelling::canonical;
use crate::wording::wordings;

wordings! {
    static UP needs ['增', '升', '提'] = r"(?:增加|增长|上升|提高|增支|增幅为?|增长率为?|增幅达?)(?:了|额|额为|约|为)?$";
    static DOWN needs ['减', '降', '节'] = r"(?:减少|下降|降低|减支|降幅为?|下降率为?|节约)(?:了|额|额为|约|为)?$";
    static BUDGET needs ['预'] = r"(?P<which>年初|全年|调整|调整后|本年|当年)?预算(?:数|安排)?(?:为|是)?$";
    static SHARE needs ['占'] = r"占(?P<whole>[^,;。]*?)(?:的)?(?:比重|比例|比率)?(?:为|的)?$";
    static COMPLETED needs ['完'] = r"完成(?:了)?(?:[0-9]{4}年度?)?(?P<which>年初|全年|调整后?|本年)?(?:的)?预算(?:数|安排|总额)?(?:的|的比例为)?$";
    static COMPLETES needs ['完'] = r"完成(?:了)?(?:年初|全年|调整后?|本年)?预算(?:数)?$";
    static LAST_YEAR needs ['年', '同'] = r"上年|去年|同比|(?:与|比|较)[0-9]{4}年";
    static INITIAL needs ['预'] = r"年初预算";
    static WHOLE_YEAR needs ['预'] = r"全年预算|调整后?预算";
    static ANY_BUDGET needs ['预'] = r"预算";
    static ITEM needs ['('] = r"^(?P<item>[^,;。:]*?\((?:类|款|项|[0-9]{3,7})\)(?:[^,;。:]*\((?:类|款|项)\))*)";
    static YEAR_SAID needs ['年'] = r"(?P<year>[0-9]{4})年度?(?:的)?(?:支出|收入)?(?:决算|预算)?数?(?:为)?$";
}

/// One fact, with what the checks need beside it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Said {
    /// As in the text, its look-alikes in one form.
    pub(crate) subject: String,
    pub(crate) measure: FactMeasure,
    pub(crate) value: Decimal,
    pub(crate) unit: String,
    pub(crate) basis: Option<FactBasis>,
    pub(crate) whole: Option<String>,
    /// Whether it only says that nothing changed (持平).
    pub(crate) flat: bool,
    /// Whether it says so with 基本.
    pub(crate) roughly: bool,
    /// The subject for comparing.
    pub(crate) key: String,
    /// Where the subject stands in the sentence, where it does.
    pub(crate) subject_at: Option<(usize, usize)>,
}

/// What carries over from one sentence of a section to the next.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    /// What was spoken of last.
    subject: String,
    /// The item (类款项) that the paragraph is about.
    item: String,
    basis: Option<FactBasis>,
}

impl Context {
    /// A new paragraph: one that begins with an item is about it.
    pub(super) fn begin_paragraph(&mut self, text: &str) {
        if let Some(item) = item_of(text) {
            self.subject.clone_from(&item);
            self.item = item;
        }
        self.basis = None;
    }
}

/// The item that a text begins with: 类, 款 and 项 in parentheses, or a code.
pub(crate) fn item_of(text: &str) -> Option<String> {
    let head = text.split([',', ';', '。', ':']).next().unwrap_or_default();
    let item = bare(ITEM.captures(head)?.name("item")?.as_str());
    (!item.is_empty()).then_some(item)
}

/// The facts of a sentence.
pub(super) fn read_facts(sentence: &str, mentions: &[Mention], context: &mut Context) -> Vec<Said> {
    let mut facts: Vec<Said> = Vec::new();
    let mut completes: Option<FactBasis> = None;
    for mention in mentions {
        let lead = sentence.get(mention.lead..mention.start).unwrap_or_default();
        context.basis = basis_in(lead).or(context.basis);
        let said = match &mention.kind {
            Kind::Flat { roughly } => flat(lead, *roughly, context),
            Kind::Figure { value, unit } if unit == "%" => percent(lead, *value, context, &facts, completes),
            Kind::Figure { unit, .. } if unit == "个百分点" => None,
            Kind::Figure { value, unit } if unit.ends_with('元') => Some(amount(lead, *value, unit, context)),
            Kind::Figure { value, unit } => count(lead, *value, unit, &facts, context),
        };
        completes = None;
        let Some(mut said) = said else { continue };
        // A decrease of 0.00 is none.
        if said.value.is_zero() {
            said.value.set_sign_positive(true);
        }
        if COMPLETES.is_match(lead) {
            completes = said.basis;
        }
        said.key = canonical(&said.subject);
        said.subject_at = sentence.find(&said.subject).map(|at| (at, at + said.subject.len()));
        facts.push(said);
    }
    facts
}

fn basis_in(lead: &str) -> Option<FactBasis> {
    let found = [
        (&LAST_YEAR, FactBasis::LastYear),
        (&INITIAL, FactBasis::InitialBudget),
        (&WHOLE_YEAR, FactBasis::WholeYearBudget),
        (&ANY_BUDGET, FactBasis::Budget),
    ];
    found.into_iter().find(|(pattern, _)| pattern.is_match(lead)).map(|(_, basis)| basis)
}

fn said(subject: String, measure: FactMeasure, value: Decimal, unit: &str) -> Said {
    Said {
        subject,
        measure,
        value,
        unit: unit.to_owned(),
        basis: None,
        whole: None,
        flat: false,
        roughly: false,
        key: String::new(),
        subject_at: None,
    }
}

fn or_current(subject: String, context: &mut Context) -> String {
    if subject.chars().count() < 2 {
        return context.subject.clone();
    }
    context.subject.clone_from(&subject);
    subject
}

fn amount(lead: &str, value: Decimal, unit: &str, context: &mut Context) -> Said {
    let change = if UP.is_match(lead) {
        Some(value)
    } else if DOWN.is_match(lead) {
        Some(-value)
    } else {
        None
    };
    if let Some(change) = change {
        let subject = subject_of_change(lead);
        let subject = if subject.chars().count() < 2 { context.subject.clone() } else { subject };
        context.subject.clone_from(&subject);
        let basis = context.basis.or(Some(FactBasis::LastYear));
        return Said { basis, ..said(subject, FactMeasure::Change, change, unit) };
    }
    if let Some(found) = BUDGET.captures(lead) {
        let basis = match found.name("which").map(|which| which.as_str()) {
            Some("年初") => FactBasis::InitialBudget,
            Some("全年" | "调整" | "调整后") => FactBasis::WholeYearBudget,
            _ => FactBasis::Budget,
        };
        let before = BUDGET.cut(lead);
        let subject = or_current(subject_of(before.strip_suffix("完成").unwrap_or(before)), context);
        return Said { basis: Some(basis), ..said(subject, FactMeasure::Amount, value, unit) };
    }
    let last_year = YEAR_SAID.captures(lead).is_none() && lead.ends_with("上年");
    let subject = or_current(subject_of(lead), context);
    let basis = last_year.then_some(FactBasis::LastYear);
    Said { basis, ..said(subject, FactMeasure::Amount, value, unit) }
}

fn percent(
    lead: &str,
    value: Decimal,
    context: &mut Context,
    facts: &[Said],
    completes: Option<FactBasis>,
) -> Option<Said> {
    let current = context.subject.clone();
    if let Some(basis) = completes.filter(|_| lead == "的") {
        return Some(Said { basis: Some(basis), ..said(current, FactMeasure::CompletionPercent, value, "%") });
    }
    if let Some(found) = COMPLETED.captures(lead) {
        let basis = match found.name("which").map(|which| which.as_str()) {
            Some("年初") => FactBasis::InitialBudget,
            Some("全年" | "调整" | "调整后") => FactBasis::WholeYearBudget,
            _ => FactBasis::Budget,
        };
        let subject = subject_of(COMPLETED.cut(lead));
        let subject = if subject.chars().count() < 2 { current } else { subject };
        return Some(Said { basis: Some(basis), ..said(subject, FactMeasure::CompletionPercent, value, "%") });
    }
    if let Some(found) = SHARE.captures(lead) {
        let whole = found.name("whole").map(|whole| bare(whole.as_str())).filter(|whole| !whole.is_empty());
        let subject = subject_of(SHARE.cut(lead));
        let subject = if subject.chars().count() < 2 { current } else { subject };
        return Some(Said { whole, ..said(subject, FactMeasure::SharePercent, value, "%") });
    }
    let change = if UP.is_match(lead) {
        value
    } else if DOWN.is_match(lead) {
        -value
    } else {
        return None;
    };
    let subject = subject_of_change(lead);
    let last = facts.last().filter(|last| last.measure == FactMeasure::Change);
    let subject = if subject.chars().count() < 2 { last.map_or(current, |last| last.subject.clone()) } else { subject };
    let basis = last.and_then(|last| last.basis).or(context.basis).or(Some(FactBasis::LastYear));
    Some(Said { basis, ..said(subject, FactMeasure::ChangePercent, change, "%") })
}

fn count(lead: &str, value: Decimal, unit: &str, facts: &[Said], context: &Context) -> Option<Said> {
    let subject = subject_of(lead);
    let of_last = facts.last().filter(|last| last.measure == FactMeasure::Count).map(|last| last.subject.clone());
    let subject = match of_last {
        _ if subject.chars().count() >= 2 => subject,
        // 团组3个、累计6人次: what the unit counts.
        Some(last) if unit.ends_with('次') => {
            let plain = ["团组", "批次"].iter().find_map(|group| last.strip_suffix(group)).unwrap_or(&last);
            format!("{plain}{unit}")
        }
        Some(last) => last,
        None => context.subject.clone(),
    };
    (!subject.is_empty() && value.scale() == 0).then(|| said(subject, FactMeasure::Count, value, unit))
}

fn flat(lead: &str, roughly: bool, context: &mut Context) -> Option<Said> {
    let words = subject_of_change(lead);
    let subject = if words.chars().count() < 2 { context.subject.clone() } else { words };
    if subject.is_empty() {
        return None;
    }
    let basis = basis_in(lead).or(context.basis).or(Some(FactBasis::LastYear));
    Some(Said { basis, flat: true, roughly, ..said(subject, FactMeasure::Change, Decimal::ZERO, "万元") })
}
