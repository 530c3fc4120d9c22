//! Whose fault a rejection is, decided by the fates of other messages. The broker is a fake one, without AMQP.

use jiff::Timestamp;

use super::*;
use crate::article::{Article, EnrichedArticle};
use crate::enrich::{Enricher, Options};
use crate::settings::Settings;
use crate::worker::delays::{Delay, Provenance};
use crate::worker::routing::Routes;
use crate::worker::trace::Trace;
use crate::worker::transport::Failed;

/// Rejections after which a message is itself at fault; see `retry_policy`.
const REJECTIONS: u64 = 5;

#[derive(Debug)]
struct FakeBroker;

#[derive(Debug)]
struct FakeDelivery {
    tag: u64,
    deliveries: u32,
    attempts: u32,
}

#[derive(Debug)]
struct FakeOutgoing {
    destination: String,
    new_bytes: Option<usize>,
}

impl Delivery for FakeDelivery {
    fn tag(&self) -> u64 {
        self.tag
    }

    fn is_redelivered(&self) -> bool {
        self.deliveries > 0
    }

    fn delivery_count(&self) -> Option<u32> {
        Some(self.deliveries)
    }

    fn attempts(&self) -> u32 {
        self.attempts
    }

    fn body(&self) -> &[u8] {
        b"{\"body\": \"\"}"
    }

    fn timestamp(&self) -> Option<Timestamp> {
        "2020-03-02T08:15:00Z".parse().ok()
    }

    fn message_id(&self) -> Option<&str> {
        None
    }

    fn content_type(&self) -> Option<&str> {
        None
    }

    fn content_encoding(&self) -> Option<&str> {
        None
    }

    fn text_header(&self, _: &str) -> Option<&str> {
        None
    }

    fn unreadable_properties(&self) -> Option<String> {
        None
    }
}

impl Outgoing for FakeOutgoing {
    fn new_bytes(&self) -> Option<usize> {
        self.new_bytes
    }

    fn properties_bytes(&self) -> usize {
        0
    }

    fn destination(&self) -> String {
        self.destination.clone()
    }

    fn has_same_destination(&self, other: &Self) -> bool {
        self.destination == other.destination
    }
}

impl Transport for FakeBroker {
    type Delivery = FakeDelivery;
    type Outgoing = FakeOutgoing;

    fn enriched(
        &self,
        _: &FakeDelivery,
        _: &EnrichedArticle,
        routes: &Routes,
        _: &Trace,
        body: Vec<u8>,
    ) -> FakeOutgoing {
        FakeOutgoing { destination: routes.key(), new_bytes: Some(body.len()) }
    }

    fn original(&self, _: &Arc<FakeDelivery>, failed: &Failed<'_>) -> FakeOutgoing {
        let destination = match failed.replacement {
            Replacement::Retry(after) => format!("retry after {} ms", after.as_millis()),
            _ => format!("dead letters with key {}", failed.failure.reason.code()),
        };
        FakeOutgoing { destination, new_bytes: None }
    }
}

type Flight = InFlight<FakeBroker>;

/// Messages with the tags 1 to `count`, enriched and ready to be published.
fn flight(count: u64, settings: Settings) -> Flight {
    let handler = Arc::new(MessageHandler {
        rules: settings.read_options(),
        settings: Arc::new(settings),
        enricher: Arc::new(Enricher::new(Options::default())),
        monitor: Arc::new(Monitor::default()),
        transport: FakeBroker,
    });
    let mut flight = InFlight::new(handler, Arc::new(ByteBudget::new(u64::MAX)));
    for tag in 1..=count {
        deliver(&mut flight, tag, 0);
    }
    flight
}

fn received(tag: u64, deliveries: u32) -> Arc<FakeDelivery> {
    Arc::new(FakeDelivery { tag, deliveries, attempts: 0 })
}

/// A delivery, enriched at once.
fn deliver(flight: &mut Flight, tag: u64, deliveries: u32) {
    flight.delivered(&received(tag, deliveries));
    let outgoing = Arc::new(FakeOutgoing { destination: "articles".into(), new_bytes: Some(0) });
    let took = Duration::ZERO;
    let outcome = Outcome::Acknowledge;
    let article = Article {
        source: Some("AFP".into()),
        published_at: Some("2020-03-02T08:15:00Z".into()),
        published_at_zone: Some("given".into()),
        ..Article::default()
    };
    let provenance = Some(Provenance::of(&article));
    let (summary, timeline) = (None, None);
    let handled = Handled { outcome, outgoing, summary, provenance, timeline, took, attempts: 0 };
    flight.finished(tag, handled);
}

/// Publishes whatever may be and gives the tags.
fn publish(flight: &mut Flight, now: Instant) -> Vec<u64> {
    flight.take_publishable(100, now).into_iter().map(|(tag, _)| tag).collect()
}

fn outcome(flight: &Flight, tag: u64) -> &Outcome {
    &flight.messages[&tag].handled.as_ref().unwrap().outcome
}

#[test]
fn nothing_is_acknowledged_before_something_replaces_it() {
    let (mut flight, now) = (flight(3, Settings::default()), Instant::now());
    assert_eq!(publish(&mut flight, now), [1, 2, 3]);
    assert_eq!((flight.take_settled(), flight.len()), (vec![], 3), "published is not confirmed");
    flight.verdict(1, Verdict::Nacked, now);
    flight.verdict(2, Verdict::Returned("312 NO_ROUTE".into()), now);
    assert_eq!((flight.take_settled(), flight.len()), (vec![], 3));
    flight.verdict(3, Verdict::Confirmed, now);
    assert_eq!((flight.take_settled(), flight.len()), (vec![3], 2));
    // The dead letter of the one that was returned replaces it.
    assert_eq!(publish(&mut flight, now), [2]);
    flight.verdict(2, Verdict::Confirmed, now);
    assert_eq!((flight.take_settled(), flight.len()), (vec![2], 1));
}

#[test]
fn the_delays_of_a_message_are_those_of_its_source_and_of_its_last_outcome() {
    let (mut flight, now) = (flight(2, Settings::default()), Instant::now());
    publish(&mut flight, now);
    flight.verdict(1, Verdict::Confirmed, now);
    flight.verdict(2, Verdict::Returned("312 NO_ROUTE".into()), now);
    // Its dead letter has the source of the article that was read before.
    publish(&mut flight, now);
    flight.verdict(2, Verdict::Confirmed, now);
    flight.delivered(&received(3, 0));
    flight.too_slow(3, Duration::from_secs(1));
    publish(&mut flight, now);
    flight.verdict(3, Verdict::Confirmed, now);
    let counts = |delay| {
        let rows = flight.monitor.delays.rows(delay).into_iter();
        rows.map(|row| (row.source, row.fate.name(), row.durations.counts)).collect::<Vec<_>>()
    };
    // Everything is older than a day.
    let last = || std::array::from_fn(|at| u64::from(at == 14));
    let (afp, unknown) = ("AFP".to_owned(), "unknown".to_owned());
    assert_eq!(
        counts(Delay::Wait),
        [(afp.clone(), "enriched", last()), (afp.clone(), "dead", last()), (unknown, "dead", last())]
    );
    assert_eq!(counts(Delay::Age), [(afp.clone(), "enriched", last()), (afp, "dead", last())]);
}

#[test]
fn a_message_rejected_beside_others_steps_aside_and_climbs_the_ladder() {
    let mut flight = flight(1, Settings::default());
    let mut now = Instant::now();
    for number in 0..REJECTIONS {
        deliver(&mut flight, 100 + number, 0);
        let tags = publish(&mut flight, now);
        assert!(tags.contains(&1) && tags.len() == 2, "{number}: {tags:?}");
        flight.verdict(1, Verdict::Nacked, now);
        flight.verdict(100 + number, Verdict::Confirmed, now);
        assert!(flight.outage_since().is_none(), "others are not held up");
        assert!(publish(&mut flight, now).is_empty(), "it has a pause of its own");
        now += Duration::from_mins(1);
    }
    assert_eq!(publish(&mut flight, now), [1]);
    assert!(matches!(outcome(&flight, 1), Outcome::Retry { after, .. } if *after == Duration::from_secs(5)));
}

#[test]
fn rejections_in_a_row_are_trouble_for_all_and_cost_nobody_anything() {
    let mut flight = flight(4, Settings::default());
    let mut now = Instant::now();
    let mut tags = publish(&mut flight, now);
    assert_eq!(tags.len(), 4);
    for _ in 0..50 {
        for tag in tags {
            flight.verdict(tag, Verdict::Nacked, now);
        }
        assert!(flight.outage_since().is_some());
        assert!(publish(&mut flight, now).is_empty(), "there is a pause");
        now += Duration::from_mins(1);
        tags = publish(&mut flight, now);
        assert!(matches!(tags.len(), 1 | 2), "then one or two try");
    }
    while let [first, ..] = tags.as_slice() {
        assert_eq!(*outcome(&flight, *first), Outcome::Acknowledge);
        for tag in &tags {
            flight.verdict(*tag, Verdict::Confirmed, now);
        }
        tags = publish(&mut flight, now);
    }
    assert_eq!(flight.len(), 0, "what waited goes out at once");
    assert!(flight.outage_since().is_none(), "it is over");
}

/// The only output queue is full, and read slowly: now and then there is room for one, whichever comes first. That is
/// the trouble of nobody's own, however unlucky some are.
#[test]
fn a_full_queue_that_is_read_slowly_sends_nobody_up_the_ladder() {
    for read_per_second in [0.2, 1.0, 10.0, 100.0] {
        let mut flight = flight(50, Settings::default());
        let begun = Instant::now();
        let (mut room, mut next) = (0.0, 51);
        for step in 0..6000 {
            let now = begun + Duration::from_millis(50) * step;
            room = f64::min(room + read_per_second / 20.0, 100.0);
            loop {
                let tags = publish(&mut flight, now);
                if tags.is_empty() {
                    break;
                }
                for tag in tags {
                    assert_eq!(*outcome(&flight, tag), Outcome::Acknowledge, "{read_per_second} per second");
                    if room >= 1.0 {
                        room -= 1.0;
                        flight.verdict(tag, Verdict::Confirmed, now);
                        deliver(&mut flight, next, 0);
                        next += 1;
                    } else {
                        flight.verdict(tag, Verdict::Nacked, now);
                    }
                }
            }
        }
        let taken = f64::from(u32::try_from(next - 51).unwrap());
        assert!(taken > read_per_second * 300.0 * 0.8, "{taken} at {read_per_second} per second");
    }
}

#[test]
fn what_was_delivered_often_goes_round_the_trouble_without_spending_an_attempt() {
    let mut flight = flight(0, Settings::default());
    let now = Instant::now();
    deliver(&mut flight, 1, 15);
    assert_eq!(publish(&mut flight, now), [1]);
    assert_eq!(*outcome(&flight, 1), Outcome::Acknowledge, "nothing is known against the broker yet");
    flight.verdict(1, Verdict::Nacked, now);
    assert_eq!(publish(&mut flight, now + Duration::from_mins(1)), [1]);
    assert!(matches!(outcome(&flight, 1), Outcome::Retry { .. }));
    let handled = flight.messages[&1].handled.as_ref().unwrap();
    assert_eq!(handled.attempts, 0);
    assert_eq!(handled.outgoing.destination, "retry after 5000 ms");
}

#[test]
fn a_dead_letter_that_finds_no_room_keeps_its_reason() {
    let mut settings = Settings::default();
    settings.retry.delays.clear();
    let mut flight = flight(0, settings);
    let mut now = Instant::now();
    flight.delivered(&received(1, 0));
    flight.too_slow(1, Duration::from_secs(30));
    for number in 0..20 {
        deliver(&mut flight, 100 + number, 0);
        for tag in publish(&mut flight, now) {
            let verdict = if tag == 1 { Verdict::Nacked } else { Verdict::Confirmed };
            flight.verdict(tag, verdict, now);
        }
        now += Duration::from_mins(1);
    }
    let Outcome::DeadLetter(failure) = outcome(&flight, 1) else { panic!("a dead letter") };
    assert_eq!(failure.reason, Reason::EnrichmentTooSlow);
}

#[test]
fn a_dead_letter_without_room_goes_round_before_the_brokers_time_out() {
    let settings = Settings::default();
    let (limit, ladder) = (settings.consume.consumer_timeout, settings.retry.delays.len());
    let mut flight = flight(0, settings);
    let begun = Instant::now();
    // It has been on every rung.
    let attempts = u32::try_from(ladder).unwrap();
    flight.delivered(&Arc::new(FakeDelivery { tag: 1, deliveries: 0, attempts }));
    flight.too_slow(1, Duration::from_secs(30));
    let mut now = begun;
    let mut number = 100;
    while matches!(outcome(&flight, 1), Outcome::DeadLetter(_)) {
        assert!(now < begun + limit, "the broker closes the channel");
        deliver(&mut flight, number, 0);
        number += 1;
        for tag in publish(&mut flight, now) {
            match outcome(&flight, tag) {
                Outcome::DeadLetter(_) => flight.verdict(tag, Verdict::Nacked, now),
                Outcome::Acknowledge => flight.verdict(tag, Verdict::Confirmed, now),
                Outcome::Retry { .. } => {}
            }
        }
        now += Duration::from_mins(1);
    }
    let Outcome::Retry { after, .. } = outcome(&flight, 1) else { panic!("it begins anew") };
    assert_eq!(*after, Duration::from_secs(5));
    assert_eq!(flight.messages[&1].handled.as_ref().unwrap().attempts, attempts, "no attempt");
    assert!(now >= begun + limit / 2, "not before it has to");
    flight.verdict(1, Verdict::Confirmed, now);
    assert!(!flight.messages.contains_key(&1), "the next delivery has time anew");
}

/// The dead-letter queue is full, and a burst of bad messages has filled the prefetch.
#[test]
fn dead_letters_without_room_make_way_for_good_articles_within_seconds() {
    let settings = Settings::default();
    let prefetch = u64::from(settings.consume.prefetch);
    let mut flight = flight(0, settings);
    let mut now = Instant::now();
    let begun = now;
    for tag in 1..=prefetch {
        flight.delivered(&Arc::new(FakeDelivery { tag, deliveries: 0, attempts: 0 }));
        flight.too_slow(tag, Duration::from_secs(30));
    }
    while flight.len() as u64 * 2 >= prefetch {
        assert!(
            now < begun + Duration::from_secs(10),
            "{} dead letters still hold up the others",
            flight.len()
        );
        for tag in publish(&mut flight, now) {
            let fits = matches!(outcome(&flight, tag), Outcome::Retry { .. });
            flight.verdict(tag, if fits { Verdict::Confirmed } else { Verdict::Nacked }, now);
        }
        now += Duration::from_millis(100);
    }
    // Some of them are tried further on, so that room is found when there is some.
    let tried = |flight: &mut InFlight<FakeBroker>, now| {
        publish(flight, now).into_iter().find(|&tag| matches!(outcome(flight, tag), Outcome::DeadLetter(_)))
    };
    let letter = (0..600).find_map(|second| tried(&mut flight, now + Duration::from_secs(second)));
    assert!(letter.is_some());
}

#[test]
fn a_connection_that_is_lost_while_it_is_blocked_leaves_no_block_behind() {
    let mut flight = flight(2, Settings::default());
    let mut now = Instant::now();
    let tags = publish(&mut flight, now);
    flight.set_blocked(Some("low on memory"), now);
    now += Duration::from_mins(1);
    assert!(publish(&mut flight, now).is_empty(), "the broker reads nothing");
    let loss = PublisherLoss {
        cause: "reset by peer".into(),
        by_a_message: false,
        is_silent: false,
        largest_message: None,
    };
    flight.publisher_lost(tags, &loss, now);
    now += Duration::from_mins(1);
    // No word about it comes on the next connection until something is published there.
    let tags = publish(&mut flight, now);
    assert_eq!(tags, [1], "one tries");
    flight.verdict(1, Verdict::Confirmed, now);
    assert_eq!(publish(&mut flight, now), [2]);
    flight.verdict(2, Verdict::Confirmed, now);
    assert!(publish(&mut flight, now).is_empty() && flight.outage_since().is_none());
}

/// A delivery that will never succeed.
fn deliver_bad(flight: &mut Flight, tag: u64) {
    flight.delivered(&received(tag, 0));
    flight.too_slow(tag, Duration::from_secs(30));
}

#[test]
fn dead_letters_without_room_make_way_for_good_articles() {
    let mut settings = Settings::default();
    settings.consume.prefetch = 8;
    let (mut flight, mut now) = (flight(0, settings), Instant::now());
    let is_letter = |flight: &Flight, tag| matches!(outcome(flight, tag), Outcome::DeadLetter(_));
    // Three of eight wait for room as they are.
    for tag in 1..=3 {
        deliver_bad(&mut flight, tag);
    }
    for _ in 0..20 {
        for tag in publish(&mut flight, now) {
            assert!(is_letter(&flight, tag));
            flight.verdict(tag, Verdict::Nacked, now);
        }
        now += Duration::from_secs(30);
    }
    // With eight of eight nothing else would ever come.
    for tag in 4..=8 {
        deliver_bad(&mut flight, tag);
    }
    let mut rounds = 0;
    while flight.len() >= 4 {
        for tag in publish(&mut flight, now) {
            let verdict = if is_letter(&flight, tag) { Verdict::Nacked } else { Verdict::Confirmed };
            flight.verdict(tag, verdict, now);
        }
        now += Duration::from_secs(30);
        rounds += 1;
        assert!(rounds < 100, "{} wait", flight.len());
    }
    let Condition::Troubled(cause) = flight.monitor.condition() else {
        panic!("{:?}", flight.monitor.condition())
    };
    assert!(cause.contains("dead letters with key enrichment_too_slow"), "{cause}");
    assert_eq!(flight.monitor.retried.get(), 5, "put off, and not lost");
}
