//! Which place each name means: its namesakes are weighed by their own features, by the words beside the name, and
//! by the article's other places.

use super::article_context::ArticleContext;
use super::container::{Whereabouts, may_lie_at};
use super::context::Context;
use super::currency;
use super::dot;
use super::evidence::Evidence;
use super::geometry::{is_division, lies_in, near, unit};
use super::group::{Group, Groups, group};
use super::home::Home;
use super::namesake::{FEATURES, Feature, Features, Namesake};
use super::settle::settle;
use super::thresholds::{HOME, HOME_WEIGHTS, NAMESAKES, ROUNDS};
use crate::article::enriched::PlaceKind;
use crate::resources::gazetteer::format::NameForm;
use crate::resources::gazetteer::{Gazetteer, Record};

/// Weights without and with context.
pub(crate) type Weights = [[f32; FEATURES]; 2];

/// The weights with those of the home, which are chosen.
pub(crate) const fn with_home(mut weights: Weights) -> Weights {
    let mut at = 0;
    while at < HOME_WEIGHTS.len() {
        let (feature, weight) = HOME_WEIGHTS[at];
        weights[0][feature as usize] = weight;
        weights[1][feature as usize] = weight;
        at += 1;
    }
    weights
}

/// Groups with their namesakes; the buffers are reused from article to article.
#[derive(Debug, Default)]
pub(crate) struct Resolution {
    pub(crate) groups: Groups,
    pub(crate) namesakes: Vec<Namesake>,
    context: Context,
}

impl Resolution {
    /// The namesakes of a group.
    pub(crate) fn namesakes(&self, group: &Group) -> &[Namesake] {
        &self.namesakes[group.namesakes.clone()]
    }

    /// The likeliest namesake of a group.
    pub(crate) fn best(&self, group: &Group) -> Option<&Namesake> {
        self.namesakes(group).iter().max_by(|a, b| a.share.total_cmp(&b.share))
    }

    /// The candidates that mention a group.
    pub(crate) fn mentions(&self, group: &Group) -> &[u32] {
        &self.groups.mentions[group.mentions.clone()]
    }
}

/// Resolves the chosen candidates.
pub(crate) fn resolve(
    page: &ArticleContext,
    chosen: &[u32],
    gazetteer: &Gazetteer<'static>,
    home: Option<&Home>,
    weights: &Weights,
    out: &mut Resolution,
) {
    let Resolution { groups, namesakes, context } = out;
    group(page, chosen, gazetteer, groups);
    namesakes.clear();
    let home = home.map(|home| gazetteer.record(home.place));
    let currency = currency::country(page.document);
    let lookup = Lookup { page, gazetteer, home: home.as_ref(), currency };
    let Groups { list, mentions, .. } = groups;
    for group in list.iter_mut() {
        let start = namesakes.len();
        lookup.namesakes(group, &mentions[group.mentions.clone()], namesakes);
        group.contradicted = !lookup.keep_there(group.whereabouts, namesakes, start);
        compare(&mut namesakes[start..]);
        group.namesakes = start..namesakes.len();
    }
    for round in 0..ROUNDS {
        if round == 1 {
            context.vote(groups, namesakes);
        }
        if round > 0 {
            context.fill(groups, namesakes, round > 1);
        }
        weigh(&groups.list, namesakes, &weights[usize::from(round > 0)]);
    }
    settle(page, groups, namesakes);
}

/// Everything that the features of a single name come from.
struct Lookup<'a> {
    page: &'a ArticleContext<'a>,
    gazetteer: &'a Gazetteer<'static>,
    home: Option<&'a Record>,
    /// The country in whose money the article counts.
    currency: Option<&'static str>,
}

impl Lookup<'_> {
    /// Looks up a group's namesakes and fills in the features that do not depend on other names.
    fn namesakes(&self, group: &Group, mentions: &[u32], out: &mut Vec<Namesake>) {
        let start = out.len();
        let first = &self.page.candidates[mentions[0] as usize];
        let short = |form: NameForm| matches!(form, NameForm::Capitals | NameForm::Period);
        let abbreviated = first.best.is_some_and(|(_, form, _)| short(form));
        let places = first.named.iter().flat_map(|named| named.places());
        let places = places
            .filter(|&(_, form)| (form == NameForm::Demonym) == group.demonym && short(form) == abbreviated);
        let evidence = Evidence::of(self.page, mentions);
        let container = group.container.map(|id| (id, self.gazetteer.record(id)));
        for (rank, (id, form)) in places.take(NAMESAKES).enumerate() {
            let record = self.gazetteer.record(id);
            let mut features = known(&record, form, rank);
            said(evidence, &record, &mut features);
            if let Some((container_id, container)) = &container {
                let inside = lies_in(&record, *container_id, container);
                features[Feature::Inside] = f32::from(inside);
                features[Feature::Outside] = f32::from(!inside);
            }
            self.at_home(&record, &mut features);
            features[Feature::SizeOfRepeated] = (mentions.len() as f32).ln() * f32::from(record.size) / 100.0;
            let primary = form == NameForm::Primary;
            out.push(Namesake { id, record, point: unit(&record), primary, features, share: 0.0 });
        }
        // The container decides: what lies outside is not meant.
        if container.is_some() && out[start..].iter().any(|place| place.features[Feature::Inside] > 0.0) {
            keep(out, start, |place| place.features[Feature::Inside] > 0.0);
        }
    }

    /// Drops the places that do not lie where the text says, and is true if some do.
    fn keep_there(&self, there: Option<Whereabouts>, out: &mut Vec<Namesake>, start: usize) -> bool {
        let holder = match there {
            None => return true,
            Some(Whereabouts::Nowhere) => return false,
            Some(Whereabouts::At(index)) => &self.page.candidates[index],
        };
        let fits = |place: &Namesake| may_lie_at(&place.record, holder, self.gazetteer);
        let some = out[start..].iter().any(fits);
        if some {
            keep(out, start, fits);
        }
        some
    }

    fn at_home(&self, record: &Record, features: &mut Features) {
        let Some(home) = self.home else {
            let own = record.country.and_then(|country| self.gazetteer.country_code(country));
            let paid_there = self.currency.is_some() && self.currency == own;
            features[Feature::HomeCountry] = f32::from(paid_there);
            return;
        };
        let country = record.country == home.country;
        features[Feature::HomeCountry] = f32::from(country);
        let division = country && record.admin1.is_some() && record.admin1 == home.admin1;
        features[Feature::HomeDivision] = f32::from(division);
        features[Feature::HomeNear] = near(unit(home), unit(record), HOME);
    }
}

/// Keeps the places from `start` on for which a test holds, in their order.
fn keep(out: &mut Vec<Namesake>, start: usize, test: impl Fn(&Namesake) -> bool) {
    let mut kept = start;
    for at in start..out.len() {
        if test(&out[at]) {
            out.swap(kept, at);
            kept += 1;
        }
    }
    out.truncate(kept);
}

/// Features of the place itself and of its name.
fn known(record: &Record, form: NameForm, rank: usize) -> Features {
    let mut features = Features::default();
    let kind = match record.kind {
        PlaceKind::Country => Feature::Country,
        PlaceKind::Admin1 => Feature::Admin1,
        PlaceKind::Admin2 => Feature::Admin2,
        PlaceKind::City => Feature::City,
        PlaceKind::District => Feature::District,
        PlaceKind::Water => Feature::Water,
        PlaceKind::Landform => Feature::Landform,
        PlaceKind::Facility => Feature::Facility,
        PlaceKind::Continent | PlaceKind::Region => Feature::Region,
        PlaceKind::Other => Feature::Other,
    };
    features[kind] = 1.0;
    features[Feature::Size] = f32::from(record.size) / 100.0;
    features[Feature::Fame] = (1.0 + f32::from(record.fame)).ln() / 4.0;
    features[Feature::Overlay] = f32::from(record.ours);
    features[Feature::Capital] = f32::from(record.capital);
    features[Feature::Seat] = f32::from(record.seat);
    features[Feature::PrimaryName] = f32::from(form == NameForm::Primary);
    features[Feature::ShortName] = f32::from(form == NameForm::Short);
    features[Feature::First] = f32::from(rank == 0);
    features[Feature::Unpeopled] = f32::from(record.kind == PlaceKind::City && record.size == 0);
    features
}

/// Features of the words beside the name.
fn said(evidence: Evidence, record: &Record, features: &mut Features) {
    let kind = record.kind;
    let town = matches!(kind, PlaceKind::City | PlaceKind::District | PlaceKind::Facility);
    let wide = record.ours && matches!(kind, PlaceKind::Water | PlaceKind::Region | PlaceKind::Landform);
    let mut set = |feature: Feature, holds: bool| features[feature] = f32::from(holds);
    set(Feature::DivisionSaid, evidence.division && is_division(kind));
    set(Feature::CityAgainstDivision, evidence.division && kind == PlaceKind::City);
    set(Feature::TheRegion, evidence.the && wide);
    set(Feature::TheTown, evidence.the_alone && town);
    set(Feature::NationalCountry, evidence.national && kind == PlaceKind::Country);
    set(Feature::NationalOther, evidence.national && kind != PlaceKind::Country && !record.capital);
    set(Feature::GovernorDivision, evidence.governor && is_division(kind));
    set(Feature::TownSaid, evidence.town && town);
    set(Feature::AgainstTown, evidence.town && !town);
}

/// Features that compare the namesakes of one name.
fn compare(namesakes: &mut [Namesake]) {
    let capital = namesakes.iter().position(|place| {
        let shared =
            |other: &Namesake| is_division(other.record.kind) && other.record.country == place.record.country;
        place.record.capital && namesakes.iter().any(shared)
    });
    if let Some(at) = capital {
        namesakes[at].features[Feature::CapitalBeforeDivision] = 1.0;
    }
    let size = |namesake: &Namesake| f32::from(namesake.record.size) / 100.0;
    let (mut first, mut second, mut primary) = (0.0_f32, 0.0_f32, 0.0_f32);
    for namesake in namesakes.iter() {
        let own = size(namesake);
        (first, second) = if own > first { (own, first) } else { (first, second.max(own)) };
        primary = if namesake.primary { primary.max(own) } else { primary };
    }
    for namesake in namesakes {
        let own = size(namesake);
        let other = if own >= first { second } else { first };
        namesake.features[Feature::Dominance] = (own - other).clamp(-1.0, 1.0);
        let overshadowed = !namesake.primary && primary > own;
        namesake.features[Feature::Overshadowed] = f32::from(overshadowed);
    }
}

/// Turns features into shares that add up to one within each name.
fn weigh(groups: &[Group], all: &mut [Namesake], weights: &[f32; FEATURES]) {
    for group in groups {
        let namesakes = &mut all[group.namesakes.clone()];
        let mut highest = f32::NEG_INFINITY;
        for namesake in namesakes.iter_mut() {
            namesake.share = dot(&namesake.features.0, weights);
            highest = highest.max(namesake.share);
        }
        let mut total = 0.0;
        for namesake in namesakes.iter_mut() {
            namesake.share = (namesake.share - highest).exp();
            total += namesake.share;
        }
        for namesake in namesakes {
            namesake.share /= total;
        }
    }
}
