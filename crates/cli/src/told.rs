//! What people read on standard error: one line for each failure or problem, `juesuan: FILE：message（code）`.

use std::io::{self, Write};
use std::path::Path;

use juesuan_model::{Language, ReportedDiagnostic, Severity, json_name};

use crate::Outcome;
use crate::failure::{Failure, Subject};
use crate::terminal::without_controls;

/// Reports that there is no result.
pub(crate) fn failure(failure: &Failure, language: Language) {
    let subject = match (&failure.subject, language) {
        (Subject::File(path), _) => path.display().to_string(),
        (Subject::StandardOutput, Language::Chinese) => "标准输出".to_owned(),
        (Subject::StandardOutput, Language::English) => "standard output".to_owned(),
        (Subject::CommandLine, Language::Chinese) => "命令行".to_owned(),
        (Subject::CommandLine, Language::English) => "command line".to_owned(),
    };
    print(&line_of(&subject, None, &failure.cause.message(language), failure.cause.code(), language));
}

/// Reports the problems among what was noticed while reading, and says how the task ended.
pub(crate) fn problems(file: &Path, noticed: &[ReportedDiagnostic], language: Language) -> Outcome {
    let subject = file.display().to_string();
    let mut outcome = Outcome::Done;
    for found in noticed.iter().filter(|found| found.code.severity() == Severity::Problem) {
        print(&line_of(&subject, found.page, &found.message, &json_name(found.code), language));
        outcome = Outcome::DoneWithProblems;
    }
    outcome
}

fn line_of(subject: &str, page: Option<u32>, message: &str, code: &str, language: Language) -> String {
    match (language, page) {
        (Language::Chinese, None) => format!("juesuan: {subject}：{message}（{code}）"),
        (Language::Chinese, Some(page)) => format!("juesuan: {subject}：第 {page} 页：{message}（{code}）"),
        (Language::English, None) => format!("juesuan: {subject}: {message} ({code})"),
        (Language::English, Some(page)) => format!("juesuan: {subject}: page {page}: {message} ({code})"),
    }
}

/// Prints a line about the whole run.
pub(crate) fn line(said: &str) {
    print(&format!("juesuan: {said}"));
}

/// Prints one line. File names and documents may hold control characters: a terminal must not obey them.
fn print(line: &str) {
    let text = without_controls(&line.replace('\n', "\\n")) + "\n";
    // Where standard error is closed there is nobody to tell.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use juesuan_model::{Code, Language, json_name};

    use super::line_of;

    #[test]
    fn a_line_names_the_file_the_page_and_the_code() {
        assert_eq!(
            line_of(
                "x.pdf",
                Some(3),
                "本页字符超过上限（9），其余未读",
                &json_name(Code::TooManyGlyphs),
                Language::Chinese
            ),
            "juesuan: x.pdf：第 3 页：本页字符超过上限（9），其余未读（too_many_glyphs）"
        );
        assert_eq!(line_of("x", None, "no", "empty", Language::English), "juesuan: x: no (empty)");
    }
}
