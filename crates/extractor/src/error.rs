//! Why nothing could be obtained from a file: a stable code, and words that say what to do.

use juesuan_model::Language;

use crate::sniff::Found;

/// Nothing was obtained. Whatever less than that goes wrong is a diagnostic beside the result.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[error("{}", self.message(Language::English))]
pub enum ExtractError {
    /// The bytes are neither a PDF nor a text dump.
    NotAPdf {
        /// What they look like.
        found: Found,
    },
    /// The file has no bytes, or nothing but white space.
    Empty,
    /// It is a PDF, but no structure could be found in it, not even by searching.
    Damaged {
        /// What the reader stumbled over.
        damage: Damage,
    },
    /// The file opens with a password only, and none was given.
    PasswordNeeded,
    /// The password given does not open it.
    WrongPassword,
    /// It is encrypted in a way that cannot be read, whatever the password.
    UnsupportedEncryption {
        /// The handler that encrypted it, as the file names it: `Adobe.PubSec`. Empty where it names none that can be found.
        detail: String,
    },
    /// It opens, but has no pages.
    NoPages,
}

/// What keeps a PDF from being opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Damage {
    /// No objects, page tree or cross-references that lead anywhere.
    NoStructure,
    /// The encryption dictionary lacks what is needed, or contradicts itself.
    Encryption,
    /// Object and cross-reference streams decode to more than this many bytes.
    StructureOver(usize),
    /// A compressed stream says that its rows have more than this many columns: nothing is as wide.
    RowsOver(usize),
}

impl Damage {
    fn words(self, language: Language) -> String {
        match (self, language) {
            (Self::NoStructure, Language::Chinese) => "找不到可读的结构".to_owned(),
            (Self::NoStructure, Language::English) => "no readable structure".to_owned(),
            (Self::Encryption, Language::Chinese) => "加密信息有误".to_owned(),
            (Self::Encryption, Language::English) => "encryption dictionary".to_owned(),
            (Self::StructureOver(limit), Language::Chinese) => format!("对象流解码后超过 {limit} 字节"),
            (Self::StructureOver(limit), Language::English) => format!("structure streams over {limit} bytes"),
            (Self::RowsOver(limit), Language::Chinese) => format!("压缩数据声明的每行列数超过 {limit}"),
            (Self::RowsOver(limit), Language::English) => format!("rows of over {limit} columns"),
        }
    }
}

impl ExtractError {
    /// The stable code. Programs may rely on it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAPdf { .. } => "not_a_pdf",
            Self::Empty => "empty",
            Self::Damaged { .. } => "damaged",
            Self::PasswordNeeded => "password_needed",
            Self::WrongPassword => "wrong_password",
            Self::UnsupportedEncryption { .. } => "unsupported_encryption",
            Self::NoPages => "no_pages",
        }
    }

    /// What is wrong and what to do, in one line without full stop.
    pub fn message(&self, language: Language) -> String {
        let (wrong, advice) = match (self, language) {
            (Self::NotAPdf { found }, _) => return not_a_pdf(*found, language),
            (Self::Empty, Language::Chinese) => ("文件是空的".to_owned(), "请重新下载"),
            (Self::Empty, Language::English) => ("the file is empty".to_owned(), "download it again"),
            (Self::Damaged { damage }, Language::Chinese) => (
                with_detail("PDF 已损坏，无法打开", &damage.words(language), language),
                "请重新下载；若仍如此，用 PDF 阅读器打开并另存后再试",
            ),
            (Self::Damaged { damage }, Language::English) => (
                with_detail("the PDF is damaged and could not be opened", &damage.words(language), language),
                "download it again; if that does not help, open it in a PDF reader and save it anew",
            ),
            (Self::PasswordNeeded, Language::Chinese) => {
                ("文件设有打开密码".to_owned(), "请给出密码（命令行选项 --password）")
            }
            (Self::PasswordNeeded, Language::English) => {
                ("the file is locked with a password".to_owned(), "give the password (option --password)")
            }
            (Self::WrongPassword, Language::Chinese) => {
                ("密码不对".to_owned(), "请核对密码（区分大小写），或向发布单位索取")
            }
            (Self::WrongPassword, Language::English) => {
                ("the password is wrong".to_owned(), "check it (case matters), or ask the publisher")
            }
            (Self::UnsupportedEncryption { detail }, Language::Chinese) => (
                with_detail("不支持文件的加密方式", detail, language),
                "请用 PDF 阅读器打开，另存或打印为不加密的 PDF 后再试",
            ),
            (Self::UnsupportedEncryption { detail }, Language::English) => (
                with_detail("the file is encrypted in a way that is not supported", detail, language),
                "open it in a PDF reader, save or print it as a PDF without encryption, and try that",
            ),
            (Self::NoPages, Language::Chinese) => ("PDF 中没有页面".to_owned(), "请重新下载"),
            (Self::NoPages, Language::English) => ("the PDF has no pages".to_owned(), "download it again"),
        };
        joined(&wrong, advice, language)
    }
}

fn not_a_pdf(found: Found, language: Language) -> String {
    let (wrong, advice) = match (found, language) {
        (Found::Empty, _) => return ExtractError::Empty.message(language),
        (Found::Html, Language::Chinese) => ("网页（HTML）", "请在浏览器中打开原网址，下载其中的 PDF 附件"),
        (Found::Html, Language::English) => {
            ("a web page (HTML)", "open the address in a browser and download the PDF that the page links to")
        }
        (Found::Docx, Language::Chinese) => ("Word 文档（.docx）", "请用 Word 或 WPS 另存为 PDF"),
        (Found::Docx, Language::English) => ("a Word document (.docx)", "save it as PDF from Word or WPS"),
        (Found::Xlsx, Language::Chinese) => ("Excel 工作簿（.xlsx）", "请用 Excel 或 WPS 另存为 PDF"),
        (Found::Xlsx, Language::English) => ("an Excel workbook (.xlsx)", "save it as PDF from Excel or WPS"),
        (Found::Ofd, Language::Chinese) => ("OFD 文档", "请用 OFD 阅读器或 WPS 另存为 PDF"),
        (Found::Ofd, Language::English) => ("an OFD document", "save it as PDF from an OFD reader or WPS"),
        (Found::Zip | Found::Rar | Found::Archive, Language::Chinese) => ("压缩包", "请先解压，再转换其中的文件"),
        (Found::Zip | Found::Rar | Found::Archive, Language::English) => {
            ("an archive", "unpack it and convert the files in it")
        }
        (Found::Ole, Language::Chinese) => {
            ("旧版 Office 或 WPS 文件（.doc、.xls、.wps）", "请用 Word、Excel 或 WPS 另存为 PDF")
        }
        (Found::Ole, Language::English) => {
            ("an old Office or WPS file (.doc, .xls, .wps)", "save it as PDF from Word, Excel or WPS")
        }
        (Found::Rtf, Language::Chinese) => ("RTF 文档", "请用 Word 或 WPS 另存为 PDF"),
        (Found::Rtf, Language::English) => ("an RTF document", "save it as PDF from Word or WPS"),
        (Found::Image, Language::Chinese) => ("图片", "请先做文字识别（OCR），存为带文本层的 PDF"),
        (Found::Image, Language::English) => {
            ("a picture", "run character recognition (OCR) and save a PDF with a text layer")
        }
        (Found::Text, Language::Chinese) => ("纯文本", "此操作只能用于 PDF"),
        (Found::Text, Language::English) => ("plain text", "this operation needs a PDF"),
        (Found::Pdf | Found::Unknown, Language::Chinese) => {
            return joined("不是 PDF，也不是文本文件", "请核对文件，或重新下载", language);
        }
        (Found::Pdf | Found::Unknown, Language::English) => {
            return joined("neither a PDF nor a text file", "check the file, or download it again", language);
        }
    };
    let wrong = match language {
        Language::Chinese => format!("不是 PDF，内容是{wrong}"),
        Language::English => format!("not a PDF but {wrong}"),
    };
    joined(&wrong, advice, language)
}

fn joined(wrong: &str, advice: &str, language: Language) -> String {
    match language {
        Language::Chinese => format!("{wrong}。{advice}"),
        Language::English => format!("{wrong}; {advice}"),
    }
}

fn with_detail(wrong: &str, detail: &str, language: Language) -> String {
    match language {
        _ if detail.is_empty() => wrong.to_owned(),
        Language::Chinese => format!("{wrong}（{detail}）"),
        Language::English => format!("{wrong} ({detail})"),
    }
}

#[cfg(test)]
mod tests {
    use juesuan_model::Language;

    use super::{Damage, ExtractError};
    use crate::sniff::Found;

    #[track_caller]
    fn check(error: &ExtractError, code: &str, chinese: &str, english: &str) {
        assert_eq!(error.code(), code);
        assert_eq!(error.message(Language::Chinese), chinese);
        assert_eq!(error.message(Language::English), english);
    }

    #[test]
    fn a_message_says_what_is_wrong_and_what_to_do() {
        check(&ExtractError::Empty, "empty", "文件是空的。请重新下载", "the file is empty; download it again");
        check(
            &ExtractError::NotAPdf { found: Found::Html },
            "not_a_pdf",
            "不是 PDF，内容是网页（HTML）。请在浏览器中打开原网址，下载其中的 PDF 附件",
            "not a PDF but a web page (HTML); open the address in a browser and download the PDF that the page links to",
        );
        check(
            &ExtractError::UnsupportedEncryption { detail: "Adobe.PubSec".to_owned() },
            "unsupported_encryption",
            "不支持文件的加密方式（Adobe.PubSec）。请用 PDF 阅读器打开，另存或打印为不加密的 PDF 后再试",
            "the file is encrypted in a way that is not supported (Adobe.PubSec); open it in a PDF reader, save or print \
             it as a PDF without encryption, and try that",
        );
    }

    #[test]
    fn what_is_damaged_is_told_in_the_readers_language() {
        check(
            &ExtractError::Damaged { damage: Damage::StructureOver(1000) },
            "damaged",
            "PDF 已损坏，无法打开（对象流解码后超过 1000 字节）。请重新下载；若仍如此，用 PDF 阅读器打开并另存后再试",
            "the PDF is damaged and could not be opened (structure streams over 1000 bytes); download it again; if that \
             does not help, open it in a PDF reader and save it anew",
        );
        for damage in [Damage::NoStructure, Damage::Encryption, Damage::RowsOver(1000)] {
            let words = damage.words(Language::Chinese);
            assert!(!words.contains(|c: char| c.is_ascii_alphabetic()), "{words}");
        }
    }

    #[test]
    fn display_is_the_english_message() {
        assert_eq!(ExtractError::NoPages.to_string(), "the PDF has no pages; download it again");
    }
}
