//! The words before a figure → what it is said of.

use crate::wording::wordings;

wordings! {
    static YEAR needs ['年'] = r"^.*?[0-9]{4}年(?:度|底|末|初)?(?:的)?";
    static ORDINAL = r"^(?:\(?[0-9一二三四五六七八九十]{1,3}(?:[.、)]|\.)\)?)+";
    static LINKS = r"^(?:(?:其中|具体情况如下|具体包括|包括|分别是|具体为|主要是|主要用于以下方面|按照支出功能科目划分|一是|二是|三是|四是)[:,]?|[,、;:。)的])+";
    static WHOSE = r"^(?:本单位|本部门|我单位|我部门|我局|本局|学校|全校|我校)";
    static HAVE = r"^(?:共有|共|合计共|累计|年末|年末实有|实有|现有|全年|全年使用|总计)";
    static IS needs ['为', '是', '达', '约', '共'] = r"(?:为|是|达|达到|约|共计|共)+$";
    static ASIDE needs [')'] = r"\([^()]*(?:为准|含|不含)[^()]*\)$";
    static RESULT needs ['决', '执', '际'] = r"(?:的)?(?:支出|收入)?(?:决算|执行|支出决算|实际支出)(?:数|金额)?$";
    static COMPARISON needs ['与', '比', '较', '同'] = r"(?:,)?(?:与|比|较|同比)(?:上年|去年|[0-9]{4}年度?|年初|全年|调整)?[^,]*$";
    static CHANGE needs ['增', '减', '降', '升', '提'] = r"(?:增加|减少|增长|下降|上升|降低|提高|增支|减支)(?:了|额|额为)?$";
    static GENERIC = r"^(?:采购金额|金额|资金|预算金额|合同金额|支出|收入|决算数|数量)$";
}

/// The subject of a plain figure with these words before it; empty where they name none.
pub(super) fn subject_of(lead: &str) -> String {
    let (above, last) = lead.rsplit_once([',', ':', '。', ';']).unwrap_or(("", lead));
    let subject = bare(last);
    // 某项目绩效自评综述:全年预算数…
    if subject.is_empty() && lead.ends_with(':') {
        return bare(above.rsplit_once([',', '。', ';']).map_or(above, |(_, above)| above));
    }
    // 由中小企业供应商中标的,采购金额: the words before say which.
    if GENERIC.is_match(&subject) && !above.is_empty() {
        let above = above.rsplit_once([':', '。', ';']).map_or(above, |(_, above)| above);
        return format!("{}{subject}", bare(above).replace(',', ""));
    }
    subject
}

/// The subject of a change: what stands before the words of comparison.
pub(super) fn subject_of_change(lead: &str) -> String {
    let lead = CHANGE.cut(lead);
    let after = lead.rsplit_once("相比,").map_or(lead, |(_, after)| after);
    subject_of(COMPARISON.cut(after))
}

/// The words without ordinals, links, whose it is, which year, and without the verb behind them.
pub(super) fn bare(words: &str) -> String {
    let mut rest = words;
    loop {
        let mut shorter = rest;
        for prefix in [&ORDINAL, &LINKS, &WHOSE, &HAVE] {
            if let Some(found) = prefix.find(shorter) {
                shorter = shorter.get(found.end()..).unwrap_or_default();
            }
        }
        if let Some(found) = YEAR.find(shorter) {
            shorter = shorter.get(found.end()..).unwrap_or_default();
        }
        for suffix in [&IS, &ASIDE, &RESULT] {
            shorter = suffix.find(shorter).and_then(|found| shorter.get(..found.start())).unwrap_or(shorter);
        }
        if shorter.len() == rest.len() {
            return rest.to_owned();
        }
        rest = shorter;
    }
}

#[cfg(test)]
mod tests {
    use super::{subject_of, subject_of_change};

    #[track_caller]
    fn check(lead: &str, expected: &str) {
        assert_eq!(subject_of(lead), expected, "{lead}");
    }

    #[test]
    fn the_subject_stands_right_before_the_figure() {
        check("某局2024年度收入支出总计", "收入支出总计");
        check(",其中:财政拨款收入", "财政拨款收入");
        check("1.一般公共预算财政拨款收入", "一般公共预算财政拨款收入");
        check("学校2024年度财政拨款支出总计为", "财政拨款支出总计");
        check("某局2024年度政府采购金额(以合同签订为准)为", "政府采购金额");
        check("截至2024年12月31日,某局共有车辆", "某局共有车辆");
        check("因公出国(境)费支出决算为", "因公出国(境)费");
        check("本年收入合计", "本年收入合计");
        check("2021年底在职人员", "在职人员");
        check("5.对附属单位补助支出", "对附属单位补助支出");
        check("热线项目自评综述:", "热线项目自评综述");
        check("支出决算为", "");
        check(",执行数", "");
    }

    #[test]
    fn a_general_word_takes_those_before_it() {
        check(
            "在其他政府采购项目中,由中小企业供应商中标的,采购金额",
            "在其他政府采购项目中由中小企业供应商中标的采购金额",
        );
    }

    #[test]
    fn the_subject_of_a_change_stands_before_the_comparison() {
        assert_eq!(subject_of_change("与2023年度相比,收入支出总计增加"), "收入支出总计");
        assert_eq!(subject_of_change(",比上年决算数增加"), "");
        assert_eq!(subject_of_change("其中:财政拨款收入增加"), "财政拨款收入");
    }
}
