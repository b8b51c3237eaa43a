//! The index of an archive: a row for each input, to sort and to filter, and charts of what is shown.

use juesuan_model::{CheckSeverity, FinalAccounts, Language, Outcome, json_name};
use juesuan_reconciler::{rules, totals};
use maud::{Markup, PreEscaped, html};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::shell::{Assets, language_switch, page};
use crate::state::{State, form_states};
use crate::words::{Label, say};

const ASSETS: Assets =
    Assets { style: include_str!("../assets/index.css"), program: include_str!("../assets/index.js") };

/// One input of an archive, and what became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexEntry {
    /// Its path in the archive.
    pub path: String,
    /// `ok`, `problems`, `failed` or `skipped`.
    pub status: String,
    /// Why it failed or was skipped, or its first problem; empty where there is nothing to tell.
    pub code: String,
    /// The same for people, in the language of the run.
    pub message: String,
    /// Its report, relative to the index; `None` where it has none.
    pub report: Option<String>,
    /// The year that it accounts for.
    pub year: Option<u16>,
    /// Whose accounts they are.
    pub entity: Option<String>,
    /// `department` or `unit`.
    pub scope: Option<String>,
    /// `final_accounts`, `budget`, `unknown`; `None` where there is no result.
    pub kind: Option<String>,
    /// Pages.
    pub pages: u32,
    /// Forms that it has, and those that documents of its kind and year have and it has not.
    pub forms: usize,
    /// Forms that it lacks.
    pub missing: usize,
    /// Failed checks of severity error, warning, info.
    pub failed: [usize; 3],
    /// Checks that came out `pass`, `rounding`, `not_evaluated`.
    pub others: [usize; 3],
    /// Failed checks by rule.
    pub rules: BTreeMap<String, usize>,
    /// What the year's totals are.
    pub totals: Totals,
}

/// A document's totals in 元, exact; `None` where it does not state them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// 本年收入合计.
    pub income: Option<String>,
    /// 本年支出合计.
    pub expenditure: Option<String>,
}

impl IndexEntry {
    /// The entry of an input without a result.
    pub fn of_input(path: &str, status: &str, code: &str, message: &str) -> Self {
        let [path, status, code, message] = [path, status, code, message].map(str::to_owned);
        Self { path, status, code, message, ..Self::default() }
    }

    /// The same with what a result says.
    #[must_use]
    pub fn with(self, accounts: &FinalAccounts) -> Self {
        let severities = [CheckSeverity::Error, CheckSeverity::Warning, CheckSeverity::Info];
        let failed = || accounts.checks.iter().filter(|check| check.outcome == Outcome::Fail);
        let mut rules = BTreeMap::new();
        for check in failed() {
            *rules.entry(check.rule.clone()).or_default() += 1;
        }
        let states = form_states(accounts);
        let missing = states.iter().filter(|form| form.state == State::Missing).count();
        let entity = accounts.document.entity.as_ref();
        let totals = totals(accounts);
        Self {
            year: accounts.document.fiscal_year,
            entity: entity.map(|entity| entity.name.clone()),
            scope: entity.and_then(|entity| entity.scope).map(json_name),
            kind: Some(json_name(accounts.document.kind)),
            pages: accounts.source.pages,
            forms: states.len() - missing,
            missing,
            failed: severities.map(|severity| failed().filter(|check| check.severity == severity).count()),
            others: [Outcome::Pass, Outcome::Rounding, Outcome::NotEvaluated]
                .map(|outcome| accounts.checks_that(outcome)),
            rules,
            totals: Totals { income: totals.income, expenditure: totals.expenditure },
            ..self
        }
    }
}

/// The index of an archive as one HTML page.
pub fn index_report(entries: &[IndexEntry], language: Language) -> String {
    let chinese: BTreeMap<&str, [&str; 2]> = rules()
        .iter()
        .map(|rule| {
            let titles = [Language::Chinese, Language::English].map(|language| rule.text(language).title.as_str());
            (rule.id.as_str(), titles)
        })
        .collect();
    let label = Label::new("文件列表", "List of documents");
    let body = html! {
        a.skip href="#rows" { (say("跳到文件列表", "Skip to the documents")) }
        header #banner {
            div.title { h1 { (say("决算核对报告", "Final accounts, checked")) } (language_switch(language)) }
            p #shown role="status" aria-live="polite" {}
        }
        main {
            noscript { p { (say("此页须允许脚本运行。", "This page needs its script to run.")) } }
            section #charts aria-labelledby="charts-title" {
                h2 #charts-title { (say("概况", "Overview")) }
                div.charts {
                    (chart("by-state", &say("文件状态", "Documents by state")))
                    (chart("by-rule", &say("不符的规则", "Findings by rule")))
                    (chart("by-year", &say("各年合计（元）", "Totals by year (元)")))
                }
                p.remark { (say(
                    "合计是所列文件各自的本年收入、本年支出之和；部门的数已包括其所属单位。",
                    "Totals add up what the documents shown state for themselves; a department includes its units.",
                )) }
            }
            section #rows aria-labelledby="rows-title" tabindex="-1" {
                h2 #rows-title { (say("文件", "Documents")) }
                (filters(language))
                div.scrolls role="region" tabindex="0" aria-label=(label.in_language(language))
                    data-label-zh=(label.chinese) data-label-en=(label.english) {
                    table #documents { thead {} tbody {} }
                }
                button #more type="button" hidden { (say("显示更多", "Show more")) }
            }
        }
        (data("entries", &json(&entries)))
        (data("rules", &json(&chinese)))
    };
    page(
        if language == Language::Chinese { "决算核对报告" } else { "Final accounts, checked" },
        language,
        &ASSETS,
        &body,
    )
}

fn chart(id: &str, title: &Markup) -> Markup {
    html! { div.chart id=(id) { h3 { (title) } div.bars {} } }
}

fn filters(language: Language) -> Markup {
    let search = Label::new("按单位或路径查找", "Find by unit or path");
    html! {
        form #filters {
            label { (say("查找", "Find")) " "
                input #find type="search" placeholder=(search.in_language(language)) data-placeholder-zh=(search.chinese)
                    data-placeholder-en=(search.english);
            }
            @for (id, words) in [
                ("year", say("年度", "Year")),
                ("state", say("状态", "State")),
                ("forms", say("报表", "Forms")),
                ("rule", say("规则", "Rule")),
            ] {
                label { (words) " " select id=(id) {} }
            }
            button #clear type="reset" { (say("清除", "Clear")) }
        }
    }
}

/// Data for the page's program. Nothing in it can end the element: `<` is written as JSON lets one write any character.
fn data(id: &str, json: &str) -> Markup {
    html! { script type="application/json" id=(id) { (PreEscaped(json.replace('<', "\\u003c"))) } }
}

/// Maps with names as keys and numbers always can be written.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}
