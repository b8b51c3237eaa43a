//! Faults, planted into a consistent document and recorded with it: what checks must find.
//!
//! Each is larger than rounding can explain, and each stands by itself: two faults never change the same figure or
//! sentence.

mod in_forms;
mod in_prose;

use crate::dice::Dice;
use crate::spec::{Inconsistency, Spec};

/// Plants one fault of each kind that the document has room for.
///
/// The same document and the same seed give the same faults.
pub fn plant_faults(spec: &mut Spec, seed: u64) {
    let mut dice = Dice::new(seed);
    let planted = [
        in_forms::wrong_sum(spec, &mut dice),
        in_forms::swapped_figures(spec, &mut dice),
        in_forms::blanked_cell(spec),
        in_forms::form_left_out(spec),
        in_prose::wrong_amount(spec),
        in_prose::wrong_share(spec),
        in_prose::wrong_growth(spec),
        in_prose::unchanged_but_changed(spec),
        in_prose::stale_year(spec),
        in_prose::wrong_entity(spec),
    ];
    spec.faults = Some(seed);
    spec.inconsistencies = planted.into_iter().flatten().collect();
}

/// A figure with its first digit changed, and as many digits as before; `None` where it is nothing.
fn other_figure(printed: &str) -> Option<String> {
    let at = printed.find(|c: char| ('1'..='9').contains(&c))?;
    let other = match printed[at..].chars().next()? {
        '9' => '4',
        digit => char::from_u32(u32::from(digit) + 1)?,
    };
    Some(format!("{}{other}{}", &printed[..at], &printed[at + 1..]))
}

/// A fault with the rules of which one must be broken by it.
fn fault(kind: &str, rules: &[&str], printed: &str, expected: &str) -> Inconsistency {
    Inconsistency {
        kind: kind.to_owned(),
        rules: rules.iter().map(|&rule| rule.to_owned()).collect(),
        table: None,
        row: None,
        column: None,
        text: None,
        printed: printed.to_owned(),
        expected: expected.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{other_figure, plant_faults};
    use crate::{Size, generate};

    #[test]
    fn another_figure_has_as_many_digits() {
        assert_eq!(other_figure("0.05").as_deref(), Some("0.06"));
        assert_eq!(other_figure("9,120.00").as_deref(), Some("4,120.00"));
        assert_eq!(other_figure("0.00"), None);
    }

    #[test]
    fn a_document_with_faults_differs_only_where_they_are_recorded() {
        let plain = generate("x", 21, Size::Small);
        let mut faulty = plain.clone();
        plant_faults(&mut faulty, 1);
        let kinds: Vec<&str> = faulty.inconsistencies.iter().map(|fault| fault.kind.as_str()).collect();
        assert_eq!(kinds.len(), 11, "{kinds:?}");
        let mut changed = Vec::new();
        for table in &faulty.tables {
            let before = plain.tables.iter().find(|before| before.kind == table.kind).unwrap();
            for (row, (cells, old)) in table.rows.iter().zip(&before.rows).enumerate() {
                for (column, _) in cells.iter().zip(old).enumerate().filter(|(_, (new, old))| new != old) {
                    changed.push((Some(table.kind.clone()), Some(row), Some(column)));
                }
            }
        }
        let mut recorded: Vec<_> = faulty
            .inconsistencies
            .iter()
            .filter(|fault| fault.row.is_some())
            .map(|fault| (fault.table.clone(), fault.row, fault.column))
            .collect();
        recorded.sort();
        changed.sort();
        assert_eq!(changed, recorded);
        let texts = |spec: &crate::Spec| -> Vec<String> {
            spec.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| block.p.clone()).collect()
        };
        let altered: Vec<String> =
            texts(&faulty).into_iter().zip(texts(&plain)).filter(|(new, old)| new != old).map(|(new, _)| new).collect();
        assert_eq!(altered.len(), faulty.inconsistencies.iter().filter(|fault| fault.text.is_some()).count());
        for text in altered {
            assert!(faulty.inconsistencies.iter().any(|fault| fault.text.as_ref() == Some(&text)), "{text}");
        }
    }

    #[test]
    fn the_same_seed_plants_the_same_faults() {
        let made = || {
            let mut spec = generate("x", 3, Size::Tiny);
            plant_faults(&mut spec, 7);
            spec
        };
        assert_eq!(made(), made());
    }
}
