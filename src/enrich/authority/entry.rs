//! One entry of an authority file.

use std::borrow::Cow;

use serde::Deserialize;

use crate::article::enriched::PlaceKind;

/// How an entry is meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Use {
    /// Where the text has the name.
    #[default]
    Name,
    /// Also where a single word does not look like a name to the tagger.
    Always,
    /// These words are never a person, an organisation or a place.
    Never,
}

/// An entry with all its fields. Those of a row in CSV are pieces of the file's text.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry<'f> {
    #[serde(default)]
    pub(super) id: Cow<'f, str>,
    pub(super) name: Cow<'f, str>,
    #[serde(default)]
    pub(super) aliases: Vec<Cow<'f, str>>,
    #[serde(default, rename = "use")]
    pub(super) usage: Use,
    #[serde(default)]
    pub(super) roles: Vec<Cow<'f, str>>,
    pub(super) kind: Option<PlaceKind>,
    pub(super) country: Option<Cow<'f, str>>,
    pub(super) latitude: Option<f64>,
    pub(super) longitude: Option<f64>,
    pub(super) geonames: Option<u32>,
    pub(super) wikidata: Option<Cow<'f, str>>,
}

impl Entry<'_> {
    /// The name and the aliases.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.aliases).map(AsRef::as_ref)
    }

    /// An error in words if it cannot be used.
    pub(super) fn check(&self) -> Result<(), String> {
        if self.name.trim().is_empty() {
            return Err("the name is empty; give one".into());
        }
        if self.usage != Use::Never && self.id.trim().is_empty() {
            return Err(format!("{:?} has no id; give it one, or use = \"never\"", self.name));
        }
        let in_range = |value: Option<f64>, most: f64| value.is_none_or(|value| value.abs() <= most);
        if self.latitude.is_some() != self.longitude.is_some()
            || !in_range(self.latitude, 90.0)
            || !in_range(self.longitude, 180.0)
        {
            return Err(format!(
                "{:?}: give latitude (-90 to 90) and longitude (-180 to 180), or neither",
                self.name
            ));
        }
        let is_code =
            |code: &Cow<'_, str>| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        if self.country.as_ref().is_some_and(|code| !is_code(code)) {
            return Err(format!("{:?}: country is no ISO 3166-1 code; give two capitals", self.name));
        }
        let is_item =
            |id: &Cow<'_, str>| id.strip_prefix('Q').is_some_and(|number| number.parse::<u64>().is_ok());
        if self.wikidata.as_ref().is_some_and(|id| !is_item(id)) {
            return Err(format!("{:?}: wikidata is no item; give Q and a number", self.name));
        }
        Ok(())
    }
}
