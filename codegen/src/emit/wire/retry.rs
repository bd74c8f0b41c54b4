//! When a call is tried again, and when not.

use std::time::Duration;

use http::Method;

/// How often a call is tried, and how long it is waited between tries.
///
/// What is tried again: a call that could not be sent because there was no connection, or that was answered with 429; and, if its
/// method may be repeated (`GET`, `HEAD`, `OPTIONS`, `TRACE`, `PUT` and `DELETE`), also one that was not answered or that was
/// answered with 502, 503 or 504. A `POST` or a `PATCH` that the server may have got is not.
///
/// The delay doubles with each try, and up to half of it is left out at random. `Retry-After` takes its place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Retry {
    /// How often a call is sent at most; 1 is not to try again. By default 4.
    pub attempts: u32,
    /// The delay before the second try. By default half a second.
    pub first_delay: Duration,
    /// No delay is longer. If the service demands a longer one, its answer is given back at once. By default 20 seconds.
    pub max_delay: Duration,
    /// Whether methods that may not be repeated are treated as the others are. By default not.
    pub repeats_unsafe: bool,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            attempts: 4,
            first_delay: Duration::from_millis(500),
            max_delay: Duration::from_secs(20),
            repeats_unsafe: false,
        }
    }
}

impl Retry {
    /// Every call is sent once.
    #[must_use]
    pub fn never() -> Self {
        Self {
            attempts: 1,
            ..Self::default()
        }
    }

    /// How often a call is sent at most.
    #[must_use]
    pub const fn with_attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The delay before the second try, and the longest one.
    #[must_use]
    pub const fn with_delays(mut self, first: Duration, max: Duration) -> Self {
        self.first_delay = first;
        self.max_delay = max;
        self
    }

    /// Treats all methods as if they could be repeated.
    #[must_use]
    pub const fn repeating_unsafe(mut self) -> Self {
        self.repeats_unsafe = true;
        self
    }

    /// How long to wait before another try, if there is to be one. `random` is from 0 to 1.
    pub(super) fn delay(
        &self,
        method: &Method,
        attempt: u32,
        ended: &Ended,
        random: f64,
    ) -> Option<Duration> {
        let may_repeat = method.is_idempotent() || self.repeats_unsafe;
        let wanted = match ended {
            Ended::NotSent => None,
            Ended::Unanswered if may_repeat => None,
            Ended::Answered(429, wanted) => *wanted,
            Ended::Answered(502..=504, wanted) if may_repeat => *wanted,
            Ended::Unanswered | Ended::Answered(..) => return None,
        };
        if attempt >= self.attempts {
            return None;
        }
        if let Some(wanted) = wanted {
            return (wanted <= self.max_delay).then_some(wanted);
        }
        let doubled = 2_u32.saturating_pow(attempt.saturating_sub(1));
        let delay = self.first_delay.saturating_mul(doubled).min(self.max_delay);
        let left_out = delay.mul_f64(random.clamp(0.0, 1.0) / 2.0);
        Some(delay.saturating_sub(left_out))
    }
}

/// How a try came to its end without success.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// There was no connection, so that the server has got nothing.
    NotSent,
    /// The server may have got the request.
    Unanswered,
    /// With that status, and the time to wait that the answer demands.
    Answered(u16, Option<Duration>),
}
