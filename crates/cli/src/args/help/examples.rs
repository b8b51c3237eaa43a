//! The examples at the end of each command's help. Each is parsed by a test, so that none rots.

use juesuan_model::Language;

/// A command line, and what it is for.
struct Example {
    chinese: &'static str,
    english: &'static str,
    line: &'static str,
}

const fn example(chinese: &'static str, english: &'static str, line: &'static str) -> Example {
    Example { chinese, english, line }
}

/// The examples of the command with this path below `juesuan`, as they stand in its help.
pub(super) fn of(path: &str, language: Language) -> Option<String> {
    let mut text = match language {
        Language::Chinese => "示例：".to_owned(),
        Language::English => "Examples:".to_owned(),
    };
    for Example { chinese, english, line } in listed(path)? {
        let purpose = match language {
            Language::Chinese => chinese,
            Language::English => english,
        };
        text.push_str(&format!("\n  # {purpose}\n  {line}"));
    }
    Some(text)
}

fn listed(path: &str) -> Option<&'static [Example]> {
    Some(match path {
        "" => JUESUAN,
        "convert" => CONVERT,
        "report" => REPORT,
        "check" => CHECK,
        "doctor" => DOCTOR,
        "text" => TEXT,
        "draw" => DRAW,
        "golden" => GOLDEN,
        "golden score" => GOLDEN_SCORE,
        "golden check" => GOLDEN_CHECK,
        "golden bless" => GOLDEN_BLESS,
        "golden accuracy" => GOLDEN_ACCURACY,
        "schema" => SCHEMA,
        "completions" => COMPLETIONS,
        "man" => MAN,
        _ => return None,
    })
}

const JUESUAN: &[Example] = &[
    example("把一个文件转成 JSON", "One file to JSON", "juesuan convert report.pdf -o report.json"),
    example("先看文件能否完整读取", "Whether a file can be read whole", "juesuan doctor report.pdf"),
    example(
        "做成供人查看的网页",
        "A page for people: each figure beside its place on the page",
        "juesuan report report.pdf -o report.html",
    ),
    example(
        "核对各项关系，英文消息",
        "Checks its figures, with messages in English",
        "juesuan check report.pdf --lang en",
    ),
];

const CONVERT: &[Example] = &[
    example("一个文件转成 JSON", "One file to JSON", "juesuan convert report.pdf -o report.json"),
    example(
        "一个文件的各张表存为 Excel",
        "Its forms as a workbook",
        "juesuan convert report.pdf -f xlsx -o report.xlsx",
    ),
    example(
        "整批文件夹转成 JSON 和 CSV；同一命令再运行只转换新的",
        "A whole archive; the same again converts what is new",
        "juesuan convert archive/ -o results/ -f json -f csv --bom",
    ),
    example("有密码的文件", "A file with a password", "juesuan convert report.pdf --password secret"),
];

const REPORT: &[Example] = &[
    example(
        "一个文件：表中的数对照页面，不符之处",
        "One document: its figures beside the page, and what does not hold",
        "juesuan report report.pdf -o report.html",
    ),
    example(
        "不画页面，文件更小",
        "Without pictures of the pages: smaller",
        "juesuan report report.pdf -o report.html --no-pictures",
    ),
    example(
        "整批文件：results/index.html 列出全部",
        "An archive: results/index.html lists all",
        "juesuan report archive/ -o results/",
    ),
];

const CHECK: &[Example] = &[
    example("列出不符之处", "What does not hold", "juesuan check report.pdf"),
    example(
        "连同尾差和未能核对的",
        "Roundings and what could not be evaluated too",
        "juesuan check --all 2021.pdf 2022.pdf",
    ),
    example("给程序读", "For programs", "juesuan check --format json report.pdf"),
    example("一条规则的含义", "What a rule means", "juesuan check --explain children_do_not_add_up"),
];

const DOCTOR: &[Example] = &[
    example(
        "文件是什么、字体如何、会丢失什么",
        "What a file is, its fonts, what would be lost",
        "juesuan doctor report.pdf",
    ),
    example("给程序读", "For programs", "juesuan doctor report.pdf --format json"),
];

const TEXT: &[Example] = &[
    example("看文字", "Shows the text", "juesuan text report.pdf"),
    example("存成文件", "Writes it to a file", "juesuan text report.pdf -o report.txt"),
];

const DRAW: &[Example] = &[
    example("第 7 页的表格", "The tables of page 7", "juesuan draw report.pdf --page 7 -o page7.svg"),
    example(
        "第 7 页的字符和线段",
        "Its characters and pieces of rules",
        "juesuan draw report.pdf --page 7 --stage marks -o drawings/",
    ),
];

const GOLDEN: &[Example] = &[
    example(
        "自己的一批文件：先认可结果",
        "Documents of your own: approve their outputs once",
        "juesuan golden bless --corpus documents/ --golden approved/",
    ),
    example(
        "以后每次改动再比较",
        "Compare after each change",
        "juesuan golden check --corpus documents/ --golden approved/",
    ),
];

const GOLDEN_SCORE: &[Example] = &[
    example("逐条列出错误", "Every mistake by name", "juesuan golden score --details"),
    example("只看一份文件", "One document only", "juesuan golden score --only small-1-dump --format json"),
];

const GOLDEN_CHECK: &[Example] =
    &[example("与 golden/ 比较，列出全部差异", "Every difference from golden/", "juesuan golden check --all")];

const GOLDEN_BLESS: &[Example] = &[example(
    "认可一份文件现在的结果",
    "Approves the output of one document",
    "juesuan golden bless --only small-1-dump",
)];

const GOLDEN_ACCURACY: &[Example] = &[
    example("重写 docs/ 里的准确度页面", "Writes the pages in docs/ anew", "juesuan golden accuracy"),
    example("只看是否过时", "Only whether they are out of date", "juesuan golden accuracy --check"),
];

const SCHEMA: &[Example] = &[
    example("打印到标准输出", "To standard output", "juesuan schema"),
    example("写入文件夹", "Into a folder", "juesuan schema -o docs/schema/"),
];

const COMPLETIONS: &[Example] = &[
    example("bash", "bash", "juesuan completions bash > ~/.local/share/bash-completion/completions/juesuan"),
    example(
        "zsh：文件夹须在 fpath 中",
        "zsh: the folder must be in fpath",
        "juesuan completions zsh > ~/.zfunc/_juesuan",
    ),
    example("fish", "fish", "juesuan completions fish > ~/.config/fish/completions/juesuan.fish"),
];

const MAN: &[Example] = &[
    example(
        "每个命令一页，装到 man 能找到的地方",
        "A page for each command, where man finds it",
        "juesuan man -o ~/.local/share/man/man1",
    ),
    example("主页面", "The main page", "juesuan man > juesuan.1"),
];

#[cfg(test)]
mod tests {
    use juesuan_model::Language;

    use super::super::{super::Arguments, tests::all};

    #[test]
    fn every_help_ends_with_examples() {
        for (language, title) in [(Language::Chinese, "示例：\n"), (Language::English, "Examples:\n")] {
            for (_, mut command) in all(language) {
                let help = command.render_long_help().to_string();
                let last = help.trim_end().rsplit("\n\n").next().unwrap();
                assert!(last.starts_with(title), "{} ends with {last}", command.get_name());
            }
        }
    }

    #[test]
    fn every_example_is_a_command_line_of_its_command() {
        let mut examples = 0;
        for (path, command) in all(Language::English) {
            let help = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
            for line in help.lines().map(str::trim).filter(|line| line.starts_with("juesuan ")) {
                // What follows is the shell's.
                let typed = line.split(" > ").next().unwrap();
                let words: Vec<_> = typed.split_whitespace().map(Into::into).collect();
                Arguments::of(&words, Language::English).unwrap_or_else(|error| panic!("{line}: {error}"));
                assert!(typed.contains(&path), "{line} is among the examples of {path}");
                examples += 1;
            }
        }
        assert!(examples >= 25, "only {examples} examples are found");
    }
}
