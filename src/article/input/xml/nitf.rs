//! NITF (News Industry Text Format) 3.x, alone or inside `NewsML-G2`.

use serde_json::Value;

use super::tree::Element;
use super::{keep_line, offer_markup, set_body, set_keywords, set_line, status, subject};
use crate::article::input::body::{self, Offer};
use crate::article::input::draft::Draft;
use crate::article::input::fields::Field;

pub(super) fn items(root: &Element) -> Option<Vec<&Element>> {
    (root.name == "nitf").then(|| vec![root])
}

pub(super) fn read<'r>(_: &Element, nitf: &Element, mut draft: Draft<'r>) -> Draft<'r> {
    if let Some(document) = nitf.at(&["head", "docdata"]) {
        read_document(document, &mut draft);
    }
    // A message to editors that kills the story says so before all else.
    let message = nitf.at(&["head", "docdata", "ed-msg"]).and_then(|message| message.attribute("info"));
    let kills = message.is_some_and(|message| {
        message.starts_with("KILL")
            || message.starts_with("MANDATORY KILL")
            || message.starts_with("BULLETIN KILL")
    });
    if kills {
        draft.withdraw("nitf/head/docdata/ed-msg/@info");
    }
    set_body(&mut draft, text(nitf));
    read_body_head(nitf, &mut draft);
    if let Some(head) = nitf.child("head") {
        read_head(head, &mut draft);
    }
    if let Some(language) =
        nitf.attribute("lang").or(nitf.at(&["body"]).and_then(|body| body.attribute("lang")))
    {
        draft.set(Field::Language, language, "nitf/@xml:lang");
    }
    draft
}

/// The text, else the abstract.
pub(super) fn text(nitf: &Element) -> Option<Offer> {
    let contents = nitf.all("body").flat_map(|body| body.all("body.content"));
    let contents = contents.filter_map(|content| offer_markup(content, "nitf/body/body.content")).collect();
    body::joined(contents).or_else(|| {
        let summary = nitf.at(&["body", "body.head", "abstract"])?;
        offer_markup(summary, "nitf/body/body.head/abstract")
    })
}

/// Headline, byline and the rest that a reader sees above the text.
pub(super) fn read_body_head(nitf: &Element, draft: &mut Draft<'_>) {
    let Some(head) = nitf.at(&["body", "body.head"]) else { return };
    set_line(draft, Field::Title, head.at(&["hedline", "hl1"]), "nitf/body/body.head/hedline/hl1");
    set_line(draft, Field::Title, head.child("hedline"), "nitf/body/body.head/hedline");
    if let Some(byline) = head.child("byline") {
        let name = byline.child("person").or(byline.child("bytag")).unwrap_or(byline);
        if let Some(line) = name.line() {
            let name = line.strip_prefix("By ").unwrap_or(&line).to_owned();
            draft.set(Field::Author, name, "nitf/body/body.head/byline");
        }
    }
    set_line(draft, Field::Source, head.child("distributor"), "nitf/body/body.head/distributor");
    if let Some(dateline) = head.child("dateline") {
        keep_line(draft, "dateline_text", dateline.line());
        if let Some(time) = dateline.child("story.date").and_then(|date| date.attribute("norm")) {
            draft.set(Field::PublishedAt, time, "nitf/body/body.head/dateline/story.date/@norm");
        }
    }
    keep_line(draft, "subheadline", head.at(&["hedline", "hl2"]).and_then(Element::line));
    keep_line(draft, "abstract", head.child("abstract").and_then(Element::line));
    keep_line(draft, "ednote", head.child("note").and_then(Element::line));
}

/// Identity, times, urgency and status.
fn read_document(document: &Element, draft: &mut Draft<'_>) {
    let attribute =
        |element: &str, attribute: &str| document.child(element)?.attribute(attribute).map(str::to_owned);
    let issued = attribute("date.issue", "norm");
    let released = attribute("date.release", "norm");
    for (field, value, from) in [
        (Field::Id, attribute("doc-id", "id-string"), "nitf/head/docdata/doc-id/@id-string"),
        (Field::PublishedAt, issued, "nitf/head/docdata/date.issue/@norm"),
        (Field::PublishedAt, released.clone(), "nitf/head/docdata/date.release/@norm"),
        (Field::Urgency, attribute("urgency", "ed-urg"), "nitf/head/docdata/urgency/@ed-urg"),
        (Field::Version, attribute("du-key", "version"), "nitf/head/docdata/du-key/@version"),
    ] {
        if let Some(value) = value {
            draft.set(field, value, from);
        }
    }
    // A release at the time of issue or before it holds nothing back.
    if let Some(released) = released {
        draft.set(Field::EmbargoedUntil, released, "nitf/head/docdata/date.release/@norm");
        let until =
            draft.article.embargoed_until.as_deref().and_then(|time| time.parse::<jiff::Timestamp>().ok());
        let issued =
            draft.article.published_at.as_deref().and_then(|time| time.parse::<jiff::Timestamp>().ok());
        if until <= issued {
            draft.article.embargoed_until = None;
            draft.used.retain(|used| used.field != Field::EmbargoedUntil);
        }
    }
    if let Some(code) = document.attribute("management-status") {
        draft.set(Field::PubStatus, status(code), "nitf/head/docdata/@management-status");
    }
    let keywords = document.child("key-list").into_iter().flat_map(|list| list.all("keyword"));
    let keywords = keywords.filter_map(|keyword| keyword.attribute("key").map(str::to_owned));
    set_keywords(draft, keywords, "nitf/head/docdata/key-list/keyword/@key");
    keep_line(
        draft,
        "ednote",
        document.child("ed-msg").and_then(|note| note.attribute("info")).map(str::to_owned),
    );
    keep_line(draft, "copyrightholder", attribute("doc.copyright", "holder"));
    keep_line(draft, "expires", attribute("date.expire", "norm"));
}

/// Title, subjects and the place of publication.
fn read_head(head: &Element, draft: &mut Draft<'_>) {
    set_line(draft, Field::Title, head.child("title"), "nitf/head/title");
    if let Some(publication) = head.child("pubdata") {
        for (field, attribute) in
            [(Field::PublishedAt, "date.publication"), (Field::Source, "name"), (Field::Url, "ex-ref")]
        {
            if let Some(value) = publication.attribute(attribute) {
                draft.set(field, value, format!("nitf/head/pubdata/@{attribute}"));
            }
        }
        keep_line(draft, "section", publication.attribute("position.section").map(str::to_owned));
    }
    let Some(object) = head.child("tobject") else { return };
    keep_line(draft, "genre", object.attribute("tobject.type").map(str::to_owned));
    let subjects: Vec<Value> = object
        .all("tobject.subject")
        .filter_map(|element| {
            let name = ["detail", "matter", "type"]
                .into_iter()
                .find_map(|part| element.attribute(&format!("tobject.subject.{part}")));
            subject(name.map(str::to_owned), element.attribute("tobject.subject.refnum"))
        })
        .collect();
    if !subjects.is_empty() {
        draft.keep("subjects", Value::Array(subjects));
    }
}
