//! The catalogue → the dictionary that users read: every canonical name in the JSON, what it means, and what the forms
//! call it.

use std::fmt::Write;

use juesuan_model::Language;

use crate::catalogue::{Catalogue, FormLayout, Meaning, Term, catalogue};

/// The dictionary of canonical names as a Markdown page.
pub fn dictionary_page(language: Language) -> String {
    let mut page = Page { text: String::new(), language, catalogue: catalogue() };
    page.write_all();
    page.text
}

struct Page {
    text: String,
    language: Language,
    catalogue: &'static Catalogue,
}

type Years = (Option<u16>, Option<u16>);

impl Page {
    fn write_all(&mut self) {
        self.line(self.say(
            "# 数据字典\n\n由目录数据生成（`cargo run -p juesuan-reconciler --example dictionary -- zh`），请勿手工修改。",
            "# Dictionary\n\nWritten from the catalogue (`cargo run -p juesuan-reconciler --example dictionary -- en`); do not edit.",
        ));
        let dictionary = &self.catalogue.dictionary;
        self.section("表（`kind`）", "Forms (`kind`)", &dictionary.kinds, |page, id| {
            let years = page.forms().find(|form| form.kind == id).map(|form| (form.from, None));
            (Vec::new(), Vec::new(), years.unwrap_or_default())
        });
        self.section("栏目方（`section`）", "Sides (`section`)", &dictionary.sections, |page, id| {
            let forms = page.forms_with(|form| form.sections.iter().any(|section| section.id == id));
            (forms, Vec::new(), (None, None))
        });
        self.section("金额列（`measure`）", "Measures (`measure`)", &dictionary.measures, |page, id| {
            let entries: Vec<_> = page.forms().flat_map(|f| &f.columns).filter(|entry| entry.measure == id).collect();
            let wordings = entries.iter().flat_map(|entry| entry.terms.iter().chain(&entry.rows));
            let terms = wordings.map(|term| show_term(term, page.language));
            let years = entries.iter().map(|entry| (entry.from, entry.to)).reduce(spanning).unwrap_or_default();
            (page.forms_with(|form| form.columns.iter().any(|entry| entry.measure == id)), terms.collect(), years)
        });
        self.section(
            "数据口径（三公经费：与金额列连用，如 `final_abroad`）",
            "Bases (three public expenses: before the measure, as in `final_abroad`)",
            &dictionary.bases,
            |page, id| {
                let bases = page.forms().flat_map(|form| &form.bases).filter(|basis| basis.id == id);
                let terms = bases.flat_map(|basis| &basis.terms).map(|term| show_term(term, page.language)).collect();
                (page.forms_with(|form| form.bases.iter().any(|basis| basis.id == id)), terms, (None, None))
            },
        );
        self.section(
            "标签列（`columns[].measure`）",
            "Label columns (`columns[].measure`)",
            &dictionary.labels,
            |page, id| {
                let labels = page.catalogue.layouts.iter().map(|layout| &layout.labels);
                let heads = labels.flat_map(|labels| match id {
                    "code" => labels.code.as_slice(),
                    "code_class" => &labels.code_class,
                    "code_section" => &labels.code_section,
                    "code_item" => &labels.code_item,
                    "name" => &labels.name,
                    "line_number" => &labels.line_number,
                    _ => &[],
                });
                (Vec::new(), heads.cloned().collect(), (None, None))
            },
        );
        self.section("行（`line`）", "Lines (`line`)", &dictionary.lines, |page, id| {
            let totals = page.catalogue.layouts.iter().map(|layout| &layout.total);
            let entries: Vec<_> =
                page.forms().flat_map(|form| &form.lines).chain(totals).filter(|entry| entry.line == id).collect();
            let terms = entries.iter().flat_map(|entry| &entry.terms).map(|term| show_term(term, page.language));
            let years = entries.iter().map(|entry| (entry.from, entry.to)).reduce(spanning).unwrap_or_default();
            (page.forms_with(|form| form.lines.iter().any(|entry| entry.line == id)), terms.collect(), years)
        });
        self.line(self.say(
            "\n支出功能分类科目的类、款、项和经济分类科目的名称见 `crates/reconciler/src/catalogue` 中的 `functional.csv` 与 `economic.csv`。",
            "\nThe names of functional and economic classification codes are in `functional.csv` and `economic.csv` in \
             `crates/reconciler/src/catalogue`.",
        ));
    }

    /// A table of `meanings`; `facts` gives the forms that use a name, its wordings and its years.
    fn section(
        &mut self,
        zh: &'static str,
        en: &'static str,
        meanings: &'static [Meaning],
        facts: impl Fn(&Self, &str) -> (Vec<&'static str>, Vec<String>, Years),
    ) {
        let title = self.say(zh, en);
        self.line(&format!("\n## {title}\n"));
        let rows: Vec<_> = meanings.iter().map(|meaning| (meaning, facts(self, &meaning.id))).collect();
        let any_terms = rows.iter().any(|(_, (_, terms, _))| !terms.is_empty());
        let any_forms = rows.iter().any(|(_, (forms, ..))| !forms.is_empty());
        let any_years = rows.iter().any(|(_, (.., years))| *years != (None, None));
        let mut heads = vec![self.say("名称", "name"), self.say("中文", "Chinese")];
        heads.extend((self.language == Language::English).then_some("meaning"));
        heads.extend(any_terms.then(|| self.say("表中写法", "printed as")));
        heads.extend(any_forms.then(|| self.say("所在表", "forms")));
        heads.extend(any_years.then(|| self.say("年度", "years")));
        self.row(&heads.iter().map(|&head| head.to_owned()).collect::<Vec<_>>());
        self.row(&vec!["---".to_owned(); heads.len()]);
        for (meaning, (forms, terms, years)) in rows {
            let mut cells = vec![format!("`{}`", meaning.id), meaning.zh.clone()];
            cells.extend((self.language == Language::English).then(|| meaning.en.clone()));
            let mut wordings: Vec<String> = Vec::new();
            for term in terms {
                if !wordings.contains(&term) {
                    wordings.push(term);
                }
            }
            cells.extend(any_terms.then(|| wordings.join(self.say("、", ", "))));
            let forms: Vec<String> = forms.iter().map(|form| format!("`{form}`")).collect();
            cells.extend(any_forms.then(|| forms.join(self.say("、", ", "))));
            cells.extend(any_years.then(|| show_years(years, self.language)));
            self.row(&cells);
        }
    }

    fn forms(&self) -> impl Iterator<Item = &'static FormLayout> + use<> {
        self.catalogue.layouts.iter().flat_map(|layout| &layout.forms)
    }

    fn forms_with(&self, uses: impl Fn(&FormLayout) -> bool) -> Vec<&'static str> {
        self.forms().filter(|form| uses(form)).map(|form| form.kind.as_str()).collect()
    }

    fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        self.language.either(zh, en)
    }

    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn row(&mut self, cells: &[String]) {
        self.line(&format!("| {} |", cells.join(" | ")));
    }
}

fn show_term(term: &Term, language: Language) -> String {
    let mut text = term.text().to_owned();
    let years = show_years(term.years(), language);
    if !years.is_empty() {
        // Writing into a string cannot fail.
        let _ = write!(text, " ({years})");
    }
    text
}

/// Years in which one of two is used.
fn spanning(a: Years, b: Years) -> Years {
    (a.0.zip(b.0).map(|(a, b)| a.min(b)), a.1.zip(b.1).map(|(a, b)| a.max(b)))
}

fn show_years(years: Years, language: Language) -> String {
    match (years, language) {
        ((None, None), _) => String::new(),
        ((Some(from), None), Language::Chinese) => format!("{from}年起"),
        ((Some(from), None), Language::English) => format!("from {from}"),
        ((None, Some(to)), Language::Chinese) => format!("至{to}年"),
        ((None, Some(to)), Language::English) => format!("until {to}"),
        ((Some(from), Some(to)), _) => format!("{from}–{to}"),
    }
}
