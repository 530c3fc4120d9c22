//! A TCP proxy whose connections can be cut, held so that nothing comes through, or slowed down.

use std::time::Duration;

use std::net::Ipv4Addr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// Stands between worker and broker.
pub(crate) struct Proxy {
    port: u16,
    cuts: watch::Sender<u32>,
    held: watch::Sender<bool>,
}

impl Proxy {
    pub(crate) async fn start(broker: u16) -> Self {
        Self::with_rate(broker, None).await
    }

    /// A link that carries so many bytes a second in each direction of each connection.
    pub(crate) async fn slow(broker: u16, rate: usize) -> Self {
        Self::with_rate(broker, Some(rate)).await
    }

    async fn with_rate(broker: u16, rate: Option<usize>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (cuts, held) = (watch::Sender::new(0), watch::Sender::new(false));
        let (source, valve) = (cuts.clone(), held.clone());
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (mut cut, valve) = (source.subscribe(), valve.clone());
                tokio::spawn(async move {
                    let Ok(server) = TcpStream::connect((Ipv4Addr::LOCALHOST, broker)).await else { return };
                    let ((from_client, to_client), (from_server, to_server)) =
                        (client.into_split(), server.into_split());
                    tokio::select! {
                        () = pass_on(from_client, to_server, valve.subscribe(), rate) => {}
                        () = pass_on(from_server, to_client, valve.subscribe(), rate) => {}
                        _ = cut.changed() => {}
                    }
                });
            }
        });
        Self { port, cuts, held }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Cuts every connection there is; new ones may be made at once.
    pub(crate) fn cut(&self) {
        self.cuts.send_modify(|count| *count += 1);
    }

    /// From now on nothing comes through, in neither direction, or all does again.
    pub(crate) fn hold(&self, held: bool) {
        self.held.send_replace(held);
    }
}

/// Copies until either side ends.
async fn pass_on(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    mut held: watch::Receiver<bool>,
    rate: Option<usize>,
) {
    const STEPS: usize = 50;
    let mut buffer = vec![0; rate.map_or(64 * 1024, |rate| rate / STEPS)];
    let mut step = tokio::time::interval(Duration::from_secs(1) / u32::try_from(STEPS).unwrap_or(1));
    step.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        match from.read(&mut buffer).await {
            Ok(length) if length > 0 => {
                if rate.is_some() {
                    step.tick().await;
                }
                let open = held.wait_for(|held| !held).await.is_ok();
                if !open || to.write_all(&buffer[..length]).await.is_err() {
                    return;
                }
            }
            _ => return,
        }
    }
}
