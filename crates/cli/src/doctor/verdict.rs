//! What all of it comes to: whether the file can be read whole, and what to do where it cannot.

use std::collections::BTreeSet;

use juesuan_extractor::{DecodedBy, FontFacts, PageContent, PdfFacts};
use juesuan_model::{Code, DocumentKind, FinalAccounts, Language, TextLayer, json_name};
use serde::Serialize;

use super::diagnosis::Noticed;
use super::ranges::pages;
use crate::failure::Cause;

/// What a diagnosis comes to.
#[derive(Debug, Serialize)]
pub(super) struct Verdict {
    pub(super) outcome: Reading,
    /// Why nothing can be had; `null` where something can.
    pub(super) code: Option<String>,
    /// Pages that need character recognition.
    pub(super) pages_needing_ocr: Vec<u32>,
    /// Pages with a large picture and hardly any text: perhaps scans, with a stamp or a page number.
    pub(super) pages_perhaps_scanned: Vec<u32>,
    /// Characters that nothing maps to text.
    pub(super) undecoded_characters: usize,
    /// Kinds of characters that the file only numbers (private use): mostly bullets, and characters of the producer's own.
    pub(super) private_use_characters: usize,
    /// Other problems, by their codes.
    pub(super) problems: Vec<String>,
    /// In words, one sentence each, in the language asked for.
    pub(super) says: Vec<String>,
    /// What to do, likewise.
    pub(super) advice: Vec<String>,
}

/// How much can be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Reading {
    Whole,
    Partly,
    Nothing,
}

/// Share of a page from which on a picture may be the page.
const LARGE_PICTURE: f32 = 0.5;

/// Characters that a stamp, a heading or a page number has at most.
const HARDLY_ANY: usize = 40;

impl Verdict {
    /// Of a file that was read.
    pub(super) fn of(
        pdf: Option<&PdfFacts>,
        accounts: &FinalAccounts,
        noticed: &[Noticed],
        language: Language,
    ) -> Self {
        let all = || pdf.iter().flat_map(|pdf| &pdf.pages);
        let with = |wanted: &[PageContent]| -> Vec<u32> {
            all().filter(|page| wanted.contains(&page.content)).map(|page| page.number).collect()
        };
        let told: [Code; 3] = [Code::NoTextLayer, Code::PagesWithoutText, Code::UnmappedCharacters];
        let others: Vec<&Noticed> =
            noticed.iter().filter(|found| found.is_problem && !told.contains(&found.code)).collect();
        let private: Vec<&FontFacts> = pdf
            .iter()
            .flat_map(|pdf| &pdf.fonts)
            .filter(|font| font.decoded_by.contains_key(&DecodedBy::PrivateUse))
            .collect();
        let mut verdict = Self {
            outcome: Reading::Whole,
            code: None,
            pages_needing_ocr: with(&[PageContent::Picture, PageContent::PictureWithUnseenText]),
            pages_perhaps_scanned: all()
                .filter(|page| (1..HARDLY_ANY).contains(&page.characters) && page.picture_share > LARGE_PICTURE)
                .map(|page| page.number)
                .collect(),
            undecoded_characters: pdf.iter().flat_map(|pdf| &pdf.fonts).map(|font| font.undecoded).sum(),
            private_use_characters: private.iter().filter_map(|font| font.decoded_by.get(&DecodedBy::PrivateUse)).sum(),
            problems: others.iter().map(|found| json_name(found.code)).collect(),
            says: Vec::new(),
            advice: Vec::new(),
        };
        let unseen_text = with(&[PageContent::PictureWithUnseenText]);
        let undecoded_pages = pages_of(noticed, Code::UnmappedCharacters);
        verdict.say_what_is_lost(accounts, &unseen_text, &undecoded_pages, language);
        verdict.say_other_problems(&others, language);
        if !verdict.says.is_empty() {
            verdict.outcome = Reading::Partly;
        }
        let private: BTreeSet<u32> = private.iter().flat_map(|font| font.pages.iter().copied()).collect();
        verdict.say_what_is_private(&private.into_iter().collect::<Vec<_>>(), language);
        verdict.say_the_rest(accounts, language);
        verdict
    }

    /// Of a file of which nothing can be had.
    pub(super) fn nothing(cause: &Cause, language: Language) -> Self {
        let says = match language {
            Language::Chinese => "读不出任何内容".to_owned(),
            Language::English => "nothing of it can be read".to_owned(),
        };
        Self {
            outcome: Reading::Nothing,
            code: Some(cause.code().to_owned()),
            pages_needing_ocr: Vec::new(),
            pages_perhaps_scanned: Vec::new(),
            undecoded_characters: 0,
            private_use_characters: 0,
            problems: Vec::new(),
            says: vec![says],
            advice: vec![cause.message(language)],
        }
    }

    pub(super) fn is_whole(&self) -> bool {
        self.outcome == Reading::Whole
    }

    fn say_what_is_lost(
        &mut self,
        accounts: &FinalAccounts,
        unseen_text: &[u32],
        undecoded_pages: &[u32],
        language: Language,
    ) {
        let chinese = language == Language::Chinese;
        let scanned = self.pages_needing_ocr.len();
        if scanned > 0 {
            let which = pages(&self.pages_needing_ocr, language);
            self.says.push(if chinese {
                format!("{scanned} 页需要先做文字识别（OCR）：{which}")
            } else {
                format!("{scanned} {} OCR: {which}", if scanned == 1 { "page needs" } else { "pages need" })
            });
            self.advice.push(if chinese {
                "用 OCR 软件生成带可见文字的 PDF 或文本后再转换；或向发布单位索取电子版".to_owned()
            } else {
                "run character recognition (OCR) that gives visible text, or ask the publisher for the original file"
                    .to_owned()
            });
            if !unseen_text.is_empty() {
                let which = pages(unseen_text, language);
                self.advice.push(if chinese {
                    format!("{which}带有看不见的识别文字，未采用：是否准确无从判断")
                } else {
                    format!("{which}: there is unseen text, perhaps of an earlier OCR; it is not used, for nobody has read it")
                });
            }
        } else if accounts.source.text_layer == TextLayer::None {
            self.says.push(if chinese { "没有任何文字".to_owned() } else { "it has no text".to_owned() });
        }
        let undecoded = self.undecoded_characters;
        if undecoded > 0 {
            let which = pages(undecoded_pages, language);
            self.says.push(if chinese {
                format!("{undecoded} 个字符无法对应到文字：{which}")
            } else {
                format!("{undecoded} characters cannot be decoded: {which}")
            });
            self.advice.push(if chinese {
                "请从原文件重新导出 PDF（嵌入字体），或对这些页做文字识别（OCR）".to_owned()
            } else {
                "make the PDF anew from the original with its fonts embedded, or run OCR on these pages".to_owned()
            });
        }
    }

    fn say_other_problems(&mut self, others: &[&Noticed], language: Language) {
        if others.is_empty() {
            return;
        }
        let chinese = language == Language::Chinese;
        let messages: Vec<&str> = others.iter().map(|found| found.message.as_str()).collect();
        self.says.push(if chinese {
            format!("另有问题：{}", messages.join("；"))
        } else {
            format!("there are problems: {}", messages.join("; "))
        });
        self.advice.push(if chinese {
            "按上面列出的页核对原文；juesuan draw 可画出任一页的读取结果".to_owned()
        } else {
            "compare the pages listed above with the original; juesuan draw shows what was made of a page".to_owned()
        });
    }

    fn say_what_is_private(&mut self, on: &[u32], language: Language) {
        let count = self.private_use_characters;
        if count == 0 {
            return;
        }
        let which = pages(on, language);
        self.advice.push(match language {
            Language::Chinese => {
                format!("{which}有 {count} 种字符只有私用区编码（多为项目符号或自造字），原样输出，请核对")
            }
            Language::English => format!(
                "{which}: {count} kinds of characters have private-use numbers only (mostly bullets, or characters of the \
                 producer's own); they are passed on as they are, look at them"
            ),
        });
    }

    fn say_the_rest(&mut self, accounts: &FinalAccounts, language: Language) {
        let chinese = language == Language::Chinese;
        if self.is_whole() {
            self.says.push(if chinese { "可以完整读取".to_owned() } else { "can be read whole".to_owned() });
        }
        if !self.pages_perhaps_scanned.is_empty() {
            let which = pages(&self.pages_perhaps_scanned, language);
            self.advice.push(if chinese {
                format!("{which}以图片为主、文字很少，请看是否为扫描页")
            } else {
                format!("{which}: mostly a picture with hardly any text; look whether it is a scan")
            });
        }
        if self.is_whole() && accounts.forms().next().is_some() {
            self.advice.push(if chinese {
                "用 juesuan convert 转换".to_owned()
            } else {
                "convert it with juesuan convert".to_owned()
            });
        }
        let no_forms = accounts.forms().next().is_none() && accounts.source.text_layer != TextLayer::None;
        match accounts.document.kind {
            DocumentKind::Budget => self.advice.push(if chinese {
                "这是预算文件：表格会读出，但不识别为决算表".to_owned()
            } else {
                "it is a budget: its tables are read, but they are no forms of final accounts".to_owned()
            }),
            DocumentKind::FinalAccounts if no_forms => self.advice.push(if chinese {
                "没有找到决算表，只读出文字".to_owned()
            } else {
                "no form was found: only its text is read".to_owned()
            }),
            DocumentKind::Unknown if no_forms => self.advice.push(if chinese {
                "不像决算文件：没有找到决算表，也没有相应的标题".to_owned()
            } else {
                "it does not look like final accounts: no form and no title says so".to_owned()
            }),
            _ => {}
        }
    }
}

fn pages_of(noticed: &[Noticed], code: Code) -> Vec<u32> {
    noticed.iter().filter(|found| found.code == code).flat_map(|found| found.pages.iter().copied()).collect()
}
