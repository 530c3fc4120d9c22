use super::*;

fn is(text: &str, names: &[&str], expected: &[(&str, &str, bool)]) {
    let found = said(text, names);
    let found: Vec<_> =
        found.iter().map(|(who, what, direct)| (who.as_str(), what.as_str(), *direct)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn quotations_and_reports_have_their_speakers() {
    is(
        "Ana Lopes said the bridge would open in May. \u{201c}We have waited long enough for it,\u{201d} she added.",
        &["Ana Lopes"],
        &[
            ("Ana Lopes", "the bridge would open in May", false),
            ("Ana Lopes", "We have waited long enough for it,", true),
        ],
    );
}

#[test]
fn the_speaker_stands_before_or_behind() {
    is(
        "\"The dam will hold,\" said Harbour Board president Ana Lopes. The water would fall by noon, Sgt. Jo Berg said \
         Monday. Max Orth, a farmer in Brno, told Reuters he had lost his herd.",
        &["Ana Lopes", "Jo Berg", "Max Orth"],
        &[
            ("Ana Lopes", "The dam will hold,", true),
            ("Jo Berg", "The water would fall by noon", false),
            ("Max Orth", "he had lost his herd", false),
        ],
    );
}

#[test]
fn a_quotation_may_run_over_sentences_and_paragraphs() {
    is(
        "Jo Berg spoke.\n\n\"We built it. It took years. It holds,\" said Ana Lopes. \"And it will go on holding.\"\n\n\"Nobody \
         believed us at the start.\"",
        &["Jo Berg", "Ana Lopes"],
        &[
            ("Ana Lopes", "We built it. It took years. It holds,", true),
            ("Ana Lopes", "And it will go on holding.", true),
            ("Ana Lopes", "Nobody believed us at the start.", true),
        ],
    );
}

#[test]
fn a_bare_verb_takes_the_question_before_it() {
    is(
        "\"Is it the rain, the river or the wind?\" Lopes asked. It was dark.",
        &["Lopes"],
        &[("Lopes", "Is it the rain, the river or the wind?", true)],
    );
}

#[test]
fn according_to_somebody() {
    is(
        "The herd was lost in the flood, according to Ana Lopes. According to Jo Berg, half of it was saved.",
        &["Ana Lopes", "Jo Berg"],
        &[
            ("Ana Lopes", "The herd was lost in the flood,", false),
            ("Jo Berg", "half of it was saved", false),
        ],
    );
}

#[test]
fn turns_of_phrase_and_other_speakers_are_nobodys() {
    is(
        "Ana Lopes denied \"cold war\" claims. Analysts said the plan was doomed from the start. The alleged theft had \
         cost Jo Berg his post.",
        &["Ana Lopes", "Jo Berg"],
        &[],
    );
}

#[test]
fn an_office_speaks_for_its_holder() {
    is(
        "Magistrate Ana Lopes heard Jo Berg. The charges might be dropped next week, the magistrate said.",
        &["Ana Lopes", "Jo Berg"],
        &[("Ana Lopes", "The charges might be dropped next week", false)],
    );
}

#[test]
fn a_sentence_goes_on_to_report() {
    is(
        "\u{201c}It is an old law,\u{201d} said Ana Lopes, noting that nobody had ever used it. The focus, Jo Berg said, \
         was on the bridge and not on the dam. Max Orth pointed out that the dam was new.",
        &["Ana Lopes", "Jo Berg", "Max Orth"],
        &[
            ("Ana Lopes", "It is an old law,", true),
            ("Ana Lopes", "nobody had ever used it", false),
            ("Jo Berg", "The focus, Jo Berg said, was on the bridge and not on the dam", false),
            ("Max Orth", "the dam was new", false),
        ],
    );
}

#[test]
fn somebody_without_a_name_takes_the_pronoun() {
    is(
        "Ana Lopes said the school was closed for good. It was sold in May, said the owner. She said the roof had fallen in.",
        &["Ana Lopes"],
        &[("Ana Lopes", "the school was closed for good", false)],
    );
}

#[test]
fn who_is_named_near_a_verb_need_not_speak() {
    let aide = "An aide to former mayor Igor Lenz told reporters that the claims about him were made up.";
    assert_eq!(said(aide, &["Igor Lenz"]), []);
    let adviser = "A lawyer for Maria Costa said that the trial was unfair to all of them.";
    assert_eq!(said(adviser, &["Maria Costa"]), []);
    let lawyer =
        "Judge Laura Stone told the banker to rise. His lawyer, Nina Reeve, said he would appeal against it.";
    let found = said(lawyer, &["Laura Stone", "Nina Reeve"]);
    assert!(
        found.iter().any(|(name, words, _)| name == "Nina Reeve" && words.starts_with("he would appeal")),
        "{found:?}"
    );
    assert!(!found.iter().any(|(_, words, _)| words.contains("His lawyer")), "{found:?}");
}
