//! The catalogue → the page of checks that users read: every rule, every identity with its source.

use std::fmt::Write;

use juesuan_model::Language;

use super::rules::rules;
use crate::catalogue::{Alternatives, CellName, Identity, Relation, RowName, catalogue};

/// Every rule and every identity as a Markdown page.
pub fn checks_page(language: Language) -> String {
    let say = |zh: &'static str, en: &'static str| language.either(zh, en);
    let mut page = String::new();
    page += say(
        "# 核对规则\n\n由目录数据生成（`cargo run -p juesuan-reconciler --example checks -- zh`），请勿手工修改。\n\n\
         每项核对的结果（`outcome`）：`pass` 相符；`rounding` 尾差，各数末位舍入（或截去）所能解释；`fail` 不符；\
         `not_applicable` 文件未列所涉项目；`not_evaluated` 无法核对，并注明原因（`reason`）。有数字无法识别、页面没有文本层、\
         表格由文字对齐推断而无框线的，一律不判为不符。\n\n\
         印出的数代表一个区间：上下各半个末位；和、差、比随之传递，两边区间相交即为相符或尾差。\n\n## 规则\n\n\
         `juesuan check --explain 规则名` 给出同样的说明。\n\n",
        "# Checks\n\nWritten from the catalogue (`cargo run -p juesuan-reconciler --example checks -- en`); do not edit.\n\n\
         What becomes of a check (`outcome`): `pass`; `rounding`, off by what rounding (or cutting off) the last printed \
         digits explains; `fail`; `not_applicable`, the document prints nothing that it is about; `not_evaluated`, with \
         the `reason`. Where a figure could not be read, pages have no text, or a table's columns are inferred from the \
         alignment of words without rules, nothing fails.\n\n\
         A printed figure stands for an interval, half its last digit up and down; sums, differences and ratios pass it \
         on, and both sides agree where their intervals meet.\n\n## Rules\n\n\
         `juesuan check --explain RULE` says the same.\n\n",
    );
    for rule in rules() {
        let text = rule.text(language);
        let _ = write!(
            page,
            "### `{}`\n\n**{}**{}{}{}{} {} {}{}\n\n",
            rule.id,
            text.title,
            say("（", " ("),
            rule.severity.text(language),
            say("）。", "). "),
            text.meaning,
            text.why,
            say("例：", "Example: "),
            text.example
        );
    }
    page += say(
        "## 恒等式\n\n式中每项为“表.方:行@栏”，名称见数据字典；`*` 为每一行，`$` 为每个科目或每一栏，`children` 为其下级科目，\
         `top` 为最上级科目，`classes` 为各类，`|` 隔开的取文件印有的第一种。\n",
        "## Identities\n\nA term is FORM.SIDE:ROW@MEASURE in the names of the dictionary; `*` is each row, `$` each code or \
         each measure, `children` the codes below, `top` the topmost codes, `classes` the classes (类); of what `|` parts \
         the first that is printed counts.\n",
    );
    for identities in &catalogue().identities {
        for (source, name) in &identities.sources {
            let _ = write!(page, "\n### {}\n\n", name.text(language));
            page += say(
                "| 名称 | 规则 | 关系 | 式 |\n| --- | --- | --- | --- |\n",
                "| name | rule | relation | terms |\n| --- | --- | --- | --- |\n",
            );
            for identity in identities.identities.iter().filter(|identity| identity.source == *source) {
                let sentence = identity.sentence.text(language);
                let terms = terms(identity).replace('|', "\\|");
                let _ = writeln!(page, "| `{}` | `{}` | {sentence} | `{terms}` |", identity.id, identity.rule);
            }
        }
    }
    page
}

fn terms(identity: &Identity) -> String {
    let side = |sums: &[Alternatives]| sums.iter().map(sum_text).collect::<Vec<_>>().join(" + ");
    let relation = if identity.relation == Relation::Eq { "=" } else { "≤" };
    format!("{} {relation} {}", side(&identity.left), side(&identity.right)).replace("+ -", "- ")
}

fn sum_text(sum: &Alternatives) -> String {
    let one = |terms: &Vec<CellName>| terms.iter().map(term_text).collect::<Vec<_>>().join(" + ");
    let all: Vec<String> = sum.0.iter().map(one).collect();
    if all.len() > 1 { format!("({})", all.join(" | ")) } else { all.concat() }
}

fn term_text(term: &CellName) -> String {
    let side = term.section.as_ref().map(|section| format!(".{section}")).unwrap_or_default();
    let row = match &term.row {
        RowName::Each => "*".to_owned(),
        RowName::EachCode => "$".to_owned(),
        RowName::Children => "children".to_owned(),
        RowName::Top => "top".to_owned(),
        RowName::Classes => "classes".to_owned(),
        RowName::Any => "any".to_owned(),
        RowName::Code(code) => format!("#{code}"),
        RowName::Line(line) => line.clone(),
    };
    let minus = if term.minus { "-" } else { "" };
    format!("{minus}{}{side}:{row}@{}", term.form, term.measure.as_deref().unwrap_or("$"))
}
