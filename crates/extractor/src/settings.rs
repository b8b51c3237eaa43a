//! What a caller may choose: a password, and the bounds on what one document may take.

/// Settings of one extraction. Later versions may have more of them: name the ones that matter, and take the rest from
/// the default.
///
/// ```
/// use juesuan_extractor::{Limits, Settings};
///
/// let settings = Settings { limits: Limits { pages: 100, ..Limits::default() }, ..Settings::default() };
/// # assert_eq!((settings.password, settings.limits.nesting), (None, 24));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Password of an encrypted PDF. Files that open with an empty password need none.
    pub password: Option<String>,
    /// Threads that read the pages of a long PDF; 0 is one. The result is the same for any number.
    pub threads: usize,
    /// Bounds on what one document may take.
    pub limits: Limits,
}

/// Bounds on what one document may take. Reaching one is a diagnostic; what was read so far is kept. A text dump has pages
/// and the file's characters, and nothing else of this.
///
/// The defaults are some fifty times what the largest real document needs, and keep a hostile file under a few seconds
/// and a few hundred megabytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Pages read from the start of the file; later pages are counted, not read.
    pub pages: usize,
    /// Bytes that one stream, and all the streams of one page, may decode to; a larger stream is left out whole.
    pub stream_bytes: usize,
    /// Drawing operators on one page, those inside its forms included.
    pub operators_per_page: usize,
    /// Drawing operators in the whole file.
    pub operators_per_file: usize,
    /// Characters on one page.
    pub glyphs_per_page: usize,
    /// Characters in the whole file. Of a text dump two million are read at most.
    pub glyphs_per_file: usize,
    /// Ruling pieces on one page (a dashed rule is as many pieces as it has dashes).
    pub rulings_per_page: usize,
    /// Forms within forms.
    pub nesting: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            pages: 5_000,
            stream_bytes: 128 << 20,
            operators_per_page: 3_000_000,
            operators_per_file: 50_000_000,
            glyphs_per_page: 200_000,
            glyphs_per_file: 20_000_000,
            rulings_per_page: 200_000,
            nesting: 24,
        }
    }
}
