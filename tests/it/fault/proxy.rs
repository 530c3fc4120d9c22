//! A TCP proxy whose connections can be cut.

use std::net::Ipv4Addr;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// Stands between worker and broker.
pub(super) struct Proxy {
    port: u16,
    cuts: watch::Sender<u32>,
}

impl Proxy {
    pub(super) async fn start(broker: u16) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let cuts = watch::Sender::new(0);
        let source = cuts.clone();
        tokio::spawn(async move {
            while let Ok((mut client, _)) = listener.accept().await {
                let mut cut = source.subscribe();
                tokio::spawn(async move {
                    let Ok(mut server) = TcpStream::connect((Ipv4Addr::LOCALHOST, broker)).await else {
                        return;
                    };
                    tokio::select! {
                        _ = tokio::io::copy_bidirectional(&mut client, &mut server) => {}
                        _ = cut.changed() => {}
                    }
                });
            }
        });
        Self { port, cuts }
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// Cuts every connection there is; new ones may be made at once.
    pub(super) fn cut(&self) {
        self.cuts.send_modify(|count| *count += 1);
    }
}
