//! Bytes as one part of a small file whose other parts are sound: what is searched for in the part alone.

use crate::builder::{FONT, Pdf, to_unicode};

/// The bytes as the content of a page. It has four fonts, two forms, a picture, a shading, a layer that is hidden, a
/// graphics state and marked content to name; the second form draws the first, and both draw themselves.
pub(crate) fn content(bytes: &[u8]) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let map = pdf.stream("", to_unicode(&[(1, "6536"), (2, "5165"), (3, "00310032")]));
    let glyph = pdf.stream("", "1000 0 0 0 1000 1000 d1 0 0 1000 1000 re f");
    let hidden = pdf.add("<</Type/OCG/Name(hidden)>>");
    pdf.catalog = format!("/OCProperties<</OCGs[{hidden} 0 R]/D<</OFF[{hidden} 0 R]>>>>");
    let fonts = format!(
        "/F1 {FONT}/F2<</Type/Font/Subtype/TrueType/BaseFont/Arial/FirstChar 32/LastChar 34/Widths[250 300 9999]\
         /Encoding/WinAnsiEncoding>>/F3<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-V/ToUnicode {map} 0 R\
         /DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)\
         /Ordering(Identity)/Supplement 0>>/DW 500/W[1[250 -250 0]9 9 1000000]/DW2[880 -1000]>>]>>\
         /F4<</Type/Font/Subtype/Type3/FontMatrix[0.001 0 0 0.001 0 0]/FontBBox[0 0 1000 1000]/FirstChar 65/LastChar 66\
         /Widths[1000 500]/CharProcs<</uni6536 {glyph} 0 R/one {glyph} 0 R>>\
         /Encoding<</Type/Encoding/Differences[65/uni6536/one]>>>>"
    );
    let picture =
        pdf.stream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", "0");
    let (inner, outer) = (pdf.add(""), pdf.add(""));
    let shared = format!(
        "/Font<<{fonts}>>/XObject<</X {inner} 0 R/Y {outer} 0 R/I {picture} 0 R>>/Properties<</P {hidden} 0 R>>\
         /ExtGState<</G<</CA 0/ca 0/LW 3/Font[{glyph} 0 R 9]/D[[1 2]0]>>>>/ColorSpace<</C[/Separation/All/DeviceGray null]>>\
         /Pattern<</T<</PatternType 2/Shading<</ShadingType 2/ColorSpace/DeviceRGB>>>>>>"
    );
    let half = bytes.len() / 2;
    for (form, matrix, part) in [(inner, "1 0 0 1 9 9", &bytes[half..]), (outer, "0.5 0 0 -0.5 0 842", &b"/X Do"[..])] {
        let entries = format!("/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Matrix[{matrix}]/Resources<<{shared}>>");
        pdf.set(form, crate::builder::stream_body(&entries, part));
    }
    pdf.page("", &shared, bytes);
    pdf.finish()
}

/// The bytes after the first as a CMap; the lowest bits of the first say of what, and so which font shows which codes.
/// The last sixteen of the bytes are codes, too.
pub(crate) fn cmap(bytes: &[u8]) -> Vec<u8> {
    let (&kind, map) = bytes.split_first().unwrap_or((&0, &[]));
    let mut pdf = Pdf::new();
    let stream =
        pdf.stream("/Type/CMap/CMapName/Own/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 0>>", map);
    let composite = |encoding: &str, ordering: &str, more: &str| {
        format!(
            "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding {encoding}{more}/DescendantFonts[<</Type/Font\
             /Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})/Supplement 0>>\
             /W[1 9 500]>>]>>"
        )
    };
    let own = format!("{stream} 0 R");
    let to_unicode = format!("/ToUnicode {own}");
    let font = match kind % 4 {
        0 => composite("/Identity-H", "Identity", &to_unicode),
        1 => composite(&own, "GB1", ""),
        2 => composite(&own, "Identity", &to_unicode),
        _ => format!("<</Type/Font/Subtype/TrueType/BaseFont/Arial/Encoding/WinAnsiEncoding{to_unicode}>>"),
    };
    let tail = &map[map.len().saturating_sub(16)..];
    let codes: String = tail.iter().map(|byte| format!("{byte:02X}")).collect();
    let content = format!("BT /F1 10 Tf 50 700 Td <000000010002002000413000FFFF8140D6D0{codes}> Tj ET");
    pdf.page("", &format!("/Font<</F1 {font}>>"), content);
    pdf.finish()
}
