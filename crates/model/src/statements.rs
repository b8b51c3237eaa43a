//! Statements: the sentences of the prose that state figures.

use serde::{Deserialize, Serialize};

use crate::BBox;

/// A sentence that states figures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Statement {
    /// 1-based page of its paragraph.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub page: u32,
    /// The box of its paragraph on that page.
    pub bbox: BBox,
    /// The heading that it stands under, with its number as printed.
    pub section: String,
    /// The sentence as printed, without line wraps and layout spaces.
    pub text: String,
    /// What it states, in the order of its words.
    pub facts: Vec<Fact>,
}

/// One figure that a sentence states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fact {
    /// What it is said of, in the document's words.
    pub subject: String,
    /// What kind of figure it is.
    pub measure: FactMeasure,
    /// The figure, exact, with the printed number of decimals; a decrease is negative. 0 for 持平 and its like.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = crate::accounts::DECIMAL)))]
    pub value: String,
    /// `万元`, `元`, `%`, or what is counted (`人`, `辆`, `批次`).
    pub unit: String,
    /// Whose figure it is, or what it is compared with; absent for a plain figure of the year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<FactBasis>,
    /// For a share: what it is a part of, in the document's words; absent where the sentence does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whole: Option<String>,
    /// Index into `line_items` of the figure that it restates; `null` where none agrees or none is known.
    pub line_item: Option<usize>,
}

/// What kind of figure a sentence states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FactMeasure {
    /// An amount of money.
    Amount,
    /// By how much an amount changed (增减额).
    Change,
    /// By how many per cent it changed (增长率).
    ChangePercent,
    /// Which part of another amount it is (占比).
    SharePercent,
    /// Which part of the budget was spent (完成率).
    CompletionPercent,
    /// A number of people, vehicles, visits, projects.
    Count,
}

/// What a figure is compared with, or whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FactBasis {
    /// 上年, or the year before by its number.
    LastYear,
    /// 年初预算.
    InitialBudget,
    /// 全年预算, 调整预算.
    WholeYearBudget,
    /// 预算, without saying which.
    Budget,
}
