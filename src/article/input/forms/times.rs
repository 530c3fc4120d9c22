//! Times under the names that other systems give them, where a form's own fields have none.

use serde_json::Value;

use super::general_keys::is_about_another;
use super::take_into;
use crate::article::input::draft::Draft;
use crate::article::input::fields::Field;
use crate::article::input::keys::{fold, is_path};
use crate::article::input::pointer::{self, Fields};

/// Names in lower case without `_` and `-`, the surest first. `timestamp` is not here: as a rule it is the message's.
pub(super) const NAMES: &[(Field, &[&str])] = &[
    (
        Field::PublishedAt,
        &[
            "publishedat",
            "datepublished",
            "displaydate",
            "publicationdatetime",
            "publishedtime",
            "publisheddate",
            "publisheddatetime",
            "publishedon",
            "publishedgmt",
            "publishedutc",
            "published",
            "publicationdate",
            "publicationtime",
            "publishdate",
            "publishtime",
            "publishat",
            "postdategmt",
            "postdateutc",
            "postdate",
            "pubdate",
            "pubtime",
            "firstpublished",
            "firstpublishedat",
            "firstpublicationdate",
            "firstpublishdate",
            "dateissued",
            "issuedat",
            "issued",
            "releasedate",
            "dategmt",
            "dateutc",
            "datetime",
            "date",
            "datecreated",
            "createdat",
            "createdon",
            "createdutc",
            "createdtime",
            "creationdate",
            "created",
            "firstcreated",
            "contentcreated",
            "versioncreated",
            "firstpublisheddate",
            "firstpublishedon",
            "publisheddateutc",
            "datepublishedutc",
            "publishedatutc",
            "publisheddatetimeutc",
            "datetimepublished",
            "timepublished",
            "datetimewritten",
            "publishdatetime",
            "publishdatetimestamp",
            "publishedtimestamp",
            "publishtimestamp",
            "livedate",
            "storydate",
            "livesince",
            "onlinedate",
            "onlinesince",
            "datepublication",
            "publicationdateutc",
            "publiéle",
            "publieele",
            "publiéele",
            "datedepublication",
            "dateparution",
            "datecreation",
            "fechapublicacion",
            "fechapublicación",
            "fechadepublicacion",
            "fechahora",
            "fecha",
            "publicadoen",
            "publicadoel",
            "datapublicacao",
            "datapublicação",
            "datadepublicacao",
            "publicadoem",
            "datahora",
            "dtpublicacao",
            "datapubblicazione",
            "pubblicatoil",
            "erscheinungsdatum",
            "veröffentlichtam",
            "veroeffentlichtam",
            "veröffentlicht",
            "veroeffentlicht",
            "veröffentlichungsdatum",
            "veroeffentlichungsdatum",
            "publikationsdatum",
            "publicatiedatum",
            "datum",
            "publicerad",
            "publisert",
            "julkaistu",
            "datapublikacji",
            "opublikowano",
            "yayintarihi",
            "yayıntarihi",
            "tarih",
            "tanggal",
            "tanggalterbit",
            "дата",
            "датапубликации",
            "опубликовано",
            "تاريخالنشر",
            "التاريخ",
            "发布时间",
            "发布日期",
            "發布時間",
            "公開日",
            "公開日時",
            "配信日時",
            "掲載日",
            "발행일",
            "게시일",
            "createdate",
            "addedon",
            "postedat",
            "postedon",
            "data",
        ],
    ),
    (
        Field::UpdatedAt,
        &[
            "updatedat",
            "dateupdated",
            "updatedtime",
            "updatedon",
            "updatedutc",
            "updated",
            "datemodified",
            "modifiedat",
            "modifiedtime",
            "modifiedon",
            "modifiedgmt",
            "modifiedutc",
            "modified",
            "lastmodified",
            "lastupdated",
            "lastupdate",
            "lastupdateddate",
            "lastpublicationdate",
            "lastpublishedat",
            "changed",
            "contentmodified",
            "versioncreated",
            "updatedate",
            "postmodifiedgmt",
            "postmodified",
            "updatetime",
            "updateddate",
            "modifieddate",
            "modifydate",
            "lastmodifieddate",
            "lastmodifiedat",
            "lastmodifieddatetime",
            "lastupdatedat",
            "lastupdatedon",
            "lastupdatedutc",
            "datelastmodified",
            "datemodification",
            "datemiseajour",
            "datemiseàjour",
            "modifiéle",
            "fechaactualizacion",
            "fechaactualización",
            "fechamodificacion",
            "actualizado",
            "actualizadoen",
            "dataatualizacao",
            "dataatualização",
            "datamodificacao",
            "atualizadoem",
            "datamodifica",
            "dataaggiornamento",
            "geändert",
            "geaendert",
            "geändertam",
            "geaendertam",
            "aktualisiert",
            "aktualisiertam",
            "gewijzigd",
            "oppdatert",
            "uppdaterad",
            "обновлено",
            "更新时间",
            "更新日",
            "更新日時",
        ],
    ),
    (
        Field::EmbargoedUntil,
        &["embargoeduntil", "embargountil", "embargodate", "embargotime", "embargoed", "embargo"],
    ),
];

/// Sets the times that the form's own fields do not have.
pub(super) fn read(fields: &mut Fields, draft: &mut Draft<'_>) {
    let keys = folded(fields);
    for (field, names) in NAMES.iter().filter(|(field, _)| !draft.has(*field)).collect::<Vec<_>>() {
        for name in *names {
            if let Some((_, key)) = keys.iter().find(|(folded, _)| folded == name) {
                take_into(draft, *field, fields, &format!("/{}", pointer::escape(key)));
            }
        }
        read_beside(*field, names, fields, draft);
    }
}

/// Most parts of a time that is written in parts: year to second, and a zone.
const PARTS: usize = 7;

/// True for a value that may tell a time: a word, a number, or an object or list of few. `data` is a date in some languages,
/// and the envelope of an answer in most systems.
pub(super) fn may_be_time(value: &Value) -> bool {
    let is_part = |value: &Value| !value.is_object() && !value.is_array();
    match value {
        Value::Object(parts) => parts.len() <= PARTS && parts.values().all(is_part),
        // Drupal writes each value as a list of one.
        Value::Array(parts) => match parts.as_slice() {
            [alone @ Value::Object(_)] => may_be_time(alone),
            parts => parts.len() <= PARTS && parts.iter().all(is_part),
        },
        _ => true,
    }
}

/// The keys of an object that may hold a time, without case and marks, with the keys as they are written. A path of names
/// that is about something else (`image.date`) is left out.
fn folded(fields: &Fields) -> Vec<(String, String)> {
    let is_own = |key: &String| !is_path(key) || !is_about_another(key);
    let times = fields.iter().filter(|(key, value)| is_own(key) && may_be_time(value));
    times.map(|(key, _)| (fold(key), key.clone())).collect()
}

/// Sets a time from what content management systems keep beside the article's own fields.
fn read_beside(field: Field, names: &[&str], fields: &mut Fields, draft: &mut Draft<'_>) {
    for around in ["meta", "metadata", "dates"] {
        let Some(inner) = fields.get(around).and_then(Value::as_object) else { continue };
        let keys = folded(inner);
        for name in names {
            if let Some((_, key)) = keys.iter().find(|(folded, _)| folded == name) {
                take_into(draft, field, fields, &format!("/{around}/{}", pointer::escape(key)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::article::Article;
    use crate::article::input::{Hints, Rules, read};

    fn article(key: &str, value: &Value) -> Article {
        let mut input = json!({"id": "urn:x:1", "title": "Rain", "body": "Rain fell in the hills."});
        input[key] = value.clone();
        let rules = Rules { timezone: jiff::tz::TimeZone::get("Europe/Berlin").unwrap(), ..Rules::default() };
        read(input.to_string().as_bytes(), &Hints::default(), &rules).unwrap()
    }

    #[test]
    fn an_envelope_is_no_time() {
        let envelope = json!({"story": {"headline": "Rain", "parts": ["Rain fell.", "Snow fell."]}});
        for key in ["data", "datum", "fecha", "createdAt"] {
            let article = article(key, &envelope);
            assert_eq!((article.published_at, article.published_at_raw), (None, None), "{key}");
        }
        let parts = article("data", &json!({"value": "2026-05-01T10:00:00Z"}));
        assert!(parts.published_at.is_some(), "{parts:?}");
    }

    #[test]
    fn a_time_has_many_names() {
        let time = json!("2024-05-07T06:30:00Z");
        for key in [
            "published_at",
            "publishedAt",
            "PublishedAt",
            "published-at",
            "date",
            "Date",
            "dateTime",
            "datetime",
            "pubDate",
            "publishedTime",
            "published_time",
            "publishDate",
            "publication_date",
            "datePublished",
            "date_published",
            "dateCreated",
            "created_at",
            "createdAt",
            "firstcreated",
            "firstCreated",
            "contentcreated",
            "versioncreated",
        ] {
            assert_eq!(article(key, &time).published_at.as_deref(), Some("2024-05-07T06:30:00Z"), "{key}");
        }
        for key in
            ["updatedAt", "UpdatedAt", "modified", "dateModified", "lastModified", "last_updated", "updated"]
        {
            let article = article(key, &time);
            assert_eq!(
                (article.updated_at.as_deref(), article.published_at),
                (Some("2024-05-07T06:30:00Z"), None),
                "{key}"
            );
        }
        for key in ["embargo", "embargoed", "embargoedUntil", "EmbargoedUntil", "embargo_until"] {
            assert_eq!(article(key, &time).embargoed_until.as_deref(), Some("2024-05-07T06:30:00Z"), "{key}");
        }
        for key in ["timestamp", "crawled_at", "expires", "date_of_birth", "dateline"] {
            let article = article(key, &time);
            assert_eq!(
                (article.published_at, article.updated_at, article.embargoed_until),
                (None, None, None),
                "{key}"
            );
            assert_eq!(article.extra[key], time, "it comes back");
        }
    }

    #[test]
    fn a_name_can_say_that_a_time_is_in_utc() {
        for (key, zone) in
            [("date_gmt", "given"), ("created_utc", "given"), ("dateGmt", "given"), ("date", "assumed")]
        {
            let article = article(key, &json!("2024-05-07 06:30:00"));
            assert_eq!(article.published_at_zone.as_deref(), Some(zone), "{key}");
            let hour = if zone == "given" { "06" } else { "04" };
            assert_eq!(article.published_at.as_deref(), Some(&*format!("2024-05-07T{hour}:30:00Z")), "{key}");
            assert_eq!(article.published_at_raw.as_deref(), Some("2024-05-07 06:30:00"), "{key}");
        }
        assert_eq!(
            article("created_utc", &json!(1_715_063_400.0)).published_at.as_deref(),
            Some("2024-05-07T06:30:00Z")
        );
        assert_eq!(
            article("date_gmt", &json!("2024-05-07T08:30:00+02:00")).published_at.as_deref(),
            Some("2024-05-07T06:30:00Z")
        );
    }

    #[test]
    fn the_surest_name_that_can_be_read_counts_and_nothing_is_lost() {
        let input = json!({"id": "urn:x:1", "body": "Rain fell.", "published_at": "soon", "created": 45_419, "date": "2024-05-07"});
        let article = read(input.to_string().as_bytes(), &Hints::default(), &Rules::default()).unwrap();
        assert_eq!(article.published_at.as_deref(), Some("2024-05-07T00:00:00Z"));
        assert_eq!(article.published_at_raw.as_deref(), Some("2024-05-07"));
        assert_eq!(
            (&article.extra["published_at_raw_raw"], &article.extra["created"]),
            (&json!("soon"), &json!(45_419))
        );
    }

    /// Counts from other days than 1970 are unread, rather than read as a day in 1974 or 1990.
    #[test]
    fn counts_of_other_systems_are_no_times() {
        for value in [
            json!(638_506_602_000_000_000_u64),
            json!(133_595_370_000_000_000_u64),
            json!("638506602000000000"),
            json!(45_419.27),
            json!("45419"),
            json!(2_405_070_630_u64),
            json!("/Date(-62135596800000)/"),
            json!("1970-01-01T00:00:00Z"),
            json!("1900-01-01T00:00:00"),
            json!("9999-12-31T23:59:59Z"),
            json!("0001-01-01T00:00:00"),
        ] {
            let article = article("published_at", &value);
            assert_eq!(article.published_at, None, "{value}");
            let raw = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            assert_eq!(article.published_at_raw, Some(raw), "{value}");
        }
        for value in [
            json!("/Date(1715063400000)/"),
            json!("/Date(1715063400000+0200)/"),
            json!("\\/Date(1715063400000)\\/"),
        ] {
            assert_eq!(
                article("published_at", &value).published_at.as_deref(),
                Some("2024-05-07T06:30:00Z"),
                "{value}"
            );
        }
    }
}
