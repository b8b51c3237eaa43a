//! The functional and economic classifications: codes and their names over the years.

/// One name of one code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) code: String,
    pub(crate) name: String,
    /// First year of the name, where known.
    pub(crate) from: Option<u16>,
    /// Last year of the name, where known.
    pub(crate) to: Option<u16>,
}

/// A classification, ordered by code; a code whose name changed has several entries.
#[derive(Debug, Default)]
pub(crate) struct Classification(Vec<Entry>);

impl Classification {
    /// Reads `code,name,from,to` with a line of heads; no field holds a comma.
    pub(crate) fn read(csv: &str) -> Self {
        let entry = |line: &str| {
            let mut fields = line.split(',').map(str::trim);
            let code = fields.next()?.to_owned();
            let name = fields.next()?.to_owned();
            let mut year = || fields.next().and_then(|year| year.parse().ok());
            Some(Entry { code, name, from: year(), to: year() })
        };
        Self(csv.lines().skip(1).filter_map(entry).collect())
    }

    /// Whether the code is known.
    pub(crate) fn contains(&self, code: &str) -> bool {
        self.0.binary_search_by(|entry| entry.code.as_str().cmp(code)).is_ok()
    }

    /// The 类 (class) with this name, now or in the past.
    pub(crate) fn class_named(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|entry| entry.code.len() == 3 && entry.name == name).map(|entry| entry.code.as_str())
    }

    /// The names of a code, now and in the past.
    pub(crate) fn names_of<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a str> {
        let first = self.0.partition_point(|entry| entry.code.as_str() < code);
        self.0.iter().skip(first).take_while(move |entry| entry.code == code).map(|entry| entry.name.as_str())
    }

    /// Every entry.
    pub(crate) fn entries(&self) -> &[Entry] {
        &self.0
    }
}

/// The level that a code's length says: 3, 5 and 7 digits are 类 (1), 款 (2) and 项 (3). `None` for what is no code.
pub(crate) fn code_level(code: &str) -> Option<u8> {
    if !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match code.len() {
        3 => Some(1),
        5 => Some(2),
        7 => Some(3),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::code_level;
    use crate::catalogue::catalogue;

    #[test]
    fn every_code_has_its_parent_and_every_year_its_order() {
        for classification in [&catalogue().functional, &catalogue().economic] {
            let entries = classification.entries();
            assert!(entries.len() > 100);
            assert!(entries.is_sorted_by_key(|entry| &entry.code));
            for entry in entries {
                let level = code_level(&entry.code).expect(&entry.code);
                let parent = &entry.code[..entry.code.len().saturating_sub(2)];
                assert!(level == 1 || classification.contains(parent), "{} has no parent", entry.code);
                assert!(entry.from.is_none() || entry.to.is_none() || entry.from <= entry.to, "{}", entry.code);
                assert!(entry.name.chars().all(|c| "（）、".contains(c) || c > '\u{4dff}'), "{}", entry.name);
            }
        }
    }

    #[test]
    fn a_class_is_known_by_each_of_its_names() {
        let functional = &catalogue().functional;
        assert_eq!(functional.class_named("文化体育与传媒支出"), Some("207"));
        assert_eq!(functional.class_named("文化旅游体育与传媒支出"), Some("207"));
        assert_eq!(functional.class_named("其他教育支出"), None);
    }

    #[test]
    fn the_length_of_a_code_is_its_level() {
        assert_eq!(["201", "20103", "2010350", "2010", "XX1"].map(code_level), [Some(1), Some(2), Some(3), None, None]);
    }
}
