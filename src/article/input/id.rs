//! The article's id: its own, else the message's, else one made of what it says.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::article::Article;

/// Gives the article an id if it brought none.
pub(super) fn settle(article: &mut Article, message_id: Option<&str>) {
    if !article.id.is_empty() {
        return;
    }
    article.id = match message_id.map(str::trim).filter(|id| !id.is_empty()) {
        Some(id) => id.to_owned(),
        None => of_content(article),
    };
}

/// `sha256:` over title, body and raw time, each ended by a zero byte so that none runs into the next.
fn of_content(article: &Article) -> String {
    let mut hasher = Sha256::new();
    let parts = [article.title.as_deref(), Some(article.body.as_str()), article.published_at_raw.as_deref()];
    for part in parts {
        hasher.update(part.unwrap_or_default());
        hasher.update([0]);
    }
    let mut id = String::with_capacity(7 + 64);
    id.push_str("sha256:");
    for byte in hasher.finalize() {
        write!(id, "{byte:02x}").expect("writing to a string does not fail");
    }
    id
}
