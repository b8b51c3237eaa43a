//! What clap says of a wrong command line → what is told to people, in their language.
//!
//! Values are named only where clap found them wrong, so that no password is repeated.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use juesuan_model::Language;

use crate::left_out::is_left_out;

/// What is wrong with a command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Misuse {
    /// The command of which the help tells what is right; `None` where none was given.
    command: Option<String>,
    fault: Fault,
}

/// A fault, with the names of options as clap writes them: `--page <N>`, `<FILE>`.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fault {
    /// No command was given; those that there are.
    NoCommand(Vec<String>),
    /// Not a command, and one that may be meant.
    UnknownCommand { typed: String, meant: Option<String> },
    /// Not an option, and one that may be meant.
    UnknownOption { typed: String, meant: Option<String> },
    /// An option of the command, typed before the command.
    BeforeCommand { option: String, command: String },
    /// An argument after all that the command takes.
    OneTooMany(String),
    /// Arguments without which the command has nothing to do.
    Missing(Vec<String>),
    /// An option without its value, and the values that it can have where they are few.
    NoValue { option: String, values: Vec<String> },
    /// A value that the option cannot have, and those that it can.
    WrongValue { option: String, typed: String, values: Vec<String> },
    /// A format that this build was made without, and those that it has.
    LeftOut { typed: String, values: Vec<String> },
    /// A folder with results in a format that this build was made without.
    FolderWithLeftOut(&'static str),
    /// A value that is no day.
    NotADay { option: String, typed: String },
    /// A value that is no number, or out of range, for the only option that takes one.
    NotANumber { option: String, typed: String },
    /// A value that is nothing like what the option takes.
    NotLike { option: String, typed: String },
    /// An option given twice.
    Repeated(String),
    /// A value for an option that takes none.
    NeedlessValue { option: String, typed: String },
    /// Bytes that are no text.
    NotUnicode,
    /// Anything else.
    Other,
}

impl Misuse {
    /// What clap found wrong with `typed`; `commands` are the commands that there are.
    pub(crate) fn new(error: &clap::Error, typed: &[OsString], commands: &[clap::Command]) -> Self {
        let asked = Asked::of(typed, commands);
        Self { fault: fault(error, asked.as_ref(), commands), command: asked.map(|asked| asked.name) }
    }

    /// The output folder holds files of an earlier run in `format`, which this build was made without.
    pub(crate) fn of_folder_with(format: &'static str) -> Self {
        Self { command: Some("convert".to_owned()), fault: Fault::FolderWithLeftOut(format) }
    }

    /// What was wrong and what to do, in one line without full stop.
    pub(crate) fn message(&self, language: Language) -> String {
        let help = match &self.command {
            Some(command) => format!("juesuan {command} --help"),
            None => "juesuan --help".to_owned(),
        };
        match language {
            Language::Chinese => self.fault.in_chinese(&help),
            Language::English => self.fault.in_english(&help),
        }
    }
}

/// The language that the command line asks for, where it is too wrong to be understood otherwise.
pub(crate) fn language(typed: &[OsString]) -> Language {
    let mut words = typed.iter().map(|word| word.to_string_lossy()).take_while(|word| word != "--");
    let mut asked = Language::Chinese;
    while let Some(word) = words.next() {
        let value =
            if word == "--lang" { words.next() } else { word.strip_prefix("--lang=").map(|v| v.to_owned().into()) };
        match value.as_deref() {
            Some("en") => asked = Language::English,
            Some("zh") => asked = Language::Chinese,
            _ => {}
        }
    }
    asked
}

/// The command that was typed.
struct Asked<'c> {
    /// With the command that it belongs to: `golden check`.
    name: String,
    command: &'c clap::Command,
}

impl<'c> Asked<'c> {
    fn of(typed: &[OsString], commands: &'c [clap::Command]) -> Option<Self> {
        let named = |word: &OsString, command: &&clap::Command| command.get_name() == word;
        let mut words = typed.iter();
        let command = words.find_map(|word| commands.iter().find(|command| named(word, command)))?;
        let name = command.get_name();
        match words.find_map(|word| command.get_subcommands().find(|below| named(word, below))) {
            Some(below) => Some(Self { name: format!("{name} {}", below.get_name()), command: below }),
            None => Some(Self { name: name.to_owned(), command }),
        }
    }

    /// How the command begins, with what it cannot do without.
    fn beginning(&self) -> String {
        let file = if self.command.get_positionals().next().is_some() { " FILE" } else { "" };
        format!("{}{file}", self.name)
    }
}

fn fault(error: &clap::Error, asked: Option<&Asked<'_>>, commands: &[clap::Command]) -> Fault {
    let first = |kind| texts(error, kind).into_iter().next();
    let named = |kind| first(kind).unwrap_or_default();
    let option = || named(ContextKind::InvalidArg);
    let typed = || named(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let names = |commands: &mut dyn Iterator<Item = &clap::Command>| {
                commands.map(|command| command.get_name().to_owned()).collect()
            };
            Fault::NoCommand(match asked {
                Some(asked) => names(&mut asked.command.get_subcommands()),
                None => names(&mut commands.iter()),
            })
        }
        ErrorKind::InvalidSubcommand => Fault::UnknownCommand {
            typed: named(ContextKind::InvalidSubcommand),
            meant: first(ContextKind::SuggestedSubcommand),
        },
        ErrorKind::UnknownArgument if option().starts_with('-') => match asked {
            // Where the command has it, it is unknown only in front of the command.
            Some(asked) if has_option(asked.command, &option()) => {
                Fault::BeforeCommand { option: option(), command: asked.beginning() }
            }
            _ => Fault::UnknownOption { typed: option(), meant: first(ContextKind::SuggestedArg) },
        },
        ErrorKind::UnknownArgument => Fault::OneTooMany(option()),
        ErrorKind::MissingRequiredArgument => Fault::Missing(texts(error, ContextKind::InvalidArg)),
        ErrorKind::InvalidValue if typed().is_empty() => {
            Fault::NoValue { option: option(), values: texts(error, ContextKind::ValidValue) }
        }
        ErrorKind::InvalidValue
            if asked.is_some_and(|asked| asked.name == "convert")
                && option().starts_with("--format")
                && is_left_out(&typed()) =>
        {
            Fault::LeftOut { typed: typed(), values: texts(error, ContextKind::ValidValue) }
        }
        ErrorKind::InvalidValue => {
            Fault::WrongValue { option: option(), typed: typed(), values: texts(error, ContextKind::ValidValue) }
        }
        ErrorKind::ValueValidation if option().starts_with("--date") => {
            Fault::NotADay { option: option(), typed: typed() }
        }
        ErrorKind::ValueValidation if !option().starts_with("--page") => {
            Fault::NotLike { option: option(), typed: typed() }
        }
        ErrorKind::ValueValidation => Fault::NotANumber { option: option(), typed: typed() },
        ErrorKind::ArgumentConflict => Fault::Repeated(option()),
        ErrorKind::TooManyValues => Fault::NeedlessValue { option: option(), typed: typed() },
        ErrorKind::InvalidUtf8 => Fault::NotUnicode,
        _ => Fault::Other,
    }
}

/// What the value of an option should look like.
fn likeness(option: &str) -> (&'static str, &'static str) {
    if option.starts_with("--time-limit") {
        ("秒数，如 60；0 表示不限", "seconds, like 60; 0 is without bound")
    } else if option.starts_with("--memory-limit") {
        ("大小，如 512M 或 2G；0 表示不限", "a size, like 512M or 2G; 0 is without bound")
    } else if option.starts_with("--dpi") {
        (" 36 到 300 的整数", "a number from 36 to 300")
    } else {
        (" 1 到 1024 的整数", "a number from 1 to 1024")
    }
}

/// Whether `command` has the option `typed`, with its dashes.
fn has_option(command: &clap::Command, typed: &str) -> bool {
    command.get_arguments().any(|argument| {
        let long = argument.get_long().is_some_and(|long| typed.strip_prefix("--") == Some(long));
        let short = argument.get_short().is_some_and(|short| typed.strip_prefix('-') == Some(&short.to_string()));
        long || short
    })
}

fn texts(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}

impl Fault {
    fn in_chinese(&self, help: &str) -> String {
        let see = format!("用法见 {help}");
        match self {
            Self::NoCommand(commands) => format!("没有给出命令。请用 {} 之一，{see}", commands.join("、")),
            Self::UnknownCommand { typed, meant: Some(meant) } => {
                format!("没有“{typed}”这个命令。是不是 {meant}？{see}")
            }
            Self::UnknownCommand { typed, meant: None } => format!("没有“{typed}”这个命令。{see}"),
            Self::UnknownOption { typed, meant: Some(meant) } => {
                format!("没有“{typed}”这个选项。是不是 {meant}？{see}")
            }
            Self::UnknownOption { typed, meant: None } => format!("没有“{typed}”这个选项。{see}"),
            Self::BeforeCommand { option, command } => {
                format!("{option} 要写在命令后面，如 juesuan {command} {option}。{see}")
            }
            Self::OneTooMany(typed) => format!("多了一个参数“{typed}”。一次只处理一个文件，{see}"),
            Self::Missing(names) => format!("缺少 {}。请补上，{see}", names.join("、")),
            Self::NoValue { option, values } if values.is_empty() => format!("没有给出 {option} 的值。请补上，{see}"),
            Self::NoValue { option, values } => format!("没有给出 {option} 的值。请用 {} 之一", values.join("、")),
            Self::WrongValue { option, typed, values } => {
                format!("{option} 的值不能是“{typed}”。请用 {} 之一", values.join("、"))
            }
            Self::LeftOut { typed, values } => format!(
                "此程序编译时没有包含 {typed}，--format 不能用它。请用 {} 之一，或改用编译时启用了 {typed} 的程序",
                values.join("、")
            ),
            Self::FolderWithLeftOut(format) => format!(
                "输出文件夹里有以前的 {format} 结果，而此程序编译时没有包含 {format}，无法更新。请换一个文件夹，或改用编译时启用了 \
                 {format} 的程序"
            ),
            Self::NotADay { option, typed } => format!("{option} 的值“{typed}”不是日期。请写成 2026-01-31 的样子"),
            Self::NotANumber { option, typed } => {
                format!("{option} 的值“{typed}”不是页码。请给出从 1 数起的整数，如 3")
            }
            Self::NotLike { option, typed } => {
                format!("{option} 的值“{typed}”不对。请写成{}", likeness(option).0)
            }
            Self::Repeated(option) => format!("{option} 给了不止一次。请只留一个"),
            Self::NeedlessValue { option, typed } => format!("{option} 不带值，却给了“{typed}”。请去掉"),
            Self::NotUnicode => format!("参数或环境变量里有不是 UTF-8 的字节。请改用 UTF-8，{see}"),
            Self::Other => format!("命令写错了。{see}"),
        }
    }

    fn in_english(&self, help: &str) -> String {
        let see = format!("see {help}");
        match self {
            Self::NoCommand(commands) => format!("no command is given; use one of {}, {see}", commands.join(", ")),
            Self::UnknownCommand { typed, meant: Some(meant) } => {
                format!("there is no command `{typed}`; perhaps {meant} is meant, {see}")
            }
            Self::UnknownCommand { typed, meant: None } => format!("there is no command `{typed}`; {see}"),
            Self::UnknownOption { typed, meant: Some(meant) } => {
                format!("there is no option `{typed}`; perhaps {meant} is meant, {see}")
            }
            Self::UnknownOption { typed, meant: None } => format!("there is no option `{typed}`; {see}"),
            Self::BeforeCommand { option, command } => {
                format!("{option} belongs after the command, as in juesuan {command} {option}; {see}")
            }
            Self::OneTooMany(typed) => format!("`{typed}` is one argument too many; name one file at a time, {see}"),
            Self::Missing(names) => match names.as_slice() {
                [name] => format!("{name} is missing; add it, {see}"),
                names => format!("{} are missing; add them, {see}", names.join(", ")),
            },
            Self::NoValue { option, values } if values.is_empty() => {
                format!("no value is given for {option}; add it, {see}")
            }
            Self::NoValue { option, values } => {
                format!("no value is given for {option}; use one of {}", values.join(", "))
            }
            Self::WrongValue { option, typed, values } => {
                format!("{option} cannot be `{typed}`; use one of {}", values.join(", "))
            }
            Self::LeftOut { typed, values } => format!(
                "this program was built without {typed}, so --format cannot be `{typed}`; use one of {}, or a program that \
                 was built with the feature `{typed}`",
                values.join(", ")
            ),
            Self::FolderWithLeftOut(format) => format!(
                "the output folder holds results of an earlier run as {format}, which this program was built without and \
                 cannot bring up to date; name another folder, or use a program that was built with the feature `{format}`"
            ),
            Self::NotADay { option, typed } => {
                format!("`{typed}`, given for {option}, is no day; write it like 2026-01-31")
            }
            Self::NotANumber { option, typed } => {
                format!("`{typed}`, given for {option}, is no page number; give a whole number from 1 on, such as 3")
            }
            Self::NotLike { option, typed } => {
                format!("`{typed}`, given for {option}, is wrong; give {}", likeness(option).1)
            }
            Self::Repeated(option) => format!("{option} is given more than once; keep one"),
            Self::NeedlessValue { option, typed } => {
                format!("{option} takes no value, but `{typed}` is given; drop it")
            }
            Self::NotUnicode => format!("an argument or variable has bytes that are not UTF-8; use UTF-8, {see}"),
            Self::Other => format!("the command line is wrong; {see}"),
        }
    }
}
