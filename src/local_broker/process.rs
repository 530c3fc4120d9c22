//! The `rabbitmq-server` of this machine as a process of one's own: free ports, everything in a temporary folder.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::cleanup_guard::CleanupGuard;
use super::{Error, doing, last_lines, ports, wait_until_ready};

/// The server itself. The command of the same name in `/usr/sbin` changes to the user `rabbitmq` and takes the
/// machine's settings, neither of which a private broker wants.
const SERVER: &str = "/usr/lib/rabbitmq/bin/rabbitmq-server";
const CONTROL: &str = "/usr/lib/rabbitmq/bin/rabbitmqctl";

/// `$1` is the folder, `$2` the port of epmd, Erlang's own name service. It is started here and not by the Erlang VM,
/// which would leave it behind.
const BEFORE: &str = r#"epmd -address 127.0.0.1 -port "$2" & names=$!"#;
/// Ends the broker in order, by force after 15 s, and removes the folder.
const AFTER: &str = r#"
pid=$(cat "$1/pid" 2>/dev/null) && kill "$pid" 2>/dev/null && {
    left=150
    while [ "$left" -gt 0 ] && kill -0 "$pid" 2>/dev/null; do left=$((left - 1)); sleep 0.1; done
    kill -9 "$pid" 2>/dev/null
}
kill "$names" 2>/dev/null
rm -rf "$1"
"#;

/// A private RabbitMQ on 127.0.0.1; gone on drop, with everything it wrote.
#[derive(Debug)]
pub struct PrivateBroker {
    folder: PathBuf,
    port: u16,
    server: Option<Child>,
    _guard: CleanupGuard,
}

impl PrivateBroker {
    /// True if this machine has what it takes.
    pub fn is_installed() -> bool {
        Path::new(SERVER).exists()
    }

    /// Starts a broker and waits until it answers. `settings` are lines for its `rabbitmq.conf`.
    pub fn start(settings: &str) -> Result<Self, Error> {
        Self::start_with(settings, "[].")
    }

    /// Starts a broker with these plugins too, written as in RabbitMQ's `enabled_plugins`.
    pub fn start_with(settings: &str, plugins: &str) -> Result<Self, Error> {
        if !Self::is_installed() {
            return Err(Error::NotInstalled { path: SERVER });
        }
        let port = ports::free_range()?;
        let folder = std::env::temp_dir().join(format!("dateline-broker-{}-{port}", std::process::id()));
        fs::create_dir_all(folder.join("home")).map_err(doing(format!("make {}", folder.display())))?;
        for (name, text) in
            [("rabbitmq.conf", settings), ("env.conf", ""), ("advanced.config", "[]."), ("plugins", plugins)]
        {
            fs::write(folder.join(name), text)
                .map_err(doing(format!("write {name} into {}", folder.display())))?;
        }
        let names_port = (port + 1).to_string();
        let guard = CleanupGuard::new(BEFORE, AFTER, &[&folder.to_string_lossy(), &names_port])
            .map_err(doing("start /bin/sh"))?;
        let mut broker = Self { folder, port, server: None, _guard: guard };
        broker.start_again()?;
        Ok(broker)
    }

    /// Its address, with the user `guest`.
    pub fn uri(&self) -> String {
        format!("amqp://guest:guest@127.0.0.1:{}/%2f", self.port)
    }

    /// The port where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Starts the broker after [`Self::stop`] or [`Self::kill`], with what it had stored, and waits until it answers.
    pub fn start_again(&mut self) -> Result<(), Error> {
        let log =
            fs::File::create(self.folder.join("output.log")).map_err(doing("write the broker's log"))?;
        let mut server = self
            .command(SERVER)
            .stdin(Stdio::null())
            .stdout(log.try_clone().map_err(doing("write the broker's log"))?)
            .stderr(log)
            .process_group(0)
            .spawn()
            .map_err(doing(format!("start {SERVER}")))?;
        let ready = wait_until_ready(
            self.port,
            || matches!(server.try_wait(), Ok(Some(_))),
            || last_lines(&fs::read_to_string(self.folder.join("output.log")).unwrap_or_default()),
        );
        self.server = Some(server);
        ready
    }

    /// Stops the broker in order and waits until it is gone; what is durable stays for [`Self::start_again`].
    pub fn stop(&mut self) -> Result<(), Error> {
        self.signal("TERM")
    }

    /// Kills the broker (SIGKILL) and waits until it is gone.
    pub fn kill(&mut self) -> Result<(), Error> {
        self.signal("KILL")
    }

    /// Runs `rabbitmqctl` on this broker and gives what it prints.
    pub fn control(&self, arguments: &[&str]) -> Result<String, Error> {
        let output =
            self.command(CONTROL).args(arguments).output().map_err(doing(format!("run {CONTROL}")))?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        if output.status.success() {
            return Ok(text);
        }
        let output = format!("{text}{}", String::from_utf8_lossy(&output.stderr));
        Err(Error::Command { command: format!("rabbitmqctl {}", arguments.join(" ")), output })
    }

    fn signal(&mut self, name: &str) -> Result<(), Error> {
        let Some(mut server) = self.server.take() else { return Ok(()) };
        let pid = fs::read_to_string(self.folder.join("pid")).map_err(doing("read the broker's pid file"))?;
        let script = format!("kill -{name} {}", pid.trim());
        Command::new("/bin/sh").args(["-c", &script]).status().map_err(doing("run /bin/sh"))?;
        // The server's script ends with the Erlang VM.
        server.wait().map_err(doing("wait for the broker's end"))?;
        fs::remove_file(self.folder.join("pid")).ok();
        Ok(())
    }

    /// A command of RabbitMQ for this broker: nothing of the machine's own settings reaches it.
    fn command(&self, program: &str) -> Command {
        let own = |name: &str| self.folder.join(name);
        let port = |offset: u16| (self.port + offset).to_string();
        let loopback = "-kernel inet_dist_use_interface {127,0,0,1}";
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_else(|| "/usr/sbin:/usr/bin:/sbin:/bin".into()))
            .env("LANG", "C.UTF-8")
            .env("HOME", own("home"))
            .env("RABBITMQ_CONF_ENV_FILE", own("env.conf"))
            .env("RABBITMQ_CONFIG_FILE", own("rabbitmq.conf"))
            .env("RABBITMQ_ADVANCED_CONFIG_FILE", own("advanced.config"))
            .env("RABBITMQ_ENABLED_PLUGINS_FILE", own("plugins"))
            .env("RABBITMQ_MNESIA_BASE", own("data"))
            .env("RABBITMQ_LOG_BASE", own("log"))
            .env("RABBITMQ_PID_FILE", own("pid"))
            .env("RABBITMQ_NODENAME", format!("rb{}@localhost", self.port))
            .env("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1")
            .env("RABBITMQ_NODE_PORT", port(0))
            .env("ERL_EPMD_ADDRESS", "127.0.0.1")
            .env("ERL_EPMD_PORT", port(1))
            .env("RABBITMQ_DIST_PORT", port(2))
            .env("RABBITMQ_CTL_DIST_PORT_MIN", port(10))
            .env("RABBITMQ_CTL_DIST_PORT_MAX", port(ports::IN_A_ROW - 1))
            .env("RABBITMQ_CTL_ERL_ARGS", loopback)
            // Without busy waiting (sbwt): a broker for tests shares its cores.
            .env(
                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                format!("{loopback} +sbwt none +sbwtdcpu none +sbwtdio none"),
            );
        command
    }
}

impl Drop for PrivateBroker {
    fn drop(&mut self) {
        // The guard, dropped next, cleans up also where this fails.
        self.stop().ok();
    }
}
