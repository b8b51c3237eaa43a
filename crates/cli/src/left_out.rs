//! The formats that a build can be made without, and which of them this one was.

/// Each with whether this build writes it. It has the name of its feature and of its `--format`.
const FORMATS: [(&str, bool); 2] = [("xlsx", cfg!(feature = "xlsx")), ("parquet", cfg!(feature = "parquet"))];

/// Whether this build was made without the format of this name.
pub(crate) fn is_left_out(format: &str) -> bool {
    FORMATS.iter().any(|&(name, is_written)| name == format && !is_written)
}
