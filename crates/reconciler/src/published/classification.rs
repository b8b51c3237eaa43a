//! The classifications of income and expenditure (政府收支分类科目) that the catalogue knows, for other programs.

use crate::catalogue::{Entry as Named, catalogue};

/// One code and its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a> {
    /// 3, 5 or 7 digits: 类, 款, 项.
    pub code: &'a str,
    /// Its name, with full-width parentheses.
    pub name: &'a str,
}

/// The functional classification (支出功能分类科目) with its names of `year`, in order of the codes.
///
/// Not every code that was ever in use is known: the list comes from published documents.
pub fn functional(year: u16) -> impl Iterator<Item = Entry<'static>> {
    let of_year =
        move |entry: &&Named| entry.from.is_none_or(|from| from <= year) && entry.to.is_none_or(|to| year <= to);
    catalogue().functional.entries().iter().filter(of_year).map(entry)
}

/// The economic classification (支出经济分类科目), that of departments (301 to 399) before that of the government (501 to
/// 599), in order of the codes.
pub fn economic() -> impl Iterator<Item = Entry<'static>> {
    catalogue().economic.entries().iter().map(entry)
}

fn entry(named: &'static Named) -> Entry<'static> {
    Entry { code: &named.code, name: &named.name }
}
