//! How a report looks.

use juesuan_report::Shown;
use serde::{Deserialize, Serialize};

/// How a report looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Look {
    /// Which pages it shows.
    pub(crate) shown: Shown,
    /// Whether they are shown as pictures, else by their text.
    pub(crate) pictures: bool,
    /// Dots to an inch of the pictures.
    pub(crate) dots_per_inch: u16,
}

impl Default for Look {
    fn default() -> Self {
        Self { shown: Shown::Relevant, pictures: true, dots_per_inch: 110 }
    }
}
