//! How a file is encrypted (ISO 32000-1, 7.6; ISO 32000-2, 7.6.4).
//!
//! The engine decrypts and does not say how, so the encryption dictionary is looked for where the trailer names it:
//! neither may be compressed.

use hayro_syntax::{
    Pdf,
    object::{Dict, FromBytes, Name, ObjectIdentifier},
};
use serde::Serialize;

use crate::{pdf::opening::open::opens_without_password, settings::Settings};

/// How a file is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Encryption {
    /// The method: `RC4-40`, `RC4-128`, `AES-128`, `AES-256`; `unknown` where the file does not say in a usual way.
    pub method: &'static str,
    /// What opened it.
    pub opened_with: OpenedWith,
}

/// What opened an encrypted file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OpenedWith {
    /// The empty password: anybody may read it.
    EmptyPassword,
    /// The password that was given.
    GivenPassword,
}

/// How `bytes`, opened as `pdf`, are encrypted; `None` where they are not.
pub(super) fn encryption(bytes: &[u8], pdf: &Pdf, settings: &Settings) -> Option<Encryption> {
    let method = memchr::memmem::rfind_iter(bytes, b"/Encrypt").find_map(|at| {
        let value = bytes.get(at + b"/Encrypt".len()..)?;
        // Not the beginning of a longer name.
        let ends = matches!(value.first()?, b'<') || value.first()?.is_ascii_whitespace();
        ends.then(|| method_named_by(value.trim_ascii_start(), pdf))?
    })?;
    let empty_opens = settings.password.is_none() || opens_without_password(bytes);
    let opened_with = if empty_opens { OpenedWith::EmptyPassword } else { OpenedWith::GivenPassword };
    Some(Encryption { method, opened_with })
}

/// The method of the encryption dictionary that `value`, a reference or a dictionary, is; `None` where it is neither.
fn method_named_by(value: &[u8], pdf: &Pdf) -> Option<&'static str> {
    if value.starts_with(b"<<") {
        return Some(Dict::from_bytes(value).map_or("unknown", |dict| method_of(&dict)));
    }
    let words = value.get(..24).unwrap_or(value).split(|byte| byte.is_ascii_whitespace());
    let mut words = words.filter_map(|word| std::str::from_utf8(word).ok());
    let (number, generation) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    words.next().filter(|word| word.starts_with('R'))?;
    let dict = pdf.xref().get::<Dict<'_>>(ObjectIdentifier::new(number, generation))?;
    dict.contains_key(b"Filter").then(|| method_of(&dict))
}

fn method_of(dict: &Dict<'_>) -> &'static str {
    let length = dict.get::<i32>(b"Length").unwrap_or(40);
    match dict.get::<i32>(b"V") {
        Some(1) => "RC4-40",
        Some(2 | 3) if length <= 40 => "RC4-40",
        Some(2 | 3) => "RC4-128",
        Some(4 | 5) => by_filter(dict).unwrap_or("unknown"),
        _ => "unknown",
    }
}

/// By the crypt filter of streams.
fn by_filter(dict: &Dict<'_>) -> Option<&'static str> {
    let name = dict.get::<Name<'_>>(b"StmF")?;
    let filter = dict.get::<Dict<'_>>(b"CF")?.get::<Dict<'_>>(name.as_ref())?;
    match filter.get::<Name<'_>>(b"CFM")?.as_ref() {
        b"V2" => Some("RC4-128"),
        b"AESV2" => Some("AES-128"),
        b"AESV3" => Some("AES-256"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use hayro_syntax::object::{Dict, FromBytes};

    use super::method_of;

    #[track_caller]
    fn check(dict: &[u8], method: &str) {
        assert_eq!(method_of(&Dict::from_bytes(dict).unwrap()), method);
    }

    #[test]
    fn the_method_is_told_by_version_length_and_filter() {
        check(b"<< /Filter /Standard /V 1 >>", "RC4-40");
        check(b"<< /Filter /Standard /V 2 /Length 128 >>", "RC4-128");
        check(b"<< /V 4 /StmF /StdCF /CF << /StdCF << /CFM /AESV2 >> >> >>", "AES-128");
        check(b"<< /V 5 /StmF /StdCF /CF << /StdCF << /CFM /AESV3 >> >> >> trailing", "AES-256");
        check(b"<< /V 4 /StmF /Identity >>", "unknown");
    }
}
