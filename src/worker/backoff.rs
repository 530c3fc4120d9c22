//! The wait before the next try: exponential, bounded, with jitter, so that many workers that lost the same
//! broker do not come back at the same instant.

use std::time::Duration;

/// Waits that grow.
#[derive(Debug, Clone)]
pub(crate) struct Backoff {
    first: Duration,
    longest: Duration,
    tries: u32,
}

impl Backoff {
    /// Starts at `first` and never exceeds `longest`.
    pub(crate) fn new(first: Duration, longest: Duration) -> Self {
        Self { first, longest, tries: 0 }
    }

    /// The next wait.
    pub(crate) fn next(&mut self) -> Duration {
        let wait = wait(self.first, self.longest, self.tries);
        self.tries = self.tries.saturating_add(1);
        wait
    }

    /// The number of waits so far.
    pub(crate) fn tries(&self) -> u32 {
        self.tries
    }

    /// Back to the first wait.
    pub(crate) fn reset(&mut self) {
        self.tries = 0;
    }
}

/// The wait after so many tries: between half of its bound and all of it.
pub(crate) fn wait(first: Duration, longest: Duration, tries: u32) -> Duration {
    bound(first, longest, tries).mul_f64(0.5 + fastrand::f64() / 2.0)
}

fn bound(first: Duration, longest: Duration, tries: u32) -> Duration {
    first.saturating_mul(2u32.saturating_pow(tries.min(30))).min(longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_grows_to_its_bound_and_starts_over() {
        let mut backoff = Backoff::new(Duration::from_millis(100), Duration::from_secs(2));
        let mut waits: Vec<Duration> = (0..40).map(|_| backoff.next()).collect();
        for (tries, wait) in waits.drain(..).enumerate() {
            let bound = bound(Duration::from_millis(100), Duration::from_secs(2), tries as u32);
            assert!(wait >= bound / 2 && wait <= bound, "{tries}: {wait:?} of {bound:?}");
        }
        backoff.reset();
        assert!(backoff.next() <= Duration::from_millis(100));
    }
}
