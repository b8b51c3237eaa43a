//! Wrong bytes: single bits, blocks of a disk, and what transfers as text do to a file.

use super::builder::{Pdf, show};
use super::{Random, parts, shipped, survives};

#[test]
fn any_bits_of_a_shipped_document_may_be_wrong() {
    let (name, file) = shipped("zs12345-2022-gb1.pdf");
    let mut random = Random(1);
    for round in 0..24 {
        let mut damaged = file.clone();
        for _ in 0..1 << (round % 8) {
            let at = random.below(file.len());
            damaged[at] ^= 1 << random.below(8);
        }
        let _ = survives(&format!("{name}, flips of round {round}"), &damaged);
    }
}

#[test]
fn any_bits_of_small_files_may_be_wrong() {
    let mut random = Random(2);
    for (name, file) in [("rich", parts::rich()), ("packed", parts::packed())] {
        for round in 0..250 {
            let mut damaged = file.clone();
            for _ in 0..1 + round % 5 {
                let at = random.below(file.len());
                damaged[at] ^= 1 << random.below(8);
            }
            let _ = survives(&format!("{name}, flips of round {round}"), &damaged);
        }
    }
}

#[test]
fn any_bytes_may_be_others() {
    let mut pdf = Pdf::new();
    for text in ["第一页", "第二页", "第三页"] {
        pdf.page("", "", show(50.0, 700.0, text));
    }
    let file = pdf.finish();
    let mut random = Random(7);
    for round in 0..400 {
        let mut damaged = file.clone();
        for _ in 0..8 {
            damaged[random.below(file.len())] = random.below(256) as u8;
        }
        let _ = survives(&format!("other bytes of round {round}"), &damaged);
    }
}

#[test]
fn blocks_may_be_blank_swapped_or_doubled() {
    const BLOCK: usize = 512;
    let (name, file) = shipped("zs12345-2022-gb1.pdf");
    let mut random = Random(3);
    for round in 0..24 {
        let mut blocks: Vec<Vec<u8>> = file.chunks(BLOCK).map(<[u8]>::to_vec).collect();
        let (one, other) = (random.below(blocks.len()), random.below(blocks.len()));
        match round % 3 {
            0 => blocks[one].fill(0),
            1 => blocks.swap(one, other),
            _ => blocks[one] = blocks[other].clone(),
        }
        let _ = survives(&format!("{name}, blocks {one} and {other} of round {round}"), &blocks.concat());
    }
}

/// What a transfer makes of each byte.
#[track_caller]
fn check_transfer(what: &str, transfer: impl Fn(u8) -> Vec<u8>) {
    for (name, file) in [shipped("zs12345-2022-gb1.pdf"), ("rich", parts::rich()), ("packed", parts::packed())] {
        let _ =
            survives(&format!("{name}, {what}"), &file.iter().flat_map(|&byte| transfer(byte)).collect::<Vec<u8>>());
    }
}

#[test]
fn a_transfer_as_text_gives_no_more_than_a_diagnostic() {
    check_transfer("line ends of Windows", |byte| if byte == b'\n' { b"\r\n".to_vec() } else { vec![byte] });
    check_transfer("line ends lost", |byte| if byte == b'\n' { vec![] } else { vec![byte] });
    check_transfer("seven bits", |byte| vec![byte & 0x7f]);
    check_transfer("as Latin-1 into UTF-8", |byte| char::from(byte).to_string().into_bytes());
    check_transfer("not UTF-8, replaced", |byte| if byte < 128 { vec![byte] } else { "\u{fffd}".into() });
    check_transfer("every byte twice", |byte| vec![byte, byte]);
    check_transfer("as UTF-16", |byte| vec![byte, 0]);
}

#[test]
fn two_files_in_one_are_read_as_one_of_them() {
    let (_, shipped) = shipped("zs12345-2022-gb1.pdf");
    for (one, other) in [(parts::rich(), parts::packed()), (parts::packed(), shipped.clone()), (shipped, parts::rich())]
    {
        let _ = survives("one after the other", &[one.as_slice(), &other].concat());
        let _ = survives("one within the other", &[&one[..one.len() / 2], &other, &one[one.len() / 2..]].concat());
    }
}
