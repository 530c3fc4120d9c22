//! A RabbitMQ in a container, by the `docker` command.

use std::process::Command;

use super::cleanup_guard::CleanupGuard;
use super::{Error, doing, last_lines, ports, wait_until_ready};

/// `$1` is the container's name.
const AFTER: &str = r#"docker rm --force --volumes "$1""#;

/// A container with a broker; removed on drop.
#[derive(Debug)]
pub struct BrokerContainer {
    name: String,
    port: u16,
    _guard: CleanupGuard,
}

impl BrokerContainer {
    /// True if a container engine answers.
    pub fn engine() -> Result<(), Error> {
        docker(&["version", "--format", "{{.Server.Version}}"])
            .map(drop)
            .map_err(|error| Error::NoEngine { reason: error.to_string() })
    }

    /// Starts a container from `image` (pulled where it is not present and a registry can be reached) and waits until
    /// its broker answers.
    pub fn start(image: &str) -> Result<Self, Error> {
        Self::engine()?;
        if docker(&["image", "inspect", image]).is_err() {
            docker(&["pull", "--quiet", image])
                .map_err(|error| Error::NoImage { image: image.into(), reason: error.to_string() })?;
        }
        let port = ports::free_range()?;
        let name = format!("dateline-broker-{}-{port}", std::process::id());
        let guard = CleanupGuard::new("", AFTER, &[&name]).map_err(doing("start /bin/sh"))?;
        // A port of our own choice stays the same when the container is restarted.
        docker(&["run", "--detach", "--name", &name, "--publish", &format!("127.0.0.1:{port}:5672"), image])?;
        let container = Self { name, port, _guard: guard };
        wait_until_ready(port, || !container.runs(), || container.log())?;
        Ok(container)
    }

    /// Its address, with the user `guest`.
    pub fn uri(&self) -> String {
        format!("amqp://guest:guest@127.0.0.1:{}/%2f", self.port)
    }

    fn runs(&self) -> bool {
        docker(&["inspect", "--format", "{{.State.Running}}", &self.name])
            .is_ok_and(|state| state.trim() == "true")
    }

    fn log(&self) -> String {
        last_lines(&docker(&["logs", &self.name]).unwrap_or_default())
    }
}

/// Runs `docker` and gives what it prints.
fn docker(arguments: &[&str]) -> Result<String, Error> {
    let output = Command::new("docker").args(arguments).output().map_err(doing("run docker"))?;
    let text = |bytes| String::from_utf8_lossy(bytes).trim().to_owned();
    if output.status.success() {
        return Ok(text(&output.stdout));
    }
    Err(Error::Command { command: format!("docker {}", arguments.join(" ")), output: text(&output.stderr) })
}
