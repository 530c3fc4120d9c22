//! Towns that nothing in the article speaks for: they get no record rather than that of a namesake.

use super::group::Group;
use super::namesake::{Feature, Namesake};
use super::resolve::Resolution;
use super::thresholds::{AGREEING, LITTLE_KNOWN, NEEDS_EVIDENCE, SPEAKS};
use crate::article::enriched::PlaceKind;

/// True for a small and little known town abroad: the article's other places lie in other countries, and the text does
/// not say where it lies. Also where the text says that it lies elsewhere.
pub(super) fn is_unsupported(resolution: &Resolution, group: &Group, best: &Namesake) -> bool {
    if group.demonym || group.container.is_some() {
        return false;
    }
    let record = best.record;
    let town = matches!(record.kind, PlaceKind::City | PlaceKind::District | PlaceKind::Facility);
    if group.contradicted && town && !record.capital {
        return true;
    }
    let obscure = record.size < NEEDS_EVIDENCE && record.fame < LITTLE_KNOWN;
    let at_home = best.features[Feature::HomeCountry] > 0.0;
    if !town || !obscure || record.capital || record.ours || at_home {
        return false;
    }
    let Some(own) = record.country else { return false };
    let others = resolution.groups.list.iter().filter(|other| other.key != group.key);
    let mut countries: Vec<u8> = Vec::new();
    for other in others {
        let Some(best) = resolution.best(other).filter(|best| best.share >= SPEAKS) else { continue };
        let Some(country) = best.record.country else { continue };
        // `Swiss police` beside the name counts like two towns of the country.
        let beside = best.record.kind == PlaceKind::Country && other.sentences & group.sentences != 0;
        countries.extend(std::iter::repeat_n(country, if beside { AGREEING } else { 1 }));
    }
    countries.sort_unstable();
    let agreed = countries.chunk_by(|a, b| a == b).any(|same| same.len() >= AGREEING);
    agreed && !countries.contains(&own)
}
