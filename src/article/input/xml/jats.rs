//! An article of the Journal Article Tag Suite (JATS), the format of journals and their archives.

use super::tree::Element;
use super::{keep_line, offer_markup, set_body, set_keywords, set_line};
use crate::article::input::draft::Draft;
use crate::article::input::fields::Field;

pub(super) fn items(root: &Element) -> Option<Vec<&Element>> {
    (root.name == "article" && root.at(&["front", "article-meta"]).is_some()).then(|| vec![root])
}

pub(super) fn read<'r>(_: &Element, article: &Element, mut draft: Draft<'r>) -> Draft<'r> {
    let Some(meta) = article.at(&["front", "article-meta"]) else { return draft };
    let ids: Vec<&Element> = meta.all("article-id").collect();
    let doi = ids.iter().find(|id| id.attribute("pub-id-type") == Some("doi")).or(ids.first()).copied();
    set_line(&mut draft, Field::Id, doi, "article/front/article-meta/article-id");
    let title = meta.at(&["title-group", "article-title"]);
    set_line(&mut draft, Field::Title, title, "article/front/article-meta/title-group/article-title");
    let authors = meta.all("contrib-group").flat_map(|group| group.all("contrib")).filter_map(name_of);
    let authors: Vec<String> = authors.collect();
    if !authors.is_empty() {
        draft.set(Field::Author, authors.join(", "), "article/front/article-meta/contrib-group");
    }
    if let Some(day) = meta.all("pub-date").find_map(day_of) {
        draft.set(Field::PublishedAt, day, "article/front/article-meta/pub-date");
    }
    let journal = article.at(&["front", "journal-meta"]);
    let name = journal.and_then(|journal| {
        journal.at(&["journal-title-group", "journal-title"]).or(journal.child("journal-title"))
    });
    set_line(&mut draft, Field::Source, name, "article/front/journal-meta/journal-title");
    if let Some(language) = article.attribute("lang") {
        draft.set(Field::Language, language, "article/@xml:lang");
    }
    let keywords = meta.all("kwd-group").flat_map(|group| group.all("kwd")).filter_map(Element::line);
    set_keywords(&mut draft, keywords, "article/front/article-meta/kwd-group");
    let body = article.child("body").and_then(|body| offer_markup(body, "article/body"));
    let summary = meta.child("abstract");
    let is_summary = body.is_none();
    set_body(&mut draft, body.or_else(|| offer_markup(summary?, "article/front/article-meta/abstract")));
    if !is_summary {
        keep_line(&mut draft, "summary", summary.and_then(Element::line));
    }
    keep_line(&mut draft, "genre", article.attribute("article-type").map(str::to_owned));
    draft
}

/// The name of who contributed.
fn name_of(contributor: &Element) -> Option<String> {
    let Some(name) = contributor.child("name") else {
        return contributor.child("collab").or(contributor.child("string-name"))?.line();
    };
    let parts = ["given-names", "surname"].into_iter().filter_map(|part| name.child(part)?.line());
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// A day that is whole.
fn day_of(date: &Element) -> Option<String> {
    if let Some(written) = date.attribute("iso-8601-date") {
        return Some(written.to_owned());
    }
    let number = |name| date.child(name)?.line()?.parse::<u16>().ok();
    Some(format!("{:04}-{:02}-{:02}", number("year")?, number("month")?, number("day")?))
}

#[cfg(test)]
mod tests {
    use crate::article::input::{Hints, Rules, read_closely};

    #[test]
    fn an_article_of_a_journal_is_read() {
        let xml = "<?xml version='1.0'?><article article-type='news' xml:lang='en'><front><journal-meta><journal-title-group>\
            <journal-title>Harbours</journal-title></journal-title-group></journal-meta><article-meta>\
            <article-id pub-id-type='pmid'>7</article-id><article-id pub-id-type='doi'>10.1234/h.7</article-id>\
            <title-group><article-title>Ferries <italic>sail</italic> again</article-title></title-group>\
            <contrib-group><contrib><name><surname>Lee</surname><given-names>Ann</given-names></name></contrib></contrib-group>\
            <pub-date><year>2024</year></pub-date><pub-date><day>7</day><month>5</month><year>2024</year></pub-date>\
            <abstract><p>In short.</p></abstract></article-meta></front><body><sec><title>Sailing</title><p>Ferries sailed \
            again on Monday.</p></sec></body><back><ref-list><ref>Lee 2020</ref></ref-list></back></article>";
        let reading = read_closely(xml.as_bytes(), &Hints::default(), &Rules::default()).unwrap();
        let article = reading.article;
        assert_eq!(
            (article.id.as_str(), article.title.as_deref()),
            ("10.1234/h.7", Some("Ferries sail again"))
        );
        assert_eq!(article.body, "Sailing\n\nFerries sailed again on Monday.");
        assert_eq!(article.published_at.as_deref(), Some("2024-05-07T00:00:00Z"));
        assert_eq!(
            (article.author.as_deref(), article.source.as_deref()),
            (Some("Ann Lee"), Some("Harbours"))
        );
        assert_eq!((reading.form.name, article.language.as_deref()), ("jats", Some("en")));
    }
}
