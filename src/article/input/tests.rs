use std::io::Write;

use proptest::prelude::*;
use serde_json::json;

use super::{Hints, InputError, Rules, read, read_closely};
use crate::article::Article;

fn typed(content_type: &'static str) -> Hints<'static> {
    Hints { content_type: Some(content_type), ..Hints::default() }
}

fn plain(bytes: impl AsRef<[u8]>) -> Result<Article, InputError> {
    read(bytes.as_ref(), &Hints::default(), &Rules::default())
}

fn json(value: &serde_json::Value) -> Article {
    plain(value.to_string()).unwrap()
}

#[test]
fn the_fields_of_the_contract_are_read_and_others_carried_through() {
    let article = json(&json!({
        "id": 7, "title": "Storm", "text": "Rain fell.", "published_at": "2024-05-01 08:00:00", "version": 2,
        "author": [{"name": "Ann Lee"}, "Bo Ek"], "hashtags": ["#storm", "rain"], "keywords": "weather; flood risk",
        "updated_at": 1_714_550_400, "pub_status": "usable", "desk": {"name": "foreign"}, "urgency": 3
    }));
    assert_eq!((article.id.as_str(), article.title.as_deref()), ("7", Some("Storm")));
    assert_eq!(article.body, "Rain fell.");
    assert_eq!(article.published_at.as_deref(), Some("2024-05-01T08:00:00Z"));
    assert_eq!(article.published_at_zone.as_deref(), Some("assumed"));
    assert_eq!(article.published_at_raw.as_deref(), Some("2024-05-01 08:00:00"));
    assert_eq!(article.updated_at.as_deref(), Some("2024-05-01T08:00:00Z"));
    assert_eq!(article.version.as_deref(), Some("2"));
    assert_eq!(article.author.as_deref(), Some("Ann Lee, Bo Ek"));
    assert_eq!(article.hashtags, ["storm", "rain"]);
    assert_eq!(article.keywords, ["weather", "flood risk"]);
    assert_eq!(article.extra.keys().collect::<Vec<_>>(), ["desk"]);
}

#[test]
fn the_first_of_body_text_and_content_wins_and_the_others_stay() {
    let article = json(&json!({"content": "c", "text": "t", "body": "b"}));
    assert_eq!(article.body, "b");
    assert_eq!(article.extra["text"], "t");
    assert_eq!(json(&json!({"content": "c", "body": null})).body, "c");
    assert_eq!(json(&json!({"title": "Only a title"})).body, "");
}

#[test]
fn what_cannot_be_read_of_a_field_is_kept_raw() {
    let article =
        json(&json!({"body": "b", "source": {"key": 1}, "embargoed_until": "soon", "published_at": "today"}));
    assert_eq!((&article.source, &article.embargoed_until), (&None, &None));
    assert_eq!(article.extra["source_raw"], json!({"key": 1}));
    assert_eq!(article.extra["embargoed_until_raw"], "soon");
    assert_eq!(article.published_at_raw.as_deref(), Some("today"));
}

#[test]
fn an_article_that_comes_in_again_is_the_same() {
    let first =
        json(&json!({"body": "<p>One.</p><p>Two.</p>", "published_at": "2024-05-01 08:00", "x": [1]}));
    let again = plain(serde_json::to_vec(&first).unwrap()).unwrap();
    assert_eq!(first, again);
    assert_eq!(first.body, "One.\n\nTwo.");
    assert_eq!(first.original.unwrap().body, "<p>One.</p><p>Two.</p>");
}

#[test]
fn a_publishers_own_original_and_numbers_of_any_size_come_back() {
    let article = plain(
        r#"{"id":123456789012345678901234,"body":"<p>Rain.</p>","original":"https://example.org/o","n":12345678901234567890123,"f":0.10}"#,
    )
    .unwrap();
    assert_eq!(article.id, "123456789012345678901234");
    let written = serde_json::to_string(&article).unwrap();
    for part in [r#""original":"https://example.org/o""#, r#""n":12345678901234567890123"#, r#""f":0.10"#] {
        assert!(written.contains(part), "{written}");
    }
    assert_eq!(article.extra["original_body"]["body"], "<p>Rain.</p>");
    assert_eq!(serde_json::from_str::<Article>(&written).unwrap().original, None);
}

#[test]
fn a_value_that_a_field_cannot_take_stays_where_it_is() {
    let long = "Rain fell in the hills above the town. ".repeat(8);
    for (key, pointer) in
        [("content", "/content/layers/z"), ("body", "/body/layers/z"), ("text", "/text/layers/z")]
    {
        let mut input = json!({"title": "Rain", "id": "x"});
        input[key] = json!({"layers": {"z": long, "kind": "image"}});
        let error = plain(input.to_string()).unwrap_err();
        assert!(error.reason() == "no_article" && error.to_string().contains(pointer), "{error}");
    }
    let article =
        json(&json!({"body": "Rain.", "published_at": "soon", "updated_at": ["x"], "pub_status": "odd"}));
    assert_eq!(article.extra.keys().collect::<Vec<_>>(), ["updated_at_raw", "pub_status_raw"]);
    assert_eq!(article.published_at_raw.as_deref(), Some("soon"));
    let ninjs = json(&json!({"uri": "urn:1", "headline": "Rain", "body_text": "Rain.", "pubstatus": "odd"}));
    assert_eq!(ninjs.extra["pubstatus"], "odd", "unchanged");
}

#[test]
fn rarer_shapes_of_known_forms_are_read() {
    let body = "Rain fell in the hills.";
    for (input, form) in [
        (
            json!({"title": "Rain", "link": "https://x.example/1", "id": "1", "published": "Tue, 07 May 2024 06:30:00 GMT",
            "summary": body}),
            "feedparser",
        ),
        (
            json!({"title": "Rain", "id": "1", "published": "2024-05-07T06:30:00Z", "content": [{"value": body}]}),
            "feedparser",
        ),
        (
            json!({"id": 1, "feed_id": 2, "title": "Rain", "content": body, "published_at": "2024-05-07T06:30:00Z"}),
            "miniflux",
        ),
        (
            json!({"@context": "https://schema.org", "@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "@id": "1",
            "headline": "Rain", "articleBody": body, "datePublished": "2024-05-07T06:30:00Z"}}),
            "json-ld",
        ),
        (
            json!({"op": "c", "ts_ms": 1, "after": json!({"_id": {"$oid": "1"}, "title": "Rain", "body": body,
            "published_at": {"$date": 1_715_063_400_000_i64}}).to_string()}),
            "dateline",
        ),
        (
            json!({"webTitle": "Rain", "id": "1", "webPublicationDate": "2024-05-07T06:30:00Z", "fields": {"bodyText": body}}),
            "guardian",
        ),
        (json!({"uno": "1", "headline": "Rain", "published": "2024-05-07T06:30:00Z", "news": [body]}), "afp"),
    ] {
        let reading =
            read_closely(input.to_string().as_bytes(), &Hints::default(), &Rules::default()).unwrap();
        let article = reading.article;
        assert_eq!(
            (reading.form.name, article.body.as_str(), article.id.rsplit('/').next()),
            (form, body, Some("1")),
            "{input}"
        );
        assert_eq!(
            (article.title.as_deref(), article.published_at.as_deref()),
            (Some("Rain"), Some("2024-05-07T06:30:00Z"))
        );
    }
}

#[test]
fn a_kill_without_a_text_passes_by_the_id_of_its_message() {
    let kill = br#"{"pub_status":"canceled"}"#;
    let hints = Hints { message_id: Some("m-1"), ..Hints::default() };
    assert_eq!(read(kill, &hints, &Rules::default()).unwrap().id, "m-1");
    assert_eq!(plain(kill).unwrap_err().reason(), "no_article", "nobody could tell what is killed");
}

#[test]
fn repairs_outside_and_inside_an_envelope_are_told() {
    let inner = "{\"id\":\"1\",\"body\":\"Rain\nfell.\"}";
    let outer =
        json!({"specversion": "1.0", "data": inner, "datacontenttype": "application/json"}).to_string();
    let outer = outer.replacen("1.0", "1.0\\q", 1);
    assert_eq!(plain(&outer).unwrap().repaired, ["control_characters", "bad_escapes"]);
}

#[test]
fn broken_json_is_repaired_and_told() {
    let broken = "{\"id\":\"s2\",\"body\":\"Floods\nkilled 14.\",\"comment\":\"lol \\ud83d\"}";
    let article = plain(broken).unwrap();
    assert_eq!(
        (article.body.as_str(), article.repaired.join(" ").as_str()),
        ("Floods\nkilled 14.", "control_characters lone_surrogates")
    );
    let strict = Rules { strict: true, ..Rules::default() };
    let error = read(broken.as_bytes(), &Hints::default(), &strict).unwrap_err();
    assert!(error.reason() == "unreadable_body" && error.to_string().contains("line 2"), "{error}");
}

#[test]
fn a_text_that_no_field_takes_is_never_lost_in_silence() {
    let long = "Rain fell in the hills above the town. ".repeat(8);
    for (input, pointer) in [
        (json!({"title": "Rain", "story": {"text of it": [long, long]}}), "/story/…"),
        (json!({"title": "Rain", "paragraphs": [{"t": long}, {"t": "short"}]}), "/paragraphs/0/t"),
        (
            json!({"lead": vec!["A sentence that is not long by itself, but which is followed by others."; 4]}),
            "/lead",
        ),
    ] {
        let error = plain(input.to_string()).unwrap_err();
        assert!(error.reason() == "no_article" && error.to_string().contains(pointer), "{error}");
    }
    let address = format!("https://cdn.example/{}", "a".repeat(300));
    assert_eq!(json(&json!({"title": "Rain", "image": address})).title.as_deref(), Some("Rain"), "no text");
    let both = json!({"title": "Rain", "body": "Rain fell.", "background": long}).to_string();
    let reading = read_closely(both.as_bytes(), &Hints::default(), &Rules::default()).unwrap();
    assert_eq!(
        (reading.unread[0].pointer.as_str(), reading.unread[0].characters),
        ("/background", long.len())
    );
}

#[test]
fn marks_of_the_markup_stay_over_a_second_reading() {
    let body = "<p>Rain fell.</p><figure><figcaption>A river</figcaption></figure>";
    let first = json(&json!({"id": "m", "body": body}));
    let caption = &first.marks[0];
    assert_eq!(&first.body[caption.start as usize..caption.end as usize], "A river");
    let second = plain(serde_json::to_vec(&first).unwrap()).unwrap();
    assert_eq!(second, first);
    let page = read(format!("<html><body>{body}").as_bytes(), &Hints::default(), &Rules::default()).unwrap();
    assert_eq!(page.marks, first.marks);
}

#[test]
fn plain_text_gives_up_its_last_lines() {
    let article = plain("A dam broke.\nIt rained.\n#Dam #Rain\n2024-05-01 08:00:00\n").unwrap();
    assert_eq!(article.body, "A dam broke.\nIt rained.");
    assert_eq!(article.hashtags, ["Dam", "Rain"]);
    assert_eq!(article.published_at_raw.as_deref(), Some("2024-05-01 08:00:00"));
    assert!(article.id.starts_with("sha256:"));
    let article = plain("A dam broke. #Dam\nWe are #1").unwrap();
    assert_eq!((article.body.as_str(), article.hashtags.len()), ("A dam broke. #Dam\nWe are #1", 0));
    let article = json(&json!({"body": "A dam broke.\n#Dam\n2024-05-01 08:00:00"}));
    assert_eq!(article.body, "A dam broke.\n#Dam\n2024-05-01 08:00:00");
}

#[test]
fn the_id_is_its_own_then_the_messages_then_made_of_the_content() {
    let hints = Hints { message_id: Some("m-1"), ..Hints::default() };
    let rules = Rules::default();
    assert_eq!(read(br#"{"id":"a","body":"b"}"#, &hints, &rules).unwrap().id, "a");
    assert_eq!(read(br#"{"id":" ","body":"b"}"#, &hints, &rules).unwrap().id, "m-1");
    let (one, two) = (plain(r#"{"title":"a","body":"b"}"#).unwrap(), plain(r#"{"title":"ab"}"#).unwrap());
    assert_ne!(one.id, two.id);
}

#[test]
fn different_articles_without_a_body_have_different_ids() {
    let inputs = [
        r#"{"title":"Weather","desk":"north"}"#,
        r#"{"title":"Weather","desk":"south"}"#,
        r#"{"title":"Weather","body":" ","desk":"north"}"#,
        r#"{"title":"Weather","body":" ","desk":"south"}"#,
    ];
    let ids: std::collections::BTreeSet<_> = inputs.iter().map(|input| plain(input).unwrap().id).collect();
    assert_eq!(ids.len(), inputs.len());
}

#[test]
fn ninjs_of_each_generation_is_mapped() {
    let one = json(
        &json!({"uri": "urn:1", "type": "text", "headline": "Flood", "title": "flood-1", "body_text": "Plain.",
        "body_xhtml": "<p>No.</p>", "versioncreated": "2024-05-01T08:00:00Z", "byline": "Ann Lee", "pubstatus": "usable",
        "person": [{"name": "Bo Ek"}]}),
    );
    assert_eq!(
        (one.id.as_str(), one.title.as_deref(), one.body.as_str()),
        ("urn:1", Some("Flood"), "Plain.")
    );
    assert_eq!((one.author.as_deref(), one.pub_status.as_deref()), (Some("Ann Lee"), Some("usable")));
    assert_eq!(one.updated_at, one.published_at);
    assert_eq!(one.extra["person"][0]["name"], "Bo Ek");
    let three = json(&json!({"uri": "urn:3", "standard": {"name": "ninjs", "version": "3.1"},
        "headlines": [{"role": "subhead", "value": "Sub"}, {"role": "main", "value": "Flood"}],
        "bodies": [{"role": "main", "contentType": "text/html", "value": "<p>Rain <b>fell</b>.</p>"}],
        "firstCreated": "2024-05-01T07:00:00+02:00", "infoSources": [{"name": "Example Press"}]}));
    assert_eq!((three.title.as_deref(), three.body.as_str()), (Some("Flood"), "Rain fell."));
    assert_eq!(three.published_at.as_deref(), Some("2024-05-01T05:00:00Z"));
    assert_eq!(three.source.as_deref(), Some("Example Press"));
    assert!(three.extra.contains_key("headlines") && !three.extra.contains_key("bodies"));
}

#[test]
fn html_by_type_or_by_look() {
    let page = "<html lang='de'><title>Flut</title><body><p>Regen.</p></body></html>";
    for hints in [Hints::default(), typed("text/html; charset=utf-8")] {
        let article = read(page.as_bytes(), &hints, &Rules::default()).unwrap();
        assert_eq!((article.title.as_deref(), article.body.as_str()), (Some("Flut"), "Regen."));
        assert_eq!(article.language.as_deref(), Some("de"));
    }
    // A type that does not fit is corrected.
    let reading = read_closely(page.as_bytes(), &typed("text/plain"), &Rules::default()).unwrap();
    assert!(reading.is_corrected && reading.article.body == "Regen.");
}

#[test]
fn compressed_messages_are_read_within_their_bound() {
    let article = json!({"id": "z", "body": "Rain fell. ".repeat(1000)}).to_string();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(article.as_bytes()).unwrap();
    let mut deflate = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
    deflate.write_all(article.as_bytes()).unwrap();
    let zstd =
        ruzstd::encoding::compress_to_vec(article.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    for (name, bytes) in
        [("gzip", gzip.finish().unwrap()), ("deflate", deflate.finish().unwrap()), ("zstd", zstd)]
    {
        let hints = Hints { content_encoding: Some(name), ..Hints::default() };
        assert_eq!(read(&bytes, &hints, &Rules::default()).unwrap().id, "z", "{name}");
        let tight = Rules { decompressed_bytes: 1000, ..Rules::default() };
        assert_eq!(read(&bytes, &hints, &tight).unwrap_err().reason(), "too_large", "{name}");
        let cut = read(&bytes[..bytes.len() / 2], &hints, &Rules::default());
        assert_eq!(cut.unwrap_err().reason(), "unreadable_encoding", "{name}");
    }
}

#[test]
fn charsets_by_parameter_mark_or_default() {
    let rules = Rules::default();
    assert_eq!(read(b"Z\xfcrich", &typed("text/plain; charset=ISO-8859-1"), &rules).unwrap().body, "Zürich");
    assert_eq!(read(b"\xff\xfeH\0i\0", &Hints::default(), &rules).unwrap().body, "Hi");
    assert_eq!(read(b"\xef\xbb\xbf{\"body\":\"x\"}", &Hints::default(), &rules).unwrap().body, "x");
    let misplaced = Hints { content_encoding: Some("UTF-8"), ..Hints::default() };
    assert_eq!(read(b"plain", &misplaced, &rules).unwrap().body, "plain");
    assert_eq!(plain(b"Z\xfcrich").unwrap_err().reason(), "unreadable_encoding");
}

#[test]
fn each_refusal_has_its_reason_and_says_where() {
    let rules = Rules { body_bytes: 10, json_depth: 3, ..Rules::default() };
    let refused = |bytes: &str, hints: &Hints| read(bytes.as_bytes(), hints, &rules).unwrap_err();
    assert_eq!(refused("x", &typed("image/png")).reason(), "unsupported_type");
    let error = refused("{\"body\": \n oops}", &Hints::default());
    assert_eq!(error.reason(), "unreadable_body");
    assert!(error.to_string().contains("line 2"), "{error}");
    assert_eq!(refused(r#"{"body": 3}"#, &Hints::default()).reason(), "no_article");
    assert_eq!(refused("[1]", &typed("application/json")).reason(), "unreadable_body");
    assert_eq!(refused(r#"[{"body":"a"},{"body":"b"}]"#, &Hints::default()).reason(), "several_articles");
    assert_eq!(refused("[]", &typed("application/json")).reason(), "no_article");
    assert_eq!(refused(" ", &Hints::default()).reason(), "no_article");
    assert_eq!(refused(r#"{"a":[[[1]]]}"#, &Hints::default()).reason(), "unreadable_body");
    assert_eq!(refused("eleven bytes", &Hints::default()).reason(), "too_large");
    assert_eq!(
        refused(r#"{"schema":"dateline/enriched-article/v9"}"#, &Hints::default()).reason(),
        "already_enriched"
    );
    let looped = r#"{"uri":"urn:1","dateline":{"schema":"dateline/enriched-article/v1"}}"#;
    assert_eq!(refused(looped, &Hints::default()).reason(), "already_enriched");
    let deep = format!("{{\"a\":{}", "[".repeat(100_000));
    assert_eq!(refused(&deep, &Hints::default()).reason(), "unreadable_body");
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), kind in 0..5usize, coding in 0..4usize) {
        let hints = Hints {
            content_type: [None, Some("application/json"), Some("text/plain"), Some("text/html"), Some("text/plain; charset=utf-16")][kind],
            content_encoding: [None, Some("gzip"), Some("deflate"), Some("zstd")][coding],
            ..Hints::default()
        };
        drop(read(&bytes, &hints, &Rules::default()));
    }

    #[test]
    fn no_text_makes_it_panic(text in "(\\PC|[<>/#{}\"\\n]|<p>|</script>|<script>|<pre>){0,60}") {
        drop(plain(&text));
        drop(read(text.as_bytes(), &typed("text/html"), &Rules::default()));
        drop(plain(json!({"body": text, "title": text, "published_at": text}).to_string()));
    }
}

#[test]
fn an_id_that_names_no_article_is_absent() {
    let id = |json: &str| {
        let reading = read(json.as_bytes(), &Hints::default(), &Rules::default());
        reading.map(|article| article.id).unwrap_or_default()
    };
    for filler in [
        "\"-\"",
        "\"null\"",
        "\"None\"",
        "\"N/A\"",
        "\"#article\"",
        "\"_:b0\"",
        "\"00000000-0000-0000-0000-000000000000\"",
    ] {
        let one = id(&format!(r#"{{"id": {filler}, "body": "Rain fell in Brno."}}"#));
        let other = id(&format!(r#"{{"id": {filler}, "body": "Snow fell in Oslo."}}"#));
        assert!(
            one.starts_with("sha256:") && other.starts_with("sha256:") && one != other,
            "{filler}: {one} {other}"
        );
    }
    assert_eq!(id(r#"{"id": "urn:ex:0", "body": "Rain fell in Brno."}"#), "urn:ex:0");
}

#[test]
fn a_page_whose_text_a_script_writes_or_shows_is_read() {
    let text =
        (0..9).map(|number| format!("Bridge {number} was closed on day {number}.")).collect::<Vec<_>>();
    let data = json!({"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "name": "Ferry"},
        {"@type": "NewsArticle", "@id": "https://news.example/1", "headline": "Ferry", "articleBody": text.join("\n"),
        "datePublished": "2024-05-06T07:15:00Z"}]});
    let script = format!("<script type='application/ld+json'>{data}</script>");
    let page = |head: &str, body: &str| {
        format!("<html><head><title>Ferry</title>{head}</head><body>{body}</body></html>")
    };
    let paragraphs: Vec<String> = text.iter().map(|line| format!("<p>{line}</p>")).collect();
    let paragraphs = paragraphs.concat();
    for body in [
        "<div id='root'></div>",
        "<div>Loading</div>",
        "<p>Please enable JavaScript.</p>",
        "<p>Bridge 0 was closed…</p>",
    ] {
        let article = plain(page(&script, body)).unwrap();
        assert_eq!(
            (article.body.as_str(), article.id.as_str()),
            (text.join("\n").as_str(), "https://news.example/1"),
            "{body}"
        );
        assert!(
            article.published_at.is_some()
                && article.original.is_some_and(|original| original.content_type == "text/html")
        );
        let in_json = json(&json!({"id": "x", "title": "Ferry", "html": page(&script, body)}));
        assert_eq!(in_json.body, text.join("\n"), "{body}");
    }
    // What a reader sees comes first.
    assert_eq!(plain(page(&script, &paragraphs)).unwrap().body, text.join("\n\n"));
    for hiding in ["style='opacity:0'", "style='display:none'", "class='visually-hidden'", "hidden"] {
        let hidden = format!("<div {hiding}>{paragraphs}</div>");
        assert_eq!(plain(page("", &hidden)).unwrap().body, text.join("\n\n"), "{hiding}");
        assert_eq!(json(&json!({"title": "Ferry", "body": hidden})).body, text.join("\n\n"), "{hiding}");
        // Beside a text that is seen it stays hidden.
        assert_eq!(
            plain(page("", &format!("<p>Rain fell.</p>{hidden}"))).unwrap().body,
            "Rain fell.",
            "{hiding}"
        );
    }
    for body in
        ["<div id='root'></div>", "<script>let text = 'Rain fell.';</script>", "<div hidden>Menu</div>"]
    {
        let error = plain(page("", body)).unwrap_err();
        assert_eq!(error.reason(), "no_article", "{error}");
    }
}
