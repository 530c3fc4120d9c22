use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::{is_fuller, without_cut};
use crate::article::input::{Hints, Reading, Rules, read_closely};

const SENTENCES: [&str; 5] = [
    "Ferries between Vell and the island of Ostra sailed again on Monday, two days after a storm.",
    "Some 1,200 passengers had been waiting since Saturday, the operator said.",
    "The repair cost 3.4 million euros.",
    "No one was hurt, harbour master Ilse Brandt told reporters.",
    "Six boats were lost.",
];

fn reading(input: &Value) -> Reading {
    read_closely(input.to_string().as_bytes(), &Hints::default(), &Rules::default())
        .unwrap_or_else(|error| panic!("{error}: {input}"))
}

/// Every sentence stands in the body, in order, and nothing of the document's syntax.
fn is_whole(body: &str) -> bool {
    let body = body.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = body.as_str();
    SENTENCES.iter().all(|sentence| {
        let found = rest.find(sentence).map(|at| &rest[at + sentence.len()..]);
        found.inspect(|after| rest = after).is_some()
    }) && !body.contains(['{', '<', '['])
}

/// Documents of blocks as editors and content systems write them.
fn documents() -> Vec<(&'static str, Value)> {
    let each = |make: fn(&str) -> Value| SENTENCES.map(make).to_vec();
    vec![
        ("Editor.js", json!({"time": 1, "version": "2.28", "blocks": [
            {"type": "paragraph", "data": {"text": SENTENCES[0]}},
            {"type": "list", "data": {"style": "unordered", "items": [SENTENCES[1], {"content": SENTENCES[2], "items": []}]}},
            {"type": "quote", "data": {"text": SENTENCES[3], "caption": "Brandt"}},
            {"type": "image", "data": {"caption": "", "file": {"url": "https://news.example/a.jpg"}}},
            {"type": "header", "data": {"text": SENTENCES[4], "level": 2}}]})),
        ("Portable Text", each(|text| json!({"_type": "block", "_key": "a", "style": "normal", "markDefs": [],
            "children": [{"_type": "span", "text": &text[..9], "marks": []}, {"_type": "span", "text": &text[9..], "marks": ["em"]}]})).into()),
        ("Draft.js", json!({"entityMap": {}, "blocks": each(|text| json!({"key": "a", "text": text, "type": "unstyled", "depth": 0,
            "inlineStyleRanges": [], "entityRanges": [], "data": {}}))})),
        ("Slate", each(|text| json!({"type": "paragraph", "children": [{"text": &text[..9]}, {"text": &text[9..], "bold": true}]})).into()),
        ("ProseMirror", json!({"type": "doc", "content": [
            {"type": "paragraph", "content": [{"type": "text", "text": SENTENCES[0]}]},
            {"type": "bulletList", "content": [{"type": "listItem", "content": [
                {"type": "paragraph", "content": [{"type": "text", "text": SENTENCES[1]}]}]}]},
            {"type": "blockquote", "content": [{"type": "paragraph", "content": [{"type": "text", "text": SENTENCES[2]}]}]},
            {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": SENTENCES[3]}]},
            {"type": "paragraph", "content": [{"type": "text", "text": "Six boats "},
                {"type": "text", "text": "were lost.", "marks": [{"type": "link", "attrs": {"href": "https://news.example"}}]}]}]})),
        ("Lexical", json!({"root": {"type": "root", "version": 1, "children": each(|text| json!({"type": "paragraph",
            "children": [{"type": "text", "text": text, "format": 0}]}))}})),
        ("Contentful", json!({"nodeType": "document", "data": {}, "content": each(|text| json!({"nodeType": "paragraph", "data": {},
            "content": [{"nodeType": "text", "value": text, "marks": [], "data": {}}]}))})),
        ("Gutenberg", each(|text| json!({"blockName": "core/paragraph", "attrs": {}, "innerBlocks": [],
            "innerHTML": format!("<p>{text}</p>"), "innerContent": [format!("<p>{text}</p>")]})).into()),
        ("blocks of WordPress VIP", each(|text| json!({"name": "core/paragraph", "attributes": {"content": text, "dropCap": false}})).into()),
        ("Arc", json!([{"type": "text", "content": SENTENCES[0]}, {"type": "list", "items": [{"type": "text", "content": SENTENCES[1]}]},
            {"type": "image", "caption": "", "url": "https://news.example/a.jpg"},
            {"type": "quote", "content_elements": [{"type": "text", "content": SENTENCES[2]}]},
            {"type": "header", "level": 2, "content": SENTENCES[3]}, {"type": "interstitial_link", "content": "Read this too"},
            {"type": "text", "content": SENTENCES[4]}])),
        ("Prismic", each(|text| json!({"type": "paragraph", "text": text, "spans": []})).into()),
        ("slices of Prismic", json!([{"slice_type": "text", "items": [], "primary": {"text":
            each(|text| json!({"type": "paragraph", "text": text, "spans": []}))}}])),
        ("Wagtail", each(|text| json!({"type": "paragraph", "value": format!("<p>{text}</p>"), "id": "a"})).into()),
        ("DatoCMS", json!({"schema": "dast", "document": {"type": "root", "children": each(|text| json!({"type": "paragraph",
            "children": [{"type": "span", "value": text}]}))}})),
        ("Notion", each(|text| json!({"object": "block", "type": "paragraph", "paragraph": {"rich_text": [
            {"type": "text", "text": {"content": text}, "plain_text": text}]}})).into()),
        ("Quill", json!({"ops": [{"insert": SENTENCES.join("\n")}, {"insert": "\n", "attributes": {"header": 2}}]})),
        ("Mobiledoc", json!({"version": "0.3.1", "atoms": [], "cards": [], "markups": [],
            "sections": each(|text| json!([1, "p", [[0, [], 0, text]]]))})),
        ("blocks in blocks", json!({"model": {"blocks": [{"type": "text", "model": {"blocks": each(|text| json!({"type": "paragraph",
            "model": {"text": text, "blocks": [{"type": "fragment", "model": {"text": text}}]}}))}}]}})),
        ("typed texts", each(|text| json!({"type": "text", "text": text})).into()),
        ("sections", each(|text| json!({"heading": "Part", "text": text})).into()),
        ("XML in JSON", json!({"body.content": {"p": SENTENCES}})),
        ("a text in a language", json!({"en": SENTENCES, "de": null})),
        ("an object around a text", json!({"value": SENTENCES.join("\n"), "format": "plain"})),
        ("a list of PHP", json!({"0": SENTENCES[0], "1": SENTENCES[1], "2": SENTENCES[2], "3": SENTENCES[3], "4": SENTENCES[4]})),
        ("renderings", json!([{"type": "text/plain", "value": SENTENCES.join("\n")},
            {"type": "text/html", "value": format!("<p>{}</p>", SENTENCES.join("</p><p>"))}])),
        ("JsonML", json!(["div", {"class": "story"}, ["p", SENTENCES[0]], ["p", {}, SENTENCES[1]], ["ul", ["li", SENTENCES[2]]],
            ["p", SENTENCES[3], ["b", SENTENCES[4]]]])),
        ("base64", json!(STANDARD.encode(SENTENCES.join("\n")))),
        ("a list of one", json!([{"value": SENTENCES.join("\n"), "processed": SENTENCES.join("<br>"), "summary": ""}])),
    ]
}

#[test]
fn every_form_of_blocks_is_read_whole_in_each_place() {
    for (name, document) in documents() {
        for (place, document) in [
            ("body", document.clone()),
            ("text", document.clone()),
            ("body", document.as_str().map_or_else(|| document.to_string(), str::to_owned).into()),
            ("story", document.clone()),
        ] {
            let reading = reading(&json!({"id": "x", "title": "Ferry", place: document}));
            assert!(is_whole(&reading.article.body), "{name} in {place}: {}", reading.article.body);
            assert_eq!(reading.unread, [], "{name} in {place}");
        }
    }
}

#[test]
fn a_document_comes_back_as_what_the_body_was_made_of() {
    let document = json!([{"type": "paragraph", "text": "Rain fell."}, {"type": "list", "items": ["One dam", "two bridges"]},
        {"type": "image", "caption": "A river"}, {"type": "table", "rows": [["Town", "Dead"], ["Vell", "4"]]}]);
    let reading = reading(&json!({"id": "x", "body": document}));
    assert_eq!(reading.article.body, "Rain fell.\n\nOne dam\n\ntwo bridges\n\nA river\n\nTown Dead\nVell 4");
    let original = reading.article.original.unwrap();
    assert_eq!((original.content_type.as_str(), original.body), ("application/json", document.to_string()));
    assert_eq!(reading.article.marks.len(), 2, "the caption and the table: {:?}", reading.article.marks);
}

#[test]
fn a_paragraph_that_stands_twice_is_written_twice() {
    let paragraph = json!({"type": "paragraph", "text": SENTENCES.join(" ")});
    let body = reading(&json!({"id": "x", "body": [paragraph, paragraph, paragraph]})).article.body;
    assert_eq!(body.matches(SENTENCES[0]).count(), 3);
}

#[test]
fn a_document_of_which_little_is_read_is_no_body() {
    let paragraphs: Vec<Value> = SENTENCES.iter().map(|text| json!({"z": {"y": [text, text]}})).collect();
    let input = json!({"title": "Ferry", "body": paragraphs}).to_string();
    let error = read_closely(input.as_bytes(), &Hints::default(), &Rules::default()).unwrap_err();
    assert!(error.reason() == "no_article" && error.to_string().contains("\"/body\""), "{error}");
}

#[test]
fn a_placeholder_an_empty_element_and_a_start_are_no_body() {
    let whole = SENTENCES.join(" ");
    let html = format!("<p>{whole}</p>");
    let start = format!("{}… [+2219 chars]", &whole[..150]);
    for stub in [
        "",
        " ",
        "<p></p>",
        "<div>&nbsp;</div>",
        "[Removed]",
        "null",
        "N/A",
        "<a href='/x'>Read more</a>",
        &start,
    ] {
        for (input, from) in [
            (json!({"title": "Ferry", "body": stub, "content": html}), "/content"),
            (
                json!({"title": "Ferry", "publishedAt": "2024-05-06", "content": stub, "description": html}),
                "/description",
            ),
            (
                json!({"title": "Ferry", "publishedAt": "2024-05-06", "content": stub, "scraped": {"text": html}}),
                "/scraped/text",
            ),
            (
                json!({"uri": "urn:1", "headline": "Ferry", "versioncreated": "2024-05-06", "body_text": stub, "body_html": html}),
                "/body_html",
            ),
            (
                json!({"@type": "NewsArticle", "headline": "Ferry", "articleBody": stub, "text": html}),
                "/text",
            ),
            (
                json!({"title": {"rendered": "Ferry"}, "content": {"rendered": stub}, "excerpt": {"rendered": html}}),
                "/excerpt/rendered",
            ),
            (
                json!({"webTitle": "Ferry", "id": "1", "fields": {"body": stub}, "blocks": {"body": [{"bodyHtml": html}]}}),
                "/blocks/body",
            ),
        ] {
            let reading = reading(&input);
            assert_eq!(reading.article.body, whole, "{stub:?}: {input}");
            assert!(reading.used.iter().any(|used| used.from == from), "{:?}: {input}", reading.used);
            assert_eq!(reading.unread, [], "{input}");
        }
    }
    let titles = reading(&json!({"title": "null", "headline": "Ferry", "body": "Rain."}));
    assert_eq!(titles.article.title.as_deref(), Some("Ferry"));
}

#[test]
fn a_text_is_fuller_if_it_holds_the_other() {
    assert!(is_fuller("Rain fell in Brno. Two died.", "Rain fell in Brno."));
    assert!(!is_fuller("Snow fell in Oslo. Two died.", "Rain fell in Brno."));
    assert!(
        is_fuller("Snow fell in Oslo, where two died.", "Rain fell in Br…"),
        "the other says that it is cut"
    );
    assert_eq!(without_cut("Rain fell in [+20 chars]"), Some("Rain fell in"));
    assert_eq!(without_cut("Rain fell [in Brno]"), None);
}

#[test]
fn of_several_languages_the_declared_one_is_read() {
    let texts = json!({"en": "Rain fell.", "de": "Es regnete.", "fr": ""});
    for (declared, body) in
        [(json!(null), "Rain fell."), (json!("de"), "Es regnete."), (json!("fr"), "Rain fell.")]
    {
        let reading = reading(&json!({"id": "x", "body": texts, "language": declared}));
        assert_eq!(reading.article.body, body);
    }
    let language = reading(&json!({"id": "x", "body": texts})).article.language;
    assert_eq!(language.as_deref(), Some("en"));
}

#[test]
fn renderings_in_ninjs_are_one_text_and_parts_are_joined() {
    let item = |bodies: Value| {
        reading(&json!({"uri": "urn:3", "versionCreated": "2024-05-06T07:00:00Z", "bodies": bodies}))
    };
    let whole = SENTENCES.join(" ");
    let both = item(json!([{"role": "main", "contentType": "text/html", "value": format!("<p>{whole}</p>")},
        {"role": "main", "contentType": "text/plain", "value": &whole[..80]}]));
    assert_eq!((both.article.body.as_str(), both.unread.len()), (whole.as_str(), 0));
    let parts = item(
        json!([{"contentType": "text/plain", "value": SENTENCES[0]}, {"contentType": "text/plain", "value": SENTENCES[1]}]),
    );
    assert_eq!(parts.article.body, SENTENCES[..2].join("\n\n"));
    let roles = item(
        json!([{"role": "sidebar", "value": SENTENCES[1..].join(" ")}, {"role": "main", "value": SENTENCES[0]}]),
    );
    assert_eq!(
        (roles.article.body.as_str(), roles.unread.len()),
        (SENTENCES[0], 0),
        "a short one is no loss"
    );
}

#[test]
fn whom_a_line_mentions_is_read_and_what_is_struck_out_is_not() {
    let line = |nodes: Value| json!({"type": "doc", "content": [{"type": "paragraph", "content": nodes}]});
    let (mention, struck) = ("Ana Lopes warned of rain.", "It cost 4 million.");
    for (document, expected) in [
        (
            line(
                json!([{"type": "mention", "attrs": {"id": "7", "label": "Ana Lopes"}}, {"type": "text", "text": " warned of rain."}]),
            ),
            mention,
        ),
        (
            json!({"ops": [{"insert": {"mention": {"value": "Ana Lopes"}}}, {"insert": " warned of rain.\n"}]}),
            mention,
        ),
        (
            line(
                json!([{"type": "text", "text": "It cost "}, {"type": "text", "marks": [{"type": "strike"}], "text": "9 "}, {"type": "text", "text": "4 million."}]),
            ),
            struck,
        ),
        (
            json!({"ops": [{"insert": "It cost "}, {"insert": "9 ", "attributes": {"strike": true}}, {"insert": "4 million.\n"}]}),
            struck,
        ),
        (
            json!({"root": {"type": "root", "children": [{"type": "paragraph", "children": [
                {"type": "text", "text": "It cost "}, {"type": "text", "format": 4, "text": "9 "}, {"type": "text", "text": "4 million."}]}]}}),
            struck,
        ),
        (
            line(
                json!([{"type": "text", "plain_text": "It cost "}, {"type": "text", "plain_text": "9 ", "annotations": {"strikethrough": true}}, {"type": "text", "plain_text": "4 million."}]),
            ),
            struck,
        ),
    ] {
        let input = json!({"id": "urn:x:1", "title": "Rain", "body": document});
        assert_eq!(reading(&input).article.body, expected, "{input}");
    }
}

#[test]
fn a_body_in_sections_is_read_in_their_order() {
    let sections = json!({"intro": SENTENCES[0], "what_happened": SENTENCES[1..3].join(" "), "numbers": SENTENCES[3..].join(" ")});
    let read = reading(
        &json!({"id": "urn:x:1", "title": "Ferries", "published_at": "2026-05-01T10:00:00Z", "body": sections}),
    );
    assert!(is_whole(&read.article.body), "{}", read.article.body);
    assert!(read.unread.is_empty(), "{:?}", read.unread);
}

#[test]
fn thousands_of_parts_are_joined_in_their_order() {
    let part = |number: usize| json!({"role": "main", "contenttype": "text/plain", "value": format!("Flood number {number} rose.")});
    let parts: Vec<Value> = (0..20_000).map(part).collect();
    let body = reading(&json!({"uri": "urn:x:1", "headline": "Floods", "bodies": parts})).article.body;
    let numbers = body.split_whitespace().filter_map(|word| word.parse::<usize>().ok());
    assert!(numbers.eq(0..20_000), "{} bytes", body.len());
}
