//! What is kept, and that it is bounded.

use super::*;
use crate::article::OutputFormat;
use crate::worker::outcome::{Failure, Reason};

#[derive(Debug)]
struct Message(Vec<u8>);

impl Delivery for Message {
    fn tag(&self) -> u64 {
        1
    }
    fn is_redelivered(&self) -> bool {
        false
    }
    fn delivery_count(&self) -> Option<u32> {
        None
    }
    fn attempts(&self) -> u32 {
        0
    }
    fn body(&self) -> &[u8] {
        &self.0
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
    fn output_format(&self) -> Option<OutputFormat> {
        None
    }
    fn origin(&self) -> Option<String> {
        Some("wire.harbour".into())
    }
}

impl Outgoing for Message {
    fn new_bytes(&self) -> Option<usize> {
        Some(self.0.len())
    }
    fn properties_bytes(&self) -> usize {
        0
    }
    fn destination(&self) -> String {
        String::new()
    }
    fn has_same_destination(&self, _: &Self) -> bool {
        true
    }
}

fn dot(name: &str, latitude: f64) -> Dot {
    Dot { name: name.into(), country: Some("KE".into()), latitude, longitude: 34.7 }
}

fn settle(recent: &Recent, outcome: &Outcome, findings: Option<Findings>, bytes: usize) {
    let message = Arc::new(Message(vec![b' '; bytes]));
    recent.settled(Settled {
        outcome,
        findings: findings.map(Arc::new),
        delivery: Arc::clone(&message) as Arc<dyn Delivery>,
        outgoing: message,
        took: Duration::from_millis(1),
        in_hand: Duration::from_millis(3),
    });
}

fn findings(source: &str) -> Findings {
    Findings {
        source: Some(source.into()),
        language: Some("en".into()),
        places: vec![dot("Kisumu", -0.1)],
        published: "2024-05-07T09:00:00Z".parse().ok(),
        ..Findings::default()
    }
}

#[test]
fn nothing_is_kept_before_the_console_opens_it() {
    let recent = Recent::default();
    settle(&recent, &Outcome::Acknowledge, Some(findings("Coast News")), 10);
    assert!(recent.rows(0, 10, |_| true).is_empty() && recent.sources().is_empty());
    assert_eq!(recent.ages(), None);
}

#[test]
fn rows_are_bounded_by_number_and_by_bytes() {
    let recent = Recent::default();
    recent.open(true);
    for _ in 0..ROWS + 5 {
        settle(&recent, &Outcome::Acknowledge, Some(findings("Coast News")), 10);
    }
    assert_eq!(recent.rows(0, usize::MAX, |_| true).len(), ROWS);
    assert!(recent.row(5).is_none() && recent.row(6).is_some());
    for _ in 0..40 {
        settle(&recent, &Outcome::Acknowledge, Some(findings("Coast News")), 1024 * 1024);
    }
    let kept: usize = recent.rows(0, usize::MAX, |_| true).iter().map(|row| row.bytes * 2).sum();
    assert!(kept <= BYTES, "{kept}");
    settle(&recent, &Outcome::Acknowledge, Some(findings("Coast News")), LARGEST);
    let newest = recent.rows(0, 1, |_| true);
    assert!(newest[0].kept.is_none(), "too large to be kept");
}

#[test]
fn without_text_no_message_is_kept() {
    let recent = Recent::default();
    recent.open(false);
    settle(&recent, &Outcome::Acknowledge, Some(findings("Coast News")), 10);
    assert!(recent.rows(0, 1, |_| true)[0].kept.is_none());
}

#[test]
fn a_dead_letter_counts_for_the_key_that_it_came_with() {
    let recent = Recent::default();
    recent.open(false);
    let failure = Failure::new(Reason::NoArticle, "no text");
    settle(&recent, &Outcome::DeadLetter(failure), None, 10);
    settle(&recent, &Outcome::Acknowledge, Some(findings("  Coast\n News ")), 10);
    let sources = recent.sources();
    let dead = sources.iter().find(|(name, _)| name == "wire.harbour").expect("the key");
    assert_eq!((dead.1.dead, dead.1.reason), (1, Some("no_article")));
    assert_eq!(recent.rows(1, 10, |_| true).len(), 1);
    let dead = recent.rows(0, 10, |row| row.fate == Fate::Dead);
    assert_eq!(dead[0].number, 1);
}

#[test]
fn sources_and_places_are_bounded() {
    let recent = Recent::default();
    recent.open(false);
    for number in 0..1000 {
        let places = vec![dot("Kisumu", f64::from(number) / 10.0)];
        let findings = Findings { places, ..findings(&format!("Source {number}")) };
        settle(&recent, &Outcome::Acknowledge, Some(findings), 10);
    }
    let sources = recent.sources();
    assert_eq!(sources.len(), 201);
    assert_eq!((sources[0].0.as_str(), sources[0].1.enriched), (sources::OTHERS, 800));
    assert_eq!(recent.places().len(), 400);
    let ages = recent.ages().expect("ages");
    assert!(ages.median > 1e6 && ages.p99 >= ages.median, "{ages:?}");
}

#[test]
fn places_are_forgotten_after_an_hour() {
    let mut places = Places::default();
    places.count(&dot("Kisumu", -0.1), Duration::ZERO);
    places.count(&dot("Kisumu", -0.1), Duration::from_mins(59));
    assert_eq!(places.list(Duration::from_secs(3599))[0].1, 2);
    assert_eq!(places.list(Duration::from_hours(1))[0].1, 1);
    assert!(places.list(Duration::from_mins(150)).is_empty());
}
