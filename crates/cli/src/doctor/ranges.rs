//! Page numbers as people write them: `1–5, 8`.

use juesuan_model::Language;

/// Ranges that are written out at most.
const MOST_RANGES: usize = 12;

/// `第 1–5、8 页`, `pages 1–5, 8`; the numbers come ascending. Long lists are cut, with the number of pages.
pub(super) fn pages(numbers: &[u32], language: Language) -> String {
    let ranges = numbers.chunk_by(|a, b| a.checked_add(1) == Some(*b));
    let written = ranges.filter_map(|range| match (range.first()?, range.last()?) {
        (first, last) if first == last => Some(first.to_string()),
        (first, last) => Some(format!("{first}–{last}")),
    });
    let written: Vec<String> = written.collect();
    let shown = written.get(..MOST_RANGES).unwrap_or(&written);
    let is_cut = shown.len() < written.len();
    let count = numbers.len();
    match language {
        Language::Chinese => {
            let more = if is_cut { format!("…… 共 {count} 页") } else { " 页".to_owned() };
            format!("第 {}{more}", shown.join("、"))
        }
        Language::English => {
            let word = if count == 1 { "page" } else { "pages" };
            let more = if is_cut { format!(", … {count} in all") } else { String::new() };
            format!("{word} {}{more}", shown.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use juesuan_model::Language;

    use super::pages;

    #[track_caller]
    fn check(numbers: &[u32], chinese: &str, english: &str) {
        assert_eq!(pages(numbers, Language::Chinese), chinese);
        assert_eq!(pages(numbers, Language::English), english);
    }

    #[test]
    fn neighbours_are_a_range() {
        check(&[3], "第 3 页", "page 3");
        check(&[1, 2, 3, 5, 7, 8], "第 1–3、5、7–8 页", "pages 1–3, 5, 7–8");
    }

    #[test]
    fn a_long_list_is_cut_and_counted() {
        let odd: Vec<u32> = (0..20).map(|n| 2 * n + 1).collect();
        let shown = "1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23";
        check(&odd, &format!("第 {}…… 共 20 页", shown.replace(", ", "、")), &format!("pages {shown}, … 20 in all"));
    }
}
