//! Which messages are published, retried, put off or given up. Pure: no clock, no I/O.

use std::time::Duration;

use super::outcome::{Failure, Outcome, Reason};

/// A message that was rejected this often, each time while the one behind it was accepted, is itself at fault.
const REJECTIONS: u32 = 5;
/// A message whose publish alone closed the channel this often is itself at fault.
const CLOSINGS: u32 = 2;

/// The history of a message that is about to be published.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "they are independent of each other")]
pub(crate) struct PublishHistory {
    /// Bytes of a body that was made here.
    pub(crate) new_bytes: Option<usize>,
    /// The largest message that the broker accepts, as far as it is known.
    pub(crate) largest: usize,
    /// Bytes of the original, where it goes out as it came.
    pub(crate) original_bytes: Option<usize>,
    /// The limit that the broker named when it refused a message.
    pub(crate) broker_limit: Option<usize>,
    pub(crate) is_dead_letter: bool,
    pub(crate) is_enriched: bool,
    /// The broker has rejected it at least once.
    pub(crate) was_rejected: bool,
    /// Rejections while the one behind it was taken.
    pub(crate) rejections: u32,
    /// Closings of the channel while this alone was in flight.
    pub(crate) closings: u32,
    /// The broker will soon give it up: it was delivered half as often as the delivery limit allows.
    pub(crate) was_delivered_often: bool,
    /// It has waited for so long that the broker would soon close the channel, for all that is in hand.
    pub(crate) has_waited_long: bool,
    /// Dead letters find no room, and take half of the prefetch.
    pub(crate) is_crowded: bool,
}

/// The decision about a message that is about to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Decision {
    Publish,
    /// The enriched article is larger than the broker takes: a dead letter.
    TooLarge {
        size: usize,
    },
    /// The original is larger than the broker takes, so that no dead letter of it can be published: it goes back to the queue.
    GiveBack {
        size: usize,
        limit: usize,
    },
    /// The message is itself at fault: a retry, after the last one a dead letter.
    Retry(&'static str),
    /// It goes around the outage through a retry queue, without counting as an attempt.
    PutOff,
}

/// Decides before each publish.
pub(crate) fn decide(history: &PublishHistory) -> Decision {
    if let Some(size) = history.new_bytes.filter(|size| *size > history.largest) {
        return Decision::TooLarge { size };
    }
    if let (Some(size), Some(limit)) = (history.original_bytes, history.broker_limit)
        && size > limit
    {
        return Decision::GiveBack { size, limit };
    }
    if history.closings >= CLOSINGS {
        return Decision::Retry("publishing it closed the channel, more than once");
    }
    if history.rejections >= REJECTIONS {
        return Decision::Retry("the broker rejected it again and again, and took others in between");
    }
    // It did not end the worker: what brought it near its limit was this outage.
    let is_near_its_limit = history.is_enriched && history.was_delivered_often;
    // It finds no room, and holds up the good articles behind it.
    let holds_up_others = history.is_dead_letter && history.is_crowded;
    let waits_too_long = history.is_dead_letter && history.has_waited_long;
    if holds_up_others || history.was_rejected && (is_near_its_limit || waits_too_long) {
        return Decision::PutOff;
    }
    Decision::Publish
}

/// True for a message that may be what kills workers: it was delivered half as often as the delivery limit allows,
/// without an answer.
pub(crate) fn is_suspect(deliveries: u32, limit: u32) -> bool {
    limit > 0 && deliveries > 0 && deliveries.saturating_mul(2) >= limit
}

/// The outcome of a message that failed although others succeed: the next retry, or after the last one a dead letter.
///
/// `attempts` counts the attempts so far, this one included.
pub(crate) fn after_failure(failure: Failure, attempts: u32, ladder: &[Duration]) -> Outcome {
    match ladder.get(attempts.saturating_sub(1) as usize) {
        Some(&after) => Outcome::Retry { after, failure },
        None if ladder.is_empty() => Outcome::DeadLetter(failure),
        None => Outcome::DeadLetter(Failure {
            reason: Reason::RetriesExhausted,
            text: format!("attempt {attempts} failed too: {}: {}", failure.reason.code(), failure.text),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ladder_has_an_end() {
        let ladder = [Duration::from_secs(5), Duration::from_secs(30)];
        let failure = || Failure::new(Reason::Rejected, "queue full");
        let after = |attempts| after_failure(failure(), attempts, &ladder);
        assert!(matches!(after(1), Outcome::Retry { after, .. } if after == ladder[0]));
        assert!(matches!(after(2), Outcome::Retry { after, .. } if after == ladder[1]));
        assert!(matches!(after(3), Outcome::DeadLetter(f) if f.reason == Reason::RetriesExhausted));
        assert!(matches!(
            after_failure(failure(), 1, &[]),
            Outcome::DeadLetter(f) if f.reason == Reason::Rejected
        ));
    }

    #[test]
    fn half_of_the_limit_makes_a_suspect() {
        assert!(!is_suspect(0, 1));
        assert!(!is_suspect(9, 20));
        assert!(is_suspect(10, 20));
        assert!(is_suspect(1, 2));
        assert!(!is_suspect(1000, 0), "without a limit the broker gives up no message");
    }

    #[test]
    fn a_message_is_given_up_only_for_its_own_fault() {
        let sound = PublishHistory { largest: 100, is_enriched: true, ..PublishHistory::default() };
        assert_eq!(decide(&sound), Decision::Publish);
        let history = |change: fn(&mut PublishHistory)| {
            let mut history = sound.clone();
            change(&mut history);
            decide(&history)
        };
        assert_eq!(history(|it| it.new_bytes = Some(100)), Decision::Publish);
        assert_eq!(history(|it| it.new_bytes = Some(101)), Decision::TooLarge { size: 101 });
        assert_eq!(
            history(|it| it.original_bytes = Some(200)),
            Decision::Publish,
            "no broker has refused one"
        );
        let refused = history(|it| (it.original_bytes, it.broker_limit) = (Some(200), Some(199)));
        assert_eq!(refused, Decision::GiveBack { size: 200, limit: 199 });
        assert!(matches!(history(|it| it.closings = 2), Decision::Retry(_)));
        assert!(matches!(history(|it| it.rejections = 5), Decision::Retry(_)));
        assert_eq!(history(|it| it.was_delivered_often = true), Decision::Publish);
        assert_eq!(history(|it| (it.was_delivered_often, it.was_rejected) = (true, true)), Decision::PutOff);
        assert_eq!(history(|it| (it.is_crowded, it.was_rejected) = (true, true)), Decision::Publish);
    }
}
