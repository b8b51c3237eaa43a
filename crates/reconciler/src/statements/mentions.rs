//! The figures that a sentence mentions, with their units and the words before each.

use rust_decimal::Decimal;

use crate::wording::wordings;

wordings! {
    static FIGURE = r"(?x)
        ^(?P<digits>[0-9][0-9,]*(?:\.[0-9]+)?)
        (?P<unit>亿元|百万元|万元|千元|元|%|个百分点|台\(套\)|台/套|辆\(套\)|人次|人|辆|台|套|批次|批|团组|次|个|项|户|家|件)";
    /// A number that bounds a group (单价100万元以上的设备) is none of its figures.
    static BOUND = r"^(?:\((?:含|不含)\))?(?:以上|以下|以内|及以上|左右)";
    /// 持平 says something only of what is compared with another year or a budget.
    static COMPARED = r"(?:与|同|比|较)(?:上年|去年|[0-9]{4}年度?|年初预算|全年预算|预算|调整预算)|决算";
}

/// A figure, or the words that say that nothing changed, in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mention {
    pub(super) kind: Kind,
    /// Where it begins and ends, in bytes of the sentence.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Where the words before it begin: at the end of the mention before it.
    pub(super) lead: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// A figure and its unit.
    Figure { value: Decimal, unit: String },
    /// 持平 and its like; whether 基本 stands before it.
    Flat { roughly: bool },
}

/// Characters of a figure, its point among them.
const MOST_DIGITS: usize = 18;

/// Bytes of a sentence that is looked at: no longer one is a sentence.
const LONGEST_SENTENCE: usize = 8000;

/// Words that say that nothing changed.
const UNCHANGED: [&str; 6] = ["持平", "保持不变", "相同", "一致", "无增减变化", "无变化"];

/// The mentions of a [plain](super::plain::Plain) sentence, from the left.
pub(super) fn find_mentions(sentence: &str) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    let (mut lead, mut rest) = (0, 0);
    if sentence.len() > LONGEST_SENTENCE {
        return mentions;
    }
    loop {
        let tail = sentence.get(rest..).unwrap_or_default();
        let digit = tail.find(|c: char| c.is_ascii_digit()).map(|at| rest + at);
        let unchanged = UNCHANGED.iter().filter_map(|word| Some((rest + tail.find(word)?, word.len()))).min();
        if let Some((start, length)) = unchanged.filter(|(start, _)| digit.is_none_or(|digit| *start < digit)) {
            let end = start + length;
            let words = sentence.get(lead..end).unwrap_or_default();
            if COMPARED.is_match(words) {
                let before = sentence.get(..start).unwrap_or_default();
                let roughly = before.ends_with("基本");
                let qualified = before.strip_suffix("基本").or(before.strip_suffix('均')).unwrap_or(before);
                mentions.push(Mention { kind: Kind::Flat { roughly }, start: qualified.len(), end, lead });
                lead = end;
            }
            rest = end;
        } else if let Some(start) = digit {
            let (end, figure) = read_figure_at(sentence, start);
            rest = end;
            if let Some(kind) = figure {
                let signed = sentence.get(lead..start).is_some_and(|before| before.ends_with('-'));
                mentions.push(Mention { kind, start: start - usize::from(signed), end, lead });
                lead = end;
            }
        } else {
            return mentions;
        }
    }
}

/// The figure that begins at a digit, and where to go on; `None` for a number that states nothing.
fn read_figure_at(sentence: &str, start: usize) -> (usize, Option<Kind>) {
    let tail = sentence.get(start..).unwrap_or_default();
    let run = tail.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.'))).unwrap_or(tail.len());
    let before = sentence.get(..start).unwrap_or_default();
    let plain = before.strip_suffix('-').unwrap_or(before);
    let in_word = plain.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '第' | '*' | '.'));
    let Some(found) = FIGURE.captures(tail) else { return (start + run, None) };
    let (Some(digits), Some(unit)) = (found.name("digits"), found.name("unit")) else { return (start + run, None) };
    let end = start + unit.end();
    let bounds = BOUND.is_match(sentence.get(end..).unwrap_or_default());
    let value = read_number(digits.as_str()).filter(|_| !bounds && !in_word);
    let negative = plain.len() < before.len();
    let figure = value
        .map(|value| Kind::Figure { value: if negative { -value } else { value }, unit: unit.as_str().to_owned() });
    (end, figure)
}

fn read_number(digits: &str) -> Option<Decimal> {
    let whole = digits.split('.').next().unwrap_or_default().trim_start_matches('-');
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    if whole.contains(',') && (first.len() > 3 || groups.any(|group| group.len() != 3)) {
        return None;
    }
    // A longer one is no figure, and sums of such must not overflow.
    let plain = digits.replace(',', "");
    Decimal::from_str_exact(&plain).ok().filter(|_| plain.len() <= MOST_DIGITS)
}

#[cfg(test)]
mod tests {
    use super::{Kind, find_mentions};

    #[track_caller]
    fn check(sentence: &str, expected: &[&str]) {
        let mentions = find_mentions(sentence);
        let show = |kind: &Kind| match kind {
            Kind::Figure { value, unit } => format!("{value}{unit}"),
            Kind::Flat { roughly } => (if *roughly { "~" } else { "=" }).to_owned(),
        };
        let shown: Vec<String> =
            mentions.iter().map(|m| format!("{}|{}", &sentence[m.lead..m.start], show(&m.kind))).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn figures_with_units_are_mentions_and_years_and_codes_are_not() {
        check("2024年度小学教育(2050202)决算数为8,627.17万元", &["2024年度小学教育(2050202)决算数为|8627.17万元"]);
        check("截至2022年12月31日,共有车辆3辆", &["截至2022年12月31日,共有车辆|3辆"]);
        check("单价100万元(含)以上设备2台(套)", &["单价100万元(含)以上设备|2台(套)"]);
        check("12345热线与110", &[]);
    }

    #[test]
    fn a_figure_with_misplaced_separators_is_none() {
        check("支出1,97.12万元", &[]);
    }

    #[test]
    fn what_has_not_changed_is_a_mention() {
        check("收入0万元,与上年决算数持平", &["收入|0万元", ",与上年决算数|="]);
        check("决算数与预算数基本持平", &["决算数与预算数|~"]);
        check("意见一致", &[]);
    }
}
