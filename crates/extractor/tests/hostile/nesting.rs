//! Depth: whatever can hold its like does so, many thousand times.

use juesuan_extractor::{Settings, examine, inspect};

use super::builder::{Pdf, page, page_in, page_with, show};
use super::{lines, on_a_small_stack, small, survives, survives_within};

const DEEP: usize = 50_000;

/// A page whose content has this before and after a line that can be read.
#[track_caller]
fn check_content(open: &str, close: &str) {
    let content = open.repeat(DEEP) + &close.repeat(DEEP) + "\n" + &show(50.0, 700.0, "一页");
    let _ = survives(&format!("{open} … {close}"), &page(&content));
    let unclosed = show(50.0, 700.0, "一页") + &open.repeat(DEEP);
    let extraction = survives(&format!("{open} …"), &page(&unclosed)).unwrap();
    assert_eq!(lines(&extraction), ["一页"], "{open} …");
    let _ = survives(&format!("… {close}"), &page(&(close.repeat(DEEP) + &show(50.0, 700.0, "一页"))));
}

#[test]
fn operands_may_be_deep() {
    check_content("[", "]");
    check_content("<</A", ">>");
    check_content("[<</A[", "]>>]");
    check_content("(", ")");
    check_content("{", "}");
    check_content("<", ">");
}

#[test]
fn saved_states_and_marked_content_may_be_deep() {
    check_content("q ", "Q ");
    check_content("BT ", "ET ");
    check_content("/Span BMC ", "EMC ");
    check_content("/OC /P BDC ", "EMC ");
    check_content("BX ", "EX ");
    check_content("BI /W 1 ", "ID EI ");
    check_content("q 0 0 9 9 re W n ", "Q ");
}

/// Files are read on a stack of their own, however little the caller's has left. That of `extract` is what all these tests
/// are made of.
#[test]
fn other_doors_need_no_stack_of_the_caller_either() {
    let file = page(&("[".repeat(DEEP) + &"]".repeat(DEEP) + "\n" + &show(50.0, 700.0, "一页")));
    let examined = on_a_small_stack(|| examine(&file, &small()).unwrap(), "examine");
    assert_eq!(lines(&examined.extraction), ["一页"]);
    let inspected = on_a_small_stack(|| inspect(&file, &small(), 1).unwrap(), "inspect");
    assert!(inspected.stages.is_some());
}

/// An object of the file that is this deep. The engine reads it once for each place it is asked for.
#[track_caller]
fn check_object(open: &str, close: &str) {
    const DEEP: usize = 5_000;
    let value = open.repeat(DEEP) + "null" + &close.repeat(DEEP);
    for key in ["Annots", "Resources", "Contents", "MediaBox", "Rotate", "Parent", "Unknown"] {
        let mut pdf = Pdf::new();
        pdf.page("", "", show(50.0, 700.0, "一页"));
        let content = pdf.stream("", show(50.0, 700.0, "二页"));
        pdf.page_of(&format!("/Contents {content} 0 R/{key} {value}"), "");
        let object = pdf.add(&value);
        pdf.page_of(&format!("/{key} {object} 0 R"), "");
        let _ = survives(&format!("{key} {open} …"), &pdf.finish());
    }
}

#[test]
fn objects_may_be_deep() {
    check_object("[", "]");
    check_object("<</A ", ">>");
    check_object("[<</Kids[", "]>>]");
}

#[test]
fn page_trees_may_be_deep() {
    let mut pdf = Pdf::new();
    let leaf = pdf.page("", "", show(50.0, 700.0, "一页"));
    let mut child = leaf;
    for _ in 0..5_000 {
        child = pdf.add(format!("<</Type/Pages/Count 1/Kids[{child} 0 R]>>"));
    }
    pdf.page_of("", "");
    let file = String::from_utf8_lossy(&pdf.finish()).replacen("/Kids[4 0 R ", &format!("/Kids[{child} 0 R "), 1);
    let _ = survives("a tree of five thousand levels", file.as_bytes());
}

#[test]
fn references_may_be_a_long_chain() {
    let mut pdf = Pdf::new();
    let mut last = pdf.stream("", show(50.0, 700.0, "一页"));
    for _ in 0..5_000 {
        last = pdf.add(format!("{last} 0 R"));
    }
    pdf.page_of(&format!("/Contents {last} 0 R"), "");
    let _ = survives("a chain of five thousand references", &pdf.finish());
}

#[test]
fn cmaps_may_be_deep() {
    for open in ["[", "<<", "{", "(", "<0001> [", "begincmap "] {
        let mut pdf = Pdf::new();
        let map = pdf.stream("", format!("begincmap 1 beginbfrange {}", open.repeat(DEEP)));
        let font = format!("<</Type/Font/Subtype/TrueType/BaseFont/A/Encoding/WinAnsiEncoding/ToUnicode {map} 0 R>>");
        pdf.page("", &format!("/Font<</F1 {font}>>"), "BT /F1 9 Tf 50 700 Td (A) Tj ET");
        assert_eq!(lines(&survives(open, &pdf.finish()).unwrap()), ["A"], "{open}");
    }
}

#[test]
fn dictionaries_of_fonts_and_layers_may_be_deep() {
    let encoding = format!("{}/A{}", "<</Differences[65 ".repeat(DEEP), "]>>".repeat(DEEP));
    let font = format!("<</Type/Font/Subtype/TrueType/BaseFont/A/Encoding {encoding}>>");
    let _ = survives("Differences", &page_in(&font, "BT /F1 9 Tf 50 700 Td (A) Tj ET"));
    let expression = format!("{}[]{}", "[/Not ".repeat(DEEP), "]".repeat(DEEP));
    let layer = format!("/Properties<</P<</Type/OCMD/VE {expression}>>>>");
    let _ = survives("VE", &page_with(&layer, "/OC /P BDC 0 0 9 9 re f EMC"));
    let space = format!("{}/DeviceGray{}", "[/Indexed ".repeat(DEEP), " 1 <00>]".repeat(DEEP));
    let _ = survives("ColorSpace", &page_with(&format!("/ColorSpace<</C {space}>>"), "/C cs 1 scn 0 0 9 9 re f"));
}

#[test]
fn parentheses_and_numbers_of_a_dump_may_be_deep() {
    for piece in ["（", "(", "“", "第", "一、", "1.", "\t", "\n", "单位：", "收入决算表\n", "\u{301}", "|"]
    {
        let usual = Settings::default();
        let in_a_table = format!("收入决算表\n项目\t{}\n201\t1.00\n", piece.repeat(DEEP));
        let _ = survives_within(&usual, piece, piece.repeat(DEEP).as_bytes());
        let _ = survives_within(&usual, piece, in_a_table.as_bytes());
    }
}
