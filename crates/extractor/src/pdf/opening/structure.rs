//! The streams that the engine reads by itself when it opens a file: object streams and cross-reference streams.
//!
//! It decodes them without a bound, so they are looked for in the raw bytes first, whatever their dictionaries claim, and
//! those that are large enough to matter are decoded here, counting. In an encrypted file that cannot be done before it
//! is opened: that gap is left to whoever bounds the process.

use hayro_syntax::Filter;

use crate::{
    error::Damage,
    pdf::streams::{
        decoded_size, largest_size,
        predictors::{MOST_COLUMNS, raw_rows_are_over},
    },
};

/// Why the structure streams of the file must not be read: they decode to more than `limit` bytes together, or claim rows
/// that cannot be. Their parameters may stand anywhere in the file.
pub(super) fn structure_is_over(bytes: &[u8], limit: usize) -> Option<Damage> {
    if raw_rows_are_over(bytes) {
        return Some(Damage::RowsOver(MOST_COLUMNS));
    }
    let mut largest = 0usize;
    let mut streams = Vec::new();
    for stream in raw_streams(bytes) {
        if may_be_structure(&stream.dictionary) {
            if raw_rows_are_over(&stream.dictionary) {
                return Some(Damage::RowsOver(MOST_COLUMNS));
            }
            let filters = filters_named_in(&stream.dictionary);
            largest = largest.saturating_add(largest_size(&filters, stream.data));
            streams.push((filters, stream.data));
        }
    }
    let mut left = limit;
    let mut passes = |(filters, data): &(Vec<Filter>, &[u8])| match decoded_size(filters, data, left) {
        Some(size) => {
            left -= size;
            false
        }
        None => true,
    };
    (largest > limit && streams.iter().any(&mut passes)).then_some(Damage::StructureOver(limit))
}

/// A stream as it stands in the file.
struct RawStream<'b> {
    /// What stands between `obj` and `stream`, escapes in names resolved.
    dictionary: Vec<u8>,
    data: &'b [u8],
}

/// The streams of the file, by their keywords.
fn raw_streams(bytes: &[u8]) -> impl Iterator<Item = RawStream<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = find(bytes, b"stream", from)?;
        let data = start + 6;
        let end = find(bytes, b"endstream", data).unwrap_or(bytes.len());
        let before = bytes.get(from..start).unwrap_or_default();
        let opens = memchr::memmem::rfind(before, b"obj").map_or(0, |at| at + 3);
        from = (end + 9).min(bytes.len());
        Some(RawStream {
            dictionary: unescaped(before.get(opens..).unwrap_or_default()),
            data: bytes.get(data..end).unwrap_or_default().trim_ascii_start(),
        })
    })
}

/// Whether the engine can read the stream as structure: an object stream needs `N` and `First`, a cross-reference
/// stream `W` (ISO 32000-1, 7.5.7 and 7.5.8), whatever their type says.
fn may_be_structure(dictionary: &[u8]) -> bool {
    let has_key = |key: &[u8]| {
        let mut from = 0;
        std::iter::from_fn(|| {
            let at = find(dictionary, key, from)?;
            from = at + key.len();
            Some(dictionary.get(from))
        })
        .any(|next| next.is_none_or(|byte| !byte.is_ascii_alphanumeric()))
    };
    (has_key(b"/N") && has_key(b"/First")) || has_key(b"/W")
}

/// `#` and two hexadecimal digits in a name stand for a byte (ISO 32000-1, 7.3.5).
fn unescaped(dictionary: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(dictionary.len());
    let mut rest = dictionary;
    while let Some((&byte, tail)) = rest.split_first() {
        let digit = |i: usize| tail.get(i).and_then(|&digit| char::from(digit).to_digit(16));
        match (byte, digit(0), digit(1)) {
            (b'#', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                rest = tail.get(2..).unwrap_or_default();
            }
            _ => {
                out.push(byte);
                rest = tail;
            }
        }
    }
    out
}

/// The filters of a dictionary as it is written, in order.
fn filters_named_in(dictionary: &[u8]) -> Vec<Filter> {
    let names = dictionary.split(|&byte| byte == b'/').skip(1);
    names
        .filter_map(|name| {
            let length = name.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            match name.get(..length)? {
                b"FlateDecode" | b"Fl" => Some(Filter::FlateDecode),
                b"LZWDecode" | b"LZW" => Some(Filter::LzwDecode),
                b"RunLengthDecode" | b"RL" => Some(Filter::RunLengthDecode),
                b"ASCII85Decode" | b"A85" => Some(Filter::Ascii85Decode),
                b"ASCIIHexDecode" | b"AHx" => Some(Filter::AsciiHexDecode),
                _ => None,
            }
        })
        .collect()
}

fn find(bytes: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    memchr::memmem::find(bytes.get(from..)?, needle).map(|at| from + at)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::structure_is_over;
    use crate::error::Damage;

    const MEGABYTE: usize = 1 << 20;

    fn deflated(megabytes: usize) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(&vec![b' '; megabytes * MEGABYTE]).unwrap();
        encoder.finish().unwrap()
    }

    /// A file of streams with these dictionaries, each of four megabytes when decoded.
    #[track_caller]
    fn check(dictionaries: &[&str], limit: usize, over: bool) {
        let mut file = b"%PDF-1.7\n".to_vec();
        for dictionary in dictionaries {
            file.extend(format!("1 0 obj <<{dictionary}>> stream\r\n").bytes());
            file.extend(deflated(4));
            file.extend(b"\nendstream endobj\n");
        }
        let expected = over.then_some(Damage::StructureOver(limit * MEGABYTE));
        assert_eq!(structure_is_over(&file, limit * MEGABYTE), expected);
    }

    #[test]
    fn object_and_cross_reference_streams_are_counted() {
        check(&["/Type/ObjStm/N 1/First 4/Filter/FlateDecode"], 1, true);
        check(&["/Type/XRef/W[1 2 1]/Filter/FlateDecode"], 1, true);
        check(&["/Type/ObjStm/N 1/First 4/Filter/FlateDecode"], 5, false);
    }

    #[test]
    fn escapes_and_missing_types_do_not_hide_them() {
        check(&["/Type/Obj#53tm/#4e 1/F#69rst 4/Filter/Flate#44ecode"], 1, true);
        check(&["/N 1 /First 4 /Filter/FlateDecode"], 1, true);
        check(&["/Type/ObjStm /Subtype/Image /Width 9 /N 1 /First 4 /Filter/FlateDecode"], 1, true);
    }

    #[test]
    fn they_count_together() {
        check(&["/Type/ObjStm /N 1 /First 4 /Filter/FlateDecode"; 3], 11, true);
        check(&["/Type/ObjStm /N 1 /First 4 /Filter/FlateDecode"; 3], 13, false);
    }

    #[test]
    fn rows_that_cannot_be_are_told_as_such() {
        for key in ["/Columns", "/Col#75mns"] {
            let file = format!("1 0 obj <</Type/XRef/W[1 2 1]/DecodeParms<<{key} 3000000>>>> stream\nendstream endobj");
            assert_eq!(structure_is_over(file.as_bytes(), MEGABYTE), Some(Damage::RowsOver(2_000_000)), "{key}");
        }
    }

    #[test]
    fn other_streams_do_not_count() {
        check(&["/Subtype/Image /Width 9 /Filter/FlateDecode", "/Length 9 /Filter/FlateDecode"], 1, false);
    }
}
