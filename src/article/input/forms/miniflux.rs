//! An entry as Miniflux gives and sends it.

use super::{Form, has_any, none};
use crate::article::input::draft::Draft;
use crate::article::input::fields::{Field, text_of};
use crate::article::input::id;
use crate::article::input::pointer::{self, Fields};

pub(super) const FORM: Form = Form {
    name: "miniflux",
    why: "`feed_id` or `feed` beside the state of an entry stands in no other form",
    is: |fields| {
        has_any(fields, &["feed_id", "feed"])
            && has_any(fields, &["hash", "reading_time", "starred", "comments_url", "published_at"])
    },
    first,
    bodies: none,
    table: &[
        (Field::Id, &["/id", "/hash"]),
        (Field::Title, &["/title"]),
        (Field::Body, &["/content"]),
        (Field::PublishedAt, &["/published_at"]),
        (Field::UpdatedAt, &["/changed_at"]),
        (Field::Language, &["/language", "/feed/language"]),
        (Field::Source, &["/feed/title"]),
        (Field::Url, &["/url"]),
        (Field::Author, &["/author"]),
        (Field::Keywords, &["/tags"]),
    ],
    html: &["/content"],
};

/// An entry has a number that is unique in one installation of Miniflux, and a hash of the feed's own id for it, which is
/// the same in all. The site tells feeds apart whose ids are numbers.
fn first(fields: &mut Fields, draft: &mut Draft<'_>) {
    let addresses = ["/feed/site_url", "/feed/feed_url", "/url"];
    let site = addresses.iter().find_map(|at| id::host(pointer::get(fields, at)?.as_str()?));
    let feed = || ["/feed/id", "/feed_id"].iter().find_map(|at| text_of(pointer::get(fields, at)?));
    let Some(site) = site.or_else(|| feed().map(|feed| format!("feed-{feed}"))) else { return };
    let mut own = ["hash", "id"].into_iter().filter_map(|key| Some((key, text_of(fields.get(key)?)?)));
    // Any other id is one of its own already: an article that comes in once more keeps it.
    let is_of_entry = |key: &str, own: &str| if key == "id" { id::is_local(own) } else { is_digest(own) };
    if let Some((key, own)) = own.find(|(key, own)| is_of_entry(key, own)) {
        draft.set(Field::Id, format!("{site}/{own}"), format!("/{key}"));
    }
}

fn is_digest(hash: &str) -> bool {
    hash.len() >= 32 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}
