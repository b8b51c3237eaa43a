//! One font dictionary: from the bytes of a shown string to characters and advances.
//!
//! The Unicode of a code is looked for in this order, the first that answers wins: ToUnicode → the Unicode that the
//! encoding is made of (UniGB-…) → CID to Unicode by the character collection → the simple encoding and glyph names →
//! the font program's own character map → U+FFFD. Font programs are loaded only for codes that nothing before maps.
//! Nothing here draws. Source: ISO 32000-1, 9.5–9.10.

mod claims;
mod cmaps;
mod composite;
mod facts;
mod program;
mod radicals;
mod simple;
mod type3;

use std::{cell::RefCell, rc::Rc};

use hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Dict, Name, Object};
use rustc_hash::FxHashMap;

pub use facts::{DecodedBy, FontDescription, FontKind};
pub(super) use program::Programs;

use super::streams::Allowance;
use radicals::ideograph;

/// What one code of a font shows.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    /// Its characters; empty where nothing maps it.
    pub(super) text: Text,
    /// How far the text position moves, in text space for a font of size 1: along x in horizontal writing, along y in
    /// vertical.
    pub(super) advance: f64,
    /// From the text position to the glyph's origin (vertical writing only), in the same space.
    pub(super) displacement: (f64, f64),
}

/// The characters of one code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Text {
    /// Nothing maps the code.
    Unmapped,
    /// One character: nearly always.
    One(char),
    /// A ligature, or a character with marks.
    Many(Rc<str>),
}

impl Text {
    /// The text with ideographs for radicals that look like them.
    fn with_ideographs(self) -> Self {
        match self {
            Self::One(char) => Self::One(ideograph(char)),
            Self::Many(text) => Self::Many(text.chars().map(ideograph).collect::<String>().into()),
            Self::Unmapped => self,
        }
    }

    fn is_private(&self) -> bool {
        matches!(self, Self::One('\u{e000}'..='\u{f8ff}'))
    }

    fn from_bf(string: BfString) -> Option<Self> {
        match string {
            BfString::Char(char) => is_text(char).then_some(Self::One(char)),
            BfString::String(string) => Self::from_str(&string),
        }
    }

    fn from_str(string: &str) -> Option<Self> {
        let kept: String = string.chars().filter(|&char| is_text(char)).collect();
        let mut chars = kept.chars();
        match (chars.next(), chars.next()) {
            (None, _) => None,
            (Some(char), None) => Some(Self::One(char)),
            _ => Some(Self::Many(kept.into())),
        }
    }
}

/// The usual advance of a digit.
const HALF_EM: f64 = 0.5;

/// Whether a mapping to `char` says something. Producers map codes that they know nothing of to U+0000 or U+FFFD.
fn is_text(char: char) -> bool {
    !(char == '\u{fffd}' || char == '\u{feff}' || (char.is_control() && !char.is_ascii_whitespace()))
}

/// One code of a shown string.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct CharCode {
    /// The bytes as one number, first byte highest.
    pub(super) value: u32,
    /// How many bytes.
    pub(super) length: u8,
}

/// A font dictionary, ready to read strings.
pub(super) struct Font<'a> {
    /// Counted from 0 in the order of first use in the part of the file.
    pub(super) index: u16,
    /// `BaseFont` without its subset prefix, for messages.
    pub(super) name: String,
    /// Whether it writes top to bottom.
    pub(super) vertical: bool,
    dict: Dict<'a>,
    to_unicode: Option<CMap>,
    kind: Kind,
    memo: RefCell<FxHashMap<CharCode, Shown>>,
}

enum Kind {
    Simple(simple::SimpleFont),
    Composite(Box<composite::CompositeFont>),
    Type3(type3::Type3Font),
}

impl<'a> Font<'a> {
    /// Reads a font dictionary. Whatever is missing or malformed takes its default: text in it may then stay unmapped.
    pub(super) fn new(dict: &Dict<'a>, index: u16, allowance: &Allowance) -> Self {
        let subtype = dict.get::<Name<'_>>(b"Subtype").map(|name| name.as_ref().to_vec()).unwrap_or_default();
        let kind = match subtype.as_slice() {
            b"Type0" => Kind::Composite(Box::new(composite::CompositeFont::new(dict, allowance))),
            b"Type3" => Kind::Type3(type3::Type3Font::new(dict)),
            _ => Kind::Simple(simple::SimpleFont::new(dict)),
        };
        let vertical = matches!(&kind, Kind::Composite(font) if font.vertical);
        Self {
            index,
            name: base_font(dict),
            vertical,
            dict: dict.clone(),
            to_unicode: to_unicode(dict, allowance),
            kind,
            memo: RefCell::default(),
        }
    }

    /// The code at the start of `bytes`; `None` at their end.
    pub(super) fn next_code(&self, bytes: &[u8]) -> Option<CharCode> {
        let &first = bytes.first()?;
        Some(match &self.kind {
            Kind::Composite(font) => font.next_code(bytes),
            Kind::Simple(_) | Kind::Type3(_) => CharCode { value: u32::from(first), length: 1 },
        })
    }

    /// What `code` shows. `programs` is asked only where the dictionaries do not answer.
    pub(super) fn show(&self, code: CharCode, programs: &Programs<'a>) -> Shown {
        if let Some(shown) = self.memo.borrow().get(&code) {
            return shown.clone();
        }
        let shown = self.look_up(code, programs);
        self.memo.borrow_mut().insert(code, shown.clone());
        shown
    }

    fn look_up(&self, code: CharCode, programs: &Programs<'a>) -> Shown {
        let text = self.text(code, programs).map_or(Text::Unmapped, |(text, _)| text.with_ideographs());
        match &self.kind {
            Kind::Composite(font) => {
                let (advance, displacement) = font.metrics(code);
                Shown { text, advance, displacement }
            }
            Kind::Simple(font) => {
                let advance = font.width(code).unwrap_or_else(|| programs.advance(&self.dict, code)) / 1000.0;
                // Without any width, double digits would stand on each other and look like one drawn twice.
                let advance = if font.width(code).is_none() && advance == 0.0 { HALF_EM } else { advance };
                Shown { text, advance, displacement: (0.0, 0.0) }
            }
            Kind::Type3(font) => Shown { text, advance: font.advance(code), displacement: (0.0, 0.0) },
        }
    }

    /// The characters of `code`, and what tells them.
    fn text(&self, code: CharCode, programs: &Programs<'a>) -> Option<(Text, DecodedBy)> {
        let mapped =
            self.to_unicode.as_ref().and_then(|cmap| cmap.lookup_bf_string(code.value)).and_then(Text::from_bf);
        let mapped = mapped.map(|text| (text, DecodedBy::ToUnicode));
        // A private-use character says only that the producer had a number; anything else that answers is better.
        if mapped.as_ref().is_some_and(|(text, _)| !text.is_private()) {
            return mapped;
        }
        let by_encoding = match &self.kind {
            Kind::Composite(font) => font.unicode(code),
            Kind::Simple(font) => font.unicode(code).map(|char| (char, DecodedBy::Encoding)),
            // Names in `Encoding` are read with the font program.
            Kind::Type3(_) => None,
        };
        by_encoding
            .map(|(char, by)| (Text::One(char), by))
            .or_else(|| programs.unicode(&self.dict, code).filter(|(text, _)| mapped.is_none() || !text.is_private()))
            .or(mapped)
    }

    /// The scale of the font's em against its size: 1 but for Type 3 fonts.
    pub(super) fn em(&self) -> f64 {
        match &self.kind {
            Kind::Type3(font) => font.em(),
            Kind::Simple(_) | Kind::Composite(_) => 1.0,
        }
    }
}

fn to_unicode(dict: &Dict<'_>, allowance: &Allowance) -> Option<CMap> {
    match dict.get::<Object<'_>>(b"ToUnicode")? {
        Object::Stream(stream) => CMap::parse(&allowance.decode(&stream)?, cmaps::embedded),
        Object::Name(name) => cmaps::predefined(name.as_ref()).map(|cmap| (*cmap).clone()),
        _ => None,
    }
}

/// The name as it is stored: in UTF-8, or in GBK as Chinese versions of Word write it.
fn dictionary_name(dict: &Dict<'_>) -> String {
    let name = dict.get::<Name<'_>>(b"BaseFont").or_else(|| dict.get::<Name<'_>>(b"Name"));
    let read = |name: Name<'_>| match std::str::from_utf8(name.as_ref()) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GBK.decode_without_bom_handling(name.as_ref()).0.into_owned(),
    };
    name.map(read).unwrap_or_default()
}

fn base_font(dict: &Dict<'_>) -> String {
    let name = dictionary_name(dict);
    match name.split_once('+') {
        Some((prefix, rest)) if prefix.len() == 6 => rest.to_owned(),
        _ => name,
    }
}
