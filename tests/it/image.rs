//! The worker's image: built from the program under test on a base of Debian's packages, and run as the documents say.

use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use dateline::local_broker::BrokerContainer;
use dateline::local_broker::cleanup_guard::CleanupGuard;
use lapin::BasicProperties;

use crate::console::get;
use crate::harness::{Newsroom, dateline, until};
use crate::large_articles::peak;
use crate::test_articles::{FLOOD, flood};

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

fn build() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let program = dateline().get_program().to_owned();
    run(Command::new(root.join("scripts/worker-image")).arg(program).arg(IMAGE).current_dir(root));
}

/// Starts a container as deploy/compose.yaml and deploy/kubernetes do, with these options too; on this machine's network,
/// where the broker is. Gives its name.
fn start(newsroom: &Newsroom, options: &[&str]) -> (String, CleanupGuard) {
    let name = format!("dateline-test-worker-{}-{}", std::process::id(), fastrand::u32(..));
    let guard = CleanupGuard::new("", "docker rm --force --volumes \"$1\"", &[&name]).unwrap();
    let mut command = Command::new("docker");
    command.args(["run", "--detach", "--name", &name, "--network", "host", "--read-only"]);
    command.args(["--cap-drop", "ALL", "--security-opt", "no-new-privileges"]).args(options);
    let own = [("CONSOLE__LISTEN", "127.0.0.1:0"), ("LOG__FORMAT", "json")];
    for (key, value) in newsroom.environment(&own) {
        command.args(["--env", &format!("{key}={value}")]);
    }
    run(command.arg(IMAGE));
    (name, guard)
}

/// 400 articles of 4 MiB wait when a worker starts that has 512 MB and no swap.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "1.6 GiB through a broker: make large-articles"]
async fn articles_of_4_mib_pass_in_a_container_of_512_mb() {
    const ARTICLES: u32 = 400;
    build();
    let newsroom = Newsroom::open().await;
    let photo = "QUJD".repeat(1 << 20);
    for number in 0..ARTICLES {
        let article = format!(r#"{{"id": "urn:example:{number}", "body": "{FLOOD}", "photo": "{photo}"}}"#);
        let json = BasicProperties::default().with_content_type("application/json".into());
        newsroom.publish("wire", article.as_bytes(), json).await;
    }
    let (name, _guard) = start(&newsroom, &["--memory", "512m", "--memory-swap", "512m"]);
    let process = docker(&["inspect", "--format", "{{.State.Pid}}", &name]).parse().unwrap();
    for wanted in (20..=ARTICLES).step_by(20) {
        until("twenty articles more", async || (newsroom.counts("outlet").await.0 >= wanted).then_some(()))
            .await;
    }
    newsroom.ready("work", 0).await;
    writeln!(std::io::stderr(), "most memory of the worker: {} MiB", peak(process) >> 20).ok();
    let state = docker(&["inspect", "--format", "{{.State.OOMKilled}} {{.State.Running}}", &name]);
    assert_eq!(state, "false true");
    assert_eq!(newsroom.counts("outlet").await.0, ARTICLES, "none came twice");
}

#[tokio::test]
async fn the_image_enriches_as_a_user_without_rights() {
    if let Err(reason) = BrokerContainer::engine() {
        writeln!(std::io::stderr(), "the image is not tested here: {reason}").ok();
        return;
    }
    build();
    let mut newsroom = Newsroom::open().await;
    let (name, _guard) = start(&newsroom, &[]);

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
