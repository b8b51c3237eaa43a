//! The words of a diagnosis for people.

use juesuan_extractor::{DecodedBy, Encryption, FontKind, OpenedWith, PageContent, Unseen};
use juesuan_model::Language;

pub(super) fn format(name: &str, language: Language) -> &'static str {
    let (chinese, english) = match name {
        "empty" => ("空文件", "empty"),
        "pdf" => ("PDF", "PDF"),
        "html" => ("网页（HTML）", "a web page (HTML)"),
        "docx" => ("Word 文档（.docx）", "a Word document (.docx)"),
        "xlsx" => ("Excel 表格（.xlsx）", "an Excel workbook (.xlsx)"),
        "ofd" => ("OFD 版式文件", "an OFD document"),
        "zip" => ("ZIP 压缩包", "a ZIP archive"),
        "rar" => ("RAR 压缩包", "a RAR archive"),
        "archive" => ("压缩包", "an archive"),
        "ole" => ("Word、Excel 或 WPS 旧格式", "a Word, Excel or WPS file of the old format"),
        "rtf" => ("RTF 文档", "rich text (RTF)"),
        "image" => ("图片", "a picture"),
        "text" => ("文本", "text"),
        _ => ("无法识别的内容", "something unknown"),
    };
    language.either(chinese, english)
}

pub(super) fn encryption(encryption: Option<Encryption>, language: Language) -> String {
    let Some(Encryption { method, opened_with }) = encryption else {
        return language.either("无", "none").to_owned();
    };
    let opened = match opened_with {
        OpenedWith::EmptyPassword => language.either("无需密码即可打开", "opens without a password"),
        OpenedWith::GivenPassword => language.either("已用给出的密码打开", "opened with the password given"),
    };
    let method = if method == "unknown" { language.either("方式不明", "by an unknown method") } else { method };
    format!("{method}{}{opened}", language.either("，", ", "))
}

pub(super) fn content(content: PageContent, language: Language) -> &'static str {
    let (chinese, english) = match content {
        PageContent::Text => ("有文本", "text"),
        PageContent::Picture => ("图片或轮廓，没有文本", "a picture or outlines, without text"),
        PageContent::PictureWithUnseenText => ("图片，只有看不见的文本", "a picture, with text that nobody sees"),
        PageContent::Nothing => ("没有内容", "nothing that could be text"),
    };
    language.either(chinese, english)
}

pub(super) fn kind(kind: FontKind, language: Language) -> &'static str {
    match kind {
        FontKind::Type1 => "Type 1",
        FontKind::TrueType => "TrueType",
        FontKind::Type3 => "Type 3",
        FontKind::CidType0 => "CID Type 0",
        FontKind::CidType2 => "CID TrueType",
        FontKind::Unknown => language.either("类型不明", "of unknown type"),
    }
}

pub(super) fn decoded_by(by: DecodedBy, language: Language) -> &'static str {
    let (chinese, english) = match by {
        DecodedBy::ToUnicode => ("ToUnicode", "ToUnicode"),
        DecodedBy::Encoding => ("编码本身", "the encoding itself"),
        DecodedBy::Collection => ("CID 字符集", "the CID collection"),
        DecodedBy::GlyphName => ("字形名", "glyph names"),
        DecodedBy::FontProgram => ("字体程序", "the font program"),
        DecodedBy::PrivateUse => ("仅得私用区字符", "private-use characters only"),
        DecodedBy::Nothing => ("无从得知", "nothing"),
    };
    language.either(chinese, english)
}

/// Why characters are not seen, with their numbers.
pub(super) fn unseen(unseen: Unseen, language: Language) -> String {
    let reasons = [
        (unseen.hidden_layer, "在关闭的图层", "on hidden layers"),
        (unseen.invisible, "无墨", "without ink"),
        (unseen.off_page, "在页面之外", "off the page"),
        (unseen.clipped, "在裁剪之外", "clipped away"),
        (unseen.white, "白底白字", "white on white"),
    ];
    let said = reasons.into_iter().filter(|(count, ..)| *count > 0);
    let said = said.map(|(count, chinese, english)| match language {
        Language::Chinese => format!("{chinese} {count}"),
        Language::English => format!("{count} {english}"),
    });
    said.collect::<Vec<_>>().join(language.either("，", ", "))
}

/// The size of a page as people name it, in points; A4 and its relatives by name.
pub(super) fn size(width: f32, height: f32, language: Language) -> String {
    const NAMED: [(&str, f32, f32); 5] = [
        ("A3", 841.9, 1190.6),
        ("A4", 595.3, 841.9),
        ("A5", 419.5, 595.3),
        ("B5", 498.9, 708.7),
        ("Letter", 612.0, 792.0),
    ];
    let near = |a: f32, b: f32| (a - b).abs() <= 3.0;
    let measured = format!("{width:.0} × {height:.0} pt");
    let named = NAMED.iter().find_map(|&(name, short, long)| {
        let upright = near(width, short) && near(height, long);
        let across = near(width, long) && near(height, short);
        let word = if upright {
            language.either("纵向", "portrait")
        } else if across {
            language.either("横向", "landscape")
        } else {
            return None;
        };
        Some(format!("{name} {word}"))
    });
    match (named, language) {
        (Some(named), Language::Chinese) => format!("{named}（{measured}）"),
        (Some(named), Language::English) => format!("{named} ({measured})"),
        (None, _) => measured,
    }
}

#[cfg(test)]
mod tests {
    use juesuan_model::Language;

    use super::size;

    #[track_caller]
    fn check(width: f32, height: f32, expected: &str) {
        assert_eq!(size(width, height, Language::English), expected);
    }

    #[test]
    fn usual_sizes_have_names() {
        check(595.32, 841.92, "A4 portrait (595 × 842 pt)");
        check(842.0, 595.0, "A4 landscape (842 × 595 pt)");
        check(500.0, 500.0, "500 × 500 pt");
    }
}
