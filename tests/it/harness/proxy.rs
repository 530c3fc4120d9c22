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
    rate: watch::Sender<Option<usize>>,
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
        let rate = watch::Sender::new(rate);
        let (source, valve, speed) = (cuts.clone(), held.clone(), rate.clone());
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (mut cut, valve, speed) = (source.subscribe(), valve.clone(), speed.clone());
                tokio::spawn(async move {
                    let Ok(server) = TcpStream::connect((Ipv4Addr::LOCALHOST, broker)).await else { return };
                    let ((from_client, to_client), (from_server, to_server)) =
                        (client.into_split(), server.into_split());
                    tokio::select! {
                        () = pass_on(from_client, to_server, valve.subscribe(), speed.subscribe()) => {}
                        () = pass_on(from_server, to_client, valve.subscribe(), speed.subscribe()) => {}
                        _ = cut.changed() => {}
                    }
                });
            }
        });
        Self { port, cuts, held, rate }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Cuts every connection there is; new ones may be made at once.
    pub(crate) fn cut(&self) {
        self.cuts.send_modify(|count| *count += 1);
    }

    /// From now on so many bytes a second come through in each direction of each connection, or as many as may.
    pub(crate) fn slow_down(&self, rate: Option<usize>) {
        self.rate.send_replace(rate);
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
    rate: watch::Receiver<Option<usize>>,
) {
    const STEPS: usize = 50;
    let mut buffer = vec![0; 64 * 1024];
    let mut step = tokio::time::interval(Duration::from_secs(1) / u32::try_from(STEPS).unwrap_or(1));
    step.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        let rate = *rate.borrow();
        let length = rate.map_or(buffer.len(), |rate| buffer.len().min(rate / STEPS));
        match from.read(&mut buffer[..length]).await {
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
