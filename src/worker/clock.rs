//! The time of day, for what other computers have written down or will read: the age of an article, the time of a
//! failure. It may jump, so nothing waits for it, and no duration between two moments of this process comes from it.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// Clocks of computers differ: a moment that lies no further ahead than this is the present. Chosen: far more than
/// computers with NTP differ, far less than articles are announced ahead.
const AHEAD: SignedDuration = SignedDuration::from_mins(1);

/// The present time of day.
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// Time between a moment that another computer wrote down and `now`; `None` for a moment in the future.
pub(crate) fn age(since: Timestamp, now: Timestamp) -> Option<Duration> {
    let age = now.duration_since(since);
    if age < -AHEAD {
        return None;
    }
    Some(Duration::try_from(age).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_a_little_ahead_makes_no_age_and_one_far_ahead_none_at_all() {
        let now: Timestamp = "2026-05-02T10:00:00Z".parse().unwrap();
        let aged = |since: &str| age(since.parse().unwrap(), now);
        assert_eq!(aged("2026-05-02T09:58:30Z"), Some(Duration::from_secs(90)));
        assert_eq!(aged("2026-05-02T10:00:59Z"), Some(Duration::ZERO));
        assert_eq!(aged("2026-05-02T10:01:01Z"), None);
    }
}
