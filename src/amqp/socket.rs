//! Sockets to a host by its name or address.
//!
//! A name may have several addresses, and the first may be one that does not answer: a host that is gone, or IPv6 where the
//! network carries IPv4 alone. Each further address is tried a moment later beside those before it (RFC 8305), so that one
//! silent address does not take the time of the whole attempt.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;

/// The wait for an address before the next one is tried as well; RFC 8305 recommends it.
const STAGGER: Duration = Duration::from_millis(250);

/// The first socket that `open` gives for an address of the host.
pub(crate) async fn connect<T, F>(host: &str, port: u16, open: impl Fn(SocketAddr) -> F) -> io::Result<T>
where
    F: Future<Output = io::Result<T>>,
{
    let addresses = tokio::net::lookup_host((host, port)).await?.collect();
    first_of(addresses, open).await
}

async fn first_of<T, F>(addresses: Vec<SocketAddr>, open: impl Fn(SocketAddr) -> F) -> io::Result<T>
where
    F: Future<Output = io::Result<T>>,
{
    let mut waiting = addresses.into_iter();
    let mut attempts = FuturesUnordered::new();
    let mut refused = io::Error::new(io::ErrorKind::AddrNotAvailable, "the name has no address");
    loop {
        attempts.extend(waiting.next().map(&open));
        let is_last = waiting.len() == 0;
        let answer = tokio::select! {
            answer = attempts.next() => answer,
            () = tokio::time::sleep(STAGGER), if !is_last => continue,
        };
        match answer {
            Some(Ok(socket)) => return Ok(socket),
            Some(Err(error)) => refused = error,
            None if is_last => return Err(refused),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PORT: u16 = 5672;

    fn addresses(hosts: &[[u8; 4]]) -> Vec<SocketAddr> {
        hosts.iter().map(|&host| (host, PORT).into()).collect()
    }

    /// The second byte says what an address does.
    async fn answer(address: SocketAddr) -> io::Result<SocketAddr> {
        let std::net::IpAddr::V4(ip) = address.ip() else { panic!("{address}") };
        match ip.octets()[1] {
            0 => Ok(address),
            1 => Err(io::ErrorKind::ConnectionRefused.into()),
            _ => std::future::pending().await,
        }
    }

    #[tokio::test]
    async fn a_silent_or_refusing_address_does_not_hide_the_next() {
        let begun = tokio::time::Instant::now();
        for (hosts, expected) in [
            (&[[10, 2, 0, 1], [10, 2, 0, 2], [10, 0, 0, 3]][..], 2),
            (&[[10, 1, 0, 1], [10, 0, 0, 3]], 1),
            (&[[10, 2, 0, 1], [10, 1, 0, 2], [10, 0, 0, 3]], 2),
            (&[[10, 0, 0, 1], [10, 0, 0, 2]], 0),
        ] {
            let found = first_of(addresses(hosts), answer).await.unwrap();
            assert_eq!(found, addresses(hosts)[expected], "{hosts:?}");
        }
        assert!(begun.elapsed() < 5 * STAGGER, "{:?}", begun.elapsed());
    }

    #[tokio::test]
    async fn the_error_is_told_where_no_address_answers() {
        let refused = first_of(addresses(&[[10, 1, 0, 1], [10, 1, 0, 2]]), answer).await.unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::ConnectionRefused);
        let none = first_of(Vec::new(), answer).await.unwrap_err();
        assert_eq!(none.kind(), io::ErrorKind::AddrNotAvailable);
    }
}
