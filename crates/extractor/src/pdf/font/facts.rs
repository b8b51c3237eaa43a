//! What is known of a font, for people who ask why its text cannot be read.

use hayro_syntax::object::{Array, Dict, Name, Object};
use serde::Serialize;

use super::{CharCode, Font, Programs, dictionary_name};

/// A font as its dictionary describes it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FontDescription {
    /// `BaseFont` without its subset prefix; empty where the file names none, or has no such font.
    pub name: String,
    /// Its technical kind.
    pub kind: FontKind,
    /// Whether its program is in the file. Else a viewer shows it in a font of its own.
    pub embedded: bool,
    /// Whether only the characters that are used were embedded, by its name.
    pub subset: bool,
    /// How its codes become glyphs: the name of the encoding or CMap, `custom` for one that is written out in the file,
    /// `differences` for a list of glyph names; `None` where the font program alone knows.
    pub encoding: Option<String>,
    /// Whether it has a readable ToUnicode.
    pub to_unicode: bool,
}

/// The kind of a font (ISO 32000-1, 9.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FontKind {
    /// Type 1, multiple masters too.
    Type1,
    /// TrueType.
    TrueType,
    /// Glyphs drawn by content streams.
    Type3,
    /// Composite, with CFF or Type 1 outlines.
    CidType0,
    /// Composite, with TrueType outlines.
    CidType2,
    /// The file does not say, or does not have the font.
    Unknown,
}

/// What told the character of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DecodedBy {
    /// The font's ToUnicode.
    ToUnicode,
    /// The encoding, which is itself one of characters (UniGB-UCS2-H, WinAnsi).
    Encoding,
    /// The character collection of its CIDs (Adobe-GB1).
    Collection,
    /// The name of the glyph.
    GlyphName,
    /// The font program's character map, read backwards.
    FontProgram,
    /// Only a private-use character was told: a number, not a character that people know.
    PrivateUse,
    /// Nothing: it stands as U+FFFD.
    Nothing,
}

impl<'a> Font<'a> {
    /// The font as its dictionary describes it.
    pub(in crate::pdf) fn description(&self) -> FontDescription {
        let descendant =
            self.dict.get::<Array<'_>>(b"DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        let owner = descendant.as_ref().unwrap_or(&self.dict);
        let kind = kind_of(owner);
        FontDescription {
            name: self.name.clone(),
            kind,
            embedded: kind == FontKind::Type3 || has_program(owner),
            subset: dictionary_name(&self.dict) != self.name,
            encoding: encoding_name(&self.dict),
            to_unicode: self.to_unicode.is_some(),
        }
    }

    /// Every code that was shown, with what told its character. As [`Font::show`] decided it.
    pub(in crate::pdf) fn decoded(&self, programs: &Programs<'a>) -> Vec<(CharCode, DecodedBy)> {
        let codes: Vec<CharCode> = self.memo.borrow().keys().copied().collect();
        let by = |&code: &CharCode| match self.text(code, programs) {
            Some((text, _)) if text.is_private() => DecodedBy::PrivateUse,
            Some((_, by)) => by,
            None => DecodedBy::Nothing,
        };
        codes.iter().map(|code| (*code, by(code))).collect()
    }
}

fn kind_of(font: &Dict<'_>) -> FontKind {
    match font.get::<Name<'_>>(b"Subtype").as_deref() {
        Some(b"Type1" | b"MMType1") => FontKind::Type1,
        Some(b"TrueType") => FontKind::TrueType,
        Some(b"Type3") => FontKind::Type3,
        Some(b"CIDFontType0") => FontKind::CidType0,
        Some(b"CIDFontType2") => FontKind::CidType2,
        _ => FontKind::Unknown,
    }
}

fn has_program(font: &Dict<'_>) -> bool {
    let descriptor = font.get::<Dict<'_>>(b"FontDescriptor");
    descriptor.is_some_and(|descriptor| {
        [&b"FontFile"[..], b"FontFile2", b"FontFile3"]
            .iter()
            .any(|&key| matches!(descriptor.get::<Object<'_>>(key), Some(Object::Stream(_))))
    })
}

fn encoding_name(font: &Dict<'_>) -> Option<String> {
    let text = |name: &Name<'_>| String::from_utf8_lossy(name.as_ref()).into_owned();
    match font.get::<Object<'_>>(b"Encoding")? {
        Object::Name(name) => Some(text(&name)),
        Object::Stream(_) => Some("custom".to_owned()),
        Object::Dict(encoding) => {
            let base = encoding.get::<Name<'_>>(b"BaseEncoding").map(|name| text(&name));
            let differs = encoding.contains_key(b"Differences");
            match (base, differs) {
                (Some(base), true) => Some(format!("{base} + differences")),
                (None, true) => Some("differences".to_owned()),
                (base, false) => base,
            }
        }
        _ => None,
    }
}
