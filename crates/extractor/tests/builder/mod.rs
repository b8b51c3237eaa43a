//! Builds small PDF files byte by byte, so that a test can say exactly what a producer wrote.
//!
//! [`Pdf`] collects numbered objects and pages and writes them with a right cross-reference table;
//! [`page`] is the short way to one page. `/F1` writes Chinese by default: see [`FONT`].

use std::fmt::Write as _;

/// A4 in points, upright.
pub(crate) const WIDTH: f32 = 595.0;
/// A4 in points, upright.
pub(crate) const HEIGHT: f32 = 842.0;

/// The font dictionary that pages have as `/F1`: GB1, not embedded, codes in UCS-2; ASCII is half an em wide.
pub(crate) const FONT: &str = "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H\
    /DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light\
    /CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/W[1 95 500]>>]>>";

/// A PDF under construction.
pub(crate) struct Pdf {
    /// Object `n` is at index `n - 1`.
    objects: Vec<Vec<u8>>,
    pages: Vec<usize>,
    /// More entries of the catalog.
    pub(crate) catalog: String,
    /// More entries of the page tree's root: what its pages inherit.
    pub(crate) inherited: String,
    /// More entries of the trailer.
    pub(crate) trailer: String,
}

const CATALOG: usize = 1;
const PAGES: usize = 2;

impl Pdf {
    pub(crate) fn new() -> Self {
        Self {
            objects: vec![Vec::new(); 2],
            pages: Vec::new(),
            catalog: String::new(),
            inherited: format!("/MediaBox[0 0 {WIDTH} {HEIGHT}]"),
            trailer: String::new(),
        }
    }

    /// Adds an object; gives its number.
    pub(crate) fn add(&mut self, body: impl AsRef<[u8]>) -> usize {
        self.objects.push(body.as_ref().to_vec());
        self.objects.len()
    }

    /// Replaces an object: for those that refer to each other.
    pub(crate) fn set(&mut self, number: usize, body: impl AsRef<[u8]>) {
        self.objects[number - 1] = body.as_ref().to_vec();
    }

    /// Adds a stream with the entries `dict` and `data` as it is.
    pub(crate) fn stream(&mut self, dict: &str, data: impl AsRef<[u8]>) -> usize {
        self.add(stream_body(dict, data.as_ref()))
    }

    /// Adds a page with more page entries, the entries of its resources, and its content. `/F1` is [`FONT`] unless
    /// `resources` has fonts.
    pub(crate) fn page(&mut self, entries: &str, resources: &str, content: impl AsRef<[u8]>) -> usize {
        let content = self.stream("", content);
        self.page_of(&format!("{entries}/Contents {content} 0 R"), resources)
    }

    /// Adds a page whose entries, `/Contents` included, are all given.
    pub(crate) fn page_of(&mut self, entries: &str, resources: &str) -> usize {
        let fonts = if resources.contains("/Font") { String::new() } else { format!("/Font<</F1 {FONT}>>") };
        let resources = format!("/Resources<<{fonts}{resources}>>");
        let page = self.add(format!("<</Type/Page/Parent {PAGES} 0 R{resources}{entries}>>"));
        self.pages.push(page);
        page
    }

    /// The file.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        let kids: String = self.pages.iter().map(|page| format!("{page} 0 R ")).collect();
        let (inherited, count) = (&self.inherited, self.pages.len());
        let pages = format!("<</Type/Pages/Kids[{kids}]/Count {count}{inherited}>>");
        self.set(PAGES, pages);
        let catalog = format!("<</Type/Catalog/Pages {PAGES} 0 R{}>>", self.catalog);
        self.set(CATALOG, catalog);
        let mut file = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", self.objects.len() + 1);
        for (number, body) in (1..).zip(&self.objects) {
            writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
            file.extend(format!("{number} 0 obj\n").bytes());
            file.extend(body);
            file.extend(b"\nendobj\n");
        }
        let start = file.len();
        let size = self.objects.len() + 1;
        let trailer = format!("trailer\n<</Size {size}/Root {CATALOG} 0 R{}>>\n", self.trailer);
        file.extend(format!("{table}{trailer}startxref\n{start}\n%%EOF\n").bytes());
        file
    }
}

/// The body of a stream object.
pub(crate) fn stream_body(dict: &str, data: &[u8]) -> Vec<u8> {
    let mut body = format!("<</Length {}{dict}>>\nstream\n", data.len()).into_bytes();
    body.extend(data);
    body.extend(b"\nendstream");
    body
}

/// A file of one page with this content and [`FONT`].
pub(crate) fn page(content: &str) -> Vec<u8> {
    page_with("", content)
}

/// A file of one page with these resource entries and this content.
pub(crate) fn page_with(resources: &str, content: &str) -> Vec<u8> {
    let mut pdf = Pdf::new();
    pdf.page("", resources, content);
    pdf.finish()
}

/// A file of one page whose `/F1` is the font dictionary `font`.
pub(crate) fn page_in(font: &str, content: &str) -> Vec<u8> {
    page_with(&format!("/Font<</F1 {font}>>"), content)
}

/// `text` as a hexadecimal string of UTF-16 codes, as [`FONT`] takes it.
pub(crate) fn hex(text: &str) -> String {
    let codes: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("<{codes}>")
}

/// Shows `text` in `/F1`, 10 points, with its baseline starting at (x, y) from the bottom left.
pub(crate) fn show(x: f32, y: f32, text: &str) -> String {
    show_sized(x, y, 10.0, text)
}

/// Shows `text` in `/F1` in this size.
pub(crate) fn show_sized(x: f32, y: f32, size: f32, text: &str) -> String {
    format!("BT /F1 {size} Tf {x} {y} Td {} Tj ET\n", hex(text))
}

/// Compressed as `/FlateDecode` takes it.
pub(crate) fn deflated(data: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

/// The ToUnicode CMap that maps two-byte codes to these UTF-16BE strings in hexadecimal.
pub(crate) fn to_unicode(entries: &[(u16, &str)]) -> String {
    let lines: String = entries.iter().map(|(code, to)| format!("<{code:04X}> <{to}>\n")).collect();
    cmap(&format!("<0000> <FFFF>\nendcodespacerange\n{} beginbfchar\n{lines}endbfchar", entries.len()))
}

/// The same for one-byte codes.
pub(crate) fn to_unicode_bytes(entries: &[(u8, &str)]) -> String {
    let lines: String = entries.iter().map(|(code, to)| format!("<{code:02X}> <{to}>\n")).collect();
    cmap(&format!("<00> <FF>\nendcodespacerange\n{} beginbfchar\n{lines}endbfchar", entries.len()))
}

fn cmap(body: &str) -> String {
    format!(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Adobe-Identity-UCS def\n\
         /CMapType 2 def\n1 begincodespacerange\n{body}\nendcmap\nend end\n"
    )
}

/// A table's grid lines, as strokes of half a point: `xs` and `ys` are the edges, from the bottom left.
pub(crate) fn grid(xs: &[f32], ys: &[f32]) -> String {
    let (x0, x1) = (xs[0], xs[xs.len() - 1]);
    let (y0, y1) = (ys[0], ys[ys.len() - 1]);
    let across = ys.iter().map(|y| format!("{x0} {y} m {x1} {y} l S\n"));
    let down = xs.iter().map(|x| format!("{x} {y0} m {x} {y1} l S\n"));
    std::iter::once("0.5 w\n".to_owned()).chain(across).chain(down).collect()
}
