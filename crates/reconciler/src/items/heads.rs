//! A head path → what the column measures.

use crate::catalogue::{Catalogue, FormLayout, Layout, has_term, strip_ordinal};
use crate::spelling::canonical;

/// What a column of figures measures. Both names together are the measure where the form has bases (`final_abroad`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Measured<'c> {
    /// Whose figures they are (`budget`, `final`), in forms that print several.
    pub(crate) basis: Option<&'c str>,
    /// What they measure. Missing where the rows say it, or nobody knows.
    pub(crate) measure: Option<&'c str>,
}

impl Measured<'_> {
    /// The canonical name.
    pub(crate) fn name(&self) -> Option<String> {
        match (self.basis, self.measure) {
            (Some(basis), Some(measure)) => Some(format!("{basis}_{measure}")),
            (Some(name), None) | (None, Some(name)) => Some(name.to_owned()),
            (None, None) => None,
        }
    }
}

/// The heads of a column for comparing: canonical, without year, ordinal and unit.
pub(crate) fn plain_heads(path: &[String], catalogue: &Catalogue) -> Vec<String> {
    path.iter().map(|head| plain_head(head, catalogue)).filter(|head| !head.is_empty()).collect()
}

fn plain_head(head: &str, catalogue: &Catalogue) -> String {
    let head = canonical(head);
    let head = match catalogue.head_unit.capture(&head) {
        Some(_) => head.rsplit_once('(').map_or(head.as_str(), |(before, _)| before),
        None => head.as_str(),
    };
    let digits = head.bytes().take_while(u8::is_ascii_digit).count();
    let after_year = head.get(digits..).and_then(|rest| rest.strip_prefix("年度").or_else(|| rest.strip_prefix('年')));
    strip_ordinal(after_year.filter(|rest| digits == 4 && !rest.is_empty()).unwrap_or(head)).to_owned()
}

/// What a column of figures with these [plain](plain_heads) heads measures, on this side of the form.
pub(crate) fn measure_of<'c>(
    heads: &[String],
    section: Option<&str>,
    form: &'c FormLayout,
    layout: &'c Layout,
) -> Measured<'c> {
    let basis_of = |head: &String| form.bases.iter().find(|basis| has_term(&basis.terms, head));
    let mut bases: Vec<&str> = heads.iter().filter_map(basis_of).map(|basis| basis.id.as_str()).collect();
    bases.dedup();
    if bases.len() > 1 {
        return Measured::default();
    }
    let rest: Vec<&str> = heads.iter().filter(|head| basis_of(head).is_none()).map(String::as_str).collect();
    let vocabulary = Vocabulary { section, form, layout };
    let measure = vocabulary.longest_term(&rest);
    let unknown = measure.is_none() && rest.iter().any(|head| !vocabulary.is_group(head));
    if unknown {
        return Measured::default();
    }
    Measured { basis: bases.first().copied().or(form.default_basis.as_deref()), measure }
}

/// The words that the heads of one side of a form may use.
struct Vocabulary<'a, 'c> {
    section: Option<&'a str>,
    form: &'c FormLayout,
    layout: &'c Layout,
}

impl<'c> Vocabulary<'_, 'c> {
    /// The measure of the longest term that the heads end with. Neutral words give way to what stands above them, unless
    /// nothing known does.
    fn longest_term(&self, heads: &[&str]) -> Option<&'c str> {
        let mut by_itself = None;
        let mut rest = heads;
        while let Some((leaf, above)) = rest.split_last() {
            let neutral = self.is_neutral(leaf);
            for start in 0..rest.len() {
                let Some((groups, words)) = rest.split_at_checked(start) else { continue };
                if words.len() == 1 && neutral {
                    continue;
                }
                if let Some(measure) = self.term(&words.join("/")) {
                    return groups.iter().all(|head| self.is_group(head)).then_some(measure);
                }
            }
            if !neutral {
                break;
            }
            if above.iter().all(|head| self.is_group(head)) {
                by_itself = by_itself.or_else(|| self.term(leaf));
            }
            rest = above;
        }
        by_itself
    }

    fn term(&self, words: &str) -> Option<&'c str> {
        let here = |section: Option<&str>| section.is_none() || self.section.is_none() || section == self.section;
        let entry =
            self.form.columns.iter().find(|entry| here(entry.section.as_deref()) && has_term(&entry.terms, words));
        entry.map(|entry| entry.measure.as_str())
    }

    fn is_neutral(&self, head: &str) -> bool {
        self.layout.neutral.iter().any(|neutral| neutral == head)
    }

    fn is_group(&self, head: &str) -> bool {
        let sections = self.form.sections.iter().flat_map(|section| &section.heads);
        let groups = self.layout.groups.iter().chain(&self.form.groups).chain(sections);
        groups.chain(&self.layout.labels.name).any(|group| group == head) || self.is_neutral(head)
    }
}

#[cfg(test)]
mod tests {
    use super::{measure_of, plain_heads};
    use crate::catalogue::catalogue;
    use juesuan_model::DocumentKind;

    #[track_caller]
    fn check(kind: &str, path: &str, expected: Option<&str>) {
        check_on(kind, None, path, expected);
    }

    #[track_caller]
    fn check_on(kind: &str, section: Option<&str>, path: &str, expected: Option<&str>) {
        let layout = catalogue().layout(DocumentKind::FinalAccounts).unwrap();
        let path: Vec<String> = path.split('/').map(str::to_owned).collect();
        let heads = plain_heads(&path, catalogue());
        let found = measure_of(&heads, section, layout.form(kind).unwrap(), layout);
        assert_eq!(found.name().as_deref(), expected, "{kind}: {heads:?}");
    }

    #[test]
    fn the_same_thing_has_the_same_measure_whatever_its_head() {
        for path in ["本年收入合计", "合计", "本年收入/合计", "本年收入／小计", "合计/决算数", "本年收入合计（万元）"]
        {
            let path = path.replace('／', "/");
            check("income", &path, Some("total_income"));
        }
        for path in ["事业收入", "事业收入/金额", "事业收入/小计"] {
            check("income", path, Some("business_income"));
        }
        check("income", "事业收入/其中：教育收费", Some("education_fees"));
        check("expenditure", "对附属单位补助", Some("subsidy_to_affiliated"));
        check("expenditure", "2022年度支出/合计", Some("total_expenditure"));
    }

    #[test]
    fn a_neutral_word_measures_what_stands_above_it() {
        check("government_fund", "本年支出/小计", Some("total_expenditure"));
        check("government_fund", "年初结转和结余/合计", Some("opening_carryover"));
        check("expenditure", "基本支出/合计", Some("basic_expenditure"));
        check("expenditure", "基本支出/人员经费", Some("basic_personnel"));
    }

    #[test]
    fn a_term_below_an_unknown_head_measures_nothing_known() {
        check("expenditure", "上年支出/基本支出", None);
        check("government_fund", "本年收入/基本支出", None);
        check("income", "其他收入/其中：捐赠", None);
        check("income", "备注", None);
    }

    #[test]
    fn each_side_has_its_own_measures() {
        check_on("fiscal_appropriation_summary", Some("income"), "收入/金额", Some("amount"));
        check_on("fiscal_appropriation_summary", Some("expenditure"), "支出/合计", Some("total"));
        check_on("fiscal_appropriation_summary", Some("expenditure"), "支出/决算数/小计", Some("total"));
        let path = "支出/一般公共预算财政拨款";
        check_on("fiscal_appropriation_summary", Some("expenditure"), path, Some("general_public_budget"));
    }

    #[test]
    fn three_public_expenses_have_one_name_in_either_order() {
        for path in ["财政拨款“三公”经费/公务用车购置及运行维护费/小计/预算数", "预算数/公务用车购置及运行费/小计"]
        {
            check("three_public", path, Some("budget_vehicles"));
        }
        check("three_public", "财政拨款“三公”经费/合计/决算数", Some("final_total"));
        check("three_public", "决算数/合计", Some("final_total"));
        check("three_public", "决算数/公务用车购置及运行维护费/公务用车运行费", Some("final_vehicle_operation"));
        check("three_public", "年初预算数/因公出国(境)费用", Some("budget_abroad"));
        check("three_public", "公务接待费", Some("final_reception"));
        check("three_public", "预算数", Some("budget"));
        check("three_public", "上年决算数/公务接待费", None);
        check("three_public", "预算数/决算数", None);
    }
}
