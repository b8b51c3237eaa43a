//! The figures of the forms, found by name: form, side, row and measure.

use std::collections::{BTreeMap, BTreeSet};

use juesuan_model::{Code, Diagnostic, GridKind, Reason, Severity, Table};
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use super::sum::Sum;
use crate::figure::Figure;
use crate::items::Slot;

/// The forms of a document.
pub(crate) struct Forms<'a> {
    pub(crate) tables: &'a [Table],
    pub(crate) slots: &'a [Slot],
    /// The tables of each form.
    kinds: BTreeMap<&'a str, Vec<FormTable<'a>>>,
}

/// One table of a form.
pub(crate) struct FormTable<'a> {
    /// Index of the table.
    pub(crate) table: usize,
    /// Where its slots begin and end.
    first: usize,
    end: usize,
    keyed: FxHashMap<(RowKey<'a>, &'a str), Vec<usize>>,
    codes: BTreeSet<&'a str>,
    /// The codes right below each printed code; under the empty one those with none above them.
    below: BTreeMap<&'a str, Vec<&'a str>>,
    pub(crate) measures: BTreeSet<&'a str>,
    /// The rows with something printed for a figure, on each side.
    filled: FxHashSet<(usize, Option<&'a str>)>,
    /// Columns with a figure other than zero, each with how many.
    used: FxHashMap<usize, usize>,
    /// Rows that hold figures in columns without a name.
    pub(crate) unknown_in: FxHashSet<usize>,
    /// The sides that hold figures in lines without a name; `None` where the form has one side.
    pub(crate) unknown_lines: BTreeSet<Option<&'a str>>,
    /// Whether it holds a figure at all.
    pub(crate) has_figures: bool,
    /// Why a relation in it that does not hold may be our fault.
    pub(crate) trouble: Option<Reason>,
}

/// What a row is found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum RowKey<'a> {
    Code(&'a str),
    Line(&'a str),
    Row(usize),
    Any,
}

impl<'a> Forms<'a> {
    pub(crate) fn new(
        tables: &'a [Table],
        slots: &'a [Slot],
        pages_without_text: &[u32],
        diagnostics: &[Diagnostic],
    ) -> Self {
        let mut kinds: BTreeMap<&str, Vec<FormTable<'_>>> = BTreeMap::new();
        let mut first = 0;
        while let Some(slot) = slots.get(first) {
            let index = slot.at.table;
            let length = slots.iter().skip(first).take_while(|slot| slot.at.table == index).count();
            if let Some(table) = tables.get(index) {
                let trouble = trouble_of(table, pages_without_text, diagnostics);
                kinds.entry(&table.kind).or_default().push(FormTable::new(
                    index,
                    slots,
                    first,
                    first + length,
                    trouble,
                ));
            }
            first += length;
        }
        Self { tables, slots, kinds }
    }

    /// The tables of a form.
    pub(crate) fn of(&self, kind: &str) -> &[FormTable<'a>] {
        self.kinds.get(kind).map(Vec::as_slice).unwrap_or_default()
    }

    /// The figure of a slot as a sum in 元; in its own unit where that is unknown.
    pub(crate) fn sum(&self, slot: usize) -> Sum {
        match self.slots.get(slot).map(|slot| (&slot.figure, slot.yuan)) {
            Some((Figure::Amount(figure), yuan)) => Sum::printed(*figure, yuan.unwrap_or(Decimal::ONE)),
            _ => Sum::default(),
        }
    }

    /// The form's table that a slot stands in.
    pub(crate) fn table_of(&self, slot: &Slot) -> Option<&FormTable<'a>> {
        let kind = &self.tables.get(slot.at.table)?.kind;
        self.of(kind).iter().find(|table| table.table == slot.at.table)
    }
}

impl<'a> FormTable<'a> {
    fn new(table: usize, slots: &'a [Slot], first: usize, end: usize, trouble: Option<Reason>) -> Self {
        let mut form = Self {
            table,
            first,
            end,
            keyed: FxHashMap::default(),
            codes: BTreeSet::new(),
            below: BTreeMap::new(),
            measures: BTreeSet::new(),
            filled: FxHashSet::default(),
            used: FxHashMap::default(),
            unknown_in: FxHashSet::default(),
            unknown_lines: BTreeSet::new(),
            has_figures: false,
            trouble,
        };
        for (index, slot) in slots.iter().enumerate().take(end).skip(first) {
            form.has_figures |= slot.figure.amount().is_some();
            form.note_figure(slot);
            let Some(measure) = slot.measure.as_deref() else { continue };
            form.measures.insert(measure);
            let named = slot.code.as_deref().map(RowKey::Code).or(slot.line.map(RowKey::Line));
            if let Some(RowKey::Code(code)) = named {
                form.codes.insert(code);
            }
            for key in named.into_iter().chain([RowKey::Row(slot.at.row), RowKey::Any]) {
                form.keyed.entry((key, measure)).or_default().push(index);
            }
        }
        for code in &form.codes {
            form.below.entry(parent_of(code, &form.codes).unwrap_or_default()).or_default().push(code);
        }
        form
    }

    fn note_figure(&mut self, slot: &'a Slot) {
        let section = slot.section;
        if slot.figure != Figure::Absent {
            self.filled.insert((slot.at.row, section));
        }
        if slot.figure.amount().is_none_or(|amount| amount.is_zero()) {
            return;
        }
        *self.used.entry(slot.at.column).or_default() += 1;
        if slot.measure.is_none() {
            self.unknown_in.insert(slot.at.row);
        }
        let name = slot.name.as_deref().unwrap_or_default();
        // 其中 names a part of the line above.
        let is_part = name.is_empty() || name.starts_with("其中");
        if slot.code.is_none() && slot.line.is_none() && !is_part {
            self.unknown_lines.insert(section);
        }
    }

    /// Whether a row prints something for a figure on a side.
    pub(crate) fn is_filled(&self, row: usize, section: Option<&str>) -> bool {
        self.filled.contains(&(row, section))
    }

    /// Whether a column holds a figure other than zero in another row than that of `slot`.
    pub(crate) fn is_used_besides(&self, slot: &Slot) -> bool {
        let own = usize::from(slot.figure.amount().is_some_and(|amount| !amount.is_zero()));
        self.used.get(&slot.at.column).copied().unwrap_or_default() > own
    }

    /// The codes right below a printed code; those with none above them where no code is named.
    pub(crate) fn below(&self, code: Option<&str>) -> &[&'a str] {
        self.below.get(code.unwrap_or_default()).map(Vec::as_slice).unwrap_or_default()
    }

    /// The slots of this table.
    pub(crate) fn slots(&self) -> std::ops::Range<usize> {
        self.first..self.end
    }

    /// The slots of a row that hold a measure, on a side where one is named.
    pub(crate) fn find(&self, slots: &[Slot], section: Option<&str>, key: RowKey<'_>, measure: &str) -> Vec<usize> {
        let found = self.keyed.get(&(key, measure)).map(Vec::as_slice).unwrap_or_default();
        found.iter().copied().filter(|&index| is_on_side(slots, index, section)).collect()
    }

    /// The first of them.
    pub(crate) fn first(&self, slots: &[Slot], section: Option<&str>, key: RowKey<'_>, measure: &str) -> Option<usize> {
        let found = self.keyed.get(&(key, measure)).map(Vec::as_slice).unwrap_or_default();
        found.iter().copied().find(|&index| is_on_side(slots, index, section))
    }

    /// The codes printed on a side, ascending.
    pub(crate) fn codes(&self, slots: &'a [Slot], section: Option<&str>) -> BTreeSet<&'a str> {
        if section.is_none() {
            return self.codes.clone();
        }
        let of_table = slots.get(self.slots()).unwrap_or_default();
        of_table.iter().filter(|slot| slot.section == section).filter_map(|slot| slot.code.as_deref()).collect()
    }

    /// Whether it prints codes of so many digits.
    pub(crate) fn prints_codes_like(&self, code: &str) -> bool {
        self.codes.iter().any(|printed| printed.len() == code.len())
    }
}

fn is_on_side(slots: &[Slot], index: usize, section: Option<&str>) -> bool {
    section.is_none() || slots.get(index).is_some_and(|slot| slot.section == section)
}

/// The nearest of `codes` above `code`.
pub(crate) fn parent_of<'a>(code: &str, codes: &BTreeSet<&'a str>) -> Option<&'a str> {
    let shorter = (3..code.len()).rev().filter_map(|length| code.get(..length));
    shorter.into_iter().find_map(|prefix| codes.get(prefix).copied())
}

/// What was noticed about a table that makes its relations doubtful.
fn trouble_of(table: &Table, pages_without_text: &[u32], diagnostics: &[Diagnostic]) -> Option<Reason> {
    // Columns that no rule parts are inferred: a figure that was not found there is not the document's error.
    if table.fragments.iter().any(|fragment| fragment.grid == GridKind::Aligned) {
        return Some(Reason::UncertainTable);
    }
    // A continuation that is a picture is missing from the sums; a page that holds only the table's rules is none.
    let near = |page: &u32| !table.pages.contains(page) && table.pages.iter().any(|own| own.abs_diff(*page) <= 1);
    if pages_without_text.iter().any(near) {
        return Some(Reason::PagesWithoutText);
    }
    let doubtful = |found: &&Diagnostic| {
        let here = found.page.is_none_or(|page| table.pages.contains(&page));
        here && found.code.severity() == Severity::Problem && !says_nothing_of_sums(found.code)
    };
    diagnostics.iter().any(|found| doubtful(&found)).then_some(Reason::UncertainTable)
}

/// Problems that no sum suffers from: those of a single cell, which is known to be unreadable, and of names.
fn says_nothing_of_sums(code: Code) -> bool {
    matches!(code, Code::UnreadableFigure | Code::UnitNotFound | Code::TemplateRemains | Code::TitleAndHeadsDisagree)
}
