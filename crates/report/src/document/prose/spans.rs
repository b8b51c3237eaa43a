//! A sentence and its facts → where in the sentence each figure stands.

use std::ops::Range;

use juesuan_model::Fact;

/// The figures of `facts` in `sentence`, by bytes, in the order of its words. A fact that prints no figure (持平) has none.
pub(super) fn spans<'a>(sentence: &str, facts: &'a [Fact]) -> Vec<(Range<usize>, &'a Fact)> {
    let numbers = numbers(sentence);
    let mut found = Vec::new();
    let mut next = 0;
    for fact in facts {
        let value = fact.value.trim_start_matches('-');
        let at = numbers.iter().skip(next).position(|(_, digits)| digits == value);
        if let Some((range, _)) = at.and_then(|at| numbers.get(next + at)) {
            next += at.unwrap_or_default() + 1;
            found.push((range.clone(), fact));
        }
    }
    found
}

/// The numbers of a sentence as half-width digits without separators.
fn numbers(sentence: &str) -> Vec<(Range<usize>, String)> {
    let mut numbers: Vec<(Range<usize>, String)> = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (at, c) in sentence.char_indices().chain([(sentence.len(), ' ')]) {
        let digit = half_width(c);
        match (&mut open, digit) {
            (Some((_, digits)), Some(digit)) => digits.extend((digit != ',').then_some(digit)),
            (None, Some(digit)) if digit.is_ascii_digit() => open = Some((at, digit.to_string())),
            (Some(_), None) => {
                if let Some((start, digits)) = open.take() {
                    let printed = sentence.get(start..at).unwrap_or_default();
                    // A point or comma behind the last digit ends the clause, not the number.
                    let kept = printed.trim_end_matches([',', '，', '.', '．']);
                    let digits = digits.trim_end_matches('.').to_owned();
                    numbers.push((start..start + kept.len(), digits));
                }
            }
            (None, _) => {}
        }
    }
    numbers
}

/// A digit, point or thousands separator in its half-width form.
fn half_width(c: char) -> Option<char> {
    match c {
        '0'..='9' | '.' | ',' => Some(c),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        '．' => Some('.'),
        '，' => Some(','),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use juesuan_model::{Fact, FactMeasure};

    use super::spans;

    fn fact(value: &str) -> Fact {
        Fact {
            subject: String::new(),
            measure: FactMeasure::Amount,
            value: value.to_owned(),
            unit: String::new(),
            basis: None,
            whole: None,
            line_item: None,
        }
    }

    #[track_caller]
    fn check(sentence: &str, values: &[&str], expected: &[&str]) {
        let facts: Vec<Fact> = values.iter().map(|value| fact(value)).collect();
        let found: Vec<&str> = spans(sentence, &facts).into_iter().map(|(range, _)| &sentence[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn figures_are_found_in_the_order_of_the_words() {
        check(
            "收入2,946.25万元，比上年减少10.00万元，下降0.34%。",
            &["2946.25", "-10.00", "-0.34"],
            &["2,946.25", "10.00", "0.34"],
        );
    }

    #[test]
    fn the_same_figure_twice_is_two_figures() {
        check("收入5.00万元，支出5.00万元", &["5.00", "5.00"], &["5.00", "5.00"]);
    }

    #[test]
    fn a_comma_behind_a_figure_ends_the_clause() {
        check(
            "共3，其中１，２００．５０元",
            &["3", "1200.50"],
            &["3，", "１，２００．５０"].map(|t| t.trim_end_matches('，')),
        );
    }

    #[test]
    fn what_prints_no_figure_has_no_place() {
        check("与上年持平，支出1.00万元", &["0", "1.00"], &["1.00"]);
    }
}
