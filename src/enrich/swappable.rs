//! The enricher in force. It can be exchanged while threads enrich: an article in hand is finished with the one that it
//! began with.

use std::sync::{Arc, PoisonError, RwLock};

use super::Enricher;

/// An enricher that all threads share, and that can be exchanged for another.
#[derive(Debug)]
pub struct SwappableEnricher(RwLock<Arc<Enricher>>);

impl SwappableEnricher {
    /// Puts the first enricher in force.
    pub fn new(enricher: Enricher) -> Self {
        Self(RwLock::new(Arc::new(enricher)))
    }

    /// The enricher to take for the next article.
    pub fn current(&self) -> Arc<Enricher> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts another enricher in force, from the next article on.
    pub fn exchange(&self, enricher: Enricher) {
        let enricher = Arc::new(enricher);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = enricher;
    }
}

#[cfg(test)]
mod tests {
    use super::SwappableEnricher;
    use crate::enrich::tags::Rules;
    use crate::enrich::{Enricher, Options};

    #[test]
    fn what_was_taken_before_an_exchange_stays_as_it_was() {
        let enricher = SwappableEnricher::new(Enricher::new(Options::default()));
        let before = enricher.current();
        let rules = Rules::parse("[[tag]]\nlabel = \"Harbour\"\nphrases = [\"quay\"]\n").unwrap();
        enricher.exchange(Enricher::new(Options::default()).with_rules(rules));
        assert!(before.rules().is_empty());
        assert_eq!(enricher.current().rules().len(), 1);
        assert_ne!(enricher.current().engine().settings, before.engine().settings);
    }
}
