//! Keys under which systems of the world keep a text, a title, a time and the rest. Compared without case and marks:
//! `body_html`, `bodyHtml` and `BodyHTML` are one.

use serde_json::Value;

use crate::article::input::fields::Field;
use crate::article::input::keys::{self, fold, is_path, words};

/// Keys that name a text.
pub(super) const BODIES: &[&str] = &[
    "article",
    "articlebody",
    "articlecontent",
    "articlehtml",
    "articletext",
    "artikel",
    "blocks",
    "body",
    "bodyblocks",
    "bodycontent",
    "bodycopy",
    "bodyhtml",
    "bodymarkdown",
    "bodyparagraphs",
    "bodyplain",
    "bodytext",
    "bodyxhtml",
    "bodyxml",
    "brodtekst",
    "brodtext",
    "brødtekst",
    "brödtext",
    "cleantext",
    "components",
    "conteudo",
    "content",
    "contentblocks",
    "contentbody",
    "contentencoded",
    "contentelements",
    "contenthtml",
    "contentmarkdown",
    "contents",
    "contenttext",
    "contenido",
    "contenu",
    "contenuto",
    "copy",
    "corpo",
    "corps",
    "cuerpo",
    "document",
    "documenttext",
    "editorialcontent",
    "fieldbody",
    "fulltext",
    "fullcontent",
    "fullbody",
    "fullarticle",
    "fullstory",
    "html",
    "htmlbody",
    "htmlcontent",
    "inhalt",
    "içerik",
    "icerik",
    "isi",
    "matn",
    "noidung",
    "nộidung",
    "longtext",
    "mainbody",
    "maincontent",
    "maintext",
    "markdown",
    "message",
    "messagebody",
    "newsbody",
    "newscontent",
    "newstext",
    "paragraphs",
    "plaintext",
    "postbody",
    "postcontent",
    "posttext",
    "rawtext",
    "richtext",
    "richtextbody",
    "sections",
    "selftext",
    "slices",
    "story",
    "storybody",
    "storycontent",
    "storyhtml",
    "storytext",
    "tekst",
    "testo",
    "text",
    "texte",
    "textbody",
    "textcontent",
    "texto",
    "transcript",
    "tresc",
    "текст",
    "متن",
    "محتوى",
    "نص",
    "النص",
    "内容",
    "內容",
    "本文",
    "正文",
    "본문",
];

/// Keys of texts that are the article only where there is no other.
pub(super) const SUMMARIES: &[&str] =
    &["description", "summary", "abstract", "caption", "excerpt", "desc", "leadparagraph"];

/// Stems of keys of numbered paragraphs.
pub(super) const PARAGRAPHS: &[&str] = &[
    "p",
    "par",
    "para",
    "paragraph",
    "text",
    "body",
    "content",
    "line",
    "section",
    "absatz",
    "bodyp",
    "bodytext",
];

/// Objects beside or around the article in which systems keep what is said of it.
pub(super) const SIBLINGS: &[&str] =
    &["sys", "meta", "metadata", "header", "head", "system", "info", "dates", "admin", "properties"];

/// Words of keys whose values are about something else than the article.
const OTHERS: &[&str] = &[
    "advertisement",
    "associations",
    "attachments",
    "author",
    "authors",
    "before",
    "comment",
    "comments",
    "feed",
    "gallery",
    "image",
    "images",
    "links",
    "media",
    "next",
    "photos",
    "prev",
    "previous",
    "promo",
    "publisher",
    "recommended",
    "related",
    "replies",
    "reply",
    "seo",
    "sidebar",
    "tags",
];

/// The other fields but times, with the keys that systems keep them under, the most certain first.
pub(super) const ALIASES: &[(Field, &[&str])] = &[
    (
        Field::Id,
        &[
            "urn",
            "id",
            "uri",
            "guid",
            "@id",
            "uuid",
            "articleid",
            "storyid",
            "documentid",
            "docid",
            "itemid",
            "newsid",
            "postid",
            "newsobjectid",
            "contentid",
            "entryid",
            "objectid",
            "releaseid",
            "idnoticia",
            "idarticulo",
            "idarticle",
            "versionedguid",
            "uid",
            "codigo",
            "código",
            "記事id",
            "an",
        ],
    ),
    (
        Field::Title,
        &[
            "headline",
            "title",
            "headlines",
            "headlinetext",
            "maintitle",
            "heading",
            "fieldtitle",
            "hed",
            "subject",
            "titulo",
            "título",
            "titre",
            "titolo",
            "titel",
            "rubrik",
            "tittel",
            "overskrift",
            "otsikko",
            "tytul",
            "titular",
            "überschrift",
            "ueberschrift",
            "schlagzeile",
            "newstitle",
            "articletitle",
            "posttitle",
            "storytitle",
            "titreprincipal",
            "tytuł",
            "kop",
            "judul",
            "başlık",
            "baslik",
            "заголовок",
            "عنوان",
            "العنوان",
            "शीर्षक",
            "标题",
            "標題",
            "見出し",
            "タイトル",
            "제목",
            "name",
        ],
    ),
    (Field::Version, &["version", "revision"]),
    (
        Field::Language,
        &["language", "lang", "langcode", "languagecode", "locale", "inlanguage", "langs", "humanlanguage"],
    ),
    (
        Field::Source,
        &[
            "source",
            "publication",
            "publisher",
            "provider",
            "sourcename",
            "publishername",
            "site",
            "sitename",
        ],
    ),
    (Field::Url, &["url", "link", "canonicalurl", "permalink", "weburl", "pageurl"]),
    (Field::Author, &["author", "authors", "byline", "creator", "by", "authorname"]),
    (Field::Keywords, &["keywords", "tags"]),
];

/// True if a value can be meant by an alias: a subject or a name is a title if it has several words.
pub(super) fn is_plausible(alias: &str, value: &Value) -> bool {
    let is_title = |text: &str| text.split_whitespace().count() >= 3;
    !["subject", "name"].contains(&alias) || value.as_str().is_some_and(is_title)
}

/// True if a key names what is told of a person.
pub(super) fn is_of_a_person(key: &str) -> bool {
    words(key).iter().any(|word| ["bio", "biography", "byline", "profile"].contains(&word.as_str()))
}

/// A key without case and marks.
fn bare(key: &str) -> String {
    keys::bare(key, |c| c.is_alphanumeric() || c == '@')
}

/// True if a key is `known`.
pub(super) fn is(key: &str, known: &str) -> bool {
    // `_uid` is that of a component of Storyblok's, not of the article.
    bare(key) == known && key != "_uid" || is_path(key) && fold(key) == known && !is_about_another(key)
}

/// True if a key is one of these; a language at its end (`body_en`) does not matter.
pub(super) fn is_one_of(key: &str, known: &[&str]) -> bool {
    let whole = bare(key);
    let mut words = words(key);
    let has_language = words.len() > 1 && words.pop().is_some_and(|last| last.len() == 2);
    known.contains(&whole.as_str()) || has_language && known.contains(&words.concat().as_str())
}

/// True if a key names a text.
pub(in crate::article::input) fn names_a_text(key: &str) -> bool {
    is_one_of(key, BODIES)
}

/// True if what stands under a key is about something else.
pub(super) fn is_about_another(key: &str) -> bool {
    words(key).iter().any(|word| OTHERS.contains(&word.as_str()))
}
