//! Worker processes: what a document does to the process that reads it costs that document and nothing else.
//!
//! A lane has one worker, this same program started anew, and gives it one order after the other. A run over many files
//! has several lanes, a report of one file has one.

mod cause;
mod counts;
mod lane;
mod one;
mod protocol;
mod serve;

pub(crate) use cause::{Bounds, WorkerCause};
pub(crate) use counts::Counts;
pub(crate) use lane::{Answer, Lane};
pub(crate) use one::convert_one;
pub(crate) use protocol::{Draft, Extras, Made, Order, Reply, Setup, Trouble};
pub(crate) use serve::serve;

/// The argument that makes this program a worker. Private to it: not among the commands.
pub(crate) const WORD: &str = "worker";
