//! The catalogue for whoever tells people of a document: forms, rules and classifications by name, the totals of its year,
//! and two generated pages.

mod checks;
pub mod classification;
mod dictionary;
mod forms;
mod rules;
mod totals;

pub use checks::checks_page;
pub use dictionary::dictionary_page;
pub use forms::{Form, forms};
pub use rules::{Rule, RuleText, rules};
pub use totals::{YearTotals, totals};
