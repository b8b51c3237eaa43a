//! What one document does to a run: nothing. What a kill does to it: nothing that the next run does not mend.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

mod archive;
mod command;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use archive::{Archive, DUMP, entries, entry, files};
use command::stderr;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde_json::Value;

/// A PDF whose only page decodes to this many bytes.
fn bomb(bytes: usize) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&vec![b' '; bytes]).unwrap();
    let packed = packed.finish().unwrap();
    let mut pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>\
                    endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R>>endobj\n"
        .to_vec();
    writeln!(pdf, "4 0 obj<</Length {}/Filter/FlateDecode>>stream", packed.len()).unwrap();
    pdf.extend(packed);
    pdf.extend(b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n");
    pdf
}

#[cfg(target_os = "linux")]
#[test]
fn a_document_beyond_its_memory_fails_alone() {
    let archive = Archive::with(&[("a.txt", DUMP)]);
    fs::write(archive.input().join("bomb.pdf"), bomb(100 << 20)).unwrap();
    archive.copy("tiny-6-turned.pdf", "c.pdf");
    let output = archive.convert(&["-q", "-j", "1", "--memory-limit", "64M"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stderr(&output).contains("（memory_limit）"), "{}", stderr(&output));
    assert_eq!(entry(&archive.out(), "bomb.pdf")["code"], "memory_limit");
    assert_eq!(entry(&archive.out(), "c.pdf")["status"], "ok", "by a new worker");
    // With more it gets through: the next run tries again.
    archive.convert(&["-q", "--memory-limit", "1G"]);
    assert_ne!(entry(&archive.out(), "bomb.pdf")["code"], "memory_limit");
}

#[test]
fn a_document_beyond_its_time_fails_alone() {
    let archive = Archive::with(&[]);
    archive.copy("large-12-long.pdf", "long.pdf");
    // No document can be read in a millionth of a second, and a late answer is none.
    let output = archive.convert(&["-q", "--time-limit", "0.000001"]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert_eq!(entry(&archive.out(), "long.pdf")["code"], "time_limit");
    assert_eq!(archive.convert(&["-q"]).status.code(), Some(0));
    assert_eq!(entry(&archive.out(), "long.pdf")["status"], "ok");
}

#[cfg(target_os = "linux")]
#[test]
fn bounds_too_small_for_any_document_are_told_and_cost_no_result() {
    let archive = Archive::with(&[("a.txt", DUMP)]);
    assert_eq!(archive.convert(&["-q"]).status.code(), Some(0));
    for bound in [["--memory-limit", "1M"], ["--time-limit", "0.000001"]] {
        let output = archive.convert(&[&["-q", "--force"][..], &bound].concat());
        let code = bound[0].trim_start_matches("--").replace('-', "_");
        assert!(stderr(&output).contains(&format!("（{code}）")), "{}", stderr(&output));
        assert_eq!(entry(&archive.out(), "a.txt")["status"], "ok");
        assert!(archive.out().join("json/a.txt.json").exists());
    }
}

/// What a run left, but for when and how fast.
fn left(out: &Path) -> Vec<(String, Vec<u8>)> {
    let mut left: Vec<(String, Vec<u8>)> = files(out)
        .into_iter()
        .filter(|name| name != "manifest.jsonl")
        .map(|name| (name.clone(), fs::read(out.join(name)).unwrap()))
        .collect();
    for mut line in entries(out) {
        let fields = line.as_object_mut().unwrap();
        fields.remove("started");
        fields.remove("milliseconds");
        left.push((line["path"].to_string(), line.to_string().into_bytes()));
    }
    left
}

#[cfg(unix)]
#[test]
fn killed_at_any_moment_and_resumed_is_as_never_killed() {
    let archive =
        Archive::with(&[("甲/a.txt", DUMP), ("甲/b.txt", DUMP), ("页.html", "<html><body>公告</body></html>")]);
    let shipped =
        ["tiny-6-turned", "tiny-10-cropped", "tiny-12-scan", "tiny-5-type3", "tiny-23-faulty-drawn", "small-1-gateway"];
    for name in shipped {
        archive.copy(&format!("{name}.pdf"), &format!("{name}.pdf"));
    }
    let start = Instant::now();
    // Datasets too: a kill may come while they are written.
    let formats = ["-f", "csv", "-f", "jsonl"];
    archive.command("whole").args(formats).status().unwrap();
    let (whole, time) = (left(&archive.other("whole")), start.elapsed());
    assert_eq!(whole.len(), 7 + 9 + 10 + 1 + 3, "{:?}", whole.iter().map(|(name, _)| name).collect::<Vec<_>>());

    let mut cut_short = 0;
    for moment in 0..20_u32 {
        let name = format!("out-{moment}");
        let out = archive.other(&name);
        let mut run = archive.command(&name).args(formats).spawn().unwrap();
        thread::sleep(time * moment / 20 + Duration::from_micros(u64::from(moment * 7919 % 1000)));
        // SIGKILL.
        run.kill().unwrap();
        run.wait().unwrap();
        for name in files(&out).iter().filter(|name| name.starts_with("json/")) {
            let json: Result<Value, _> = serde_json::from_slice(&fs::read(out.join(name)).unwrap());
            assert!(json.is_ok(), "{name} is half-written");
        }
        cut_short += usize::from(files(&out).len() < whole.len() - 9 + 1);
        archive.command(&name).args(formats).status().unwrap();
        assert!(left(&out) == whole, "killed at moment {moment}");
    }
    assert!(cut_short > 5, "{cut_short}: the kills came too late to show anything");
}

#[cfg(unix)]
#[test]
fn asked_to_end_it_keeps_what_is_done() {
    let archive = Archive::with(&[]);
    for copy in 0..12 {
        let mut pdf = fs::read(command::shipped("pdf/large-12-long.pdf")).unwrap();
        // Other content, and so no duplicate.
        writeln!(pdf, "% {copy}").unwrap();
        fs::write(archive.input().join(format!("{copy}.pdf")), pdf).unwrap();
    }
    let mut run = archive.command("out");
    let child = run.args(["-j", "1"]).stderr(std::process::Stdio::piped()).spawn().unwrap();
    let manifest = archive.out().join("manifest.jsonl");
    while fs::read_to_string(&manifest).map_or(0, |text| text.lines().count()) < 1 {
        thread::sleep(Duration::from_millis(2));
    }
    std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("（interrupted）"), "{}", stderr(&output));
    let done = entries(&archive.out());
    assert!((1..12).contains(&done.len()), "{}", done.len());
    assert_eq!(files(&archive.out()).len(), done.len() + 1);
    assert!(!stderr(&output).contains("--prune"), "what is not done yet is not gone: {}", stderr(&output));
    assert_eq!(archive.convert(&["-q"]).status.code(), Some(0));
    assert_eq!(entries(&archive.out()).len(), 12);
}
