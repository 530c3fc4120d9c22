//! The numbers of the names stage that no training fits. Each number says where it comes from.

/// Words of sport between clubs that make a story of it, by which `beat` proves a club. Chosen: one is in many stories.
pub(in crate::enrich::names) const CLUB_STORY: usize = 3;

/// Words that the tagger has seen and keeps, a power of two; each takes 64 bytes. Chosen: they fit into a cache of the second level.
pub(in crate::enrich::names) const SEEN: usize = 1 << 12;

/// Scores of mentions.
pub(in crate::enrich::names) mod scores {
    /// Below this a mention gives way to the kind of other mentions of the same words; below the second it does where
    /// they say it far more strongly. Chosen on the development half of the gold.
    pub(in crate::enrich::names) const UNSURE: f32 = 0.35;
    pub(in crate::enrich::names) const DOUBTED: f32 = 0.7;

    /// Least score of a mention that the others follow. Chosen.
    pub(in crate::enrich::names) const SURE: f32 = 0.5;

    /// A person of one word is a place where the places stage has found one in the same words with at least this score:
    /// it has weighed the tagger's opinion. Measured: people stay as they were on IEER and the worldwide articles.
    pub(in crate::enrich::names) const PLACE_BEFORE_PERSON: f64 = 0.8;

    /// The least score of a place to which a person of one word is left that the tagger believes no more. Chosen.
    pub(in crate::enrich::names) const DOUBTFUL_PLACE: f64 = 0.5;

    /// An organisation with at least this score stays one, whatever place has its name. Chosen.
    pub(in crate::enrich::names) const ORGANISATION_BEFORE_PLACE: f32 = 0.9;

    /// An organisation that the tagger doubts as much as this is a place, where one was found in the same words. Chosen.
    pub(in crate::enrich::names) const LEFT_TO_PLACES: f32 = 0.5;

    /// Below this a name behind the noun of a role is a person. Chosen.
    pub(in crate::enrich::names) const NO_PERSON: f32 = 0.75;

    /// Below this a single word that is named once is no organisation, and below the second a phrase of a headline.
    /// Chosen on the development half: of the words below it, one in five is a name.
    pub(in crate::enrich::names) const NO_BODY: f32 = 0.35;
    pub(in crate::enrich::names) const NO_BODY_OF_HEADLINE: f32 = 0.4;

    /// The least score of a name of several words with a role. Measured on the worldwide articles: of such names that the
    /// tagger gives less, more than nine in ten are people.
    pub(in crate::enrich::names) const WITH_ROLE: f32 = 0.9;

    /// Below this a name that ends in the noun of an office is the office (`Trade Representative`), and one behind a title a
    /// person. Chosen: newspapers called so (`Christian Science Monitor`) have more.
    pub(in crate::enrich::names) const NO_OFFICE: f32 = 0.5;

    /// From this on an organisation before an office is one: `UN Secretary-General`. Chosen.
    pub(in crate::enrich::names) const SURE_BODY: f32 = 0.75;

    /// Below this a single word named once, without a title or a role, is no person. Chosen.
    pub(in crate::enrich::names) const NOBODY: f32 = 0.2;

    /// The least score of what the form of the text shows: it leaves little doubt. Chosen.
    pub(in crate::enrich::names) const SHOWN: f32 = 0.9;

    /// The least score of an organisation of several words that ends in the noun of an institution. Measured: of 283
    /// such names that the tagger gives less than 0.6, 270 are organisations (worldwide and IEER, development halves).
    pub(in crate::enrich::names) const BY_ITS_NOUN: f32 = 0.85;
}

/// The most tokens, letters or entities that a rule looks at.
pub(in crate::enrich::names) mod reach {
    /// Tokens of the name of an agency in a dateline. Chosen.
    pub(in crate::enrich::names) const AGENCY: usize = 5;

    /// Words of a firm before its form, and of a name behind an ampersand. Chosen.
    pub(in crate::enrich::names) const FIRM: usize = 6;

    /// Bytes of the shortest word whose ending makes it a body. Chosen.
    pub(in crate::enrich::names) const SHORTEST_BY_ENDING: u32 = 6;

    /// Letters of a word in capitals that is no person's. Chosen: rappers and politicians have three (`JFK`).
    pub(in crate::enrich::names) const SHORTEST_ACRONYM: usize = 4;

    /// Tokens of a long name before its acronym, and letters of the acronym. Chosen.
    pub(in crate::enrich::names) const LONG_NAME: usize = 18;
    pub(in crate::enrich::names) const ACRONYM: usize = 10;

    /// Bytes of a short form in brackets. Chosen.
    pub(in crate::enrich::names) const SHORT_FORM: usize = 12;

    /// Tokens by which a name grows on one side. Chosen: cost stays linear in any text.
    pub(in crate::enrich::names) const GROWTH: usize = 8;

    /// Organisations and people that share a word, the latest first. Chosen: cost stays linear in any text.
    pub(in crate::enrich::names) const ORGANISATIONS_OF_WORD: usize = 32;
    pub(in crate::enrich::names) const PEOPLE_OF_WORD: usize = 48;

    /// Tokens between a name and another name of the same person: `, who is widely known as`. Chosen.
    pub(in crate::enrich::names) const ALIAS: usize = 7;

    /// People of one list that a role before its first is given to: `Ministers Ana Lopes, Jo Berg and Max Orth`. Chosen: no
    /// article lists more, and cost stays linear in any text.
    pub(in crate::enrich::names) const LONGEST_LIST: usize = 30;

    /// Tokens between a noun of kin and a given name: `brothers Kyle and Evan Mekanak`. Chosen.
    pub(in crate::enrich::names) const KIN_REACH: usize = 3;

    /// Tokens of a role before a name, of one after it, and of a description such as `the England striker`. Chosen.
    pub(in crate::enrich::names) const ROLE_BEFORE: usize = 18;
    pub(in crate::enrich::names) const ROLE_AFTER: usize = 22;
    pub(in crate::enrich::names) const DESCRIPTION: usize = 6;

    /// Words before the noun of a role after a name, and of them such as no list has, behind an article. Chosen.
    pub(in crate::enrich::names) const WORDS_BEFORE_NOUN: usize = 9;
    pub(in crate::enrich::names) const UNKNOWN_WORDS: usize = 3;

    /// Tokens of a bracket between a name and its role: `(Conservative)`. Chosen.
    pub(in crate::enrich::names) const SHORT_BRACKET: usize = 5;

    /// Tokens for which somebody without a name is remembered. Chosen.
    pub(in crate::enrich::names) const UNNAMED: usize = 1500;
}

/// Nouns of roles that no list has.
pub(in crate::enrich::names) mod nouns {
    /// How often news writes a common noun with a capital, at most, on the scale of the names model from 1 (never) to
    /// 15 (always). Chosen: half.
    pub(in crate::enrich::names) const MOSTLY_SMALL: u8 = 8;

    /// The fewest letters of a noun for an agent by an ending that things have too (`poller`), and by an ending that
    /// only people have. Chosen.
    pub(in crate::enrich::names) const SHORTEST_AGENT: usize = 5;
    pub(in crate::enrich::names) const SHORTEST_PERSON_NOUN: usize = 7;
}
