//! The page that tells people what each field means.

use std::fmt::Write;

use juesuan_model::Language;

use crate::TABLES;
use crate::schema::Kind;

/// What each table and each of its fields means, as a Markdown page.
pub fn dictionary(language: Language) -> String {
    let mut page = String::new();
    // Into a string: nothing can fail.
    let _ = write_page(&mut page, language);
    page
}

fn write_page(page: &mut String, language: Language) -> std::fmt::Result {
    let say = |chinese, english| language.either(chinese, english);
    writeln!(page, "{}", say("# 数据集字典\n", "# Dictionary of the dataset\n"))?;
    writeln!(
        page,
        "{}",
        say(
            "由程序中的字段定义生成（`cargo run -p juesuan-dataset --example fields -- zh`），请勿手工修改。CSV 与 Parquet 的\
             表和字段相同。\n\n小数：CSV 照印；Parquet 为 `DECIMAL(38, 10)`，从不用浮点数，超过 10 位小数的数为空（CSV 中仍在）。空值在 CSV 中是空字段，在 \
             Parquet 中是 null，都不等于 0。标识由文件内容和位置得出，同一文件在任何地方都相同。标准名称（`kind`、`measure`、`line` \
             等）的含义见 juesuan 源码的 `docs/dictionary.zh.md`。CSV 中的文字照原样写出：以 `=`、`+`、`-`、`@` 开头的，电子表格可能当作\
             公式，来源不可信时请按文字列导入。",
            "Written from the definitions of the fields (`cargo run -p juesuan-dataset --example fields -- en`); do not \
             edit. CSV and Parquet have the same tables and fields.\n\nFigures are exact: as printed in CSV, `DECIMAL(38, 10)` \
             in Parquet, never floating-point; a figure with more than 10 decimals is null there, and still in the CSV. What \
             is absent is an empty field in CSV and null in Parquet, and never 0. Ids are made of a document's content and of \
             where a thing stands in it: the same file has the same ids everywhere. What the canonical names mean (`kind`, \
             `measure`, `line`) is told in `docs/dictionary.md` of juesuan's source. Texts stand in the CSV as they are: a \
             spreadsheet may take one that begins with `=`, `+`, `-` or `@` for a formula; import the columns as text where \
             you do not trust the documents."
        )
    )?;
    for table in TABLES {
        writeln!(page, "\n## `{}`\n\n{}\n", table.name, say(table.chinese, table.english))?;
        writeln!(page, "{}\n| --- | --- | --- |", say("| 字段 | 类型 | 含义 |", "| field | type | meaning |"))?;
        for field in table.fields() {
            let kind = match field.kind {
                Kind::Text => say("文字", "text"),
                Kind::Integer => say("整数", "integer"),
                Kind::Number => say("坐标", "coordinate"),
                Kind::Decimal => say("精确小数", "exact decimal"),
            };
            let refers = field.refers_to.map(|table| format!(" → `{}`", table.table().name)).unwrap_or_default();
            writeln!(page, "| `{}` | {kind} | {}{refers} |", field.name, say(field.chinese, field.english))?;
        }
    }
    Ok(())
}
