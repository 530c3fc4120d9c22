//! The routing key of an enriched article, and the further keys under which queues may have bound.

use crate::article::EnrichedArticle;
use crate::article::enriched::{Form, Tag, TagKind};

/// The word of a key for a part that is unknown.
const UNKNOWN: &str = "_";
/// An article about many places and topics is not sent under more keys than this.
const MOST_KEYS: usize = 16;

/// The word for a top-level topic in a routing key: the start of its label, and the word.
const SLUGS: &[(&str, &str)] = &[
    ("arts", "arts"),
    ("conflict", "conflict"),
    ("crime", "crime"),
    ("disaster", "disaster"),
    ("economy", "economy"),
    ("education", "education"),
    ("environment", "environment"),
    ("health", "health"),
    ("human interest", "human-interest"),
    ("labour", "labour"),
    ("lifestyle", "lifestyle"),
    ("politics", "politics"),
    ("religion", "religion"),
    ("science", "science"),
    ("society", "society"),
    ("sport", "sport"),
    ("weather", "weather"),
];

/// The parts of an article's routing keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Routes {
    /// ISO 639-1, or `_`.
    pub(crate) language: String,
    /// ISO 3166-1 of the focus countries, the first focus first.
    pub(crate) countries: Vec<String>,
    /// Slugs of the top-level topics, the strongest first.
    pub(crate) topics: Vec<&'static str>,
    /// The form of the item.
    pub(crate) form: Option<Form>,
    /// The right to publish, where it is not `usable`.
    pub(crate) pub_status: Option<String>,
    /// Keys of the newsroom's own rules.
    pub(crate) of_rules: Vec<String>,
}

impl Routes {
    /// Reads them off an enriched article.
    pub(crate) fn of(article: &EnrichedArticle) -> Self {
        let enrichment = &article.enrichment;
        let mut focus: Vec<_> = enrichment.locations.iter().filter(|place| place.focus.is_some()).collect();
        focus.sort_by_key(|place| place.focus);
        let mut countries = Vec::new();
        for code in focus.iter().filter_map(|place| place.country_code.as_deref()) {
            if !code.is_empty() && !countries.iter().any(|known| known == code) {
                countries.push(code.to_owned());
            }
        }
        let mut topics = Vec::new();
        for slug in enrichment.tags.iter().filter(|tag| tag.kind == TagKind::Topic).filter_map(slug) {
            if !topics.contains(&slug) {
                topics.push(slug);
            }
        }
        let language = enrichment.language.code.as_deref().filter(|code| is_word(code)).unwrap_or(UNKNOWN);
        let pub_status =
            article.article.pub_status.as_deref().filter(|status| *status != "usable" && is_word(status));
        Self {
            language: language.to_owned(),
            countries,
            topics,
            form: article.article.form,
            pub_status: pub_status.map(str::to_owned),
            of_rules: article.effects.keys.clone(),
        }
    }

    /// `article.<language>.<country>.<topic>`.
    pub(crate) fn key(&self) -> String {
        let country = self.countries.first().map_or(UNKNOWN, String::as_str);
        let topic = self.topics.first().copied().unwrap_or(UNKNOWN);
        format!("article.{}.{country}.{topic}", self.language)
    }

    /// The keys for every other pair of country and topic, for the form, for a status that is not `usable`, and those of the
    /// newsroom's rules.
    pub(crate) fn further_keys(&self) -> Vec<String> {
        let countries: Vec<&str> = match self.countries.as_slice() {
            [] => vec![UNKNOWN],
            some => some.iter().map(String::as_str).collect(),
        };
        let topics: &[&str] = if self.topics.is_empty() { &[UNKNOWN] } else { &self.topics };
        countries
            .iter()
            .flat_map(|country| {
                topics.iter().map(move |topic| format!("article.{}.{country}.{topic}", self.language))
            })
            .skip(1)
            .take(MOST_KEYS - 1)
            .chain(self.form.map(|form| format!("form.{}.{}", form.name(), self.language)))
            .chain(self.pub_status.as_ref().map(|status| format!("status.{status}.{}", self.language)))
            .chain(self.of_rules.iter().cloned())
            .collect()
    }
}

/// A word of a routing key holds neither dots nor wildcards.
fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn slug(tag: &Tag) -> Option<&'static str> {
    let label = tag.path.first().unwrap_or(&tag.label).to_ascii_lowercase();
    SLUGS.iter().find(|(start, _)| label.starts_with(start)).map(|(_, slug)| *slug)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn routes(countries: &[&str], topics: &[&'static str]) -> Routes {
        Routes {
            language: "en".into(),
            countries: countries.iter().map(|&code| code.into()).collect(),
            topics: topics.into(),
            form: None,
            pub_status: None,
            of_rules: Vec::new(),
        }
    }

    #[test]
    fn an_article_about_nothing_known_has_a_key_too() {
        let routes = routes(&[], &[]);
        assert_eq!(routes.key(), "article.en._._");
        assert!(routes.further_keys().is_empty());
    }

    #[test]
    fn every_pair_of_country_and_topic_has_one_key() {
        let routes = routes(&["AM", "AZ"], &["conflict", "politics"]);
        assert_eq!(routes.key(), "article.en.AM.conflict");
        assert_eq!(
            routes.further_keys(),
            ["article.en.AM.politics", "article.en.AZ.conflict", "article.en.AZ.politics"]
        );
    }

    #[test]
    fn form_and_status_have_keys_of_their_own() {
        let mut routes = routes(&["AM"], &["conflict"]);
        routes.form = Some(Form::PressRelease);
        routes.pub_status = Some("canceled".into());
        assert_eq!(routes.further_keys(), ["form.press_release.en", "status.canceled.en"]);
        routes.of_rules = vec!["desk.water".into()];
        assert_eq!(routes.further_keys().last().map(String::as_str), Some("desk.water"));
    }

    #[test]
    fn top_level_labels_have_slugs() {
        let tag = |label: &str| Tag {
            id: "T1".into(),
            kind: TagKind::Topic,
            label: label.into(),
            code: None,
            ids: std::collections::BTreeMap::new(),
            path: vec![],
            relevance: None,
            score: 1.0,
            evidence: vec![],
            entity: None,
        };
        assert_eq!(slug(&tag("economy, business and finance")), Some("economy"));
        assert_eq!(slug(&tag("Human interest")), Some("human-interest"));
        assert_eq!(slug(&tag("cooking")), None);
        assert_eq!(SLUGS.len(), 17);
    }
}
