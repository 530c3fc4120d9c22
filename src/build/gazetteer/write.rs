//! Drafts to the artefact's bytes.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Result, ensure};

use super::Draft;
use crate::article::enriched::PlaceKind;
use crate::resources::artefact::seal;
use crate::resources::gazetteer::format::{
    DIRECTORY, Habits, KIND, MANY, NO_COUNTRY, NO_DIVISION, NameForm, VERSION, entry,
};
use crate::resources::gazetteer::key::NameKey;
use crate::resources::gazetteer::kind_number;

/// Places of one name that are kept: the best known.
const NAMESAKES: usize = 64;

pub(super) fn encode(
    drafts: &[Draft],
    [countries, admin1, admin2]: [usize; 3],
    habits: &HashMap<u64, Habits>,
) -> Result<Vec<u8>> {
    ensure!(drafts.len() < 1 << 19, "{} places do not fit into 19 bits", drafts.len());
    let mut keys: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
    for (number, draft) in drafts.iter().enumerate() {
        for (name, form) in &draft.names {
            let Some(key) = NameKey::of(name) else { continue };
            let entries = keys.entry(key.bits()).or_default();
            let place = number as u32;
            match entries.iter_mut().find(|known| **known & 0x7_ffff == place) {
                Some(known) => *known = (*known).min(entry(place, *form)),
                None => entries.push(entry(place, *form)),
            }
        }
    }
    let (mut prints, mut values, mut postings) = (Vec::new(), Vec::new(), Vec::new());
    let mut directory = vec![0_u32; DIRECTORY];
    let mut previous = None;
    for (&bits, entries) in &mut keys {
        let print = bits >> 16;
        ensure!(previous != Some(print), "two names share 48 bits of their keys");
        previous = Some(print);
        directory[(bits >> 48) as usize + 1] += 1;
        prints.push(print as u32);
        entries.sort_by_key(|&entry| (std::cmp::Reverse(standing(drafts, entry)), entry));
        entries.truncate(NAMESAKES);
        let low = if let [only] = entries[..] {
            only
        } else {
            let start = postings.len() as u32;
            postings.push(entries.len() as u32);
            postings.extend_from_slice(entries);
            start | MANY
        };
        values.push(low | habits.get(&bits).copied().unwrap_or_default().bits());
    }
    for index in 1..DIRECTORY {
        directory[index] += directory[index - 1];
    }
    let (places, names) = rows(drafts)?;
    let counts = [drafts.len(), prints.len(), postings.len(), names.len(), countries, admin1, admin2, 0];
    let mut payload = Vec::new();
    for number in
        counts.iter().map(|&count| count as u32).chain(directory).chain(prints).chain(values).chain(postings)
    {
        payload.extend_from_slice(&number.to_le_bytes());
    }
    payload.extend_from_slice(&places);
    payload.extend_from_slice(super::divisions::codes().concat().as_bytes());
    payload.extend_from_slice(names.as_bytes());
    Ok(seal(KIND, VERSION, &payload))
}

/// How well known a place is under a name, to order namesakes.
fn standing(drafts: &[Draft], entry: u32) -> u32 {
    let draft = &drafts[(entry & 0x7_ffff) as usize];
    let form = NameForm::of(entry >> 19 & 31);
    let kind = match draft.kind {
        PlaceKind::Country | PlaceKind::Continent => 300,
        PlaceKind::Admin1 => 60,
        PlaceKind::District | PlaceKind::Admin2 => 0,
        _ if draft.ours => 200,
        _ => 20,
    };
    let form = match form {
        NameForm::Primary => 60,
        NameForm::Alternate => 0,
        _ => 30,
    };
    // A division's size is that of all its towns: it must not outrank the town that it is named after.
    let size = if draft.kind == PlaceKind::Admin2 { draft.size / 2 } else { draft.size };
    kind + form + u32::from(size) + u32::from(draft.fame)
}

/// The places' bytes and their names.
fn rows(drafts: &[Draft]) -> Result<(Vec<u8>, String)> {
    let mut places = Vec::new();
    let mut names = String::new();
    let mut known: HashMap<&str, u32> = HashMap::new();
    for draft in drafts {
        ensure!(draft.name.len() < 256, "the name {:?} is longer than 255 bytes", draft.name);
        let start = *known.entry(&draft.name).or_insert_with(|| {
            let start = names.len() as u32;
            names.push_str(&draft.name);
            start
        });
        places.extend_from_slice(&draft.geoname_id.to_le_bytes());
        places.extend_from_slice(&draft.point.0.to_le_bytes());
        places.extend_from_slice(&draft.point.1.to_le_bytes());
        places.extend_from_slice(&draft.population.to_le_bytes());
        places.extend_from_slice(&(start | (draft.name.len() as u32) << 24).to_le_bytes());
        places.extend_from_slice(&draft.admin1.unwrap_or(NO_DIVISION).to_le_bytes());
        places.extend_from_slice(&draft.admin2.unwrap_or(NO_DIVISION).to_le_bytes());
        places.push(draft.country.unwrap_or(NO_COUNTRY));
        let flags = u8::from(draft.capital) << 4 | u8::from(draft.seat) << 5 | u8::from(draft.ours) << 6;
        places.extend_from_slice(&[kind_number(draft.kind) | flags, draft.fame, draft.size]);
    }
    ensure!(names.len() < 1 << 24, "the names do not fit into 24 bits");
    Ok((places, names))
}
