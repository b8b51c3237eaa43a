//! What changed between two outputs of one document, told as a person would: which table, row, column and page.

mod tables;
mod values;

use juesuan_model::Language;
use serde_json::Value;

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
    /// Boxes that moved while nothing else of their cells changed.
    Boxes {
        /// How many.
        count: usize,
        /// The furthest that an edge moved, in points.
        furthest: f64,
    },
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

/// Everything that differs, tables first.
pub fn differences(old: &Value, new: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    if old == new {
        return found;
    }
    tables::compare(old, new, &mut found);
    values::compare(old, new, &mut found);
    found
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
            Self::Boxes { count, furthest } => format!("{count} 个单元格只有位置变动，最多 {furthest:.1} 点"),
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
            Self::Boxes { count, furthest } => {
                format!("{count} cells moved and changed nothing else, at most {furthest:.1} points")
            }
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
