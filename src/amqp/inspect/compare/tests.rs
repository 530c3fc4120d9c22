use super::*;
use crate::amqp::topology::Topology;
use crate::amqp::version::ServerVersion;
use crate::settings::{OriginMode, Settings};

fn settings() -> Settings {
    Settings::default()
}

fn work_queue(settings: &Settings) -> Queue {
    let topology = Topology::of(settings, ServerVersion::FOUR);
    topology.queues.into_iter().find(|queue| queue.name == "dateline.raw").unwrap()
}

/// The work queue as Dateline declares it.
fn as_declared(plan: &Queue) -> ExistingQueue {
    let arguments =
        plan.arguments.iter().map(|(name, value)| ((*name).to_owned(), value.to_string())).collect();
    ExistingQueue {
        kind: Some("quorum".into()),
        durable: Some(true),
        auto_delete: Some(false),
        exclusive: false,
        arguments: Some(arguments),
        policies: None,
    }
}

fn report(plan: &Queue, found: &ExistingQueue) -> Report {
    let mut report = Report::default();
    report.queue(plan, found);
    report
}

#[test]
fn what_dateline_declared_is_right() {
    for queue in Topology::of(&settings(), ServerVersion::FOUR).queues {
        assert_eq!(report(&queue, &as_declared(&queue)), Report::default(), "{}", queue.name);
    }
}

#[test]
fn what_would_lose_or_skip_messages_is_refused_also_where_the_queue_is_taken_as_it_is() {
    let mut settings = settings();
    settings.topology.input_queue_mode = OriginMode::Use;
    for plan in [work_queue(&Settings::default()), work_queue(&settings)] {
        let right = as_declared(&plan);
        let stream = ExistingQueue { kind: Some("stream".into()), ..right.clone() };
        let auto_delete = ExistingQueue { auto_delete: Some(true), ..right.clone() };
        let exclusive = ExistingQueue { exclusive: true, ..right.clone() };
        for (found, word) in [(stream, "stream"), (auto_delete, "auto_delete"), (exclusive, "exclusive")] {
            let report = report(&plan, &found);
            assert!(report.refused.len() == 1 && report.refused[0].contains(word), "{report:?}");
        }
    }
}

#[test]
fn each_argument_that_differs_is_named_and_tolerated_only_where_the_queue_is_the_newsrooms() {
    let plan = work_queue(&settings());
    let mut used = settings();
    used.topology.input_queue_mode = OriginMode::Use;
    let used = work_queue(&used);
    for (name, _) in &plan.arguments {
        for value in [None, Some("other".to_owned())] {
            let mut found = as_declared(&plan);
            let arguments = found.arguments.as_mut().unwrap();
            arguments.remove(*name);
            arguments.extend(value.map(|value| ((*name).to_owned(), value)));
            let strict = report(&plan, &found);
            assert!(strict.refused.len() == 1 && strict.refused[0].contains(name), "{name}: {strict:?}");
            let lenient = report(&used, &found);
            assert!(
                lenient.refused.is_empty() && lenient.differences[0].contains(name),
                "{name}: {lenient:?}"
            );
        }
    }
}

#[test]
fn what_cannot_be_seen_is_said_and_refuses_nothing() {
    let plan = work_queue(&settings());
    let unseen = report(&plan, &ExistingQueue::default());
    assert!(unseen.refused.is_empty());
    for word in ["its type", "auto_delete", "its arguments"] {
        assert!(unseen.unchecked.iter().any(|line| line.contains(word)), "{unseen:?}");
    }
}

#[test]
fn a_classic_input_queue_that_may_be_auto_delete_is_refused() {
    let mut settings = settings();
    settings.topology.input_queue_mode = OriginMode::Use;
    let plan = work_queue(&settings);
    let unseen = ExistingQueue { kind: Some("classic".into()), ..ExistingQueue::default() };
    let found = report(&plan, &unseen);
    assert!(found.refused.len() == 1 && found.refused[0].contains("management_uri"), "{found:?}");
    let seen = report(&plan, &ExistingQueue { auto_delete: Some(false), ..unseen });
    assert!(seen.refused.is_empty(), "{seen:?}");
}

#[test]
fn arguments_of_others_that_change_what_becomes_of_messages_are_told() {
    let plan = work_queue(&settings());
    for (name, _) in EXTRAS.iter().chain(LENGTHS) {
        let mut found = as_declared(&plan);
        found.arguments.as_mut().unwrap().insert((*name).to_owned(), "1000".into());
        let report = report(&plan, &found);
        assert!(report.refused.is_empty() && report.differences[0].contains(name), "{report:?}");
    }
}

/// A queue as Dateline declares it, with these policies.
fn with_policies(plan: &Queue, policies: &[(&str, &str)]) -> Vec<String> {
    let policies = policies.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let found = ExistingQueue { policies: Some(policies), ..as_declared(plan) };
    let (mut agrees, mut checked) = (Report::default(), Report::default());
    agrees.policies_of(plan, &found);
    checked.queue(plan, &found);
    assert!(agrees.refused.is_empty() && checked.refused.is_empty(), "{checked:?}");
    assert_eq!(agrees.differences, checked.differences);
    agrees.differences
}

#[test]
fn a_policy_that_drops_messages_is_told_although_the_arguments_are_right() {
    let plan = work_queue(&settings());
    let rejects = with_policies(&plan, &[("x-max-length", "5")]);
    assert!(rejects.len() == 1 && rejects[0].contains("x-max-length = 5 by a policy"), "{rejects:?}");
    assert!(rejects[0].contains("rejects"), "{rejects:?}");
    let drops = with_policies(&plan, &[("x-max-length", "5"), ("x-overflow", "drop-head")]);
    assert!(
        drops.iter().any(|line| line.contains("the oldest are dead-lettered, at most once")),
        "{drops:?}"
    );
    assert!(drops.iter().any(|line| line.contains("wins over the queue's own reject-publish")), "{drops:?}");
    let lower = with_policies(&plan, &[("x-delivery-limit", "5")]);
    assert!(lower.len() == 1 && lower[0].contains("below the queue's own 20"), "{lower:?}");
    for harmless in
        [("x-delivery-limit", "50"), ("x-dead-letter-exchange", "other"), ("x-overflow", "reject-publish")]
    {
        assert_eq!(with_policies(&plan, &[harmless]), [""; 0], "{harmless:?}");
    }
}

#[test]
fn the_unrouted_queue_keeps_its_length_and_no_advice_makes_it_reject() {
    let topology = Topology::of(&settings(), ServerVersion::FOUR);
    let plan = topology.queues.iter().find(|queue| queue.name == "dateline.unrouted").unwrap();
    assert_eq!(with_policies(plan, &[("x-max-length", "200000")]), [""; 0]);
    let lower = with_policies(plan, &[("x-max-length", "10")]);
    assert!(lower.len() == 1 && lower[0].ends_with("the oldest are lost"), "{lower:?}");
}

#[test]
fn a_direct_exchange_takes_patterns_literally() {
    let mut settings = settings();
    settings.topology.input_exchange_mode = OriginMode::Use;
    for (keys, refused, differences) in
        [(vec!["#"], 1, 0), (vec!["wire", "sport.*"], 0, 1), (vec!["wire", "sport"], 0, 0)]
    {
        settings.topology.input_keys = keys.iter().map(|key| (*key).to_owned()).collect();
        let topology = Topology::of(&settings, ServerVersion::FOUR);
        let mut report = Report::default();
        let direct = ExistingExchange { kind: Some("direct".into()), ..ExistingExchange::default() };
        report.exchange(&topology.exchanges[0], &direct);
        assert_eq!((report.refused.len(), report.differences.len()), (refused, differences), "{report:?}");
        let fanout = ExistingExchange { kind: Some("fanout".into()), ..ExistingExchange::default() };
        let mut report = Report::default();
        report.exchange(&topology.exchanges[0], &fanout);
        assert_eq!(report, Report::default());
    }
}

#[test]
fn a_queue_without_any_binding_is_refused() {
    let topology = Topology::of(&settings(), ServerVersion::FOUR);
    let plan: Vec<_> = topology.bindings.iter().filter(|binding| binding.queue == "dateline.raw").collect();
    let bound =
        |exchange: &str, key: &str| ExistingBinding { exchange: exchange.into(), routing_key: key.into() };
    for (found, refused, differences) in [
        (vec![], 1, 0),
        (vec![bound("news.raw", "#")], 0, 0),
        (vec![bound("news.raw", "wire.*")], 0, 1),
        (vec![bound("agency", "")], 0, 1),
    ] {
        let mut report = Report::default();
        report.bindings("dateline.raw", &plan, &found);
        assert_eq!((report.refused.len(), report.differences.len()), (refused, differences), "{found:?}");
    }
}

/// Whatever is wrong, the way out is never at the cost of what somebody else made.
#[test]
fn no_advice_says_to_delete_anything() {
    let mut report = Report::default();
    let topology = Topology::of(&settings(), ServerVersion::FOUR);
    for exchange in &topology.exchanges {
        let found = ExistingExchange {
            kind: Some("headers".into()),
            durable: Some(false),
            alternate: Some("other".into()),
        };
        report.exchange(exchange, &found);
        report.missing("exchange", &exchange.name, false);
        report.missing("exchange", &exchange.name, true);
        report.not_permitted("exchange", &exchange.name, "ACCESS_REFUSED");
    }
    for queue in &topology.queues {
        for kind in ["stream", "classic"] {
            let found = ExistingQueue {
                kind: Some(kind.into()),
                durable: Some(false),
                arguments: Some(BTreeMap::new()),
                ..ExistingQueue::default()
            };
            report.queue(queue, &found);
        }
        report.queue(queue, &ExistingQueue { arguments: Some(BTreeMap::new()), ..as_declared(queue) });
        report.bindings(&queue.name, &topology.bindings.iter().collect::<Vec<_>>(), &[]);
    }
    assert!(report.refused.len() > 20);
    for line in &report.refused {
        // A property of the queue, and no advice.
        let line =
            line.to_lowercase().replace("auto_delete", "").replace("is deleted with its last consumer", "");
        for word in ["delete", "drain", "purge", "anew"] {
            assert!(!line.contains(word), "{line}");
        }
    }
}
