//! Help in the language of the messages: in English what clap takes from the comments beside the options, in Chinese
//! what [`chinese`] says in their place.

mod chinese;
mod examples;

use clap::builder::StyledStr;
use clap::{Arg, Command};
use juesuan_model::Language;

use chinese::Words;

/// What stands for clap's own layout, whose titles are English.
const CHINESE_LAYOUT: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

/// The whole command line with its help in `language`. It is built: clap adds to it no more.
pub(super) fn spoken(mut whole: Command, language: Language) -> Command {
    whole.build();
    told(whole, "", language)
}

/// The command with this path below `juesuan`, and those below it.
fn told(mut command: Command, path: &str, language: Language) -> Command {
    if let Some(examples) = examples::of(path, language) {
        command = command.after_long_help(examples);
    }
    if language == Language::Chinese {
        command = command.help_template(CHINESE_LAYOUT).subcommand_help_heading("命令");
        if let Some(words) = chinese::command(path) {
            command = command.about(words.brief).long_about(longer(words.brief, &words));
        }
        command = command.mut_args(|argument| in_chinese(argument, path));
    }
    command.mut_subcommands(|below| {
        let name = below.get_name().to_owned();
        let path = if path.is_empty() { name } else { format!("{path} {name}") };
        told(below, &path, language)
    })
}

/// The option of the command with this path.
fn in_chinese(argument: Arg, path: &str) -> Arg {
    let heading = match argument.get_help_heading() {
        Some("Reports") => "网页",
        Some("Several files") => "多个文件",
        _ if argument.is_positional() => "参数",
        _ => "选项",
    };
    let Some(words) = chinese::argument(path, argument.get_id().as_str()) else {
        return argument.help_heading(heading);
    };
    let takes_values = argument.get_action().takes_values();
    let defaults = argument.get_default_values().iter().filter(|_| takes_values);
    let defaults: Vec<_> = defaults.map(|value| value.to_string_lossy()).collect();
    let values = argument.get_possible_values();
    let values: Vec<&str> = values.iter().filter(|_| takes_values).map(|value| value.get_name()).collect();
    let variable = argument.get_env().unwrap_or_default().to_string_lossy();
    let told = format!("{}{}{}", words.brief, note("默认", &defaults.join("、")), note("环境变量", &variable));
    let brief = format!("{told}{}", note("可选", &values.join("、")));
    // Where each value's meaning is told, its name is.
    let long = longer(if words.values.is_empty() { &brief } else { &told }, &words);
    argument
        .help_heading(heading)
        .hide_default_value(true)
        .hide_possible_values(true)
        .hide_env(true)
        .help(brief)
        .long_help(long)
}

/// A remark at the end of a line; none where there is nothing to say.
fn note(title: &str, said: &str) -> String {
    if said.is_empty() { String::new() } else { format!(" [{title}：{said}]") }
}

/// What `--help` says where `-h` says only `brief`.
fn longer(brief: &str, words: &Words) -> StyledStr {
    let meanings: Vec<String> = words.values.iter().map(|(value, meaning)| format!("- {value}：{meaning}")).collect();
    let mut paragraphs = vec![brief.to_owned()];
    paragraphs.extend(words.more.iter().map(|&more| more.to_owned()));
    paragraphs.extend(Some(meanings.join("\n")).filter(|meanings| !meanings.is_empty()));
    paragraphs.join("\n\n").into()
}

#[cfg(test)]
mod tests {
    use juesuan_model::Language;

    use super::chinese;
    use crate::args::Arguments;

    /// Every command with its path below `juesuan`, but for clap's own.
    pub(super) fn all(language: Language) -> Vec<(String, clap::Command)> {
        fn below(path: &str, command: &clap::Command, all: &mut Vec<(String, clap::Command)>) {
            all.push((path.to_owned(), command.clone()));
            for next in command.get_subcommands().filter(|next| next.get_name() != "help") {
                below(format!("{path} {}", next.get_name()).trim(), next, all);
            }
        }
        let mut every = Vec::new();
        below("", &Arguments::whole(language), &mut every);
        every
    }

    #[test]
    fn every_command_option_and_value_has_its_chinese() {
        for (path, command) in all(Language::English) {
            assert!(chinese::command(&path).is_some(), "juesuan {path}");
            for argument in command.get_arguments() {
                let id = argument.get_id().as_str();
                let words = chinese::argument(&path, id).unwrap_or_else(|| panic!("juesuan {path}: {id}"));
                let told = argument.get_possible_values().iter().any(|value| value.get_help().is_some());
                if told && argument.get_action().takes_values() {
                    let values: Vec<_> =
                        argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
                    let known: Vec<_> = words.values.iter().map(|(value, _)| *value).collect();
                    // Formats may be left out of a build.
                    assert!(values.iter().all(|value| known.contains(&value.as_str())), "{path} {id}: {known:?}");
                }
                let explained = argument.get_long_help().is_some_and(|long| long.to_string().contains("\n\n"));
                assert_eq!(explained, !words.more.is_empty(), "{path} {id}: one language tells more");
            }
        }
    }

    #[test]
    fn help_speaks_one_language() {
        let is_chinese = |c: char| ('一'..='龥').contains(&c);
        for (path, mut command) in all(Language::English) {
            let help = command.render_long_help().to_string();
            assert!(!help.contains(is_chinese), "juesuan {path}:\n{help}");
        }
        for (path, mut command) in all(Language::Chinese) {
            let help = command.render_long_help().to_string();
            for line in help.lines().filter(|line| line.ends_with(|c: char| c.is_ascii_alphabetic())) {
                let speaks = line.contains(is_chinese) || line.trim().starts_with(['-', '<', '[', '#']);
                assert!(speaks || line.trim().starts_with("juesuan "), "juesuan {path}: {line}");
            }
        }
    }
}
