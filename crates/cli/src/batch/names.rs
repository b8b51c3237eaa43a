//! Paths as text, and the names of outputs.
//!
//! A system's names may be bytes that are no text: file names from Windows archives often are GBK. Everything that is
//! written down, the manifest, what a run and its workers say to each other, the names of outputs, has such a byte as
//! `%FF`, and a `%` that would read as one as `%25`, so that no two paths are written alike.

use std::path::{Component, Path, PathBuf};

use sha2::{Digest, Sha256};

/// The folders in an output folder that hold results.
pub(super) const ROOMS: [&str; 6] = ["json", "xlsx", "report", "csv", "parquet", "jsonl"];

/// Longest file name, in bytes, of the file systems in use (ext4, XFS, APFS, NTFS: 255).
const LONGEST_NAME: usize = 255;

/// A path as text.
pub(super) fn text_of(path: &Path) -> String {
    let mut text = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        let valid = chunk.valid();
        for (at, c) in valid.char_indices() {
            let reads_as_byte = c == '%' && valid.get(at + 1..).is_some_and(|rest| byte_of(rest.as_bytes()).is_some());
            text.push(c);
            if reads_as_byte {
                text.push_str("25");
            }
        }
        text.extend(chunk.invalid().iter().map(|byte| format!("%{byte:02X}")));
    }
    text
}

/// The path that is written so.
pub(super) fn path_of(text: &str) -> PathBuf {
    let (mut bytes, mut rest) = (Vec::with_capacity(text.len()), text.as_bytes());
    while let Some((&first, after)) = rest.split_first() {
        match byte_of(after).filter(|_| first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    #[cfg(unix)]
    {
        PathBuf::from(<std::ffi::OsString as std::os::unix::ffi::OsStringExt>::from_vec(bytes))
    }
    #[cfg(not(unix))]
    {
        String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned()).into()
    }
}

/// The byte that two hexadecimal digits at the start mean.
fn byte_of(text: &[u8]) -> Option<u8> {
    let digits = text.get(..2).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))?;
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// A relative path as the manifest writes it: `/` between names.
pub(super) fn key_of(relative: &Path) -> String {
    let parts: Vec<String> = relative.iter().map(|part| text_of(Path::new(part))).collect();
    parts.join("/")
}

/// Paths as text, for `#[serde(with)]`.
pub(super) mod as_text {
    use std::path::{Path, PathBuf};

    use serde::{Deserialize, Deserializer, Serializer};

    pub(in crate::batch) fn serialize<S: Serializer>(path: &Path, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&super::text_of(path))
    }

    pub(in crate::batch) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<PathBuf, D::Error> {
        String::deserialize(from).map(|text| super::path_of(&text))
    }
}

/// Reads the name of an output: below one of the folders for results, and without a step out of it. What is read here is
/// removed one day.
pub(super) fn output_of_this_folder<'de, D: serde::Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let name: String = serde::Deserialize::deserialize(from)?;
    let is_in_a_room = name.split_once('/').is_some_and(|(room, _)| ROOMS.contains(&room));
    let is_plain = Path::new(&name).components().all(|part| matches!(part, Component::Normal(_)));
    if is_in_a_room && is_plain { Ok(name) } else { Err(serde::de::Error::custom("no name of an output")) }
}

/// Where the output of an input goes, relative to the output folder: `json`, `2022/x.pdf` → `json/2022/x.pdf.json`.
///
/// The input's whole name is kept: `x.pdf` and `x.txt` do not meet. A name that would become too long is cut, and told
/// from its like by its hash.
pub(super) fn output_name(format: &str, key: &str) -> String {
    let ending = if format == "report" { ".html".to_owned() } else { format!(".{format}") };
    match key.rsplit_once('/') {
        Some((folders, name)) => {
            let folders: Vec<String> = folders.split('/').map(|folder| fitted(folder, "")).collect();
            format!("{format}/{}/{}", folders.join("/"), fitted(name, &ending))
        }
        None => format!("{format}/{}", fitted(key, &ending)),
    }
}

fn fitted(name: &str, ending: &str) -> String {
    if name.len() + ending.len() <= LONGEST_NAME {
        return format!("{name}{ending}");
    }
    let hash: String = Sha256::digest(name).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let (start, _) = name.split_at(name.floor_char_boundary(LONGEST_NAME - ending.len() - hash.len() - 1));
    format!("{start}~{hash}{ending}")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{key_of, output_name, output_of_this_folder, path_of, text_of};

    #[cfg(unix)]
    #[test]
    fn no_two_paths_are_written_alike_and_each_is_read_back() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;

        for (bytes, text) in [
            (&b"a/100%.pdf"[..], "a/100%.pdf"),
            (b"\xbe\xf6.pdf", "%BE%F6.pdf"),
            (b"%BE%f6.pdf", "%25BE%25f6.pdf"),
            (b"%25BE", "%2525BE"),
            (b"%\xbe%2\xbe", "%%BE%2%BE"),
            ("决算%".as_bytes(), "决算%"),
        ] {
            let path = Path::new(OsStr::from_bytes(bytes));
            assert_eq!(text_of(path), text);
            assert_eq!(key_of(path), text);
            assert_eq!(path_of(text), path);
        }
    }

    #[test]
    fn the_whole_name_is_kept() {
        assert_eq!(output_name("json", "2022/决算.pdf"), "json/2022/决算.pdf.json");
        assert_eq!(output_name("report", "决算.pdf"), "report/决算.pdf.html");
    }

    #[test]
    fn long_names_are_cut_and_told_apart() {
        let names = ["算".repeat(85), format!("{}决", "算".repeat(84))];
        let outputs = names.map(|name| output_name("json", &format!("{name}/{name}")));
        assert_ne!(outputs[0], outputs[1]);
        for output in outputs {
            let lengths: Vec<usize> = output.split('/').map(str::len).collect();
            assert!(lengths[1] == 255 && (250..=255).contains(&lengths[2]), "{lengths:?}");
        }
        let folder = output_name("json", &format!("{}/x", "%BE".repeat(120)));
        assert!(folder.split('/').all(|name| name.len() <= 255), "what is no text takes more room as text");
    }

    #[test]
    fn only_what_is_below_a_folder_for_results_is_an_output() {
        let read = |name: &str| output_of_this_folder(&mut serde_json::Deserializer::from_str(&format!("{name:?}")));
        assert_eq!(read("json/a/b.json").unwrap(), "json/a/b.json");
        for name in ["../victim", "json/../../victim", "/etc/passwd", "manifest.jsonl", "json", "", "other/a"] {
            assert!(read(name).is_err(), "{name}");
        }
    }
}
