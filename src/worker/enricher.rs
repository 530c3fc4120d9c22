//! The enricher that the settings ask for.

use crate::enrich::Enricher;
use crate::settings::Enrich;

/// An enricher with the options of the settings and the newsroom's rules.
pub fn enricher(settings: &Enrich) -> Enricher {
    let enricher = Enricher::new(settings.options.clone());
    if settings.rules_file.is_some() { enricher.with_rules(settings.rules.clone()) } else { enricher }
}
