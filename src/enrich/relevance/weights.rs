//! Weights. Made by `dateline-build relevance-weights`; do not edit.

/// How many features an entity has.
pub(crate) const COUNT: usize = 27;
/// How many features a topic has.
pub(crate) const TOPIC_COUNT: usize = 7;

/// What was fitted for one kind.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column<const N: usize = COUNT> {
    /// A weight for each feature.
    pub(crate) weights: [f32; N],
    /// The likelihoods at which 25, 50, 75 and 100 begin.
    pub(crate) anchors: [f32; 4],
}

/// Fitted.
#[rustfmt::skip]
pub(crate) const PERSON: Column = Column {
    weights: [
        -0.502, // bias
        0.247, // title: the title names it; without a title, the first sentence
        0.241, // lead: the first sentence of the story names it
        0.310, // early: one of the first three sentences names it
        0.249, // first: where its first mention stands, 1 at the start of the story, 0 at its end
        0.157, // mentions, logarithm
        0.032, // share of the mentions of the most frequent of its kind
        0.185, // share of the mentions of the most frequent of all
        0.034, // spread: thirds of the story that name it
        0.215, // subject: sentences that it opens, logarithm
        0.177, // opens the title or the first sentence
        0.155, // statements of the person, logarithm
        0.089, // figures that hang on it, logarithm
        0.027, // role: the text gives the person one
        0.000, // source: the organisation only reports
        0.000, // country
        0.000, // division of a country
        0.000, // wide: continent, region or water
        0.000, // town or district
        0.000, // demonym: share of mentions as one
        0.000, // inside: mentions of the places in it, as a share like that of all
        0.000, // known: the gazetteer has the place
        -0.375, // rivals: others of its kind, logarithm
        0.051, // length of the story, logarithm
        0.000, // dateline names it
        0.498, // first of its kind: no other is mentioned more often, nor earlier as often
        -0.256, // voice: statements of the person to mentions
    ],
    anchors: [0.271, 0.370, 0.650, 0.691],
};

/// Fitted.
#[rustfmt::skip]
pub(crate) const ORGANISATION: Column = Column {
    weights: [
        -0.404, // bias
        0.158, // title: the title names it; without a title, the first sentence
        0.131, // lead: the first sentence of the story names it
        0.420, // early: one of the first three sentences names it
        0.232, // first: where its first mention stands, 1 at the start of the story, 0 at its end
        0.128, // mentions, logarithm
        -0.187, // share of the mentions of the most frequent of its kind
        0.127, // share of the mentions of the most frequent of all
        0.035, // spread: thirds of the story that name it
        0.303, // subject: sentences that it opens, logarithm
        0.158, // opens the title or the first sentence
        0.000, // statements of the person, logarithm
        0.167, // figures that hang on it, logarithm
        0.000, // role: the text gives the person one
        0.000, // source: the organisation only reports
        0.000, // country
        0.000, // division of a country
        0.000, // wide: continent, region or water
        0.000, // town or district
        0.000, // demonym: share of mentions as one
        0.000, // inside: mentions of the places in it, as a share like that of all
        0.000, // known: the gazetteer has the place
        -0.390, // rivals: others of its kind, logarithm
        -0.029, // length of the story, logarithm
        -0.085, // dateline names it
        0.174, // first of its kind: no other is mentioned more often, nor earlier as often
        0.000, // voice: statements of the person to mentions
    ],
    anchors: [0.363, 0.438, 0.526, 0.609],
};

/// Fitted.
#[rustfmt::skip]
pub(crate) const PLACE: Column = Column {
    weights: [
        -0.345, // bias
        0.717, // title: the title names it; without a title, the first sentence
        0.254, // lead: the first sentence of the story names it
        0.409, // early: one of the first three sentences names it
        0.351, // first: where its first mention stands, 1 at the start of the story, 0 at its end
        0.147, // mentions, logarithm
        -0.037, // share of the mentions of the most frequent of its kind
        0.204, // share of the mentions of the most frequent of all
        0.085, // spread: thirds of the story that name it
        0.235, // subject: sentences that it opens, logarithm
        0.193, // opens the title or the first sentence
        0.000, // statements of the person, logarithm
        0.303, // figures that hang on it, logarithm
        0.000, // role: the text gives the person one
        0.000, // source: the organisation only reports
        -0.149, // country
        0.022, // division of a country
        -0.123, // wide: continent, region or water
        0.122, // town or district
        -0.176, // demonym: share of mentions as one
        0.041, // inside: mentions of the places in it, as a share like that of all
        -0.141, // known: the gazetteer has the place
        -0.492, // rivals: others of its kind, logarithm
        0.107, // length of the story, logarithm
        0.176, // dateline names it
        0.501, // first of its kind: no other is mentioned more often, nor earlier as often
        0.000, // voice: statements of the person to mentions
    ],
    anchors: [0.312, 0.418, 0.499, 0.724],
};

/// Fitted.
#[rustfmt::skip]
pub(crate) const TOPIC: Column<TOPIC_COUNT> = Column {
    weights: [
        0.081, // bias
        0.796, // first: no topic has a higher score
        0.404, // score
        0.185, // part of the first topic's score
        0.184, // title: a word that speaks for it stands in the title
        0.325, // early: one stands in the first fifth of the text
        -0.470, // beside: topics of the article, logarithm
    ],
    anchors: [0.569, 0.599, 0.619, 0.750],
};
