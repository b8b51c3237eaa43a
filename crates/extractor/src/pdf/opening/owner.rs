//! What the engine does not tell of a file that it cannot decrypt: the user's password behind an owner's, which the
//! methods before AES-256 store encrypted (ISO 32000-1, 7.6.3.4, algorithm 7), and the handler that encrypted it.

use lopdf::{Dictionary, Document, Object};
use md5::{Digest, Md5};

/// What passwords are filled up with to 32 bytes (ISO 32000-1, 7.6.3.3, algorithm 2).
const PADDING: [u8; 32] = [
    0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01, 0x08, 0x2e, 0x2e, 0x00,
    0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a,
];

/// The user's password of the encrypted file `bytes`, if `owner` is its owner's password; something else otherwise,
/// `None` where the method keeps none.
pub(super) fn user_password(bytes: &[u8], owner: &str) -> Option<String> {
    of_dictionary(bytes, |encrypt| from_dictionary(encrypt, owner.as_bytes()))
}

/// The security handler of the encrypted file `bytes`, as it is named there (ISO 32000-1, 7.6.1).
pub(super) fn handler(bytes: &[u8]) -> Option<String> {
    of_dictionary(bytes, |encrypt| {
        let name = encrypt.get(b"Filter").and_then(Object::as_name).ok()?;
        Some(String::from_utf8_lossy(name).into_owned())
    })
}

/// What `read` takes from the encryption dictionary of the file `bytes`.
fn of_dictionary<T>(bytes: &[u8], read: impl Fn(&Dictionary) -> Option<T>) -> Option<T> {
    let find = || {
        let document = Document::load_mem(bytes).ok()?;
        // By reference, as most write it, or written out in the trailer.
        let encrypt = document.trailer.get(b"Encrypt").ok()?;
        let encrypt = encrypt.as_reference().and_then(|id| document.get_object(id)).unwrap_or(encrypt);
        read(encrypt.as_dict().ok()?)
    };
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(find)).unwrap_or(None)
}

fn from_dictionary(encrypt: &Dictionary, owner: &[u8]) -> Option<String> {
    let number = |key: &[u8]| encrypt.get(key).and_then(Object::as_i64).ok();
    let revision = number(b"R").filter(|revision| (2..=4).contains(revision))?;
    let length = if revision == 2 { 5 } else { (number(b"Length").unwrap_or(128) / 8).clamp(5, 16) as usize };
    let stored = encrypt.get(b"O").and_then(Object::as_str).ok()?;
    let padded: Vec<u8> = owner.iter().chain(&PADDING).copied().take(32).collect();
    let mut key = Md5::digest(&padded).to_vec();
    if revision > 2 {
        for _ in 0..50 {
            key = Md5::digest(&key).to_vec();
        }
    }
    key.truncate(length);
    let rounds: Vec<u8> = if revision == 2 { vec![0] } else { (0..20).rev().collect() };
    let mut user = stored.to_vec();
    for round in rounds {
        let key: Vec<u8> = key.iter().map(|byte| byte ^ round).collect();
        rc4(&key, &mut user);
    }
    let kept = (0..=user.len()).find(|&kept| user.get(kept..).is_some_and(|rest| PADDING.starts_with(rest)))?;
    user.truncate(kept);
    String::from_utf8(user).ok()
}

/// RC4 encrypts and decrypts alike.
fn rc4(key: &[u8], data: &mut [u8]) {
    let mut state: [u8; 256] = std::array::from_fn(|i| i as u8);
    let at = |state: &[u8; 256], i: u8| state.get(usize::from(i)).copied().unwrap_or_default();
    let mut j = 0u8;
    for (i, &byte) in (0..=u8::MAX).zip(key.iter().cycle()) {
        j = j.wrapping_add(at(&state, i)).wrapping_add(byte);
        state.swap(usize::from(i), usize::from(j));
    }
    let (mut i, mut j) = (0u8, 0u8);
    for byte in data {
        i = i.wrapping_add(1);
        j = j.wrapping_add(at(&state, i));
        state.swap(usize::from(i), usize::from(j));
        *byte ^= at(&state, at(&state, i).wrapping_add(at(&state, j)));
    }
}

#[cfg(test)]
mod tests {
    use super::rc4;

    #[test]
    fn rc4_gives_the_known_bytes() {
        let mut data = *b"Plaintext";
        rc4(b"Key", &mut data);
        assert_eq!(data, [0xbb, 0xf3, 0x16, 0xe8, 0xd9, 0x40, 0xaf, 0x0a, 0xd3]);
    }
}
