//! The rules that make speech acts: each has a name and a reason, and every act records the rule that made it.

use crate::enrich::rule::Reason;

macro_rules! rules {
    ($($constant:ident $name:literal $why:literal;)*) => {
        $(pub(super) const $constant: Reason = Reason::new($name, $why);)*
        /// All rules, for tests and documents.
        #[cfg(test)]
        pub(super) const ALL: &[Reason] = &[$($constant),*];
    };
}

rules! {
    SUBJECT "subject" "`X said the dam held`: the subject of a verb of saying speaks";
    INVERTED "inverted" "`\"It held,\" said X`: behind a comma or a quotation the subject follows the verb";
    JOINED "joined-verb" "`X left and said …`: two verbs have one subject";
    PARTICIPLE "participle" "`X left, saying …`: the subject of the main verb speaks on";
    QUOTED_AS "quoted-as" "`X was quoted as saying …`: the subject of the passive speaks";
    SAID_BY "said-by" "`It was said by X`: the agent of the passive speaks";
    ACCORDING "according-to" "`according to X`, `citing X`, `per X`: the source follows";
    DATA_SHOW "data-show" "`A survey by X found …`: data speak by verbs of showing";
    PUT_AT "put-at" "`X put the toll at 38`: a count is given without a clause";
    GAPPED "gapped" "`X put it at 60 and Y at 150`: the verb of the first speaker serves the second";
    COUNT_OF "count-of" "`by X's count`, `X's estimate of 38`, `an estimate of 38 by X`: a noun of counting names who counted";
    GIVEN_BY "given-by" "`the 50,000 claimed by X`: the agent of a participle behind a number gave it";
    OPINION "in-opinion" "`In X's view, …`: the words name whose view follows";
    DOCUMENT "in-document" "`In a poll by X, 34% agreed`: a document opens the sentence and speaks";
    COLON "colon" "`X: \"…\"`, `Mayor: 12 dead`: the words before a colon speak what follows";
    DASH "dash-name" "`\"…\" – X`: a name behind a quotation and a dash";
    NAME_BEHIND "name-behind" "`\"…,\" Ana Lopes of the board concluded`: the name right behind a quotation";
    PRONOUN_BEHIND "pronoun-behind" "`\"…,\" she laughed`: a pronoun right behind a quotation, with any verb";
    CALLED "called" "`X called it \"a day of shame\"`: a subject and its words in quotation marks without a verb of saying";
    CHAIN "next-paragraph" "a quotation that a paragraph leaves open goes on with the same speaker";
    GOES_ON "goes-on" "`\"…,\" said X. \"…\"`: a quotation without a speaker goes on with the one before";
    ECHO "same-words" "a heading or pull quote has the speaker of the same words elsewhere";
    TOPIC "topic-then-quotation" "`X was glad. \"…\"`: the subject of the sentence right before a quotation";
    INTERVIEW "interview" "`Q: … A: …`: the answers are those of the person interviewed";
    TRANSCRIPT "transcript" "`LOPES: …`: a name and a colon open the turns of a talk";
    POLL "poll-goes-on" "shares that follow a poll in its paragraph are of the same poll";
    LIST "list-goes-on" "the items of a list belong to the one who announces it with a colon";
    TABLE "table-source" "`Source: X` below a table: its numbers are those of X";
}
