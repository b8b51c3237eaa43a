//! One line of a dump, cut at its tabs: where each piece stands, counted in characters.

/// A line of the dump. A line without tabs has one cell.
#[derive(Debug, Clone)]
pub(super) struct SourceRow<'a> {
    /// The line, from 0 on its page.
    pub(super) y: usize,
    /// Characters in the line.
    pub(super) width: usize,
    /// What stands between the tabs; at least one.
    pub(super) cells: Vec<SourceCell<'a>>,
}

/// What stands between two tabs. Positions count characters from the start of the line.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct SourceCell<'a> {
    /// Without white space at its ends (NBSP and ideographic space too); may be empty.
    pub(super) text: &'a str,
    /// Where the cell begins: after the tab.
    pub(super) x0: usize,
    /// Where it ends: before the next tab.
    pub(super) x1: usize,
    /// Where its text begins.
    pub(super) text_x0: usize,
    /// Where its text ends.
    pub(super) text_x1: usize,
}

impl<'a> SourceRow<'a> {
    /// Cuts the line at its tabs.
    pub(super) fn new(y: usize, line: &'a str) -> Self {
        let mut x = 0;
        let cells: Vec<_> = line
            .split('\t')
            .map(|piece| {
                let length = piece.chars().count();
                let indent = length - piece.trim_start().chars().count();
                let text = piece.trim();
                let cell = SourceCell {
                    text,
                    x0: x,
                    x1: x + length,
                    text_x0: x + indent,
                    text_x1: x + indent + text.chars().count(),
                };
                x += length + 1;
                cell
            })
            .collect();
        Self { y, width: x - 1, cells }
    }

    /// Whether the line holds a tab.
    pub(super) fn has_tabs(&self) -> bool {
        self.cells.len() > 1
    }

    /// The text of a cell; empty where the row has no such cell.
    pub(super) fn text(&self, column: usize) -> &'a str {
        self.cells.get(column).map_or("", |cell| cell.text)
    }

    /// The texts of the cells that have one, in order.
    pub(super) fn filled(&self) -> impl Iterator<Item = &'a str> {
        self.cells.iter().map(|cell| cell.text).filter(|text| !text.is_empty())
    }

    /// The text of the only cell that has one.
    pub(super) fn only_text(&self) -> Option<&'a str> {
        let mut filled = self.filled();
        filled.next().filter(|_| filled.next().is_none())
    }

    /// Columns up to the last cell with text.
    pub(super) fn filled_width(&self) -> usize {
        self.cells.iter().rposition(|cell| !cell.text.is_empty()).map_or(0, |last| last + 1)
    }

    /// Columns before the first cell with text.
    pub(super) fn indent(&self) -> usize {
        self.cells.iter().position(|cell| !cell.text.is_empty()).unwrap_or(self.cells.len())
    }
}

/// The text without its white space.
pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::SourceRow;

    #[test]
    fn positions_count_characters_and_tabs() {
        let row = SourceRow::new(3, "合计\t\u{a0}1.00\t");
        let places: Vec<_> = row.cells.iter().map(|c| (c.text, c.x0, c.x1, c.text_x0, c.text_x1)).collect();
        assert_eq!(places, [("合计", 0, 2, 0, 2), ("1.00", 3, 8, 4, 8), ("", 9, 9, 9, 9)]);
        assert_eq!((row.y, row.width, row.filled_width()), (3, 9, 2));
    }

    #[test]
    fn an_empty_line_has_one_empty_cell() {
        let row = SourceRow::new(0, "");
        assert_eq!((row.width, row.cells.len(), row.has_tabs(), row.indent()), (0, 1, false, 1));
    }
}
