use super::*;
use crate::article::Article;

fn tags(rules: &str, body: &str) -> Vec<Tag> {
    let rules = Rules::parse(rules).unwrap();
    let document = Document::new(None, body);
    let mut words = Words::default();
    words.read(&document);
    let article = Article { body: body.into(), ..Article::default() };
    let surroundings =
        Surroundings { article: &article, people: &[], organisations: &[], places: &[], figures: &[] };
    let topic = Tag {
        kind: TagKind::Topic,
        label: "football".into(),
        code: Some("medtop:20001065".into()),
        path: vec!["sport".into(), "competition discipline".into(), "football".into()],
        score: 0.9,
        evidence: Vec::new(),
        relevance: None,
        entity: None,
    };
    let topics = [topic];
    let facts = Facts { document: &document, surroundings, language: Some("en"), topics: &topics };
    rules.judge(&facts, &words).tags
}

#[test]
fn phrases_trigger_in_any_case_but_not_over_a_border() {
    let rules = "[[tag]]\nlabel = \"Harbour\"\ncode = \"desk:7\"\nphrases = [\"New Quay\", \"crane\"]\n";
    let found = tags(rules, "Work at the new quay goes on. A crane fell.");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code.as_deref(), Some("desk:7"));
    assert_eq!(found[0].evidence.len(), 2);
    assert!(tags(rules, "All is new. Quay walls crumble.").is_empty());
}

#[test]
fn several_triggers_can_be_asked_for_and_phrases_can_forbid() {
    let rules = "[[tag]]\nlabel = \"Cup\"\nphrases = [\"cup\"]\ntopics = [\"sport\"]\nat_least = 2\nunless = [\"tea cup\"]\n";
    assert_eq!(tags(rules, "They won the cup.").len(), 1);
    assert!(tags(rules, "They won.").is_empty());
    assert!(tags(rules, "They won the cup, a tea cup.").is_empty());
}

#[test]
fn topics_count_with_all_that_lies_below() {
    for topic in ["sport", "medtop:15000000", "football", "medtop:20001065", "medtop:20000822"] {
        let rules = format!("[[tag]]\nlabel = \"T\"\ntopics = [\"{topic}\"]\n");
        assert_eq!(tags(&rules, "x").len(), 1, "{topic}");
    }
    assert!(tags("[[tag]]\nlabel = \"T\"\ntopics = [\"weather\"]\n", "x").is_empty());
}

#[test]
fn errors_name_line_and_key() {
    let error = |text: &str| {
        let error = Rules::parse(text).unwrap_err();
        (error.line, error.key, error.problem)
    };
    assert_eq!(error("[[tag]]\nlabel = \"A\"\nphrases = [\"x\", \"-\"]\n").0, 3);
    let (line, key, problem) = error("[[tag]]\nlabel = \"A\"\n\ntopics = [\"sprot\"]\n");
    assert_eq!((line, key.as_str()), (4, "tag[1].topics"));
    assert!(problem.contains("sprot"), "{problem}");
    assert_eq!(error("[[tag]]\nlabel = \"A\"\n").1, "tag[1].phrases");
    assert_eq!(error("[[tag]]\nlabel = \"A\"\nphrases = [\"x\"]\nat_least = 2\n").0, 4);
    assert_eq!(error("[[tag]]\nlabel = \"A\"\nphrase = [\"x\"]\n").0, 3);
    let (line, key, problem) = error("[[tag]]\nlabel = \"A\"\n[tag.when]\nfigures = [\n  \"killed 10\"]\n");
    assert_eq!((line, key.as_str()), (5, "tag[1].when.figures"));
    assert!(problem.contains("killed >= 10"), "{problem}");
    assert_eq!(error("[[tag]]\nlabel = \"A\"\nphrases = [\"flood*\"]\n").1, "tag[1].phrases");
    assert_eq!(error("[[tag]]\nlabel = \"A\"\nphrases = [\n{ text = \"x\", wher = \"lead\" }]\n").0, 4);
    assert_eq!(error("[[tag]]\nlabel = \"A\"\nphrases = [\"x\"]\ncc = [\"article.x\"]\n").1, "tag[1].cc");
    assert_eq!(
        error("[[tag]]\nlabel = \"A\"\nphrases = [\"x\"]\nheaders = { x-max = \"1\" }\n").1,
        "tag[1].headers"
    );
    assert_eq!(error("[[tag]]\nlabel = \"A\"\nphrases = [\"x\"]\npriority = 256\n").0, 4);
    assert_eq!(error("[[tag]]\nlabel = \"A\"\nphrases = [\"x\"]\nhidden = true\n").1, "tag[1].hidden");
    assert_eq!(error("[[tag]]\nlabel = \"A\"\n[tag.when]\nforms = [\"storie\"]\n").0, 4);
    assert_eq!(error("[[tag]]\nlabel = \"A\"\nentities = [\"country:am\"]\n").1, "tag[1].entities");
    assert_eq!(error("[[tag\n").0, 1);
}

#[test]
fn phrases_can_be_asked_for_in_a_place_often_and_beside_others() {
    let rule = |phrase: &str| format!("[[tag]]\nlabel = \"T\"\nphrases = [{phrase}]\n");
    let count = |phrase: &str, body: &str| tags(&rule(phrase), body).len();
    let body = "The dam broke. Water rose.\n\nEngineers blamed the spillway. The old spillway had cracks.";
    assert_eq!(count("{ text = \"dam\", where = \"lead\" }", body), 1);
    assert_eq!(count("{ text = \"spillway\", where = \"lead\" }", body), 0);
    assert_eq!(count("{ text = \"dam\", where = \"title\" }", body), 0);
    assert_eq!(count("{ text = \"spillway\", times = 2 }", body), 1);
    assert_eq!(count("{ text = \"spillway\", times = 3 }", body), 0);
    assert_eq!(count("{ text = \"dam\", with = [\"broke\"] }", body), 1);
    assert_eq!(count("{ text = \"dam\", with = [\"cracks\"] }", body), 0);
    assert_eq!(count("{ text = \"spillway\", times = 2, without = [\"cracks\"] }", body), 0);
}

#[test]
fn conditions_must_be_met_and_exceptions_must_not() {
    let rule = |more: &str| format!("[[tag]]\nlabel = \"T\"\nphrases = [\"dam\"]\n{more}");
    let count = |more: &str| tags(&rule(more), "The dam broke.").len();
    assert_eq!(count("[tag.when]\nlanguages = [\"en\", \"fr\"]\ntopics = [\"sport\"]\n"), 1);
    assert_eq!(count("[tag.when]\nlanguages = [\"en\"]\ntopics = [\"weather\"]\n"), 0);
    assert_eq!(count("[tag.except]\ntopics = [\"weather\"]\n"), 1);
    assert_eq!(count("[tag.except]\nlanguages = [\"fr\"]\ntopics = [\"sport\"]\n"), 0);
    assert_eq!(count("with = [\"water\"]\n"), 0);
    assert_eq!(count("with = [\"water\", \"broke\"]\n"), 1);
}
