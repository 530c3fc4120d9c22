//! Topics that a rule names: a slug, an IPTC label or a code, and everything below it.

use crate::enrich::tags::Tag;
use crate::enrich::tags::topics::slug;
use crate::resources::Resources;

/// True if a topic is the wanted one or lies below it.
pub(super) fn is_within(topic: &Tag, wanted: &str) -> bool {
    topic.code.as_deref() == Some(wanted)
        || topic.path.iter().any(|label| label == wanted)
        || topic.path.first().is_some_and(|top| {
            slug(top) == wanted || (wanted.starts_with("medtop:") && slug(top) == slug(wanted))
        })
        || wanted
            .strip_prefix("medtop:")
            .and_then(|number| number.parse().ok())
            .and_then(|code| {
                let model = Resources::embedded().topics();
                model.concept(model.concept_by_code(code)?)
            })
            .is_some_and(|concept| {
                concept.parent.is_some() && topic.path.iter().any(|label| label == concept.label)
            })
}

/// An error in words if there is no such topic.
pub(super) fn check_topic(wanted: &str) -> Result<String, String> {
    if is_topic(wanted) {
        return Ok(wanted.to_owned());
    }
    Err(format!("{wanted:?} is no topic; give a slug (`sport`), an IPTC label or a code (`medtop:20001065`)"))
}

fn is_topic(wanted: &str) -> bool {
    let model = Resources::embedded().topics();
    if let Some(number) = wanted.strip_prefix("medtop:") {
        return number.parse().is_ok_and(|code| model.concept_by_code(code).is_some());
    }
    (0..model.len() as u16)
        .filter_map(|index| model.concept(index))
        .any(|concept| concept.label == wanted || (concept.parent.is_none() && slug(concept.label) == wanted))
}
