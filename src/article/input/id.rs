//! The article's id: its own, made unique among sites where it is not, else the message's, else a digest.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::draft::{Draft, Used};
use super::fields::{self, Field};
use super::pointer::{self, Fields};
use crate::article::Article;

/// Gives the article an id if it brought none: the message's, else the digest of what was received.
pub(super) fn settle(article: &mut Article, message_id: Option<&str>, digest: String) {
    if article.id.is_empty() {
        let of_message = message_id.map(str::trim).filter(|id| fields::names_one(id));
        article.id = of_message.map_or(digest, str::to_owned);
    }
}

/// Addresses and names of the site in what an item, or the head of a list, has beside its fields, the surest first.
const SITES: &[&str] = &[
    "/feed/site_url",
    "/feed/link",
    "/feed/feed_url",
    "/home_page_url",
    "/feed_url",
    "/site_url",
    "/_links/self/0/href",
    "/_links/self/href",
    "/links/self/href",
    "/links/self",
    "/meta/detail_url",
    "/meta/html_url",
    "/source_url",
    "/title_detail/base",
    "/summary_detail/base",
    "/source-hostname",
    "/hostname",
    "/source_domain",
    "/source/domain",
    "/publisher/domain",
    "/domain",
];

/// Puts the name of the site before an id that is unique in its site alone, so that two sites never share one: `123` of
/// `https://news.example/…` is `news.example/123`. The id as it came is kept as `id_raw`. `further` are names of the site
/// that stand around the item.
/// `table` names the table of a database that the item is a row of: its numbers are unique there alone.
pub(super) fn qualify(draft: &mut Draft<'_>, table: Option<&str>, further: &[String]) {
    if !is_local(&draft.article.id) {
        return;
    }
    let own = table.map(str::to_owned).or_else(|| sites(&draft.article.extra).next()).or_else(|| kind(draft));
    let address = draft.article.url.as_deref().and_then(host);
    let source = || draft.article.source.as_deref().map(|name| host(name).unwrap_or_else(|| one_word(name)));
    let Some(site) = own.or(address).or_else(|| further.first().cloned()).or_else(source) else { return };
    let id = draft.article.id.trim_start_matches('/');
    draft.article.id = format!("{site}/{id}");
    let given = draft.given_id.take().filter(|_| !draft.article.extra.contains_key("id_raw"));
    if let Some(given) = given {
        draft.keep(Field::Id.name(), given);
    }
}

/// The table or the model that an event names beside the article in it.
fn kind(draft: &Draft<'_>) -> Option<String> {
    let is_inside = |used: &Used| used.field == Field::Id && used.from.matches('/').count() > 1;
    let kinds =
        ["table", "collection", "model"].iter().filter_map(|&key| draft.article.extra.get(key)?.as_str());
    let mut kinds = kinds.filter(|kind| !kind.is_empty() && !kind.contains(char::is_whitespace));
    draft.used.iter().any(is_inside).then(|| kinds.next().map(str::to_owned)).flatten()
}

/// The table that a change event of Debezium is about, by its server, database and name.
pub(super) fn table(change: &Fields) -> Option<String> {
    let source = change.get("source")?.as_object()?;
    let parts = ["name", "db", "schema", "collection", "table"];
    let parts = parts.iter().filter_map(|&key| source.get(key)?.as_str()).filter(|part| !part.is_empty());
    let name = parts.map(one_word).collect::<Vec<_>>().join(".");
    (!name.is_empty()).then_some(name)
}

/// The names of the site in an object.
pub(super) fn sites(fields: &Fields) -> impl Iterator<Item = String> + '_ {
    let texts = SITES.iter().filter_map(|at| pointer::get(fields, at).and_then(Value::as_str));
    texts.filter_map(host)
}

/// True if an id is unique in its site alone: a number, a number as content management systems write it (`post-12`,
/// `?p=12`, `node/12`), a path.
pub(super) fn is_local(id: &str) -> bool {
    const BEFORE_A_NUMBER: [&str; 6] = ["", "?p=", "p=", "post-", "post/", "node/"];
    let is_number =
        |text: &str| !text.is_empty() && text.len() < 20 && text.bytes().all(|b| b.is_ascii_digit());
    let is_path = id.starts_with('/') && !id.starts_with("//") && !id.contains(char::is_whitespace);
    is_path
        || is_worded(id)
        || is_of_this_machine(id)
        || BEFORE_A_NUMBER.iter().any(|before| id.strip_prefix(before).is_some_and(is_number))
        || is_numbered_node(id)
}

/// Words around a number that say what it counts, in any system.
const COUNTED: [&str; 14] = [
    "article", "articles", "content", "doc", "document", "entry", "id", "item", "news", "no", "nr", "page",
    "post", "story",
];

/// True for a number with a word around it that every system has: `article-77`, `story:4411`, `4411-en`, `123.0`.
fn is_worded(id: &str) -> bool {
    let is_number = |text: &str| (1..20).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let is_mark = |c: char| matches!(c, '-' | '_' | ':' | '/' | '#' | '.');
    if let Some((before, behind)) = id.rsplit_once(is_mark)
        && is_number(before)
    {
        let is_language = behind.len() == 2 && behind.bytes().all(|byte| byte.is_ascii_lowercase());
        return is_language || behind == "0" && id.contains('.');
    }
    let word = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = &id[word.len()..];
    let word = word.trim_end_matches(is_mark);
    is_number(number) && COUNTED.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// True for an address of a machine that calls itself so.
fn is_of_this_machine(id: &str) -> bool {
    id.contains("://")
        && host(id).is_some_and(|host| {
            let name = host.split(':').next().unwrap_or_default();
            name == "localhost"
                || ["127.", "10.", "192.168.", "0.0.0.0"].iter().any(|start| name.starts_with(start))
        })
}

/// True for the global id of a node in GraphQL, which names a number of one site: `post:123` in base64, `gid://shop/Article/1`.
fn is_numbered_node(id: &str) -> bool {
    let is_number = |text: &str| (1..20).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let is_name = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-/:.".contains(&byte))
    };
    let is_node = |text: &str| {
        text.rsplit_once([':', '/']).is_some_and(|(name, number)| is_name(name) && is_number(number))
    };
    if id.starts_with("gid://") {
        return is_node(id);
    }
    let is_encoded = (8..=100).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"=_-+/".contains(&byte));
    is_encoded
        && STANDARD
            .decode(id)
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .is_some_and(|text| text.contains(':') && is_node(&text))
}

/// The host of an address, without `www.`; a name of a host stays as it is.
pub(super) fn host(address: &str) -> Option<String> {
    let address = address.trim();
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default().to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let is_host = host.contains('.') || address.contains("://");
    let plain = !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_graphic() && byte != b',');
    (is_host && plain).then(|| host.to_owned())
}

/// A name as one word of an id.
fn one_word(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{host, is_local};
    use crate::article::Article;
    use crate::article::input::{Hints, Rules, read, split};

    fn article(bytes: &str) -> Article {
        read(bytes.as_bytes(), &Hints::default(), &Rules::default()).unwrap()
    }

    fn of(value: &Value) -> String {
        article(&value.to_string()).id
    }

    /// One article as two sites send it under the same number.
    #[test]
    fn a_number_of_two_sites_is_two_ids() {
        let forms = |site: &str| {
            let url = format!("https://{site}/2024/ferry");
            [
                json!({"id": 7, "feed_id": 1, "feed": {"site_url": format!("https://{site}")}, "title": "Ferry", "content": "Rain.",
                    "hash": "3f2a", "starred": false}),
                json!({"id": 7, "link": url, "title": {"rendered": "Ferry"}, "content": {"rendered": "Rain."}}),
                json!({"id": 7, "guid": {"rendered": "http://localhost/?p=7"}, "link": url, "title": {"rendered": "Ferry"},
                    "content": {"rendered": "Rain."}}),
                json!({"guid": "7", "headline": "Ferry", "body_text": "Rain.", "url": url}),
                json!({"id": "7", "url": url, "title": "Ferry", "content_text": "Rain."}),
                json!({"version": "https://jsonfeed.org/version/1.1", "home_page_url": format!("https://{site}/"),
                    "items": [{"id": "7", "title": "Ferry", "content_text": "Rain."}]}),
                json!({"id": "7", "link": url, "title": "Ferry", "summary": "Rain.", "published_parsed": null}),
                json!({"id": 7, "maintext": "Rain.", "source_domain": site, "title": "Ferry"}),
                json!({"id": 7, "publish_date": "2024-05-07", "source_url": format!("https://{site}"), "title": "Ferry", "text": "Rain."}),
                json!({"id": "7", "raw_text": "Rain.", "hostname": site, "title": "Ferry"}),
                json!({"id": 7, "plain_text": "Rain.", "domain": site, "title": "Ferry"}),
                json!({"id": 7, "publishedAt": "2024-05-07", "content": "Rain.", "title": "Ferry", "url": url}),
                json!({"@type": "NewsArticle", "identifier": 7, "headline": "Ferry", "articleBody": "Rain.", "url": url}),
            ]
            .map(|value| value.to_string())
            .into_iter()
            .chain([
                format!("<rss><channel><link>https://www.{site}/</link><item><guid isPermaLink='false'>7</guid>\
                    <title>Ferry</title><description>Rain.</description></item></channel></rss>"),
                format!("<feed><link href='https://{site}/'/><entry><id>7</id><title>Ferry</title><summary>Rain.</summary></entry></feed>"),
                format!("<nitf><head><docdata><doc-id id-string='7' regsrc='{site}'/></docdata></head><body><body.content><p>Rain.</p>\
                    </body.content></body></nitf>"),
            ])
            .collect::<Vec<_>>()
        };
        for (one, other) in forms("one.example").iter().zip(&forms("other.example")) {
            let (first, second) = (article(one), article(other));
            assert_eq!(
                (first.id.as_str(), second.id.as_str()),
                ("one.example/7", "other.example/7"),
                "{one}"
            );
            assert_eq!(
                first.extra["id_raw"].as_str().map_or(first.extra["id_raw"].to_string(), str::to_owned),
                "7",
                "{one}"
            );
            assert_eq!(article(&serde_json::to_string(&first).unwrap()).id, first.id, "it comes in again");
        }
    }

    #[test]
    fn an_entry_of_miniflux_has_one_id_in_every_installation() {
        let hash = "af4fb5a0b1c2d3e4f5061728394a5b6c7d8e9f0a1b2c3d4e5f60718293a4b5c6";
        let entry = |id: u32, feed: u32, url: &str| {
            of(
                &json!({"id": id, "feed_id": feed, "hash": hash, "url": url, "title": "Ferry", "content": "Rain.", "starred": false}),
            )
        };
        assert_eq!(entry(7, 1, "https://a.example/1"), format!("a.example/{hash}"));
        assert_eq!(entry(7, 1, "https://a.example/1"), entry(90, 3, "https://a.example/1"));
        let bare = |feed: u32| {
            of(&json!({"id": 7, "feed_id": feed, "title": "Ferry", "content": "Rain.", "starred": false}))
        };
        assert_eq!((bare(1).as_str(), bare(2).as_str()), ("feed-1/7", "feed-2/7"));
        let listed = json!({"articles": [{"feed_id": 7, "title": "Ferry"}]}).to_string();
        for first in [
            article(&listed),
            article(
                &json!({"id": 7, "feed_id": 1, "title": "Ferry", "content": "Rain.", "starred": false})
                    .to_string(),
            ),
        ] {
            assert_eq!(article(&serde_json::to_string(&first).unwrap()).id, first.id, "it comes in again");
        }
    }

    #[test]
    fn ids_of_the_newsroom_and_of_the_world_stay_as_they_are() {
        for (value, id) in [
            (json!({"id": 7, "title": "Ferry", "body": "Rain."}), "7"),
            (
                json!({"id": 7, "title": "Ferry", "body": "Rain.", "url": "https://a.example/7"}),
                "a.example/7",
            ),
            (json!({"id": "desk-7", "text": "Rain.", "url": "https://a.example/7"}), "desk-7"),
            (
                json!({"guid": "urn:x:7", "headline": "Ferry", "body_text": "Rain.", "url": "https://a.example/7"}),
                "urn:x:7",
            ),
            (
                json!({"guid": {"rendered": "https://a.example/?p=7"}, "id": 7, "title": {"rendered": "Ferry"}}),
                "https://a.example/?p=7",
            ),
        ] {
            assert_eq!(of(&value), id, "{value}");
        }
    }

    /// Whatever differs in what was received makes another article.
    #[test]
    fn without_an_id_all_that_was_received_counts() {
        let one = json!({"title": "Results", "body": "See the table.", "table": ["Ostra 2-1 Vell"]});
        let other = json!({"title": "Results", "body": "See the table.", "table": ["Ostra 0-3 Vell"]});
        assert_ne!(of(&one), of(&other));
        assert!(of(&one).starts_with("sha256:"));
        // Only the writing differs.
        let spaced = "\r\n{ \"table\": [\"Ostra 2-1 Vell\"], \"body\": \"See the \\u0074able.\", \"title\": \"Results\" }\n";
        assert_eq!(article(spaced).id, of(&one));
        assert_eq!(of(&json!({"specversion": "1.0", "id": "e", "data": one})), of(&one));
        assert_eq!(of(&json!([one])), of(&one));
        let page = "<p>Rain fell in the hills.</p>";
        let event = json!({"specversion": "1.0", "id": "e", "data": page, "datacontenttype": "text/html"});
        assert_eq!(of(&event), article(page).id);
        assert_ne!(article("<p>Rain.</p><!-- 1 -->").id, article("<p>Rain.</p><!-- 2 -->").id);
        assert_eq!(article("Rain fell.\n").id, article("Rain fell.").id);
    }

    /// The articles of a list or feed have the ids that they have alone, and say what the head says of all.
    #[test]
    fn a_list_that_is_split_gives_the_same_ids() {
        let items = ["One.", "Two."].map(|text| json!({"title": "Ferry", "content_text": text}));
        let feed = |items: &[Value]| {
            json!({"version": "https://jsonfeed.org/version/1", "title": "Wire", "language": "en", "items": items}).to_string()
        };
        let entry =
            |text: &str| format!("<item><title>Ferry</title><description>{text}</description></item>");
        let rss = |entries: &str| {
            format!(
                "<rss><channel><title>Wire</title><language>en</language><link>https://a.example</link>{entries}</channel></rss>"
            )
        };
        let lists = [
            (feed(&items), feed(&items[..1]), feed(&items[1..])),
            (rss(&format!("{}\n{}", entry("One."), entry("Two."))), rss(&entry("One.")), rss(&entry("Two."))),
            (
                json!({"status": "ok", "articles": items}).to_string(),
                json!([items[0]]).to_string(),
                items[1].to_string(),
            ),
        ];
        for (list, first, second) in lists {
            let parts = split(list.as_bytes(), &Hints::default(), &Rules::default()).unwrap().unwrap();
            let found: Vec<Article> =
                parts.iter().map(|part| article(std::str::from_utf8(part).unwrap())).collect();
            let alone = [article(&first), article(&second)];
            assert_eq!(found[..], alone[..], "{list}");
            assert!(found[0].id != found[1].id && found[0].id.starts_with("sha256:"), "{list}");
        }
        let parts = split(feed(&items).as_bytes(), &Hints::default(), &Rules::default()).unwrap().unwrap();
        let first = article(std::str::from_utf8(&parts[0]).unwrap());
        assert_eq!((first.source.as_deref(), first.language.as_deref()), (Some("Wire"), Some("en")));
    }

    #[test]
    fn an_id_of_the_message_that_names_nothing_is_none() {
        let read = |message_id| {
            let hints = Hints { message_id: Some(message_id), ..Hints::default() };
            read(b"Rain fell.", &hints, &Rules::default()).unwrap().id
        };
        assert_eq!(read(" m-1 "), "m-1");
        for message_id in ["", " ", "null", "undefined", "00000000-0000-0000-0000-000000000000"] {
            assert!(read(message_id).starts_with("sha256:"), "{message_id}");
        }
    }

    #[test]
    fn ids_of_one_site_are_told_from_those_of_the_world() {
        let nodes = [
            "article-77",
            "story:4411",
            "4411-en",
            "123.0",
            "http://localhost:8080/?p=5",
            "cG9zdDoxMjM=",
            "QXJ0aWNsZTo5OTk=",
            "gid://shop/Article/12",
        ];
        for id in ["1", "000123", "?p=12", "post-12", "node/12", "/2024/05/ferry"].into_iter().chain(nodes) {
            assert!(is_local(id), "{id}");
        }
        for id in [
            "urn:example:1",
            "https://news.example/?p=12",
            "tag:news.example,2024:12",
            "12 at https://news.example",
            "7a3e0000-0000-4000-8000-000000000001",
            "123456789012345678901234",
            "coast/2024/may/06/ferry",
            "desk-17",
            "cG9zdHM=",
            "case-4411",
            "4411-enough",
            "v1.0",
            "ferry-stops-again-today",
            "",
        ] {
            assert!(!is_local(id), "{id}");
        }
    }

    #[test]
    fn a_host_is_read_off_an_address() {
        for (address, expected) in [
            ("https://www.News.example/2024/05?p=1", Some("news.example")),
            ("http://user:word@news.example:8080/", Some("news.example:8080")),
            ("http://localhost/feed", Some("localhost")),
            ("news.example", Some("news.example")),
            ("//news.example/feed", None),
            ("Example News", None),
            ("Example, a paper.", None),
            ("https:///path", None),
            ("", None),
        ] {
            assert_eq!(host(address).as_deref(), expected, "{address}");
        }
    }
}
