//! The examples at the end of each command's help. Each is parsed by a test, so that none rots.

pub(super) const JUESUAN: &str = "\
Examples:
  # 把一个文件转成 JSON。One file to JSON
  juesuan convert report.pdf -o report.json
  # 先看文件能否完整读取。Whether a file can be read whole
  juesuan doctor report.pdf
  # 做成供人查看的网页。A page for people: each figure beside its place on the page
  juesuan report report.pdf -o report.html
  # 核对各项关系，英文消息。Checks its figures, with messages in English
  juesuan check report.pdf --lang en";

pub(super) const CONVERT: &str = "\
Examples:
  # 一个文件转成 JSON。One file to JSON
  juesuan convert report.pdf -o report.json
  # 一个文件的各张表存为 Excel。Its forms as a workbook
  juesuan convert report.pdf -f xlsx -o report.xlsx
  # 整批文件夹转成 JSON 和 CSV；同一命令再运行只转换新的。A whole archive; the same again converts what is new
  juesuan convert archive/ -o results/ -f json -f csv --bom
  # 有密码的文件。A file with a password
  juesuan convert report.pdf --password secret";

pub(super) const REPORT: &str = "\
Examples:
  # 一个文件：表中的数对照页面，不符之处。One document: its figures beside the page, and what does not hold
  juesuan report report.pdf -o report.html
  # 不画页面，文件更小。Without pictures of the pages: smaller
  juesuan report report.pdf -o report.html --no-pictures
  # 整批文件：results/index.html 列出全部。An archive: results/index.html lists all
  juesuan report archive/ -o results/";

pub(super) const CHECK: &str = "\
Examples:
  # 列出不符之处。What does not hold
  juesuan check report.pdf
  # 连同尾差和未能核对的。Roundings and what could not be evaluated too
  juesuan check --all 2021.pdf 2022.pdf
  # 给程序读。For programs
  juesuan check --format json report.pdf
  # 一条规则的含义。What a rule means
  juesuan check --explain children_do_not_add_up";

pub(super) const DOCTOR: &str = "\
Examples:
  # 文件是什么、字体如何、会丢失什么。What a file is, its fonts, what would be lost
  juesuan doctor report.pdf
  # 给程序读。For programs
  juesuan doctor report.pdf --format json";

pub(super) const TEXT: &str = "\
Examples:
  # 看文字。Shows the text
  juesuan text report.pdf
  # 存成文件。Writes it to a file
  juesuan text report.pdf -o report.txt";

pub(super) const DRAW: &str = "\
Examples:
  # 第 7 页的表格。The tables of page 7
  juesuan draw report.pdf --page 7 -o page7.svg
  # 第 7 页的字符和线段。Its characters and pieces of rules
  juesuan draw report.pdf --page 7 --stage marks -o drawings/";

pub(super) const GOLDEN: &str = "\
Examples:
  # 自己的一批文件：先认可，以后比较。Documents of your own: approve once, compare after each change
  juesuan golden bless --corpus documents/ --golden approved/
  juesuan golden check --corpus documents/ --golden approved/";

pub(super) const GOLDEN_SCORE: &str = "\
Examples:
  # 逐条列出错误。Every mistake by name
  juesuan golden score --details
  # 只看一份文件。One document only
  juesuan golden score --only small-1-dump --format json";

pub(super) const GOLDEN_CHECK: &str = "\
Examples:
  # 与 golden/ 比较，列出全部差异。Every difference from golden/
  juesuan golden check --all";

pub(super) const GOLDEN_BLESS: &str = "\
Examples:
  # 认可一份文件现在的结果。Approves the output of one document
  juesuan golden bless --only small-1-dump";

pub(super) const GOLDEN_ACCURACY: &str = "\
Examples:
  # 重写 docs/ 里的准确度页面。Writes the pages in docs/ anew
  juesuan golden accuracy
  # 只看是否过时。Only whether they are out of date
  juesuan golden accuracy --check";

pub(super) const SCHEMA: &str = "\
Examples:
  # 打印到标准输出。To standard output
  juesuan schema
  # 写入文件夹。Into a folder
  juesuan schema -o docs/schema/";

pub(super) const COMPLETIONS: &str = "\
Examples:
  # bash
  juesuan completions bash > ~/.local/share/bash-completion/completions/juesuan
  # zsh：文件夹须在 fpath 中。The folder must be in fpath
  juesuan completions zsh > ~/.zfunc/_juesuan
  # fish
  juesuan completions fish > ~/.config/fish/completions/juesuan.fish";

pub(super) const MAN: &str = "\
Examples:
  # 每个命令一页，装到 man 能找到的地方。A page for each command, where man finds it
  juesuan man -o ~/.local/share/man/man1
  # 主页面。The main page
  juesuan man > juesuan.1";

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::super::Arguments;

    /// Every command, with those below it.
    fn all(command: &clap::Command) -> Vec<clap::Command> {
        let below = command.get_subcommands().flat_map(all);
        std::iter::once(command.clone()).chain(below).collect()
    }

    #[test]
    fn every_help_ends_with_examples() {
        for mut command in all(&Arguments::command()) {
            let help = command.render_long_help().to_string();
            let last = help.trim_end().rsplit("\n\n").next().unwrap();
            assert!(last.starts_with("Examples:\n"), "{} ends with {last}", command.get_name());
        }
    }

    #[test]
    fn every_example_is_a_command_line_of_its_command() {
        let mut examples = 0;
        for command in all(&Arguments::command()) {
            let help = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
            for line in help.lines().map(str::trim).filter(|line| line.starts_with("juesuan ")) {
                // What follows is the shell's.
                let typed = line.split(" > ").next().unwrap();
                Arguments::try_parse_from_words(typed).unwrap_or_else(|error| panic!("{line}: {error}"));
                let of_command = command.get_name() == "juesuan" || typed.contains(command.get_name());
                assert!(of_command, "{line} is among the examples of {}", command.get_name());
                examples += 1;
            }
        }
        assert!(examples >= 25, "only {examples} examples are found");
    }

    impl Arguments {
        fn try_parse_from_words(typed: &str) -> Result<Self, clap::Error> {
            Self::of(&typed.split_whitespace().map(Into::into).collect::<Vec<_>>())
        }
    }
}
