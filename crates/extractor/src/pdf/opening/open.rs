//! Opening a PDF: passwords, damage, and the second-try loader.

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use juesuan_model::{Code, Diagnostic, Diagnostics};

use super::{
    owner::{handler, user_password},
    structure::structure_is_over,
};
use crate::{
    error::{Damage, ExtractError},
    settings::Settings,
};

/// Opens `bytes`, and says so where their end is missing.
pub(in crate::pdf) fn open(
    bytes: &[u8],
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Result<Pdf, ExtractError> {
    let pdf = open_somehow(bytes, settings, diagnostics)?;
    if is_cut_off(bytes) {
        diagnostics.push(Diagnostic::of_file(Code::FileCutOff, ""));
    }
    Ok(pdf)
}

/// Whether objects follow the last `startxref`, with which every file ends (ISO 32000-1, 7.5.5).
fn is_cut_off(bytes: &[u8]) -> bool {
    let last = |word: &[u8]| memchr::memmem::rfind(bytes, word);
    last(b"startxref") < last(b"obj")
}

/// Opens `bytes`: with the engine, else rewritten by lopdf, which finds its way through other damage.
fn open_somehow(bytes: &[u8], settings: &Settings, diagnostics: &mut Diagnostics) -> Result<Pdf, ExtractError> {
    if let Some(damage) = structure_is_over(bytes, settings.limits.stream_bytes) {
        return Err(ExtractError::Damaged { damage });
    }
    let password = settings.password.as_deref().unwrap_or_default();
    let first = match open_guarded(bytes.to_vec(), password) {
        Ok(pdf) if !pdf.pages().is_empty() => return Ok(pdf),
        Ok(pdf) => Ok(pdf),
        // A file that needs no password opens with the empty one, whatever the caller gave.
        Err(error) if !password.is_empty() => open_guarded(bytes.to_vec(), "").map_err(|_| error),
        Err(error) => Err(error),
    };
    let error = match first {
        Ok(pdf) if !pdf.pages().is_empty() => return Ok(pdf),
        Ok(_) => ExtractError::NoPages,
        Err(error) => refusal(error, bytes, settings.password.is_some()),
    };
    match error {
        ExtractError::PasswordNeeded => return Err(error),
        // The engine takes the owner's password for AES-256 only.
        ExtractError::WrongPassword => {
            let user = user_password(bytes, password);
            return user.and_then(|user| open_guarded(bytes.to_vec(), &user).ok()).ok_or(error);
        }
        _ => {}
    }
    match rewritten(bytes, password).and_then(|bytes| open_guarded(bytes, "").ok()) {
        Some(pdf) if !pdf.pages().is_empty() => {
            diagnostics.push(Diagnostic::of_file(Code::StructureRepaired, "lopdf"));
            Ok(pdf)
        }
        _ => Err(error),
    }
}

/// Whether `bytes` open with the empty password.
pub(in crate::pdf) fn opens_without_password(bytes: &[u8]) -> bool {
    open_guarded(bytes.to_vec(), "").is_ok()
}

/// A panic of the engine on a damaged file is a refusal.
fn open_guarded(bytes: Vec<u8>, password: &str) -> Result<Pdf, LoadPdfError> {
    let open = || {
        let pdf = Pdf::new_with_password(bytes, password)?;
        // The page tree is read here, so that damage in it shows now.
        let _ = pdf.pages().len();
        Ok(pdf)
    };
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(open)).unwrap_or(Err(LoadPdfError::Invalid))
}

fn refusal(error: LoadPdfError, bytes: &[u8], password_given: bool) -> ExtractError {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) if password_given => ExtractError::WrongPassword,
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ExtractError::PasswordNeeded,
        LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm) => {
            ExtractError::UnsupportedEncryption { detail: handler(bytes).unwrap_or_default() }
        }
        LoadPdfError::Decryption(DecryptionError::MissingIDEntry | DecryptionError::InvalidEncryption) => {
            ExtractError::Damaged { damage: Damage::Encryption }
        }
        LoadPdfError::Invalid => ExtractError::Damaged { damage: Damage::NoStructure },
    }
}

/// The file as lopdf reads it, decrypted and written anew; `None` where lopdf cannot read it either.
fn rewritten(bytes: &[u8], password: &str) -> Option<Vec<u8>> {
    let rewrite = || {
        // lopdf decrypts while it loads or not at all; it tries the empty password, too.
        let options = lopdf::LoadOptions::with_password(password);
        let mut document = lopdf::Document::load_mem_with_options(bytes, options).ok()?;
        // It knows no method that is written out in the trailer: what it has then is not decrypted.
        if document.trailer.has(b"Encrypt") || document.get_pages().is_empty() {
            return None;
        }
        let mut out = Vec::new();
        document.save_to(&mut out).ok()?;
        Some(out)
    };
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(rewrite)).unwrap_or(None)
}

#[cfg(test)]
mod tests {
    use lopdf::{Dictionary, Document, EncryptionState, EncryptionVersion, Object, Permissions, Stream, StringFormat};

    use super::{open_guarded, rewritten};

    const CONTENT: &[u8] = b"0 0 m";

    /// A file of one empty page, encrypted with RC4 under the user's password.
    fn encrypted(user_password: &str) -> Document {
        let mut document = Document::new();
        let content = document.add_object(Stream::new(Dictionary::new(), CONTENT.to_vec()));
        let pages = document.new_object_id();
        let page = [("Type", "Page".into()), ("Parent", pages.into()), ("Contents", content.into())];
        let page = document.add_object(Dictionary::from_iter(page));
        let tree = [("Type", "Pages".into()), ("Kids", vec![page.into()].into()), ("Count", 1.into())];
        document.set_object(pages, Dictionary::from_iter(tree));
        let catalog = [("Type", "Catalog".into()), ("Pages", Object::from(pages))];
        let catalog = document.add_object(Dictionary::from_iter(catalog));
        document.trailer.set("Root", catalog);
        let id = Object::String(b"0123456789abcdef".to_vec(), StringFormat::Literal);
        document.trailer.set("ID", vec![id.clone(), id]);
        let version = EncryptionVersion::V2 {
            document: &document,
            owner_password: "owner",
            user_password,
            key_length: 128,
            permissions: Permissions::all(),
        };
        let state = EncryptionState::try_from(version).unwrap();
        document.encrypt(&state).unwrap();
        document
    }

    fn saved(mut document: Document) -> Vec<u8> {
        let mut file = Vec::new();
        document.save_to(&mut file).unwrap();
        file
    }

    /// The content of the page that the second try finds in the file with a password.
    #[track_caller]
    fn check(file: &[u8], password: &str, expected: Option<&[u8]>) {
        let pdf = rewritten(file, password).map(|bytes| open_guarded(bytes, "").unwrap());
        let page = pdf.as_ref().and_then(|pdf| pdf.pages().first());
        assert_eq!(page.and_then(|page| page.page_stream()), expected);
    }

    #[test]
    fn the_second_try_opens_encrypted_files() {
        for (user, password) in [("", ""), ("", "other"), ("user", "user"), ("user", "owner")] {
            check(&saved(encrypted(user)), password, Some(CONTENT));
        }
    }

    #[test]
    fn a_wrong_password_opens_nothing() {
        check(&saved(encrypted("user")), "other", None);
        check(&saved(encrypted("user")), "", None);
    }

    #[test]
    fn what_cannot_be_decrypted_is_not_given_as_it_is() {
        let mut document = encrypted("");
        let id = document.trailer.get(b"Encrypt").unwrap().as_reference().unwrap();
        let method = document.objects.remove(&id).unwrap();
        document.trailer.set("Encrypt", method);
        check(&saved(document), "", None);
    }
}
