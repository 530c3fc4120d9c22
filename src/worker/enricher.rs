//! The enricher that the settings ask for.

use crate::enrich::Enricher;
use crate::settings::Enrich;

/// An enricher with the options of the settings, the newsroom's rules and its own names.
pub fn enricher(settings: &Enrich) -> Enricher {
    let mut enricher = Enricher::new(settings.options.clone());
    if settings.rules_file.is_some() {
        enricher = enricher.with_rules(settings.rules.clone());
    }
    if !settings.authority.is_empty() {
        enricher = enricher.with_authority(settings.authority.clone());
    }
    enricher
}
