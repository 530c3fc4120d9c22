//! Why each finding is as it is, and which candidates lost: for `dateline explain`.
//!
//! The stages run as they do in [`Enricher::enrich`], with their evidence kept. Offsets are code points into the named
//! field, as in the output.

use serde::Serialize;

use super::figures::{self, Dates, Explained, Places, Speaker};
use super::rule::Reason;
use super::{Enricher, Findings, Scratch, names, places, quotations, speech, tags};
use crate::article::Article;
use crate::article::enriched::{EnrichedArticle, Field, PlaceKind, Status};
use crate::document::{Document, Section, Span};

/// An enriched article, and the reasons for what was found in it.
#[derive(Debug, Clone, Serialize)]
pub struct Explanation {
    /// The article, as [`Enricher::enrich`] gives it.
    pub article: EnrichedArticle,
    /// The figures, in the order of the output.
    pub figures: Vec<FigureReasons>,
    /// Numbers that are no figures.
    pub rejected: Vec<Rejected>,
    /// The names of places, in the order of the text.
    pub places: Vec<PlaceReasons>,
    /// The roles of people.
    pub roles: Vec<RoleReasons>,
    /// The top-level topics, the likeliest first.
    pub topics: Vec<TopicReasons>,
}

/// A piece of the article's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// The field that it stands in.
    pub field: Field,
    /// Its first code point.
    pub start: u32,
    /// One past its last code point.
    pub end: u32,
    /// The text.
    pub text: String,
}

/// A rule that decided a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decided {
    /// The field of the output.
    pub field: &'static str,
    /// Its value in words.
    pub value: String,
    /// The rule.
    #[serde(flatten)]
    pub rule: Reason,
}

/// A candidate, with the rule for or against it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// Where it stands.
    pub quote: Quote,
    /// True if no rule is against it.
    pub fits: bool,
    /// The rule; `None` for a date that no rule excludes.
    pub rule: Option<Reason>,
}

/// The reasons for a figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureReasons {
    /// `F1`.
    pub id: String,
    /// The figure in the text.
    pub quote: Quote,
    /// The rules that decided its fields. A field that is not listed has its default.
    pub decided: Vec<Decided>,
    /// The rule by which the figure holds at no particular time.
    pub timeless: Option<Reason>,
    /// The dates of its sentence; the nearest that fits is `as_of`.
    pub dates: Vec<Candidate>,
    /// The rule by which the figure belongs to no place.
    pub placeless: Option<Reason>,
    /// The places of its sentence; the one with the strongest evidence is `location`.
    pub places: Vec<Candidate>,
    /// The figures that it conflicts with, each with the rule.
    pub rivals: Vec<Decided>,
    /// The parts of its weight as a headline figure; `None` for one told before, or in furniture.
    pub weight: Option<Weight>,
}

/// The weight of a figure as a headline figure (see `enrich::figures::Weight`).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the parts are documented where they are computed")]
pub struct Weight {
    pub sum: f64,
    pub meaning: f64,
    pub wording: f64,
    pub position: f64,
    pub repeats: f64,
}

/// A number that is no figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rejected {
    /// The number.
    pub quote: Quote,
    /// The rule.
    pub rule: Reason,
}

/// The reasons for a place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlaceReasons {
    /// Its mentions, in the order of the text.
    pub mentions: Vec<Quote>,
    /// Sum of the recogniser; above 0 for a place.
    pub sum: f32,
    /// The rule that decided instead of the sum.
    pub rule: Option<Reason>,
    /// The container that the text gives, with the rule that found it.
    pub container: Option<Decided>,
    /// The places that the name may mean, the likeliest first.
    pub candidates: Vec<PlaceCandidate>,
}

/// A place that a name may mean.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlaceCandidate {
    /// Name in the gazetteer.
    pub name: String,
    /// Kind.
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-2.
    pub country_code: Option<String>,
    /// Name of the first-level division.
    pub admin1: Option<String>,
    /// Share of the probability among the places of the name.
    pub share: f32,
    /// The features that weigh most, with their part of the sum.
    pub features: Vec<(String, f32)>,
}

/// The reason for a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoleReasons {
    /// `P1`.
    pub person: String,
    /// The role.
    pub role: String,
    /// The phrase that it comes from; `None` where a later description gives it.
    pub quote: Option<Quote>,
    /// The rule.
    pub rule: Reason,
}

/// A top-level topic with what speaks for it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TopicReasons {
    /// Its label.
    pub label: String,
    /// Sum of the linear model, the lexicon and the figures.
    pub sum: f32,
    /// The part of the figures in the sum.
    pub figures: f32,
    /// The tag that it became, such as `T1`.
    pub tag: Option<String>,
    /// The words that speak most for it, each at its first mention.
    pub words: Vec<SpokenWord>,
}

/// A word or a pair of words that speaks for a topic.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SpokenWord {
    /// The first mention.
    pub quote: Quote,
    /// Its part of the sum.
    pub part: f32,
}

impl Enricher {
    /// Enriches an article and explains what was found. Slower than [`Enricher::enrich`], with the same findings; an
    /// article in a language that is not supported has no reasons.
    pub fn explain(&self, article: Article, scratch: &mut Scratch) -> Explanation {
        let marks = article.marks.iter().map(|mark| (mark.start, mark.end, super::furniture_of(mark.kind)));
        let document = Document::new(article.title.as_deref(), &article.body).with_furniture(marks);
        let raw = article.clone();
        let enriched = self.enrich(article, scratch);
        let mut explanation = Explanation {
            article: enriched,
            figures: Vec::new(),
            rejected: Vec::new(),
            places: Vec::new(),
            roles: Vec::new(),
            topics: Vec::new(),
        };
        if explanation.article.enrichment.status == Status::Complete {
            self.give_reasons(&document, &raw, scratch, &mut explanation);
        }
        explanation
    }

    fn give_reasons(
        &self,
        document: &Document,
        article: &Article,
        scratch: &mut Scratch,
        explanation: &mut Explanation,
    ) {
        let findings = self.find(document, article, scratch);
        let page = Page { document, findings: &findings };
        let quotations = quotations::find(document);
        let speech = speech::find(document, &quotations, &findings.people, &findings.organisations);
        let surroundings = super::surroundings(
            article,
            &findings.people,
            &findings.organisations,
            &findings.places,
            &speech,
        );
        let found = figures::explain(document, surroundings);
        explanation.figures =
            found.figures.iter().enumerate().map(|(index, one)| page.figure(index, one)).collect();
        let rejected = found.rejections.iter();
        explanation.rejected =
            rejected.map(|one| Rejected { quote: page.quote(one.span), rule: one.reason }).collect();
        let mentions = names::tag(document, self.resources, &mut scratch.names);
        let decisions = places::explain(document, &mentions, &self.options.places, self.resources);
        explanation.places = decisions.into_iter().map(|one| page.place(one)).collect();
        explanation.roles = page.roles(&mentions);
        let topics = tags::explain_topics(document, &findings.figures, self.resources, &mut scratch.tags);
        let tags = &explanation.article.enrichment.tags;
        let tag = |label: &str| {
            let of = tags.iter().find(|tag| tag.path.first().is_some_and(|top| top == label));
            of.map(|tag| tag.id.clone())
        };
        let reasons = topics.into_iter().map(|one| TopicReasons {
            tag: tag(&one.label),
            label: one.label,
            sum: one.sum,
            figures: one.figures,
            words: one
                .words
                .into_iter()
                .map(|(span, part)| SpokenWord { quote: page.quote(span), part })
                .collect(),
        });
        explanation.topics = reasons.collect();
    }
}

/// A document with its findings, from which quotes and ids are made.
struct Page<'a> {
    document: &'a Document,
    findings: &'a Findings,
}

impl Page<'_> {
    fn quote(&self, span: Span) -> Quote {
        let located = self.document.locate(span);
        let field = match located.section {
            Section::Title => Field::Title,
            Section::Body => Field::Body,
        };
        let text = self.document.original(span).to_owned();
        Quote { field, start: located.start, end: located.end, text }
    }

    fn figure(&self, index: usize, explained: &Explained) -> FigureReasons {
        let (timeless, dates) = match &explained.dates {
            Dates::Timeless(rule) => (Some(**rule), Vec::new()),
            Dates::Considered(all) => (None, all.iter().map(|&(span, rule)| self.date(span, rule)).collect()),
        };
        let (placeless, places) = match &explained.places {
            Places::Placeless(rule) => (Some(**rule), Vec::new()),
            Places::Considered(all) => {
                let candidate = |one: &figures::PlaceConsidered| Candidate {
                    quote: self.quote(one.span),
                    fits: one.verdict.is_ok(),
                    rule: Some(*one.verdict.unwrap_or_else(|rule| rule)),
                };
                (None, all.iter().map(candidate).collect())
            }
        };
        let rival = |&(other, rule): &(usize, &'static Reason)| Decided {
            field: "conflicts_with",
            value: format!("F{}", other + 1),
            rule: *rule,
        };
        FigureReasons {
            id: format!("F{}", index + 1),
            quote: self.quote(explained.figure.span),
            decided: self.decided(explained),
            timeless,
            dates,
            placeless,
            places,
            rivals: explained.rivals.iter().map(rival).collect(),
            weight: explained.weight.map(|weight| Weight {
                sum: weight.sum(),
                meaning: weight.meaning,
                wording: weight.wording,
                position: weight.position,
                repeats: weight.repeats,
            }),
        }
    }

    fn date(&self, span: Span, rule: Option<&'static Reason>) -> Candidate {
        Candidate { quote: self.quote(span), fits: rule.is_none(), rule: rule.copied() }
    }

    /// The rules that decided the fields of a figure, with the values.
    fn decided(&self, explained: &Explained) -> Vec<Decided> {
        let (figure, why) = (&explained.figure, &explained.why);
        let place = |index: usize| self.findings.places.get(index).map_or("", |place| place.name.as_str());
        let number = figure.value.map_or_else(|| "null".to_owned(), |value| value.to_string());
        let as_of =
            || figure.as_of.as_ref().map_or_else(String::new, |at| format!("{} to {}", at.from, at.to));
        // A unit that no rule of its own decided comes with the form of the number.
        let unit = why.unit.or(why.form.filter(|_| figure.unit.is_some()));
        let counted = figure.counted.map_or("", |span| self.document.slice(span));
        let rows: [(&'static str, Option<&'static Reason>, String); 8] = [
            ("value", why.form, number),
            ("unit", unit, figure.unit.clone().unwrap_or_else(|| "null".to_owned())),
            ("counted", why.counted, counted.to_owned()),
            ("qualifier", why.qualifier, name(&figure.qualifier)),
            ("impact", why.impact, figure.impact.map_or_else(|| "null".to_owned(), |impact| name(&impact))),
            ("as_of", why.as_of, as_of()),
            (
                "location",
                why.location,
                figure.location.map_or_else(String::new, |index| place(index).to_owned()),
            ),
            ("withdrawn", why.standing, figure.withdrawn.to_string()),
        ];
        let attribution = explained.attribution;
        let attribution =
            attribution.map(|rule| Decided { field: "attribution", value: self.speaker(figure), rule });
        let decided =
            rows.into_iter().filter_map(|(field, rule, value)| Some(Decided { field, value, rule: *rule? }));
        decided.chain(attribution).collect()
    }

    /// The words for the speaker of a figure, with the id that they mean.
    fn speaker(&self, figure: &figures::Figure) -> String {
        let words = figure.attribution.map_or("", |span| self.document.slice(span));
        let id = figure.speaker.map(|speaker| match speaker {
            Speaker::Person(index) => format!(" (P{})", index + 1),
            Speaker::Organisation(index) => format!(" (O{})", index + 1),
            Speaker::Place(index) => format!(" (L{})", index + 1),
        });
        format!("{words}{}", id.unwrap_or_default())
    }

    fn place(&self, decision: places::Decision) -> PlaceReasons {
        let container = decision.container.map(|(value, name, why)| Decided {
            field: "container",
            value,
            rule: Reason { name, why },
        });
        let candidates = decision.candidates.into_iter().map(|one| PlaceCandidate {
            name: one.name,
            kind: one.kind,
            country_code: one.country_code,
            admin1: one.admin1,
            share: one.share,
            features: one.reasons,
        });
        PlaceReasons {
            mentions: decision.mentions.iter().map(|&span| self.quote(span)).collect(),
            sum: decision.sum,
            rule: decision.rule.map(|(name, why)| Reason { name, why }),
            container,
            candidates: candidates.collect(),
        }
    }

    fn roles(&self, mentions: &[names::Mention]) -> Vec<RoleReasons> {
        let mut mentions = mentions.to_vec();
        let found = self
            .findings
            .places
            .iter()
            .flat_map(|place| place.mentions.iter().map(|mention| (mention.span, place.score)));
        names::leave_people_to_places(&mut mentions, found.clone());
        names::settle_places(self.document, &mut mentions, found.map(|(span, _)| span));
        let roles = names::explain_roles(self.document, &mentions, &self.findings.people);
        let reasons = roles.into_iter().map(|role| RoleReasons {
            person: format!("P{}", role.person + 1),
            role: role.role,
            quote: role.span.map(|span| self.quote(span)),
            rule: *role.reason,
        });
        reasons.collect()
    }
}

/// The contract's name of a value.
fn name(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrich::Options;

    fn explain(body: &str) -> Explanation {
        let enricher = Enricher::new(Options::default());
        let article = Article {
            id: "urn:example:1".into(),
            body: body.into(),
            published_at: Some("2024-05-07T09:00:00Z".into()),
            ..Article::default()
        };
        enricher.explain(article, &mut Scratch::default())
    }

    #[test]
    fn each_finding_has_its_reason() {
        let explained = explain(
            "Floods killed 14 people near Kisumu in Kenya on Sunday and forced 3,000 from their homes.\n\n\
             \"The river rose within an hour,\" said Peter Otieno, the county commissioner, who was born in 1969 \
             there.",
        );
        assert_eq!(explained.figures.len(), explained.article.enrichment.key_figures.figures.len());
        let killed = &explained.figures[0];
        let rule = |field: &str| {
            let decided = killed.decided.iter().find(|decided| decided.field == field);
            decided.map(|decided| (decided.rule.name, decided.value.as_str()))
        };
        assert_eq!(rule("value"), Some(("count with a noun", "14")));
        assert_eq!(rule("unit"), Some(("count with a noun", "person")));
        assert_eq!(rule("counted"), Some(("own noun", "people")));
        assert_eq!(rule("impact"), Some(("object", "killed")));
        assert_eq!(rule("location"), Some(("phrase of the counted", "Kisumu")));
        assert_eq!(rule("as_of").map(|(name, _)| name), Some("behind the figure"));
        assert!(killed.places.iter().any(|place| place.quote.text == "Kenya" && place.fits));
        assert!(killed.weight.is_some());
        let office =
            explained.roles.iter().find(|role| role.role == "county commissioner").expect("the role");
        assert_eq!(office.quote.as_ref().map(|quote| quote.text.as_str()), Some("county commissioner"));
        assert!(explained.rejected.iter().any(|number| number.rule.name == "year"));
        let kisumu =
            explained.places.iter().find(|place| place.mentions[0].text == "Kisumu").expect("the place");
        assert_eq!(kisumu.candidates[0].country_code.as_deref(), Some("KE"));
        assert!(!kisumu.candidates[0].features.is_empty());
        let first = &explained.topics[0];
        assert_eq!(first.tag.as_deref(), Some("T1"));
        let words = || first.words.iter().map(|word| word.quote.text.as_str());
        assert!(words().any(|word| word.contains("Floods")), "{:?}", first.words);
        assert!(first.words.is_sorted_by(|a, b| a.part >= b.part) && first.figures > 0.0, "{first:?}");
    }

    #[test]
    fn an_article_in_another_language_has_no_reasons() {
        let explained =
            explain("Bei den Überschwemmungen in Kenia kamen am Sonntag vierzehn Menschen ums Leben.");
        assert!(explained.figures.is_empty() && explained.places.is_empty());
    }
}
