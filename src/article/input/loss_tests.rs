//! What a reader may not lose in silence, by kinds: left-out text of pages, texts beside a title or a list, values that
//! cannot be read, ids.

use serde_json::{Value, json};

use super::{Field, Hints, Reading, Rules, beside_a_list, read_closely, split};

const WALL: &str = "The council of Ostra voted on Monday to rebuild the harbour wall after the storm. Engineers said the work \
    would take two years and cost nine million crowns.";
const FERRY: &str = "The minister of transport said ferries would run again from Thursday, and that the road to Vell stays \
    shut. Residents were told to boil their water until tests show that it is clean.";

fn read(input: &str) -> Reading {
    read_closely(input.as_bytes(), &Hints::default(), &Rules::default())
        .unwrap_or_else(|error| panic!("{error}: {input}"))
}

fn refused(input: &str) -> String {
    read_closely(input.as_bytes(), &Hints::default(), &Rules::default()).unwrap_err().reason().to_owned()
}

fn page(body: &str) -> Reading {
    read(&format!("<!DOCTYPE html><html lang=en><head><title>Ostra</title></head><body>{body}</body></html>"))
}

#[test]
fn running_text_that_a_page_hides_or_boxes_is_told() {
    let (wall, ferry) = (format!("<p>{WALL}</p>").repeat(3), format!("<p>{FERRY}</p>").repeat(2));
    for (body, place) in [
        (format!("<main>{wall}</main><div>{ferry}</div>"), "body: outside main"),
        (format!("<article>{wall}<noscript>{ferry}</noscript></article>"), "body: noscript"),
        (format!("<article>{wall}<footer>{ferry}</footer></article>"), "body: footer"),
        (format!("<article>{wall}<!-- {ferry}</article>"), "body: comment"),
        (format!("<article>{wall}<div hidden>{ferry}</div></article>"), "body: div[hidden]"),
        (format!("<article>{wall}<div class='story sr-only'>{ferry}</div></article>"), "body: div.sr-only"),
        (format!("<article>{wall}<div class=sidebar>{ferry}</div></article>"), "body: div.sidebar"),
    ] {
        let reading = page(&body);
        let places: Vec<&str> = reading.unread.iter().map(|unread| unread.pointer.as_str()).collect();
        assert_eq!(places, [place], "{body}");
        assert!(
            reading.article.body.starts_with(WALL) && !reading.article.body.contains("ferries"),
            "{body}"
        );
    }
    let body = format!("{wall}<aside class=promo>{ferry}</aside>");
    let reading = read(&json!({"id": "a", "title": "Ostra", "body": body}).to_string());
    assert_eq!(reading.unread[0].pointer, "/body: aside.promo");
}

#[test]
fn boxes_that_are_the_story_stay() {
    let (wall, ferry) = (format!("<p>{WALL}</p>"), format!("<p>{FERRY}</p>"));
    for body in [
        format!("<div class=sidebar>{wall}{wall}</div><div>{ferry}</div>"),
        format!("<main>{ferry}</main><div>{}</div>", wall.repeat(6)),
        format!("<div itemprop=articleBody>{wall}</div><div>x</div><div itemprop=articleBody>{ferry}</div>"),
        format!("<article>{ferry}<template shadowrootmode=open>{wall}</template></article>"),
    ] {
        let reading = page(&body);
        assert!(
            reading.article.body.contains(WALL) && reading.article.body.contains(FERRY),
            "{body}: {}",
            reading.article.body
        );
        assert!(reading.unread.is_empty(), "{body}");
    }
}

#[test]
fn navigation_teasers_and_notices_make_no_noise() {
    let wall = format!("<p>{WALL}</p>").repeat(3);
    let teaser = |number: usize| {
        format!(
            "<h3><a href=x>Story {number} about the sea</a></h3><p>A sentence tells what story {number} says about the sea, and the wall.</p>"
        )
    };
    let teasers: String = (0..6).map(teaser).collect();
    for noise in [
        format!("<nav>{}</nav>", "<a href=x>Politics today</a> ".repeat(60)),
        format!("<div class='related-stories'>{teasers}</div>"),
        format!("<aside><h2>Read more</h2>{teasers}</aside>").replace("<p>", "<a href=x><p>").replace("</p>", "</p></a>"),
        format!("<div class='cookie-banner'>{}</div>", format!("<p>{FERRY}</p>").repeat(3)),
        format!("<footer>{}</footer>", "<p>© 2024 Example News. No part of this page may be used without a written permission of the publisher.</p>".repeat(3)),
        format!("<div hidden>{wall}</div>"),
        format!("<script>{FERRY}</script><style>{FERRY}</style><del>{FERRY}</del>"),
    ] {
        let reading = page(&format!("<article>{wall}{noise}</article>"));
        assert_eq!((reading.unread, reading.article.body), (vec![], [WALL; 3].join("\n\n")), "{noise}");
    }
}

#[test]
fn a_sentence_beside_a_title_alone_is_told() {
    let alone = |key: &str, text: &str| read(&json!({"id": "a", "title": "Ferries", key: text}).to_string());
    for (key, text, count) in [
        ("artikeltekst", "Ferries between Vell and Ostra sailed again on Monday after a storm.", 1),
        ("نص", "قالت الوزارة إن العبارات ستعود إلى العمل يوم الاثنين.", 1),
        ("pole", "फ़ेरी सेवा सोमवार को तूफ़ान के बाद फिर से शुरू हुई।", 1),
        ("desk", "night shift", 0),
        ("copyright", "All rights are reserved by the publisher of this article.", 0),
    ] {
        let reading = alone(key, text);
        assert_eq!(reading.unread.len(), count, "{key}");
        assert!(reading.article.body.is_empty(), "{key}");
    }
    // Half as many characters are a whole text in these scripts.
    let arabic = "قالت وزارة النقل إن العبارات بين فيل وأوسترا ستعود إلى العمل يوم الاثنين بعد ثلاثة أيام من العاصفة. وأضافت أن الطريق سيبقى مغلقا.";
    assert_eq!(refused(&json!({"id": "a", "title": "ع", "x": arabic}).to_string()), "no_article");
}

#[test]
fn an_embargo_that_cannot_be_read_withholds_the_article() {
    let item = |embargo: Value, status: &str| {
        read(&json!({"guid": "urn:x:1", "headline": "H", "body_text": WALL, "embargoed": embargo, "pubstatus": status}).to_string())
    };
    for (embargo, status, expected) in [
        (json!("until the speech ends"), "usable", "withheld"),
        (json!(true), "usable", "withheld"),
        (json!({"note": "see desk"}), "usable", "withheld"),
        (json!("until the speech ends"), "canceled", "canceled"),
        (json!(false), "usable", "usable"),
        (json!("no"), "usable", "usable"),
        (json!(null), "usable", "usable"),
        (json!("2024-05-07T06:30:00Z"), "usable", "usable"),
    ] {
        let reading = item(embargo.clone(), status);
        assert_eq!(reading.article.pub_status.as_deref(), Some(expected), "{embargo}");
        let told = reading.unreadable.iter().any(|missed| missed.field == Field::EmbargoedUntil);
        let is_read = embargo.as_str().is_some_and(|text| text.starts_with("20"));
        assert_eq!(told, !is_read && (expected == "withheld" || status == "canceled"), "{embargo}");
    }
    let g2 = |embargo: &str| {
        read(&format!(
            "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:n:1'><itemMeta>{embargo}<pubStatus \
            qcode='stat:usable'/></itemMeta><contentSet><inlineData contenttype='text/plain'>{WALL}</inlineData></contentSet></newsItem>"
        ))
    };
    assert_eq!(g2("<embargoed/>").article.pub_status.as_deref(), Some("withheld"));
    assert_eq!(g2("").article.pub_status.as_deref(), Some("usable"));
    assert_eq!(
        g2("<embargoed>2024-05-07T06:30:00Z</embargoed>").article.pub_status.as_deref(),
        Some("usable")
    );
    let strange = read(&json!({"guid": "urn:x:1", "headline": "H", "body_text": WALL, "pubstatus": "frozen", "versioncreated": "soon"}).to_string());
    let fields: Vec<Field> = strange.unreadable.iter().map(|missed| missed.field).collect();
    assert_eq!(fields, [Field::PubStatus, Field::UpdatedAt]);
}

#[test]
fn texts_beside_a_list_and_in_other_languages_are_told() {
    let item = |id: &str| json!({"id": id, "title": "A", "body": WALL});
    for (list, place) in [
        (
            json!({"status": "ok", "editorial": (format!("{WALL} {FERRY}")), "articles": [item("1x"), item("2x")]}),
            Some("/editorial"),
        ),
        (
            json!({"items": [item("1x"), item("2x")], "includes": {"Entry": [{"fields": {"text": (format!("{WALL} {FERRY}"))}}]}}),
            Some("/includes/Entry/0/fields/text"),
        ),
        (json!({"status": "ok", "articles": [item("1x"), item("2x")]}), None),
    ] {
        let bytes = list.to_string();
        assert_eq!(split(bytes.as_bytes(), &Hints::default(), &Rules::default()).unwrap().unwrap().len(), 2);
        let found = beside_a_list(bytes.as_bytes(), &Hints::default(), &Rules::default());
        assert_eq!(found.first().map(|unread| unread.pointer.as_str()), place, "{list}");
    }
    let german = "Der Rat von Ostra hat am Montag beschlossen, die Hafenmauer nach dem Sturm neu zu bauen. Die Arbeit werde zwei \
        Jahre dauern und neun Millionen Kronen kosten, hieß es. Die Fähre fährt ab Donnerstag wieder.";
    let reading = read(
        &json!({"id": "m", "title": "M", "language": "en", "body": {"en": WALL, "de": german}}).to_string(),
    );
    assert_eq!((reading.article.body.as_str(), reading.unread[0].pointer.as_str()), (WALL, "/body/de"));
}

#[test]
fn every_part_of_a_text_is_read() {
    let g2 = format!(
        "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:n:1'>{}{}</newsItem>",
        format_args!("<contentSet><inlineData contenttype='text/plain'>{WALL}</inlineData></contentSet>"),
        format_args!("<contentSet><inlineData contenttype='text/plain'>{FERRY}</inlineData></contentSet>")
    );
    let nitf = format!(
        "<nitf><body><body.content><p>{WALL}</p></body.content><body.content><p>{FERRY}</p></body.content></body></nitf>"
    );
    let block = |text: &str| json!({"object": "block", "type": "paragraph", "paragraph": {"rich_text": [{"type": "text", "plain_text": text}]}});
    let notion =
        json!({"object": "list", "results": [block(WALL), block(FERRY)], "has_more": false}).to_string();
    let atom = format!(
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>urn:a</id><title>T</title><content type='html'>\
        &amp;lt;p&amp;gt;{WALL}&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;{FERRY}&amp;lt;/p&amp;gt;</content></entry></feed>"
    );
    for input in [g2, nitf, notion, atom] {
        assert_eq!(read(&input).article.body, format!("{WALL}\n\n{FERRY}"), "{input}");
    }
}

#[test]
fn rows_and_numbers_of_two_sites_have_two_ids() {
    let wagtail = |site: &str| {
        json!({"id": 7, "meta": {"html_url": format!("https://{site}/a"), "first_published_at": "2024-05-07T06:30:00Z"},
        "title": "T", "body": [{"type": "paragraph", "value": WALL}]})
    };
    let change = |name: &str| {
        json!({"op": "c", "before": null, "after": {"id": 7, "title": "T", "body": WALL},
        "source": {"name": name, "db": "news", "table": "articles"}})
    };
    let own = |site: &str| json!({"id": 7, "title": "T", "body": WALL, "url": format!("https://{site}/7")});
    for (one, id) in [
        (wagtail("one.example"), "one.example/7"),
        (change("one"), "one.news.articles/7"),
        (own("one.example"), "one.example/7"),
    ] {
        assert_eq!(read(&one.to_string()).article.id, id);
    }
    assert_eq!(
        read(&wagtail("x.example").to_string()).article.published_at.as_deref(),
        Some("2024-05-07T06:30:00Z")
    );
    let feed = |text: &str| {
        read(&format!(
            "<rss><channel><link>https://x.example</link><item><guid>0</guid><title>A</title>\
        <description>{text}</description></item></channel></rss>"
        ))
    };
    assert_ne!(feed(WALL).article.id, feed(FERRY).article.id);
}

#[test]
fn further_systems_have_their_times_titles_and_ids() {
    let drupal = json!({"uuid": [{"value": "7a3e0000-0000-4000-8000-000000000001"}], "title": [{"value": "Wall"}],
        "created": [{"value": "2024-05-07T06:30:00+00:00"}], "body": [{"value": WALL, "processed": WALL}]});
    let craft = json!({"id": "x", "title": "Wall", "postDate": "2024-05-07T06:30:00Z", "dateCreated": "2024-05-01T00:00:00Z", "body": WALL});
    let arc = json!({"_id": "x", "headlines": {"basic": "Wall"}, "first_publish_date": "2024-05-07T06:30:00Z",
        "content_elements": [{"type": "text", "content": WALL}, {"type": "text", "content": FERRY}]});
    for input in [drupal, craft, arc] {
        let article = read(&input.to_string()).article;
        assert_eq!(
            (article.title.as_deref(), article.published_at.as_deref()),
            (Some("Wall"), Some("2024-05-07T06:30:00Z")),
            "{input}"
        );
        assert!(!article.id.starts_with("sha256:"), "{input}");
    }
    let markdown = format!("# The wall\n\n{WALL}\n");
    let hints = Hints { content_type: Some("text/markdown"), ..Hints::default() };
    let article = read_closely(markdown.as_bytes(), &hints, &Rules::default()).unwrap().article;
    assert_eq!((article.title.as_deref(), article.body.as_str()), (Some("The wall"), WALL));
    for rtf in [
        format!("{{\\rtf1\\ansi {WALL}}}"),
        json!({"id": "r", "body": format!("{{\\rtf1 {WALL}}}")}).to_string(),
    ] {
        assert_eq!(refused(&rtf), "unreadable_body");
    }
}
