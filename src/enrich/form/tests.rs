//! Forms of items of every kind, of our own writing.

use serde_json::json;

use super::{embargo, find, pub_status};
use crate::article::Article;
use crate::article::enriched::Form;
use crate::document::Document;

const LEAD: &str = "The ministry said on Tuesday that the bridge over the Tana would be open to all by the end of the month, two \
    years after a flood swept the old one away and cut off four villages. Work had stopped for lack of steel.";

/// Title, body and form.
const ITEMS: &[(&str, &str, Form)] = &[
    ("Bridge over the Tana to open", LEAD, Form::Story),
    ("Livestock prices rise in Marsabit", LEAD, Form::Story),
    ("Killing of farmer shocks village", LEAD, Form::Story),
    ("Weather delays opening of bridge", LEAD, Form::Story),
    ("Opinion polls show close race in Ghana", LEAD, Form::Story),
    ("Update on bridge expected on Friday", LEAD, Form::Story),
    ("Results of vote to be told on Friday", LEAD, Form::Story),
    ("Markets reopen in Mandera after two years", LEAD, Form::Story),
    ("Interview board meets in Nakuru", LEAD, Form::Story),
    ("Correction centre opens in Embu", LEAD, Form::Story),
    ("KILL-Bridge over the Tana to open", LEAD, Form::Kill),
    ("MANDATORY KILL: Bridge", LEAD, Form::Kill),
    (
        "Bridge over the Tana",
        "EDITORS: The story has been withdrawn. Please do not use the story.",
        Form::Kill,
    ),
    ("WITHDRAWN: Minister to resign", "The minister will not resign.", Form::Kill),
    ("CORRECTED-Bridge over the Tana to open", LEAD, Form::Correction),
    ("Correction: Tana Bridge story", LEAD, Form::Correction),
    (
        "Bridge over the Tana",
        "(Corrects year in first paragraph)\n\nThe ministry said on Tuesday that the bridge would open.",
        Form::Correction,
    ),
    ("ADVISORY: Coverage of the vote", "We plan three stories.", Form::Advisory),
    (
        "MEDIA ADVISORY - Minister visits Tana",
        "The minister will visit the bridge on Friday at 0900 GMT.",
        Form::Advisory,
    ),
    ("Note to editors", "A photo of the bridge will move at 1400 GMT.", Form::Advisory),
    ("LIVE: Vote in Ghana", LEAD, Form::Live),
    ("Vote in Ghana as it happened", LEAD, Form::Live),
    (
        "Vote in Ghana",
        "14:05 GMT - Polls close in Accra.\n13:50 GMT - Queues are long in Kumasi.\n13:10 GMT - The president has voted.",
        Form::Live,
    ),
    ("Football results", "Leeds 2 Hull 1\nYork 0 Derby 0\nBath 3 Leek 1\nBury 1 Hyde 2", Form::Results),
    ("League One", "Leeds\t38\t25\t84\nHull\t38\t24\t81\nYork\t38\t20\t70", Form::Results),
    ("OBITUARY-Painter Nils Berg", LEAD, Form::Obituary),
    ("Nils Berg, painter of fjords, dies at 87", LEAD, Form::Obituary),
    (
        "Painter of fjords",
        "The painter Nils Berg, who made the fjords of Norway known to the world, has died at the age of 87, his family said. Berg was born in Bodø and came to Oslo as a boy.",
        Form::Obituary,
    ),
    ("OPINION: The bridge we need", LEAD, Form::Opinion),
    ("The bridge we need | Opinion", LEAD, Form::Opinion),
    ("COLUMN-The bridge we need", LEAD, Form::Opinion),
    ("INTERVIEW-Bridge will open, says engineer", LEAD, Form::Interview),
    (
        "The engineer of the bridge",
        "Q: When will it open?\n\nA: By the end of May.\n\nQ: Why so late?\n\nA: There was no steel.",
        Form::Interview,
    ),
    (
        "The woman who counts leopards",
        "Ana Ruiz spoke to us in Leh.\n\nHow do you count them?\n\nWith cameras. I have 300 of them.\n\nAre there more?\n\nA few. We saw 41.",
        Form::Interview,
    ),
    (
        "The banks of Beirut",
        "A former governor on frozen deposits.\n\nWeekly: Who should pay?\n\nSaab: The owners first.\n\nWeekly: And then?\n\nSaab: The state.",
        Form::Interview,
    ),
    (
        "What is dengue?",
        "The disease is spreading.\n\nWhat causes it?\n\nA virus that mosquitoes carry.\n\nIs there a vaccine?\n\nThere are two.",
        Form::Story,
    ),
    (
        "Asteroid to pass",
        "An asteroid will pass on Thursday.\n\nQ: How big is it?\nA: Some 40 feet across, Yazzie said.\n\nQ: How fast?\nA: Very.",
        Form::Story,
    ),
    (
        "Bridge over the Tana to open",
        "The ministry said on Tuesday that the bridge over the Tana would be open to all by the end of the month, two years after a flood swept the old one away.\n\nCorrection: an earlier version of this article said that it would open in May.",
        Form::Story,
    ),
    (
        "Nigerian stocks fall",
        "LAGOS, Jan 14 - Nigerian shares closed lower on Wednesday, with the All-Share Index losing 0.8 percent to 101,234 points.\n\nTurnover was 9 billion naira. Zenith fell and the naira firmed to 1,480 to the dollar.",
        Form::MarketReport,
    ),
    (
        "Robusta at a record",
        "Robusta coffee futures climbed to a record on Wednesday.\n\nMarch robusta settled up 2 percent at $5,480 a ton. Arabica rose to 331 cents per lb. Traders spoke of rain.",
        Form::MarketReport,
    ),
    (
        "Lumenta shares fall",
        "Shares in Lumenta fell 4 percent on Wednesday after the maker of batteries cut its outlook, and investors asked why.\n\nIt closed at 14 euros. Analysts were unkind.",
        Form::Story,
    ),
    (
        "Lumenta opens plant",
        "EINDHOVEN, Netherlands, September 16, 2025 /PRNewswire/ -- Lumenta, a maker of batteries, opened a plant today. It will make 40,000 batteries a year and give work to 300 people in the region.",
        Form::PressRelease,
    ),
    (
        "Lumenta opens plant",
        "FOR IMMEDIATE RELEASE\n\nLumenta, a maker of batteries, opened a plant today.",
        Form::PressRelease,
    ),
    ("GLOBAL MARKETS-Stocks slip", LEAD, Form::MarketReport),
    (
        "Wall Street slips as yields climb",
        "Wall Street's main indexes fell on Wednesday after inflation data. The S&P 500 lost 0.7% and the Nasdaq 1.2%, while the Dow Jones rose by 12 points in late trade, led by banks.",
        Form::MarketReport,
    ),
    ("Weather forecast for Tuesday", LEAD, Form::Weather),
    (
        "Rain to spread east",
        "Showers are forecast for the west on Tuesday, with highs of 14 degrees. It will be cloudy in the east with overnight fog and lows of 4 degrees, and gusts on the coast.",
        Form::Weather,
    ),
    ("UPDATE 2-Bridge over the Tana to open", LEAD, Form::Update),
    ("WRAPUP 3-Bridge over the Tana to open", LEAD, Form::Update),
    (
        "Bridge over the Tana to open",
        "(Adds comment by the minister)\n\nThe ministry said on Tuesday that the bridge over the Tana would be open to all by the end of the month, two years after a flood swept the old one away.",
        Form::Update,
    ),
    ("BREAKING: Bridge over the Tana falls", "The bridge over the Tana has fallen.", Form::Snap),
    ("", "FLOODS KILL 14 IN KENYA - RED CROSS", Form::Snap),
    ("Ferry sinks off Crete", "", Form::Snap),
];

#[test]
fn forms_are_told_from_the_text() {
    for (title, body, form) in ITEMS {
        let title = (!title.is_empty()).then_some(*title);
        let document = Document::new(title, body);
        let found = find(&document, &Article::default()).unwrap();
        assert_eq!(found.form, *form, "{title:?}: {body}");
        assert_eq!(found.evidence.is_empty(), *form == Form::Story, "{title:?}");
    }
    assert_eq!(find(&Document::new(None, ""), &Article::default()), None);
}

#[test]
fn the_word_of_the_source_comes_first() {
    let document = Document::new(Some("UPDATE 2-Bridge over the Tana to open"), LEAD);
    for (field, value, form) in [
        ("genre", json!("Obituary"), Form::Obituary),
        ("genre", json!({"name": "Press release", "code": "x"}), Form::PressRelease),
        ("genre", json!([{"name": "Opinion"}]), Form::Opinion),
        ("form", json!("live"), Form::Live),
        ("genre", json!("Current"), Form::Update),
    ] {
        let mut article = Article::default();
        article.extra.insert(field.into(), value.clone());
        let found = find(&document, &article).unwrap();
        assert_eq!(found.form, form, "{value}");
    }
    let typed = Article { r#type: Some("LiveBlogPosting".into()), ..Article::default() };
    assert_eq!(find(&document, &typed).unwrap().form, Form::Live);
    let canceled = Article { pub_status: Some("canceled".into()), ..Article::default() };
    assert_eq!(find(&document, &canceled).unwrap().form, Form::Kill);
}

#[test]
fn a_kill_or_embargo_in_the_text_is_told() {
    for (title, body, status) in [
        ("KILL-Bridge over the Tana to open", LEAD, Some("canceled")),
        ("KILL", LEAD, Some("canceled")),
        (
            "Bridge over the Tana to open",
            "MANDATORY KILL\n\nPlease kill the story sent at 0900 GMT.",
            Some("canceled"),
        ),
        ("URGENT KILL: Bridge over the Tana", LEAD, Some("canceled")),
        ("STORY REMOVAL: Bridge over the Tana", LEAD, Some("canceled")),
        ("WITHHELD: Bridge over the Tana", LEAD, Some("withheld")),
        ("Kill Bill returns to cinemas", LEAD, None),
        ("Witness names withheld in Tana trial", LEAD, None),
        ("Bridge report", "EMBARGOED until 0600 GMT on May 7\n\nThe bridge will open.", Some("withheld")),
        ("Bridge report", "HOLD FOR RELEASE at noon\n\nThe bridge will open.", Some("withheld")),
        ("EMBARGO: Bridge report", LEAD, Some("withheld")),
        ("Embargo on oil hits Tana", "The embargo on oil was lifted on Tuesday, the ministry said.", None),
        ("Bridge over the Tana to open", LEAD, None),
    ] {
        let document = Document::new(Some(title), body);
        let found = find(&document, &Article::default());
        let embargo = embargo(&document, None);
        assert_eq!(pub_status(found.as_ref(), embargo.as_ref()), status, "{title}");
    }
}
