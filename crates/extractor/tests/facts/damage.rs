//! Damaged files: what is there is read, or the error says what is wrong; nothing panics.

use juesuan_extractor::{ExtractError, Settings, extract};
use juesuan_model::Code;

use super::{builder::*, codes, lines, read};

/// Three pages with a line each.
fn whole() -> Vec<u8> {
    let mut pdf = Pdf::new();
    for text in ["第一页", "第二页", "第三页"] {
        pdf.page("", "", show(50.0, 700.0, text));
    }
    pdf.finish()
}

/// `whole` with `from` replaced by `to`.
fn altered(from: &str, to: &str) -> Vec<u8> {
    replaced(&whole(), from, to)
}

fn replaced(file: &[u8], from: &str, to: &str) -> Vec<u8> {
    let at = file.windows(from.len()).position(|window| window == from.as_bytes()).unwrap();
    [&file[..at], to.as_bytes(), &file[at + from.len()..]].concat()
}

#[track_caller]
fn check_whole(file: &[u8]) {
    assert_eq!(lines(&read(file)), ["第一页", "第二页", "第三页"]);
}

#[track_caller]
fn check_error(file: &[u8], code: &str) {
    assert_eq!(extract(file, &Settings::default()).unwrap_err().code(), code);
}

#[test]
fn a_sound_file_has_no_diagnostics() {
    assert_eq!(read(&whole()).diagnostics, []);
}

#[test]
fn a_wrong_cross_reference_table_is_rebuilt() {
    check_whole(&altered("startxref\n", "startxref\n9"));
    check_whole(&altered("startxref\n", "nowhere\n"));
    check_whole(&altered("xref\n0 ", "xref\n7 "));
    check_whole(&altered("0000000015", "9999999999"));
    check_whole(&altered("00000 n", "garbage"));
}

#[test]
fn bytes_before_the_header_are_allowed() {
    check_whole(&[b"\r\n\xef\xbb\xbfjunk\n".as_slice(), &whole()].concat());
}

#[test]
fn bytes_after_the_end_are_allowed() {
    check_whole(&[whole().as_slice(), &[0; 3000]].concat());
    check_whole(&[whole().as_slice(), b"<html></html>"].concat());
}

#[test]
fn a_truncated_file_gives_what_is_there_or_a_clear_error() {
    let file = whole();
    for percent in 1..100 {
        match extract(&file[..file.len() * percent / 100], &Settings::default()) {
            Ok(extraction) => {
                let found = lines(&extraction);
                assert!(
                    ["第一页", "第二页", "第三页"].starts_with(&found) || found.is_empty(),
                    "{percent} %: {found:?}"
                );
                let codes: Vec<Code> = extraction.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
                assert!(found.len() == 3 || codes.contains(&Code::FileCutOff), "{percent} %: lost without a word");
            }
            Err(ExtractError::Damaged { .. } | ExtractError::NoPages | ExtractError::NotAPdf { .. }) => {}
            Err(error) => panic!("{percent} %: {error:?}"),
        }
    }
}

#[test]
fn content_that_the_file_does_not_hold_is_reported() {
    let mut pdf = Pdf::new();
    let there = pdf.stream("", show(50.0, 700.0, "第一页"));
    pdf.page_of("/Contents 99 0 R", "");
    pdf.page_of(&format!("/Contents[{there} 0 R 99 0 R]"), "");
    let extraction = read(&pdf.finish());
    let missing: Vec<Option<u32>> = extraction
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code == Code::ContentMissing)
        .map(|diagnostic| diagnostic.page)
        .collect();
    assert_eq!(missing, [Some(1), Some(2)]);
}

#[test]
fn a_file_cut_in_its_cross_reference_table_is_whole() {
    let file = whole();
    let table = file.windows(5).rposition(|window| window == b"xref\n").unwrap();
    let trailer = file.windows(7).rposition(|window| window == b"trailer").unwrap();
    check_whole(&file[..trailer]);
    check_whole(&file[..table - 15]);
}

#[test]
fn a_wrong_stream_length_is_found_out() {
    let file = whole();
    let at = file.windows(8).position(|window| window == b"/Length ").unwrap();
    let digits = String::from_utf8_lossy(&file[at + 8..at + 10]).into_owned();
    check_whole(&replaced(&file, &format!("/Length {digits}"), "/Length 0 "));
    check_whole(&replaced(&file, &format!("/Length {digits}"), "/Length 99999"));
}

#[test]
fn a_file_without_pages_says_so() {
    check_error(&Pdf::new().finish(), "no_pages");
}

#[test]
fn a_page_tree_that_holds_itself_ends() {
    let mut pdf = Pdf::new();
    pdf.page("", "", show(50.0, 700.0, "第一页"));
    let file = String::from_utf8_lossy(&pdf.finish()).replace("/Kids[4 0 R ]", "/Kids[4 0 R 2 0 R 2 0 R]");
    let extraction = extract(file.as_bytes(), &Settings::default()).unwrap();
    assert!(lines(&extraction).iter().all(|&line| line == "第一页"));
    assert!(extraction.pages.len() <= 3);
}

/// The file with these kids in its page tree, and what is noticed of the pages that it counts.
#[track_caller]
fn check_kids(file: &[u8], kids: &str, expected_lines: &[&str], expected: &[(Code, &str)]) {
    let extraction = read(&replaced(file, "/Kids[4 0 R 6 0 R 8 0 R ]", kids));
    assert_eq!(lines(&extraction), expected_lines);
    let found: Vec<(Code, &str)> =
        extraction.diagnostics.iter().map(|diagnostic| (diagnostic.code, diagnostic.detail.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_page_that_is_missing_is_reported_and_does_not_lose_the_others() {
    let there = ["第一页", "第三页"];
    check_kids(&whole(), "/Kids[4 0 R 99 0 R 8 0 R]", &there, &[(Code::PagesMissing, "2/3")]);
    check_kids(&whole(), "/Kids[4 0 R null 8 0 R]", &there, &[(Code::PagesMissing, "2/3")]);
    // A branch without leaves.
    check_kids(&whole(), "/Kids[4 0 R <</Type/Pages>> 8 0 R]", &there, &[(Code::PagesMissing, "2/3")]);
}

#[test]
fn a_page_missing_from_a_branch_is_reported() {
    let branch = "/Kids[4 0 R <</Type/Pages/Count 2/Kids[99 0 R 8 0 R]>>]";
    check_kids(&whole(), branch, &["第一页", "第三页"], &[(Code::PagesMissing, "2/3")]);
}

#[test]
fn a_count_over_pages_that_are_all_there_is_only_noted() {
    check_kids(&whole(), "/Kids[4 0 R 8 0 R]", &["第一页", "第三页"], &[(Code::PageCountWrong, "2/3")]);
    assert_eq!(codes(&read(&altered("/Count 3", "/Count 9"))), [Code::PageCountWrong]);
}

#[test]
fn a_count_of_as_many_pages_as_there_are_or_fewer_says_nothing() {
    // The page taken out leaves a hole in the tree, and the count knows.
    check_kids(&altered("/Count 3", "/Count 2"), "/Kids[4 0 R 99 0 R 8 0 R]", &["第一页", "第三页"], &[]);
    for count in ["/Count 1", "/Count -3", "/Count null", ""] {
        check_whole(&altered("/Count 3", count));
        assert_eq!(codes(&read(&altered("/Count 3", count))), [], "{count}");
    }
}

#[test]
fn a_page_whose_resources_are_missing_is_read_as_far_as_it_goes() {
    let mut pdf = Pdf::new();
    let content = pdf.stream("", "BT /F1 10 Tf 50 700 Td (1.00) Tj ET");
    let page = pdf.page_of(&format!("/Contents {content} 0 R"), "");
    pdf.set(page, format!("<</Type/Page/Parent 2 0 R/Contents {content} 0 R>>"));
    assert_eq!(lines(&read(&pdf.finish())), ["1.00"]);
}

#[test]
fn resources_are_inherited_from_the_page_tree() {
    let mut pdf = Pdf::new();
    let content = pdf.stream("", show(50.0, 700.0, "第一页"));
    let page = pdf.page_of(&format!("/Contents {content} 0 R"), "");
    pdf.set(page, format!("<</Type/Page/Parent 2 0 R/Contents {content} 0 R>>"));
    pdf.inherited += &format!("/Resources<</Font<</F1 {FONT}>>>>");
    assert_eq!(lines(&read(&pdf.finish())), ["第一页"]);
}

#[test]
fn nothing_but_a_header_is_damage() {
    check_error(b"%PDF-1.7\n", "damaged");
    check_error(b"%PDF-1.7\n%%EOF\n", "damaged");
}

#[test]
fn a_file_that_only_the_second_loader_opens_is_read_and_reported() {
    let broken_trailer = replaced(&altered("/Count 3", "/Count( 3"), "/Root 1 0 R", "/Root 1 0 R)");
    check_whole(&broken_trailer);
    assert_eq!(codes(&read(&broken_trailer)), [Code::StructureRepaired]);
}
