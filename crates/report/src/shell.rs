//! The frame of every page: what makes it self-contained, and what forbids the rest.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use juesuan_model::Language;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use crate::words::{Label, short, tag};

/// What every page shares: colours, the language switch.
const COMMON_STYLE: &str = include_str!("../assets/common.css");
const COMMON_PROGRAM: &str = include_str!("../assets/common.js");

/// A page's own looks and program. Constants of this crate: nothing of a document is among them.
pub(crate) struct Assets {
    pub(crate) style: &'static str,
    pub(crate) program: &'static str,
}

/// The whole page. Only the program that stands in it runs: the content policy names its hash.
pub(crate) fn page(title: &str, language: Language, assets: &Assets, body: &Markup) -> String {
    let program = format!("\"use strict\";\n{COMMON_PROGRAM}\n{}", assets.program);
    let hash = STANDARD.encode(Sha256::digest(program.as_bytes()));
    let policy = format!(
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{hash}'; base-uri 'none'; \
         form-action 'none'"
    );
    let page = html! {
        (DOCTYPE)
        html lang=(tag(language)) data-lang=(short(language)) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(concat!("juesuan ", env!("CARGO_PKG_VERSION")));
                title { (title) }
                style { (PreEscaped(COMMON_STYLE)) (PreEscaped(assets.style)) }
            }
            body {
                (body)
                script { (PreEscaped(program)) }
            }
        }
    };
    page.into_string()
}

/// The button that shows the other language.
pub(crate) fn language_switch(language: Language) -> Markup {
    let label = Label::new("Switch to English", "切换为中文");
    html! {
        button #language type="button" aria-label=(label.in_language(language)) data-label-zh=(label.chinese)
            data-label-en=(label.english) { span.zh lang="en" { "English" } span.en lang="zh-CN" { "中文" } }
    }
}
