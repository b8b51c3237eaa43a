//! The formats that a build can be made without, and which of them this one was.

use std::path::Path;

/// Each with whether this build writes it. It has the name of its feature, of its `--format`, and of its folder where
/// results are written.
const FORMATS: [(&str, bool); 2] = [("xlsx", cfg!(feature = "xlsx")), ("parquet", cfg!(feature = "parquet"))];

/// Whether this build was made without the format of this name.
pub(crate) fn is_left_out(format: &str) -> bool {
    FORMATS.iter().any(|&(name, is_written)| name == format && !is_written)
}

/// The format of which an earlier run left files in `folder` that this build cannot bring up to date.
pub(crate) fn left_behind(folder: &Path) -> Option<&'static str> {
    FORMATS.iter().map(|&(name, _)| name).find(|name| is_left_out(name) && folder.join(name).is_dir())
}
