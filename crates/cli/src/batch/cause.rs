//! What can be wrong with a run over many files, beside what can be wrong with each.

use juesuan_model::Language;

use super::manifest::PUT_ASIDE;

/// What was wrong.
#[derive(Debug)]
pub(crate) enum BatchCause {
    /// Several results, and no folder to write them into.
    OutputFolderNeeded,
    /// Another run writes into the output folder.
    OutputInUse,
    /// The output folder holds the results of this folder, which is still there.
    OutputOfAnother(String),
    /// The folders given hold no file.
    NothingToConvert,
    /// A link leads to a folder that it stands in.
    LinkLoop,
    /// An input has the content of this one, which is converted.
    Duplicate(String),
    /// A result of an earlier run is lost, or is no longer one; the system's or the parser's words for it.
    OutputDamaged(String),
    /// So many lines of the manifest are no entries.
    ManifestDamaged(usize),
}

impl BatchCause {
    /// The stable code. Programs may rely on it.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::OutputFolderNeeded => "output_folder_needed",
            Self::OutputInUse => "output_in_use",
            Self::OutputOfAnother(_) => "output_of_another_folder",
            Self::NothingToConvert => "nothing_to_convert",
            Self::LinkLoop => "link_loop",
            Self::Duplicate(_) => "duplicate",
            Self::OutputDamaged(_) => "output_damaged",
            Self::ManifestDamaged(_) => "manifest_damaged",
        }
    }

    /// What was wrong and what to do, in one line without full stop.
    pub(crate) fn message(&self, language: Language) -> String {
        match language {
            Language::Chinese => self.chinese(),
            Language::English => self.english(),
        }
    }

    fn chinese(&self) -> String {
        match self {
            Self::OutputFolderNeeded => "结果不止一个文件。请用 -o 指定输出文件夹，如 -o 结果/".to_owned(),
            Self::OutputInUse => "另一个 juesuan 正在写这个文件夹。请等它结束，或另指定一个文件夹".to_owned(),
            Self::OutputOfAnother(root) => format!(
                "这里是“{root}”的结果，与本次的文件夹不同。请另指定一个输出文件夹，或在一次命令中给出两个文件夹"
            ),
            Self::NothingToConvert => "没有找到任何文件。请核对文件夹（以“.”开头的名称不看）".to_owned(),
            Self::LinkLoop => "链接指向它所在的文件夹，没有跟随".to_owned(),
            Self::Duplicate(original) => format!("内容与“{original}”相同，只转换那一份"),
            Self::OutputDamaged(reason) => format!(
                "此前的结果丢失或损坏（{reason}），数据集和索引中没有这份文件。原文件还在时再次运行即重新转换；已不在时可用 --prune 去掉"
            ),
            Self::ManifestDamaged(lines) => {
                format!("清单中有 {lines} 行无法识别，已移到 {PUT_ASIDE}；它们所记的文件会重新转换")
            }
        }
    }

    fn english(&self) -> String {
        match self {
            Self::OutputFolderNeeded => {
                "there is more than one result; name a folder for them with -o, as in -o results/".to_owned()
            }
            Self::OutputInUse => {
                "another juesuan is writing into this folder; wait for it, or name another folder".to_owned()
            }
            Self::OutputOfAnother(root) => format!(
                "this holds the results of `{root}`, another folder than the one given; name another output folder, or \
                 give both folders in one command"
            ),
            Self::NothingToConvert => {
                "there are no files; check the folder (names that begin with a dot are left out)".to_owned()
            }
            Self::LinkLoop => "the link leads to a folder that it stands in, and is not followed".to_owned(),
            Self::Duplicate(original) => format!("it has the content of `{original}`, which is converted"),
            Self::OutputDamaged(reason) => format!(
                "an earlier result is lost or damaged ({reason}), and datasets and index are without it; if its input is \
                 there, the next run converts it again, and else --prune forgets it"
            ),
            Self::ManifestDamaged(lines) => format!(
                "{lines} lines of the manifest cannot be understood, and are put aside into {PUT_ASIDE}; what they told \
                 of is converted again"
            ),
        }
    }
}
