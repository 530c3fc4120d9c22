use super::Settings;

#[test]
fn the_defaults_are_whole() {
    let settings = Settings::default();
    assert_eq!(settings.topology.input_queue, "dateline.raw");
    assert_eq!(settings.retry.delays.len(), 3);
    assert!(settings.broker.password.is_none());
    assert!(!format!("{settings:?}").contains("guest:guest"));
}
