//! Places: how the page names them, and which of them are marked.
//!
//! `data-b="6 50 180 98 196"` is page and box, in points from the top left; `c3-12-4` is the cell of table 3, row 12,
//! column 4, counted from 0 as in the JSON.

use std::collections::{BTreeMap, BTreeSet};

use crate::words::Label;
use juesuan_model::{BBox, CellAt, Check, CheckSeverity, FinalAccounts, Outcome};

/// Suspects of a finding that are shown.
pub(super) const MOST_SUSPECTS: usize = 6;

/// Page and box as an attribute.
pub(super) fn place(page: u32, bbox: &BBox) -> String {
    let [x0, y0, x1, y1] = bbox.tenths();
    format!("{page} {x0} {y0} {x1} {y1}")
}

/// The id of a cell.
pub(super) fn cell_id(at: CellAt) -> String {
    format!("c{}-{}-{}", at.table, at.row, at.column)
}

/// The id of a paragraph, by its place.
pub(super) fn text_id(page: u32, bbox: &BBox) -> String {
    format!("x{}", place(page, bbox).replace(' ', "-").replace('.', "_"))
}

/// How a place is marked, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    Rounding,
    Info,
    Warning,
    Error,
}

impl Mark {
    /// How the places of a check are marked; `None` where they are not.
    pub(super) fn of(check: &Check) -> Option<Self> {
        match (check.outcome, check.severity) {
            (Outcome::Fail, CheckSeverity::Error) => Some(Self::Error),
            (Outcome::Fail, CheckSeverity::Warning) => Some(Self::Warning),
            (Outcome::Fail, CheckSeverity::Info) => Some(Self::Info),
            (Outcome::Rounding, _) => Some(Self::Rounding),
            _ => None,
        }
    }

    /// What a reader is told of a marked cell who does not see its colour.
    pub(super) fn label(self, is_suspect: bool) -> Label {
        let (chinese, english) = match self {
            Self::Rounding => ("尾差", "rounding"),
            Self::Info => ("提示", "info"),
            Self::Warning => ("警告：不符", "warning: does not hold"),
            Self::Error => ("错误：不符", "error: does not hold"),
        };
        match is_suspect {
            true => Label::new(format!("{chinese}，此数可疑"), format!("{english}; this figure is suspect")),
            false => Label::new(chinese, english),
        }
    }

    /// Its name in the page's styles.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Rounding => "rounding",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// The marked places of a document.
#[derive(Debug, Default)]
pub(super) struct Marked {
    /// The worst mark of a cell, and the check that it is for: the first where it is the one that is checked.
    cells: BTreeMap<CellAt, (Mark, usize)>,
    /// The same for paragraphs, by page and box.
    text: BTreeMap<String, (Mark, usize)>,
    /// The places of all paragraphs.
    paragraphs: BTreeSet<String>,
    /// Page and box of everything that fails, for the pictures.
    pub(super) boxes: Vec<(u32, BBox, Mark)>,
    /// The cells whose figure may be the wrong one, with page and box.
    pub(super) suspects: BTreeMap<CellAt, (u32, BBox)>,
}

impl Marked {
    pub(super) fn of(accounts: &FinalAccounts) -> Self {
        let paragraphs = accounts.sections.iter().flat_map(|section| &section.paragraphs);
        let paragraphs = paragraphs.map(|paragraph| place(paragraph.page, &paragraph.bbox)).collect();
        let mut marked = Self { paragraphs, ..Self::default() };
        for (index, check) in accounts.checks.iter().enumerate() {
            let Some(mark) = Mark::of(check) else { continue };
            for found in &check.places {
                let worse = |old: &(Mark, usize)| old.0 >= mark;
                match found.cell {
                    Some(cell) if !marked.cells.get(&cell).is_some_and(worse) => {
                        marked.cells.insert(cell, (mark, index));
                    }
                    None => {
                        let key = place(found.page, &found.bbox);
                        if !marked.text.get(&key).is_some_and(worse) {
                            marked.text.insert(key, (mark, index));
                        }
                    }
                    Some(_) => {}
                }
                if mark > Mark::Rounding {
                    marked.boxes.push((found.page, found.bbox, mark));
                }
            }
            if mark > Mark::Rounding {
                let suspects = check.suspect_sets(MOST_SUSPECTS).flatten();
                marked.suspects.extend(suspects.map(|suspect| (suspect.cell, (suspect.page, suspect.bbox))));
            }
        }
        marked
    }

    /// Whether a paragraph stands there.
    pub(super) fn has_paragraph(&self, page: u32, bbox: &BBox) -> bool {
        self.paragraphs.contains(&place(page, bbox))
    }

    /// The mark of a cell, with the index of its check.
    pub(super) fn cell(&self, at: CellAt) -> Option<(Mark, usize)> {
        self.cells.get(&at).copied()
    }

    /// The mark of a paragraph, with the index of its check.
    pub(super) fn text(&self, place: &str) -> Option<(Mark, usize)> {
        self.text.get(place).copied()
    }
}
