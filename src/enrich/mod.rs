//! Enrichment: pure functions over a [`Document`], a room each.
//!
//! The order of the stages is the order of what they need: language decides which others run; names are tagged
//! once; places resolve the names of places; people and organisations take what places left; figures need to know
//! who speaks and where; tags look at everything.

pub mod assemble;
pub mod figures;
pub mod language;
pub mod names;
pub mod places;
pub mod summary;
pub mod tags;

use crate::article::Article;
use crate::article::enriched::{EnrichedArticle, Skipped, Status};
use crate::document::Document;
use crate::resources::Resources;

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

/// Languages for which all stages run.
const SUPPORTED: &[&str] = &["en"];
/// Stages that need a supported language.
const LANGUAGE_BOUND: &[&str] = &["places", "names", "figures", "tags", "summary"];

/// Enriches an article. The same article, settings and resources give the same bytes.
pub fn enrich(article: Article, resources: &Resources) -> EnrichedArticle {
    let document = Document::new(article.title.as_deref(), &article.body);
    let language = language::detect(document.text(), article.language.as_deref());
    let supported = language.code.as_deref().is_some_and(|code| SUPPORTED.contains(&code));
    let mut skipped = Vec::new();
    let (status, findings) = if document.tokens().is_empty() {
        (Status::NoText, find_neutral(&article))
    } else if supported {
        (Status::Complete, find(&document, &article, resources))
    } else {
        let reason = "language_unsupported";
        skipped.extend(
            LANGUAGE_BOUND.iter().map(|&stage| Skipped { stage: stage.into(), reason: reason.into() }),
        );
        (Status::Partial, find_neutral(&article))
    };
    let enrichment = assemble::assemble(&document, &article, &findings, status, skipped, language, resources);
    EnrichedArticle { schema: crate::article::enriched::SCHEMA.into(), article, enrichment }
}

/// All stages, in order.
pub fn find(document: &Document, article: &Article, resources: &Resources) -> Findings {
    let mentions = names::tag(document, resources);
    let places = places::find(document, &mentions, resources);
    let (people, organisations) = names::join(document, &mentions);
    let figures = figures::read(
        document,
        figures::Surroundings {
            people: &people,
            organisations: &organisations,
            places: &places,
            published_at: article.published_at.as_deref(),
        },
    );
    let summary = summary::write(document, &figures, &people);
    let surroundings = tags::Surroundings {
        article,
        people: &people,
        organisations: &organisations,
        places: &places,
        figures: &figures,
    };
    let tags = tags::find(document, surroundings, resources);
    Findings { places, people, organisations, figures, tags, summary }
}

/// The stages that need no language.
fn find_neutral(article: &Article) -> Findings {
    let surroundings =
        tags::Surroundings { article, people: &[], organisations: &[], places: &[], figures: &[] };
    Findings { tags: tags::language_neutral(surroundings), ..Findings::default() }
}
