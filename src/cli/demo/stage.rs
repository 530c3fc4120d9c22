//! The broker of the demo, and names of its own on it.

use std::sync::Arc;

use dateline::amqp::topology_admin;
use dateline::local_broker::{BrokerContainer, Error, PrivateBroker};
use dateline::settings::{Loaded, Secret, Settings, redact_uri};

use super::Arguments;

/// What the demo plays on.
pub(super) struct Stage {
    settings: Arc<Settings>,
    broker: Broker,
}

enum Broker {
    /// Runs already and is somebody else's.
    Given,
    Container {
        _own: BrokerContainer,
    },
    Process {
        _own: PrivateBroker,
    },
}

impl Stage {
    /// Takes the broker that is given, else starts one.
    pub(super) fn set(arguments: &Arguments, loaded: &Loaded) -> anyhow::Result<Self> {
        let mut settings = Settings::clone(loaded);
        let broker = if loaded.is_given("broker.uri") || loaded.is_given("broker.uri_file") {
            eprintln!("==> the broker at {}", redact_uri(settings.broker.uri.reveal()));
            Broker::Given
        } else {
            let (broker, uri) = start(arguments)?;
            settings.broker.uri = Secret::new(uri);
            (settings.broker.username, settings.broker.password, settings.broker.vhost) = (None, None, None);
            broker
        };
        let name = format!("dateline.demo.{}", std::process::id());
        let plan = &mut settings.topology;
        plan.mode = dateline::settings::TopologyMode::Declare;
        for (own, part) in [
            (&mut plan.input_exchange, "raw"),
            (&mut plan.input_queue, "work"),
            (&mut plan.output_exchange, "enriched"),
            (&mut plan.unrouted_exchange, "unrouted"),
            (&mut plan.unrouted_queue, "unrouted"),
            (&mut plan.dead_exchange, "dead"),
            (&mut plan.dead_queue, "dead"),
        ] {
            *own = format!("{name}.{part}");
        }
        if arguments.keep {
            super::console::switch_on(&mut settings)?;
        }
        Ok(Self { settings: Arc::new(settings), broker })
    }

    pub(super) fn settings(&self) -> &Arc<Settings> {
        &self.settings
    }

    /// Takes away what was made: the broker, or exchanges and queues on one that stays.
    pub(super) async fn clear(self) -> anyhow::Result<()> {
        if matches!(self.broker, Broker::Given) {
            topology_admin::remove_topology(&self.settings).await?;
        }
        drop(self.broker);
        eprintln!("==> all cleared away");
        Ok(())
    }
}

/// A container where there is an engine and the image can be had, else a process.
fn start(arguments: &Arguments) -> Result<(Broker, String), Error> {
    let mut reason = None;
    if !arguments.process {
        eprintln!("==> starting RabbitMQ in a container ({})", arguments.image);
        match BrokerContainer::start(&arguments.image) {
            Ok(own) => {
                let uri = own.uri();
                return Ok((Broker::Container { _own: own }, uri));
            }
            Err(error) => {
                eprintln!("==> no container: {error}");
                reason = Some(error);
            }
        }
    }
    if !PrivateBroker::is_installed()
        && let Some(reason) = reason
    {
        // Told already; what can be installed is in its words.
        return Err(reason);
    }
    eprintln!("==> starting this machine's rabbitmq-server as a private process");
    let own = PrivateBroker::start("")?;
    let uri = own.uri();
    Ok((Broker::Process { _own: own }, uri))
}
