//! `juesuan report` and `convert --report`, as people run them. What the pages do in a browser is in `scripts/report`.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

mod archive;
mod command;

use std::fs;

use archive::{Archive, DUMP, entry};
use command::{juesuan, shipped, stderr};

/// Runs `juesuan report` in `folder`.
fn report(archive: &Archive, arguments: &[&str]) -> std::process::Output {
    juesuan(&archive.input(), ["report"].iter().chain(arguments))
}

#[test]
fn one_document_is_one_page_with_pictures_of_its_forms() {
    let archive = Archive::with(&[]);
    archive.copy("tiny-23-faulty-drawn.pdf", "a.pdf");
    let output = report(&archive, &["a.pdf", "-o", "a.html"]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()));
    let page = fs::read_to_string(archive.input().join("a.html")).unwrap();
    let pictures = page.matches("src=\"data:image/png;base64,").count();
    let sheets = page.matches("<figure class=\"sheet\"").count();
    assert!(pictures >= 8 && pictures == sheets, "{pictures} pictures on {sheets} sheets");
    // By the corpus' own record of the faults that were planted.
    assert!(page.contains("children_do_not_add_up") && page.contains("云岭市图书馆"));
    assert!(page.len() < 2 << 20);
}

#[test]
fn the_same_document_gives_the_same_page() {
    let archive = Archive::with(&[]);
    archive.copy("tiny-10-cropped.pdf", "a.pdf");
    let pages = ["1.html", "2.html"].map(|name| {
        report(&archive, &["a.pdf", "-o", name]);
        fs::read(archive.input().join(name)).unwrap()
    });
    assert!(pages[0] == pages[1]);
}

#[test]
fn pages_can_be_shown_by_their_text_or_not_at_all() {
    let archive = Archive::with(&[]);
    archive.copy("tiny-10-cropped.pdf", "a.pdf");
    report(&archive, &["a.pdf", "-o", "text.html", "--no-pictures"]);
    let text = fs::read_to_string(archive.input().join("text.html")).unwrap();
    assert!(!text.contains("<img") && text.contains("<svg class=\"text\"") && text.contains("<figure class=\"sheet\""));
    report(&archive, &["a.pdf", "-o", "none.html", "--pages", "none"]);
    let none = fs::read_to_string(archive.input().join("none.html")).unwrap();
    assert!(!none.contains("<figure") && none.contains("table class=\"cells\""));
}

#[test]
fn problems_are_told_as_convert_tells_them() {
    let output = juesuan(&shipped("pdf"), ["report", "tiny-12-scan.pdf", "--lang", "en", "-o", "/dev/null"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("(no_text_layer)"), "{}", stderr(&output));
    let output = juesuan(&shipped("pdf"), ["report", "small-4-password.pdf", "--lang", "en", "-o", "/dev/null"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("(password_needed)"), "{}", stderr(&output));
}

#[test]
fn an_archive_has_an_index_that_leads_to_each_document() {
    let archive = Archive::with(&[("2022/a b.txt", DUMP), ("c.txt", "nothing of ours")]);
    archive.copy("tiny-10-cropped.pdf", "b.pdf");
    let output = archive.convert(&["-q", "--report"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let index = fs::read_to_string(archive.out().join("index.html")).unwrap();
    assert!(index.contains("\"report\":\"report/2022/a%20b.txt.html\"") && index.contains("not_final_accounts"));
    let page = fs::read_to_string(archive.out().join("report/2022/a b.txt.html")).unwrap();
    assert!(page.contains("href=\"../../index.html\""));
    let entry = entry(&archive.out(), "b.pdf");
    assert_eq!(entry["outputs"][1]["path"], "report/b.pdf.html");
}

#[test]
fn reports_are_kept_up_to_date_by_later_runs() {
    let archive = Archive::with(&[("a.txt", DUMP)]);
    archive.convert(&["-q", "--report", "--pages", "none"]);
    fs::write(archive.input().join("b.txt"), DUMP.replace("1,979.12", "5.00")).unwrap();
    archive.convert(&["-q"]);
    assert!(archive.out().join("report/b.txt.html").exists());
    assert!(fs::read_to_string(archive.out().join("index.html")).unwrap().contains("b.txt.html"));
}

#[test]
fn several_documents_may_have_their_index_under_a_name_of_its_own() {
    let archive = Archive::with(&[("a.txt", DUMP), ("b.txt", &DUMP.replace("1,979.12", "5.00"))]);
    let output = report(&archive, &["a.txt", "b.txt", "-q", "-o", "../all.html"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let index = fs::read_to_string(archive.other("all.html")).unwrap();
    assert!(index.contains("\"report\":\"all/report/a.txt.html\""));
    assert!(archive.other("all/report/a.txt.html").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn pictures_that_a_bound_kept_from_being_drawn_are_drawn_with_a_wider_one() {
    let archive = Archive::with(&[]);
    archive.copy("small-1-chromium-watermark.pdf", "a.pdf");
    let pictures = || fs::read_to_string(archive.out().join("report/a.pdf.html")).unwrap().matches("<img").count();
    // A picture with colours of 300 dots to an inch takes 35 MB before it is packed; to read the document takes a few.
    let drawn = ["-q", "--report", "--dpi", "300"];
    archive.convert(&[&drawn[..], &["--memory-limit", "64M"]].concat());
    let told = entry(&archive.out(), "a.pdf");
    assert_eq!((told["status"].as_str(), told["code"].as_str()), (Some("problems"), Some("pictures_not_drawn")));
    assert_eq!(pictures(), 0);
    archive.convert(&drawn);
    assert_eq!(entry(&archive.out(), "a.pdf")["status"], "ok");
    assert!(pictures() >= 5);
}
