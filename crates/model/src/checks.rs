//! Checks: what a document should satisfy, and whether it does.

use serde::{Deserialize, Serialize};

use crate::{BBox, Language};

/// What became of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// What is printed agrees exactly.
    Pass,
    /// Off, but by no more than printing with so many digits allows (尾数误差); `reason` says how.
    Rounding,
    /// What is printed cannot be right together.
    Fail,
    /// The document holds nothing that the check is about.
    NotApplicable,
    /// The document holds it, but it could not be checked; `reason` says why.
    NotEvaluated,
}

/// How much a failed check matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CheckSeverity {
    /// Worth knowing.
    Info,
    /// Probably a slip: somebody should look.
    Warning,
    /// Figures or forms that contradict each other: the document cannot be right as printed, or was not read right.
    Error,
}

impl CheckSeverity {
    /// The same for people.
    pub fn text(self, language: Language) -> &'static str {
        match self {
            Self::Error => language.either("错误", "error"),
            Self::Warning => language.either("警告", "warning"),
            Self::Info => language.either("提示", "info"),
        }
    }
}

/// Why a figure is off by its last digit, or why a check could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// `rounding`: each figure was rounded by itself.
    LastDigit,
    /// `rounding`: a last digit was cut off instead of rounded.
    Truncated,
    /// `rounding`: a share was moved by one in its last digit, as is done to make a list add up to 100 %.
    Adjusted,
    /// `not_evaluated`: a figure that it needs could not be read.
    UnreadableFigure,
    /// `not_evaluated`: the form holds figures in columns or lines that the catalogue does not know.
    UnknownFigures,
    /// `not_evaluated`: the unit of a figure is not known.
    UnknownUnit,
    /// `not_evaluated`: the table was not re-joined with certainty.
    UncertainTable,
    /// `not_evaluated`: pages of the document have no text, or damaged text.
    PagesWithoutText,
    /// `not_evaluated`: what a sentence compares with is nowhere stated, or its subject is not a line of a form.
    NotStated,
}

impl Reason {
    /// The same for people.
    pub fn text(self, language: Language) -> &'static str {
        let (chinese, english) = match self {
            Self::LastDigit => ("四舍五入的尾差", "each figure was rounded by itself"),
            Self::Truncated => ("末位系截去而非四舍五入", "a last digit was cut off instead of rounded"),
            Self::Adjusted => {
                ("为凑足 100% 调整了末位", "a last digit was adjusted to make the shares add up to 100 %")
            }
            Self::UnreadableFigure => ("有数字无法识别", "a figure could not be read"),
            Self::UnknownFigures => {
                ("表中有未能识别的行或列也列有金额", "the form holds figures in lines or columns that are not known")
            }
            Self::UnknownUnit => ("金额单位不明", "the unit of a figure is not known"),
            Self::UncertainTable => ("表格的读取或续接有疑问", "the table was not read or re-joined with certainty"),
            Self::PagesWithoutText => ("有的页没有文本层", "pages have no text"),
            Self::NotStated => ("所比较的数未见载明", "what it is compared with is not stated"),
        };
        language.either(chinese, english)
    }
}

/// One relation and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Check {
    /// What is wrong where it fails, by its stable name (`children_do_not_add_up`).
    pub rule: String,
    /// What became of it.
    pub outcome: Outcome,
    /// How much it matters where it fails.
    pub severity: CheckSeverity,
    /// The relation, by its stable name, with the line and the measure that it is about here
    /// (`income.children[201][total_income]`).
    pub identity: String,
    /// For people, in the language asked for, with the sum written out; absent where there is nothing to tell (`pass`,
    /// `not_applicable`).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message: String,
    /// The figure or words as printed; absent where nothing was compared, empty for a blank cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub printed: Option<String>,
    /// What would agree, in the unit of `printed`; absent where nothing was compared, or what is printed agrees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// `printed` less `expected`, in the same unit; absent where they are no figures, or nothing is off.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(regex(pattern = crate::accounts::DECIMAL)))]
    pub difference: Option<String>,
    /// How far the printed digits let it be off, in the same unit; absent as the difference is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(regex(pattern = crate::accounts::DECIMAL)))]
    pub allowance: Option<String>,
    /// The unit of the figures (`万元`, `%`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// How it is off, or why it was not evaluated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// Where the figures stand, the one that is checked first. Where the outcome is `pass`, only that one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<CheckPlace>,
    /// Where it fails: the cells whose change would satisfy every relation that they take part in, likeliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suspects: Vec<Suspect>,
}

impl Check {
    /// The suspects by their sets, which are alternatives: as many sets as have `most` cells together, in any case one.
    /// Cells of a set change together, so that no set is parted.
    pub fn suspect_sets(&self, most: usize) -> impl Iterator<Item = &[Suspect]> {
        let mut cells = 0;
        self.suspects.chunk_by(|a, b| a.set == b.set).take_while(move |set| {
            let is_first = cells == 0;
            cells += set.len();
            is_first || cells <= most
        })
    }
}

/// A place that a check speaks of: a cell of a table, or a paragraph.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("dependentRequired" = CellAt::all_or_none())))]
pub struct CheckPlace {
    /// 1-based.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub page: u32,
    /// Edges of the cell, or of the paragraph on that page.
    pub bbox: BBox,
    /// The cell; absent for text.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub cell: Option<CellAt>,
}

/// A cell by its indexes in the JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CellAt {
    /// Index into `tables`, from 0, as are the next two.
    pub table: usize,
    /// Index into the table's `rows`.
    pub row: usize,
    /// Index into the row's `cells`.
    pub column: usize,
}

#[cfg(feature = "schema")]
impl CellAt {
    /// Its keys stand beside others where it is flattened: each needs the other two.
    fn all_or_none() -> serde_json::Value {
        let keys = ["table", "row", "column"];
        let others = |key: &str| keys.into_iter().filter(|other| *other != key).collect::<Vec<_>>();
        keys.into_iter().map(|key| (key.to_owned(), serde_json::Value::from(others(key)))).collect()
    }
}

/// A cell whose figure is probably the wrong one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Suspect {
    /// 1-based.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub page: u32,
    /// Edges of the cell.
    pub bbox: BBox,
    /// The cell.
    #[serde(flatten)]
    pub cell: CellAt,
    /// The figure as printed; empty where the cell is blank.
    pub printed: String,
    /// The figure that would satisfy every relation of the cell, in the same unit.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = crate::accounts::DECIMAL)))]
    pub needed: String,
    /// Where several cells must change together: which set this one belongs to, from 1; the sets are alternatives.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub set: usize,
    /// What the difference looks like.
    pub cause: Cause,
}

/// What a wrong figure looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The same digits with the decimal point or a digit elsewhere: a slip of reading, or of typing.
    ShiftedPoint,
    /// One digit more or less than needed: a slip of reading, or of typing.
    LostDigit,
    /// The needed figure stands in a neighbouring cell: the grid was perhaps misread.
    NeighbouringCell,
    /// One digit differs, or two changed places: a slip of typing.
    Mistyped,
    /// Nothing is printed where a figure is needed, or a figure where none is.
    Missing,
    /// Another figure altogether: the document's own error.
    OtherFigure,
}

impl Cause {
    /// The same for people.
    pub fn text(self, language: Language) -> &'static str {
        let (chinese, english) = match self {
            Self::ShiftedPoint => ("小数点或数位移动", "the point or the digits shifted"),
            Self::LostDigit => ("多一位或少一位", "a digit too many or too few"),
            Self::NeighbouringCell => ("该数在相邻单元格，可能串格", "the figure stands in a neighbouring cell"),
            Self::Mistyped => ("一位数字不同或两位颠倒", "one digit differs, or two changed places"),
            Self::Missing => ("漏印或多印", "missing, or one too many"),
            Self::OtherFigure => ("另一个数", "another figure"),
        };
        language.either(chinese, english)
    }
}

/// What a check came to, in a word for people: a failed one by its severity.
pub fn verdict(check: &Check, language: Language) -> &'static str {
    match check.outcome {
        Outcome::Fail => check.severity.text(language),
        Outcome::NotEvaluated => language.either("未核对", "not evaluated"),
        Outcome::NotApplicable => language.either("不适用", "not applicable"),
        Outcome::Rounding => language.either("尾差", "rounding"),
        Outcome::Pass => language.either("相符", "pass"),
    }
}

#[cfg(test)]
mod tests {
    use super::Check;

    #[test]
    fn sets_of_suspects_are_shown_whole() {
        let suspect = |set: usize| {
            format!(
                r#"{{"table":0,"row":0,"column":{set},"page":1,"bbox":[0,0,1,1],"printed":"1","needed":"2","set":{set},
                "cause":"other_figure"}}"#
            )
        };
        let check = |sets: &[usize]| -> Check {
            let suspects: Vec<String> = sets.iter().copied().map(suspect).collect();
            let suspects = suspects.join(",");
            serde_json::from_str(&format!(
                r#"{{"rule":"r","outcome":"fail","severity":"error","identity":"i","message":"m","suspects":[{suspects}]}}"#
            ))
            .unwrap()
        };
        let sizes = |sets: &[usize]| check(sets).suspect_sets(4).map(<[_]>::len).collect::<Vec<_>>();
        assert_eq!(sizes(&[1, 1, 2, 2, 3]), [2, 2]);
        assert_eq!(sizes(&[1, 2, 3, 4, 5]), [1, 1, 1, 1]);
        assert_eq!(sizes(&[1, 1, 2, 2, 2]), [2], "the second does not fit whole");
        assert_eq!(sizes(&[1, 1, 1, 1, 1, 2]), [5], "one is always shown");
        assert!(sizes(&[]).is_empty());
    }
}
