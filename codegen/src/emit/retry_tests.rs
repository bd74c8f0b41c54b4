//! The helper module that says when a call is tried again, run as it is.

use std::time::Duration;

use http::Method;

#[allow(dead_code, unreachable_pub, reason = "in a crate it is used")]
#[path = "wire/retry.rs"]
mod retry;

use retry::{Ended, Retry};

const DELAYS: [Duration; 2] = [Duration::from_millis(100), Duration::from_millis(1_000)];

fn retry() -> Retry {
    Retry::default().with_delays(DELAYS[0], DELAYS[1])
}

/// The delay in milliseconds, at that place from 0 to 1 of what is left to chance.
fn delay(retry: &Retry, method: &Method, attempt: u32, ended: &Ended, random: f64) -> Option<u128> {
    let delay = retry.delay(method, attempt, ended, random);
    delay.map(|delay| delay.as_millis())
}

const METHODS: [(Method, bool); 9] = [
    (Method::GET, true),
    (Method::HEAD, true),
    (Method::OPTIONS, true),
    (Method::TRACE, true),
    (Method::PUT, true),
    (Method::DELETE, true),
    (Method::POST, false),
    (Method::PATCH, false),
    (Method::CONNECT, false),
];

#[test]
fn what_may_be_repeated_depends_on_the_method_and_the_end() {
    for (ended, always, if_repeatable) in [
        (Ended::NotSent, true, true),
        (Ended::Answered(429, None), true, true),
        (Ended::Unanswered, false, true),
        (Ended::Answered(502, None), false, true),
        (Ended::Answered(503, None), false, true),
        (Ended::Answered(504, None), false, true),
        (Ended::Answered(200, None), false, false),
        (Ended::Answered(307, None), false, false),
        (Ended::Answered(400, None), false, false),
        (Ended::Answered(401, None), false, false),
        (Ended::Answered(403, None), false, false),
        (Ended::Answered(404, None), false, false),
        (Ended::Answered(408, None), false, false),
        (Ended::Answered(409, None), false, false),
        (Ended::Answered(500, None), false, false),
        (Ended::Answered(501, None), false, false),
        (Ended::Answered(505, None), false, false),
    ] {
        for (method, is_repeatable) in METHODS {
            let expected = always || is_repeatable && if_repeatable;
            let told = delay(&retry(), &method, 1, &ended, 0.0).is_some();
            assert_eq!(told, expected, "{method} {ended:?}");
            let unsafely = retry().repeating_unsafe();
            let told = delay(&unsafely, &method, 1, &ended, 0.0).is_some();
            assert_eq!(told, if_repeatable, "{method} {ended:?}, unsafely");
            let told = delay(&Retry::never(), &method, 1, &ended, 0.0);
            assert_eq!(told, None, "{method} {ended:?}, never");
        }
    }
}

#[test]
fn delays_double_up_to_the_longest_and_are_partly_random() {
    let many = retry().with_attempts(u32::MAX);
    for (attempt, longest) in [
        (0, 100),
        (1, 100),
        (2, 200),
        (3, 400),
        (4, 800),
        (5, 1_000),
        (33, 1_000),
        (u32::MAX - 1, 1_000),
    ] {
        for (random, part) in [(0.0, 2), (1.0, 1), (-7.0, 2), (7.0, 1)] {
            let told = delay(&many, &Method::GET, attempt, &Ended::NotSent, random);
            assert_eq!(told, Some(longest * part / 2), "{attempt} {random}");
        }
    }
    let huge = many.with_delays(Duration::MAX, Duration::MAX);
    for random in [0.0, 0.5, 1.0] {
        let told = huge.delay(&Method::GET, 9, &Ended::NotSent, random);
        assert!(told.is_some());
    }
}

#[test]
fn there_is_an_end_to_tries() {
    for (attempts, attempt, expected) in [
        (4, 3, Some(400)),
        (4, 4, None),
        (4, 5, None),
        (1, 1, None),
        (0, 1, None),
    ] {
        let retry = retry().with_attempts(attempts);
        let told = delay(&retry, &Method::GET, attempt, &Ended::NotSent, 0.0);
        assert_eq!(told, expected, "{attempts} {attempt}");
        let wanted = Ended::Answered(429, Some(Duration::ZERO));
        let told = delay(&retry, &Method::GET, attempt, &wanted, 0.0);
        assert_eq!(told, expected.map(|_| 0), "{attempts} {attempt}, as wanted");
    }
}

#[test]
fn what_the_service_wants_takes_the_place_of_the_delay_unless_it_is_too_long() {
    for (wanted, expected) in [
        (Duration::ZERO, Some(0)),
        (Duration::from_millis(700), Some(700)),
        (DELAYS[1], Some(1_000)),
        (Duration::from_millis(1_001), None),
        (Duration::MAX, None),
    ] {
        for (status, method) in [(429, Method::POST), (429, Method::GET), (503, Method::GET)] {
            let ended = Ended::Answered(status, Some(wanted));
            let told = delay(&retry(), &method, 1, &ended, 1.0);
            assert_eq!(told, expected, "{status} {method} {wanted:?}");
        }
        let ended = Ended::Answered(503, Some(wanted));
        assert_eq!(delay(&retry(), &Method::POST, 1, &ended, 1.0), None);
    }
}
