//! Words in both languages, of which the page shows one.

use juesuan_model::{BBox, FinalAccounts, Language};
use maud::{Markup, Render, html};

/// The same said in both languages. In a page's language the other is hidden, from screen readers too.
pub(crate) fn say(chinese: impl Render, english: impl Render) -> Markup {
    html! { span.zh lang="zh-CN" { (chinese) } span.en lang="en" { (english) } }
}

/// The words of both languages for an attribute, which can hold one only: the page's program exchanges them.
#[derive(Debug, Clone)]
pub(crate) struct Label {
    pub(crate) chinese: String,
    pub(crate) english: String,
}

impl Label {
    pub(crate) fn new(chinese: impl Into<String>, english: impl Into<String>) -> Self {
        Self { chinese: chinese.into(), english: english.into() }
    }

    /// What the attribute says before anybody switches.
    pub(crate) fn in_language(&self, language: Language) -> &str {
        language.either(&self.chinese, &self.english)
    }
}

/// The name of a language as HTML has it.
pub(crate) fn tag(language: Language) -> &'static str {
    language.either("zh-CN", "en")
}

/// `data-lang` of the page: which of the two languages is shown.
pub(crate) fn short(language: Language) -> &'static str {
    language.either("zh", "en")
}

/// Where a place stands: on a page, in a dump in a line.
pub(crate) fn whereabouts(accounts: &FinalAccounts, page: u32, bbox: &BBox) -> Markup {
    let [chinese, english] = [Language::Chinese, Language::English]
        .map(|language| juesuan_model::whereabouts(accounts, page, bbox, language));
    say(chinese, english)
}

/// A page's number.
pub(crate) fn page_number(page: u32) -> Markup {
    say(format!("第 {page} 页"), format!("page {page}"))
}
