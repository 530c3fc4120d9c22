//! Effects of the newsroom's own rules on the message, besides tags.

use std::collections::BTreeMap;

/// Headers, routing keys and a priority for the message of an enriched article. They are no part of its JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Effects {
    /// Headers by name.
    pub headers: BTreeMap<String, String>,
    /// Further routing keys, for `CC`.
    pub keys: Vec<String>,
    /// The priority; `None` leaves that of the raw article.
    pub priority: Option<u8>,
}

impl Effects {
    /// Takes on the effects of another rule: the first value of a header stays, the highest priority wins.
    pub fn add(&mut self, other: &Self) {
        for (name, value) in &other.headers {
            self.headers.entry(name.clone()).or_insert_with(|| value.clone());
        }
        for key in &other.keys {
            if !self.keys.contains(key) {
                self.keys.push(key.clone());
            }
        }
        self.priority = self.priority.max(other.priority);
    }
}

#[cfg(test)]
mod tests {
    use super::Effects;

    #[test]
    fn the_first_header_and_the_highest_priority_win() {
        let of = |value: &str, key: &str, priority| Effects {
            headers: [("desk".to_owned(), value.to_owned())].into(),
            keys: vec![key.into()],
            priority,
        };
        let mut effects = of("water", "desk.water", Some(4));
        effects.add(&of("fire", "desk.fire", None));
        effects.add(&of("fire", "desk.fire", Some(2)));
        assert_eq!(effects.headers["desk"], "water");
        assert_eq!(effects.keys, ["desk.water", "desk.fire"]);
        assert_eq!(effects.priority, Some(4));
    }
}
