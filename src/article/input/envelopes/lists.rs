//! Lists of articles with a head: responses of news interfaces, and feeds.

use serde_json::Value;

use super::{Contents, Envelope, List, has_list, has_object, take};
use crate::article::input::fields::{Field, is_blank};
use crate::article::input::forms::is_json_ld_article;
use crate::article::input::pointer::{self, Fields};

/// A list at a pointer, with fields of its head that its articles may lack.
fn list(mut fields: Fields, pointer: &'static str, defaults: &[(Field, &str)]) -> Contents {
    let defaults = defaults
        .iter()
        .filter_map(|(field, from)| {
            Some((*field, pointer::get(&fields, from).filter(|value| !is_blank(value))?.clone()))
        })
        .collect();
    match pointer::take(&mut fields, pointer) {
        Some(Value::Array(values)) => Contents::List(List { values, pointer, defaults, head: fields }),
        Some(value) => Contents::One(value),
        None => Contents::Nothing("the list of articles is missing"),
    }
}

/// schema.org's things of a page under `@graph`.
pub(super) const GRAPH: Envelope = Envelope {
    name: "json-ld-graph",
    why: "before all lists: `@graph` is nobody else's",
    is: |fields| has_list(fields, "@graph"),
    open: |mut fields| match take(&mut fields, "@graph") {
        Value::Array(values) => Contents::List(List::bare(articles_of_a_page(values), "/@graph")),
        _ => Contents::Nothing("`@graph` is no list"),
    },
};

/// A page that says in JSON-LD which article it is about.
pub(super) const MAIN_ENTITY: Envelope = Envelope {
    name: "json-ld-page",
    why: "an article under `mainEntity` of a thing that is none itself",
    is: |fields| {
        let is_article = |value: &Value| value.as_object().is_some_and(is_json_ld_article);
        fields.get("mainEntity").is_some_and(is_article) && !is_json_ld_article(fields)
    },
    open: |fields| list(fields, "/mainEntity", &[]),
};

/// schema.org's list of articles, each alone or as the `item` of a `ListItem`.
pub(super) const ITEM_LIST: Envelope = Envelope {
    name: "json-ld-item-list",
    why: "articles under `itemListElement` of a thing that is none itself: a trail of links has none",
    is: |fields| {
        let elements = fields.get("itemListElement").and_then(Value::as_array);
        let is_article = |value: &Value| value.as_object().is_some_and(is_json_ld_article);
        elements.is_some_and(|elements| {
            elements.iter().any(|element| is_article(element.get("item").unwrap_or(element)))
        }) && !is_json_ld_article(fields)
    },
    open: |mut fields| match take(&mut fields, "itemListElement") {
        Value::Array(elements) => {
            let item = |mut element: Value| element.get_mut("item").map(Value::take).unwrap_or(element);
            let values = articles_of_a_page(elements.into_iter().map(item).collect());
            Contents::List(List::bare(values, "/itemListElement"))
        }
        _ => Contents::Nothing("`itemListElement` is no list"),
    },
};

/// The articles among the nodes of a page's JSON-LD; all nodes if none is an article.
pub(in crate::article::input) fn articles_of_a_page(values: Vec<Value>) -> Vec<Value> {
    let is_article = |value: &Value| value.as_object().is_some_and(is_json_ld_article);
    if values.iter().any(is_article) { values.into_iter().filter(is_article).collect() } else { values }
}

/// A whole JSON Feed.
pub(super) const JSON_FEED: Envelope = Envelope {
    name: "json-feed-list",
    why: "the version of a JSON Feed is its address",
    is: |fields| {
        let version = fields.get("version").and_then(Value::as_str);
        has_list(fields, "items") && version.is_some_and(|version| version.contains("jsonfeed.org"))
    },
    open: |fields| list(fields, "/items", &[(Field::Language, "/language"), (Field::Source, "/title")]),
};

/// The Guardian's responses: a list, or one item.
pub(super) const GUARDIAN: Envelope = Envelope {
    name: "guardian-response",
    why: "`response` with its parts is nobody else's",
    is: |fields| {
        fields.get("response").is_some_and(|response| {
            response.get("results").is_some_and(Value::is_array)
                || response.get("content").is_some_and(Value::is_object)
        })
    },
    open: |fields| {
        let is_one = pointer::get(&fields, "/response/content").is_some();
        list(fields, if is_one { "/response/content" } else { "/response/results" }, &[])
    },
};

/// A feed or a result of AP's Media API.
pub(super) const AP: Envelope = Envelope {
    name: "ap-feed",
    why: "`data` with items or one item, as AP's Media API has it",
    is: |fields| {
        fields.get("data").is_some_and(|data| {
            data.get("items").is_some_and(Value::is_array) || data.get("item").is_some_and(Value::is_object)
        })
    },
    open: |fields| {
        let is_one = pointer::get(&fields, "/data/item").is_some();
        list(fields, if is_one { "/data/item" } else { "/data/items" }, &[])
    },
};

/// An element of AP's list.
pub(super) const AP_ITEM: Envelope = Envelope {
    name: "ap-item",
    why: "after AP's lists, whose elements these are",
    is: |fields| has_object(fields, "item") && fields.len() <= 2 && !fields.contains_key("title"),
    open: |fields| list(fields, "/item", &[]),
};

/// A result of AFP's interface.
pub(super) const AFP: Envelope = Envelope {
    name: "afp-response",
    why: "`response.docs` is nobody else's in news",
    is: |fields| {
        fields.get("response").is_some_and(|response| response.get("docs").is_some_and(Value::is_array))
    },
    open: |fields| list(fields, "/response/docs", &[]),
};

/// A feed as feedparser writes it, a list or a message of Miniflux's.
pub(super) const FEEDPARSER: Envelope = Envelope {
    name: "feed-entries",
    why: "`entries` beside a feed or a total",
    is: |fields| has_list(fields, "entries") && !is_an_article(fields),
    open: |fields| {
        list(fields, "/entries", &[(Field::Language, "/feed/language"), (Field::Source, "/feed/title")])
    },
};

/// A response of NewsAPI.org, of those that took over its form, and of GDELT's DOC interface.
pub(super) const NEWSAPI: Envelope = Envelope {
    name: "articles",
    why: "`articles` without an article's own fields beside it",
    is: |fields| has_list(fields, "articles") && !is_an_article(fields),
    open: |fields| list(fields, "/articles", &[]),
};

/// The blocks of one page of Notion, as its interface lists them.
pub(super) const NOTION: Envelope = Envelope {
    name: "notion-blocks",
    why: "before lists of articles: its results are the blocks of one",
    is: |fields| {
        let is_block = |value: &Value| value.get("object").and_then(Value::as_str) == Some("block");
        let results = fields.get("results").and_then(Value::as_array);
        results.is_some_and(|results| !results.is_empty() && results.iter().all(is_block))
    },
    open: |mut fields| {
        let blocks = take(&mut fields, "results");
        fields.shift_remove("results");
        fields.shift_remove("object");
        fields.insert("body".into(), blocks);
        Contents::One(Value::Object(fields))
    },
};

/// A page of items in ninjs, or of another kind.
pub(super) const NINJS: Envelope = Envelope {
    name: "items",
    why: "last: the commonest names, hence only without an article's own fields",
    is: |fields| {
        ["item", "items", "results", "docs", "posts"].iter().any(|&key| has_objects(fields, key))
            && !is_an_article(fields)
    },
    open: |fields| {
        let pointers = ["/item", "/items", "/results", "/docs", "/posts"];
        let found = pointers.into_iter().find(|pointer| has_objects(&fields, &pointer[1..]));
        list(fields, found.unwrap_or("/items"), &[])
    },
};

/// True if a key holds a list of objects.
fn has_objects(fields: &Fields, key: &str) -> bool {
    fields.get(key).and_then(Value::as_array).is_some_and(|values| values.iter().all(Value::is_object))
}

/// True if an object has a text of its own, so that a list in it belongs to an article.
fn is_an_article(fields: &Fields) -> bool {
    let texts = [
        "body",
        "text",
        "content",
        "headline",
        "body_text",
        "body_html",
        "articleBody",
        "maintext",
        "bodies",
    ];
    texts.iter().any(|&key| fields.get(key).is_some_and(|value| !is_blank(value)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::article::input::{Hints, Rules, read_closely, split};

    #[test]
    fn a_list_of_schema_org_is_split() {
        let article = json!({"@type": "NewsArticle", "@id": "urn:x:1", "headline": "Ferry", "articleBody": "Rain fell."});
        let list = |count: usize| {
            let element = json!({"@type": "ListItem", "position": 1, "item": article});
            json!({"@context": "https://schema.org", "@type": "ItemList", "itemListElement": vec![element; count]}).to_string()
        };
        let (hints, rules) = (Hints::default(), Rules::default());
        let one = read_closely(list(1).as_bytes(), &hints, &rules).unwrap();
        assert_eq!((one.article.body.as_str(), one.envelopes[0].name), ("Rain fell.", "json-ld-item-list"));
        assert_eq!(
            read_closely(list(2).as_bytes(), &hints, &rules).unwrap_err().reason(),
            "several_articles"
        );
        let parts = split(list(2).as_bytes(), &hints, &rules).unwrap().unwrap();
        assert_eq!(read_closely(&parts[1], &hints, &rules).unwrap().article.id, "urn:x:1");
        let trail = json!({"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": "Home"}], "body": "Rain."});
        assert!(read_closely(trail.to_string().as_bytes(), &hints, &rules).unwrap().envelopes.is_empty());
    }
}
