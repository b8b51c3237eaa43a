//! Documents as data, made from a seed number: an entity that does not exist, its accounts exact in 分, the nine forms as
//! they would print them, and the prose that restates them.
//!
//! The same seed and [`Size`] give the same [`Spec`], on every machine. Everything that a reader could check holds in the
//! accounts exactly; a printed figure is rounded by itself, so that sums of printed figures miss their totals by the last
//! digit now and then, as published ones do (尾数误差).
//!
//! ```
//! use juesuan_corpus::{Size, generate};
//!
//! let spec = generate("example", 7, Size::Small);
//! assert_eq!(spec, generate("example", 7, Size::Small));
//! assert_eq!(spec.tables.len(), 9);
//! ```

mod accounts;
mod codes;
mod dice;
mod faults;
mod forms;
mod money;
mod names;
mod prose;
mod spec;
mod style;

use accounts::Accounts;
use dice::Dice;
use names::Unit;
use style::Style;

pub use accounts::Size;
pub use faults::plant_faults;
pub use spec::{Block, Entity, Fact, Inconsistency, Section, Spec, Table};

/// The document that `seed` makes of this size, under the name `id`.
pub fn generate(id: &str, seed: u64, size: Size) -> Spec {
    let mut dice = Dice::new(seed);
    let unit = Unit::new(&mut dice, size);
    let style = Style::new(&mut dice, size);
    let accounts = Accounts::new(&mut dice, size, unit.field, style.year);
    Spec {
        id: id.to_owned(),
        seed: Some(seed),
        size: Some(size),
        kind: "final_accounts".to_owned(),
        fiscal_year: style.year,
        unit: style.money.unit().to_owned(),
        entity: Entity { name: unit.name.clone(), scope: unit.scope().to_owned() },
        cover: prose::cover(&unit, &style),
        sections: prose::sections(&unit, &style, &accounts, &mut dice),
        tables: forms::tables(&style, &accounts),
        contents: None,
        faults: None,
        inconsistencies: Vec::new(),
    }
}
