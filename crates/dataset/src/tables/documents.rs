//! `documents`: one row an input.

use juesuan_model::{Outcome, json_name};

use super::Rows;
use crate::schema::{Field, Table, integer, text};
use crate::source::Input;

pub(crate) const TABLE: Table = Table {
    name: "documents",
    chinese: "每个输入文件一行，不论结果如何",
    english: "one row for each input, whatever became of it",
    key: Some("path"),
    fields: &FIELDS,
    has_place: false,
    write,
};

const FIELDS: [Field; 26] = [
    text(
        "document_id",
        "文件标识：d 和内容 SHA-256 的前 16 位；没有结果的和内容重复的为空",
        "id: d and the first 16 digits of the content's SHA-256; empty where there is no result, and for duplicates",
    ),
    text("path", "在档案文件夹中的路径", "path in the archive"),
    text("sha256", "内容的 SHA-256；未读出时为空", "SHA-256 of the content; empty where it was not read"),
    integer("bytes", "文件大小，字节", "size of the file in bytes"),
    text("status", "ok 完成、problems 有问题、failed 失败、skipped 跳过", "ok, problems, failed or skipped"),
    text(
        "code",
        "失败或跳过的原因；有问题时为第一个问题",
        "why it failed or was skipped; the first problem where there are problems",
    ),
    text(
        "duplicate_of",
        "与之内容相同、代它入库的文件路径",
        "path of the input with the same content that stands for it",
    ),
    text(
        "format",
        "pdf 或 text；以下各项没有结果时为空",
        "pdf or text; this and the rest are empty where there is no result",
    ),
    integer("pages", "页数", "pages"),
    text("producer", "生成软件", "producing program"),
    text("text_layer", "文字层：full、partial、none", "text layer: full, partial or none"),
    text("kind", "文件种类：final_accounts、budget、unknown", "kind: final_accounts, budget or unknown"),
    integer("fiscal_year", "年度；未知为空", "fiscal year; empty where unknown"),
    text("entity_name", "部门或单位名称；未知为空", "name of the department or unit; empty where unknown"),
    text("entity_scope", "department 部门、unit 单位；未知为空", "department or unit; empty where unknown"),
    integer("tables", "表数", "tables"),
    integer("forms", "其中可识别的决算表数", "known forms among them"),
    integer("line_items", "数据项数", "line items"),
    integer("statements", "陈述数字的句子数", "sentences that state figures"),
    integer("checks_pass", "相符的核对数", "checks that pass"),
    integer("checks_rounding", "因四舍五入相差的核对数", "checks off by rounding"),
    integer("checks_fail", "不符的核对数", "checks that fail"),
    integer("checks_not_evaluated", "无法判断的核对数", "checks not evaluated"),
    integer("problems", "读取时的问题数", "problems while reading"),
    text("tool", "程序名称和版本", "name and version of the program"),
    text("schema_version", "JSON 约定的版本", "version of the JSON contract"),
];

fn write(input: &Input<'_>, rows: &mut Rows<'_>) {
    let (id, accounts) = (input.document_id(), input.accounts);
    let source = accounts.map(|accounts| &accounts.source);
    let document = accounts.map(|accounts| &accounts.document);
    let entity = document.and_then(|document| document.entity.as_ref());
    let outcomes = |outcome| accounts.map(|accounts| accounts.checks_that(outcome));
    let (format, text_layer) = (source.map(|s| json_name(s.format)), source.map(|s| json_name(s.text_layer)));
    let (kind, scope) = (document.map(|d| json_name(d.kind)), entity.and_then(|entity| entity.scope).map(json_name));
    rows.add(&[
        id.as_ref().into(),
        input.path.into(),
        input.sha256.into(),
        input.bytes.into(),
        input.status.into(),
        input.code.into(),
        input.duplicate_of.into(),
        format.as_ref().into(),
        source.map(|source| source.pages).into(),
        source.and_then(|source| source.producer.as_ref()).into(),
        text_layer.as_ref().into(),
        kind.as_ref().into(),
        document.and_then(|document| document.fiscal_year).map(u32::from).into(),
        entity.map(|entity| &entity.name).into(),
        scope.as_ref().into(),
        accounts.map(|accounts| accounts.tables.len()).into(),
        accounts.map(|accounts| accounts.forms().count()).into(),
        accounts.map(|accounts| accounts.line_items.len()).into(),
        accounts.map(|accounts| accounts.statements.len()).into(),
        outcomes(Outcome::Pass).into(),
        outcomes(Outcome::Rounding).into(),
        outcomes(Outcome::Fail).into(),
        outcomes(Outcome::NotEvaluated).into(),
        accounts.map(|accounts| accounts.problems().count()).into(),
        input.tool.into(),
        accounts.map(|accounts| accounts.schema_version.as_ref()).into(),
    ]);
}
