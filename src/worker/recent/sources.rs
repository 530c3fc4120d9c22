//! What came from each source, and what became of it.

use std::collections::{HashMap, VecDeque};

use jiff::Timestamp;

use super::row::Row;
use crate::worker::outcome::Fate;

/// Sources that are told apart; the others count together.
const MOST: usize = 200;
/// Languages, and forms, of a source that are told apart.
const MOST_KINDS: usize = 8;
/// Latest ages of a source that are kept.
const AGES: usize = 32;
/// The name of the others.
pub const OTHERS: &str = "(others)";

/// All sources.
#[derive(Debug, Default)]
pub(super) struct Sources(HashMap<String, Source>);

/// The messages of one source since the worker started.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// Enriched articles.
    pub enriched: u64,
    /// Messages put into a retry queue.
    pub retried: u64,
    /// Dead letters.
    pub dead: u64,
    /// The latest reason of a dead letter.
    pub reason: Option<&'static str>,
    /// When the latest message was settled.
    pub latest: Option<Timestamp>,
    /// Languages with their numbers of articles.
    pub languages: Vec<(String, u64)>,
    /// Forms with their numbers of articles.
    pub forms: Vec<(String, u64)>,
    ages: VecDeque<f64>,
}

impl Source {
    /// The median age of the latest articles, in seconds.
    pub fn median_age(&self) -> Option<f64> {
        let mut ages: Vec<f64> = self.ages.iter().copied().collect();
        ages.sort_unstable_by(f64::total_cmp);
        ages.get(ages.len() / 2).copied()
    }

    fn count(&mut self, row: &Row) {
        match row.fate {
            Fate::Enriched | Fate::Dropped => self.enriched += 1,
            Fate::Retried => self.retried += 1,
            Fate::Dead => {
                self.dead += 1;
                self.reason = row.failure.as_ref().map(|failure| failure.reason.code());
            }
        }
        self.latest = Some(row.at);
        if row.fate != Fate::Enriched {
            return;
        }
        count(&mut self.languages, row.findings.language.as_deref().unwrap_or("?"));
        count(&mut self.forms, row.findings.form.unwrap_or("?"));
        if let Some(age) = row.age {
            if self.ages.len() == AGES {
                self.ages.pop_front();
            }
            self.ages.push_back(age.as_secs_f64());
        }
    }
}

impl Sources {
    pub(super) fn count(&mut self, row: &Row) {
        let is_known = self.0.contains_key(&row.source) || self.0.len() < MOST;
        let name = if is_known { row.source.as_str() } else { OTHERS };
        match self.0.get_mut(name) {
            Some(source) => source.count(row),
            None => self.0.entry(name.to_owned()).or_default().count(row),
        }
    }

    /// Those with the most messages first.
    pub(super) fn list(&self) -> Vec<(String, Source)> {
        let mut list: Vec<_> = self.0.iter().map(|(name, source)| (name.clone(), source.clone())).collect();
        list.sort_by(|(a_name, a), (b_name, b)| {
            (b.enriched + b.dead).cmp(&(a.enriched + a.dead)).then_with(|| a_name.cmp(b_name))
        });
        list
    }
}

fn count(kinds: &mut Vec<(String, u64)>, kind: &str) {
    if let Some((_, count)) = kinds.iter_mut().find(|(known, _)| known == kind) {
        *count += 1;
    } else if kinds.len() < MOST_KINDS {
        kinds.push((kind.to_owned(), 1));
    }
}
