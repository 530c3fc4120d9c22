//! The query of a request.

use axum::http::Uri;
use percent_encoding::percent_decode_str;

/// The value of a key in the query; of several the first.
pub(super) fn value(uri: &Uri, key: &str) -> Option<String> {
    let pairs = uri.query()?.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let (_, value) = pairs.into_iter().find(|(name, _)| *name == key)?;
    Some(percent_decode_str(&value.replace('+', " ")).decode_utf8_lossy().into_owned())
}

/// The same as a number; `None` for anything else.
pub(super) fn number<N: std::str::FromStr>(uri: &Uri, key: &str) -> Option<N> {
    value(uri, key)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_decoded() {
        let uri: Uri = "/v1/articles?filter=country%3AKE+killed%3E%3D10&limit=20&empty".parse().unwrap();
        assert_eq!(value(&uri, "filter").as_deref(), Some("country:KE killed>=10"));
        assert_eq!(number(&uri, "limit"), Some(20));
        assert_eq!(number::<u32>(&uri, "filter"), None);
        assert_eq!((value(&uri, "empty").as_deref(), value(&uri, "other")), (Some(""), None));
    }
}
