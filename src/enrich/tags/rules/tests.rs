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
    rules.find(&document, &words, surroundings, &[topic])
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
    assert_eq!(error("[[tag]]\nlabel = \"A\"\nentities = [\"country:am\"]\n").1, "tag[1].entities");
    assert_eq!(error("[[tag\n").0, 1);
}
