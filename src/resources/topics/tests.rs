use super::write::{self, Contents};
use super::*;
use crate::document::hash_lower;

fn contents() -> Contents {
    let mut contents = Contents {
        concepts: vec![
            write::Concept { code: 15_000_000, parent: None, top: 14, label: "sport".into() },
            write::Concept { code: 20_001_065, parent: Some(0), top: 14, label: "football".into() },
        ],
        biases: [0.5; TOPICS],
        weights: vec![[0.0; TOPICS]; 8],
        ..Contents::default()
    };
    contents.weights[bucket(hash_lower("goal"), 8)][14] = 2.0;
    contents.terms.insert(vec![hash_lower("goal")], 0);
    contents.terms.insert(vec![hash_lower("own"), hash_lower("goal")], 1);
    contents.lemmas = vec![vec![(0, 1.0)], vec![(1, 2.0)]];
    contents
}

fn leak(bytes: Vec<u8>) -> &'static [u8] {
    Box::leak(bytes.into_boxed_slice())
}

#[test]
fn what_was_written_is_read() {
    let model = TopicModel::open(leak(contents().to_bytes())).unwrap();
    let football = model.concept(model.concept_by_code(20_001_065).unwrap()).unwrap();
    assert_eq!(football, super::Concept { code: 20_001_065, parent: Some(0), top: 14, label: "football" });
    let own = model.term(start(hash_lower("own"))).unwrap();
    assert!(own.continues);
    assert_eq!(own.postings().count(), 0);
    let own_goal = model.term(extend(start(hash_lower("own")), hash_lower("goal"))).unwrap();
    assert_eq!(own_goal.postings().collect::<Vec<_>>(), [(1, 2.0)]);
    assert!(model.term(start(hash_lower("hand"))).is_none());
    let mut sums = *model.biases();
    model.add_weights(hash_lower("goal"), 1.0, &mut sums);
    assert!((sums[14] - 2.5).abs() < 0.01, "{sums:?}");
}

#[test]
fn malformed_bytes_are_told_and_never_panic() {
    let bytes = contents().to_bytes();
    for length in [0, 10, artefact::HEADER, bytes.len() - 1] {
        assert!(TopicModel::open(leak(bytes[..length].to_vec())).is_err(), "{length}");
    }
    // Every payload byte bent: it opens or tells why, and look-ups do not panic.
    for at in artefact::HEADER..bytes.len() {
        let mut bent = bytes.clone();
        bent[at] ^= 0xff;
        if let Ok(model) = TopicModel::open(leak(bent)) {
            for index in 0..model.len() as u16 {
                assert!(model.concept(index).is_some());
            }
            model.term(start(hash_lower("goal"))).map(|term| term.postings().count());
        }
    }
}
