//! Why a task failed: which file, what was wrong, what to do.

use std::io;
use std::path::{Path, PathBuf};

use juesuan_extractor::ExtractError;
use juesuan_golden::ManifestError;
use juesuan_model::Language;

use crate::batch::BatchCause;
use crate::usage::Misuse;
use crate::worker::WorkerCause;

/// A task that gave no result.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What it is about.
    pub(crate) subject: Subject,
    /// What was wrong.
    pub(crate) cause: Cause,
}

/// What a failure is about.
#[derive(Debug)]
pub(crate) enum Subject {
    /// This file.
    File(PathBuf),
    /// Standard output.
    StandardOutput,
    /// What was typed.
    CommandLine,
}

/// What was wrong.
#[derive(Debug)]
pub(crate) enum Cause {
    /// The command line cannot be understood.
    Usage(Misuse),
    /// No file has this name.
    InputNotFound,
    /// The file could not be read.
    InputNotReadable(io::Error),
    /// The file was written to while it was read.
    InputChanged,
    /// A folder was given for a file.
    IsADirectory,
    /// A pipe, socket or device was given for a file.
    NotARegularFile,
    /// The file has more bytes than the limit.
    InputTooLarge(u64),
    /// The content could not be read.
    Extract(ExtractError),
    /// The file has no such page.
    NoSuchPage {
        /// The page asked for.
        page: u32,
        /// How many pages were read.
        pages: u32,
    },
    /// The result could not be written.
    OutputNotWritable(io::Error),
    /// A form is larger than a sheet can be, or this build makes no workbooks.
    NoWorkbook(String),
    /// Drawing the pages of a report took more than it may, or took a process down.
    PicturesNotDrawn,
    /// The result would overwrite the file that it is made from.
    OutputIsInput,
    /// The corpus cannot be used.
    Corpus(ManifestError),
    /// The corpus has no document with this id.
    NoSuchDocument(String),
    /// The truth of a document is not JSON of the right shape.
    TruthNotReadable(String),
    /// No document of the corpus has a truth.
    NothingToMeasure,
    /// The folder of approved outputs has this many, and none is of a document of the corpus.
    GoldenOfAnother(usize),
    /// A run over many files went wrong.
    Batch(BatchCause),
    /// A worker went wrong.
    Worker(WorkerCause),
    /// What a worker told: the code, and the words.
    Told(String, String),
    /// A defect of this program; where it happened.
    Internal(String),
}

impl Cause {
    /// The cause, and the file that it is about.
    pub(crate) fn in_file(self, file: &Path) -> Failure {
        Failure { subject: Subject::File(file.to_owned()), cause: self }
    }

    /// The stable code. Programs may rely on it.
    pub(crate) fn code(&self) -> &str {
        match self {
            Self::Usage(_) => "usage",
            Self::InputNotFound => "input_not_found",
            Self::InputNotReadable(_) => "input_not_readable",
            Self::InputChanged => "input_changed",
            Self::IsADirectory => "is_a_directory",
            Self::NotARegularFile => "not_a_regular_file",
            Self::InputTooLarge(_) => "input_too_large",
            Self::Extract(error) => error.code(),
            Self::NoSuchPage { .. } => "no_such_page",
            Self::OutputNotWritable(_) => "output_not_writable",
            Self::NoWorkbook(_) => "no_workbook",
            Self::PicturesNotDrawn => "pictures_not_drawn",
            Self::OutputIsInput => "output_is_input",
            Self::Corpus(_) => "corpus_not_usable",
            Self::NoSuchDocument(_) => "no_such_document",
            Self::TruthNotReadable(_) => "truth_not_readable",
            Self::NothingToMeasure => "nothing_to_measure",
            Self::GoldenOfAnother(_) => "golden_of_another_corpus",
            Self::Batch(cause) => cause.code(),
            Self::Worker(cause) => cause.code(),
            Self::Told(code, _) => code,
            Self::Internal(_) => "internal_error",
        }
    }

    /// What was wrong and what to do, in one line without full stop.
    pub(crate) fn message(&self, language: Language) -> String {
        match (self, language) {
            (Self::Usage(misuse), _) => misuse.message(language),
            (Self::Extract(error), _) => error.message(language),
            (Self::InputNotFound, Language::Chinese) => "文件不存在。请核对路径和文件名".to_owned(),
            (Self::InputNotFound, Language::English) => "no such file; check the path and the name".to_owned(),
            (Self::InputNotReadable(error), Language::Chinese) => {
                format!("文件读不出来（{}）。请检查路径、权限和磁盘", in_words(error, language))
            }
            (Self::InputNotReadable(error), Language::English) => {
                format!("the file cannot be read ({}); check its path, permissions and disk", in_words(error, language))
            }
            (Self::InputChanged, Language::Chinese) => "读取时文件正在被改写。请等写完后再试".to_owned(),
            (Self::InputChanged, Language::English) => {
                "the file was written to while it was read; try again when it is complete".to_owned()
            }
            (Self::IsADirectory, Language::Chinese) => "这是文件夹，不是文件。请给出其中一个文件".to_owned(),
            (Self::IsADirectory, Language::English) => "this is a folder; name one of the files in it".to_owned(),
            (Self::NotARegularFile, Language::Chinese) => {
                "这不是普通文件，而是管道或设备。请先把内容存成文件，再给出那个文件".to_owned()
            }
            (Self::NotARegularFile, Language::English) => {
                "this is no regular file but a pipe or a device; save what it gives as a file, and name that".to_owned()
            }
            (Self::InputTooLarge(limit), Language::Chinese) => {
                format!("文件超过 {} MB 的上限。请确认是决算文件，或拆分后再试", limit >> 20)
            }
            (Self::InputTooLarge(limit), Language::English) => {
                format!(
                    "the file is larger than the limit of {} MB; check that it is the right one, or split it",
                    limit >> 20
                )
            }
            (Self::NoSuchPage { page, pages }, Language::Chinese) => {
                format!("没有第 {page} 页，文件共 {pages} 页。请给出 1 到 {pages} 之间的页码")
            }
            (Self::NoSuchPage { page, pages }, Language::English) => {
                format!("there is no page {page}, the file has {pages}; name a page from 1 to {pages}")
            }
            (Self::OutputNotWritable(error), Language::Chinese) => {
                format!("结果无法写入（{}）。请检查输出文件夹是否存在、可写，磁盘是否已满", in_words(error, language))
            }
            (Self::OutputNotWritable(error), Language::English) => format!(
                "the result cannot be written ({}); check that the output folder exists and is writable and that the \
                 disk is not full",
                in_words(error, language)
            ),
            (Self::NoWorkbook(error), Language::Chinese) => {
                format!("无法做成电子表格（{error}）。请改用 --format json")
            }
            (Self::NoWorkbook(error), Language::English) => {
                format!("no workbook can be made of it ({error}); use --format json")
            }
            (Self::PicturesNotDrawn, Language::Chinese) => {
                "绘制页面所需超过限制，报告中的页面只有文字。可加大 --time-limit、--memory-limit".to_owned()
            }
            (Self::PicturesNotDrawn, Language::English) => {
                "drawing its pages takes more than it may: the report shows them by their text; see --time-limit and \
                 --memory-limit"
                    .to_owned()
            }
            (Self::OutputIsInput, Language::Chinese) => "输出会覆盖输入文件。请用 -o 指定另一个文件".to_owned(),
            (Self::OutputIsInput, Language::English) => {
                "the output would overwrite the input; name another file with -o".to_owned()
            }
            (Self::Corpus(error), _) => error.message(language),
            (Self::NoSuchDocument(id), Language::Chinese) => {
                format!("语料里没有 id 为“{id}”的文件。请核对 manifest.json")
            }
            (Self::NoSuchDocument(id), Language::English) => {
                format!("the corpus has no document `{id}`; look into manifest.json")
            }
            (Self::TruthNotReadable(error), Language::Chinese) => {
                format!("真值文件读不出来（{error}）。格式见 corpus/README.md")
            }
            (Self::TruthNotReadable(error), Language::English) => {
                format!("the truth cannot be read ({error}); its format is described in corpus/README.md")
            }
            (Self::NothingToMeasure, Language::Chinese) => {
                "语料里没有带真值的文件，无法计分。请在 manifest.json 中写 truth，或改用 juesuan golden check"
                    .to_owned()
            }
            (Self::NothingToMeasure, Language::English) => {
                "no document of the corpus has a truth to score against; name it in manifest.json, or use juesuan \
                 golden check"
                    .to_owned()
            }
            (Self::GoldenOfAnother(count), Language::Chinese) => format!(
                "这里有 {count} 份认可过的结果，没有一份属于这批文件，认可会把它们全部删除。请用 --golden 另指定一个文件夹"
            ),
            (Self::GoldenOfAnother(count), Language::English) => format!(
                "this has {count} approved outputs, none of them of this corpus, and all would be removed; name another \
                 folder with --golden"
            ),
            (Self::Batch(cause), _) => cause.message(language),
            (Self::Worker(cause), _) => cause.message(language),
            (Self::Told(_, words), _) => words.clone(),
            (Self::Internal(place), Language::Chinese) => {
                format!("程序内部错误（{place}）。这是 juesuan 的缺陷，请把此文件和本行信息报告给维护者")
            }
            (Self::Internal(place), Language::English) => format!(
                "internal error ({place}); this is a defect of juesuan, please report it with the file and this line"
            ),
        }
    }
}

/// What the system says, in the reader's language where it is one of the usual things.
fn in_words(error: &io::Error, language: Language) -> String {
    let chinese = match error.kind() {
        io::ErrorKind::NotFound => "文件夹或文件不存在",
        io::ErrorKind::PermissionDenied => "没有权限",
        io::ErrorKind::NotADirectory => "路径中有一段不是文件夹",
        io::ErrorKind::IsADirectory => "是文件夹",
        io::ErrorKind::StorageFull => "磁盘已满",
        io::ErrorKind::ReadOnlyFilesystem => "磁盘只读",
        io::ErrorKind::InvalidFilename => "文件名太长或含有不允许的字符",
        io::ErrorKind::AlreadyExists => "同名文件已存在",
        _ => return error.to_string(),
    };
    match language {
        Language::Chinese => chinese.to_owned(),
        Language::English => error.to_string(),
    }
}
