//! Made documents hold together: what a reader could check holds within the rounding of the printed digits.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

use juesuan_corpus::{Size, Spec, Table, generate, plant_faults};

const SIZES: [Size; 4] = [Size::Tiny, Size::Small, Size::Medium, Size::Large];

fn documents() -> impl Iterator<Item = Spec> {
    SIZES.into_iter().flat_map(|size| (1..=12).map(move |seed| generate("test", seed, size)))
}

fn table<'a>(spec: &'a Spec, kind: &str) -> &'a Table {
    spec.tables.iter().find(|table| table.kind == kind).unwrap()
}

/// The last digits of a printed figure: 12,345.67 is 1234567; blank is nothing.
fn hundredths(cell: &str) -> i64 {
    cell.replace([',', '.'], "").parse().unwrap_or(0)
}

fn column(table: &Table, measure: &str) -> usize {
    table.measures.iter().position(|name| name.as_deref() == Some(measure)).unwrap()
}

fn row<'a>(table: &'a Table, name: &str) -> &'a [String] {
    table.rows.iter().find(|row| row.iter().any(|cell| cell == name)).unwrap()
}

/// The codes of a row, 类, 款 and 项 together.
fn code(table: &Table, row: &[String]) -> String {
    let is_code = |name: &Option<String>| name.as_deref().is_some_and(|name| name.starts_with("code"));
    table.measures.iter().zip(row).filter(|(name, _)| is_code(name)).map(|(_, cell)| cell.as_str()).collect()
}

/// Fails where `parts` printed figures miss their `whole` by more than rounding each of them can.
fn adds_up(whole: i64, parts: &[i64], what: &str) {
    let allowed = i64::try_from(parts.len()).unwrap() / 2 + 1;
    let off = (whole - parts.iter().sum::<i64>()).abs();
    assert!(off <= allowed, "{what}: {whole} is not the sum of {parts:?}");
}

#[test]
fn the_same_seed_gives_the_same_document_and_another_one_another() {
    assert_eq!(generate("a", 5, Size::Medium), generate("a", 5, Size::Medium));
    assert_ne!(generate("a", 5, Size::Medium).tables, generate("a", 6, Size::Medium).tables);
}

#[test]
fn every_table_is_as_wide_as_its_head() {
    for spec in documents() {
        assert_eq!(spec.tables.len(), 9);
        for table in &spec.tables {
            let wide = table.columns.len();
            assert_eq!(table.measures.len(), wide);
            assert!(table.rows.iter().all(|row| row.len() == wide), "{} {}", spec.seed.unwrap(), table.kind);
            assert!(table.column_numbers.as_ref().is_none_or(|numbers| numbers.len() == wide));
            assert!(table.row_measures.as_ref().is_none_or(|measures| measures.len() == table.rows.len()));
        }
    }
}

#[test]
fn codes_add_up_to_their_parents_and_to_the_total() {
    let mut tails = 0;
    for spec in documents() {
        for kind in ["income", "expenditure", "general_public_budget_expenditure", "government_fund", "state_capital"] {
            let table = table(&spec, kind);
            let first_figure = column(table, "name") + 1;
            for at in first_figure..table.columns.len() {
                for (length, below) in [(0, 3), (3, 5), (5, 7)] {
                    for parent in table.rows.iter().filter(|row| code(table, row).len() == length) {
                        let prefix = code(table, parent);
                        let is_child = |row: &&Vec<String>| {
                            code(table, row).len() == below && code(table, row).starts_with(&prefix)
                        };
                        let parts: Vec<i64> =
                            table.rows.iter().filter(is_child).map(|row| hundredths(&row[at])).collect();
                        adds_up(hundredths(&parent[at]), &parts, &format!("{:?} {kind} {prefix}", spec.seed));
                        tails += usize::from(hundredths(&parent[at]) != parts.iter().sum::<i64>());
                    }
                }
            }
        }
    }
    assert!(tails > 100, "documents in 万元 must show rounding tails, {tails} found");
}

#[test]
fn income_and_expenditure_balance() {
    for spec in documents() {
        let summary = table(&spec, "income_expenditure_summary");
        let [left, right] = [column(summary, "amount"), summary.columns.len() - 1];
        let [income, used, opening, total] = ["本年收入合计", "使用非财政拨款结余", "年初结转和结余", "总计"]
            .map(|name| hundredths(&row(summary, name)[left]));
        adds_up(total, &[income, used, opening], "what was available");
        let [spent, distributed, closing, same] =
            ["本年支出合计", "结余分配", "年末结转和结余", "总计"].map(|name| hundredths(&row(summary, name)[right]));
        adds_up(same, &[spent, distributed, closing], "what became of it");
        assert_eq!(total, same);
        assert!(closing >= 0 && opening >= 0);
        let expenditure = table(&spec, "expenditure");
        assert_eq!(spent, hundredths(&row(expenditure, "合计")[column(expenditure, "total_expenditure")]));
        let by_income = table(&spec, "income");
        assert_eq!(income, hundredths(&row(by_income, "合计")[column(by_income, "total_income")]));
    }
}

#[test]
fn basic_expenditure_is_the_same_in_two_forms() {
    for spec in documents() {
        let general = table(&spec, "general_public_budget_expenditure");
        let basic = table(&spec, "general_public_budget_basic_expenditure");
        let whole = hundredths(&row(general, "合计")[column(general, "basic_expenditure")]);
        let last = basic.rows.last().unwrap();
        let parts = ["人员经费合计", "公用经费合计"].map(|name| {
            let at = last.iter().position(|cell| cell == name).unwrap();
            hundredths(&last[at + 1])
        });
        adds_up(whole, &parts, "basic expenditure");
        let negative = basic.rows.iter().flatten().any(|cell| cell.starts_with('-'));
        assert!(!negative, "{:?}: an entry of basic expenditure is negative", spec.seed);
    }
}

#[test]
fn no_figure_is_negative_but_a_change() {
    for spec in documents() {
        for table in &spec.tables {
            assert!(!table.rows.iter().flatten().any(|cell| cell.starts_with('-')), "{:?} {}", spec.seed, table.kind);
        }
    }
}

#[test]
fn a_fact_stands_in_its_paragraph() {
    for spec in documents() {
        let blocks = spec.sections.iter().flat_map(|section| &section.blocks);
        for block in blocks.filter(|block| !block.facts.is_empty()) {
            let text = block.p.as_ref().unwrap().replace(',', "");
            for fact in &block.facts {
                let value = fact.value.trim_start_matches('-');
                let printed = format!("{value}{}", fact.unit);
                assert!(text.contains(&printed) || text.contains("持平"), "{printed} in {text}");
            }
        }
    }
}

#[test]
fn a_specification_survives_being_written() {
    let spec = generate("test", 3, Size::Medium);
    let text = serde_json::to_string(&spec).unwrap();
    assert_eq!(serde_json::from_str::<Spec>(&text).unwrap(), spec);
}

/// A change of the generator would make another document of the same seed; what is drawn from it must be drawn anew.
#[test]
fn the_shipped_specifications_are_what_their_seeds_make() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/specs");
    let mut made = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let seed = serde_json::from_str::<serde_json::Value>(&text).unwrap()["seed"].as_u64();
        let Some(seed) = seed else { continue };
        let shipped: Spec = serde_json::from_str(&text).unwrap();
        assert_eq!(path.file_stem().unwrap().to_str().unwrap(), shipped.id);
        let mut again = generate(&shipped.id, seed, shipped.size.unwrap());
        if let Some(faults) = shipped.faults {
            plant_faults(&mut again, faults);
        }
        assert_eq!(again, shipped);
        made += 1;
    }
    assert!(made >= 10);
}
