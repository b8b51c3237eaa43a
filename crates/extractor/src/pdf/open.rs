//! Opening a PDF: passwords, damage, and the second-try loader.

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use juesuan_model::{Code, Diagnostic, Diagnostics};

use super::{owner::user_password, structure::structure_is_over};
use crate::{error::ExtractError, settings::Settings};

/// Opens `bytes`, and says so where their end is missing.
pub(super) fn open(bytes: &[u8], settings: &Settings, diagnostics: &mut Diagnostics) -> Result<Pdf, ExtractError> {
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
    let limit = settings.limits.stream_bytes;
    if structure_is_over(bytes, limit) {
        return Err(ExtractError::Damaged { detail: format!("structure streams over {limit} bytes") });
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
        Err(error) => refusal(error, settings.password.is_some()),
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

fn refusal(error: LoadPdfError, password_given: bool) -> ExtractError {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) if password_given => ExtractError::WrongPassword,
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ExtractError::PasswordNeeded,
        LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm) => {
            ExtractError::UnsupportedEncryption { detail: String::new() }
        }
        LoadPdfError::Decryption(DecryptionError::MissingIDEntry | DecryptionError::InvalidEncryption) => {
            ExtractError::Damaged { detail: "encryption dictionary".to_owned() }
        }
        LoadPdfError::Invalid => ExtractError::Damaged { detail: "no readable structure".to_owned() },
    }
}

/// The file as lopdf reads it, decrypted and written anew; `None` where lopdf cannot read it either.
fn rewritten(bytes: &[u8], password: &str) -> Option<Vec<u8>> {
    let rewrite = || {
        let mut document = lopdf::Document::load_mem(bytes).ok()?;
        if document.is_encrypted() {
            document.decrypt(password).ok()?;
        }
        if document.get_pages().is_empty() {
            return None;
        }
        let mut out = Vec::new();
        document.save_to(&mut out).ok()?;
        Some(out)
    };
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(rewrite)).unwrap_or(None)
}
