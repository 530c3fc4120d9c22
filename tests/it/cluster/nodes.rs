//! Three RabbitMQ nodes in containers. They reach each other over a network of their own, from which a node can be cut
//! off, and clients over published ports, which stay.

use std::process::Command;
use std::time::Duration;

use dateline::local_broker::{answers, cleanup_guard::CleanupGuard, ports};

use crate::harness::until;

pub(super) const NODES: usize = 3;
/// The node whose data are on a small disk of its own.
pub(super) const SMALL: usize = 2;
/// Of that disk.
const SIZE: &str = "400m";
/// Where it is mounted.
const DATA: &str = "/var/lib/rabbitmq";

/// Takes away containers, disk and network; `$1` begins all their names.
const AFTER: &str = r#"docker rm --force --volumes "$1-n1" "$1-n2" "$1-n3" "$1-disk"
docker volume rm --force "$1"; docker network rm "$1""#;

/// The file of settings, the secret that nodes share, and the broker.
const START: &str = r#"printf %s "$CONF" >/etc/rabbitmq/rabbitmq.conf
printf cluster >/var/lib/rabbitmq/.erlang.cookie
chown -R rabbitmq: /var/lib/rabbitmq; chmod 400 /var/lib/rabbitmq/.erlang.cookie
exec rabbitmq-server"#;

/// A minority pauses, as RabbitMQ's manual advises for three nodes. A small log fits the small disk.
const CONF: &str = "loopback_users = none
cluster_formation.peer_discovery_backend = classic_config
cluster_formation.classic_config.nodes.1 = rabbit@n1
cluster_formation.classic_config.nodes.2 = rabbit@n2
cluster_formation.classic_config.nodes.3 = rabbit@n3
cluster_partition_handling = pause_minority
raft.wal_max_size_bytes = 16000000
";

/// The cluster; removed on drop.
pub(super) struct Cluster {
    name: String,
    ports: Vec<u16>,
    _guard: CleanupGuard,
}

impl Cluster {
    pub(super) async fn start() -> Self {
        let base = ports::free_range().unwrap();
        let name = format!("dateline-cluster-{}", std::process::id());
        let guard = CleanupGuard::new("", AFTER, &[&name]).unwrap();
        let image =
            std::env::var("DATELINE_TEST_IMAGE").unwrap_or_else(|_| "dateline-test/rabbitmq:4.0".into());
        docker(&["network", "create", "--internal", &name]);
        let size = format!("o=size={SIZE}");
        let disk = ["type=tmpfs", "device=tmpfs", &size].map(|option| ["--opt", option]);
        docker(&[&["volume", "create", "--driver", "local"], &disk.concat()[..], &[&name]].concat());
        let mount = format!("{name}:{DATA}");
        // Keeps the disk, which is memory, while the node is down.
        let keeper = format!("{name}-disk");
        docker(&["run", "--detach", "--name", &keeper, "--volume", &mount, &image, "sleep", "infinity"]);
        let cluster = Self { name, ports: (base..).take(NODES).collect(), _guard: guard };
        for node in 0..NODES {
            let (container, host) = (cluster.container(node), host(node));
            let port = format!("127.0.0.1:{}:5672", cluster.ports[node]);
            let conf = format!("CONF={CONF}");
            let own =
                ["create", "--name", &container, "--hostname", &host, "--publish", &port, "--env", &conf];
            // Schedulers that wait busily would take the processors from workers.
            let quiet = ["--env", "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS=+sbwt none"];
            let disk: &[&str] = if node == SMALL { &["--volume", &mount] } else { &[] };
            docker(&[&own[..], &quiet, disk, &[&image, "sh", "-c", START]].concat());
            cluster.join(node);
        }
        docker(&["start", &cluster.container(0), &cluster.container(1), &cluster.container(2)]);
        cluster.whole().await;
        cluster
    }

    fn container(&self, node: usize) -> String {
        format!("{}-{}", self.name, host(node))
    }

    /// The address of a node, as clients reach it.
    pub(super) fn uri(&self, node: usize) -> String {
        format!("amqp://guest:guest@127.0.0.1:{}/%2f", self.ports[node])
    }

    /// Waits until all nodes run and see each other.
    pub(super) async fn running(&self) {
        const COUNT: &str = "length(rabbit_nodes:list_running()).";
        until("three running nodes", async || {
            let all = (0..NODES).all(|node| self.control(node, &["eval", COUNT]).as_deref() == Some("3"));
            (all && self.ports.iter().all(|&port| answers(port))).then_some(())
        })
        .await;
    }

    /// Waits until all nodes run and every member of every queue is there.
    pub(super) async fn whole(&self) {
        self.running().await;
        until("every member of every queue", async || {
            let queues = self.queues("online");
            let whole = |queue: &serde_json::Value| {
                queue["online"].as_array().is_none_or(|nodes| nodes.len() == NODES)
            };
            queues.is_some_and(|queues| queues.iter().all(whole)).then_some(())
        })
        .await;
    }

    /// The node that leads a queue.
    pub(super) fn leader(&self, queue: &str) -> usize {
        let queues = self.queues("leader").expect("a list of queues");
        let entry = queues.iter().find(|entry| entry["name"] == queue).expect("the queue");
        (0..NODES).find(|&node| entry["leader"] == format!("rabbit@{}", host(node))).expect("a leader")
    }

    /// All messages of each queue.
    pub(super) fn messages(&self) -> Vec<(String, u64)> {
        let queues = self.queues("messages").expect("a list of queues");
        let count = |entry: &serde_json::Value| {
            Some((entry["name"].as_str()?.to_owned(), entry["messages"].as_u64()?))
        };
        queues.iter().map(|entry| count(entry).expect("a name and a number")).collect()
    }

    /// Each queue with its name and this property, as a node that answers tells it.
    fn queues(&self, property: &str) -> Option<Vec<serde_json::Value>> {
        let ask = ["list_queues", "--formatter", "json", "name", property];
        let answer = (0..NODES).find_map(|node| self.control(node, &ask))?;
        serde_json::from_str(&answer).ok()
    }

    /// Runs `rabbitmqctl` on a node and gives what it prints, unless that fails.
    fn control(&self, node: usize, arguments: &[&str]) -> Option<String> {
        let container = self.container(node);
        let command =
            [&["exec", &container, "rabbitmqctl", "--quiet", "--timeout", "20"], arguments].concat();
        attempt(&command).ok().map(|output| output.trim().to_owned())
    }

    /// Kills a node.
    pub(super) fn kill(&self, node: usize) {
        docker(&["kill", &self.container(node)]);
    }

    /// Stops a node in order.
    pub(super) fn stop(&self, node: usize) {
        // The container's own signal does not reach the node. The command may end with its container, and fail.
        drop(attempt(&["exec", &self.container(node), "rabbitmqctl", "--quiet", "stop"]));
        docker(&["stop", "--time", "30", &self.container(node)]);
    }

    /// Starts a node that does not run.
    pub(super) fn start_node(&self, node: usize) {
        docker(&["start", &self.container(node)]);
    }

    /// Cuts a node off from the others; clients reach it as before.
    pub(super) fn cut_off(&self, node: usize) {
        docker(&["network", "disconnect", &self.name, &self.container(node)]);
    }

    /// Lets a node reach the others.
    pub(super) fn join(&self, node: usize) {
        docker(&["network", "connect", "--alias", &host(node), &self.name, &self.container(node)]);
    }

    /// Fills the small disk to the last byte, and keeps it so for a while.
    pub(super) async fn fill_disk(&self, time: Duration) {
        let keeper = format!("{}-disk", self.name);
        let filler = format!("{DATA}/filler");
        // Fails at the end of the disk, which is what is wanted.
        drop(attempt(&["exec", &keeper, "dd", "if=/dev/zero", &format!("of={filler}"), "bs=64k"]));
        let begun = std::time::Instant::now();
        while begun.elapsed() < time {
            // What the node gives free is taken too.
            drop(attempt(&["exec", &keeper, "sh", "-c", &format!("cat /dev/zero >>{filler}")]));
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        docker(&["exec", &keeper, "rm", &filler]);
    }

    /// True if the container of a node runs.
    pub(super) fn runs(&self, node: usize) -> bool {
        attempt(&["inspect", "--format", "{{.State.Running}}", &self.container(node)])
            .is_ok_and(|state| state.trim() == "true")
    }
}

fn host(node: usize) -> String {
    format!("n{}", node + 1)
}

fn docker(arguments: &[&str]) -> String {
    attempt(arguments).unwrap_or_else(|error| panic!("docker {arguments:?}: {error}"))
}

fn attempt(arguments: &[&str]) -> Result<String, String> {
    let output = Command::new("docker").args(arguments).output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
