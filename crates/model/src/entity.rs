//! Whose accounts a document holds.

use serde::{Deserialize, Serialize};

/// The organisation whose accounts a document holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entity {
    /// Its name, whitespace removed.
    pub name: String,
    /// Whether the accounts are those of a department or of one unit; `null` where the document does not say.
    pub scope: Option<Scope>,
}

/// What the accounts cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// A department with the units under it (部门).
    Department,
    /// One unit (单位).
    Unit,
}
