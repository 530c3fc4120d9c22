//! Enrichment: pure functions over a [`Document`], one module per stage.
//!
//! The order of the stages is the order of what they need: language decides which others run; names are tagged
//! once; places resolve the names of places; people and organisations take what places left; speech says which of them
//! says what; figures need to know who speaks and where; tags look at everything.

pub mod assemble;
pub mod authority;
pub mod explain;
pub mod figures;
mod form;
pub mod language;
pub mod names;
mod pattern;
pub mod places;
pub mod quotations;
pub mod relevance;
pub mod rule;
pub mod rulings;
pub mod speech;
pub mod stages;
mod steps;
pub mod summary;
pub mod swappable;
pub mod tags;
mod view;

use serde::{Deserialize, Serialize};

use crate::article::enriched::{
    Engine, EnrichedArticle, Enrichment, KeyFigures, Language, SCHEMA, Skipped, Status,
};
use crate::article::{Article, Effects, MarkKind};
use crate::document::furniture::Kind;
use crate::document::{Document, Stop};
use crate::resources::Resources;
use crate::resources::artefact::fingerprint;
pub use stages::{Stage, Stages};
pub use swappable::SwappableEnricher;

/// The furniture that a mark of the body is.
fn furniture_of(mark: MarkKind) -> Kind {
    match mark {
        MarkKind::Caption => Kind::Caption,
        MarkKind::Credit => Kind::Credit,
        MarkKind::Byline => Kind::Byline,
        MarkKind::Table => Kind::Table,
    }
}

/// Everything that the stages found in a document, in the document's own terms.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "each name says it")]
pub struct Findings {
    pub places: Vec<places::Place>,
    pub people: Vec<names::Person>,
    pub organisations: Vec<names::Organisation>,
    pub figures: Vec<figures::Figure>,
    pub tags: Vec<tags::Tag>,
    pub summary: String,
}

/// An article that was read: the document, and all that was found in it.
struct Reading {
    document: Document,
    language: Language,
    status: Status,
    skipped: Vec<Skipped>,
    findings: Findings,
}

/// Languages for which all stages run.
const SUPPORTED: &[&str] = &["en"];
/// Stages that need a supported language.
const LANGUAGE_BOUND: &[&str] = &["places", "names", "figures", "tags", "summary"];

/// Options of enrichment; part of the settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// Options of the stage that finds places.
    pub places: places::Options,
    /// The language of a text in Latin letters that neither declares nor shows it (`input.default_language`).
    #[serde(skip_deserializing)]
    pub default_language: String,
}

impl Default for Options {
    fn default() -> Self {
        Self { places: places::Options::default(), default_language: "en".into() }
    }
}

/// Bytes of a text above which a stage gives its buffers back when it is done. Measured: at 1 MB the tagger's take 20 of
/// 51 MB.
const LARGE: usize = 256 * 1024;

/// Buffers that one worker thread keeps from article to article. They hold no knowledge: a fresh one gives the same
/// result.
#[derive(Debug, Default)]
pub struct Scratch {
    /// Of the tagger.
    pub names: names::Scratch,
    /// Of places.
    pub places: places::Scratch,
    /// Of the tags room.
    pub tags: tags::Scratch,
}

/// Resources and options, ready to enrich; shared by all worker threads.
#[derive(Debug)]
pub struct Enricher {
    resources: &'static Resources,
    options: Options,
    rules: tags::Rules,
    authority: authority::Authority,
    engine: Engine,
}

impl Enricher {
    /// An enricher over the embedded resources.
    pub fn new(options: Options) -> Self {
        let resources = Resources::embedded();
        let settings = serde_json::to_vec(&options).expect("options are plain data");
        let engine = Engine {
            name: "dateline".into(),
            version: env!("CARGO_PKG_VERSION").into(),
            resources: resources.fingerprint().into(),
            settings: fingerprint(&[&settings]),
        };
        Self {
            resources,
            options,
            rules: tags::Rules::default(),
            authority: authority::Authority::default(),
            engine,
        }
    }

    /// The same enricher with a newsroom's own rules for tags. They are part of `engine.settings`.
    #[must_use]
    pub fn with_rules(mut self, rules: tags::Rules) -> Self {
        self.rules = rules;
        self.sign();
        self
    }

    /// The same enricher with a newsroom's own people, organisations and places. They are part of `engine.settings`.
    #[must_use]
    pub fn with_authority(mut self, authority: authority::Authority) -> Self {
        self.authority = authority;
        self.sign();
        self
    }

    fn sign(&mut self) {
        let settings = serde_json::to_vec(&self.options).expect("options are plain data");
        let names = self.authority.digest();
        let parts = [&settings[..], self.rules.source().as_bytes(), names.as_bytes()];
        self.engine.settings = fingerprint(&parts[..if names.is_empty() { 2 } else { 3 }]);
    }

    /// Enriches an article. The same article, options and resources give the same bytes.
    pub fn enrich(&self, article: Article, scratch: &mut Scratch) -> EnrichedArticle {
        self.enrich_until(article, scratch, &Stop::default())
    }

    /// The same; once `stop` is requested, it soon returns an incomplete article, which the caller throws away.
    pub fn enrich_until(&self, article: Article, scratch: &mut Scratch, stop: &Stop) -> EnrichedArticle {
        self.enrich_in_stages(article, scratch, stop, &mut ())
    }

    /// The same; `stages` is told when each stage begins.
    pub fn enrich_in_stages<S: Stages + ?Sized>(
        &self,
        mut article: Article,
        scratch: &mut Scratch,
        stop: &Stop,
        stages: &mut S,
    ) -> EnrichedArticle {
        let Reading { document, language, status, skipped, mut findings } =
            self.read(&mut article, scratch, stop, stages);
        stages.begin(Stage::Rules);
        let code = language.code.as_deref();
        let ruling = rulings::judge(&self.rules, &document, &article, code, &findings, &mut scratch.tags);
        tags::insert(&mut findings.tags, ruling.tags);
        stages.begin(Stage::Assemble);
        let enrichment =
            assemble::assemble(&document, &article, &findings, status, skipped, language, &self.engine);
        EnrichedArticle { schema: SCHEMA.into(), article, enrichment, effects: ruling.effects }
    }

    /// All that is found in an article, without the newsroom's rules.
    fn read<S: Stages + ?Sized>(
        &self,
        article: &mut Article,
        scratch: &mut Scratch,
        stop: &Stop,
        stages: &mut S,
    ) -> Reading {
        stages.begin(Stage::Document);
        let document = Document::new(article.title.as_deref(), &article.body)
            .with_stop(stop)
            .with_furniture(article.marks.iter().map(|mark| (mark.start, mark.end, furniture_of(mark.kind))));
        stages.begin(Stage::Language);
        let language =
            language::detect(document.text(), article.language.as_deref(), &self.options.default_language);
        let supported = language.code.as_deref().is_some_and(|code| SUPPORTED.contains(&code));
        tell_form(&document, article);
        let mut skipped = Vec::new();
        let (status, findings) = if document.tokens().is_empty() {
            stages.begin(Stage::Tags);
            (Status::NoText, Self::find_neutral(&document, article, scratch))
        } else if supported {
            (Status::Complete, self.find_in_stages(&document, article, scratch, stages))
        } else {
            let reason = if language.code.is_some() { "language_unsupported" } else { "language_unknown" };
            skipped.extend(
                LANGUAGE_BOUND.iter().map(|&stage| Skipped { stage: stage.into(), reason: reason.into() }),
            );
            stages.begin(Stage::Tags);
            (Status::Partial, Self::find_neutral(&document, article, scratch))
        };
        Reading { document, language, status, skipped, findings }
    }

    /// The article in the contract's form, with every stage skipped: enrichment is switched off.
    pub fn pass_through(&self, article: Article) -> EnrichedArticle {
        let skipped = LANGUAGE_BOUND
            .iter()
            .map(|&stage| Skipped { stage: stage.into(), reason: "disabled".into() })
            .collect();
        let enrichment = Enrichment {
            status: Status::Partial,
            skipped,
            language: Language { code: None, confidence: 0.0, declared: article.language.clone() },
            tags: Vec::new(),
            locations: Vec::new(),
            people: Vec::new(),
            organisations: Vec::new(),
            key_figures: KeyFigures { summary: String::new(), figures: Vec::new() },
            engine: self.engine.clone(),
        };
        EnrichedArticle { schema: SCHEMA.into(), article, enrichment, effects: Effects::default() }
    }

    /// All stages, in order.
    pub fn find(&self, document: &Document, article: &Article, scratch: &mut Scratch) -> Findings {
        self.find_in_stages(document, article, scratch, &mut ())
    }

    fn find_in_stages<S: Stages + ?Sized>(
        &self,
        document: &Document,
        article: &Article,
        scratch: &mut Scratch,
        stages: &mut S,
    ) -> Findings {
        stages.begin(Stage::Names);
        let mut mentions = names::tag(document, self.resources, &mut scratch.names);
        if document.text().len() > LARGE {
            // The tagger's buffers are the largest of all, and the later stages have theirs beside them.
            scratch.names = names::Scratch::default();
        }
        if document.is_stopped() {
            return Findings::default();
        }
        stages.begin(Stage::Places);
        let own = self.authority.find(document, &mut mentions);
        let mut places =
            places::find(document, &mentions, &self.options.places, self.resources, &mut scratch.places);
        self.authority.settle_places(&own, &mut places);
        let found =
            places.iter().flat_map(|place| place.mentions.iter().map(|mention| (mention.span, place.score)));
        names::leave_people_to_places(&mut mentions, found.clone());
        names::settle_places(document, &mut mentions, found.map(|(span, _)| span));
        places::leave_to_names(&mut places, &mentions);
        places::describe_unrecorded(document, &mut places);
        if document.is_stopped() {
            return Findings::default();
        }
        stages.begin(Stage::People);
        let quotations = quotations::find(document);
        let (mut people, mut organisations) = names::join(document, &mentions, &quotations);
        self.authority.settle_people(&own, &mut people);
        self.authority.settle_organisations(&own, &mut organisations);
        stages.begin(Stage::Speech);
        let speech = speech::find(document, &quotations, &people, &organisations);
        speech.tell(document, &mut people);
        speech.vouch(&mut organisations);
        // Figures ask which place the article is about; then the figures say more about that.
        relevance::weigh(document, article.form, &mut people, &mut organisations, &mut places, &[]);
        if document.is_stopped() {
            return Findings::default();
        }
        stages.begin(Stage::Figures);
        let figures =
            figures::read(document, surroundings(article, &people, &organisations, &places, &speech));
        if document.is_stopped() {
            return Findings::default();
        }
        relevance::weigh(document, article.form, &mut people, &mut organisations, &mut places, &figures);
        stages.begin(Stage::Summary);
        let summary = summary::write(document, &figures, &people);
        stages.begin(Stage::Tags);
        let surroundings = tags::Surroundings {
            article,
            people: &people,
            organisations: &organisations,
            places: &places,
            figures: &figures,
        };
        let mut tags = tags::find(document, surroundings, self.resources, &mut scratch.tags);
        relevance::topics::weigh(document, &mut tags);
        Findings { places, people, organisations, figures, tags, summary }
    }

    /// The stages that need no language.
    fn find_neutral(document: &Document, article: &Article, scratch: &mut Scratch) -> Findings {
        let surroundings =
            tags::Surroundings { article, people: &[], organisations: &[], places: &[], figures: &[] };
        let tags = tags::language_neutral(document, surroundings, &mut scratch.tags);
        Findings { tags, ..Findings::default() }
    }

    /// What enrichment was told.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The newsroom's own rules for tags.
    pub fn rules(&self) -> &tags::Rules {
        &self.rules
    }

    /// What the output says of the program, its resources and settings.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }
}

/// The findings that the reader of figures looks at.
fn surroundings<'a>(
    article: &'a Article,
    people: &'a [names::Person],
    organisations: &'a [names::Organisation],
    places: &'a [places::Place],
    speech: &'a speech::Speech,
) -> figures::Surroundings<'a> {
    figures::Surroundings {
        speech,
        people,
        organisations,
        places,
        published_at: article.published_at.as_deref(),
        published_at_raw: article.published_at_raw.as_deref(),
        zone_is_given: article.published_at_zone.as_deref() == Some("given"),
    }
}

/// Tells the form of the item, and a kill or embargo of the text that the source's own field does not have.
fn tell_form(document: &Document, article: &mut Article) {
    // Systems write `usable` unless told otherwise; what a person wrote to the editors counts more.
    if matches!(article.pub_status.as_deref(), None | Some("usable"))
        && let Some((status, until)) = form::of_notes(article)
    {
        article.pub_status = Some(status.into());
        article.embargoed_until = article.embargoed_until.take().or(until);
    }
    let found = form::find(document, article);
    let embargo = form::embargo(document, article.published_at.as_deref());
    if article.pub_status.is_none() {
        article.pub_status = form::pub_status(found.as_ref(), embargo.as_ref()).map(str::to_owned);
    }
    if article.embargoed_until.is_none() {
        article.embargoed_until = embargo.and_then(|embargo| embargo.until);
    }
    // A field of the source with this name would stand in the output twice.
    for name in ["form", "form_evidence"] {
        if let Some(value) = article.extra.shift_remove(name) {
            article.extra.insert(format!("{name}_raw"), value);
        }
    }
    article.form_evidence = found.as_ref().map_or_else(Vec::new, |found| form::evidence(document, found));
    article.form = found.map(|found| found.form);
}

#[cfg(test)]
mod tests;
