//! `form_declared_empty`: the note under a form says that it is empty. `template_remains`: instructions for filling it in
//! were left there.

use juesuan_model::{CheckPlace, Outcome, Table};
use rust_decimal::Decimal;

use super::super::claim::Claim;
use super::place;
use crate::spelling::canonical;
use crate::wording::wordings;

const EMPTY: &str = "form_declared_empty";
const TEMPLATE: &str = "template_remains";

wordings! {
    static IS_EMPTY needs ['空', '数'] = r"(?:本表|此表|故|因此|,)(?:本表|此表)?(?:为空|为空表|无数据|没有数据|以空表列示)|^(?:注:|说明:)?(?:本表|此表)(?:为空|无数据)";
    static INSTRUCTION = r"仍?保留(?:该|此|本)表(?:格式)?.{0,6}并?在.{0,12}(?:说明|下述)|(?:请|应)(?:删除|填写|据实填)";
}

/// The notes under the forms.
pub(crate) fn check_declared(tables: &[Table]) -> Vec<Claim<'static>> {
    let mut claims = Vec::new();
    for (index, table) in tables.iter().enumerate() {
        let Some(fragment) = table.fragments.last() else { continue };
        let here = place(fragment.page, fragment.bbox, None);
        let notes = || table.notes.iter().map(|note| (note, canonical(note)));
        if let Some((note, _)) = notes().find(|(_, plain)| IS_EMPTY.is_match(plain) && !INSTRUCTION.is_match(plain)) {
            claims.push(declared(index, table, note, here.clone()));
        }
        if let Some((note, _)) = notes().find(|(_, plain)| INSTRUCTION.is_match(plain)) {
            let claim = Claim {
                rule: TEMPLATE,
                identity: format!("notes[{}]", table.kind),
                outcome: Outcome::Fail,
                zh: format!("“{}”下仍留有填报说明“{note}”", table.title),
                en: format!("an instruction was left under “{}”: “{note}”", table.title),
                printed: Some(note.clone()),
                places: vec![here],
                ..Claim::default()
            };
            claims.push(claim);
        }
    }
    claims
}

fn declared(index: usize, table: &Table, note: &str, here: CheckPlace) -> Claim<'static> {
    let is_something = |amount: &String| Decimal::from_str_exact(amount).is_ok_and(|amount| !amount.is_zero());
    let cells = table
        .rows
        .iter()
        .enumerate()
        .flat_map(|(row, cells)| cells.cells.iter().enumerate().map(move |(c, cell)| (row, c, cell)));
    let mut filled = cells.filter(|(_, column, cell)| {
        let is_label = table.columns.get(*column).and_then(|column| column.measure.as_deref()) == Some("line_number");
        !is_label && cell.amount.as_ref().is_some_and(is_something)
    });
    let first = filled.next();
    let cell = |(row, column, cell): (usize, usize, &juesuan_model::Cell)| {
        place(cell.page, cell.bbox, Some(juesuan_model::CellAt { table: index, row, column }))
    };
    let figure = first.map(|(_, _, cell)| cell.text.clone()).unwrap_or_default();
    Claim {
        rule: EMPTY,
        identity: format!("declared[{}]", table.kind),
        outcome: if first.is_some() { Outcome::Fail } else { Outcome::Pass },
        zh: format!("“{}”下注明“{note}”，表中却列有 {figure}", table.title),
        en: format!("the note under “{}” says “{note}”, but the form holds {figure}", table.title),
        printed: Some(note.to_owned()),
        places: first.map(cell).into_iter().chain([here]).collect(),
        ..Claim::default()
    }
}
