//! Bytes → an opened file: passwords, damage, bounds on what the engine reads by itself, and whether all pages are there.

pub(super) mod open;
mod owner;
pub(super) mod page_tree;
mod structure;
