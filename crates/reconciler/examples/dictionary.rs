//! Writes the dictionary of canonical names to standard output: `dictionary [en|zh]`.

use std::io::Write;

use juesuan_model::Language;

fn main() -> std::io::Result<()> {
    let chinese = std::env::args().nth(1).as_deref() == Some("zh");
    let language = if chinese { Language::Chinese } else { Language::English };
    std::io::stdout().write_all(juesuan_reconciler::dictionary_page(language).as_bytes())
}
