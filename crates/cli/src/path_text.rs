//! Paths as text.
//!
//! A system's names may be bytes that are no text: file names from Windows archives often are GBK. Everything that is
//! written down, the manifest, what a run and its workers say to each other, the names of outputs, has such a byte as
//! `%FF`, and a `%` that would read as one as `%25`, so that no two paths are written alike.

use std::path::{Path, PathBuf};

/// A path as text.
pub(crate) fn text_of(path: &Path) -> String {
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
pub(crate) fn path_of(text: &str) -> PathBuf {
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

/// Paths as text, for `#[serde(with)]`.
pub(crate) mod as_text {
    use std::path::{Path, PathBuf};

    use serde::{Deserialize, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(path: &Path, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&super::text_of(path))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<PathBuf, D::Error> {
        String::deserialize(from).map(|text| super::path_of(&text))
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::path::Path;

    use super::{path_of, text_of};

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
            assert_eq!(path_of(text), path);
        }
    }
}
