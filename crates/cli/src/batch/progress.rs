//! How far a run is: a bar on a terminal, a line now and then elsewhere.

use std::io::{self, IsTerminal};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use juesuan_model::Language;

use crate::told;

/// Between two plain lines.
const PAUSE: Duration = Duration::from_secs(10);

/// How far a run is.
pub(super) struct Progress {
    all: usize,
    start: Instant,
    language: Language,
    manner: Manner,
    state: Mutex<State>,
}

enum Manner {
    Bar(ProgressBar),
    Lines,
    Quiet,
}

struct State {
    done: usize,
    failed: usize,
    last: Instant,
}

impl Progress {
    pub(super) fn new(all: usize, quiet: bool, language: Language) -> Self {
        let manner = match (quiet, io::stderr().is_terminal()) {
            (true, _) => Manner::Quiet,
            (false, true) => Manner::Bar(bar(all, language)),
            (false, false) => Manner::Lines,
        };
        let start = Instant::now();
        let state = Mutex::new(State { done: 0, failed: 0, last: start });
        Self { all, start, language, manner, state }
    }

    /// One more input is done.
    pub(super) fn step(&self, failed: bool) {
        let Ok(mut state) = self.state.lock() else { return };
        state.done += 1;
        state.failed += usize::from(failed);
        match &self.manner {
            Manner::Quiet => {}
            Manner::Bar(bar) => {
                bar.set_message(state.failed.to_string());
                bar.inc(1);
            }
            Manner::Lines if state.last.elapsed() >= PAUSE => {
                state.last = Instant::now();
                let line = line(state.done, self.all, state.failed, self.start.elapsed(), self.language);
                told::line(&line);
            }
            Manner::Lines => {}
        }
    }

    /// Prints something that the bar must not run into.
    pub(super) fn aside(&self, print: impl FnOnce()) {
        match &self.manner {
            Manner::Bar(bar) => bar.suspend(print),
            Manner::Lines | Manner::Quiet => print(),
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(self) {
        if let Manner::Bar(bar) = self.manner {
            bar.finish_and_clear();
        }
    }
}

fn bar(all: usize, language: Language) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(all as u64), ProgressDrawTarget::stderr_with_hz(8));
    let template = match language {
        Language::Chinese => "{wide_bar} {pos}/{len}  每秒 {per_sec}  剩余 {eta}  失败 {msg}",
        Language::English => "{wide_bar} {pos}/{len}  {per_sec}  {eta} left  {msg} failed",
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.with_key("per_sec", |state: &indicatif::ProgressState, out: &mut dyn std::fmt::Write| {
            // Where a line is too long the bar gives way: nothing to report.
            let _ = write!(out, "{:.1}", state.per_sec());
        }));
    }
    bar.set_message("0");
    bar
}

fn line(done: usize, all: usize, failed: usize, elapsed: Duration, language: Language) -> String {
    let rate = done as f64 / elapsed.as_secs_f64().max(0.001);
    let left = (all - done.min(all)) as f64 / rate.max(0.001);
    match language {
        Language::Chinese => format!("{done}/{all}，每秒 {rate:.1} 个，剩余约 {left:.0} 秒，失败 {failed}"),
        Language::English => format!("{done}/{all}, {rate:.1} a second, about {left:.0} s left, {failed} failed"),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use juesuan_model::Language;

    use super::line;

    #[test]
    fn a_line_tells_rate_time_left_and_failures() {
        let of = |language| line(50, 200, 2, Duration::from_secs(10), language);
        assert_eq!(of(Language::Chinese), "50/200，每秒 5.0 个，剩余约 30 秒，失败 2");
        assert_eq!(of(Language::English), "50/200, 5.0 a second, about 30 s left, 2 failed");
    }
}
