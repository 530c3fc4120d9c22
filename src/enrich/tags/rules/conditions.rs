//! Conditions of a rule on the article and on what was found in it: `[tag.when]` and `[tag.except]`.

use super::Facts;
use super::entity::Entity;
use super::figures::FigureCondition;
use super::topic::is_within;
use crate::article::enriched::Form;
use crate::enrich::figures::Speaker;

/// Says whether an article meets the condition of one key.
type Check<'a> = Box<dyn Fn() -> bool + 'a>;

/// What is asked of an article. A key without values asks nothing; of its values one is enough.
#[derive(Debug, Clone, Default)]
pub(super) struct Conditions {
    pub(super) countries: Vec<String>,
    pub(super) languages: Vec<String>,
    pub(super) sources: Vec<String>,
    pub(super) forms: Vec<Form>,
    pub(super) urgency: Vec<u8>,
    pub(super) topics: Vec<String>,
    pub(super) people: Vec<Entity>,
    pub(super) organisations: Vec<Entity>,
    pub(super) places: Vec<Entity>,
    pub(super) figures: Vec<FigureCondition>,
    /// The relevance that topics, people, organisations and places need.
    pub(super) relevance: u8,
}

impl Conditions {
    /// Each key that asks something, and whether the article meets it.
    fn answers<'a>(&'a self, facts: &'a Facts<'a>) -> impl Iterator<Item = (&'static str, bool)> + 'a {
        let article = facts.surroundings.article;
        let source = article.source.as_deref().unwrap_or_default();
        let checks: [(&'static str, bool, Check<'a>); 10] = [
            ("countries", self.countries.is_empty(), Box::new(|| self.is_country(facts))),
            (
                "languages",
                self.languages.is_empty(),
                Box::new(|| self.languages.iter().any(|code| facts.language == Some(code.as_str()))),
            ),
            (
                "sources",
                self.sources.is_empty(),
                Box::new(move || {
                    self.sources.iter().any(|wanted| wanted.to_lowercase() == source.trim().to_lowercase())
                }),
            ),
            (
                "forms",
                self.forms.is_empty(),
                Box::new(|| article.form.is_some_and(|form| self.forms.contains(&form))),
            ),
            (
                "urgency",
                self.urgency.is_empty(),
                Box::new(|| article.urgency.is_some_and(|urgency| self.urgency.contains(&urgency))),
            ),
            ("topics", self.topics.is_empty(), Box::new(|| self.is_topic(facts))),
            ("people", self.people.is_empty(), Box::new(|| self.is_named(&self.people, facts, 'P'))),
            (
                "organisations",
                self.organisations.is_empty(),
                Box::new(|| self.is_named(&self.organisations, facts, 'O')),
            ),
            ("places", self.places.is_empty(), Box::new(|| self.is_named(&self.places, facts, 'L'))),
            (
                "figures",
                self.figures.is_empty(),
                Box::new(|| self.figures.iter().any(|figure| figure.is_met(facts.surroundings.figures))),
            ),
        ];
        checks.into_iter().filter(|(_, is_empty, _)| !is_empty).map(|(key, _, check)| (key, check()))
    }

    /// The first key that the article does not meet.
    pub(super) fn unmet(&self, facts: &Facts<'_>) -> Option<&'static str> {
        self.answers(facts).find(|(_, is_met)| !is_met).map(|(key, _)| key)
    }

    /// The first key that the article meets.
    pub(super) fn met(&self, facts: &Facts<'_>) -> Option<&'static str> {
        self.answers(facts).find(|(_, is_met)| *is_met).map(|(key, _)| key)
    }

    /// True if nothing is asked.
    pub(super) fn is_empty(&self) -> bool {
        self.countries.is_empty()
            && self.languages.is_empty()
            && self.sources.is_empty()
            && self.forms.is_empty()
            && self.urgency.is_empty()
            && self.topics.is_empty()
            && self.people.is_empty()
            && self.organisations.is_empty()
            && self.places.is_empty()
            && self.figures.is_empty()
    }

    fn is_country(&self, facts: &Facts<'_>) -> bool {
        let focus = facts.surroundings.places.iter().filter(|place| place.focus.is_some());
        focus.filter_map(|place| place.country_code.as_ref()).any(|code| self.countries.contains(code))
    }

    fn is_topic(&self, facts: &Facts<'_>) -> bool {
        let mut relevant =
            facts.topics.iter().filter(|topic| topic.relevance.unwrap_or(100) >= self.relevance);
        relevant.any(|topic| self.topics.iter().any(|wanted| is_within(topic, wanted)))
    }

    fn is_named(&self, wanted: &[Entity], facts: &Facts<'_>, kind: char) -> bool {
        let mut all = facts.surroundings;
        match kind {
            'P' => (all.places, all.organisations) = (&[], &[]),
            'O' => (all.places, all.people) = (&[], &[]),
            _ => (all.people, all.organisations) = (&[], &[]),
        }
        wanted.iter().filter_map(|entity| entity.find(facts.document, all)).any(|(speaker, _)| {
            let relevance = match speaker {
                Speaker::Person(index) => all.people[index].relevance,
                Speaker::Organisation(index) => all.organisations[index].relevance,
                Speaker::Place(index) => all.places[index].relevance,
            };
            relevance >= self.relevance
        })
    }
}
