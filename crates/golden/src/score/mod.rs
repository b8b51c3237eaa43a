//! How much of a document's truth its output has.

mod checks;
mod counts;
mod items;
mod prose;
mod scores;
mod statements;
mod table;
mod text;

use juesuan_model::Language;
use serde::Serialize;
use serde_json::Value;

use crate::json::text;
use crate::manifest::Document;
use crate::truth::Truth;

pub use counts::{Counts, Share};
pub use scores::Scores;
pub use text::text_table;
pub(crate) use text::{cells, heads};

/// The score of one document.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentScore {
    /// Its id in the manifest.
    pub id: String,
    /// What made it.
    pub producer: Option<String>,
    /// What is special about it.
    pub traits: Vec<String>,
    /// Whether none of its traits is one that is not handled yet.
    pub handled: bool,
    /// The counts.
    pub counts: Counts,
    /// What differs, each with its place.
    pub mistakes: Vec<Mistake>,
}

/// One thing that differs from the truth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mistake {
    /// What kind of thing it is.
    pub kind: MistakeKind,
    /// Title of the form, or the part of the document.
    pub place: String,
    /// The row: its number from 1 in the truth (of the output for what is not in the truth), and its label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<String>,
    /// The column's head path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// The page of the output, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u64>,
    /// What the truth says.
    pub truth: String,
    /// What the output says.
    pub output: String,
}

/// What kind of thing differs from the truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MistakeKind {
    /// There is no output.
    NoOutput,
    /// A form that is not in the output.
    FormMissing,
    /// A form that the output has twice.
    FormRepeated,
    /// A form that the document has not.
    FormInvented,
    /// The head paths differ.
    Heads,
    /// The unit of money differs.
    Unit,
    /// A figure that is not printed there.
    WrongFigure,
    /// A printed figure that the output has not.
    MissingFigure,
    /// Another text.
    Text,
    /// A row that the output has not.
    RowMissing,
    /// A row stands on another page.
    Page,
    /// The lines under a form differ.
    Notes,
    /// A line item that the truth has not.
    WrongItem,
    /// A line item that the output has not.
    MissingItem,
    /// A heading differs.
    Heading,
    /// A term or its meaning differs.
    Term,
    /// Year, entity, kind of document or text layer differ.
    Document,
    /// A figure that the prose states, or is said to state, differs.
    Fact,
    /// A known inconsistency that no check found.
    InconsistencyMissed,
    /// A finding about what is not inconsistent.
    FalseAlarm,
}

impl MistakeKind {
    /// Its name for people.
    fn name(self, language: Language) -> &'static str {
        let (chinese, english) = match self {
            Self::NoOutput => ("未能转换", "not converted"),
            Self::FormMissing => ("缺表", "form missing"),
            Self::FormRepeated => ("表重复", "form repeated"),
            Self::FormInvented => ("多出表", "form invented"),
            Self::Heads => ("表头不同", "heads differ"),
            Self::Unit => ("单位不同", "unit differs"),
            Self::WrongFigure => ("数字错误", "wrong figure"),
            Self::MissingFigure => ("数字缺失", "figure missing"),
            Self::Text => ("文字不同", "text differs"),
            Self::RowMissing => ("缺行", "row missing"),
            Self::Page => ("页码不同", "page differs"),
            Self::Notes => ("表注不同", "notes differ"),
            Self::WrongItem => ("指标错误", "wrong line item"),
            Self::MissingItem => ("指标缺失", "line item missing"),
            Self::Heading => ("标题不同", "heading differs"),
            Self::Term => ("名词不同", "term differs"),
            Self::Document => ("文件信息不同", "document differs"),
            Self::Fact => ("文字数据不同", "stated figure differs"),
            Self::InconsistencyMissed => ("漏查", "inconsistency missed"),
            Self::FalseAlarm => ("误报", "false alarm"),
        };
        language.either(chinese, english)
    }
}

impl Mistake {
    fn new(kind: MistakeKind, place: &str, truth: impl Into<String>, output: impl Into<String>) -> Self {
        let (truth, output) = (truth.into(), output.into());
        Self { kind, place: place.to_owned(), row: None, column: None, page: None, truth, output }
    }

    /// The mistake in one line.
    fn line(&self, language: Language) -> String {
        let (row, column, page, blank) =
            language.either(("行", "列", "页", "（空）"), ("row", "column", "page", "(blank)"));
        let mut line = format!("{} {}", self.kind.name(language), self.place);
        for (word, text) in [(row, &self.row), (column, &self.column)] {
            if let Some(text) = text {
                line += &format!(" · {word} {text}");
            }
        }
        if let Some(number) = self.page {
            line += &format!(" · {page} {number}");
        }
        let shown = |text: &str| if text.is_empty() { blank.to_owned() } else { text.to_owned() };
        line + &format!(": {} → {}", shown(&self.truth), shown(&self.output))
    }
}

/// Measures one output. `output` is the command's JSON, or anything else where there is none.
pub fn score(document: &Document, handled: bool, truth: &Truth, output: &Value) -> DocumentScore {
    let mut counts = Counts { documents: 1, ..Counts::default() };
    let mut mistakes = Vec::new();
    if let Some(error) = output.get("error") {
        mistakes.push(Mistake::new(MistakeKind::NoOutput, text(error, "code"), "", text(error, "message")));
    }
    table::score_tables(truth, output, &mut counts, &mut mistakes);
    items::score_items(truth, output, &mut counts, &mut mistakes);
    prose::score_prose(truth, output, &mut counts, &mut mistakes);
    counts.documents_exact = u64::from(mistakes.is_empty());
    statements::score_statements(truth, output, &mut counts, &mut mistakes);
    checks::score_checks(truth, output, &mut counts, &mut mistakes);
    DocumentScore {
        id: document.id.clone(),
        producer: document.producer.clone(),
        traits: document.traits.clone(),
        handled,
        counts,
        mistakes,
    }
}

#[cfg(test)]
mod strictness;
#[cfg(test)]
mod tests;
