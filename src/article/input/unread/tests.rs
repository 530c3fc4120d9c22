use serde_json::{Value, json};

use crate::article::input::{Hints, Mapping, Reading, Rules, read_closely};

const SENTENCE: &str = "Rain fell in the hills above the town for the third day.";

fn read(input: &str) -> Result<Reading, String> {
    read_closely(input.as_bytes(), &Hints::default(), &Rules::default()).map_err(|error| error.to_string())
}

fn places(input: &Value) -> Vec<String> {
    let reading = read(&input.to_string()).unwrap_or_else(|error| panic!("{error}: {input}"));
    reading.unread.into_iter().map(|unread| unread.pointer).collect()
}

/// Different sentences, since a text that says the same again is no text of its own.
fn sentences(count: usize) -> Vec<String> {
    (0..count)
        .map(|number| format!("Bridge {number} was closed by team {number} on day {number} of the flood."))
        .collect()
}

#[test]
fn short_texts_beside_each_other_count_together() {
    let lines = sentences(8);
    let objects = |key: &str| -> Vec<Value> { lines.iter().map(|line| json!({key: line})).collect() };
    for (extra, place) in [
        (json!({"zz": lines}), "/zz"),
        (json!({"zz": objects("q")}), "/zz"),
        (json!({"zz": {"yy": {"xx": objects("q")}}}), "/zz/yy/xx"),
        (
            json!({"zz": {"a1": lines[0], "b1": lines[1], "c1": lines[2], "d1": lines[3], "e1": lines[4]}}),
            "/zz",
        ),
        (json!({"zz": lines.iter().map(|line| json!([line])).collect::<Vec<_>>()}), "/zz"),
        (json!({"zz": json!({"q": lines}).to_string()}), "/zz/q"),
    ] {
        let mut input = json!({"title": "Ferry", "body": SENTENCE});
        input.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        assert_eq!(places(&input), [place], "{input}");
        input.as_object_mut().unwrap().shift_remove("body");
        let error = read(&input.to_string()).unwrap_err();
        assert!(error.contains(&format!("\"{place}\"")), "{error}");
    }
}

#[test]
fn dense_scripts_say_as_much_in_fewer_characters() {
    let text = "兩天前的一場風暴摧毀了碼頭，約一千二百名乘客自週六以來一直在等待，港務局長週一對記者說，維修費用為三百四十萬歐元，當局仍在調查原因，渡輪週一恢復航行。";
    assert!(text.chars().count() < 100);
    assert_eq!(places(&json!({"body": "渡輪恢復。", "zz": text})), ["/zz"]);
    assert_eq!(
        places(&json!({"body": "渡輪恢復。", "zz": text.chars().take(50).collect::<String>()})),
        [""; 0]
    );
}

#[test]
fn what_is_plainly_something_else_is_not_told() {
    let long = sentences(12).join(" ");
    let html = format!("<p>{}</p>", long.replace(". ", ".</p><p>"));
    let code = "body { color: red; margin: 0 auto } ".repeat(20);
    for (key, value) in [
        ("rendering", json!(html)),
        (
            "amp",
            json!(format!(
                "<!doctype html><html><body><nav>Home</nav><article>{html}</article></body></html>"
            )),
        ),
        ("one_line", json!(long.to_uppercase())),
        ("paragraphs", json!(sentences(12))),
        ("in_json", json!(json!({"blocks": sentences(12)}).to_string())),
        ("address", json!(format!("https://cdn.example/{}", "a".repeat(900)))),
        ("encoded", json!("QUJD".repeat(400))),
        ("encoded_lines", json!(format!("{}\n", "QUJD".repeat(19)).repeat(40))),
        ("style", json!(code)),
        ("summary", json!(sentences(20)[14..].join(" "))),
        ("excerpt", json!({"rendered": sentences(20)[14..].join(" "), "protected": false})),
        (
            "usageterms",
            json!("Not for use outside the countries of the contract, whatever it says. ".repeat(12)),
        ),
        ("tags", json!(vec!["Ministry of Foreign Affairs of the Kingdom"; 12])),
        ("authors", json!([{"name": "Ann Lee of the desk for foreign news"}, {"name": "Bo Ek"}])),
    ] {
        assert_eq!(places(&json!({"title": "Ferry", "body": long, key: value})), [""; 0], "{key}");
    }
}

#[test]
fn keys_excuse_no_text_that_is_more_than_they_say() {
    let long = sentences(20).join(" ");
    for key in ["summary", "description", "caption", "title_page", "name", "slug"] {
        assert_eq!(
            places(&json!({"title": "Ferry", "body": SENTENCE, key: long})),
            [format!("/{key}")],
            "{key}"
        );
    }
    // Where no body was found nothing is excused.
    for input in [
        json!({"uri": "urn:1", "headline": "Ferry", "versioncreated": "2024-05-06", "associations": {"a": {"body_html": long}}}),
        json!({"uri": "urn:1", "headline": "Ferry", "versioncreated": "2024-05-06", "renditions": {"a": {"caption": long}}}),
        json!({"uno": "1", "headline": "Ferry", "medias": [{"caption": long}]}),
        json!({"feed_id": 1, "hash": "a", "title": "Ferry", "feed": {"description": long}}),
        json!({"title": "Ferry", "seendate": "2024", "zz": {"summary": long}}),
        json!({"uri": "urn:1", "headline": "Ferry", "versioncreated": "2024-05-06", "ednote": long}),
    ] {
        let error = read(&input.to_string()).unwrap_err();
        assert!(error.contains("the longest text stands at"), "{error}: {input}");
    }
}

#[test]
fn a_kill_passes_whatever_its_note_says_and_a_notice_of_rights_is_no_story() {
    let long = sentences(8).join(" ");
    let kill = json!({"uri": "urn:1", "headline": "Ferry", "versioncreated": "2024-05-06", "pubstatus": "canceled", "ednote": long});
    assert_eq!(places(&kill), ["/ednote"]);
    let without_title =
        json!({"guid": "urn:1", "versioncreated": "2024-05-06", "pubstatus": "canceled", "ednote": long});
    assert_eq!(places(&without_title), ["/ednote"]);
    let snap =
        json!({"uri": "urn:1", "headline": "Ferry", "versioncreated": "2024-05-06", "usageterms": long});
    assert_eq!(places(&snap), [""; 0]);
}

#[test]
fn a_mapping_that_finds_nothing_is_told() {
    let mapping = Mapping { title: "/a/head".into(), body: "/a/text".into(), ..Mapping::default() };
    let rules = Rules { mapping, ..Rules::default() };
    let long = sentences(8).join(" ");
    for text in [json!(null), json!(5), json!("<p></p>"), json!({"z": {"y": 1}})] {
        let input = json!({"a": {"head": "Ferry", "text": text, "zz": long}}).to_string();
        let error = read_closely(input.as_bytes(), &Hints::default(), &rules).unwrap_err().to_string();
        assert!(error.contains("\"/a/zz\""), "{error}");
        let input = json!({"a": {"head": "Ferry", "text": text, "zz": long}, "text": SENTENCE}).to_string();
        let reading = read_closely(input.as_bytes(), &Hints::default(), &rules).unwrap();
        assert_eq!(reading.unread[0].pointer, "/a/zz");
    }
    let blocks: Vec<Value> =
        sentences(8).iter().map(|line| json!({"kind": "para", "content": line})).collect();
    let input = json!({"a": {"head": "Ferry", "text": blocks}}).to_string();
    let reading = read_closely(input.as_bytes(), &Hints::default(), &rules).unwrap();
    assert_eq!(reading.article.body, sentences(8).join("\n\n"));
}

#[test]
fn every_vocabulary_of_xml_tells_its_unread_text() {
    let long = sentences(8).join(" ");
    let paragraphs: Vec<String> = sentences(8).iter().map(|line| format!("<q>{line}</q>")).collect();
    let paragraphs = paragraphs.concat();
    let rss = |inside: &str| {
        format!("<rss><channel><item><title>Ferry</title><guid>1</guid>{inside}</item></channel></rss>")
    };
    let nitf = |inside: &str| format!("<nitf><head><title>Ferry</title></head><body>{inside}</body></nitf>");
    let atom = |inside: &str| {
        format!("<entry xmlns='http://www.w3.org/2005/Atom'><id>1</id><title>Ferry</title>{inside}</entry>")
    };
    let newsml = |inside: &str| {
        format!(
            "<newsItem guid='1'><contentMeta><headline>Ferry</headline></contentMeta><contentSet>{inside}</contentSet></newsItem>"
        )
    };
    let body = format!("<p>{SENTENCE}</p>");
    for (document, with_body, place) in [
        (
            rss(&format!("<zz>{long}</zz>")),
            rss(&format!("<description>{SENTENCE}</description><zz>{long}</zz>")),
            "/rss/channel/item/zz",
        ),
        (
            rss(&format!("<zz>{paragraphs}</zz>")),
            rss(&format!("<description>{SENTENCE}</description><zz>{paragraphs}</zz>")),
            "/rss/channel/item/zz",
        ),
        (
            nitf(&format!("<zz>{long}</zz>")),
            nitf(&format!("<body.content>{body}</body.content><body.end><zz>{long}</zz></body.end>")),
            "/nitf/body",
        ),
        (
            atom(&format!("<zz>{long}</zz>")),
            atom(&format!("<summary>{SENTENCE}</summary><zz>{long}</zz>")),
            "/entry/zz",
        ),
        (
            newsml(&format!("<zz>{long}</zz>")),
            newsml(&format!("<inlineXML><html><body>{body}</body></html></inlineXML><zz>{long}</zz>")),
            "/newsItem/contentSet/zz",
        ),
    ] {
        let error = read(&document).unwrap_err();
        assert!(error.contains(place), "{error}: {document}");
        let reading = read(&with_body).unwrap();
        assert_eq!(reading.article.body, SENTENCE);
        assert!(
            reading.unread.len() == 1 && reading.unread[0].pointer.starts_with(place),
            "{:?}",
            reading.unread
        );
    }
    let error = read(&format!("<?xml version='1.0'?><doc><part>{paragraphs}</part></doc>")).unwrap_err();
    assert!(error.contains("\"/doc/part\""), "{error}");
}

#[test]
fn texts_around_the_article_in_an_envelope_are_told() {
    let long = sentences(8).join(" ");
    let event = |data: Value| json!({"specversion": "1.0", "id": "1", "data": data, "story": long});
    assert_eq!(places(&event(json!({"id": "u", "body": SENTENCE}))), ["message: /story"]);
    assert_eq!(places(&event(json!({"id": "u", "body": long}))), [""; 0], "it is the article's own");
    let error = read(&event(json!({"id": "u", "title": "Ferry"})).to_string()).unwrap_err();
    assert!(error.contains("\"message: /story\""), "{error}");
    let page = json!([{"@type": "NewsArticle", "headline": "Ferry"}, {"@type": "WebPage", "text": long}]);
    assert!(read(&page.to_string()).unwrap_err().contains("\"message: /1/text\""));
    let change = json!({"op": "u", "before": {"body": long}, "after": {"id": "1", "body": SENTENCE}});
    assert_eq!(places(&change), [""; 0], "the article before its change");
}

#[test]
fn a_summary_in_three_fields_counts_once_and_paragraphs_each() {
    let summary = sentences(2).join(" ");
    let input = json!({"id": "x", "title": "Ferry", "head": {"og_description": summary, "description": summary,
        "twitter_description": summary}});
    assert_eq!(places(&input), [""; 0]);
    let text = json!({"title": "Ferry", "body": "Snow fell.", "zz": vec![json!({"q": SENTENCE}); 6]});
    assert_eq!(places(&text), ["/zz"]);
}

#[test]
fn an_object_with_more_than_a_name_comes_back() {
    let long = sentences(8).join(" ");
    let reading =
        read(&json!({"body": SENTENCE, "author": {"name": "Ann Lee", "story": long}}).to_string()).unwrap();
    assert_eq!(reading.article.author.as_deref(), Some("Ann Lee"));
    assert_eq!(
        (reading.unread[0].pointer.as_str(), &reading.article.extra["author_raw"]["story"]),
        ("/author/story", &json!(long))
    );
}
