//! Encrypted files: an empty password opens silently, any other has to be given.

use std::collections::BTreeMap;
use std::sync::Arc;

use juesuan_extractor::{Encryption, ExtractError, Facts, OpenedWith, Settings, examine, extract};
use lopdf::encryption::crypt_filters::{Aes128CryptFilter, Aes256CryptFilter, CryptFilter};
use lopdf::{Document, EncryptionState, EncryptionVersion, Object, Permissions, StringFormat};

use super::{builder::*, lines};

#[derive(Debug, Clone, Copy)]
enum Method {
    Rc4Of40,
    Rc4Of128,
    Aes128,
    Aes256,
}

const METHODS: [Method; 4] = [Method::Rc4Of40, Method::Rc4Of128, Method::Aes128, Method::Aes256];

/// A file with one line of text, encrypted; the trailer refers to the method.
fn encrypted(method: Method, owner: &str, user: &str) -> Vec<u8> {
    saved(&mut encrypted_document(method, owner, user))
}

/// The same with the method written out in the trailer.
fn encrypted_in_trailer(method: Method, owner: &str, user: &str) -> Vec<u8> {
    let mut document = encrypted_document(method, owner, user);
    let id = document.trailer.get(b"Encrypt").unwrap().as_reference().unwrap();
    let written_out = document.objects.remove(&id).unwrap();
    document.trailer.set("Encrypt", written_out);
    saved(&mut document)
}

fn saved(document: &mut Document) -> Vec<u8> {
    let mut file = Vec::new();
    document.save_to(&mut file).unwrap();
    file
}

fn encrypted_document(method: Method, owner: &str, user: &str) -> Document {
    let mut document = Document::load_mem(&page(&show(50.0, 700.0, "收入决算表"))).unwrap();
    let id = Object::String(b"0123456789abcdef".to_vec(), StringFormat::Literal);
    document.trailer.set("ID", Object::Array(vec![id.clone(), id]));
    let permissions = Permissions::all();
    let filters = |filter: Arc<dyn CryptFilter>| BTreeMap::from([(b"StdCF".to_vec(), filter)]);
    let (owner, user) = (owner.to_owned(), user.to_owned());
    let (owner, user) = (owner.as_str(), user.as_str());
    let key: [u8; 32] = std::array::from_fn(|i| i as u8 * 7 + 1);
    let version = match method {
        Method::Rc4Of40 => {
            EncryptionVersion::V1 { document: &document, owner_password: owner, user_password: user, permissions }
        }
        Method::Rc4Of128 => EncryptionVersion::V2 {
            document: &document,
            owner_password: owner,
            user_password: user,
            key_length: 128,
            permissions,
        },
        Method::Aes128 => EncryptionVersion::V4 {
            document: &document,
            encrypt_metadata: true,
            crypt_filters: filters(Arc::new(Aes128CryptFilter)),
            stream_filter: b"StdCF".to_vec(),
            string_filter: b"StdCF".to_vec(),
            owner_password: owner,
            user_password: user,
            permissions,
        },
        Method::Aes256 => EncryptionVersion::V5 {
            encrypt_metadata: true,
            crypt_filters: filters(Arc::new(Aes256CryptFilter)),
            file_encryption_key: &key,
            stream_filter: b"StdCF".to_vec(),
            string_filter: b"StdCF".to_vec(),
            owner_password: owner,
            user_password: user,
            permissions,
        },
    };
    let state = EncryptionState::try_from(version).unwrap();
    document.encrypt(&state).unwrap();
    document
}

/// Opens the file with a password and compares its one line.
#[track_caller]
fn check(file: &[u8], password: Option<&str>, expected: Result<(), ExtractError>) {
    let settings = Settings { password: password.map(str::to_owned), ..Settings::default() };
    let result = extract(file, &settings).map(|extraction| {
        assert_eq!(lines(&extraction), ["收入决算表"]);
        assert_eq!(extraction.diagnostics, []);
    });
    assert_eq!(result, expected);
}

#[test]
fn an_empty_user_password_opens_silently() {
    for method in METHODS {
        let file = encrypted(method, "owner", "");
        check(&file, None, Ok(()));
        // Nor does it matter that a password is given which the file does not need.
        check(&file, Some("other"), Ok(()));
    }
}

#[test]
fn a_user_password_has_to_be_given() {
    for method in METHODS {
        check(&encrypted(method, "owner", "user"), None, Err(ExtractError::PasswordNeeded));
    }
}

#[test]
fn a_wrong_password_is_told_from_none() {
    for method in METHODS {
        check(&encrypted(method, "owner", "user"), Some("User"), Err(ExtractError::WrongPassword));
    }
}

#[test]
fn the_user_password_opens() {
    for method in METHODS {
        check(&encrypted(method, "owner", "user"), Some("user"), Ok(()));
    }
}

#[test]
fn the_owner_password_opens() {
    for method in METHODS {
        check(&encrypted(method, "owner", "user"), Some("owner"), Ok(()));
    }
}

#[test]
fn a_method_written_out_in_the_trailer_is_as_good_as_one_referred_to() {
    for method in METHODS {
        let file = encrypted_in_trailer(method, "owner", "user");
        for password in ["user", "owner"] {
            check(&file, Some(password), Ok(()));
        }
        check(&file, Some("other"), Err(ExtractError::WrongPassword));
        check(&file, None, Err(ExtractError::PasswordNeeded));
        check(&encrypted_in_trailer(method, "owner", ""), None, Ok(()));
    }
}

#[test]
fn an_unknown_method_is_named_as_such() {
    const METHOD: &str = "<</Filter/Adobe.PubSec/V 9/R 9/O(x)/U(x)/P 0>>";
    for written_out in [false, true] {
        let mut pdf = Pdf::new();
        pdf.page("", "", show(50.0, 700.0, "收入"));
        let encrypt = if written_out { METHOD.to_owned() } else { format!(" {} 0 R", pdf.add(METHOD)) };
        pdf.trailer = format!("/Encrypt{encrypt}/ID[<00><00>]");
        check(&pdf.finish(), None, Err(ExtractError::UnsupportedEncryption { detail: "Adobe.PubSec".to_owned() }));
    }
}

#[test]
fn an_examination_tells_the_method_and_what_opened_it() {
    let told = |file: &[u8], password: Option<&str>| {
        let settings = Settings { password: password.map(str::to_owned), ..Settings::default() };
        match examine(file, &settings).unwrap().facts {
            Facts::Pdf(facts) => facts.encryption,
            Facts::Text(_) => panic!("not a PDF"),
        }
    };
    for (method, name) in METHODS.into_iter().zip(["RC4-40", "RC4-128", "AES-128", "AES-256"]) {
        let by = |opened_with| Some(Encryption { method: name, opened_with });
        assert_eq!(told(&encrypted(method, "owner", ""), None), by(OpenedWith::EmptyPassword));
        // A password that was not needed opened nothing.
        assert_eq!(told(&encrypted(method, "owner", ""), Some("x")), by(OpenedWith::EmptyPassword));
        assert_eq!(told(&encrypted(method, "owner", "user"), Some("user")), by(OpenedWith::GivenPassword));
    }
    assert_eq!(told(&page("(/Encrypt 3 0 R) Tj"), None), None);
}
