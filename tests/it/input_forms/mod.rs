//! Every form in which articles come, as samples in `tests/samples/forms/`: read by the library, held to golden articles, and sent
//! through a real broker. docs/CONTRACT.md and docs/FEEDS.md say the same.
//!
//! After a wanted change: `DATELINE_UPDATE_GOLDEN=1 cargo test --test it -- input_forms`, and read the difference.

mod by_a_worker;

use std::path::{Path, PathBuf};

use dateline::article::Article;
use dateline::article::input::{Hints, Mapping, Reading, Rules, read_closely, recognised};
use dateline::settings::{self, Layers, Loaded};
use lapin::BasicProperties;
use lapin::types::{AMQPValue, FieldTable};
use serde_json::Value;

use crate::harness::{Newsroom, dateline};

/// A sample and what must come of it. All tell the same story.
struct Sample {
    file: &'static str,
    /// The form, as `--explain-input` names it.
    form: &'static str,
    id: &'static str,
    published_at: &'static str,
    updated_at: &'static str,
    /// The language that the sample declares.
    language: &'static str,
}

const fn sample(
    file: &'static str,
    form: &'static str,
    id: &'static str,
    published_at: &'static str,
    updated_at: &'static str,
    language: &'static str,
) -> Sample {
    Sample { file, form, id, published_at, updated_at, language }
}

const FIRST: &str = "2024-05-06T07:15:00Z";
const LATER: &str = "2024-05-06T07:30:00Z";
const URL: &str = "https://news.example/2024/05/06/ferry";
const PAGE: &str = "https://news.example/2024/05/06/ferry#article";
const INNER: &str = "urn:example:inner:1";
const AP: &str = "9f8e7d6c5b4a";
const AFP: &str = "newsml.wire.example.20240506T071500Z.doc-34ab12";
/// The sample has no id, so that it is a digest.
const DIGEST: &str = "sha256:";

const SAMPLES: &[Sample] = &[
    sample("dateline.json", "dateline", "urn:example:dateline:1", FIRST, "2024-05-06T06:00:00Z", "en"),
    sample("ninjs-1.json", "ninjs", "urn:example:ninjs:1", FIRST, LATER, "en"),
    sample("ninjs-2.json", "ninjs", "urn:example:ninjs:2", FIRST, FIRST, "en"),
    sample("ninjs-3.json", "ninjs", "urn:example:ninjs:3", FIRST, LATER, "en"),
    sample("superdesk.json", "ninjs", "urn:newsml:example:2024-05-06T07:10:00.100000:1", FIRST, LATER, "en"),
    sample(
        "superdesk-embargo.json",
        "ninjs",
        "urn:newsml:example:2024-05-06T07:10:00.100000:2",
        FIRST,
        FIRST,
        "en",
    ),
    sample("json-ld.json", "json-ld", PAGE, FIRST, LATER, "en"),
    sample("json-ld-graph.json", "json-ld", PAGE, FIRST, "", "en"),
    sample("json-ld-list.json", "json-ld", PAGE, FIRST, "", "en"),
    sample("json-feed.json", "json-feed", URL, FIRST, LATER, "en"),
    sample("json-feed-list.json", "json-feed", URL, FIRST, "", "en"),
    sample("feedparser.json", "feedparser", "urn:example:feedparser:1", FIRST, LATER, "en"),
    sample("feedparser-list.json", "feedparser", URL, FIRST, "", "en"),
    sample("miniflux.json", "miniflux", "news.example/888", FIRST, LATER, ""),
    sample("miniflux-webhook.json", "miniflux", "news.example/888", FIRST, "", ""),
    sample("wordpress.json", "wordpress", "https://news.example/?p=123", FIRST, LATER, "en"),
    sample("news-please.json", "news-please", DIGEST, FIRST, LATER, "en"),
    sample("newspaper.json", "newspaper", DIGEST, FIRST, "", "en"),
    sample("trafilatura.json", "trafilatura", DIGEST, "2024-05-06T00:00:00Z", "", "en"),
    sample("newsapi.json", "newsapi", DIGEST, FIRST, "", ""),
    sample("newsapi-list.json", "newsapi", DIGEST, FIRST, "", ""),
    sample("guardian.json", "guardian", "coast/2024/may/06/ferry", FIRST, LATER, "en"),
    sample("ap.json", "ap", AP, FIRST, LATER, "en"),
    sample("ap-appl.json", "ap", AP, FIRST, "2024-05-06T07:31:00Z", "en"),
    sample("afp.json", "afp", AFP, FIRST, "", "en"),
    sample("afp-list.json", "afp", AFP, FIRST, "", "en"),
    sample("cc-news.json", "cc-news", DIGEST, "2024-05-06T00:00:00Z", "", "en"),
    sample("cc-news-table.json", "cc-news", DIGEST, FIRST, "", ""),
    sample("cloudevents.json", "dateline", INNER, FIRST, "", "en"),
    sample("cloudevents-base64.json", "dateline", INNER, FIRST, "", "en"),
    sample("cloudevents-text.json", "html", DIGEST, "", "", "en"),
    sample("masstransit.json", "dateline", INNER, FIRST, "", "en"),
    sample("celery-1.json", "dateline", INNER, FIRST, "", "en"),
    sample("celery-2.json", "dateline", INNER, FIRST, "", "en"),
    sample("celery-2-named.json", "dateline", INNER, FIRST, "", "en"),
    sample("debezium.json", "dateline", INNER, FIRST, "", "en"),
    sample("debezium-without-schema.json", "dateline", INNER, FIRST, "", "en"),
    sample("sns.json", "dateline", INNER, FIRST, "", "en"),
    sample("sqs.json", "dateline", INNER, FIRST, "", "en"),
    sample("eventbridge.json", "dateline", INNER, FIRST, "", "en"),
    sample("pubsub.json", "dateline", INNER, FIRST, "", "en"),
    sample("event-grid.json", "dateline", INNER, FIRST, "", "en"),
    sample("nestjs.json", "dateline", INNER, FIRST, "", "en"),
    sample("mongodb.json", "dateline", "6639c9b0f1a2b3c4d5e6f701", FIRST, "", "en"),
    sample("broken.json", "dateline", "urn:example:broken:1", FIRST, "", "en"),
    sample("page.html", "html", DIGEST, "", "", "en"),
    sample("page-json-ld.html", "html", PAGE, FIRST, LATER, "en"),
    sample("editor-js.json", "dateline", "urn:example:editor-js:1", FIRST, "", "en"),
    sample("portable-text.json", "newsapi", "urn:example:portable-text:1", FIRST, LATER, "en"),
    sample("contentful.json", "general", "urn:example:contentful:1", FIRST, LATER, "en"),
    sample("arc.json", "general", "urn:example:arc:1", FIRST, LATER, "en"),
    sample("drupal.json", "general", "5c1b8a70-2f4e-4c58-9a53-0b6c54f1a3aa", FIRST, LATER, "en"),
    sample("paragraphs.json", "general", "urn:example:paragraphs:1", FIRST, "", "en"),
    sample("article-in-text.json", "dateline", INNER, FIRST, "", "en"),
    sample("ninjs-3-renderings.json", "ninjs", "urn:example:ninjs:3b", FIRST, LATER, "en"),
    sample("text.txt", "text", DIGEST, FIRST, "", ""),
    sample("header-lines.txt", "text", "urn:example:header:1", FIRST, LATER, "en"),
    sample("mail.eml", "mail", "<ferry-0506@wire.example>", FIRST, "", "en"),
    sample("dynamodb.json", "dateline", INNER, FIRST, "", "en"),
    sample("dynamodb-item.json", "dateline", INNER, FIRST, "", "en"),
    sample("avro.json", "dateline", INNER, FIRST, "", "en"),
    sample("directus.json", "dateline", "articles/17", FIRST, "", "en"),
    sample("binlog.json", "dateline", "articles/17", FIRST, "", "en"),
    sample("list-of-articles.json", "dateline", INNER, FIRST, "", "en"),
    sample("newsml-g2.xml", "newsml_g2", "urn:example:newsml:1", FIRST, LATER, "en"),
    sample("nitf.xml", "nitf", "EXW-ferry-0506", FIRST, "", "en"),
    sample("rss.xml", "rss", "urn:example:rss:1", FIRST, LATER, "en"),
    sample("atom.xml", "atom", "urn:example:atom:1", FIRST, LATER, "en"),
    sample("jats.xml", "jats", "10.1234/harbours.1", FIRST, "", "en"),
    sample("activity.json", "dateline", "https://news.example/articles/1", FIRST, LATER, "en"),
    sample("strapi.json", "general", "x8f0kq2m1nzb4a7c", FIRST, LATER, "en"),
];

/// Samples whose text is another: an event, a live blog, a headline alone, a kill.
const OTHERS: &[&str] = &["ninjs-event.json", "json-ld-live-blog.json", "gdelt.json", "superdesk-kill.json"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/forms")
}

fn bytes(file: &str) -> Vec<u8> {
    std::fs::read(folder().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn read_sample(file: &str) -> Reading {
    read_closely(&bytes(file), &Hints::default(), &Rules::default())
        .unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Holds an article in JSON to its sample.
fn check(sample: &Sample, article: &Value) {
    let text = |key: &str| article[key].as_str().unwrap_or_default();
    let file = sample.file;
    let has_title = file != "text.txt";
    assert!(
        !has_title || text("title").starts_with("Ferry service to Ostra resumes"),
        "{file}: {}",
        text("title")
    );
    assert!(text("body").starts_with("Ferries between Vell and the island of Ostra sailed again"), "{file}");
    assert!(!text("body").contains(['<', '{']), "{file}: {}", text("body"));
    // One response of a news interface has no more than a description.
    let end = ["broken.json", "newsapi-list.json"].contains(&file);
    assert!(
        end || text("body").ends_with("harbour master Ilse Brandt told reporters."),
        "{file}: {}",
        text("body")
    );
    assert!(text("id").starts_with(sample.id), "{file}: {}", text("id"));
    assert!(sample.id == DIGEST || text("id") == sample.id, "{file}: {}", text("id"));
    assert_eq!(text("published_at"), sample.published_at, "{file}");
    assert_eq!(text("updated_at"), sample.updated_at, "{file}");
    assert_eq!(text("language"), sample.language, "{file}");
}

#[test]
fn each_sample_is_read_in_its_form() {
    for sample in SAMPLES {
        let reading = read_sample(sample.file);
        assert_eq!(reading.form.name, sample.form, "{}", sample.file);
        assert_eq!(reading.unread, [], "{}", sample.file);
        check(sample, &serde_json::to_value(&reading.article).unwrap());
    }
}

#[test]
fn samples_of_another_kind_are_read_too() {
    let article = |file| read_sample(file).article;
    assert_eq!(
        article("ninjs-event.json").body,
        "Forty boats start on Saturday in the regatta around Ostra."
    );
    let live = article("json-ld-live-blog.json");
    assert!(live.body.contains("First boat leaves") && live.body.contains("12 boats had been damaged"));
    let headline = article("gdelt.json");
    assert_eq!((headline.body.as_str(), headline.published_at.as_deref()), ("", Some(FIRST)));
    let kill = article("superdesk-kill.json");
    assert_eq!((kill.title.as_deref(), kill.pub_status.as_deref()), (None, Some("canceled")));
    let embargo = article("superdesk-embargo.json");
    assert_eq!(embargo.embargoed_until.as_deref(), Some("2024-05-06T12:00:00Z"));
    assert_eq!((embargo.pub_status.as_deref(), embargo.urgency), (Some("withheld"), Some(3)));
}

#[test]
fn each_sample_has_its_golden_article() {
    let files = SAMPLES.iter().map(|sample| sample.file).chain(OTHERS.iter().copied());
    for file in files {
        let article: Article = read_sample(file).article;
        let mut found = serde_json::to_string_pretty(&article).unwrap();
        found.push('\n');
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/golden/forms")
            .join(Path::new(file).with_extension("json").file_name().unwrap());
        if std::env::var_os("DATELINE_UPDATE_GOLDEN").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &found).unwrap();
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(found == expected, "{} differs", path.display());
    }
}

#[test]
fn a_mapping_reads_a_form_of_the_newsrooms_own() {
    let refused = read_closely(&bytes("mapped.json"), &Hints::default(), &Rules::default()).unwrap_err();
    assert!(
        refused.reason() == "no_article" && refused.to_string().contains("/story/paragraphs"),
        "{refused}"
    );
    let mapping = Mapping {
        id: "/ref".into(),
        title: "/story/head".into(),
        body: "/story/paragraphs".into(),
        published_at: "/meta/when".into(),
        language: "/meta/lang".into(),
        ..Mapping::default()
    };
    let rules = Rules { mapping, ..Rules::default() };
    let reading = read_closely(&bytes("mapped.json"), &Hints::default(), &rules).unwrap();
    assert_eq!(reading.form.name, "input.fields");
    let expected = sample("mapped.json", "input.fields", "desk-17", FIRST, "", "en");
    check(&expected, &serde_json::to_value(&reading.article).unwrap());
    // Where a known form is mapped in part, the rest is read as without the mapping.
    let rules = Rules {
        mapping: Mapping { title: "/description_text".into(), ..Mapping::default() },
        ..Rules::default()
    };
    let article = read_closely(&bytes("ninjs-1.json"), &Hints::default(), &rules).unwrap().article;
    assert!(article.title.unwrap().starts_with("Ferries between") && article.id == "urn:example:ninjs:1");
}

#[test]
fn each_form_and_envelope_is_in_the_contract() {
    let contract = std::fs::read_to_string(folder().join("../../../docs/CONTRACT.md")).unwrap();
    for known in recognised() {
        assert!(contract.contains(&format!("| `{}` |", known.name)), "docs/CONTRACT.md lacks {}", known.name);
        assert!(known.why.len() > 10, "{}: why does it stand there?", known.name);
    }
}

/// Code blocks of a language in a document.
fn blocks<'d>(document: &'d str, language: &str) -> Vec<&'d str> {
    let start = format!("\n```{language}\n");
    document.split(&start).skip(1).map(|rest| rest.split("\n```").next().unwrap()).collect()
}

#[test]
fn the_examples_for_operators_are_read() {
    let document = std::fs::read_to_string(folder().join("../../../docs/FEEDS.md")).unwrap();
    let [settings] = blocks(&document, "toml")[..] else { panic!("one example of settings") };
    let rules = load(settings).read_options();
    let examples: Vec<(&str, &str)> = ["json", "xml", "markdown", "text"]
        .into_iter()
        .flat_map(|language| blocks(&document, language).into_iter().map(move |block| (language, block)))
        .collect();
    assert!(examples.len() >= 14, "{}", examples.len());
    for (language, example) in examples {
        let content_type = (language == "markdown").then_some("text/markdown");
        let hints = Hints { content_type, ..Hints::default() };
        let reading = read_closely(example.as_bytes(), &hints, &rules)
            .unwrap_or_else(|error| panic!("{error}: {example}"));
        let article = reading.article;
        assert!(article.title.is_some() && article.body.len() > 40, "{example}");
        assert!(!article.id.starts_with("sha256:") && article.published_at.is_some(), "{example}");
        assert_eq!(reading.unread, [], "{example}");
    }
}

/// Settings with these lines as their file.
fn load(lines: &str) -> Loaded {
    let path = std::env::temp_dir().join(format!("dateline-feeds-{}.toml", std::process::id()));
    std::fs::write(&path, lines).unwrap();
    let loaded = settings::load(&Layers { file: Some(path.clone()), ..Layers::default() }).unwrap();
    std::fs::remove_file(path).unwrap();
    loaded
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest;
    let hex: Vec<String> = sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let hex = hex.concat();
    format!("sha256:{hex}")
}

/// How a sample is sent: with its own type, with none, and with a wrong one, which is corrected.
const TYPES: [Option<&str>; 3] = [Some("application/json"), None, Some("text/plain")];

#[tokio::test]
async fn each_form_goes_through_a_real_broker() {
    let mut newsroom = Newsroom::open().await;
    let worker = newsroom.worker().await;
    for sample in SAMPLES {
        for (number, content_type) in TYPES.into_iter().enumerate() {
            let is_json = Path::new(sample.file).extension().is_some_and(|extension| extension == "json");
            if !is_json && number != 1 {
                continue;
            }
            let mut properties = BasicProperties::default();
            if let Some(content_type) = content_type {
                properties = properties.with_content_type(content_type.into());
            }
            newsroom.publish("wire", &bytes(sample.file), properties).await;
            let enriched = newsroom.next().await;
            let digest = crate::harness::newsroom::header(&enriched.delivery, "dateline.digest");
            assert_eq!(digest, Some(sha256(&bytes(sample.file))), "{}", sample.file);
            let output = enriched.article;
            check(sample, &output["article"]);
            assert_eq!(output["enrichment"]["language"]["code"], "en", "{}", sample.file);
            assert_eq!(output["enrichment"]["status"], "complete", "{}", sample.file);
        }
    }
    for file in OTHERS {
        newsroom.publish("wire", &bytes(file), BasicProperties::default()).await;
        let article = read_sample(file).article;
        let output = newsroom.next().await.article["article"].clone();
        assert_eq!(
            (output["id"].as_str(), output["body"].as_str()),
            (Some(article.id.as_str()), Some(article.body.as_str())),
            "{file}"
        );
        assert_eq!(output["title"].as_str(), article.title.as_deref(), "{file}");
        assert_eq!(output["published_at"].as_str(), article.published_at.as_deref(), "{file}");
    }
    worker.stop().await;
    let mapping = [
        ("INPUT__FIELDS__ID", "/ref"),
        ("INPUT__FIELDS__TITLE", "/story/head"),
        ("INPUT__FIELDS__BODY", "/story/paragraphs"),
        ("INPUT__FIELDS__PUBLISHED_AT", "/meta/when"),
        ("INPUT__FIELDS__LANGUAGE", "/meta/lang"),
    ];
    let worker = newsroom.worker_with(&mapping).await;
    newsroom.publish("wire", &bytes("mapped.json"), BasicProperties::default()).await;
    let mapped = sample("mapped.json", "input.fields", "desk-17", FIRST, "", "en");
    check(&mapped, &newsroom.next().await.article["article"]);
    worker.stop().await;
}

/// Every form that the contract names has a sample that goes through the broker.
#[test]
fn no_form_is_without_a_sample() {
    let others = OTHERS.iter().map(|file| read_sample(file).form.name);
    let covered: Vec<&str> =
        SAMPLES.iter().map(|sample| sample.form).chain(others).chain(["input.fields"]).collect();
    let reading =
        |file| read_sample(file).envelopes.into_iter().map(|envelope| envelope.name).collect::<Vec<_>>();
    let envelopes: Vec<&str> = SAMPLES.iter().flat_map(|sample| reading(sample.file)).collect();
    let forms = [
        "dateline",
        "json-ld",
        "wordpress",
        "guardian",
        "afp",
        "ap",
        "ninjs",
        "json-feed",
        "feedparser",
        "miniflux",
        "news-please",
        "trafilatura",
        "newspaper",
        "cc-news",
        "newsapi",
        "gdelt",
        "general",
        "input.fields",
        "text",
        "html",
        "newsml_g2",
        "nitf",
        "rss",
        "atom",
        "jats",
    ];
    for form in forms {
        assert!(covered.contains(&form), "no sample of {form}");
    }
    for envelope in ["cloudevents", "masstransit", "celery-1", "celery-2", "debezium"] {
        assert!(envelopes.contains(&envelope), "no sample in {envelope}");
    }
}
