//! References that lead where they should not: to themselves, in circles, to objects of another kind.

use super::builder::{FONT, Pdf, show, stream_body};
use super::{lines, parts::Parts, parts::rich, survives};

#[test]
fn any_two_objects_may_be_swapped() {
    let parts = Parts::of(&rich());
    for one in 0..parts.objects.len() {
        for other in 0..one {
            let mut swapped = parts.clone();
            swapped.objects.swap(one, other);
            let _ = survives(&format!("objects {} and {} swapped", one + 1, other + 1), &swapped.written());
        }
    }
}

#[test]
fn any_object_may_be_itself_or_any_other() {
    let parts = Parts::of(&rich());
    for one in 1..=parts.objects.len() {
        for other in 1..=parts.objects.len() {
            let file = parts.with(one, format!("{other} 0 R").as_bytes());
            let _ = survives(&format!("object {one} is a reference to {other}"), &file);
        }
    }
}

#[test]
fn any_entry_may_point_at_its_own_object() {
    let parts = Parts::of(&rich());
    for place in parts.values() {
        let own = format!("{} 0 R", place.0);
        let _ = survives(&format!("{place:?} points at its object"), &parts.with_value(place, own.as_bytes()));
        let listed = format!("[{own} {own}]");
        let _ = survives(&format!("{place:?} lists its object"), &parts.with_value(place, listed.as_bytes()));
    }
}

#[test]
fn any_entry_may_point_at_the_page_or_the_catalog() {
    let parts = Parts::of(&rich());
    for place in parts.values() {
        for target in [1, parts.objects.len() - 1] {
            let file = parts.with_value(place, format!("{target} 0 R").as_bytes());
            let _ = survives(&format!("{place:?} points at {target}"), &file);
        }
    }
}

#[test]
fn lengths_may_go_in_circles() {
    let mut pdf = Pdf::new();
    let content = show(50.0, 700.0, "一页");
    let (one, other) = (pdf.add(""), pdf.add(""));
    for (stream, length) in [(one, other), (other, one)] {
        pdf.set(stream, format!("<</Length {length} 0 R>>\nstream\n{content}\nendstream"));
    }
    let own = pdf.add("");
    pdf.set(own, format!("<</Length {own} 0 R>>\nstream\n{content}\nendstream"));
    for stream in [one, other, own] {
        pdf.page_of(&format!("/Contents {stream} 0 R"), "");
    }
    let _ = survives("lengths in circles", &pdf.finish());
}

/// A file with a good page whose tree is `kids` beside it; object 5 is an inner node.
fn tree(node: &str) -> Vec<u8> {
    let mut pdf = Pdf::new();
    pdf.page("", "", show(50.0, 700.0, "一页"));
    pdf.add(node);
    let file = String::from_utf8_lossy(&pdf.finish()).replace("/Kids[4 0 R ]", "/Kids[4 0 R 5 0 R]");
    Parts::of(file.as_bytes()).written()
}

#[test]
fn page_trees_in_circles_lose_no_good_page() {
    for node in [
        "<</Type/Pages/Parent 2 0 R/Count 9/Kids[2 0 R]>>",
        "<</Type/Pages/Parent 2 0 R/Count 9/Kids[5 0 R 5 0 R]>>",
        "<</Type/Pages/Parent 5 0 R/Count 9/Kids[4 0 R 5 0 R 4 0 R]>>",
        "<</Type/Pages/Parent 2 0 R/Count 2147483647/Kids 5 0 R>>",
        "<</Type/Page/Parent 5 0 R/Contents 5 0 R/Resources 5 0 R>>",
        "<</Type/Page/Parent 5 0 R/MediaBox 5 0 R/Rotate 5 0 R>>",
    ] {
        let extraction = survives(node, &tree(node)).unwrap();
        assert!(lines(&extraction).first() == Some(&"一页"), "{node}: {:?}", lines(&extraction));
        assert!(extraction.pages.len() < 50, "{node}: {} pages", extraction.pages.len());
    }
}

#[test]
fn type_3_glyphs_may_show_their_own_font() {
    let mut pdf = Pdf::new();
    let font = pdf.add("");
    let glyph = pdf.stream(&format!("/Resources<</Font<</F1 {font} 0 R>>>>"), "1000 0 d0 BT /F1 9 Tf (AAAA) Tj ET");
    pdf.set(
        font,
        format!(
            "<</Type/Font/Subtype/Type3/FontMatrix[0.001 0 0 0.001 0 0]/FontBBox[0 0 9 9]/FirstChar 65/LastChar 65\
             /Widths[1000]/CharProcs<</uni6536 {glyph} 0 R>>/Encoding<</Differences[65/uni6536]>>\
             /Resources<</Font<</F1 {font} 0 R>>>>>>"
        ),
    );
    pdf.page("", &format!("/Font<</F1 {font} 0 R>>"), "BT /F1 9 Tf 50 700 Td (AA) Tj ET");
    assert_eq!(lines(&survives("Type 3 in Type 3", &pdf.finish()).unwrap()), ["收收"]);
}

#[test]
fn fonts_may_descend_from_themselves() {
    for entries in [
        "/DescendantFonts[3 0 R]/Encoding 3 0 R/ToUnicode 3 0 R",
        "/DescendantFonts 3 0 R/Encoding/Identity-H/FontDescriptor 3 0 R/FontFile2 3 0 R",
        "/DescendantFonts[3 0 R]/Encoding/Identity-H/W 3 0 R/W2[1 3 0 R]/CIDToGIDMap 3 0 R/CIDSystemInfo 3 0 R",
    ] {
        let mut pdf = Pdf::new();
        let font = pdf.add(format!("<</Type/Font/Subtype/Type0/BaseFont/S{entries}>>"));
        assert_eq!(font, 3);
        let fonts = format!("/Font<</F1 {FONT}/F9 3 0 R>>");
        pdf.page("", &fonts, show(50.0, 700.0, "一页") + "BT /F9 9 Tf 50 600 Td <00010002> Tj ET");
        let extraction = survives(entries, &pdf.finish()).unwrap();
        assert_eq!(lines(&extraction).first(), Some(&"一页"), "{entries}");
    }
}

#[test]
fn contents_may_list_themselves() {
    let mut pdf = Pdf::new();
    let good = pdf.stream("", show(50.0, 700.0, "一页"));
    let list = pdf.add("");
    pdf.set(list, format!("[{good} 0 R {list} 0 R [{list} 0 R] {good} 0 R]"));
    pdf.page_of(&format!("/Contents {list} 0 R"), "");
    let extraction = survives("contents in contents", &pdf.finish()).unwrap();
    assert_eq!(lines(&extraction), ["一页"]);
}

#[test]
fn annotations_and_layers_may_hold_themselves() {
    let mut pdf = Pdf::new();
    let form = pdf.add("");
    let entries =
        format!("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/OC {form} 0 R/Resources<</XObject<</X {form} 0 R>>>>");
    pdf.set(form, stream_body(&entries, b"/X Do /X Do"));
    let layer = pdf.add("");
    pdf.set(layer, format!("<</Type/OCMD/OCGs[{layer} 0 R]/VE[/And {layer} 0 R[/Not {layer} 0 R]]>>"));
    let annotations = pdf.add("");
    pdf.set(
        annotations,
        format!(
            "[{annotations} 0 R<</Subtype/Stamp/Rect[0 0 9 9]/AP<</N {form} 0 R>>/Parent {annotations} 0 R/OC {layer} 0 R>>]"
        ),
    );
    pdf.catalog = format!("/OCProperties<</OCGs[{layer} 0 R]/D<</OFF[{layer} 0 R]/Order {annotations} 0 R>>>>");
    pdf.page(&format!("/Annots {annotations} 0 R"), &format!("/Properties<</P {layer} 0 R>>"), {
        show(50.0, 700.0, "一页") + "/OC /P BDC EMC"
    });
    assert_eq!(lines(&survives("annotations", &pdf.finish()).unwrap()), ["一页"]);
}

#[test]
fn cross_references_may_go_in_circles() {
    let file = rich();
    let start = file.windows(5).rposition(|window| window == b"xref\n").unwrap() - 5;
    let text = |file: &[u8], from: &str, to: String| {
        let at = file.windows(from.len()).rposition(|window| window == from.as_bytes()).unwrap();
        [&file[..at], to.as_bytes(), &file[at + from.len()..]].concat()
    };
    let table = file.windows(6).rposition(|window| window == b"\nxref\n").map_or(start, |at| at + 1);
    for entries in [format!("/Prev {table}"), format!("/XRefStm {table}"), "/Prev -1/XRefStm 9999999999".to_owned()] {
        let looped = text(&file, "/Root 1 0 R", format!("/Root 1 0 R{entries}"));
        let extraction = survives(&entries, &looped).unwrap();
        assert_eq!(extraction.pages.len(), 1, "{entries}");
    }
}

#[test]
fn object_streams_may_hold_or_extend_themselves() {
    // Object 1, the catalog, is said to be in the stream that extends itself.
    let mut pdf = Pdf::new();
    pdf.page("", "", show(50.0, 700.0, "一页"));
    let stream = pdf.add("");
    pdf.set(
        stream,
        stream_body(
            &format!("/Type/ObjStm/N 2/First 9/Extends {stream} 0 R"),
            format!("{stream} 0 1 2 (a) (b)").as_bytes(),
        ),
    );
    let _ = survives("a stream of itself", &pdf.finish());
}
