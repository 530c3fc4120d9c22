//! The page as a person uses it: a real browser, a real broker, the real program. `make test-browser` runs it.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

mod browser;
#[path = "../it/harness/mod.rs"]
#[expect(dead_code, unused_imports, reason = "the tests of tests/it use the rest")]
mod harness;

use lapin::BasicProperties;
use serde_json::json;

use browser::{Browser, DESK, ENTER, ESCAPE, PHONE, TAB};
use harness::{Newsroom, Worker, until};

const SEED: &str = include_str!("../../seeds/000_371c06971a596525.txt");
const TOKEN: &str = "0123456789abcdef0123";
/// A refusal that the page shows is an error in the browser's console too.
const REFUSED: &[&str] = &["status of 4"];
const CONSOLE: [(&str, &str); 3] =
    [("CONSOLE__LISTEN", "127.0.0.1:0"), ("CONSOLE__ARTICLES", "true"), ("CONSOLE__ENRICH", "true")];

/// The address at which a program listens, from its log.
async fn address(worker: &Worker) -> String {
    let line = worker.logged("console_listening").await;
    let event: serde_json::Value = serde_json::from_str(&line).unwrap();
    event["address"].as_str().unwrap_or_else(|| panic!("{line}")).to_owned()
}

async fn publish_seed(newsroom: &Newsroom) {
    let properties = BasicProperties::default().with_content_type("text/plain".into());
    newsroom.publish("wire", SEED.as_bytes(), properties).await;
}

/// The marks, the map and the figures of the seed are there.
async fn seed_is_shown(browser: &Browser) {
    assert!(browser.text(".text .body p").await.starts_with("Armenians in Nagorno-Karabakh began"));
    for kind in ["place", "person", "organisation", "figure", "statement"] {
        browser.holds(&format!("document.querySelector('.text .mark.{kind}')")).await;
    }
    browser.holds("document.querySelector('.place-map .land').getAttribute('d').length > 200").await;
    browser.holds("document.querySelectorAll('.place-map .dot.focus').length > 0").await;
    let figures =
        browser.script("return [...document.querySelectorAll('.value')].map((one) => one.textContent)").await;
    assert!(figures.as_array().unwrap().contains(&json!("1,050")), "{figures}");
    assert!(browser.text(".summary").await.contains("Nagorno-Karabakh"));
}

#[tokio::test(flavor = "multi_thread")]
async fn serve_opens_with_the_seed_and_enriches_what_is_pasted() {
    let server = Worker::start_as(&["serve", "--listen", "127.0.0.1:0"], &[]);
    let browser = Browser::open(&address(&server).await, "/", DESK, false).await;
    seed_is_shown(&browser).await;
    browser.picture("serve-light").await;

    // A figure lights up itself, its speaker and its place, and nothing else.
    browser.point_at(".finding[data-id='F1'] .value").await;
    browser.holds("document.querySelector('.text .mark.figure.lit')?.dataset.id === 'F1'").await;
    browser.click(".finding[data-id='F1'] .why").await;
    browser.holds("document.querySelector(\".finding[data-id='F1'] .rule b\")?.textContent.length > 3").await;

    // Layers go and come.
    browser.click(".layers .layer:nth-child(1)").await;
    browser.holds("document.querySelector('.text').classList.contains('without-place')").await;
    browser.click(".layers .layer:nth-child(1)").await;

    // By keyboard alone.
    browser.press("n").await;
    browser.holds("document.activeElement.id === 'paste-text'").await;
    browser.press("Floods killed 14 people near Kisumu in Kenya, Peter Otieno said.").await;
    browser.press(TAB).await;
    browser.press(ENTER).await;
    browser.holds("document.querySelector('.text .body')?.textContent.startsWith('Floods killed 14')").await;
    browser.holds("document.querySelector('.kicker .route')?.textContent === 'article.en.KE.disaster'").await;

    // A failure to read is told with its reason.
    browser.click("#paste-open").await;
    browser.script("document.getElementById('paste-text').value = ''").await;
    browser.fill("#paste-text", "{\"colour\": 3}").await;
    browser.click("#paste button[type=submit]").await;
    browser
        .holds("document.querySelector('.refused .chip.reason')?.textContent.includes('no_article')")
        .await;
    for is_dark in [false, true] {
        browser.colours(is_dark).await;
        assert_eq!(browser.barriers().await, [""; 0]);
    }
    browser.close(REFUSED).await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_published_appears_and_is_opened_by_keyboard() {
    let mut newsroom = Newsroom::open().await;
    let worker = newsroom.worker_with(&CONSOLE).await;
    let browser = Browser::open(&address(&worker).await, "/", DESK, true).await;
    browser.holds("document.querySelector('#verdict').dataset.level === 'good'").await;
    assert_eq!(browser.text("#headline").await, "All is well");
    publish_seed(&newsroom).await;
    newsroom
        .publish_json(&json!({ "id": "rain", "source": "Coast Wire", "title": "Rain in Lima",
        "body": "Rain killed 3 people in Lima in Peru on Sunday.", "language": "en" }))
        .await;
    newsroom.next().await;
    newsroom.next().await;
    browser.holds("document.querySelectorAll('.row').length === 2").await;
    browser.press("j").await;
    browser.press("j").await;
    browser.press("k").await;
    browser.press("j").await;
    browser.press("o").await;
    browser.holds("document.querySelector('.text .body')").await;
    // The other message, whichever came first.
    if browser.text(".text .body").await.starts_with("Rain") {
        browser.press("k").await;
        browser.press(ENTER).await;
        browser.holds("document.querySelector('.text .body')?.textContent.startsWith('Armenians')").await;
    }
    seed_is_shown(&browser).await;
    browser.picture("wire-dark").await;

    // A filter, saved under 1.
    browser.press("/").await;
    browser.holds("document.activeElement.id === 'filter'").await;
    browser.press("country:PE killed>=3").await;
    browser.holds("document.querySelectorAll('.row').length === 1").await;
    assert!(browser.text(".row .title").await.contains("Lima"));
    browser.click("#save").await;
    browser.press(ESCAPE).await;
    browser.press("1").await;
    browser.holds("document.querySelectorAll('.row').length === 2").await;
    browser.press("1").await;
    browser.holds("document.querySelectorAll('.row').length === 1").await;
    browser.press("1").await;

    // The world and the sources.
    browser.holds("document.querySelector('.globe .dot[data-name=Lima]')").await;
    browser.holds("document.querySelector('#sources-table').textContent.includes('Coast Wire')").await;
    browser
        .holds("[...document.querySelectorAll('.station')].every((one) => one.dataset.level !== 'bad')")
        .await;
    for is_dark in [false, true] {
        browser.colours(is_dark).await;
        assert_eq!(browser.barriers().await, [""; 0]);
    }
    browser.close(&[]).await;
    worker.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_phone_nothing_is_wider_than_the_screen() {
    let mut newsroom = Newsroom::open().await;
    let worker = newsroom.worker_with(&CONSOLE).await;
    let browser = Browser::open(&address(&worker).await, "/", PHONE, false).await;
    publish_seed(&newsroom).await;
    newsroom.next().await;
    browser.click(".row").await;
    seed_is_shown(&browser).await;
    browser
        .holds("document.documentElement.scrollWidth <= window.innerWidth && window.innerWidth === 390")
        .await;
    browser.picture("phone").await;
    assert_eq!(browser.barriers().await, [""; 0]);
    browser.close(&[]).await;
    worker.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hostile_article_harms_nothing() {
    let mut newsroom = Newsroom::open().await;
    let worker = newsroom.worker_with(&CONSOLE).await;
    let browser = Browser::open(&address(&worker).await, "/", DESK, false).await;
    let script = "<script>window.harmed = 1</script>";
    let figures: String =
        (2..502).map(|number| format!("Floods killed {number} people in Kenya. ")).collect();
    let arabic = "قالت الحكومة إن الأمطار الغزيرة أغرقت أجزاء من المدينة يوم الاثنين.";
    let long = "The river rose again in the night and the road to the harbour stayed closed. ".repeat(12_500);
    let body = format!(
        "Rain fell in Kenya. The page held {script} and <img src=x onerror=\"window.harmed = 2\"> \u{202e}txet sa\u{202c}.\n\n\
         {figures}\n\n{arabic}\n\n{long}"
    );
    assert!(body.len() > 950_000);
    let plain = BasicProperties::default().with_content_type("text/plain".into());
    newsroom.publish("<img src=x onerror=window.harmed=3>", body.as_bytes(), plain).await;
    newsroom.next().await;
    browser.click(".row").await;
    browser.holds("document.querySelectorAll('.text .mark.figure').length >= 400").await;
    assert!(browser.text(".text .body p").await.contains(script));
    browser.click(".text .more").await;
    browser.click(".part:nth-child(1) summary").await;
    browser.holds("document.querySelector('.part pre')?.textContent.includes('<script>')").await;
    let markup = "<img src=x onerror=window.harmed=4>";
    newsroom
        .publish_json(
            &json!({ "id": markup, "source": markup, "author": script, "keywords": [markup, script],
            "hashtags": [script], "body": "Rain fell in Kenya.", "language": "en" }),
        )
        .await;
    newsroom.next().await;
    browser.click("#wire-title").await;
    browser.holds("document.querySelectorAll('.row').length === 2").await;
    browser.click(".row").await;
    browser.holds("document.querySelector('.kicker .source')?.textContent.startsWith('<img')").await;
    browser.holds("document.querySelector('.findings')?.textContent.includes('<script>')").await;
    assert_eq!(browser.script("return window.harmed ?? null").await, json!(null));
    assert_eq!(browser.count("script").await, 1, "the page's own");
    assert_eq!(browser.count("#story img").await, 0);
    browser.holds("document.documentElement.scrollWidth <= window.innerWidth").await;
    let heap = browser.script("return performance.memory.usedJSHeapSize").await.as_f64().unwrap();
    assert!(heap < 100e6, "{heap}");
    browser.close(&[]).await;
    worker.stop().await;
}

/// A message that is too large for this worker, and not for the next.
async fn publish_too_large(newsroom: &Newsroom) {
    newsroom
        .publish_json(&json!({ "id": "long", "body": "Floods killed 14 people in Kenya. ".repeat(40) }))
        .await;
    newsroom.ready("dead", 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_letter_is_opened_and_replayed_and_comes_out() {
    let mut newsroom = Newsroom::open().await;
    let small = newsroom.worker_with(&[("LIMITS__BODY_BYTES", "1000")]).await;
    publish_too_large(&newsroom).await;
    small.stop().await;
    let settings = [&CONSOLE[..], &[("CONSOLE__TOKEN", TOKEN)]].concat();
    let worker = newsroom.worker_with(&settings).await;
    let address = address(&worker).await;
    let browser = Browser::open(&address, "/", DESK, false).await;

    // The token first; a wrong one is refused.
    browser.holds("document.querySelector('#sign-in-dialog').open").await;
    browser.fill("#token", "not the token").await;
    browser.click("#sign-in-form button[type=submit]").await;
    browser.holds("document.querySelector('#sign-in-wrong').textContent.includes('not the token')").await;
    browser.script("document.getElementById('token').value = ''").await;
    browser.fill("#token", TOKEN).await;
    browser.click("#sign-in-form button[type=submit]").await;

    browser.holds("document.body.dataset.mode === 'worker'").await;
    browser.press("d").await;
    browser.click(".letter").await;
    browser.holds("document.querySelector('.detail pre')?.textContent.includes('Floods killed 14')").await;
    assert!(browser.text(".detail .facts").await.contains("raise the limit"));
    browser.picture("dead-letter").await;
    assert_eq!(browser.barriers().await, [""; 0]);
    browser.click(".detail .primary").await;
    let enriched = newsroom.next().await.article;
    assert_eq!(enriched["article"]["id"], "long");
    newsroom.ready("dead", 0).await;
    browser.holds("document.querySelector('#dead-letters').textContent.includes('No dead letters')").await;

    // A damaged one is discarded, after a question.
    let properties = BasicProperties::default().with_content_type("application/json".into());
    newsroom.publish("wire.harbour", b"{\n\"title\": \"Rain\",\n\"body\" \"Fell.\"}", properties).await;
    newsroom.ready("dead", 1).await;
    browser.click(".letter").await;
    browser.holds("document.querySelector('.damage')").await;
    assert_eq!(browser.text(".damage").await, "\"", "the place of the damage");
    browser.click(".detail .danger").await;
    browser.click("#ask-no").await;
    newsroom.ready("dead", 1).await;
    browser.click(".detail .danger").await;
    browser.click("#ask-yes").await;
    newsroom.ready("dead", 0).await;
    browser.close(&["status of 401"]).await;
    worker.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_token_nothing_is_changed() {
    let newsroom = Newsroom::open().await;
    let small = newsroom.worker_with(&[&CONSOLE[..], &[("LIMITS__BODY_BYTES", "1000")]].concat()).await;
    publish_too_large(&newsroom).await;
    let browser = Browser::open(&address(&small).await, "/", DESK, false).await;
    browser.holds("document.body.dataset.mode === 'worker'").await;
    browser.press("d").await;
    browser.click(".letter").await;
    browser.holds("document.querySelector('.detail')?.textContent.includes('need the token')").await;
    browser.click(".detail .primary").await;
    browser.holds("document.querySelector('.toast')?.textContent.includes('console.token_file')").await;
    browser.click(".detail .danger").await;
    browser.click("#ask-yes").await;
    browser.holds("document.querySelectorAll('.toast').length >= 2").await;
    // The row of the wire does not show its text either.
    browser.click(".row[data-fate=dead]").await;
    browser.holds("document.querySelector('#story').textContent.includes('needs the token')").await;
    assert_eq!(
        browser.script("return document.body.textContent.includes('Floods killed')").await,
        json!(false)
    );
    until("the letter, where it was", async || (newsroom.counts("dead").await.0 == 1).then_some(())).await;
    browser.close(REFUSED).await;
    small.stop().await;
}
