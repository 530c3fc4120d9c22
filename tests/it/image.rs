//! The worker's image: built from the program under test on a base of Debian's packages, and run as the documents say.

use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use dateline::local_broker::BrokerContainer;
use dateline::local_broker::cleanup_guard::CleanupGuard;

use crate::console::get;
use crate::harness::{Newsroom, dateline, until};
use crate::test_articles::flood;

const IMAGE: &str = "dateline-test/worker:latest";

/// Runs a command, which must succeed, and gives what it prints.
fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {errors}");
    String::from_utf8_lossy(&output.stdout).trim().to_owned() + &errors
}

fn docker(arguments: &[&str]) -> String {
    run(Command::new("docker").args(arguments))
}

#[tokio::test]
async fn the_image_enriches_as_a_user_without_rights() {
    if let Err(reason) = BrokerContainer::engine() {
        writeln!(std::io::stderr(), "the image is not tested here: {reason}").ok();
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let program = dateline().get_program().to_owned();
    run(Command::new(root.join("scripts/worker-image")).arg(program).arg(IMAGE).current_dir(root));

    let mut newsroom = Newsroom::open().await;
    let name = format!("dateline-test-worker-{}", std::process::id());
    let _guard = CleanupGuard::new("", "docker rm --force --volumes \"$1\"", &[&name]).unwrap();
    // As deploy/compose.yaml and deploy/kubernetes run it; on this machine's network, where the broker is.
    let mut command = Command::new("docker");
    command.args(["run", "--detach", "--name", &name, "--network", "host", "--read-only"]);
    command.args(["--cap-drop", "ALL", "--security-opt", "no-new-privileges"]);
    let own = [("CONSOLE__LISTEN", "127.0.0.1:0"), ("LOG__FORMAT", "json")];
    for (key, value) in newsroom.environment(&own) {
        command.args(["--env", &format!("{key}={value}")]);
    }
    run(command.arg(IMAGE));

    newsroom.publish_json(&flood("by-the-image")).await;
    assert_eq!(newsroom.next().await.article["article"]["id"], "by-the-image");
    let line = until("the console's address", async || {
        docker(&["logs", &name]).lines().find(|line| line.contains("console_listening")).map(str::to_owned)
    })
    .await;
    let event: serde_json::Value = serde_json::from_str(&line).unwrap();
    let address = event["address"].as_str().or(event["fields"]["address"].as_str()).unwrap();
    for probe in ["/health/live", "/health/ready"] {
        assert_eq!(get(address, probe).await.unwrap().0, 200, "{probe}");
    }
    assert_eq!(docker(&["inspect", "--format", "{{.Config.User}}", &name]), "65532:65532");
    // What `docker stop` sends lets it finish.
    let begun = Instant::now();
    docker(&["stop", "--time", "40", &name]);
    assert!(begun.elapsed().as_secs() < 35, "it was killed");
    assert_eq!(docker(&["inspect", "--format", "{{.State.ExitCode}}", &name]), "0");
}
