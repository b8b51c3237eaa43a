//! What a run came to, in a few lines.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use juesuan_model::{Language, Outcome};

use super::manifest::{Entry, Status};
use crate::worker::Counts;

/// What a run came to.
#[derive(Debug, Default)]
pub(super) struct Summary {
    by_status: BTreeMap<Status, usize>,
    /// Failed and skipped, and problems: by code.
    by_code: BTreeMap<(Status, String), usize>,
    pages: u64,
    counts: Counts,
    /// Of the inputs, those whose result was there already.
    pub(super) unchanged: usize,
    /// Pages converted in this run.
    pub(super) pages_converted: u64,
    /// Figures that Parquet cannot hold.
    pub(super) left_out: usize,
    /// Inputs of earlier runs that were not among those of this one.
    pub(super) kept: usize,
    /// Of those, what was to be removed and lies below what cannot be looked at now.
    pub(super) out_of_sight: usize,
}

impl Summary {
    pub(super) fn add(&mut self, entry: &Entry) {
        *self.by_status.entry(entry.status).or_default() += 1;
        self.pages += u64::from(entry.pages.unwrap_or_default());
        let problems = entry.counts.iter().flat_map(|counts| counts.problems.keys());
        // A workbook or a picture that could not be made is no problem of reading.
        let codes: BTreeSet<&String> = problems.chain(&entry.code).collect();
        for code in codes {
            *self.by_code.entry((entry.status, code.clone())).or_default() += 1;
        }
        if let Some(counts) = &entry.counts {
            self.counts.add(counts);
        }
    }

    pub(super) fn of(&self, status: Status) -> usize {
        self.by_status.get(&status).copied().unwrap_or_default()
    }

    /// The lines to print.
    pub(super) fn lines(&self, elapsed: Duration, language: Language) -> Vec<String> {
        let all: usize = self.by_status.values().sum();
        let seconds = elapsed.as_secs_f64();
        let rate = self.pages_converted as f64 / seconds.max(0.001);
        let [ok, problems, failed, skipped] =
            [Status::Ok, Status::Problems, Status::Failed, Status::Skipped].map(|status| self.of(status));
        let Counts { tables, forms, line_items, checks, .. } = &self.counts;
        let outcome = |outcome| checks.get(&outcome).copied().unwrap_or_default();
        let [pass, rounding, fail, open] =
            [Outcome::Pass, Outcome::Rounding, Outcome::Fail, Outcome::NotEvaluated].map(outcome);
        let (unchanged, pages, converted) = (self.unchanged, self.pages, self.pages_converted);
        let mut lines = match language {
            Language::Chinese => vec![
                format!(
                    "{all} 个文件：完成 {ok}，有问题 {problems}，失败 {failed}，跳过 {skipped}；其中 {unchanged} 个此前已转换"
                ),
                format!("{pages} 页，{tables} 张表（决算表 {forms}），{line_items} 个数据项"),
                format!("核对：相符 {pass}，尾差 {rounding}，不符 {fail}，未核对 {open}"),
                format!("用时 {seconds:.1} 秒，转换 {converted} 页，每秒 {rate:.0} 页"),
            ],
            Language::English => vec![
                format!(
                    "{all} files: {ok} ok, {problems} with problems, {failed} failed, {skipped} skipped; {unchanged} of them done before"
                ),
                format!("{pages} pages, {tables} tables ({forms} known forms), {line_items} line items"),
                format!("checks: {pass} pass, {rounding} rounding, {fail} fail, {open} not evaluated"),
                format!("{seconds:.1} s, {converted} pages converted, {rate:.0} pages a second"),
            ],
        };
        if self.kept > 0 {
            lines.push(match language {
                Language::Chinese => {
                    format!("另有 {} 个此前的文件不在本次之列，其结果保留（--prune 删除）", self.kept)
                }
                Language::English => format!(
                    "{} more of earlier runs were not among these; what they gave is kept (--prune removes it)",
                    self.kept
                ),
            });
        }
        if self.out_of_sight > 0 {
            lines.push(match language {
                Language::Chinese => {
                    format!("{} 个文件在此刻读不到的文件夹下，其结果没有删除", self.out_of_sight)
                }
                Language::English => format!(
                    "{} more lie below what cannot be read now; what they gave is not removed",
                    self.out_of_sight
                ),
            });
        }
        if self.left_out > 0 {
            lines.push(match language {
                Language::Chinese => {
                    format!("{} 个数字的小数超过 10 位，Parquet 中为空，CSV 和 JSON 中仍在", self.left_out)
                }
                Language::English => format!(
                    "{} figures have more than 10 decimals: null in Parquet, still in CSV and JSON",
                    self.left_out
                ),
            });
        }
        for ((status, code), count) in &self.by_code {
            lines.push(format!("  {:<8} {code:<28} {count:>8}", word(*status, language)));
        }
        lines
    }
}

fn word(status: Status, language: Language) -> &'static str {
    match (status, language) {
        (Status::Ok, Language::Chinese) => "完成",
        (Status::Ok, Language::English) => "ok",
        (Status::Problems, Language::Chinese) => "有问题",
        (Status::Problems, Language::English) => "problems",
        (Status::Failed, Language::Chinese) => "失败",
        (Status::Failed, Language::English) => "failed",
        (Status::Skipped, Language::Chinese) => "跳过",
        (Status::Skipped, Language::English) => "skipped",
    }
}
