//! What can be wrong with a worker, and with what it is given.

use std::io;
use std::time::Duration;

use juesuan_model::Language;

/// What was wrong.
#[derive(Debug)]
pub(crate) enum WorkerCause {
    /// A text found in a folder that has neither a form nor a year.
    OtherText,
    /// A worker died of a document. With the bounds that it had.
    Died(Death, Bounds),
    /// No worker can be started.
    NotStarted(io::Error),
    /// Someone asked for the end.
    Interrupted,
}

/// Why a worker died.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Death {
    /// It took longer than it may.
    TimeLimit,
    /// It needed more memory than it may have.
    MemoryLimit,
    /// Recursion ran out of stack.
    StackOverflow,
    /// Anything else: the system's words for it.
    Unknown(String),
}

/// What one document may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bounds {
    /// `None` is without bound.
    pub(crate) time: Option<Duration>,
    /// Bytes; `None` is without bound.
    pub(crate) memory: Option<u64>,
}

impl WorkerCause {
    /// The stable code. Programs may rely on it.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::OtherText => "not_final_accounts",
            Self::Died(Death::TimeLimit, _) => "time_limit",
            Self::Died(Death::MemoryLimit, _) => "memory_limit",
            Self::Died(Death::StackOverflow, _) => "stack_overflow",
            Self::Died(Death::Unknown(_), _) => "worker_died",
            Self::NotStarted(_) => "worker_not_started",
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
            Self::NotStarted(error) => {
                format!("转换进程无法启动（{error}）。请检查系统的进程数和内存，或用 -j 减少并行数")
            }
        }
    }

    fn english(&self) -> String {
        match self {
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
            Self::NotStarted(error) => format!(
                "no converting process can be started ({error}); check the system's processes and memory, or lower -j"
            ),
        }
    }
}
