//! Lists of articles with a head: responses of news interfaces, and feeds.

use serde_json::Value;

use super::{Contents, Envelope, List, has_list, has_object, take};
use crate::article::input::fields::{Field, is_blank};
use crate::article::input::pointer::{self, Fields};
use crate::article::input::schema_org;

/// A list at a pointer, with fields of its head that its articles may lack.
pub(super) fn list(mut fields: Fields, pointer: &'static str, defaults: &[(Field, &str)]) -> Contents {
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
    why: "before all lists: `@graph` stands in no other form",
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
        let is_article = |value: &Value| value.as_object().is_some_and(schema_org::is_article);
        fields.get("mainEntity").is_some_and(is_article) && !schema_org::is_article(fields)
    },
    open: |fields| list(fields, "/mainEntity", &[]),
};

/// schema.org's list of articles, each alone or as the `item` of a `ListItem`.
pub(super) const ITEM_LIST: Envelope = Envelope {
    name: "json-ld-item-list",
    why: "articles under `itemListElement` of a thing that is none itself: a trail of links has none",
    is: |fields| {
        let elements = fields.get("itemListElement").and_then(Value::as_array);
        let is_article = |value: &Value| value.as_object().is_some_and(schema_org::is_article);
        elements.is_some_and(|elements| {
            elements.iter().any(|element| is_article(element.get("item").unwrap_or(element)))
        }) && !schema_org::is_article(fields)
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
    let is_article = |value: &Value| value.as_object().is_some_and(schema_org::is_article);
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
    why: "`response` with its parts stands in no other form",
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
    why: "`response.docs` stands in no other form of news",
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

/// A connection of GraphQL: `nodes`, or `edges` with a `node` each, under the name of what was asked for.
pub(super) const CONNECTION: Envelope = Envelope {
    name: "graphql-connection",
    why: "`data` with one object of `nodes` or `edges` stands in no other form",
    is: |fields| connection(fields).is_some(),
    open: |fields| {
        let nodes = connection(&fields).cloned().unwrap_or_default();
        let node = |mut edge: Value| edge.get_mut("node").map(Value::take).unwrap_or(edge);
        Contents::List(List::bare(nodes.into_iter().map(node).collect(), "/data"))
    },
};

fn connection(fields: &Fields) -> Option<&Vec<Value>> {
    let data = fields.get("data")?.as_object()?;
    let asked = data.values().find_map(|value| value.as_object().filter(|_| data.len() == 1))?;
    let lists = ["nodes", "edges"].iter().find_map(|&key| asked.get(key)?.as_array())?;
    lists.iter().all(Value::is_object).then_some(lists)
}

/// Articles under their ids.
pub(super) const BY_ID: Envelope = Envelope {
    name: "articles-by-id",
    why: "an object of several articles, each with a title and a text, is no article",
    is: |fields| by_id(fields).is_some(),
    open: |mut fields| {
        let articles = by_id(&fields).map(|key| take(&mut fields, key)).unwrap_or_default();
        let Value::Object(articles) = articles else {
            return Contents::Nothing("the list of articles is missing");
        };
        let with_id = |(key, mut article): (String, Value)| {
            if let Some(fields) = article.as_object_mut()
                && !IDS.iter().any(|&id| fields.contains_key(id))
            {
                fields.insert("id".into(), key.into());
            }
            article
        };
        Contents::List(List::bare(articles.into_iter().map(with_id).collect(), "/articles"))
    },
};

const IDS: [&str; 5] = ["id", "_id", "uri", "guid", "uuid"];

fn by_id(fields: &Fields) -> Option<&'static str> {
    let is_article = |value: &Value| {
        let has = |keys: &[&str]| keys.iter().any(|&key| value.get(key).is_some_and(Value::is_string));
        has(&["title", "headline"]) && has(&["body", "text", "content", "body_html", "html"])
    };
    let is_list = |key: &&str| {
        fields
            .get(*key)
            .and_then(Value::as_object)
            .is_some_and(|list| list.len() > 1 && list.values().all(is_article))
    };
    ["articles", "items", "stories", "posts"].into_iter().find(is_list).filter(|_| !is_an_article(fields))
}

/// Rows of an interface under a name that may be anything: only if each has a title of an article.
pub(super) const ROWS: Envelope = Envelope {
    name: "rows",
    why: "behind all lists: `data`, `value` and the like hold anything, hence only rows with a title each",
    is: |fields| rows(fields).is_some() && !is_an_article(fields),
    open: |fields| {
        let pointer = rows(&fields).unwrap_or("/data");
        list(fields, pointer, &[])
    },
};

fn rows(fields: &Fields) -> Option<&'static str> {
    let has_title = |value: &Value| {
        let of = |value: &Value| {
            ["title", "headline", "name"]
                .iter()
                .any(|&key| value.get(key).is_some_and(|title| !is_blank(title)))
        };
        of(value) || value.get("attributes").is_some_and(of) || value.get("fields").is_some_and(of)
    };
    let is_list = |pointer: &&str| {
        let values = pointer::get(fields, pointer).and_then(Value::as_array);
        values.is_some_and(|values| !values.is_empty() && values.iter().all(has_title))
    };
    [
        "/data",
        "/value",
        "/stories",
        "/records",
        "/documents",
        "/rows",
        "/objects",
        "/feed/entry",
        "/rss/channel/item",
        "/_embedded/articles",
        "/data/articles",
        "/data/stories",
        "/data/results",
    ]
    .into_iter()
    .find(is_list)
}

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
    fn lists_of_interfaces_are_split() {
        let article = |number: u8| json!({"id": format!("urn:x:{number}"), "headline": "Ferry", "bodyHtml": "<p>Rain fell in the hills on Monday, and ferries stopped.</p>", "publishedAt": "2024-05-07T06:30:00Z"});
        let articles = [article(1), article(2)];
        let edges: Vec<_> = articles.iter().map(|article| json!({"node": article})).collect();
        let by_id = json!({"a": {"title": "Ferry", "body": "Rain fell."}, "b": {"title": "Ferry", "body": "Snow fell."}});
        let resource =
            |number: u8| json!({"type": "article", "id": number.to_string(), "attributes": article(number)});
        for message in [
            json!({"data": {"articles": {"nodes": articles}}}),
            json!({"data": {"articles": {"edges": edges, "pageInfo": {}}}}),
            json!({"data": articles, "total": 2}),
            json!({"value": articles}),
            json!({"articles": by_id}),
            json!({"data": [resource(1), resource(2)]}),
        ] {
            let bytes = message.to_string();
            let parts =
                split(bytes.as_bytes(), &Hints::default(), &Rules::default()).unwrap().expect("a list");
            let ids: Vec<String> = parts
                .iter()
                .map(|part| read_closely(part, &Hints::default(), &Rules::default()).unwrap().article.id)
                .collect();
            assert!(ids.len() == 2 && ids[0] != ids[1], "{message}: {ids:?}");
        }
        for message in [
            json!({"id": "urn:x:1", "title": "Ferry", "body": "Rain fell.", "data": [{"name": "a"}, {"name": "b"}]}),
            json!({"id": "urn:x:1", "title": "Ferry", "text": "Rain fell.", "articles": by_id}),
        ] {
            let bytes = message.to_string();
            assert!(
                split(bytes.as_bytes(), &Hints::default(), &Rules::default()).unwrap().is_none(),
                "{message}"
            );
        }
    }

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
