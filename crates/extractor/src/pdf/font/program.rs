//! The last resort: what the font program says of a code. Loading one is slow, so nothing else may answer first.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn};
use hayro_syntax::object::{Array, Dict, Object};
use rustc_hash::FxHashMap;
use skrifa::MetadataProvider;

use super::{CharCode, DecodedBy, Text, claims, cmaps};
use crate::pdf::streams::Allowance;

type GlyphCharacters = Rc<FxHashMap<u32, char>>;

/// The font programs of one part of a file, each loaded on first need.
pub(in crate::pdf) struct Programs<'a> {
    cache: FontCache<'a>,
    fonts: FontResolverFn,
    cmaps: CMapResolverFn,
    reversed: RefCell<FxHashMap<u128, GlyphCharacters>>,
    allowance: Rc<Allowance>,
    admitted: RefCell<FxHashMap<usize, bool>>,
}

impl<'a> Programs<'a> {
    pub(in crate::pdf) fn new(allowance: Rc<Allowance>) -> Self {
        Self {
            cache: FontCache::new(),
            fonts: Arc::new(|query| match query {
                FontQuery::Standard(font) => Some(font.get_font_data()),
                FontQuery::Fallback(query) => Some(query.pick_standard_font().get_font_data()),
            }),
            cmaps: Arc::new(cmaps::embedded),
            reversed: RefCell::default(),
            allowance,
            admitted: RefCell::default(),
        }
    }

    fn font(&self, dict: &Dict<'a>) -> Option<Font<'a>> {
        let key = dict.data().as_ptr().addr();
        let known = self.admitted.borrow().get(&key).copied();
        let admitted = known.unwrap_or_else(|| {
            let admitted = self.admit(dict);
            self.admitted.borrow_mut().insert(key, admitted);
            admitted
        });
        if !admitted {
            return None;
        }
        self.cache.font(dict, &self.fonts, &self.cmaps)
    }

    /// Whether there is room for what the engine does by itself to load the font: it decodes streams, and lays out widths.
    /// A composite font's stand in the font that it descends to; which of the two it asks is left to the engine.
    fn admit(&self, dict: &Dict<'a>) -> bool {
        let descendant = dict.get::<Array<'_>>(b"DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        std::iter::once(dict.clone()).chain(descendant).all(|font| self.admit_parts(&font))
    }

    fn admit_parts(&self, font: &Dict<'_>) -> bool {
        let descriptor = font.get::<Dict<'_>>(b"FontDescriptor").unwrap_or_else(Dict::empty);
        let streams = [
            (font, &b"Encoding"[..]),
            (font, b"ToUnicode"),
            (font, b"CIDToGIDMap"),
            (&descriptor, b"FontFile"),
            (&descriptor, b"FontFile2"),
            (&descriptor, b"FontFile3"),
        ];
        streams
            .into_iter()
            .filter_map(|(owner, key)| match owner.get::<Object<'_>>(key) {
                Some(Object::Stream(stream)) => Some(stream),
                _ => None,
            })
            .all(|stream| self.allowance.admit(&stream))
            && self.allowance.take(claims::width_bytes(font))
    }

    /// Advance of a simple font's code in thousandths of the em; 0 where the program cannot be read.
    pub(super) fn advance(&self, dict: &Dict<'a>, code: CharCode) -> f64 {
        self.font(dict).map_or(0.0, |font| font.code_advance(code.value).x)
    }

    /// The character of a code: by glyph name, else by the program's own character map read backwards.
    pub(super) fn unicode(&self, dict: &Dict<'a>, code: CharCode) -> Option<(Text, DecodedBy)> {
        let named = |text: Option<_>| Some((Text::from_bf(text?)?, DecodedBy::GlyphName));
        let font = self.font(dict)?;
        let glyph = match font.glyph(font.map_code(code.value), code.value) {
            FontGlyph::Outline(glyph) => glyph,
            FontGlyph::Type3(glyph) => return named(glyph.as_unicode()),
        };
        if let Some(text) = named(glyph.as_unicode()) {
            return Some(text);
        }
        let id = glyph.glyph_id().to_u32();
        if id == 0 {
            return None;
        }
        let data = glyph.font_data()?;
        let characters = Rc::clone(
            self.reversed.borrow_mut().entry(data.cache_key).or_insert_with(|| reversed((*data.data).as_ref())),
        );
        characters.get(&id).map(|&char| (Text::One(char), DecodedBy::FontProgram))
    }
}

/// Glyph → character. Where several characters share a glyph, the one in ordinary use: not a private-use one, not a
/// radical or compatibility form of a unified ideograph.
fn reversed(program: &[u8]) -> GlyphCharacters {
    let mut characters = FxHashMap::default();
    if let Ok(font) = skrifa::FontRef::from_index(program, 0) {
        for (code, glyph) in font.charmap().mappings() {
            let Some(char) = char::from_u32(code).map(symbol_to_ascii) else { continue };
            let kept = characters.entry(glyph.to_u32()).or_insert(char);
            if rank(char) < rank(*kept) {
                *kept = char;
            }
        }
    }
    Rc::new(characters)
}

/// Symbol fonts map their codes to U+F000 plus the code (OpenType, cmap platform 3 encoding 0).
fn symbol_to_ascii(char: char) -> char {
    match char {
        '\u{f020}'..='\u{f07e}' => char::from_u32(u32::from(char) - 0xf000).unwrap_or(char),
        _ => char,
    }
}

fn rank(char: char) -> (u8, u32) {
    let class = match char {
        '\u{e000}'..='\u{f8ff}' => 3,
        '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' => 2,
        '\u{a0}' | '\u{ad}' | '\u{2126}' | '\u{2206}' => 1,
        _ => 0,
    };
    (class, u32::from(char))
}
