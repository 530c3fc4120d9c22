//! An item of NewsML 1.x, as agencies sent it before `NewsML-G2`, and many still do.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::tree::Element;
use super::{keep_line, nitf, offer, offer_markup, set_body, set_line};
use crate::article::input::body::{Offer, Prose};
use crate::article::input::draft::{Draft, Markup};
use crate::article::input::fields::Field;

pub(super) fn items(root: &Element) -> Option<Vec<&Element>> {
    (root.name == "NewsML").then(|| root.all("NewsItem").collect())
}

pub(super) fn read<'r>(_: &Element, item: &Element, mut draft: Draft<'r>) -> Draft<'r> {
    let identifier = item.at(&["Identification", "NewsIdentifier"]);
    if let Some(identifier) = identifier {
        let place = "NewsItem/Identification/NewsIdentifier";
        // The public identifier ends in the revision, which differs from version to version.
        let parts =
            ["ProviderId", "DateId", "NewsItemId"].map(|part| identifier.child(part).and_then(Element::line));
        if let [Some(provider), Some(day), Some(name)] = parts {
            draft.set(Field::Id, format!("urn:newsml:{provider}:{day}:{name}"), place);
        }
        let public = identifier.child("PublicIdentifier").and_then(Element::line);
        let unversioned = public.map(|id| {
            let is_revision =
                |last: &str| last.trim_end_matches(['N', 'U', 'A']).bytes().all(|byte| byte.is_ascii_digit());
            match id.rsplit_once(':') {
                Some((before, last)) if is_revision(last) => before.to_owned(),
                _ => id,
            }
        });
        if let Some(id) = unversioned {
            draft.set(Field::Id, id, format!("{place}/PublicIdentifier"));
        }
        set_line(&mut draft, Field::Version, identifier.child("RevisionId"), &format!("{place}/RevisionId"));
    }
    if let Some(management) = item.child("NewsManagement") {
        read_management(management, &mut draft);
    }
    let component = item.child("NewsComponent");
    let mut texts = Texts::default();
    if let Some(component) = component {
        read_component(component, &mut draft, &mut texts, false, DEPTH);
    }
    set_body(&mut draft, texts.own);
    set_body(&mut draft, texts.of_pictures);
    draft
}

/// The texts of an item.
#[derive(Default)]
struct Texts {
    own: Vec<Offer>,
    /// Captions, which are the text only where there is no other.
    of_pictures: Vec<Offer>,
}

/// Parts that a component of a picture or the like plays.
const PICTURES: [&str; 6] = ["caption", "photo", "picture", "graphic", "video", "image"];

/// Deepest component in a component.
const DEPTH: usize = 8;

fn formal<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    element.child(name)?.attribute("FormalName")
}

/// Times, status and what the status will be.
fn read_management(management: &Element, draft: &mut Draft<'_>) {
    let place = "NewsItem/NewsManagement";
    set_line(draft, Field::PublishedAt, management.child("FirstCreated"), &format!("{place}/FirstCreated"));
    set_line(
        draft,
        Field::UpdatedAt,
        management.child("ThisRevisionCreated"),
        &format!("{place}/ThisRevisionCreated"),
    );
    if let Some(status) = formal(management, "Status") {
        draft.set(Field::PubStatus, status, format!("{place}/Status"));
    }
    if let Some(change) = management.child("StatusWillChange")
        && formal(change, "FutureStatus").is_some_and(|status| status.eq_ignore_ascii_case("usable"))
    {
        set_line(
            draft,
            Field::EmbargoedUntil,
            change.child("DateAndTime"),
            &format!("{place}/StatusWillChange/DateAndTime"),
        );
    }
    if let Some(urgency) = formal(management, "Urgency") {
        draft.set(Field::Urgency, urgency, format!("{place}/Urgency"));
    }
}

fn read_component(
    component: &Element,
    draft: &mut Draft<'_>,
    texts: &mut Texts,
    in_picture: bool,
    depth: usize,
) {
    let role = formal(component, "Role").unwrap_or_default().to_ascii_lowercase();
    let in_picture = in_picture || PICTURES.iter().any(|part| role.contains(part));
    let offers = if in_picture { &mut texts.of_pictures } else { &mut texts.own };
    if let Some(lines) = component.child("NewsLines") {
        for (field, name) in [(Field::Title, "HeadLine"), (Field::Author, "ByLine")] {
            set_line(draft, field, lines.child(name), &format!("NewsLines/{name}"));
        }
        keep_line(draft, "dateline_text", lines.child("DateLine").and_then(Element::line));
        keep_line(draft, "slugline", lines.child("SlugLine").and_then(Element::line));
    }
    if let Some(language) = component.child("DescriptiveMetadata").and_then(|meta| formal(meta, "Language")) {
        draft.set(Field::Language, language, "DescriptiveMetadata/Language");
    }
    let provider = component
        .at(&["AdministrativeMetadata", "Provider", "Party"])
        .and_then(|party| party.attribute("FormalName"));
    if let Some(provider) = provider {
        draft.set(Field::Source, provider, "AdministrativeMetadata/Provider");
    }
    for content in component.all("ContentItem") {
        if let Some(encoded) = content.child("Encoding") {
            offers.extend(decoded(encoded));
        }
        let Some(data) = content.child("DataContent") else { continue };
        if let Some(document) = data.child("nitf") {
            offers.extend(nitf::text(document));
            nitf::read_body_head(document, draft);
        } else if data.elements().next().is_some() {
            let body = data.at(&["html", "body"]).or(data.at(&["body", "body.content"])).unwrap_or(data);
            offers.extend(offer_markup(body, "ContentItem/DataContent"));
        } else {
            offers.extend(offer(data, "ContentItem/DataContent"));
        }
    }
    if let Some(depth) = depth.checked_sub(1) {
        for inner in component.all("NewsComponent") {
            read_component(inner, draft, texts, in_picture, depth);
        }
    }
}

/// The text of a content that is encoded in base64.
fn decoded(encoding: &Element) -> Option<Offer> {
    let is_base64 = encoding.attribute("Notation").is_some_and(|name| name.eq_ignore_ascii_case("base64"));
    let data = encoding.child("DataContent").filter(|_| is_base64)?.raw_text();
    let plain: String = data.split_whitespace().collect();
    let text = String::from_utf8(STANDARD.decode(plain).ok()?).ok()?;
    Offer::new(Prose::new(text, Markup::Unknown), "ContentItem/Encoding/DataContent")
}

#[cfg(test)]
mod tests {
    use crate::article::input::{Hints, Rules, read_closely};

    fn document(status: &str, change: &str, revision: u8) -> String {
        format!(
            "<?xml version='1.0'?><NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>wire.example</ProviderId>\
             <DateId>20240507</DateId><NewsItemId>ferry</NewsItemId><RevisionId>{revision}</RevisionId>\
             <PublicIdentifier>urn:newsml:wire.example:20240507:ferry:{revision}</PublicIdentifier></NewsIdentifier></Identification>\
             <NewsManagement><FirstCreated>20240507T063000Z</FirstCreated><ThisRevisionCreated>20240507T070000Z</ThisRevisionCreated>\
             <Status FormalName='{status}'/>{change}</NewsManagement><NewsComponent><NewsLines><HeadLine>Ferry</HeadLine></NewsLines>\
             <NewsComponent><DescriptiveMetadata><Language FormalName='en'/></DescriptiveMetadata><ContentItem><DataContent><html>\
             <head><title>no</title></head><body><p>Ferries sailed again.</p></body></html></DataContent></ContentItem></NewsComponent>\
             </NewsComponent></NewsItem></NewsML>"
        )
    }

    #[test]
    fn an_item_is_read_and_keeps_its_id_from_version_to_version() {
        let change = "<StatusWillChange><FutureStatus FormalName='Usable'/><DateAndTime>20990105T100000Z</DateAndTime></StatusWillChange>";
        for (status, change, revision, ours, until) in [
            ("Usable", "", 1, "usable", None),
            ("Canceled", "", 2, "canceled", None),
            ("Embargoed", change, 3, "withheld", Some("2099-01-05T10:00:00Z")),
        ] {
            let reading = read_closely(
                document(status, change, revision).as_bytes(),
                &Hints::default(),
                &Rules::default(),
            )
            .unwrap();
            let article = reading.article;
            assert_eq!(
                (article.id.as_str(), article.body.as_str()),
                ("urn:newsml:wire.example:20240507:ferry", "Ferries sailed again.")
            );
            assert_eq!((article.title.as_deref(), article.language.as_deref()), (Some("Ferry"), Some("en")));
            assert_eq!(article.published_at.as_deref(), Some("2024-05-07T06:30:00Z"));
            assert_eq!(
                (article.pub_status.as_deref(), article.embargoed_until.as_deref()),
                (Some(ours), until)
            );
            assert_eq!(reading.form.name, "newsml_1");
        }
    }
}
