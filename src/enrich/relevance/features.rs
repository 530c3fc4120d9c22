//! What is asked of an entity: where it stands in the story, how often, and what hangs on it.

use std::collections::HashMap;

use super::scenes;
use super::thresholds::WORDS_BEFORE_NAME;
use super::weights::COUNT;
use crate::article::enriched::{PlaceForm, PlaceKind};
use crate::document::furniture::{Kind as Furniture, Use};
use crate::document::{Document, Gap, Section, Span};
use crate::enrich::figures::{Figure, Speaker};
use crate::enrich::names::{Organisation, Person};
use crate::enrich::places::Place;
use crate::enrich::steps::counted;
use crate::enrich::view::View;
use crate::lexicon::{self, CONJUNCTION, Flags, PREPOSITION, RELATIVE, SUBORDINATOR, VERB, word_lists};

word_lists! {
    "item_forms":
    TRADED_NOUNS,
}

/// The features of an entity, in the order of `NAMES`.
pub(crate) type Features = [f32; COUNT];

/// The names of the features. Those in logarithms are `ln(1 + n)`.
#[cfg(feature = "build-resources")]
pub(crate) const NAMES: [&str; COUNT] = [
    "bias",
    "title: the title names it; without a title, the first sentence",
    "lead: the first sentence of the story names it",
    "early: one of the first three sentences names it",
    "first: where its first mention stands, 1 at the start of the story, 0 at its end",
    "mentions, logarithm",
    "share of the mentions of the most frequent of its kind",
    "share of the mentions of the most frequent of all",
    "spread: thirds of the story that name it",
    "subject: sentences that it opens, logarithm",
    "opens the title or the first sentence",
    "statements of the person, logarithm",
    "figures that hang on it, logarithm",
    "role: the text gives the person one",
    "source: the organisation only reports",
    "country",
    "division of a country",
    "wide: continent, region or water",
    "town or district",
    "demonym: share of mentions as one",
    "inside: mentions of the places in it, as a share like that of all",
    "known: the gazetteer has the place",
    "rivals: others of its kind, logarithm",
    "length of the story, logarithm",
    "dateline names it",
    "first of its kind: no other is mentioned more often, nor earlier as often",
    "voice: statements of the person to mentions",
];

/// The features of all entities of a document; `None` for one that stands in furniture alone.
#[derive(Debug, Default)]
pub(crate) struct Read {
    pub(crate) people: Vec<Option<Features>>,
    pub(crate) organisations: Vec<Option<Features>>,
    pub(crate) places: Vec<Option<Features>>,
    /// The index of the first sentence of the story.
    pub(super) lead: usize,
}

/// True for what the title or the first sentence of the story names.
pub(super) fn is_in_lead(features: &Features) -> bool {
    features[1] > 0.0 || features[2] > 0.0
}

/// True for what the dateline names.
pub(super) fn is_in_dateline(features: &Features) -> bool {
    features[24] > 0.0
}

/// The mentions of an entity in the story.
#[expect(clippy::struct_excessive_bools, reason = "independent observations, not states")]
#[derive(Debug, Clone, Copy, Default)]
struct Presence {
    mentions: u32,
    first: u32,
    thirds: u8,
    subjects: u32,
    title: bool,
    lead: bool,
    early: bool,
    opens: bool,
    dateline: bool,
    /// Named as a home or as an owner of goods.
    aside: bool,
}

/// The entities of one kind, with what their comparison needs.
#[derive(Debug)]
struct Presences {
    all: Vec<Option<Presence>>,
    /// How many are in the story.
    count: u32,
    /// Mentions of the one with the most.
    top: u32,
    /// The first one with so many.
    first: Option<usize>,
}

impl Presences {
    fn new(all: Vec<Option<Presence>>) -> Self {
        let present = all.iter().flatten();
        let top = counted(present.clone()).map(|one| one.mentions).max().unwrap_or_default();
        let first = all.iter().position(|one| one.is_some_and(|one| one.mentions == top));
        Self { count: present.count() as u32, top, first, all }
    }
}

/// Reads the features of all entities.
pub(crate) fn read(
    document: &Document,
    people: &[Person],
    organisations: &[Organisation],
    places: &[Place],
    figures: &[Figure],
) -> Read {
    let page = Page::new(document);
    let of_person = |person: &Person| page.presence(person.mentions.iter().copied(), Kind::Person);
    let of_organisation =
        |one: &Organisation| page.presence(one.mentions.iter().copied(), Kind::Organisation);
    let of_place =
        |place: &Place| page.presence(place.mentions.iter().map(|mention| mention.span), Kind::Place);
    let in_people = Presences::new(people.iter().map(of_person).collect());
    let in_organisations = Presences::new(organisations.iter().map(of_organisation).collect());
    let in_places = Presences::new(places.iter().map(of_place).collect());
    let most = in_people.top.max(in_organisations.top).max(in_places.top);
    let areas = Areas::new(places, &in_places);
    let hangs = Hanging::of(document, people, organisations, places, figures);
    let mut read = Read { lead: page.lead, ..Read::default() };
    for (index, person) in people.iter().enumerate() {
        let mut features = page.common(&in_people, index, most);
        if let Some(features) = &mut features {
            features[11] = logarithm(person.statements.len() as u32);
            features[12] = logarithm(hangs.people[index]);
            features[13] = is(!person.roles.is_empty());
            features[26] = share(person.statements.len() as u32, person.mentions.len() as u32);
        }
        read.people.push(features);
    }
    for (index, organisation) in organisations.iter().enumerate() {
        let mut features = page.common(&in_organisations, index, most);
        if let Some(features) = &mut features {
            features[12] = logarithm(hangs.organisations[index]);
            features[14] = is(organisation.source);
        }
        read.organisations.push(features);
    }
    for (index, place) in places.iter().enumerate() {
        let mut features = page.common(&in_places, index, most);
        if let Some(features) = &mut features {
            features[12] = logarithm(hangs.places[index]);
            of_the_place(features, place);
            features[20] = share(areas.inside(place, in_places.all[index]), most);
        }
        read.places.push(features);
    }
    read
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Person,
    Organisation,
    Place,
}

/// The parts of a document by which mentions are judged.
struct Page<'a> {
    document: &'a Document,
    view: View<'a>,
    /// The index of the first sentence of the story, behind bylines and notes.
    lead: usize,
    has_title: bool,
    words: u32,
}

impl<'a> Page<'a> {
    fn new(document: &'a Document) -> Self {
        let story = |sentence: &crate::document::Sentence| {
            sentence.section == Section::Body
                && document.furniture_at(sentence.span).is_none_or(|kind| kind == Furniture::Dateline)
        };
        let sentences = document.sentences();
        let body = sentences.iter().position(|one| one.section == Section::Body).unwrap_or_default();
        Self {
            document,
            view: View::without_theme(document),
            lead: sentences.iter().position(story).unwrap_or(body),
            has_title: document.body_start() > 0,
            words: document.tokens().len().max(1) as u32,
        }
    }

    /// The mentions in the story. `None` where there is none, and for a person who wrote or edited the article, took its
    /// pictures or answers calls about it.
    fn presence(&self, mentions: impl Iterator<Item = Span>, kind: Kind) -> Option<Presence> {
        let mut found = Presence::default();
        for span in mentions {
            match self.document.furniture_at(span) {
                None if kind == Kind::Place && self.is_elsewhere(span) => {}
                None if kind == Kind::Place && self.is_aside(span) => found.aside = true,
                None => self.count(&mut found, span),
                Some(Furniture::Dateline) => found.dateline = true,
                Some(Furniture::Byline | Furniture::Credit | Furniture::Contact) if kind == Kind::Person => {
                    return None;
                }
                Some(piece) if kind == Kind::Place && piece.serves(Use::Places) => found.mentions += 1,
                Some(_) => {}
            }
        }
        let beside = (found.dateline || found.aside) && kind == Kind::Place;
        (found.mentions > 0 || beside).then_some(found)
    }

    fn count(&self, found: &mut Presence, span: Span) {
        let document = self.document;
        let Some(index) = document.sentence_at(span.start) else { return };
        let token = document.token_at(span.start) as u32;
        if found.mentions == 0 {
            found.first = token;
        }
        found.mentions += 1;
        found.thirds |= 1 << (token * 3 / self.words).min(2);
        let title = document.sentences()[index].section == Section::Title;
        let lead = index == self.lead;
        found.title |= title || lead && !self.has_title;
        found.lead |= lead;
        found.early |= !title && (self.lead..self.lead + 3).contains(&index);
        if self.opens(span, index) {
            found.subjects += 1;
            found.opens |= title || lead;
        }
    }

    /// `the Ndola-based side`, `ahead of US orders`: a home, or an owner of goods, is no scene. The subject of its
    /// sentence (`Tokyo stocks slide`) is one: the report is about them.
    fn is_aside(&self, span: Span) -> bool {
        let tokens = self.document.tokens();
        let end = self.document.token_at(span.end);
        let word = |at: usize| tokens.get(at).map_or("", |token| self.document.word(token));
        let home = matches!(word(end), "-" | "\u{2011}") && matches!(word(end + 1), "based" | "born");
        let traded =
            tokens.get(end).is_some_and(|next| next.gap == Gap::Space) && TRADED_NOUNS.contains(&word(end));
        let is_subject =
            || self.document.sentence_at(span.start).is_some_and(|sentence| self.opens(span, sentence));
        home || traded && !is_subject()
    }

    /// True behind the lead for what is to come, or where somebody is meanwhile; in the title and the lead that is the news.
    fn is_elsewhere(&self, span: Span) -> bool {
        let sentence = self.document.sentence_at(span.start).filter(|&at| at > self.lead);
        sentence.is_some_and(|at| scenes::is_elsewhere(&self.view.sentence(at), span))
    }

    /// True if a mention is most likely the subject of its sentence: nothing but a few words of its noun phrase stands
    /// before it, and it owns nothing.
    fn opens(&self, span: Span, sentence: usize) -> bool {
        let document = self.document;
        let tokens = document.tokens_of(&document.sentences()[sentence]);
        let before = tokens.iter().take_while(|token| token.span.start < span.start);
        let mut words = 0;
        for token in before.filter(|token| document.furniture_at(token.span).is_none()) {
            if !token.is_word() || flags(token.key).intersects(NOT_BEFORE_SUBJECT) {
                return false;
            }
            words += 1;
        }
        let next = tokens.iter().find(|token| token.span.start >= span.end);
        words <= WORDS_BEFORE_NAME
            && next.is_none_or(|token| token.kind != crate::document::TokenKind::Possessive)
    }

    /// The features that every kind has.
    fn common(&self, kind: &Presences, index: usize, most: u32) -> Option<Features> {
        let own = kind.all[index]?;
        let mut features = [0.0; COUNT];
        let values = [
            1.0,
            is(own.title),
            is(own.lead),
            is(own.early),
            if own.mentions > 0 { 1.0 - own.first as f32 / self.words as f32 } else { 0.0 },
            logarithm(own.mentions),
            share(own.mentions, kind.top),
            share(own.mentions, most),
            own.thirds.count_ones() as f32 / 3.0,
            logarithm(own.subjects),
            is(own.opens),
        ];
        features[..values.len()].copy_from_slice(&values);
        features[22] = logarithm(kind.count - 1);
        features[23] = (self.words as f32 / 400.0).ln();
        features[24] = is(own.dateline);
        features[25] = is(kind.first == Some(index));
        Some(features)
    }
}

/// Words behind which a name is no subject: `In`, `After`, a verb.
const NOT_BEFORE_SUBJECT: Flags =
    PREPOSITION.union(CONJUNCTION).union(RELATIVE).union(SUBORDINATOR).union(VERB);

fn flags(key: u64) -> Flags {
    lexicon::get().flags(key)
}

fn of_the_place(features: &mut Features, place: &Place) {
    let demonyms = place.mentions.iter().filter(|mention| mention.form == PlaceForm::Demonym).count();
    features[15] = is(place.kind == PlaceKind::Country);
    features[16] = is(matches!(place.kind, PlaceKind::Admin1 | PlaceKind::Admin2));
    features[17] = is(matches!(place.kind, PlaceKind::Continent | PlaceKind::Region | PlaceKind::Water));
    features[18] = is(matches!(place.kind, PlaceKind::City | PlaceKind::District));
    features[19] = share(demonyms as u32, place.mentions.len() as u32);
    features[21] = is(place.point.is_some());
}

/// The mentions of the places of each country and of each first-level division.
#[derive(Debug, Default)]
struct Areas<'a> {
    countries: HashMap<&'a str, u32>,
    /// By the code of the country and the name of the division.
    divisions: HashMap<(Option<&'a str>, &'a str), u32>,
}

impl<'a> Areas<'a> {
    fn new(places: &'a [Place], presences: &Presences) -> Self {
        let mut areas = Self::default();
        for (place, presence) in counted(places.iter().zip(&presences.all)) {
            let Some(presence) = presence else { continue };
            let country = place.country_code.as_deref();
            if let Some(country) = country {
                *areas.countries.entry(country).or_default() += presence.mentions;
            }
            if let Some(division) = place.admin1.as_deref() {
                *areas.divisions.entry((country, division)).or_default() += presence.mentions;
            }
        }
        areas
    }

    /// The mentions of the other places that lie in a country or a first-level division.
    fn inside(&self, place: &Place, own: Option<Presence>) -> u32 {
        let country = place.country_code.as_deref();
        let (sum, has_itself) = match place.kind {
            PlaceKind::Country => {
                (country.and_then(|country| self.countries.get(country)), country.is_some())
            }
            PlaceKind::Admin1 => {
                let name = place.name.as_str();
                (self.divisions.get(&(country, name)), place.admin1.as_deref() == Some(name))
            }
            _ => (None, false),
        };
        let itself = own.filter(|_| has_itself).map_or(0, |own| own.mentions);
        sum.map_or(0, |sum| sum - itself)
    }
}

/// How many figures hang on each entity: those of a place, those that a person or an organisation tells, and those in
/// whose sentences it is named.
struct Hanging {
    people: Vec<u32>,
    organisations: Vec<u32>,
    places: Vec<u32>,
}

impl Hanging {
    fn of(
        document: &Document,
        people: &[Person],
        organisations: &[Organisation],
        places: &[Place],
        figures: &[Figure],
    ) -> Self {
        let told = figures.iter().filter(|figure| figure.same_as.is_none() && !figure.withdrawn);
        let mut sentences = vec![0; document.sentences().len()];
        for figure in told.clone() {
            sentences[figure.sentence] += 1;
        }
        let beside = |mentions: &[Span]| {
            let mut found: Vec<usize> =
                mentions.iter().filter_map(|span| document.sentence_at(span.start)).collect();
            found.dedup();
            found.iter().map(|&sentence| sentences[sentence]).sum::<u32>()
        };
        let mut hanging = Self {
            people: people.iter().map(|person| beside(&person.mentions)).collect(),
            organisations: organisations.iter().map(|one| beside(&one.mentions)).collect(),
            places: vec![0; places.len()],
        };
        for figure in told {
            if let Some(place) = figure.location {
                hanging.places[place] += 1;
            }
            match figure.speaker {
                Some(Speaker::Person(index)) => hanging.people[index] += 1,
                Some(Speaker::Organisation(index)) => hanging.organisations[index] += 1,
                Some(Speaker::Place(_)) | None => {}
            }
        }
        hanging
    }
}

fn is(fact: bool) -> f32 {
    f32::from(u8::from(fact))
}

fn logarithm(count: u32) -> f32 {
    (count as f32).ln_1p()
}

fn share(part: u32, whole: u32) -> f32 {
    (part as f32 / whole.max(1) as f32).min(2.0)
}
