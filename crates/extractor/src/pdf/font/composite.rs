//! Type 0 fonts: multi-byte codes through a CMap to CIDs (ISO 32000-1, 9.7).

use std::{cell::OnceCell, sync::Arc};

use hayro_cmap::{BfString, CMap, CidFamily, WritingMode};
use hayro_syntax::object::{Array, Dict, Number, Object, String as PdfString};
use rustc_hash::FxHashMap;

use super::{CharCode, DecodedBy, cmaps, is_text};
use crate::pdf::streams::Allowance;

pub(super) struct CompositeFont {
    pub(super) vertical: bool,
    encoding: Encoding,
    /// The name of the CMap from CIDs to Unicode; `None` where the collection has none (Adobe-Identity).
    ucs2: Option<&'static [u8]>,
    ucs2_cmap: OnceCell<Option<Arc<CMap>>>,
    /// Whether the codes are themselves UTF-16 (UniGB-UCS2-H, UniGB-UTF16-H, …).
    codes_are_utf16: bool,
    widths: Widths,
}

enum Encoding {
    /// Two bytes are the CID.
    Identity,
    CMap(Arc<CMap>),
    /// It is a stream that cannot be read. Two bytes are a code, as in most; which CID is not known.
    Unreadable,
}

impl CompositeFont {
    pub(super) fn new(dict: &Dict<'_>, allowance: &Allowance) -> Self {
        let mut codes_are_utf16 = false;
        let mut vertical = false;
        let mut unreadable = false;
        let cmap = match dict.get::<Object<'_>>(b"Encoding") {
            Some(Object::Name(name)) => {
                let name = name.as_ref();
                codes_are_utf16 = name.starts_with(b"Uni") && contains_any(name, &[b"UCS2", b"UTF16"]);
                vertical = name == b"Identity-V";
                match name {
                    b"Identity-H" | b"Identity-V" => None,
                    name => cmaps::predefined(name),
                }
            }
            Some(Object::Stream(stream)) => {
                let read = allowance.decode(&stream).and_then(|data| CMap::parse(&data, cmaps::embedded));
                unreadable = read.is_none();
                read.map(Arc::new)
            }
            _ => None,
        };
        let descendant = dict.get::<Array<'_>>(b"DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        let family = cmap
            .as_ref()
            .and_then(|cmap| cmap.metadata().character_collection.as_ref())
            .map(|collection| collection.family.clone())
            .filter(|family| *family != CidFamily::AdobeIdentity)
            .or_else(|| descendant.as_ref().and_then(system_info));
        vertical |= cmap.as_ref().is_some_and(|cmap| cmap.metadata().writing_mode == Some(WritingMode::Vertical));
        Self {
            vertical,
            encoding: match cmap {
                Some(cmap) => Encoding::CMap(cmap),
                None if unreadable => Encoding::Unreadable,
                None => Encoding::Identity,
            },
            ucs2: family.and_then(|family| ucs2_name(&family)),
            ucs2_cmap: OnceCell::new(),
            codes_are_utf16,
            widths: descendant.map(|descendant| Widths::new(&descendant)).unwrap_or_default(),
        }
    }

    /// The code at the start of `bytes`: the shortest that the encoding knows. Bytes that it does not know are taken
    /// two at a time, as all the encodings of Chinese text are.
    pub(super) fn next_code(&self, bytes: &[u8]) -> CharCode {
        let take = |length: usize| {
            let value = bytes.iter().take(length).fold(0u32, |value, &byte| value << 8 | u32::from(byte));
            CharCode { value, length: length as u8 }
        };
        let is_high_surrogate = |byte: u8| matches!(byte, 0xd8..=0xdb);
        match &self.encoding {
            _ if self.codes_are_utf16 && bytes.first().copied().is_some_and(is_high_surrogate) => {
                take(bytes.len().min(4))
            }
            Encoding::Identity | Encoding::Unreadable => take(bytes.len().min(2)),
            Encoding::CMap(cmap) => (1..=bytes.len().min(4))
                .map(take)
                .find(|code| cmap.lookup_cid_code(code.value, code.length).is_some())
                .unwrap_or_else(|| take(bytes.len().min(2))),
        }
    }

    fn cid(&self, code: CharCode) -> Option<u32> {
        match &self.encoding {
            Encoding::Identity => Some(code.value),
            Encoding::CMap(cmap) => cmap.lookup_cid_code(code.value, code.length),
            Encoding::Unreadable => None,
        }
    }

    /// Advance and displacement in thousandths of the em.
    pub(super) fn metrics(&self, code: CharCode) -> (f64, (f64, f64)) {
        let cid = self.cid(code).unwrap_or(0);
        if self.vertical {
            let (advance, x, y) = self.widths.vertical(cid);
            (advance / 1000.0, (-x / 1000.0, -y / 1000.0))
        } else {
            (self.widths.horizontal(cid) / 1000.0, (0.0, 0.0))
        }
    }

    /// The character of a code, and what tells it.
    pub(super) fn unicode(&self, code: CharCode) -> Option<(char, DecodedBy)> {
        if self.codes_are_utf16 {
            return utf16(code).map(|char| (char, DecodedBy::Encoding));
        }
        self.of_collection(code).map(|char| (char, DecodedBy::Collection))
    }

    fn of_collection(&self, code: CharCode) -> Option<char> {
        let ucs2 = self.ucs2_cmap.get_or_init(|| self.ucs2.and_then(cmaps::predefined)).as_ref()?;
        match ucs2.lookup_bf_string(self.cid(code)?)? {
            BfString::Char(char) => Some(char).filter(|&char| is_text(char)),
            BfString::String(string) => string.chars().next().filter(|&char| is_text(char)),
        }
    }
}

/// The character that a code of UTF-16 is.
fn utf16(code: CharCode) -> Option<char> {
    let units = [(code.value >> 16) as u16, code.value as u16];
    let units = if code.length > 2 { &units[..] } else { &units[1..] };
    char::decode_utf16(units.iter().copied()).next()?.ok().filter(|&char| is_text(char))
}

fn contains_any(name: &[u8], parts: &[&[u8]]) -> bool {
    parts.iter().any(|part| memchr::memmem::find(name, part).is_some())
}

fn system_info(descendant: &Dict<'_>) -> Option<CidFamily> {
    let info = descendant.get::<Dict<'_>>(b"CIDSystemInfo")?;
    let text = |key: &[u8]| info.get::<PdfString<'_>>(key).map(|text| text.as_bytes().to_vec()).unwrap_or_default();
    Some(CidFamily::from_registry_ordering(&text(b"Registry"), &text(b"Ordering")))
}

fn ucs2_name(family: &CidFamily) -> Option<&'static [u8]> {
    match family {
        CidFamily::AdobeGB1 => Some(b"Adobe-GB1-UCS2"),
        CidFamily::AdobeCNS1 => Some(b"Adobe-CNS1-UCS2"),
        CidFamily::AdobeJapan1 => Some(b"Adobe-Japan1-UCS2"),
        CidFamily::AdobeKorea1 => Some(b"Adobe-Korea1-UCS2"),
        CidFamily::AdobeIdentity | CidFamily::Custom { .. } => None,
    }
}

/// `W`, `DW`, `W2` and `DW2` (ISO 32000-1, 9.7.4.3), in thousandths of the em.
struct Widths {
    default: f64,
    single: FxHashMap<u32, f64>,
    ranges: Vec<(u32, u32, f64)>,
    /// Vertical advance and the position vector's y.
    vertical_default: (f64, f64),
    vertical_single: FxHashMap<u32, [f64; 3]>,
    vertical_ranges: Vec<(u32, u32, [f64; 3])>,
}

impl Default for Widths {
    fn default() -> Self {
        Self {
            default: 1000.0,
            single: FxHashMap::default(),
            ranges: Vec::new(),
            vertical_default: (-1000.0, 880.0),
            vertical_single: FxHashMap::default(),
            vertical_ranges: Vec::new(),
        }
    }
}

impl Widths {
    fn new(descendant: &Dict<'_>) -> Self {
        let mut widths = Self::default();
        if let Some(default) = descendant.get::<Number>(b"DW") {
            widths.default = default.as_f64();
        }
        if let Some([y, advance]) = descendant.get::<[f32; 2]>(b"DW2") {
            widths.vertical_default = (f64::from(advance), f64::from(y));
        }
        if let Some(array) = descendant.get::<Array<'_>>(b"W") {
            each_width::<1>(&array, |first, last, [width]| {
                if first == last {
                    widths.single.insert(first, width);
                } else {
                    widths.ranges.push((first, last, width));
                }
            });
        }
        if let Some(array) = descendant.get::<Array<'_>>(b"W2") {
            each_width::<3>(&array, |first, last, metrics| {
                if first == last {
                    widths.vertical_single.insert(first, metrics);
                } else {
                    widths.vertical_ranges.push((first, last, metrics));
                }
            });
        }
        widths.ranges.sort_by_key(|range| range.0);
        widths.vertical_ranges.sort_by_key(|range| range.0);
        widths
    }

    fn horizontal(&self, cid: u32) -> f64 {
        self.single.get(&cid).copied().or_else(|| in_range(&self.ranges, cid)).unwrap_or(self.default)
    }

    /// Vertical advance, and the vector from the origin of horizontal writing to that of vertical writing.
    fn vertical(&self, cid: u32) -> (f64, f64, f64) {
        match self.vertical_single.get(&cid).copied().or_else(|| in_range(&self.vertical_ranges, cid)) {
            Some([advance, x, y]) => (advance, x, y),
            None => (self.vertical_default.0, self.horizontal(cid) / 2.0, self.vertical_default.1),
        }
    }
}

/// The metrics of the range that starts nearest before `cid` and reaches it; ranges come by their start.
fn in_range<T: Copy>(ranges: &[(u32, u32, T)], cid: u32) -> Option<T> {
    let (_, last, metrics) = ranges.get(ranges.partition_point(|range| range.0 <= cid).checked_sub(1)?)?;
    (cid <= *last).then_some(*metrics)
}

/// Calls `each` for the entries of a width array: `c [w …]` (N numbers a CID) or `first last w` (N numbers a range).
fn each_width<const N: usize>(array: &Array<'_>, mut each: impl FnMut(u32, u32, [f64; N])) {
    let number = |object: Option<Object<'_>>| match object {
        Some(Object::Number(number)) => Some(number.as_f64()),
        _ => None,
    };
    let mut items = array.iter::<Object<'_>>();
    while let Some(first) = number(items.next()) {
        match items.next() {
            Some(Object::Array(list)) => {
                let numbers: Vec<f64> = list.iter::<Number>().map(|number| number.as_f64()).collect();
                for (cid, chunk) in (first as u32..=0xffff).zip(numbers.chunks_exact(N)) {
                    if let Ok(metrics) = chunk.try_into() {
                        each(cid, cid, metrics);
                    }
                }
            }
            Some(Object::Number(last)) => {
                let mut metrics = [0.0; N];
                for metric in &mut metrics {
                    let Some(value) = number(items.next()) else { return };
                    *metric = value;
                }
                each(first as u32, last.as_f64() as u32, metrics);
            }
            _ => return,
        }
    }
}
