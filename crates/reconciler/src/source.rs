//! What identifies the file that a document was read from.

use sha2::{Digest, Sha256};

/// The file that an extraction was made from, as its reader knows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceFile {
    /// Name without folders.
    pub file_name: String,
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: u64,
}

impl SourceFile {
    /// The file of this name (without folders) and content.
    pub fn of(file_name: impl Into<String>, content: &[u8]) -> Self {
        let sha256 = Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect();
        Self { file_name: file_name.into(), sha256, bytes: content.len() as u64 }
    }
}

#[cfg(test)]
mod tests {
    use super::SourceFile;

    #[test]
    fn a_file_is_identified_by_its_content() {
        let source = SourceFile::of("x.pdf", b"abc");
        // The example of FIPS 180-2, appendix B.1.
        assert_eq!(source.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!((source.file_name.as_str(), source.bytes), ("x.pdf", 3));
    }
}
