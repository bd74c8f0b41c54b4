//! Waiting for jobs, in programs that are not asynchronous.

use std::thread;
use std::time::Instant;

use super::wait::{Outcome, Waiting};
use super::{BlockingClient, Call, Pace, Polled, StartError, Starts, WaitError};

impl BlockingClient {
    /// Asks again and again how jobs stand, until all have succeeded.
    ///
    /// A question that has been sent when the time is over is waited for all the same.
    ///
    /// # Errors
    ///
    /// Whatever keeps all of them from being known to have succeeded.
    pub fn wait<O: Polled>(
        &self,
        call: &Call<O>,
        pace: Pace,
    ) -> Result<O::Success, WaitError<O::Success, O::Error>> {
        let (begin, mut waiting) = (Instant::now(), Waiting::new(pace));
        loop {
            thread::sleep(waiting.delay(begin.elapsed())?);
            let answer = self.send(call).map_err(WaitError::Call)?;
            if let Some(answer) = waiting.judge(O::progress(&answer), answer)? {
                return Ok(answer);
            }
        }
    }

    /// Sends a call that begins jobs, and waits until all have succeeded.
    ///
    /// `started` gets the answer to the call as soon as it is there, so that it is not lost if a job fails.
    ///
    /// # Errors
    ///
    /// Whatever keeps the call from succeeding, or the jobs from being known to have succeeded.
    pub fn send_and_wait<O: Starts>(
        &self,
        call: &Call<O>,
        pace: Pace,
        started: impl FnOnce(&O::Success),
    ) -> Outcome<O> {
        let answer = self.send(call).map_err(StartError::Call)?;
        started(&answer);
        let jobs = O::jobs(call, &answer);
        let jobs = jobs.map_err(|invalid| StartError::Call(invalid.into()))?;
        let jobs = jobs.ok_or(StartError::NoJobs)?;
        self.wait(&jobs, pace).map_err(StartError::Wait)
    }
}
