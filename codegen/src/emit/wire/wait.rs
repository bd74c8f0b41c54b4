//! Waiting for jobs.

use std::fmt;
use std::time::Duration;

use tokio::time::Instant;

use super::{Call, CallError, Client, Operation, OperationError, Pace, Polled, Progress, Starts};

/// Why jobs are waited for no longer, though they have not all succeeded.
#[derive(Debug)]
#[non_exhaustive]
pub enum WaitError<A, E> {
    /// It cannot be asked how they stand.
    Call(CallError<E>),
    /// They have come to an end, and some have failed.
    Failed(A),
    /// Some are in states that the document does not know.
    UnknownState {
        /// These states.
        states: Vec<String>,
        /// The whole answer.
        answer: A,
    },
    /// There are none.
    Missing(A),
    /// The time is over. The jobs go on.
    TimedOut(Option<A>),
}

impl<A, E: OperationError> fmt::Display for WaitError<A, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => write!(f, "it is not known how the jobs stand: {error}"),
            Self::Failed(_) => f.write_str("a job has failed"),
            Self::UnknownState { states, .. } => {
                write!(f, "a job is in an unknown state: {states:?}")
            }
            Self::Missing(_) => f.write_str("there is no job"),
            Self::TimedOut(_) => f.write_str("the jobs have not come to an end in time"),
        }
    }
}

impl<A: fmt::Debug, E: OperationError> std::error::Error for WaitError<A, E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Call(error) => Some(error),
            Self::Failed(_) | Self::UnknownState { .. } | Self::Missing(_) | Self::TimedOut(_) => {
                None
            }
        }
    }
}

/// Why a call did not lead to jobs that have all succeeded.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError<E, A, J> {
    /// The call did not succeed.
    Call(CallError<E>),
    /// The answer to it tells of no jobs.
    NoJobs,
    /// They have not all succeeded.
    Wait(WaitError<A, J>),
}

impl<E: OperationError, A, J: OperationError> fmt::Display for StartError<E, A, J> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => error.fmt(f),
            Self::NoJobs => f.write_str("the answer tells of no jobs"),
            Self::Wait(error) => error.fmt(f),
        }
    }
}

impl<E, A, J> std::error::Error for StartError<E, A, J>
where
    E: OperationError,
    A: fmt::Debug,
    J: OperationError,
{
}

/// What comes of a call that begins jobs.
pub(super) type Outcome<O> = Result<
    <<O as Starts>::Jobs as Operation>::Success,
    StartError<
        <O as Operation>::Error,
        <<O as Starts>::Jobs as Operation>::Success,
        <<O as Starts>::Jobs as Operation>::Error,
    >,
>;

/// Takes the time that a pace leaves.
pub(super) struct Waiting<A> {
    pace: Pace,
    last: Option<A>,
}

impl<A> Waiting<A> {
    pub(super) fn new(pace: Pace) -> Self {
        Self { pace, last: None }
    }

    /// How much time there is to answer, if so much has gone by.
    fn left(&self, elapsed: Duration) -> Duration {
        self.pace.timeout.saturating_sub(elapsed)
    }

    /// The time is over.
    fn timed_out<E>(&mut self) -> WaitError<A, E> {
        WaitError::TimedOut(self.last.take())
    }

    /// How long to wait before it is asked, if so much time has gone by.
    pub(super) fn delay<E>(&mut self, elapsed: Duration) -> Result<Duration, WaitError<A, E>> {
        let delay = if self.last.is_some() {
            self.pace.interval
        } else {
            self.pace.first_delay
        };
        if elapsed.saturating_add(delay) > self.pace.timeout {
            return Err(self.timed_out());
        }
        Ok(delay)
    }

    /// What an answer means: the end, or more waiting.
    pub(super) fn judge<E>(
        &mut self,
        progress: Progress,
        answer: A,
    ) -> Result<Option<A>, WaitError<A, E>> {
        match progress {
            Progress::Pending => {
                self.last = Some(answer);
                Ok(None)
            }
            Progress::Succeeded => Ok(Some(answer)),
            Progress::Failed => Err(WaitError::Failed(answer)),
            Progress::Unknown(states) => Err(WaitError::UnknownState { states, answer }),
            Progress::Missing => Err(WaitError::Missing(answer)),
        }
    }
}

impl Client {
    /// Asks again and again how jobs stand, until all have succeeded.
    ///
    /// To stop waiting, drop the future: it sends nothing but this call, and the jobs go on.
    ///
    /// # Errors
    ///
    /// Whatever keeps all of them from being known to have succeeded.
    pub async fn wait<O: Polled>(
        &self,
        call: &Call<O>,
        pace: Pace,
    ) -> Result<O::Success, WaitError<O::Success, O::Error>> {
        let (begin, mut waiting) = (Instant::now(), Waiting::new(pace));
        loop {
            tokio::time::sleep(waiting.delay(begin.elapsed())?).await;
            let left = waiting.left(begin.elapsed());
            let answer = tokio::time::timeout(left, self.send(call)).await;
            let answer = answer.map_err(|_| waiting.timed_out())?;
            let answer = answer.map_err(WaitError::Call)?;
            if let Some(answer) = waiting.judge(O::progress(&answer), answer)? {
                return Ok(answer);
            }
        }
    }

    /// Sends a call that begins jobs, and waits until all have succeeded.
    ///
    /// `started` gets the answer to the call as soon as it is there, so that it is not lost if the future is dropped while it
    /// waits, or if a job fails.
    ///
    /// # Errors
    ///
    /// Whatever keeps the call from succeeding, or the jobs from being known to have succeeded.
    pub async fn send_and_wait<O: Starts>(
        &self,
        call: &Call<O>,
        pace: Pace,
        started: impl FnOnce(&O::Success),
    ) -> Outcome<O> {
        let answer = self.send(call).await.map_err(StartError::Call)?;
        started(&answer);
        let jobs = O::jobs(call, &answer);
        let jobs = jobs.map_err(|invalid| StartError::Call(invalid.into()))?;
        let jobs = jobs.ok_or(StartError::NoJobs)?;
        self.wait(&jobs, pace).await.map_err(StartError::Wait)
    }
}
