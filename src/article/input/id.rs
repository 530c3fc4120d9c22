//! The article's id: its own, else the message's, else a digest.

use super::redact::digest;
use crate::article::Article;

/// Gives the article an id if it brought none: `message_id`, else `sha256:` over title, body and raw time. Where there is
/// no body, the message's bytes are part of the digest, since articles that share a title, or have none, are still
/// different articles.
pub(super) fn settle(article: &mut Article, message_id: Option<&str>, received: &[u8]) {
    if !article.id.is_empty() {
        return;
    }
    article.id = match message_id.map(str::trim).filter(|id| !id.is_empty()) {
        Some(id) => id.to_owned(),
        None => of_content(article, received),
    };
}

fn of_content(article: &Article, received: &[u8]) -> String {
    let text = [article.title.as_deref(), Some(article.body.as_str()), article.published_at_raw.as_deref()];
    let text = text.into_iter().map(|part| part.unwrap_or_default().as_bytes());
    let received = article.body.trim().is_empty().then_some(received);
    digest(text.chain(received))
}
