//! The report of one document.
//!
//! Beside each other: what is found, the re-joined forms and the prose, in the order of reading; and the pages as they
//! look, with the cells over them. Every place is known to both, so that each leads to the other.

mod findings;
mod forms;
mod head;
mod places;
mod prose;
mod reading;
mod sheets;
mod table;

use juesuan_model::{FinalAccounts, Format, Language};
use maud::{Markup, html};

use crate::shell::{Assets, page};
use crate::state::form_states;
use crate::words::{Label, say};
use places::Marked;
pub use sheets::{Picture, Sheet};

const ASSETS: Assets =
    Assets { style: include_str!("../../assets/document.css"), program: include_str!("../../assets/document.js") };

/// What a report shows.
#[derive(Debug, Clone, Copy)]
pub struct Review<'a> {
    /// The document, its messages in Chinese.
    pub chinese: &'a FinalAccounts,
    /// The same document, its messages in English.
    pub english: &'a FinalAccounts,
    /// The pages to show, ascending.
    pub sheets: &'a [Sheet],
    /// The language that the page opens in.
    pub language: Language,
    /// Where the index of the archive is, as a link from this page; `None` for a document by itself.
    pub index: Option<&'a str>,
}

impl<'a> Review<'a> {
    /// What is the same in both languages.
    fn accounts(&self) -> &'a FinalAccounts {
        self.chinese
    }

    fn shows(&self, page: u32) -> bool {
        self.sheets.binary_search_by_key(&page, |sheet| sheet.page).is_ok()
    }
}

/// The report of a document as one HTML page.
pub fn document_report(review: &Review<'_>) -> String {
    let accounts = review.accounts();
    let states = form_states(accounts);
    let marked = Marked::of(accounts);
    let title = head::title(accounts);
    let body = html! {
        a.skip href="#main" { (say("跳到正文", "Skip to the content")) }
        (head::banner(review))
        div #layout class=[review.sheets.is_empty().then_some("no-sheets")]
            data-counted=(if accounts.source.format == Format::Text { "lines" } else { "points" }) data-pages=(accounts.source.pages) {
            (head::contents(review, &states))
            main #main tabindex="-1" {
                (findings::section(review, &marked))
                (forms::section(review, &states, &marked))
                (prose::section(review, &marked))
                (reading::section(review))
            }
            (sheets::section(review, &marked))
        }
    };
    page(&title, review.language, &ASSETS, &body)
}

/// A region that scrolls by itself, which a keyboard must reach.
fn scrolling(label: &Label, language: Language, content: &Markup) -> Markup {
    html! {
        div.scrolls role="region" tabindex="0" aria-label=(label.in_language(language)) data-label-zh=(label.chinese)
            data-label-en=(label.english) { (content) }
    }
}
