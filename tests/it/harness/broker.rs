//! The broker: given by its URI, else a container, else a process of our own.
//!
//! `DATELINE_TEST_AMQP_URI` names one that runs already. `DATELINE_TEST_BROKER` chooses what to start: `4` or `3.10` (a
//! container), `process` (this machine's `rabbitmq-server`); without it a container of 4.0 is tried, then the process.
//! `DATELINE_TEST_IMAGE` (`name:tag`) takes another image. One broker serves the whole run; it is taken away when the
//! run ends, however it ends.

use std::io::Write;
use std::path::Path;
use std::sync::OnceLock;

use dateline::local_broker::{PrivateBroker, answers, cleanup_guard::CleanupGuard, ports};
use testcontainers::core::{ExecCommand, IntoContainerPort};
use testcontainers::runners::AsyncRunner;
use testcontainers::{ContainerAsync, GenericImage, ImageExt};

use super::until;

/// A broker that one test has for itself and may restart and kill.
pub(crate) struct OwnBroker {
    pub(crate) uri: String,
    kind: Kind,
}

enum Kind {
    Container { container: Box<ContainerAsync<GenericImage>>, port: u16, _guard: CleanupGuard },
    Process(PrivateBroker),
}

/// The URI of the run's broker, which is started by whoever asks first.
pub(crate) async fn shared_uri() -> &'static str {
    static SHARED: OnceLock<(String, Option<OwnBroker>)> = OnceLock::new();
    let start = || {
        SHARED.get_or_init(|| {
            if let Ok(uri) = std::env::var("DATELINE_TEST_AMQP_URI") {
                announce(&format!("the broker of DATELINE_TEST_AMQP_URI ({})", without_password(&uri)));
                return (uri, None);
            }
            // A runtime for the start alone: the one that asks belongs to a single test.
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let broker = runtime.block_on(OwnBroker::start());
            (broker.uri.clone(), Some(broker))
        })
    };
    &tokio::task::spawn_blocking(start).await.unwrap().0
}

impl OwnBroker {
    /// Starts a broker of the kind that the environment asks for.
    pub(crate) async fn start() -> Self {
        let image = std::env::var("DATELINE_TEST_IMAGE").unwrap_or_else(|_| "dateline-test/rabbitmq".into());
        let choice = std::env::var("DATELINE_TEST_BROKER").unwrap_or_default();
        let (image, required) = match choice.as_str() {
            "" => (format!("{image}:4.0"), false),
            "4" | "4.0" => (format!("{image}:4.0"), true),
            "3.10" => (format!("{image}:3.10"), true),
            "process" => return Self::process(),
            other => panic!("DATELINE_TEST_BROKER is {other:?}: 4, 3.10 and process are allowed"),
        };
        match Self::container(&image).await {
            Ok(broker) => broker,
            Err(reason) if required => panic!(
                "no container of {image}: {reason}. Start a container engine (Debian: apt-get install docker.io) and run \
                 scripts/broker-image, or set DATELINE_TEST_BROKER=process or DATELINE_TEST_AMQP_URI"
            ),
            Err(reason) => {
                announce(&format!("no container of {image} ({reason})"));
                Self::process()
            }
        }
    }

    /// Starts one with further lines in its `rabbitmq.conf`.
    pub(crate) async fn start_with(settings: &str) -> Self {
        let choice = std::env::var("DATELINE_TEST_BROKER").unwrap_or_default();
        if choice != "process" {
            let version = if choice == "3.10" { "3.10" } else { "4.0" };
            let image =
                std::env::var("DATELINE_TEST_IMAGE").unwrap_or_else(|_| "dateline-test/rabbitmq".into());
            let settings = format!("loopback_users = none\n{settings}").into_bytes();
            let prepare = |request: testcontainers::ContainerRequest<GenericImage>| {
                request.with_copy_to("/etc/rabbitmq/rabbitmq.conf", settings)
            };
            match Self::container_with(&format!("{image}:{version}"), prepare).await {
                Ok(broker) => return broker,
                Err(reason) => announce(&format!("no container ({reason})")),
            }
        }
        let broker = PrivateBroker::start(settings).unwrap_or_else(|error| panic!("{error}"));
        Self { uri: broker.uri(), kind: Kind::Process(broker) }
    }

    fn process() -> Self {
        let broker = PrivateBroker::start("").unwrap_or_else(|error| panic!("{error}"));
        announce(&format!("rabbitmq-server of this machine, a private process on port {}", broker.port()));
        Self { uri: broker.uri(), kind: Kind::Process(broker) }
    }

    /// Starts one that speaks TLS too, with the certificates in this folder, and gives the port for it. It asks every
    /// client for a certificate, whose common name may be the user.
    pub(crate) async fn start_encrypted(folder: &Path) -> (Self, u16) {
        const PLUGINS: &str = "[rabbitmq_auth_mechanism_ssl].";
        let settings = |folder: &str, listener: &str| {
            format!(
                "loopback_users = none\nlisteners.ssl.1 = {listener}\n\
                 ssl_options.cacertfile = {folder}/authority.pem\nssl_options.certfile = {folder}/server.pem\n\
                 ssl_options.keyfile = {folder}/server-key.pem\nssl_options.verify = verify_peer\n\
                 ssl_options.fail_if_no_peer_cert = true\nssl_cert_login_from = common_name\n\
                 auth_mechanisms.1 = PLAIN\nauth_mechanisms.2 = AMQPLAIN\nauth_mechanisms.3 = EXTERNAL\n"
            )
        };
        let port = ports::free_range().unwrap();
        let choice = std::env::var("DATELINE_TEST_BROKER").unwrap_or_default();
        if choice != "process" {
            let version = if choice == "3.10" { "3.10" } else { "4.0" };
            let image =
                std::env::var("DATELINE_TEST_IMAGE").unwrap_or_else(|_| "dateline-test/rabbitmq".into());
            let prepare = |mut request: testcontainers::ContainerRequest<GenericImage>| {
                request = request
                    .with_mapped_port(port, 5671.tcp())
                    .with_copy_to("/etc/rabbitmq/rabbitmq.conf", settings("/tls", "5671").into_bytes())
                    .with_copy_to("/etc/rabbitmq/enabled_plugins", PLUGINS.as_bytes().to_vec());
                for file in std::fs::read_dir(folder).unwrap() {
                    let path = file.unwrap().path();
                    let name = path.file_name().unwrap().to_string_lossy().into_owned();
                    request = request.with_copy_to(format!("/tls/{name}"), std::fs::read(&path).unwrap());
                }
                request
            };
            match Self::container_with(&format!("{image}:{version}"), prepare).await {
                Ok(broker) => return (broker, port),
                Err(reason) => announce(&format!("no container ({reason})")),
            }
        }
        let settings = settings(&folder.to_string_lossy(), &format!("127.0.0.1:{port}"));
        let broker = PrivateBroker::start_with(&settings, PLUGINS).unwrap_or_else(|error| panic!("{error}"));
        (Self { uri: broker.uri(), kind: Kind::Process(broker) }, port)
    }

    /// Starts one with the management API, and gives the address of that without user and password.
    pub(crate) async fn start_managed() -> (Self, String) {
        const PLUGINS: &str = "[rabbitmq_management].";
        let port = ports::free_range().unwrap();
        let choice = std::env::var("DATELINE_TEST_BROKER").unwrap_or_default();
        let uri = format!("http://127.0.0.1:{port}");
        if choice != "process" {
            let version = if choice == "3.10" { "3.10" } else { "4.0" };
            let image =
                std::env::var("DATELINE_TEST_IMAGE").unwrap_or_else(|_| "dateline-test/rabbitmq".into());
            let prepare = |request: testcontainers::ContainerRequest<GenericImage>| {
                request
                    .with_mapped_port(port, 15672.tcp())
                    .with_copy_to("/etc/rabbitmq/rabbitmq.conf", b"loopback_users = none\n".to_vec())
                    .with_copy_to("/etc/rabbitmq/enabled_plugins", PLUGINS.as_bytes().to_vec())
            };
            match Self::container_with(&format!("{image}:{version}"), prepare).await {
                Ok(broker) => return (broker, uri),
                Err(reason) => announce(&format!("no container ({reason})")),
            }
        }
        let settings = format!("management.tcp.ip = 127.0.0.1\nmanagement.tcp.port = {port}\n");
        let broker = PrivateBroker::start_with(&settings, PLUGINS).unwrap_or_else(|error| panic!("{error}"));
        (Self { uri: broker.uri(), kind: Kind::Process(broker) }, uri)
    }

    /// Replaces one of the files that [`Self::start_encrypted`] was given by another.
    pub(crate) async fn replace(&self, name: &str, by: &str, folder: &Path) {
        match &self.kind {
            Kind::Container { container, .. } => {
                let command = ExecCommand::new(["cp", &format!("/tls/{by}"), &format!("/tls/{name}")]);
                let code = container.exec(command).await.unwrap().exit_code().await.unwrap();
                assert!(code.is_none_or(|code| code == 0), "cp in the container: {code:?}");
            }
            Kind::Process(_) => drop(std::fs::copy(folder.join(by), folder.join(name)).unwrap()),
        }
    }

    async fn container(image: &str) -> Result<Self, String> {
        Self::container_with(image, |request| {
            request.with_copy_to("/etc/rabbitmq/rabbitmq.conf", b"loopback_users = none\n".to_vec())
        })
        .await
    }

    async fn container_with(
        image: &str,
        prepare: impl FnOnce(
            testcontainers::ContainerRequest<GenericImage>,
        ) -> testcontainers::ContainerRequest<GenericImage>,
    ) -> Result<Self, String> {
        let port = ports::free_range().map_err(|error| error.to_string())?;
        let name = format!("dateline-test-{}-{port}", std::process::id());
        let (repository, tag) = image.rsplit_once(':').ok_or("an image is NAME:TAG")?;
        // A port of our own choice stays the same when the container is restarted.
        let request =
            GenericImage::new(repository, tag).with_mapped_port(port, 5672.tcp()).with_container_name(&name);
        let container = prepare(request).start().await.map_err(|error| error.to_string())?;
        let container = Box::new(container);
        // testcontainers removes on drop; the guard also when this process is killed.
        let guard = CleanupGuard::new("", "docker rm --force --volumes \"$1\"", &[&name])
            .map_err(|e| e.to_string())?;
        ready(port).await;
        announce(&format!("a container of {image} on port {port}"));
        let uri = format!("amqp://guest:guest@127.0.0.1:{port}/%2f");
        Ok(Self { uri, kind: Kind::Container { container, port, _guard: guard } })
    }

    /// The port where it listens.
    pub(crate) fn port(&self) -> u16 {
        match &self.kind {
            Kind::Container { port, .. } => *port,
            Kind::Process(broker) => broker.port(),
        }
    }

    /// Stops the broker in order; what is durable stays.
    pub(crate) async fn stop(&mut self) {
        match &mut self.kind {
            Kind::Container { container, .. } => container.stop_with_timeout(Some(20)).await.unwrap(),
            Kind::Process(broker) => blocking(|| broker.stop().unwrap()),
        }
    }

    /// Kills the broker: no last word to anybody.
    pub(crate) async fn kill(&mut self) {
        match &mut self.kind {
            Kind::Container { container, .. } => container.stop_with_timeout(Some(0)).await.unwrap(),
            Kind::Process(broker) => blocking(|| broker.kill().unwrap()),
        }
    }

    /// Starts it again and waits until it answers.
    pub(crate) async fn start_again(&mut self) {
        match &mut self.kind {
            Kind::Container { container, port, .. } => {
                container.start().await.unwrap();
                ready(*port).await;
            }
            Kind::Process(broker) => blocking(|| broker.start_again().unwrap()),
        }
    }

    /// Imports a file of definitions: users, permissions, policies.
    pub(crate) async fn import_definitions(&self, file: &Path) {
        let path = match &self.kind {
            Kind::Container { container, .. } => {
                const INSIDE: &str = "/tmp/definitions.json";
                let text = std::fs::read_to_string(file).unwrap();
                let script = r#"printf %s "$1" >"$2""#;
                let command = ExecCommand::new(["sh", "-c", script, "sh", &text, INSIDE]);
                let code = container.exec(command).await.unwrap().exit_code().await.unwrap();
                assert!(code.is_none_or(|code| code == 0), "writing {INSIDE} in the container: {code:?}");
                INSIDE.into()
            }
            Kind::Process(_) => file.to_string_lossy().into_owned(),
        };
        self.control(&["import_definitions", &path]).await;
    }

    /// Runs `rabbitmqctl` on it and gives what it prints.
    pub(crate) async fn control(&self, arguments: &[&str]) -> String {
        match &self.kind {
            Kind::Container { container, .. } => {
                let command = std::iter::once(&"rabbitmqctl").chain(arguments).copied();
                let mut result = container.exec(ExecCommand::new(command)).await.unwrap();
                let output = String::from_utf8(result.stdout_to_vec().await.unwrap()).unwrap();
                let code = result.exit_code().await.unwrap();
                assert_eq!(code, Some(0), "rabbitmqctl {arguments:?}: {output}");
                output
            }
            Kind::Process(broker) => blocking(|| broker.control(arguments).unwrap()),
        }
    }
}

async fn ready(port: u16) {
    until("the broker's first answer", async || {
        tokio::task::spawn_blocking(move || answers(port)).await.unwrap().then_some(())
    })
    .await;
}

/// Runs what blocks without blocking the test's other tasks where its runtime has several threads.
fn blocking<T>(work: impl FnOnce() -> T) -> T {
    if tokio::runtime::Handle::current().runtime_flavor() == tokio::runtime::RuntimeFlavor::MultiThread {
        tokio::task::block_in_place(work)
    } else {
        work()
    }
}

/// Says which broker it is, past the capture of the tests' output.
fn announce(what: &str) {
    writeln!(std::io::stderr(), "broker for the tests: {what}").ok();
}

fn without_password(uri: &str) -> String {
    let (scheme, rest) = uri.split_once("://").unwrap_or(("", uri));
    format!("{scheme}://{}", rest.rsplit_once('@').map_or(rest, |(_, host)| host))
}
