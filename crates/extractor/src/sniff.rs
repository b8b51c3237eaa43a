//! What a file is, judged by its bytes. Names lie: web pages, archives and office files are published as `.pdf`.

use memchr::memmem;

use crate::text;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Found {
    /// No bytes, or nothing but white space and zero bytes (a download that never came).
    Empty,
    /// A PDF, possibly damaged.
    Pdf,
    /// A web page: often a log-in or error page saved under the document's name.
    Html,
    /// Word 2007 or later (`.docx`).
    Docx,
    /// Excel 2007 or later (`.xlsx`).
    Xlsx,
    /// OFD, the Chinese format for fixed layouts.
    Ofd,
    /// Any other ZIP archive.
    Zip,
    /// A RAR archive.
    Rar,
    /// A 7z, gzip or other archive.
    Archive,
    /// Word, Excel or WPS before 2007 (`.doc`, `.xls`, `.wps`): an OLE container.
    Ole,
    /// Rich text.
    Rtf,
    /// A picture: PNG, JPEG, GIF, BMP, TIFF or WebP.
    Image,
    /// Plain text in an encoding that can be read.
    Text,
    /// None of these.
    Unknown,
}

impl Found {
    /// The stable name. Programs may rely on it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Ofd => "ofd",
            Self::Zip => "zip",
            Self::Rar => "rar",
            Self::Archive => "archive",
            Self::Ole => "ole",
            Self::Rtf => "rtf",
            Self::Image => "image",
            Self::Text => "text",
            Self::Unknown => "unknown",
        }
    }
}

/// How far from the start of a file the PDF header may stand, in bytes (ISO 32000-1, annex H, implementation note 13).
pub(crate) const HEADER_WINDOW: usize = 1024;

/// Judges what the bytes are.
pub fn sniff(bytes: &[u8]) -> Found {
    if let Some(kind) = by_signature(bytes) {
        return kind;
    }
    let start = trim_start(bytes);
    if start.iter().all(|&byte| byte == 0 || byte.is_ascii_whitespace()) {
        return Found::Empty;
    }
    if start.starts_with(b"%PDF-") {
        return Found::Pdf;
    }
    // Servers put warnings, even whole pages, before a PDF; pages and texts also write about PDF.
    let window = bytes.get(..HEADER_WINDOW).unwrap_or(bytes);
    let has_header = contains(window, b"%PDF-");
    let has_objects = has_object(bytes) || contains(bytes, b"startxref");
    let is_html = is_html(bytes);
    if has_objects && (has_header || !is_html) {
        return Found::Pdf;
    }
    if is_html {
        return Found::Html;
    }
    if !is_for_programs(start) && text::looks_like_text(bytes) {
        return Found::Text;
    }
    if has_header { Found::Pdf } else { Found::Unknown }
}

/// By the first bytes that a format prescribes.
fn by_signature(bytes: &[u8]) -> Option<Found> {
    let signatures: [(&[u8], Found); 15] = [
        (b"PK\x03\x04", Found::Zip),
        (b"PK\x05\x06", Found::Zip),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Found::Ole),
        (b"Rar!\x1a\x07", Found::Rar),
        (b"7z\xbc\xaf\x27\x1c", Found::Archive),
        (b"\x1f\x8b\x08", Found::Archive),
        (b"BZh", Found::Archive),
        (b"\xfd7zXZ\0", Found::Archive),
        (b"{\\rtf", Found::Rtf),
        (b"\x89PNG\r\n\x1a\n", Found::Image),
        (b"\xff\xd8\xff", Found::Image),
        (b"GIF87a", Found::Image),
        (b"GIF89a", Found::Image),
        (b"II*\0", Found::Image),
        (b"MM\0*", Found::Image),
    ];
    let (_, kind) = signatures.into_iter().find(|(signature, _)| bytes.starts_with(signature)).or_else(|| {
        // Two letters alone could begin a text; the four reserved bytes after the size cannot.
        let is_bmp = bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]);
        let is_webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
        (is_bmp || is_webp).then_some((b"", Found::Image))
    })?;
    Some(if kind == Found::Zip { zip_kind(bytes) } else { kind })
}

/// Office files and OFD are ZIP archives: the names of their parts stand uncompressed in the local headers, and again
/// in the directory at the end.
fn zip_kind(bytes: &[u8]) -> Found {
    let parts: [(&[u8], Found); 3] =
        [(b"word/document", Found::Docx), (b"xl/workbook", Found::Xlsx), (b"OFD.xml", Found::Ofd)];
    parts.into_iter().find(|(name, _)| contains(bytes, name)).map_or(Found::Zip, |(_, kind)| kind)
}

fn is_html(bytes: &[u8]) -> bool {
    // UTF-16 shows its ASCII letters with zero bytes between.
    let start: Vec<u8> = trim_start(bytes).iter().copied().filter(|&byte| byte != 0).take(HEADER_WINDOW).collect();
    let start = start.to_ascii_lowercase();
    let tags: [&[u8]; 13] = [
        b"<!doctype",
        b"<!--",
        b"<html",
        b"<head",
        b"<body",
        b"<script",
        b"<style",
        b"<meta",
        b"<title",
        b"<table",
        b"<div",
        b"<h1",
        b"<br",
    ];
    tags.iter().any(|tag| start.starts_with(tag)) || (start.starts_with(b"<?xml") && contains(&start, b"<html"))
}

/// What is text by its bytes and no dump of a document: XML that is no web page (Word or Excel 2003), the answer of a
/// server in JSON, PostScript, a PDF in base64.
fn is_for_programs(start: &[u8]) -> bool {
    let is_json = match start.split_first() {
        Some((b'{', rest)) => rest.trim_ascii_start().starts_with(b"\""),
        Some((b'[', rest)) => rest.trim_ascii_start().starts_with(b"{"),
        _ => false,
    };
    // `JVBERi0` is `%PDF-` in base64.
    let starts: [&[u8]; 3] = [b"<?xml", b"%!PS", b"JVBERi0"];
    is_json || starts.iter().any(|it| start.starts_with(it))
}

/// Without byte order mark and white space.
fn trim_start(bytes: &[u8]) -> &[u8] {
    let marks: [&[u8]; 3] = [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"];
    let bytes = marks.iter().find_map(|mark| bytes.strip_prefix(*mark)).unwrap_or(bytes);
    bytes.trim_ascii_start()
}

/// Whether an object starts somewhere (`12 0 obj`).
fn has_object(bytes: &[u8]) -> bool {
    let number_before = |at: usize| at.checked_sub(1).and_then(|last| bytes.get(last)).is_some_and(u8::is_ascii_digit);
    memmem::find_iter(bytes, b" obj").any(number_before)
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    memmem::find(bytes, part).is_some()
}

#[cfg(test)]
mod tests {
    use super::{Found, sniff};

    #[track_caller]
    fn check(bytes: &[u8], expected: Found) {
        assert_eq!(sniff(bytes), expected, "{:?}", String::from_utf8_lossy(bytes));
    }

    #[test]
    fn a_pdf_is_known_by_its_header_or_its_objects() {
        check(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", Found::Pdf);
        check(b"%PDF-1.4\n", Found::Pdf);
        check(b"\xef\xbb\xbf\r\n%PDF-1.4\n", Found::Pdf);
        check(b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n1 0 obj\n", Found::Pdf);
        check(b"\x00\x01junk\xff%PDF-1.4\n", Found::Pdf);
        check(b"1 0 obj\n<< >>\nendobj\nstartxref\n0\n", Found::Pdf);
    }

    #[test]
    fn a_warning_before_a_pdf_does_not_hide_it() {
        check(b"<br />\n<b>Warning</b>: x\n%PDF-1.5\n1 0 obj\n<<>>\nendobj", Found::Pdf);
    }

    #[test]
    fn a_web_page_is_html_whatever_its_start() {
        for page in [
            "<!DOCTYPE html><html>",
            "\u{feff}<!DOCTYPE html>",
            "\r\n\r\n  <HTML><head>",
            "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"\"><html xmlns=\"\">",
            "<!-- saved --><html>",
            "<script>location.href='x.pdf'</script>",
            "<html><body>%PDF-1.4 is a format",
            "<!-- c --><script>location.href='/'</script>",
            "<div>error</div>",
            "<META charset=gbk>",
            "<body>404</body>",
            "<head></head>",
        ] {
            check(page.as_bytes(), Found::Html);
        }
        let utf16: Vec<u8> = "\u{feff}<html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&utf16, Found::Html);
    }

    #[test]
    fn office_files_and_archives_are_told_apart() {
        check(b"PK\x03\x04\x14\0\0\0[Content_Types].xml...word/document.xml", Found::Docx);
        check(b"PK\x03\x04\x14\0\0\0[Content_Types].xml...xl/workbook.xml", Found::Xlsx);
        check(b"PK\x03\x04\x14\0\0\0OFD.xml", Found::Ofd);
        check(b"PK\x03\x04\x14\0\0\0a.txt %PDF-1.4 1 0 obj", Found::Zip);
        check(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", Found::Ole);
        check(b"Rar!\x1a\x07\x01\0", Found::Rar);
        check(b"7z\xbc\xaf\x27\x1c", Found::Archive);
        check(b"\x1f\x8b\x08\0", Found::Archive);
        check(b"{\\rtf1\\ansi", Found::Rtf);
    }

    #[test]
    fn pictures_are_told_apart() {
        check(b"\x89PNG\r\n\x1a\n\0\0", Found::Image);
        check(b"\xff\xd8\xff\xe0\0\x10JFIF", Found::Image);
        check(b"GIF89a\x01\0", Found::Image);
        check(b"BM\x36\0\x0c\0\0\0\0\0\x36\0\0\0", Found::Image);
        check(b"II*\0\x08\0", Found::Image);
        check(b"RIFF\x10\0\0\0WEBPVP8 ", Found::Image);
        check(b"RIFF\x10\0\0\0WAVEfmt ", Found::Unknown);
    }

    #[test]
    fn text_is_what_decodes() {
        check("收入决算表\n".as_bytes(), Found::Text);
        check(encoding_rs::GBK.encode("收入决算表\t1,979.12\n").0.as_ref(), Found::Text);
        check("关于 %PDF-1.4 格式的说明".as_bytes(), Found::Text);
    }

    #[test]
    fn what_is_written_for_programs_is_no_dump() {
        for content in [
            "{\"code\":404,\"msg\":\"not found\"}",
            "\u{feff}{\r\n  \"code\": 404\r\n}",
            "[{\"code\": 404}]",
            "%!PS-Adobe-3.0\n%%Title: x\n",
            "JVBERi0xLjQKJeLjz9MKMSAwIG9iago8PAovVHlwZSAvQ2F0YWxvZwo+Pgo=",
        ] {
            check(content.as_bytes(), Found::Unknown);
        }
        check("[注]本表为部门收入决算表\n".as_bytes(), Found::Text);
        check("<收入决算表>\n".as_bytes(), Found::Text);
        // A PDF in a wrapping of PostScript has its objects.
        check(b"%!PS-Adobe-3.0 PDF-1.4\n1 0 obj\n<<>>\nendobj", Found::Pdf);
    }

    #[test]
    fn a_file_without_content_is_empty() {
        for bytes in [&b""[..], b" \r\n\t", b"\0\0\0\0", b"\xef\xbb\xbf\n", b"\xff\xfe\n\0"] {
            check(bytes, Found::Empty);
        }
    }

    #[test]
    fn the_rest_is_unknown() {
        check(b"<?xml version=\"1.0\"?><w:wordDocument/>", Found::Unknown);
        check(b"\0\0\x01\x02", Found::Unknown);
        check(b"MZ\x90\0\x03\0\0\0", Found::Unknown);
    }
}
