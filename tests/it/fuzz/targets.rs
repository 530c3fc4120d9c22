//! The targets: what each reader must hold, whatever comes in.

use std::path::Path;
use std::sync::LazyLock;

use dateline::article::input::{Hints, InputError, Reading, Rules, html, read_closely, split, time};
use dateline::article::{EnrichedArticle, serialise};
use dateline::enrich::{Enricher, Options, Scratch};
use serde_json::Value;

use super::{LONGEST, Target, run};

/// A word of the samples that no program's text has: it must not stand in an error.
const MARK: &str = "Quibblethorn";

fn samples(folders: &[&str]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for folder in folders {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let entries =
            std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let mut paths: Vec<_> =
            entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
        paths.sort();
        for path in paths {
            let text = String::from_utf8(std::fs::read(&path).unwrap()).unwrap();
            found.push(text.replace("harbour", MARK).replace("Kenya", MARK).into_bytes());
        }
    }
    found
}

static RULES: LazyLock<Rules> = LazyLock::new(Rules::default);

/// Reads bytes as a content, and checks what holds of every reading.
fn read(bytes: &[u8], content_type: Option<&str>) -> Option<Reading> {
    let hints = Hints { content_type, ..Hints::default() };
    drop(split(bytes, &hints, &RULES));
    match read_closely(bytes, &hints, &RULES) {
        Ok(reading) => {
            let article = &reading.article;
            assert!(!article.id.is_empty());
            assert!(article.title.as_ref().is_none_or(|title| !title.trim().is_empty()));
            for time in
                [&article.published_at, &article.updated_at, &article.embargoed_until].into_iter().flatten()
            {
                assert!(time.parse::<jiff::Timestamp>().is_ok(), "{time}");
            }
            let written = serde_json::to_value(article).unwrap();
            assert!(written.as_object().is_some_and(|fields| fields["body"].is_string()));
            // An article that comes in once more is the same article, unless its text is an article in JSON itself, which is
            // opened then.
            let again = read_closely(written.to_string().as_bytes(), &Hints::default(), &RULES);
            match again {
                Ok(again) if again.envelopes.is_empty() => assert_eq!(again.article.id, article.id),
                Ok(_) => {}
                // A title that is read as text once more may be no title any longer, nothing else may go wrong.
                Err(error) => assert!(
                    ["no_article", "already_enriched", "too_large"].contains(&error.reason()),
                    "{error}"
                ),
            }
            for unread in &reading.unread {
                assert!(!unread.pointer.contains(MARK) || is_key(&unread.pointer));
            }
            Some(reading)
        }
        Err(error) => {
            assert!(!error.reason().is_empty());
            told(&error);
            None
        }
    }
}

/// Keys and elements may be printed where they have the form of a name.
fn is_key(pointer: &str) -> bool {
    pointer.split('/').all(|key| key.len() <= 40 && !key.contains(char::is_whitespace))
}

fn told(error: &InputError) {
    let words = error.to_string();
    let outside = words.split('"').step_by(2).any(|part| part.contains(MARK));
    let inside = words.split('"').skip(1).step_by(2).any(|part| part.contains(MARK) && !is_key(part));
    assert!(!outside && !inside, "{words}");
}

#[test]
fn json() {
    run(&Target {
        name: "json",
        longest: LONGEST,
        seeds: samples(&["tests/samples/forms"]),
        words: &[
            "\"body\":",
            "\"title\":",
            "\"id\":",
            "\"headline\":",
            "\"guid\":",
            "\"uri\":",
            "\"items\":[",
            "\"articles\":[",
            "\"data\":{",
            "\"specversion\":\"1.0\",",
            "\"payload\":",
            "\"schema\":",
            "\"message\":{",
            "\"messageType\":[]",
            "\"args\":[",
            "\"kwargs\":{",
            "\"@graph\":[",
            "\"task\":\"t\",",
            "\"callbacks\":null",
            "\"data_base64\":\"e30=\",",
            "\"receiptHandle\":\"r\",",
            "\"TopicArn\":\"t\",",
            "\"Message\":",
            "\"Records\":[",
            "\"detail-type\":\"d\",",
            "\"detail\":",
            "\"op\":\"c\",",
            "\"after\":",
            "\"feed_id\":7,",
            "\"link\":\"https://a.example/1\",",
            "\"date_gmt\":",
            "\"pubDate\":",
            "\"embargo\":",
            "\"/Date(1715063400000)/\"",
            "638506602000000000",
            "9223372036854775807",
            "\"@type\":\"NewsArticle\",",
            "\"published_at\":",
            "\"$date\":",
            "\"rendered\":",
            "\"original\":",
            "\"extra\":",
            "\"repaired\":[",
            "\"hashtags\":",
            "null",
            "true",
            "1e999",
            "-0.0",
            "18446744073709551616",
            "\\ud83d",
            "\\u0000",
            "\\x",
            "NaN",
            "[[",
            "]]",
            "{}",
            "[]",
            "\"\"",
            "\\",
            MARK,
            "\"$serde_json::private::Number\":\"1\"",
        ],
        check: |input| {
            let reading = read(input, Some("application/json"));
            // A text in an envelope may be broken where the message is not.
            if let Some(reading) = reading.filter(|reading| reading.envelopes.is_empty())
                && serde_json::from_slice::<Value>(input).is_ok()
            {
                // A key that is given twice is valid, and told.
                let touched = reading.repairs.iter().any(|repair| repair.name() != "repeated_keys");
                assert!(!touched, "valid bytes are never touched");
            }
            drop(read(input, None));
        },
    });
}

#[test]
fn xml() {
    run(&Target {
        name: "xml",
        longest: LONGEST,
        seeds: samples(&["tests/samples/xml"]),
        words: &[
            "<item>",
            "</item>",
            "<entry>",
            "<nitf>",
            "<p>",
            "</p>",
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "<?xml version='1.0'?>",
            "<!DOCTYPE x [<!ENTITY a \"b\">]>",
            "&a;",
            "&#x0;",
            "&amp;lt;",
            "xmlns=\"\"",
            "xmlns:a=\"b\"",
            "<a:b>",
            "/>",
            "<description>",
            "<content:encoded>",
            "<newsItem>",
            "<hl1>",
            "<guid>7</guid>",
            "<link>https://a.example</link>",
            "<pubDate>",
            "<embargoed>",
            "<table><tr><td>",
            "encoding=\"utf-16\"",
            MARK,
        ],
        check: |input| {
            drop(read(input, Some("application/xml")));
            drop(read(input, None));
        },
    });
}

#[test]
fn html_pages() {
    let pages = samples(&["tests/samples/forms"]).into_iter().filter(|sample| sample.contains(&b'<'));
    run(&Target {
        name: "html",
        longest: LONGEST,
        seeds: pages.chain([b"<p>a<sup>2</sup>&amp;amp;</p><div hidden>x</div>".to_vec()]).collect(),
        words: &[
            "<p>",
            "</p>",
            "<div hidden>",
            "<script>",
            "</script>",
            "<style>",
            "<table>",
            "<td>",
            "<sup>",
            "<title>",
            "<pre>",
            "<br>",
            "<!--",
            "-->",
            "&amp;",
            "&#128512;",
            "&#xD800;",
            "&nbsp",
            "<![CDATA[",
            "class=\"related\"",
            "<nav>",
            "<aside>",
            "<svg>",
            "<template>",
            "<noscript>",
            "<figure><figcaption>",
            "style=\"display:none\"",
            "&lt;p&gt;",
        ],
        check: |input| {
            drop(read(input, Some("text/html")));
            let text = String::from_utf8_lossy(input);
            let page = html::page(&text);
            let length = page.text.chars().count();
            for mark in &page.marks {
                assert!(mark.start <= mark.end && mark.end as usize <= length, "{mark:?} of {length}");
            }
            drop(html::reduce(&text));
            drop(html::reduce_line(&text));
        },
    });
}

#[test]
fn times() {
    let seeds = [
        "2024-05-07T06:30:00Z",
        "Tue, 07 May 2024 06:30:00 GMT",
        "December 13, 2016 8:52PM EST",
        "2016 Oct 10",
        "1715063400",
        "7th of May 2024, noon",
        "2024-W19-2",
        "20240507T063000Z",
        "07.05.2024 06:30",
        "Mon May 6 07:15:00 CEST 2024",
    ];
    run(&Target {
        name: "times",
        longest: LONGEST,
        seeds: seeds.map(|seed| seed.as_bytes().to_vec()).to_vec(),
        words: &[
            "May",
            "Tuesday",
            "st",
            "noon",
            "midnight",
            "AM",
            "p.m.",
            "UTC",
            "GMT+3",
            "EST",
            "Z",
            "+02:00",
            "-0330",
            "T",
            "W53",
            "[Europe/Berlin]",
            "9999",
            "0000",
            "31",
            "29",
            "24:00",
            "23:59:60",
            "1e18",
            "-",
            ":",
            ",",
            " at ",
            "BST",
            "London time",
            "MAY24",
            "070630Z",
            "/Date(",
            ")/",
            "(",
            "]",
            ".",
            "00.00.00",
        ],
        check: |input| {
            let text = String::from_utf8_lossy(input);
            let zones = [jiff::tz::TimeZone::UTC, jiff::tz::TimeZone::get("Europe/Berlin").unwrap()];
            for zone in &zones {
                for read in [time::read(&text, zone), time::read_line(&text, zone)].into_iter().flatten() {
                    assert!(read.timestamp.to_string().parse::<jiff::Timestamp>().is_ok());
                }
                let published = jiff::Timestamp::from_second(1_715_063_400).unwrap();
                let until = time::read_until(&text, zone, Some(published));
                assert!(until.is_none_or(|time| time.to_string().parse::<jiff::Timestamp>().is_ok()));
                if let Ok(number) = text.trim().parse() {
                    let read = time::of_number(number, zone);
                    assert!(
                        read.is_none_or(|time| time.timestamp.to_string().parse::<jiff::Timestamp>().is_ok())
                    );
                }
            }
        },
    });
}

static ENRICHER: LazyLock<Enricher> = LazyLock::new(|| Enricher::new(Options::default()));

/// Plain text through the whole of enrichment: every span is its text.
#[test]
fn text() {
    run(&Target {
        // Enrichment without optimisation takes a tenth of a second for a whole article.
        name: "text",
        longest: 1500,
        seeds: samples(&["seeds"])
            .into_iter()
            .take(40)
            .map(|seed| String::from_utf8_lossy(&seed).chars().take(500).collect::<String>().into_bytes())
            .chain([b"LIMA, May 7 (Reuters) - A quake killed 40 people in Peru, the mayor said.\n#Peru\n2024-05-07".to_vec()])
            .collect(),
        words: &[
            " killed ", " 1.5 million ", "$", "%", " p.m. ", " Mr. ", "\u{201c}", "\u{201d} said ", " London ", " U.S. ", "#tag ",
            "\n\n", " per cent of ", "1,000", " dozens of ", "Reporting by ", " CORRECTION ", "[+2219 chars]", " km\u{b2} ",
            " and ", " not ", "-", "\u{2013}", " Jr.", "(", ")", "2-1", "\u{20ac}5bn", " next Monday", "**", "## ", " O'",
            "EMBARGOED UNTIL ", "0001 GMT Friday 5 March", "KILL: ", "---\n", "title: ", "date: ", "\r", "WITHHELD: ",
        ],
        check: |input| {
            let Some(reading) = read(&String::from_utf8_lossy(input).into_owned().into_bytes(), Some("text/plain")) else {
                return;
            };
            let enriched = ENRICHER.enrich(reading.article, &mut Scratch::default());
            let value: Value = serde_json::from_slice(&serialise::to_json(&enriched)).unwrap();
            check_spans(&value, &enriched);
        },
    });
}

/// Holds every span in an output to the text that it names.
fn check_spans(value: &Value, enriched: &EnrichedArticle) {
    match value {
        Value::Object(fields) => {
            let offsets =
                (fields.get("start").and_then(Value::as_u64), fields.get("end").and_then(Value::as_u64));
            let field = fields.get("field").and_then(Value::as_str);
            if let ((Some(start), Some(end)), Some(field), Some(Value::String(text))) =
                (offsets, field, fields.get("text"))
            {
                let whole = match field {
                    "title" => enriched.article.title.as_deref().unwrap_or_default(),
                    "body" => &enriched.article.body,
                    _ => return,
                };
                let (start, end) = (usize::try_from(start).unwrap(), usize::try_from(end).unwrap());
                assert!(start <= end, "{start} {end}");
                let found: String = whole.chars().skip(start).take(end - start).collect();
                assert_eq!(&found, text);
            }
            fields.values().for_each(|value| check_spans(value, enriched));
        }
        Value::Array(values) => values.iter().for_each(|value| check_spans(value, enriched)),
        _ => {}
    }
}
