//! The numbers of the speech stage. None is fitted. Each number says where it comes from.

/// At most so many acts that begin before a span are looked at. Chosen for speed: no sentence has more.
pub(in crate::enrich::speech) const NEIGHBOURS: usize = 48;

/// The least score of a full name that says something, and of an organisation that does. Chosen: both are what they seem.
pub(in crate::enrich::speech) const VOUCHED: f64 = 0.85;

/// A quotation that begins in lower case is a statement from so many words on. Chosen: shorter ones are turns of
/// phrase.
pub(in crate::enrich::speech) const SHORTEST_QUOTATION: usize = 3;

/// A reported clause has at least so many words. Chosen: subject, verb and one word more.
pub(in crate::enrich::speech) const SHORTEST_CLAUSE: usize = 3;

/// A quotation that covers so much of what is reported stands for it: three quarters. Chosen.
pub(in crate::enrich::speech) const MOSTLY: (usize, usize) = (3, 4);

/// Another voice is looked for in so many tokens behind a frame. Chosen for speed: no clause of an article is longer, and a
/// text of nothing but open quotations stays cheap.
pub(in crate::enrich::speech) const LONGEST_CLAUSE: usize = 400;

/// A longer subject is a sentence. Chosen.
pub(in crate::enrich::speech) const LONGEST_SUBJECT: usize = 18;

/// An apposition ends at most so many pieces behind the subject. Chosen for speed.
pub(in crate::enrich::speech) const APPOSED_PIECES: usize = 6;

/// Pronouns reach back so many paragraphs. Chosen.
pub(in crate::enrich::speech) const PRONOUN_PARAGRAPHS: u32 = 2;

/// Pronouns reach back so many units. Chosen.
pub(in crate::enrich::speech) const PRONOUN_UNITS: usize = 8;

/// Units of quotations alone do not count, up to so many. Chosen for speed.
pub(in crate::enrich::speech) const SILENT_UNITS: usize = 24;

/// How many words before a name may tell a gender: `Her husband, the painter Karl Weiss`. Chosen.
pub(in crate::enrich::speech) const GENDER_REACH: usize = 6;

/// A turn without a label goes on over so many paragraphs at most. Chosen.
pub(in crate::enrich::speech) const TURN_PARAGRAPHS: usize = 6;

/// A talk has at least so many turns with a label. Chosen: one label may be a heading.
pub(in crate::enrich::speech) const FEWEST_TURNS: usize = 2;

/// An interview without labels has at least so many questions. Chosen.
pub(in crate::enrich::speech) const FEWEST_QUESTIONS: usize = 3;

/// The question of an interview without labels has at most so many tokens. Chosen.
pub(in crate::enrich::speech) const LONGEST_QUESTION: usize = 70;

/// A poll goes on over at most so many sentences. Chosen.
pub(in crate::enrich::speech) const POLL_SENTENCES: usize = 6;

/// `Source: the ministry of health` has at most so many tokens. Chosen.
pub(in crate::enrich::speech) const LONGEST_SOURCE: usize = 14;

/// A quotation that goes on with a speaker has more tokens than this. Chosen.
pub(in crate::enrich::speech) const LONGEST_TURN_OF_PHRASE: usize = 3;

/// A fragment in marks that a subject calls something has at least so many tokens. Chosen.
pub(in crate::enrich::speech) const SHORTEST_FRAGMENT: usize = 4;

/// `…?" Lopes asked.` has at most so many tokens. Chosen.
pub(in crate::enrich::speech) const LONGEST_TAIL: usize = 16;

/// Letters of the shortest noun that is a trade by its ending alone: `chemist` is one, `twist` none. Chosen.
pub(in crate::enrich::speech) const SHORTEST_TRADE: usize = 7;

/// So many mentions of a person are read for a title. Chosen: the first ones introduce.
pub(in crate::enrich::speech) const MENTIONS_READ: u8 = 8;

/// Most letters of the initials that label a turn of an interview: `K.L.`, `JMB`. Chosen.
pub(super) const LONGEST_INITIALS: usize = 3;
