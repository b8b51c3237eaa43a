//! The totals of a document's year, for lists of documents.

use juesuan_model::FinalAccounts;

use crate::catalogue::{Alternatives, CellName, RowName, catalogue};

/// What a document accounts for in all, in 元 with the printed number of decimals.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct YearTotals {
    /// Income of the year, without what was carried over; `None` where no form states it in a known unit.
    pub income: Option<String>,
    /// Expenditure of the year, likewise.
    pub expenditure: Option<String>,
}

/// The totals of the year as the forms of the document state them; none for a kind that the catalogue does not know.
pub fn totals(accounts: &FinalAccounts) -> YearTotals {
    let Some(layout) = catalogue().layout(accounts.document.kind) else { return YearTotals::default() };
    let cells = &layout.year_totals;
    YearTotals { income: yuan(accounts, &cells.income), expenditure: yuan(accounts, &cells.expenditure) }
}

/// The first line item that one of the names is of.
fn yuan(accounts: &FinalAccounts, names: &Alternatives) -> Option<String> {
    let item = names.0.iter().flatten().find_map(|name| {
        let RowName::Line(line) = &name.row else { return None };
        let is_named = |item: &&juesuan_model::LineItem| {
            let CellName { form, measure, .. } = name;
            item.kind == *form && item.line.as_ref() == Some(line) && item.measure == *measure
        };
        accounts.line_items.iter().find(is_named)
    });
    item?.amount_yuan.clone()
}

#[cfg(test)]
mod tests {
    use juesuan_model::{Extraction, Language};

    use super::totals;
    use crate::drawing::{line, page, table};
    use crate::{SourceFile, reconcile};

    #[track_caller]
    fn check(forms: &[(&str, &str)], income: Option<&str>, expenditure: Option<&str>) {
        let drawn = forms.iter().zip(1..).map(|((title, drawing), number)| {
            page(number, vec![line(200.0, 60.0, title), line(400.0, 80.0, "单位：万元")], vec![table(100.0, drawing)])
        });
        let extraction = Extraction { pages: drawn.collect(), ..Extraction::default() };
        let found = totals(&reconcile(extraction, SourceFile::default(), Language::English));
        assert_eq!((found.income.as_deref(), found.expenditure.as_deref()), (income, expenditure));
    }

    const SUMMARY: (&str, &str) = (
        "收入支出决算总表",
        "收入|<|支出|<\n项目|决算数|项目|决算数\n一、一般公共预算财政拨款收入|9.00|一、教育支出|8.00\n本年收入合计|9.00|本年支出合计|8.00",
    );
    const INCOME: (&str, &str) =
        ("收入决算表", "科目编码|科目名称|本年收入合计\n|合计|9.01\n201|一般公共服务支出|9.01");

    #[test]
    fn the_summary_states_the_totals_before_other_forms() {
        check(&[SUMMARY, INCOME], Some("90000.00"), Some("80000.00"));
        check(&[INCOME], Some("90100.00"), None);
        check(&[], None, None);
    }
}
