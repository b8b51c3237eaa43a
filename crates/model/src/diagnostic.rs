//! What was noticed on the way: a stable code, a place, and words for people in two languages.

use serde::{Deserialize, Serialize};

use crate::{BBox, Language, ReportedDiagnostic};

/// Diagnostics in the order in which they were noticed.
pub type Diagnostics = Vec<Diagnostic>;

/// Something noticed while reading. Never a reason to stop.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// What was noticed.
    pub code: Code,
    /// 1-based page; `None` where it concerns the whole file.
    pub page: Option<u32>,
    /// Where on the page; `None` where it concerns the whole page.
    pub bbox: Option<BBox>,
    /// What the message is about: a count, a limit, a font name. May be empty.
    pub detail: String,
}

impl Diagnostic {
    /// A diagnostic of the whole file.
    pub fn of_file(code: Code, detail: impl Into<String>) -> Self {
        Self { code, page: None, bbox: None, detail: detail.into() }
    }

    /// A diagnostic of one page.
    pub fn of_page(code: Code, page: u32, detail: impl Into<String>) -> Self {
        Self { code, page: Some(page), bbox: None, detail: detail.into() }
    }

    /// A diagnostic of one place.
    pub fn of_place(code: Code, page: u32, bbox: BBox, detail: impl Into<String>) -> Self {
        Self { code, page: Some(page), bbox: Some(bbox), detail: detail.into() }
    }

    /// The message for people.
    pub fn message(&self, language: Language) -> String {
        self.code.template(language).replace("{}", &self.detail)
    }

    /// As it stands in the JSON, with its message written out.
    pub fn reported(&self, language: Language) -> ReportedDiagnostic {
        ReportedDiagnostic { code: self.code, page: self.page, bbox: self.bbox, message: self.message(language) }
    }
}

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing is missing.
    Note,
    /// Something was not read, or may be wrong: the command exits with 1.
    Problem,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident, $severity:ident, $chinese:literal, $english:literal;)+) => {
        /// What a diagnostic says. The `snake_case` name is stable: programs may rely on it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// Every code, in order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Whether it is a problem or only worth knowing.
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }

            /// The message with `{}` where the detail stands.
            fn template(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Self::$name, Language::Chinese) => $chinese, (Self::$name, Language::English) => $english,)+
                }
            }
        }
    };
}

codes! {
    /// The cross-reference table or the structure was damaged; the objects were found by searching.
    StructureRepaired, Note,
        "文件结构有损坏，已由备用方式（{}）打开", "the file's structure is damaged; opened by the second way ({})";
    /// The end of the file is missing: it was cut off while it was copied or downloaded.
    FileCutOff, Problem,
        "文件末尾缺失，可能没有下载完整，内容不全{}", "the end of the file is missing: it may not have been downloaded whole{}";
    /// A page names content that the file does not hold.
    ContentMissing, Problem,
        "本页的内容在文件中缺失，文件可能不完整{}", "the page's content is missing from the file, which may not be whole{}";
    /// The page tree counts more pages than were found, and names some that the file does not hold: they are lost.
    PagesMissing, Problem,
        "有页在文件中缺失，没有读到（读到的页数/应有的页数：{}）", "pages are missing from the file and were not read (pages read/pages there should be: {})";
    /// The page tree counts more pages than were found, but leads to all that it names: the count is wrong, as
    /// programs that take pages out leave it, and nothing is known to be missing.
    PageCountWrong, Note,
        "文件登记的页数比实有的页多（实有/登记：{}），未见缺页", "the file counts more pages than it has (has/counts: {}); no page is known to be missing";
    /// More pages than the limit: the rest was not read.
    TooManyPages, Problem,
        "页数超过上限（{}），其余页未读", "more pages than the limit ({}); the rest was not read";
    /// The streams of a page decode to more bytes than the limit, together or one alone: what is over was left out.
    StreamTooLarge, Problem,
        "本页数据流解码后合计超过上限（{} 字节），超出的已略去", "the page's streams decode to more than the limit ({} bytes) in all; what is over was left out";
    /// A stream could not be decoded, and was left out.
    StreamUndecodable, Problem,
        "数据流无法解码，已略去：{}", "a stream could not be decoded and was left out: {}";
    /// More drawing operators on a page than the limit: the rest of the page was not read.
    TooManyOperators, Problem,
        "本页绘图指令超过上限（{}），其余未读", "more drawing operators on the page than the limit ({}); the rest was not read";
    /// More drawing operators in the file than the limit: nothing was read from some place on the page named here.
    TooManyOperatorsInFile, Problem,
        "全文件绘图指令超过上限（{}），本页其余和以后各页未读", "more drawing operators in the file than the limit ({}); the rest of the page and the later pages were not read";
    /// More characters on a page than the limit: the rest was not read.
    TooManyGlyphs, Problem,
        "本页字符超过上限（{}），其余未读", "more characters on the page than the limit ({}); the rest was not read";
    /// More characters in the file than the limit: none was read from some place on the page named here.
    TooManyGlyphsInFile, Problem,
        "全文件字符超过上限（{}），本页其余和以后各页未读", "more characters in the file than the limit ({}); the rest of the page and the later pages were not read";
    /// More ruling pieces on a page than the limit: the rest was not read.
    TooManyRulings, Problem,
        "本页线段超过上限（{}），其余未读", "more ruling pieces on the page than the limit ({}); the rest was not read";
    /// Forms nest deeper than the limit, or draw themselves.
    NestedTooDeep, Problem,
        "图形对象嵌套超过上限（{} 层），更深处未读", "drawn forms nest deeper than the limit ({}); what is deeper was not read";
    /// A page whose content the engine could not stand: nothing of it was read.
    PageUnreadable, Problem,
        "本页内容损坏，无法读取{}", "the page's content is damaged and could not be read{}";
    /// Codes of a font that nothing maps to a character.
    UnmappedCharacters, Problem,
        "有字符无法对应到文字，以 U+FFFD 表示：{}", "characters that nothing maps to text stand as U+FFFD: {}";
    /// No page carries text: a scan.
    NoTextLayer, Problem,
        "没有文本层（扫描件），需先做文字识别（OCR）", "no text layer (a scan): run character recognition (OCR) first";
    /// Some pages are pictures without text.
    PagesWithoutText, Problem,
        "部分页没有文本层，需先做文字识别（OCR）：第 {} 页", "pages without a text layer need character recognition (OCR): {}";
    /// Text drawn over a table at a slant, very large or very pale: a watermark or seal, kept out of the cells.
    OverlayLeftOut, Note,
        "水印或印章文字未计入单元格：{}", "watermark or seal text kept out of the cells: {}";
    /// The rules around a cell do not close it.
    OpenCell, Note,
        "单元格边框不闭合：{}", "the rules around a cell do not close: {}";
    /// A cell's text runs over a rule into the next cell.
    TextCrossesRule, Note,
        "文字越过表格线，按主要所在单元格计：{}", "text crosses a rule; it was given to the cell that holds most of it: {}";
    /// The bytes are not valid in the encoding that they were read in.
    EncodingErrors, Problem,
        "按 {} 解码时有无效字节，以 U+FFFD 表示", "bytes that are invalid in {} stand as U+FFFD";
    /// A text dump's rows have different numbers of cells.
    RaggedRow, Note,
        "行的单元格数与表头不符：{}", "a row has another number of cells than its table's head: {}";
    /// A cell of a figure column that holds no figure.
    UnreadableFigure, Problem,
        "金额无法识别，按原文保留：{}", "a figure could not be read and is kept as printed: {}";
    /// A table of figures without a printed unit.
    UnitNotFound, Problem,
        "未找到金额单位：{}", "no unit of money is printed for: {}";
    /// A table of figures without a printed unit, whose unit follows from the other tables.
    UnitInferred, Note,
        "未印金额单位，由其他表推断：{}", "no unit of money is printed; it follows from the other tables: {}";
    /// Figures on the pages and figures in the joined table are not as many.
    FiguresLost, Problem,
        "合并后的金额个数与原页不一致：{}", "the joined table does not hold as many figures as its pages: {}";
    /// The columns of a known form without rules are inferred, and its heads do not bear them out: no line items.
    ColumnsUncertain, Problem,
        "无框线表格的列未能确定，单元格仅供参考，不生成指标：{}", "the columns of a table without rules are not certain; its cells are kept, its figures are not named: {}";
    /// Columns of a known form that hold figures, and that the catalogue does not know.
    UnknownColumn, Note,
        "有金额列未能识别：{}", "columns of figures that the catalogue does not know: {}";
    /// Classification codes that the catalogue does not know.
    UnknownCodes, Note,
        "科目编码不在目录中：{}", "classification codes that the catalogue does not know: {}";
    /// A fragment could not be fitted to the columns of the table that it continues.
    FragmentDoesNotFit, Problem,
        "续表与前页表格的列对不上，按单独的表处理：{}", "a continuation does not fit the columns of the table before it; kept as a table of its own: {}";
    /// Two tables of one document look like the same form.
    FormRepeated, Note,
        "同一张表出现多次：{}", "the same form appears more than once: {}";
    /// A page names another year than the document does elsewhere.
    YearDisagrees, Note,
        "此处年度与全文不一致：{}", "another year than in the rest of the document: {}";
    /// A page names another organisation than the document does elsewhere.
    EntityDisagrees, Note,
        "此处单位名称与全文不一致：{}", "another organisation than in the rest of the document: {}";
    /// A placeholder of the template stands where the name should.
    TemplateRemains, Problem,
        "单位名称处仍为模板占位符：{}", "a placeholder of the template stands for the name: {}";
    /// A table's title names one form, its heads are those of another.
    TitleAndHeadsDisagree, Problem,
        "表题与表头不符：{}", "the title names another form than the heads show: {}";
}

#[cfg(test)]
mod tests {
    use super::{Code, Diagnostic};
    use crate::Language;

    #[test]
    fn messages_speak_the_language_asked_for() {
        let diagnostic = Diagnostic::of_page(Code::TooManyGlyphs, 3, "100");
        assert_eq!(diagnostic.message(Language::Chinese), "本页字符超过上限（100），其余未读");
        assert!(diagnostic.message(Language::English).contains("limit (100)"));
    }

    #[test]
    fn codes_are_stable_snake_case() {
        assert_eq!(serde_json::to_string(&Code::NoTextLayer).unwrap(), "\"no_text_layer\"");
    }
}
