//! An item of AP's: of the Media API, or with its story as NITF under `main`.

use super::{Form, has_any, none, nothing};
use crate::article::input::fields::Field;

pub(super) const FORM: Form = Form {
    name: "ap",
    why: "before ninjs, which it resembles: its ids and bodies stand elsewhere",
    is: |fields| {
        has_any(
            fields,
            &[
                "altids",
                "headline_extended",
                "editorialtypes",
                "recordsequencenumber",
                "body_nitf",
                "arrivaldatetime",
            ],
        ) && has_any(fields, &["headline", "title", "main", "body_nitf"])
    },
    first: nothing,
    bodies: none,
    table: &[
        (Field::Id, &["/altids/itemid", "/itemid", "/uri", "/id"]),
        (Field::Title, &["/headline", "/headline_extended", "/title"]),
        (
            Field::Body,
            &[
                "/body_nitf",
                "/main/nitf",
                "/body_html",
                "/body_xhtml",
                "/body_text",
                "/main",
                "/caption/nitf",
                "/caption",
                "/description_caption",
                "/description_summary",
            ],
        ),
        (Field::PublishedAt, &["/firstcreated", "/versioncreated", "/arrivaldatetime"]),
        (Field::UpdatedAt, &["/versioncreated", "/arrivaldatetime"]),
        (Field::EmbargoedUntil, &["/embargoed", "/releasedatetime"]),
        (Field::Version, &["/version", "/recordsequencenumber"]),
        (Field::PubStatus, &["/pubstatus"]),
        (Field::Type, &["/type"]),
        (Field::Urgency, &["/urgency"]),
        (Field::Language, &["/language"]),
        (Field::Source, &["/infosource", "/provider", "/source", "/sources"]),
        (Field::Url, &["/canonicalurl", "/links/0/href"]),
        (Field::Author, &["/bylines", "/byline"]),
        (Field::Keywords, &["/keywords"]),
    ],
    html: &["/body_nitf", "/main/nitf", "/main", "/caption/nitf", "/body_html", "/body_xhtml"],
};
