//! Decoding streams within a bound: a few kilobytes of Flate can stand for gigabytes.

pub(super) mod predictors;

use std::{borrow::Cow, cell::Cell, io::Read};

use hayro_syntax::{Filter, object::Stream};

pub(super) use self::predictors::rows_are_over;

/// Why a stream gives no data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StreamError {
    /// It would decode to more than the limit.
    TooLarge,
    /// Its filters fail.
    Undecodable,
}

/// The decoded data of `stream`, at most `limit` bytes.
///
/// The engine decodes without a bound, so a stream that might pass the limit is first decoded here, counting.
pub(super) fn decode<'a>(stream: &Stream<'a>, limit: usize) -> Result<Cow<'a, [u8]>, StreamError> {
    if rows_are_over(stream.dict()) || decodes_to_over(&stream.filters(), &stream.raw_data(), limit) {
        return Err(StreamError::TooLarge);
    }
    let data = stream.decoded_data().map_err(|_| StreamError::Undecodable)?;
    // The engine gives what it could decode, which may be nothing.
    if data.is_empty() && !stream.filters().is_empty() && stream.raw_data().len() > LONGEST_OF_NOTHING {
        return Err(StreamError::Undecodable);
    }
    Ok(data)
}

/// What the font streams of one part of a file, CMaps and programs, may decode to together. They are kept while the part
/// is read.
#[derive(Debug)]
pub(super) struct Allowance {
    left: Cell<usize>,
}

impl Allowance {
    pub(super) fn new(bytes: usize) -> Self {
        Self { left: Cell::new(bytes) }
    }

    /// The decoded data, if there is room for them.
    pub(super) fn decode<'a>(&self, stream: &Stream<'a>) -> Option<Cow<'a, [u8]>> {
        let data = decode(stream, self.left.get()).ok()?;
        self.left.set(self.left.get().saturating_sub(data.len()));
        Some(data)
    }

    /// Takes this many bytes; `false`, and nothing taken, where there are not as many left.
    pub(super) fn take(&self, bytes: usize) -> bool {
        let left = self.left.get().checked_sub(bytes);
        self.left.set(left.unwrap_or(self.left.get()));
        left.is_some()
    }

    /// Makes room for a stream that the engine is going to decode; `false` where there is none.
    pub(super) fn admit(&self, stream: &Stream<'_>) -> bool {
        if rows_are_over(stream.dict()) {
            return false;
        }
        let size = decoded_size(&stream.filters(), &stream.raw_data(), self.left.get());
        self.left.set(self.left.get().saturating_sub(size.unwrap_or(0)));
        size.is_some()
    }
}

/// Bytes that an empty stream may take when compressed.
const LONGEST_OF_NOTHING: usize = 16;

/// The most bytes that one byte can decode to. Deflate: 258 bytes for 2 bits (RFC 1951); LZW: strings of up to 4,096
/// bytes for 9 to 12 bits; run length: 128 bytes for 2; ASCII85: `z` for 4.
fn largest_ratio(filter: Filter) -> usize {
    match filter {
        Filter::FlateDecode => 1032,
        Filter::LzwDecode => 3641,
        Filter::RunLengthDecode => 64,
        Filter::Ascii85Decode => 4,
        _ => 1,
    }
}

/// Decodes one filter up to a little over `limit` bytes, forgiving damage: what counts is the size.
fn expand(filter: Filter, data: &[u8], limit: usize) -> Result<Vec<u8>, StreamError> {
    match filter {
        Filter::FlateDecode => {
            // Past the two bytes of the zlib header: damage in it must not hide what follows.
            read_up_to(flate2::read::DeflateDecoder::new(data.get(2..).unwrap_or_default()), limit)
        }
        Filter::LzwDecode => {
            let mut out = Vec::new();
            let mut decoder = weezl::decode::Decoder::with_tiff_size_switch(weezl::BitOrder::Msb, 8);
            let mut rest = data;
            let mut buffer = vec![0; 1 << 16];
            loop {
                let step = decoder.decode_bytes(rest, &mut buffer);
                out.extend_from_slice(buffer.get(..step.consumed_out).unwrap_or_default());
                rest = rest.get(step.consumed_in..).unwrap_or_default();
                if out.len() > limit {
                    return Err(StreamError::TooLarge);
                }
                if !matches!(step.status, Ok(weezl::LzwStatus::Ok)) || (step.consumed_in == 0 && step.consumed_out == 0)
                {
                    return Ok(out);
                }
            }
        }
        Filter::RunLengthDecode => run_length(data, limit),
        Filter::Ascii85Decode => Ok(ascii85(data)),
        Filter::AsciiHexDecode => Ok(ascii_hex(data)),
        _ => Ok(data.to_vec()),
    }
}

fn read_up_to(reader: impl Read, limit: usize) -> Result<Vec<u8>, StreamError> {
    let mut out = Vec::new();
    let mut bounded = reader.take(limit as u64 + 1);
    let mut buffer = vec![0; 1 << 16];
    while let Ok(read @ 1..) = bounded.read(&mut buffer) {
        out.extend_from_slice(buffer.get(..read).unwrap_or_default());
    }
    if out.len() > limit { Err(StreamError::TooLarge) } else { Ok(out) }
}

fn run_length(data: &[u8], limit: usize) -> Result<Vec<u8>, StreamError> {
    let mut out = Vec::new();
    let mut bytes = data.iter().copied();
    while let Some(length) = bytes.next() {
        match length {
            0..=127 => out.extend(bytes.by_ref().take(usize::from(length) + 1)),
            128 => break,
            129.. => {
                let Some(byte) = bytes.next() else { break };
                out.extend(std::iter::repeat_n(byte, 257 - usize::from(length)));
            }
        }
        if out.len() > limit {
            return Err(StreamError::TooLarge);
        }
    }
    Ok(out)
}

fn ascii85(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut group: Vec<u32> = Vec::new();
    for &byte in data {
        match byte {
            b'z' if group.is_empty() => out.extend([0; 4]),
            b'!'..=b'u' => group.push(u32::from(byte - b'!')),
            b'~' => break,
            _ => {}
        }
        if group.len() == 5 {
            let word = group.iter().fold(0u32, |word, digit| word.wrapping_mul(85).wrapping_add(*digit));
            out.extend(word.to_be_bytes());
            group.clear();
        }
    }
    if group.len() > 1 {
        let kept = group.len() - 1;
        group.resize(5, 84);
        let word = group.iter().fold(0u32, |word, digit| word.wrapping_mul(85).wrapping_add(*digit));
        out.extend(word.to_be_bytes().iter().take(kept));
    }
    out
}

fn ascii_hex(data: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = data
        .iter()
        .take_while(|&&byte| byte != b'>')
        .filter_map(|&byte| char::from(byte).to_digit(16))
        .map(|digit| digit as u8)
        .collect();
    digits
        .chunks(2)
        .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit) << (4 * (2 - pair.len())))
        .collect()
}

/// Whether `raw` decodes to more than `limit` bytes, at any of its filters.
fn decodes_to_over(filters: &[Filter], raw: &[u8], limit: usize) -> bool {
    largest_size(filters, raw) > limit && decoded_size(filters, raw, limit).is_none()
}

/// The most bytes that `raw` could decode to.
pub(super) fn largest_size(filters: &[Filter], raw: &[u8]) -> usize {
    filters.iter().fold(raw.len(), |bytes, &filter| bytes.saturating_mul(largest_ratio(filter)))
}

/// How many bytes `raw` decodes to; `None` where one of its filters gives more than `limit`.
pub(super) fn decoded_size(filters: &[Filter], raw: &[u8], limit: usize) -> Option<usize> {
    let mut data = Cow::Borrowed(raw);
    for &filter in filters {
        data = Cow::Owned(expand(filter, &data, limit).ok()?);
    }
    (data.len() <= limit).then_some(data.len())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::{Filter, StreamError, ascii_hex, ascii85, expand, run_length};

    fn deflated(data: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(data).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn a_bomb_is_refused_before_it_is_whole() {
        let bomb = deflated(&vec![0; 3 << 20]);
        assert!(bomb.len() < 4096);
        assert_eq!(expand(Filter::FlateDecode, &bomb, 1 << 20), Err(StreamError::TooLarge));
        assert_eq!(expand(Filter::FlateDecode, &bomb, 3 << 20).map(|data| data.len()), Ok(3 << 20));
    }

    #[test]
    fn run_length_is_bounded() {
        assert_eq!(run_length(&[2, b'a', b'b', b'c', 254, b'x', 128, 9], 100), Ok(b"abcxxx".to_vec()));
        assert_eq!(run_length(&[129, 0].repeat(10), 100), Err(StreamError::TooLarge));
    }

    #[test]
    fn ascii_filters_decode() {
        assert_eq!(ascii85(b"87cURD]i,\"Ebo80~>"), b"Hello World!");
        assert_eq!(ascii85(b"z~>"), [0; 4]);
        assert_eq!(ascii_hex(b"48 65 6C6c6F 7>"), b"Hellop");
    }
}
