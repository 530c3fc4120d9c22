//! The books: what was published, what came out, and whether the two agree.

use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::time::Duration;

use lapin::message::Delivery;

use super::Newsroom;
use super::articles::Article;
use crate::harness::newsroom::header;

/// The books.
#[derive(Default)]
pub(crate) struct Account {
    good: HashMap<String, Option<Vec<u8>>>,
    bad: HashMap<String, (&'static str, Vec<u8>, u32)>,
    confirmed: usize,
    faults: BTreeMap<String, u32>,
    received: usize,
    repeated: usize,
    dead: usize,
    dead_repeated: usize,
    faulty: Vec<String>,
}

impl Account {
    pub(crate) fn published(&mut self, article: &Article) {
        // Once: a publisher that sees no confirm publishes again.
        match article.reason {
            None => _ = self.good.entry(article.id.clone()).or_default(),
            Some(reason) => {
                let letter = || (reason, article.body.clone(), 0);
                self.bad.entry(article.id.clone()).or_insert_with(letter);
            }
        }
    }

    pub(crate) fn confirmed(&mut self) {
        self.confirmed += 1;
    }

    pub(crate) fn fault(&mut self, name: &str) {
        *self.faults.entry(name.to_owned()).or_default() += 1;
    }

    pub(crate) fn expected(&self) -> usize {
        self.good.len() + self.bad.len()
    }

    pub(crate) fn stuck(&mut self, waiting: u32) {
        self.faulty.push(format!("nothing moved for two minutes; {waiting} messages still wait"));
    }

    /// Books an enriched article, and tells whether it is the first of its id.
    pub(crate) fn enriched(&mut self, delivery: &Delivery) -> bool {
        self.received += 1;
        let id = id(delivery);
        match self.good.get_mut(&id) {
            None => self.faulty.push(format!("unexpected enriched article {id}")),
            Some(first @ None) => {
                *first = Some(delivery.data.clone());
                return true;
            }
            Some(Some(first)) => {
                self.repeated += 1;
                if *first != delivery.data {
                    self.faulty.push(format!("the repeat of {id} differs"));
                }
            }
        }
        false
    }

    /// Books a dead letter, and tells whether it is the first of its id.
    pub(crate) fn letter(&mut self, delivery: &Delivery) -> bool {
        self.dead += 1;
        let id = id(delivery);
        let reason = header(delivery, "dateline.reason").unwrap_or_else(|| "by the broker".into());
        let Some((expected, body, seen)) = self.bad.get_mut(&id) else {
            self.faulty.push(format!("an innocent among the dead letters: {id}, {reason}"));
            return false;
        };
        *seen += 1;
        self.dead_repeated += usize::from(*seen > 1);
        if *expected != reason {
            self.faulty.push(format!("{id} is dead for {reason}, not for {expected}"));
        }
        if *body != delivery.data {
            self.faulty.push(format!("the bytes of dead letter {id} differ"));
        }
        *seen == 1
    }

    /// Books something that must not be.
    pub(crate) fn wrong(&mut self, what: String) {
        self.faulty.push(what);
    }

    /// Takes all that came out and books it.
    pub(crate) async fn drain(&mut self, newsroom: &Newsroom) {
        for delivery in newsroom.empty("outlet").await {
            self.enriched(&delivery);
        }
        for delivery in newsroom.empty("dead").await {
            self.letter(&delivery);
        }
        for delivery in newsroom.empty("unrouted").await {
            self.faulty.push(format!("unrouted: {:?}", delivery.properties.message_id()));
        }
        let (work, retries) = (newsroom.counts("work").await.0, newsroom.retries().await);
        if work + retries > 0 {
            self.faulty
                .push(format!("{work} messages are left in the work queue, {retries} in retry queues"));
        }
    }

    pub(crate) fn lost(&self) -> Vec<&String> {
        let good = self.good.iter().filter(|(_, first)| first.is_none()).map(|(id, _)| id);
        good.chain(self.bad.iter().filter(|(_, (_, _, seen))| *seen == 0).map(|(id, _)| id)).collect()
    }

    /// Prints the books, past the capture of the tests' output.
    pub(crate) fn report(&self, title: &str, took: Duration) {
        let lines = [
            ("published", self.expected()),
            ("confirmed", self.confirmed),
            ("  good", self.good.len()),
            ("  bad", self.bad.len()),
            ("received enriched", self.received),
            ("  repeated", self.repeated),
            ("received dead", self.dead),
            ("  repeated", self.dead_repeated),
            ("lost", self.lost().len()),
            ("unexpected or wrong", self.faulty.len()),
        ];
        let mut err = std::io::stderr();
        writeln!(err, "{title}, {} s, faults: {:?}", took.as_secs(), self.faults).ok();
        for (name, count) in lines {
            writeln!(err, "  {name:<20} {count:>7}").ok();
        }
        for fault in self.faulty.iter().take(20) {
            writeln!(err, "  {fault}").ok();
        }
    }

    pub(crate) fn check(&self) {
        let lost = self.lost();
        assert!(lost.is_empty(), "{} lost: {:?}", lost.len(), &lost[..lost.len().min(20)]);
        assert!(self.faulty.is_empty(), "{:#?}", &self.faulty[..self.faulty.len().min(20)]);
        assert_eq!(self.confirmed, self.expected());
    }
}

fn id(delivery: &Delivery) -> String {
    delivery.properties.message_id().as_ref().map(ToString::to_string).unwrap_or_default()
}
