//! What holds of every document, whatever its pages were.

use juesuan_model::FinalAccounts;
use rust_decimal::Decimal;

/// Panics where the document is not what `juesuan_model` says it is.
#[track_caller]
pub(crate) fn check(accounts: &FinalAccounts) {
    check_tables(accounts);
    check_line_items(accounts);
    let has_page = |page: u32| (1..=accounts.source.pages).contains(&page);
    for section in &accounts.sections {
        assert!(has_page(section.page) && section.level > 0, "{section:?}");
        assert!(section.paragraphs.iter().all(|paragraph| has_page(paragraph.page)), "{section:?}");
    }
    assert!(accounts.glossary.iter().all(|entry| has_page(entry.page)), "{:?}", accounts.glossary);
    for diagnostic in &accounts.diagnostics {
        assert!(diagnostic.page.is_none_or(has_page), "{diagnostic:?}");
        assert!(!diagnostic.message.is_empty(), "{diagnostic:?}");
    }
    assert!(accounts.diagnostics.is_sorted_by_key(|diagnostic| diagnostic.page), "diagnostics come in page order");
}

fn check_tables(accounts: &FinalAccounts) {
    let has_page = |page: u32| (1..=accounts.source.pages).contains(&page);
    for table in &accounts.tables {
        assert!(!table.pages.is_empty() && table.pages.is_sorted_by(|a, b| a < b), "{:?}", table.pages);
        assert!(table.pages.iter().all(|&page| has_page(page)), "{:?}", table.pages);
        assert!(table.fragments.iter().all(|place| table.pages.contains(&place.page)), "{:?}", table.fragments);
        assert_eq!(table.kind == "other", table.evidence.is_none(), "{}", table.kind);
        for row in &table.rows {
            assert_eq!(row.cells.len(), table.columns.len(), "a cell for each leaf column");
            for cell in &row.cells {
                assert!(table.pages.contains(&cell.page), "{cell:?}");
                assert!(cell.amount.as_deref().is_none_or(is_decimal), "{cell:?}");
                assert!(cell.colspan.is_none_or(|span| span > 1 && span <= table.columns.len()), "{cell:?}");
            }
        }
    }
}

fn check_line_items(accounts: &FinalAccounts) {
    for item in &accounts.line_items {
        let table = &accounts.tables[item.table];
        let cell = &table.rows[item.row].cells[item.column];
        assert_eq!(cell.amount.as_ref(), Some(&item.amount), "{item:?}");
        assert_eq!((item.page, &item.kind), (cell.page, &table.kind), "{item:?}");
        assert!(item.amount_yuan.as_deref().is_none_or(is_decimal), "{item:?}");
    }
    assert!(
        accounts.line_items.is_sorted_by_key(|item| (item.table, item.row, item.column)),
        "by table, row and column"
    );
}

fn is_decimal(text: &str) -> bool {
    text.parse::<Decimal>().is_ok()
}
