//! Bytes → text: which encoding a dump is in.
//!
//! A byte order mark decides. Else valid UTF-8 does, unless it reads as neither ASCII nor Chinese. Else every candidate
//! is tried, and the one that reads most like a Chinese document wins: everyday characters, no control characters, no
//! invalid bytes.

use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes that are judged. An encoding does not change half-way.
const SAMPLE: usize = 1 << 16;

/// Text that scores less is not text in that encoding, whatever its bytes happen to spell.
const LEAST_SCORE: f64 = 0.5;

/// A text and how it was read.
#[derive(Debug)]
pub(super) struct Decoded {
    /// Without byte order mark.
    pub(super) text: String,
    /// Name of the encoding.
    pub(super) encoding: &'static str,
    /// Whether these are all the bytes.
    pub(super) is_whole: bool,
    /// Whether bytes were invalid and stand as U+FFFD.
    pub(super) has_errors: bool,
}

/// Decodes bytes in the encoding that they are most likely in: the first `most` of them, but for a character that would
/// be cut there.
pub(super) fn decode(bytes: &[u8], most: usize) -> Decoded {
    let encoding = detect(bytes);
    let (text, has_errors) = match bytes.get(..most).filter(|window| window.len() < bytes.len()) {
        Some(window) => decode_start(window, encoding),
        None => {
            let (text, has_errors) = encoding.decode_with_bom_removal(bytes);
            (text.into_owned(), has_errors)
        }
    };
    Decoded { text, encoding: encoding.name(), is_whole: bytes.len() <= most, has_errors }
}

/// Decodes what more bytes follow on: a character that is not at its end is left out.
fn decode_start(window: &[u8], encoding: &'static Encoding) -> (String, bool) {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length(window.len()).unwrap_or_default());
    let (_, _, has_errors) = decoder.decode_to_string(window, &mut text, false);
    (text, has_errors)
}

/// Whether the bytes are text: they decode (all but a few of them) and hold no control characters.
pub(crate) fn looks_like_text(bytes: &[u8]) -> bool {
    let sample = sample_of(bytes);
    let encoding = detect(bytes);
    let (text, _) = encoding.decode_with_bom_removal(sample);
    let characters = text.chars().count();
    let invalid = text.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
    let certain = encoding == UTF_8 || Encoding::for_bom(sample).is_some();
    characters > 0
        && invalid * 50 <= characters
        && !text.chars().any(is_binary)
        && (certain || score(&text) >= LEAST_SCORE)
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let sample = sample_of(bytes);
    if let Some((encoding, _)) = Encoding::for_bom(sample) {
        return encoding;
    }
    // Whole characters only: the sample may end within one.
    let valid = match str::from_utf8(sample) {
        Ok(text) => Some(text),
        Err(error) if error.error_len().is_none() && sample.len() < bytes.len() => {
            str::from_utf8(&sample[..error.valid_up_to()]).ok()
        }
        Err(_) => None,
    };
    // Short GBK can be valid UTF-8 by accident, but reads as Cyrillic or the like; ASCII in UTF-16 as ASCII with NULs.
    let credible = |text: &str| !text.contains('\0') && (text.is_ascii() || text.chars().any(|c| c >= '\u{2000}'));
    if valid.is_some_and(credible) {
        return UTF_8;
    }
    let mut best = UTF_8;
    let mut best_score = f64::NEG_INFINITY;
    for candidate in [UTF_8, GB18030, UTF_16LE, UTF_16BE] {
        let score = score(&candidate.decode_without_bom_handling(sample).0);
        if score > best_score {
            (best, best_score) = (candidate, score);
        }
    }
    best
}

fn sample_of(bytes: &[u8]) -> &[u8] {
    bytes.get(..SAMPLE).unwrap_or(bytes)
}

/// How much a text reads like a Chinese document: 1 for nothing but everyday characters.
fn score(text: &str) -> f64 {
    let (sum, count) = text.chars().fold((0.0, 0.0), |(sum, count), c| (sum + weight(c), count + 1.0));
    if count == 0.0 { 0.0 } else { sum / count }
}

fn weight(c: char) -> f64 {
    match c {
        '\t' | '\n' | '\r' | '\x0c' | ' '..='~' => 1.0,
        '\u{b7}' | '\u{d7}' | '\u{2010}'..='\u{203b}' | '\u{2460}'..='\u{2473}' => 1.0,
        '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff5e}' => 1.0,
        '\u{4e00}'..='\u{9fff}' if is_everyday(c) => 1.0,
        '\u{4e00}'..='\u{9fff}' => 0.3,
        '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' | '\u{fff0}'..='\u{ffff}' => -2.0,
        _ => 0.0,
    }
}

/// The 3755 everyday characters: level 1 of GB 2312, rows 16 to 55.
fn is_everyday(c: char) -> bool {
    let mut buffer = [0; 4];
    let (bytes, _, unmappable) = GBK.encode(c.encode_utf8(&mut buffer));
    !unmappable && matches!(bytes[..], [0xb0..=0xd7, 0xa1..=0xfe])
}

/// Control characters that no text holds. Vertical tab (Word's line break), and the end mark of DOS, do occur.
fn is_binary(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\x0b' | '\x0c' | '\x1a' | '\u{85}')
}

#[cfg(test)]
mod tests {
    use encoding_rs::GBK;

    use super::{decode, looks_like_text};

    const LINE: &str = "收入决算表\n单位：万元\n项 目\t本年收入合计\n一般公共服务支出\t1,979.12\n";

    fn gbk(text: &str) -> Vec<u8> {
        GBK.encode(text).0.into_owned()
    }

    fn utf16le(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    fn utf16be(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_be_bytes).collect()
    }

    #[track_caller]
    fn check(bytes: &[u8], encoding: &str, text: &str) {
        let decoded = decode(bytes, bytes.len());
        assert_eq!((decoded.encoding, decoded.text.as_str(), decoded.has_errors), (encoding, text, false));
        assert!(looks_like_text(bytes), "should look like text");
    }

    #[test]
    fn every_encoding_of_a_dump_is_recognised() {
        check(LINE.as_bytes(), "UTF-8", LINE);
        check(&gbk(LINE), "gb18030", LINE);
        check(&utf16le(LINE), "UTF-16LE", LINE);
        check(&utf16be(LINE), "UTF-16BE", LINE);
    }

    #[test]
    fn a_byte_order_mark_decides_and_is_no_text() {
        check("\u{feff}合计".as_bytes(), "UTF-8", "合计");
        check(&utf16le("\u{feff}合计"), "UTF-16LE", "合计");
        check(&utf16be("\u{feff}合计"), "UTF-16BE", "合计");
        check("\u{feff}только".as_bytes(), "UTF-8", "только");
    }

    #[test]
    fn ascii_is_utf8() {
        check(b"A\t1,979.12\n", "UTF-8", "A\t1,979.12\n");
        check(b"x", "UTF-8", "x");
    }

    #[test]
    fn ascii_in_utf16_without_mark_is_seen_by_its_zero_bytes() {
        check(&utf16le("A\t1.00"), "UTF-16LE", "A\t1.00");
        check(&utf16be("A\t1.00"), "UTF-16BE", "A\t1.00");
    }

    #[test]
    fn short_files_are_read_right() {
        check("合计".as_bytes(), "UTF-8", "合计");
        check(&gbk("合计"), "gb18030", "合计");
        check(&gbk("总计\t0.00"), "gb18030", "总计\t0.00");
        check(&utf16le("合计\t0.00\n"), "UTF-16LE", "合计\t0.00\n");
        check(&utf16be("合计\t0.00\n"), "UTF-16BE", "合计\t0.00\n");
    }

    #[test]
    fn gbk_that_is_valid_utf8_by_accident_is_gbk() {
        let bytes = gbk("一些");
        assert!(str::from_utf8(&bytes).is_ok());
        check(&bytes, "gb18030", "一些");
    }

    #[test]
    fn four_byte_characters_of_gb18030_are_read() {
        let text = "合计\t㐂\n收入决算表";
        let (bytes, _, _) = encoding_rs::GB18030.encode(text);
        check(&bytes, "gb18030", text);
    }

    #[test]
    fn a_few_invalid_bytes_do_not_change_the_encoding() {
        for (mut bytes, encoding) in [(LINE.as_bytes().to_vec(), "UTF-8"), (gbk(LINE), "gb18030")] {
            bytes.extend(LINE.repeat(5).into_bytes().iter().filter(|b| b.is_ascii()));
            bytes.push(0xff);
            let decoded = decode(&bytes, bytes.len());
            assert_eq!((decoded.encoding, decoded.has_errors), (encoding, true));
            assert!(looks_like_text(&bytes));
        }
    }

    #[test]
    fn a_character_cut_by_the_end_of_the_sample_is_not_an_error() {
        // In UTF-8 it has three bytes, in GBK two.
        let after = |lead: &str| format!("{lead}{}", "表".repeat(super::SAMPLE));
        check(after("ab").as_bytes(), "UTF-8", &after("ab"));
        check(&gbk(&after("a")), "gb18030", &after("a"));
    }

    #[test]
    fn binary_is_no_text() {
        let noise: Vec<u8> = (0..4096_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        for bytes in [&b""[..], b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"PK\x03\x04\x14\0\x06\0", b"\0\0\0\0", &noise] {
            assert!(!looks_like_text(bytes));
        }
    }
}
