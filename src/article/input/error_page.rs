//! Pages and answers of servers that stand where an article should: errors, challenges, questions about cookies, log-in.

use serde_json::Value;

use super::prose;
use crate::article::Article;
use crate::lexicon::word_lists;

word_lists! {
    "pages":
    PAGE_TITLES, STATUS_REASONS,
}

/// Longest text below such a title, in weight. A story that has it as its headline is longer.
const LONGEST: usize = 700;
/// Longest text of an error with its number, which may explain itself at length.
const LONGEST_OF_A_STATUS: usize = 2000;

/// True for a page whose title says that it is none that was asked for, and that holds little else.
pub(super) fn is_page(title: &str, text: &str) -> bool {
    let title = title.to_lowercase().replace('\u{2019}', "'");
    let weight = prose::weight(text);
    let is_status = weight <= LONGEST_OF_A_STATUS && is_status(&title);
    is_status || weight <= LONGEST && PAGE_TITLES.iter().any(|known| opens_with(&title, known))
}

/// True for `404 Not Found`, `Error 503`, `HTTP Status 500 – Internal Server Error`.
fn is_status(title: &str) -> bool {
    let rest = ["error", "http", "status", "code", ":"].iter().fold(title.trim(), |rest, word| {
        rest.strip_prefix(word).map_or(rest, |rest| rest.trim_start_matches([' ', ':', '/', '-']))
    });
    let is_labelled = rest.len() < title.trim().len();
    let number = rest.get(..3).filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    let Some(behind) = number.filter(|number| number.starts_with(['4', '5'])).map(|_| &rest[3..]) else {
        return false;
    };
    let behind = behind.trim_start_matches([' ', ':', '-', '\u{2013}', '\u{2014}', '|', '.']);
    behind.is_empty() || is_labelled || STATUS_REASONS.iter().any(|reason| opens_with(behind, reason))
}

/// True if a text is or begins with words, as a title does before the name of its site.
fn opens_with(text: &str, words: &str) -> bool {
    text.trim_start().strip_prefix(words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// True for the error of a service in JSON: a status of 400 to 599 beside a title, and no text (RFC 9457).
pub(super) fn is_answer(article: &Article) -> bool {
    let number = |key: &str| {
        let value = article.extra.get(key)?;
        value.as_i64().or_else(|| value.as_str().and_then(|text: &str| text.parse().ok()))
    };
    let is_error = ["status", "statusCode", "status_code", "code", "httpStatus"]
        .iter()
        .any(|key| number(key).is_some_and(|status| (400..600).contains(&status)));
    let is_problem = |value: Option<&Value>| value.is_some_and(|value| !value.is_null());
    let tells = ["detail", "error", "errors", "message", "instance", "path"];
    is_error && (tells.iter().any(|&key| is_problem(article.extra.get(key))) || article.r#type.is_some())
}

#[cfg(test)]
mod tests {
    use super::is_page;
    use crate::article::input::{Hints, Rules, read_closely};

    #[test]
    fn errors_and_questions_are_told_by_their_titles() {
        for title in [
            "404 Not Found",
            "404",
            "Error 503",
            "HTTP Status 500 – Internal Server Error",
            "502 Bad Gateway",
            "Just a moment...",
            "Access Denied",
            "Page not found - Coast Wire",
            "Before you continue to Coast News",
            "Log in to Coast Wire",
        ] {
            assert!(is_page(title, "Please try again later."), "{title}");
        }
        let story =
            "The harbour of Vell opened again after a week of storms, the master told reporters. ".repeat(12);
        for (title, text) in [
            ("Access denied: how trains leave people behind", story.as_str()),
            ("404 people rescued from a ferry", "Rain fell."),
            ("500 jobs go at a mill", "Rain fell."),
            ("Errors cost a mill 500 jobs", "Rain fell."),
            ("Login of a minister was stolen", &story),
            ("Forbidden fruit sells well", &story),
        ] {
            assert!(!is_page(title, text), "{title}");
        }
    }

    #[test]
    fn a_message_that_is_an_error_is_no_article() {
        let read = |text: &str| read_closely(text.as_bytes(), &Hints::default(), &Rules::default());
        for message in [
            "<html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1><hr>nginx</body></html>",
            "{\"type\": \"about:blank\", \"title\": \"Not Found\", \"status\": 404, \"detail\": \"No such article here.\"}",
        ] {
            assert_eq!(read(message).unwrap_err().reason(), "no_article", "{message}");
        }
        assert!(read("{\"title\": \"Rain fell in the hills\", \"status\": 1, \"detail\": \"a\"}").is_ok());
    }
}
