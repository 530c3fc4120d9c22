//! A mail as an article: its head as fields, its text out of parts and encodings (RFC 5322, RFC 2045 to 2047).
//!
//! Of alternatives the fullest is read; parts that follow each other are one text. A part that is no text, such as a picture,
//! is left out, and a text that is sent as a file is told where the article does not have it.

mod encoded;
mod parts;

use serde_json::Value;

use super::body::{self, Offer, Prose};
use super::draft::{Draft, Markup};
use super::error::InputError;
use super::fields::Field;
use super::forms;
use super::html::Dropped;
use super::keys::fold;
use super::pointer::Fields;
use parts::{Leaf, Part};

/// Fields of a head that say how the mail came and how it is written.
const TRANSPORT: &[&str] = &[
    "authenticationresults",
    "contenttransferencoding",
    "contenttype",
    "deliveredto",
    "dkimsignature",
    "mimeversion",
    "received",
    "receivedspf",
    "returnpath",
];

/// Reads a text that is a mail; `None` for any other.
pub(super) fn read(text: &str, draft: &mut Draft<'_>) -> Option<Result<(), InputError>> {
    let part = Part::read(text)?;
    let is_of_mbox = text.trim_start().starts_with("From ");
    let has_head = ["from", "subject", "date"].iter().all(|name| part.field(name).is_some());
    let is_mail = is_mail(&part) || is_of_mbox && has_head;
    if !is_mail {
        return None;
    }
    if is_of_mbox && part.is_followed() {
        let words = "the message is a mailbox of several mails, and a message is one article: send each mail by itself";
        return Some(Err(InputError::SeveralArticles(words.into())));
    }
    Some(read_mail(&part, draft))
}

/// True for a head that no other text has: who wrote it, or about what, and how it is written or was sent.
fn is_mail(part: &Part<'_>) -> bool {
    let has = |names: &[&str]| names.iter().any(|name| part.field(name).is_some());
    let has_type = part.field("content-type").is_some_and(|kind| kind.contains('/'));
    has(&["from", "subject", "date"])
        && (has_type || has(&["mime-version", "message-id", "received", "content-transfer-encoding"]))
}

fn read_mail(mail: &Part<'_>, draft: &mut Draft<'_>) -> Result<(), InputError> {
    let leaves = mail.leaves();
    let (texts, files): (Vec<&Leaf>, Vec<&Leaf>) = leaves.iter().partition(|leaf| !leaf.is_file);
    let offers = texts.into_iter().filter_map(offer).collect();
    let Some(best) =
        body::joined(offers).or_else(|| body::joined(files.iter().filter_map(|leaf| offer(leaf)).collect()))
    else {
        let words = "the message is a mail, and no part of it is a text: send its text or its HTML";
        return Err(InputError::UnreadableBody(words.into()));
    };
    read_head(mail, draft);
    let told = files.into_iter().map(|leaf| Dropped { place: "file".into(), text: leaf.text.clone() });
    draft.add_dropped("the mail", told.collect());
    body::set(draft, &mut Fields::new(), best);
    Ok(())
}

/// The text of a part.
fn offer(leaf: &Leaf) -> Option<Offer> {
    let markup = if leaf.is_html { Markup::Html } else { Markup::None };
    Offer::new(Prose::new(leaf.text.clone(), markup), "the mail")
}

/// Sets the fields of the head. What tells only how the mail came is left out.
fn read_head(mail: &Part<'_>, draft: &mut Draft<'_>) {
    let mut fields = Fields::new();
    for (name, value) in mail.fields() {
        if !TRANSPORT.contains(&fold(name).as_str()) && !fields.contains_key(name) {
            fields.insert(name.to_owned(), Value::from(encoded::words(value)));
        }
    }
    forms::read_head(&mut fields, draft, "header");
    if !draft.has(Field::Language)
        && let Some(language) = mail.field("content-language")
    {
        draft.set(Field::Language, language, "header/Content-Language");
    }
    draft.keep_all(fields);
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;

    use crate::article::Article;
    use crate::article::input::{Hints, InputError, Reading, Rules, read_closely};

    const HEAD: &str = "Received: from a.example by b.example\n\tfor <all@news.example>; Mon, 06 May 2024 07:16:00 +0000\nFrom: \
        =?utf-8?q?Z=C3=BCrich_desk?= <desk@wire.example>\nTo: all@news.example\nSubject: =?ISO-8859-1?B?RukgYW5k?=\n \
        =?utf-8?Q?_ferries?=\nDate: Mon, 06 May 2024 07:15:00 +0000\nMessage-ID: <ferry-1@wire.example>\nMIME-Version: 1.0\n";
    const STORY: &str = "Ferries sailed again on Monday, said Zoë Müller.\r\n\r\nNo one was hurt, and the harbour stayed open all day.";

    fn reading(mail: &str) -> Result<Reading, InputError> {
        read_closely(mail.as_bytes(), &Hints::default(), &Rules::default())
    }

    fn article(mail: &str) -> Article {
        reading(mail).unwrap().article
    }

    fn quoted(text: &str) -> String {
        text.bytes()
            .map(|byte| match byte {
                b'\r' | b'\n' => char::from(byte).to_string(),
                0x20..0x7f if byte != b'=' => char::from(byte).to_string(),
                _ => format!("={byte:02X}"),
            })
            .collect()
    }

    #[test]
    fn the_head_and_every_encoding_are_read() {
        let base64 = STANDARD.encode(STORY);
        let lines: Vec<&str> =
            base64.as_bytes().chunks(76).map(|line| std::str::from_utf8(line).unwrap()).collect();
        for (kind, body) in [
            ("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64", lines.join("\n")),
            (
                "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable",
                quoted(STORY),
            ),
            ("Content-Type: text/plain; charset=\"utf-8\"\nContent-Transfer-Encoding: 8bit", STORY.into()),
            (
                "Content-Type: TEXT/PLAIN;\n charset=iso-8859-1\nContent-Transfer-Encoding: Quoted-Printable",
                quoted(STORY).replace("=C3=AB", "=EB").replace("=C3=BC", "=FC"),
            ),
        ] {
            for ends in ["\n", "\r\n"] {
                let mail = format!("{HEAD}{kind}\n\n{body}").replace("\r\n", "\n").replace('\n', ends);
                let found = article(&mail);
                assert_eq!(found.title.as_deref(), Some("Fé and ferries"), "{kind}");
                assert_eq!(
                    (found.id.as_str(), found.published_at.as_deref()),
                    ("<ferry-1@wire.example>", Some("2024-05-06T07:15:00Z"))
                );
                assert_eq!(found.body.replace("\r\n", "\n"), STORY.replace("\r\n", "\n"), "{kind}");
                assert_eq!(found.extra["From"], "Zürich desk <desk@wire.example>");
            }
        }
    }

    #[test]
    fn the_fullest_of_several_parts_is_the_text() {
        let plain = format!("Content-Type: text/plain; charset=utf-8\n\n{STORY}");
        let html = format!(
            "Content-Type: text/html; charset=utf-8\n\n<html><body><p>{}</p></body></html>",
            STORY.replace("\r\n\r\n", "</p><p>")
        );
        let picture = "Content-Type: image/png\nContent-Disposition: attachment; filename=a.png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=";
        let mixed = |parts: &[&str]| {
            let parts = parts.iter().map(|part| format!("--x y\n{part}\n")).collect::<Vec<_>>().concat();
            format!(
                "{HEAD}Content-Type: multipart/mixed; boundary=\"x y\"\n\nThis is a message in several parts.\n{parts}--x y--\nepilogue\n"
            )
        };
        let alternative = format!(
            "Content-Type: multipart/alternative;\n boundary=inner\n\n--inner\n{plain}\n--inner\n{html}\n--inner--"
        );
        for mail in [
            mixed(&[&plain]),
            mixed(&[&html, picture]),
            mixed(&[&alternative, picture]),
            mixed(&["Content-Type: text/plain\n\n", &html]),
            format!("{HEAD}{alternative}\n"),
            format!("{HEAD}{html}\n"),
        ] {
            let found = reading(&mail).unwrap();
            assert_eq!(
                found.article.body.replace("\r\n", "\n").trim(),
                STORY.replace("\r\n", "\n"),
                "{mail}"
            );
            assert!(found.unread.is_empty(), "{mail}");
        }
        let two = article(&mixed(&[
            "Content-Type: text/plain\n\nFerries sailed again.",
            "Content-Type: text/plain\n\nSnow fell in the hills.",
        ]));
        assert_eq!(two.body, "Ferries sailed again.\n\nSnow fell in the hills.");
    }

    #[test]
    fn a_text_that_is_sent_as_a_file_is_read_or_told() {
        let story =
            "Ferries between Vell and the island sailed again on Monday after a week of storms. ".repeat(4);
        let file = format!(
            "Content-Type: text/plain\nContent-Disposition: attachment; filename=\"story.txt\"\n\n{story}"
        );
        let mail = |parts: &str| format!("{HEAD}Content-Type: multipart/mixed; boundary=b\n\n{parts}--b--\n");
        let alone = article(&mail(&format!("--b\n{file}\n")));
        assert_eq!(alone.body.trim(), story.trim());
        let beside = reading(&mail(&format!(
            "--b\nContent-Type: text/plain\n\nSnow fell in the hills.\n--b\n{file}\n"
        )))
        .unwrap();
        assert_eq!(beside.article.body, "Snow fell in the hills.");
        assert_eq!(beside.unread.len(), 1);
        let picture =
            mail("--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n");
        assert_eq!(reading(&picture).unwrap_err().reason(), "unreadable_body");
    }

    #[test]
    fn a_mailbox_of_one_mail_is_a_mail() {
        let mail = format!(
            "From desk@wire.example Mon May  6 07:15:00 2024\nFrom: desk\nSubject: Ferry\nDate: Mon, 06 May 2024 07:15:00 +0000\n\n{STORY}\n\n"
        );
        assert_eq!(article(&mail).title.as_deref(), Some("Ferry"));
        assert_eq!(reading(&[mail.as_str(), &mail].concat()).unwrap_err().reason(), "several_articles");
        let quoted = format!("{mail}From Vell the ferries sailed on.\n");
        assert!(article(&quoted).body.ends_with("sailed on."));
    }

    #[test]
    fn broken_mails_are_read_or_refused() {
        let deep = (0..40)
            .map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n"))
            .collect::<Vec<_>>()
            .concat();
        for mail in [
            format!("{HEAD}Content-Type: multipart/mixed\n\n{STORY}"),
            format!("{HEAD}Content-Type: multipart/mixed; boundary=none\n\n{STORY}"),
            format!("{HEAD}Content-Type: text/plain; charset=unknown-8bit\n\n{STORY}"),
        ] {
            assert!(article(&mail).body.contains("No one was hurt"), "{mail}");
        }
        for mail in [
            format!("{HEAD}{deep}Ferries sailed."),
            format!("{HEAD}Content-Transfer-Encoding: base64\n\n!!! no base64 !!!"),
        ] {
            assert!(reading(&mail).is_err_and(|error| error.reason() == "unreadable_body"), "{mail}");
        }
    }
}
