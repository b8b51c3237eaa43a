//! The JSON contract: one document's tables, re-joined and classified. Key order is the order of the fields; what is read
//! back is what was written.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::{
    BBox, Check, Code, Entity, Evidence, Format, GlossaryEntry, GridKind, Outcome, Section, Severity, Statement,
    TextLayer,
};

/// Version of the JSON contract. The second number grows when keys are added, the first when a key changes meaning.
pub const SCHEMA_VERSION: &str = "1.0";

/// How a figure is written: a decimal with the printed number of decimals.
#[cfg(feature = "schema")]
pub(crate) const DECIMAL: &str = r"^-?[0-9]+(\.[0-9]+)?$";

/// One document as data.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FinalAccounts {
    /// Version of the JSON contract, [`SCHEMA_VERSION`].
    #[cfg_attr(feature = "schema", schemars(extend("const" = SCHEMA_VERSION)))]
    pub schema_version: Cow<'static, str>,
    /// The file that it was read from.
    pub source: Source,
    /// What the document is.
    pub document: Document,
    /// Its headings in printed order, each with the text under it.
    pub sections: Vec<Section>,
    /// The tables in printed order, each re-joined over its pages.
    pub tables: Vec<Table>,
    /// One entry for each figure of the known forms, by table, row and column.
    pub line_items: Vec<LineItem>,
    /// The sentences that state figures, in printed order.
    pub statements: Vec<Statement>,
    /// Every relation that the document should satisfy, with its outcome: those of the forms in their order, then those
    /// of the prose, then those of the document as a whole.
    pub checks: Vec<Check>,
    /// The terms that it explains.
    pub glossary: Vec<GlossaryEntry>,
    /// What was noticed while reading and joining, in page order; those of the whole file first.
    pub diagnostics: Vec<ReportedDiagnostic>,
}

impl FinalAccounts {
    /// The tables that are known forms.
    pub fn forms(&self) -> impl Iterator<Item = &Table> {
        self.tables.iter().filter(|table| table.evidence.is_some())
    }

    /// What was noticed that the result suffers from.
    pub fn problems(&self) -> impl Iterator<Item = &ReportedDiagnostic> {
        self.diagnostics.iter().filter(|noticed| noticed.code.severity() == Severity::Problem)
    }

    /// How many checks came out so.
    pub fn checks_that(&self, outcome: Outcome) -> usize {
        self.checks.iter().filter(|check| check.outcome == outcome).count()
    }
}

/// The file that a document was read from. No path and no time: the same bytes under the same name give the same JSON.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    /// Name without folders.
    pub file_name: String,
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9a-f]{64}$")))]
    pub sha256: String,
    /// Size in bytes.
    pub bytes: u64,
    /// PDF or text.
    pub format: Format,
    /// Pages in the file; in a text dump those that form feeds part, mostly 1.
    pub pages: u32,
    /// The program that wrote the file, as stored in it; `null` where it names none.
    pub producer: Option<String>,
    /// Whether the pages carry text.
    pub text_layer: TextLayer,
    /// 1-based numbers of the pages without text.
    #[cfg_attr(feature = "schema", schemars(inner(range(min = 1))))]
    pub pages_without_text: Vec<u32>,
}

/// What the document is.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Document {
    /// The kind of document whose forms it holds.
    pub kind: DocumentKind,
    /// The year that it accounts for, from what it prints; `null` where it prints none.
    pub fiscal_year: Option<u16>,
    /// Whose accounts they are; `null` where no name is printed, or a placeholder stands for it.
    pub entity: Option<Entity>,
}

/// The kind of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// 部门决算 or 单位决算: one of its forms was found, or its title says so.
    FinalAccounts,
    /// 部门预算 or 单位预算: its title says so, and no form of another kind was found.
    Budget,
    /// Neither a form of a known kind nor a title that says what it is.
    Unknown,
}

/// A table, re-joined over its pages.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Table {
    /// The form, by its name in the catalogue (`income`, …); `other` for every other table.
    pub kind: String,
    /// The title as printed, whitespace removed; empty where none is printed.
    pub title: String,
    /// The printed form number (公开02表, 表2); `null` where none is printed.
    pub form_number: Option<String>,
    /// The unit of its figures (`万元`, `元`, …); `null` where none is printed and none follows from the other tables. A
    /// unit that is not printed is reported (`unit_inferred`).
    pub unit: Option<String>,
    /// 1-based pages that it stands on, ascending.
    #[cfg_attr(feature = "schema", schemars(inner(range(min = 1))))]
    pub pages: Vec<u32>,
    /// The part of it on each page.
    pub fragments: Vec<FragmentPlace>,
    /// One entry for each leaf column.
    pub columns: Vec<Column>,
    /// One entry for each logical row, in printed order.
    pub rows: Vec<Row>,
    /// Each line printed under the table, whitespace removed.
    pub notes: Vec<String>,
    /// Why it is taken for its form; `null` for `other`.
    pub evidence: Option<Evidence>,
}

/// Where one page shows a part of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FragmentPlace {
    /// 1-based.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub page: u32,
    /// Outer edge of the part.
    pub bbox: BBox,
    /// What its cells were told by.
    pub grid: GridKind,
}

/// A leaf column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Column {
    /// Head cells from top to bottom, whitespace removed; a cell over several head rows once.
    pub path: Vec<String>,
    /// What the 栏次 row prints for the column; `null` where there is no such row, or its cell is blank.
    pub number: Option<String>,
    /// What the column measures, by its canonical name; `null` where the catalogue does not know.
    pub measure: Option<String>,
}

/// A logical row: a row split by a page break is one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Row {
    /// One entry for each leaf column.
    pub cells: Vec<Cell>,
}

/// A cell of a row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cell {
    /// Line wraps and layout spaces removed; figures exactly as printed. A cell over several columns has its text in
    /// its first column and `""` in the others.
    pub text: String,
    /// The exact amount, as a decimal string with the printed number of decimals; absent where the cell states none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(regex(pattern = crate::accounts::DECIMAL)))]
    pub amount: Option<String>,
    /// How many leaf columns the printed cell covers, where more than one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(range(min = 2)))]
    pub colspan: Option<usize>,
    /// 1-based.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub page: u32,
    /// Edges of the printed cell.
    pub bbox: BBox,
}

/// A figure of a known form, with the canonical names of what it says. Places without a figure have no entry; a printed
/// zero has one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LineItem {
    /// Index into `tables`, from 0, as are the next two.
    pub table: usize,
    /// Index into the table's `rows`.
    pub row: usize,
    /// Index into the table's `columns` and the row's `cells`.
    pub column: usize,
    /// The form.
    pub kind: String,
    /// The side or block of the form (`income`, `expenditure`, `personnel`, `public`); `null` in forms with one side.
    pub section: Option<String>,
    /// Digits of the classification code, joined where 类, 款 and 项 stand apart; in forms that print only the names of
    /// the 类, the code of that 类. `null` for totals and other lines without one.
    pub code: Option<String>,
    /// The printed name without its ordinal; `null` where none is printed.
    pub name: Option<String>,
    /// 1, 2, 3 for 类, 款, 项; `null` without a code.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 3)))]
    pub level: Option<u8>,
    /// The line of a form whose lines have names, by its canonical name; `null` where the catalogue does not know.
    pub line: Option<String>,
    /// What the figure measures, by its canonical name; `null` where the catalogue does not know.
    pub measure: Option<String>,
    /// The exact amount, as in the cell.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = crate::accounts::DECIMAL)))]
    pub amount: String,
    /// The unit printed with the figure, else the table's; for a line of counts, what is counted (`辆`).
    pub unit: Option<String>,
    /// The amount in 元 with as many decimals; `null` where the unit is unknown or none of money.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = crate::accounts::DECIMAL)))]
    pub amount_yuan: Option<String>,
    /// 1-based.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub page: u32,
    /// Edges of the printed cell.
    pub bbox: BBox,
}

/// A diagnostic with its message written out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportedDiagnostic {
    /// Stable code.
    pub code: Code,
    /// 1-based page; `null` where it concerns the whole file.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub page: Option<u32>,
    /// Where on the page; absent where it concerns the whole page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bbox: Option<BBox>,
    /// For people, in the language asked for.
    pub message: String,
}
