//! Selects dead letters.

use jiff::Timestamp;

use super::letter::Letter;

/// The conditions that a selected letter meets; an empty list or `None` is no condition.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// One of these ids; their beginnings suffice.
    pub ids: Vec<String>,
    /// One of these reasons.
    pub reasons: Vec<String>,
    /// The exchange they were published to; `*` stands for any characters.
    pub exchange: Option<String>,
    /// The key they were published with; `*` stands for any characters.
    pub routing_key: Option<String>,
    /// `message_id`; `*` stands for any characters.
    pub message_id: Option<String>,
    /// Failed at this time or later.
    pub since: Option<Timestamp>,
    /// Failed before this time.
    pub until: Option<Timestamp>,
}

impl Selection {
    /// True if a letter is selected.
    pub fn takes(&self, letter: &Letter) -> bool {
        let like = |pattern: &Option<String>, value: &Option<String>| {
            pattern.as_ref().is_none_or(|pattern| value.as_ref().is_some_and(|value| is_like(pattern, value)))
        };
        let (since, until) = (self.since, self.until);
        (self.ids.is_empty() || self.ids.iter().any(|id| letter.id.starts_with(id.as_str())))
            && (self.reasons.is_empty() || self.reasons.contains(&letter.reason))
            && like(&self.exchange, &letter.exchange)
            && like(&self.routing_key, &letter.routing_key)
            && like(&self.message_id, &letter.message_id)
            && since.is_none_or(|since| letter.failed_at.is_some_and(|time| time >= since))
            && until.is_none_or(|until| letter.failed_at.is_some_and(|time| time < until))
    }

    /// True without any condition.
    pub fn is_everything(&self) -> bool {
        self.ids.is_empty()
            && self.reasons.is_empty()
            && self.exchange.is_none()
            && self.routing_key.is_none()
            && self.message_id.is_none()
            && self.since.is_none()
            && self.until.is_none()
    }
}

/// True if `text` is as the pattern says, in which `*` stands for any characters.
fn is_like(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    // `split` gives one part at least.
    let Some(mut rest) = parts.next().and_then(|first| text.strip_prefix(first)) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Letter {
        Letter {
            id: "0123456789ab".into(),
            reason: "unreadable_body".into(),
            error: None,
            attempts: Some(1),
            failed_at: Timestamp::from_second(1000).ok(),
            exchange: Some("news.raw".into()),
            routing_key: Some("wire.ap.sport".into()),
            message_id: None,
            content_type: None,
            content_encoding: None,
            bytes: 4,
            readings: None,
            unreadable: Vec::new(),
        }
    }

    #[test]
    fn a_star_stands_for_any_characters() {
        for (pattern, text, expected) in [
            ("wire.*", "wire.ap.sport", true),
            ("*.sport", "wire.ap.sport", true),
            ("w*ap*rt", "wire.ap.sport", true),
            ("*", "", true),
            ("wire", "wire.ap", false),
            ("wire.ap", "wire.ap", true),
            ("a*a", "a", false),
            ("", "x", false),
            ("**", "x", true),
        ] {
            assert_eq!(is_like(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn every_condition_counts() {
        let takes = |change: fn(&mut Selection)| {
            let mut selection = Selection::default();
            change(&mut selection);
            assert!(!selection.is_everything());
            selection.takes(&letter())
        };
        assert!(Selection::default().is_everything() && Selection::default().takes(&letter()));
        assert!(takes(|selection| selection.ids = vec!["ffff".into(), "0123".into()]));
        assert!(!takes(|selection| selection.ids = vec!["ffff".into()]));
        assert!(takes(|selection| selection.reasons = vec!["unreadable_body".into()]));
        assert!(!takes(|selection| selection.reasons = vec!["too_large".into()]));
        assert!(takes(|selection| selection.routing_key = Some("wire.*".into())));
        assert!(!takes(|selection| selection.message_id = Some("*".into())), "it has none");
        assert!(takes(|selection| selection.since = Timestamp::from_second(1000).ok()));
        assert!(!takes(|selection| selection.until = Timestamp::from_second(1000).ok()));
    }
}
