//! The floor under a conversion: opens each PDF named and decodes the content of its pages, and does nothing with it.
//!
//! `cargo run --release -p juesuan-extractor --example floor -- FILE…` prints pages and decoded bytes; time it beside
//! `juesuan convert` on the same files.

use std::io::{self, Write};

use hayro_syntax::Pdf;

fn main() -> io::Result<()> {
    let (mut pages, mut bytes) = (0, 0);
    for path in std::env::args_os().skip(1) {
        let Ok(pdf) = Pdf::new(std::fs::read(path)?) else { continue };
        for page in pdf.pages().iter() {
            pages += 1;
            bytes += page.page_stream().map_or(0, <[u8]>::len);
        }
    }
    writeln!(io::stdout().lock(), "{pages} pages, {bytes} bytes of content")
}
