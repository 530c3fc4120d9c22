//! Classes, ids and styles that hide an element, make it a box of the page, or mark a caption, credit or byline.
//!
//! A class is split into words (`articleShare-bar` is `article`, `share`, `bar`). It marks a box if one of its words is a
//! subject of boxes and every other word belongs to the vocabulary of page building: `related-stories` and
//! `article__share-tools` do, `market-share-chart` and `has-related` do not.

use crate::article::MarkKind;

/// Classes of the common frameworks and systems that hide an element from the eye. Bootstrap, Tailwind, Foundation,
/// HTML5 Boilerplate, `WordPress`, Drupal and govuk-frontend.
const HIDING: &[&str] = &[
    "a11y-hidden",
    "assistive-text",
    "clip-text",
    "d-none",
    "display-none",
    "element-hidden",
    "element-invisible",
    "govuk-visually-hidden",
    "hidden",
    "hide",
    "hide-visually",
    "invisible",
    "is-hidden",
    "is-visually-hidden",
    "off-screen",
    "offscreen",
    "screen-reader",
    "screen-reader-only",
    "screen-reader-text",
    "screenreader",
    "screenreader-only",
    "show-for-sr",
    "sr-only",
    "u-hidden",
    "u-hiddenvisually",
    "u-visually-hidden",
    "ui-helper-hidden",
    "visually-hidden",
    "visuallyhidden",
];

pub(super) fn hides(class: &str) -> bool {
    HIDING.iter().any(|known| known.eq_ignore_ascii_case(class))
}

/// True if a class shows an element on wide screens that another class hides on small ones (`hidden md:block`,
/// `d-none d-lg-flex`).
pub(super) fn shows_on_wide_screens(class: &str) -> bool {
    let shown = ["block", "contents", "flex", "grid", "inline", "inline-block", "table"];
    let of_tailwind = class.rsplit_once(':').is_some_and(|(_, display)| shown.contains(&display));
    let of_bootstrap = class.strip_prefix("d-").and_then(|rest| rest.split_once('-'));
    of_tailwind || of_bootstrap.is_some_and(|(size, display)| size.len() <= 3 && shown.contains(&display))
}

/// Declarations that hide an element; `;` and blanks are taken out before the comparison.
const HIDING_STYLES: &[(&str, &[&str])] = &[
    ("display", &["none"]),
    ("visibility", &["hidden", "collapse"]),
    ("mso-hide", &["all"]),
    ("opacity", &["0", "0.0", "0%"]),
    ("font-size", &["0", "0px", "0pt", "0em", "0rem"]),
];

/// True if a `style` hides its element.
pub(super) fn style_hides(style: &str) -> bool {
    style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(property, value)| {
        let value = value.trim().to_ascii_lowercase();
        let value = value.trim_end_matches("!important").trim_end();
        let known = HIDING_STYLES.iter().find(|(known, _)| known.eq_ignore_ascii_case(property.trim()));
        known.is_some_and(|(_, values)| values.contains(&value))
    })
}

/// Words that make a class one of a box, wherever they stand in it.
const BOXES: &[&str] = &[
    "addthis",
    "addtoany",
    "advert",
    "advertisement",
    "advertisements",
    "advertising",
    "adverts",
    "breadcrumb",
    "breadcrumbs",
    "cookie",
    "cookies",
    "disqus",
    "gdpr",
    "mostpopular",
    "mostread",
    "navbar",
    "navigation",
    "newsletter",
    "newsletters",
    "outbrain",
    "pullquote",
    "recirc",
    "recirculation",
    "relatedarticles",
    "relatedposts",
    "relatedstories",
    "sharebar",
    "sharedaddy",
    "sharethis",
    "sharing",
    "sidebar",
    "skiplink",
    "taboola",
    "yarpp",
];
/// Words that make a class one of a box where every other word of it is of page building.
const SUBJECTS: &[&str] = &[
    "ad",
    "ads",
    "comments",
    "consent",
    "follow",
    "menu",
    "nav",
    "popular",
    "promo",
    "promos",
    "recommendations",
    "recommended",
    "related",
    "share",
    "signup",
    "skip",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "tags",
    "toolbar",
    "topics",
    "trending",
];
/// The vocabulary of page building.
const BUILDING: &[&str] = &[
    "area",
    "article",
    "articles",
    "banner",
    "bar",
    "block",
    "body",
    "bottom",
    "box",
    "btn",
    "button",
    "buttons",
    "c",
    "card",
    "cards",
    "component",
    "container",
    "content",
    "cta",
    "entry",
    "footer",
    "form",
    "global",
    "group",
    "header",
    "icon",
    "icons",
    "inline",
    "inner",
    "item",
    "items",
    "js",
    "l",
    "link",
    "links",
    "list",
    "m",
    "main",
    "media",
    "mobile",
    "module",
    "more",
    "news",
    "notice",
    "o",
    "out",
    "page",
    "panel",
    "placeholder",
    "post",
    "posts",
    "primary",
    "read",
    "reading",
    "secondary",
    "section",
    "side",
    "site",
    "slot",
    "stories",
    "story",
    "text",
    "this",
    "to",
    "tools",
    "top",
    "u",
    "unit",
    "us",
    "widget",
    "widgets",
    "wp",
    "wrap",
    "wrapper",
];
/// Pairs of words that make a class one of a box.
const PAIRS: &[(&str, &str)] = &[
    ("also", "read"),
    ("more", "stories"),
    ("most", "popular"),
    ("most", "read"),
    ("most", "viewed"),
    ("paywall", "banner"),
    ("paywall", "barrier"),
    ("paywall", "cta"),
    ("paywall", "gate"),
    ("paywall", "message"),
    ("paywall", "modal"),
    ("paywall", "notice"),
    ("paywall", "offer"),
    ("paywall", "overlay"),
    ("paywall", "popup"),
    ("paywall", "prompt"),
    ("pull", "quote"),
    ("read", "also"),
    ("read", "more"),
    ("read", "next"),
    ("regwall", "banner"),
    ("regwall", "barrier"),
    ("regwall", "cta"),
    ("regwall", "gate"),
    ("regwall", "message"),
    ("regwall", "modal"),
    ("regwall", "notice"),
    ("regwall", "offer"),
    ("regwall", "overlay"),
    ("regwall", "popup"),
    ("regwall", "prompt"),
    ("see", "also"),
    ("sign", "up"),
    ("subscription", "overlay"),
    ("subscription", "prompt"),
    ("tp", "modal"),
    ("up", "next"),
];
/// First words of classes that tell a property of an element rather than its subject.
const PROPERTIES: &[&str] = &["category", "has", "is", "no", "not", "tag", "with", "without"];

/// True if a class or id is one of a box of the page.
pub(super) fn is_box(class: &str) -> bool {
    let words = words(class);
    if words.first().is_none_or(|first| PROPERTIES.contains(&first.as_str())) {
        return false;
    }
    let in_list = |word: &String, list: &[&str]| list.contains(&word.as_str());
    let building = |word: &String| {
        in_list(word, BUILDING) || in_list(word, SUBJECTS) || word.bytes().all(|byte| byte.is_ascii_digit())
    };
    words.iter().any(|word| in_list(word, BOXES))
        || words.windows(2).any(|pair| PAIRS.iter().any(|(a, b)| *a == pair[0] && *b == pair[1]))
        || words.iter().any(|word| in_list(word, SUBJECTS)) && words.iter().all(building)
}

/// Words of boxes that are about the page and not the story.
const PAGE: [&str; 4] = ["cookie", "cookies", "consent", "gdpr"];
/// Words of boxes that are never the story, however long they are.
const READERS: [&str; 3] = ["comment", "comments", "disqus"];

/// True for a box about the page itself, as it is shown.
pub(super) fn is_about_the_page(place: &str) -> bool {
    words(place).iter().any(|word| PAGE.contains(&word.as_str()))
}

/// True for a box that never holds the story, as it is shown.
pub(super) fn is_never_the_story(place: &str) -> bool {
    is_about_the_page(place) || words(place).iter().any(|word| READERS.contains(&word.as_str()))
}

/// Words of a picture, which a caption or credit may name.
const PICTURES: &[&str] = &["figure", "image", "img", "media", "photo", "picture", "pic", "video"];

/// The mark that a class gives.
pub(super) fn mark(class: &str) -> Option<MarkKind> {
    let words = words(class);
    let of_picture = |word: &String| {
        [PICTURES, BUILDING].into_iter().any(|list| list.contains(&word.as_str()))
            || matches!(word.as_str(), "caption" | "captions" | "credit" | "credits" | "copyright" | "source")
    };
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    if has(&["caption", "captions", "credit", "credits", "photographer"]) && words.iter().all(of_picture)
        || words.first().is_some_and(|word| word == "photographer")
    {
        let caption = has(&["caption", "captions"]) && !has(&["credit", "credits"]);
        return Some(if caption { MarkKind::Caption } else { MarkKind::Credit });
    }
    if has(&["copyright", "source"]) && has(PICTURES) && words.iter().all(of_picture) {
        return Some(MarkKind::Credit);
    }
    let byline = has(&["byline", "bylines"]) && !has(PROPERTIES);
    byline.then_some(MarkKind::Byline)
}

/// Longest class that is looked at, in bytes.
const LONGEST: usize = 128;

/// The words of a class in lower case, split at signs and where a capital follows a small letter.
fn words(class: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small_before = false;
    for c in class.chars().take(LONGEST) {
        let splits = c.is_ascii_uppercase() && small_before;
        if (!c.is_alphanumeric() || splits) && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
        small_before = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::{
        BOXES, BUILDING, HIDING, PAIRS, SUBJECTS, hides, is_box, mark, shows_on_wide_screens, style_hides,
    };
    use crate::article::MarkKind;

    #[test]
    fn a_class_is_one_of_a_box_by_its_words() {
        for class in [
            "related",
            "related-stories",
            "c-related__list",
            "story-related",
            "articleShare-bar",
            "share-buttons",
            "social",
            "social-links",
            "jp-relatedposts",
            "sharedaddy",
            "newsletter-signup-form",
            "cookie-banner",
            "gdpr-notice",
            "breadcrumb",
            "most-read",
            "ad-slot-2",
            "ads",
            "advert__container",
            "comments",
            "site-nav",
            "skip-to-content",
            "post-tags",
            "pull-quote",
            "taboola-below-article",
        ] {
            assert!(is_box(class), "{class}");
        }
        for class in [
            "",
            "article-body",
            "story",
            "content",
            "market-share-chart",
            "shareholders",
            "has-related",
            "tag-cookie",
            "category-newsletter",
            "social-security-figures",
            "lead",
            "comment",
            "road",
            "headline",
            "no-share",
            "relations",
        ] {
            assert!(!is_box(class), "{class}");
        }
    }

    #[test]
    fn captions_credits_and_bylines_are_told_by_class() {
        for (class, kind) in [
            ("wp-caption-text", Some(MarkKind::Caption)),
            ("image-caption", Some(MarkKind::Caption)),
            ("caption", Some(MarkKind::Caption)),
            ("photo-credit", Some(MarkKind::Credit)),
            ("caption__credit", Some(MarkKind::Credit)),
            ("media-copyright", Some(MarkKind::Credit)),
            ("byline", Some(MarkKind::Byline)),
            ("article__byline", Some(MarkKind::Byline)),
            ("credit-market", None),
            ("copyright", None),
            ("has-byline", None),
            ("body", None),
        ] {
            assert_eq!(mark(class), kind, "{class}");
        }
    }

    #[test]
    fn styles_and_classes_hide() {
        for style in [
            "display:none",
            "color:red; DISPLAY : none !important",
            "visibility: hidden;",
            "mso-hide:all",
            "opacity:0",
        ] {
            assert!(style_hides(style), "{style}");
        }
        for style in ["display:block", "opacity:0.5", "color:none", "none", "display", "font-size:10px"] {
            assert!(!style_hides(style), "{style}");
        }
        assert!(shows_on_wide_screens("md:block") && shows_on_wide_screens("d-lg-inline-block"));
        assert!(!shows_on_wide_screens("d-none") && !shows_on_wide_screens("block"));
        assert!(hides("sr-only") && hides("Visually-Hidden") && !hides("hidden-figures"));
    }

    #[test]
    fn lists_are_sorted_and_without_repeats() {
        for list in [HIDING, BOXES, SUBJECTS, BUILDING] {
            assert!(list.is_sorted_by(|a, b| a < b), "{list:?}");
        }
        assert!(PAIRS.is_sorted_by(|a, b| a < b));
    }
}
