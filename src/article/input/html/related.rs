//! Boxes that lead to other stories: an introduction, then little but links.

/// Introductions of links to other stories, in lower case.
const LEAD_INS: &[&str] = &[
    "also read",
    "also see",
    "articles les plus lus",
    "articles liés",
    "articoli correlati",
    "artículos relacionados",
    "as mais lidas",
    "auch interessant",
    "baca juga",
    "bekijk ook",
    "czytaj także",
    "czytaj też",
    "czytaj więcej",
    "das könnte sie auch interessieren",
    "further reading",
    "i più letti",
    "ilgili haberler",
    "las más leídas",
    "latest news",
    "le puede interesar",
    "lea además",
    "lea también",
    "lee también",
    "leer más",
    "lees meer",
    "lees ook",
    "leggi anche",
    "leggi di più",
    "leia ainda",
    "leia mais",
    "leia também",
    "les mer",
    "les også",
    "les plus lus",
    "lesen sie auch",
    "lesen sie mehr",
    "lire aussi",
    "lire plus",
    "lire également",
    "lo más leído",
    "lo más visto",
    "lue myös",
    "läs mer",
    "läs också",
    "läs även",
    "læs mere",
    "læs også",
    "mais lidas",
    "matérias relacionadas",
    "meest gelezen",
    "mehr dazu",
    "mehr zum thema",
    "meistgelesen",
    "meistgelesene artikel",
    "mest lest",
    "mest läst",
    "mest læste",
    "more from",
    "more like this",
    "more news",
    "more on",
    "more stories",
    "more to read",
    "most popular",
    "most read",
    "most viewed",
    "must read",
    "más leídas",
    "más leídos",
    "más noticias",
    "najczęściej czytane",
    "notas relacionadas",
    "noticias relacionadas",
    "notícias relacionadas",
    "on this topic",
    "per approfondire",
    "potrebbe interessarti",
    "pour aller plus loin",
    "puede interesarle",
    "read also",
    "read more",
    "read next",
    "recommended",
    "related",
    "related articles",
    "related content",
    "related coverage",
    "related news",
    "related stories",
    "related topics",
    "saiba mais",
    "see also",
    "siehe auch",
    "sur le même sujet",
    "también te puede interesar",
    "te puede interesar",
    "terpopuler",
    "tin liên quan",
    "top stories",
    "trending",
    "up next",
    "vea también",
    "vedi anche",
    "veja mais",
    "veja também",
    "ver también",
    "verwandte artikel",
    "voir aussi",
    "watch",
    "weitere artikel",
    "weiterlesen",
    "what to read next",
    "xem thêm",
    "you may also like",
    "you may be interested in",
    "you might also like",
    "zobacz także",
    "zobacz też",
    "zum thema",
    "à lire",
    "à lire aussi",
    "à lire également",
    "à voir aussi",
    "çok okunanlar",
    "últimas notícias",
    "čtěte také",
    "материалы по теме",
    "по теме",
    "самое читаемое",
    "смотрите также",
    "читайте также",
    "читайте також",
    "читать также",
    "إقرأ أيضا",
    "اقرأ أيضا",
    "اقرأ أيضاً",
    "الأكثر قراءة",
    "بیشتر بخوانید",
    "شاهد أيضا",
    "مواضيع ذات صلة",
    "یہ بھی پڑھیں",
    "यह भी पढ़ें",
    "ये भी पढ़ें",
    "あわせて読みたい",
    "人気記事",
    "延伸閱讀",
    "延伸阅读",
    "推荐阅读",
    "热门文章",
    "相关新闻",
    "相关阅读",
    "関連記事",
    "관련 기사",
    "관련기사",
    "많이 본 뉴스",
];
/// Longest line that introduces links, in bytes.
const LONGEST_LEAD_IN: usize = 60;
/// Share of a box that is links. Chosen: text with links in it has a tenth to a third (Kohlschütter et al., Boilerplate
/// Detection using Shallow Text Features, 2010), a list of headlines nearly all.
const LINKED: f64 = 0.6;
/// The same for a box that has no introduction.
const LINKED_ALONE: f64 = 0.9;

/// Where the box starts that a container closes, in bytes of the text: at its own text or at the introduction in the line
/// before it. `None` where it is no box.
pub(super) fn box_start(before: &str, text: &str, linked: usize, element: &str) -> Option<usize> {
    let start = before.len();
    if element == "p" && is_origin(text) {
        return Some(start);
    }
    let own = lead_in(text).or_else(|| open_lead_in(text));
    let rest = text.len() - own.unwrap_or(0);
    let share = linked as f64 / rest.max(1) as f64;
    if own.is_some_and(|length| length < text.len()) && share >= LINKED {
        return Some(start);
    }
    let line_before = before.trim_end();
    let line_start = line_before.rfind('\n').map_or(0, |at| at + 1);
    let line = &line_before[line_start..];
    if element != "p" && share >= LINKED && lead_in(line) == Some(line.len()) {
        return Some(before[..line_start].trim_end().len());
    }
    (element == "aside" && share >= LINKED_ALONE).then_some(start)
}

/// True for the line that WordPress and Medium put below each entry of a feed.
fn is_origin(text: &str) -> bool {
    let text = text.trim();
    let of_wordpress = text.starts_with("The post ") && text.contains(" appeared first on ");
    text.len() < 400
        && (of_wordpress || text.contains(" was originally published in ") && text.contains(" on Medium"))
}

/// The byte at which the introduction of links in the line before a part starts; the start of the part without one.
pub(super) fn introduced(before: &str) -> Option<usize> {
    let line_before = before.trim_end();
    let line_start = line_before.rfind('\n').map_or(0, |at| at + 1);
    let line = &line_before[line_start..];
    (lead_in(line) == Some(line.len())).then_some(line_start)
}

/// The length of the introduction that a text starts with: the words of one of the list, then a colon or the line's end.
fn lead_in(text: &str) -> Option<usize> {
    // A longer line is no introduction, and is not searched.
    let bound = text.floor_char_boundary(2 * LONGEST_LEAD_IN);
    let line = text[..bound].lines().next().unwrap_or_default();
    let end = line.find(':').map_or(line.len(), |colon| colon + 1);
    let words = line[..end].trim_end_matches(':').trim();
    if words.is_empty() || words.len() > LONGEST_LEAD_IN {
        return None;
    }
    let lower = words.to_lowercase();
    let open = |known: &str| {
        // `More on the floods`, `More from Kenya` go on.
        matches!(known, "more on" | "more from")
            && lower.starts_with(known)
            && lower[known.len()..].starts_with(' ')
    };
    if LEAD_INS.iter().any(|known| lower == *known || open(known)) {
        return Some(end);
    }
    None
}

/// The length of an introduction of several words that a link follows without a mark: `Leggi anche <a>…`.
fn open_lead_in(text: &str) -> Option<usize> {
    let has_words = |known: &&&str| known.contains(' ');
    let opens = |known: &&&str| {
        let head = text.get(..known.len()).is_some_and(|head| head.to_lowercase() == **known);
        head && text[known.len()..].starts_with(' ')
    };
    LEAD_INS.iter().filter(has_words).filter(opens).map(|known| known.len()).max()
}

#[cfg(test)]
mod tests {
    use super::{LEAD_INS, box_start};

    #[test]
    fn a_box_needs_an_introduction_and_links() {
        let story = "Floods killed 14.\n\n";
        assert_eq!(box_start(story, "Read more: Storm nears Oman", 16, "p"), Some(story.len()));
        assert_eq!(box_start(story, "More on the floods\nDam at risk", 11, "div"), Some(story.len()));
        assert_eq!(box_start("Floods.\n\nRelated stories\n\n", "Dam at risk\nRoads shut", 21, "ul"), Some(7));
        assert_eq!(box_start(story, "Lire aussi : Le barrage menace", 18, "p"), Some(story.len()));
        assert_eq!(box_start(story, "Leggi anche La diga a rischio", 17, "p"), Some(story.len()));
        assert_eq!(box_start(story, "Read more than one book a week, they say", 4, "p"), None);
        assert_eq!(box_start("Floods.\n\nLo más leído\n\n", "Dam at risk\nRoads shut", 21, "ul"), Some(7));
        assert_eq!(box_start(story, "Dam at risk", 11, "aside"), Some(story.len()));
        assert_eq!(box_start(story, "Dam at risk", 11, "ul"), None);
        assert_eq!(box_start(story, "Related: the mayor said the dam held through the night", 4, "p"), None);
        assert_eq!(box_start("He asked to read more.\n\n", "Dam at risk", 11, "ul"), None);
    }

    #[test]
    fn introductions_are_sorted_and_in_lower_case() {
        assert!(LEAD_INS.is_sorted_by(|a, b| a < b));
        assert!(LEAD_INS.iter().all(|words| *words == words.to_lowercase()));
    }
}
