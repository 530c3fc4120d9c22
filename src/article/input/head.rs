//! What the head of a page says of its article: `meta` elements, the canonical address, marked times.

use super::draft::Draft;
use super::fields::Field;
use super::html::Meta;

/// Names of `meta` elements in lower case for each field, the surest first. Those of Open Graph, Dublin Core, schema.org,
/// Google News, Parse.ly and Sailthru.
const NAMES: &[(Field, &[&str])] = &[
    (Field::Title, &["og:title", "dc.title", "dcterms.title", "twitter:title"]),
    (
        Field::PublishedAt,
        &[
            "article:published_time",
            "og:article:published_time",
            "datepublished",
            "dc.date.issued",
            "dcterms.issued",
            "parsely-pub-date",
            "sailthru.date",
            "publish-date",
            "publish_date",
            "publication_date",
            "pubdate",
            "dc.date",
            "dcterms.date",
            "dc.date.created",
            "dcterms.created",
            "datecreated",
            "date",
        ],
    ),
    (
        Field::UpdatedAt,
        &[
            "article:modified_time",
            "og:updated_time",
            "datemodified",
            "dc.date.modified",
            "dcterms.modified",
            "last-modified",
            "lastmod",
        ],
    ),
    (Field::Language, &["content-language", "dc.language", "dcterms.language", "inlanguage", "og:locale"]),
    (Field::Source, &["og:site_name", "dc.publisher", "dcterms.publisher"]),
    (Field::Url, &["canonical", "og:url"]),
    (
        Field::Author,
        &[
            "author",
            "parsely-author",
            "sailthru.author",
            "dc.creator",
            "dcterms.creator",
            "byl",
            "article:author",
        ],
    ),
    (Field::Keywords, &["news_keywords", "keywords", "parsely-tags", "sailthru.tags"]),
];

/// Sets the fields that the page's text and its JSON-LD left open.
pub(super) fn describe(draft: &mut Draft<'_>, metas: &[Meta]) {
    for (field, names) in NAMES {
        for name in *names {
            let found = metas.iter().find(|meta| meta.name == *name && is_value(*field, &meta.content));
            if let Some(meta) = found {
                drop(draft.offer(*field, meta.content.as_str().into(), format!("meta[{name}]")));
            }
        }
    }
}

/// An author's name is no address, as Facebook wants it under `article:author`; an address is whole.
fn is_value(field: Field, content: &str) -> bool {
    let is_address = content.starts_with("http");
    match field {
        Field::Author => !is_address,
        Field::Url => is_address,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::article::input::{Hints, Rules, read};

    fn page(head: &str, body: &str) -> Article {
        let html = format!(
            "<!doctype html><html><head><title>Floods</title>{head}</head><body><p>Floods killed 14.</p>{body}</body></html>"
        );
        read(html.as_bytes(), &Hints::default(), &Rules::default()).unwrap()
    }

    #[test]
    fn the_head_of_a_page_describes_its_article() {
        let article = page(
            "<meta property='article:published_time' content='2024-05-07T06:30:00Z'>\
             <META NAME=Author CONTENT='Ann &amp; Bo'><meta property=article:author content='https://social.example/ann'>\
             <meta property='og:site_name' content='Example News'/><link rel='alternate canonical' href='https://news.example/1'>\
             <meta property='og:url' content='https://news.example/1?utm'><meta property=og:locale content=en_GB>\
             <meta name=news_keywords content='floods, Kenya'><meta name=viewport content='width=1'>\
             <meta property='article:modified_time' content='2024-05-07T09:00:00+02:00'>",
            "",
        );
        assert_eq!(article.published_at.as_deref(), Some("2024-05-07T06:30:00Z"));
        assert_eq!(article.updated_at.as_deref(), Some("2024-05-07T07:00:00Z"));
        assert_eq!((article.title.as_deref(), article.author.as_deref()), (Some("Floods"), Some("Ann & Bo")));
        assert_eq!(
            (article.source.as_deref(), article.language.as_deref()),
            (Some("Example News"), Some("en_GB"))
        );
        assert_eq!(article.url.as_deref(), Some("https://news.example/1"));
        assert_eq!(
            (article.keywords, article.body.as_str()),
            (vec!["floods".into(), "Kenya".into()], "Floods killed 14.")
        );
    }

    #[test]
    fn marked_times_of_the_article_count_and_others_do_not() {
        let article = page(
            "",
            "<time itemprop='datePublished' datetime='2024-05-07'>7 May</time><meta itemprop=dateModified content='2024-05-08'>",
        );
        assert_eq!(article.published_at.as_deref(), Some("2024-05-07T00:00:00Z"));
        assert_eq!(article.updated_at.as_deref(), Some("2024-05-08T00:00:00Z"));
        let article =
            page("<meta name=date content='yesterday'>", "<time datetime='2024-05-07'>7 May</time>");
        assert_eq!((article.published_at, article.url), (None, None));
    }
}
