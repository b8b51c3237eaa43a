//! The language of messages for people. Codes and JSON keys are the same in both.

use serde::{Deserialize, Serialize};

/// The language of messages. In JSON `zh` and `en`. The documents are Chinese, so are most readers: Chinese is the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Language {
    /// 简体中文.
    #[default]
    #[serde(rename = "zh")]
    Chinese,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// Of two ways to say the same the one in this language.
    pub fn either<T>(self, chinese: T, english: T) -> T {
        match self {
            Self::Chinese => chinese,
            Self::English => english,
        }
    }
}
