//! Words of the clause analysis that the lexicon of figures does not flag.

use crate::lexicon::WordList;
/// Past participles that do not end in `-ed`.
pub(super) static PARTICIPLES: WordList = WordList::new("figures", "PARTICIPLES");

/// Finite verbs of news that do not end in `-ed`, beside those of the lexicon.
pub(super) static FINITE: WordList = WordList::new("figures", "FINITE");

/// Verbs that say what somebody is held to be; the state follows.
pub(super) static HOLDING: WordList = WordList::new("figures", "HOLDING");

/// Verbs of staying in a state or of getting into one.
pub(super) static STAYING: WordList = WordList::new("figures", "STAYING");

/// Verbs whose object is in the state that follows it: `left 12 dead`, `found 14 people dead`, `saw 30 arrested`.
pub(super) static LEAVING: WordList = WordList::new("figures", "LEAVING");

/// Verbs of violence that hurt, and kill where `dead` or `to death` follows.
pub(in crate::enrich::figures) static VIOLENCE: WordList = WordList::new("figures", "VIOLENCE");

/// Hurts that people suffer.
pub(super) static HURTS: WordList = WordList::new("figures", "HURTS");

/// Places of the sick and hurt.
pub(super) static HOSPITALS: WordList = WordList::new("figures", "HOSPITALS");

/// Places of the detained.
pub(super) static PRISONS: WordList = WordList::new("figures", "PRISONS");

/// People whom families and armies lose by death.
pub(super) static LOVED: WordList = WordList::new("figures", "LOVED");

/// Nouns that stand for the people behind their `of`: `a group of 40 people`.
pub(super) static GROUPS: WordList = WordList::new("figures", "GROUPS");

/// Verbs that end captivity: the counted are free.
pub(super) static FREEING: WordList = WordList::new("figures", "FREEING");

/// Diseases and words of an outbreak: who is in hospital is ill, not hurt.
pub(super) static DISEASES: WordList = WordList::new("figures", "DISEASES");

/// Participles of those who are carried to a hospital, a shelter or a cell.
pub(in crate::enrich::figures) static CARRIED: WordList = WordList::new("figures", "CARRIED");

/// Those who treat the hurt at the place of the event.
pub(super) static MEDICS: WordList = WordList::new("figures", "MEDICS");

/// Where the rescued are, before and after.
pub(super) static RESCUED_FROM: WordList = WordList::new("figures", "RESCUED_FROM");

/// Verbs of taking people out of danger.
pub(super) static SAVING: WordList = WordList::new("figures", "SAVING");
