//! What draws text whose font the document only names: for Latin text the engine's own fonts, for Chinese text one that is
//! installed, and without one at least the figures.
//!
//! Documents name 宋体 and its relatives, which come with Windows. Elsewhere another font of the same kind has nearly the
//! same letters; which it is does not matter to somebody who compares figures.

use std::{
    ptr::addr_eq,
    sync::{Arc, OnceLock},
};

use fontdb::{Database, FaceInfo, Language, Stretch, Style, Weight};
use hayro::hayro_interpret::font::{FontData, FontQuery, OutlineGlyph};
use hayro_cmap::{BfString, CMapName, load_embedded};
use skrifa::{FontRef, MetadataProvider};

use super::letters;
use crate::pictures::FontSource;

/// A font program, and which of its collection.
pub(super) type Face = (FontData, u32);

/// Characters that a font must have to be of use: what forms are made of, with full-width signs.
const NEEDED: &str = "一般公共预算财政拨款收入支出决算表单位金额合计万元类科目编码名称年初结转和余，。（）、：“”";

/// Parts of the names of fonts, the most alike first: Song, then what is like it, then others. In lower case, no spaces.
const PREFERRED: [&str; 18] = [
    "simsun",
    "宋体",
    "songti",
    "stsong",
    "notoserifcjksc",
    "notoserifsc",
    "sourcehanserifsc",
    "sourcehanserifcn",
    "fandolsong",
    "uming",
    "sungti",
    "notoserifcjk",
    "sourcehanserif",
    "fangsong",
    "notosanscjksc",
    "sourcehansanssc",
    "wenquanyi",
    "yahei",
];

/// The characters of the collection Adobe-GB1, with one added: the blank that is half an em wide, which GBK-EUC-H has for the
/// ASCII one and for which the engine would else draw whatever glyph has its number.
const GB1_CHARACTERS: &[u8] = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/Adobe-GB1-bundled usecmap
1 begincodespacerange <0000> <ffff> endcodespacerange
1 beginbfchar <1e24> <0020> endbfchar
endcmap end end";

/// The CMap that the engine asks for.
pub(super) fn cmap(name: CMapName<'_>) -> Option<&'static [u8]> {
    match name {
        CMapName::AdobeGb1Ucs2 => Some(GB1_CHARACTERS),
        CMapName::Custom(b"Adobe-GB1-bundled") => load_embedded(CMapName::AdobeGb1Ucs2),
        name => load_embedded(name),
    }
}

/// The fonts that stand in for those that the document only names.
pub(super) struct Substitutes {
    chinese: Option<Face>,
    /// For what Chinese fonts show where there is none: their figures.
    letters: FontData,
    /// For codes that nobody can read.
    nothing: FontData,
}

impl Substitutes {
    pub(super) fn new(source: &FontSource) -> Self {
        let chinese = match source {
            FontSource::Installed => installed(),
            FontSource::Program(program) => Some((Arc::new(Arc::clone(program)) as FontData, 0)),
            FontSource::Absent => None,
        };
        // The engine has no words for a program that it cannot read, and would draw the codes as if they were ASCII.
        let chinese = chinese.filter(|(data, index)| FontRef::from_index(data.as_ref().as_ref(), *index).is_ok());
        Self { chinese, letters: letters::ascii(), nothing: letters::nothing() }
    }

    /// The font that the engine asks for.
    ///
    /// Where the codes of a font belong to no known collection, they number the glyphs of a program that nobody has:
    /// another program would draw other characters, and text that lacks is better.
    pub(super) fn answer(&self, query: &FontQuery) -> Face {
        match query {
            FontQuery::Standard(font) => font.get_font_data(),
            FontQuery::Fallback(query) => {
                let family = query.character_collection.as_ref().map(|collection| &collection.family);
                match &self.chinese {
                    _ if family.is_none_or(|family| family.ucs2_cmap().is_none()) => (Arc::clone(&self.nothing), 0),
                    Some(face) => face.clone(),
                    None => (Arc::clone(&self.letters), 0),
                }
            }
        }
    }

    /// Whether one of the glyphs, which are of one font, should show something and does not.
    pub(super) fn lack<'g>(&self, mut glyphs: impl Iterator<Item = &'g OutlineGlyph> + Clone) -> bool {
        let Some(font) = glyphs.clone().next().and_then(OutlineGlyph::font_data) else { return false };
        let is = |data: &FontData| addr_eq(Arc::as_ptr(data), Arc::as_ptr(&font.data));
        if is(&self.nothing) {
            return true;
        }
        if is(&self.letters) {
            return glyphs.any(|glyph| !(1..=letters::LAST).contains(&glyph.glyph_id().to_u32()) && !is_white(glyph));
        }
        let Some((data, index)) = self.chinese.as_ref().filter(|(data, _)| is(data)) else { return false };
        let Ok(program) = FontRef::from_index(data.as_ref().as_ref(), *index) else { return true };
        let characters = program.charmap();
        // The engine draws the glyph with the character's number then, whatever it shows.
        glyphs.any(|glyph| match glyph.as_unicode() {
            Some(BfString::Char(character)) => !character.is_whitespace() && characters.map(character).is_none(),
            _ => true,
        })
    }
}

fn is_white(glyph: &OutlineGlyph) -> bool {
    matches!(glyph.as_unicode(), Some(BfString::Char(character)) if character.is_whitespace())
}

/// The best of the installed fonts, looked for once.
fn installed() -> Option<Face> {
    static FOUND: OnceLock<Option<Face>> = OnceLock::new();
    FOUND.get_or_init(find).clone()
}

fn find() -> Option<Face> {
    let mut database = Database::new();
    database.load_system_fonts();
    let mut faces: Vec<(Rank, &FaceInfo)> = database.faces().map(|face| (rank(face), face)).collect();
    faces.sort_by(|(rank, face), (other_rank, other)| {
        rank.cmp(other_rank)
            .then_with(|| (&face.post_script_name, face.index).cmp(&(&other.post_script_name, other.index)))
    });
    faces.into_iter().find_map(|(_, face)| {
        let read = |data: &[u8], index| has_needed(data, index).then(|| (Arc::new(data.to_vec()) as FontData, index));
        database.with_face_data(face.id, read).flatten()
    })
}

/// How far a face is from an upright Song of ordinary weight.
type Rank = (usize, bool, u16, bool);

fn rank(face: &FaceInfo) -> Rank {
    let names = face.families.iter().map(|(name, _)| name).chain([&face.post_script_name]);
    let names: Vec<String> = names.map(|name| name.to_lowercase().replace([' ', '-'], "")).collect();
    let preferred = PREFERRED.iter().position(|part| names.iter().any(|name| name.contains(part)));
    let chinese = face.families.iter().any(|(_, language)| *language == Language::Chinese_PeoplesRepublicOfChina);
    let kind = preferred.unwrap_or(if chinese { PREFERRED.len() } else { PREFERRED.len() + 1 });
    let slanted = face.style != Style::Normal || face.stretch != Stretch::Normal;
    (kind, slanted, face.weight.0.abs_diff(Weight::NORMAL.0), face.monospaced)
}

fn has_needed(data: &[u8], index: u32) -> bool {
    FontRef::from_index(data, index).is_ok_and(|font| {
        let map = font.charmap();
        NEEDED.chars().all(|character| map.map(character).is_some())
    })
}

#[cfg(test)]
mod tests {
    use hayro_cmap::{BfString, CMap, CMapName, load_embedded};

    use super::cmap;

    #[test]
    fn the_narrow_blank_is_one_and_the_rest_is_as_it_was() {
        let bundled = CMap::parse(load_embedded(CMapName::AdobeGb1Ucs2).unwrap(), load_embedded).unwrap();
        let characters = CMap::parse(cmap(CMapName::AdobeGb1Ucs2).unwrap(), cmap).unwrap();
        assert_eq!(characters.lookup_bf_string(7716), Some(BfString::Char(' ')));
        assert_eq!(characters.lookup_bf_string(18), Some(BfString::Char('1')));
        for number in (1..7716).chain(7717..20_000) {
            assert_eq!(characters.lookup_bf_string(number), bundled.lookup_bf_string(number), "{number}");
        }
    }
}
