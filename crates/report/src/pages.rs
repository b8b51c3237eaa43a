//! Which pages of a document are shown.

use std::collections::BTreeSet;

use juesuan_model::{FinalAccounts, Format, Outcome};
use serde::{Deserialize, Serialize};

/// Which pages are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Shown {
    /// Those that hold forms (where there are none, tables), places of what does not hold, or what could not be read.
    #[default]
    Relevant,
    /// Every page.
    All,
    /// None.
    None,
}

/// The 1-based pages to show. A text dump has no pages to be shown.
pub fn pages_to_show(accounts: &FinalAccounts, shown: Shown) -> BTreeSet<u32> {
    if accounts.source.format == Format::Text {
        return BTreeSet::new();
    }
    match shown {
        Shown::None => BTreeSet::new(),
        Shown::All => (1..=accounts.source.pages).collect(),
        Shown::Relevant => {
            let of_forms = accounts.forms().flat_map(|table| &table.pages).copied();
            let failed = accounts.checks.iter().filter(|check| check.outcome == Outcome::Fail);
            let of_places = failed.clone().flat_map(|check| &check.places).map(|place| place.page);
            let of_suspects = failed.flat_map(|check| &check.suspects).map(|suspect| suspect.page);
            let no_forms = accounts.forms().next().is_none();
            let of_tables = accounts.tables.iter().filter(|_| no_forms).flat_map(|table| &table.pages).copied();
            let unread = accounts.source.pages_without_text.iter().copied();
            let of_problems = accounts.problems().filter_map(|problem| problem.page);
            let of_forms = of_forms.chain(of_tables).chain(unread).chain(of_problems);
            of_forms.chain(of_places).chain(of_suspects).collect()
        }
    }
}
