//! The names of inputs in the manifest, and of outputs in the output folder.

use std::path::{Component, Path};

use sha2::{Digest, Sha256};

use crate::path_text::text_of;

/// The folders in an output folder that hold results.
pub(super) const ROOMS: [&str; 6] = ["json", "xlsx", "report", "csv", "parquet", "jsonl"];

/// Longest file name, in bytes, of the file systems in use (ext4, XFS, APFS, NTFS: 255).
const LONGEST_NAME: usize = 255;

/// A relative path as the manifest writes it: `/` between names.
pub(super) fn key_of(relative: &Path) -> String {
    let parts: Vec<String> = relative.iter().map(|part| text_of(Path::new(part))).collect();
    parts.join("/")
}

/// Reads the name of an output: below one of the folders for results, and without a step out of it. What is read here is
/// removed one day.
pub(super) fn output_of_this_folder<'de, D: serde::Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let name: String = serde::Deserialize::deserialize(from)?;
    let is_in_a_room = name.split_once('/').is_some_and(|(room, _)| ROOMS.contains(&room));
    let is_plain = Path::new(&name).components().all(|part| matches!(part, Component::Normal(_)));
    if is_in_a_room && is_plain { Ok(name) } else { Err(serde::de::Error::custom("no name of an output")) }
}

/// Where the output of an input goes, relative to the output folder: `json`, `2022/x.pdf` → `json/2022/x.pdf.json`.
///
/// The input's whole name is kept: `x.pdf` and `x.txt` do not meet. A name that would become too long is cut, and told
/// from its like by its hash.
pub(super) fn output_name(format: &str, key: &str) -> String {
    let ending = if format == "report" { ".html".to_owned() } else { format!(".{format}") };
    match key.rsplit_once('/') {
        Some((folders, name)) => {
            let folders: Vec<String> = folders.split('/').map(|folder| fitted(folder, "")).collect();
            format!("{format}/{}/{}", folders.join("/"), fitted(name, &ending))
        }
        None => format!("{format}/{}", fitted(key, &ending)),
    }
}

fn fitted(name: &str, ending: &str) -> String {
    if name.len() + ending.len() <= LONGEST_NAME {
        return format!("{name}{ending}");
    }
    let hash: String = Sha256::digest(name).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let (start, _) = name.split_at(name.floor_char_boundary(LONGEST_NAME - ending.len() - hash.len() - 1));
    format!("{start}~{hash}{ending}")
}

#[cfg(test)]
mod tests {
    use super::{output_name, output_of_this_folder};

    #[test]
    fn the_whole_name_is_kept() {
        assert_eq!(output_name("json", "2022/决算.pdf"), "json/2022/决算.pdf.json");
        assert_eq!(output_name("report", "决算.pdf"), "report/决算.pdf.html");
    }

    #[test]
    fn long_names_are_cut_and_told_apart() {
        let names = ["算".repeat(85), format!("{}决", "算".repeat(84))];
        let outputs = names.map(|name| output_name("json", &format!("{name}/{name}")));
        assert_ne!(outputs[0], outputs[1]);
        for output in outputs {
            let lengths: Vec<usize> = output.split('/').map(str::len).collect();
            assert!(lengths[1] == 255 && (250..=255).contains(&lengths[2]), "{lengths:?}");
        }
        let folder = output_name("json", &format!("{}/x", "%BE".repeat(120)));
        assert!(folder.split('/').all(|name| name.len() <= 255), "what is no text takes more room as text");
    }

    #[test]
    fn only_what_is_below_a_folder_for_results_is_an_output() {
        let read = |name: &str| output_of_this_folder(&mut serde_json::Deserializer::from_str(&format!("{name:?}")));
        assert_eq!(read("json/a/b.json").unwrap(), "json/a/b.json");
        for name in ["../victim", "json/../../victim", "/etc/passwd", "manifest.jsonl", "json", "", "other/a"] {
            assert!(read(name).is_err(), "{name}");
        }
    }
}
