//! `juesuan check`, as typed and as meant.

use std::path::PathBuf;

use clap::Args;
use juesuan_extractor::Settings;
use juesuan_model::Language;
use juesuan_reconciler::rules;

use super::Task;
use crate::check::{Checking, Color, EXPLAIN_ALL, FindingsFormat};

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// The PDFs and text dumps
    #[arg(required_unless_present = "explain")]
    files: Vec<PathBuf>,
    /// How to write the findings
    #[arg(long, value_enum, default_value_t = FindingsFormat::Text)]
    format: FindingsFormat,
    /// Whether to colour the text: `auto` does on a terminal, unless `NO_COLOR` is set
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    color: Color,
    /// Show roundings and what could not be evaluated too; with json, every check
    #[arg(long)]
    all: bool,
    /// Tell what a rule means, why, with an example; `all` lists the rules
    #[arg(long, value_name = "RULE", num_args = 0..=1, default_missing_value = EXPLAIN_ALL, value_parser = rule_names())]
    explain: Option<String>,
}

/// The rules, and what stands for all of them.
fn rule_names() -> clap::builder::PossibleValuesParser {
    let ids = rules().iter().map(|rule| rule.id.as_str());
    clap::builder::PossibleValuesParser::new(ids.chain([EXPLAIN_ALL]))
}

impl CheckArguments {
    /// What the arguments mean.
    pub(super) fn into_task(self, settings: Settings, language: Language) -> Task {
        let Self { files, format, color, all, explain } = self;
        match explain {
            Some(rule) => Task::Explain { rule, language },
            None => Task::Check(Checking { files, format, color, all, settings, language }),
        }
    }
}
