//! Which form a raw article has: by its content type, else by a look at it.

use super::error::InputError;
use super::{html, redact};

/// The form of a raw article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One JSON object, ninjs included.
    Json,
    /// Plain text, with or without a line of hashtags and a line with a time at its end.
    Text,
    /// A page or fragment of HTML.
    Html,
}

/// The form by content type; where there is none, or one that says nothing, by a look at the text.
pub fn form_of(content_type: Option<&str>, text: &str) -> Result<Form, InputError> {
    let Some(given) = content_type else { return Ok(sniff(text)) };
    let essence = given.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "" | "application/octet-stream" | "application/unknown" => Ok(sniff(text)),
        "application/json" | "text/json" | "text/x-json" => Ok(Form::Json),
        "text/html" | "application/xhtml+xml" => Ok(Form::Html),
        "text/plain" | "text/markdown" => Ok(Form::Text),
        _ if essence.ends_with("+json") => Ok(Form::Json),
        _ => Err(InputError::UnsupportedType(redact::name(given).to_owned())),
    }
}

/// A look at the text: an object is JSON, a tag at the very start is HTML, the rest is text.
fn sniff(text: &str) -> Form {
    let start = text.trim_start();
    if start.starts_with('{') {
        Form::Json
    } else if start.starts_with('<') && html::starts_as_html(start) {
        Form::Html
    } else {
        Form::Text
    }
}
