//! How long the rows of a predictor claim to be (ISO 32000-1, 7.4.4.4).
//!
//! The engine makes room for a row before it looks whether the data have one. A few bytes in the file can ask for more than
//! there are addresses, and no program survives that.

use hayro_syntax::object::{Array, Dict, Object};

/// More columns than any picture has. In the engine one takes at most 32 bytes, for it counts their bits in one byte.
pub(in crate::pdf) const MOST_COLUMNS: usize = 2_000_000;

/// Whether a filter of the stream that `dict` belongs to may make room for such a row.
pub(in crate::pdf) fn rows_are_over(dict: &Dict<'_>) -> bool {
    let mut parameters = [&b"DecodeParms"[..], b"DP"].into_iter().filter_map(|key| dict.get::<Object<'_>>(key));
    parameters.any(|parameters| match parameters {
        Object::Dict(dict) => columns_are_over(&dict),
        Object::Array(list) => of_each_filter(&list).any(|dict| columns_are_over(&dict)),
        _ => false,
    })
}

fn of_each_filter<'a>(list: &Array<'a>) -> impl Iterator<Item = Dict<'a>> {
    list.iter::<Object<'_>>().filter_map(|parameters| match parameters {
        Object::Dict(dict) => Some(dict),
        _ => None,
    })
}

fn columns_are_over(parameters: &Dict<'_>) -> bool {
    parameters.get::<usize>(b"Columns").is_some_and(|columns| columns > MOST_COLUMNS)
}

/// The same of any parameters in `bytes`, as they stand in the file: for what is decoded before objects can be looked up.
pub(in crate::pdf) fn raw_rows_are_over(bytes: &[u8]) -> bool {
    const KEY: &[u8] = b"/Columns";
    memchr::memmem::find_iter(bytes, KEY).any(|at| {
        let value = bytes.get(at + KEY.len()..).unwrap_or_default().trim_ascii_start();
        let value = value.strip_prefix(b"+").unwrap_or(value);
        let digits = value.iter().take_while(|byte| byte.is_ascii_digit());
        let columns =
            digits.fold(0usize, |columns, digit| columns.saturating_mul(10).saturating_add(usize::from(digit - b'0')));
        columns > MOST_COLUMNS
    })
}

#[cfg(test)]
mod tests {
    use super::raw_rows_are_over;

    #[track_caller]
    fn check(file: &str, over: bool) {
        assert_eq!(raw_rows_are_over(file.as_bytes()), over);
    }

    #[test]
    fn rows_that_no_file_can_hold_are_told() {
        check("<</Predictor 12/Columns 99999999999999>>", true);
        check("<</Columns 5>> <</Columns\n+99999999999999999999999999>>", true);
    }

    #[test]
    fn usual_rows_are_not() {
        check("<</Predictor 12/Columns 5>>", false);
        check("/Columns 2480 /Columns", false);
        check("/ColumnsOf 99999999999999", false);
    }
}
