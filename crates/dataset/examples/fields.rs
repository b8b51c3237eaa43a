//! Prints the dictionary of the dataset: `cargo run -p juesuan-dataset --example fields -- en`.

use std::io::{self, Write};

use juesuan_model::Language;

fn main() -> io::Result<()> {
    let language = match std::env::args().nth(1).as_deref() {
        Some("zh") => Language::Chinese,
        _ => Language::English,
    };
    io::stdout().lock().write_all(juesuan_dataset::dictionary(language).as_bytes())
}
