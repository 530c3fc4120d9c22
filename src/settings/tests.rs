use super::Settings;

#[test]
fn the_defaults_are_whole() {
    let settings = Settings::default();
    assert_eq!(settings.topology.input_queue, "dateline.raw");
    assert_eq!(settings.retry.delays.len(), 3);
    assert!(settings.broker.password.is_none());
    assert!(!format!("{settings:?}").contains("guest:guest"));
}

use super::{Layers, load, show};

fn environment(pairs: &[(&str, &str)]) -> Layers {
    let environment = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Layers { environment, ..Layers::default() }
}

fn problems(layers: &Layers) -> Vec<String> {
    load(layers).unwrap_err().problems.iter().map(ToString::to_string).collect()
}

fn file(name: &str, text: &str) -> std::path::PathBuf {
    let path = std::env::temp_dir().join(format!("dateline-{}-{name}", std::process::id()));
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn every_default_passes_its_own_checks() {
    assert!(load(&Layers::default()).is_ok());
}

#[test]
fn later_layers_win() {
    let path =
        file("layers.toml", "[consume]\nprefetch = 200\nconsumer_tag = \"a\"\n[retry]\ndelays = [\"1s\"]\n");
    let mut layers = environment(&[
        ("DATELINE__CONSUME__PREFETCH", "300"),
        ("DATELINE__RETRY__DELAYS", "2s, 4s"),
        ("HOME", "/"),
    ]);
    layers.file = Some(path.clone());
    layers.flags = vec![("--set".into(), "consume.consumer_tag".into(), "b".into())];
    let loaded = load(&layers).unwrap();
    assert_eq!(loaded.consume.prefetch, 300);
    assert_eq!(loaded.consume.consumer_tag.as_deref(), Some("b"));
    assert_eq!(loaded.retry.delays.len(), 2);
    let shown = show(&loaded);
    assert!(
        shown.contains("prefetch = 300")
            && shown.contains("# environment variable DATELINE__CONSUME__PREFETCH")
    );
    std::fs::remove_file(path).unwrap();
}

#[test]
fn mistakes_are_named_with_key_value_place_and_what_is_allowed() {
    let path = file(
        "wrong.toml",
        "[broker]\n\nheartbeet = \"5s\"\nheartbeat = \"5x\"\n[topology]\nmode = \"maybe\"\n",
    );
    let layers = Layers {
        file: Some(path.clone()),
        ..environment(&[("DATELINE__LIMITS__JSON_DEPT", "4"), ("DATELINE__CONSUME__PREFETCH", "many")])
    };
    let found = problems(&layers);
    assert_eq!(found.len(), 5, "{found:#?}");
    assert!(
        found[0].contains("broker.heartbeet")
            && found[0].contains("wrong.toml:3")
            && found[0].contains("did you mean broker.heartbeat?")
    );
    assert!(
        found[1].contains("\"5x\"")
            && found[1].contains("wrong.toml:4")
            && found[1].contains("expected a duration")
    );
    assert!(found[2].contains("`declare`, `check`"), "{}", found[2]);
    assert!(found[3].contains("DATELINE__CONSUME__PREFETCH") && found[3].contains("many"));
    assert!(found[4].contains("did you mean DATELINE__LIMITS__JSON_DEPTH?"));
    std::fs::remove_file(path).unwrap();
}

#[test]
fn broken_toml_is_an_error_with_its_line_and_without_its_text() {
    let path = file("broken.toml", "[broker]\npassword = hunter2\n");
    let found = problems(&Layers { file: Some(path.clone()), ..Layers::default() });
    let endless = problems(&Layers { file: Some("/dev/zero".into()), ..Layers::default() });
    assert!(endless[0].contains("/dev/zero") && endless[0].contains("longer than"), "{endless:?}");
    assert!(found[0].contains("broken.toml:2") && !found[0].contains("hunter2"), "{found:?}");
    std::fs::remove_file(path).unwrap();
}

#[test]
fn secrets_come_from_files_and_are_never_shown() {
    let path = file("password", "hunter2\n");
    let text = path.to_str().unwrap();
    let layers = environment(&[
        ("DATELINE__BROKER__PASSWORD_FILE", text),
        ("DATELINE__BROKER__URI", "amqp://u:p4ss@h/%2f"),
    ]);
    let loaded = load(&layers).unwrap();
    assert_eq!(loaded.broker.password.as_ref().unwrap().reveal(), "hunter2");
    let shown = show(&loaded);
    assert!(!shown.contains("hunter2") && !shown.contains("p4ss") && shown.contains("u:***@h"), "{shown}");
    std::fs::remove_file(&path).unwrap();
    let found = problems(&environment(&[("DATELINE__BROKER__PASSWORD_FILE", text)]));
    assert!(found[0].contains("cannot be read"));
    let found = problems(&environment(&[("DATELINE__BROKER__URI", "http://u:p4ss@h")]));
    assert!(found[0].contains("amqps://") && !found[0].contains("p4ss"), "{found:?}");
    let nodes = "amqp://u:p4ss@one, amqp://two";
    let shown = show(&load(&environment(&[("DATELINE__BROKER__URIS", nodes)])).unwrap());
    assert!(
        !shown.contains("p4ss") && shown.contains("u:***@one") && shown.contains("amqp://two"),
        "{shown}"
    );
    let found = problems(&environment(&[("DATELINE__BROKER__URIS", "amqp://u:p4ss@one,amqps://two")]));
    assert!(found[0].contains("all with amqps://") && !found[0].contains("p4ss"), "{found:?}");
}

#[test]
fn the_example_for_production_holds_known_keys() {
    let path = file("uri", "amqps://u:p@broker.example/news\n");
    let layers = Layers {
        file: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/config/production.toml").into()),
        ..environment(&[("DATELINE__BROKER__URI_FILE", path.to_str().unwrap())])
    };
    let loaded = load(&layers).unwrap();
    assert_eq!(loaded.broker.uri.reveal(), "amqps://u:p@broker.example/news");
    std::fs::remove_file(path).unwrap();
}

#[test]
fn options_of_enrichment_are_settings_too() {
    let home = |name| load(&environment(&[("DATELINE__ENRICH__PLACES__HOME", name)]));
    assert!(load(&Layers::default()).unwrap().enrich.options.places.home.is_none());
    assert!(home("Columbus, Ohio").unwrap().enrich.options.places.home.is_some());
    let error = home("Xyzzyville").unwrap_err().to_string();
    assert!(error.contains("enrich.places.home") && error.contains("Xyzzyville"), "{error}");
}

#[test]
fn the_newsrooms_rules_are_read_and_checked() {
    let rules = file("rules.toml", "[[tag]]\nlabel = \"Water desk\"\nphrases = [\"dam\"]\n");
    let layers = environment(&[("DATELINE__ENRICH__RULES_FILE", rules.to_str().unwrap())]);
    let enricher = crate::enrich::Enricher::new(crate::enrich::Options::default())
        .with_rules(load(&layers).unwrap().enrich.rules.clone());
    let article = crate::article::Article { body: "The dam broke on Monday.".into(), ..Default::default() };
    let output = enricher.enrich(article, &mut crate::enrich::Scratch::default());
    assert!(output.enrichment.tags.iter().any(|tag| tag.label == "Water desk"));
    std::fs::write(&rules, "[[tag]]\nlabel = 3\n").unwrap();
    let found = problems(&layers);
    assert!(found[0].contains("enrich.rules_file") && found[0].contains("line 2"), "{found:?}");
    std::fs::remove_file(rules).unwrap();
}

#[test]
fn settings_that_disagree_are_found() {
    let found = problems(&environment(&[
        ("DATELINE__TOPOLOGY__OUTPUT_EXCHANGE", "news.raw"),
        ("DATELINE__CONSUME__PREFETCH", "0"),
        ("DATELINE__BROKER__AUTHENTICATION", "external"),
        ("DATELINE__BROKER__TLS__KEY_FILE", "key.pem"),
    ]));
    assert_eq!(found.len(), 4, "{found:#?}");
}

#[test]
fn what_is_shown_is_valid_toml_of_the_same_settings() {
    let shown = show(&load(&Layers::default()).unwrap());
    let again: Settings = toml::from_str(&shown).unwrap();
    assert_eq!(again.consume.prefetch, Settings::default().consume.prefetch);
}

#[test]
fn a_variable_that_is_misspelt_is_told_and_others_are_let_be() {
    for (name, meant) in [
        ("DATELINE_BROKER_URI", "DATELINE__BROKER__URI"),
        ("DATELINE_BROKER__URI", "DATELINE__BROKER__URI"),
        ("dateline__broker__uri", "DATELINE__BROKER__URI"),
        ("Dateline__Consume__Prefetch", "DATELINE__CONSUME__PREFETCH"),
        ("DATELINE_BROKER_TLS_CA_FILE", "DATELINE__BROKER__TLS__CA_FILE"),
        ("DATELINE__BROKER_URI", "DATELINE__BROKER__URI"),
    ] {
        let found = problems(&environment(&[(name, "amqp://u:p4ss@host")]));
        assert!(found.iter().any(|line| line.contains(meant) && !line.contains("p4ss")), "{name}: {found:?}");
    }
    // Kubernetes sets such for a service of that name; others belong to wrappers and tests.
    let others = [
        "DATELINE_PORT",
        "DATELINE_SERVICE_HOST",
        "DATELINE_CONFIG",
        "DATELINE_TEST_BROKER",
        "DATELINES_LOG_LEVEL",
    ];
    assert!(load(&environment(&others.map(|name| (name, "x")))).is_ok());
}

#[test]
fn settings_that_bite_are_refused() {
    for (name, value, word) in [
        ("DATELINE__LOG__LEVEL", "inof", "expected error, warn"),
        ("DATELINE__LOG__LEVEL", "info,debgu", "expected error, warn"),
        ("DATELINE__BROKER__HEARTBEAT", "0s", "1s to 65535s"),
        ("DATELINE__ENRICH__WORKERS", "4294967295", "to 1024"),
        ("DATELINE__TOPOLOGY__DELIVERY_LIMIT", "1", "at least 2"),
        ("DATELINE__CONSUME__CONSUMER_TAG", &"x".repeat(300), "at most 200 bytes"),
        ("DATELINE__BROKER__PASSWORD_FILE", "/dev/zero", "longer than"),
        ("DATELINE__BROKER__URI_FILE", "/dev/null", "the file is empty"),
        ("DATELINE__RETRY__DELAYS", "5s,999999999h", "to 30 days"),
    ] {
        let found = problems(&environment(&[(name, value)]));
        assert!(found.len() == 1 && found[0].contains(word), "{name}: {found:?}");
        assert!(found[0].contains(&name[10..].to_lowercase().replace("__", ".")), "{found:?}");
    }
    for level in ["INFO", "warn", "off", "info,dateline::amqp=debug", "dateline=trace"] {
        assert!(load(&environment(&[("DATELINE__LOG__LEVEL", level)])).is_ok(), "{level}");
    }
}

#[test]
fn files_are_read_again_unless_something_else_was_given() {
    let path = file("rotated", "before\n");
    let text = path.to_str().unwrap();
    let mut layers = environment(&[("DATELINE__BROKER__PASSWORD_FILE", text)]);
    let loaded = load(&layers).unwrap();
    std::fs::write(&path, "after\n").unwrap();
    assert_eq!(loaded.broker.read_again().unwrap().password.unwrap().reveal(), "after");
    layers.flags = vec![("--set".into(), "broker.password".into(), "given".into())];
    assert_eq!(load(&layers).unwrap().broker.read_again().unwrap().password.unwrap().reveal(), "given");
    std::fs::remove_file(&path).unwrap();
    let error = loaded.broker.read_again().unwrap_err();
    assert!(error.contains(text), "{error}");
}
