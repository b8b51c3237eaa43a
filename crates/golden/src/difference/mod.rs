//! What changed between two outputs of one document, told as a person would: which table, row, column and page.

mod found;
mod tables;
mod values;

use juesuan_model::Language;
use serde_json::Value;

use found::Found;

/// One thing that changed.
#[derive(Debug, Clone, PartialEq)]
pub enum Difference {
    /// A table that was there and is not, or the reverse.
    Table {
        /// Its title and kind.
        table: String,
        /// Its first page.
        page: Option<u64>,
        /// Whether it came, else it went.
        came: bool,
    },
    /// A column that was there and is not, or the reverse.
    Column {
        /// Title and kind of the table.
        table: String,
        /// The head path.
        column: String,
        /// Whether it came, else it went.
        came: bool,
    },
    /// A row that was there and is not, or the reverse.
    Row {
        /// Title and kind of the table.
        table: String,
        /// Its number from 1 and its label.
        row: String,
        /// Its page.
        page: Option<u64>,
        /// Whether it came, else it went.
        came: bool,
    },
    /// A cell that changed.
    Cell {
        /// Title and kind of the table.
        table: String,
        /// Number from 1 and label of the row.
        row: String,
        /// Head path of the column.
        column: String,
        /// Its page now.
        page: Option<u64>,
        /// What of it changed: `text`, `amount`, `page`, …
        what: String,
        /// As it was.
        old: String,
        /// As it is.
        new: String,
    },
    /// A row that stands on another page, all of it.
    RowPage {
        /// Title and kind of the table.
        table: String,
        /// Its number from 1 and its label.
        row: String,
        /// The page that it was on.
        old: u64,
        /// The page that it is on.
        new: u64,
    },
    /// Boxes that moved, of cells and of everything else. One shift moves hundreds.
    Boxes {
        /// How many.
        count: usize,
        /// The furthest that an edge moved, in points.
        furthest: f64,
    },
    /// Line items that only point at other tables, rows or columns than before: one row that came or went changes all
    /// that follow.
    Renumbered {
        /// How many.
        count: usize,
    },
    /// Something changed that none of the others tells.
    Elsewhere,
    /// A value anywhere else that changed.
    Value {
        /// Where it stands in the JSON.
        place: String,
        /// As it was.
        old: String,
        /// As it is.
        new: String,
    },
    /// An entry of a list anywhere else that was there and is not, or the reverse.
    Entry {
        /// The list.
        list: String,
        /// What tells the entry.
        entry: String,
        /// Its page.
        page: Option<u64>,
        /// Whether it came, else it went.
        came: bool,
    },
}

/// Everything that differs, tables first. Empty only where both are the same.
pub fn differences(old: &Value, new: &Value) -> Vec<Difference> {
    if old == new {
        return Vec::new();
    }
    let mut found = Found::default();
    tables::compare(old, new, &mut found);
    values::compare(old, new, &mut found);
    let mut all = found.into_differences();
    if all.is_empty() {
        // Nobody may take two outputs for the same because this comparison does not look somewhere.
        all.push(Difference::Elsewhere);
    }
    all
}

impl Difference {
    /// The difference in one line.
    pub fn line(&self, language: Language) -> String {
        match language {
            Language::Chinese => self.in_chinese(),
            Language::English => self.in_english(),
        }
    }

    fn in_chinese(&self) -> String {
        let page = |page: &Option<u64>| page.map(|page| format!("，第 {page} 页")).unwrap_or_default();
        let verb = |came: &bool| if *came { "多出" } else { "少了" };
        match self {
            Self::Table { table, page: at, came } => format!("{}表：{table}{}", verb(came), page(at)),
            Self::Column { table, column, came } => format!("{table}：{}列“{column}”", verb(came)),
            Self::Row { table, row, page: at, came } => format!("{table}{}：{}行“{row}”", page(at), verb(came)),
            Self::Cell { table, row, column, page: at, what, old, new } => {
                let what = if what == "text" { String::new() } else { format!("（{what}）") };
                format!(
                    "{table}{}：行“{row}”，列“{column}”{what}：{} → {}",
                    page(at),
                    blank(old, "空"),
                    blank(new, "空")
                )
            }
            Self::RowPage { table, row, old, new } => format!("{table}：行“{row}”从第 {old} 页移到第 {new} 页"),
            Self::Boxes { count, furthest } => format!("{count} 处位置变动，最多 {furthest:.1} 点"),
            Self::Renumbered { count } => format!("line_items：{count} 条只有 table、row、column 序号变动"),
            Self::Elsewhere => "JSON 有变动，但说不出在哪里".to_owned(),
            Self::Value { place, old, new } => format!("{place}：{} → {}", blank(old, "空"), blank(new, "空")),
            Self::Entry { list, entry, page: at, came } => format!("{list}{}：{}“{entry}”", page(at), verb(came)),
        }
    }

    fn in_english(&self) -> String {
        let page = |page: &Option<u64>| page.map(|page| format!(", page {page}")).unwrap_or_default();
        let verb = |came: &bool| if *came { "new" } else { "gone" };
        match self {
            Self::Table { table, page: at, came } => format!("table {}: {table}{}", verb(came), page(at)),
            Self::Column { table, column, came } => format!("{table}: column {}: `{column}`", verb(came)),
            Self::Row { table, row, page: at, came } => format!("{table}{}: row {}: `{row}`", page(at), verb(came)),
            Self::Cell { table, row, column, page: at, what, old, new } => {
                let what = if what == "text" { String::new() } else { format!(" ({what})") };
                let (old, new) = (blank(old, "blank"), blank(new, "blank"));
                format!("{table}{}: row `{row}`, column `{column}`{what}: {old} → {new}", page(at))
            }
            Self::RowPage { table, row, old, new } => {
                format!("{table}: row `{row}` went from page {old} to page {new}")
            }
            Self::Boxes { count, furthest } => format!("{count} boxes moved, at most {furthest:.1} points"),
            Self::Renumbered { count } => {
                format!("line_items: {count} changed nothing but the numbers table, row, column")
            }
            Self::Elsewhere => "the JSON changed in a way that has no words here".to_owned(),
            Self::Value { place, old, new } => format!("{place}: {} → {}", blank(old, "blank"), blank(new, "blank")),
            Self::Entry { list, entry, page: at, came } => format!("{list}{}: {}: `{entry}`", page(at), verb(came)),
        }
    }
}

fn blank(text: &str, word: &str) -> String {
    if text.is_empty() { format!("({word})") } else { text.to_owned() }
}

#[cfg(test)]
mod tests;
