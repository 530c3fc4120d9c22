//! An enriched article for a person: the text with its entities marked, then what was found.

use std::fmt::Write;

use dateline::article::EnrichedArticle;
use dateline::article::enriched::{Enrichment, Field, Figure, Qualifier, TagKind, TextSpan};

use super::style::Style;

/// Columns of a terminal that does not say how wide it is.
const COLUMNS: usize = 80;
/// Fewest and most characters of a column of words in the table of figures.
const NARROWEST: usize = 16;
const WIDEST: usize = 44;
/// Tags shown of each kind.
const MOST_TAGS: usize = 12;

/// The whole view, ending with a blank line.
pub(crate) fn render(enriched: &EnrichedArticle, coloured: bool) -> String {
    let view = View { coloured };
    let mut out = String::new();
    let (article, enrichment) = (&enriched.article, &enriched.enrichment);
    let marks = marks(enrichment);
    if let Some(title) = &article.title {
        line(&mut out, &Style::Title.paint(&view.marked(title, Field::Title, &marks), coloured));
    }
    let language = enrichment.language.code.as_deref().unwrap_or("language unknown");
    let facts = [
        Some(article.id.as_str()),
        article.published_at.as_deref(),
        article.source.as_deref(),
        Some(language),
    ];
    let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    line(&mut out, &Style::Faint.paint(&facts, coloured));
    line(&mut out, "");
    if !article.body.is_empty() {
        line(&mut out, &view.marked(&article.body, Field::Body, &marks));
        line(&mut out, "");
    }
    if !enrichment.key_figures.summary.is_empty() {
        view.heading(&mut out, "Summary");
        line(&mut out, &format!("  {}", enrichment.key_figures.summary));
    }
    view.figures(&mut out, &enrichment.key_figures.figures);
    view.places(&mut out, enrichment);
    view.people(&mut out, enrichment);
    view.tags(&mut out, enrichment);
    for skipped in &enrichment.skipped {
        line(
            &mut out,
            &Style::Faint.paint(&format!("{} skipped: {}", skipped.stage, skipped.reason), coloured),
        );
    }
    line(&mut out, "");
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

/// What stands at a piece of the text.
struct Mark<'e> {
    field: Field,
    start: u32,
    end: u32,
    style: Style,
    id: &'e str,
}

/// All marks, in the order of the text, the longer first where two start together.
fn marks(enrichment: &Enrichment) -> Vec<Mark<'_>> {
    let mut marks = Vec::new();
    let mut add = |span: &TextSpan, style, id| {
        marks.push(Mark { field: span.field, start: span.start, end: span.end, style, id });
    };
    for location in &enrichment.locations {
        location.mentions.iter().for_each(|mention| add(&mention.span, Style::Place, &location.id));
    }
    for person in &enrichment.people {
        person.mentions.iter().for_each(|span| add(span, Style::Person, &person.id));
    }
    for organisation in &enrichment.organisations {
        organisation.mentions.iter().for_each(|span| add(span, Style::Organisation, &organisation.id));
    }
    for figure in &enrichment.key_figures.figures {
        let Figure { field, start, end, .. } = *figure;
        marks.push(Mark { field, start, end, style: Style::Figure, id: &figure.id });
    }
    marks.sort_by_key(|mark| (mark.field, mark.start, std::cmp::Reverse(mark.end)));
    marks
}

struct View {
    coloured: bool,
}

impl View {
    /// The text with its marks; of two that overlap the first, and longer, is shown.
    fn marked(&self, text: &str, field: Field, marks: &[Mark<'_>]) -> String {
        let mut out = String::with_capacity(text.len() * 2);
        let mut borders = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        let (mut position, mut byte, mut written) = (0, borders.next().unwrap_or(0), 0);
        let mut seek = |to: u32| {
            while position < to {
                byte = borders.next().unwrap_or(text.len());
                position += 1;
            }
            byte
        };
        let mut free_from = 0;
        for mark in marks.iter().filter(|mark| mark.field == field) {
            if mark.start < free_from || mark.end <= mark.start {
                continue;
            }
            let (start, end) = (seek(mark.start), seek(mark.end));
            out.push_str(&text[written..start]);
            if self.coloured {
                out.push_str(&mark.style.paint(&text[start..end], true));
            } else {
                write!(out, "[{}|{}]", &text[start..end], mark.id)
                    .expect("writing to a string does not fail");
            }
            (written, free_from) = (end, mark.end);
        }
        out.push_str(&text[written..]);
        out
    }

    fn heading(&self, out: &mut String, text: &str) {
        line(out, &Style::Heading.paint(text, self.coloured));
    }

    fn figures(&self, out: &mut String, figures: &[Figure]) {
        let rows: Vec<[String; 4]> =
            figures.iter().filter(|figure| figure.same_as.is_none()).map(row).collect();
        if rows.is_empty() {
            return;
        }
        self.heading(out, "Figures");
        let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let (value_width, kind_width) = (width(1), width(2));
        // What numbers and kinds leave is shared by the words of the text and who says so.
        let left = columns().saturating_sub(value_width + kind_width + 8);
        let who_width = width(3).min((left * 2 / 5).max(NARROWEST)).min(WIDEST);
        let text_width = width(0).min(left.saturating_sub(who_width).max(NARROWEST)).min(WIDEST);
        for (row, figure) in rows.iter().zip(figures.iter().filter(|figure| figure.same_as.is_none())) {
            let [text, value, kind, who] = row;
            let key = if figure.key { "*" } else { " " };
            let text = format!("{:<text_width$}", cut(text, text_width));
            let text = Style::Figure.paint(&text, self.coloured);
            let who = cut(who, who_width);
            line(out, format!("{key} {text}  {value:>value_width$}  {kind:<kind_width$}  {who}").trim_end());
        }
    }

    fn places(&self, out: &mut String, enrichment: &Enrichment) {
        if enrichment.locations.is_empty() {
            return;
        }
        self.heading(out, "Places");
        let mut places: Vec<_> = enrichment.locations.iter().collect();
        places.sort_by_key(|place| place.focus.unwrap_or(u8::MAX));
        for place in places {
            let parents = [place.admin1.as_deref(), place.country_code.as_deref()];
            let parents = parents.into_iter().flatten().filter(|parent| *parent != place.name);
            let parents = parents.collect::<Vec<_>>().join(", ");
            let point = match (place.latitude, place.longitude) {
                (Some(latitude), Some(longitude)) => format!("{latitude:.3}, {longitude:.3}"),
                _ => String::new(),
            };
            let focus = place.focus.map_or_else(|| " ".to_owned(), |rank| rank.to_string());
            let name = Style::Place.paint(&place.name, self.coloured);
            let details = Style::Faint.paint(&[parents, point].join("  "), self.coloured);
            line(out, &format!("{focus} {name} ×{}  {details}", place.mentions.len()));
        }
    }

    fn people(&self, out: &mut String, enrichment: &Enrichment) {
        if !enrichment.people.is_empty() {
            self.heading(out, "People");
        }
        for person in &enrichment.people {
            let key = if person.key { "*" } else { " " };
            let name = Style::Person.paint(&person.name, self.coloured);
            let roles = Style::Faint.paint(&person.roles.join(", "), self.coloured);
            line(out, format!("{key} {name} ×{}  {roles}", person.mentions.len()).trim_end());
        }
        if !enrichment.organisations.is_empty() {
            self.heading(out, "Organisations");
            let names = enrichment.organisations.iter();
            let names =
                names.map(|organisation| Style::Organisation.paint(&organisation.name, self.coloured));
            line(out, &format!("  {}", names.collect::<Vec<_>>().join(", ")));
        }
    }

    fn tags(&self, out: &mut String, enrichment: &Enrichment) {
        if enrichment.tags.is_empty() {
            return;
        }
        self.heading(out, "Tags");
        for (kind, name) in [
            (TagKind::Topic, "topics"),
            (TagKind::Keyphrase, "keyphrases"),
            (TagKind::Hashtag, "hashtags"),
            (TagKind::Given, "given"),
            (TagKind::Rule, "rules"),
        ] {
            let tags = enrichment.tags.iter().filter(|tag| tag.kind == kind).take(MOST_TAGS);
            let labels: Vec<_> = tags
                .map(|tag| if tag.path.is_empty() { tag.label.clone() } else { tag.path.join(" > ") })
                .map(|label| Style::Tag.paint(&label, self.coloured))
                .collect();
            if !labels.is_empty() {
                line(out, &format!("  {name:<11} {}", labels.join(" · ")));
            }
        }
    }
}

/// A figure's text, its value with its unit, what it is, and who says so.
fn row(figure: &Figure) -> [String; 4] {
    let number = |value: f64| {
        let text = value.to_string();
        let (whole, fraction) =
            text.split_once('.').map_or((text.as_str(), None), |(whole, f)| (whole, Some(f)));
        let mut grouped = String::new();
        for (index, digit) in whole.chars().enumerate() {
            let left = whole.len() - index;
            if index > 0 && left % 3 == 0 && !grouped.ends_with('-') {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        fraction.map_or(grouped.clone(), |fraction| format!("{grouped}.{fraction}"))
    };
    let mut value = figure.value.map(number).unwrap_or_default();
    if let Some(upper) = figure.value_max {
        write!(value, "–{}", number(upper)).expect("writing to a string does not fail");
    }
    if let Some(unit) = &figure.unit {
        write!(value, " {unit}").expect("writing to a string does not fail");
    }
    let sign = match figure.qualifier {
        Qualifier::About => "~",
        Qualifier::MoreThan => ">",
        Qualifier::AtLeast => "\u{2265}",
        Qualifier::LessThan => "<",
        Qualifier::AtMost => "\u{2264}",
        Qualifier::Exact | Qualifier::Range => "",
    };
    if figure.value.is_some() {
        value.insert_str(0, sign);
    }
    let word = |value: serde_json::Value| value.as_str().unwrap_or_default().replace('_', " ");
    let kind = figure
        .impact
        .map_or_else(|| word(serde_json::json!(figure.dimension)), |impact| word(serde_json::json!(impact)));
    [plain(&figure.text), value, kind, plain(figure.attribution.as_deref().unwrap_or_default())]
}

/// How many characters a line of the terminal holds.
fn columns() -> usize {
    std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(COLUMNS)
}

/// On one line.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    text.chars().take(width.saturating_sub(1)).chain(['…']).collect()
}
