//! Words of closed sets, as the JSON has them.

use serde::Serialize;

/// The name that a word of a closed set (a code, an outcome) has in the JSON; empty for anything else.
pub fn json_name(word: impl Serialize) -> String {
    match serde_json::to_value(word) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::json_name;
    use crate::{Code, Language, Outcome};

    #[test]
    fn words_have_the_names_of_the_json() {
        assert_eq!(json_name(Outcome::NotEvaluated), "not_evaluated");
        assert_eq!(
            (json_name(Code::TooManyGlyphs), json_name(Language::Chinese)),
            ("too_many_glyphs".into(), "zh".into())
        );
    }
}
