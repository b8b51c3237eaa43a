//! A diagnosis for people: a page of sections, the verdict at its end.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use juesuan_extractor::{FontFacts, PageFacts, PdfFacts, TextFacts};
use juesuan_model::{DocumentKind, Language, Scope, json_name};

use super::diagnosis::{Diagnosis, PageTables};
use super::ranges::pages;
use super::words;
use crate::terminal::without_controls;

/// The page, with a newline at its end.
pub(super) fn page(diagnosis: &Diagnosis, language: Language) -> String {
    let mut page = Page { text: String::new(), language };
    page.file(diagnosis);
    if let Some(pdf) = &diagnosis.pdf {
        page.pdf(pdf, diagnosis.page_count);
        page.text_layer(diagnosis);
        page.fonts(&pdf.fonts);
    }
    if let Some(text) = &diagnosis.text {
        page.dump(text, diagnosis.page_count);
    }
    if let Some(document) = &diagnosis.document {
        page.tables(&diagnosis.tables);
        page.document(document.kind, diagnosis);
    }
    page.left_out(diagnosis);
    page.noticed(diagnosis);
    page.verdict(diagnosis);
    without_controls(&page.text)
}

struct Page {
    text: String,
    language: Language,
}

impl Page {
    fn say(&self, chinese: &'static str, english: &'static str) -> &'static str {
        self.language.either(chinese, english)
    }

    fn heading(&mut self, chinese: &'static str, english: &'static str) {
        let heading = self.say(chinese, english);
        let _ = writeln!(self.text, "\n{heading}");
    }

    fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "  {line}");
    }

    /// A line of a name and its value.
    fn fact(&mut self, chinese: &'static str, english: &'static str, value: &str) {
        let (name, colon) = (self.say(chinese, english), self.say("：", ": "));
        self.line(&format!("{name}{colon}{value}"));
    }

    fn pages(&self, numbers: &[u32]) -> String {
        pages(numbers, self.language)
    }

    fn file(&mut self, diagnosis: &Diagnosis) {
        let about = &diagnosis.about;
        let _ = writeln!(self.text, "{}", about.file);
        let format = words::format(about.format, self.language);
        let format = match &diagnosis.pdf {
            Some(pdf) => format!("{format} {}", pdf.version),
            None => format.to_owned(),
        };
        self.fact("格式", "format", &format);
        let bytes = about.bytes;
        let size =
            if self.language == Language::Chinese { format!("{bytes} 字节") } else { format!("{bytes} bytes") };
        self.fact("大小", "size", &size);
        self.fact("SHA-256", "SHA-256", &about.sha256);
    }

    fn pdf(&mut self, pdf: &PdfFacts, page_count: u32) {
        let none = self.say("未写明", "not named");
        self.fact("生成程序", "producer", pdf.producer.as_deref().unwrap_or(none));
        self.fact("制作软件", "made with", pdf.creator.as_deref().unwrap_or(none));
        let encryption = words::encryption(pdf.encryption, self.language);
        self.fact("加密", "encryption", &encryption);
        self.fact("页数", "pages", &page_count.to_string());
        for (size, numbers) in self.sizes(&pdf.pages) {
            let which = self.pages(&numbers);
            self.line(&format!("  {which}{}{size}", self.say("：", ": ")));
        }
    }

    /// The sizes and turns of the pages, in order of first appearance.
    fn sizes(&self, of: &[PageFacts]) -> Vec<(String, Vec<u32>)> {
        let mut sizes: Vec<(String, Vec<u32>)> = Vec::new();
        for page in of {
            let mut size = words::size(page.width, page.height, self.language);
            if page.rotation != 0 {
                let turned = page.rotation;
                size += &match self.language {
                    Language::Chinese => format!("，旋转 {turned}°"),
                    Language::English => format!(", turned by {turned}°"),
                };
            }
            match sizes.iter_mut().find(|(known, _)| *known == size) {
                Some((_, numbers)) => numbers.push(page.number),
                None => sizes.push((size, vec![page.number])),
            }
        }
        sizes
    }

    fn text_layer(&mut self, diagnosis: &Diagnosis) {
        self.heading("文本层", "Text layer");
        for range in &diagnosis.text_layer {
            let numbers: Vec<u32> = (range.first..=range.last).collect();
            let (which, content) = (self.pages(&numbers), words::content(range.content, self.language));
            let line = match (range.characters, self.language) {
                (0, Language::Chinese) => format!("{which}：{content}"),
                (0, Language::English) => format!("{which}: {content}"),
                (count, Language::Chinese) => format!("{which}：{content}，{count} 个字符"),
                (count, Language::English) => format!("{which}: {content}, {count} characters"),
            };
            self.line(&line);
        }
    }

    fn fonts(&mut self, fonts: &[FontFacts]) {
        if fonts.is_empty() {
            return;
        }
        self.heading("字体", "Fonts");
        for found in fonts {
            let font = &found.font;
            let name = if font.name.is_empty() { self.say("（无名）", "(without a name)") } else { &font.name };
            let embedded = match (font.embedded, font.subset) {
                (false, _) => self.say("未嵌入", "not embedded"),
                (true, true) => self.say("已嵌入（子集）", "embedded (subset)"),
                (true, false) => self.say("已嵌入", "embedded"),
            };
            let encoding = font.encoding.as_deref().unwrap_or(self.say("字体自带编码", "its own encoding"));
            let kind = words::kind(font.kind, self.language);
            let comma = self.say("，", ", ");
            let line = format!("{name}{}{kind}{comma}{embedded}{comma}{encoding}", self.say("：", ": "));
            self.line(&line);
            let (which, characters, undecoded) = (self.pages(&found.pages), found.characters, found.undecoded);
            let mut shown = match self.language {
                Language::Chinese => format!("{which}，{characters} 个字符"),
                Language::English => format!("{which}, {characters} characters"),
            };
            if undecoded > 0 {
                shown += &match self.language {
                    Language::Chinese => format!("，其中 {undecoded} 个无法识别"),
                    Language::English => format!(", {undecoded} of them cannot be decoded"),
                };
            }
            let told = found.decoded_by.iter().map(|(&by, count)| {
                let by = words::decoded_by(by, self.language);
                match self.language {
                    Language::Chinese => format!("{by} {count} 种"),
                    Language::English => format!("{by} ({count} codes)"),
                }
            });
            let told: Vec<String> = told.collect();
            let told = told.join(self.say("、", ", "));
            self.line(&format!("  {shown}{}{told}", self.say("；对应文字依据：", "; told by ")));
        }
    }

    fn dump(&mut self, text: &TextFacts, page_count: u32) {
        self.fact("编码", "encoding", text.encoding);
        let (lines, characters) = (text.lines, text.characters);
        match self.language {
            Language::Chinese => self.line(&format!("{page_count} 页，{lines} 行，{characters} 个字符")),
            Language::English => {
                self.line(&format!("pages: {page_count}, lines: {lines}, characters: {characters}"));
            }
        }
    }

    fn tables(&mut self, tables: &[PageTables]) {
        self.heading("页面上的表格", "Tables on the pages");
        if tables.is_empty() {
            let none = self.say("没有", "none");
            return self.line(none);
        }
        let mut alike: BTreeMap<(usize, usize, usize), Vec<u32>> = BTreeMap::new();
        for table in tables {
            alike.entry((table.ruled, table.aligned, table.tabs)).or_default().push(table.page);
        }
        let mut alike: Vec<_> = alike.into_iter().collect();
        alike.sort_by(|a, b| a.1.cmp(&b.1));
        for ((ruled, aligned, tabs), numbers) in alike {
            let kinds = [
                (ruled, self.say("个有框线", "with rules")),
                (aligned, self.say("个无框线（按对齐推断）", "without rules (inferred from alignment)")),
                (tabs, self.say("个以制表符分隔", "by tabs")),
            ];
            let said = kinds.iter().filter(|(count, _)| *count > 0).map(|(count, kind)| format!("{count} {kind}"));
            let said = said.collect::<Vec<_>>().join(self.say("，", ", "));
            let (which, each) = (self.pages(&numbers), numbers.len() > 1);
            let each = if each { self.say("每页 ", "each ") } else { "" };
            self.line(&format!("{which}{}{each}{said}", self.say("：", ": ")));
        }
    }

    fn document(&mut self, kind: DocumentKind, diagnosis: &Diagnosis) {
        self.heading("文件内容", "The document");
        let kind = match kind {
            DocumentKind::FinalAccounts => self.say("决算", "final accounts"),
            DocumentKind::Budget => self.say("预算", "a budget"),
            DocumentKind::Unknown => self.say("未能识别", "not known"),
        };
        self.fact("种类", "kind", kind);
        let Some(document) = &diagnosis.document else { return };
        let year = document.fiscal_year.map(|year| year.to_string());
        let not_found = self.say("未找到", "not found");
        self.fact("年度", "year", year.as_deref().unwrap_or(not_found));
        let entity = document.entity.as_ref().map(|entity| match entity.scope {
            Some(Scope::Department) => format!("{}{}", entity.name, self.say("（部门）", " (department)")),
            Some(Scope::Unit) => format!("{}{}", entity.name, self.say("（单位）", " (unit)")),
            None => entity.name.clone(),
        });
        self.fact("单位", "entity", entity.as_deref().unwrap_or(not_found));
        self.fact("决算表", "forms", &diagnosis.forms.len().to_string());
        for form in &diagnosis.forms {
            let (which, title) = (self.pages(&form.pages), &form.title);
            let title = if title.is_empty() { self.say("（未印表题）", "(no title printed)") } else { title };
            match self.language {
                Language::Chinese => self.line(&format!("  {title}（{}）：{which}", form.kind)),
                Language::English => self.line(&format!("  {title} ({}): {which}", form.kind)),
            }
        }
    }

    fn left_out(&mut self, diagnosis: &Diagnosis) {
        let left_out = &diagnosis.left_out;
        if left_out.unseen.hidden() == 0 && left_out.overlay == 0 {
            return;
        }
        self.heading("有意不读的", "Left out on purpose");
        if left_out.unseen.hidden() > 0 {
            let (which, why) = (self.pages(&left_out.unseen_pages), words::unseen(left_out.unseen, self.language));
            let line = match self.language {
                Language::Chinese => format!("看不见的字符 {} 个（{why}）：{which}", left_out.unseen.hidden()),
                Language::English => {
                    format!("{} characters that nobody sees ({why}): {which}", left_out.unseen.hidden())
                }
            };
            self.line(&line);
        }
        if left_out.overlay > 0 {
            let which = self.pages(&left_out.overlay_pages);
            let line = match self.language {
                Language::Chinese => format!("水印或印章的字符 {} 个：{which}", left_out.overlay),
                Language::English => format!("{} characters of watermarks or seals: {which}", left_out.overlay),
            };
            self.line(&line);
        }
    }

    fn noticed(&mut self, diagnosis: &Diagnosis) {
        if diagnosis.noticed.is_empty() {
            return;
        }
        self.heading("读取中注意到的", "Noticed while reading");
        for found in &diagnosis.noticed {
            let severity = if found.is_problem { self.say("问题", "problem") } else { self.say("提示", "note") };
            let code = json_name(found.code);
            let place = if found.pages.is_empty() { String::new() } else { self.pages(&found.pages) };
            let comma = if place.is_empty() { "" } else { self.say("，", ", ") };
            self.line(&format!("{severity} {code} × {}{comma}{place}", found.count));
            self.line(&format!("  {}", found.message));
        }
    }

    fn verdict(&mut self, diagnosis: &Diagnosis) {
        let verdict = &diagnosis.verdict;
        let says = verdict.says.join(self.say("；", "; "));
        let (name, colon) = (self.say("结论", "Verdict"), self.say("：", ": "));
        let _ = writeln!(self.text, "\n{name}{colon}{says}");
        let name = self.say("建议", "Advice");
        for advice in &verdict.advice {
            let _ = writeln!(self.text, "{name}{colon}{advice}");
        }
    }
}
