//! A TCP proxy whose connections can be cut, or held so that nothing comes through.

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
                        () = pass_on(from_client, to_server, valve.subscribe()) => {}
                        () = pass_on(from_server, to_client, valve.subscribe()) => {}
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
async fn pass_on(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, mut held: watch::Receiver<bool>) {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match from.read(&mut buffer).await {
            Ok(length) if length > 0 => {
                let open = held.wait_for(|held| !held).await.is_ok();
                if !open || to.write_all(&buffer[..length]).await.is_err() {
                    return;
                }
            }
            _ => return,
        }
    }
}
