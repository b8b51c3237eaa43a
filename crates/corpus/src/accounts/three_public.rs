//! The three public expenses (“三公”经费), with meetings and training beside them.

use crate::accounts::Size;
use crate::dice::Dice;

/// The expenses as budgeted or as spent.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Expenses {
    /// 因公出国（境）费.
    pub(crate) abroad: i64,
    /// 公务用车购置费.
    pub(crate) purchase: i64,
    /// 公务用车运行维护费.
    pub(crate) operation: i64,
    /// 公务接待费.
    pub(crate) reception: i64,
    /// 会议费, no part of the total.
    pub(crate) meetings: i64,
    /// 培训费, no part of the total.
    pub(crate) training: i64,
}

impl Expenses {
    pub(crate) fn vehicles(&self) -> i64 {
        self.purchase + self.operation
    }

    pub(crate) fn total(&self) -> i64 {
        self.abroad + self.vehicles() + self.reception
    }
}

/// Budget, expenditure and the counts that explain it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ThreePublicAccounts {
    pub(crate) budget: Expenses,
    pub(crate) spent: Expenses,
    pub(crate) groups_abroad: i64,
    pub(crate) people_abroad: i64,
    pub(crate) vehicles_bought: i64,
    pub(crate) vehicles_kept: i64,
    pub(crate) receptions: i64,
    pub(crate) people_received: i64,
}

/// The expenses of a unit whose running costs are `public`: a small part of them.
pub(crate) fn three_public(dice: &mut Dice, size: Size, public: i64) -> ThreePublicAccounts {
    let has = |dice: &mut Dice, percent: i64| {
        if size == Size::Tiny { dice.chance(percent / 3) } else { dice.chance(percent) }
    };
    let mut spend =
        |percent: i64, of: i64| if has(dice, percent) { dice.between(10_000, (public / of).max(10_000)) } else { 0 };
    let spent = Expenses {
        abroad: spend(20, 20),
        purchase: spend(15, 8),
        operation: spend(70, 12),
        reception: spend(80, 30),
        meetings: spend(60, 40),
        training: spend(60, 40),
    };
    let mut budgeted =
        |amount: i64| if amount == 0 { 0 } else { amount / 1_000_000 * 1_000_000 + dice.between(1, 4) * 1_000_000 };
    let budget = Expenses {
        abroad: budgeted(spent.abroad),
        purchase: budgeted(spent.purchase),
        operation: budgeted(spent.operation),
        reception: budgeted(spent.reception),
        meetings: budgeted(spent.meetings),
        training: budgeted(spent.training),
    };
    let mut count = |amount: i64, high: i64| if amount == 0 { 0 } else { dice.between(1, high) };
    let groups_abroad = count(spent.abroad, 3);
    let vehicles_bought = count(spent.purchase, 2);
    let kept = count(spent.operation, 9);
    let receptions = count(spent.reception, 60);
    ThreePublicAccounts {
        budget,
        spent,
        groups_abroad,
        people_abroad: groups_abroad * 2,
        vehicles_bought,
        vehicles_kept: kept.max(vehicles_bought),
        receptions,
        people_received: receptions * 7,
    }
}
