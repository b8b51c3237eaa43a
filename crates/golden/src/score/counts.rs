//! What is counted. Counts of documents add up; shares are worked out from the sums.

use std::ops::AddAssign;

use serde::Serialize;

/// How many of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Share {
    /// Those that are right.
    pub right: u64,
    /// All of them.
    pub of: u64,
}

impl Share {
    /// One more, right or not.
    pub(crate) fn add(&mut self, is_right: bool) {
        self.right += u64::from(is_right);
        self.of += 1;
    }

    /// Whether all are right.
    pub fn is_whole(self) -> bool {
        self.right == self.of
    }

    /// In percent, rounded down to two digits so that 100.00 means all; 100.00 of nothing.
    pub fn percent(self) -> String {
        if self.of == 0 {
            return "100.00".to_owned();
        }
        let hundredths = self.right * 10_000 / self.of;
        format!("{}.{:02}", hundredths / 100, hundredths % 100)
    }
}

/// The counts of one document or of several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Documents measured.
    pub documents: u64,
    /// Documents without any mistake.
    pub documents_exact: u64,
    /// Forms in the output, of those in the truth.
    pub forms_found: Share,
    /// Forms whose rows are all as printed.
    pub forms_exact: Share,
    /// Forms whose head paths are all as printed.
    pub heads_exact: Share,
    /// Forms with the right unit of money.
    pub units: Share,
    /// Forms with the right lines under them.
    pub notes: Share,
    /// Printed cells that the output has at their place (recall).
    pub cells: Share,
    /// Cells of the output that are printed there (precision).
    pub cells_read: Share,
    /// Figures in the output that are not printed at that place.
    pub wrong_figures: u64,
    /// Printed figures that the output has not.
    pub missing_figures: u64,
    /// Rows on the right page.
    pub row_pages: Share,
    /// Line items that the output has, of those in the truth (recall).
    pub items: Share,
    /// Line items of the output that are true (precision).
    pub items_read: Share,
    /// Headings of the truth that the output has.
    pub headings: Share,
    /// Headings of the output that are true.
    pub headings_read: Share,
    /// Terms of the truth that the output has with their meanings.
    pub terms: Share,
    /// Terms of the output that are true.
    pub terms_read: Share,
    /// Year, entity, kind and text layer.
    pub identity: Share,
    /// Figures that the prose states, of those in the truth (recall).
    pub stated: Share,
    /// Figures of the output's statements that are true (precision).
    pub stated_read: Share,
    /// Known inconsistencies that a check found.
    pub inconsistencies: Share,
    /// Findings of severity error about what is not inconsistent.
    pub false_errors: u64,
    /// Such findings of severity warning.
    pub false_warnings: u64,
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.of += other.of;
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.documents += other.documents;
        self.documents_exact += other.documents_exact;
        self.wrong_figures += other.wrong_figures;
        self.missing_figures += other.missing_figures;
        self.false_errors += other.false_errors;
        self.false_warnings += other.false_warnings;
        for (mine, its) in self.shares_mut().into_iter().zip(other.shares()) {
            *mine += its;
        }
    }
}

impl Counts {
    fn shares_mut(&mut self) -> [&mut Share; 18] {
        [
            &mut self.forms_found,
            &mut self.forms_exact,
            &mut self.heads_exact,
            &mut self.units,
            &mut self.notes,
            &mut self.cells,
            &mut self.cells_read,
            &mut self.row_pages,
            &mut self.items,
            &mut self.items_read,
            &mut self.headings,
            &mut self.headings_read,
            &mut self.terms,
            &mut self.terms_read,
            &mut self.identity,
            &mut self.stated,
            &mut self.stated_read,
            &mut self.inconsistencies,
        ]
    }

    fn shares(mut self) -> [Share; 18] {
        self.shares_mut().map(|share| *share)
    }
}

#[cfg(test)]
mod tests {
    use super::Share;

    #[test]
    fn a_share_is_whole_only_where_all_are_right() {
        assert_eq!(Share { right: 99_999, of: 100_000 }.percent(), "99.99");
        assert_eq!(Share { right: 3, of: 3 }.percent(), "100.00");
        assert_eq!(Share::default().percent(), "100.00");
    }
}
