//! What can be wrong with a run over many files, beside what can be wrong with each.

use std::io;
use std::time::Duration;

use juesuan_model::Language;

use super::lane::Death;
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
    /// A text found in a folder that has no form, year or unit.
    OtherText,
    /// A worker died of a document. With the bounds of the run.
    Died(Death, Bounds),
    /// No worker can be started.
    WorkerNotStarted(io::Error),
    /// Someone asked for the end.
    Interrupted,
}

/// What one document may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bounds {
    /// `None` is without bound.
    pub(crate) time: Option<Duration>,
    /// Bytes; `None` is without bound.
    pub(crate) memory: Option<u64>,
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
            Self::OtherText => "not_final_accounts",
            Self::Died(Death::TimeLimit, _) => "time_limit",
            Self::Died(Death::MemoryLimit, _) => "memory_limit",
            Self::Died(Death::StackOverflow, _) => "stack_overflow",
            Self::Died(Death::Unknown(_), _) => "worker_died",
            Self::WorkerNotStarted(_) => "worker_not_started",
            Self::Interrupted => "interrupted",
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
            Self::OtherText => {
                "文本里没有决算表，也没有年度，不作决算文件处理。若确是决算文件，请单独给出它".to_owned()
            }
            Self::Died(Death::TimeLimit, bounds) => format!(
                "超过每份文件 {} 秒的时限，未转换。如确需转换，请用 --time-limit 放宽",
                bounds.time.unwrap_or_default().as_secs_f64()
            ),
            Self::Died(Death::MemoryLimit, bounds) => format!(
                "超过每份文件 {} MB 的内存上限，未转换。如确需转换，请用 --memory-limit 放宽",
                bounds.memory.unwrap_or_default() >> 20
            ),
            Self::Died(Death::StackOverflow, _) => {
                "结构嵌套过深，转换进程栈溢出。这是 juesuan 的缺陷，请把此文件报告给维护者".to_owned()
            }
            Self::Died(Death::Unknown(said), _) => {
                format!(
                    "转换进程意外终止（{said}）。可能是系统内存不足，也可能是 juesuan 的缺陷。请再试一次，仍然如此请报告"
                )
            }
            Self::Interrupted => "已中止。已完成的结果都保留，再次运行同一命令即可继续".to_owned(),
            Self::WorkerNotStarted(error) => {
                format!("转换进程无法启动（{error}）。请检查系统的进程数和内存，或用 -j 减少并行数")
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
            Self::OtherText => "the text has neither a known form nor a year, and is not taken for final accounts; if \
                                it is one, give it by name"
                .to_owned(),
            Self::Died(Death::TimeLimit, bounds) => format!(
                "it takes longer than the limit of {} s for a document, and is not converted; --time-limit raises it",
                bounds.time.unwrap_or_default().as_secs_f64()
            ),
            Self::Died(Death::MemoryLimit, bounds) => format!(
                "it needs more memory than the limit of {} MB for a document, and is not converted; --memory-limit \
                 raises it",
                bounds.memory.unwrap_or_default() >> 20
            ),
            Self::Died(Death::StackOverflow, _) => {
                "it is nested too deeply, and the stack overflowed; this is a defect of juesuan, please report it with \
                 the file"
                    .to_owned()
            }
            Self::Died(Death::Unknown(said), _) => format!(
                "the converting process died ({said}): too little memory in the system, or a defect of juesuan; try \
                 again, and report it if it stays"
            ),
            Self::Interrupted => "stopped; what is done is kept, and the same command goes on from there".to_owned(),
            Self::WorkerNotStarted(error) => format!(
                "no converting process can be started ({error}); check the system's processes and memory, or lower -j"
            ),
        }
    }
}
