//! Numbers at and beyond every edge, wherever a number stands.

use super::builder::{Pdf, page, page_in, show};
use super::parts::{Parts, packed, rich};
use super::{lines, survives};

const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "-1",
    "1",
    "65535",
    "65536",
    "2147483647",
    "-2147483648",
    "4294967296",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551616",
    "1e38",
    "99999999999999999999999999999999999999",
    "-340282346638528859811704183484516925440",
    "340282366920938463463374607431768211456",
    "0.0000000000000000000000000000000000000000000001",
    "-.0",
    ".",
    "+-1",
    "--1",
    "1.2.3",
    "NaN",
    "inf",
    "null",
    "true",
    "(1)",
    "[1]",
    "<<>>",
];

#[test]
fn every_entry_may_be_any_number() {
    let parts = Parts::of(&rich());
    for place in parts.values() {
        for number in ["-1", "4294967296", "-340282346638528859811704183484516925440"] {
            let _ = survives(&format!("{place:?} is {number}"), &parts.with_value(place, number.as_bytes()));
        }
    }
}

#[test]
fn entries_that_are_numbers_may_be_all_of_them() {
    let parts = Parts::of(&rich());
    let is_number = |&(object, start, end): &(usize, usize, usize)| {
        let value = &parts.objects[object - 1][start..end];
        value.iter().all(|byte| byte.is_ascii_digit() || b" .-".contains(byte))
    };
    for place in parts.values().into_iter().filter(is_number) {
        for number in NUMBERS {
            let _ = survives(&format!("{place:?} is {number}"), &parts.with_value(place, number.as_bytes()));
        }
    }
}

/// Every operand of these operators, one at a time and all together, is each number; the line after them is still read
/// or left out as what nobody sees.
#[test]
fn operands_may_be_any_number() {
    for operator in [
        "10 9 Td",
        "10 9 TD",
        "1 0 0 1 9 9 Tm",
        "1 Tc",
        "1 Tw",
        "100 Tz",
        "9 TL",
        "1 Ts",
        "0 Tr",
        "[(A) 9 (B)] TJ",
        "1 2 (A) \"",
        "/F1 9 Tf",
        "1 0 0 1 9 9 cm",
        "1 w",
        "1 J",
        "9 M",
        "1 i",
        "[1 2] 3 d",
        "9 9 m 99 9 l S",
        "9 9 99 1 re f",
        "9 9 99 99 re B",
        "9 9 1 1 2 2 c S",
        "9 9 1 1 v S",
        "0 0 99 99 re W n",
        "0.5 g",
        "0.1 0.2 0.3 rg",
        "0 0 0 1 k",
        "0.5 0.5 0.5 scn",
    ] {
        let words: Vec<&str> = operator.split(' ').collect();
        let is_operand = |word: &&str| word.parse::<f32>().is_ok();
        for number in NUMBERS {
            for changed in 0..=words.len() {
                let word = |(at, word): (usize, &&str)| {
                    if is_operand(word) && (at == changed || changed == words.len()) { *number } else { *word }
                        .to_owned()
                };
                if changed < words.len() && !is_operand(&words[changed]) {
                    continue;
                }
                let operator = words.iter().enumerate().map(word).collect::<Vec<_>>().join(" ");
                let shown = show(50.0, 700.0, "一页");
                let content =
                    format!("{operator} {shown} BT /F1 9 Tf {operator} <4E00> Tj <4E00> ' ET q {operator} Q {shown}");
                let _ = survives(&operator, &page(&content));
            }
        }
    }
}

#[test]
fn page_boxes_may_be_any_numbers() {
    for number in NUMBERS {
        for boxes in [
            format!("/MediaBox[0 0 {number} {number}]"),
            format!("/MediaBox[{number} {number} 0 0]"),
            format!("/MediaBox[{number} {number} {number} {number}]"),
            format!("/CropBox[{number} 0 9 {number}]/UserUnit {number}/Rotate {number}"),
        ] {
            let mut pdf = Pdf::new();
            pdf.page(&boxes, "", show(50.0, 700.0, "一页") + "50 600 m 500 600 l S");
            pdf.page("", "", show(50.0, 700.0, "二页"));
            let extraction = survives(&boxes, &pdf.finish()).unwrap();
            assert_eq!(lines(&extraction).last(), Some(&"二页"), "{boxes}");
        }
    }
}

/// Where such a box has no end, a rule may stand there.
#[test]
fn rules_may_stand_beyond_all_numbers() {
    let far = "9".repeat(40);
    for boxes in [format!("/MediaBox[0 0 {far} 800]"), format!("/MediaBox[0 0 600 {far}]")] {
        for rules in [
            format!("{far} 0 m {far} 800 l S 50 {far} m 500 {far} l S"),
            format!("{far} 0 1 800 re f 0 {far} 500 1 re f"),
            format!("0 0 {far} {far} re B"),
            format!("50 600 m {far} 600 l S 50 50 m 50 {far} l S"),
            format!("{far} w 50 5 m 52 5 l S 5 50 m 5 52 l S"),
            format!("q 1 0 0 800 {far} 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \u{1}\nEI Q"),
        ] {
            let mut pdf = Pdf::new();
            pdf.page(&boxes, "", format!("{rules} {rules}"));
            pdf.page("", "", show(50.0, 700.0, "二页"));
            let extraction = survives(&rules, &pdf.finish()).unwrap();
            assert_eq!(lines(&extraction).last(), Some(&"二页"), "{boxes} {rules}");
        }
    }
}

#[test]
fn widths_of_fonts_may_be_any_numbers() {
    for number in NUMBERS {
        for widths in [
            format!("/W[{number}[1000 {number}]]/DW {number}"),
            format!("/W[0 {number} {number} 1 2 3]/DW2[{number} {number}]"),
            format!("/W[{number} {number} {number}]/W2[{number}[{number} 1 2]0 {number} 1 1 {number}]"),
        ] {
            for encoding in ["UniGB-UCS2-H", "UniGB-UCS2-V", "Identity-H"] {
                let font = format!(
                    "<</Type/Font/Subtype/Type0/BaseFont/S/Encoding/{encoding}/DescendantFonts[<</Type/Font\
                     /Subtype/CIDFontType0/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>{widths}>>]>>"
                );
                let _ = survives(&widths, &page_in(&font, &show(50.0, 700.0, "一页")));
            }
        }
        let simple = format!(
            "<</Type/Font/Subtype/TrueType/Encoding/WinAnsiEncoding/FirstChar {number}/LastChar {number}\
             /Widths[{number} {number}]/FontDescriptor<</MissingWidth {number}>>>>"
        );
        let _ = survives(&simple, &page_in(&simple, "BT /F1 9 Tf 50 700 Td (AB) Tj ET"));
        let type_3 = format!(
            "<</Type/Font/Subtype/Type3/FontMatrix[{number} {number} 0 {number} 0 0]/FontBBox[0 0 {number} 1]/FirstChar 65\
             /Widths[{number}]/CharProcs<<>>/Encoding<</Differences[{number}/one 65/two]>>>>"
        );
        let _ = survives(&type_3, &page_in(&type_3, "BT /F1 9 Tf 50 700 Td (AB) Tj ET"));
    }
}

#[test]
fn sizes_of_structure_may_be_any_numbers() {
    let file = packed();
    let text = String::from_utf8_lossy(&file);
    for key in ["/Size ", "/N ", "/First ", "/Length ", "/Columns ", "/Count "] {
        for (at, _) in text.match_indices(key).take(3) {
            // The text has U+FFFD for some bytes: places are told by what stands before them.
            let occurrence = text[..at].matches(key).count();
            let at =
                file.windows(key.len()).enumerate().filter(|(_, window)| *window == key.as_bytes()).nth(occurrence);
            let start = at.unwrap().0 + key.len();
            let digits = file[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            for number in NUMBERS {
                let changed = [&file[..start], number.as_bytes(), &file[start + digits..]].concat();
                let _ = survives(&format!("{key}{number}"), &changed);
            }
        }
    }
}

#[test]
fn cross_reference_tables_may_claim_any_size() {
    let file = rich();
    let text = String::from_utf8_lossy(&file).into_owned();
    let count = text[text.rfind("\nxref\n0 ").unwrap() + 8..].split('\n').next().unwrap().to_owned();
    for number in NUMBERS {
        for changed in [
            text.replace(&format!("xref\n0 {count}"), &format!("xref\n0 {number}")),
            text.replace(&format!("xref\n0 {count}"), &format!("xref\n{number} {count}")),
            text.replace(&format!("/Size {count}"), &format!("/Size {number}")),
            text.replace("startxref\n", &format!("startxref\n{number}")),
            text.replace(" 0 obj", &format!(" {number} obj")),
            text.replace("1 0 R", &format!("1 {number} R")),
        ] {
            let _ = survives(&format!("cross references with {number}"), changed.as_bytes());
        }
    }
}
