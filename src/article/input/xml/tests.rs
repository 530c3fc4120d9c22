use serde_json::json;

use super::{read, split};
use crate::article::Article;
use crate::article::input::error::InputError;
use crate::article::input::{Hints, Rules, read as read_message};

fn article(xml: &str) -> Article {
    read_message(xml.as_bytes(), &Hints::default(), &Rules::default())
        .unwrap_or_else(|error| panic!("{error}"))
}

fn refused(xml: &str) -> InputError {
    read_message(xml.as_bytes(), &Hints::default(), &Rules::default()).expect_err("no article")
}

const NITF: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.5/dtd/nitf-3-5.dtd">
<nitf xml:lang="en-GB" version="-//IPTC//DTD NITF 3.5//EN">
 <head>
  <title>kenya-floods</title>
  <tobject tobject.type="News"><tobject.subject tobject.subject.refnum="03000000" tobject.subject.type="disaster and accident"/>
   <tobject.subject tobject.subject.refnum="03006000" tobject.subject.matter="flood"/></tobject>
  <docdata management-status="usable">
   <doc-id regsrc="example.org" id-string="EX-2024-0507-11"/><urgency ed-urg="3"/><du-key version="2" key="kenya-floods"/>
   <date.issue norm="20240507T063000Z"/><date.release norm="20240507T090000+0300"/>
   <ed-msg info="Adds quotes"/><doc.copyright holder="Example Wire" year="2024"/>
   <key-list><keyword key="Kenya"/><keyword key="floods"/><keyword key="Kenya"/></key-list>
  </docdata>
  <pubdata name="Example Daily" date.publication="20240508T000000Z" position.section="World"/>
 </head>
 <body>
  <body.head>
   <hedline><hl1>Floods kill 14 in western Kenya</hl1><hl2>3,200 flee</hl2></hedline>
   <byline>By <person>Ann Lee</person><byttl>Correspondent</byttl></byline>
   <distributor><org>Example Wire</org></distributor>
   <dateline><location>NAIROBI</location>, <story.date norm="20240507">May 7</story.date></dateline>
  </body.head>
  <body.content>
   <block><p>Flooding has killed <num>14</num> people in <location>western Kenya</location>, the Red Cross &amp; police said.</p>
   <media media-type="image"><media-reference source="x.jpg"/><media-caption>The river Nzoia.</media-caption></media>
   <hl2>Repairs</hl2><p>Repairs will cost <money>450 million shillings</money>.</p></block>
  </body.content>
 </body>
</nitf>"#;

#[test]
fn nitf_is_read() {
    let found = article(NITF);
    assert_eq!(found.id, "EX-2024-0507-11");
    assert_eq!(found.title.as_deref(), Some("Floods kill 14 in western Kenya"));
    assert_eq!(
        found.body,
        "Flooding has killed 14 people in western Kenya, the Red Cross & police said.\n\nThe river Nzoia.\n\nRepairs\n\n\
         Repairs will cost 450 million shillings."
    );
    assert_eq!(found.published_at.as_deref(), Some("2024-05-07T06:30:00Z"));
    // It may be released before its time of issue: nothing is held back.
    assert_eq!(found.embargoed_until, None);
    assert_eq!((found.author.as_deref(), found.source.as_deref()), (Some("Ann Lee"), Some("Example Wire")));
    assert_eq!((found.version.as_deref(), found.pub_status.as_deref()), (Some("2"), Some("usable")));
    assert_eq!((found.urgency, found.language.as_deref()), (Some(3), Some("en-GB")));
    assert_eq!(found.keywords, ["Kenya", "floods"]);
    assert_eq!(found.extra["dateline_text"], "NAIROBI, May 7");
    assert_eq!(found.extra["ednote"], "Adds quotes");
    assert_eq!(
        found.extra["subjects"],
        json!([{"name": "disaster and accident", "uri": "http://cv.iptc.org/newscodes/subjectcode/03000000"},
            {"name": "flood", "uri": "http://cv.iptc.org/newscodes/subjectcode/03006000"}])
    );
    let original = found.original.unwrap();
    assert_eq!((original.content_type.as_str(), original.body.as_str()), ("application/xml", NITF));
    let later = article(&NITF.replace("20240507T090000+0300", "20240507T180000Z"));
    assert_eq!(later.embargoed_until.as_deref(), Some("2024-05-07T18:00:00Z"));
}

fn newsml(meta: &str, content: &str) -> String {
    format!(
        r#"<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:example.org:20240507:1" version="4" xml:lang="en"
        standard="NewsML-G2" standardversion="2.34" conformance="power">
        <catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_38.xml"/>
        <itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:EX"><name>Example Wire</name></provider>
        <versionCreated>2024-05-07T09:40:00+03:00</versionCreated><firstCreated>2024-05-07T09:30:00+03:00</firstCreated>
        <embargoed>2024-05-07T12:00:00Z</embargoed>{meta}<title>kenya-floods</title><edNote>Adds quotes</edNote></itemMeta>
        <contentMeta><urgency>2</urgency><headline role="hld:sub">3,200 flee</headline><headline>Floods kill 14</headline>
        <by>Ann Lee</by><dateline>NAIROBI, May 7 (Example Wire)</dateline><language tag="en-KE"/>
        <subject type="cpnat:abstract" qcode="medtop:20000139"><name xml:lang="de">Flut</name><name xml:lang="en">flood</name></subject>
        <subject type="cpnat:geoArea" qcode="geo:KE"><name>Kenya</name></subject><keyword>rain</keyword><slugline>KENYA-FLOODS/</slugline></contentMeta>
        <contentSet>{content}</contentSet></newsItem>"#
    )
}

#[test]
fn newsml_is_read_with_each_kind_of_content() {
    for content in [
        r#"<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title></head>
            <body><h1/><p>Floods killed 14.</p><p hidden="hidden">no</p><p>It <em>rained</em>.</p></body></html></inlineXML>"#,
        r#"<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head>
            <hedline><hl1>no</hl1></hedline></body.head><body.content><p>Floods killed 14.</p><p>It <em>rained</em>.</p></body.content></body></nitf></inlineXML>"#,
        r#"<inlineData contenttype="text/html">&lt;p&gt;Floods killed 14.&lt;/p&gt;&lt;p&gt;It rained.</inlineData>"#,
        r#"<remoteContent href="x.jpg"/><inlineData contenttype="image/jpeg" encoding="base64">AAAA</inlineData>
            <inlineData contenttype="text/plain"><![CDATA[Floods killed 14.

It rained.]]></inlineData>"#,
    ] {
        let found = article(&newsml("<pubStatus qcode=\"stat:usable\"/>", content));
        assert_eq!(found.body, "Floods killed 14.\n\nIt rained.", "{content}");
        assert_eq!(
            (found.id.as_str(), found.title.as_deref()),
            ("urn:newsml:example.org:20240507:1", Some("Floods kill 14"))
        );
        assert_eq!((found.version.as_deref(), found.pub_status.as_deref()), (Some("4"), Some("usable")));
        assert_eq!(found.published_at.as_deref(), Some("2024-05-07T06:30:00Z"));
        assert_eq!(found.updated_at.as_deref(), Some("2024-05-07T06:40:00Z"));
        assert_eq!(found.embargoed_until.as_deref(), Some("2024-05-07T12:00:00Z"));
        assert_eq!(
            (found.source.as_deref(), found.author.as_deref()),
            (Some("Example Wire"), Some("Ann Lee"))
        );
        assert_eq!((found.urgency, found.language.as_deref()), (Some(2), Some("en-KE")));
        assert_eq!(
            (found.keywords.as_slice(), found.r#type.as_deref()),
            (["rain".to_owned()].as_slice(), Some("text"))
        );
        assert_eq!(found.extra["dateline_text"], "NAIROBI, May 7 (Example Wire)");
        assert_eq!(
            found.extra["subjects"],
            json!([{"name": "flood", "uri": "http://cv.iptc.org/newscodes/mediatopic/20000139"}, {"name": "Kenya", "literal": "geo:KE"}])
        );
    }
}

#[test]
fn a_kill_in_newsml_needs_no_text() {
    let kill = article(&newsml("<pubStatus qcode=\"stat:canceled\"/>", ""));
    assert_eq!((kill.pub_status.as_deref(), kill.body.as_str()), (Some("canceled"), ""));
}

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Example News</title><link>https://news.example</link><description>All the news</description>
<language>en-ke</language><atom:link rel="self" href="https://news.example/feed"/>
<item><title>Tea &amp;amp; rain: 14 dead</title><link>https://news.example/1?a=1&b=2</link><guid isPermaLink="false">urn:ex:1</guid>
<pubDate>Tue, 07 May 2024 06:30:00 GMT</pubDate><dc:creator><![CDATA[Ann Lee]]></dc:creator><dc:creator>Bo Ek</dc:creator>
<category><![CDATA[Kenya]]></category><category domain="x">Floods</category><media:keywords>rain, Nzoia</media:keywords>
<media:title>not the title</media:title><description>&lt;p&gt;Short.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>Floods killed 14&nbsp;people.</p><p>It rained.</p>]]></content:encoded>
<media:content url="https://news.example/1.jpg" medium="image"><media:description>The river</media:description></media:content>
<enclosure url="https://news.example/1.mp3" type="audio/mpeg" length="1"/></item>
</channel></rss>"#;

#[test]
fn an_item_of_rss_is_read() {
    let found = article(RSS);
    assert_eq!((found.id.as_str(), found.title.as_deref()), ("urn:ex:1", Some("Tea & rain: 14 dead")));
    assert_eq!(found.body, "Floods killed 14\u{a0}people.\n\nIt rained.");
    assert_eq!(found.url.as_deref(), Some("https://news.example/1?a=1&b=2"));
    assert_eq!(found.published_at.as_deref(), Some("2024-05-07T06:30:00Z"));
    assert_eq!(
        (found.author.as_deref(), found.source.as_deref()),
        (Some("Ann Lee, Bo Ek"), Some("Example News"))
    );
    assert_eq!(found.keywords, ["Kenya", "Floods", "rain", "Nzoia"]);
    assert_eq!(found.language.as_deref(), Some("en-ke"));
    assert_eq!(found.extra["description"], "Short.");
    assert_eq!(
        found.extra["media"],
        json!([{"url": "https://news.example/1.mp3", "type": "audio/mpeg"},
            {"url": "https://news.example/1.jpg", "medium": "image", "description": "The river"}])
    );
    let original = found.original.unwrap();
    assert!(original.content_type == "text/html" && original.body.starts_with("<p>Floods"));
}

#[test]
fn older_and_careless_rss_is_read() {
    let undeclared = "<rss version='0.91'><channel><title>X</title><item><title>Storm</title><dc:date>2024-05-07T06:30:00Z</dc:date>\
        <link>https://x.example/1</link><author>ann@x.example (Ann Lee)</author><description>Rain fell on AT&T.</description></item></channel></rss>";
    let found = article(undeclared);
    assert_eq!((found.body.as_str(), found.author.as_deref()), ("Rain fell on AT&T.", Some("Ann Lee")));
    assert_eq!(found.published_at.as_deref(), Some("2024-05-07T06:30:00Z"));
    let rdf = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel rdf:about='c'>\
        <title>X</title></channel><item rdf:about='https://x.example/1'><title>Storm</title><description>Rain.</description></item></rdf:RDF>";
    let found = article(rdf);
    assert_eq!(
        (found.id.as_str(), found.body.as_str(), found.source.as_deref()),
        ("https://x.example/1", "Rain.", Some("X"))
    );
}

const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Example News</title><id>urn:feed</id>
<updated>2024-05-07T08:00:00Z</updated><author><name>Desk</name></author>
<entry><id>urn:ex:2</id><title type="html">Storm &amp;lt;em&amp;gt;Ida&amp;lt;/em&amp;gt; hits</title><link rel="enclosure" href="x.mp3"/>
<link href="https://news.example/2"/><published>2024-05-07T09:30:00+03:00</published><updated>2024-05-07T07:00:00Z</updated>
<author><name>Ann Lee</name></author><author><name>Bo Ek</name></author><category term="ke" label="Kenya"/><category term="floods"/>
<summary>Short.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Floods killed <b>14</b>.</p><p>It rained.</p></div></content></entry></feed>"#;

#[test]
fn an_entry_of_atom_is_read() {
    let found = article(&ATOM.replace("&amp;lt;", "&lt;").replace("&amp;gt;", "&gt;"));
    assert_eq!((found.id.as_str(), found.title.as_deref()), ("urn:ex:2", Some("Storm Ida hits")));
    assert_eq!(found.body, "Floods killed 14.\n\nIt rained.");
    assert_eq!(found.url.as_deref(), Some("https://news.example/2"));
    assert_eq!(
        (found.published_at.as_deref(), found.updated_at.as_deref()),
        (Some("2024-05-07T06:30:00Z"), Some("2024-05-07T07:00:00Z"))
    );
    assert_eq!(
        (found.author.as_deref(), found.source.as_deref()),
        (Some("Ann Lee, Bo Ek"), Some("Example News"))
    );
    assert_eq!(
        (found.keywords.as_slice(), found.language.as_deref()),
        (["Kenya".to_owned(), "floods".to_owned()].as_slice(), Some("en"))
    );
    assert_eq!(found.extra["summary"], "Short.");
    let html = "<entry xmlns='http://www.w3.org/2005/Atom'><id>i</id><title>T</title><updated>2024-05-07T07:00:00Z</updated>\
        <author><name>Ann</name></author><content type='html'>&lt;p&gt;Rain &amp;amp; wind.&lt;/p&gt;</content></entry>";
    let found = article(html);
    assert_eq!(
        (found.body.as_str(), found.published_at.as_deref()),
        ("Rain & wind.", Some("2024-05-07T07:00:00Z"))
    );
}

#[test]
fn several_articles_are_refused_and_split() {
    let item = &RSS[RSS.find("<item>").unwrap()..RSS.find("</item>").unwrap() + "</item>".len()];
    let second = item.replace("urn:ex:1", "urn:ex:2").replace("14&nbsp;people", "two");
    let feed = RSS.replace("</channel>", &format!("{second}\n</channel>"));
    let error = refused(&feed);
    assert_eq!(error.reason(), "several_articles");
    assert!(
        error.to_string().contains("2 articles (rss)") && error.to_string().contains("dateline publish"),
        "{error}"
    );
    let documents = split(&feed).unwrap().unwrap();
    let articles: Vec<Article> = documents.iter().map(|document| article(document)).collect();
    assert_eq!(articles[0], article(RSS));
    assert_eq!(
        (articles[1].id.as_str(), articles[1].body.as_str()),
        ("urn:ex:2", "Floods killed two.\n\nIt rained.")
    );
    assert_eq!(articles[1].source.as_deref(), Some("Example News"));
    let one = newsml("<pubStatus qcode='stat:usable'/>", "<inlineData>Rain.</inlineData>");
    let message = format!(
        "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><header/><itemSet>{one}{}</itemSet></newsMessage>",
        one.replace(":1\"", ":2\"")
    );
    let documents = split(&message).unwrap().unwrap();
    assert_eq!(
        documents.iter().map(|document| article(document).id).collect::<Vec<_>>(),
        ["urn:newsml:example.org:20240507:1", "urn:newsml:example.org:20240507:2"]
    );
    assert_eq!(split(RSS).unwrap(), None);
}

#[test]
fn what_holds_no_article_says_where_its_text_stands() {
    let error = refused(
        "<?xml version='1.0'?><doc><secret words='x'/><meta>a</meta><story><p>Secret text of the story.</p></story></doc>",
    );
    assert_eq!(error.reason(), "no_article");
    assert!(
        error.to_string().ends_with("the longest text stands at \"/doc/story/p\" (25 characters)"),
        "{error}"
    );
    for empty in [
        "<rss><channel><title>x</title></channel></rss>",
        "<packageItem guid='x' xmlns='http://iptc.org/std/nar/2006-10-01/'/>",
    ] {
        assert_eq!(refused(empty).reason(), "no_article", "{empty}");
    }
    assert_eq!(refused("<rss><channel><item><title>Secret").reason(), "unreadable_body");
}

proptest::proptest! {
    #[test]
    fn no_xml_makes_it_panic(text in "(<rss>|<item>|</item>|<nitf>|<body>|<feed>|<entry>|<!\\[CDATA\\[|\\]\\]>|<newsItem guid=\"|&amp;|&|\"|>|</|/>|xmlns:a='b'|\\PC){0,40}") {
        let rules = Rules::default();
        drop(read(&text, &rules));
        drop(split(&text));
    }
}

#[test]
fn a_second_document_is_not_dropped() {
    let one = "<nitf><body><body.content><p>Rain fell.</p></body.content></body></nitf>";
    let two = [one, "\n", one].concat();
    let error = read_message(two.as_bytes(), &Hints::default(), &Rules::default()).unwrap_err();
    assert_eq!(error.reason(), "several_articles");
}
