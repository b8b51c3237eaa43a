//! A sound file taken apart into its objects, to be put together again with one of them changed and every offset right.

use std::fmt::Write as _;

use juesuan_model::Code;

use super::builder::{Pdf, deflated, grid, show};
use super::{codes, survives, wrapped};

/// The objects of a file that has neither object streams nor updates; object `n` is at index `n - 1`.
#[derive(Clone)]
pub(crate) struct Parts {
    pub(crate) objects: Vec<Vec<u8>>,
}

impl Parts {
    /// Takes apart what `builder` writes.
    pub(crate) fn of(file: &[u8]) -> Self {
        let mut objects = Vec::new();
        let mut rest = file;
        loop {
            let head = format!("\n{} 0 obj\n", objects.len() + 1);
            let Some(start) = position(rest, head.as_bytes()) else { return Self { objects } };
            rest = &rest[start + head.len()..];
            let end = position(rest, b"\nendobj\n").unwrap();
            objects.push(rest[..end].to_vec());
            rest = &rest[end..];
        }
    }

    /// Puts them together.
    pub(crate) fn written(&self) -> Vec<u8> {
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", self.objects.len() + 1);
        for (number, body) in (1..).zip(&self.objects) {
            writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
            file.extend(format!("{number} 0 obj\n").bytes());
            file.extend(body);
            file.extend(b"\nendobj\n");
        }
        let (start, size) = (file.len(), self.objects.len() + 1);
        file.extend(format!("{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").bytes());
        file
    }

    /// The file with object `number` (from 1) replaced.
    pub(crate) fn with(&self, number: usize, body: &[u8]) -> Vec<u8> {
        let mut parts = self.clone();
        parts.objects[number - 1] = body.to_vec();
        parts.written()
    }

    /// The entries of all dictionaries that are written as text, as `(object, start, end)` of the value after a key.
    pub(crate) fn values(&self) -> Vec<(usize, usize, usize)> {
        let mut values = Vec::new();
        for (number, body) in (1..).zip(&self.objects) {
            let text = &body[..position(body, b"stream\n").unwrap_or(body.len())];
            let slashes = text.iter().enumerate().filter(|(_, byte)| **byte == b'/').map(|(at, _)| at);
            for slash in slashes {
                let name = text[slash + 1..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
                let start = slash + 1 + name;
                let length = value_length(&text[start..]);
                if length > 0 {
                    values.push((number, start, start + length));
                }
            }
        }
        values
    }

    /// The file with the value at this place replaced.
    pub(crate) fn with_value(&self, (number, start, end): (usize, usize, usize), value: &[u8]) -> Vec<u8> {
        let body = &self.objects[number - 1];
        self.with(number, &[&body[..start], b" ", value, b" ", &body[end..]].concat())
    }
}

pub(crate) fn position(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|window| window == needle)
}

/// Bytes of the value that `text` begins with: a name, an array, a dictionary, or words up to the next key.
fn value_length(text: &[u8]) -> usize {
    let mut depth = 0usize;
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'[' | b'<' | b'(' => depth += 1,
            b']' | b'>' | b')' if depth == 0 => return at,
            b']' | b'>' | b')' => depth -= 1,
            b'/' if depth == 0 && at > 0 => return at,
            _ => {}
        }
    }
    text.len()
}

/// A file with something for every room: a ruled table, lines, four kinds of fonts, forms in forms, a layer, a picture, an
/// annotation, two pages, a turned one among them.
pub(crate) fn rich() -> Vec<u8> {
    let content = grid(&[50.0, 150.0, 250.0], &[600.0, 620.0, 640.0])
        + &show(60.0, 606.0, "收入")
        + &show(160.0, 606.0, "1.00")
        + "q 1 0 0 1 9 9 cm /G gs /X Do /Y Do Q /OC /P BDC BT /F3 9 Tf 0 700 Td [<0001> -9 <0002>] TJ ET EMC \
           BT /F4 9 Tf 50 500 Td (AB) Tj /F2 9 Tf T* (A) ' ET /C cs 1 scn 0 0 9 9 re B /I Do q 0 0 500 800 re W n Q";
    let mut parts = Parts::of(&wrapped::content(content.as_bytes()));
    let page = parts.objects.len();
    let note = page + 1;
    let mut body = parts.objects[page - 1].clone();
    body.truncate(body.len() - 2);
    body.extend(format!("/Annots[<</Subtype/FreeText/Rect[9 9 59 29]/AP<</N {note} 0 R>>>>]/Rotate 90>>").bytes());
    parts.objects[page - 1] = body;
    parts.objects.push(super::builder::stream_body(
        "/Type/XObject/Subtype/Form/BBox[0 0 50 20]/Matrix[1 0 0 1 0 0]",
        b"0 0 9 9 re S",
    ));
    parts.written()
}

/// Ten pages of a ruled table each, compressed, as lopdf packs them: object streams and a cross-reference stream.
pub(crate) fn packed() -> Vec<u8> {
    let mut pdf = Pdf::new();
    for number in 0..10 {
        let table = grid(&[50.0, 150.0, 250.0], &[600.0, 620.0, 640.0]) + &show(60.0, 606.0, &format!("第{number}页"));
        let content = pdf.stream("/Filter/FlateDecode", deflated(table.as_bytes()));
        pdf.page_of(&format!("/Contents {content} 0 R"), "");
    }
    let mut file = Vec::new();
    lopdf::Document::load_mem(&pdf.finish()).unwrap().save_modern(&mut file).unwrap();
    file
}

#[test]
fn the_parts_are_sound() {
    for (file, pages) in [(rich(), 1), (packed(), 10)] {
        let extraction = survives("sound", &file).unwrap();
        assert_eq!(codes(&extraction).into_iter().find(|code| *code != Code::UnmappedCharacters), None);
        assert_eq!(extraction.pages.len(), pages);
        assert!(extraction.pages.iter().all(|page| !page.tables.is_empty()), "{:?}", extraction.pages);
    }
}
