//! Time in which the worker's task did not run: the process was stopped, the machine suspended, or no processor free.
//!
//! Nothing can be concluded from such a time: articles were not enriched, and confirms that came were not read. So limits of
//! time do not count it.

use std::time::{Duration, Instant};

/// The shortest time that counts as a pause: forty times the interval in which the task looks at the clock.
const SHORTEST: Duration = Duration::from_secs(2);

/// The pause between the start of a short wait and the time when it was over, if there was one.
pub(crate) fn pause(waiting_since: Instant, now: Instant) -> Option<Duration> {
    Some(now.saturating_duration_since(waiting_since)).filter(|wait| *wait >= SHORTEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_that_is_far_too_long_is_a_pause() {
        let begun = Instant::now();
        assert_eq!(pause(begun, begun + Duration::from_millis(500)), None);
        assert_eq!(pause(begun, begun + Duration::from_secs(45)), Some(Duration::from_secs(45)));
    }
}
