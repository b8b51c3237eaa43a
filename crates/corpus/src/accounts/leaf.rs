//! One 项 (item of the functional classification): what came in for it and what was spent on it.

use crate::accounts::Size;
use crate::codes::{Budget, Entry, items, name};
use crate::dice::Dice;
use crate::names::Field;

/// Money from the budget for one 项.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Fiscal {
    /// 基本支出: 人员经费.
    pub(crate) personnel: i64,
    /// 基本支出: 公用经费.
    pub(crate) public: i64,
    /// 项目支出.
    pub(crate) project: i64,
    /// 年初结转和结余.
    pub(crate) opening: i64,
    /// 年末结转和结余.
    pub(crate) closing: i64,
}

impl Fiscal {
    pub(crate) fn basic(&self) -> i64 {
        self.personnel + self.public
    }

    pub(crate) fn expenditure(&self) -> i64 {
        self.basic() + self.project
    }

    /// 本年收入: what had to come in for the balance to hold.
    pub(crate) fn income(&self) -> i64 {
        self.expenditure() + self.closing - self.opening
    }
}

/// What was spent on one 项 from other money.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Other {
    pub(crate) basic: i64,
    pub(crate) project: i64,
    /// 上缴上级支出.
    pub(crate) remitted: i64,
    /// 经营支出.
    pub(crate) operating: i64,
    /// 对附属单位补助支出.
    pub(crate) subsidy: i64,
}

impl Other {
    pub(crate) fn total(&self) -> i64 {
        self.basic + self.project + self.remitted + self.operating + self.subsidy
    }
}

/// What came in for one 项 beside fiscal appropriations.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Income {
    /// 上级补助收入.
    pub(crate) superior: i64,
    /// 事业收入, 教育收费 included.
    pub(crate) business: i64,
    /// 其中：教育收费.
    pub(crate) education_fees: i64,
    /// 经营收入.
    pub(crate) operating: i64,
    /// 附属单位上缴收入.
    pub(crate) affiliated: i64,
    /// 其他收入.
    pub(crate) other: i64,
}

impl Income {
    pub(crate) fn total(&self) -> i64 {
        self.superior + self.business + self.operating + self.affiliated + self.other
    }
}

/// One 项 with its accounts.
#[derive(Debug, Clone)]
pub(crate) struct Leaf {
    pub(crate) code: &'static str,
    pub(crate) budget: Budget,
    pub(crate) fiscal: Fiscal,
    pub(crate) other: Other,
    pub(crate) other_income: Income,
    pub(crate) other_opening: i64,
    /// What other money is left before the surplus is distributed.
    pub(crate) other_closing: i64,
}

impl Leaf {
    /// 本年收入, all money.
    pub(crate) fn income(&self) -> i64 {
        self.fiscal.income() + self.other_income.total()
    }

    /// 本年支出, all money.
    pub(crate) fn expenditure(&self) -> i64 {
        self.fiscal.expenditure() + self.other.total()
    }

    /// Its money from the general public budget; nothing for a 项 of another budget.
    pub(crate) fn general(&self) -> Fiscal {
        if self.budget == Budget::General { self.fiscal } else { Fiscal::default() }
    }
}

/// How many 项 of the unit's own work, of other classes, of the funds and of the state capital budget.
fn counts(dice: &mut Dice, size: Size) -> [usize; 4] {
    let [own, others, fund, capital] = match size {
        Size::Tiny => [(1, 3), (0, 0), (0, 0), (0, 0)],
        Size::Small => [(2, 4), (0, 3), (0, 1), (0, 0)],
        Size::Medium => [(4, 8), (10, 24), (1, 4), (0, 3)],
        Size::Large => [(6, 12), (80, 130), (3, 8), (1, 5)],
    };
    [own, others, fund, capital].map(|(low, high)| usize::try_from(dice.between(low, high)).unwrap_or_default())
}

/// The 项 of a unit with their accounts, in order of the codes.
pub(crate) fn leaves(dice: &mut Dice, size: Size, field: Field, year: u16) -> Vec<Leaf> {
    let [own, others, fund, capital] = counts(dice, size);
    let general = items(Budget::General, year);
    let is_own = |entry: &Entry<'_>| entry.code.starts_with(field.section);
    let staff: Vec<Entry<'static>> = ["2080505", "2080506", "2101102", "2210201"]
        .map(|code| Entry { code, name: name(code, year) })
        .into_iter()
        .filter(|entry| !entry.name.is_empty())
        .collect();
    let is_staff = |entry: &Entry<'_>| staff.iter().any(|other| other.code == entry.code);
    let own_items: Vec<_> = general.iter().filter(|entry| is_own(entry)).copied().collect();
    let other_items: Vec<_> = general.iter().filter(|entry| !is_own(entry) && !is_staff(entry)).copied().collect();
    let mut chosen: Vec<(Entry<'static>, Budget, bool)> = Vec::new();
    let mut choose = |entries: Vec<Entry<'static>>, budget, has_staff| {
        chosen.extend(entries.into_iter().map(|entry| (entry, budget, has_staff)));
    };
    choose(dice.some(&own_items, own), Budget::General, false);
    choose(dice.some(&other_items, others), Budget::General, false);
    choose(dice.some(&items(Budget::GovernmentFund, year), fund), Budget::GovernmentFund, false);
    choose(dice.some(&items(Budget::StateCapital, year), capital), Budget::StateCapital, false);
    let count = usize::try_from(dice.between(2, 4)).unwrap_or(2);
    choose(dice.some(&staff, count), Budget::General, true);
    chosen.sort_by_key(|(entry, _, _)| entry.code);
    let mut has_main = false;
    chosen
        .into_iter()
        .map(|(entry, budget, for_staff)| {
            // The first 项 of the unit's own work pays its people.
            let is_main = !has_main && is_own(&entry);
            has_main |= is_main;
            leaf(dice, size, entry, budget, is_main, for_staff)
        })
        .collect()
}

fn leaf(dice: &mut Dice, size: Size, entry: Entry<'static>, budget: Budget, is_main: bool, for_staff: bool) -> Leaf {
    let mut fiscal = Fiscal::default();
    if is_main {
        fiscal.personnel = dice.amount(5, 7);
        fiscal.public = dice.amount(4, 6);
        fiscal.project = if dice.chance(40) { dice.amount(3, 6) } else { 0 };
    } else if for_staff {
        fiscal.personnel = dice.amount(4, 6);
    } else {
        fiscal.project = dice.amount(3, 8);
        if budget == Budget::General && dice.chance(15) {
            fiscal.public = dice.amount(3, 5);
        }
    }
    let carries = if size >= Size::Medium { 30 } else { 10 };
    if !for_staff && dice.chance(carries) {
        fiscal.opening = dice.between(0, fiscal.expenditure() / 2);
    }
    if !for_staff && dice.chance(carries) {
        fiscal.closing = dice.amount(3, 5);
    }
    let mut made = Leaf {
        code: entry.code,
        budget,
        fiscal,
        other: Other::default(),
        other_income: Income::default(),
        other_opening: 0,
        other_closing: 0,
    };
    let chance = if is_main { 70 } else { 15 };
    if size >= Size::Small && budget == Budget::General && !for_staff && dice.chance(chance) {
        add_other_money(dice, size, &mut made);
    }
    made
}

fn add_other_money(dice: &mut Dice, size: Size, leaf: &mut Leaf) {
    leaf.other = Other { basic: dice.amount(3, 6), project: dice.amount(3, 6), ..Other::default() };
    if size >= Size::Medium {
        for target in [&mut leaf.other.remitted, &mut leaf.other.operating, &mut leaf.other.subsidy] {
            if dice.chance(30) {
                *target = dice.amount(3, 5);
            }
        }
        leaf.other_opening = dice.between(0, leaf.other.total() / 3);
        leaf.other_closing = dice.amount(3, 5);
    }
    let came_in = leaf.other.total() + leaf.other_closing - leaf.other_opening;
    let [superior, business, operating, affiliated, other] =
        <[i64; 5]>::try_from(dice.split(came_in, 5)).unwrap_or_default();
    leaf.other_income = Income {
        superior,
        business,
        education_fees: if leaf.code.starts_with("205") { dice.between(0, business) } else { 0 },
        operating,
        affiliated,
        other,
    };
}
