//! The exact accounts of a year, in 分: what every form and sentence of the document is printed from.

mod economic;
mod leaf;
mod three_public;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use crate::codes::Budget;
use crate::dice::Dice;
use crate::names::Field;

pub(crate) use economic::EconomicLine;
pub(crate) use leaf::Leaf;
pub(crate) use three_public::{Expenses, ThreePublicAccounts};

/// How much a document has in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum Size {
    /// A handful of 项, one source of money, empty forms of funds and state capital.
    Tiny,
    /// Up to a dozen 项.
    Small,
    /// A department: some dozens of 项, every source of money, carry-over.
    Medium,
    /// A department with hundreds of rows over many pages.
    Large,
}

/// The accounts of one year.
#[derive(Debug, Clone)]
pub(crate) struct Accounts {
    /// One entry for each 项, in order of the codes.
    pub(crate) leaves: Vec<Leaf>,
    /// 使用非财政拨款结余.
    pub(crate) surplus_used: i64,
    /// 结余分配.
    pub(crate) surplus_distributed: i64,
    /// The economic lines of the basic expenditure from the general public budget.
    pub(crate) economic: Vec<EconomicLine>,
    pub(crate) three_public: ThreePublicAccounts,
    pub(crate) last_year: LastYear,
    /// 年初预算 of the expenditure from fiscal appropriations.
    pub(crate) initial_budget: i64,
}

/// The totals of the year before, which the prose compares with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LastYear {
    pub(crate) income: i64,
    pub(crate) expenditure: i64,
    pub(crate) fiscal_expenditure: i64,
    pub(crate) three_public: i64,
}

impl Accounts {
    pub(crate) fn new(dice: &mut Dice, size: Size, field: Field, year: u16) -> Self {
        let leaves = leaf::leaves(dice, size, field, year);
        let total = |of: fn(&Leaf) -> i64| leaves.iter().map(of).sum::<i64>();
        let personnel = total(|leaf| leaf.general().personnel);
        let public = total(|leaf| leaf.general().public);
        let three_public = three_public::three_public(dice, size, public);
        let economic = economic::lines(dice, personnel, public, &three_public.spent);
        let mut around = |amount: i64| amount / 100 * dice.between(80, 118) + dice.between(0, 99);
        let last_year = LastYear {
            income: around(total(Leaf::income)),
            expenditure: around(total(Leaf::expenditure)),
            fiscal_expenditure: around(total(|leaf| leaf.fiscal.expenditure())),
            three_public: around(three_public.spent.total()),
        };
        let initial_budget = around(total(|leaf| leaf.fiscal.expenditure()));
        let (surplus_used, surplus_distributed) = if size >= Size::Medium {
            // Not more than what is left over: the balance is carried into the next year.
            let left = total(|leaf| leaf.other_closing);
            (dice.amount(3, 5), dice.between(0, left))
        } else {
            (0, 0)
        };
        Self { leaves, surplus_used, surplus_distributed, economic, three_public, last_year, initial_budget }
    }

    /// The sum of `of` over all 项.
    pub(crate) fn sum(&self, of: impl Fn(&Leaf) -> i64) -> i64 {
        self.leaves.iter().map(of).sum()
    }

    /// The sum over the 项 of one budget.
    pub(crate) fn sum_of(&self, budget: Budget, of: impl Fn(&Leaf) -> i64) -> i64 {
        self.leaves.iter().filter(|leaf| leaf.budget == budget).map(of).sum()
    }

    /// 年初结转和结余, all money.
    pub(crate) fn opening(&self) -> i64 {
        self.sum(|leaf| leaf.fiscal.opening + leaf.other_opening)
    }

    /// 年末结转和结余, all money: what the balance leaves.
    pub(crate) fn closing(&self) -> i64 {
        let available = self.sum(Leaf::income) + self.surplus_used + self.opening();
        available - self.sum(Leaf::expenditure) - self.surplus_distributed
    }
}
