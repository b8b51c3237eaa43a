//! What a file says of itself, and its text strings: text that is no shown string.

use hayro_syntax::Pdf;

/// The program that wrote the file, else the one that the document was made with; `None` where the file names neither.
pub(super) fn producer(pdf: &Pdf) -> Option<String> {
    let metadata = pdf.metadata();
    [&metadata.producer, &metadata.creator].into_iter().find_map(|name| named(name.as_deref()))
}

/// A name that the file gives itself, as stored; `None` for an empty one.
pub(super) fn named(stored: Option<&[u8]>) -> Option<String> {
    let name = text_string(stored?).trim().to_owned();
    (!name.is_empty()).then_some(name)
}

/// A text string: in UTF-16 or UTF-8 with a byte order mark, else PDFDocEncoding (ISO 32000-2, 7.9.2.2). Many producers
/// write UTF-8 or GBK without saying so: what is neither is read as Latin-1, which PDFDocEncoding mostly is.
pub(super) fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, ..] => encoding_rs::UTF_16BE.decode_with_bom_removal(bytes).0.into_owned(),
        [0xff, 0xfe, ..] => encoding_rs::UTF_16LE.decode_with_bom_removal(bytes).0.into_owned(),
        [0xef, 0xbb, 0xbf, ..] => encoding_rs::UTF_8.decode_with_bom_removal(bytes).0.into_owned(),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => match encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
                Some(text) => text.into_owned(),
                None => bytes.iter().map(|&byte| char::from(byte)).collect(),
            },
        },
    }
}
