//! Towns that nothing in the article speaks for: they get no record rather than that of a namesake.

use super::group::Group;
use super::namesake::{Feature, Namesake};
use super::resolve::Resolution;
use super::thresholds::{
    AGREEING, LITTLE_KNOWN, NEEDS_EVIDENCE, OTHER_NAME_LITTLE_KNOWN, OTHER_NAME_NEEDS_EVIDENCE, SPEAKS,
};
use crate::article::enriched::PlaceKind;

/// True for a small and little known town abroad: the article's other places lie in other countries, and the text does
/// not say where it lies. Also where the text says that it lies elsewhere. `has_own_name`: the text calls it by its own name.
pub(super) fn is_unsupported(
    resolution: &Resolution,
    group: &Group,
    best: &Namesake,
    has_own_name: bool,
) -> bool {
    if group.demonym || group.container.is_some() {
        return false;
    }
    let record = best.record;
    let town = matches!(record.kind, PlaceKind::City | PlaceKind::District | PlaceKind::Facility);
    if group.contradicted && town && !record.capital {
        return true;
    }
    let little_known = record.size < NEEDS_EVIDENCE && record.fame < LITTLE_KNOWN;
    // `Tawila` in Darfur is not Aţ Ţawīlah in Yemen: another name of a town says less than its own.
    let by_another_name =
        !has_own_name && record.size < OTHER_NAME_NEEDS_EVIDENCE && record.fame < OTHER_NAME_LITTLE_KNOWN;
    let obscure = little_known || by_another_name;
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
        // `Swiss police` or a capital beside the name counts like two towns of the country.
        let wide = best.record.kind == PlaceKind::Country || best.record.capital;
        let beside = wide && other.sentences & group.sentences != 0;
        countries.extend(std::iter::repeat_n(country, if beside { AGREEING } else { 1 }));
    }
    countries.sort_unstable();
    let agreed = countries.chunk_by(|a, b| a == b).any(|same| same.len() >= AGREEING);
    agreed && !countries.contains(&own)
}
