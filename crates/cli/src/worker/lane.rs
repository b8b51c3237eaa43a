//! A lane: a worker process, the order that it fills, and what to make of its end.

use std::env;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::WORD;
use super::cause::Death;
use super::protocol::{Order, Reply, Setup};

/// How often a waiting lane looks whether the run is to end at once.
const LOOK_UP: Duration = Duration::from_millis(100);

/// Bytes of a worker's last words that are kept.
const LAST_WORDS: u64 = 4096;

/// How an order ended.
#[derive(Debug)]
pub(crate) enum Answer {
    Reply(Box<Reply>),
    /// The worker did not live to answer.
    Died(Death),
    /// The run is to end at once.
    Interrupted,
}

/// A lane. Its worker is started when it is first needed, and anew after a death.
pub(crate) struct Lane<'a> {
    /// Makes the command that starts a worker.
    program: &'a dyn Fn() -> io::Result<Command>,
    setup: &'a Setup,
    time: Option<Duration>,
    /// Whether to leave what is in work.
    is_to_end: fn() -> bool,
    worker: Option<Worker>,
}

impl<'a> Lane<'a> {
    /// A lane whose workers may take so long for an order, and are left as soon as `is_to_end`.
    pub(crate) fn new(setup: &'a Setup, time: Option<Duration>, is_to_end: fn() -> bool) -> Self {
        Self { program: &this_program, setup, time, is_to_end, worker: None }
    }

    /// Has an order filled; where that is the end of a worker that drew pictures, once more without them. Errs where no
    /// worker can be started.
    pub(crate) fn ask_for_what_can_be(&mut self, order: &Order) -> io::Result<(Answer, bool)> {
        let answer = self.ask(order)?;
        let draws = self.setup.extras.report.is_some_and(|look| look.pictures);
        match answer {
            Answer::Died(_) if draws => {
                let order = Order { without_pictures: true, ..order.clone() };
                Ok((self.ask(&order)?, true))
            }
            answer => Ok((answer, false)),
        }
    }

    /// Has an order filled. Errs where no worker can be started.
    fn ask(&mut self, order: &Order) -> io::Result<Answer> {
        let mut line = serde_json::to_vec(order)?;
        line.push(b'\n');
        let mut worker = match self.worker.take() {
            Some(worker) => worker,
            None => Worker::start((self.program)()?, self.setup)?,
        };
        if worker.orders.write_all(&line).is_err() {
            // It died between two orders: the document is not to blame.
            worker.kill();
            worker = Worker::start((self.program)()?, self.setup)?;
            if worker.orders.write_all(&line).is_err() {
                return Ok(Answer::Died(worker.death()));
            }
        }
        let deadline = self.time.and_then(|limit| Instant::now().checked_add(limit));
        loop {
            let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
            match worker.replies.recv_timeout(left.unwrap_or(LOOK_UP).min(LOOK_UP)) {
                Ok(reply) => {
                    self.worker = Some(worker);
                    return Ok(Answer::Reply(Box::new(reply)));
                }
                Err(RecvTimeoutError::Disconnected) => return Ok(Answer::Died(worker.death())),
                Err(RecvTimeoutError::Timeout) if (self.is_to_end)() => {
                    worker.kill();
                    return Ok(Answer::Interrupted);
                }
                Err(RecvTimeoutError::Timeout) if left.is_some_and(|left| left.is_zero()) => {
                    worker.kill();
                    return Ok(Answer::Died(Death::TimeLimit));
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }
}

/// This program, as a worker.
fn this_program() -> io::Result<Command> {
    let mut command = Command::new(env::current_exe()?);
    command.arg(WORD);
    Ok(command)
}

/// A worker has nothing left to do: it is waited for, so that the run ends after all that it started.
impl Drop for Lane<'_> {
    fn drop(&mut self) {
        if let Some(Worker { mut child, orders, .. }) = self.worker.take() {
            drop(orders);
            // It may be gone already.
            let _ = child.wait();
        }
    }
}

/// A worker process.
struct Worker {
    child: Child,
    orders: ChildStdin,
    replies: Receiver<Reply>,
    last_words: JoinHandle<String>,
}

impl Worker {
    fn start(mut command: Command, setup: &Setup) -> io::Result<Self> {
        // A group of its own: Ctrl-C at the terminal is for the run to hear, and documents in work are finished.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let (Some(mut orders), Some(out), Some(err)) = (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        let (send, replies) = mpsc::channel();
        thread::spawn(move || {
            for line in BufReader::new(out).split(b'\n') {
                let Some(reply) = line.ok().and_then(|line| serde_json::from_slice(&line).ok()) else { break };
                if send.send(reply).is_err() {
                    break;
                }
            }
        });
        let last_words = thread::spawn(move || {
            let (mut said, mut err) = (Vec::new(), err);
            // What is beyond is read too: a full pipe would stop the worker.
            let _ = err.by_ref().take(LAST_WORDS).read_to_end(&mut said);
            let _ = io::copy(&mut err, &mut io::sink());
            String::from_utf8_lossy(&said).into_owned()
        });
        let mut line = serde_json::to_vec(setup)?;
        line.push(b'\n');
        // Where this fails so does the first order, and its answer tells.
        let _ = orders.write_all(&line);
        Ok(Self { child, orders, replies, last_words })
    }

    fn kill(mut self) {
        // It may be dead already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    fn death(mut self) -> Death {
        drop(self.orders);
        // A reply that could not be understood leaves it alive.
        let _ = self.child.kill();
        match (self.child.wait(), self.last_words.join()) {
            (Ok(status), Ok(said)) => cause_of_death(status, &said),
            (Err(error), _) => Death::Unknown(error.to_string()),
            (Ok(status), Err(_)) => Death::Unknown(status.to_string()),
        }
    }
}

/// By what the Rust runtime says before it gives up (`alloc::alloc::handle_alloc_error`, the guard page's handler).
fn cause_of_death(status: ExitStatus, said: &str) -> Death {
    if said.contains("memory allocation of") {
        Death::MemoryLimit
    } else if said.contains("overflowed its stack") {
        Death::StackOverflow
    } else {
        Death::Unknown(status.to_string())
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::process::Command;
    use std::time::Duration;

    use juesuan_model::Language;

    use super::{Answer, Death, Lane};
    use crate::worker::protocol::{Extras, Order, Setup};

    /// A worker that does this with its first order dies so.
    #[track_caller]
    fn check(script: &'static str, time: Option<Duration>) -> Death {
        let setup = Setup {
            password: None,
            threads: 1,
            language: Language::Chinese,
            memory: None,
            drafts: PathBuf::from("."),
            extras: Extras::default(),
        };
        let path = PathBuf::from("x.pdf");
        let order = Order { path, known: None, by_chance: false, index: None, without_pictures: false };
        let program = move || {
            let mut command = Command::new("sh");
            command.args(["-c", &format!("read setup; read order; {script}")]);
            Ok(command)
        };
        let mut lane = Lane { program: &program, setup: &setup, time, is_to_end: || false, worker: None };
        match lane.ask(&order).unwrap() {
            Answer::Died(death) => death,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn deaths_are_told_apart() {
        assert_eq!(check("echo memory allocation of 9 bytes failed >&2; kill -ABRT $$", None), Death::MemoryLimit);
        assert_eq!(check("echo thread main has overflowed its stack >&2; kill -ABRT $$", None), Death::StackOverflow);
        assert!(matches!(check("kill -SEGV $$", None), Death::Unknown(said) if said.contains("11")));
        assert!(matches!(check("exit 3", None), Death::Unknown(said) if said.contains('3')));
        assert!(matches!(check("echo nonsense; exec sleep 1000", None), Death::Unknown(_)), "no answer, still alive");
    }

    #[test]
    fn a_worker_that_takes_too_long_is_ended() {
        assert_eq!(check("exec sleep 1000", Some(Duration::from_millis(20))), Death::TimeLimit);
    }

    #[test]
    fn many_words_do_not_stop_a_worker() {
        let script =
            "i=0; while [ $i -lt 3000 ]; do echo 0123456789012345678901234567890123456789 >&2; i=$((i+1)); done";
        assert!(matches!(check(script, None), Death::Unknown(_)));
    }
}
