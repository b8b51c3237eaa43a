//! The number at the beginning of a heading: `第一部分`, `第一章`, `一、`, `（一）`, `1.`, `（1）`.

use crate::wording::{Wording, wordings};

/// The kinds of number, from the outermost to the innermost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NumberKind {
    /// 第一部分.
    Part,
    /// 第一章, 第一节.
    Chapter,
    /// 一、.
    Chinese,
    /// （一）.
    ChineseInBrackets,
    /// 1. or 1、.
    Arabic,
    /// （1）.
    ArabicInBrackets,
}

/// A text that begins with a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Numbered<'t> {
    pub(crate) kind: NumberKind,
    /// As printed, with its punctuation; without a colon after 第一部分.
    pub(crate) number: &'t str,
    /// What follows.
    pub(crate) rest: &'t str,
}

wordings! {
    static PART = r"^(第[一二三四五六七八九十百]{1,3}部分|第[0-9]{1,2}部分)[：:、.．\t\n\x0B\x0C\r ]*";
    static CHAPTER = r"^(第[一二三四五六七八九十]{1,3}[章篇节])[：:、.．\t\n\x0B\x0C\r ]*";
    static CHINESE = r"^([一二三四五六七八九十]{1,3}[、．.])[\t\n\x0B\x0C\r ]*";
    static CHINESE_IN_BRACKETS = r"^([（(][一二三四五六七八九十]{1,3}[）)][、.．]?)[\t\n\x0B\x0C\r ]*";
    static ARABIC = r"^([0-9]{1,2}[.．、])[\t\n\x0B\x0C\r ]*";
    static ARABIC_IN_BRACKETS = r"^([（(][0-9]{1,2}[）)][、.．]?|[0-9]{1,2}[）)])[\t\n\x0B\x0C\r ]*";
}

/// The number that `text` begins with.
pub(crate) fn read_number(text: &str) -> Option<Numbered<'_>> {
    // The first character leaves few kinds to try; most lines begin with none of them.
    let kinds: &[(NumberKind, &Wording)] = match text.chars().next()? {
        '第' => &[(NumberKind::Part, &PART), (NumberKind::Chapter, &CHAPTER)],
        '（' | '(' => &[
            (NumberKind::ChineseInBrackets, &CHINESE_IN_BRACKETS),
            (NumberKind::ArabicInBrackets, &ARABIC_IN_BRACKETS),
        ],
        '0'..='9' => &[(NumberKind::Arabic, &ARABIC), (NumberKind::ArabicInBrackets, &ARABIC_IN_BRACKETS)],
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => {
            &[(NumberKind::Chinese, &CHINESE)]
        }
        _ => &[],
    };
    kinds.iter().find_map(|&(kind, wording)| {
        let found = wording.captures(text)?;
        let (number, rest) = (found.get(1)?.as_str(), text.get(found.get(0)?.end()..)?);
        // 1.5% is an amount.
        let amount =
            kind == NumberKind::Arabic && rest.starts_with(|c: char| c.is_ascii_digit()) && !number.ends_with('、');
        (!amount).then_some(Numbered { kind, number, rest })
    })
}

#[cfg(test)]
mod tests {
    use super::{NumberKind, read_number};

    #[track_caller]
    fn check(text: &str, expected: Option<(NumberKind, &str, &str)>) {
        assert_eq!(read_number(text).map(|found| (found.kind, found.number, found.rest)), expected);
    }

    #[test]
    fn numbers_are_kept_as_printed() {
        check("第一部分：某局概况", Some((NumberKind::Part, "第一部分", "某局概况")));
        check("第二章总则", Some((NumberKind::Chapter, "第二章", "总则")));
        check("十一、其他重要事项", Some((NumberKind::Chinese, "十一、", "其他重要事项")));
        check("（三）国有资产", Some((NumberKind::ChineseInBrackets, "（三）", "国有资产")));
        check("1.小学教育", Some((NumberKind::Arabic, "1.", "小学教育")));
        check("3、2023年支出", Some((NumberKind::Arabic, "3、", "2023年支出")));
        check("（2）货物", Some((NumberKind::ArabicInBrackets, "（2）", "货物")));
    }

    #[test]
    fn an_amount_or_a_word_is_no_number() {
        check("1.5%，主要原因", None);
        check("一般公共预算", None);
        check("第一条根据规定", None);
    }
}
