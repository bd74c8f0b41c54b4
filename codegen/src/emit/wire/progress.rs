//! How jobs stand.

use std::time::Duration;

use serde::Serialize;
use serde_json::Value;

use super::{Call, Invalid, Operation};

/// An operation whose answer tells how jobs stand.
pub trait Polled: Operation<Success: Serialize> {
    /// Where the answer tells it.
    const PROGRESS: ProgressRule;

    /// How often it is asked, if the caller does not want it otherwise.
    const PACE: Pace;

    /// How the jobs stand by an answer.
    fn progress(answer: &Self::Success) -> Progress {
        Self::PROGRESS.progress(answer)
    }
}

/// An operation that begins jobs.
pub trait Starts: Operation {
    /// What tells how they stand.
    type Jobs: Polled;

    /// The call that asks for the jobs that an answer tells of, if it tells of any.
    ///
    /// # Errors
    ///
    /// If something is not what the call can have there.
    fn jobs(call: &Call<Self>, answer: &Self::Success) -> Result<Option<Call<Self::Jobs>>, Invalid>
    where
        Self: Sized;
}

/// Where an answer tells how jobs stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProgressRule {
    /// The member that is the list of jobs.
    pub items: &'static str,
    /// The member of a job that is its state.
    pub state: &'static str,
    /// The states of a job that goes on.
    pub pending: &'static [&'static str],
    /// The states of a job that has succeeded.
    pub succeeded: &'static [&'static str],
    /// The states of a job that has failed.
    pub failed: &'static [&'static str],
}

impl ProgressRule {
    /// How the jobs stand by an answer.
    #[must_use]
    pub fn progress<T: Serialize>(&self, answer: &T) -> Progress {
        let answer = serde_json::to_value(answer).unwrap_or_default();
        let jobs = answer.get(self.items).and_then(Value::as_array);
        let Some(jobs) = jobs.filter(|jobs| !jobs.is_empty()) else {
            return Progress::Missing;
        };
        let states = jobs
            .iter()
            .map(|job| job.get(self.state).and_then(Value::as_str));
        let states: Vec<&str> = states.map(Option::unwrap_or_default).collect();
        let any = |known: &[&str]| states.iter().any(|state| known.contains(state));
        let is_known = |state: &str| {
            let mut lists = [self.pending, self.succeeded, self.failed].into_iter();
            lists.any(|list| list.contains(&state))
        };
        let unknown = states.iter().filter(|state| !is_known(state));
        let unknown: Vec<String> = unknown.map(|state| (*state).to_owned()).collect();
        if !unknown.is_empty() {
            Progress::Unknown(unknown)
        } else if any(self.pending) {
            Progress::Pending
        } else if any(self.failed) {
            Progress::Failed
        } else {
            Progress::Succeeded
        }
    }
}

/// How jobs stand.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Progress {
    /// Some go on.
    Pending,
    /// All have succeeded.
    Succeeded,
    /// All have come to an end, and some have failed.
    Failed,
    /// Some are in states that the document does not know: these. A job without a state has an empty one.
    Unknown(Vec<String>),
    /// There are none.
    Missing,
}

/// How often it is asked how jobs stand, and how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Pace {
    /// How long to wait before the first time.
    pub first_delay: Duration,
    /// How long to wait before every other time.
    pub interval: Duration,
    /// How long to wait in all.
    pub timeout: Duration,
}

impl Pace {
    /// A pace of one's own.
    #[must_use]
    pub const fn new(first_delay: Duration, interval: Duration, timeout: Duration) -> Self {
        Self {
            first_delay,
            interval,
            timeout,
        }
    }

    pub(crate) const fn of_seconds(first_delay: u64, interval: u64, timeout: u64) -> Self {
        Self::new(
            Duration::from_secs(first_delay),
            Duration::from_secs(interval),
            Duration::from_secs(timeout),
        )
    }
}
