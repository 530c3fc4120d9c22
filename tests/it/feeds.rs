//! Lists, feeds and folders on the command line: each article by itself, and a word about everything else.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::{Value, json};

use crate::harness::{Newsroom, dateline};

const FEED: &str = r#"<rss version="2.0"><channel><title>Example News</title>
<item><guid>urn:ex:1</guid><title>Floods kill 14</title><description>Floods killed 14 people in Kenya.</description></item>
<item><guid>urn:ex:2</guid><title>Storm nears Oman</title><description>A storm came near Oman.</description></item>
</channel></rss>"#;

/// A folder of its own that is removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn with(name: &str, files: &[(&str, &[u8])]) -> Self {
        let path = std::env::temp_dir().join(format!("dateline-{}-{name}", std::process::id()));
        for (name, content) in files {
            let file = path.join(name);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder can be made");
            fs::write(file, content).expect("a file can be written");
        }
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

fn enrich(path: &Path) -> (Vec<String>, String, Option<i32>) {
    let output: Output = dateline().args(["enrich", "--output", "json"]).arg(path).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let id = |line: &str| {
        let article: Value = serde_json::from_str(line).unwrap();
        article["article"]["id"].as_str().unwrap().to_owned()
    };
    (text.lines().map(id).collect(), String::from_utf8(output.stderr).unwrap(), output.status.code())
}

#[test]
fn lists_and_feeds_are_split() {
    let article = |id: &str| json!({"id": id, "body": "Rain fell in Kenya."});
    let newsapi = json!({"status": "ok", "totalResults": 2, "articles": [
        {"title": "Rain", "url": "https://x.example/1", "publishedAt": "2024-05-07T06:30:00Z", "content": "Rain fell in Kenya."},
        {"title": "Storm", "url": "https://x.example/2", "publishedAt": "2024-05-07T06:30:00Z", "content": "A storm came."}]});
    let lines = format!("{}\n{}\n", article("a"), article("b"));
    for (name, content, ids) in [
        ("feed.xml", FEED.to_owned(), Some(["urn:ex:1", "urn:ex:2"])),
        ("feed", FEED.to_owned(), Some(["urn:ex:1", "urn:ex:2"])),
        ("list.json", json!([article("a"), article("b")]).to_string(), Some(["a", "b"])),
        ("lines.json", lines.clone(), Some(["a", "b"])),
        ("lines.log", lines, Some(["a", "b"])),
        ("newsapi.json", newsapi.to_string(), None),
    ] {
        let folder = Folder::with(&format!("split-{name}"), &[(name, content.as_bytes())]);
        let (found, words, code) = enrich(&folder.0.join(name));
        assert_eq!((found.len(), code), (2, Some(0)), "{name}: {words}");
        assert!(words.contains("2 articles enriched"), "{name}: {words}");
        assert_ne!(found[0], found[1], "{name}");
        if let Some(ids) = ids {
            assert_eq!(found, ids, "{name}");
        }
    }
}

#[test]
fn a_folder_is_read_and_what_is_passed_over_is_named() {
    let folder = Folder::with(
        "mixed",
        &[
            ("a.txt", b"Rain fell in Kenya."),
            ("b.ninjs", br#"{"uri": "urn:ex:b", "headline": "Floods", "body_text": "Floods killed 14."}"#),
            ("deep/c.xml", FEED.as_bytes()),
            ("d.unknown", b"A storm came near Oman."),
            ("e.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF"),
            ("f.txt", b""),
            (".hidden.txt", b"Hidden text."),
            ("g.json", br#"{"id": "broken"#),
        ],
    );
    let (found, words, code) = enrich(&folder.0);
    assert_eq!(found.len(), 5, "{words}");
    // In the order of their names: a.txt, b.ninjs, d.unknown, deep/c.xml.
    assert_eq!([&found[1], &found[3], &found[4]], ["urn:ex:b", "urn:ex:1", "urn:ex:2"]);
    // One file is broken.
    assert_eq!(code, Some(3));
    for (file, reason) in [
        ("e.jpg", "neither its name nor its content"),
        ("f.txt", "empty"),
        (".hidden.txt", "begins with a dot"),
        ("g.json", "unreadable_body"),
    ] {
        let line =
            words.lines().find(|line| line.contains(file)).unwrap_or_else(|| panic!("{file} in {words}"));
        assert!(line.contains(reason), "{line}");
    }
    assert!(words.contains("5 articles enriched, 1 could not be read, 3 files passed over"), "{words}");
}

#[test]
fn a_folder_without_an_article_is_no_success() {
    let folder = Folder::with("none", &[("e.bin", b"\0\0\0\0")]);
    let (found, words, code) = enrich(&folder.0);
    assert_eq!((found.len(), code), (0, Some(3)), "{words}");
    assert!(words.contains("e.bin: passed over") && words.contains("0 articles enriched"), "{words}");
}

/// What the worker would log stands on standard error, without a word of the article.
#[test]
fn what_was_not_read_is_told() {
    let background = "Quibblethorn rain fell in the hills above the town. ".repeat(6);
    let article = json!({"id": "a", "body": "Rain fell in Kenya.", "language": "Klingonish", "date": "tomorrow", "desk": {"notes": background}});
    let rss = FEED.replace("</item>", &format!("<x:story xmlns:x='urn:x'>{background}</x:story></item>"));
    let folder =
        Folder::with("told", &[("a.json", article.to_string().as_bytes()), ("b.xml", rss.as_bytes())]);
    let (found, words, code) = enrich(&folder.0);
    assert_eq!((found.len(), code), (3, Some(0)), "{words}");
    for part in [
        "a.json: no field took the text at \"/desk/notes\" (312 characters)",
        "article_text_unread",
        "a.json: the language \"Klingonish\" is not known",
        "a.json: the time of publication cannot be read",
    ] {
        assert!(words.contains(part), "{part} in {words}");
    }
    let output = dateline().args(["enrich", "--explain-input"]).arg(&folder.0).output().unwrap();
    let account = String::from_utf8(output.stdout).unwrap();
    for part in [
        "id              from /id (a)",
        "unread          /desk/notes (312",
        "language        from /language (not known, ignored)",
    ] {
        assert!(account.contains(part), "{part} in {account}");
    }
    assert!(String::from_utf8(output.stderr).unwrap().contains("3 articles explained"));
    assert!(!words.contains("Quibblethorn") && !account.contains("Quibblethorn"), "{words}{account}");
}

/// What `enrich` tells of an article, `publish` tells too, once in all rounds.
#[tokio::test]
async fn publish_tells_what_was_not_read() {
    let newsroom = Newsroom::open().await;
    let worker = newsroom.worker().await;
    let background = "Quibblethorn rain fell in the hills above the town. ".repeat(6);
    let article = json!({"id": 7, "body": "Rain fell in Kenya. [+2312 chars]", "language": "Klingonish", "embargoed_until": "Friday",
        "desk": {"notes": background}});
    let folder = Folder::with(
        "publish-told",
        &[("a.json", article.to_string().as_bytes()), ("b.txt", b"{\\rtf1 Rain}")],
    );
    let mut publish = dateline();
    publish.args(["publish", "--count", "3"]).arg(&folder.0).envs(newsroom.environment(&[]));
    let published = tokio::process::Command::from(publish).output().await.unwrap();
    let words = String::from_utf8_lossy(&published.stderr).into_owned();
    worker.stop().await;
    assert_eq!(published.status.code(), Some(3), "{words}");
    for part in [
        "a.json: no field took the text at \"/desk/notes\" (312 characters)",
        "a.json: the language \"Klingonish\" is not known",
        "a.json: embargoed_until cannot be read from /embargoed_until, so that the article is withheld",
        "(article_text_cut)",
        "(article_id_local)",
        "b.txt: the body is RTF",
        "3 published and confirmed",
        "1 could not be read",
    ] {
        assert_eq!(words.matches(part).count(), 1, "{part} in {words}");
    }
    assert!(!words.contains("Quibblethorn"), "{words}");
}

#[tokio::test]
async fn publish_sends_each_item_of_a_feed_by_itself() {
    let newsroom = Newsroom::open().await;
    let worker = newsroom.worker().await;
    let folder = Folder::with("publish", &[("feed.xml", FEED.as_bytes()), ("e.bin", b"\0")]);
    let mut publish = dateline();
    publish.arg("publish").arg(&folder.0).envs(newsroom.environment(&[]));
    let published = tokio::process::Command::from(publish).output().await.unwrap();
    let words = String::from_utf8_lossy(&published.stderr).into_owned();
    assert!(published.status.success(), "{words}");
    worker.stop().await;
    assert!(
        words.contains("2 published and confirmed") && words.contains("1 files were passed over"),
        "{words}"
    );
}
