//! What is printed how: the year and the variants of the forms that a document uses.

use crate::accounts::Size;
use crate::dice::Dice;
use crate::money::Money;

/// Where the total row of a form by codes stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TotalRow {
    First,
    Last,
}

/// The columns under 基本支出 and beside it in the general public budget's form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GeneralBudget {
    /// 本年支出合计, 基本支出, 项目支出.
    Plain,
    /// 基本支出 over 小计, 人员经费, 公用经费.
    Nature,
    /// With 年初结转和结余, 本年收入 and 年末结转和结余 round it.
    Carryover,
}

/// How the “三公” form runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ThreePublic {
    /// One row of figures under 预算数 and 决算数.
    Across,
    /// One row an expense, 预算数 and 决算数 as columns.
    Down,
}

/// How a form without anything in it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EmptyForm {
    /// A total row of zeros.
    Zeros,
    /// Blank ruled rows.
    BlankRows,
}

/// A document's choices.
#[derive(Debug, Clone)]
pub(crate) struct Style {
    pub(crate) year: u16,
    pub(crate) money: Money,
    /// The last two forms before “三公” print 元 in a document of 万元.
    pub(crate) funds_in_yuan: bool,
    /// 类, 款 and 项 stand in a column each.
    pub(crate) split_codes: bool,
    pub(crate) total_row: TotalRow,
    /// The two-sided forms have 行次 columns.
    pub(crate) line_numbers: bool,
    /// The heads end in a 栏次 row.
    pub(crate) column_numbers: bool,
    pub(crate) education_fees: bool,
    pub(crate) general_budget: GeneralBudget,
    /// 基本支出 in three blocks side by side instead of two.
    pub(crate) three_blocks: bool,
    pub(crate) three_public: ThreePublic,
    /// 会议费 and 培训费 beside “三公”.
    pub(crate) meetings: bool,
    pub(crate) empty_form: EmptyForm,
    /// The forms come after the prose.
    pub(crate) forms_last: bool,
}

impl Style {
    pub(crate) fn new(dice: &mut Dice, size: Size) -> Self {
        let in_ten_thousands = dice.chance(75);
        Self {
            year: u16::try_from(dice.between(2020, 2024)).unwrap_or(2022),
            money: Money { in_ten_thousands, grouped: dice.chance(65), blank_zero: dice.chance(50) },
            funds_in_yuan: in_ten_thousands && dice.chance(20),
            split_codes: dice.chance(30),
            total_row: if dice.chance(75) { TotalRow::First } else { TotalRow::Last },
            line_numbers: dice.chance(60),
            column_numbers: dice.chance(65),
            education_fees: size >= Size::Medium && dice.chance(50),
            general_budget: *dice.pick(&[GeneralBudget::Plain, GeneralBudget::Nature, GeneralBudget::Carryover]),
            three_blocks: dice.chance(50),
            three_public: if dice.chance(65) { ThreePublic::Across } else { ThreePublic::Down },
            meetings: dice.chance(25),
            empty_form: if dice.chance(60) { EmptyForm::Zeros } else { EmptyForm::BlankRows },
            forms_last: dice.chance(20),
        }
    }

    /// `2022年`.
    pub(crate) fn year_word(&self) -> String {
        format!("{}年", self.year)
    }

    /// How a form of the funds prints money.
    pub(crate) fn money_of_funds(&self) -> Money {
        Money { in_ten_thousands: self.money.in_ten_thousands && !self.funds_in_yuan, ..self.money }
    }
}
