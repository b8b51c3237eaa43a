//! The language of messages for people. Codes and JSON keys are the same in both.

/// The language of messages. The documents are Chinese, so are most readers: Chinese is the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// 简体中文.
    #[default]
    Chinese,
    /// English.
    English,
}
