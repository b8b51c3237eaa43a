//! Head paths → the cells of a printed head.

use crate::Column;

/// A cell of the head, by rows and columns from 0, the last ones included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadCell {
    /// First and last row.
    pub rows: (usize, usize),
    /// First and last column.
    pub columns: (usize, usize),
    /// What it says, whitespace removed.
    pub text: String,
}

/// How many rows the head has.
pub fn head_depth(columns: &[Column]) -> usize {
    columns.iter().map(|column| column.path.len()).max().unwrap_or_default()
}

/// The cells of the head: what stands above several columns is one cell over them, what has nothing below reaches down.
pub fn head_cells(columns: &[Column]) -> Vec<HeadCell> {
    let depth = head_depth(columns);
    let mut cells = Vec::new();
    for level in 0..depth {
        let mut start = 0;
        while let Some(first) = columns.get(start) {
            let prefix = first.path.get(..=level);
            let same = columns.iter().skip(start).take_while(|column| column.path.get(..=level) == prefix).count();
            let Some(text) = first.path.get(level) else {
                start += 1;
                continue;
            };
            let run = columns.get(start..start + same).unwrap_or_default();
            // Where some columns of the run go on below and some do not, the cell stays one row high.
            let is_last = run.iter().all(|column| column.path.len() == level + 1);
            let bottom = if is_last { depth - 1 } else { level };
            cells.push(HeadCell { rows: (level, bottom), columns: (start, start + same - 1), text: text.clone() });
            start += same;
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::{HeadCell, head_cells};
    use crate::Column;

    fn column(path: &[&str]) -> Column {
        Column { path: path.iter().map(|&text| text.to_owned()).collect(), number: None, measure: None }
    }

    #[test]
    fn what_stands_above_several_columns_is_one_cell() {
        let columns = [column(&["项目", "科目编码"]), column(&["项目", "科目名称"]), column(&["本年收入合计"])];
        let cell = |rows, columns, text: &str| HeadCell { rows, columns, text: text.to_owned() };
        assert_eq!(
            head_cells(&columns),
            [
                cell((0, 0), (0, 1), "项目"),
                cell((0, 1), (2, 2), "本年收入合计"),
                cell((1, 1), (0, 0), "科目编码"),
                cell((1, 1), (1, 1), "科目名称"),
            ]
        );
    }

    #[test]
    fn equal_words_under_different_heads_are_two_cells() {
        let columns = [column(&["收入", "金额"]), column(&["支出", "金额"])];
        assert_eq!(head_cells(&columns).iter().filter(|cell| cell.text == "金额").count(), 2);
    }
}
